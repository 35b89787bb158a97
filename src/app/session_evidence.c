/* Evidence: copied first, entered then, removed last. */
#include <string.h>

#include "app/session_parts.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

/* Everything that can be refused is, before a large file is copied. */
static enum session_outcome
try_first(struct session *s, const struct action *act, struct refused *refused,
	  struct err *err)
{
	struct action whole = *act;

	whole.file = "sha256-" ZEROS;
	whole.sha256 = ZEROS;
	whole.bytes = (struct number){INT64_MAX, true};
	return session_try_first(s, &whole, refused, err);
}

static const char *
last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *
session_file_name(const char *path, struct arena *a)
{
	const char *name = last_name(path);

	return text_is_utf8(name, strlen(name)) ? arena_strdup(a, name)
						: text_shown(a, name, false);
}

/* The journal itself says so: the hash is that of what was copied. */
static const char *
how_told(struct arena *a, const char *how, const struct evidence *e)
{
	if (!e->changed)
		return how;
	return say_fill(a,
			tr("%1 (The file changed while it was copied: this is "
			   "the hash of what was copied.)"),
			how, NULL, NULL);
}

void
session_finish_evidence(struct session *s, struct session_evidence *e)
{
	bool move = e->move;
	struct err err = {0};

	e->move = false;
	if (move &&
	    !evidence_remove_original(&s->folder, e->path, &e->copied, &err))
		e->notice = arena_strdup(&s->case_arena, err.text);
}

enum session_outcome
session_add_evidence(struct session *s, const struct action *act,
		     struct session_evidence *e, struct record **written,
		     struct refused *refused, struct err *err)
{
	struct arena *a = &s->case_arena;
	struct action whole = session_copy_action(act, a);
	enum session_outcome outcome;

	e->notice = NULL;
	e->completed = (struct action){0};
	whole.name = session_file_name(e->path, a);
	outcome = try_first(s, &whole, refused, err);
	if (outcome != SESSION_SAVED)
		return outcome;
	if (!evidence_copy_apart(&s->folder, e->path, e->watch, a, &e->copied,
				 err))
		return SESSION_NOT_SAVED;
	whole.file = e->copied.file;
	whole.sha256 = e->copied.sha256;
	whole.bytes = (struct number){e->copied.bytes, true};
	whole.how = how_told(a, whole.how, &e->copied);
	e->completed = whole;
	if (e->copied.changed)
		e->notice = arena_strdup(
			a, say_fill(a,
				    tr("%1 changed while it was copied; the "
				       "hash is that of what was copied."),
				    e->path, NULL, NULL));
	outcome = session_act(s, &whole, written, refused, err);
	if (outcome == SESSION_SAVED || outcome == SESSION_FAILED_OVER)
		session_finish_evidence(s, e);
	return outcome;
}

bool
session_copy_evidence_again(struct session *s, const struct session_evidence *e,
			    struct evidence_watch *watch)
{
	struct evidence again;
	struct err err = {0};

	return evidence_copy_apart(&s->folder, e->path, watch, &s->case_arena,
				   &again, &err) &&
	       strcmp(again.sha256, e->copied.sha256) == 0;
}

/* What a journal names may be anything: it stays inside evidence/. */
enum evidence_state
session_compare_evidence(struct session *s, const struct record *r,
			 struct evidence_watch *watch)
{
	struct arena scratch = {0};
	enum evidence_state state = evidence_compare_apart(
		&s->folder,
		arena_printf(&scratch, "evidence/%s", last_name(r->more->file)),
		r->more->sha256, watch);

	arena_fini(&scratch);
	return state;
}

/* One act: decided, its files kept, appended, applied. */
#include <stdio.h>
#include <string.h>

#include "app/session_parts.h"
#include "base/err.h"
#include "base/stamp.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/playbook.h"

static const struct library_file *
file_of_name(struct session *s, const char *name)
{
	const char *dot = strchr(name, '.');
	const struct library_file *files;
	unsigned count = 0;

	if (!dot)
		return NULL;
	files = shelf_files_of(
		session_shelf(s),
		arena_strndup(&s->status_arena, name, (size_t)(dot - name)),
		&count);
	for (unsigned i = 0; i < count; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	return NULL;
}

/* A file that the incident has already is not on the shelf any more, perhaps.
 */
static bool
has_file(struct session *s, const struct record_file *f)
{
	size_t len;

	return folder_kept_file(&s->folder, f->file, f->sha256, &len,
				&s->status_arena, NULL) != NULL;
}

static bool
keep(struct session *s, const struct record_file *files, unsigned count,
     struct err *err)
{
	for (unsigned i = 0; i < count; i++) {
		const struct library_file *f = file_of_name(s, files[i].file);

		if (!f && has_file(s, &files[i]))
			continue;
		if (!f)
			return err_set(err, ERR_NOT_FOUND,
				       tr("The file %s cannot be found any "
					  "more, so it cannot be kept with the "
					  "incident."),
				       files[i].file);
		if (!folder_keep_file(&s->folder, f, err))
			return false;
	}
	return true;
}

bool
session_keep_files(struct session *s, const struct record *r, struct err *err)
{
	if (!keep(s, r->more->files, r->more->file_count, err))
		return false;
	for (unsigned i = 0; i < r->then->open_count; i++)
		if (!keep(s, r->then->opens[i].files,
			  r->then->opens[i].file_count, err))
			return false;
	return true;
}

static bool
is_digits(const char *s)
{
	return *s && strspn(s, "0123456789") == strlen(s);
}

/* "at least" and the like, as short as on paper. */
static void
read_bound(struct action *act)
{
	static const struct {
		const char *mark, *bound;
	} marks[] = {{">=", "least"}, {"<=", "most"}, {"~", "about"}};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t len = strlen(marks[i].mark);
		const char *rest = act->value + len;

		if (strncmp(act->value, marks[i].mark, len) != 0)
			continue;
		rest += strspn(rest, " ");
		if (!is_digits(rest))
			return;
		act->value = rest;
		act->bound = marks[i].bound;
		return;
	}
}

void
session_read_value(struct session *s, struct action *act, struct arena *scratch)
{
	const struct fact *f;
	int64_t moment;

	if (act->kind != ACT_FACT || !act->fact || !act->value)
		return;
	f = library_fact(&s->library, act->fact);
	if (f && f->type == FACT_NUMBER && !act->bound)
		read_bound(act);
	if (f && f->type == FACT_TIME &&
	    stamp_read_typed(act->value, paths_now(), f->ahead == YES_NO_YES,
			     &s->zone, &moment)) {
		char stamp[STAMP_SIZE];

		stamp_write(moment, stamp);
		act->value = arena_strdup(scratch, stamp);
	}
}

/* What people type comes in all forms of Unicode; the journal has one. */
static const char *
copy(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, text_nfc(a, s)) : NULL;
}

static void
copy_strings(struct action *out, struct arena *a)
{
	const char **const strings[] = {
		&out->role,     &out->by,       &out->typed,
		&out->via,      &out->item,     &out->step,
		&out->choice,   &out->playbook, &out->state,
		&out->reason,   &out->override, &out->to,
		&out->text,     &out->about,    &out->id,
		&out->answer,   &out->fact,     &out->value,
		&out->bound,    &out->source,   &out->certainty,
		&out->deadline, &out->act,      &out->proof,
		&out->contact,  &out->outcome,  &out->ref,
		&out->chosen,   &out->phase,    &out->decided_by,
		&out->reg,      &out->row,      &out->column,
		&out->file,     &out->sha256,   &out->how,
		&out->document, &out->language, &out->channel,
		&out->title,
	};

	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
		*strings[i] = copy(a, *strings[i]);
	/* What a file was called is kept byte for byte. */
	if (out->name)
		out->name = arena_strdup(a, out->name);
}

static const char **
copy_list(struct arena *a, const char *const *list, unsigned count)
{
	const char **out = ARENA_ARRAY(a, const char *, count + 1);

	for (unsigned i = 0; i < count; i++)
		out[i] = copy(a, list[i]);
	return out;
}

struct action
session_copy_action(const struct action *act, struct arena *a)
{
	struct action out = *act;
	struct record_advice *advice =
		ARENA_ARRAY(a, struct record_advice, act->advice_count + 1);

	copy_strings(&out, a);
	for (unsigned i = 0; i < act->advice_count; i++) {
		advice[i].role = copy(a, act->advice[i].role);
		advice[i].advice = copy(a, act->advice[i].advice);
	}
	out.receivers = copy_list(a, act->receivers, act->receiver_count);
	out.options = copy_list(a, act->options, act->option_count);
	out.advice = advice;
	return out;
}

struct refused
session_try(struct session *s, const struct action *act, struct arena *scratch,
	    struct record *out)
{
	struct action mine = session_copy_action(act, scratch);

	session_refresh(s);
	session_reach_for(s, &mine);
	session_read_value(s, &mine, scratch);
	if (mine.kind == ACT_DOCUMENT && !mine.file)
		(void)session_prepare_document(s, &mine, "", scratch, NULL);
	return incident_decide(&s->incident, &s->library, &mine, paths_now(),
			       scratch, out);
}

static void
remember_id(struct session *s)
{
	const struct folder *f = &s->folder;
	const char *id = folder_is_waiting(f) ? f->waiting_id
			 : f->journal         ? journal_unsaved_id(f->journal)
					      : "";

	snprintf(s->unsaved_id, sizeof(s->unsaved_id), "%s", id);
}

static enum session_outcome
outcome_of(struct session *s, enum journal_outcome outcome)
{
	s->unsaved_id[0] = '\0';
	switch (outcome) {
	case JOURNAL_NOT_SAVED:
		remember_id(s);
		return SESSION_NOT_SAVED;
	case JOURNAL_WAITING:
		remember_id(s);
		return SESSION_WAITING;
	case JOURNAL_SAVED:
	case JOURNAL_FAILED_OVER:
		break;
	}
	s->status = NULL;
	s->library_of = s->incident.file_count;
	return outcome == JOURNAL_SAVED ? SESSION_SAVED : SESSION_FAILED_OVER;
}

enum session_outcome
session_await(struct session *s, int ms, struct record **written,
	      struct err *err)
{
	return outcome_of(
		s, folder_await(&s->folder, ms, &s->incident, written, err));
}

void
session_stop_waiting(struct session *s)
{
	folder_stop_waiting(&s->folder);
	remember_id(s);
}

bool
session_may_write(const struct session *s, struct err *err)
{
	const char *why = s->folder.read_only_why;

	if (!s->folder.read_only)
		return true;
	return err_set(err, ERR_WRITE,
		       tr("Not saved: this incident is open for reading "
			  "only: %s."),
		       tr(why ? why : N_("it cannot be written here")));
}

/* The refusal outlives the scratch it was made in. */
static struct refused
kept(struct session *s, struct refused why)
{
	why.name = copy(&s->case_arena, why.name);
	why.other = copy(&s->case_arena, why.other);
	return why;
}

enum session_outcome
session_try_first(struct session *s, const struct action *act,
		  struct refused *refused, struct err *err)
{
	struct arena scratch = {0};
	struct record r = {0};

	err->kind = ERR_NONE;
	*refused = (struct refused){REFUSED_NOT, NULL, NULL};
	if (!session_may_write(s, err))
		return SESSION_NOT_SAVED;
	*refused = kept(s, session_try(s, act, &scratch, &r));
	arena_fini(&scratch);
	return refused->why == REFUSED_NOT ? SESSION_SAVED : SESSION_REFUSED;
}

enum session_outcome
session_write(struct session *s, const struct record *r,
	      struct record **written, struct err *err)
{
	int64_t wall = paths_now();
	struct record clock;

	if (!session_may_write(s, err) || !session_keep_files(s, r, err))
		return SESSION_NOT_SAVED;
	s->folder.before = session_clock_record(s, wall, &clock);
	return outcome_of(s, folder_append(&s->folder, r, wall, &s->incident,
					   written, err));
}

/* A playbook that is not in the library may be misspelt, or refused for its
 * mistakes. */
static enum session_outcome
refuse(struct session *s, const struct action *act, struct refused *refused,
       struct err *err)
{
	*refused = kept(s, *refused);
	if (refused->why == REFUSED_PLAYBOOK_UNKNOWN && act->playbook &&
	    !session_find_playbook(s, act->playbook, s->who.mode, refused,
				   err) &&
	    err->kind == ERR_NOT_FOUND)
		return SESSION_NOT_SAVED;
	return SESSION_REFUSED;
}

/* A draft's text goes to the disk first: the line that names it is its proof.
 */
static enum session_outcome
write_whole(struct session *s, const struct action *act, const struct record *r,
	    struct record **written, struct err *err)
{
	bool draft = r->kind == RECORD_DOCUMENT && r->act &&
		     strcmp(r->act, "draft") == 0;

	if (draft &&
	    (!session_may_write(s, err) ||
	     !folder_keep_document(&s->folder, r->more->file, act->text, err)))
		return SESSION_NOT_SAVED;
	return session_write(s, r, written, err);
}

enum session_outcome
session_act_as(struct session *s, const struct action *act, const char *id,
	       struct record **written, struct refused *refused,
	       struct err *err)
{
	struct arena scratch = {0};
	struct record r = {0};
	struct action mine = *act;
	enum session_outcome outcome = SESSION_REFUSED;
	struct refused why;

	err->kind = ERR_NONE;
	if (mine.kind == ACT_DOCUMENT &&
	    !session_prepare_document(s, &mine, id, &scratch, err)) {
		arena_fini(&scratch);
		return SESSION_NOT_SAVED;
	}
	why = session_try(s, &mine, &scratch, &r);
	*refused = why;
	/* Where nothing can be written, that is the answer to everything. */
	if (why.why == REFUSED_NOT || s->folder.read_only) {
		r.id = mine.kind == ACT_DOCUMENT ? mine.id : *id ? id : NULL;
		outcome = write_whole(s, &mine, &r, written, err);
	} else {
		outcome = refuse(s, act, refused, err);
	}
	arena_fini(&scratch);
	return outcome;
}

enum session_outcome
session_act(struct session *s, const struct action *act,
	    struct record **written, struct refused *refused, struct err *err)
{
	return session_act_as(s, act, "", written, refused, err);
}

enum session_outcome
session_act_again(struct session *s, const struct action *act,
		  struct record **written, struct refused *refused,
		  struct err *err)
{
	char id[sizeof(s->unsaved_id)];

	memcpy(id, s->unsaved_id, sizeof(id));
	return session_act_as(s, act, id, written, refused, err);
}

/* Evidence: what is kept, compared; how far a copy is; paths that go on. */
#include <inttypes.h>

#include "app/desk_parts.h"
#include "app/typed_path.h"
#include "base/err.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say_evidence.h"

#define TELL_EVERY_MS 200
#define SILENT_MS 2000 /* most disks have taken it by then */
#define MEGABYTE INT64_C(1000000)

static const char *
megabytes(struct arena *a, int64_t bytes)
{
	return arena_printf(a, "%" PRId64, bytes / MEGABYTE);
}

/* The same as ever, or that nothing has moved for a while. */
static const char *
text_of(struct desk_watch *w, int64_t done, int64_t now)
{
	if (done != w->done || w->moved == 0 || now < w->moved)
		w->moved = now;
	w->done = done;
	return now - w->moved < SILENT_MS
		       ? tr(w->text)
		       : tr("%1 of %2 MB; waiting for the disk. Ctrl-C "
			    "stops it.");
}

static bool
tell(struct evidence_watch *watch, int64_t done, int64_t total)
{
	struct desk_watch *w = (struct desk_watch *)(void *)watch;
	int64_t now = paths_now();
	struct arena scratch = {0};
	const char *text = text_of(w, done, now);

	if (w->stopped)
		return false;
	if (now >= w->told && now - w->told < TELL_EVERY_MS)
		return true;
	w->told = now;
	w->stopped = !w->desk->progress->tell(
		w->desk->progress,
		say_fill(&scratch, text, megabytes(&scratch, done),
			 megabytes(&scratch, total), NULL));
	arena_fini(&scratch);
	return !w->stopped;
}

struct evidence_watch *
desk_watch_begin(struct desk_watch *w, struct desk *d, const char *text)
{
	*w = (struct desk_watch){.watch = {tell}, .desk = d, .text = text};
	return d->progress ? &w->watch : NULL;
}

struct event
effect_complete(struct desk *d, const struct effect *e)
{
	struct path_completed c =
		path_complete(e->text ? e->text : "", &d->answer_arena);

	return (struct event){.kind = EVENT_COMPLETED,
			      .text = c.path,
			      .note = c.others,
			      .whole = c.whole};
}

static enum kept_state
state_of(const struct desk *d, const struct record *r,
	 struct evidence_watch *watch)
{
	switch (session_compare_evidence(d->session, r, watch)) {
	case EVIDENCE_GOOD:
		return KEPT_GOOD;
	case EVIDENCE_MISSING:
		return KEPT_MISSING;
	case EVIDENCE_UNREADABLE:
		return KEPT_UNREADABLE;
	case EVIDENCE_CHANGED:
		return KEPT_CHANGED;
	case EVIDENCE_STOPPED:
		break;
	}
	return KEPT_NOT_COMPARED;
}

bool
effect_carry_evidence(struct desk *d)
{
	const struct action *kept = &d->kept;
	struct desk_watch watch;

	if (!d->kept_waits || kept->kind != ACT_EVIDENCE || !kept->sha256 ||
	    !d->attached.path)
		return true;
	return session_copy_evidence_again(
		d->session, &d->attached,
		desk_watch_begin(&watch, d,
				 N_("Copying: %1 of %2 MB. Ctrl-C stops it.")));
}

/* Where one was stopped, the others are not compared either. */
struct event
effect_evidence(struct desk *d)
{
	const struct incident *in = &d->session->incident;
	struct arena *a = &d->answer_arena;
	struct event answer = {.kind = EVENT_EVIDENCE};
	struct evidence_said said = {.library = &d->session->library,
				     .zone = d->front.zone};
	struct desk_watch w;
	struct evidence_watch *watch = desk_watch_begin(
		&w, d, N_("Comparing: %1 of %2 MB. Ctrl-C stops it."));
	bool stopped = !d->session->is_open ||
		       folder_is_out_of_reach(&d->session->folder);

	said.rows = ARENA_ARRAY(a, struct evidence_row, in->log_count + 1);
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;
		enum kept_state state = KEPT_NOT_COMPARED;

		if (!say_is_kept(r))
			continue;
		if (!stopped)
			state = state_of(d, r, watch);
		stopped |= state == KEPT_NOT_COMPARED;
		said.rows[said.count++] = (struct evidence_row){r, state};
	}
	answer.text = say_evidence(&said, a);
	return answer;
}

#include "app/desk.h"

#include <string.h>

#include "app/desk_parts.h"
#include "app/earlier.h"
#include "app/editor.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "front/say.h"
#include "front/say_seal.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)

static const char *
copy(struct desk *d, const char *s)
{
	return s ? arena_strdup(&d->arena, s) : NULL;
}

void
desk_init(struct desk *d, struct session *s, const struct app_options *o)
{
	struct front *f = &d->front;

	memset(d, 0, sizeof(*d));
	d->session = s;
	session_write_apart(s);
	f->version = VERSION;
	f->zone = f->wall = session_reader_zone(s);
	f->station = s->who.station;
	f->now = paths_now();
	f->role = d->given_role = copy(d, o->role);
	f->by = copy(d, o->by);
	f->typed = copy(d, o->typed);
	f->via = copy(d, o->via);
	f->begin_new = o->new_incident;
	f->board = o->board;
	f->projector = o->projector;
	f->theme = o->theme;
	f->has_editor = editor_is_set();
	d->whole_lists = o->whole_lists;
	desk_turn(d);
}

void
desk_fini(struct desk *d)
{
	if (d->watching)
		watch_fini(&d->watch);
	lists_forget(d);
	arena_fini(&d->arena);
	arena_fini(&d->lists_arena);
	arena_fini(&d->library_arena);
	arena_fini(&d->answer_arena);
	arena_fini(&d->kept_arena);
	arena_fini(&d->document_arena);
	arena_fini(&d->profile_arena);
	memset(d, 0, sizeof(*d));
}

const struct front *
desk_front(const struct desk *d)
{
	return &d->front;
}

/* The last thing that was odd about a journal; what was told stays told. */
static void
fill_alarm(struct desk *d)
{
	const struct folder *f = &d->session->folder;

	if (f->alarm_count <= d->alarms_told)
		return;
	d->alarms_told = f->alarm_count;
	d->front.notice = session_alarm(&f->alarms[f->alarm_count - 1],
					&d->library_arena);
}

/* Where a file was left after a failure, the next one has no line yet. */
static const char *
head_of(const struct journal *j)
{
	const char *head = j ? journal_head(j) : NULL;

	return head && head[strspn(head, "0")] ? head : NULL;
}

static void
fill_saved(struct desk *d)
{
	const struct session *s = d->session;
	const struct incident *in = &s->incident;
	struct front *f = &d->front;

	f->saved_count = in->log_count;
	f->saved_time =
		in->log_count ? in->log[in->log_count - 1].record->time : 0;
	if (d->waiting)
		f->saved = FRONT_WAITING;
	else if (d->kept_waits)
		f->saved = FRONT_NOT_SAVED;
	else
		f->saved = in->log_count ? FRONT_SAVED : FRONT_NOTHING_YET;
	f->journal = s->folder.journal ? journal_name(s->folder.journal) : NULL;
	f->head = head_of(s->folder.journal);
	f->read_only = s->folder.read_only;
	f->read_only_why =
		s->folder.read_only_why ? tr(s->folder.read_only_why) : NULL;
}

void
desk_fill(struct desk *d)
{
	struct session *s = d->session;
	struct front *f = &d->front;

	f->language = tr_language();
	if (!s->is_open) {
		f->incident = NULL;
		f->status = NULL;
		f->zone = f->wall;
		f->exercise = NULL;
		f->words = NULL;
		f->notice = f->seal_advice = NULL;
		f->saved = FRONT_NOTHING_YET;
		f->journal = f->head = NULL;
		f->read_only = false;
		f->saving_since = 0;
		f->library = d->start_library_ready ? &d->start_library : NULL;
		return;
	}
	f->incident = &s->incident;
	f->library = &s->library;
	/* What it loads makes the status anew. */
	f->exercise = session_exercise(s, f->now);
	f->status = session_status(s, f->now);
	/* Who plays reads, and types, the scenario's hours. */
	f->zone = exercise_zone(f->exercise, f->wall, &s->status_arena);
	fill_saved(d);
	f->seal_advice = say_seal_due(session_seal_due(s, f->now));
	fill_alarm(d);
}

/* Who comes back acts as the role of last time. */
static void
settle_role(struct desk *d)
{
	const char *last = desk_last_role(d);
	struct front *f = &d->front;

	if (f->board)
		return;
	if (!f->role)
		f->role = last;
	else if (!last || strcmp(last, f->role) != 0)
		desk_keep_role(d, f->role);
}

static void
tell_clock(struct desk *d, int64_t now)
{
	const char *text =
		session_clock_warning(d->session, now, &d->library_arena);

	if (text)
		d->front.notice = text;
}

void
desk_turn(struct desk *d)
{
	struct session *s = d->session;
	struct front *f = &d->front;

	if (d->watching)
		watch_fini(&d->watch);
	d->watching = s->is_open;
	d->kept_waits = d->waiting = false;
	d->alarms_told = 0;
	d->sealed = (struct seal){0};
	d->attached = (struct session_evidence){0};
	d->looked = false;
	documents_want(d, NULL);
	d->front.notice = NULL;
	d->front.earlier = NULL;
	d->front.drafts = NULL;
	d->front.draft_count = 0;
	lists_forget(d);
	arena_reset(&d->library_arena);
	if (!s->is_open) {
		drafts_read(d);
		lists_fill(d);
		desk_fill(d);
		return;
	}
	watch_init(&d->watch, &s->folder);
	f->words = say_words(s->folder.id, &d->library_arena);
	settle_role(d);
	f->earlier = earlier_find(s, &d->library_arena);
	drafts_read(d);
	if (clock_is_unset(f->now))
		tell_clock(d, f->now);
	desk_fill(d);
}

/*
 * The first look is always taken: only now, with something on the screen, is
 * there time to compare the journals with what this station remembers of them.
 */
bool
desk_refresh(struct desk *d)
{
	size_t alarms = d->session->folder.alarm_count;

	if (!d->session->is_open) {
		if (!lists_refresh(d))
			return false;
		desk_fill(d);
		return true;
	}
	/* Who looks at a disk that does not answer waits as well. */
	if (folder_is_out_of_reach(&d->session->folder))
		return false;
	drafts_look_again(d);
	if (d->looked && !watch_changed(&d->watch, paths_now()))
		return false;
	d->looked = true;
	if (!session_refresh(d->session) &&
	    d->session->folder.alarm_count == alarms)
		return false;
	documents_fill(d);
	desk_fill(d);
	return true;
}

bool
desk_look_closer(struct desk *d)
{
	return !d->session->is_open && lists_look_closer(d);
}

bool
desk_has_closer(const struct desk *d)
{
	for (size_t i = 0; i < LISTS_READ_MOST; i++)
		if (d->folds[i].held)
			return !d->session->is_open;
	return false;
}

int
desk_watch_fd(const struct desk *d)
{
	int fd = d->watching ? folder_wait_fd(&d->session->folder) : -1;

	if (fd >= 0)
		return fd;
	return d->watching ? d->watch.fd : -1;
}

void
desk_tick(struct desk *d, int64_t now)
{
	d->front.now = now;
	if (session_look_at_clock(d->session, now) && d->session->is_open)
		tell_clock(d, now);
	desk_fill(d);
}

static bool
is_near(const struct status_deadline *d, int64_t now)
{
	return d->due.set && d->state != DEADLINE_MET &&
	       d->state != DEADLINE_NOT_APPLICABLE && d->due.ms > now &&
	       d->due.ms - now <= 10 * MINUTE;
}

/* Clocks turn by the minute, by the second when a deadline is near. */
int64_t
desk_next_change(const struct desk *d)
{
	const struct status *st = d->front.status;
	int64_t now = d->front.now;
	int64_t next = (now / MINUTE + 1) * MINUTE;

	if (d->waiting)
		return now + SECOND / 2;
	if (!st)
		return next;
	for (unsigned i = 0; i < st->deadline_count; i++)
		if (is_near(&st->deadlines[i], now))
			next = (now / SECOND + 1) * SECOND;
	if (status_next_change(st) < next)
		next = status_next_change(st);
	if (desk_next_due(d) < next)
		next = desk_next_due(d);
	return next > now ? next : now + 1;
}

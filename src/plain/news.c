/*
 * What is said before a prompt: the incident when it is opened, and whatever
 * happened since the last prompt.  Nothing is said while somebody types.
 */
#include "plain/parts.h"

#include <string.h>

#include "base/text.h"
#include "front/draft.h"
#include "front/say_calls.h"
#include "front/say_clock_check.h"
#include "front/say_deadline.h"
#include "front/say_exercise.h"
#include "front/say_handover.h"
#include "front/say_lead.h"

#define NEWS_MOST 3 /* of each kind; the rest is counted */

/* Its title, else what its playbooks are called. */
const char *
incident_name(struct plain *p)
{
	const struct front *f = p->front;
	const struct incident *in = f->incident;
	const char *list = NULL;

	if (in->title && in->title[0])
		return in->title;
	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *s = in->playbooks.entries[i].value;
		const struct playbook *b =
			s && s->open ? library_playbook(f->library, s->id)
				     : NULL;

		if (b)
			list = talk_join(p, list, b->head.title);
	}
	return list ? list : tr("no title yet");
}

static void
tell_incident(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct incident *in = f->incident;
	const char *title = incident_name(p);

	if (scored_is_open(p)) {
		talk(p, out, tr("Assessment, no incident: %1 (%2)."), title,
		     f->words, NULL);
		return;
	}
	if (in->mode && strcmp(in->mode, "live") != 0)
		talk(p, out, tr("EXERCISE, nothing in it is real: %1 (%2)."),
		     title, f->words, NULL);
	else
		talk(p, out, tr("Live incident: %1 (%2)."), title, f->words,
		     NULL);
	talk(p, out, tr("Time: %1."),
	     say_date_clock(f->now, f->zone, &p->scratch), NULL, NULL);
	talk(p, out,
	     tr_n("%1 entry, all saved.", "%1 entries, all saved.",
		  (long)f->saved_count),
	     talk_number(p, (unsigned)f->saved_count), NULL, NULL);
	talk(p, out, tr("Severity: %1, %2."),
	     talk_number(p, (unsigned)in->severity), say_severity(in->severity),
	     NULL);
	if (in->phase && strcmp(in->phase, "none") != 0)
		talk(p, out, tr("Emergency phase: %1."),
		     say_emergency_phase(in->phase), NULL, NULL);
}

static void
tell_last_entry(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct incident *in = f->incident;
	const struct record *r;
	struct say_line line;
	size_t last = in->log_count;

	while (last > 0 && !lead_may_read(f, in->log[last - 1].record))
		last--;
	if (last == 0)
		return;
	r = in->log[last - 1].record;
	line = say_record(r, in, f->library, f->zone, &p->scratch);
	talk(p, out, tr("Last entry, %1: %2: %3"),
	     say_ago(f->now - r->time, &p->scratch), line.word, line.text);
}

static void
tell_next_deadline(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct status_deadline *d =
		f->status ? deadlines_next(f->status, f->now) : NULL;

	if (d)
		talk(p, out, tr("Next deadline, %1"), deadline_say(p, d), NULL,
		     NULL);
}

void
opened_tell(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;

	tell_incident(p, out);
	if (f->read_only)
		talk(p, out, tr("Read only: %1"),
		     f->read_only_why ? f->read_only_why : "", NULL, NULL);
	if (f->role)
		talk(p, out, tr("You are %1."), talk_role(p, f->role), NULL,
		     NULL);
	tell_next_deadline(p, out);
	tell_last_entry(p, out);
	for (size_t i = 0; i < f->draft_count; i++)
		if (strcmp(f->drafts[i].name, DRAFT_OF_SIGNS) != 0)
			talk(p, out, tr("A draft that was not saved, %1: %2"),
			     say_draft_name(f->drafts[i].name, &p->scratch),
			     text_shown(&p->scratch,
					say_draft_text(f->drafts[i].text,
						       &p->scratch),
					false),
			     NULL);
}

/* --- since the last prompt */

/* Of the last lines of the log, those that may be told here. */
static size_t
readable(const struct front *f, size_t last)
{
	const struct incident *in = f->incident;
	size_t count = 0;

	for (size_t i = 0; i < last; i++)
		count +=
			lead_may_read(f, in->log[in->log_count - 1 - i].record);
	return count;
}

static void
tell_others(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct incident *in = f->incident;
	size_t fresh =
		in->log_count > p->log_told ? in->log_count - p->log_told : 0;

	p->log_told = in->log_count;
	fresh = readable(f, fresh);
	if (!fresh)
		return;
	talk(p, out,
	     tr_n("%1 new entry by others.", "%1 new entries by others.",
		  (long)fresh),
	     talk_number(p, (unsigned)fresh), NULL, NULL);
	for (size_t i = in->log_count, said = 0;
	     i > 0 && said < fresh && said < NEWS_MOST; i--) {
		const struct log_entry *e = &in->log[i - 1];
		struct say_line line;

		if ((f->journal && strcmp(e->file, f->journal) == 0) ||
		    !lead_may_read(f, e->record))
			continue;
		line = say_record(e->record, in, f->library, f->zone,
				  &p->scratch);
		talk(p, out, tr("%1, %2: %3"),
		     e->record->actor ? e->record->actor : "", line.word,
		     line.text);
		said++;
	}
}

/* What only a role itself can do something about, others are not told. */
static bool
concerns(const struct plain *p, const struct status_alert *al)
{
	if (al->kind != ALERT_LATER && al->kind != ALERT_OPEN_QUESTION &&
	    al->kind != ALERT_TO_CONFIRM)
		return true;
	return !al->role || !p->front->role || strcmp(al->role, "any") == 0 ||
	       strcmp(al->role, p->front->role) == 0;
}

bool
empty_role_alarms(const struct plain *p, const struct status_role *r)
{
	const struct front *f = p->front;

	return status_role_alarms(f->status, r, f->role, f->now);
}

const char *
empty_role_say(struct plain *p, const struct status_role *r)
{
	return say_fill(&p->scratch, tr("Nobody has taken the role %1"),
			talk_role(p, r->role), NULL, NULL);
}

/* Whether it was not said yet; it is from now on. */
static bool
is_new(struct plain *p, const char *key)
{
	static char said;

	if (map_find(&p->alerts_told, key))
		return false;
	map_put(&p->alerts_told, key, &said);
	return true;
}

static const char *
alert_key(struct plain *p, const struct status_alert *al)
{
	return arena_printf(&p->scratch, "%d %s %s %s", (int)al->kind,
			    al->role ? al->role : "", al->ref ? al->ref : "",
			    al->text ? al->text : "");
}

/* What is no alert any more may be said again when it comes back. */
static void
forget_gone(struct plain *p)
{
	const struct status *st = p->front->status;

	for (size_t i = 0; i < p->alerts_told.count; i++) {
		struct map_entry *e = &p->alerts_told.entries[i];
		bool there = strncmp(e->key, "inbox ", 6) == 0 ||
			     strncmp(e->key, "empty ", 6) == 0 ||
			     strncmp(e->key, "told ", 5) == 0;

		for (unsigned k = 0; k < st->alert_count && !there; k++)
			there = strcmp(e->key, alert_key(p, &st->alerts[k])) ==
				0;
		if (!there && e->value)
			map_remove(&p->alerts_told, e->key);
	}
}

static void
tell_call_again(struct plain *p, struct buf *out)
{
	const char *again = say_call_again(p->front, &p->scratch);

	if (again &&
	    is_new(p, arena_printf(&p->scratch, "told call %s", again)))
		talk(p, out, tr("Alert: %1"), again, NULL, NULL);
}

/* Said once, and once more when it had gone in between. */
static bool
is_told_anew(struct plain *p, const char *key, const char *text)
{
	if (text)
		return is_new(p, key);
	if (map_find(&p->alerts_told, key))
		map_remove(&p->alerts_told, key);
	return false;
}

static void
tell_handover(struct plain *p, struct buf *out)
{
	const char *waiting = say_handover_waiting(p->front, &p->scratch);

	if (is_told_anew(p, "told handover", waiting))
		talk(p, out, tr("Alert: %1. Type accept."), waiting, NULL,
		     NULL);
}

static void
tell_clock_check(struct plain *p, struct buf *out)
{
	const char *due = say_clock_due(p->front);

	if (is_told_anew(p, "told clock", due))
		talk(p, out, tr("%1: type clock."), due, NULL, NULL);
}

static void
tell_alerts(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct status *st = f->status;
	unsigned fresh = 0;

	forget_gone(p);
	for (unsigned i = 0; i < st->alert_count; i++) {
		const struct status_alert *al = &st->alerts[i];

		if (!concerns(p, al) || !is_new(p, alert_key(p, al)))
			continue;
		if (fresh++ < NEWS_MOST)
			talk(p, out, tr("Alert: %1"),
			     say_alert(al, st, f->library, f->zone,
				       &p->scratch),
			     NULL, NULL);
	}
	if (fresh > NEWS_MOST)
		talk(p, out,
		     tr_n("%1 more alert: type alerts.",
			  "%1 more alerts: type alerts.", fresh - NEWS_MOST),
		     talk_number(p, fresh - NEWS_MOST), NULL, NULL);
}

static void
tell_empty_roles(struct plain *p, struct buf *out)
{
	const struct status *st = p->front->status;

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];
		const char *key =
			arena_printf(&p->scratch, "empty %s", r->role);

		if (empty_role_alarms(p, r) && is_new(p, key))
			talk(p, out, tr("Alert: %1"), empty_role_say(p, r),
			     NULL, NULL);
	}
}

const char *
inbox_alert_say(struct plain *p, const struct inbox_row *row)
{
	const char *text = NULL;

	switch (row->type) {
	case INBOX_TASK:
		text = tr("Task from %1, type who to take it: %2");
		break;
	case INBOX_QUESTION:
		text = tr("Question from %1, type who to answer it: %2");
		break;
	case INBOX_APPROVAL:
		text = tr("%1 asks for approval, type who to answer it: %2");
		break;
	}
	return say_fill(&p->scratch, text, talk_role(p, row->from),
			say_inbox(row, p->front->library, &p->scratch), NULL);
}

static void
tell_inbox(struct plain *p, struct buf *out)
{
	const struct status_role *r = where_role(p);

	for (unsigned i = 0; r && i < r->inbox_count; i++)
		if (is_new(p, arena_printf(&p->scratch, "inbox %s",
					   r->inbox[i]->id)))
			talk(p, out, "%1", inbox_alert_say(p, r->inbox[i]),
			     NULL, NULL);
}

const char *
inject_alert_say(struct plain *p, const struct exercise_inject *x)
{
	return say_fill(&p->scratch,
			inject_rings(x, p->front->role)
				? tr("Exercise: %1. Type who to pick up.")
				: tr("Exercise: %1. Type who to read it."),
			say_arrival(x, &p->scratch), NULL, NULL);
}

static void
tell_injects(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct exercise_run *run = f->exercise;

	for (unsigned i = 0; run && i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];
		const char *key = arena_printf(&p->scratch, "told inject %s %u",
					       x->id, x->times);

		if (f->role && !run->over && inject_is_new(x, f->role) &&
		    is_new(p, key))
			talk(p, out, "%1", inject_alert_say(p, x), NULL, NULL);
	}
}

/* Before anything else: nothing that is played counts any more. */
static void
tell_real_life(struct plain *p, struct buf *out)
{
	const struct exercise_run *run = p->front->exercise;
	const struct record *link = run ? run->real_life : NULL;

	if (!is_told_anew(p, "told real life", link ? link->id : NULL))
		return;
	talk(p, out, tr("REAL LIFE, no exercise. %1"), say_real_stop(), NULL,
	     NULL);
	talk(p, out, tr("The real incident is called %1. %2"),
	     say_real_name(link, &p->scratch),
	     say_real_begun(link, p->front->wall, &p->scratch), NULL);
	talk(p, out, tr("Type real-life to leave the exercise and go there."),
	     NULL, NULL, NULL);
}

/* What nobody else would say where nobody leads. */
static void
tell_exercise(struct plain *p, struct buf *out)
{
	const struct exercise_run *run = p->front->exercise;

	if (!run)
		return;
	if (!run->led && lead_round_is_done(run) &&
	    is_new(p, arena_printf(&p->scratch, "told round %s", run->round)))
		talk(p, out, tr("Talked it over? %1 follows: type round."),
		     lead_next_round(run)->title, NULL, NULL);
	if (lead_is_over_time(run) && is_new(p, "told over time"))
		talk(p, out,
		     tr("The time of this exercise is over: type "
			"end-exercise."),
		     NULL, NULL, NULL);
}

/* Once, until it was done. */
static void
tell_advice(struct plain *p, struct buf *out)
{
	const char *advice = p->front->seal_advice;

	if (!advice) {
		buf_clear(&p->advice_told);
		return;
	}
	if (strcmp(advice, buf_text(&p->advice_told)) == 0)
		return;
	talk(p, out, tr("%1 Type seal."), advice, NULL, NULL);
	buf_clear(&p->advice_told);
	buf_adds(&p->advice_told, advice);
}

void
news_tell(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;

	if (f->notice && strcmp(f->notice, buf_text(&p->notice_told)) != 0) {
		talk(p, out, tr("Note: %1"), f->notice, NULL, NULL);
		buf_clear(&p->notice_told);
		buf_adds(&p->notice_told, f->notice);
	}
	if (!f->incident || !f->status)
		return;
	tell_real_life(p, out);
	tell_advice(p, out);
	tell_others(p, out);
	tell_alerts(p, out);
	tell_injects(p, out);
	tell_exercise(p, out);
	tell_handover(p, out);
	tell_call_again(p, out);
	tell_empty_roles(p, out);
	tell_inbox(p, out);
	tell_clock_check(p, out);
}

void
news_seen(struct plain *p)
{
	p->log_told = p->front->incident ? p->front->incident->log_count : 0;
}

/* Timeline lines of the incident itself, of exercises and of the journals. */
#include "front/line.h"

#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/tr.h"
#include "core/after.h"
#include "core/clock_check.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say_clock_check.h"
#include "front/say_exercise.h"
#include "front/say_in_mode.h"
#include "front/seal_words.h"

static const char *
text_of(const char *s)
{
	return s ? s : "";
}

static const char *
number_of(const struct line *l, int64_t n)
{
	return arena_printf(l->a, "%lld", (long long)n);
}

static const char *
severity_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text =
		say_fill(l->a, tr("severity %1, %2"),
			 number_of(l, r->more->severity.value),
			 say_severity(r->more->severity.value), NULL);

	return line_with(l, text, r->reason);
}

static const char *
phase_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = say_emergency_phase(r->more->phase);

	if (r->more->decided_by)
		text = say_fill(l->a, tr("%1, decided by %2"), text,
				r->more->decided_by, NULL);
	return line_with(l, text, r->reason);
}

/* "released: A note on the screen, for IT, Management" */
static const char *
inject_line(const struct line *l)
{
	static const struct {
		const char *act, *text;
	} acts[] = {
		{"release", N_("sent: %1")},
		{"skip", N_("left out: %1")},
		{"hold", N_("held back: %1")},
		{"wait", N_("back on the schedule: %1")},
		{"change", N_("changed: %1")},
		{"hint", N_("hint for %1")},
		{"hear", N_("heard or read: %1")},
	};
	const struct record *r = l->r;
	const char *what = r->title ? r->title : text_of(r->more->inject);
	const char *text = what;

	for (size_t i = 0; r->act && i < sizeof(acts) / sizeof(*acts); i++)
		if (strcmp(acts[i].act, r->act) == 0)
			text = say_fill(l->a, tr(acts[i].text), what, NULL,
					NULL);
	for (unsigned i = 0; i < r->more->to_role_count; i++)
		text = arena_printf(
			l->a, "%s%s%s", text, i ? ", " : " -> ",
			say_role(r->more->to_roles[i], l->lib, l->a));
	return text;
}

/* What is said after an exercise: core/after.h. */
static const char *
after_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = text_of(r->text);
	/* Improvements are real work: on the real calendar. */
	const struct zone wall = stamp_bare(l->z);
	const char *due = r->due.set ? say_day(r->due.ms, &wall, l->a) : NULL;
	const struct judgement *asked;

	switch (after_act_of(r->act)) {
	case AFTER_ANSWER:
		asked = l->lib && l->lib->exercise && r->more->objective
				? after_find_question(l->lib->exercise,
						      r->more->objective)
				: NULL;
		return asked ? say_fill(l->a, tr("hot wash: %1 %2"),
					asked->text, text, NULL)
			     : say_fill(l->a, tr("hot wash, %1: %2"),
					text_of(r->more->objective), text,
					NULL);
	case AFTER_FEEDBACK:
		return r->more->score.set
			       ? say_fill(l->a, tr("feedback: %1 of 3. %2"),
					  number_of(l, r->more->score.value),
					  text, NULL)
			       : say_fill(l->a, tr("feedback: %1"), text, NULL,
					  NULL);
	case AFTER_STRENGTH:
		return say_fill(l->a, tr("went well: %1"), text, NULL, NULL);
	case AFTER_IMPROVE:
		text = say_fill(l->a, tr("to improve: %1"), text, NULL, NULL);
		break;
	case AFTER_OWN:
		text = say_fill(l->a, tr("improvement %1"),
				say_entry(r->of, l->a), NULL, NULL);
		break;
	case AFTER_DONE:
		return say_fill(l->a, tr("improvement %1 is done. %2"),
				say_entry(r->of, l->a), text, NULL);
	case AFTER_AGAIN:
		return say_fill(l->a, tr("improvement %1 is open again. %2"),
				say_entry(r->of, l->a), text, NULL);
	case AFTER_SCORE:
	case AFTER_ACTS:
		return text;
	}
	if (r->to)
		text = say_fill(l->a, tr("%1, seen to by %2"), text,
				say_role(r->to, l->lib, l->a), NULL);
	return due ? say_fill(l->a, tr("%1, by %2"), text, due, NULL) : text;
}

static const char *
observe_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = text_of(r->text);

	if (r->act)
		return after_line(l);
	if (r->more->score.set)
		text = say_fill(l->a, tr("%1: %2 of 3. %3"),
				text_of(r->more->objective),
				number_of(l, r->more->score.value), text);
	else if (r->more->objective)
		text = say_fill(l->a, tr("%1: %2"), r->more->objective, text,
				NULL);
	return text;
}

static const char *
pause_line(const struct line *l)
{
	const struct record *r = l->r;
	const struct zone wall = stamp_bare(l->z); /* it is the scenario's */
	const char *text = r->act && strcmp(r->act, "pause") == 0
				   ? tr("the exercise stands still")
				   : tr("the exercise runs");

	if (r->more->scenario.set)
		text = say_fill(
			l->a, tr("%1; in the scenario it is %2"), text,
			say_day_clock(r->more->scenario.ms, &wall, l->a), NULL);
	if (r->more->speed.set && r->more->speed.value > 1)
		text = say_fill(l->a, tr("%1; %2 times as fast"), text,
				number_of(l, r->more->speed.value), NULL);
	return text;
}

static const char *
exercise_line(const struct line *l)
{
	switch ((int)l->r->kind) {
	case RECORD_INJECT:
		return inject_line(l);
	case RECORD_OBSERVE:
		return observe_line(l);
	default:
		return pause_line(l);
	}
}

static const char *
evidence_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *file = say_fill(
		l->a, tr("%1, %2 bytes, SHA-256 %3"), text_of(r->more->name),
		number_of(l, r->more->bytes.value), text_of(r->more->sha256));

	if (!r->text)
		return file;
	return say_fill(l->a, tr("%1: %2"), r->text, file, NULL);
}

static const char *
seal_line(const struct line *l)
{
	const struct record *r = l->r;

	if (!seal_words_can_say(r->more->sha256))
		return text_of(r->more->file);
	return say_fill(l->a, tr("%1: %2"),
			say_seal_words(r->more->sha256, tr_language(), l->a),
			text_of(r->more->file), NULL);
}

/* What is done with it; %1: its title and language. */
static const char *
document_act(const struct line *l)
{
	const struct record *r = l->r;
	const char *name = say_fill(l->a, tr("\"%1\" (%2)"),
				    r->title ? r->title : r->more->document,
				    text_of(r->language), NULL);
	const char *role = say_role(r->more->approval, l->lib, l->a);
	const char *act = text_of(r->act);

	if (strcmp(act, "draft") == 0)
		return say_fill(l->a, tr("%1: a draft was saved"), name, NULL,
				NULL);
	if (strcmp(act, "ask") == 0)
		return say_fill(l->a, tr("%1: %2 is asked to approve it"), name,
				role, NULL);
	if (strcmp(act, "approve") == 0)
		return say_fill(l->a, tr("%1: APPROVED"), name, NULL, NULL);
	if (strcmp(act, "refuse") == 0)
		return say_fill(l->a, tr("%1: NOT approved"), name, NULL, NULL);
	if (strcmp(act, "release") == 0)
		return say_fill(l->a, tr("%1: RELEASED, through %2"), name,
				text_of(r->more->channel), NULL);
	if (strcmp(act, "withdraw") == 0)
		return say_fill(l->a, tr("%1: taken back"), name, NULL, NULL);
	return say_fill(l->a, tr("%1: %2"), name, act, NULL);
}

static const char *
document_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = line_with(l, document_act(l),
				     r->reason ? r->reason : r->more->override);

	for (unsigned i = 0; i < r->more->promise_count; i++)
		text = say_fill(
			l->a, tr("%1; promised for %2: %3"), text,
			say_day_clock(r->more->promises[i].due.ms, l->z, l->a),
			text_of(r->more->promises[i].title));
	return text;
}

static const char *
file_line(const struct line *l)
{
	const struct record *r = l->r;

	switch ((int)r->kind) {
	case RECORD_EVIDENCE:
		return evidence_line(l);
	case RECORD_DOCUMENT:
		return document_line(l);
	case RECORD_SEAL:
		return seal_line(l);
	case RECORD_RECOVERED:
		return say_fill(l->a,
				tr("%1 ended in half a line; whole up to "
				   "line %2"),
				r->more->file,
				number_of(l, r->more->last.value), NULL);
	case RECORD_FAILOVER:
		return say_fill(l->a,
				tr("goes on here: %1 could not be written "
				   "after line %2 (%3)"),
				r->more->file,
				number_of(l, r->more->last.value),
				r->more->error ? tr(r->more->error) : NULL);
	default:
		return NULL;
	}
}

static const char *
clock_line(const struct line *l)
{
	const struct record *r = l->r;
	int64_t seconds = r->more->step_ms.value / 1000;

	if (clock_check_is(r))
		return say_clock_step(clock_check_step(r), l->a);
	/* `at` is what the clock would say, had it not jumped. */
	if (r->at.set && r->more->wall.set && r->more->wall.ms < r->at.ms)
		return say_fill(l->a, tr("this station's clock went back %1 s"),
				number_of(l, seconds), NULL, NULL);
	return say_fill(l->a, tr("this station's clock jumped ahead %1 s"),
			number_of(l, seconds), NULL, NULL);
}

/* The summary is no reason, and the reason stands for what was left open. */
static const char *
close_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = say_in_mode(l->in, N_("the incident is closed"));

	if (r->reason)
		text = say_fill(l->a, tr("%1: %2"), text, r->reason, NULL);
	/* People end a summary as the sentence that it is. */
	if (r->more->override && text[strlen(text) - 1] == '.')
		text = arena_strndup(l->a, text, strlen(text) - 1);
	if (r->more->override)
		text = say_fill(l->a,
				tr("%1; closed with open work because: %2"),
				text, r->more->override, NULL);
	return text;
}

const char *
line_of_journal(const struct line *l)
{
	const struct record *r = l->r;
	const char *file = file_line(l);

	if (file)
		return file;
	switch ((int)r->kind) {
	case RECORD_JOURNAL:
		return say_fill(l->a, tr("%1 begins to write, with %2"),
				r->more->station, r->more->program, NULL);
	case RECORD_OPEN:
		return r->title ? r->title : tr("the log begins");
	case RECORD_OPEN_AGAIN:
		return line_with(
			l, say_in_mode(l->in, N_("the incident is open again")),
			r->reason);
	case RECORD_CLOSE:
		return close_line(l);
	case RECORD_TITLE:
		return text_of(r->title);
	case RECORD_SEVERITY:
		return severity_line(l);
	case RECORD_EMERGENCY_PHASE:
		return phase_line(l);
	case RECORD_INJECT:
	case RECORD_OBSERVE:
	case RECORD_PAUSE:
		return exercise_line(l);
	case RECORD_CLOCK:
		return clock_line(l);
	case RECORD_WITNESS:
		return tr("has read the other journals");
	case RECORD_LINK:
		return line_with(l,
				 say_fill(l->a, tr("real life: %1"),
					  say_real_name(r, l->a), NULL, NULL),
				 r->reason);
	default:
		return r->kept ? record_line(r, l->a) : text_of(r->kind_name);
	}
}

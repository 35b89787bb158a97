#include "front/say_exercise.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "core/model.h"
#include "front/fill.h"
#include "front/say.h"

#define MINUTE INT64_C(60000)

const char *
say_inject_stage(enum inject_stage stage)
{
	switch (stage) {
	case INJECT_RESERVE:
		return tr("in reserve");
	case INJECT_WAITS:
		return tr_in("inject", "waits");
	case INJECT_ARMED:
		return tr("armed");
	case INJECT_DUE:
		return tr_in("inject", "due");
	case INJECT_HELD:
		return tr("held back");
	case INJECT_SENT:
		return tr_in("inject", "sent");
	case INJECT_SKIPPED:
		return tr("left out");
	case INJECT_PASSED:
		return tr("not needed");
	case INJECT_STAGES:
		break;
	}
	return "";
}

const char *
say_inject_came(const struct exercise_run *run, const struct exercise_inject *x,
		struct arena *a)
{
	if (x->sent)
		return say_elapsed(x->sent_at, a);
	if (run->over && (x->stage == INJECT_WAITS ||
			  x->stage == INJECT_ARMED || x->stage == INJECT_DUE))
		return tr("not sent");
	return say_inject_stage(x->stage);
}

const char *
say_channel(const char *channel)
{
	static const struct {
		const char *id, *text;
	} rows[] = {
		{"phone", N_("phone")},   {"paper", N_("on paper")},
		{"email", N_("e-mail")},  {"in-person", N_("in person")},
		{"press", N_("press")},   {"social-media", N_("social media")},
		{"radio", N_("radio")},   {"system", N_("a system")},
		{"letter", N_("letter")},
	};

	for (size_t i = 0; channel && i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].id, channel) == 0)
			return tr(rows[i].text);
	return channel ? channel : "";
}

const char *
say_verdict(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_NONE:
		return tr("not judged");
	case VERDICT_OPEN:
		return tr("still time");
	case VERDICT_MET:
		return tr_in("expected", "met");
	case VERDICT_LATE:
		return tr_in("expected", "late");
	case VERDICT_MISSED:
		return tr("missed");
	case VERDICT_KEPT:
		return tr("did not happen, as it should");
	case VERDICT_BROKEN:
		return tr("happened, and should not");
	case VERDICTS:
		break;
	}
	return "";
}

const char *
say_rating(enum rating rating)
{
	switch (rating) {
	case RATING_REACHED:
		return tr("reached");
	case RATING_REMARKS:
		return tr("reached, with remarks");
	case RATING_PARTLY:
		return tr("partly reached");
	case RATING_NOT:
		return tr("not reached");
	case RATING_NONE:
	case RATINGS:
		break;
	}
	return tr("not judged");
}

const char *
say_timer(const char *id)
{
	static const struct {
		const char *id, *text;
	} rows[] = {
		{"management", N_("until management was told")},
		{"isolation", N_("until it was isolated")},
		{"holding-statement", N_("until the first public statement")},
		{"aware", N_("until it was written down when we knew")},
		{"sitrep", N_("until the first situation report")},
		{"emergency-phase", N_("until the decision on a phase")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].id, id) == 0)
			return tr(rows[i].text);
	return id;
}

const char *
say_arrival(const struct exercise_inject *x, struct arena *a)
{
	const char *from = x->from ? x->from : tr("somebody");

	if (x->channel && strcmp(x->channel, "phone") == 0)
		return say_fill(a, tr("The phone rings: %1"), from, NULL, NULL);
	return say_fill(a, tr("%1 (%2): %3"), from, say_channel(x->channel),
			x->title);
}

const char *
say_arrival_from(const struct exercise_inject *x, struct arena *a)
{
	const char *from = x->from ? x->from : tr("somebody");

	if (x->channel && strcmp(x->channel, "phone") == 0)
		return say_arrival(x, a);
	return say_fill(a, tr("%1: %2"), say_channel(x->channel), from, NULL);
}

const char *
say_style(const char *style)
{
	if (style && strcmp(style, "discussion") == 0)
		return tr("discussion in rounds");
	return tr("with the playbooks");
}

const char *
say_inject(const struct exercise_inject *x, struct arena *a)
{
	const char *text = x->text ? x->text : "";

	if (x->from || x->channel)
		text = arena_printf(
			a, "%s (%s)\n\n%s", x->from ? x->from : tr("somebody"),
			x->channel ? say_channel(x->channel) : tr("exercise"),
			text);
	for (unsigned i = 0; x->inject && i < x->inject->discuss_count; i++)
		text = arena_printf(a, i ? "%s\n- %s" : "%s\n\n- %s", text,
				    x->inject->discuss[i]);
	if (x->hinted && x->inject && x->inject->hint)
		text = arena_printf(a, "%s\n\n%s %s", text, tr("HINT"),
				    x->inject->hint);
	return text;
}

const char *
say_length(struct duration d, struct arena *a)
{
	int n = d.count;

	if (d.unit == DURATION_MINUTES && n % 60 == 0)
		d = (struct duration){.count = n = n / 60,
				      .unit = DURATION_HOURS};
	switch (d.unit) {
	case DURATION_MINUTES:
		return arena_printf(a, tr_n("%d minute", "%d minutes", n), n);
	case DURATION_HOURS:
		return arena_printf(a, tr_n("%d hour", "%d hours", n), n);
	case DURATION_DAYS:
		return arena_printf(a, tr_n("%d day", "%d days", n), n);
	case DURATION_MONTHS:
		return arena_printf(a, tr_n("%d month", "%d months", n), n);
	case DURATION_NONE:
		break;
	}
	return "";
}

const char *
say_elapsed(int64_t ms, struct arena *a)
{
	int64_t minutes = ms / MINUTE;

	return arena_printf(a, "%lld:%02lld", (long long)(minutes / 60),
			    (long long)(minutes % 60));
}

const char *
say_receivers(const struct exercise_inject *x, const struct library *lib,
	      struct arena *a)
{
	const char *list = NULL;

	for (unsigned i = 0; i < x->to_count; i++) {
		const char *role = say_role(x->to[i], lib, a);

		list = list ? arena_printf(a, "%s, %s", list, role) : role;
	}
	return list ? list : tr("everybody");
}

/* role/step of one of the playbooks that are there, or its whole path. */
static const struct step_ref *
step_of(const struct library *lib, const char *path, struct arena *a)
{
	const struct step_ref *ref = library_step(lib, path);

	for (unsigned i = 0; !ref && i < lib->playbook_count; i++)
		ref = library_step(lib, arena_printf(a, "%s/%s",
						     lib->playbooks[i]->head.id,
						     path));
	return ref;
}

static const char *
say_step(const struct expectation *x, const struct library *lib,
	 struct arena *a)
{
	const struct step_ref *ref = step_of(lib, x->step, a);
	const char *text = x->step, *label = x->choice;

	if (ref)
		text = say_fill(a, "%1 %2 %3",
				say_role(ref->role->role, lib, a),
				arena_printf(a, "%u", ref->index + 1),
				ref->step->title);
	for (unsigned i = 0; ref && label && i < ref->step->choice_count; i++)
		if (strcmp(ref->step->choices[i].id, x->choice) == 0)
			label = ref->step->choices[i].label;
	return label ? say_fill(a, tr("%1: %2"), text, label, NULL) : text;
}

/* In the reader's language where it is there; the id where none is. */
static const char *
document_title(const char *id, const struct library *lib)
{
	const struct model *m = library_model(lib, id, tr_language());

	m = m ? m : library_model(lib, id, NULL);
	return m ? m->header->head.title : id;
}

const char *
say_expectation(const struct expectation *x, const struct library *lib,
		struct arena *a)
{
	const struct deadline *d;

	if (x->step)
		return say_step(x, lib, a);
	if (x->fact)
		return say_fill(a, tr("known: %1"),
				say_fact_label(x->fact, lib), NULL, NULL);
	if (x->deadline) {
		d = library_deadline(lib, x->deadline);
		return say_fill(a, tr("met: %1"), d ? d->title : x->deadline,
				NULL, NULL);
	}
	if (x->document)
		return say_fill(a, tr("released: %1"),
				document_title(x->document, lib), NULL, NULL);
	if (x->contact)
		return say_fill(a, tr("called: %1"),
				say_contact(x->contact, lib, a), NULL, NULL);
	if (x->severity)
		return say_fill(a, tr("severity %1 or higher"), x->severity,
				NULL, NULL);
	if (x->emergency_phase)
		return say_emergency_phase(x->emergency_phase);
	return text_shown(a, x->action ? x->action : "", false);
}

/* --- whether it comes */

static const char *
value_of(const char *fact, const char *value, const struct library *lib)
{
	const struct fact *f = library_fact(lib, fact);

	for (unsigned i = 0; f && i < f->value_count; i++)
		if (strcmp(f->values[i].id, value) == 0)
			return f->values[i].text;
	if (strcmp(value, "yes") == 0)
		return tr_in("word", "yes");
	return strcmp(value, "no") == 0 ? tr_in("word", "no") : value;
}

static const char *
say_unless(const struct unless *u, const struct library *lib, struct arena *a)
{
	const struct expectation x = {
		.step = u->step, .choice = u->choice, .fact = u->fact};
	const char *what = say_expectation(&x, lib, a);

	if (u->is || u->not )
		what = say_fill(a, u->is ? tr("%1 is %2") : tr("%1 is not %2"),
				say_fact_label(u->fact, lib),
				value_of(u->fact, u->is ? u->is : u->not, lib),
				NULL);
	return say_fill(a, tr("dropped if: %1"), what, NULL, NULL);
}

const char *
say_branch(const struct inject *in, const struct library *lib, struct arena *a)
{
	const char *all = NULL;

	for (unsigned i = 0; i < in->unless_count; i++) {
		const char *one = say_unless(&in->unless[i], lib, a);

		all = all ? say_fill(a, "%1; %2", all, one, NULL) : one;
	}
	for (unsigned i = 0; i < in->when_count; i++) {
		const struct condition *c = &in->when[i];
		const char *one = say_fill(
			a,
			c->is ? tr("only if: %1 is %2")
			      : tr("only if: %1 is not %2"),
			say_fact_label(c->fact, lib),
			value_of(c->fact, c->is ? c->is : c->not, lib), NULL);

		all = all ? say_fill(a, "%1; %2", all, one, NULL) : one;
	}
	return all;
}

const char *
say_expected(const struct exercise_expected *row, struct arena *a)
{
	switch (row->verdict) {
	case VERDICT_MET:
		return row->record ? say_fill(a, tr("met after %1"),
					      say_elapsed(row->after, a), NULL,
					      NULL)
				   : say_verdict(VERDICT_MET);
	case VERDICT_LATE:
		return say_fill(a, tr("met after %1, late by %2"),
				say_elapsed(row->after, a),
				say_elapsed(row->late, a), NULL);
	case VERDICT_NONE:
	case VERDICT_OPEN:
	case VERDICT_MISSED:
	case VERDICT_KEPT:
	case VERDICT_BROKEN:
	case VERDICTS:
		break;
	}
	return say_verdict(row->verdict);
}

const char *
say_clocks_apart(const struct exercise_run *run, struct arena *a)
{
	if (run->apart == 0)
		return NULL;
	return say_fill(a,
			tr_n("The stations' clocks were %1 second apart, %2 "
			     "of the scenario: what was in time, or late, may "
			     "be so by that much. Set them right.",
			     "The stations' clocks were %1 seconds apart, %2 "
			     "of the scenario: what was in time, or late, may "
			     "be so by that much. Set them right.",
			     (long)(run->apart / 1000)),
			arena_printf(a, "%lld", (long long)run->apart / 1000),
			say_elapsed(run->apart * run->speed, a), NULL);
}

const char *
say_exercise_clock(const struct exercise_run *run, const struct zone *z,
		   struct arena *a)
{
	const struct zone wall = stamp_bare(z);
	const char *text;

	if (!run->begun)
		return tr("the exercise has not begun");
	text = say_fill(a, tr("%1, %2 into the scenario"),
			say_day_clock(run->scenario, &wall, a),
			say_elapsed(run->elapsed, a), NULL);
	if (run->over)
		return say_fill(a, tr("%1, over"), text, NULL, NULL);
	if (run->real_life)
		return say_fill(a, tr("%1, stopped: real life, %2"), text,
				say_real_name(run->real_life, a), NULL);
	if (!run->running)
		return say_fill(a, tr("%1, paused"), text, NULL, NULL);
	if (run->speed > 1)
		return say_fill(a, tr("%1, %2 times as fast"), text,
				arena_printf(a, "%lld", (long long)run->speed),
				NULL);
	return text;
}

static const struct exercise_inject *
latest_before(const struct exercise_run *run, const char *role,
	      const struct exercise_inject *before)
{
	const struct exercise_inject *found = NULL;

	for (unsigned i = 0; i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (!x->sent || !inject_is_for(x, role) ||
		    inject_is_new(x, role) ||
		    (before &&
		     (x->sent_at > before->sent_at ||
		      (x->sent_at == before->sent_at && x >= before))))
			continue;
		if (!found || x->sent_at >= found->sent_at)
			found = x;
	}
	return found;
}

const char *
say_came_in(const struct exercise_run *run, const char *role,
	    const struct zone *z, struct arena *a)
{
	const struct exercise_inject *x = NULL;
	const char *all = NULL;

	while (run && role && (x = latest_before(run, role, x)) != NULL)
		all = arena_printf(a, "%s%s%s  %s\n%s", all ? all : "",
				   all ? "\n\n" : "",
				   say_clock(x->sent->time, z, a), x->title,
				   say_inject(x, a));
	return all;
}

/* --- what players read after the end */

const char *
say_kept_back(unsigned count, struct arena *a)
{
	return arena_printf(
		a,
		tr_n("%u entry is not shown while the exercise runs: who leads "
		     "it reads all with --facilitator.",
		     "%u entries are not shown while the exercise runs: who "
		     "leads it reads all with --facilitator.",
		     (long)count),
		count);
}

const char *
say_left_out(unsigned count, struct arena *a)
{
	return arena_printf(
		a,
		tr_n("%u inject is not shown while the exercise runs: who "
		     "leads it sees all with --facilitator.",
		     "%u injects are not shown while the exercise runs: who "
		     "leads it sees all with --facilitator.",
		     (long)count),
		count);
}

const char *
say_debrief_words(const struct exercise_run *run, const char *id,
		  struct arena *a)
{
	return arena_printf(a, "%.8s%s", id, run->over ? "" : " --facilitator");
}

const char *
say_not_yet(void)
{
	return tr("The exercise still runs: what came of it is for its players "
		  "after the end. Who leads it reads it now with "
		  "--facilitator.");
}

/* --- real life */

const char *
say_real_name(const struct record *link, struct arena *a)
{
	const char *id = link->to ? link->to : "";
	const char *words = say_words(id, a);

	return *words ? arena_printf(a, "%s (%.8s)", words, id)
		      : text_shown(a, id, false);
}

const char *
say_real_begun(const struct record *link, const struct zone *z, struct arena *a)
{
	const struct zone wall = stamp_bare(z);

	return say_fill(a, tr("Begun by %1 at %2, real time."),
			link->actor ? link->actor : tr("somebody"),
			say_clock(link->time, &wall, a), NULL);
}

const char *
say_real_stop(void)
{
	return tr("Something is really wrong. The exercise is stopped: put it "
		  "down, and tell whom you called for it that this is real.");
}

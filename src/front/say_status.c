/* Alerts, targets and values of facts. */
#include "front/say.h"

#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"

static const struct status_deadline *
deadline_of(const struct status *st, const char *id)
{
	for (unsigned i = 0; id && i < st->deadline_count; i++)
		if (strcmp(st->deadlines[i].definition->id, id) == 0)
			return &st->deadlines[i];
	return NULL;
}

static const char *
deadline_alert(const struct status_alert *al, const struct status *st,
	       const struct zone *z, struct arena *a)
{
	const struct status_deadline *d = deadline_of(st, al->ref);
	const char *title = d ? d->definition->title : al->text;
	const char *due = d && d->due.set ? say_day_clock(d->due.ms, z, a) : "";

	if (al->kind == ALERT_OVERDUE)
		return say_fill(a, tr("OVERDUE: %1 (due %2)"), title, due,
				NULL);
	if (al->kind == ALERT_TARGET_MISSED)
		return say_fill(a, tr("Target missed: %1 (due %2)"), title, due,
				NULL);
	return say_fill(a, tr("Due soon: %1 (due %2)"), title, due, NULL);
}

static const char *
step_title(const struct library *lib, const char *path, struct arena *a)
{
	const struct step_ref *ref =
		lib && path ? library_step(lib, path) : NULL;

	if (!ref)
		return path;
	return arena_printf(a, "%u %s", ref->index + 1, ref->step->title);
}

static const char *
fact_label(const struct library *lib, const char *id)
{
	const struct fact *f = lib && id ? library_fact(lib, id) : NULL;

	return f ? f->label : id;
}

const char *
say_alert(const struct status_alert *al, const struct status *st,
	  const struct library *lib, const struct zone *z, struct arena *a)
{
	const char *role = say_role(al->role, lib, a);

	switch (al->kind) {
	case ALERT_NOT_SAVED:
		return say_fill(a, tr("NOT SAVED: %1"), al->text, NULL, NULL);
	case ALERT_FORGED_CIRCLE:
		return say_fill(a,
				tr("The journals contradict each other at %1: "
				   "run verify"),
				al->text, NULL, NULL);
	case ALERT_OVERDUE:
	case ALERT_TARGET_MISSED:
	case ALERT_DUE_SOON:
		return deadline_alert(al, st, z, a);
	case ALERT_TWO_ANSWERS:
		return say_fill(a,
				tr("Two answers: step %1 of %2 was decided "
				   "twice, reopen it"),
				step_title(lib, al->text, a), role, NULL);
	case ALERT_CONTRADICTION:
		return say_fill(a, tr("CONTRADICTION: %1: sources differ"),
				fact_label(lib, al->text), NULL, NULL);
	case ALERT_TO_CONFIRM:
		return say_fill(a,
				tr("To confirm by %1: \"%2\" was heard by "
				   "phone or on paper"),
				role, al->text, NULL);
	case ALERT_SEVERITY_PROPOSED:
		return say_fill(a,
				tr("Severity %1 is proposed: somebody sets "
				   "it, or not"),
				al->text, NULL, NULL);
	case ALERT_LATER:
		return say_fill(a, tr("%1: it is time for \"%2\""), role,
				al->text, NULL);
	case ALERT_OPEN_QUESTION:
		return say_fill(a, tr("%1: still an open question: %2"), role,
				step_title(lib, al->text, a), NULL);
	}
	return text_shown(a, al->text ? al->text : "", false);
}

const char *
say_target_alone(const struct status_choice *c, struct arena *a)
{
	const struct step_ref *to = c->target;

	if (to)
		return say_fill(a, tr("-> step %1 %2"),
				arena_printf(a, "%u", to->index + 1),
				to->step->title, NULL);
	return c->ends ? tr("-> the end") : tr("-> stays open");
}

const char *
say_target(const struct status_choice *c, struct arena *a)
{
	const char *to = say_target_alone(c, a), *also = NULL;

	for (unsigned i = 0; i < c->also_count; i++)
		also = arena_printf(a, "%s%s%u", also ? also : "",
				    also ? ", " : "", c->also[i]->index + 1);
	if (!also)
		return to;
	return say_fill(
		a, tr_n("%1, also step %2", "%1, also steps %2", c->also_count),
		to, also, NULL);
}

const char *
say_also(const struct status_choice *c, struct arena *a)
{
	const char *also = NULL;

	for (unsigned i = 0; i < c->also_count; i++)
		also = arena_printf(a, "%s%s%u %s", also ? also : "",
				    also ? ", " : "", c->also[i]->index + 1,
				    c->also[i]->step->title);
	return also ? say_fill(a,
			       tr_n("Also begins step %1.",
				    "Also begins steps %1.", c->also_count),
			       also, NULL, NULL)
		    : NULL;
}

/* The words of the organisation's own answers, which no file explains. */
static const char *
organisation_word(const char *value)
{
	static const struct {
		const char *value, *word;
	} words[] = {
		{"important", N_("an important entity")},
		{"essential", N_("an essential entity")},
		{"designated", N_("designated by the CCB")},
		{"municipality", N_("a municipality")},
		{"ocmw", N_("a public social-welfare centre")},
		{"intercommunale", N_("an inter-municipal body")},
		{"police-zone", N_("a police zone")},
		{"province", N_("a province")},
		{"be-vlg", N_("Flanders")},
		{"be-wal", N_("Wallonia")},
		{"be-bru", N_("Brussels")},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].value, value) == 0)
			return tr(words[i].word);
	return value;
}

static const char *
value_word(const struct fact *f, const char *value)
{
	for (unsigned i = 0; f && i < f->value_count; i++)
		if (strcmp(f->values[i].id, value) == 0)
			return f->values[i].text;
	if (strcmp(value, "yes") == 0)
		return tr_in("fact", "yes");
	if (strcmp(value, "no") == 0)
		return tr_in("fact", "no");
	if (strcmp(value, "unknown") == 0)
		return tr_in("fact", "unknown");
	return f ? value : organisation_word(value);
}

static const char *
with_bound(const char *value, const char *bound, struct arena *a)
{
	if (bound && strcmp(bound, "least") == 0)
		return say_fill(a, tr("at least %1"), value, NULL, NULL);
	if (bound && strcmp(bound, "most") == 0)
		return say_fill(a, tr("at most %1"), value, NULL, NULL);
	if (bound && strcmp(bound, "about") == 0)
		return say_fill(a, tr("about %1"), value, NULL, NULL);
	return text_shown(a, value, false);
}

const char *
say_fact_value(const struct status_fact *f, const struct zone *z,
	       struct arena *a)
{
	const struct fact_standing *last =
		f->state && f->state->count
			? &f->state->values[f->state->count - 1]
			: NULL;
	int64_t moment;

	if (f->contradiction)
		return tr("CONTRADICTION");
	if (!f->value)
		return tr("not recorded");
	if (f->definition && f->definition->type == FACT_TIME &&
	    stamp_read(f->value, &moment))
		return say_day_clock(moment, z, a);
	if (!f->definition || f->definition->type != FACT_TEXT)
		return with_bound(value_word(f->definition, f->value),
				  last ? last->bound : NULL, a);
	return text_shown(a, f->value, false);
}

/* --- who is there */

/* Of another day or night: with the day. */
static const char *
acted_at(const struct status_role *r, int64_t now, const struct zone *z,
	 struct arena *a)
{
	int64_t at = record_happened(r->acted);

	return now - at < 12 * INT64_C(3600000) ? say_clock(at, z, a)
						: say_day_clock(at, z, a);
}

const char *
say_acted(const struct status_role *r, int64_t now, const struct zone *z,
	  struct arena *a)
{
	if (r->acted == NULL)
		return NULL;
	return say_fill(a, tr("%1, last entry %2"), r->acted->actor,
			acted_at(r, now, z, a), NULL);
}

const char *
say_worker(const struct status_role *r, int64_t now, const struct zone *z,
	   struct arena *a)
{
	return r->holder ? r->holder : say_acted(r, now, z, a);
}

const char *
say_nobody(const struct status_role *r, int64_t now, const struct zone *z,
	   struct arena *a)
{
	if (r->acted == NULL)
		return tr("NOBODY HERE");
	return say_fill(a, tr("NOBODY HERE, last entry %1"),
			acted_at(r, now, z, a), NULL, NULL);
}

/* Recording a fact, moving a deadline. */
#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

#define NUMBER_DIGITS 18 /* what an int64_t holds for certain */

static bool
is_one_of(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static const char *const ANSWERS[] = {"yes", "no", "unknown"};

struct refused
check_whole_number(const char *value)
{
	size_t len = strlen(value);

	if (len == 0 || len > NUMBER_DIGITS ||
	    strspn(value, "0123456789") != len)
		return refuse(REFUSED_VALUE, value, "0, 1, 2, 3, ...");
	return may();
}

static struct refused
check_time(const struct proposal *p, const struct fact *f, const char **value)
{
	int64_t at;
	char *text;

	if (!stamp_read_typed(*value, p->now, f->ahead == YES_NO_YES,
			      p->in->lines_zone, &at))
		return refuse(REFUSED_VALUE, *value,
			      "10:15, -10m, 2026-11-22 10:15");
	text = arena_alloc(p->a, STAMP_SIZE);
	stamp_write(at, text);
	*value = text;
	return may();
}

static struct refused
check_choice(const struct proposal *p, const struct fact *f, const char *value)
{
	const char *list = NULL;

	for (unsigned i = 0; i < f->value_count; i++) {
		if (strcmp(f->values[i].id, value) == 0)
			return may();
		list = list ? arena_printf(p->a, "%s, %s", list,
					   f->values[i].id)
			    : f->values[i].id;
	}
	return refuse(REFUSED_VALUE, value, list);
}

/* A fact can always be set back to unknown. */
static struct refused
check_value(const struct proposal *p, enum fact_type type, const struct fact *f,
	    const char **value)
{
	if (strcmp(*value, "unknown") == 0)
		return may();
	switch (type) {
	case FACT_TEXT:
		return may();
	case FACT_YES_NO_UNKNOWN:
		return is_one_of(*value, ANSWERS, 3)
			       ? may()
			       : refuse(REFUSED_VALUE, *value,
					"yes, no, unknown");
	case FACT_NUMBER:
		return check_whole_number(*value);
	case FACT_TIME:
		return check_time(p, f, value);
	case FACT_CHOICE:
		return check_choice(p, f, *value);
	}
	return refuse(REFUSED_VALUE, *value, NULL);
}

struct refused
fact_value(const struct proposal *p, const struct fact *f, const char **value)
{
	return check_value(p, f->type, f, value);
}

/* organisation.care-home, .ot and .police-link are yes, no or unknown. */
static enum fact_type
organisation_type(const char *id)
{
	static const char *const answers[] = {"organisation.care-home",
					      "organisation.ot",
					      "organisation.police-link"};

	return is_one_of(id, answers, 3) ? FACT_YES_NO_UNKNOWN : FACT_TEXT;
}

static const char *
nearest_fact(const struct proposal *p)
{
	const struct library *lib = p->lib;
	const char **names = NULL;
	unsigned count = 0;

	for (unsigned i = 0; i < lib->vocabulary_count; i++) {
		const struct vocabulary *v = lib->vocabularies[i];

		for (unsigned k = 0; k < v->fact_count; k++) {
			names = arena_more(p->a, names, count, sizeof(*names));
			names[count++] = v->facts[k].id;
		}
	}
	for (unsigned i = 0; i < lib->playbook_count; i++) {
		const struct playbook *pb = lib->playbooks[i];

		for (unsigned k = 0; k < pb->fact_count; k++) {
			names = arena_more(p->a, names, count, sizeof(*names));
			names[count++] = pb->facts[k].id;
		}
	}
	return text_nearest(p->act->fact, names, count);
}

static struct refused
check_words(const struct action *act, enum fact_type type)
{
	static const char *const certainties[] = {"seen", "told", "assumed"};
	static const char *const bounds[] = {"least", "most", "about"};

	if (act->certainty && !is_one_of(act->certainty, certainties, 3))
		return refuse(REFUSED_CERTAINTY, act->certainty, NULL);
	if (act->bound &&
	    (type != FACT_NUMBER || !is_one_of(act->bound, bounds, 3)))
		return refuse(REFUSED_VALUE, act->bound,
			      type == FACT_NUMBER ? "least, most, about"
						  : NULL);
	return may();
}

/*
 * Without a source it is the team's own and replaces every value its writer
 * saw; with one it replaces that source's only (rule 15).
 */
void
replace_values(struct proposal *p, const struct fact_state *f)
{
	const char *source = p->act->source;
	struct record *out = p->out;

	for (unsigned i = 0; f && i < f->count; i++) {
		const struct fact_standing *v = &f->values[i];

		if (source && (!v->source || strcmp(source, v->source) != 0))
			continue;
		out->more->replaces = arena_more(p->a, out->more->replaces,
						 out->more->replaces_count,
						 sizeof(*out->more->replaces));
		out->more->replaces[out->more->replaces_count++] = v->id;
	}
}

struct refused
decide_fact(struct proposal *p)
{
	const struct action *act = p->act;
	const struct fact *f;
	const char *value = act->value;
	enum fact_type type;
	struct refused r;

	if (!act->fact)
		return refuse(REFUSED_FACT_UNKNOWN, "", NULL);
	f = fact_defined(p->in, p->lib, act->fact);
	if (!f && !fact_id_is_organisation(act->fact))
		return refuse(REFUSED_FACT_UNKNOWN, act->fact, nearest_fact(p));
	if (!value)
		return refuse(REFUSED_VALUE, "", NULL);
	type = f ? f->type : organisation_type(act->fact);
	r = check_value(p, type, f, &value);
	if (r.why == REFUSED_NOT)
		r = check_words(act, type);
	if (r.why != REFUSED_NOT)
		return r;
	p->out->fact = f ? f->id : act->fact;
	p->out->value = value;
	p->out->more->bound = act->bound;
	p->out->source = act->source;
	p->out->certainty = act->certainty ? act->certainty : "seen";
	replace_values(p, map_find(&p->in->facts, act->fact));
	resolve(p, &(struct wanted){0});
	return may();
}

static const struct deadline *
find_deadline(const struct proposal *p, const char **nearest)
{
	unsigned count;
	struct deadline_row *rows =
		deadlines_listed(p->in, p->lib, p->a, &count);
	const char **names = ARENA_ARRAY(p->a, const char *, count + 1);

	for (unsigned i = 0; i < count; i++) {
		if (same_text(rows[i].deadline->id, p->act->deadline))
			return rows[i].deadline;
		names[i] = rows[i].deadline->id;
	}
	*nearest = p->act->deadline
			   ? text_nearest(p->act->deadline, names, count)
			   : NULL;
	return NULL;
}

static struct refused
check_deadline_act(const struct proposal *p, const struct deadline *d)
{
	static const char *const words[] = {"start", "first-sent", "met",
					    "not-applicable", "correct"};
	const struct action *act = p->act;
	bool correct;

	if (!act->act || !is_one_of(act->act, words, 5))
		return refuse(REFUSED_DEADLINE_ACT, act->act, NULL);
	if (strcmp(act->act, "first-sent") == 0 && d->phased != YES_NO_YES)
		return refuse(REFUSED_NOT_PHASED, d->id, NULL);
	correct = strcmp(act->act, "correct") == 0;
	if ((correct || strcmp(act->act, "not-applicable") == 0) &&
	    !act->reason)
		return refuse(REFUSED_REASON_MISSING, NULL, NULL);
	if (correct && !act->at.set)
		return refuse(REFUSED_AT_MISSING, NULL, NULL);
	return may();
}

struct refused
decide_deadline(struct proposal *p)
{
	const struct action *act = p->act;
	const char *nearest;
	const struct deadline *d = find_deadline(p, &nearest);
	struct record *out = p->out;
	struct wanted w = {0};
	struct refused r;

	if (!d)
		return refuse(REFUSED_DEADLINE_UNKNOWN, act->deadline, nearest);
	r = check_deadline_act(p, d);
	if (r.why != REFUSED_NOT)
		return r;
	out->more->deadline = d->id;
	out->act = act->act;
	out->reason = act->reason;
	out->more->proof = act->proof;
	if (strcmp(act->act, "correct") == 0 && d->within.unit != DURATION_NONE)
		out->due = (struct moment){
			.ms = stamp_add(p->at, d->within, p->in->lines_zone),
			.set = true,
		};
	if (strcmp(act->act, "start") == 0) {
		w.starts = &d->id;
		w.start_count = 1;
	}
	resolve(p, &w);
	return may();
}

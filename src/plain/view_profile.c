/* The organisation's own file: what stands in it, and the form that changes a
 * place of it. */
#include "front/profile.h"

#include <limits.h>
#include <string.h>

#include "base/text.h"
#include "plain/forms.h"

#define PART_SHIFT 16 /* a row is its part, and its place in that */

static const struct organisation *
own(const struct plain *p)
{
	const struct front_profile *f = p->front->profile;

	return f ? f->organisation : NULL;
}

static bool
is_top(enum profile_part part)
{
	return profile_rows[part].list == NULL;
}

/* --- the list */

static void
profile_head(struct plain *p, struct buf *out)
{
	const struct front_profile *f = p->front->profile;

	if (!f)
		return;
	talk(p, out,
	     f->organisation
		     ? tr("In the file %1. What stands there beside this "
			  "stays.")
		     : tr("There is no file yet; the first answer makes %1."),
	     f->path, NULL, NULL);
	if (f->why)
		talk(p, out, "%1", f->why, NULL, NULL);
}

/* After our contacts comes what the text that was read last lacks of them. */
static const char *
lacking_at(struct plain *p, enum profile_part part, unsigned n)
{
	unsigned count = profile_count(own(p), part);

	return part == PROFILE_CONTACTS && n >= count
		       ? profile_lacking(p->front->document, p->front->library,
					 own(p), n - count, &p->scratch)
		       : NULL;
}

static const char *
name_at(struct plain *p, enum profile_part part, unsigned n)
{
	const char *lacking = lacking_at(p, part, n);

	if (lacking)
		return say_contact(lacking, p->front->library, &p->scratch);
	if (is_top(part))
		return tr(profile_rows[part].fields[n].label);
	if (n >= profile_count(own(p), part))
		return tr(profile_rows[part].more);
	return profile_name(own(p), part, n);
}

/* Each entry, and one more; of the top each of its fields. */
static void
profile_fill(struct plain *p)
{
	const struct front_profile *f = p->front->profile;

	for (unsigned part = 0; f && !f->why && part < PROFILE_PARTS; part++) {
		unsigned count = is_top(part) ? profile_fields(part)
					      : profile_count(own(p), part) + 1;

		while (lacking_at(p, (enum profile_part)part, count - 1))
			count++;
		for (unsigned n = 0; n < count; n++)
			if (view_wants(p, name_at(p, part, n)))
				view_add(p, part << PART_SHIFT | n);
	}
}

/* Of an entry the number to call, or how long it may take; NULL: neither. */
static const char *
main_value(struct plain *p, enum profile_part part, unsigned n)
{
	static const char *const keys[] = {"phone", "maximum-outage", "within"};
	const struct profile_row *row = &profile_rows[part];
	const char *value = NULL;

	for (unsigned i = 0; i < profile_fields(part); i++)
		for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++)
			if (strcmp(row->fields[i].key, keys[k]) == 0) {
				value = profile_value(own(p), part, n, i);
				value = value ? value : tr("TO FILL IN");
			}
	return value;
}

static const char *
value_at(struct plain *p, enum profile_part part, unsigned n)
{
	const char *value;

	if (lacking_at(p, part, n))
		return tr("TO FILL IN");
	if (!is_top(part))
		return n < profile_count(own(p), part) ? main_value(p, part, n)
						       : NULL;
	value = profile_value(own(p), part, 0, n);
	return value ? profile_said(&profile_rows[part].fields[n], value)
		     : tr("TO FILL IN");
}

/* What is asked stands before its answer without a colon. */
static const char *
paired(struct plain *p, const char *label, const char *value)
{
	size_t len = strlen(label);

	return say_fill(&p->scratch,
			len && label[len - 1] == '?' ? "%1 %2" : tr("%1: %2"),
			label, value, NULL);
}

static void
profile_row(struct plain *p, const char *number, unsigned index,
	    struct buf *out)
{
	enum profile_part part = (enum profile_part)(index >> PART_SHIFT);
	unsigned n = index & ((1u << PART_SHIFT) - 1);
	const char *value = value_at(p, part, n);

	if (n == 0 && !p->find.len)
		talk(p, out, "%1.", tr(profile_rows[part].title), NULL, NULL);
	if (value)
		talk(p, out, "%1. %2", number,
		     paired(p, name_at(p, part, n), value), NULL);
	else
		talk(p, out, "%1. %2", number, name_at(p, part, n), NULL);
}

static void
profile_pick(struct plain *p, unsigned index, struct buf *out)
{
	enum profile_part part = (enum profile_part)(index >> PART_SHIFT);
	unsigned n = index & ((1u << PART_SHIFT) - 1);
	const char *lacking = lacking_at(p, part, n);
	const char *name = lacking        ? lacking
			   : is_top(part) ? profile_rows[part].fields[n].key
			   : n < profile_count(own(p), part)
				   ? profile_id(own(p), part, n)
				   : profile_rows[part].list;
	struct action *act = form_begin(p, FORM_PROFILE);

	/* Under this name what is typed is kept. */
	act->about = form_keep(p, name);
	p->filling.change.part = part;
	if (is_top(part))
		p->filling.only = n + 1;
	else
		talk(p, out, "%1.", name_at(p, part, n), NULL, NULL);
	if (!is_top(part) && n < profile_count(own(p), part))
		p->filling.change.id = act->about;
	if (lacking) {
		p->filling.change.fresh = act->about;
		p->filling.change.values[0] = form_keep(p, name_at(p, part, n));
	}
	fill_in(p, NULL, out);
}

const struct view_row view_row_profile = {
	.prompt = N_("Our organisation, change which? (number, more, find, "
		     "< to go back) [no answer]"),
	.head = profile_head,
	.fill = profile_fill,
	.row = profile_row,
	.pick = profile_pick,
};

/* --- the form */

static const struct profile_field *
field_here(const struct plain *p)
{
	const struct profile_change *c = &p->filling.change;

	return &profile_rows[c->part].fields[p->filling.field];
}

static bool
is_wanted(const struct plain *p)
{
	const struct plain_form *f = &p->filling;

	if (f->only)
		return f->field + 1 == f->only;
	return f->field < profile_fields(f->change.part);
}

/* What stands in the file; NULL: nothing. */
static const char *
stands_at(const struct plain *p, unsigned field)
{
	const struct profile_change *c = &p->filling.change;

	return profile_value(own(p), c->part,
			     profile_find_entry(own(p), c->part, c->id), field);
}

static const char *
ask(struct plain *p)
{
	return tr(field_here(p)->label);
}

/* What was typed just now, else what stands in the file. */
static const char *
stands(struct plain *p)
{
	const char *value = p->filling.change.values[p->filling.field];

	if (!value)
		value = stands_at(p, p->filling.field);
	return value && *value ? profile_said(field_here(p), value) : NULL;
}

static unsigned
count(struct plain *p)
{
	const struct profile_word *words = field_here(p)->words;
	unsigned n = 0;

	while (words && words[n].word)
		n++;
	return n;
}

static const char *
option(struct plain *p, unsigned i)
{
	return tr(field_here(p)->words[i].label);
}

static void
tell(struct plain *p, struct buf *out)
{
	if (stands(p))
		talk(p, out, tr("Enter keeps %1; a minus sign takes it away."),
		     stands(p), NULL, NULL);
}

static bool
take(struct plain *p, const char *line, struct buf *out)
{
	const struct profile_field *f = field_here(p);
	unsigned n = options_choice(p, line);
	const char *meant =
		n ? f->words[n - 1].word : profile_meant(f, line, &p->scratch);

	if (strcmp(line, "-") == 0)
		meant = "";
	else if (!n && f->words && talk_choice(line, UINT_MAX / 16))
		meant = NULL; /* a number that the list does not have */
	if (!meant)
		return options_refuse(p, out);
	p->filling.change.values[p->filling.field] = form_keep(p, meant);
	return true;
}

#define FIELD(may_stay_empty)                                                  \
	{                                                                      \
		.kind = FIELD_OWN, .optional = (may_stay_empty),               \
		.wanted = is_wanted, .ask = ask, .stands = stands,             \
		.tell = tell, .count = count, .option = option, .take = take   \
	}

/* The first is the name of an entry: without one there is none. */
static const struct field fields[PROFILE_FIELDS_MOST] = {
	FIELD(false), FIELD(true), FIELD(true), FIELD(true),
	FIELD(true),  FIELD(true), FIELD(true), FIELD(true),
};

/* What was typed and stands there already is no change. */
static bool
ready(struct plain *p, struct buf *out)
{
	struct profile_change *c = &p->filling.change;
	bool changed = false;

	for (unsigned i = 0; i < profile_fields(c->part); i++) {
		const char *now = stands_at(p, i);

		if (c->values[i] && strcmp(c->values[i], now ? now : "") == 0)
			c->values[i] = NULL;
		changed |= c->values[i] != NULL;
	}
	if (!changed)
		talk(p, out, tr("Nothing changed; nothing was written."), NULL,
		     NULL, NULL);
	return changed;
}

static void
sum(struct plain *p, struct buf *out)
{
	const struct profile_change *c = &p->filling.change;

	for (unsigned i = 0; i < profile_fields(c->part); i++) {
		const struct profile_field *f =
			&profile_rows[c->part].fields[i];

		if (c->values[i])
			talk(p, out, "%1",
			     paired(p, tr(f->label),
				    c->values[i][0]
					    ? profile_said(f, c->values[i])
					    : tr("taken away")),
			     NULL, NULL);
	}
}

static void
send(struct plain *p)
{
	struct profile_change *c =
		ARENA_NEW(&p->scratch, struct profile_change);

	*c = p->filling.change;
	question_effect(p, (struct effect){.kind = EFFECT_PROFILE_CHANGE,
					   .profile = c});
}

const struct form_row form_row_profile = {
	.title = N_("Our organisation"),
	.fields = fields,
	.field_count = PROFILE_FIELDS_MOST,
	.save = true,
	.ready = ready,
	.sum = sum,
	.send = send,
};

bool
profile_is_filled(const struct plain *p)
{
	return p->filling.form == FORM_PROFILE;
}

/* Contacts are among what changed: they are read anew, then the list is. */
void
profile_written(struct plain *p)
{
	typed_forget(p);
	form_drop(p);
	p->view_waits = VIEW_PROFILE;
	question_effect(p, (struct effect){.kind = EFFECT_LIBRARY});
}

/*
 * What was typed in a form that was not saved: the lines of its fields are
 * kept while it is filled in.  They are offered, never taken by themselves:
 * Enter alone writes nothing.
 */
#include "front/draft.h"

#include <string.h>

#include "base/text.h"
#include "plain/parts.h"

/* "line:Note", and what it is about where there can be several. */
static const char *
name_here(struct plain *p)
{
	const struct form_row *row = form_row_of(p->filling.form);
	const struct action *act = &p->filling.act;
	const char *const about[] = {act->item,     act->step,    act->fact,
				     act->deadline, act->contact, act->document,
				     act->reg,      act->id,      act->about};
	const char *name;

	if (!row || p->filling.mend || row->field_count > DRAFT_LINES)
		return NULL;
	name = arena_printf(&p->scratch, DRAFT_OF_LINES "%s", row->title);
	for (size_t i = 0; i < sizeof(about) / sizeof(*about); i++)
		if (about[i] && *about[i])
			return arena_printf(&p->scratch, "%s|%s", name,
					    about[i]);
	return name;
}

void
typed_begin(struct plain *p)
{
	if (!p->filling.draft)
		p->filling.draft = form_keep(p, name_here(p));
}

/* Choices and hours are quickly given again, and may be other ones by then. */
void
typed_line(struct plain *p, const struct field *f, const char *line)
{
	if (f->kind == FIELD_TEXT || f->kind == FIELD_OWN)
		if (p->filling.field < DRAFT_LINES)
			p->filling.lines[p->filling.field] = form_keep(p, line);
}

/* What is on its way to the log is kept by whoever could not save it. */
static bool
is_sent(const struct plain *p)
{
	for (unsigned i = 0; i < p->effects.count; i++)
		if (p->effects.list[i].kind == EFFECT_ACT)
			return true;
	return false;
}

void
typed_keep(struct plain *p)
{
	const char *text;

	if (p->filling.form == FORM_NONE || !p->filling.draft || is_sent(p))
		return;
	text = draft_pack(p->filling.lines, DRAFT_LINES, &p->scratch);
	if (!text)
		return;
	question_effect(p,
			(struct effect){.kind = EFFECT_DRAFT,
					.name = arena_strdup(&p->scratch,
							     p->filling.draft),
					.text = text,
					.save = true});
}

void
typed_forget(struct plain *p)
{
	const char *name = p->filling.draft;

	if (!name || !draft_find(p->front, name))
		return;
	question_effect(p,
			(struct effect){.kind = EFFECT_DRAFT,
					.name = arena_strdup(&p->scratch, name),
					.save = true});
}

/* Of the field that is asked now; NULL: none. */
static const char *
kept_here(struct plain *p)
{
	if (p->filling.mend || !p->filling.draft)
		return NULL;
	return draft_field(draft_find(p->front, p->filling.draft),
			   p->filling.field, &p->scratch);
}

void
typed_tell(struct plain *p, struct buf *out)
{
	const char *text = kept_here(p);
	bool here = p->filling.field < DRAFT_LINES &&
		    p->filling.lines[p->filling.field] != NULL;

	if (text && !here)
		talk(p, out,
		     tr("You typed this before: %1. Type = to take it."),
		     text_shown(&p->scratch, text, false), NULL, NULL);
}

const char *
typed_taken(struct plain *p, const char *line)
{
	const char *text = strcmp(line, "=") == 0 ? kept_here(p) : NULL;

	return text ? text : line;
}

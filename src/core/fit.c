#include "core/fit.h"

#include <string.h>

#include "base/text.h"
#include "core/playbook.h"

#define ABOVE 3     /* mode, roles, rule */
#define BELOW 3     /* message, keys, and one line of air */
#define MARGIN 5    /* before an item's box and a choice's letter */
#define NUMBER 8    /* "[ ] 3.1 " */
#define LETTER 3    /* "A  " */
#define ARROW 3     /* "-> " */
#define LABELLED 14 /* the longest "Think ahead: " in any language */

static int
lines(const char *text, int indent)
{
	return text ? text_lines(text, FIT_COLUMNS - indent) : 0;
}

static int
item_lines(const struct item *i)
{
	return lines(i->text, MARGIN + NUMBER) +
	       lines(i->caution, MARGIN + NUMBER + (int)strlen("CAUTION: "));
}

static const char *
target_title(const struct role *r, const struct choice *c)
{
	if (c->goto_step >= 0 && (unsigned)c->goto_step < r->step_count)
		return r->steps[c->goto_step].title;
	return "";
}

/* The label and where it leads stand on one line where they can. */
static int
choice_lines(const struct role *r, const struct choice *c)
{
	const char *target = target_title(r, c);
	int together = MARGIN + LETTER + text_width(c->label) + 2 + ARROW +
		       text_width(target);
	int n = lines(c->hint, MARGIN + LETTER);

	if (together <= FIT_COLUMNS)
		return n + 1;
	return n + lines(c->label, MARGIN + LETTER) +
	       lines(target, MARGIN + LETTER + ARROW);
}

int
fit_excess(const struct role *r, const struct step *s)
{
	int n = ABOVE + BELOW;

	n += 1; /* where we are */
	n += lines(s->title, 0);
	n += 1;
	n += lines(s->caution, MARGIN + (int)strlen("CAUTION: "));
	for (unsigned i = 0; i < s->item_count; i++)
		n += item_lines(&s->items[i]);
	n += s->item_count ? 1 : 0;
	n += lines(s->question, MARGIN);
	for (unsigned i = 0; i < s->choice_count; i++)
		n += choice_lines(r, &s->choices[i]);
	n += lines(s->precedent, LABELLED);
	n += lines(s->think_ahead, LABELLED);
	return n > FIT_ROWS ? n - FIT_ROWS : 0;
}

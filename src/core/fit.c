#include "core/fit.h"

#include <string.h>

#include "base/text.h"
#include "core/playbook.h"

#define ABOVE 3 /* mode, roles, rule */
#define BELOW 3 /* alert, message, keys */
#define WIDTH (FIT_COLUMNS - 1)
#define HEAD 1 /* where we are */
#define GAP 1
#define EDGE 1   /* left of titles and questions */
#define MARGIN 5 /* before an item's box and a choice's letter */
#define NUMBER 8 /* "[ ] 3.1 " */
#define LETTER 3 /* "A  " */
#define ARROW 3  /* "-> " */
#define ASKED 6  /* "fact: ", and what is known of it behind it */
#define ANSWER 15
#define DECIDE 13     /* "then DECIDE: " */
#define THINK 13      /* "Think ahead: " */
#define CAUTION 9     /* "CAUTION: " */
#define STEP_NUMBER 4 /* "12  " */
#define MODE 14       /* "DO - CONFIRM", right of the title */

static int
lines(const char *text, int taken)
{
	return text ? text_lines(text, WIDTH - taken) : 0;
}

static int
item_lines(const struct item *i)
{
	return lines(i->text, MARGIN + NUMBER) +
	       lines(i->caution, MARGIN + NUMBER + CAUTION);
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

	if (together <= WIDTH)
		return n + 1;
	return n + lines(c->label, MARGIN + LETTER) +
	       lines(target, MARGIN + LETTER + ARROW);
}

/* A step without choices asks whether it is done, and has one answer. */
static int
question_lines(const struct role *r, const struct step *s)
{
	int n = GAP + (s->decided_by ? 1 : 0) + (s->advice_count ? 1 : 0) +
		lines(s->precedent, EDGE);

	if (!s->choice_count)
		return n + 2;
	n += lines(s->question, EDGE + DECIDE);
	for (unsigned i = 0; i < s->choice_count; i++)
		n += choice_lines(r, &s->choices[i]);
	return n;
}

int
fit_excess(const struct role *r, const struct step *s)
{
	int n = ABOVE + BELOW + HEAD;

	n += lines(s->title, EDGE + STEP_NUMBER + MODE) + GAP;
	n += lines(s->caution, MARGIN + CAUTION);
	for (unsigned i = 0; i < s->item_count; i++)
		n += item_lines(&s->items[i]);
	for (unsigned i = 0; i < s->ask_count; i++)
		n += lines(s->asks[i], MARGIN + ASKED + ANSWER);
	n += question_lines(r, s);
	n += lines(s->think_ahead, EDGE + THINK);
	return n > FIT_ROWS ? n - FIT_ROWS : 0;
}

/*
 * What a field may be answered with, as a numbered list: said in parts of ten,
 * and where something else was typed, how far the numbers go.
 */
#include "plain/parts.h"

static unsigned
count_of(struct plain *p, const struct field *f)
{
	unsigned count = 0;

	if (f->count)
		return f->count(p);
	while (f->words && f->words[count].value)
		count++;
	return count;
}

static const char *
option_of(struct plain *p, const struct field *f, unsigned i)
{
	return f->option ? f->option(p, i) : tr(f->words[i].label);
}

static void
tell_part(struct plain *p, const struct field *f, struct buf *out)
{
	unsigned count = count_of(p, f), from = p->filling.options_from;
	unsigned end = from + PLAIN_PART < count ? from + PLAIN_PART : count;

	for (unsigned i = from; i < end; i++)
		talk(p, out, "  %1. %2", talk_number(p, i + 1),
		     option_of(p, f, i), NULL);
	if (end < count)
		talk(p, out,
		     tr_n("%1 more: type more.", "%1 more: type more.",
			  count - end),
		     talk_number(p, count - end), NULL, NULL);
}

void
options_tell(struct plain *p, const struct field *f, struct buf *out)
{
	p->filling.options_from = 0;
	tell_part(p, f, out);
}

bool
options_more(struct plain *p, const struct field *f, const char *line,
	     struct buf *out)
{
	unsigned count = count_of(p, f);

	if (count <= PLAIN_PART ||
	    (!words_is(p, line, "more") && !talk_same(p, line, "m")))
		return false;
	if (p->filling.options_from + PLAIN_PART < count) {
		p->filling.options_from += PLAIN_PART;
		tell_part(p, f, out);
	} else {
		talk(p, out, tr("That was the end of the list."), NULL, NULL,
		     NULL);
	}
	return true;
}

unsigned
options_choice(struct plain *p, const char *line)
{
	const struct field *f = form_field(p);
	unsigned count = count_of(p, f), n = talk_choice(line, count);

	for (unsigned i = 0; i < count && !n; i++)
		if (talk_same(p, line, option_of(p, f, i)) ||
		    (f->words && talk_same(p, line, f->words[i].value)))
			n = i + 1;
	return n;
}

bool
options_refuse(struct plain *p, struct buf *out)
{
	unsigned count = count_of(p, form_field(p));

	if (count == 0)
		talk(p, out,
		     tr("There is nothing to choose. Type < to go "
			"back."),
		     NULL, NULL, NULL);
	else if (count == 1)
		talk(p, out, tr("Choose 1, or < to go back."), NULL, NULL,
		     NULL);
	else
		talk(p, out, tr("Choose 1 to %1, or < to go back."),
		     talk_number(p, count), NULL, NULL);
	return false;
}

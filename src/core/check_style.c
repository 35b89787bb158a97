/* What can be read in a hurry: lengths, counts, one screen; and sources. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/check_inside.h"
#include "core/fit.h"
#include "core/library.h"

#define ITEMS_RIGHT 7
#define ITEMS_MOST 9 /* more is an error */
#define ITEM_RIGHT 70
#define LABEL_RIGHT 60
#define WORDS_RIGHT 20

static size_t
characters(const char *s)
{
	size_t len = strlen(s), count = 0;

	for (size_t i = 0; i < len; count++) {
		uint32_t c;

		i += text_decode(s + i, len - i, &c);
	}
	return count;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* A sentence ends at . ! or ? before a space, and at an empty line. */
static bool
sentence_ends(const char *p)
{
	if (*p == '.' || *p == '!' || *p == '?')
		return !p[1] || is_space(p[1]);
	return *p == '\n' && (p[1] == '\n' || p[1] == '-' || p[1] == '*');
}

static bool
has_long_sentence(const char *text)
{
	unsigned words = 0;

	for (const char *p = text; *p; p++) {
		bool begins = !is_space(*p) && (p == text || is_space(p[-1]));

		words += begins;
		if (words > WORDS_RIGHT)
			return true;
		if (sentence_ends(p))
			words = 0;
	}
	return false;
}

/* {{fact-id}}, and {{row.name}} where an item stands for each row. */
static void
check_placeholders(struct checker *k, const char *const *member, bool rows)
{
	const char *close;

	for (const char *p = *member; (p = strstr(p, "{{")) != NULL;
	     p = close) {
		const char *id;

		close = strstr(p, "}}");
		id = close ? arena_strndup(k->all->arena, p + 2,
					   (size_t)(close - p) - 2)
			   : "{{";
		if (!close ||
		    (!fact_id_is_organisation(id) && !check_find_fact(k, id) &&
		     !check_has_unread(k, FILE_VOCABULARY) &&
		     !(rows && strcmp(id, "row.name") == 0)))
			check_report(k, DIAG_PLACEHOLDER, member, id, NULL,
				     NULL);
		if (!close)
			return;
	}
}

static void
check_words_of(struct checker *k, const char *const *member, bool rows)
{
	if (!*member)
		return;
	if (has_long_sentence(*member))
		check_report(k, DIAG_SENTENCE_LONG, member, NULL, NULL, NULL);
	check_placeholders(k, member, rows);
}

static void
check_text(struct checker *k, const char *const *member)
{
	check_words_of(k, member, false);
}

static void
check_item(struct checker *k, const struct item *i)
{
	bool rows = i->for_each != NULL;

	if (characters(i->text) > ITEM_RIGHT)
		check_report(k, DIAG_ITEM_LONG, &i->text, NULL, NULL, NULL);
	check_words_of(k, &i->text, rows);
	check_words_of(k, &i->caution, rows);
	check_words_of(k, &i->how, rows);
}

static void
check_choice(struct checker *k, const struct choice *c)
{
	if (characters(c->label) > LABEL_RIGHT)
		check_report(k, DIAG_LABEL_LONG, &c->label, NULL, NULL, NULL);
	check_text(k, &c->label);
	check_text(k, &c->hint);
	check_text(k, &c->how);
	for (unsigned i = 0; i < c->tell_count; i++)
		check_text(k, &c->tells[i].message);
}

static void
check_step(struct checker *k, const struct role *r, const struct step *s)
{
	const char *const *texts[] = {
		&s->why,         &s->how,      &s->caution,      &s->precedent,
		&s->think_ahead, &s->question, &s->advice_if_low};
	int excess = fit_excess(r, s);

	if (s->item_count > ITEMS_RIGHT && s->item_count <= ITEMS_MOST)
		check_report(k, DIAG_MANY_ITEMS, &s->items, NULL, NULL, NULL);
	if (excess)
		check_report_at(k, DIAG_NOT_80X24, s->place,
				arena_printf(k->all->arena, "%d", excess), NULL,
				NULL);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_text(k, texts[i]);
	for (unsigned i = 0; i < s->item_count; i++)
		check_item(k, &s->items[i]);
	for (unsigned i = 0; i < s->choice_count; i++)
		check_choice(k, &s->choices[i]);
}

/* Both are year-month-day, so a year ago differs in its year only. */
void
check_age(struct checker *k, const char *const *checked)
{
	char year_ago[11];
	int year;

	if (!*checked || !k->all->today || strlen(*checked) != 10 ||
	    strlen(k->all->today) != 10)
		return;
	memcpy(year_ago, k->all->today, sizeof(year_ago));
	year_ago[4] = '\0';
	year = atoi(year_ago) - 1;
	for (int i = 3; i >= 0; i--, year /= 10)
		year_ago[i] = (char)('0' + year % 10);
	year_ago[4] = '-';
	if (strcmp(*checked, year_ago) < 0)
		check_report(k, DIAG_SOURCE_OLD, checked, *checked, NULL, NULL);
}

void
check_style(struct checker *k, const struct playbook *p)
{
	check_text(k, &p->head.summary);
	if (!p->source_count)
		check_report(k, DIAG_NO_SOURCES, &p->head.id, NULL, NULL, NULL);
	for (unsigned i = 0; i < p->source_count; i++)
		check_age(k, &p->sources[i].checked);
	for (unsigned i = 0; i < p->first_count; i++)
		check_item(k, &p->first[i]);
	for (unsigned i = 0; i < p->role_count; i++)
		for (unsigned n = 0; n < p->roles[i].step_count; n++)
			check_step(k, &p->roles[i], &p->roles[i].steps[n]);
}

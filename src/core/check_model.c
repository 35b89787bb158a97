/*
 * Document models: Markdown with {{placeholders}}.  Each must mean something,
 * and a public text may only hold public facts.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/check_inside.h"
#include "core/library.h"

struct body {
	struct checker *checker;
	const char *at;
	struct place place; /* of `at` */
	bool public;
	unsigned open; /* {{#if}} without {{/if}} */
	struct place opened;
};

static void
advance(struct body *b, const char *to)
{
	while (b->at < to) {
		uint32_t c;

		b->at += text_decode(b->at, (size_t)(to - b->at), &c);
		b->place.column++;
		if (c == '\n') {
			b->place.line++;
			b->place.column = 1;
		}
	}
}

static bool
is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}

/* The part behind the first dot of contact.crt.phone, cut off. */
static char *
after_dot(char *s)
{
	char *dot = strchr(s, '.');

	if (!dot)
		return NULL;
	*dot = '\0';
	return dot + 1;
}

static bool
contact_means(struct checker *k, char *rest)
{
	static const char *const keys[] = {"name",    "phone", "email",
					   "website", "hours", NULL};
	char *key = after_dot(rest);
	struct diag_list none = {.arena = k->all->arena};
	struct check all = *k->all;
	struct checker quiet = *k;
	const char *id = rest;

	if (!key || !is_one_of(key, keys))
		return false;
	/* Asked the same way as everywhere, but here it has another place. */
	all.diags = &none;
	quiet.all = &all;
	check_contact_target(&quiet, &id);
	return none.count == 0;
}

static bool
register_means(const struct checker *k, const char *id)
{
	for (unsigned i = 0; i < k->all->count; i++) {
		const struct vocabulary *v = k->all->files[i].vocabulary;

		for (unsigned n = 0; v && n < v->register_count; n++)
			if (strcmp(v->registers[n].id, id) == 0)
				return true;
	}
	return check_has_unread(k, FILE_VOCABULARY);
}

static bool
fact_means(struct body *b, const char *id)
{
	const struct fact *f = check_find_fact(b->checker, id);

	if (fact_id_is_organisation(id)) {
		if (b->public && !fact_id_is_public_answer(id))
			check_report_at(b->checker, DIAG_NOT_PUBLIC, b->place,
					id, NULL, NULL);
		return true;
	}
	if (!f)
		return check_has_unread(b->checker, FILE_VOCABULARY);
	if (b->public && f->public != YES_NO_YES)
		check_report_at(b->checker, DIAG_NOT_PUBLIC, b->place, id, NULL,
				NULL);
	return true;
}

static bool
name_means(struct body *b, char *name)
{
	static const char *const incident[] = {
		"id",      "title", "opened", "severity", "emergency-phase",
		"version", "words", "now",    "phase",    NULL};
	static const char *const organisation[] = {"name", "language", NULL};
	char *rest;

	if (!strchr(name, '.') || fact_id_is_organisation(name))
		return fact_means(b, name);
	rest = after_dot(name);
	if (strcmp(name, "incident") == 0)
		return is_one_of(rest, incident);
	if (strcmp(name, "organisation") == 0)
		return is_one_of(rest, organisation);
	if (strcmp(name, "register") == 0)
		return register_means(b->checker, rest);
	return strcmp(name, "contact") == 0 && contact_means(b->checker, rest);
}

/* {{#if fact-id = yes}}, {{#if fact-id != yes}}, {{#if fact-id}} */
static bool
condition_means(struct body *b, char *text)
{
	char *equals = strstr(text, " = ");
	char *differs = equals ? NULL : strstr(text, " != ");
	const char *value = equals ? equals + 3 : differs ? differs + 4 : NULL;
	struct diag_list none = {.arena = b->checker->all->arena};
	struct check all = *b->checker->all;
	struct checker quiet = *b->checker;

	if (!b->open++)
		b->opened = b->place;
	if (equals)
		*equals = '\0';
	if (differs)
		*differs = '\0';
	if (!fact_id_is_organisation(text) &&
	    !check_find_fact(b->checker, text))
		return check_has_unread(b->checker, FILE_VOCABULARY);
	all.diags = &none;
	quiet.all = &all;
	check_value_target(&quiet, text, &value);
	return none.count == 0;
}

/* {{promise 12:00 next news}}, {{promise next-update-at next news}} */
static bool
promise_means(struct body *b, char *s)
{
	const struct fact *f;
	char *space = strchr(s, ' ');

	if (*s >= 'a' && *s <= 'z') {
		if (!space || !space[1])
			return false;
		*space = '\0';
		f = check_find_fact(b->checker, s);
		return fact_means(b, s) && (!f || f->type == FACT_TIME);
	}
	for (int i = 0; i < 5; i++)
		if (i == 2 ? s[i] != ':' : s[i] < '0' || s[i] > '9')
			return false;
	return (s[0] - '0') * 10 + s[1] - '0' < 24 && s[3] < '6' &&
	       s[5] == ' ' && s[6];
}

static bool
means(struct body *b, char *text)
{
	if (strncmp(text, "#if ", 4) == 0)
		return condition_means(b, text + 4);
	if (strcmp(text, "/if") == 0)
		return b->open > 0 && b->open--;
	if (strncmp(text, "promise ", 8) == 0)
		return promise_means(b, text + 8);
	return name_means(b, text);
}

static void
check_body(struct body *b)
{
	struct checker *k = b->checker;
	const char *open, *close;

	while ((open = strstr(b->at, "{{")) != NULL) {
		char *text, *copy;

		advance(b, open);
		close = strstr(open, "}}");
		if (!close) {
			check_report_at(k, DIAG_PLACEHOLDER, b->place, "{{",
					NULL, NULL);
			return;
		}
		text = arena_strndup(k->all->arena, open + 2,
				     (size_t)(close - open) - 2);
		copy = arena_strdup(k->all->arena, text);
		if (!means(b, copy))
			check_report_at(k, DIAG_PLACEHOLDER, b->place,
					text_shown(k->all->arena, text, false),
					NULL, NULL);
		advance(b, close + 2);
	}
	if (b->open)
		check_report_at(k, DIAG_PLACEHOLDER, b->opened, "#if", NULL,
				NULL);
}

void
check_model(struct checker *k, const struct model_header *m, const char *body)
{
	struct body b = {
		.checker = k,
		.at = m->head.bytes,
		.place = {1, 1},
		.public = m->audience && strcmp(m->audience, "public") == 0,
	};

	check_role_target(k, &m->approval);
	for (unsigned i = 0; i < m->fact_count; i++) {
		const struct fact *f = check_find_fact(k, m->facts[i]);

		check_fact_target(k, &m->facts[i]);
		if (f && b.public && f->public != YES_NO_YES)
			check_report(k, DIAG_NOT_PUBLIC, &m->facts[i],
				     m->facts[i], NULL, NULL);
	}
	if (!body || !*body)
		return;
	advance(&b, body);
	check_body(&b);
}

#include "export/scenario_names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/personal.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "front/say.h"

#define LEAST 3           /* bytes of a name */
#define LEAST_DIGITS 9    /* of a phone number … */
#define MOST_DIGITS 15    /* … and the most that there are */
#define SEPARATORS_MOST 3 /* between two of them: "0475 / 12 34 56" */

static void
add_name(struct names *n, const char *name, const char *role)
{
	if (!name || !role || strlen(name) < LEAST || strcmp(name, role) == 0)
		return;
	for (unsigned i = 0; i < n->count; i++)
		if (strcmp(n->rows[i].name, name) == 0)
			return;
	n->rows = arena_more(n->arena, n->rows, n->count, sizeof(*n->rows));
	n->rows[n->count++] = (struct name){name, role};
}

static bool
is_particle(const char *word, size_t len)
{
	static const char *const all[] = {"van", "de",  "den",    "der",
					  "ten", "ter", "vanden", "el",
					  "ben", "le",  "la",     "von"};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strlen(all[i]) == len &&
		    strncasecmp(all[i], word, len) == 0)
			return true;
	return false;
}

/* "IT": all capitals, as no name is written beside others that are not. */
static bool
is_abbreviation(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (word[i] < 'A' || word[i] > 'Z')
			return false;
	return len > 0;
}

/* Two words or more, each with a capital: "Els Janssens", not "Night nurse". */
static bool
looks_like_person(const char *text)
{
	unsigned capitals = 0;

	while (*text) {
		size_t len = strcspn(text, " ");
		uint32_t first;

		text_decode(text, strlen(text), &first);
		if (is_abbreviation(text, len))
			return false;
		if ((first >= 'A' && first <= 'Z') || first > 0x7f)
			capitals++;
		else if (len > 0 && !is_particle(text, len))
			return false;
		text += len + strspn(text + len, " ");
	}
	return capitals > 1;
}

/* The name without what stands behind it: "Els Janssens (AD)", ", IT firm". */
static const char *
bare_name(struct names *n, const char *name)
{
	size_t len = strcspn(name, ",(/;");

	while (len > 0 && name[len - 1] == ' ')
		len--;
	return arena_strndup(n->arena, name, len);
}

/* Each word of it, and each half of "Claes-Janssens". */
static void
add_words(struct names *n, const char *name, const char *role, const char *ends)
{
	while (*name) {
		size_t len = strcspn(name, ends);
		const char *word = arena_strndup(n->arena, name, len);
		uint32_t first;

		text_decode(word, len, &first);
		if (((first >= 'A' && first <= 'Z') || first > 0x7f) &&
		    !is_particle(word, len))
			add_name(n, word, role);
		if (ends[1] == '\0' && memchr(word, '-', len))
			add_words(n, word, role, "- ");
		name += len + strspn(name + len, ends);
	}
}

/* A person is spoken of by the first name or the last one, too. */
static void
add_person(struct names *n, const char *name, const char *role)
{
	const char *bare;

	if (!name)
		return;
	add_name(n, name, role);
	bare = bare_name(n, name);
	if (!looks_like_person(bare))
		return;
	add_name(n, bare, role);
	add_words(n, bare, role, " ");
}

static bool
is_organisation(const struct library *lib, const char *name)
{
	const struct organisation *o = lib->organisation;

	for (unsigned i = 0; o && i < o->contact_count; i++)
		if (o->contacts[i].name &&
		    strcmp(o->contacts[i].name, name) == 0)
			return true;
	for (unsigned i = 0; i < lib->directory_count; i++) {
		const struct directory *d = lib->directories[i];

		for (unsigned k = 0; k < d->organisation_count; k++)
			if (d->organisations[k].name &&
			    strcmp(d->organisations[k].name, name) == 0)
				return true;
	}
	return false;
}

/* Who told something may be anybody: no list knows them. */
static void
add_source(struct names *n, const struct record *r, const struct library *lib)
{
	if (r->source && r->kind != RECORD_INJECT &&
	    looks_like_person(bare_name(n, r->source)) &&
	    !is_organisation(lib, r->source))
		add_person(n, r->source, tr("somebody"));
}

static int
longest_first(const void *a, const void *b)
{
	size_t one = strlen(((const struct name *)a)->name);
	size_t two = strlen(((const struct name *)b)->name);

	return one < two ? 1 : one > two ? -1 : 0;
}

void
names_collect(struct names *n, const struct incident *in,
	      const struct library *lib, struct arena *a)
{
	const struct organisation *o = lib->organisation;

	*n = (struct names){.arena = a};
	for (unsigned i = 0; o && i < o->person_count; i++)
		add_person(n, o->people[i].name,
			   o->people[i].function
				   ? o->people[i].function
				   : say_role(o->people[i].role, lib, a));
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;
		const char *role = r->role ? say_role(r->role, lib, a) : NULL;

		add_person(n, r->actor, role);
		add_person(n, r->typed, role);
		if (r->kind == RECORD_HANDOVER)
			add_person(n, r->to, role);
	}
	/* Whoever has a role keeps it. */
	for (size_t i = 0; i < in->log_count; i++)
		add_source(n, in->log[i].record, lib);
	if (o && o->name)
		add_name(n, o->name, "Voorbeeldegem");
	if (n->count > 0)
		qsort(n->rows, n->count, sizeof(*n->rows), longest_first);
}

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 ||
	       (c >= '0' && c <= '9');
}

/* A word alone, such as Peter or May, only as it is spelled. */
static bool
is_written(const char *at, const char *name, size_t len)
{
	return strchr(name, ' ') ? strncasecmp(at, name, len) == 0
				 : strncmp(at, name, len) == 0;
}

static const struct name *
name_at(const struct names *n, const char *text, const char *at)
{
	if (at > text && is_letter((unsigned char)at[-1]))
		return NULL;
	for (unsigned i = 0; i < n->count; i++) {
		size_t len = strlen(n->rows[i].name);

		if (is_written(at, n->rows[i].name, len) &&
		    !is_letter((unsigned char)at[len]))
			return &n->rows[i];
	}
	return NULL;
}

/* --- where people can be reached */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_of_address(char c)
{
	return (is_letter((unsigned char)c) && (unsigned char)c < 0x80) ||
	       (c && strchr("._%+-", c));
}

/* The bytes of an e-mail address that begins here; 0: none does. */
static size_t
address_at(const char *at)
{
	size_t len = 0, dot = 0;

	while (is_of_address(at[len]))
		len++;
	if (len == 0 || at[len] != '@')
		return 0;
	for (len++; is_of_address(at[len]); len++)
		if (at[len] == '.' && is_of_address(at[len + 1]))
			dot = len;
	while (at[len - 1] == '.')
		len--;
	return dot > 0 ? len : 0;
}

/* "01/02/2026": a day, whatever comes behind it. */
static bool
is_day(const char *at)
{
	static const char form[] = "00/00/20";

	for (size_t i = 0; i < sizeof(form) - 1; i++)
		if (form[i] == '0'   ? !is_digit(at[i])
		    : form[i] == '/' ? !at[i] || !strchr("/.-", at[i])
				     : at[i] != form[i])
			return false;
	return is_digit(at[8]) && is_digit(at[9]) && !is_digit(at[10]);
}

/* … of a phone number: "+32 470 12 34 56", "016/12.34.56", "(0470) 12 34 56".
 */
static size_t
number_at(const char *at)
{
	size_t len = 0, end = 0;
	unsigned digits = 0, open = 0, apart = 0;

	if (!strchr("+0(", *at) || !*at || is_day(at))
		return 0;
	for (; at[len] && apart <= SEPARATORS_MOST; len++) {
		apart++;
		if (is_digit(at[len])) {
			digits++;
			end = len + 1;
			apart = 0;
		} else if (at[len] == '(') {
			open++;
		} else if (at[len] == ')' && open > 0) {
			open--;
			end = len + 1;
		} else if (!strchr(len == 0 ? "+" : " ./-", at[len])) {
			break;
		}
	}
	return digits >= LEAST_DIGITS && digits <= MOST_DIGITS ? end : 0;
}

/* What stands for it; *len: its bytes. */
static const char *
reached_at(const char *text, const char *at, size_t *len)
{
	if (at > text && (is_of_address(at[-1]) || at[-1] == '@'))
		return NULL;
	*len = address_at(at);
	if (*len > 0)
		return tr("(an e-mail address)");
	*len = number_at(at);
	return *len > 0 ? tr("(a phone number)") : NULL;
}

/* The next number that is personal, or the end of the text. */
struct hidden {
	const char *at;
	size_t len;
};

static struct hidden
hidden_from(const char *text)
{
	struct hidden h = {text + strlen(text), 0};
	size_t from = 0, len = 0;

	if (personal_find(text, &from, &len) != PERSONAL_NONE)
		h = (struct hidden){text + from, len};
	return h;
}

/* What stands here for something else; NULL: the text says so itself. */
static const char *
instead(const struct names *n, const char *text, const char *at,
	const struct hidden *h, size_t *len)
{
	const struct name *found;
	const char *words;

	if (at == h->at) {
		*len = h->len;
		return tr("(a personal number)");
	}
	words = reached_at(text, at, len);
	if (words)
		return words;
	found = name_at(n, text, at);
	*len = found ? strlen(found->name) : 0;
	return found ? found->role : NULL;
}

const char *
names_replace(const struct names *n, const char *text)
{
	struct hidden hidden = hidden_from(text);
	struct buf out = {0};
	const char *copy;

	for (const char *at = text; *at;) {
		size_t len = 0;
		const char *words = instead(n, text, at, &hidden, &len);

		if (words)
			buf_adds(&out, words);
		else
			buf_addc(&out, *at);
		at += words ? len : 1;
		if (hidden.at < at)
			hidden = hidden_from(at);
	}
	copy = arena_strdup(n->arena, buf_text(&out));
	buf_fini(&out);
	return copy;
}

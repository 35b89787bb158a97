#include "export/scenario_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "front/say.h"

#define LEAST 3        /* bytes of a name */
#define LEAST_DIGITS 9 /* of a phone number … */
#define MOST_DIGITS 15 /* … and the most that there are */

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

/* Also the family name alone, where it begins with a capital. */
static void
add_person(struct names *n, const char *name, const char *role)
{
	const char *last = name ? strrchr(name, ' ') : NULL;
	uint32_t first;

	add_name(n, name, role);
	if (!last || strlen(last + 1) <= LEAST)
		return;
	text_decode(last + 1, strlen(last + 1), &first);
	if ((first >= 'A' && first <= 'Z') || first > 0x7f)
		add_name(n, last + 1, role);
}

static bool
is_particle(const char *word, size_t len)
{
	static const char *const all[] = {"van", "de",  "den",    "der",
					  "ten", "ter", "vanden", "el",
					  "ben", "le",  "la",     "von"};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strlen(all[i]) == len && strncmp(all[i], word, len) == 0)
			return true;
	return false;
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
		if ((first >= 'A' && first <= 'Z') || first > 0x7f)
			capitals++;
		else if (len > 0 && !is_particle(text, len))
			return false;
		text += len + strspn(text + len, " ");
	}
	return capitals > 1;
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
	    looks_like_person(r->source) && !is_organisation(lib, r->source))
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

static const struct name *
name_at(const struct names *n, const char *text, const char *at)
{
	if (at > text && is_letter((unsigned char)at[-1]))
		return NULL;
	for (unsigned i = 0; i < n->count; i++) {
		size_t len = strlen(n->rows[i].name);

		if (strncmp(at, n->rows[i].name, len) == 0 &&
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

/* … of a phone number: "+32 470 12 34 56", "016/12.34.56". */
static size_t
number_at(const char *at)
{
	size_t len = *at == '+', end = 0;
	unsigned digits = 0;

	if (*at != '+' && *at != '0')
		return 0;
	while (is_digit(at[len])) {
		for (; is_digit(at[len]); len++)
			digits++;
		end = len;
		if (at[len] && strchr(" ./-", at[len]))
			len++;
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

const char *
names_replace(const struct names *n, const char *text)
{
	struct buf out = {0};
	const char *copy;

	for (const char *at = text; *at;) {
		size_t len = 0;
		const char *reached = reached_at(text, at, &len);
		const struct name *found =
			reached ? NULL : name_at(n, text, at);

		if (reached) {
			buf_adds(&out, reached);
			at += len;
			continue;
		}
		if (!found) {
			buf_addc(&out, *at++);
			continue;
		}
		buf_adds(&out, found->role);
		at += strlen(found->name);
	}
	copy = arena_strdup(n->arena, buf_text(&out));
	buf_fini(&out);
	return copy;
}

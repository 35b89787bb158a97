#include "export/scenario_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "front/say.h"

#define LEAST 3 /* bytes of a name */

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

const char *
names_replace(const struct names *n, const char *text)
{
	struct buf out = {0};
	const char *copy;

	for (const char *at = text; *at;) {
		const struct name *found = name_at(n, text, at);

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

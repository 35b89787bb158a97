#include "front/draft.h"

#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "front/front.h"

#define BETWEEN '\x1f' /* no text has it: it cannot be typed or pasted */

const char *
draft_pack(const char *const *fields, unsigned count, struct arena *a)
{
	const char *all = "";
	unsigned last = count;

	while (last > 0 && (!fields[last - 1] || !*fields[last - 1]))
		last--;
	for (unsigned i = 0; i < last; i++)
		all = i == 0 ? arena_printf(a, "%s", fields[0] ? fields[0] : "")
			     : arena_printf(a, "%s%c%s", all, BETWEEN,
					    fields[i] ? fields[i] : "");
	return last > 0 ? all : NULL;
}

const char *
draft_field(const char *packed, unsigned n, struct arena *a)
{
	while (packed && n > 0) {
		packed = strchr(packed, BETWEEN);
		packed = packed ? packed + 1 : NULL;
		n--;
	}
	if (!packed || !*packed || *packed == BETWEEN)
		return NULL;
	return arena_strndup(a, packed,
			     strcspn(packed, (const char[]){BETWEEN, '\0'}));
}

const char *
draft_find(const struct front *f, const char *name)
{
	for (size_t i = 0; name && i < f->draft_count; i++)
		if (strcmp(f->drafts[i].name, name) == 0)
			return f->drafts[i].text;
	return NULL;
}

/* --- to be read */

static const struct {
	const char *name, *label;
} labels[] = {
	{"note", N_("a note")},
	{"correct", N_("a correction")},
	{"decide", N_("a decision")},
	{"later", N_("why an item is put off")},
	{"somebody", N_("who does an item")},
	{"earlier", N_("an item that was done earlier")},
	{"fact", N_("a fact")},
	{"cell", N_("a register")},
	{"row", N_("a register")},
	{"ratify", N_("what was ratified")},
	{"call", N_("a call")},
	{"ask", N_("a question")},
	{"tell", N_("a task")},
	{"answer", N_("an answer")},
	{"approve", N_("an answer")},
	{"handover", N_("a handover")},
	{"action", N_("an action")},
	{"decision", N_("a decision")},
	{"title", N_("the title")},
	{"close", N_("the summary at the end")},
	{"open-again", N_("why it opens again")},
	{"deadline", N_("a deadline")},
	{"phase", N_("the emergency phase")},
	{"document", N_("a text")},
	{"release", N_("a text")},
	{"refuse", N_("a text")},
	{"take-back", N_("a text")},
	{"evidence", N_("evidence")},
	{"organisation", N_("the organisation")},
	{"reason", N_("a reason")},
	{"not-saved", N_("what could not be saved")},
};

const char *
say_draft_name(const char *name, struct arena *a)
{
	const size_t lead = sizeof(DRAFT_OF_LINES) - 1;

	if (strncmp(name, DRAFT_OF_LINES, lead) == 0)
		return tr(arena_strndup(a, name + lead,
					strcspn(name + lead, "|")));
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		size_t len = strlen(labels[i].name);

		if (strncmp(labels[i].name, name, len) == 0 &&
		    (name[len] == '\0' || name[len] == '/' ||
		     strcmp(labels[i].name, "document") == 0))
			return tr(labels[i].label);
	}
	return name;
}

const char *
say_draft_text(const char *packed, struct arena *a)
{
	char *copy = arena_strdup(a, packed);
	const char *all = "";

	for (char *save = copy; save;) {
		char *end = strchr(save, BETWEEN);

		if (end)
			*end++ = '\0';
		if (*save)
			all = *all ? arena_printf(a, "%s; %s", all, save)
				   : save;
		save = end;
	}
	return all;
}

/* As which role, and who is at the keyboard. */
#include "plain/parts.h"

#include <string.h>

#include "core/exercise.h"

static const char *const standard[] = {"management", "it", "communications",
				       "emergency-planning"};

static void
add_role(const char **roles, unsigned *count, unsigned most, const char *role)
{
	for (unsigned i = 0; i < *count; i++)
		if (strcmp(roles[i], role) == 0)
			return;
	if (*count < most && strcmp(role, "any") != 0)
		roles[(*count)++] = role;
}

unsigned
role_list(const struct plain *p, const char **roles, unsigned most)
{
	const struct status *st = p->front->status;
	unsigned count = 0;

	for (unsigned i = 0; st && i < st->role_count; i++)
		add_role(roles, &count, most, st->roles[i].role);
	for (size_t i = 0; i < sizeof(standard) / sizeof(*standard); i++)
		add_role(roles, &count, most, standard[i]);
	if (p->front->exercise) {
		add_role(roles, &count, most, ROLE_FACILITATOR);
		add_role(roles, &count, most, ROLE_OBSERVER);
	}
	return count;
}

static void
tell_role(struct plain *p, unsigned n, const char *role, struct buf *out)
{
	const struct status *st = p->front->status;
	const struct status_role *r = st ? status_find_role(st, role) : NULL;
	const char *number = talk_number(p, n), *name = talk_role(p, role);

	if (r && r->holder)
		talk(p, out, tr("%1. %2, held by %3."), number, name,
		     r->holder);
	else if (r && r->acted)
		talk(p, out, "%1. %2, %3.", number, name,
		     say_acted(r, p->front->now, p->front->zone, &p->scratch));
	else
		talk(p, out, tr("%1. %2, nobody here."), number, name, NULL);
	if (r && r->total)
		talk(p, out, tr("   %1 of %2 items done."),
		     talk_number(p, r->done), talk_number(p, r->total), NULL);
	if (r && r->inbox_count)
		talk(p, out,
		     tr_n("   %1 thing waits for an answer.",
			  "   %1 things wait for an answer.", r->inbox_count),
		     talk_number(p, r->inbox_count), NULL, NULL);
}

void
role_tell(struct plain *p, struct buf *out)
{
	const char *roles[32];
	unsigned count = role_list(p, roles, 32);

	talk(p, out, tr("As which role do you work?"), NULL, NULL, NULL);
	for (unsigned i = 0; i < count; i++)
		tell_role(p, i + 1, roles[i], out);
}

void
role_prompt(struct plain *p, struct buf *out)
{
	const char *roles[32];

	talk_on(p, out, tr("Role, choose 1 to %1. (number, name, ?) [%2]: "),
		talk_number(p, role_list(p, roles, 32)),
		p->front->role ? talk_role(p, p->front->role) : tr("no answer"),
		NULL);
}

void
role_answer(struct plain *p, const char *line, struct buf *out)
{
	const char *roles[32];
	unsigned count = role_list(p, roles, 32);
	unsigned n = talk_choice(line, count);

	if (strcmp(line, "<") == 0 && p->submit_waits) {
		question_pop(p);
		form_drop(p);
		return;
	}
	if (!*line && !p->front->role) {
		p->anew = true;
		return;
	}
	if (!*line || (strcmp(line, "<") == 0 && p->front->role)) {
		question_pop(p);
		return;
	}
	for (unsigned i = 0; i < count && !n; i++)
		if (talk_same(p, line, roles[i]) ||
		    talk_same(p, line, talk_role(p, roles[i])))
			n = i + 1;
	if (!n && !p->submit_waits && words_use(p, line, out))
		return;
	if (!n) {
		talk(p, out, tr("There is no role \"%1\". Choose 1 to %2."),
		     line, talk_number(p, count), NULL);
		return;
	}
	question_effect(p, (struct effect){.kind = EFFECT_ROLE,
					   .text = arena_strdup(&p->scratch,
								roles[n - 1])});
}

void
by_tell(struct plain *p, struct buf *out)
{
	talk(p, out,
	     tr("Who is at this keyboard? A name or a function; it stands in "
		"the log from now on."),
	     NULL, NULL, NULL);
}

void
by_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out,
		tr("Your name or function? (< to go back) "
		   "[no answer]: "),
		NULL, NULL, NULL);
}

void
by_answer(struct plain *p, const char *line, struct buf *out)
{
	if (!*line) {
		p->anew = true;
		return;
	}
	if (strcmp(line, "<") == 0) {
		question_pop(p);
		if (!p->submit_waits)
			return;
		form_drop(p);
		talk(p, out, tr("Not saved. Nothing was written."), NULL, NULL,
		     NULL);
		return;
	}
	if (!form_is_text(p, line, out))
		return;
	question_effect(
		p, (struct effect){.kind = EFFECT_BY,
				   .text = arena_strdup(&p->scratch, line)});
}

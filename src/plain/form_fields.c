/* Fields that several forms have, and those that a refusal asks for. */
#include "plain/parts.h"

#include <stddef.h>
#include <string.h>

#include "core/exercise.h"

const struct field form_mend_reason = {
	.question = N_("Reason? (one line)"),
	.kind = FIELD_TEXT,
	.member = offsetof(struct action, reason),
};
const struct field form_mend_override = {
	.question = N_("Go on all the same? Type the reason, or < to go back"),
	.kind = FIELD_TEXT,
	.member = offsetof(struct action, override),
};
const struct field form_mend_until = {
	.question = N_("When? (a time, or minutes like +30)"),
	.kind = FIELD_TIME,
	.member = offsetof(struct action, until),
	.ahead = true,
};
const struct field form_mend_to = {
	.question = N_("To whom? (a number, a role or a name)"),
	.kind = FIELD_OWN,
	.count = field_role_count,
	.option = field_role,
	.take = field_take_to,
};
const struct field form_mend_at = {
	.question = N_("When did it happen? (a time, or minutes like -10)"),
	.kind = FIELD_TIME,
	.member = offsetof(struct action, at),
};
const struct field form_mend_text = {
	.question = N_("Text? (one line)"),
	.kind = FIELD_TEXT,
	.member = offsetof(struct action, text),
};

unsigned
field_role_count(struct plain *p)
{
	const char *roles[32];

	return role_list(p, roles, 32);
}

const char *
field_role(struct plain *p, unsigned i)
{
	const char *roles[32];

	return i < role_list(p, roles, 32) ? talk_role(p, roles[i]) : "";
}

static const char *
role_named(struct plain *p, const char *line)
{
	const char *roles[32];
	unsigned count = role_list(p, roles, 32);
	unsigned n = talk_choice(line, count);

	for (unsigned i = 0; i < count && !n; i++)
		if (talk_same(p, line, roles[i]) ||
		    talk_same(p, line, talk_role(p, roles[i])))
			n = i + 1;
	return n ? roles[n - 1] : NULL;
}

/* A role of this incident. */
bool
field_take_role(struct plain *p, const char *line, struct buf *out)
{
	const char *role = role_named(p, line);

	if (role) {
		p->filling.act.to = form_keep(p, role);
		return true;
	}
	talk(p, out, tr("There is no role \"%1\". Choose 1 to %2."), line,
	     talk_number(p, field_role_count(p)), NULL);
	return false;
}

/* A role, or anybody's name. */
bool
field_take_to(struct plain *p, const char *line, struct buf *out)
{
	const char *role = role_named(p, line);

	(void)out;
	p->filling.act.to = form_keep(p, role ? role : line);
	return true;
}

/* Of an exercise: 0 to SCORE_MOST. */
bool
field_take_score(struct plain *p, const char *line, struct buf *out)
{
	if (line[0] < '0' || line[0] > '0' + SCORE_MOST || line[1]) {
		talk(p, out, tr("Type a number from 0 to 3."), NULL, NULL,
		     NULL);
		return false;
	}
	p->filling.act.score = (struct number){line[0] - '0', true};
	return true;
}

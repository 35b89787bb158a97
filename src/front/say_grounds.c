/* On what a decision rests that somebody is to approve. */
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"

const char *
say_advice(const char *advice)
{
	if (strcmp(advice, "with") == 0)
		return tr("advised it");
	if (strcmp(advice, "against") == 0)
		return tr("advised AGAINST it");
	return tr("was not asked");
}

const char *
say_grounds(const struct record *r, const struct library *lib, struct arena *a)
{
	const char *text = say_fill(
		a, tr("Asked by %1"),
		r->actor ? r->actor : say_role(r->role, lib, a), NULL, NULL);

	if (r->reason)
		text = say_fill(a, tr("%1; because: %2"), text, r->reason,
				NULL);
	if (r->more->override)
		text = say_fill(a, tr("%1; all the same: %2"), text,
				r->more->override, NULL);
	for (unsigned i = 0; i < r->more->advice_count; i++)
		text = say_fill(a, "%1; %2 %3", text,
				say_role(r->more->advice[i].role, lib, a),
				say_advice(r->more->advice[i].advice));
	return text;
}

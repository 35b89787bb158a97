#include "front/say_evidence.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/record.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_seal.h"

#define HASH_SHOWN 16 /* digits; the log has them all */

bool
say_is_kept(const struct record *r)
{
	return r->kind == RECORD_EVIDENCE && r->more->file && r->more->sha256;
}

static const char *
state_word(enum kept_state state)
{
	switch (state) {
	case KEPT_GOOD:
		return tr("good");
	case KEPT_MISSING:
		return tr("NOT HERE");
	case KEPT_UNREADABLE:
		return tr("NOT READABLE");
	case KEPT_CHANGED:
		return tr("CHANGED");
	case KEPT_NOT_COMPARED:
		break;
	}
	return tr("not compared");
}

static const char *
who(const struct evidence_said *said, const struct record *r, struct arena *a)
{
	const char *actor = r->actor ? r->actor : "";

	if (!r->role)
		return actor;
	return say_fill(a, tr("%1, %2"), say_role(r->role, said->library, a),
			actor, NULL);
}

static const char *
one(const struct evidence_said *said, const struct evidence_row *row,
    struct arena *a)
{
	const struct record *r = row->record;
	const char *head, *bytes, *how;

	head = say_fill(
		a, tr("%1: %2, entry %3"), state_word(row->state),
		text_shown(a, r->more->name ? r->more->name : "", false),
		say_entry(r->id, a));
	bytes = say_fill(
		a, tr("%1 bytes, SHA-256 %2 …"),
		arena_printf(a, "%" PRId64, r->more->bytes.value),
		say_groups(arena_strndup(a, r->more->sha256,
					 strnlen(r->more->sha256, HASH_SHOWN)),
			   a),
		NULL);
	how = say_fill(a, tr("%1 by %2. How: %3"),
		       say_day_clock(record_happened(r), said->zone, a),
		       who(said, r, a), r->more->how ? r->more->how : "");
	return arena_printf(a, "%s\n%s\n%s\n%s\n", head, r->text ? r->text : "",
			    bytes, how);
}

const char *
say_evidence(const struct evidence_said *said, struct arena *a)
{
	const char *all = "";

	if (said->count == 0)
		return tr("No file is kept as evidence yet.");
	for (size_t i = 0; i < said->count; i++)
		all = arena_printf(a, "%s%s%s", all, i ? "\n" : "",
				   one(said, &said->rows[i], a));
	return all;
}

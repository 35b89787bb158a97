/* Seals: the file first, its entry then; and when one should be made. */
#include <string.h>

#include "app/session_parts.h"
#include "base/buf.h"
#include "base/err.h"
#include "export/qr.h"

enum session_outcome
session_seal(struct session *s, const struct action *act,
	     struct session_seal *seal, struct record **written,
	     struct refused *refused, struct err *err)
{
	struct arena *a = &s->case_arena;
	enum session_outcome outcome = session_try_first(s, act, refused, err);

	seal->completed = (struct action){0};
	if (outcome != SESSION_SAVED)
		return outcome;
	if (!seal_make(&s->folder, seal->reason, paths_now(), a, &seal->made,
		       err))
		return SESSION_NOT_SAVED;
	seal->completed = session_copy_action(act, a);
	seal->completed.file = seal->made.file;
	seal->completed.sha256 = seal->made.sha256;
	seal->completed.heads =
		seal_heads(&seal->made, a, &seal->completed.head_count);
	return session_act(s, &seal->completed, written, refused, err);
}

const char *
session_seal_picture(const struct seal *seal, struct arena *a)
{
	/* Capitals and digits alone, which take the least room. */
	char *text = arena_printf(a, "%.8s %s", seal->incident, seal->sha256);
	struct buf picture = {0};
	const char *out = NULL;

	for (char *c = text; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	if (qr_write(text, QR_BLOCKS, &picture))
		out = arena_strdup(a, buf_text(&picture));
	buf_fini(&picture);
	return out;
}

enum seal_due
session_seal_due(const struct session *s, int64_t now)
{
	if (!s->is_open || s->folder.read_only)
		return SEAL_NOT_DUE;
	return seal_due_at(&s->incident, now);
}

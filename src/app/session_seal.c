/* Seals: the file first, its entry then; and when one should be made. */
#include <string.h>

#include "app/session_parts.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/tr.h"
#include "export/qr.h"

#define HOUR INT64_C(3600000)

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

/* What the program itself writes needs no seal of its own. */
static bool
is_work(enum record_kind kind)
{
	return kind != RECORD_JOURNAL && kind != RECORD_WITNESS &&
	       kind != RECORD_SEAL;
}

enum seal_due
session_seal_due(const struct session *s, int64_t now)
{
	const struct incident *in = &s->incident;
	enum seal_due due = SEAL_NOT_DUE;
	int64_t since = 0;
	bool work = false;

	if (!s->is_open || s->folder.read_only || in->severity < 1)
		return SEAL_NOT_DUE;
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;

		if (since == 0 || r->kind == RECORD_SEAL)
			since = r->time;
		work |= is_work(r->kind);
		if (r->kind == RECORD_SEAL) {
			due = SEAL_NOT_DUE;
			work = false;
		} else if (r->kind == RECORD_CLOSE) {
			due = SEAL_DUE_CLOSE;
		} else if (r->kind == RECORD_HANDOVER && due == SEAL_NOT_DUE) {
			due = SEAL_DUE_HANDOVER;
		}
	}
	if (due == SEAL_NOT_DUE && work && in->open && now - since >= HOUR)
		due = SEAL_DUE_HOUR;
	return due;
}

const char *
session_seal_advice(enum seal_due due)
{
	switch (due) {
	case SEAL_DUE_HOUR:
		return tr("Seal the log: an hour of work stands in no seal.");
	case SEAL_DUE_HANDOVER:
		return tr("Seal the log: a role was handed over.");
	case SEAL_DUE_CLOSE:
		return tr("Seal the log: the incident is closed.");
	case SEAL_NOT_DUE:
		break;
	}
	return NULL;
}

#include "core/seal_due.h"

#include <stddef.h>

#include "core/engine.h"
#include "core/incident.h"

#define HOUR INT64_C(3600000)

/* Whether a person wrote behind the seal; the newest entry mostly tells. */
static bool
has_work_since(const struct incident *in, size_t seal)
{
	for (size_t i = in->log_count; i > seal; i--) {
		enum record_kind kind = in->log[i - 1].record->kind;

		if (kind != RECORD_JOURNAL && kind != RECORD_WITNESS)
			return true;
	}
	return false;
}

enum seal_due
seal_due_at(const struct incident *in, int64_t now)
{
	size_t seal = in->last[RECORD_SEAL];
	int64_t since;

	if (in->severity < 1 || in->log_count == 0)
		return SEAL_NOT_DUE;
	/* Behind the end of an exercise its questions come first. */
	if (!in->open && same_text(in->mode, "exercise"))
		return SEAL_NOT_DUE;
	if (in->last[RECORD_CLOSE] > seal)
		return SEAL_DUE_CLOSE;
	if (in->last[RECORD_HANDOVER] > seal)
		return SEAL_DUE_HANDOVER;
	since = in->log[seal > 0 ? seal - 1 : 0].record->time;
	if (in->open && now - since >= HOUR && has_work_since(in, seal))
		return SEAL_DUE_HOUR;
	return SEAL_NOT_DUE;
}

/* When an incident's log should be sealed. */
#ifndef CORE_SEAL_DUE_H
#define CORE_SEAL_DUE_H

#include <stdint.h>

struct incident;

enum seal_due {
	SEAL_NOT_DUE,
	SEAL_DUE_HOUR,     /* the last one, or the start, is an hour ago */
	SEAL_DUE_HANDOVER, /* a role went to somebody else since */
	SEAL_DUE_CLOSE,    /* the incident was closed since */
};

/* From severity 1 on; what the program itself writes needs no seal. */
enum seal_due seal_due_at(const struct incident *in, int64_t now);

#endif

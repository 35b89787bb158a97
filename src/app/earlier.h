/*
 * The run of the same assessment before the one that is open.
 */
#ifndef APP_EARLIER_H
#define APP_EARLIER_H

#include "core/assessment.h"

struct arena;
struct session;

/*
 * The newest run that began before the open one and has answers; NULL: none.
 * Reads journals, writes nothing.
 */
const struct assessment_earlier *
earlier_find(struct session *s, struct arena *a);

#endif

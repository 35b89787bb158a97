/* What a person typed in an act: the words that stay in the log for good. */
#ifndef CORE_TYPED_H
#define CORE_TYPED_H

#include "base/personal.h"

struct action;

/*
 * The first typed text with a number that should not be in a log, into *text
 * (may be NULL).
 */
enum personal action_personal(const struct action *act, const char **text);

#endif

#include "ui/theme.h"

#define LOOKS_OF(careful, urgent, exercise)                                    \
	{                                                                      \
		[LOOK_NORMAL] = {THEME_DEFAULT, false, false},                 \
		[LOOK_BOLD] = {THEME_DEFAULT, true, false},                    \
		[LOOK_FOCUS] = {THEME_DEFAULT, false, true},                   \
		[LOOK_BAR] = {THEME_DEFAULT, false, true},                     \
		[LOOK_CAUTION] = {careful, true, false},                       \
		[LOOK_OVERDUE] = {urgent, true, false},                        \
		[LOOK_SOON] = {careful, true, false},                          \
		[LOOK_EXERCISE] = {exercise, true, true},                      \
		[LOOK_UNSAVED] = {urgent, true, true},                         \
	}

/*
 * Yellow cannot be read on white, and blue not on black: where nobody knows
 * which of them it is, nothing has either.
 */
static const struct theme_row rows[THEMES][LOOKS] = {
	[THEME_AUTO] = LOOKS_OF(THEME_MAGENTA, THEME_RED, THEME_MAGENTA),
	[THEME_LIGHT] = LOOKS_OF(THEME_MAGENTA, THEME_RED, THEME_MAGENTA),
	[THEME_DARK] = LOOKS_OF(THEME_YELLOW, THEME_RED, THEME_MAGENTA),
	[THEME_MONO] = LOOKS_OF(THEME_DEFAULT, THEME_DEFAULT, THEME_DEFAULT),
	[THEME_PROJECTOR] = LOOKS_OF(THEME_MAGENTA, THEME_RED, THEME_MAGENTA),
};

const struct theme_row *
theme_row(enum theme theme, enum look look)
{
	return &rows[theme < THEMES ? theme : THEME_AUTO]
		    [look < LOOKS ? look : LOOK_NORMAL];
}

bool
theme_paints(enum theme theme)
{
	return theme == THEME_PROJECTOR;
}

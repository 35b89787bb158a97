#include "ui/theme.h"

static const struct theme_row rows[LOOKS] = {
	[LOOK_NORMAL] = {THEME_DEFAULT, false, false},
	[LOOK_BOLD] = {THEME_DEFAULT, true, false},
	[LOOK_FOCUS] = {THEME_DEFAULT, false, true},
	[LOOK_BAR] = {THEME_DEFAULT, false, true},
	[LOOK_CAUTION] = {THEME_YELLOW, true, false},
	[LOOK_OVERDUE] = {THEME_RED, true, false},
	[LOOK_SOON] = {THEME_YELLOW, true, false},
	[LOOK_EXERCISE] = {THEME_MAGENTA, true, true},
	[LOOK_UNSAVED] = {THEME_RED, true, true},
};

const struct theme_row *
theme_row(enum look look)
{
	return &rows[look < LOOKS ? look : LOOK_NORMAL];
}

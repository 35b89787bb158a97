/* The themes there are, by name.  What they look like is in ui/theme. */
#ifndef FRONT_THEMES_H
#define FRONT_THEMES_H

enum theme {
	/* light or dark, where the terminal says so; else what can be read on
	 * both */
	THEME_AUTO,
	THEME_LIGHT, /* its background is light: nothing in yellow */
	THEME_DARK,
	THEME_MONO,      /* bold and reverse alone */
	THEME_PROJECTOR, /* black on white, whatever the terminal is; the board
			    is wide */
	THEMES
};

const char *theme_name(enum theme theme);
/* THEMES: there is none of that name. */
enum theme theme_named(const char *name);
/* All names, for a sentence. */
const char *theme_names(void);

#endif

/*
 * What can be read: every look of every theme on a dark and on a light
 * terminal, as libvterm comes to show it.
 *
 *	colours
 *
 * tty/ is a process of its own on the terminal (`colours --show THEME HOW`),
 * with a row for each look.  Text and what stands behind it must differ in
 * brightness by three to one at least, as large text must everywhere.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front/front.h"
#include "pty/pty.h"
#include "tty/tty.h"
#include "ui/grid.h"

#define WAIT_MS 10000
#define LEAST 3.0
#define TEXT "Read this"

static int
show(const char *theme, const char *how)
{
	bool switched = strcmp(how, "switched") == 0;
	const struct tty_options options = {
		.colour = TTY_COLOUR_AUTO,
		.theme = switched ? THEME_PROJECTOR : theme_named(theme),
	};
	struct grid g;
	struct event ev;
	bool watched;

	setlocale(LC_ALL, "");
	if (!tty_begin(&options))
		return 1;
	grid_init(&g, tty_is_ascii());
	grid_resize(&g, LOOKS + 1, 40);
	for (int look = 0; look < LOOKS; look++)
		grid_text(&g, look, 1, 30, (enum look)look, TEXT);
	if (switched) {
		tty_blit(&g);
		tty_use_theme(theme_named(theme));
	}
	grid_text(&g, LOOKS, 1, 30, LOOK_NORMAL, "This is all");
	tty_blit(&g);
	do
		tty_next(-1, -1, &ev, &watched);
	while (ev.kind != EVENT_HANGUP && ev.kind != EVENT_TERMINATE);
	tty_end();
	grid_fini(&g);
	return 0;
}

/* From 0 to 1; the square is near enough to how screens shine. */
static double
brightness(const VTermColor *c)
{
	double r = c->rgb.red / 255.0, g = c->rgb.green / 255.0,
	       b = c->rgb.blue / 255.0;

	return 0.2126 * r * r + 0.7152 * g * g + 0.0722 * b * b;
}

static double
contrast(struct pty *p, const VTermScreenCell *c)
{
	VTermColor text = c->fg, behind = c->bg;
	double one, other;

	vterm_screen_convert_color_to_rgb(p->screen, &text);
	vterm_screen_convert_color_to_rgb(p->screen, &behind);
	one = brightness(&text);
	other = brightness(&behind);
	return one > other ? (one + 0.05) / (other + 0.05)
			   : (other + 0.05) / (one + 0.05);
}

static bool
can_be_read(struct pty *p, const char *what)
{
	bool good = true;

	for (int look = 0; look < LOOKS; look++)
		for (int i = 1; i <= (int)strlen(TEXT); i++) {
			VTermPos at = {.row = look, .col = i};
			VTermScreenCell c;
			double found;

			vterm_screen_get_cell(p->screen, at, &c);
			found = contrast(p, &c);
			if (c.chars[0] == ' ' || found >= LEAST)
				continue;
			printf("# %s: look %d has a contrast of %.1f\n", what,
			       look, found);
			good = false;
			break;
		}
	return good;
}

static const struct {
	const char *theme, *term, *says; /* COLORFGBG */
	bool light;
} cases[] = {
	{"auto", "xterm-256color", "", false},
	{"auto", "xterm-256color", "", true},
	{"auto", "xterm-256color", "15;0", false},
	{"auto", "xterm-256color", "0;default;15", true},
	{"auto", "xterm-256color", "0;7", true},
	{"auto", "xterm-256color", "0;default", true},
	{"auto", "screen", "", true},
	{"auto", "linux", "", false},
	{"light", "xterm-256color", "", true},
	{"dark", "xterm-256color", "", false},
	{"mono", "xterm-256color", "", false},
	{"mono", "xterm-256color", "", true},
	{"projector", "xterm-256color", "", false},
	{"projector", "xterm-256color", "", true},
	{"projector", "linux", "", false},
};

static bool
try_one(size_t n, char *how, bool *shown)
{
	char self[] = "/proc/self/exe", flag[] = "--show", theme[32];
	char *const argv[] = {self, flag, theme, how, NULL};
	char term[64], says[64], what[128];
	const char *env[] = {term,
			     says,
			     "LC_ALL=C.UTF-8",
			     "PATH=/bin",
			     "ASAN_OPTIONS=detect_leaks=0",
			     NULL};
	VTermColor black, white;
	struct pty p;
	bool good;

	snprintf(theme, sizeof(theme), "%s", cases[n].theme);
	snprintf(term, sizeof(term), "TERM=%s", cases[n].term);
	snprintf(says, sizeof(says), "COLORFGBG=%s", cases[n].says);
	snprintf(what, sizeof(what), "%s %s by %s, COLORFGBG=%s, on %s",
		 cases[n].theme, how, cases[n].term, cases[n].says,
		 cases[n].light ? "white" : "black");
	if (!pty_start(&p, argv, env, LOOKS + 1, 40))
		return false;
	vterm_color_rgb(&black, 0, 0, 0);
	vterm_color_rgb(&white, 255, 255, 255);
	vterm_state_set_default_colors(vterm_obtain_state(p.vterm),
				       cases[n].light ? &black : &white,
				       cases[n].light ? &white : &black);
	*shown = pty_wait_text(&p, "This is all", WAIT_MS);
	good = *shown && can_be_read(&p, what);
	if (!*shown)
		printf("# %s: nothing is shown\n", what);
	pty_end(&p);
	return good;
}

int
main(int argc, char **argv)
{
	char option[] = "option", switched[] = "switched";
	bool good = true, all = true, shown;

	if (argc == 4 && strcmp(argv[1], "--show") == 0)
		return show(argv[2], argv[3]);
	for (size_t n = 0; n < sizeof(cases) / sizeof(cases[0]); n++) {
		good = try_one(n, option, &shown) && good;
		good = try_one(n, switched, &shown) && good;
		all = all && shown;
	}
	printf("%s every theme is shown on every terminal\n",
	       all ? "ok" : "not ok");
	printf("%s text can be read in every theme, on black and on white\n",
	       good ? "ok" : "not ok");
	return !good || !all;
}

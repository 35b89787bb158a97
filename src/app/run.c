#include "app/run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/tr.h"

/* What screen readers and braille lines ask for. */
static bool
wants_lines(void)
{
	const char *accessible = getenv("ACCESSIBLE");
	const char *term = getenv("TERM");

	if (accessible && *accessible && strcmp(accessible, "0") != 0 &&
	    strcmp(accessible, "false") != 0)
		return true;
	return term && strcmp(term, "dumb") == 0;
}

static int
no_terminal(void)
{
	static const char name[] = "draaiboek: ";
	const char *text = tr("standard input is not a terminal; use "
			      "'draaiboek do', 'decide', 'log add', or "
			      "--ui=plain");
	ssize_t n = write(STDERR_FILENO, name, sizeof(name) - 1);

	n = n < 0 ? n : write(STDERR_FILENO, text, strlen(text));
	n = n < 0 ? n : write(STDERR_FILENO, "\n", 1);
	return 2;
}

bool
app_wants_lines(const struct app_options *o)
{
	return o->ui == UI_PLAIN || (o->ui == UI_AUTO && wants_lines());
}

int
app_run(struct session *s, const struct app_options *o)
{
	bool tty = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	int status;

	if (o->ui == UI_PLAIN)
		return app_run_plain(s, o);
	if (!tty)
		return no_terminal();
	if (app_wants_lines(o))
		return app_run_plain(s, o);
	status = app_run_curses(s, o);
	/* A terminal that cannot move its cursor still has lines. */
	return status < 0 ? app_run_plain(s, o) : status;
}

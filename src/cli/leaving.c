#include "cli/leaving.h"

#include <string.h>
#include <sys/stat.h>

#include "app/session_report.h"
#include "base/buf.h"
#include "base/tr.h"

/* Something that is there and no plain file is written to, not replaced. */
static bool
is_file(const char *path)
{
	struct stat st;

	return path && strcmp(path, "-") != 0 &&
	       (stat(path, &st) != 0 || S_ISREG(st.st_mode));
}

void
leaving_note(struct call *c, const char *text)
{
	const struct action act = {
		.kind = ACT_NOTE,
		.role = call_role(c),
		.by = call_by(c),
		.typed = call_option(c, OPT_TYPED_BY),
		.via = call_option(c, OPT_VIA),
		.text = text,
	};
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct record *written = NULL;
	struct err err = {0};
	enum session_outcome outcome = SESSION_REFUSED;

	if (act.by)
		outcome = session_act(&c->cli->session, &act, &written, &why,
				      &err);
	if (outcome == SESSION_REFUSED || outcome == SESSION_NOT_SAVED)
		cli_say(c->cli,
			act.by ? tr("The file is written, but the log does "
				    "not say so: the note could not be "
				    "saved.")
			       : tr("The file is written, but the log does "
				    "not say so: nobody is named (--by)."));
}

int
leaving_save(struct call *c, const struct buf *bytes, const char **left)
{
	struct cli *cli = c->cli;
	const char *path = cli->out_file;
	struct err err = {0};
	bool leaves;

	*left = NULL;
	if (!is_file(path)) {
		buf_add(&cli->out, bytes->bytes, bytes->len);
		return EXIT_FINE;
	}
	if (call_has(c, OPT_DRY_RUN)) {
		cli->out_file = NULL;
		cli_print(cli, tr("%s would be written.\n"), path);
		return EXIT_FINE;
	}
	if (!session_save_file(&cli->session, path, bytes, true, &leaves, &err))
		return cli_fail(cli, &err);
	cli->out_file = NULL;
	if (leaves && cli->session.is_open)
		*left = path;
	return EXIT_FINE;
}

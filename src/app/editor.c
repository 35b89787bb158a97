#include "app/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/model.h"
#include "store/beneath.h"
#include "store/journal.h"
#include "store/paths.h"

#define WORDS_MOST 16

static const char *
command(void)
{
	const char *visual = getenv("VISUAL");
	const char *editor = getenv("EDITOR");
	const char *found = visual && *visual ? visual : editor;

	return found && found[strspn(found, " \t")] ? found : NULL;
}

bool
editor_is_set(void)
{
	return command() != NULL;
}

/* What an editor needs of ours, and nothing that loads code into it. */
static char **
clean_environment(struct arena *a)
{
	static const char *const names[] = {
		"HOME", "PATH", "TERM",     "COLORTERM", "LANG",    "LC_ALL",
		"USER", "TZ",   "LC_CTYPE", "LOGNAME",   "DISPLAY", "SHELL",
	};
	size_t count = sizeof(names) / sizeof(*names), n = 0;
	char **out = ARENA_ARRAY(a, char *, count + 1);

	for (size_t i = 0; i < count; i++) {
		const char *value = getenv(names[i]);

		if (value)
			out[n++] = arena_printf(a, "%s=%s", names[i], value);
	}
	return out;
}

static char **
words_of(const char *typed, char *path, struct arena *a)
{
	char **out = ARENA_ARRAY(a, char *, WORDS_MOST + 2);
	unsigned n = 0;

	while (*(typed += strspn(typed, " \t")) && n < WORDS_MOST) {
		size_t len = strcspn(typed, " \t");

		out[n++] = arena_strndup(a, typed, len);
		typed += len;
	}
	out[n] = path;
	return out;
}

_Noreturn static void
become(char **words, char **environment)
{
	sigset_t none;

	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	(void)close_range(3, ~0u, 0);
	execvpe(words[0], words, environment);
	_exit(127);
}

static bool
run(char **words, char **environment, struct err *err)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0)
		become(words, environment);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return err_set(err, ERR_REFUSED,
		       tr("The editor %s did not end well; the text is as it "
			  "was."),
		       words[0]);
}

static const char *
read_back(int folder, const char *name, struct arena *a, struct err *err)
{
	size_t len;
	const char *text =
		beneath_read_file(folder, name, MODEL_TEXT_MOST, &len, a);

	if (text && text_is_utf8(text, len) && strlen(text) == len)
		return text;
	err_set(err, ERR_REFUSED,
		tr("The editor left no text in UTF-8 of at most 256 KiB; the "
		   "text is as it was."));
	return NULL;
}

const char *
editor_run(const struct paths *p, const char *text, struct arena *a,
	   struct err *err)
{
	const char *typed = command(), *name, *edited = NULL;
	char digits[17], *path;
	int folder;

	if (!typed) {
		err_set(err, ERR_NOT_FOUND, tr("No editor is set in $EDITOR."));
		return NULL;
	}
	journal_random_hex(digits, 16);
	name = arena_printf(a, "text-%s.md", digits);
	path = arena_printf(a, "%s/%s", p->state, name);
	(void)paths_make(p->state, false, NULL);
	folder = open(p->state, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0 ||
	    !beneath_put_file(folder, ".", name, text, strlen(text), 0600)) {
		err_set_errno(err, ERR_WRITE, errno, tr("%s was not written"),
			      path);
	} else {
		if (run(words_of(typed, path, a), clean_environment(a), err))
			edited = read_back(folder, name, a, err);
		(void)unlinkat(folder, name, 0);
	}
	if (folder >= 0)
		close(folder);
	return edited;
}

/*
 * Somebody who distrusts this program checks a journal with coreutils alone,
 * by the lines of draaiboek-incident(5).  Both must say the same.
 */
#include "unit/store/scene.h"

#include <sys/wait.h>

#include "store/verify.h"

/* F is the journal; g and h are made in the working folder. */
static const char recipe[] =
	"head -n \"$(wc -l <\"$F\")\" \"$F\" >g\n"
	"split -l1 --filter='sha256sum|cut -c1-64' g >h\n"
	"{ printf '%064d\\n' 0; head -n-1 h; } | "
	"diff - <(cut -b10-73 g) >diff && "
	"echo \"OK $(wc -l <h) lines, head $(tail -1 h)\" >ok\n";

/* Whether the shell says OK; *lines and head are what it counted. */
static bool
shell_agrees(struct scene *s, const char *path, size_t *lines, char head[65])
{
	char text[160] = "", *word;
	int status, fd;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		setenv("F", path, 1);
		if (chdir(s->root) != 0)
			_exit(127);
		unlink("ok");
		execlp("bash", "bash", "-c", recipe, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 127);
	fd = open(arena_printf(&s->arena, "%s/ok", s->root), O_RDONLY);
	if (fd < 0)
		return false;
	assert_true(read(fd, text, sizeof(text) - 1) > 0);
	close(fd);
	*lines = strtoul(text + strlen("OK "), NULL, 10);
	word = strstr(text, "head ");
	assert_non_null(word);
	memcpy(head, word + strlen("head "), 64);
	head[64] = '\0';
	return true;
}

static void
assert_agreed(struct scene *s, const char *path, bool good, size_t lines)
{
	struct verify_result r;
	size_t counted = 0;
	char head[65];

	assert_true(verify_one(path, &s->arena, &r));
	assert_int_equal(r.broken, !good);
	assert_int_equal(shell_agrees(s, path, &counted, head), good);
	if (!good)
		return;
	assert_int_equal(r.files[0].lines, lines);
	assert_int_equal(counted, lines);
	assert_string_equal(head, r.files[0].head);
}

static void
shell_and_program_agree_on_whole_and_torn_journals(void **state)
{
	struct scene *s = *state;
	char nuls[4096] = "";
	const char *path;
	struct folder f;
	size_t len;
	char *bytes;

	scene_written(s, &f, 12);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	assert_agreed(s, path, true, 13);
	scene_add(path, bytes, 200); /* a torn line */
	assert_agreed(s, path, true, 13);
	scene_put(path, bytes, len);
	scene_add(path, nuls, sizeof(nuls));
	assert_agreed(s, path, true, 13);
	scene_put(path, bytes, len - 1);
	assert_agreed(s, path, true, 12);
}

static void
shell_and_program_agree_on_changed_journals(void **state)
{
	struct scene *s = *state;
	size_t len, first;
	const char *path;
	struct folder f;
	char *bytes;

	scene_written(s, &f, 5);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	first = strcspn(bytes, "\n") + 1;
	/* Beheaded. */
	scene_put(path, bytes + first, len - first);
	assert_agreed(s, path, false, 0);
	/* A letter changed, a digit of a hash, a newline in the middle. */
	for (int i = 0; i < 3; i++) {
		size_t at = first + (i == 0 ? 300 : i == 1 ? 40 : 200);
		char was = bytes[at];

		bytes[at] = i == 2 ? '\n' : (char)(was ^ 1);
		scene_put(path, bytes, len);
		assert_agreed(s, path, false, 0);
		bytes[at] = was;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(shell_and_program_agree_on_whole_and_torn_journals),
		SCENE_TEST(shell_and_program_agree_on_changed_journals),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

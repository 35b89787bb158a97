/*
 * tests/playbooks/bad/ID.yaml (or a folder ID/) shows each diagnostic, and
 * ID.diag what is said about it, word for word.  BLESS=1 writes the .diag
 * files anew: then read the difference.  tests/playbooks/good holds every key
 * of every kind, and nothing is wrong with it.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "core/diag.h"
#include "load/checker.h"
#include "load/load.h"

#define TODAY "2026-11-22"

static char made[] = "/tmp/draaiboek-bad-XXXXXX";

static char root[4096];

static void
stand_in(const char *folder)
{
	if (chdir(root) != 0 || chdir(folder) != 0)
		fail_msg("start this test in the project's folder");
}

static void
check(const char *path, struct diag_list *out)
{
	struct err err = {0};
	unsigned files;

	if (!checker_run(&path, 1, NULL, TODAY, out, &files, &err))
		fail_msg("%s", err.text);
}

static void
say(const struct diag_list *list, struct buf *out)
{
	for (unsigned i = 0; i < list->count; i++) {
		diag_format(&list->diags[i], out);
		buf_addc(out, '\n');
	}
}

static bool
has(const struct diag_list *list, const char *id)
{
	for (unsigned i = 0; i < list->count; i++)
		if (strcmp(diag_id_name(list->diags[i].id), id) == 0)
			return true;
	return false;
}

static void
compare(const char *id, const char *said)
{
	char path[300], wanted[8192];
	size_t len = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s.diag", id);
	if (getenv("BLESS")) {
		file = fopen(path, "w");
		assert_non_null(file);
		fputs(said, file);
		fclose(file);
	}
	file = fopen(path, "r");
	if (file) {
		len = fread(wanted, 1, sizeof(wanted) - 1, file);
		fclose(file);
	}
	wanted[len] = '\0';
	if (strcmp(wanted, said) != 0)
		fail_msg("%s is wanted as\n%sand is\n%s", path, wanted, said);
}

/* The id that a fixture is of: its name up to the first dot. */
static bool
fixture_id(const char *name, char id[256])
{
	size_t len = strcspn(name, ".");
	bool ours =
		name[0] != '.' && strcmp(name + len, ".diag") != 0 && len < 256;

	memcpy(id, name, len);
	id[len] = '\0';
	return ours;
}

static void
every_bad_file_is_told_as_its_diag_says(void **state)
{
	struct dirent *entry;
	unsigned count = 0;
	DIR *folder;

	(void)state;
	stand_in("tests/playbooks/bad");
	folder = opendir(".");
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		struct arena a = {0};
		struct diag_list list = {.arena = &a};
		struct buf said = {0};
		char id[256];

		if (!fixture_id(entry->d_name, id))
			continue;
		count++;
		check(entry->d_name, &list);
		say(&list, &said);
		compare(id, buf_text(&said));
		if (!has(&list, id) && strcmp(id, "in-one-run") != 0)
			fail_msg("%s does not show %s", entry->d_name, id);
		buf_fini(&said);
		arena_fini(&a);
	}
	closedir(folder);
	assert_true(count > 80);
}

/* --- fixtures that are too large to keep, or no files at all */

static void
write_made(const char *name, const struct buf *text)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text->bytes, 1, text->len, file), text->len);
	fclose(file);
}

/* Only what is said under that id: there may be much more. */
static void
shows(const char *path, const char *id)
{
	struct arena a = {0};
	struct diag_list list = {.arena = &a};
	struct buf said = {0};

	check(path, &list);
	for (unsigned i = 0; i < list.count; i++)
		if (strcmp(diag_id_name(list.diags[i].id), id) == 0) {
			diag_format(&list.diags[i], &said);
			buf_addc(&said, '\n');
		}
	stand_in("tests/playbooks/bad");
	compare(id, buf_text(&said));
	buf_fini(&said);
	arena_fini(&a);
}

static void
made_file_shows(const char *name, const struct buf *text, const char *id)
{
	assert_int_equal(chdir(made), 0);
	write_made(name, text);
	shows(name, id);
}

static void
a_file_over_a_mebibyte_is_too_large(void **state)
{
	struct buf text = {0};

	(void)state;
	while (text.len <= LOAD_MOST)
		buf_adds(&text, "# nothing but comments\n");
	made_file_shows("large.yaml", &text, "too-large");
	buf_fini(&text);
}

static void
a_file_of_too_many_keys_is_given_up(void **state)
{
	struct buf text = {0};

	(void)state;
	buf_adds(&text, "kind: incident\nroles: [");
	for (int i = 0; i < 70000; i++)
		buf_adds(&text, "x,");
	buf_adds(&text, "]\n");
	made_file_shows("many.yaml", &text, "too-many-parts");
	buf_fini(&text);
}

static void
findings_are_listed_up_to_a_number(void **state)
{
	struct buf text = {0};

	(void)state;
	buf_adds(&text, "kind: incident\n");
	for (int i = 0; i < 300; i++)
		buf_addf(&text, "key-%d: x\n", i);
	made_file_shows("findings.yaml", &text, "more-findings");
	buf_fini(&text);
}

/* Reading a process' memory from its start fails, whoever asks. */
static void
a_file_that_cannot_be_read_is_told(void **state)
{
	(void)state;
	shows("/proc/self/mem", "unreadable");
}

static void
every_diagnostic_has_a_fixture(void **state)
{
	(void)state;
	stand_in("tests/playbooks/bad");
	for (int i = 0; i < DIAGS; i++) {
		const char *id = diag_id_name((enum diag_id)i);
		char path[300];

		snprintf(path, sizeof(path), "%s.diag", id);
		if (access(path, R_OK) != 0)
			fail_msg("no fixture shows %s", id);
	}
}

static void
nothing_is_wrong_with_good_files(void **state)
{
	struct arena a = {0};
	struct diag_list list = {.arena = &a};
	struct buf said = {0};

	(void)state;
	stand_in("tests/playbooks");
	check("good", &list);
	say(&list, &said);
	assert_string_equal(buf_text(&said), "");
	buf_fini(&said);
	arena_fini(&a);
}

/* Its own finding is enough: what it would have given is not missing. */
static void
a_broken_vocabulary_makes_no_others_wrong(void **state)
{
	const char *paths[] = {"good/flood.en.yaml", "good/fire.en.yaml",
			       "good/staff-message.en.md",
			       "good/who-helps.en.yaml", NULL};
	struct arena a = {0};
	struct diag_list list = {.arena = &a};
	struct buf text = {0};
	struct err err = {0};
	char broken[300];
	unsigned files;

	(void)state;
	buf_adds(&text, "draaiboek: 1\nid: words\nlanguage: en\n"
			"kind: vocabulary\ntitle: \"Words\n");
	assert_int_equal(chdir(made), 0);
	write_made("broken.yaml", &text);
	buf_fini(&text);
	snprintf(broken, sizeof(broken), "%s/broken.yaml", made);
	paths[4] = broken;
	stand_in("tests/playbooks");
	assert_true(checker_run(paths, 5, NULL, TODAY, &list, &files, &err));
	unlink(broken);
	assert_int_equal(files, 5);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.diags[0].id, DIAG_UNCLOSED);
	arena_fini(&a);
}

static void
what_is_no_file_is_refused_at_once(void **state)
{
	const char *const paths[] = {"/dev/null", "/no/such/file"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct arena a = {0};
		struct diag_list list = {.arena = &a};
		struct err err = {0};
		unsigned files;

		assert_false(checker_run(&paths[i], 1, NULL, TODAY, &list,
					 &files, &err));
		assert_int_equal(err.kind, ERR_NOT_FOUND);
		assert_non_null(strstr(err.text, paths[i]));
		arena_fini(&a);
	}
}

static int
find_root_and_make_folder(void **state)
{
	const char *given = getenv("ROOT");

	(void)state;
	if (!realpath(given ? given : ".", root))
		return -1;
	return mkdtemp(made) ? 0 : -1;
}

static int
remove_folder(void **state)
{
	static const char *const names[] = {"large", "many", "findings"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		char path[300];

		snprintf(path, sizeof(path), "%s/%s.yaml", made, names[i]);
		unlink(path);
	}
	return rmdir(made);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bad_file_is_told_as_its_diag_says),
		cmocka_unit_test(a_file_over_a_mebibyte_is_too_large),
		cmocka_unit_test(a_file_of_too_many_keys_is_given_up),
		cmocka_unit_test(findings_are_listed_up_to_a_number),
		cmocka_unit_test(a_file_that_cannot_be_read_is_told),
		cmocka_unit_test(every_diagnostic_has_a_fixture),
		cmocka_unit_test(nothing_is_wrong_with_good_files),
		cmocka_unit_test(a_broken_vocabulary_makes_no_others_wrong),
		cmocka_unit_test(what_is_no_file_is_refused_at_once),
	};

	return cmocka_run_group_tests(tests, find_root_and_make_folder,
				      remove_folder);
}

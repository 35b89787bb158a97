/* Names, paths and marks that nobody would think of. */
#include "unit/store/scene.h"

#include <sys/time.h>

#include "base/stamp.h"
#include "store/beneath.h"
#include "store/marks.h"
#include "store/names.h"
#include "store/seal.h"

#define ID "aaaaaaaa000000000000000000000001"
#define BOOT "5a0c0000-0000-4000-8000-000000000001"

static const char *
long_name(struct scene *s, size_t len, char byte)
{
	char *name = arena_alloc(&s->arena, len + 1);

	memset(name, byte, len);
	return name;
}

/* --- folders of a user */

static void
without_a_folder_of_each_kind_there_is_none(void **state)
{
	static const char *const kinds[] = {"XDG_DATA_HOME", "XDG_STATE_HOME",
					    "XDG_CONFIG_HOME"};
	const char *home = getenv("HOME");
	struct scene *s = *state;
	struct paths p;

	unsetenv("HOME");
	unsetenv("DRAAIBOEK_ROOT");
	for (unsigned set = 0; set < 8; set++) {
		bool found;

		for (unsigned i = 0; i < 3; i++)
			if (set & 1u << i)
				setenv(kinds[i], s->root, 1);
			else
				unsetenv(kinds[i]);
		s->err = (struct err){0};
		found = paths_find(NULL, NULL, false, &s->arena, &p, &s->err);
		assert_true(found == (set == 7));
		assert_true(found || s->err.kind == ERR_USAGE);
	}
	/* A root without a user has all of it in itself. */
	unsetenv("XDG_CONFIG_HOME");
	assert_true(paths_find(s->root, NULL, false, &s->arena, &p, &s->err));
	assert_memory_equal(p.config, s->root, strlen(s->root));
	/* One that is relative is none. */
	setenv("XDG_STATE_HOME", "state", 1);
	assert_false(paths_find("", NULL, false, &s->arena, &p, &s->err));
	setenv("HOME", s->root, 1);
	assert_true(paths_find("", NULL, false, &s->arena, &p, &s->err));
	setenv("DRAAIBOEK_ROOT", s->root, 1);
	assert_true(paths_find(NULL, NULL, false, &s->arena, &p, &s->err));
	assert_non_null(p.root);
	setenv("DRAAIBOEK_ROOT", "", 1);
	assert_true(paths_find(NULL, NULL, false, &s->arena, &p, &s->err));
	assert_null(p.root);
	unsetenv("DRAAIBOEK_ROOT");
	for (unsigned i = 0; i < 3; i++)
		unsetenv(kinds[i]);
	setenv("HOME", home ? home : "/nonexistent", 1);
}

static void
a_folder_is_made_by_any_path_that_can_be(void **state)
{
	struct scene *s = *state;
	char here[512];

	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(s->root), 0);
	assert_true(paths_make("one/two///", false, &s->err));
	assert_int_equal(access("one/two", X_OK), 0);
	assert_true(paths_make("three", true, &s->err));
	assert_int_equal(chdir(here), 0);
	assert_false(paths_make("", false, &s->err));
	assert_int_equal(s->err.number, ENOENT);
	assert_false(paths_make(long_name(s, 5000, 'x'), false, &s->err));
	assert_int_equal(s->err.number, ENAMETOOLONG);
	scene_put(arena_printf(&s->arena, "%s/file", s->root), "", 0);
	assert_false(paths_make(arena_printf(&s->arena, "%s/file", s->root),
				false, &s->err));
	assert_int_equal(s->err.number, EEXIST);
	assert_false(paths_make(arena_printf(&s->arena, "%s/file/x", s->root),
				false, &s->err));
	assert_int_equal(s->err.number, EEXIST);
}

static void
local_texts_need_a_place(void **state)
{
	struct scene *s = *state;
	struct paths none = s->paths, gone = s->paths, deep = s->paths;
	const char *name =
		arena_printf(&s->arena, "%s/x", long_name(s, 256, 'a'));

	none.state = NULL;
	gone.state = arena_printf(&s->arena, "%s/file/state", s->root);
	deep.state = long_name(s, 5000, 'x');
	scene_put(arena_printf(&s->arena, "%s/file", s->root), "", 0);
	assert_null(paths_read_state(&none, "last-role", &s->arena));
	assert_null(paths_read_state(&gone, "last-role", &s->arena));
	assert_null(paths_read_state(&s->paths, name, &s->arena));
	paths_write_state_soon(&none, "last-role", "it");
	paths_write_state_soon(&gone, "last-role", "it");
	paths_write_state_soon(&s->paths, name, "it");
	assert_false(paths_write_state(&none, "last-role", "it", &s->err));
	assert_false(paths_write_state(&gone, "last-role", "it", &s->err));
	assert_int_equal(s->err.number, EEXIST);
	assert_false(paths_write_state(&deep, "last-role", "it", &s->err));
	assert_false(paths_write_state(&s->paths, name, "it", &s->err));
	assert_int_equal(s->err.kind, ERR_WRITE);
}

/* --- names */

static void
only_a_whole_name_is_a_name(void **state)
{
	static const char *const wrong[] = {
		"20261122T120000Z-x-aaaaaaa", /* too few digits */
		"20261122T120000Z_x-aaaaaaaa", "20261122T120000Z-x_aaaaaaaa",
		"20261122T120000Z-X-aaaaaaaa", "20261122T120000Z-x-aaaaaaaA",
		"20261122x120000Z-x-aaaaaaaa", "2026112aT120000Z-x-aaaaaaaa",
		"20261342T120000Z-x-aaaaaaaa", /* no such day */
	};
	struct scene *s = *state;
	const char *id8 = NULL;
	int64_t started;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (names_is_incident(wrong[i], &started, &id8))
			fail_msg("%s", wrong[i]);
	assert_false(names_is_incident(
		arena_printf(&s->arena, "20261122T120000Z-%s-aaaaaaaa",
			     long_name(s, 110, 'x')),
		&started, &id8));
	assert_true(names_is_incident("20261122T120000Z-x-aaaaaaaa", &started,
				      &id8));
	assert_string_equal(id8, "aaaaaaaa");
	assert_false(names_is_journal(".jsonl"));
	assert_false(names_is_journal(".a.jsonl"));
	assert_true(names_is_journal("a.jsonl"));
	assert_null(names_mode_of_place("x"));
	assert_null(names_mode_of_place("/x"));
	assert_null(names_mode_of_place("/a/longer/folder/x"));
	assert_string_equal(names_mode_of_place("/exercises/x"), "exercise");
	assert_string_equal(names_mode_of_place("/a/assessments/x"),
			    "assessment");
}

static void
a_plain_name_is_one_that_can_be_shown(void **state)
{
	struct scene *s = *state;

	assert_true(beneath_is_plain_name("Schermafdruk (2) é.png"));
	assert_true(beneath_is_plain_name(long_name(s, 255, 'x')));
	assert_false(beneath_is_plain_name(long_name(s, 256, 'x')));
	assert_false(beneath_is_plain_name(""));
	assert_false(beneath_is_plain_name(".x"));
	assert_false(beneath_is_plain_name("a/b"));
	assert_false(beneath_is_plain_name("a\x1b[2J"));
	assert_false(beneath_is_plain_name("a\xff"));
	assert_string_equal(beneath_open_to_all("/nonexistent/x"), "");
}

/* --- copies that somebody began */

static bool
is_there(int fd, const char *name)
{
	return faccessat(fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static void
only_what_is_surely_dead_goes(void **state)
{
	static const char *const stays[] = {
		".new-5a0c0000", /* of another form */
		".new-5a0c0000000000001", ".old-5a0c000000000000",
		".new-5a0c0000aaaaaaaa", /* a folder */
		".new-bbbbbbbb00000000", /* of another boot, today */
	};
	struct scene *s = *state;
	const struct timespec before[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
	char hidden[BENEATH_HIDDEN_SIZE];
	int fd = open(s->root, O_RDONLY | O_DIRECTORY), copy;

	for (size_t i = 0; i < 5; i++) {
		const char *path =
			arena_printf(&s->arena, "%s/%s", s->root, stays[i]);

		if (i == 3)
			assert_int_equal(mkdir(path, 0700), 0);
		else
			scene_put(path, "x", 1);
	}
	scene_put(arena_printf(&s->arena, "%s/.new-5a0c000012345678", s->root),
		  "x", 1);
	scene_put(arena_printf(&s->arena, "%s/.new-bbbbbbbb12345678", s->root),
		  "x", 1);
	assert_int_equal(utimensat(fd, ".new-bbbbbbbb12345678", before, 0), 0);
	copy = beneath_new_copy(fd, BOOT, hidden);
	assert_true(copy >= 0);
	assert_memory_equal(hidden, ".new-5a0c0000", 13);
	beneath_drop_dead(fd, BOOT);
	for (size_t i = 0; i < 5; i++)
		if (!is_there(fd, stays[i]))
			fail_msg("%s is gone", stays[i]);
	assert_true(is_there(fd, hidden)); /* somebody writes it */
	assert_false(is_there(fd, ".new-5a0c000012345678"));
	assert_false(is_there(fd, ".new-bbbbbbbb12345678"));
	close(copy);
	/* Who has no boot knows no copy for its own. */
	beneath_drop_dead(fd, NULL);
	beneath_drop_dead(fd, "none");
	assert_true(is_there(fd, hidden));
	copy = beneath_new_copy(fd, NULL, hidden);
	assert_true(copy >= 0);
	beneath_drop_file(fd, copy, hidden);
	close(fd);
}

static void
a_file_that_is_too_large_is_not_read(void **state)
{
	struct scene *s = *state;
	int fd = open(s->root, O_RDONLY | O_DIRECTORY);
	size_t len;

	scene_put(arena_printf(&s->arena, "%s/file", s->root), "12345", 5);
	assert_null(beneath_read_file(fd, "file", 4, &len, &s->arena));
	assert_int_equal(errno, EFBIG);
	assert_string_equal(beneath_read_file(fd, "file", 5, &len, &s->arena),
			    "12345");
	close(fd);
}

/* --- marks */

static void
marks_of_what_has_no_name_are_none(void **state)
{
	struct scene *s = *state;
	const char *where = s->paths.state, *deep = long_name(s, 5000, 'x');
	struct mark mark = {.journal = "a.txt", .boot = BOOT};
	struct seen_mark seen;
	struct away_mark *away;
	const char **journals;
	size_t count;
	char id[33];
	int fd;

	marks_leave(where, &mark);
	strcpy(mark.journal, "a.jsonl");
	marks_leave(deep, &mark);
	assert_int_equal(marks_open_seen(where, "x", "a.jsonl", SEEN_OWN), -1);
	assert_int_equal(marks_open_seen(where, ID, "a.txt", SEEN_OWN), -1);
	assert_int_equal(marks_open_seen(where, ID, ".jsonl", SEEN_OWN), -1);
	assert_int_equal(marks_open_seen(deep, ID, "a.jsonl", SEEN_OWN), -1);
	assert_int_equal(marks_open_seen(where, ID,
					 arena_printf(&s->arena, "%s.jsonl",
						      long_name(s, 255, 'x')),
					 SEEN_OWN),
			 -1);
	assert_false(marks_read_seen(NULL, ID, "a.jsonl", SEEN_OWN, &seen));
	assert_false(marks_read_seen(where, "x", "a.jsonl", SEEN_OWN, &seen));
	assert_false(marks_read_seen(where, ID, "a.txt", SEEN_OWN, &seen));
	assert_false(marks_read_seen(deep, ID, "a.jsonl", SEEN_OWN, &seen));
	assert_false(marks_find_incident(where, "", id));
	assert_false(marks_find_incident(NULL, "aaaaaaaa", id));
	assert_false(marks_find_incident(deep, "aaaaaaaa", id));
	marks_write_seen(-1, &seen);
	marks_write_folder(-1, "/x");
	/* Two incidents with these digits are none. */
	fd = marks_open_seen(where, ID, "a.jsonl", SEEN_OWN);
	assert_true(fd >= 0);
	close(fd);
	assert_true(marks_find_incident(where, "aaaaaaaa", id));
	fd = marks_open_seen(where, "aaaaaaaa000000000000000000000002",
			     "a.jsonl", SEEN_OWN);
	close(fd);
	assert_false(marks_find_incident(where, "aaaaaaaa", id));
	assert_string_equal(id, "");
	/* Nothing is written in it yet. */
	marks_list_seen(where, ID, &s->arena, &journals, &count);
	assert_int_equal(count, 0);
	marks_list_away(where, ID, &s->arena, &away, &count);
	assert_int_equal(count, 0);
	marks_list_away(where, "x", &s->arena, &away, &count);
	assert_int_equal(count, 0);
	assert_false(marks_is_away(where, ID, -1));
}

/* Half of a write, another number at its end, no hash, no line: nothing. */
static void
a_mark_that_was_damaged_says_nothing(void **state)
{
	static const char *const wrong[] = {
		"00000000000000000001 00000000000000000300 " ZEROS
		" 00000000000000000002\n",
		"00000000000000000000 00000000000000000300 " ZEROS
		" 00000000000000000000\n",
		"00000000000000000001 00000000000000000300 "
		"zz00000000000000000000000000000000000000000000000000000000000"
		"000 00000000000000000001\n",
		"0000000000000000000x 00000000000000000300 " ZEROS
		" 00000000000000000001\n",
		"00000000000000000001\n",
	};
	struct scene *s = *state;
	struct seen_mark seen = {.n = 1, .size = 300, .head = ZEROS};
	const char **journals;
	struct away_mark *away;
	size_t count;
	int fd = marks_open_seen(s->paths.state, ID, "a.jsonl", SEEN_AWAY);

	assert_true(fd >= 0);
	marks_write_seen(fd, &seen);
	assert_true(marks_read_seen(s->paths.state, ID, "a.jsonl", SEEN_AWAY,
				    &seen));
	/* It does not say in which folder. */
	marks_list_away(s->paths.state, ID, &s->arena, &away, &count);
	assert_int_equal(count, 0);
	marks_write_folder(fd, s->root);
	marks_list_away(s->paths.state, ID, &s->arena, &away, &count);
	assert_int_equal(count, 1);
	assert_string_equal(away[0].folder, s->root);
	close(fd);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		scene_put(arena_printf(&s->arena, "%s/seen/" ID "/a.own",
				       s->paths.state),
			  wrong[i], strlen(wrong[i]));
		if (marks_read_seen(s->paths.state, ID, "a.jsonl", SEEN_OWN,
				    &seen))
			fail_msg("read: %s", wrong[i]);
	}
	scene_put(arena_printf(&s->arena, "%s/seen/" ID "/noending",
			       s->paths.state),
		  "x", 1);
	marks_list_seen(s->paths.state, ID, &s->arena, &journals, &count);
	assert_int_equal(count, 0);
}

/* --- a journal that may be gone on with */

#define FREE "20261122T120000Z-desk-77c0b2aa"

static void
put_mark(struct scene *s, const char *name, const char *boot,
	 const struct stat *st, long long size, long long n, const char *head)
{
	const char *text = arena_printf(
		&s->arena,
		"draaiboek mark 1\nboot %s\ndevice %llu\ninode %llu\n"
		"size %lld\nn %lld\nhead %s\n",
		boot, (unsigned long long)st->st_dev,
		(unsigned long long)st->st_ino, size, n, head);

	scene_put(arena_printf(&s->arena, "%s/free/%s", s->paths.state, name),
		  text, strlen(text));
}

static void
only_a_whole_mark_of_this_boot_is_taken(void **state)
{
	struct scene *s = *state;
	struct mark mark;
	struct stat st;
	int fd = open(s->root, O_RDONLY | O_DIRECTORY);

	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%s/free", s->paths.state), 0700),
		0);
	scene_put(arena_printf(&s->arena, "%s/" FREE ".jsonl", s->root), "12",
		  2);
	assert_int_equal(fstatat(fd, FREE ".jsonl", &st, 0), 0);
	/* Not a name of this station's, and not what is in a mark. */
	put_mark(s, "x.mark", BOOT, &st, 2, 1, ZEROS);
	put_mark(s, FREE ".nark", BOOT, &st, 2, 1, ZEROS);
	put_mark(s, "20261122T120000Z-risk-77c0b2aa.mark", BOOT, &st, 2, 1,
		 ZEROS);
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	put_mark(s, FREE ".mark", BOOT, &st, 2, 0, ZEROS);
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	put_mark(s, FREE ".mark", BOOT, &st, 0, 1, ZEROS);
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	put_mark(s, FREE ".mark", BOOT, &st, 2, 1, "abc");
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	put_mark(s, FREE ".mark", BOOT, &st, 3, 1, ZEROS);
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	/* Without a boot nobody can tell whether somebody writes. */
	put_mark(s, FREE ".mark", BOOT, &st, 2, 1, ZEROS);
	assert_false(marks_take(s->paths.state, fd, "desk", NULL, &mark));
	assert_false(marks_take(s->paths.state, fd, "desk", "", &mark));
	assert_false(marks_take(s->paths.state, fd, "desk",
				long_name(s, MARK_BOOT_SIZE, 'b'), &mark));
	/* A second name for the file: somebody else may write there. */
	assert_int_equal(linkat(fd, FREE ".jsonl", fd, "other", 0), 0);
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	assert_int_equal(unlinkat(fd, "other", 0), 0);
	assert_true(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	assert_string_equal(mark.journal, FREE ".jsonl");
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	put_mark(s, FREE ".mark", "another-boot", &st, 2, 1, ZEROS);
	assert_false(marks_take(s->paths.state, fd, "desk", BOOT, &mark));
	assert_int_equal(access(arena_printf(&s->arena, "%s/free/" FREE ".mark",
					     s->paths.state),
				F_OK),
			 -1);
	close(fd);
}

/* --- a seal by its bare name */

static void
a_seal_in_the_folder_of_now_is_read(void **state)
{
	static const char text[] =
		"draaiboek-seal v1 incident=" ID " station=desk "
		"time=2026-11-22T11:00:00.000Z reason=\n";
	struct scene *s = *state;
	struct seal seal;
	char here[512];

	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(s->root), 0);
	scene_put("seal.txt", text, sizeof(text) - 1);
	assert_true(seal_open("seal.txt", &s->arena, &seal, &s->err));
	assert_string_equal(seal.incident, ID);
	assert_false(seal_open("none.txt", &s->arena, &seal, &s->err));
	assert_int_equal(chdir(here), 0);
	assert_false(seal_read("draaiboek-seal v1 incident=" ID "\n", 60,
			       &s->arena, &seal));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(without_a_folder_of_each_kind_there_is_none),
		SCENE_TEST(a_folder_is_made_by_any_path_that_can_be),
		SCENE_TEST(local_texts_need_a_place),
		SCENE_TEST(only_a_whole_name_is_a_name),
		SCENE_TEST(a_plain_name_is_one_that_can_be_shown),
		SCENE_TEST(only_what_is_surely_dead_goes),
		SCENE_TEST(a_file_that_is_too_large_is_not_read),
		SCENE_TEST(marks_of_what_has_no_name_are_none),
		SCENE_TEST(a_mark_that_was_damaged_says_nothing),
		SCENE_TEST(only_a_whole_mark_of_this_boot_is_taken),
		SCENE_TEST(a_seal_in_the_folder_of_now_is_read),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

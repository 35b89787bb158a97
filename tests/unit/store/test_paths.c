/* Where files are, who this station is, small local texts, names. */
#include "unit/store/scene.h"

#include "store/beneath.h"
#include "store/names.h"

static const char *const variables[] = {
	"HOME",           "XDG_DATA_HOME",  "XDG_CONFIG_HOME",
	"XDG_STATE_HOME", "DRAAIBOEK_PATH", "DRAAIBOEK_ROOT"};

static void
clear_environment(void)
{
	for (size_t i = 0; i < 6; i++)
		unsetenv(variables[i]);
}

static struct paths
find(struct scene *s, const char *root, const char *playbooks)
{
	struct paths p;

	if (!paths_find(root, playbooks, false, &s->arena, &p, &s->err))
		fail_msg("%s", s->err.text);
	return p;
}

static void
files_are_where_xdg_says_and_only_absolute_counts(void **state)
{
	struct scene *s = *state;
	struct paths p;

	clear_environment();
	setenv("HOME", "/users/an", 1);
	p = find(s, NULL, NULL);
	if (access("/var/lib/draaiboek", F_OK) != 0)
		assert_string_equal(
			p.incidents,
			"/users/an/.local/share/draaiboek/incidents");
	assert_string_equal(p.state, "/users/an/.local/state/draaiboek");
	assert_string_equal(p.config, "/users/an/.config/draaiboek");
	assert_null(p.root);
	setenv("XDG_STATE_HOME", "/elsewhere", 1);
	setenv("XDG_CONFIG_HOME", "relative/folder", 1);
	p = find(s, NULL, NULL);
	assert_string_equal(p.state, "/elsewhere/draaiboek");
	assert_string_equal(p.config, "/users/an/.config/draaiboek");
	clear_environment();
	assert_false(paths_find(NULL, NULL, false, &s->arena, &p, &s->err));
	assert_int_equal(s->err.kind, ERR_USAGE);
	setenv("HOME", "not/absolute", 1);
	assert_false(paths_find(NULL, NULL, false, &s->arena, &p, &s->err));
	clear_environment();
}

static void
a_root_is_made_with_its_four_folders_private(void **state)
{
	static const char *const below[] = {"", "/incidents", "/exercises",
					    "/assessments", "/state"};
	struct scene *s = *state;
	const char *root = arena_printf(&s->arena, "%s/a/b/", s->root);
	struct paths p;
	struct stat st;

	clear_environment();
	p = find(s, root, NULL);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(
			stat(arena_printf(&s->arena, "%s%s", p.root, below[i]),
			     &st),
			0);
		assert_int_equal(st.st_mode & 0777, 0700);
	}
	assert_int_equal(strncmp(p.state, p.root, strlen(p.root)), 0);
	assert_int_equal(*p.root, '/');
	setenv("DRAAIBOEK_ROOT", p.root, 1);
	assert_string_equal(find(s, NULL, NULL).incidents, p.incidents);
	clear_environment();
}

static void
a_root_that_cannot_be_made_is_said(void **state)
{
	struct scene *s = *state;
	struct paths p;

	assert_false(paths_find("/proc/nowhere", NULL, false, &s->arena, &p,
				&s->err));
	assert_int_equal(s->err.kind, ERR_WRITE);
	assert_non_null(strstr(s->err.text, "/proc/nowhere"));
	scene_put(arena_printf(&s->arena, "%s/file", s->root), "", 0);
	assert_false(paths_find(arena_printf(&s->arena, "%s/file", s->root),
				NULL, false, &s->arena, &p, &s->err));
}

static void
a_root_that_lacks_a_folder_and_cannot_get_it_is_still_read(void **state)
{
	struct scene *s = *state;

	assert_int_equal(rmdir(s->paths.exercises), 0);
	scene_put(s->paths.exercises, "", 0);
	assert_string_equal(find(s, s->root, NULL).incidents,
			    s->paths.incidents);
}

static void
playbooks_are_looked_for_where_a_person_said_first(void **state)
{
	struct scene *s = *state;
	struct paths p;

	clear_environment();
	setenv("DRAAIBOEK_PATH", "/one::/two:", 1);
	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%s/playbooks", s->paths.root),
		      0700),
		0);
	p = find(s, s->root, "/named");
	assert_string_equal(p.playbook_dirs[0], "/named");
	assert_string_equal(p.playbook_dirs[1], "/one");
	assert_string_equal(p.playbook_dirs[2], "/two");
	assert_string_equal(
		p.playbook_dirs[3],
		arena_printf(&s->arena, "%s/playbooks", s->paths.root));
	clear_environment();
	setenv("HOME", "/nonexistent", 1);
	p = find(s, NULL, NULL);
	for (size_t i = 0; p.playbook_dirs[i]; i++)
		assert_int_equal(*p.playbook_dirs[i], '/');
	clear_environment();
}

static void
the_station_has_a_plain_name_and_the_machine_only_its_hash(void **state)
{
	struct scene *s = *state;
	struct journal_identity who;
	char machine[65], again[65];

	paths_identity(&s->arena, &who);
	assert_true(strlen(who.station) > 0 && strlen(who.station) <= 20);
	assert_int_equal(strspn(who.station, "abcdefghijklmnopqrstuvwxyz"
					     "0123456789-"),
			 strlen(who.station));
	assert_null(who.machine);
	paths_machine(machine);
	paths_machine(again);
	assert_string_equal(machine, again);
	assert_true(names_is_hex(machine, 64));
}

static void
local_texts_are_kept_and_taken_away(void **state)
{
	struct scene *s = *state;

	assert_null(paths_read_state(&s->paths, "last-role", &s->arena));
	assert_true(paths_write_state(&s->paths, "last-role", "it", &s->err));
	assert_string_equal(paths_read_state(&s->paths, "last-role", &s->arena),
			    "it");
	assert_true(paths_write_state(&s->paths, "last-role", "management",
				      &s->err));
	assert_string_equal(paths_read_state(&s->paths, "last-role", &s->arena),
			    "management");
	assert_true(paths_write_state(&s->paths, "drafts/9a1f33c0", "half a",
				      &s->err));
	assert_string_equal(
		paths_read_state(&s->paths, "drafts/9a1f33c0", &s->arena),
		"half a");
	assert_true(
		paths_write_state(&s->paths, "drafts/9a1f33c0", NULL, &s->err));
	assert_null(paths_read_state(&s->paths, "drafts/9a1f33c0", &s->arena));
	assert_true(
		paths_write_state(&s->paths, "drafts/9a1f33c0", NULL, &s->err));
}

static void
no_local_text_leads_out_of_the_state_folder(void **state)
{
	static const char *const names[] = {"../x", "/etc/x", "a/b/c", "a/../x",
					    "",     "a/",     ".x",    "\033"};
	struct scene *s = *state;

	for (size_t i = 0; i < 8; i++) {
		assert_false(
			paths_write_state(&s->paths, names[i], "x", &s->err));
		assert_null(paths_read_state(&s->paths, names[i], &s->arena));
	}
	assert_int_equal(
		symlink("/etc/passwd",
			arena_printf(&s->arena, "%s/link", s->paths.state)),
		0);
	assert_null(paths_read_state(&s->paths, "link", &s->arena));
}

static void
names_of_folders_and_journals_are_read_strictly(void **state)
{
	static const char *const wrong[] = {
		"20261122T101502Z-ransomware-9a1f33c",
		"20261122T101502Z-ransomware-9a1f33cG",
		"20261122T101502Z--9a1f33c0\n",
		"20261322T101502Z-ransomware-9a1f33c0",
		"20261122T101502-ransomware-9a1f33c0",
		"20261122T101502Z-Ransom-9a1f33c0",
		"20261122T101502Z-../x-9a1f33c0",
		"20261122T101502Z",
		"",
	};
	const char *id8;
	char stamp[NAMES_STAMP_SIZE];
	int64_t started;

	(void)state;
	names_write_stamp(NOON + 61000, stamp);
	assert_string_equal(stamp, "20261122T120101Z");
	assert_true(names_is_incident("20261122T120101Z-ransom-ware-9a1f33c0",
				      &started, &id8));
	assert_int_equal(started, NOON + 61000);
	assert_string_equal(id8, "9a1f33c0");
	for (size_t i = 0; i < 9; i++)
		assert_false(names_is_incident(wrong[i], &started, &id8));
	assert_true(names_is_journal("20261122T101502Z-desk-77c0b2aa.jsonl"));
	assert_true(names_is_journal("x (conflicted copy 2026-11-22).jsonl"));
	assert_false(names_is_journal(".x.jsonl"));
	assert_false(names_is_journal(".jsonl"));
	assert_false(names_is_journal("x.jsonl.tmp"));
	assert_true(names_is_journal("20261122T101502Z-DESK-77C0B2AA.JSONL"));
#define IN "/a/incidents/20261122T101502Z-ransomware-9a1f33c0/"
	assert_true(names_is_of_log(IN "new.JsonL"));
	assert_true(names_is_of_log(IN "evidence/x"));
	assert_true(names_is_of_log(IN "seals/deep/x"));
	assert_false(names_is_of_log(IN "letter.txt"));
	assert_false(names_is_of_log(IN "other/x.jsonl"));
	assert_false(names_is_of_log(IN));
	assert_false(names_is_of_log("/a/evidence/x.jsonl"));
#undef IN
	assert_false(names_is_journal("x\033[m.jsonl"));
	assert_false(names_is_journal("x\xff.jsonl"));
}

static void
nothing_is_opened_through_a_link_or_outside(void **state)
{
	static const char *const paths[] = {"../x",        "/etc/passwd",
					    "link",        "folder/link",
					    "away/passwd", "folder/../link"};
	struct scene *s = *state;
	struct stat st;
	int fd;

	fd = open(s->root, O_RDONLY | O_DIRECTORY);
	assert_int_equal(mkdirat(fd, "folder", 0700), 0);
	assert_int_equal(symlinkat("/etc/passwd", fd, "link"), 0);
	assert_int_equal(symlinkat("/etc/passwd", fd, "folder/link"), 0);
	assert_int_equal(symlinkat("/etc", fd, "away"), 0);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(beneath_open_file(fd, paths[i], &st), -1);
	assert_true(beneath_put_file(fd, "folder", "file", "x", 1, 0600));
	close(beneath_open_file(fd, "folder/file", &st));
	assert_int_equal(st.st_size, 1);
	assert_int_equal(beneath_open_file(fd, "folder", &st), -1);
	assert_true(S_ISDIR(st.st_mode));
	close(fd);
}

static void
the_umask_keeps_files_private(void **state)
{
	struct scene *s = *state;

	umask(022);
	assert_true(paths_secure(&s->err));
	assert_int_equal(umask(077), 077);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(files_are_where_xdg_says_and_only_absolute_counts),
		SCENE_TEST(a_root_is_made_with_its_four_folders_private),
		SCENE_TEST(a_root_that_cannot_be_made_is_said),
		SCENE_TEST(
			a_root_that_lacks_a_folder_and_cannot_get_it_is_still_read),
		SCENE_TEST(playbooks_are_looked_for_where_a_person_said_first),
		SCENE_TEST(
			the_station_has_a_plain_name_and_the_machine_only_its_hash),
		SCENE_TEST(local_texts_are_kept_and_taken_away),
		SCENE_TEST(no_local_text_leads_out_of_the_state_folder),
		SCENE_TEST(names_of_folders_and_journals_are_read_strictly),
		SCENE_TEST(nothing_is_opened_through_a_link_or_outside),
		SCENE_TEST(the_umask_keeps_files_private),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

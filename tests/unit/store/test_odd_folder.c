/* Folders in which odd things lie: what is there is read, and told. */
#include "unit/store/forge.h"

#include "store/alarm.h"
#include "store/evidence.h"
#include "store/folder_private.h"
#include "store/journal_private.h"
#include "store/marks.h"
#include "store/verify.h"

#define A "20261122T120000Z-a-00000001.jsonl"
#define B "20261122T120000Z-b-00000002.jsonl"

/* --- what is made */

static void
any_mode_and_slug_gives_a_folder(void **state)
{
	struct scene *s = *state;
	struct folder f;

	assert_true(folder_create(&s->paths, NULL, NULL, NOON, &s->who,
				  &s->arena, &f, &s->err));
	assert_string_equal(f.who.mode, "live");
	assert_non_null(strstr(f.path, "/incidents/"));
	assert_non_null(strstr(f.path, "-incident-"));
	folder_close(&f);
	assert_true(folder_create(&s->paths, "assessment", "!", NOON, &s->who,
				  &s->arena, &f, &s->err));
	assert_non_null(strstr(f.path, "/assessments/"));
	folder_discard(&f);
	folder_discard(&f); /* once more is nothing */
	assert_int_equal(access(f.path, F_OK), -1);
	assert_int_equal(chmod(s->paths.incidents, 0777), 0);
	assert_false(folder_create(&s->paths, "live", "x", NOON, &s->who,
				   &s->arena, &f, &s->err));
	assert_non_null(strstr(s->err.text, "chmod o-w"));
}

static void
a_station_without_a_name_is_called_so(void **state)
{
	struct scene *s = *state;
	struct folder f;

	scene_create(s, &f);
	f.who.station = NULL;
	f.journal = journal_prepare(f.fd, f.path, &f.who, &s->err);
	assert_non_null(f.journal);
	scene_append(s, &f, "one", NOON);
	assert_non_null(strstr(journal_name(f.journal), "-station-"));
	folder_close(&f);
}

/* --- what is found */

static void
only_folders_are_incidents(void **state)
{
	struct scene *s = *state;
	struct incident_places all;
	struct incident_place found;
	const char *path;
	char here[512];

	scene_put(
		arena_printf(&s->arena, "%s/" FORGED_NAME, s->paths.incidents),
		"x", 1);
	assert_true(folder_list(&s->paths, &s->arena, &all, &s->err));
	assert_int_equal(all.count, 0);
	path = forge_folder(s, s->paths.exercises);
	/* Where no live one is it is the newest of any kind. */
	assert_true(folder_find(&s->paths, "", &s->arena, &found, &s->err));
	assert_string_equal(found.mode, "exercise");
	assert_true(
		folder_find(&s->paths, "AAAAAAAA", &s->arena, &found, &s->err));
	assert_string_equal(found.path, path);
	assert_true(
		folder_find(&s->paths, FORGED_ID, &s->arena, &found, &s->err));
	assert_false(
		folder_find(&s->paths, "aaaaaaab", &s->arena, &found, &s->err));
	assert_int_equal(s->err.kind, ERR_NOT_FOUND);
	/* A path, and what is none. */
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(path), 0);
	assert_true(folder_find(&s->paths, ".", &s->arena, &found, &s->err));
	assert_string_equal(found.id8, "aaaaaaaa");
	assert_true(folder_find(&s->paths, "..", &s->arena, &found, &s->err));
	assert_string_equal(found.id8, "");
	assert_int_equal(mkdir("any", 0700), 0);
	assert_true(folder_find(&s->paths, "any", &s->arena, &found, &s->err));
	assert_string_equal(found.name, "any");
	scene_put("file", "x", 1);
	assert_false(
		folder_find(&s->paths, "file", &s->arena, &found, &s->err));
	assert_int_equal(chdir(here), 0);
	/* Two with the same digits. */
	(void)unlink(
		arena_printf(&s->arena, "%s/" FORGED_NAME, s->paths.incidents));
	forge_folder(s, s->paths.incidents);
	assert_false(folder_find(&s->paths, "aaaa", &s->arena, &found, NULL));
	assert_false(
		folder_find(&s->paths, "aaaa", &s->arena, &found, &s->err));
	assert_int_equal(s->err.kind, ERR_USAGE);
}

static void
add_kind(struct forged *j, enum record_kind kind, int64_t time)
{
	forge(j, &(struct record){.kind = kind, .time = time});
}

/* The last close or open-again by time decides, whatever comes first. */
static void
an_incident_that_was_closed_is_not_the_open_one(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1};
	struct incident_place found;
	struct folder f;

	scene_create(s, &f);
	scene_append(s, &f, "one", NOON);
	folder_close(&f);
	forge_first(&a, "live");
	add_kind(&a, RECORD_CLOSE, NOON + 500);
	add_kind(&a, RECORD_OPEN_AGAIN, NOON + 400);
	forge_put(&a, path, A);
	assert_true(folder_find(&s->paths, NULL, &s->arena, &found, &s->err));
	assert_string_equal(found.path, f.path);
	a = (struct forged){.digits = 1};
	forge_first(&a, "live");
	add_kind(&a, RECORD_CLOSE, NOON + 500);
	add_kind(&a, RECORD_OPEN_AGAIN, NOON + 600);
	forge_put(&a, path, A);
	unlink(scene_journal(s, &f, 0));
	assert_true(folder_find(&s->paths, NULL, &s->arena, &found, &s->err));
	assert_string_equal(found.path, path);
}

/* --- the mode of a folder that stands nowhere */

static void
a_folder_elsewhere_has_the_mode_that_its_lines_say(void **state)
{
	struct record_more open = {.mode = "assessment"};
	struct scene *s = *state;
	const char *path = forge_folder(s, s->root);
	struct forged a = {.digits = 1,
			   .incident = "bbbbbbbb000000000000"
				       "000000000001"};
	struct forged b = {.digits = 2};
	struct folder f;

	/* A stranger's lines say nothing of it. */
	forge_first(&a, "live");
	forge_put(&a, path, A);
	forge_first(&b, "exercise");
	forge_put(&b, path, B);
	forge_open(s, path, &f);
	assert_string_equal(f.id, FORGED_ID);
	assert_string_equal(f.who.mode, "exercise");
	assert_int_equal(folder_find_file(&f, A)->count, 0);
	f.read_only = true;
	folder_close(&f);
	b = (struct forged){.digits = 2};
	forge_first(&b, NULL);
	forge(&b, &(struct record){.kind = RECORD_OPEN, .more = &open});
	forge_put(&b, path, B);
	forge_open(s, path, &f);
	assert_string_equal(f.who.mode, "assessment");
	f.read_only = true;
	folder_close(&f);
	/* Nobody says it: as it was opened, else live. */
	b = (struct forged){.digits = 2};
	forge_note(&b, "one");
	forge_put(&b, path, B);
	forge_open(s, path, &f);
	assert_string_equal(f.who.mode, "live");
	f.read_only = true;
	folder_close(&f);
}

/* --- what comes while somebody looks */

static void
the_first_journal_that_comes_makes_it_writable(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1};
	struct record note = scene_note("one"), *written;
	bool changed, again;
	struct incident in;
	struct folder f;

	forge_open(s, path, &f);
	incident_init(&in, &s->arena, NULL);
	assert_true(f.read_only);
	assert_int_equal(
		folder_append(&f, &note, NOON, NULL, &written, &s->err),
		JOURNAL_NOT_SAVED);
	assert_non_null(strstr(s->err.text, "reading only"));
	scene_put(arena_printf(&s->arena, "%s/" B, path), "rubbish\n", 8);
	assert_true(folder_refresh(&f, &in, &changed, &again, &s->err));
	assert_true(f.read_only);
	forge_first(&a, "live");
	forge_put(&a, path, A);
	assert_true(folder_refresh(&f, &in, &changed, &again, &s->err));
	assert_true(changed);
	assert_false(f.read_only);
	assert_string_equal(f.id, FORGED_ID);
	scene_append(s, &f, "one", NOON);
	folder_close(&f);
	/* As asked is as asked. */
	forge_open(s, path, &f);
	f.read_only = true;
	assert_int_equal(
		folder_append(&f, &note, NOON, NULL, &written, &s->err),
		JOURNAL_NOT_SAVED);
	assert_non_null(strstr(s->err.text, "as asked"));
	folder_close(&f);
}

static void
more_journals_than_are_read_are_told_once(void **state)
{
	struct scene *s = *state;
	struct forged a = {.digits = 1};
	bool changed, again;
	struct incident in;
	struct folder f;
	unsigned told = 0;
	const char *path;

	scene_create(s, &f);
	path = f.path;
	scene_append(s, &f, "one", NOON);
	incident_init(&in, &s->arena, NULL);
	folder_fold(&f, &in);
	while (f.file_count < FOLDER_MOST_JOURNALS)
		folder_add_file(
			&f, arena_printf(&s->arena, "%zu.jsonl", f.file_count))
			->ours = true;
	/* What is empty is not missed. */
	scene_put(arena_printf(&s->arena, "%s/empty.jsonl", path), "", 0);
	assert_true(folder_refresh(&f, &in, &changed, &again, &s->err));
	assert_int_equal(f.alarm_count, 0);
	a.incident = f.id;
	forge_first(&a, "live");
	forge_put(&a, path, A);
	scene_put(arena_printf(&s->arena, "%s/" B, path), "x\n", 2);
	for (int i = 0; i < 2; i++)
		assert_true(folder_refresh(&f, &in, &changed, &again, &s->err));
	for (size_t i = 0; i < f.alarm_count; i++)
		told += f.alarms[i].what == FOLDER_TOO_MANY;
	assert_int_equal(told, 1);
	f.read_only = true;
	folder_close(&f);
}

/* --- alarms that others told of */

/* A note says it only where the line that was there was named before. */
static void
an_alarm_is_told_by_who_names_the_line(void **state)
{
	static const struct {
		const char *file, *head, *actor, *text;
		int64_t n;
		bool told;
	} notes[] = {
		{B, ZEROS, NULL, "The journal " B " is gone.", 3, true},
		{NULL, ZEROS, NULL, "The journal " B " is gone.", 3, false},
		{B, NULL, NULL, "The journal " B " is gone.", 3, false},
		{A, ZEROS, NULL, "The journal " B " is gone.", 3, false},
		{B, ZEROS, NULL, "The journal " B " is gone.", 2, false},
		{B, "1", NULL, "The journal " B " is gone.", 3, false},
		{B, ZEROS, "An", "The journal " B " is gone.", 3, false},
		{B, ZEROS, NULL, NULL, 3, false},
		{B, ZEROS, NULL, "Nothing is gone.", 3, false},
	};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
		const char *above =
			arena_printf(&s->arena, "%s/%zu", s->root, i);
		struct record_head seen = {.file = notes[i].file,
					   .n = notes[i].n,
					   .head = notes[i].head};
		struct record note = {.kind = RECORD_NOTE,
				      .actor = notes[i].actor,
				      .text = notes[i].text,
				      .seen = &seen,
				      .seen_count = 1};
		struct forged a = {.digits = 1};
		const char *path;
		struct folder f;

		assert_int_equal(mkdir(above, 0700), 0);
		path = forge_folder(s, above);
		forge_first(&a, "live");
		forge(&a, &note);
		forge_put(&a, path, A);
		forge_open(s, path, &f);
		/* Only this one, and nothing that is remembered. */
		f.state_dir = NULL;
		f.alarm_count = 0;
		f.alarms =
			arena_more(&s->arena, f.alarms, 0, sizeof(*f.alarms));
		f.alarms[f.alarm_count++] = (struct folder_alarm){
			.what = FOLDER_GONE, .file = B, .n = 3, .head = ZEROS};
		scene_append(s, &f, "one", NOON);
		assert_true(f.alarms[0].told);
		/* Where nobody had told, we have. */
		if ((journal_n(f.journal) == 2) != notes[i].told)
			fail_msg("note %zu", i);
		folder_close(&f);
	}
}

/* --- a journal that was left, and what a mark says of it */

static void
a_left_journal_must_end_as_its_mark_says(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	static const struct {
		const char *end;
		int64_t n;
		bool other;
	} wrong[] = {
		{"", 2, false},  /* another number */
		{"x", 1, false}, /* no whole line */
		{"", 1, true},   /* another incident's */
	};
	int fd = open(path, O_RDONLY | O_DIRECTORY);

	s->who.incident = FORGED_ID;
	for (size_t i = 0; i <= 3; i++) {
		bool good = i == 3;
		struct forged a = {.digits = 1,
				   .incident =
					   !good && wrong[i].other
						   ? "bbbbbbbb0000000000000000"
						     "00000001"
						   : FORGED_ID};
		struct mark mark = {.journal = "20261122T120000Z-desk-"
					       "00000001.jsonl",
				    .n = good ? 1 : wrong[i].n};
		struct journal *j;
		struct stat st;

		strcpy(mark.boot, s->who.boot);
		forge_first(&a, "live");
		memcpy(mark.head, a.head, 65);
		buf_adds(&a.bytes, good ? "" : wrong[i].end);
		forge_put(&a, path, mark.journal);
		assert_int_equal(fstatat(fd, mark.journal, &st, 0), 0);
		mark.device = st.st_dev;
		mark.inode = st.st_ino;
		mark.size = st.st_size;
		marks_leave(s->paths.state, &mark);
		j = journal_take_over(fd, path, s->paths.state, &s->who);
		assert_true((j != NULL) == good);
		journal_close(j, NULL);
	}
	assert_null(journal_take_over(fd, path, NULL, &s->who));
	close(fd);
}

/* --- what two stations' names and ids weigh */

static void
who_says_most_is_believed_where_nothing_is_remembered(void **state)
{
	static const char other[] = "aaaaaaaa000000000000000000000002";
	struct scene *s = *state;
	const char *path = forge_folder(s, s->root);
	struct forged a = {.digits = 1, .incident = other};
	struct forged b = {.digits = 2};
	struct forged c = {.digits = 3, .incident = "no digits at all"};
	struct seen_mark seen = {.n = 1, .size = 1, .head = ZEROS};
	struct folder f;
	int fd;

	forge_first(&a, "live");
	forge_put(&a, path, A);
	forge_first(&b, "live");
	forge_note(&b, "more lines");
	forge_put(&b, path, B);
	forge_first(&c, "live");
	forge_put(&c, path, "c.jsonl");
	forge_open(s, path, &f);
	assert_string_equal(f.id, FORGED_ID);
	f.read_only = true;
	folder_close(&f);
	/* … but what this station has read goes before. */
	fd = marks_open_seen(s->paths.state, other, A, SEEN_FOREIGN);
	marks_write_seen(fd, &seen);
	close(fd);
	forge_open(s, path, &f);
	assert_string_equal(f.id, other);
	f.read_only = true;
	folder_close(&f);
}

/* --- sizes that are asked for before a copy */

static void
only_a_regular_file_has_a_size(void **state)
{
	struct scene *s = *state;
	const char *path = arena_printf(&s->arena, "%s/x", s->root);

	assert_int_equal(evidence_size(path), -1);
	assert_int_equal(evidence_size(s->root), -1);
	scene_put(path, "123", 3);
	assert_int_equal(evidence_size(path), 3);
}

/* --- what a new journal tells of the others */

static void
journals_may_be_called_anything(void **state)
{
	static const char odd[] = "kopie \"twee\" \\ \xc3\xa9.jsonl";
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1};
	struct record *written;
	struct record_head *heads;
	struct folder f;
	unsigned count;

	forge_first(&a, "live");
	forge_put(&a, path, odd);
	scene_put(arena_printf(&s->arena, "%s/empty.jsonl", path), "", 0);
	forge_open(s, path, &f);
	scene_append(s, &f, "one", NOON);
	written = f.files[f.file_count - 1]->records[0];
	assert_int_equal(written->seen_count, 1);
	assert_string_equal(written->seen[0].file, odd);
	heads = folder_heads(&f, &s->arena, &count);
	assert_int_equal(count, 2);
	assert_non_null(heads);
	folder_close(&f);
}

static unsigned
count_recovered(const struct folder *f, const char *of)
{
	unsigned count = 0;

	for (size_t i = 0; i < f->file_count; i++)
		for (size_t k = 0; k < f->files[i]->count; k++) {
			const struct record *r = f->files[i]->records[k];

			count += r->kind == RECORD_RECOVERED && r->more->file &&
				 strcmp(r->more->file, of) == 0;
		}
	return count;
}

static void
each_tail_is_told_of_once_and_only_tails(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct record_more none = {.bytes = {.value = 3, .set = true}};
	struct forged a = {.digits = 1}, b = {.digits = 2};
	struct folder f;

	forge_first(&a, "live");
	forge(&a, &(struct record){.kind = RECORD_RECOVERED, .more = &none});
	none.file = "another.jsonl";
	forge(&a, &(struct record){.kind = RECORD_RECOVERED, .more = &none});
	forge_put(&a, path, A);
	forge_first(&b, "live");
	buf_adds(&b.bytes, "{\"x");
	forge_put(&b, path, B);
	scene_put(arena_printf(&s->arena, "%s/c.jsonl", path), "{\"y", 3);
	scene_put(arena_printf(&s->arena, "%s/d.jsonl", path), "x\n{\"z", 5);
	for (int i = 0; i < 2; i++) {
		s->who.boot = i ? "another boot" : s->who.boot;
		forge_open(s, path, &f);
		scene_append(s, &f, "one", NOON + i);
		assert_int_equal(count_recovered(&f, B), 1);
		assert_int_equal(count_recovered(&f, "c.jsonl"), 1);
		assert_int_equal(count_recovered(&f, "d.jsonl"), 0);
		folder_close(&f);
	}
}

/* --- another folder, where a person chose to go on */

static void
what_is_kept_is_looked_for_in_all_of_them(void **state)
{
	struct scene *s = *state;
	const char *names[] = {"one", "two"}, *where, *again;
	struct verify_result r;
	struct folder f, away;
	int fds[2];
	size_t len;

	scene_create(s, &f);
	scene_append(s, &f, "one", NOON);
	scene_put(arena_printf(&s->arena, "%s/playbooks/x.yaml", f.path), "0",
		  1);
	for (int i = 0; i < 2; i++) {
		const char *above =
			arena_printf(&s->arena, "%s/%s", s->root, names[i]);

		assert_true(folder_move(&f, above, NOON, &s->err));
		fds[i] = folder_keep_at(&f, &where, &s->err);
		/* It is the journal's, and it is asked for behind its end. */
		where = arena_strdup(&s->arena, where);
		assert_true(fds[i] >= 0 && folder_is_away(&f));
		assert_int_equal(folder_keep_at(&f, &again, &s->err), fds[i]);
		assert_int_equal(mkdirat(fds[i], "playbooks", 0700), 0);
		scene_put(arena_printf(&s->arena, "%s/playbooks/x.yaml", where),
			  "1", 1);
		scene_append(s, &f, "more", NOON + 1 + i);
	}
	/* None of them is what it should be: the first is as good as any. */
	assert_null(folder_kept_file(&f, "x.yaml", ZEROS, &len, &s->arena,
				     &s->err));
	assert_non_null(strstr(s->err.text, "not what it was"));
	assert_string_equal(
		folder_kept_file(&f, "x.yaml", NULL, &len, &s->arena, &s->err),
		"0");
	folder_close(&f);
	/* There the journals of the incident's own folder are not missed. */
	forge_open(s, where, &away);
	assert_int_equal(away.alarm_count, 0);
	away.read_only = true;
	verify_folder(&away, &s->paths, NULL, &s->arena, &r);
	assert_false(r.broken);
	assert_true(r.missing > 0);
	folder_close(&away);
}

static void
a_journal_that_nothing_is_known_of_is_only_shown(void **state)
{
	struct scene *s = *state;
	struct folder f;

	scene_create(s, &f);
	alarm_of_gone(&f, f.id, "x.jsonl");
	alarm_of_gone(&f, f.id, "x.jsonl");
	assert_int_equal(f.alarm_count, 1);
	assert_int_equal(f.alarms[0].n, 0);
	scene_append(s, &f, "one", NOON);
	assert_false(f.alarms[0].told);
	assert_int_equal(journal_n(f.journal), 2);
	folder_close(&f);
}

/* --- more journals than anybody reads */

static void
one_of_too_many_is_not_gone(void **state)
{
	static const char first[] = "00000000T000000Z-a-00000000.jsonl";
	struct seen_mark seen = {.n = 1, .size = 1, .head = ZEROS};
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents), *other;
	struct verify_result r;
	struct forged a = {.digits = 1};
	struct folder f;
	bool listed = false;
	int fd;

	forge_first(&a, "live");
	for (int i = 0; i <= FOLDER_MOST_JOURNALS; i++)
		scene_put(arena_printf(&s->arena,
				       "%s/20261122T120000Z-risk-%08d.jsonl",
				       path, i),
			  buf_text(&a.bytes), a.bytes.len);
	/* What is no file weighs as any, and an empty one nothing. */
	other = arena_printf(&s->arena, "%s/x.jsonl", path);
	assert_int_equal(mkdir(other, 0700), 0);
	scene_put(arena_printf(&s->arena, "%s/y.jsonl", path), "", 0);
	forge_put(&a, path, first);
	fd = marks_open_seen(s->paths.state, FORGED_ID, first, SEEN_FOREIGN);
	marks_write_seen(fd, &seen);
	close(fd);
	s->who.station = "desk";
	forge_open(s, path, &f);
	assert_int_equal(f.file_count, FOLDER_MOST_JOURNALS);
	f.read_only = true;
	verify_folder(&f, &s->paths, NULL, &s->arena, &r);
	folder_close(&f);
	assert_true(r.broken && r.unread > 0);
	for (size_t i = 0; i < r.file_count; i++)
		listed = listed || strcmp(r.files[i].file, first) == 0;
	assert_false(listed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(any_mode_and_slug_gives_a_folder),
		SCENE_TEST(a_station_without_a_name_is_called_so),
		SCENE_TEST(only_folders_are_incidents),
		SCENE_TEST(an_incident_that_was_closed_is_not_the_open_one),
		SCENE_TEST(a_folder_elsewhere_has_the_mode_that_its_lines_say),
		SCENE_TEST(the_first_journal_that_comes_makes_it_writable),
		SCENE_TEST(more_journals_than_are_read_are_told_once),
		SCENE_TEST(an_alarm_is_told_by_who_names_the_line),
		SCENE_TEST(a_left_journal_must_end_as_its_mark_says),
		SCENE_TEST(
			who_says_most_is_believed_where_nothing_is_remembered),
		SCENE_TEST(only_a_regular_file_has_a_size),
		SCENE_TEST(journals_may_be_called_anything),
		SCENE_TEST(each_tail_is_told_of_once_and_only_tails),
		SCENE_TEST(what_is_kept_is_looked_for_in_all_of_them),
		SCENE_TEST(a_journal_that_nothing_is_known_of_is_only_shown),
		SCENE_TEST(one_of_too_many_is_not_gone),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

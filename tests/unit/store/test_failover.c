/* What happens when the disk says no, at every byte and in every way. */
#include "unit/store/scene.h"
#include "unit/store/faults.h"

#include <sys/resource.h>
#include <sys/wait.h>

#include "store/verify.h"

static const int errors[] = {0, ENOSPC, EIO, EDQUOT, EROFS, ESTALE};

/* Every id is in the folder's union exactly once. */
static void
assert_once(struct scene *s, const struct folder *was, const char *const *ids,
	    size_t count)
{
	struct folder f;
	struct incident in;

	scene_open(s, was, &f);
	incident_init(&in, &s->arena, NULL);
	folder_fold(&f, &in);
	for (size_t i = 0; i < count; i++) {
		int times = 0;

		for (size_t k = 0; k < in.log_count; k++)
			times += strcmp(in.log[k].record->id, ids[i]) == 0;
		assert_int_equal(times, 1);
	}
	f.read_only = true;
	folder_close(&f);
}

static void
assert_intact(struct scene *s, const struct folder *was)
{
	struct verify_result result;
	struct folder f;

	scene_open(s, was, &f);
	verify_folder(&f, &s->paths, NULL, &s->arena, &result);
	for (size_t i = 0; i < result.file_count; i++)
		if (result.files[i].bad_line)
			fail_msg("%s:%zu: %s", result.files[i].file,
				 result.files[i].bad_line,
				 result.files[i].bad_why);
	assert_false(result.broken);
	f.read_only = true;
	folder_close(&f);
}

static size_t
line_length(struct scene *s)
{
	struct folder f;
	size_t len;

	scene_create(s, &f);
	len = scene_append(s, &f, "one", NOON)->line_len + 1;
	folder_close(&f);
	return len;
}

/* One write that keeps `keep` bytes and fails. */
static void
fail_once(struct scene *s, size_t keep, int error)
{
	struct record note = scene_note("two"), *written = NULL;
	const struct record *told;
	const char *ids[3];
	struct folder f;
	char old[64];

	faults_clear();
	scene_create(s, &f);
	ids[0] = scene_append(s, &f, "one", NOON)->id;
	strcpy(old, journal_name(f.journal));
	faults.write_at = faults.writes = 1;
	faults.keep = keep;
	faults.error = error;
	assert_int_equal(
		folder_append(&f, &note, NOON, NULL, &written, &s->err),
		JOURNAL_FAILED_OVER);
	ids[1] = written->id;
	assert_int_equal(faults.failed, 1);
	assert_int_equal(faults.writes_after, 0);
	assert_int_equal(faults.syncs_after, 0);
	assert_non_null(strstr(s->err.text, old));
	assert_string_not_equal(journal_name(f.journal), old);
	told = f.files[1]->records[1];
	assert_int_equal(told->kind, RECORD_FAILOVER);
	assert_string_equal(told->more->file, old);
	assert_int_equal(told->more->last.value, 2);
	assert_non_null(told->more->error);
	ids[2] = scene_append(s, &f, "three", NOON)->id;
	folder_close(&f);
	assert_once(s, &f, ids, 3);
	assert_intact(s, &f);
}

static void
a_write_that_fails_at_any_byte_loses_nothing(void **state)
{
	struct scene *s = *state;
	size_t len = line_length(s);

	for (size_t keep = 0; keep < len; keep++)
		fail_once(s, keep, errors[keep % 6]);
	for (size_t i = 1; i < 6; i++) {
		fail_once(s, 0, errors[i]);
		fail_once(s, len,
			  errors[i]); /* all of it, and still an error */
	}
}

static void
a_sync_that_fails_is_never_tried_again(void **state)
{
	struct scene *s = *state;

	for (int at = 1; at <= 4; at++) {
		const char *ids[4];
		struct folder f;
		int over = 0;

		faults_clear();
		scene_create(s, &f);
		faults.sync_at = at;
		faults.syncs = 1;
		faults.sync_error = at % 2 ? EIO : ENOSPC;
		for (int i = 0; i < 4; i++) {
			struct record note = scene_note("x"), *written = NULL;
			enum journal_outcome outcome = folder_append(
				&f, &note, NOON, NULL, &written, &s->err);

			assert_int_not_equal(outcome, JOURNAL_NOT_SAVED);
			over += outcome == JOURNAL_FAILED_OVER;
			ids[i] = written->id;
		}
		assert_int_equal(faults.failed, 1);
		assert_int_equal(faults.syncs_after, 0);
		assert_int_equal(faults.writes_after, 0);
		assert_int_equal(over, 1);
		folder_close(&f);
		assert_once(s, &f, ids, 4);
		assert_intact(s, &f);
	}
}

static void
interrupted_writes_go_on_in_the_same_journal(void **state)
{
	struct scene *s = *state;
	struct folder f;

	faults_clear();
	scene_create(s, &f);
	scene_append(s, &f, "one", NOON);
	faults.interrupts = 5;
	assert_int_equal(scene_append(s, &f, "two", NOON)->n, 3);
	assert_int_equal(faults.interrupts, 0);
	folder_close(&f);
}

static void
every_acknowledged_line_was_synced(void **state)
{
	struct scene *s = *state;
	struct folder f;

	faults_clear();
	scene_create(s, &f);
	for (int i = 1; i <= 10; i++) {
		scene_append(s, &f, "x", NOON);
		assert_int_equal(faults.journal_syncs, i + 1);
	}
	folder_close(&f);
}

static void
where_no_new_journal_can_be_written_either_it_says_not_saved(void **state)
{
	struct scene *s = *state;
	struct record note = scene_note("two"), *written = NULL;
	const char *ids[3];
	struct folder f;
	char unsaved[17];

	faults_clear();
	scene_create(s, &f);
	ids[0] = scene_append(s, &f, "one", NOON)->id;
	faults.write_at = 1;
	faults.writes = 1000;
	faults.error = ENOSPC;
	faults.keep = 7;
	assert_int_equal(
		folder_append(&f, &note, NOON, NULL, &written, &s->err),
		JOURNAL_NOT_SAVED);
	assert_null(written);
	assert_true(journal_is_finished(f.journal));
	assert_int_equal(s->err.kind, ERR_WRITE);
	assert_int_equal(s->err.number, ENOSPC);
	assert_non_null(strstr(s->err.text, "NOT SAVED"));
	strcpy(unsaved, journal_unsaved_id(f.journal));
	assert_int_equal(strlen(unsaved), 16);

	/* There is room again: the same entry, by the same id. */
	faults_clear();
	note.id = unsaved;
	assert_int_equal(
		folder_append(&f, &note, NOON, NULL, &written, &s->err),
		JOURNAL_FAILED_OVER);
	assert_string_equal(written->id, unsaved);
	assert_string_equal(journal_unsaved_id(f.journal), "");
	ids[1] = written->id;
	ids[2] = scene_append(s, &f, "three", NOON)->id;
	folder_close(&f);
	assert_once(s, &f, ids, 3);
	assert_intact(s, &f);
}

static void
an_entry_that_did_reach_the_failed_file_counts_once(void **state)
{
	struct scene *s = *state;
	struct record note = scene_note("two"), *written = NULL;
	const char *ids[2];
	struct folder f, again;
	int entries = 0;

	faults_clear();
	scene_create(s, &f);
	ids[0] = scene_append(s, &f, "one", NOON)->id;
	faults.sync_at = faults.syncs = 1;
	faults.sync_error = EIO;
	assert_int_equal(folder_append(&f, &note, NOON, NULL, &written, NULL),
			 JOURNAL_FAILED_OVER);
	ids[1] = written->id;
	folder_close(&f);
	/* The line stands in both files. */
	scene_open(s, &f, &again);
	for (size_t i = 0; i < again.file_count; i++)
		for (size_t k = 0; k < again.files[i]->count; k++)
			entries += strcmp(again.files[i]->records[k]->id,
					  ids[1]) == 0;
	assert_int_equal(entries, 2);
	folder_close(&again);
	assert_once(s, &f, ids, 2);
	assert_intact(s, &f);
}

static void
a_journal_that_went_away_or_was_replaced_is_noticed(void **state)
{
	struct scene *s = *state;

	for (int way = 0; way < 5; way++) {
		struct record note = scene_note("two"), *written = NULL;
		const char *path;
		struct folder f;

		faults_clear();
		scene_create(s, &f);
		scene_append(s, &f, "one", NOON);
		path = arena_printf(&s->arena, "%s/%s", f.path,
				    journal_name(f.journal));
		if (way == 0)
			assert_int_equal(unlink(path), 0);
		if (way == 1)
			assert_int_equal(
				rename(path,
				       arena_printf(&s->arena, "%s.old", path)),
				0);
		if (way == 2) {
			assert_int_equal(unlink(path), 0);
			scene_put(path, "", 0);
		}
		if (way == 4) {
			size_t len;
			char *bytes = scene_bytes(s, path, &len);

			assert_int_equal(
				rename(path,
				       arena_printf(&s->arena, "%s.old", path)),
				0);
			scene_put(path, bytes, len);
		}
		if (way == 3)
			scene_add(path, "x", 1);
		assert_int_equal(
			folder_append(&f, &note, NOON, NULL, &written, &s->err),
			JOURNAL_FAILED_OVER);
		assert_string_equal(written->text, "two");
		folder_close(&f);
	}
}

static void
without_its_folder_nothing_is_saved(void **state)
{
	struct scene *s = *state;
	struct record note = scene_note("two");
	struct folder f;

	faults_clear();
	scene_create(s, &f);
	nftw(f.path, scene_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	assert_int_equal(folder_append(&f, &note, NOON, NULL, NULL, &s->err),
			 JOURNAL_NOT_SAVED);
	assert_int_equal(s->err.number, ENOENT);
	folder_close(&f);
}

static void
a_first_journal_that_gets_no_byte_leaves_no_file(void **state)
{
	struct scene *s = *state;
	struct record note = scene_note("one"), *written = NULL;
	struct folder f, again;

	faults_clear();
	scene_create(s, &f);
	faults.write_at = 1;
	faults.writes = 1000;
	faults.error = ENOSPC;
	assert_int_equal(folder_append(&f, &note, NOON, NULL, NULL, &s->err),
			 JOURNAL_NOT_SAVED);
	faults_clear();
	assert_int_equal(folder_append(&f, &note, NOON, NULL, &written, NULL),
			 JOURNAL_SAVED);
	folder_close(&f);
	scene_open(s, &f, &again);
	assert_int_equal(again.file_count, 1);
	folder_close(&again);
}

/* The child appends until it is killed at byte `keep` of its second note. */
static void
die_at(const struct folder *was, size_t keep)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct record note = scene_note("two");
		struct folder f = *was;

		folder_append(&f, &note, NOON, NULL, NULL, NULL);
		faults.write_at = 1;
		faults.keep = keep;
		faults.kill = true;
		folder_append(&f, &note, NOON, NULL, NULL, NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
}

static void
a_writer_killed_at_any_byte_leaves_a_tail_that_the_next_tells_of(void **state)
{
	struct scene *s = *state;
	size_t len = line_length(s);
	int killed = 0;

	faults_clear();
	for (size_t keep = 0; keep <= len; keep++) {
		const struct record *told;
		struct folder f, again;

		scene_create(s, &f);
		die_at(&f, keep);
		killed++;
		scene_open(s, &f, &again);
		assert_int_equal(again.file_count, 1);
		assert_int_equal(again.files[0]->count, keep < len ? 2 : 3);
		assert_int_equal(again.files[0]->bad_line, 0);
		assert_int_equal(again.files[0]->torn_bytes,
				 keep < len ? keep : 0);
		scene_append(s, &again, "three", NOON);
		told = again.files[1]->records[1];
		if (keep > 0 && keep < len) {
			assert_int_equal(told->kind, RECORD_RECOVERED);
			assert_string_equal(told->more->file,
					    again.files[0]->name);
			assert_int_equal(told->more->last.value, 2);
			assert_int_equal(told->more->bytes.value, keep);
		} else {
			assert_int_equal(told->kind, RECORD_NOTE);
		}
		folder_close(&again);
		assert_intact(s, &f);
	}
	assert_int_equal(killed, len + 1);
}

static void
a_torn_tail_is_told_of_once(void **state)
{
	struct scene *s = *state;
	struct folder f, again;
	int told = 0;

	faults_clear();
	scene_create(s, &f);
	die_at(&f, 20);
	for (int i = 0; i < 3; i++) {
		s->who.boot = arena_printf(&s->arena, "boot-%d", i);
		scene_open(s, &f, &again);
		scene_append(s, &again, "more", NOON);
		folder_close(&again);
	}
	scene_open(s, &f, &again);
	assert_int_equal(again.file_count, 4);
	for (size_t i = 0; i < again.file_count; i++)
		for (size_t k = 0; k < again.files[i]->count; k++)
			told += again.files[i]->records[k]->kind ==
				RECORD_RECOVERED;
	assert_int_equal(told, 1);
	folder_close(&again);
}

static void
a_file_size_limit_ends_the_journal_and_not_the_program(void **state)
{
	struct scene *s = *state;
	const struct rlimit small = {.rlim_cur = 4096,
				     .rlim_max = RLIM_INFINITY};
	struct rlimit was;
	int over = 0;
	struct folder f;

	faults_clear();
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &was);
	scene_create(s, &f);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	for (int i = 0; i < 40; i++) {
		struct record note = scene_note("text"), *written = NULL;
		enum journal_outcome outcome =
			folder_append(&f, &note, NOON, NULL, &written, NULL);

		assert_int_not_equal(outcome, JOURNAL_NOT_SAVED);
		over += outcome == JOURNAL_FAILED_OVER;
	}
	setrlimit(RLIMIT_FSIZE, &was);
	folder_close(&f);
	assert_true(over > 2);
	assert_intact(s, &f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(a_write_that_fails_at_any_byte_loses_nothing),
		SCENE_TEST(a_sync_that_fails_is_never_tried_again),
		SCENE_TEST(interrupted_writes_go_on_in_the_same_journal),
		SCENE_TEST(every_acknowledged_line_was_synced),
		SCENE_TEST(
			where_no_new_journal_can_be_written_either_it_says_not_saved),
		SCENE_TEST(an_entry_that_did_reach_the_failed_file_counts_once),
		SCENE_TEST(a_journal_that_went_away_or_was_replaced_is_noticed),
		SCENE_TEST(without_its_folder_nothing_is_saved),
		SCENE_TEST(a_first_journal_that_gets_no_byte_leaves_no_file),
		SCENE_TEST(
			a_writer_killed_at_any_byte_leaves_a_tail_that_the_next_tells_of),
		SCENE_TEST(a_torn_tail_is_told_of_once),
		SCENE_TEST(
			a_file_size_limit_ends_the_journal_and_not_the_program),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

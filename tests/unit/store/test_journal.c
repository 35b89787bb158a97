/* Appending and what a line says; taking over and moving on. */
#include "unit/store/scene.h"

#include "base/hash.h"
#include "store/beneath.h"
#include "store/journal_private.h"

static void
the_first_append_makes_a_private_journal_that_says_who_writes(void **state)
{
	struct scene *s = *state;
	struct record *first;
	struct folder f, again;
	struct stat st;
	mode_t mask = umask(0); /* which must not be what makes it private */

	scene_create(s, &f);
	scene_append(s, &f, "Screens are black.", NOON);
	umask(mask);
	folder_close(&f);

	scene_open(s, &f, &again);
	assert_int_equal(again.file_count, 1);
	assert_int_equal(again.files[0]->count, 2);
	first = again.files[0]->records[0];
	assert_int_equal(first->kind, RECORD_JOURNAL);
	assert_int_equal(first->more->format.value, RECORD_FORMAT);
	assert_string_equal(first->more->mode, "live");
	assert_string_equal(first->more->station, "desk");
	assert_string_equal(first->more->machine, ZEROS);
	assert_string_equal(first->more->boot, s->who.boot);
	assert_string_equal(first->prev, ZEROS);
	assert_string_equal(first->incident, f.id);
	assert_int_equal(fstatat(again.fd, again.files[0]->name, &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(strncmp(again.files[0]->name, "20261122T", 9), 0);
	folder_close(&again);
}

static void
every_line_names_the_hash_of_the_line_before(void **state)
{
	struct scene *s = *state;
	struct folder f, again;
	struct journal_file *file;
	size_t len, at = 0;
	const char *bytes;
	char hex[65] = ZEROS;

	scene_written(s, &f, 20);
	bytes = scene_bytes(s, scene_journal(s, &f, 0), &len);
	for (int n = 1; at < len; n++) {
		size_t line = strcspn(bytes + at, "\n") + 1;

		assert_memory_equal(bytes + at + 9, hex, 64);
		hash_hex(bytes + at, line, hex);
		at += line;
	}
	scene_open(s, &f, &again);
	file = again.files[0];
	journal_check(file, f.id);
	assert_int_equal(file->bad_line, 0);
	assert_string_equal(file->head, hex);
	assert_int_equal(file->count, 21);
	folder_close(&again);
}

static void
what_is_handed_back_is_what_the_file_has(void **state)
{
	struct scene *s = *state;
	struct record *written;
	struct folder f, again;

	scene_create(s, &f);
	written = scene_append(
		s, &f, "caf\303\251 \342\202\254 \"x\" \\ \033[31m", NOON);
	assert_int_equal(written->n, 2);
	assert_int_equal(strlen(written->id), 16);
	assert_int_equal(strlen(written->salt), 16);
	assert_true(written->canonical);
	folder_close(&f);
	scene_open(s, &f, &again);
	assert_string_equal(record_line(again.files[0]->records[1], &s->arena),
			    record_line(written, &s->arena));
	assert_string_equal(again.files[0]->records[1]->text,
			    "caf\303\251 \342\202\254 \"x\" \\ \033[31m");
	folder_close(&again);
}

static void
an_id_that_is_given_is_kept(void **state)
{
	struct scene *s = *state;
	struct record note = scene_note("again"), *written;
	struct folder f;

	scene_create(s, &f);
	note.id = "0123456789abcdef";
	assert_int_equal(folder_append(&f, &note, NOON, NULL, &written, NULL),
			 JOURNAL_SAVED);
	assert_string_equal(written->id, "0123456789abcdef");
	folder_close(&f);
}

static void
time_never_goes_back_and_says_what_the_clock_said(void **state)
{
	struct scene *s = *state;
	struct record *one, *two, *three;
	struct folder f;

	scene_create(s, &f);
	one = scene_append(s, &f, "one", NOON + 60000);
	two = scene_append(s, &f, "two", NOON);
	three = scene_append(s, &f, "three", NOON + 61000);
	assert_int_equal(one->time, NOON + 60000);
	assert_false(one->clock.set);
	assert_int_equal(two->time, NOON + 60000);
	assert_true(two->clock.set);
	assert_int_equal(two->clock.ms, NOON);
	assert_int_equal(three->time, NOON + 61000);
	assert_false(three->clock.set);
	folder_close(&f);
}

static struct journal *
alone(struct scene *s, struct folder *f)
{
	struct journal *j;

	scene_create(s, f);
	j = journal_prepare(f->fd, f->path, &f->who, &s->err);
	assert_non_null(j);
	assert_true(journal_begin(j, NOON));
	return j;
}

static struct record *
append(struct scene *s, struct journal *j, int64_t wall)
{
	struct record note = scene_note("text"), *written;

	assert_int_equal(
		journal_append(j, &note, wall, &s->arena, &written, &s->err),
		JOURNAL_SAVED);
	return written;
}

static void
a_clock_far_ahead_is_followed_for_five_minutes_only(void **state)
{
	struct scene *s = *state;
	struct journal *j;
	struct folder f;

	j = alone(s, &f);
	journal_saw(j, "b.jsonl", 3, ZEROS, NOON + 120000);
	assert_int_equal(append(s, j, NOON)->time, NOON + 120000);
	journal_saw(j, "b.jsonl", 4, ZEROS, NOON + INT64_C(3600000));
	assert_int_equal(append(s, j, NOON + 1000)->time, NOON + 301000);
	journal_close(j, NULL);
	folder_close(&f);
}

static void
heads_that_were_read_are_named_once(void **state)
{
	struct scene *s = *state;
	struct record *written;
	struct journal *j;
	struct folder f;

	j = alone(s, &f);
	journal_saw(j, "b.jsonl", 3, ZEROS, NOON);
	written = append(s, j, NOON);
	assert_int_equal(written->seen_count, 1);
	assert_string_equal(written->seen[0].file, "b.jsonl");
	assert_int_equal(written->seen[0].n, 3);
	assert_string_equal(written->seen[0].head, ZEROS);
	assert_int_equal(append(s, j, NOON)->seen_count, 0);
	journal_saw(j, "b.jsonl", 3, ZEROS, NOON);
	assert_int_equal(append(s, j, NOON)->seen_count, 0);
	journal_saw(j, "b.jsonl", 4, ZEROS, NOON);
	assert_int_equal(append(s, j, NOON)->seen_count, 1);
	journal_close(j, NULL);
	folder_close(&f);
}

static void
more_heads_than_a_line_takes_go_into_witness_lines_before_it(void **state)
{
	struct scene *s = *state;
	size_t at = 0, len, lines = 0, heads = 0;
	const char *file, *line, *why;
	struct record *written;
	struct journal *j;
	struct folder f;
	char name[32];

	j = alone(s, &f);
	append(s, j, NOON);
	for (int i = 0; i < 80; i++) {
		snprintf(name, sizeof(name), "other-%02d.jsonl", i);
		journal_saw(j, name, 1, ZEROS, NOON);
	}
	written = append(s, j, NOON);
	assert_int_equal(written->kind, RECORD_NOTE);
	while (journal_next_saved(j, &at, &file, &line, &len)) {
		struct record r = {0};

		assert_string_equal(file, journal_name(j));
		assert_true(record_read(line, len, &s->arena, &r, &why));
		assert_true(r.seen_count <= 32);
		heads += r.seen_count;
		if (++lines < 3)
			assert_int_equal(r.kind, RECORD_WITNESS);
	}
	assert_int_equal(lines, 3);
	assert_int_equal(heads, 80);
	journal_close(j, NULL);
	folder_close(&f);
}

static void
a_line_of_sixteen_kib_is_written_and_one_more_byte_is_refused(void **state)
{
	struct scene *s = *state;
	char *text = arena_alloc(&s->arena, RECORD_LINE_MAX + 1);
	struct record note = scene_note(text), *written;
	struct journal *j;
	size_t room;
	struct folder f;

	j = alone(s, &f);
	memset(text, 'x', 10);
	assert_int_equal(
		journal_append(j, &note, NOON, &s->arena, &written, NULL),
		JOURNAL_SAVED);
	room = RECORD_LINE_MAX - 1 - written->line_len;
	memset(text, 'x', 10 + room);
	assert_int_equal(
		journal_append(j, &note, NOON, &s->arena, &written, NULL),
		JOURNAL_SAVED);
	assert_int_equal(written->line_len, RECORD_LINE_MAX - 1);
	text[10 + room] = 'x';
	assert_int_equal(
		journal_append(j, &note, NOON, &s->arena, &written, &s->err),
		JOURNAL_NOT_SAVED);
	assert_int_equal(s->err.kind, ERR_REFUSED);
	/* That is no fault of the file, which goes on. */
	assert_false(journal_is_finished(j));
	assert_int_equal(append(s, j, NOON)->n, 4);
	journal_close(j, NULL);
	folder_close(&f);
}

/* Every journal of the folder is read to its end, and so is every note. */
static void
assert_all_is_read(struct scene *s, const struct folder *was, int notes)
{
	struct folder f;
	int found = 0;

	scene_open(s, was, &f);
	/* Of a clock that was ahead it is told; nothing else is odd. */
	for (size_t i = 0; i < f.alarm_count; i++)
		assert_int_equal(f.alarms[i].what, FOLDER_AHEAD);
	for (size_t i = 0; i < f.file_count; i++) {
		journal_check(f.files[i], f.id);
		assert_int_equal(f.files[i]->bad_line, 0);
		for (size_t k = 0; k < f.files[i]->count; k++)
			found += f.files[i]->records[k]->kind == RECORD_NOTE;
	}
	assert_int_equal(found, notes);
	folder_close(&f);
}

static void
assert_goes_on(const struct journal_file *old, const struct journal_file *next)
{
	assert_int_equal(next->records[0]->kind, RECORD_JOURNAL);
	assert_string_equal(next->records[0]->more->station, "desk");
	assert_int_equal(next->records[1]->kind, RECORD_FAILOVER);
	assert_string_equal(next->records[1]->more->file, old->name);
	assert_int_equal(next->records[1]->more->last.value, old->count);
	assert_int_equal(next->count, 3);
}

static void
what_no_reader_would_reach_goes_to_a_new_journal(void **state)
{
	struct scene *s = *state;
	struct folder f;
	off_t size = 0;
	int notes = 1;

	scene_create(s, &f);
	scene_append(s, &f, "one", NOON);
	assert_int_equal(f.journal->most, JOURNAL_MOST_BYTES);
	f.journal->most = 2048;
	for (; f.file_count == 1; notes++) {
		assert_true(notes < 20);
		size = f.journal->pen.size;
		scene_append(s, &f, "more", NOON + notes);
	}
	assert_true(size < 2048);
	assert_true(size > 1024);
	assert_goes_on(f.files[0], f.files[1]);
	scene_append(s, &f, "and more", NOON + notes++);
	assert_int_equal(f.file_count, 2);
	folder_close(&f);
	assert_all_is_read(s, &f, notes);
}

/* Lines up to one byte less than are read of a file, all of them good. */
static void
fill_whole(struct scene *s, struct folder *f)
{
	char *text = arena_alloc(&s->arena, RECORD_LINE_MAX);
	struct record note = scene_note(text);
	struct journal *j = f->journal;
	size_t left, len;
	int fd = openat(f->fd, j->pen.name, O_WRONLY | O_APPEND);

	assert_true(fd >= 0);
	memset(text, 'x', RECORD_LINE_MAX - 1);
	do {
		text[14000] = '\0';
		left = JOURNAL_MOST_BYTES - 1 - (size_t)j->pen.size;
		assert_true(journal_compose(j, &note, NOON, &len));
		if (left < j->line.len + 1000) {
			text[14000 + left - j->line.len] = '\0';
			assert_true(journal_compose(j, &note, NOON, &len));
		} else if (left < 2 * j->line.len) {
			text[7000] = '\0';
			assert_true(journal_compose(j, &note, NOON, &len));
		}
		text[strlen(text)] = 'x';
		assert_int_equal(write(fd, j->line.bytes, j->line.len),
				 j->line.len);
		hash_hex(j->line.bytes, j->line.len, j->pen.head);
		j->pen.size += (off_t)j->line.len;
		j->pen.n++;
	} while (j->pen.size + 1 < (off_t)JOURNAL_MOST_BYTES);
	close(fd);
}

static void
a_journal_of_64_mib_loses_nothing_of_what_comes_next(void **state)
{
	struct scene *s = *state;
	struct record *r;
	struct folder f;
	int notes;

	scene_create(s, &f);
	scene_append(s, &f, "one", NOON);
	fill_whole(s, &f);
	notes = (int)journal_n(f.journal) - 1;
	r = scene_append(s, &f, "the one that counts", NOON + 1000);
	assert_int_equal(r->n, 3);
	folder_close(&f);
	assert_all_is_read(s, &f, notes + 1);
}

static void
after_a_clock_far_ahead_a_new_journal_has_the_true_time(void **state)
{
	enum { YEARS = 73 };
	const int64_t wrong = NOON + YEARS * INT64_C(31557600000);
	struct scene *s = *state;
	struct folder f, again;
	struct record *r;

	scene_written(s, &f, 1);
	scene_open(s, &f, &again);
	r = scene_append(s, &again, "in another century", wrong);
	assert_int_equal(r->time, wrong);
	folder_close(&again);
	scene_open(s, &f, &again);
	r = scene_append(s, &again, "tonight", NOON + 5000);
	assert_true(r->time <= NOON + 305000);
	assert_goes_on(again.files[0], again.files[1]);
	/* What it knows of comes after what it knew. */
	assert_string_equal(again.files[1]->records[0]->seen[0].file,
			    again.files[0]->name);
	r = scene_append(s, &again, "later", NOON + 400000);
	assert_int_equal(again.file_count, 2);
	folder_close(&again);
	assert_all_is_read(s, &f, 4);
}

static void
a_clock_that_goes_back_a_little_is_no_reason_for_a_new_journal(void **state)
{
	struct scene *s = *state;
	struct folder f;

	scene_create(s, &f);
	scene_append(s, &f, "one", NOON + 300000);
	scene_append(s, &f, "two", NOON);
	assert_int_equal(f.file_count, 1);
	scene_append(s, &f, "three", NOON - 1);
	assert_int_equal(f.file_count, 2);
	assert_true(f.files[1]->latest <= NOON + 299999);
	folder_close(&f);
}

static void
heads_wait_where_the_entry_fills_the_line(void **state)
{
	struct scene *s = *state;
	char *text = arena_alloc(&s->arena, RECORD_LINE_MAX);
	struct record note = scene_note(text), *written;
	struct journal *j;
	struct folder f;

	j = alone(s, &f);
	memset(text, 'x', RECORD_LINE_MAX - 600);
	journal_saw(j, "b.jsonl", 1, ZEROS, NOON);
	journal_saw(j, "c.jsonl", 1, ZEROS, NOON);
	journal_saw(j, "d.jsonl", 1, ZEROS, NOON);
	assert_int_equal(
		journal_append(j, &note, NOON, &s->arena, &written, &s->err),
		JOURNAL_SAVED);
	assert_true(written->line_len < RECORD_LINE_MAX);
	assert_int_equal(written->n, 3); /* a witness line went before */
	journal_close(j, NULL);
	folder_close(&f);
}

static size_t
file_count(const struct folder *f)
{
	struct arena a = {0};
	struct journal_identity nobody = {0};
	struct incident_place place = scene_place(f);
	struct folder again;
	size_t count;

	assert_true(folder_open(NULL, &place, &nobody, &a, &again, NULL));
	count = again.file_count;
	folder_close(&again);
	arena_fini(&a);
	return count;
}

static void
a_journal_left_without_error_is_taken_over_by_the_next(void **state)
{
	struct scene *s = *state;
	struct folder f, again;
	struct record *r;

	scene_written(s, &f, 2);
	for (int i = 0; i < 3; i++) {
		scene_open(s, &f, &again);
		r = scene_append(s, &again, "more", NOON);
		assert_int_equal(r->n, 4 + i);
		/* The time of the journal's own last line holds. */
		assert_int_equal(r->time, NOON + 1000);
		folder_close(&again);
	}
	assert_int_equal(file_count(&f), 1);
}

static void
two_processes_never_get_the_same_journal(void **state)
{
	struct scene *s = *state;
	struct folder f, one, two;

	scene_written(s, &f, 1);
	scene_open(s, &f, &one);
	scene_open(s, &f, &two);
	scene_append(s, &one, "one", NOON);
	scene_append(s, &two, "two", NOON);
	assert_string_not_equal(journal_name(one.journal),
				journal_name(two.journal));
	folder_close(&one);
	folder_close(&two);
	assert_int_equal(file_count(&f), 2);
}

static void
after_another_boot_a_new_journal_is_made(void **state)
{
	struct scene *s = *state;
	struct folder f, again;

	scene_written(s, &f, 1);
	s->who.boot = "5a0c0000-0000-4000-8000-000000000002";
	scene_open(s, &f, &again);
	scene_append(s, &again, "after", NOON);
	folder_close(&again);
	assert_int_equal(file_count(&f), 2);
}

static void
without_a_boot_id_nothing_is_taken_over(void **state)
{
	struct scene *s = *state;
	struct folder f, again;

	s->who.boot = NULL;
	scene_written(s, &f, 1);
	scene_open(s, &f, &again);
	scene_append(s, &again, "after", NOON);
	folder_close(&again);
	assert_int_equal(file_count(&f), 2);
}

static void
a_journal_that_changed_since_its_mark_is_left_alone(void **state)
{
	struct scene *s = *state;
	const char *path, *ends[] = {"x", "{}\n"};
	struct folder f, again;

	for (size_t i = 0; i < 2; i++) {
		scene_written(s, &f, 1);
		path = scene_journal(s, &f, 0);
		scene_add(path, ends[i], strlen(ends[i]));
		scene_open(s, &f, &again);
		scene_append(s, &again, "after", NOON);
		folder_close(&again);
		assert_int_equal(file_count(&f), 2);
	}
	/* The same size, another last line. */
	scene_written(s, &f, 1);
	path = scene_journal(s, &f, 0);
	{
		size_t len;
		char *bytes = scene_bytes(s, path, &len);
		char *text = strstr(bytes, "Something");

		text[0] = 's';
		scene_put(path, bytes, len);
	}
	scene_open(s, &f, &again);
	scene_append(s, &again, "after", NOON);
	folder_close(&again);
	assert_int_equal(file_count(&f), 2);
}

static void
a_copied_folder_is_no_reason_to_write_in_the_copy(void **state)
{
	struct scene *s = *state;
	struct folder f, copy = {0};
	const char *path, *to;
	size_t len;
	char *bytes;

	scene_written(s, &f, 1);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	to = arena_printf(&s->arena, "%s-copy", f.path);
	assert_int_equal(mkdir(to, 0700), 0);
	scene_put(arena_printf(&s->arena, "%s%s", to, strrchr(path, '/')),
		  bytes, len);
	f.path = to;
	scene_open(s, &f, &copy);
	scene_append(s, &copy, "in the copy", NOON);
	assert_string_not_equal(journal_name(copy.journal),
				strrchr(path, '/') + 1);
	folder_close(&copy);
	assert_int_equal(file_count(&f), 2);
}

static void
the_journal_goes_on_in_another_folder_when_asked(void **state)
{
	struct scene *s = *state;
	const char *to = arena_printf(&s->arena, "%s/stick", s->root);
	struct journal_file file;
	struct journal *j;
	char old[64];
	struct folder f;
	int fd;

	j = alone(s, &f);
	append(s, j, NOON);
	strcpy(old, journal_name(j));
	assert_true(journal_move(j, to, NOON + 5, &s->err));
	assert_string_equal(journal_folder(j), to);
	append(s, j, NOON + 6);
	fd = open(to, O_RDONLY | O_DIRECTORY);
	assert_true(journal_read(fd, journal_name(j), &s->arena, &file, NULL));
	close(fd);
	assert_int_equal(file.count, 3);
	assert_int_equal(file.records[1]->kind, RECORD_FAILOVER);
	assert_string_equal(file.records[1]->more->file, old);
	assert_int_equal(file.records[1]->more->last.value, 2);
	assert_string_equal(file.records[0]->seen[0].file, old);
	journal_close(j, s->paths.state);
	folder_close(&f);
}

static void
a_move_to_nowhere_changes_nothing(void **state)
{
	struct scene *s = *state;
	struct journal *j;
	struct folder f;

	j = alone(s, &f);
	append(s, j, NOON);
	assert_false(journal_move(j, "/proc/nowhere", NOON, &s->err));
	assert_int_equal(s->err.kind, ERR_WRITE);
	assert_string_equal(journal_folder(j), f.path);
	assert_int_equal(append(s, j, NOON)->n, 3);
	journal_close(j, NULL);
	folder_close(&f);
}

static void
in_a_folder_for_a_group_the_journal_is_for_the_group(void **state)
{
	struct scene *s = *state;
	struct folder f;
	struct stat st;

	s->paths.shared_group = true;
	scene_create(s, &f);
	scene_append(s, &f, "shared", NOON);
	assert_int_equal(fstat(f.fd, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0770);
	assert_int_equal(fstatat(f.fd, journal_name(f.journal), &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	folder_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(
			the_first_append_makes_a_private_journal_that_says_who_writes),
		SCENE_TEST(every_line_names_the_hash_of_the_line_before),
		SCENE_TEST(what_is_handed_back_is_what_the_file_has),
		SCENE_TEST(an_id_that_is_given_is_kept),
		SCENE_TEST(time_never_goes_back_and_says_what_the_clock_said),
		SCENE_TEST(a_clock_far_ahead_is_followed_for_five_minutes_only),
		SCENE_TEST(heads_that_were_read_are_named_once),
		SCENE_TEST(
			more_heads_than_a_line_takes_go_into_witness_lines_before_it),
		SCENE_TEST(
			a_line_of_sixteen_kib_is_written_and_one_more_byte_is_refused),
		SCENE_TEST(heads_wait_where_the_entry_fills_the_line),
		SCENE_TEST(
			after_a_clock_far_ahead_a_new_journal_has_the_true_time),
		SCENE_TEST(
			a_clock_that_goes_back_a_little_is_no_reason_for_a_new_journal),
		SCENE_TEST(what_no_reader_would_reach_goes_to_a_new_journal),
		SCENE_TEST(
			a_journal_of_64_mib_loses_nothing_of_what_comes_next),
		SCENE_TEST(
			a_journal_left_without_error_is_taken_over_by_the_next),
		SCENE_TEST(two_processes_never_get_the_same_journal),
		SCENE_TEST(after_another_boot_a_new_journal_is_made),
		SCENE_TEST(without_a_boot_id_nothing_is_taken_over),
		SCENE_TEST(a_journal_that_changed_since_its_mark_is_left_alone),
		SCENE_TEST(a_copied_folder_is_no_reason_to_write_in_the_copy),
		SCENE_TEST(the_journal_goes_on_in_another_folder_when_asked),
		SCENE_TEST(a_move_to_nowhere_changes_nothing),
		SCENE_TEST(
			in_a_folder_for_a_group_the_journal_is_for_the_group),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Reading journals that are whole, torn, damaged, hostile or growing. */
#include "unit/store/scene.h"

#include "base/text.h"

static struct journal_file
read_again(struct scene *s, const struct folder *was)
{
	struct journal_file file;
	struct folder f;

	scene_open(s, was, &f);
	assert_int_equal(f.file_count, 1);
	file = *f.files[0];
	f.read_only = true;
	folder_close(&f);
	return file;
}

static void
a_file_cut_at_any_byte_is_read_as_far_as_its_last_newline(void **state)
{
	struct scene *s = *state;
	struct folder f;
	const char *path;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	/* From the end on: truncating again and again is quick that way. */
	for (size_t cut = len + 1; cut-- > 0;) {
		struct journal_file file;
		size_t lines = 0, whole = 0;

		for (size_t i = 0; i < cut; i++)
			if (bytes[i] == '\n') {
				lines++;
				whole = i + 1;
			}
		assert_int_equal(truncate(path, (off_t)cut), 0);
		file = read_again(s, &f);
		assert_int_equal(file.count, lines);
		assert_int_equal(file.bytes, whole);
		assert_int_equal(file.torn_bytes, cut - whole);
		assert_int_equal(file.bad_line, 0);
	}
}

static void
a_tail_of_nuls_or_rubbish_is_a_torn_tail(void **state)
{
	static const size_t sizes[] = {1, 4096, 16384, 16385, 70000};
	struct scene *s = *state;
	char *rubbish = arena_alloc(&s->arena, 70000);
	struct journal_file file;
	struct folder f;
	const char *path;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	for (size_t i = 0; i < 10; i++) {
		memset(rubbish, i < 5 ? '\0' : '\xf3', 70000);
		scene_add(path, rubbish, sizes[i % 5]);
		file = read_again(s, &f);
		assert_int_equal(file.count, 4);
		assert_int_equal(file.torn_bytes, sizes[i % 5]);
		assert_int_equal(file.bad_line, 0);
		scene_put(path, bytes, len);
	}
}

/* Nothing of it counts: it costs time, and no more. */
static void
rubbish_of_any_length_takes_no_memory(void **state)
{
	struct scene *s = *state;
	struct journal_file file;
	struct folder f;
	const char *path;
	size_t len;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	len = scene_size(path);
	for (int ends = 0; ends < 2; ends++) {
		size_t used = s->arena.used;

		assert_int_equal(truncate(path, (off_t)40 << 20), 0);
		if (ends)
			scene_add(path, "\n", 1);
		file = read_again(s, &f);
		used = s->arena.used - used;
		assert_int_equal(file.count, 4);
		assert_int_equal(file.bad_line, 5);
		if (used > (size_t)1 << 20)
			fail_msg("%zu KiB", used >> 10);
		assert_int_equal(truncate(path, (off_t)len), 0);
	}
}

static void
a_line_that_is_no_record_ends_the_reading(void **state)
{
	struct scene *s = *state;
	char *rubbish = arena_alloc(&s->arena, 40000);
	const char *bad[] = {"\n", "{}\n", "x\n", "[1,2]\n", rubbish};
	struct journal_file file;
	struct folder f;
	const char *path;
	size_t len;
	char *bytes;

	memset(rubbish, 'y', 39998);
	rubbish[39998] = '\n';
	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	for (size_t i = 0; i < 5; i++) {
		scene_add(path, bad[i], strlen(bad[i]));
		file = read_again(s, &f);
		assert_int_equal(file.count, 4);
		assert_int_equal(file.bad_line, 5);
		assert_non_null(file.bad_why);
		scene_put(path, bytes, len);
	}
}

static void
the_end_of_an_endless_line_is_no_line(void **state)
{
	/* As much as is read at once: what comes then begins a new piece. */
	enum { PIECE = 4 * RECORD_LINE_MAX };
	struct scene *s = *state;
	char *rubbish = arena_alloc(&s->arena, PIECE);
	struct journal_file file;
	struct folder f, again;
	const char *path, *line;
	size_t len;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	len = scene_size(path);
	scene_open(s, &f, &again);
	line = record_line(scene_append(s, &again, "hidden", NOON), &s->arena);
	line = arena_printf(&s->arena, "%s\n", line);
	folder_close(&again);
	assert_int_equal(truncate(path, (off_t)len), 0);
	memset(rubbish, 'y', PIECE);
	scene_add(path, rubbish, PIECE - len);
	scene_add(path, line, strlen(line));
	file = read_again(s, &f);
	assert_int_equal(file.count, 4);
	assert_int_equal(file.bad_line, 5);
}

static void
a_line_whose_number_does_not_follow_ends_the_reading(void **state)
{
	struct scene *s = *state;
	struct journal_file file;
	struct folder f;
	const char *path;
	size_t len, one;
	char *bytes;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	one = strcspn(bytes, "\n") + 1;
	/* The second line is taken out. */
	memmove(bytes + one, bytes + one + strcspn(bytes + one, "\n") + 1,
		len - one - strcspn(bytes + one, "\n") - 1);
	scene_put(path, bytes, len - strcspn(bytes + one, "\n") - 1);
	file = read_again(s, &f);
	assert_int_equal(file.count, 1);
	assert_int_equal(file.bad_line, 2);
}

static void
lines_that_other_programs_wrote_are_read_and_told_apart(void **state)
{
	struct scene *s = *state;
	static const char line[] =
		"{\"n\": 5, \"kind\": \"note\", \"prev\": \"" ZEROS
		"\", \"salt\":\"0123456789abcdef\", \"incident\": \"%s\", "
		"\"id\": \"0123456789abcdef\", "
		"\"time\": \"2026-11-22T12:00:00.000Z\", \"text\": \"hi\"}\n";
	struct journal_file file;
	struct folder f;
	char text[600];

	scene_written(s, &f, 3);
	snprintf(text, sizeof(text), line, f.id);
	scene_add(scene_journal(s, &f, 0), text, strlen(text));
	file = read_again(s, &f);
	assert_int_equal(file.count, 5);
	assert_true(file.records[3]->canonical);
	assert_false(file.records[4]->canonical);
	assert_string_equal(file.records[4]->text, "hi");
}

static void
what_is_appended_is_read_on_from_there(void **state)
{
	struct scene *s = *state;
	struct journal_file file;
	const struct record *first;
	struct folder f, reader;
	const char *path;
	size_t len, half;
	char *bytes;

	scene_written(s, &f, 6);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	half = len / 2;
	assert_int_equal(truncate(path, (off_t)half), 0);
	scene_open(s, &f, &reader);
	file = *reader.files[0];
	first = file.records[0];
	assert_true(file.torn_bytes > 0);
	scene_add(path, bytes + half, len - half);
	assert_true(journal_read_more(reader.fd, &s->arena, &file, &s->err));
	assert_int_equal(file.count, 7);
	assert_int_equal(file.torn_bytes, 0);
	assert_ptr_equal(file.records[0], first);
	assert_true(journal_read_more(reader.fd, &s->arena, &file, &s->err));
	assert_int_equal(file.count, 7);
	reader.read_only = true;
	folder_close(&reader);
}

static void
a_file_that_shrank_or_changed_is_not_read_on(void **state)
{
	struct scene *s = *state;
	struct journal_file file;
	struct folder f, reader;
	const char *path;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	scene_open(s, &f, &reader);
	file = *reader.files[0];
	assert_int_equal(truncate(path, (off_t)len - 1), 0);
	assert_int_equal(journal_read_on(reader.fd, &s->arena, &file, &s->err),
			 JOURNAL_MORE_SHRANK);
	bytes[len - 20]++;
	scene_put(path, bytes, len);
	assert_int_equal(journal_read_on(reader.fd, &s->arena, &file, &s->err),
			 JOURNAL_MORE_CHANGED);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(journal_read_on(reader.fd, &s->arena, &file, &s->err),
			 JOURNAL_MORE_UNREADABLE);
	assert_int_equal(file.count, 4);
	reader.read_only = true;
	folder_close(&reader);
}

static void
a_file_that_a_copier_replaced_is_read_on(void **state)
{
	struct scene *s = *state;
	const char *path, *other;
	struct journal_file file;
	struct folder f, reader;
	size_t len;
	char *bytes;

	scene_written(s, &f, 5);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	assert_int_equal(truncate(path, (off_t)len - 700), 0);
	scene_open(s, &f, &reader);
	file = *reader.files[0];
	assert_true(file.count < 6);
	other = arena_printf(&s->arena, "%s/.copy", f.path);
	scene_put(other, bytes, len);
	assert_int_equal(rename(other, path), 0);
	assert_true(journal_read_more(reader.fd, &s->arena, &file, &s->err));
	assert_int_equal(file.count, 6);
	reader.read_only = true;
	folder_close(&reader);
}

static void
links_fifos_and_folders_are_no_journals_and_never_block(void **state)
{
	struct scene *s = *state;
	struct folder f, again;
	const char *path, *base;

	scene_written(s, &f, 1);
	path = scene_journal(s, &f, 0);
	base = arena_printf(&s->arena, "%s/", f.path);
	assert_int_equal(
		mkfifo(arena_printf(&s->arena, "%sa.jsonl", base), 0600), 0);
	assert_int_equal(
		symlink(path, arena_printf(&s->arena, "%sb.jsonl", base)), 0);
	assert_int_equal(symlink("/etc/passwd",
				 arena_printf(&s->arena, "%sc.jsonl", base)),
			 0);
	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%sd.jsonl", base), 0700), 0);
	scene_put(arena_printf(&s->arena, "%s.hidden.jsonl", base), "x\n", 2);
	scene_put(arena_printf(&s->arena, "%snotes.txt", base), "x\n", 2);
	scene_open(s, &f, &again);
	assert_int_equal(again.file_count, 5);
	assert_int_equal(again.alarm_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(again.alarms[i].what, FOLDER_UNREADABLE);
	for (size_t i = 0; i < again.file_count; i++)
		assert_int_equal(again.files[i]->count,
				 again.files[i]->name[0] == '2' ? 2 : 0);
	folder_close(&again);
}

static void
messages_show_no_control_characters_of_a_name(void **state)
{
	struct scene *s = *state;
	struct journal_file file;
	struct folder f;

	scene_create(s, &f);
	assert_false(journal_read(f.fd, "\033[31mx.jsonl", &s->arena, &file,
				  &s->err));
	assert_null(strchr(s->err.text, '\033'));
	assert_int_equal(s->err.kind, ERR_NOT_FOUND);
	folder_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(
			a_file_cut_at_any_byte_is_read_as_far_as_its_last_newline),
		SCENE_TEST(a_tail_of_nuls_or_rubbish_is_a_torn_tail),
		SCENE_TEST(rubbish_of_any_length_takes_no_memory),
		SCENE_TEST(a_line_that_is_no_record_ends_the_reading),
		SCENE_TEST(the_end_of_an_endless_line_is_no_line),
		SCENE_TEST(
			a_line_whose_number_does_not_follow_ends_the_reading),
		SCENE_TEST(
			lines_that_other_programs_wrote_are_read_and_told_apart),
		SCENE_TEST(what_is_appended_is_read_on_from_there),
		SCENE_TEST(a_file_that_shrank_or_changed_is_not_read_on),
		SCENE_TEST(a_file_that_a_copier_replaced_is_read_on),
		SCENE_TEST(
			links_fifos_and_folders_are_no_journals_and_never_block),
		SCENE_TEST(messages_show_no_control_characters_of_a_name),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

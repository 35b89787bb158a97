/* Incidents as folders: made, found, opened, shared, refreshed. */
#include "unit/store/scene.h"

#include "base/hash.h"
#include "core/library.h"
#include "store/watch.h"

static void
a_new_incident_has_private_folders_and_a_speaking_name(void **state)
{
	static const char *const below[] = {".", "playbooks", "evidence",
					    "documents", "seals"};
	struct scene *s = *state;
	struct folder f;
	struct stat st;

	scene_create(s, &f);
	assert_int_equal(strlen(f.id), 32);
	assert_string_equal(strrchr(f.path, '/') + 1,
			    arena_printf(&s->arena,
					 "20261122T120000Z-ransomware-%.8s",
					 f.id));
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(fstatat(f.fd, below[i], &st, 0), 0);
		assert_int_equal(st.st_mode & 0777, 0700);
	}
	folder_close(&f);
}

static void
exercises_and_assessments_have_folders_of_their_own(void **state)
{
	struct scene *s = *state;
	struct incident_places places;
	struct folder f;

	assert_true(folder_create(&s->paths, "exercise", "Oefening 1", NOON,
				  &s->who, &s->arena, &f, &s->err));
	assert_int_equal(
		strncmp(f.path, s->paths.exercises, strlen(s->paths.exercises)),
		0);
	scene_append(s, &f, "x", NOON);
	assert_string_equal(f.files[0]->records[0]->more->mode, "exercise");
	folder_close(&f);
	folder_list(&s->paths, &s->arena, &places, NULL);
	assert_int_equal(places.count, 1);
	assert_string_equal(places.places[0].mode, "exercise");
}

static void
the_list_goes_by_names_newest_first(void **state)
{
	struct scene *s = *state;
	struct incident_places places;
	struct folder f;

	for (int i = 0; i < 3; i++) {
		assert_true(folder_create(&s->paths, "live", "x",
					  NOON + i * 60000, &s->who, &s->arena,
					  &f, &s->err));
		folder_close(&f);
	}
	assert_int_equal(mkdir(arena_printf(&s->arena, "%s/something",
					    s->paths.incidents),
			       0700),
			 0);
	scene_put(arena_printf(&s->arena, "%s/20261122T120000Z-x-00000000",
			       s->paths.incidents),
		  "", 0);
	folder_list(&s->paths, &s->arena, &places, NULL);
	assert_int_equal(places.count, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(places.places[i].started,
				 NOON + (2 - i) * 60000);
}

static void
an_incident_is_found_by_digits_name_and_path(void **state)
{
	struct scene *s = *state;
	struct incident_place place;
	struct folder f;
	char typed[40];

	scene_written(s, &f, 1);
	for (size_t len = 4; len <= 32; len++) {
		snprintf(typed, sizeof(typed), "%.*s", (int)len, f.id);
		if (len == 9)
			typed[3] = (char)(typed[3] >= 'a' ? typed[3] - 32
							  : typed[3]);
		assert_true(folder_find(&s->paths, typed, &s->arena, &place,
					&s->err));
		assert_string_equal(place.path, f.path);
	}
	assert_true(
		folder_find(&s->paths, place.name, &s->arena, &place, &s->err));
	assert_string_equal(place.path, f.path);
	assert_true(folder_find(&s->paths, f.path, &s->arena, &place, &s->err));
	assert_string_equal(place.path, f.path);
	assert_string_equal(place.mode, "live");
	/* The right first 8 digits, another incident. */
	snprintf(typed, sizeof(typed), "%.8s%s", f.id,
		 f.id[8] == '0' ? "1" : "0");
	assert_false(folder_find(&s->paths, typed, &s->arena, &place, &s->err));
	assert_int_equal(s->err.kind, ERR_NOT_FOUND);
	assert_false(folder_find(&s->paths, "abc", &s->arena, &place, &s->err));
	assert_int_equal(s->err.kind, ERR_NOT_FOUND);
}

static void
a_damaged_journal_never_makes_an_incident_not_found(void **state)
{
	struct scene *s = *state;
	struct incident_place place;
	struct folder f, again;
	const char *path;

	scene_written(s, &f, 1);
	path = scene_journal(s, &f, 0);
	scene_put(path, "rubbish\n", 8);
	assert_true(folder_find(&s->paths, f.id, &s->arena, &place, &s->err));
	scene_open(s, &f, &again);
	assert_int_equal(again.files[0]->bad_line, 1);
	assert_true(again.read_only);
	assert_non_null(again.read_only_why);
	folder_close(&again);
}

static void
several_incidents_that_match_are_asked_about(void **state)
{
	struct scene *s = *state;
	struct incident_place place;

	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%s/20261122T120000Z-a-abcd0000",
				   s->paths.incidents),
		      0700),
		0);
	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%s/20261122T120000Z-b-abcd1111",
				   s->paths.incidents),
		      0700),
		0);
	assert_false(
		folder_find(&s->paths, "abcd", &s->arena, &place, &s->err));
	assert_int_equal(s->err.kind, ERR_USAGE);
	assert_true(
		folder_find(&s->paths, "abcd1", &s->arena, &place, &s->err));
	assert_string_equal(place.id8, "abcd1111");
}

static void
nothing_typed_means_the_open_live_incident(void **state)
{
	struct record end = {.kind = RECORD_CLOSE, .role = "management"};
	struct scene *s = *state;
	struct incident_place place;
	struct folder open, closed, f;

	assert_false(folder_find(&s->paths, NULL, &s->arena, &place, &s->err));
	assert_int_equal(s->err.kind, ERR_NOT_FOUND);
	assert_true(folder_create(&s->paths, "live", "open", NOON, &s->who,
				  &s->arena, &open, &s->err));
	scene_append(s, &open, "x", NOON);
	folder_close(&open);
	assert_true(folder_create(&s->paths, "live", "closed", NOON + 60000,
				  &s->who, &s->arena, &closed, &s->err));
	assert_int_equal(folder_append(&closed, &end, NOON, NULL, NULL, NULL),
			 JOURNAL_SAVED);
	folder_close(&closed);
	assert_true(folder_create(&s->paths, "exercise", "later", NOON + 120000,
				  &s->who, &s->arena, &f, &s->err));
	folder_close(&f);
	assert_true(folder_find(&s->paths, NULL, &s->arena, &place, &s->err));
	assert_string_equal(place.path, open.path);
	scene_open(s, &open, &f);
	assert_int_equal(folder_append(&f, &end, NOON, NULL, NULL, NULL),
			 JOURNAL_SAVED);
	folder_close(&f);
	assert_true(folder_find(&s->paths, NULL, &s->arena, &place, &s->err));
	assert_string_equal(place.path, closed.path);
}

static void
a_folder_that_everybody_can_change_is_refused(void **state)
{
	struct scene *s = *state;
	struct incident_place place;
	struct folder f, again;

	scene_written(s, &f, 1);
	place = scene_place(&f);
	assert_int_equal(chmod(f.path, 0707), 0);
	assert_false(folder_open(&s->paths, &place, &s->who, &s->arena, &again,
				 &s->err));
	assert_int_equal(s->err.kind, ERR_NOT_FOUND);
	assert_non_null(strstr(s->err.text, "chmod"));
	assert_int_equal(chmod(f.path, 01777), 0);
	scene_open(s, &f, &again);
	folder_close(&again);
	assert_int_equal(chmod(f.path, 0770), 0);
	scene_open(s, &f, &again);
	assert_true(again.group);
	folder_close(&again);
}

static void
a_folder_behind_a_link_is_refused(void **state)
{
	struct scene *s = *state;
	struct incident_place place;
	struct folder f, again;

	scene_written(s, &f, 1);
	place = scene_place(&f);
	place.path = arena_printf(&s->arena, "%s/link", s->root);
	assert_int_equal(symlink(f.path, place.path), 0);
	assert_false(folder_open(&s->paths, &place, &s->who, &s->arena, &again,
				 &s->err));
}

static void
assert_same_log(const struct incident *a, const struct incident *b)
{
	assert_int_equal(a->log_count, b->log_count);
	for (size_t i = 0; i < a->log_count; i++)
		assert_string_equal(a->log[i].record->id, b->log[i].record->id);
}

static void
refold(struct scene *s, const struct folder *was, struct incident *in)
{
	struct folder f;

	scene_open(s, was, &f);
	incident_init(in, &s->arena, NULL);
	folder_fold(&f, in);
	f.read_only = true;
	folder_close(&f);
}

static void
live_use_gives_the_same_as_folding_again(void **state)
{
	struct scene *s = *state;
	struct incident live, folded;
	struct record note = scene_note("x");
	struct folder f;

	scene_create(s, &f);
	incident_init(&live, &s->arena, NULL);
	for (int i = 0; i < 10; i++)
		assert_int_equal(folder_append(&f, &note, NOON + i * 7, &live,
					       NULL, NULL),
				 JOURNAL_SAVED);
	assert_int_equal(live.log_count, 11);
	refold(s, &f, &folded);
	assert_same_log(&live, &folded);
	folder_close(&f);
}

static void
what_one_process_writes_another_reads(void **state)
{
	struct scene *s = *state;
	struct incident first, second, folded;
	struct record note = scene_note("x");
	bool changed, again;
	struct folder f, one, two;

	scene_written(s, &f, 1);
	scene_open(s, &f, &one);
	scene_open(s, &f, &two);
	incident_init(&first, &s->arena, NULL);
	incident_init(&second, &s->arena, NULL);
	folder_fold(&one, &first);
	folder_fold(&two, &second);
	for (int i = 0; i < 20; i++) {
		struct folder *writer = i % 2 ? &one : &two;
		struct incident *in = i % 2 ? &first : &second;

		assert_true(
			folder_refresh(writer, in, &changed, &again, &s->err));
		assert_true(changed || i == 0);
		assert_false(again);
		assert_int_equal(folder_append(writer, &note, NOON + 5000 + i,
					       in, NULL, NULL),
				 JOURNAL_SAVED);
	}
	assert_true(folder_refresh(&two, &second, &changed, &again, &s->err));
	assert_false(again);
	assert_true(folder_refresh(&two, &second, &changed, &again, &s->err));
	assert_false(changed);
	refold(s, &f, &folded);
	assert_same_log(&first, &second);
	assert_same_log(&first, &folded);
	folder_close(&one);
	folder_close(&two);
}

static void
a_line_that_belongs_before_what_was_applied_asks_for_a_new_fold(void **state)
{
	struct scene *s = *state;
	struct incident first;
	struct record note = scene_note("x");
	bool changed, again;
	struct folder f, one, two;

	scene_written(s, &f, 1);
	scene_open(s, &f, &one);
	scene_open(s, &f, &two);
	incident_init(&first, &s->arena, NULL);
	folder_fold(&one, &first);
	assert_int_equal(
		folder_append(&one, &note, NOON + 9000, &first, NULL, NULL),
		JOURNAL_SAVED);
	assert_int_equal(
		folder_append(&two, &note, NOON + 5000, NULL, NULL, NULL),
		JOURNAL_SAVED);
	assert_true(folder_refresh(&one, &first, &changed, &again, &s->err));
	assert_true(changed);
	assert_true(again);
	folder_close(&one);
	folder_close(&two);
}

static void
each_process_witnesses_what_it_read_of_the_others(void **state)
{
	struct scene *s = *state;
	struct folder f, one, two;
	const struct record *r;
	struct record_head *heads;
	unsigned count;

	scene_written(s, &f, 1);
	scene_open(s, &f, &one);
	scene_open(s, &f, &two);
	scene_append(s, &one, "x", NOON); /* takes the first journal over */
	r = scene_append(s, &two, "y", NOON);
	assert_int_equal(two.files[1]->records[0]->seen_count, 1);
	assert_int_equal(two.files[1]->records[0]->seen[0].n, 2);
	assert_int_equal(r->seen_count, 0);
	heads = folder_heads(&two, &s->arena, &count);
	assert_int_equal(count, 2);
	assert_true(strcmp(heads[0].file, heads[1].file) < 0);
	for (unsigned i = 0; i < 2; i++)
		if (strcmp(heads[i].file, journal_name(two.journal)) == 0)
			assert_string_equal(heads[i].head,
					    journal_head(two.journal));
	folder_close(&one);
	folder_close(&two);
}

static void
a_journal_taken_over_does_not_name_the_same_heads_again(void **state)
{
	struct scene *s = *state;
	struct folder f, one, two, three;

	scene_written(s, &f, 1);
	scene_open(s, &f, &one);
	scene_open(s, &f, &two);
	scene_append(s, &one, "x", NOON);
	scene_append(s, &two, "y", NOON);
	folder_close(&two);
	scene_open(s, &f, &three);
	assert_int_equal(scene_append(s, &three, "z", NOON)->seen_count, 1);
	folder_close(&three);
	scene_open(s, &f, &three);
	assert_int_equal(scene_append(s, &three, "z", NOON)->seen_count, 0);
	folder_close(&three);
	folder_close(&one);
}

static void
a_conflict_copy_is_one_more_source_and_changes_nothing(void **state)
{
	struct scene *s = *state;
	struct incident before, after;
	const char *path, *copy;
	struct folder f;
	size_t len;
	char *bytes;

	scene_written(s, &f, 4);
	refold(s, &f, &before);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	copy = arena_printf(&s->arena,
			    "%.*s.sync-conflict-20261122-130000-ABCDEFG.jsonl",
			    (int)strlen(path) - 6, path);
	scene_put(copy, bytes, len);
	/* The copy has all lines, the file lost its last. */
	assert_int_equal(truncate(path, (off_t)len - 10), 0);
	refold(s, &f, &after);
	assert_same_log(&before, &after);
}

static void
lines_of_another_incident_or_mode_do_not_count(void **state)
{
	struct scene *s = *state;
	struct folder f, other, again;
	const char *path;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	for (int i = 0; i < 2; i++) {
		assert_true(folder_create(&s->paths, i ? "exercise" : "live",
					  "x", NOON, &s->who, &s->arena, &other,
					  &s->err));
		if (i)
			memcpy(other.id, f.id, sizeof(other.id));
		scene_append(s, &other, "y", NOON);
		folder_close(&other);
		path = scene_journal(s, &other, 0);
		bytes = scene_bytes(s, path, &len);
		path = arena_printf(&s->arena, "%s/other-%d.jsonl", f.path, i);
		scene_put(path, bytes, len);
	}
	scene_open(s, &f, &again);
	assert_int_equal(again.file_count, 3);
	assert_int_equal(again.files[0]->count, 4);
	assert_int_equal(again.files[1]->count, 0);
	assert_int_equal(again.files[2]->count, 0);
	assert_non_null(strstr(again.files[1]->bad_why, "incident"));
	assert_non_null(strstr(again.files[2]->bad_why, "mode"));
	assert_string_equal(again.who.mode, "live");
	folder_close(&again);
}

static void
a_newer_format_opens_for_reading_only(void **state)
{
	struct scene *s = *state;
	struct record note = scene_note("x");
	struct folder f, again;
	const char *path;
	size_t len;
	char *bytes, *format;

	scene_written(s, &f, 1);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	format = strstr(bytes, "\"format\":1");
	format[9] = '2';
	scene_put(path, bytes, len);
	scene_open(s, &f, &again);
	assert_true(again.read_only);
	assert_int_equal(
		folder_append(&again, &note, NOON, NULL, NULL, &s->err),
		JOURNAL_NOT_SAVED);
	assert_int_equal(s->err.kind, ERR_REFUSED);
	assert_non_null(strstr(s->err.text, "newer"));
	folder_close(&again);
}

static void
shrinking_changing_and_vanishing_are_alarms_each_told_once(void **state)
{
	static const enum folder_trouble expected[] = {
		FOLDER_SHRANK, FOLDER_CHANGED, FOLDER_GONE};
	struct scene *s = *state;
	struct incident in;
	struct folder f, again;
	bool changed, fold;
	const char *path;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	scene_open(s, &f, &again);
	incident_init(&in, &s->arena, NULL);
	folder_fold(&again, &in);
	for (int i = 0; i < 3; i++) {
		if (i == 0)
			assert_int_equal(truncate(path, (off_t)len - 1), 0);
		if (i == 1) {
			bytes[len - 20]++;
			scene_put(path, bytes, len);
			scene_add(path, "x", 1);
		}
		if (i == 2)
			assert_int_equal(unlink(path), 0);
		for (int twice = 0; twice < 2; twice++) {
			assert_true(folder_refresh(&again, &in, &changed, &fold,
						   &s->err));
			assert_false(changed);
		}
		assert_int_equal(again.alarm_count, i + 1);
		assert_int_equal(again.alarms[i].what, expected[i]);
		assert_non_null(strstr(
			folder_trouble_text(again.alarms[i].what), "%s"));
	}
	/* What was read stays. */
	assert_int_equal(again.files[0]->count, 4);
	folder_close(&again);
}

static void
a_journal_shorter_than_this_station_wrote_is_an_alarm_at_opening(void **state)
{
	struct scene *s = *state;
	struct folder f, again;
	const char *path;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	assert_int_equal(truncate(path, (off_t)scene_size(path) - 300), 0);
	scene_open(s, &f, &again);
	assert_int_equal(again.alarm_count, 1);
	assert_int_equal(again.alarms[0].what, FOLDER_SHRANK);
	again.read_only = true;
	folder_close(&again);
}

static void
files_taken_along_are_kept_whole_and_checked(void **state)
{
	struct scene *s = *state;
	struct library_file file = {.name = "rw.en.0123456789abcdef.yaml",
				    .bytes = "draaiboek: 1\n",
				    .len = 13};
	char hex[HASH_HEX_SIZE];
	struct folder f;
	const char *bytes, *path;
	struct stat one, two;
	size_t len;

	hash_hex(file.bytes, file.len, hex);
	file.sha256 = hex;
	scene_create(s, &f);
	assert_true(folder_keep_file(&f, &file, &s->err));
	path = arena_printf(&s->arena, "%s/playbooks/%s", f.path, file.name);
	assert_int_equal(stat(path, &one), 0);
	assert_int_equal(one.st_mode & 0777, 0600);
	assert_true(folder_keep_file(&f, &file, &s->err));
	assert_int_equal(stat(path, &two), 0);
	assert_int_equal(one.st_ino, two.st_ino);
	bytes = folder_kept_file(&f, file.name, hex, &len, &s->arena, &s->err);
	assert_int_equal(len, 13);
	assert_string_equal(bytes, file.bytes);
	scene_put(path, "draaiboek: 2\n", 13);
	assert_null(
		folder_kept_file(&f, file.name, hex, &len, &s->arena, &s->err));
	assert_non_null(folder_kept_file(&f, file.name, NULL, &len, &s->arena,
					 &s->err));
	/* Kept again, it is right again. */
	assert_true(folder_keep_file(&f, &file, &s->err));
	assert_non_null(
		folder_kept_file(&f, file.name, hex, &len, &s->arena, &s->err));
	folder_close(&f);
}

static void
no_name_leads_out_of_the_folder(void **state)
{
	static const char *const names[] = {"../x", "/etc/passwd", "a/b", "",
					    ".x",   "\033x",       ".."};
	struct scene *s = *state;
	struct folder f;
	size_t len;

	scene_create(s, &f);
	for (size_t i = 0; i < 7; i++) {
		struct library_file file = {.name = names[i],
					    .bytes = "x",
					    .len = 1,
					    .sha256 = ZEROS};

		assert_false(folder_keep_file(&f, &file, &s->err));
		assert_null(folder_kept_file(&f, names[i], NULL, &len,
					     &s->arena, &s->err));
	}
	assert_int_equal(symlinkat("/etc/passwd", f.fd, "playbooks/link"), 0);
	assert_null(
		folder_kept_file(&f, "link", NULL, &len, &s->arena, &s->err));
	folder_close(&f);
}

static void
the_watch_tells_of_what_others_write(void **state)
{
	struct scene *s = *state;
	struct folder f, one, two;
	struct watch w;

	scene_written(s, &f, 1);
	scene_open(s, &f, &one);
	scene_open(s, &f, &two);
	watch_init(&w, &one);
	assert_false(watch_changed(&w, NOON));
	scene_append(s, &two, "x", NOON);
	assert_true(watch_changed(&w, NOON));
	assert_false(watch_changed(&w, NOON));
	/* Without inotify, as on a share: within the next second. */
	if (w.fd >= 0)
		close(w.fd);
	w.fd = -1;
	assert_false(watch_changed(&w, NOON + 100));
	scene_append(s, &two, "y", NOON);
	assert_false(watch_changed(&w, NOON + 200));
	assert_true(watch_changed(&w, NOON + 1000));
	/* A clock that was set back does not make it blind. */
	scene_append(s, &two, "z", NOON);
	assert_true(watch_changed(&w, NOON - 3600000));
	watch_fini(&w);
	folder_close(&one);
	folder_close(&two);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(
			a_new_incident_has_private_folders_and_a_speaking_name),
		SCENE_TEST(exercises_and_assessments_have_folders_of_their_own),
		SCENE_TEST(the_list_goes_by_names_newest_first),
		SCENE_TEST(an_incident_is_found_by_digits_name_and_path),
		SCENE_TEST(a_damaged_journal_never_makes_an_incident_not_found),
		SCENE_TEST(several_incidents_that_match_are_asked_about),
		SCENE_TEST(nothing_typed_means_the_open_live_incident),
		SCENE_TEST(a_folder_that_everybody_can_change_is_refused),
		SCENE_TEST(a_folder_behind_a_link_is_refused),
		SCENE_TEST(live_use_gives_the_same_as_folding_again),
		SCENE_TEST(what_one_process_writes_another_reads),
		SCENE_TEST(
			a_line_that_belongs_before_what_was_applied_asks_for_a_new_fold),
		SCENE_TEST(each_process_witnesses_what_it_read_of_the_others),
		SCENE_TEST(
			a_journal_taken_over_does_not_name_the_same_heads_again),
		SCENE_TEST(
			a_conflict_copy_is_one_more_source_and_changes_nothing),
		SCENE_TEST(lines_of_another_incident_or_mode_do_not_count),
		SCENE_TEST(a_newer_format_opens_for_reading_only),
		SCENE_TEST(
			shrinking_changing_and_vanishing_are_alarms_each_told_once),
		SCENE_TEST(
			a_journal_shorter_than_this_station_wrote_is_an_alarm_at_opening),
		SCENE_TEST(files_taken_along_are_kept_whole_and_checked),
		SCENE_TEST(no_name_leads_out_of_the_folder),
		SCENE_TEST(the_watch_tells_of_what_others_write),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

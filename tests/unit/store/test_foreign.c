/* Journals that somebody put into an incident's folder, to take it over. */
#include "unit/store/scene.h"

#include "base/buf.h"
#include "base/hash.h"
#include "core/twin.h"
#include "store/marks.h"
#include "store/verify.h"

#define FORGED "20200101T000000Z-laptop7-0badc0de.jsonl"

struct forgery {
	const char *incident, *mode;
	const char *name;
	int notes;
	int64_t time;
	const char *id; /* of the first note; NULL: of its own */
};

/* Lines that are a good journal in themselves. */
static void
forge(struct scene *s, const struct folder *f, const struct forgery *how)
{
	struct record_more more = {
		.format = {.value = RECORD_FORMAT, .set = true},
		.program = "draaiboek test",
		.mode = how->mode,
		.station = "laptop7",
		.machine = ZEROS,
		.boot = "5a0c0000-0000-4000-8000-000000000009",
	};
	struct buf all = {0}, line = {0};
	char prev[65] = ZEROS, salt[17], id[17];

	for (int i = 0; i < how->notes + 2; i++) {
		struct record r = {.kind = RECORD_NOTE, .text = "forged"};

		if (i == 0)
			r = (struct record){.kind = RECORD_JOURNAL};
		else if (i == 1)
			r = (struct record){.kind = RECORD_OPEN};
		if (i < 2)
			r.more = &more;
		journal_random_hex(salt, 16);
		journal_random_hex(id, 16);
		r.prev = prev;
		r.salt = salt;
		r.incident = how->incident;
		r.n = i + 1;
		r.id = i == 2 && how->id ? how->id : id;
		r.time = how->time;
		buf_clear(&line);
		record_write(&r, &line);
		hash_hex(line.bytes, line.len, prev);
		buf_add(&all, line.bytes, line.len);
	}
	scene_put(arena_printf(&s->arena, "%s/%s", f->path,
			       how->name ? how->name : FORGED),
		  all.bytes, all.len);
	buf_fini(&all);
	buf_fini(&line);
}

static int
notes_in(struct scene *s, const struct folder *f, const char *text)
{
	struct incident in;
	int found = 0;

	incident_init(&in, &s->arena, NULL);
	folder_fold(f, &in);
	for (size_t i = 0; i < in.log_count; i++)
		found += in.log[i].record->kind == RECORD_NOTE &&
			 strcmp(in.log[i].record->text, text) == 0;
	return found;
}

/* Every digit but the first 8 is another. */
static char *
other_id(struct scene *s, const char *id)
{
	char *other = arena_strdup(&s->arena, id);

	for (char *c = other + 8; *c; c++)
		*c = *c == 'a' ? 'b' : 'a';
	return other;
}

static bool
has_alarm(const struct folder *f, enum folder_trouble what, const char *file)
{
	for (size_t i = 0; i < f->alarm_count; i++)
		if (f->alarms[i].what == what &&
		    strcmp(f->alarms[i].file, file) == 0)
			return true;
	return false;
}

static void
assert_is_ours(struct scene *s, const struct folder *was, int notes)
{
	struct folder f;

	scene_open(s, was, &f);
	assert_string_equal(f.id, was->id);
	assert_string_equal(f.who.mode, was->who.mode);
	assert_true(has_alarm(&f, FOLDER_BAD_LINE, FORGED));
	assert_int_equal(notes_in(s, &f, "Something was seen."), notes);
	assert_int_equal(notes_in(s, &f, "forged"), 0);
	scene_append(s, &f, "Something was seen.", NOON + 60000);
	folder_close(&f);
	/* What was saved now is there when the forged one is not. */
	assert_int_equal(unlink(arena_printf(&s->arena, "%s/" FORGED, f.path)),
			 0);
	scene_open(s, was, &f);
	assert_int_equal(notes_in(s, &f, "Something was seen."), notes + 1);
	folder_close(&f);
}

static void
a_forged_majority_does_not_take_an_incident_over(void **state)
{
	struct scene *s = *state;
	struct folder f;

	scene_written(s, &f, 3);
	forge(s, &f,
	      &(struct forgery){.incident = other_id(s, f.id),
				.mode = "live",
				.notes = 49,
				.time = NOON});
	assert_is_ours(s, &f, 3);
}

static void
where_nothing_is_remembered_most_files_say_it_and_not_most_lines(void **state)
{
	struct scene *s = *state;
	struct folder f, again;

	scene_written(s, &f, 3);
	forge(s, &f,
	      &(struct forgery){.incident = f.id,
				.mode = "live",
				.name = "20261122T110000Z-b-00000001.jsonl",
				.time = NOON});
	forge(s, &f,
	      &(struct forgery){.incident = other_id(s, f.id),
				.mode = "live",
				.notes = 49,
				.time = NOON});
	s->paths.state = NULL;
	scene_open(s, &f, &again);
	assert_string_equal(again.id, f.id);
	folder_close(&again);
}

static void
a_forged_journal_in_the_place_of_ours_is_of_another_incident(void **state)
{
	struct scene *s = *state;
	struct verify_result result;
	struct incident_place place;
	struct folder f, again;

	scene_written(s, &f, 3);
	assert_int_equal(unlink(scene_journal(s, &f, 0)), 0);
	forge(s, &f,
	      &(struct forgery){.incident = other_id(s, f.id),
				.mode = "live",
				.notes = 9,
				.time = NOON});
	scene_open(s, &f, &again);
	assert_string_equal(again.id, f.id);
	assert_int_equal(notes_in(s, &again, "forged"), 0);
	folder_close(&again);
	place = scene_place(&f);
	assert_true(folder_look(&s->paths, &place, &s->who, &s->arena, &again,
				&s->err));
	verify_folder(&again, &s->paths, NULL, &s->arena, &result);
	assert_true(result.broken);
	folder_close(&again);
}

static void
a_forged_open_of_another_mode_does_not_take_an_incident_over(void **state)
{
	struct scene *s = *state;
	struct folder f;

	scene_written(s, &f, 3);
	forge(s, &f,
	      &(struct forgery){.incident = f.id,
				.mode = "exercise",
				.notes = 3,
				.time = NOON});
	assert_is_ours(s, &f, 3);
}

static void
a_folder_carried_elsewhere_keeps_the_mode_of_its_open(void **state)
{
	struct scene *s = *state;
	struct folder f, again;
	const char *to = arena_printf(&s->arena, "%s/stick", s->root);

	assert_true(folder_create(&s->paths, "exercise", "drill", NOON, &s->who,
				  &s->arena, &f, &s->err));
	scene_append(s, &f, "Something was seen.", NOON);
	folder_close(&f);
	assert_int_equal(rename(f.path, to), 0);
	f.path = to;
	scene_open(s, &f, &again);
	assert_string_equal(again.who.mode, "exercise");
	assert_int_equal(notes_in(s, &again, "Something was seen."), 1);
	folder_close(&again);
}

static void
forge_twin(struct scene *s, const struct folder *f, const char *id)
{
	forge(s, f,
	      &(struct forgery){.incident = f->id,
				.mode = "live",
				.notes = 1,
				.time = NOON - 60000,
				.id = id});
}

static void
an_entry_whose_id_was_copied_is_shown_beside_the_other(void **state)
{
	struct scene *s = *state;
	struct verify_result result;
	struct folder f, again;
	struct incident in;
	const char *id;

	scene_create(s, &f);
	id = scene_append(s, &f, "Something was seen.", NOON)->id;
	folder_close(&f);
	forge_twin(s, &f, id);
	scene_open(s, &f, &again);
	assert_int_equal(notes_in(s, &again, "Something was seen."), 1);
	assert_int_equal(notes_in(s, &again, "forged"), 1);
	incident_init(&in, &s->arena, NULL);
	folder_fold(&again, &in);
	assert_true(incident_doubts(&in, id));
	assert_false(incident_doubts(&in, again.files[1]->records[0]->id));
	/* Nobody can tell from here which of the two it is. */
	verify_folder(&again, &s->paths, NULL, &s->arena, &result);
	assert_true(result.broken);
	assert_int_equal(result.files[0].bad_line, 3);
	assert_int_equal(result.files[1].bad_line, 2);
	folder_close(&again);
}

static void
it_is_shown_too_where_it_comes_while_somebody_looks(void **state)
{
	struct scene *s = *state;
	bool changed, fold_again;
	struct incident in;
	struct folder f;
	const char *id;
	int notes = 0;

	scene_create(s, &f);
	incident_init(&in, &s->arena, NULL);
	id = scene_append(s, &f, "Something was seen.", NOON)->id;
	folder_fold(&f, &in);
	forge(s, &f,
	      &(struct forgery){.incident = f.id,
				.mode = "live",
				.notes = 1,
				.time = NOON + 1,
				.id = id});
	assert_true(folder_refresh(&f, &in, &changed, &fold_again, &s->err));
	assert_true(changed);
	assert_false(fold_again);
	assert_true(incident_doubts(&in, id));
	for (size_t i = 0; i < in.log_count; i++)
		notes += in.log[i].record->kind == RECORD_NOTE;
	assert_int_equal(notes, 2);
	scene_append(s, &f, "And more.", NOON + 1000);
	forge(s, &f,
	      &(struct forgery){
		      .incident = f.id,
		      .mode = "live",
		      .name = "20200101T000000Z-laptop7-0badc0df.jsonl",
		      .notes = 1,
		      .time = NOON - 1,
		      .id = id});
	assert_true(folder_refresh(&f, &in, &changed, &fold_again, &s->err));
	assert_true(fold_again);
	folder_close(&f);
}

static void
an_entry_that_was_written_twice_is_no_doubt(void **state)
{
	struct scene *s = *state;
	struct record note = scene_note("twice"), *written;
	struct folder f, again;
	struct incident in;

	note.id = "0123456789abcdef";
	scene_written(s, &f, 1);
	for (int i = 0; i < 2; i++) {
		scene_open(s, &f, &again);
		s->who.boot = arena_printf(&s->arena, "another-boot-%d", i);
		assert_int_equal(folder_append(&again, &note, NOON + i, NULL,
					       &written, NULL),
				 JOURNAL_SAVED);
		folder_close(&again);
	}
	scene_open(s, &f, &again);
	assert_int_equal(again.file_count, 2);
	assert_int_equal(notes_in(s, &again, "twice"), 1);
	incident_init(&in, &s->arena, NULL);
	folder_fold(&again, &in);
	assert_false(incident_doubts(&in, note.id));
	folder_close(&again);
}

static void
put_many(struct scene *s, const struct folder *f, const char *bytes)
{
	for (int i = 0; i < 1001; i++)
		scene_put(arena_printf(&s->arena, "%s/0%04d.jsonl", f->path, i),
			  bytes, strlen(bytes));
}

static void
empty_files_do_not_keep_journals_from_being_read(void **state)
{
	struct scene *s = *state;
	struct folder f, again;

	scene_written(s, &f, 1);
	put_many(s, &f, "");
	s->paths.state = NULL;
	scene_open(s, &f, &again);
	assert_int_equal(again.alarm_count, 0);
	assert_int_equal(notes_in(s, &again, "Something was seen."), 1);
	scene_append(s, &again, "Something was seen.", NOON);
	folder_close(&again);
	scene_open(s, &f, &again);
	assert_int_equal(notes_in(s, &again, "Something was seen."), 2);
	folder_close(&again);
}

static void
what_this_station_wrote_is_read_however_many_there_are(void **state)
{
	struct scene *s = *state;
	struct verify_result result;
	struct folder f, again;
	int too_many = 0;

	scene_written(s, &f, 1);
	put_many(s, &f, "rubbish\n");
	s->who.boot = "5a0c0000-0000-4000-8000-000000000002";
	scene_open(s, &f, &again);
	for (size_t i = 0; i < again.alarm_count; i++)
		too_many += again.alarms[i].what == FOLDER_TOO_MANY;
	assert_int_equal(too_many, 1);
	assert_int_equal(notes_in(s, &again, "Something was seen."), 1);
	scene_append(s, &again, "Something was seen.", NOON);
	verify_folder(&again, &s->paths, NULL, &s->arena, &result);
	assert_true(result.broken);
	assert_true(result.unread > 0);
	assert_int_equal(result.missing, 0);
	folder_close(&again);
	scene_open(s, &f, &again);
	assert_int_equal(notes_in(s, &again, "Something was seen."), 2);
	folder_close(&again);
}

static void
where_nothing_can_be_remembered_it_is_told(void **state)
{
	struct scene *s = *state;
	struct folder f;

	s->paths.state = arena_printf(&s->arena, "%s/no-folder", s->root);
	scene_put(s->paths.state, "", 0);
	scene_create(s, &f);
	scene_append(s, &f, "one", NOON);
	scene_append(s, &f, "two", NOON);
	assert_int_equal(f.alarm_count, 1);
	assert_int_equal(f.alarms[0].what, FOLDER_NO_STATE);
	folder_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(a_forged_majority_does_not_take_an_incident_over),
		SCENE_TEST(
			where_nothing_is_remembered_most_files_say_it_and_not_most_lines),
		SCENE_TEST(
			a_forged_journal_in_the_place_of_ours_is_of_another_incident),
		SCENE_TEST(
			a_forged_open_of_another_mode_does_not_take_an_incident_over),
		SCENE_TEST(
			a_folder_carried_elsewhere_keeps_the_mode_of_its_open),
		SCENE_TEST(
			an_entry_whose_id_was_copied_is_shown_beside_the_other),
		SCENE_TEST(it_is_shown_too_where_it_comes_while_somebody_looks),
		SCENE_TEST(an_entry_that_was_written_twice_is_no_doubt),
		SCENE_TEST(empty_files_do_not_keep_journals_from_being_read),
		SCENE_TEST(
			what_this_station_wrote_is_read_however_many_there_are),
		SCENE_TEST(where_nothing_can_be_remembered_it_is_told),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A journal that shrank or forked is an alarm, an entry and a broken verify. */
#include "unit/store/scene.h"

#include "store/verify.h"

/* Another station's folder of the same incident: other marks, same journals. */
static void
open_as(struct scene *s, const struct folder *was, const char *state,
	struct folder *f)
{
	struct incident_place place = scene_place(was);
	struct paths paths = s->paths;

	paths.state = arena_printf(&s->arena, "%s/%s", s->root, state);
	assert_true(
		folder_open(&paths, &place, &s->who, &s->arena, f, &s->err));
}

/* Station "here" writes six lines, station "there" has read them all. */
static const char *
watched_journal(struct scene *s, struct folder *f)
{
	struct folder there;

	scene_written(s, f, 5);
	open_as(s, f, "there", &there);
	folder_close(&there);
	return scene_journal(s, f, 0);
}

/* The last line once more with other words, the chain made good again. */
static void
rewrite_last(struct scene *s, const char *path)
{
	size_t len;
	char *bytes = scene_bytes(s, path, &len);
	char *was = memrchr(bytes, 'S', len);

	assert_int_equal(strncmp(was, "Something", 9), 0);
	memcpy(was, "Nothing! ", 9);
	scene_put(path, bytes, len);
}

static void
cut_last(struct scene *s, const char *path)
{
	size_t len;
	char *bytes = scene_bytes(s, path, &len);
	char *before = memrchr(bytes, '\n', len - 1);

	scene_put(path, bytes, (size_t)(before + 1 - bytes));
}

static const struct folder_alarm *
alarm_of(const struct folder *f, enum folder_trouble what)
{
	for (size_t i = 0; i < f->alarm_count; i++)
		if (f->alarms[i].what == what)
			return &f->alarms[i];
	return NULL;
}

/* Notes that nobody wrote, of all journals. */
static unsigned
count_told(const struct folder *f, const struct record **last)
{
	unsigned told = 0;

	for (size_t i = 0; i < f->file_count; i++)
		for (size_t k = 0; k < f->files[i]->count; k++)
			if (f->files[i]->records[k]->kind == RECORD_NOTE &&
			    !f->files[i]->records[k]->actor) {
				*last = f->files[i]->records[k];
				told++;
			}
	return told;
}

static void
assert_broken(struct scene *s, const struct folder *was, const char *state)
{
	struct verify_result r;
	struct folder f;

	open_as(s, was, state, &f);
	verify_folder(&f, NULL, NULL, &s->arena, &r);
	assert_true(r.broken);
	f.read_only = true;
	folder_close(&f);
}

static void
a_fork_is_told_once_and_by_what_was_there(void **state)
{
	struct scene *s = *state;
	struct folder f, there;
	const struct record *told = NULL;
	const char *path = watched_journal(s, &f);

	rewrite_last(s, path);
	for (int round = 0; round < 3; round++) {
		open_as(s, &f, "there", &there);
		scene_append(s, &there, "And on.", NOON + 60000 + round);
		assert_non_null(alarm_of(&there, FOLDER_CHANGED));
		assert_true(alarm_of(&there, FOLDER_CHANGED)->told);
		assert_int_equal(count_told(&there, &told), 1);
		folder_close(&there);
	}
	assert_non_null(strstr(told->text, strrchr(path, '/') + 1));
	/* So a station that has never read it finds it out. */
	assert_broken(s, &f, "elsewhere");
}

static void
lines_that_are_gone_are_told(void **state)
{
	struct scene *s = *state;
	struct folder f, there;
	const struct record *told = NULL;
	const char *path = watched_journal(s, &f);

	cut_last(s, path);
	open_as(s, &f, "there", &there);
	assert_non_null(alarm_of(&there, FOLDER_SHRANK));
	scene_append(s, &there, "And on.", NOON + 60000);
	assert_int_equal(count_told(&there, &told), 1);
	assert_non_null(strstr(told->text, strrchr(path, '/') + 1));
	folder_close(&there);
	assert_broken(s, &f, "elsewhere");
}

static void
what_shrinks_under_our_eyes_is_told(void **state)
{
	struct scene *s = *state;
	struct folder f, there;
	const struct record *told = NULL;
	const char *path = watched_journal(s, &f);
	struct incident in;
	struct zone zone = {0};
	bool changed, again;

	open_as(s, &f, "third", &there);
	incident_init(&in, &s->arena, &zone);
	folder_fold(&there, &in);
	cut_last(s, path);
	assert_true(folder_refresh(&there, &in, &changed, &again, &s->err));
	assert_non_null(alarm_of(&there, FOLDER_SHRANK));
	scene_append(s, &there, "And on.", NOON + 60000);
	assert_int_equal(count_told(&there, &told), 1);
	folder_close(&there);
	assert_broken(s, &f, "elsewhere");
}

/* What is read while somebody works is remembered at once, not at the end. */
static void
a_killed_reader_has_remembered(void **state)
{
	struct scene *s = *state;
	struct folder f, here, there, later;
	struct incident in;
	struct zone zone = {0};
	bool changed, again;

	watched_journal(s, &f);
	open_as(s, &f, "fourth", &there);
	incident_init(&in, &s->arena, &zone);
	folder_fold(&there, &in);
	scene_open(s, &f, &here);
	scene_append(s, &here, "Something was seen.", NOON + 30000);
	assert_true(folder_refresh(&there, &in, &changed, &again, &s->err));
	assert_true(changed);
	/* Killed here: no folder_close(). */
	rewrite_last(s, scene_journal(s, &f, 0));
	open_as(s, &f, "fourth", &later);
	folder_refresh(&later, &in, &changed, &again, &s->err);
	assert_non_null(alarm_of(&later, FOLDER_CHANGED));
	later.read_only = there.read_only = true;
	folder_close(&later);
	folder_close(&there);
	folder_close(&here);
}

static void
a_journal_that_only_grew_is_no_alarm(void **state)
{
	struct scene *s = *state;
	struct folder f, here, there;
	const struct record *told = NULL;

	watched_journal(s, &f);
	for (int round = 0; round < 5; round++) {
		scene_open(s, &f, &here);
		scene_append(s, &here, "More.", NOON + 10000 + round);
		folder_close(&here);
		open_as(s, &f, "there", &there);
		scene_append(s, &there, "Here too.", NOON + 20000 + round);
		assert_int_equal(there.alarm_count, 0);
		assert_int_equal(count_told(&there, &told), 0);
		folder_close(&there);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(a_fork_is_told_once_and_by_what_was_there),
		SCENE_TEST(lines_that_are_gone_are_told),
		SCENE_TEST(what_shrinks_under_our_eyes_is_told),
		SCENE_TEST(a_killed_reader_has_remembered),
		SCENE_TEST(a_journal_that_only_grew_is_no_alarm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

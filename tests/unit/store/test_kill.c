/*
 * Writers that are killed at any moment, side by side: what they acknowledged
 * is there, whole and once, and nobody has to repair anything.
 */
#include "unit/store/scene.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/verify.h"

#define WRITERS 4
#define ROUNDS 20

static unsigned seed = 20261122;

static unsigned
draw(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % below;
}

/* Tells each id through the pipe once it is on the disk, for ever. */
static _Noreturn void
write_for_ever(struct scene *s, const struct folder *was, int acks)
{
	struct folder f;

	scene_open(s, was, &f);
	for (;;) {
		struct record note = scene_note("x"), *written = NULL;

		if (folder_append(&f, &note, paths_now(), NULL, &written,
				  NULL) == JOURNAL_NOT_SAVED)
			_exit(1);
		if (write(acks, written->id, 16) != 16)
			_exit(1);
	}
}

/* What the writers said was on the disk. */
struct told {
	char (*ids)[17];
	size_t count;
	int pipe;
};

static void
hear(struct scene *s, struct told *told, size_t count)
{
	for (; count > 0; count--) {
		told->ids = arena_more(&s->arena, told->ids, told->count,
				       sizeof(*told->ids));
		if (read(told->pipe, told->ids[told->count], 16) != 16)
			return;
		told->count++;
	}
}

/* Kills the writers one by one; returns how many died of it. */
static int
one_round(struct scene *s, const struct folder *f, int acks, struct told *told)
{
	pid_t pids[WRITERS];
	int killed = 0;

	for (int i = 0; i < WRITERS; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			write_for_ever(s, f, acks);
	}
	hear(s, told, 4 + draw(40));
	for (int i = 0; i < WRITERS; i++) {
		int status;

		/* Another one's acknowledgement sets the moment. */
		hear(s, told, draw(4));
		kill(pids[i], SIGKILL);
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		killed += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	}
	return killed;
}

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many of the acknowledged ids are not in the incident exactly once. */
static size_t
count_lost(struct scene *s, const struct folder *was, const struct told *told)
{
	struct arena a = {0};
	struct incident in;
	size_t lost = 0;
	struct folder f;
	const char **ids;

	scene_open(s, was, &f);
	incident_init(&in, &a, NULL);
	folder_fold(&f, &in);
	ids = ARENA_ARRAY(&a, const char *, in.log_count + 1);
	for (size_t i = 0; i < in.log_count; i++)
		ids[i] = in.log[i].record->id;
	qsort(ids, in.log_count, sizeof(*ids), compare_ids);
	for (size_t i = 0; i < told->count; i++) {
		const char *key = told->ids[i];
		const char **found = bsearch(&key, ids, in.log_count,
					     sizeof(*ids), compare_ids);

		lost += !found || (found > ids && !strcmp(found[-1], key)) ||
			(found < ids + in.log_count - 1 &&
			 !strcmp(found[1], key));
	}
	f.read_only = true;
	folder_close(&f);
	arena_fini(&a);
	return lost;
}

static void
nothing_acknowledged_is_lost_when_writers_are_killed(void **state)
{
	struct scene *s = *state;
	struct verify_result result;
	struct folder f, again;
	int acks[2], killed = 0;
	struct told told = {0};

	scene_written(s, &f, 1);
	assert_int_equal(pipe2(acks, O_CLOEXEC), 0);
	told.pipe = acks[0];
	for (int i = 0; i < ROUNDS; i++) {
		killed += one_round(s, &f, acks[1], &told);
		assert_int_equal(count_lost(s, &f, &told), 0);
	}
	close(acks[1]);
	hear(s, &told, SIZE_MAX);
	close(acks[0]);
	assert_int_equal(killed, WRITERS * ROUNDS);
	assert_true(told.count >= 4 * ROUNDS);
	assert_int_equal(count_lost(s, &f, &told), 0);
	scene_open(s, &f, &again);
	verify_folder(&again, &s->paths, NULL, &s->arena, &result);
	assert_false(result.broken);
	folder_close(&again);
}

static void
a_stopped_writer_holds_nobody_up(void **state)
{
	struct scene *s = *state;
	struct folder f, other;
	int acks[2], status;
	pid_t stopped;

	scene_written(s, &f, 1);
	assert_int_equal(pipe2(acks, O_CLOEXEC), 0);
	stopped = fork();
	assert_true(stopped >= 0);
	if (stopped == 0)
		write_for_ever(s, &f, acks[1]);
	{
		char id[16];

		/* It has begun. */
		assert_int_equal(read(acks[0], id, 16), 16);
	}
	assert_int_equal(kill(stopped, SIGSTOP), 0);
	assert_int_equal(waitpid(stopped, &status, WUNTRACED), stopped);
	assert_true(WIFSTOPPED(status));
	scene_open(s, &f, &other);
	for (int i = 0; i < 20; i++)
		scene_append(s, &other, "goes on", paths_now());
	folder_close(&other);
	kill(stopped, SIGKILL);
	assert_int_equal(waitpid(stopped, &status, 0), stopped);
	close(acks[0]);
	close(acks[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(
			nothing_acknowledged_is_lost_when_writers_are_killed),
		SCENE_TEST(a_stopped_writer_holds_nobody_up),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

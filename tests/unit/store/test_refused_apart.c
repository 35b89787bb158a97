/* Copies and comparisons by processes of their own; any one call is refused. */
#include "unit/store/sweep.h"

#include <sys/wait.h>

#include "store/clock.h"
#include "store/evidence.h"

#define PIECES 80

static bool
go_on(struct evidence_watch *w, int64_t done, int64_t total)
{
	(void)w;
	sweep_must(done <= total);
	return true;
}

static bool
stop_it(struct evidence_watch *w, int64_t done, int64_t total)
{
	(void)w;
	(void)done;
	(void)total;
	return false;
}

static void
prepare_original(struct bench *b)
{
	static char piece[PIECES * 4096];

	scene_create(&b->s, &b->f);
	folder_write_apart(&b->f);
	b->path = arena_printf(&b->s.arena, "%s/screenshot", b->s.root);
	memset(piece, 'a', sizeof(piece));
	scene_put(b->path, piece, sizeof(piece));
}

static bool
attach(struct bench *b)
{
	struct evidence *e = ARENA_NEW(&b->s.arena, struct evidence);
	struct evidence_watch watch = {.tell = go_on};

	b->own = NULL;
	if (!evidence_copy_apart(&b->f, b->path, &watch, &b->s.arena, e,
				 &b->s.err))
		return false;
	b->own = e;
	return true;
}

static bool
is_whole(struct bench *b, const struct evidence *e)
{
	return e->bytes == PIECES * 4096 &&
	       strcmp(e->name, "screenshot") == 0 &&
	       evidence_compare(
		       b->f.fd,
		       arena_printf(&b->s.arena, "evidence/%s", e->file),
		       e->sha256) == EVIDENCE_GOOD;
}

static void
judge_attached(struct bench *b, bool done)
{
	if (done) {
		sweep_must(is_whole(b, b->own));
		return;
	}
	b->s.err = (struct err){0};
	sweep_must(attach(b) && is_whole(b, b->own));
}

static const struct operation attaching = {
	.name = "evidence by another process",
	.prepare = prepare_original,
	.run = attach,
	.judge = judge_attached,
	.other = true,
	.most = 4,
};

/* A disk that hangs, and a process that is killed there. */
static enum err_kind
hang_and_attach(struct bench *b, int number,
		bool (*tell)(struct evidence_watch *, int64_t, int64_t))
{
	struct evidence_watch watch = {.tell = tell};
	struct evidence e;

	b->s.err = (struct err){0};
	refused_plan(refused_named("fsync"), 1, false, number);
	refused_arm(true);
	assert_false(evidence_copy_apart(&b->f, b->path, &watch, &b->s.arena,
					 &e, &b->s.err));
	refused_arm(false);
	assert_int_equal(denial->hits, 1);
	return b->s.err.kind;
}

static void
who_hangs_can_be_stopped(void **state)
{
	struct bench b;
	int status;
	pid_t pid;

	(void)state;
	bench_init(&b);
	prepare_original(&b);
	assert_int_equal(hang_and_attach(&b, STOP, stop_it), ERR_BUSY);
	assert_non_null(strstr(b.s.err.text, "was stopped"));
	/* Others have ended meanwhile. */
	do
		pid = waitpid(-1, &status, WUNTRACED);
	while (pid > 0 && !WIFSTOPPED(status));
	assert_true(pid > 0);
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(attach(&b) && is_whole(&b, b.own));
	sweep_must_leave_nothing(&b, -1);
	bench_fini(&b);
}

static void
who_is_killed_has_attached_nothing(void **state)
{
	struct bench b;

	(void)state;
	bench_init(&b);
	prepare_original(&b);
	assert_int_equal(hang_and_attach(&b, KILL, go_on), ERR_WRITE);
	assert_non_null(strstr(b.s.err.text, "ended"));
	assert_true(attach(&b) && is_whole(&b, b.own));
	/* What the kill left went with the next copy. */
	sweep_must_leave_nothing(&b, -1);
	bench_fini(&b);
}

static void
who_does_not_wait_copies_by_himself(void **state)
{
	struct evidence e;
	struct bench b;

	(void)state;
	bench_init(&b);
	prepare_original(&b);
	refused_plan(refused_named("fork"), 1, true, EAGAIN);
	refused_arm(true);
	assert_true(evidence_copy_apart(&b.f, b.path, NULL, &b.s.arena, &e,
					&b.s.err));
	refused_arm(false);
	assert_true(is_whole(&b, &e));
	bench_fini(&b);
}

/* --- what is kept, compared by a process of its own */

static enum evidence_state
compare_kept(struct bench *b,
	     bool (*tell)(struct evidence_watch *, int64_t, int64_t))
{
	const struct evidence *e = b->own;
	struct evidence_watch watch = {.tell = tell};

	return evidence_compare_apart(
		&b->f, arena_printf(&b->s.arena, "evidence/%s", e->file),
		e->sha256, &watch);
}

static void
prepare_attached(struct bench *b)
{
	prepare_original(b);
	assert_true(attach(b));
}

/* Nobody says that it changed who could not read it. */
static bool
compare(struct bench *b)
{
	enum evidence_state state = compare_kept(b, go_on);

	sweep_must(state == EVIDENCE_GOOD || state == EVIDENCE_UNREADABLE ||
		   (state == EVIDENCE_MISSING && denial->number == ENOENT));
	return state == EVIDENCE_GOOD;
}

static void
judge_compared(struct bench *b, bool done)
{
	(void)done;
	sweep_must(compare_kept(b, go_on) == EVIDENCE_GOOD);
}

static const struct operation comparing = {
	.name = "a comparison by another process",
	.prepare = prepare_attached,
	.run = compare,
	.judge = judge_compared,
	.keeps = true,
	.quiet = true,
	.most = 4,
};

static enum evidence_state
hang_and_compare(struct bench *b, int number,
		 bool (*tell)(struct evidence_watch *, int64_t, int64_t))
{
	enum evidence_state state;

	refused_plan(refused_named("read"), 1, false, number);
	refused_arm(true);
	state = compare_kept(b, tell);
	refused_arm(false);
	assert_int_equal(denial->hits, 1);
	return state;
}

static void
a_comparison_that_hangs_can_be_stopped(void **state)
{
	struct bench b;
	int status;
	pid_t pid;

	(void)state;
	bench_init(&b);
	prepare_attached(&b);
	assert_int_equal(hang_and_compare(&b, STOP, stop_it), EVIDENCE_STOPPED);
	do
		pid = waitpid(-1, &status, WUNTRACED);
	while (pid > 0 && !WIFSTOPPED(status));
	assert_true(pid > 0);
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(hang_and_compare(&b, KILL, go_on),
			 EVIDENCE_UNREADABLE);
	assert_int_equal(compare_kept(&b, go_on), EVIDENCE_GOOD);
	sweep_must_leave_nothing(&b, -1);
	bench_fini(&b);
}

/* --- who writes here, and then there */

static void
a_journal_that_was_begun_here_goes_on_there(void **state)
{
	struct record note = scene_note("two"), *written = NULL;
	enum journal_outcome outcome;
	struct bench b;

	(void)state;
	bench_init(&b);
	scene_create(&b.s, &b.f);
	assert_false(folder_is_waiting(&b.f));
	assert_false(folder_is_out_of_reach(&b.f));
	assert_int_equal(folder_wait_fd(&b.f), -1);
	sweep_must(bench_append(&b, "one"));
	folder_write_apart(&b.f);
	assert_false(folder_is_out_of_reach(&b.f));
	/* What is no id is none. */
	note.id = "short";
	outcome = folder_append(&b.f, &note, NOON, NULL, &written, &b.s.err);
	if (outcome == JOURNAL_WAITING)
		outcome = folder_await(&b.f, 10000, NULL, &written, &b.s.err);
	assert_true(bench_note(&b, outcome, written));
	assert_int_equal(strlen(written->id), 16);
	assert_int_equal(b.f.file_count, 1);
	bench_must_be_kept(&b);
	bench_fini(&b);
}

/* A file that is compared can be large as well. */
static void
a_comparison_can_be_stopped(void **state)
{
	struct evidence_watch watch = {.tell = stop_it};
	struct bench b;
	const char *path;

	(void)state;
	bench_init(&b);
	scene_create(&b.s, &b.f);
	path = arena_printf(&b.s.arena, "%s/evidence/x", b.f.path);
	scene_put(path, "", 0);
	assert_int_equal(truncate(path, 9 << 20), 0);
	assert_int_equal(
		evidence_compare_kept(&b.f, "evidence/x", ZEROS, &watch),
		EVIDENCE_STOPPED);
	assert_int_equal(evidence_compare_kept(&b.f, "evidence/x", ZEROS, NULL),
			 EVIDENCE_CHANGED);
	bench_fini(&b);
}

/* --- what is known of a journal */

static void
the_first_bad_line_and_the_highest_head_count(void **state)
{
	struct journal_file file = {.head_of = 3, .head = "x"};
	struct record *written;
	struct bench b;

	(void)state;
	assert_string_equal(journal_file_head(&file), "");
	journal_blame(&file, 5, "five");
	journal_blame(&file, 7, "seven");
	assert_string_equal(file.bad_why, "five");
	journal_blame(&file, 2, "two");
	assert_int_equal(file.bad_line, 2);
	bench_init(&b);
	scene_create(&b.s, &b.f);
	written = scene_append(&b.s, &b.f, "one", NOON);
	assert_int_equal(written->seen_count, 0);
	journal_saw(b.f.journal, journal_name(b.f.journal), 9, ZEROS, NOON);
	journal_saw(b.f.journal, "b.jsonl", 0, ZEROS, NOON);
	journal_saw(b.f.journal, "c.jsonl", 4, ZEROS, NOON);
	journal_has_named(b.f.journal, "c.jsonl", 3);
	journal_has_named(b.f.journal, "c.jsonl", 2);
	written = scene_append(&b.s, &b.f, "two", NOON);
	assert_int_equal(written->seen_count, 1);
	assert_string_equal(written->seen[0].file, "c.jsonl");
	journal_has_named(b.f.journal, "d.jsonl", 9);
	journal_saw(b.f.journal, "d.jsonl", 9, ZEROS, NOON);
	assert_int_equal(scene_append(&b.s, &b.f, "three", NOON)->seen_count,
			 0);
	bench_fini(&b);
}

/* --- and the clock, which nobody waits for */

static void
only_a_jump_of_the_clock_is_one(void **state)
{
	struct clock_watch w = {0};

	(void)state;
	assert_int_equal(clock_look(&w, NOON, 1000), 0);
	assert_int_equal(clock_look(&w, NOON + 5000, 6000), 0);
	assert_int_equal(clock_look(&w, NOON + 30000, 6000), 0);
	assert_int_equal(clock_look(&w, NOON + 930000, 6000), 900000);
	assert_int_equal(clock_look(&w, NOON + 30000, 6000), -900000);
	assert_true(clock_since_boot() > 0);
	refused_plan(refused_named("clock_gettime"), 1, true, EINVAL);
	refused_arm(true);
	assert_int_equal(clock_since_boot(), 0);
	refused_arm(false);
	assert_true(clock_is_unset(0));
	assert_false(clock_is_unset(NOON));
}

SWEEP(attaching)
SWEEP(comparing)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sweep_attaching),
		cmocka_unit_test(sweep_comparing),
		cmocka_unit_test(a_comparison_that_hangs_can_be_stopped),
		cmocka_unit_test(who_hangs_can_be_stopped),
		cmocka_unit_test(who_is_killed_has_attached_nothing),
		cmocka_unit_test(who_does_not_wait_copies_by_himself),
		cmocka_unit_test(a_journal_that_was_begun_here_goes_on_there),
		cmocka_unit_test(a_comparison_can_be_stopped),
		cmocka_unit_test(the_first_bad_line_and_the_highest_head_count),
		cmocka_unit_test(only_a_jump_of_the_clock_is_one),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

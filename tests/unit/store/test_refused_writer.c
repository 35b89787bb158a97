/* A process that writes for another one, where any one call is refused. */
#include "unit/store/sweep.h"

#include <sys/socket.h>
#include <sys/wait.h>

#include "core/library.h"
#include "store/writer_private.h"

static const struct library_file playbook = {
	.name = "x.en.0123456789abcdef.yaml",
	.bytes = "a: 1\n",
	.len = 5,
};

/* Until there is an answer, which a call that was refused may put off. */
static bool
append_apart(struct bench *b, const char *text, const char *id)
{
	struct record note = scene_note(text), *written = NULL;
	enum journal_outcome outcome;

	note.id = id;
	outcome = folder_append(&b->f, &note, NOON, NULL, &written, &b->s.err);
	for (int i = 0; i < 20 && outcome == JOURNAL_WAITING; i++)
		outcome = folder_await(&b->f, 1000, NULL, &written, &b->s.err);
	sweep_must(outcome != JOURNAL_WAITING);
	return bench_note(b, outcome, written);
}

static void
prepare_apart(struct bench *b)
{
	scene_create(&b->s, &b->f);
	folder_write_apart(&b->f);
}

static bool
append_first(struct bench *b)
{
	return folder_keep_file(&b->f, &playbook, &b->s.err) &&
	       append_apart(b, "one", NULL);
}

/* It is saved at the second try, once, whatever became of the first. */
static void
judge_apart(struct bench *b, bool done)
{
	char id[17] = "";

	bench_must_be_kept(b);
	if (done)
		return;
	b->s.err = (struct err){0};
	if (b->f.journal)
		memcpy(id, journal_unsaved_id(b->f.journal), sizeof(id));
	if (!append_apart(b, "again", *id ? id : NULL))
		fail_msg("%s: then \"%s\"", sweep_what, b->s.err.text);
	bench_must_be_kept(b);
}

static const struct operation beginning = {
	.name = "a first entry by another process",
	.prepare = prepare_apart,
	.run = append_first,
	.judge = judge_apart,
	.other = true,
	.most = 4,
};

static void
prepare_going(struct bench *b)
{
	prepare_apart(b);
	assert_true(append_apart(b, "one", NULL));
}

/* Goes on elsewhere, with a file and a line before the entry. */
static bool
move_apart(struct bench *b)
{
	static struct record before;

	before = scene_note("before");
	b->f.before = &before;
	return folder_move(&b->f, b->elsewhere, NOON, &b->s.err) &&
	       folder_keep_file(&b->f, &playbook, &b->s.err) &&
	       append_apart(b, "two", NULL);
}

static const struct operation moving = {
	.name = "going on elsewhere by another process",
	.prepare = prepare_going,
	.run = move_apart,
	.judge = judge_apart,
	.other = true,
	.most = 4,
};

static bool
leave(struct bench *b)
{
	folder_close(&b->f);
	return true;
}

static void
judge_left(struct bench *b, bool done)
{
	(void)done;
	bench_must_be_kept(b);
}

static const struct operation leaving = {
	.name = "leaving",
	.prepare = prepare_going,
	.run = leave,
	.judge = judge_left,
	.most = 3,
};

/* --- a process that hangs, and one that dies */

static enum journal_outcome
begin_append(struct bench *b, const char *text, const char *id)
{
	struct record note = scene_note(text), *written = NULL;

	note.id = id;
	return folder_append(&b->f, &note, NOON, NULL, &written, &b->s.err);
}

/* The next line that it writes does not reach the disk. */
static void
stop_at_sync(int number, bool on)
{
	refused_plan(refused_named("fdatasync"), 1, on, number);
	refused_arm(true);
}

static void
go_on_again(pid_t pid)
{
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void
who_hangs_is_left_behind_and_loses_nothing(void **state)
{
	struct incident in;
	bool changed, again;
	struct pollfd end;
	struct bench b;
	char id[17];
	pid_t pid;

	(void)state;
	bench_init(&b);
	prepare_going(&b);
	incident_init(&in, &b.s.arena, NULL);
	assert_false(folder_is_waiting(&b.f));
	assert_int_equal(folder_wait_fd(&b.f), -1);
	folder_stop_waiting(&b.f); /* for nothing */
	pid = b.f.writer.pid;
	stop_at_sync(STOP, false);
	assert_int_equal(begin_append(&b, "two", NULL), JOURNAL_WAITING);
	refused_arm(false);
	assert_true(folder_is_waiting(&b.f));
	assert_int_equal(folder_wait_fd(&b.f), b.f.writer.fd);
	assert_true(folder_is_out_of_reach(&b.f));
	assert_int_equal(folder_await(&b.f, 0, NULL, NULL, &b.s.err),
			 JOURNAL_WAITING);
	folder_stop_waiting(&b.f);
	assert_false(folder_is_waiting(&b.f));
	/* Whoever looked into the folder would hang as well. */
	assert_true(folder_is_out_of_reach(&b.f));
	assert_false(folder_refresh(&b.f, &in, &changed, &again, &b.s.err));
	memcpy(id, journal_unsaved_id(b.f.journal), sizeof(id));
	assert_true(folder_move(&b.f, b.elsewhere, NOON, &b.s.err));
	assert_true(folder_is_away(&b.f));
	assert_true(append_apart(&b, "two", id));
	end = (struct pollfd){.fd = folder_wait_fd(&b.f), .events = POLLIN};
	assert_true(end.fd >= 0);
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_int_equal(poll(&end, 1, 10000), 1);
	assert_false(folder_is_out_of_reach(&b.f));
	assert_int_equal(folder_wait_fd(&b.f), -1);
	/* Nobody asks it for anything any more. */
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	bench_must_be_kept(&b);
	bench_fini(&b);
}

static void
who_hangs_twice_is_left_behind_twice(void **state)
{
	struct bench b;
	pid_t pids[2];

	(void)state;
	bench_init(&b);
	prepare_going(&b);
	for (int i = 0; i < 2; i++) {
		/* The second one hangs where it makes its own file. */
		refused_plan(refused_named(i ? "fsync" : "fdatasync"), 1, false,
			     STOP);
		refused_arm(true);
		assert_int_equal(begin_append(&b, "two", NULL),
				 JOURNAL_WAITING);
		refused_arm(false);
		pids[i] = b.f.writer.pid;
		folder_stop_waiting(&b.f);
	}
	folder_close(&b.f);
	go_on_again(pids[0]);
	go_on_again(pids[1]);
	bench_must_be_kept(&b);
	bench_fini(&b);
}

/* Left while an answer is awaited: what is written is still written. */
static void
who_leaves_meanwhile_waits_for_nobody(void **state)
{
	struct folder again;
	struct bench b;
	pid_t pid;

	(void)state;
	bench_init(&b);
	prepare_going(&b);
	stop_at_sync(STOP, false);
	assert_int_equal(begin_append(&b, "two", "00000000000000bb"),
			 JOURNAL_WAITING);
	refused_arm(false);
	pid = b.f.writer.pid;
	folder_close(&b.f);
	go_on_again(pid);
	assert_true(bench_look(&b, b.f.path, &again));
	assert_true(bench_has(&again, "00000000000000bb"));
	folder_close(&again);
	bench_fini(&b);
}

static void
who_dies_is_followed_by_another_once(void **state)
{
	struct bench b;
	char id[17];

	(void)state;
	bench_init(&b);
	prepare_going(&b);
	stop_at_sync(KILL, false);
	assert_int_equal(begin_append(&b, "two", NULL), JOURNAL_FAILED_OVER);
	assert_true(denial->hits == 1);
	assert_non_null(strstr(b.s.err.text, "takes no more lines"));
	b.s.err = (struct err){0};
	stop_at_sync(KILL, true);
	assert_int_equal(begin_append(&b, "three", NULL), JOURNAL_NOT_SAVED);
	refused_arm(false);
	assert_int_equal(denial->hits, 2);
	assert_non_null(strstr(b.s.err.text, "NOT SAVED"));
	memcpy(id, journal_unsaved_id(b.f.journal), sizeof(id));
	b.s.err = (struct err){0};
	assert_true(append_apart(&b, "three", id));
	bench_must_be_kept(&b);
	bench_fini(&b);
}

/* --- what is refused before anything is written */

static void
an_entry_without_an_end_is_refused_here(void **state)
{
	static char text[20000];
	struct bench b;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	bench_init(&b);
	prepare_going(&b);
	assert_int_equal(begin_append(&b, text, NULL), JOURNAL_NOT_SAVED);
	assert_int_equal(b.s.err.kind, ERR_REFUSED);
	assert_true(append_apart(&b, "two", NULL));
	bench_must_be_kept(&b);
	bench_fini(&b);
}

static void
a_folder_that_cannot_be_is_told_with_the_entry(void **state)
{
	const char *file;
	struct bench b;
	char id[17];

	(void)state;
	bench_init(&b);
	prepare_going(&b);
	file = arena_printf(&b.s.arena, "%s/file", b.s.root);
	scene_put(file, "x", 1);
	/* Twice, and what was to be kept there. */
	assert_true(folder_move(&b.f, file, NOON, &b.s.err));
	assert_true(folder_move(&b.f, file, NOON, &b.s.err));
	assert_true(folder_keep_file(&b.f, &playbook, &b.s.err));
	assert_int_equal(begin_append(&b, "two", NULL), JOURNAL_NOT_SAVED);
	assert_int_equal(b.s.err.kind, ERR_WRITE);
	assert_non_null(strstr(b.s.err.text, file));
	memcpy(id, journal_unsaved_id(b.f.journal), sizeof(id));
	assert_true(append_apart(&b, "two", id));
	bench_must_be_kept(&b);
	bench_fini(&b);
}

/* What went before the entry has failed over, and that is told with it. */
static void
a_failover_before_the_entry_is_told(void **state)
{
	static struct record before;
	struct bench b;

	(void)state;
	bench_init(&b);
	prepare_going(&b);
	before = scene_note("before");
	b.f.before = &before;
	stop_at_sync(EIO, false);
	assert_int_equal(begin_append(&b, "two", NULL), JOURNAL_FAILED_OVER);
	refused_arm(false);
	assert_int_equal(denial->hits, 1);
	bench_fini(&b);
}

/* --- what is said over the socket */

/* Sends those bytes to a process that writes, and closes the socket. */
static int
serve(struct bench *b, const void *bytes, size_t len, size_t *heard)
{
	struct journal *j =
		journal_prepare(b->f.fd, b->f.path, &b->f.who, &b->s.err);
	int ends[2], status = -1;
	char answer[4096];
	ssize_t got;
	pid_t pid;

	assert_non_null(j);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(ends[0]);
		writer_serve(j, ends[1]);
	}
	close(ends[1]);
	assert_int_equal(write(ends[0], bytes, len), len);
	assert_int_equal(shutdown(ends[0], SHUT_WR), 0);
	*heard = 0;
	while ((got = read(ends[0], answer, sizeof(answer))) > 0)
		*heard += (size_t)got;
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	journal_close(j, NULL);
	return status;
}

static size_t
put_frame(char *to, enum frame_kind kind, const void *body, size_t len)
{
	const struct frame frame = {.kind = kind, .len = len};

	memcpy(to, &frame, sizeof(frame));
	memcpy(to + sizeof(frame), body, len);
	return sizeof(frame) + len;
}

/* An entry as it is sent, and cut off at any byte. */
static void
who_hears_half_of_it_writes_nothing(void **state)
{
	struct record note = scene_note("one");
	struct buf line = {0};
	char body[1024], frame[1100];
	const int64_t wall = NOON;
	struct bench b;
	size_t len, heard;

	(void)state;
	bench_init(&b);
	scene_create(&b.s, &b.f);
	note.prev = ZEROS;
	note.salt = note.id = "0123456789abcdef";
	note.incident = b.f.id;
	note.n = 1;
	record_write(&note, &line);
	memcpy(body, &wall, sizeof(wall));
	memcpy(body + sizeof(wall), line.bytes, line.len - 1);
	len = put_frame(frame, FRAME_APPEND, body, sizeof(wall) + line.len - 1);
	buf_fini(&line);
	for (size_t cut = 0; cut < len; cut += 1 + cut / 8) {
		assert_int_equal(serve(&b, frame, cut, &heard), 0);
		assert_int_equal(heard, 0);
	}
	assert_int_equal(b.f.file_count, 0);
	assert_int_equal(serve(&b, frame, len, &heard), 0);
	assert_true(heard > sizeof(struct writer_answer));
	assert_true(bench_look(&b, b.f.path, &b.f));
	assert_int_equal(b.f.file_count, 1);
	assert_true(bench_has(&b.f, "0123456789abcdef"));
	bench_fini(&b);
}

static void
who_is_told_to_close_does_so(void **state)
{
	char frame[64];
	struct bench b;
	size_t len, heard;

	(void)state;
	bench_init(&b);
	scene_create(&b.s, &b.f);
	len = put_frame(frame, FRAME_CLOSE, "", 0);
	assert_int_equal(serve(&b, frame, len, &heard), 0);
	assert_int_equal(heard, 0);
	bench_fini(&b);
}

SWEEP(beginning)
SWEEP(moving)
SWEEP(leaving)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sweep_beginning),
		cmocka_unit_test(sweep_moving),
		cmocka_unit_test(sweep_leaving),
		cmocka_unit_test(who_hangs_is_left_behind_and_loses_nothing),
		cmocka_unit_test(who_hangs_twice_is_left_behind_twice),
		cmocka_unit_test(who_leaves_meanwhile_waits_for_nobody),
		cmocka_unit_test(who_dies_is_followed_by_another_once),
		cmocka_unit_test(an_entry_without_an_end_is_refused_here),
		cmocka_unit_test(
			a_folder_that_cannot_be_is_told_with_the_entry),
		cmocka_unit_test(a_failover_before_the_entry_is_told),
		cmocka_unit_test(who_hears_half_of_it_writes_nothing),
		cmocka_unit_test(who_is_told_to_close_does_so),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

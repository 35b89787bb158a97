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
		cmocka_unit_test(who_hears_half_of_it_writes_nothing),
		cmocka_unit_test(who_is_told_to_close_does_so),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * journal DIR: what keeping a record costs, beside what cannot be done without.
 *
 *	append	an entry, beside a bare write and fdatasync of the same bytes
 *	verify	100,000 entries of 400 bytes, beside sha256sum of the file
 *	resume	the same read, verified and folded, beside jansson's parsing
 *
 * All in one run, turn about, on the disk that DIR is on.  Prints medians and
 * their ratios; exit 1 where a limit is broken.  The append is measured by the
 * clock on the wall, the others by the processor's time: no disk is waited for.
 */
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "core/incident.h"
#include "store/folder.h"
#include "store/journal.h"
#include "store/paths.h"
#include "store/verify.h"

#define APPENDS 2000
#define LINES 100000
#define LINE_BYTES 400
#define ROUNDS 7
#define NOON INT64_C(1795348800000)
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static const char *top;
static struct paths paths;
static struct arena arena;
static struct err err;
static const struct journal_identity who = {
	.mode = "live",
	.station = "bench",
	.machine = ZEROS,
	.boot = "5a0c0000-0000-4000-8000-000000000001",
	.program = "draaiboek bench",
};

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Of this process, or of those that it waited for. */
static double
used_ms(int who_used)
{
	struct rusage u;

	getrusage(who_used, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static _Noreturn void
fail(const char *what)
{
	fprintf(stderr, "journal: %s %s\n", what, err.text);
	exit(2);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

static bool
tell(const char *what, double ours, const char *other, double theirs,
     double most)
{
	bool good = ours <= most * theirs;

	printf("%s %-8s %10.3f ms  %-22s %10.3f ms  ratio %.2f  at most %.2f\n",
	       good ? "ok" : "not ok", what, ours, other, theirs, ours / theirs,
	       most);
	return good;
}

static void
new_folder(struct folder *f)
{
	if (!folder_create(&paths, "live", "bench", NOON, &who, &arena, f,
			   &err))
		fail("folder");
}

/* --- append */

static bool
measure_append(void)
{
	static double ours[APPENDS], bare[APPENDS];
	const char *path = arena_printf(&arena, "%s/bare", top);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	struct folder f;

	if (fd < 0)
		fail("bare");
	new_folder(&f);
	/* The same room in advance, so that both disks do the same. */
	(void)!fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, APPENDS * 512);
	for (int i = 0; i < APPENDS; i++) {
		struct record note = {
			.kind = RECORD_NOTE,
			.role = "it",
			.actor = "IT duty officer",
			.text = "A note of a length that people write at "
				"night.",
		};
		struct record *written;
		const char *line;
		double begin = now_ms();

		if (folder_append(&f, &note, NOON + i, NULL, &written, &err) !=
		    JOURNAL_SAVED)
			fail("append");
		ours[i] = now_ms() - begin;
		line = record_line(written, &arena);
		begin = now_ms();
		if (write(fd, line, written->line_len + 1) < 0 ||
		    fdatasync(fd) != 0)
			fail("write");
		bare[i] = now_ms() - begin;
	}
	folder_close(&f);
	close(fd);
	return tell("append", median(ours, APPENDS), "write and fdatasync",
		    median(bare, APPENDS), 1.15);
}

/* --- a hundred thousand */

static void
write_journal(const struct folder *f, const char *path)
{
	static char text[LINE_BYTES];
	char head[65] = ZEROS, id[17], salt[17];
	struct buf all = {0}, line = {0};
	struct record_more first = {.format = {1, true},
				    .mode = "live",
				    .station = "bench"};
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	memset(text, 'x', sizeof(text) - 1);
	for (int n = 1; n <= LINES; n++) {
		struct record r = {.kind = n == 1 ? RECORD_JOURNAL
						  : RECORD_NOTE};

		journal_random_hex(id, 16);
		journal_random_hex(salt, 16);
		r.prev = head;
		r.salt = salt;
		r.incident = f->id;
		r.n = n;
		r.id = id;
		r.time = NOON + n;
		if (n == 1) {
			r.more = &first;
		} else {
			r.role = "it";
			r.actor = "IT duty officer";
			r.text = text + LINE_BYTES - 1;
		}
		buf_clear(&line);
		record_write(&r, &line);
		if (n > 1 && line.len < LINE_BYTES) {
			r.text -= LINE_BYTES - line.len;
			if (*r.text == '\0')
				r.text--;
			buf_clear(&line);
			record_write(&r, &line);
		}
		hash_hex(line.bytes, line.len, head);
		buf_add(&all, line.bytes, line.len);
	}
	if (fd < 0 || write(fd, all.bytes, all.len) != (ssize_t)all.len)
		fail("the large journal");
	close(fd);
	buf_fini(&all);
	buf_fini(&line);
}

static double
run_sha256sum(const char *path)
{
	double begin = used_ms(RUSAGE_CHILDREN);
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(1);
		execlp("sha256sum", "sha256sum", path, NULL);
		_exit(1);
	}
	if (waitpid(pid, &status, 0) != pid || status != 0)
		fail("sha256sum");
	return used_ms(RUSAGE_CHILDREN) - begin;
}

/* The program itself, with its start and its end. */
static double
run_verify(const char *program, const char *id)
{
	double begin = used_ms(RUSAGE_CHILDREN);
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(2);
		execl(program, program, "-C", top, "verify", id, NULL);
		_exit(2);
	}
	if (waitpid(pid, &status, 0) != pid || status != 0)
		fail("verify");
	return used_ms(RUSAGE_CHILDREN) - begin;
}

static double
resume(const struct incident_place *place)
{
	struct arena journals = {0}, state = {0};
	double begin = used_ms(RUSAGE_SELF);
	struct incident in;
	struct folder f;

	if (!folder_open(&paths, place, &who, &journals, &f, &err))
		fail("open");
	for (size_t i = 0; i < f.file_count; i++) {
		journal_check(f.files[i], f.id);
		if (f.files[i]->bad_line)
			fail(f.files[i]->bad_why);
	}
	incident_init(&in, &state, NULL);
	folder_fold(&f, &in);
	if (in.log_count != LINES)
		fail("lines are missing");
	f.read_only = true;
	folder_close(&f);
	begin = used_ms(RUSAGE_SELF) - begin;
	arena_fini(&journals);
	arena_fini(&state);
	return begin;
}

static double
parse(const char *path)
{
	FILE *file = fopen(path, "r");
	double begin = used_ms(RUSAGE_SELF);
	char line[2 * LINE_BYTES];
	size_t count = 0;

	while (file && fgets(line, sizeof(line), file)) {
		json_t *j = json_loads(line, 0, NULL);

		count += j != NULL;
		json_decref(j);
	}
	if (!file || count != LINES)
		fail("jansson");
	fclose(file);
	return used_ms(RUSAGE_SELF) - begin;
}

static bool
measure_large(const char *program)
{
	double sum[ROUNDS], verify[ROUNDS], resumed[ROUNDS], parsed[ROUNDS];
	struct incident_place place = {.mode = "live"};
	const char *path;
	struct folder f;
	bool good;

	new_folder(&f);
	place.path = f.path;
	place.name = strrchr(f.path, '/') + 1;
	path = arena_printf(&arena, "%s/20261122T101502Z-bench-77c0b2aa.jsonl",
			    f.path);
	write_journal(&f, path);
	f.read_only = true;
	for (int i = 0; i < ROUNDS; i++) {
		sum[i] = run_sha256sum(path);
		verify[i] = run_verify(program, f.path);
		resumed[i] = resume(&place);
		parsed[i] = parse(path);
	}
	folder_close(&f);
	good = tell("verify", median(verify, ROUNDS), "sha256sum",
		    median(sum, ROUNDS), 2);
	return tell("resume", median(resumed, ROUNDS), "jansson",
		    median(parsed, ROUNDS), 0.5) &&
	       good;
}

int
main(int argc, char **argv)
{
	bool good;

	if (argc != 3)
		fail("journal DIR PROGRAM");
	top = argv[1];
	umask(077);
	if (!paths_find(top, NULL, false, &arena, &paths, &err))
		fail("paths");
	setvbuf(stdout, NULL, _IOLBF, 0);
	good = measure_append();
	good = measure_large(argv[2]) && good;
	arena_fini(&arena);
	return !good;
}

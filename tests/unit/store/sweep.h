/*
 * One operation of the store again and again, each time with another call that
 * is refused: the first open() with EIO, the second, …  What must hold however
 * it ends is asserted here and by the operation's own judge:
 *
 *	- it says that it is done, or why not, and with the errno that was given
 *	- it is done where a call was only interrupted
 *	- no descriptor is left open, and no file under a hidden name
 */
#ifndef TESTS_UNIT_STORE_SWEEP_H
#define TESTS_UNIT_STORE_SWEEP_H

#include "unit/store/refused.h"
#include "unit/store/scene.h"

#include "base/trouble.h"

#define SWEEP_MOST 40 /* of the calls of one name; later ones are alike */
#define SWEEP_FDS 64

struct bench {
	struct scene s;
	struct folder f;  /* fd -1: none is open */
	char ids[16][17]; /* of what was said to be saved */
	int saved;
	char elsewhere[300]; /* another folder that entries may go to */
	const char *path;    /* of the operation's own */
	void *own;
};

struct operation {
	const char *name;
	void (*prepare)(struct bench *b);
	/* false: b->s.err says why not. */
	bool (*run)(struct bench *b);
	/* Calls are not refused any more. */
	void (*judge)(struct bench *b, bool done);
	bool keeps;   /* it only reads: one bench is enough */
	bool quiet;   /* it cannot say why it was not done */
	bool other;   /* it may say so with another errno than was given */
	bool forks;   /* what it does in another process is counted there too */
	unsigned most; /* of each name; 0: SWEEP_MOST */
	/* This call is refused always: what does the same without it? */
	const char *without;
	int without_number;
};

/* What is being tried, for whoever reads that it failed. */
static char sweep_what[160];
static unsigned sweep_tries, sweep_hits;

#define sweep_must(condition)                                                  \
	do {                                                                   \
		if (!(condition))                                              \
			fail_msg("%s: %s", sweep_what, #condition);            \
	} while (0)

static inline void
bench_init(struct bench *b)
{
	*b = (struct bench){.f = {.fd = -1}};
	scene_init(&b->s);
	snprintf(b->elsewhere, sizeof(b->elsewhere), "%s/elsewhere", b->s.root);
}

static inline void
bench_fini(struct bench *b)
{
	folder_close(&b->f);
	scene_fini(&b->s);
}

/* Remembers that this entry was said to be saved. */
static inline bool
bench_note(struct bench *b, enum journal_outcome outcome,
	   const struct record *written)
{
	if (outcome == JOURNAL_NOT_SAVED || outcome == JOURNAL_WAITING)
		return false;
	sweep_must(written != NULL);
	sweep_must(b->saved < 16);
	memcpy(b->ids[b->saved++], written->id, 17);
	return true;
}

static inline bool
bench_append(struct bench *b, const char *text)
{
	struct record note = scene_note(text), *written = NULL;
	enum journal_outcome outcome = folder_append(&b->f, &note, NOON, NULL,
						     &written, &b->s.err);

	return bench_note(b, outcome, written);
}

/* The same entry again, by the id that it had got. */
static inline bool
bench_append_again(struct bench *b, const char *text)
{
	struct record note = scene_note(text), *written = NULL;
	enum journal_outcome outcome;

	if (b->f.journal && *journal_unsaved_id(b->f.journal))
		note.id = journal_unsaved_id(b->f.journal);
	outcome = folder_append(&b->f, &note, NOON, NULL, &written, &b->s.err);
	return bench_note(b, outcome, written);
}

static inline bool
bench_has(const struct folder *f, const char *id)
{
	for (size_t i = 0; i < f->file_count; i++)
		for (size_t k = 0; k < f->files[i]->count; k++)
			if (f->files[i]->records[k]->id &&
			    strcmp(f->files[i]->records[k]->id, id) == 0)
				return true;
	return false;
}

/* Opened as another station does, that knows nothing of it. */
static inline bool
bench_look(struct bench *b, const char *path, struct folder *out)
{
	const struct incident_place place = {
		.path = path, .name = strrchr(path, '/') + 1, .mode = "live"};

	*out = (struct folder){.fd = -1};
	if (access(path, F_OK) != 0 ||
	    !folder_open(NULL, &place, &b->s.who, &b->s.arena, out, NULL))
		return false;
	for (size_t i = 0; i < out->file_count; i++) {
		journal_check(out->files[i], NULL);
		sweep_must(out->files[i]->bad_line == 0);
	}
	return true;
}

/* Every entry that was said to be saved stands in a whole chain. */
static inline void
bench_must_be_kept(struct bench *b)
{
	char moved[700];
	struct folder here, there;
	bool is_here, is_there;

	if (b->saved == 0)
		return;
	snprintf(moved, sizeof(moved), "%s%s", b->elsewhere,
		 strrchr(b->f.path, '/'));
	is_here = bench_look(b, b->f.path, &here);
	is_there = bench_look(b, moved, &there);
	for (int i = 0; i < b->saved; i++)
		sweep_must((is_here && bench_has(&here, b->ids[i])) ||
			   (is_there && bench_has(&there, b->ids[i])));
	folder_close(&here);
	folder_close(&there);
}

/* --- descriptors and files that are left */

static inline unsigned
sweep_count_open(void)
{
	unsigned count = 0;

	for (int fd = 0; fd < SWEEP_FDS; fd++)
		count += __real_fcntl(fd, F_GETFD, 0) >= 0;
	return count;
}

static char sweep_hidden[300];

static inline int
sweep_look_at(const char *path, const struct stat *st, int type,
	      struct FTW *ftw)
{
	const char *name = path + ftw->base;

	(void)st;
	(void)type;
	if (strncmp(name, ".new-", 5) == 0 ||
	    strncmp(name, ".taken-", 7) == 0 || strstr(name, ".new"))
		snprintf(sweep_hidden, sizeof(sweep_hidden), "%s", path);
	return 0;
}

static inline void
sweep_must_leave_nothing(const struct bench *b, int call)
{
	sweep_hidden[0] = '\0';
	nftw(b->s.root, sweep_look_at, 16, FTW_PHYS);
	if (*sweep_hidden && (call < 0 || strncmp(refused_calls[call]->name,
						  "unlink", 6) != 0))
		fail_msg("%s: %s is left", sweep_what, sweep_hidden);
}

/* --- the sweep */

static inline bool
sweep_is_harmless(const struct denial *r)
{
	return r->number == EINTR && !r->on &&
	       strcmp(refused_calls[r->call]->name, "poll") != 0;
}

static inline void
sweep_must_be_told(const struct operation *op, const struct bench *b)
{
	const struct err *err = &b->s.err;

	if (op->quiet)
		return;
	if (err->kind == ERR_NONE || !*err->text)
		fail_msg("%s: nobody says why", sweep_what);
	if (strstr(err->text, "Success"))
		fail_msg("%s: \"%s\"", sweep_what, err->text);
	/* That something is there, or is not, is a lie which others deny. */
	if (!op->other && denial->number > 0 && err->number &&
	    denial->number != ENOENT && denial->number != EEXIST &&
	    err->number != denial->number)
		fail_msg("%s: \"%s\"", sweep_what, err->text);
}

static inline void
sweep_try(const struct operation *op, struct bench *b, int call, unsigned at,
	  bool on, int number)
{
	unsigned before, after;
	bool done;

	refused_plan(call, at, on, number);
	if (op->without) {
		denial->also = refused_named(op->without);
		denial->also_number = op->without_number;
	}
	snprintf(sweep_what, sizeof(sweep_what), "%s, %s%s %u: %s", op->name,
		 call < 0 ? "nothing" : refused_calls[call]->name,
		 on ? " from" : "", at,
		 number == HALF	  ? "half"
		 : number == NONE ? "none"
				  : trouble_say(number));
	before = sweep_count_open();
	b->s.err = (struct err){0};
	refused_arm(true);
	done = op->run(b);
	refused_arm(false);
	sweep_tries++;
	sweep_hits += denial->hits > 0;
	if (!done && (call < 0 || sweep_is_harmless(denial)))
		fail_msg("%s: \"%s\"", sweep_what, b->s.err.text);
	if (!done)
		sweep_must_be_told(op, b);
	if (op->judge)
		op->judge(b, done);
	if (!op->keeps)
		folder_close(&b->f);
	after = sweep_count_open();
	if (after > before)
		fail_msg("%s: %u descriptors are left", sweep_what,
			 after - before);
	sweep_must_leave_nothing(b, call);
}

static inline void
sweep_once(const struct operation *op, struct bench *kept, int call,
	   unsigned at, bool on, int number)
{
	struct bench fresh;
	unsigned before = sweep_count_open();

	if (op->keeps) {
		struct arena arena = kept->s.arena;

		kept->s.arena = (struct arena){0};
		sweep_try(op, kept, call, at, on, number);
		arena_fini(&kept->s.arena);
		kept->s.arena = arena;
		return;
	}
	bench_init(&fresh);
	if (op->prepare)
		op->prepare(&fresh);
	sweep_try(op, &fresh, call, at, on, number);
	bench_fini(&fresh);
	if (sweep_count_open() != before)
		fail_msg("%s: descriptors are left", sweep_what);
}

static inline void
sweep_call(const struct operation *op, struct bench *kept, int call,
	   unsigned count)
{
	const int *numbers = refused_calls[call]->numbers;
	unsigned most = op->most ? op->most : SWEEP_MOST;

	for (unsigned at = 1; at <= count && at <= most; at++)
		for (int i = 0; i < REFUSED_NUMBERS && numbers[i]; i++) {
			sweep_once(op, kept, call, at, false, numbers[i]);
			/* Interrupted for ever is no disk there is. */
			if (numbers[i] != EINTR && at < count)
				sweep_once(op, kept, call, at, true,
					   numbers[i]);
		}
}

static inline void
sweep(const struct operation *op)
{
	unsigned counts[REFUSED_CALLS], tried = 0;
	struct bench kept;

	refused_arm(false);
	if (op->keeps) {
		bench_init(&kept);
		op->prepare(&kept);
	}
	sweep_tries = sweep_hits = 0;
	sweep_once(op, &kept, -1, 0, false, 0);
	memcpy(counts, denial->seen, sizeof(counts));
	for (int call = 0; call < refused_count; call++) {
		if (op->without &&
		    strcmp(refused_calls[call]->name, op->without) == 0)
			continue;
		tried += counts[call];
		sweep_call(op, &kept, call, counts[call]);
	}
	if (op->keeps)
		bench_fini(&kept);
	print_message("# %s: %u calls, %u refused\n", op->name, tried,
		      sweep_hits);
	/* What is drawn by lot may do without one call or the other. */
	assert_true(sweep_hits > 0 && sweep_hits * 10 >= (sweep_tries - 1) * 9);
}

/* Thousands of folders come and go: in memory, where nobody says otherwise. */
__attribute__((constructor)) static void
sweep_where(void)
{
	if (!getenv("TMPDIR") && access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
}

#define SWEEP(operation)                                                       \
	static void sweep_##operation(void **state)                            \
	{                                                                      \
		(void)state;                                                   \
		sweep(&operation);                                             \
	}

#endif

/*
 * One line of a journal (format: draaiboek-incident(5)).  This is the only
 * place that knows the keys: a table of kinds, each with its own keys in
 * order, drives the writer and the strict reader alike.
 *
 * A zeroed record is empty.  Strings are NULL where the key is absent; numbers
 * have a `set`.  What a record points to lives as long as the arena it was
 * read into, or as what the caller put there.
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

#define RECORD_LINE_MAX 16384  /* bytes, the newline included */
#define RECORD_TEXT_MAX 2000   /* characters of all typed texts of a line */
#define RECORD_TEXT_BYTES 8192 /* … as escaped */
#define RECORD_FORMAT 1

enum record_kind {
	RECORD_OTHER, /* unknown: kept and shown raw */
	RECORD_JOURNAL,
	RECORD_OPEN,
	RECORD_TITLE,
	RECORD_JOIN,
	RECORD_LEAVE,
	RECORD_PLAYBOOK,
	RECORD_PLAYBOOK_STOP,
	RECORD_ITEM,
	RECORD_DECIDE,
	RECORD_PENDING,
	RECORD_WITHDRAW,
	RECORD_SKIP,
	RECORD_REOPEN,
	RECORD_FACT,
	RECORD_ROW,
	RECORD_NOTE,
	RECORD_ACTION,
	RECORD_DECISION,
	RECORD_TELL,
	RECORD_TAKE,
	RECORD_ASK,
	RECORD_ANSWER,
	RECORD_HANDOVER,
	RECORD_DEADLINE,
	RECORD_CONTACT,
	RECORD_EVIDENCE,
	RECORD_DOCUMENT,
	RECORD_INJECT,
	RECORD_OBSERVE,
	RECORD_PAUSE,
	RECORD_SEVERITY,
	RECORD_EMERGENCY_PHASE,
	RECORD_CORRECT,
	RECORD_SEAL,
	RECORD_RECOVERED,
	RECORD_FAILOVER,
	RECORD_WITNESS,
	RECORD_CLOCK,
	RECORD_LINK,
	RECORD_CLOSE,
	RECORD_OPEN_AGAIN,
	RECORD_KINDS
};

struct number {
	int64_t value;
	bool set;
};

struct moment { /* a time key */
	int64_t ms;
	bool set;
};

struct record_step {
	const char *step;
	int64_t visit;
};
struct record_passed {
	const char *step;
	int64_t visit;
	const char *why;
};
struct record_set {
	const char *fact, *value;
	const char **replaces;
	unsigned replaces_count;
	const char *certainty;
};
struct record_start {
	const char *deadline, *from;
	struct moment at, due;
};
struct record_tell {
	const char *role, *step, *message;
};
struct record_file {
	const char *file, *sha256;
};
struct record_open {
	const char *playbook, *version;
	struct record_file *files;
	unsigned file_count;
	struct record_step *steps;
	unsigned step_count;
};
struct record_advice {
	const char *role, *advice;
};
struct record_promise { /* of a document */
	const char *title;
	struct moment due;
};
struct record_head {
	const char *file;
	int64_t n;
	const char *head;
};

/*
 * The keys that few lines have, kept apart so that a long log is small.  Where
 * a line has none of them, all records share one that is empty and that nobody
 * may write to.
 */
struct record_more {
	/* what is said of files, journals, machines */
	struct number format;
	const char *program, *mode, *station, *machine, *boot;
	const char *file, *sha256, *name, *how;
	struct number bytes;
	const char *head, *error;
	struct record_head *heads;
	unsigned head_count;
	struct number last; /* recovered, failover: the file's last whole n */
	struct moment wall;    /* clock: `wall` */
	struct number step_ms; /* clock: `step` */

	/* what is opened, and with which files */
	const char *tlp, *organisation, *zone;
	const char *playbook, *version;
	struct record_file *files;
	unsigned file_count;
	struct record_step *steps;
	unsigned step_count;

	/* what is decided */
	const char *choice, *label, *as_if;
	bool unknown, confirms, stays, repeat;
	struct record_advice *advice;
	unsigned advice_count;
	const char *decided_by, *ratify, *override, *approval, *answer;
	const char **undoes;
	unsigned undoes_count;
	struct moment again;
	const char **options;
	unsigned option_count;
	const char *chosen;

	const char *bound;
	const char **replaces;
	unsigned replaces_count;
	const char *deadline, *proof;
	const char *contact, *outcome, *ref;
	const char *document, *model, *channel;
	struct record_promise *promises;
	unsigned promise_count;
	const char *inject, *objective, *phase;
	const char **to_roles; /* inject */
	unsigned to_role_count;
	struct number score, speed;
	struct moment scenario;
	struct number severity; /* kind severity's own key and a consequence */
};

/* The consequences, which any kind may carry; as struct record_more. */
struct record_then {
	struct record_step *goto_steps; /* key `goto` */
	unsigned goto_count;
	struct record_step *also;
	unsigned also_count;
	struct record_passed *passed;
	unsigned passed_count;
	struct record_step *enters;
	unsigned enter_count;
	struct record_set *sets;
	unsigned set_count;
	struct record_start *starts;
	unsigned start_count;
	const char **meets;
	unsigned meet_count;
	struct record_tell *tells;
	unsigned tell_count;
	struct record_open *opens;
	unsigned open_count;
};

struct record {
	/* every line */
	const char *prev, *salt, *incident;
	int64_t n;
	const char *id;
	int64_t time; /* ms */
	struct moment clock;
	const char *kind_name; /* as written; NULL means the name of `kind` */
	enum record_kind kind;
	unsigned seen_count;
	struct record_head *seen;
	const char *role, *actor, *typed, *via;
	struct moment at;

	/* own keys, named as in the line */
	const char *text, *title, *language, *reason;
	const char *to, *of, *about;
	const char *step, *item, *same_as, *state;
	struct number visit;
	struct moment until, due;
	const char *fact, *value, *source, *certainty;
	const char *reg, *row, *column; /* key `register` */
	const char *act;
	struct record_more *more; /* NULL: for writing only */
	struct record_then *then;

	/* how it was read; not written */
	const char *kept; /* see record_line(); NULL when made here */
	uint32_t line_len;
	bool has_unknown_keys;
	bool canonical;
};

const char *record_kind_name(enum record_kind kind);
enum record_kind record_kind_of(const char *name); /* RECORD_OTHER: unknown */

/* For one that is made here and read, without being written in between. */
extern const struct record_more record_no_more;
extern const struct record_then record_no_then;
#define RECORD_NO_MORE ((struct record_more *)(uintptr_t)&record_no_more)
#define RECORD_NO_THEN ((struct record_then *)(uintptr_t)&record_no_then)

/*
 * Appends the canonical line, its newline included.  Keys that do not belong
 * to the kind are not written, nor are empty texts and numbers below 0: the
 * form has no sign.
 */
void record_write(const struct record *r, struct buf *out);

/*
 * Reads one line (without its newline).  Strings and lists are made in the
 * arena.  A line in the canonical form is read by the fast reader; any other
 * valid JSON through base/json with r->canonical false.  false: it is no
 * record at all (*why: static English reason, N_()-marked).
 */
bool record_read(const char *line, size_t len, struct arena *a,
		 struct record *r, const char **why);

/*
 * The same for a line that is given away to the record, which is all zero, and
 * outlives it: nothing is copied, the strings end where they stand.
 */
bool record_read_kept(char *line, size_t len, struct arena *a, struct record *r,
		      const char **why);

/* The line as it was read, without its newline; NULL when made here. */
const char *record_line(const struct record *r, struct arena *a);

/* The same as r->line_len bytes, of one that was read. */
void record_copy_line(const struct record *r, char *out);

/*
 * Whether the typed texts of a record are within the limits of a line; the
 * number of characters over is in *over.
 */
bool record_texts_fit(const struct record *r, size_t *over);

/* at, else time: when it happened. */
int64_t record_happened(const struct record *r);

#endif

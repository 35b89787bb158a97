/*
 * Incidents on disk: the root, its folders, one incident with all its
 * journals.  Nothing here knows a playbook's meaning.
 */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/order.h"
#include "store/journal.h"
#include "store/writer.h"

struct arena;
struct err;
struct incident;
struct library_file;
struct zone;

/*
 * Where everything is (flag > environment > user's > system).  Made by
 * paths_find() in store/paths.h.
 */
struct paths {
	const char *root;      /* -C DIR, or NULL */
	const char *incidents; /* folder of live incidents */
	const char *exercises;
	const char *assessments;
	const char *state;                /* local: marks, drafts, last role */
	const char *config;               /* the user's configuration folder */
	const char *playbooks_named;      /* --playbooks DIR, or NULL */
	const char *const *playbook_dirs; /* search order, NULL at the end;
					     without built-in */
	bool shared_group;                /* --group: 0770 and 0660 */
};

/* One folder under incidents/, as `list` shows it. */
struct incident_place {
	const char *path; /* absolute */
	const char *name; /* 20261122T101502Z-ransomware-9a1f33c0 */
	const char *id8;  /* first 8 of the id, from the name */
	int64_t started;  /* from the name, ms */
	const char *mode; /* by the folder it stands in */
};

struct incident_places {
	struct incident_place *places; /* newest first */
	size_t count;
};

/*
 * Lists by folder names alone; opens no journal.  false, ERR_NOT_FOUND: a
 * folder is there and could not be read to its end; out has what was read.
 */
bool folder_list(const struct paths *p, struct arena *a,
		 struct incident_places *out, struct err *err);

/*
 * One incident by what a person typed: 4 or more hex digits, the folder's
 * name, or a path.  NULL typed: the one open live incident (needs its
 * journals), else the newest.  Errors: ERR_NOT_FOUND; ERR_USAGE when several
 * match.
 */
bool folder_find(const struct paths *p, const char *typed, struct arena *a,
		 struct incident_place *out, struct err *err);

/* What is odd about a journal, seen while the folder is read. */
enum folder_trouble {
	FOLDER_SHRANK,  /* fewer lines than this station has read */
	FOLDER_CHANGED, /* other lines than this station has read */
	FOLDER_GONE,
	FOLDER_UNREADABLE, /* or no regular file */
	FOLDER_BAD_LINE,   /* what follows it does not count */
	FOLDER_TOO_MANY,   /* more journals than are read */
	FOLDER_AHEAD,      /* lines of a time that has not come yet */
	FOLDER_NO_STATE,   /* `file` is the state folder: no marks are kept */
};

struct folder_alarm {
	enum folder_trouble what;
	const char *file; /* the journal's base name, but FOLDER_NO_STATE */
	int64_t n;        /* a line that was there: it must be told; 0: none */
	char head[65];    /* of that line */
	bool told;        /* a journal tells of it */
};

/* A whole sentence (an N_()-marked msgid) with one %s for the file's name. */
const char *folder_trouble_text(enum folder_trouble what);

/* A folder that a person chose to go on in, after NOT SAVED. */
struct folder_away {
	const char *path;
	int fd;
};

/* An incident that is read, and perhaps written. */
struct folder {
	struct arena *arena; /* of this incident; not owned */
	const char *path;
	int fd;
	char id[33];
	struct journal_file **files;
	size_t file_count;
	struct journal *journal; /* NULL: nothing was written yet */
	struct journal_identity who;
	const char *state_dir;     /* NULL: no marks are left or read */
	bool read_only;            /* a newer format, or asked for */
	const char *read_only_why; /* N_()-marked, no whole sentence: "a newer
				      version of the program wrote in it"; NULL:
				      as asked */
	bool group;
	bool unread;                 /* folder_look() */
	const struct record *before; /* written before the next entry; NULL */
	struct folder_alarm *alarms; /* each once, in the order of finding */
	size_t alarm_count;
	struct folder_away *places; /* in which this process kept files */
	size_t place_count;

	bool apart; /* another process writes the journal */
	struct writer writer;
	char waiting_id[17]; /* of the entry that it was sent last */
	int tries;
	int hung_fd; /* of a process that was given up; -1: none */
};

/*
 * Makes a new incident's folder with its sub-folders (0700), all synced.  The
 * id is random; `slug` goes into the name.
 */
bool folder_create(const struct paths *p, const char *mode, const char *slug,
		   int64_t now, const struct journal_identity *who,
		   struct arena *a, struct folder *out, struct err *err);

/* Opens and reads every journal.  Damage never makes it fail: see the files. */
bool folder_open(const struct paths *p, const struct incident_place *place,
		 const struct journal_identity *who, struct arena *a,
		 struct folder *out, struct err *err);

/*
 * The same without reading any journal, for who reads them all by himself:
 * f->id is what the first of them says, which may be wrong.
 */
bool folder_look(const struct paths *p, const struct incident_place *place,
		 const struct journal_identity *who, struct arena *a,
		 struct folder *out, struct err *err);

/* Folds everything read so far, in merged order, into an empty incident. */
void folder_fold(const struct folder *f, struct incident *in);

/*
 * Reads what others wrote since.  *changed: something came.  *again: a line
 * sorts before the last applied one, so fold from the start; otherwise the
 * new lines were applied to `in`.
 */
bool folder_refresh(struct folder *f, struct incident *in, bool *changed,
		    bool *again, struct err *err);

/*
 * Appends one record (the journal is made or taken over at the first), and
 * applies every line that was saved to `in` as it was read back (in NULL: not
 * wanted).  On JOURNAL_NOT_SAVED r's id may have been drawn already: see
 * journal_unsaved_id().
 */
enum journal_outcome
folder_append(struct folder *f, const struct record *r, int64_t wall,
	      struct incident *in, struct record **written, struct err *err);

/*
 * From now on another process writes (store/writer.h): folder_append() then
 * may answer JOURNAL_WAITING, folder_move() and folder_keep_file() only note
 * what is to be done, and what comes of it is the next append's outcome.
 */
void folder_write_apart(struct folder *f);
/*
 * After JOURNAL_WAITING: how it ended, waiting at most that long (-1: until
 * then).  Call it when folder_wait_fd() is readable.
 */
enum journal_outcome folder_await(struct folder *f, int ms, struct incident *in,
				  struct record **written, struct err *err);
bool folder_is_waiting(const struct folder *f);
/* Also for the end of what hung; -1: there is nothing to wait for. */
int folder_wait_fd(const struct folder *f);
/*
 * The entry is NOT SAVED then, as far as we know: journal_unsaved_id().  What
 * is appended next goes to a new journal.
 */
void folder_stop_waiting(struct folder *f);
/*
 * The folder did not answer: who looked into it would wait as well.  Nothing
 * is read meanwhile.
 */
bool folder_is_out_of_reach(struct folder *f);

/*
 * How many journals that were read are no more where they were: somebody took
 * them away.  0 where a look would have to wait.
 */
size_t folder_count_lost(struct folder *f);

/*
 * Goes on in another folder, as a person chose after NOT SAVED; see
 * journal_move().  What comes next is appended there.
 */
bool
folder_move(struct folder *f, const char *path, int64_t wall, struct err *err);

/*
 * Where what an entry names is kept, which is where the journal with that
 * entry is: here, or in the folder that a person chose.  The descriptor is the
 * folder's own; -1 with err.  *where: its path.
 */
int folder_keep_at(struct folder *f, const char **where, struct err *err);
bool folder_is_away(const struct folder *f);
/* All folders in which something may be kept, from 0 on; -1: no more. */
int folder_place(const struct folder *f, size_t i);

/*
 * Keeps a file under playbooks/ (tmp, fsync, rename, fsync of the folder); one
 * that is there with the same digest stays.
 */
bool folder_keep_file(struct folder *f, const struct library_file *file,
		      struct err *err);
/* The bytes of playbooks/NAME, checked against sha256 (NULL: unchecked); NULL
 * with err when not there. */
const char *
folder_kept_file(const struct folder *f, const char *name, const char *sha256,
		 size_t *len, struct arena *a, struct err *err);

/* The same for a text under documents/. */
bool folder_keep_document(struct folder *f, const char *name, const char *text,
			  struct err *err);
const char *folder_kept_document(const struct folder *f, const char *name,
				 const char *sha256, struct arena *a,
				 struct err *err);

/* Leaves the journal's mark where all went well; closes. */
void folder_close(struct folder *f);

/*
 * The same for a new folder in which nothing could be written: takes away
 * what was made, as far as it is empty.
 */
void folder_discard(struct folder *f);

/* heads of all journals, for screens and `head` (computes chains of foreign
 * ones). */
struct record_head *
folder_heads(struct folder *f, struct arena *a, unsigned *count);

#endif

/*
 * Joins two folders of one incident, both ways: what only one of them has
 * comes to the other.  A journal is replaced by a longer one only where every
 * byte that is there is the beginning of what comes, and never while somebody
 * writes it.  One that this station wrote grows only here.  What differs is
 * kept beside, under a name of its own, and told.
 *
 * A kill at any moment leaves whole files under their names, old or new; the
 * next merge goes on.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "store/folder.h"

struct arena;
struct err;

enum merge_what {
	MERGE_NEW,        /* came: it was not there */
	MERGE_LONGER,     /* went on behind what was there */
	MERGE_FORK,       /* other lines than are there: kept beside */
	MERGE_BEYOND,     /* this station's own, with lines that it did not
			     write: kept beside */
	MERGE_TAIL,       /* only half a line differs: kept beside */
	MERGE_IN_USE,     /* longer, but somebody writes it: kept beside */
	MERGE_DIFFERS,    /* no journal, and other bytes: kept beside */
	MERGE_DAMAGED,    /* it is not what its name says: left where it is */
	MERGE_FOREIGN,    /* a journal of another incident: left where it is */
	MERGE_UNREADABLE, /* or no regular file: left where it is.  Without a
			     name it is the folder */
	MERGE_UNWRITTEN,  /* it could not be written; without a name: none in
			     this folder could */
};

/* One file on its way. */
struct merge_step {
	enum merge_what what;
	bool home;          /* to this station; else to the other folder */
	const char *folder; /* "" for journals, else playbooks, evidence … */
	const char *name;
	const char *beside; /* the name it is kept under; NULL */
	const struct journal_file
		*journal; /* where it came from; NULL: no journal */
	size_t had, has;  /* lines of a journal there before, and now */
	int error;        /* errno of MERGE_UNWRITTEN and MERGE_UNREADABLE */
};

struct merge {
	/* before */
	struct arena *arena;
	bool dry_run;

	/* by merge_open() */
	struct folder here, there;
	struct folder lost; /* this station's state folder, where journals may
			       have gone */
	bool stray; /* `there` is no incident's folder: journals come home only
		     */
	bool here_missing; /* not made yet: the dry run, or before merge_run()
			    */
	bool there_missing;
	const char *here_path, *there_path;

	/* by merge_run() */
	struct merge_step *steps; /* home, then away */
	size_t step_count;
	bool forked; /* something differs, is damaged, or is not ours though
			it has our name */
	bool unread, unwritten;
	bool busy; /* a file was written while it was brought over */
};

/*
 * Finds the incident here (`typed` as in folder_find()) and in `dir`: its
 * folder, a root, a folder of incidents, or a folder with journals of it that
 * strayed.  A side that has no such folder gets one at merge_run().
 */
bool merge_open(struct merge *m, const struct paths *p, const char *typed,
		const char *dir, const struct journal_identity *who,
		struct err *err);

/*
 * Brings the files over.  In the steps is each one that came, or that should
 * have and could not; what is there already is in none.  false, with err: a
 * side's folder could not be made, and nothing came.
 */
bool merge_run(struct merge *m, struct err *err);

void merge_close(struct merge *m);

#endif

/*
 * Whether journals, and what is kept beside them, were changed as far as
 * anything can tell; who vouches for the last lines; what could not be looked
 * at.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/record.h"

struct arena;
struct folder;
struct paths;
struct seal;

struct verify_file {
	const char *file;
	size_t lines;
	size_t torn_bytes;
	size_t not_canonical;  /* lines */
	const char *head;      /* 64 hex */
	size_t bad_line;       /* 0: none */
	const char *bad_why;   /* N_()-marked */
	const char *bad_other; /* a file name or value, NULL */
	size_t witnessed; /* highest n that another journal or a seal names */
	bool marked;      /* this station wrote it, and its mark agreed, on the
			     last line */
	size_t read_before; /* somebody else's: lines that this station had read
			       and that are those still.  It vouches for
			       nothing: whoever looks makes such a mark */
	bool by_head;     /* the head that was given is its last line's */
	size_t sealed; /* lines of it that the given seal names and that hold */
	bool missing;  /* named by others, a seal or a mark of this station: it
			  is not here */
	const char *away; /* the folder in which this station wrote it, as a
			     person chose; NULL */
};

struct verify_result {
	struct verify_file *files;
	size_t file_count;
	bool broken;   /* a journal is bad, cannot be read or was left out as
			  one of too many, what is kept beside them differs,
			  the given head is in no file, or the given seal is
			  of another incident or names what is gone */
	bool anchored; /* every file's last line is vouched for outside it */
	bool head_given;
	bool head_found;
	bool seal_given;
	const char *seal_name;
	bool seal_foreign; /* it is of another incident */
	bool evidence_bad; /* a file under evidence/, documents/ or seals/ is
			      not what was kept there */
	const char *evidence_bad_name;
	const char *evidence_missing_name; /* not here: could not be checked */
	const char *evidence_gone_name; /* not here, and the seal names it:
					   broken */
	bool playbooks_bad; /* a file under playbooks/ is not what was taken
			       along */
	const char *playbook_bad_name;
	const char *playbook_missing_name;
	/* There, and not readable: nobody knows, and nothing is anchored. */
	const char *evidence_unread_name, *playbook_unread_name;
	size_t missing; /* journals that are not here, see verify_file */
	size_t unread;  /* journals that cannot be read or are no regular files:
			   among files, without lines; or else, where there
			   are too many, those that are not even among them */
};

/*
 * What was kept outside.  `head`: hex, blanks and capitals do not matter, at
 * least 16 digits; it must be a line of one of the files.  Each NULL: none.
 */
struct verify_anchor {
	const char *head;
	const struct seal *seal;
};

/*
 * Reads every journal anew and checks chain, n, incident, ids, witnesses,
 * local marks, kept playbooks, evidence, and what the anchor says.  p NULL: no
 * local marks.  Files come in the order of their names.
 */
void verify_anchored(struct folder *f, const struct paths *p,
		     const struct verify_anchor *anchor, struct arena *a,
		     struct verify_result *out);

/* The same with a head alone, or NULL. */
void verify_folder(struct folder *f, const struct paths *p, const char *head,
		   struct arena *a, struct verify_result *out);

/*
 * One file by its path, outside any folder: chain, n, ids and the anchor
 * alone.  false: it cannot be read.
 */
bool verify_one_anchored(const char *path, const struct verify_anchor *anchor,
			 struct arena *a, struct verify_result *out);
bool verify_one(const char *path, struct arena *a, struct verify_result *out);

#endif

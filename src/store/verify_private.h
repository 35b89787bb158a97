/*
 * What the sources of verify.h share.  Nobody else includes it.
 */
#ifndef STORE_VERIFY_PRIVATE_H
#define STORE_VERIFY_PRIVATE_H

#include "base/map.h"
#include "store/journal.h"
#include "store/marks.h"
#include "store/verify.h"

/* One journal while it is checked. */
struct checked {
	struct journal_file file;
	bool readable;
	char (*hashes)[65]; /* of line i + 1 */
	struct record *
		*told; /* the lines that tell of more than themselves, or all */
	size_t told_count;
	struct seen_mark own, foreign;
	bool has_own, has_foreign;
	struct verify_file *out;
};

struct checking {
	struct folder *folder; /* NULL: one file alone */
	const char *incident;  /* NULL: that of most lines */
	const char *mode;      /* … of that; NULL: as the file itself says */
	char marked[33];       /* the incident whose marks are compared */
	const char *state_dir;
	struct arena *arena;
	struct checked *files; /* by name */
	size_t count;
	struct map names;  /* to files */
	struct map absent; /* names of journals that are not here, to their
			      places in the result, from 1 */
	size_t room;       /* in the result, for files */
	bool proved; /* by verify_prove(): no lines were kept */
	struct verify_result *result;
};

/*
 * Whether every file is a whole chain of canonical lines of the incident, and
 * no id stands twice: files, hashes and `told` are filled then.  false:
 * something is odd, and the files must be read line by line.
 */
bool verify_prove(struct checking *c, const char **names);
/* One of them once more, after somebody wrote. */
bool verify_prove_again(struct checking *c, struct checked *f);

/* Line `line` of the file is bad, where none before it is. */
void verify_blame(struct checking *c, struct checked *f, size_t line,
		  const char *why, const char *other);

/* Chain, n and incident of one file, and the hash of each line. */
void verify_chain(struct checking *c, struct checked *f);

/* The journal of that name; NULL: it is not here. */
struct checked *verify_find(struct checking *c, const char *name);
/*
 * Whether that line stands in one of the files: all that was before it does
 * then, too.
 */
bool
verify_stands_here(const struct checking *c, const struct seen_mark *known);
/* Others name line n of a journal that is not here. */
struct verify_file *
verify_missing(struct checking *c, const char *name, int64_t n);
/*
 * Somebody knows line n of the file by its hash; where that does not hold the
 * file is blamed, and why.
 */
bool
verify_known(struct checking *c, struct checked *f,
	     const struct seen_mark *known, const char *why, const char *other);

/* What others, marks and ids say of the lines. */
void verify_witnesses(struct checking *c);
void verify_marks(struct checking *c);
void verify_ids(struct checking *c);
void verify_torn(struct checking *c);
void verify_head(struct checking *c, const char *head);
/* What was kept outside says of the lines, and of the evidence. */
void verify_anchor(struct checking *c, const struct verify_anchor *anchor);

/* Files under playbooks/ and evidence/. */
void verify_kept(struct checking *c);

#endif

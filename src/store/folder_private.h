/*
 * What the sources of folder.h share.  Nobody else includes it.
 */
#ifndef STORE_FOLDER_PRIVATE_H
#define STORE_FOLDER_PRIVATE_H

#include "store/folder.h"

struct incident;

#define FOLDER_MOST_JOURNALS 1000

/* Base names of all journals in the folder, sorted; false with err. */
bool folder_journal_names(int fd, struct arena *a, const char ***names,
			  size_t *count, struct err *err);

/*
 * Those that are read where there are more than that: all that this station
 * wrote, then those called after it, the newest first, then the others.  Empty
 * ones do not count.  *left: the first of those left out; NULL: none.
 */
const char **folder_choose_journals(const struct folder *f, const char **names,
				    size_t *count, const char **left,
				    struct arena *a);

/* The folder, its sub-folders, all names on the disk; -1 with errno. */
int folder_make(const char *above, const char *name, bool group);

/* NULL: no such journal. */
struct journal_file *folder_find_file(const struct folder *f, const char *name);
struct journal_file *folder_add_file(struct folder *f, const char *name);

/* What the folder's name says the incident's id begins with; "": nothing. */
const char *folder_first_digits(const struct folder *f);

void folder_alarm(struct folder *f, enum folder_trouble what, const char *file);

/* Reads every journal there is into an empty f->files; false with err. */
bool folder_read_all(struct folder *f, const char *mode, struct err *err);

/* The incident as the first journal says it that can be peeked into. */
void folder_peek(struct folder *f);

/* Reads what folder_look() did not; false: it was read already. */
bool folder_read_late(struct folder *f);

/* The lines of the last append join what was read; the last one. */
struct record *folder_join_saved(struct folder *f, struct incident *in);

/*
 * What goes into the journal before the entry that is being appended; where
 * another process writes, it goes there with that entry, and so says its
 * outcome.
 */
enum journal_outcome
folder_append_before(struct folder *f, const struct record *r, int64_t wall,
		     struct incident *in, struct err *err);

/* folder_append() by another process, and the end of that. */
enum journal_outcome
folder_append_apart(struct folder *f, const struct record *r, int64_t wall,
		    struct incident *in, struct record **written,
		    struct err *err);
void folder_end_apart(struct folder *f);

void folder_close_places(struct folder *f);

/* folder_keep_file() below the folder `fd`, which is called `where`. */
bool folder_keep_in(int fd, const char *where, bool group,
		    const struct library_file *file, struct err *err);

/* Only lines that name a mode can be of another one. */
bool folder_is_of_mode(const struct record *r, const char *mode);
extern const char folder_other_mode[]; /* N_()-marked */
/* Lines of other incidents and modes do not count. */
void folder_sift(struct folder *f, struct journal_file *file);

/* Remembers how far every other station's journal was read, or one of them. */
void folder_remember_heads(struct folder *f);
void folder_remember_head(struct folder *f, struct journal_file *file);

#endif

/*
 * The organisation's own file: found, read, changed line by line, written
 * whole.  Whatever is not asked about stays as it stands, comments too; what
 * does not read back as it was meant is never written.
 */
#ifndef APP_PROFILE_H
#define APP_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "front/profile.h"

struct arena;
struct buf;
struct diag_list;
struct err;
struct organisation;
struct session;

/* Where it is, or where it will be. */
struct profile_file {
	const char *path;
	const char *bytes; /* as read; NULL: there is none yet */
	size_t len;
};

/* Where it is found, else the user's own folder (or that of -C). */
bool profile_find(struct session *s, struct arena *a, struct profile_file *f,
		  struct err *err);

/* Its text, or that of a new one. */
void profile_text(const struct profile_file *f, struct buf *text);

/* A text as our reader understands it; NULL: it does not, diags says why. */
const struct organisation *profile_read(const char *path,
					const struct buf *text,
					struct arena *a,
					struct diag_list *diags);

/*
 * Changes the text.  NULL, or the key (of a field, or of a list) that is
 * written in a way that is not changed here; the text is then not to be used.
 * lib: whom texts and steps call, see profile_fresh_id(); NULL: unknown.
 */
const char *profile_change(struct buf *text, const struct organisation *o,
			   const struct library *lib,
			   const struct profile_change *c, struct arena *a);

/* In the place of what was found; refused where it changed meanwhile.  The
 * session looks for its files anew. */
bool profile_write(struct session *s, const struct profile_file *f,
		   const struct buf *text, struct arena *a, struct err *err);

#endif

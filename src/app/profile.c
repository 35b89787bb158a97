#include "app/profile.h"

#include <string.h>
#include <unistd.h>

#include "app/session.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "load/load.h"
#include "store/paths.h"
#include "store/replace.h"

bool
profile_find(struct session *s, struct arena *a, struct profile_file *f,
	     struct err *err)
{
	const struct paths *paths = &s->paths;
	const struct shelf *shelf = session_shelf(s);

	*f = (struct profile_file){0};
	for (size_t i = 0; i < shelf->count && !f->path; i++)
		if (shelf->entries[i].head.kind == FILE_ORGANISATION)
			f->path = shelf->entries[i].path;
	if (!f->path) {
		f->path =
			arena_printf(a, "%s/playbooks/organisation.yaml",
				     paths->root ? paths->root : paths->config);
		/* One that was refused is not listed, and not written over. */
		if (access(f->path, F_OK) != 0)
			return true;
	}
	f->path = arena_strdup(a, f->path);
	if (!load_file(f->path, a, &f->bytes, &f->len, err))
		return false;
	f->bytes = arena_strndup(a, f->bytes, f->len);
	return true;
}

static bool
make_folder(struct session *s, const char *path, struct arena *a,
	    struct err *err)
{
	const char *slash = strrchr(path, '/');

	return !slash ||
	       paths_make(arena_strndup(a, path, (size_t)(slash - path)),
			  s->paths.shared_group, err);
}

bool
profile_write(struct session *s, const struct profile_file *f,
	      const struct buf *text, struct arena *a, struct err *err)
{
	if (!make_folder(s, f->path, a, err) ||
	    !store_replace(f->path, buf_text(text), text->len, f->bytes, f->len,
			   err))
		return false;
	session_forget_shelf(s);
	return true;
}

#include "app/session_report.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/session.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "core/past.h"
#include "export/report_of.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "store/beneath.h"
#include "store/verify.h"

static const char *
proof_of(struct session *s, struct arena *a)
{
	struct verify_result r = {0};

	verify_folder(&s->folder, &s->paths, NULL, a, &r);
	if (r.broken || r.evidence_bad || r.playbooks_bad)
		return tr("Verify: BROKEN, see draaiboek verify.");
	if (r.anchored)
		return tr("Verify: OK.");
	return tr("Verify: OK as far as it goes; nothing outside vouches for "
		  "the end of every journal.");
}

/* The clock of an exercise goes on as it did then: nobody knew of a jump. */
static void
set_clock_then(struct incident *past, struct report_ground *g, int64_t then,
	       struct arena *a)
{
	const struct exercise_run *run =
		g->exercise ? exercise_clock_at(past, g->library, then, a)
			    : NULL;
	struct zone *bare;

	if (run == NULL)
		return;
	bare = ARENA_NEW(a, struct zone);
	*bare = stamp_bare(g->zone);
	past->lines_zone = exercise_zone(run, bare, a);
	g->zone = past->lines_zone;
	exercise_move_ahead(past);
}

bool
session_report(struct session *s, const struct session_report *wanted,
	       struct buf *out, struct err *err)
{
	struct arena a = {0};
	struct incident past;
	struct report_ground g = {
		.incident = &s->incident,
		.library = &s->library,
		.zone = wanted->zone != NULL ? wanted->zone : &s->zone,
		.by = wanted->by,
		.exercise = session_exercise(s, paths_now()),
		.reader = wanted->reader,
	};
	const struct zone wall = stamp_bare(g.zone);
	int64_t now = wanted->until.set ? wanted->until.ms : paths_now();
	const struct report *r;

	if (report_is_of_exercise(wanted->wanted.kind) &&
	    !exercise_may_judge(g.exercise, wanted->reader))
		return err_set(err, ERR_REFUSED, "%s", say_not_yet());
	if (wanted->zone != NULL)
		g.zone = exercise_zone(g.exercise, wanted->zone, &a);
	if (wanted->until.set) {
		incident_until(&s->incident, now, &a, &past);
		set_clock_then(&past, &g, now, &a);
		g.incident = &past;
	}
	/* Of an exercise that is over people speak in real days. */
	if (report_is_of_exercise(wanted->wanted.kind))
		g.zone = &wall;
	g.status = status_at(g.incident, &s->library, now, &a);
	g.words = say_words(s->folder.id, &a);
	g.heads = folder_heads(&s->folder, &a, &g.head_count);
	if (wanted->verify)
		g.proof = proof_of(s, &a);
	r = report_make(&wanted->wanted, &g, &a);
	if (r != NULL)
		report_write(r, &wanted->wanted, out);
	else if (report_is_of_exercise(wanted->wanted.kind))
		err_set(err, ERR_NOT_FOUND,
			tr("This is no exercise with a scenario; 'draaiboek "
			   "list' shows which ones are."));
	else
		err_set(err, ERR_NOT_FOUND,
			tr("The entry %s is no decision, or it is not here."),
			wanted->wanted.entry != NULL ? wanted->wanted.entry
						     : "");
	arena_fini(&a);
	return r != NULL;
}

const char *
session_report_name(const struct session *s, const struct report_wanted *w,
		    struct arena *a)
{
	static const char *const ends[REPORT_FORMATS] = {"txt", "md", "html",
							 "json"};
	char stamp[STAMP_SIZE], *to = stamp;

	stamp_write(paths_now(), stamp);
	stamp[19] = '\0';
	for (const char *from = stamp; *from != '\0'; from++)
		if (*from != '-' && *from != ':')
			*to++ = *from;
	*to = '\0';
	return arena_printf(a, "draaiboek-%s-%s-%sZ.%s",
			    report_kind_name(w->kind),
			    say_words(s->folder.id, a), stamp, ends[w->format]);
}

/* The folder and the name in it; a path that ends in a slash has none. */
static int
open_folder(const char *path, const char **name, char folder[PATH_MAX])
{
	const char *slash = strrchr(path, '/');
	size_t len = slash != NULL ? (size_t)(slash - path) : 0;

	*name = slash != NULL ? slash + 1 : path;
	if (**name == '\0' || len >= PATH_MAX) {
		errno = EISDIR;
		return -1;
	}
	memcpy(folder, path, len);
	folder[len] = '\0';
	if (slash == NULL)
		memcpy(folder, ".", 2);
	else if (len == 0)
		memcpy(folder, "/", 2);
	return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool
is_inside(const struct session *s, const char *folder)
{
	char here[PATH_MAX], home[PATH_MAX];
	size_t len;

	if (!s->is_open || realpath(folder, here) == NULL ||
	    realpath(s->folder.path, home) == NULL)
		return false;
	len = strlen(home);
	return strncmp(here, home, len) == 0 &&
	       (here[len] == '\0' || here[len] == '/');
}

bool
session_save_file(const struct session *s, const char *path,
		  const struct buf *bytes, bool over, bool *leaves,
		  struct err *err)
{
	char folder[PATH_MAX];
	const char *name;
	bool done;
	int fd;

	*leaves = false;
	if (!paths_may_write(path, err))
		return false;
	fd = open_folder(path, &name, folder);
	done = fd >= 0;

	if (done && !over &&
	    faccessat(fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		done = false;
	}
	done = done && beneath_put_file(fd, ".", name, buf_text(bytes),
					bytes->len, 0600);
	*leaves = done && !is_inside(s, folder);
	if (!done)
		err_set_errno(err, ERR_WRITE, errno, tr("%s was not written"),
			      path);
	if (fd >= 0)
		close(fd);
	return done;
}

const char *
session_report_note(const struct report_wanted *w, const char *path,
		    const struct buf *bytes, struct arena *a)
{
	const char *slash = strrchr(path, '/');
	char digest[HASH_HEX_SIZE];

	hash_hex(buf_text(bytes), bytes->len, digest);
	return say_fill(
		a,
		w->for_public ? tr("Report for the public written to a "
				   "file: %1, %2, SHA-256 %3")
			      : tr("Internal report written to a file: %1, "
				   "%2, SHA-256 %3"),
		say_report(w->kind), slash != NULL ? slash + 1 : path, digest);
}

/* In full: somebody may look for it on this station. */
static const char *
full_path(const char *path, struct arena *a)
{
	char folder[PATH_MAX];

	if (path[0] == '/' || getcwd(folder, sizeof(folder)) == NULL)
		return path;
	return arena_printf(a, "%s/%s", folder, path);
}

const char *
session_document_note(const char *document, const char *path,
		      const struct buf *bytes, struct arena *a)
{
	char digest[HASH_HEX_SIZE];

	hash_hex(buf_text(bytes), bytes->len, digest);
	return say_fill(a, tr("Text written to a file: %1, %2, SHA-256 %3"),
			document, text_shown(a, full_path(path, a), false),
			digest);
}

#include "store/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/names.h"

#define PROGRAM "draaiboek"
#define SHARED "/var/lib/" PROGRAM

bool
paths_secure(struct err *err)
{
	if (getauxval(AT_SECURE) || getuid() != geteuid() ||
	    getgid() != getegid())
		return err_set(err, ERR_REFUSED,
			       tr("This program does not run with the rights "
				  "of somebody else (set-user-ID, "
				  "set-group-ID or file capabilities): take "
				  "them away from the file."));
	umask(077);
	return true;
}

bool
paths_is_of_log(const char *path)
{
	char whole[PATH_MAX], folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t len = slash ? (size_t)(slash + 1 - path) : 0;

	if (realpath(path, whole))
		return names_is_of_log(whole);
	if (len >= sizeof(folder))
		return false;
	memcpy(folder, path, len);
	memcpy(folder + len, ".", 2);
	if (!realpath(folder, whole) ||
	    strlen(whole) + 1 + strlen(name) >= sizeof(whole))
		return false;
	memcpy(folder, whole, sizeof(folder));
	snprintf(whole, sizeof(whole), "%.*s/%s", (int)strlen(folder), folder,
		 name);
	return names_is_of_log(whole);
}

bool
paths_may_write(const char *path, struct err *err)
{
	if (!paths_is_of_log(path))
		return true;
	return err_set(err, ERR_REFUSED,
		       tr("%s was not written: it is a place of the log's own, "
			  "where nothing else may stand. Choose another one."),
		       path);
}

int64_t
paths_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A relative folder would mean another one in every working folder. */
static const char *
absolute(const char *name)
{
	const char *value = secure_getenv(name);

	return value && *value == '/' ? value : NULL;
}

/* $XDG_…_HOME, else below $HOME; NULL where neither is set. */
static const char *
of_user(const char *variable, const char *below_home, struct arena *a)
{
	const char *home, *folder = absolute(variable);

	if (folder)
		return arena_printf(a, "%s/" PROGRAM, folder);
	home = absolute("HOME");
	return home ? arena_printf(a, "%s/%s/" PROGRAM, home, below_home)
		    : NULL;
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return path && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The folders that people share on one machine, where somebody made them. */
static const char *
shared_or(const char *kind, const char *of_one_user, struct arena *a)
{
	const char *shared = arena_printf(a, SHARED "/%s", kind);

	if (is_folder(shared) && access(shared, W_OK | X_OK) == 0)
		return shared;
	return of_one_user ? arena_printf(a, "%s/%s", of_one_user, kind) : NULL;
}

struct folders { /* a list that grows, NULL at its end */
	const char **paths;
	size_t count;
};

static void
add(struct folders *list, const char *path, struct arena *a)
{
	if (!path)
		return;
	list->paths = arena_more(a, list->paths, list->count + 1,
				 sizeof(*list->paths));
	list->paths[list->count++] = path;
}

static void
add_below(struct folders *list, const char *above, const char *below,
	  struct arena *a)
{
	const char *path =
		above ? arena_printf(a, "%s/%s", above, below) : NULL;

	if (is_folder(path))
		add(list, path, a);
}

/* What a person named is listed even when missing: its absence is an error. */
static const char *const *
playbook_folders(const char *named, const char *root, const char *config,
		 struct arena *a)
{
	const char *list = secure_getenv("DRAAIBOEK_PATH");
	struct folders out = {0};

	add(&out, named, a);
	while (list && *list) {
		size_t len = strcspn(list, ":");

		if (len)
			add(&out, arena_strndup(a, list, len), a);
		list += len + (list[len] == ':');
	}
	add_below(&out, root, "playbooks", a);
	add_below(&out, config, "playbooks", a);
	add_below(&out, of_user("XDG_DATA_HOME", ".local/share", a),
		  "playbooks", a);
	add_below(&out, "/etc/" PROGRAM, "playbooks", a);
	add_below(&out, "/etc/" PROGRAM, "playbooks.d", a);
	add_below(&out, "/usr/local/share/" PROGRAM, "playbooks", a);
	add_below(&out, "/usr/share/" PROGRAM, "playbooks", a);
	if (!out.paths)
		out.paths = ARENA_NEW(a, const char *);
	return out.paths;
}

static bool
find_root(const char *root, bool group, struct arena *a, struct paths *out,
	  struct err *err)
{
	const char *kept, *users;
	char path[PATH_MAX];

	if (!paths_make(root, group, err))
		return false;
	if (!realpath(root, path))
		return err_set_errno(err, ERR_NOT_FOUND, errno,
				     tr("The folder %s cannot be used"), root);
	out->root = arena_strdup(a, path);
	out->incidents = arena_printf(a, "%s/incidents", path);
	out->exercises = arena_printf(a, "%s/exercises", path);
	out->assessments = arena_printf(a, "%s/assessments", path);
	out->state = arena_printf(a, "%s/state", path);
	kept = arena_printf(a, "%s/config", path);
	users = of_user("XDG_CONFIG_HOME", ".config", a);
	out->config = is_folder(kept) || !users ? kept : users;
	/* A stick that cannot be written can still be read. */
	(void)(paths_make(out->incidents, group, NULL) &&
	       paths_make(out->exercises, group, NULL) &&
	       paths_make(out->assessments, group, NULL) &&
	       paths_make(out->state, false, NULL));
	return true;
}

static bool
find_user(struct arena *a, struct paths *out, struct err *err)
{
	const char *own = of_user("XDG_DATA_HOME", ".local/share", a);

	out->incidents = shared_or("incidents", own, a);
	out->exercises = shared_or("exercises", own, a);
	out->assessments = shared_or("assessments", own, a);
	out->state = of_user("XDG_STATE_HOME", ".local/state", a);
	out->config = of_user("XDG_CONFIG_HOME", ".config", a);
	if (out->incidents && out->exercises && out->assessments &&
	    out->state && out->config)
		return true;
	return err_set(err, ERR_USAGE,
		       tr("There is no home folder to keep incidents in: set "
			  "HOME, or give a folder with -C."));
}

bool
paths_find(const char *root, const char *playbooks, bool group, struct arena *a,
	   struct paths *out, struct err *err)
{
	*out = (struct paths){.shared_group = group};
	if (!root || !*root)
		root = secure_getenv("DRAAIBOEK_ROOT");
	if (root && *root ? !find_root(root, group, a, out, err)
			  : !find_user(a, out, err))
		return false;
	out->playbooks_named = playbooks ? arena_strdup(a, playbooks) : NULL;
	paths_find_playbooks(out, a);
	return true;
}

void
paths_find_playbooks(struct paths *p, struct arena *a)
{
	p->playbook_dirs =
		playbook_folders(p->playbooks_named, p->root, p->config, a);
}

/* Waits for the disk with a folder's name, where we may look above it. */
static bool
sync_name(const char *path)
{
	char above[PATH_MAX];
	size_t len = (size_t)(strrchr(path, '/') - path);
	int fd, number;
	bool synced;

	memcpy(above, path, len);
	above[len] = '\0';
	fd = open(*above ? above : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno == EACCES;
	synced = beneath_sync_folder(fd);
	number = errno;
	close(fd);
	errno = number;
	return synced;
}

/*
 * Makes the folder `path`, whose parent is there.  One whose name may not be
 * on the disk goes again, so that the next try does not rely on it.
 */
static bool
make_one(const char *path, bool group)
{
	int number;

	if (mkdir(path, 0700) != 0)
		return errno == EEXIST && is_folder(path);
	/* The umask takes the group's bits away. */
	if (group && chmod(path, 02770) != 0)
		(void)!chmod(path, 0770);
	if (sync_name(path))
		return true;
	number = errno;
	(void)rmdir(path);
	errno = number;
	return false;
}

bool
paths_make(const char *path, bool group, struct err *err)
{
	size_t len = strlen(path), at;
	char part[PATH_MAX] = "./";

	if (is_folder(path))
		return true;
	if (len == 0 || len + 3 > sizeof(part))
		return err_set_errno(err, ERR_WRITE,
				     len ? ENAMETOOLONG : ENOENT,
				     tr("The folder %s cannot be made"), path);
	at = *path == '/' ? 0 : 2;
	memcpy(part + at, path, len + 1);
	while (part[at + 1] && part[strlen(part) - 1] == '/')
		part[strlen(part) - 1] = '\0';
	for (char *slash = part + at + 1;; slash++) {
		bool last = *slash == '\0';

		if (!last && *slash != '/')
			continue;
		*slash = '\0';
		if (!is_folder(part) && !make_one(part, group))
			return err_set_errno(err, ERR_WRITE, errno,
					     tr("The folder %s cannot be made"),
					     path);
		if (last)
			return true;
		*slash = '/';
	}
}

/* The first line of a small system file; "" when there is none. */
static void
first_line(const char *path, char *out, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	ssize_t got = fd >= 0 ? read(fd, out, size - 1) : 0;

	if (fd >= 0)
		close(fd);
	out[got > 0 ? got : 0] = '\0';
	out[strcspn(out, " \t\r\n")] = '\0';
}

void
paths_machine(char hex[65])
{
	char text[512] = PROGRAM;
	size_t len = strlen(text);

	first_line("/etc/machine-id", text + len, 256);
	if (!text[len])
		first_line("/var/lib/dbus/machine-id", text + len, 256);
	/* Better than nothing: machines without an id have a name. */
	if (!text[len] && gethostname(text + len, 255) != 0)
		text[len] = '\0';
	hash_hex(text, strlen(text), hex);
}

void
paths_identity(struct arena *a, struct journal_identity *who)
{
	char name[256] = "", boot[64];
	const char *station;

	if (gethostname(name, sizeof(name) - 1) != 0)
		name[0] = '\0';
	name[strcspn(name, ".")] = '\0';
	station = text_slug(a, name, 20);
	first_line("/proc/sys/kernel/random/boot_id", boot, sizeof(boot));
	*who = (struct journal_identity){
		.station = *station ? station : "station",
		.boot = *boot ? arena_strdup(a, boot) : NULL,
		.program = PROGRAM " " VERSION,
	};
}

#include "store/watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/folder.h"
#include "store/names.h"

#define LOOK_EVERY 900 /* ms: less than the second after which callers wake */

/* FNV-1a: only to notice a difference, of our own looks at one folder. */
static uint64_t
mix(uint64_t state, const void *bytes, size_t len)
{
	const unsigned char *b = bytes;

	for (size_t i = 0; i < len; i++)
		state = (state ^ b[i]) * UINT64_C(1099511628211);
	return state;
}

/* Order does not matter: readdir() gives any. */
static uint64_t
look(int folder_fd)
{
	int fd = openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;
	uint64_t sum = 0;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	while ((entry = readdir(dir))) {
		uint64_t one = UINT64_C(14695981039346656037);
		struct stat st;

		if (!names_is_journal(entry->d_name) ||
		    fstatat(folder_fd, entry->d_name, &st,
			    AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		one = mix(one, entry->d_name, strlen(entry->d_name));
		one = mix(one, &st.st_size, sizeof(st.st_size));
		one = mix(one, &st.st_ino, sizeof(st.st_ino));
		sum += one;
	}
	closedir(dir);
	return sum;
}

void
watch_init(struct watch *w, const struct folder *f)
{
	*w = (struct watch){
		.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC),
		.folder_fd = f->fd,
		.state = look(f->fd),
	};
	if (w->fd >= 0 &&
	    inotify_add_watch(w->fd, f->path,
			      IN_MODIFY | IN_CREATE | IN_MOVED_TO |
				      IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR) <
		    0) {
		close(w->fd);
		w->fd = -1;
	}
}

static bool
drain(int fd)
{
	_Alignas(struct inotify_event) char events[4096];
	bool any = false;

	while (read(fd, events, sizeof(events)) > 0)
		any = true;
	return any;
}

bool
watch_changed(struct watch *w, int64_t now)
{
	bool told = w->fd >= 0 && drain(w->fd);
	uint64_t state;

	if (!told && now >= w->looked && now - w->looked < LOOK_EVERY)
		return false;
	w->looked = now;
	state = look(w->folder_fd);
	if (state == w->state)
		return false;
	w->state = state;
	return true;
}

uint64_t
watch_list(const struct incident_places *places, size_t most)
{
	uint64_t state = places->count;

	for (size_t i = 0; i < places->count; i++) {
		const char *path = places->places[i].path;
		int fd;

		state = mix(state, path, strlen(path));
		if (i >= most)
			continue;
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0)
			continue;
		state += look(fd);
		close(fd);
	}
	return state;
}

void
watch_fini(struct watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

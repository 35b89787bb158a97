/*
 * Notices that somebody wrote in an incident's folder: by inotify, and by
 * looking once a second, because on a share inotify says nothing of others.
 */
#ifndef STORE_WATCH_H
#define STORE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct folder;
struct incident_places;

struct watch {
	int fd;          /* to poll for reading; -1: there is none, look by time */
	int folder_fd;
	int64_t looked;  /* ms, when the folder was last looked at */
	uint64_t state;  /* of names and sizes then */
};

/* The folder must stay open as long as the watch.  Never fails. */
void watch_init(struct watch *w, const struct folder *f);

/*
 * Whether journals may have changed since the last call: then folder_refresh()
 * is due.  Does not block; looks itself where the last look is 0.9 s ago, for
 * callers that come by once a second.  now: ms.
 */
bool watch_changed(struct watch *w, int64_t now);

void watch_fini(struct watch *w);

/*
 * A number that differs once an incident has begun, or somebody wrote in one of
 * the newest: those of `most` folders are looked into.
 */
uint64_t watch_list(const struct incident_places *places, size_t most);

#endif

/*
 * Opening what lies in a folder: never through a link, never outside the
 * folder, never waiting for a FIFO.  Names may come from a stick, a share or a
 * journal line.
 */
#ifndef STORE_BENEATH_H
#define STORE_BENEATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

struct arena;

/*
 * As openat(), with O_CLOEXEC, O_NOFOLLOW and O_NOCTTY added.  path is relative
 * and may name folders inside.  -1 with errno (EXDEV or ELOOP for a path that
 * leads elsewhere).
 */
int beneath_open(int folder_fd, const char *path, int flags, mode_t mode);

/*
 * A regular file, for reading.  -1 with errno; where it is no regular file,
 * errno is EINVAL and *st tells what it is (else st->st_mode is 0).
 */
int beneath_open_file(int folder_fd, const char *path, struct stat *st);

/* The whole of a regular file of at most `most` bytes, with a NUL behind it;
 * NULL with errno. */
char *beneath_read_file(int folder_fd, const char *path, size_t most,
			size_t *len, struct arena *a);

/*
 * As many bytes as there are from `at` on, up to len; -1 with errno.  Neither
 * an interruption nor a short answer ends it.
 */
ssize_t beneath_read_at(int fd, void *bytes, size_t len, int64_t at);

/* The whole buffer, retried where it was interrupted; false with errno. */
bool beneath_write(int fd, const void *bytes, size_t len);

/* Waits for the disk with a folder's names.  Some file systems cannot and say
 * so: true. */
bool beneath_sync_folder(int folder_fd);

/*
 * A new file that is there whole or not at all: written beside under a hidden
 * name, synced, renamed, the folder synced.  `folder` is relative to folder_fd.
 */
bool beneath_put_file(int folder_fd, const char *folder, const char *name,
		      const void *bytes, size_t len, mode_t mode);
/* The same without waiting for the disk: it outlives this process, but not a
 * power cut in the next seconds. */
bool beneath_put_file_soon(int folder_fd, const char *folder, const char *name,
			   const void *bytes, size_t len, mode_t mode);

/*
 * The same in steps, for what does not fit into memory: a new file under a
 * hidden name; then either synced, closed and renamed, the folder synced, or
 * closed and taken away.  Both take the descriptor, also where they fail.
 */
#define BENEATH_HIDDEN_SIZE 40
int
beneath_new_file(int folder_fd, char hidden[BENEATH_HIDDEN_SIZE], mode_t mode);
/*
 * The same for a copy that takes long: its name begins with the `boot` (at
 * least 8 hex digits), and it is locked as long as it is open, so that who
 * finds it later can tell whether somebody still writes it.
 */
int beneath_new_copy(int folder_fd, const char *boot,
		     char hidden[BENEATH_HIDDEN_SIZE]);
/*
 * Takes away the copies that a kill has left: of this boot where nobody has
 * the lock, of any other where also nobody has written for a day.
 */
void beneath_drop_dead(int folder_fd, const char *boot);
bool beneath_finish_file(int folder_fd, int fd, const char *hidden,
			 const char *name);
void beneath_drop_file(int folder_fd, int fd, const char *hidden);

/* The file system of fd makes owners and modes up (FAT, SMB, FUSE). */
bool beneath_modes_are_made_up(int fd);

/* A plain name of one file: no slash, no dot in front, printable UTF-8, at most
 * 255 bytes. */
bool beneath_is_plain_name(const char *name);

/*
 * Makes the folder `name`, 0700, or for a group 2770: what is made in it then
 * belongs to that group.  false with errno, EEXIST where it is there: nothing
 * was made.
 */
bool beneath_make_folder(int folder_fd, const char *name, bool group);
/* The same where it is not there yet, and waits for the disk with its name. */
bool beneath_need_folder(int folder_fd, const char *name, bool group);

/*
 * The folder on the way to `path`, or it itself, that everybody may rename
 * things in; "" where there is none.  How file systems are mounted that know
 * no modes is not judged.  In a static buffer.
 */
const char *beneath_open_to_all(const char *path);

#endif

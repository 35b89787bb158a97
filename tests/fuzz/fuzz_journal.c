/*
 * An incident's folder, from anybody: up to four journals with \xff between
 * them.  Read, folded, read on and verified.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "core/incident.h"
#include "store/folder.h"
#include "store/verify.h"

#define MOST_FILES 4

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static char folder[300];

static void
remove_folder(void)
{
	char path[400];

	for (int i = 0; i < MOST_FILES; i++) {
		snprintf(path, sizeof(path), "%s/%d.jsonl", folder, i);
		unlink(path);
	}
	rmdir(folder);
}

static void
make_folder(void)
{
	const char *above = getenv("TMPDIR");

	if (*folder)
		return;
	if (!above && access("/dev/shm", W_OK) == 0)
		above = "/dev/shm";
	snprintf(folder, sizeof(folder), "%s/draaiboek-fuzz-XXXXXX",
		 above ? above : "/tmp");
	if (!mkdtemp(folder))
		abort();
	atexit(remove_folder);
}

static void
put(int i, int flags, const uint8_t *bytes, size_t len)
{
	char path[400];
	int fd;

	snprintf(path, sizeof(path), "%s/%d.jsonl", folder, i);
	fd = open(path, O_WRONLY | O_CREAT | flags, 0600);
	if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	close(fd);
}

/* Half of each file first, so that the rest comes as another writes it. */
static void
put_all(const uint8_t *bytes, size_t len, bool rest)
{
	for (int i = 0; i < MOST_FILES; i++) {
		const uint8_t *end = len ? memchr(bytes, 0xff, len) : NULL;
		size_t size =
			end && i < MOST_FILES - 1 ? (size_t)(end - bytes) : len;

		if (rest)
			put(i, O_APPEND, bytes + size / 2, size - size / 2);
		else
			put(i, O_TRUNC, bytes, size / 2);
		bytes += size;
		len -= size;
		if (len > 0) {
			bytes++;
			len--;
		}
	}
}

static void
check_result(const struct verify_result *r)
{
	bool bad = false;

	for (size_t i = 0; i < r->file_count; i++) {
		if (r->files[i].bad_line && !r->files[i].bad_why)
			abort();
		bad = bad || r->files[i].bad_line;
	}
	if (bad && !r->broken)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct incident_place place = {.mode = "live"};
	struct journal_identity nobody = {0};
	struct verify_result result;
	struct arena arena = {0};
	struct incident in;
	bool changed, again;
	struct folder f;

	make_folder();
	place.path = folder;
	put_all(bytes, len, false);
	if (!folder_open(NULL, &place, &nobody, &arena, &f, NULL))
		abort();
	incident_init(&in, &arena, NULL);
	folder_fold(&f, &in);
	put_all(bytes, len, true);
	if (!folder_refresh(&f, &in, &changed, &again, NULL))
		abort();
	incident_init(&in, &arena, NULL);
	folder_fold(&f, &in);
	for (size_t i = 0; i < f.file_count; i++)
		journal_check(f.files[i], NULL);
	verify_folder(&f, NULL, "0123456789abcdef", &arena, &result);
	check_result(&result);
	folder_close(&f);
	arena_fini(&arena);
	return 0;
}

/*
 * A place to write journals in: a folder of its own under $TMPDIR that is
 * taken away afterwards, a station, and short ways to append and read.
 */
#ifndef TESTS_UNIT_STORE_SCENE_H
#define TESTS_UNIT_STORE_SCENE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "core/incident.h"
#include "store/folder.h"
#include "store/journal.h"
#include "store/paths.h"

#define NOON INT64_C(1795348800000) /* some day in 2026 */
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

struct scene {
	char root[256];
	struct arena arena;
	struct paths paths;
	struct journal_identity who;
	struct err err;
};

static inline int
scene_remove_one(const char *path, const struct stat *st, int type,
		 struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline void
scene_init(struct scene *s)
{
	const char *above = getenv("TMPDIR");

	memset(s, 0, sizeof(*s));
	snprintf(s->root, sizeof(s->root), "%s/draaiboek-test-XXXXXX",
		 above ? above : "/tmp");
	assert_non_null(mkdtemp(s->root));
	assert_true(paths_find(s->root, NULL, false, &s->arena, &s->paths,
			       &s->err));
	s->who = (struct journal_identity){
		.mode = "live",
		.station = "desk",
		.machine = ZEROS,
		.boot = "5a0c0000-0000-4000-8000-000000000001",
		.program = "draaiboek test",
	};
}

static inline void
scene_fini(struct scene *s)
{
	nftw(s->root, scene_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_fini(&s->arena);
}

static inline int
scene_setup(void **state)
{
	struct scene *s = calloc(1, sizeof(*s));

	scene_init(s);
	*state = s;
	return 0;
}

static inline int
scene_teardown(void **state)
{
	scene_fini(*state);
	free(*state);
	return 0;
}

/* A new incident, nothing written yet. */
static inline void
scene_create(struct scene *s, struct folder *f)
{
	assert_true(folder_create(&s->paths, "live", "ransomware", NOON,
				  &s->who, &s->arena, f, &s->err));
}

static inline struct incident_place
scene_place(const struct folder *f)
{
	return (struct incident_place){
		.path = f->path,
		.name = strrchr(f->path, '/') + 1,
		.mode = "live",
	};
}

/* The same incident again, as another process opens it. */
static inline void
scene_open(struct scene *s, const struct folder *was, struct folder *f)
{
	struct incident_place place = scene_place(was);

	assert_true(
		folder_open(&s->paths, &place, &s->who, &s->arena, f, &s->err));
}

static inline struct record
scene_note(const char *text)
{
	return (struct record){
		.kind = RECORD_NOTE,
		.role = "it",
		.actor = "An Peeters",
		.text = text,
	};
}

static inline struct record *
scene_append(struct scene *s, struct folder *f, const char *text, int64_t wall)
{
	struct record note = scene_note(text), *written = NULL;

	assert_int_equal(folder_append(f, &note, wall, NULL, &written, &s->err),
			 JOURNAL_SAVED);
	assert_non_null(written);
	return written;
}

/* A folder with `lines` notes behind the journal's first line, closed again. */
static inline void
scene_written(struct scene *s, struct folder *f, int lines)
{
	scene_create(s, f);
	for (int i = 0; i < lines; i++)
		scene_append(s, f, "Something was seen.", NOON + i * 1000);
	folder_close(f);
}

/* The path of the only journal (or of the i-th by name) in the folder. */
static inline const char *
scene_journal(struct scene *s, const struct folder *f, size_t i)
{
	struct folder again;
	const char *path;

	scene_open(s, f, &again);
	assert_true(i < again.file_count);
	path = arena_printf(&s->arena, "%s/%s", f->path, again.files[i]->name);
	again.read_only = true;
	folder_close(&again);
	return path;
}

static inline size_t
scene_size(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (size_t)st.st_size;
}

static inline char *
scene_bytes(struct scene *s, const char *path, size_t *len)
{
	int fd = open(path, O_RDONLY);
	char *bytes;

	assert_true(fd >= 0);
	*len = scene_size(path);
	bytes = arena_alloc(&s->arena, *len + 1);
	assert_int_equal(read(fd, bytes, *len), *len);
	close(fd);
	return bytes;
}

/* Writes the file anew in place: the same inode, as a tamperer would. */
static inline void
scene_put(const char *path, const void *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	close(fd);
}

static inline void
scene_add(const char *path, const void *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_APPEND);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	close(fd);
}

#define SCENE_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, scene_setup, scene_teardown)

#endif

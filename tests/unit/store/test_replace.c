/* A whole file in the place of another one, and whatever can go wrong. */
#include "scene.h"

#include <dirent.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <sys/types.h>

#include "store/replace.h"

/* --- a disk that fails: these stand in the place of the library's */

static struct {
	int fail_write; /* which write from now on fails; 0: none */
	int error;      /* 0: it takes nothing */
	int interrupts; /* EINTR so many times first */
	size_t most;    /* bytes a write takes; 0: all */
	int fail_sync;  /* which fsync fails */
	bool fail_rename, fail_chmod;
} disk;

ssize_t
write(int fd, const void *bytes, size_t len)
{
	if (disk.interrupts > 0) {
		disk.interrupts--;
		errno = EINTR;
		return -1;
	}
	if (disk.fail_write > 0 && --disk.fail_write == 0) {
		errno = disk.error;
		return disk.error != 0 ? -1 : 0;
	}
	if (disk.most > 0 && len > disk.most)
		len = disk.most;
	return syscall(SYS_write, fd, bytes, len);
}

int
fsync(int fd)
{
	if (disk.fail_sync > 0 && --disk.fail_sync == 0) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fsync, fd);
}

int
rename(const char *from, const char *to)
{
	if (disk.fail_rename) {
		errno = EACCES;
		return -1;
	}
	return (int)syscall(SYS_rename, from, to);
}

int
fchmod(int fd, mode_t mode)
{
	if (disk.fail_chmod) {
		errno = EPERM;
		return -1;
	}
	return (int)syscall(SYS_fchmod, fd, mode);
}

/* --- a folder with a file in it */

struct place {
	struct scene scene;
	char path[300];
};

static int
setup(void **state)
{
	struct place *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	memset(&disk, 0, sizeof(disk));
	scene_init(&p->scene);
	snprintf(p->path, sizeof(p->path), "%s/file", p->scene.root);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;

	memset(&disk, 0, sizeof(disk));
	scene_fini(&p->scene);
	free(p);
	return 0;
}

static void
put(const struct place *p, const char *text, mode_t mode)
{
	FILE *f = fopen(p->path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(p->path, mode), 0);
}

/* The file has that text, and nothing else is in the folder. */
static void
assert_there(const struct place *p, const char *text)
{
	char bytes[32768];
	FILE *f = fopen(p->path, "r");
	DIR *dir = opendir(p->scene.root);
	struct dirent *e;
	size_t len;

	if (text == NULL) {
		assert_null(f);
	} else {
		assert_non_null(f);
		len = fread(bytes, 1, sizeof(bytes) - 1, f);
		bytes[len] = '\0';
		assert_string_equal(bytes, text);
		fclose(f);
	}
	assert_non_null(dir);
	while ((e = readdir(dir)) != NULL)
		if (strstr(e->d_name, ".new") != NULL)
			fail_msg("%s is left over", e->d_name);
	closedir(dir);
}

static bool
replace(struct place *p, const char *text, const char *before)
{
	p->scene.err = (struct err){0};
	return store_replace(p->path, text, strlen(text), before,
			     before != NULL ? strlen(before) : 0,
			     &p->scene.err);
}

static mode_t
mode_of(const struct place *p)
{
	struct stat st;

	assert_int_equal(stat(p->path, &st), 0);
	return st.st_mode & 0777;
}

/* --- the tests */

static void
a_file_that_was_not_there_is_made(void **state)
{
	struct place *p = *state;

	assert_true(replace(p, "one\n", NULL));
	assert_there(p, "one\n");
	assert_int_equal(mode_of(p), 0600);
}

static void
an_empty_file_is_a_file(void **state)
{
	struct place *p = *state;

	assert_true(replace(p, "", NULL));
	assert_there(p, "");
	/* It is there now, so that nothing must be there is wrong. */
	assert_false(replace(p, "two\n", NULL));
	assert_there(p, "");
	assert_true(replace(p, "two\n", ""));
	assert_there(p, "two\n");
}

static void
what_was_read_is_replaced_and_keeps_its_mode(void **state)
{
	struct place *p = *state;

	put(p, "one\n", 0644);
	assert_true(replace(p, "two\n", "one\n"));
	assert_there(p, "two\n");
	assert_int_equal(mode_of(p), 0644);
}

static void
what_changed_meanwhile_is_left(void **state)
{
	static const char *const found[] = {"onE\n", "one", "one\nmore\n", ""};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof(found) / sizeof(found[0]); i++) {
		put(p, found[i], 0600);
		assert_false(replace(p, "two\n", "one\n"));
		assert_int_equal(p->scene.err.kind, ERR_WRITE);
		assert_non_null(strstr(p->scene.err.text, "in the meantime"));
		assert_there(p, found[i]);
	}
	assert_int_equal(unlink(p->path), 0);
	assert_false(replace(p, "two\n", "one\n"));
	assert_int_equal(p->scene.err.kind, ERR_WRITE);
	assert_there(p, NULL);
}

/* More than is compared at once. */
static void
long_files_are_compared_to_their_end(void **state)
{
	static char before[10001], now[10001];
	struct place *p = *state;

	memset(before, 'x', 10000);
	memset(now, 'x', 10000);
	now[9999] = 'y';
	put(p, now, 0600);
	assert_false(replace(p, "two\n", before));
	assert_there(p, now);
	assert_true(replace(p, before, now));
	assert_there(p, before);
}

static void
a_link_or_a_folder_is_refused(void **state)
{
	struct place *p = *state;
	char other[310];

	snprintf(other, sizeof(other), "%s.other", p->path);
	assert_int_equal(symlink(other, p->path), 0);
	assert_false(replace(p, "two\n", NULL));
	assert_false(replace(p, "two\n", "one\n"));
	assert_int_equal(access(other, F_OK), -1);
	assert_int_equal(unlink(p->path), 0);
	assert_int_equal(mkdir(p->path, 0700), 0);
	assert_false(replace(p, "two\n", ""));
	assert_int_equal(rmdir(p->path), 0);
	/* Nobody waits for who writes into a pipe. */
	assert_int_equal(mkfifo(p->path, 0600), 0);
	assert_false(replace(p, "two\n", ""));
	assert_int_equal(p->scene.err.kind, ERR_WRITE);
}

static void
a_folder_that_is_not_there_is_said(void **state)
{
	struct place *p = *state;

	snprintf(p->path, sizeof(p->path), "%s/none/file", p->scene.root);
	assert_false(replace(p, "one\n", NULL));
	assert_int_equal(p->scene.err.kind, ERR_WRITE);
	assert_non_null(strstr(p->scene.err.text, p->path));
}

/* A path without a folder is in the one that is worked in. */
static void
a_bare_name_is_in_the_folder_of_now(void **state)
{
	struct place *p = *state;
	char here[512];

	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(p->scene.root), 0);
	assert_true(store_replace("file", "one\n", 4, NULL, 0, &p->scene.err));
	assert_int_equal(chdir(here), 0);
	assert_there(p, "one\n");
}

static void
a_slow_disk_takes_it_in_parts(void **state)
{
	struct place *p = *state;

	put(p, "one\n", 0600);
	disk.interrupts = 3;
	disk.most = 5;
	assert_true(replace(p, "what is written in many parts\n", "one\n"));
	assert_there(p, "what is written in many parts\n");
}

static void
assert_fails_and_keeps(struct place *p)
{
	assert_false(replace(p, "what is new\n", "one\n"));
	assert_int_equal(p->scene.err.kind, ERR_WRITE);
	assert_there(p, "one\n");
	memset(&disk, 0, sizeof(disk));
	/* And once the disk is well again it goes. */
	assert_true(replace(p, "one\n", "one\n"));
}

static void
whatever_goes_wrong_the_old_file_is_there(void **state)
{
	struct place *p = *state;

	put(p, "one\n", 0600);
	disk.fail_write = 1;
	disk.error = ENOSPC;
	assert_fails_and_keeps(p);
	disk.most = 4;
	disk.fail_write = 2;
	disk.error = EIO;
	assert_fails_and_keeps(p);
	disk.fail_write = 1; /* takes nothing, and says nothing either */
	assert_fails_and_keeps(p);
	disk.fail_sync = 1;
	assert_fails_and_keeps(p);
	disk.fail_chmod = true;
	assert_fails_and_keeps(p);
	disk.fail_rename = true;
	assert_fails_and_keeps(p);
}

/* Renamed it is; whether that stays is what nobody can promise then. */
static void
a_folder_that_does_not_sync_is_a_failure(void **state)
{
	struct place *p = *state;

	put(p, "one\n", 0600);
	disk.fail_sync = 2;
	assert_false(replace(p, "two\n", "one\n"));
	assert_int_equal(p->scene.err.kind, ERR_WRITE);
	assert_there(p, "two\n");
}

/* What another one left there is not ours to write into. */
static void
a_file_that_stands_beside_it_is_not_taken(void **state)
{
	struct place *p = *state;
	char beside[340];
	FILE *f;

	put(p, "one\n", 0600);
	snprintf(beside, sizeof(beside), "%s.%ld.new", p->path, (long)getpid());
	f = fopen(beside, "w");
	assert_non_null(f);
	fputs("of somebody else\n", f);
	fclose(f);
	assert_false(replace(p, "two\n", "one\n"));
	assert_int_equal(access(beside, F_OK), 0);
	assert_int_equal(unlink(beside), 0);
	assert_there(p, "one\n");
}

#define PLACE_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PLACE_TEST(a_file_that_was_not_there_is_made),
		PLACE_TEST(an_empty_file_is_a_file),
		PLACE_TEST(what_was_read_is_replaced_and_keeps_its_mode),
		PLACE_TEST(what_changed_meanwhile_is_left),
		PLACE_TEST(long_files_are_compared_to_their_end),
		PLACE_TEST(a_link_or_a_folder_is_refused),
		PLACE_TEST(a_folder_that_is_not_there_is_said),
		PLACE_TEST(a_bare_name_is_in_the_folder_of_now),
		PLACE_TEST(a_slow_disk_takes_it_in_parts),
		PLACE_TEST(whatever_goes_wrong_the_old_file_is_there),
		PLACE_TEST(a_folder_that_does_not_sync_is_a_failure),
		PLACE_TEST(a_file_that_stands_beside_it_is_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Evidence: the bytes that were copied, their hash, and nothing by halves. */
#include "unit/store/scene.h"

#include <dirent.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "store/evidence.h"
#include "store/merge.h"

#define SIZE ((size_t)20 << 20) /* more than one step of the watch */

struct room {
	struct scene scene;
	struct folder folder;
	char path[300];
};

/* Reading this file fails, as from a disk that dies. */
static ino_t bad_inode;

ssize_t
read(int fd, void *bytes, size_t len)
{
	struct stat st;

	if (bad_inode && fstat(fd, &st) == 0 && st.st_ino == bad_inode) {
		errno = EIO;
		return -1;
	}
	return syscall(SYS_read, fd, bytes, len);
}

static int
setup(void **state)
{
	static struct room r;

	scene_init(&r.scene);
	scene_create(&r.scene, &r.folder);
	snprintf(r.path, sizeof(r.path), "%s/disk image", r.scene.root);
	*state = &r;
	return 0;
}

static int
teardown(void **state)
{
	struct room *r = *state;

	folder_close(&r->folder);
	scene_fini(&r->scene);
	return 0;
}

static void
write_file(const char *path, char byte, size_t size)
{
	char piece[4096];
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	memset(piece, byte, sizeof(piece));
	while (size) {
		size_t n = size < sizeof(piece) ? size : sizeof(piece);

		assert_int_equal(write(fd, piece, n), n);
		size -= n;
	}
	close(fd);
}

static const char *
stored(struct room *r, const char *file)
{
	return arena_printf(&r->scene.arena, "%s/evidence/%s", r->folder.path,
			    file);
}

/* Files in evidence/, the hidden ones too. */
static unsigned
stored_count(struct room *r)
{
	DIR *d = opendir(stored(r, ""));
	unsigned count = 0;
	struct dirent *e;

	assert_non_null(d);
	while ((e = readdir(d)))
		count += strcmp(e->d_name, ".") != 0 &&
			 strcmp(e->d_name, "..") != 0;
	closedir(d);
	return count;
}

static bool
copy(struct room *r, struct evidence_watch *w, struct evidence *e)
{
	return evidence_copy(&r->folder, r->path, w, &r->scene.arena, e,
			     &r->scene.err);
}

static void
a_file_is_kept_under_its_hash(void **state)
{
	struct room *r = *state;
	struct evidence e;
	struct stat st;
	char hex[HASH_HEX_SIZE];
	char *bytes;
	size_t len;

	write_file(r->path, 'a', 5000);
	assert_true(copy(r, NULL, &e));
	assert_string_equal(e.name, "disk image");
	assert_int_equal(e.bytes, 5000);
	assert_false(e.changed);
	assert_false(e.was_there);
	bytes = scene_bytes(&r->scene, stored(r, e.file), &len);
	hash_hex(bytes, len, hex);
	assert_string_equal(hex, e.sha256);
	assert_int_equal(stat(stored(r, e.file), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0440);
	assert_int_equal(stored_count(r), 1);
	/* The same bytes again are the same file. */
	assert_true(copy(r, NULL, &e));
	assert_true(e.was_there);
	assert_int_equal(stored_count(r), 1);
}

static void
an_empty_file_and_one_of_proc_are_kept_too(void **state)
{
	struct room *r = *state;
	struct evidence e;

	write_file(r->path, 'a', 0);
	assert_true(copy(r, NULL, &e));
	assert_int_equal(e.bytes, 0);
	assert_true(evidence_copy(&r->folder, "/proc/version", NULL,
				  &r->scene.arena, &e, &r->scene.err));
	assert_true(e.bytes > 0);
	assert_int_equal(stored_count(r), 2);
}

/* Each page of a file with a long path is a line of /proc/self/maps. */
static void
map_often(struct room *r, size_t bytes)
{
	char *path = arena_printf(&r->scene.arena, "%s", r->scene.root);
	char name[201];
	size_t pages;
	int fd;

	memset(name, 'x', 200);
	name[200] = '\0';
	while (strlen(path) < 3500) {
		path = arena_printf(&r->scene.arena, "%s/%s", path, name);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	path = arena_printf(&r->scene.arena, "%s/f", path);
	pages = bytes / strlen(path) + 1;
	fd = open(path, O_RDWR | O_CREAT, 0600);
	assert_true(fd >= 0);
	for (size_t i = 0; i < pages; i++)
		if (mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd,
			 (off_t)(i % 2 * 8192)) == MAP_FAILED)
			fail_msg("%zu maps of %zu", i, pages);
	close(fd);
}

static void
a_file_without_a_size_is_not_cut(void **state)
{
	struct room *r = *state;
	pid_t child = fork();
	struct evidence e;
	int status;

	assert_true(child >= 0);
	if (child > 0) {
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		assert_int_equal(stored_count(r), 0);
		return;
	}
	map_often(r, (size_t)66 << 20);
	if (evidence_copy(&r->folder, "/proc/self/maps", NULL, &r->scene.arena,
			  &e, &r->scene.err) ||
	    r->scene.err.kind != ERR_REFUSED ||
	    !strstr(r->scene.err.text, "64 MiB"))
		_exit(1);
	_exit(0);
}

static void
what_cannot_be_read_is_not_called_changed(void **state)
{
	struct room *r = *state;
	struct evidence e;
	struct stat st;
	const char *path, *folder;
	enum evidence_state state_then;

	write_file(r->path, 'a', 5000);
	assert_true(copy(r, NULL, &e));
	path = arena_printf(&r->scene.arena, "evidence/%s", e.file);
	assert_int_equal(stat(stored(r, e.file), &st), 0);
	bad_inode = st.st_ino;
	state_then = evidence_compare(r->folder.fd, path, e.sha256);
	bad_inode = 0;
	assert_int_equal(state_then, EVIDENCE_UNREADABLE);

	/* Nobody's rights are enough for a folder without any. */
	folder = stored(r, "");
	if (geteuid() == 0)
		assert_int_equal(seteuid(65534), 0);
	else
		assert_int_equal(chmod(folder, 0), 0);
	state_then = evidence_compare(r->folder.fd, path, e.sha256);
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
	else
		assert_int_equal(chmod(folder, 0700), 0);
	assert_int_equal(state_then, EVIDENCE_UNREADABLE);

	/* Something else in its place is another thing. */
	assert_int_equal(unlink(stored(r, e.file)), 0);
	assert_int_equal(symlink(r->path, stored(r, e.file)), 0);
	assert_int_equal(evidence_compare(r->folder.fd, path, e.sha256),
			 EVIDENCE_CHANGED);
	assert_int_equal(unlink(stored(r, e.file)), 0);
	assert_int_equal(evidence_compare(r->folder.fd, path, e.sha256),
			 EVIDENCE_MISSING);
}

static void
a_damaged_copy_is_replaced(void **state)
{
	struct room *r = *state;
	struct evidence e;

	write_file(r->path, 'a', 5000);
	assert_true(copy(r, NULL, &e));
	assert_int_equal(chmod(stored(r, e.file), 0600), 0);
	write_file(stored(r, e.file), 'b', 5000);
	assert_int_equal(evidence_compare(r->folder.fd,
					  arena_printf(&r->scene.arena,
						       "evidence/%s", e.file),
					  e.sha256),
			 EVIDENCE_CHANGED);
	assert_true(copy(r, NULL, &e));
	assert_false(e.was_there);
	assert_int_equal(evidence_compare(r->folder.fd,
					  arena_printf(&r->scene.arena,
						       "evidence/%s", e.file),
					  e.sha256),
			 EVIDENCE_GOOD);
}

/* --- a file that changes while it is copied */

struct meddler {
	struct evidence_watch watch;
	const char *path;
	enum {
		GROW,
		OVERWRITE,
		OVERWRITE_END,
		OVERWRITE_AND_GROW,
		SHRINK,
		REPLACE,
		STOP,
		KILL
	} how;
	unsigned calls;
};

static bool
meddle(struct evidence_watch *w, int64_t done, int64_t total)
{
	struct meddler *m = (struct meddler *)(void *)w;
	int fd;

	assert_true(done > 0 && done <= total);
	if (m->calls++ > 0)
		return true;
	if (m->how == STOP)
		return false;
	if (m->how == KILL)
		raise(SIGKILL);
	if (m->how == REPLACE)
		assert_int_equal(unlink(m->path), 0);
	fd = open(m->path, O_WRONLY | O_CREAT | (m->how == GROW ? O_APPEND : 0),
		  0600);
	assert_true(fd >= 0);
	if (m->how == SHRINK)
		assert_int_equal(ftruncate(fd, done), 0);
	else
		assert_int_equal(
			pwrite(fd, "more", 4,
			       m->how == OVERWRITE_END ? total - 4 : 0),
			4);
	if (m->how == OVERWRITE_AND_GROW)
		assert_int_equal(pwrite(fd, "more", 4, total), 4);
	close(fd);
	return true;
}

static bool
copy_meddled(struct room *r, int how, struct evidence *e)
{
	struct meddler m = {.watch = {meddle}, .path = r->path};
	char hex[HASH_HEX_SIZE];
	size_t len;
	char *bytes;

	m.how = how;
	write_file(r->path, 'a', SIZE);
	if (!copy(r, &m.watch, e))
		return false;
	assert_true(m.calls > 0);
	bytes = scene_bytes(&r->scene, stored(r, e->file), &len);
	assert_int_equal(len, e->bytes);
	hash_hex(bytes, len, hex);
	assert_string_equal(hex, e->sha256);
	return true;
}

static void
what_grows_is_kept_as_it_was_at_the_beginning(void **state)
{
	struct room *r = *state;
	struct evidence e;

	assert_true(copy_meddled(r, GROW, &e));
	assert_true(e.changed);
	assert_int_equal(e.bytes, SIZE);
	/* Nothing that changed is taken away. */
	assert_false(evidence_remove_original(&r->folder, r->path, &e,
					      &r->scene.err));
	assert_int_equal(access(r->path, F_OK), 0);
}

/* The copy would be of no moment at all. */
static void
what_is_written_to_otherwise_is_refused(void **state)
{
	static const int hows[] = {OVERWRITE, SHRINK, OVERWRITE_AND_GROW,
				   OVERWRITE_END};
	struct room *r = *state;
	struct evidence e;

	for (size_t i = 0; i < sizeof(hows) / sizeof(*hows); i++) {
		assert_false(copy_meddled(r, hows[i], &e));
		assert_int_equal(r->scene.err.kind, ERR_REFUSED);
		assert_non_null(strstr(r->scene.err.text, "was not attached"));
		assert_int_equal(stored_count(r), 0);
	}
}

static void
another_file_in_its_place_is_not_taken_away(void **state)
{
	struct room *r = *state;
	struct evidence e;

	assert_true(copy_meddled(r, REPLACE, &e));
	assert_false(evidence_remove_original(&r->folder, r->path, &e,
					      &r->scene.err));
	assert_int_equal(r->scene.err.kind, ERR_REFUSED);
	assert_int_equal(access(r->path, F_OK), 0);
}

static void
who_stops_it_leaves_nothing(void **state)
{
	struct room *r = *state;
	struct meddler m = {.watch = {meddle}, .path = r->path, .how = STOP};
	struct evidence e;

	write_file(r->path, 'a', SIZE);
	assert_false(copy(r, &m.watch, &e));
	assert_int_equal(r->scene.err.kind, ERR_BUSY);
	assert_int_equal(stored_count(r), 0);
}

/* --- what is moved */

static void
the_original_goes_when_it_is_what_was_copied(void **state)
{
	struct room *r = *state;
	struct evidence e;

	write_file(r->path, 'a', 5000);
	assert_true(copy(r, NULL, &e));
	assert_true(evidence_remove_original(&r->folder, r->path, &e,
					     &r->scene.err));
	assert_int_equal(access(r->path, F_OK), -1);
	assert_int_equal(access(stored(r, e.file), F_OK), 0);
}

static void
the_stored_file_itself_is_not_taken_away(void **state)
{
	struct room *r = *state;
	const char *path;
	struct evidence e;

	write_file(r->path, 'a', 5000);
	assert_true(copy(r, NULL, &e));
	path = stored(r, e.file);
	assert_true(evidence_copy(&r->folder, path, NULL, &r->scene.arena, &e,
				  &r->scene.err));
	assert_true(e.was_there);
	assert_false(
		evidence_remove_original(&r->folder, path, &e, &r->scene.err));
	assert_int_equal(access(path, F_OK), 0);
}

/* --- where the journal went on in another folder */

static const char *
append_evidence(struct room *r, const struct evidence *e)
{
	struct record_more more = {
		.file = e->file,
		.sha256 = e->sha256,
		.bytes = {e->bytes, true},
		.name = "disk image",
		.how = "Copied",
	};
	const struct record entry = {
		.kind = RECORD_EVIDENCE,
		.role = "it",
		.text = "Note",
		.more = &more,
	};
	enum journal_outcome outcome = folder_append(&r->folder, &entry, NOON,
						     NULL, NULL, &r->scene.err);

	if (outcome == JOURNAL_WAITING)
		outcome = folder_await(&r->folder, 10000, NULL, NULL,
				       &r->scene.err);
	if (outcome == JOURNAL_NOT_SAVED)
		fail_msg("%s", r->scene.err.text);
	return strrchr(r->folder.path, '/');
}

static void
bring_home(struct room *r, const char *from)
{
	struct merge m = {.arena = &r->scene.arena};

	if (!merge_open(&m, &r->scene.paths, r->folder.path, from,
			&r->scene.who, &r->scene.err) ||
	    !merge_run(&m, &r->scene.err))
		fail_msg("%s", r->scene.err.text);
	merge_close(&m);
}

static void
goes_where_the_journal_went(struct room *r)
{
	struct arena *a = &r->scene.arena;
	const char *stick = arena_printf(a, "%s/stick", r->scene.root);
	const char *away, *path;
	struct evidence home, e;

	write_file(r->path, 'h', 3000);
	assert_true(copy(r, NULL, &home));
	append_evidence(r, &home);
	assert_true(folder_move(&r->folder, stick, NOON, &r->scene.err));
	write_file(r->path, 'a', 5000);
	assert_true(copy(r, NULL, &e));
	assert_true(folder_is_away(&r->folder));
	away = arena_printf(a, "%s%s", stick, append_evidence(r, &e));
	path = arena_printf(a, "%s/evidence/%s", away, e.file);
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(access(stored(r, e.file), F_OK), -1);
	assert_int_equal(
		access(arena_printf(a, "%s/evidence/%s", away, home.file),
		       F_OK),
		-1);
	/* Both are found, wherever they are; the stored file never goes. */
	assert_int_equal(
		evidence_compare_kept(&r->folder,
				      arena_printf(a, "evidence/%s", e.file),
				      e.sha256, NULL),
		EVIDENCE_GOOD);
	assert_int_equal(
		evidence_compare_kept(&r->folder,
				      arena_printf(a, "evidence/%s", home.file),
				      home.sha256, NULL),
		EVIDENCE_GOOD);
	assert_false(
		evidence_remove_original(&r->folder, path, &e, &r->scene.err));
	assert_int_equal(chmod(path, 0600), 0);
	write_file(path, 'x', 5000);
	assert_int_equal(
		evidence_compare_kept(&r->folder,
				      arena_printf(a, "evidence/%s", e.file),
				      e.sha256, NULL),
		EVIDENCE_CHANGED);
	write_file(path, 'a', 5000);
	bring_home(r, stick);
	assert_int_equal(access(stored(r, e.file), F_OK), 0);
	assert_int_equal(
		evidence_compare(r->folder.fd,
				 arena_printf(a, "evidence/%s", e.file),
				 e.sha256),
		EVIDENCE_GOOD);
}

static void
a_copy_goes_where_the_journal_went(void **state)
{
	goes_where_the_journal_went(*state);
}

static void
a_copy_goes_where_another_process_will_write(void **state)
{
	struct room *r = *state;

	folder_write_apart(&r->folder);
	goes_where_the_journal_went(r);
}

static void
a_folder_that_cannot_be_used_is_said(void **state)
{
	struct room *r = *state;
	struct evidence e;

	folder_write_apart(&r->folder);
	write_file(r->path, 'a', 5000);
	assert_true(copy(r, NULL, &e));
	append_evidence(r, &e);
	/* It is only noted: what comes next finds out. */
	assert_true(
		folder_move(&r->folder, "/proc/nowhere", NOON, &r->scene.err));
	assert_false(copy(r, NULL, &e));
	assert_int_equal(r->scene.err.kind, ERR_WRITE);
}

/* --- what a kill left of a copy */

static void
a_copy_that_was_killed_goes_at_the_next(void **state)
{
	struct room *r = *state;
	struct evidence e;
	pid_t child;
	int status;

	write_file(r->path, 'a', SIZE);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct meddler m = {
			.watch = {meddle}, .path = r->path, .how = KILL};

		(void)copy(r, &m.watch, &e);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	assert_int_equal(stored_count(r), 1);
	assert_true(copy(r, NULL, &e));
	assert_int_equal(stored_count(r), 1);
	assert_int_equal(access(stored(r, e.file), F_OK), 0);
}

/* --- what is refused */

static void
refuses(struct room *r, const char *path, enum err_kind kind)
{
	struct evidence e;

	r->scene.err.kind = ERR_NONE;
	assert_false(evidence_copy(&r->folder, path, NULL, &r->scene.arena, &e,
				   &r->scene.err));
	if (r->scene.err.kind != kind)
		fail_msg("%s: %s", path, r->scene.err.text);
	assert_int_equal(stored_count(r), 0);
}

static void
links_pipes_devices_and_folders_are_refused(void **state)
{
	struct room *r = *state;
	const char *link =
		arena_printf(&r->scene.arena, "%s/link", r->scene.root);
	const char *pipe =
		arena_printf(&r->scene.arena, "%s/pipe", r->scene.root);

	write_file(r->path, 'a', 10);
	assert_int_equal(symlink(r->path, link), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	refuses(r, link, ERR_REFUSED);
	refuses(r, pipe, ERR_REFUSED);
	refuses(r, "/dev/zero", ERR_REFUSED);
	refuses(r, r->scene.root, ERR_REFUSED);
	refuses(r, "", ERR_NOT_FOUND);
	refuses(r, arena_printf(&r->scene.arena, "%s/none", r->scene.root),
		ERR_NOT_FOUND);
	refuses(r, arena_printf(&r->scene.arena, "%s/", r->path),
		ERR_NOT_FOUND);
}

static void
an_evidence_folder_that_leads_elsewhere_is_not_written(void **state)
{
	struct room *r = *state;
	const char *elsewhere =
		arena_printf(&r->scene.arena, "%s/elsewhere", r->scene.root);
	struct evidence e;

	write_file(r->path, 'a', 10);
	assert_int_equal(mkdir(elsewhere, 0700), 0);
	assert_int_equal(rmdir(stored(r, "")), 0);
	assert_int_equal(
		symlink(elsewhere, arena_printf(&r->scene.arena, "%s/evidence",
						r->folder.path)),
		0);
	assert_false(copy(r, NULL, &e));
	assert_int_equal(r->scene.err.kind, ERR_WRITE);
	assert_int_equal(rmdir(elsewhere), 0); /* empty */
}

static void
a_disk_that_is_full_leaves_nothing(void **state)
{
	struct room *r = *state;
	struct rlimit before, limit;
	struct evidence e;

	write_file(r->path, 'a', SIZE);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 4096;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_false(copy(r, NULL, &e));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(r->scene.err.kind, ERR_WRITE);
	assert_int_equal(stored_count(r), 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_kept_under_its_hash),
		TEST(an_empty_file_and_one_of_proc_are_kept_too),
		TEST(a_damaged_copy_is_replaced),
		TEST(a_file_without_a_size_is_not_cut),
		TEST(what_cannot_be_read_is_not_called_changed),
		TEST(what_grows_is_kept_as_it_was_at_the_beginning),
		TEST(what_is_written_to_otherwise_is_refused),
		TEST(another_file_in_its_place_is_not_taken_away),
		TEST(who_stops_it_leaves_nothing),
		TEST(the_original_goes_when_it_is_what_was_copied),
		TEST(the_stored_file_itself_is_not_taken_away),
		TEST(a_copy_goes_where_the_journal_went),
		TEST(a_copy_goes_where_another_process_will_write),
		TEST(a_folder_that_cannot_be_used_is_said),
		TEST(a_copy_that_was_killed_goes_at_the_next),
		TEST(links_pipes_devices_and_folders_are_refused),
		TEST(an_evidence_folder_that_leads_elsewhere_is_not_written),
		TEST(a_disk_that_is_full_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/journal_private.h"
#include "store/marks.h"
#include "store/names.h"
#include "store/paths.h"

static bool
open_new(struct journal *j, int64_t wall)
{
	mode_t mode = j->group ? 0660 : 0600;
	char stamp[NAMES_STAMP_SIZE], digits[9];

	names_write_stamp(wall, stamp);
	for (int tries = 0; tries < 5; tries++) {
		journal_random_hex(digits, 8);
		snprintf(j->pen.name, sizeof(j->pen.name), "%s-%s-%s.jsonl",
			 stamp, j->who.station, digits);
		j->pen.fd = beneath_open(j->folder_fd, j->pen.name,
					 O_WRONLY | O_APPEND | O_CREAT | O_EXCL,
					 mode);
		if (j->pen.fd >= 0 || errno != EEXIST)
			break;
	}
	if (j->pen.fd < 0)
		return journal_fail(j, errno);
	/* The umask takes the group's bits away. */
	if (j->group)
		(void)!fchmod(j->pen.fd, mode);
	return true;
}

static bool
make_file(struct journal *j, int64_t wall)
{
	struct stat st;

	journal_lift_pen(j);
	if (!open_new(j, wall))
		return false;
	if (fstat(j->pen.fd, &st) != 0)
		return journal_fail(j, errno);
	if (!S_ISREG(st.st_mode) || st.st_nlink != 1 || st.st_size != 0)
		return journal_fail_words(j, N_("no new file was made"));
	j->pen.device = st.st_dev;
	j->pen.inode = st.st_ino;
	if (fallocate(j->pen.fd, FALLOC_FL_KEEP_SIZE, 0, JOURNAL_RESERVE) == 0)
		j->pen.reserved = JOURNAL_RESERVE;
	for (size_t i = 0; i < j->other_count; i++)
		j->others[i].named = 0;
	/* The lines of the former file are lines that were read. */
	if (j->last_time > j->latest_read)
		j->latest_read = j->last_time;
	j->last_time = 0;
	j->pen.mark_fd = journal_open_mark(j);
	return true;
}

static bool
write_first_line(struct journal *j, int64_t wall)
{
	char machine[65];
	struct record_more more = {
		.format = {.value = RECORD_FORMAT, .set = true},
		.program = j->who.program,
		.mode = j->who.mode,
		.station = j->who.station,
		.machine = j->who.machine,
		.boot = j->who.boot,
	};
	struct record first = {.kind = RECORD_JOURNAL, .more = &more};
	size_t left;

	if (!more.machine) {
		paths_machine(machine);
		j->who.machine = arena_strdup(&j->arena, machine);
		more.machine = j->who.machine;
	}
	return journal_compose(j, &first, wall, &left) &&
	       journal_write_line(j, true);
}

static bool
write_failover(struct journal *j, int64_t wall)
{
	struct record_more more = {
		.file = j->former.name,
		.last = {.value = j->former.n, .set = true},
		.head = j->former.head,
		.error = j->former.error,
	};
	struct record failover = {.kind = RECORD_FAILOVER, .more = &more};
	size_t left;

	return journal_compose(j, &failover, wall, &left) &&
	       journal_write_line(j, false);
}

static bool
write_recoveries(struct journal *j, int64_t wall)
{
	size_t left;

	while (j->recovered_count < j->recovery_count) {
		const struct journal_recovered *torn =
			&j->recoveries[j->recovered_count];
		struct record_more more = {
			.file = torn->file,
			.last = {.value = torn->last, .set = true},
			.head = torn->head,
			.bytes = {.value = torn->bytes, .set = true},
			.sha256 = torn->sha256,
		};
		struct record recovered = {.kind = RECORD_RECOVERED,
					   .more = &more};

		if (!journal_compose(j, &recovered, wall, &left) ||
		    !journal_write_line(j, false))
			return false;
		j->recovered_count++;
	}
	return true;
}

bool
journal_begin(struct journal *j, int64_t wall)
{
	return make_file(j, wall) && write_first_line(j, wall) &&
	       (!j->former.any || write_failover(j, wall)) &&
	       write_recoveries(j, wall);
}

/* A file that we made and that never got a byte says nothing: away with it. */
static bool
remove_empty(struct journal *j)
{
	struct stat held, named;

	return fstat(j->pen.fd, &held) == 0 && held.st_size == 0 &&
	       j->pen.n == 0 &&
	       fstatat(j->folder_fd, j->pen.name, &named,
		       AT_SYMLINK_NOFOLLOW) == 0 &&
	       named.st_ino == held.st_ino && named.st_dev == held.st_dev &&
	       unlinkat(j->folder_fd, j->pen.name, 0) == 0;
}

void
journal_finish_file(struct journal *j)
{
	struct journal_former *former = &j->former;
	bool removed;

	if (j->pen.fd < 0) {
		journal_lift_pen(j);
		return;
	}
	removed = remove_empty(j);
	if (j->pen.n > 0 || (!removed && !former->any)) {
		former->any = true;
		former->n = j->pen.n;
		memcpy(former->name, j->pen.name, sizeof(former->name));
		memcpy(former->head, j->pen.head, sizeof(former->head));
	}
	memcpy(former->error, j->error, sizeof(former->error));
	close(j->pen.fd);
	if (j->pen.mark_fd >= 0)
		close(j->pen.mark_fd);
	journal_lift_pen(j);
	if (former->any)
		journal_saw(j, former->name, former->n, former->head, 0);
}

void
journal_give_up(struct journal *j, const char *why)
{
	struct journal_former *former = &j->former;

	journal_fail_words(j, why);
	if (j->pen.n > 0) {
		former->any = true;
		former->n = j->pen.n;
		memcpy(former->name, j->pen.name, sizeof(former->name));
		memcpy(former->head, j->pen.head, sizeof(former->head));
	}
	memcpy(former->error, j->error, sizeof(former->error));
	journal_lift_pen(j);
	if (former->any)
		journal_saw(j, former->name, former->n, former->head, 0);
	/* What is appended next has failed over. */
	j->finished = true;
}

int
journal_open_folder(const char *folder, struct err *err)
{
	int fd;

	if (!paths_make(folder, false, err))
		return -1;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		err_set_errno(err, ERR_WRITE, errno,
			      tr("The folder %s cannot be used"), folder);
	return fd;
}

static void
close_pen(const struct journal_pen *pen)
{
	if (pen->fd >= 0)
		close(pen->fd);
	if (pen->mark_fd >= 0)
		close(pen->mark_fd);
}

/* The healthy file that is left behind is named in the failover line too. */
static void
lay_down_pen(struct journal *j)
{
	struct journal_pen pen = j->pen;

	journal_lift_pen(j);
	if (pen.fd < 0)
		return;
	j->former = (struct journal_former){.any = true, .n = pen.n};
	memcpy(j->former.name, pen.name, sizeof(pen.name));
	memcpy(j->former.head, pen.head, sizeof(pen.head));
	strcpy(j->former.error, N_("another folder was chosen"));
	journal_saw(j, pen.name, pen.n, pen.head, 0);
}

bool
journal_move(struct journal *j, const char *folder, int64_t now,
	     struct err *err)
{
	struct journal_former former = j->former;
	struct journal_pen pen = j->pen;
	const char *old_folder = j->folder;
	int old_fd = j->folder_fd;
	int fd = journal_open_folder(folder, err);

	if (fd < 0)
		return false;
	lay_down_pen(j);
	j->folder_fd = fd;
	j->folder = arena_strdup(&j->arena, folder);
	buf_clear(&j->recent);
	j->recent_kept = true;
	if (journal_begin(j, now)) {
		close_pen(&pen);
		close(old_fd);
		j->finished = false;
		j->moved = true;
		return true;
	}
	err_set(err, ERR_WRITE, tr("No journal could be made in %s (%s)."),
		folder, tr(j->error));
	if (err)
		err->number = j->error_number;
	if (j->pen.fd >= 0)
		(void)!remove_empty(j);
	close_pen(&j->pen);
	/* Where its sync failed it is not the one that was opened above. */
	close(j->folder_fd);
	j->pen = pen;
	j->former = former;
	j->folder_fd = old_fd;
	j->folder = old_folder;
	return false;
}

/* Appending by a process of its own: see store/writer.h. */
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tr.h"
#include "store/folder_private.h"
#include "store/journal_private.h"

#define PATIENCE_MS 200 /* most disks have answered by then */

void
folder_write_apart(struct folder *f)
{
	f->apart = true;
	f->writer.fd = f->hung_fd = -1;
}

static enum journal_outcome
not_saved(struct folder *f, struct err *err)
{
	memcpy(f->journal->unsaved_id, f->waiting_id, sizeof(f->waiting_id));
	if (!f->journal->unfit)
		f->journal->finished = true;
	if (err && err->kind == ERR_NONE)
		journal_explain(f->journal, JOURNAL_NOT_SAVED, err);
	return JOURNAL_NOT_SAVED;
}

enum journal_outcome
folder_append_apart(struct folder *f, const struct record *r, int64_t wall,
		    struct incident *in, struct record **written,
		    struct err *err)
{
	struct record entry = *r;

	if (!entry.id || strlen(entry.id) != 16)
		journal_random_hex(f->waiting_id, 16);
	else
		memcpy(f->waiting_id, entry.id, sizeof(f->waiting_id));
	entry.id = f->waiting_id;
	f->tries = 0;
	if (!writer_send(&f->writer, f->journal, &entry, wall, err))
		return not_saved(f, err);
	return folder_await(f, PATIENCE_MS, in, written, err);
}

enum journal_outcome
folder_await(struct folder *f, int ms, struct incident *in,
	     struct record **written, struct err *err)
{
	enum journal_outcome outcome;
	struct record *last;

	for (;;) {
		switch (writer_hear(&f->writer, f->journal, ms, &outcome,
				    err)) {
		case WRITER_BUSY:
			return JOURNAL_WAITING;
		case WRITER_GONE:
			journal_give_up(f->journal,
					N_("the process that wrote it ended"));
			if (f->tries++ == 0 &&
			    writer_send_again(&f->writer, f->journal, err))
				continue;
			(void)writer_give_up(&f->writer);
			return not_saved(f, err);
		case WRITER_ANSWERED:
			last = folder_join_saved(f, in);
			if (written && outcome != JOURNAL_NOT_SAVED)
				*written = last;
			return outcome;
		}
	}
}

bool
folder_is_waiting(const struct folder *f)
{
	return f->apart && f->writer.asked;
}

int
folder_wait_fd(const struct folder *f)
{
	if (!f->apart)
		return -1;
	return f->writer.asked ? f->writer.fd : f->hung_fd;
}

void
folder_stop_waiting(struct folder *f)
{
	if (!folder_is_waiting(f))
		return;
	if (f->hung_fd >= 0)
		close(f->hung_fd);
	f->hung_fd = writer_give_up(&f->writer);
	journal_give_up(f->journal, N_("the disk does not answer"));
	memcpy(f->journal->unsaved_id, f->waiting_id, sizeof(f->waiting_id));
}

bool
folder_is_out_of_reach(struct folder *f)
{
	struct pollfd p = {.fd = f->hung_fd, .events = POLLIN};

	if (!f->apart)
		return false;
	if (f->writer.asked)
		return true;
	if (f->hung_fd < 0)
		return false;
	if (poll(&p, 1, 0) <= 0)
		return true;
	/* It has done what it hung in. */
	close(f->hung_fd);
	f->hung_fd = -1;
	return false;
}

void
folder_end_apart(struct folder *f)
{
	if (!f->apart)
		return;
	writer_end(&f->writer);
	if (f->hung_fd >= 0)
		close(f->hung_fd);
	f->hung_fd = -1;
}

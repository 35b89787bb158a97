#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/tr.h"
#include "core/twin.h"
#include "store/beneath.h"
#include "store/folder.h"
#include "store/journal_private.h"
#include "store/verify_private.h"

struct checked *
verify_find(struct checking *c, const char *name)
{
	return map_find(&c->names, name);
}

bool
verify_stands_here(const struct checking *c, const struct seen_mark *known)
{
	size_t n = (size_t)known->n;

	for (size_t i = 0; i < c->count; i++) {
		const struct checked *f = &c->files[i];

		if (n <= f->file.count &&
		    strcmp(f->hashes[n - 1], known->head) == 0)
			return true;
	}
	return false;
}

/* A hostile journal may name very many. */
static void
make_room(struct checking *c)
{
	struct verify_result *r = c->result;
	struct verify_file *more;

	if (r->file_count < c->room)
		return;
	c->room = 2 * r->file_count + 16;
	more = ARENA_ARRAY(c->arena, struct verify_file, c->room);
	memcpy(more, r->files, r->file_count * sizeof(*more));
	r->files = more;
	for (size_t i = 0; i < c->count; i++)
		c->files[i].out = &more[i];
}

/* A journal that others name, and that is not here. */
struct verify_file *
verify_missing(struct checking *c, const char *name, int64_t n)
{
	struct verify_result *r = c->result;
	uintptr_t place = (uintptr_t)map_find(&c->absent, name);
	struct verify_file *f;

	if (place) {
		f = &r->files[place - 1];
		if (f->witnessed < (size_t)n)
			f->witnessed = (size_t)n;
		return f;
	}
	make_room(c);
	f = &r->files[r->file_count++];
	map_put(&c->absent, name, (void *)(uintptr_t)r->file_count);
	*f = (struct verify_file){
		.file = name,
		.head = "",
		.witnessed = (size_t)n,
		.missing = true,
	};
	r->missing++;
	return f;
}

/*
 * Somebody knows line n of the file by its hash.  When what it was is not what
 * is there, the chain alone could not tell which of the last two was changed.
 */
bool
verify_known(struct checking *c, struct checked *f,
	     const struct seen_mark *known, const char *why, const char *other)
{
	size_t n = (size_t)known->n;
	struct verify_file *out = f->out;

	if (!f->readable)
		return false;
	/* Written since: whoever knows of a line, it is on the disk now. */
	if (n > f->file.count && c->proved)
		(void)verify_prove_again(c, f);
	else if (n > f->file.count && !f->file.ended && c->folder &&
		 journal_read_more(c->folder->fd, c->arena, &f->file, NULL))
		verify_chain(c, f);
	if (n > f->file.count) {
		if (!f->file.ended)
			verify_blame(c, f, f->file.count + 1,
				     N_("lines are missing from here on: they "
					"were there before"),
				     other);
		return false;
	}
	if (strcmp(f->hashes[n - 1], known->head) == 0)
		return true;
	if (out->bad_line == n - 1 && n == f->file.count &&
	    out->bad_why == journal_next_denies) {
		out->bad_line = n;
		out->bad_why = why;
		out->bad_other = other;
	}
	verify_blame(c, f, n, why, other);
	return false;
}

/*
 * It is one of too many; or it began when the folder had been listed, and
 * others have read it since.
 */
static bool
is_there(const struct checking *c, const char *name)
{
	struct stat st;

	return c->folder && !strchr(name, '/') &&
	       fstatat(c->folder->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode);
}

static void
hear(struct checking *c, const struct checked *witness,
     const struct record_head *head)
{
	struct seen_mark known = {.n = head->n};
	struct checked *f;

	if (!head->file || !head->head || strlen(head->head) != 64 ||
	    head->n < 1)
		return;
	f = verify_find(c, head->file);
	if (f == witness)
		return;
	memcpy(known.head, head->head, sizeof(known.head));
	if (!f) {
		if (!verify_stands_here(c, &known) && !is_there(c, head->file))
			verify_missing(c, head->file, head->n);
		return;
	}
	if (verify_known(c, f, &known,
			 N_("it is not the line that another journal "
			    "has seen"),
			 witness->out->file) &&
	    f->out->witnessed < (size_t)head->n)
		f->out->witnessed = (size_t)head->n;
}

static void
hear_record(struct checking *c, const struct checked *witness,
	    const struct record *r)
{
	for (unsigned i = 0; i < r->seen_count; i++)
		hear(c, witness, &r->seen[i]);
	if (r->kind == RECORD_SEAL)
		for (unsigned i = 0; i < r->more->head_count; i++)
			hear(c, witness, &r->more->heads[i]);
	if (r->kind == RECORD_FAILOVER || r->kind == RECORD_RECOVERED) {
		struct record_head head = {.file = r->more->file,
					   .n = r->more->last.value,
					   .head = r->more->head};

		hear(c, witness, &head);
	}
}

void
verify_witnesses(struct checking *c)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t k = 0; k < c->files[i].told_count; k++)
			hear_record(c, &c->files[i], c->files[i].told[k]);
}

/* A copy that somebody tidied away: what this station knows of it is here. */
static bool
is_elsewhere(const struct checking *c, const char *journal)
{
	struct seen_mark mark;
	bool any = false;

	for (int whose = SEEN_OWN; whose <= SEEN_FOREIGN; whose++) {
		if (!marks_read_seen(c->state_dir, c->marked, journal,
				     (enum seen_whose)whose, &mark))
			continue;
		if (!verify_stands_here(c, &mark))
			return false;
		any = true;
	}
	return any;
}

/* A whole journal is gone: no line of another one has to tell it. */
static void
find_gone(struct checking *c)
{
	bool away = marks_is_away(c->state_dir, c->marked, c->folder->fd);
	const char **known;
	size_t count;

	marks_list_seen(c->state_dir, c->marked, c->arena, &known, &count);
	for (size_t i = 0; i < count; i++) {
		struct verify_file *gone;

		if (verify_find(c, known[i]) || is_there(c, known[i]) ||
		    is_elsewhere(c, known[i]))
			continue;
		gone = verify_missing(c, known[i], 0);
		if (away)
			continue;
		gone->bad_line = 1;
		gone->bad_why = N_("the whole journal is gone: this station "
				   "wrote or read it before");
		c->result->broken = true;
	}
}

/* Whoever chose another folder is told to bring it home; nothing is wrong. */
static void
find_away(struct checking *c)
{
	struct away_mark *away;
	size_t count;

	marks_list_away(c->state_dir, c->marked, c->arena, &away, &count);
	for (size_t i = 0; i < count; i++)
		if (!verify_find(c, away[i].journal))
			verify_missing(c, away[i].journal, 0)->away =
				away[i].folder;
}

void
verify_marks(struct checking *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct checked *f = &c->files[i];

		if (f->has_own &&
		    verify_known(
			    c, f, &f->own,
			    N_("it is not the line that this station wrote"),
			    NULL) &&
		    (size_t)f->own.n == f->file.count)
			f->out->marked = true;
		if (f->has_foreign &&
		    verify_known(c, f, &f->foreign,
				 N_("it is not the line that this station has "
				    "read before"),
				 NULL))
			f->out->read_before = (size_t)f->foreign.n;
	}
	find_gone(c);
	find_away(c);
}

struct place_of_id {
	struct checked *file;
	const struct record *record;
};

static const char other_has_id[] =
	N_("another entry has its id, in another journal");

static void
check_id(struct checking *c, struct map *ids, struct checked *f, size_t k)
{
	const struct record *r = f->file.records[k];
	struct place_of_id *place = map_find(ids, r->id);

	if (!place) {
		place = ARENA_NEW(c->arena, struct place_of_id);
		*place = (struct place_of_id){.file = f, .record = r};
		map_put_kept(ids, r->id, place);
	} else if (place->file == f) {
		verify_blame(c, f, k + 1,
			     N_("its id stands in the file already"), NULL);
	} else if (!record_is_same_entry(place->record, r)) {
		/* Which of the two was forged nobody can tell from here. */
		verify_blame(c, f, k + 1, other_has_id, place->file->out->file);
		verify_blame(c, place->file, (size_t)place->record->n,
			     other_has_id, f->out->file);
	}
}

void
verify_ids(struct checking *c)
{
	struct map ids;

	map_init(&ids, c->arena);
	for (size_t i = 0; i < c->count; i++)
		for (size_t k = 0; k < c->files[i].file.count; k++)
			check_id(c, &ids, &c->files[i], k);
}

/* The unended bytes that a `recovered` line tells of must be those. */
static void
check_recovered(struct checking *c, const struct checked *teller,
		const struct record *r)
{
	struct checked *f =
		r->more->file ? verify_find(c, r->more->file) : NULL;
	char hex[65];

	if (!f || !r->more->sha256 || f->file.ended ||
	    f->file.torn_bytes == 0 ||
	    r->more->last.value != (int64_t)f->file.count ||
	    r->more->bytes.value != (int64_t)f->file.torn_bytes ||
	    !journal_hash_torn(c->folder->fd, &f->file, hex) ||
	    strcmp(hex, r->more->sha256) == 0)
		return;
	verify_blame(c, f, f->file.count + 1,
		     N_("its unended bytes are not those that were found"),
		     teller->out->file);
}

void
verify_torn(struct checking *c)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t k = 0; k < c->files[i].told_count; k++)
			if (c->files[i].told[k]->kind == RECORD_RECOVERED)
				check_recovered(c, &c->files[i],
						c->files[i].told[k]);
}

void
verify_head(struct checking *c, const char *head)
{
	char digits[66] = "";
	size_t len = 0;

	/* One digit too many is kept, so that it is no head any more. */
	for (; *head && len < 65; head++)
		if (isxdigit((unsigned char)*head))
			digits[len++] = (char)tolower((unsigned char)*head);
	for (size_t i = 0; i < c->count && len >= 16 && len <= 64; i++) {
		struct checked *f = &c->files[i];

		for (size_t k = 0; k < f->file.count; k++)
			if (strncmp(f->hashes[k], digits, len) == 0) {
				c->result->head_found = true;
				f->out->by_head |= k + 1 == f->file.count;
			}
	}
	if (!c->result->head_found)
		c->result->broken = true;
}

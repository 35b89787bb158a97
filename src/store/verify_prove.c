/*
 * The usual case, in one pass and without keeping the lines: every file is a
 * whole, canonical chain of the incident, and no id stands twice.  Whatever
 * is odd is left to verify.c, which reads all of it and finds the line.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "store/beneath.h"
#include "store/folder_private.h"
#include "store/journal_private.h"
#include "store/verify_private.h"

#define CHUNK ((size_t)256 * 1024)
#define SCRATCH ((size_t)1 << 20)
#define ID_DIGITS 16

/* Ids as numbers, in a table with as many free places at least. */
struct ids {
	uint64_t *slots; /* 0: free */
	size_t size, count;
	uint64_t seed; /* nobody can prepare ids that all collide */
	bool zero;     /* the id 0 was there */
};

struct proof {
	struct checking *c;
	struct checked *f;
	struct arena *scratch;
	struct ids *ids;
	char prev[65];
	char chunk[CHUNK];
	size_t have;
};

static uint64_t
slot_for(const struct ids *ids, uint64_t id)
{
	id = (id ^ ids->seed) * UINT64_C(0x9e3779b97f4a7c15);
	return (id ^ id >> 32) & (ids->size - 1);
}

static bool
add_id(struct ids *ids, uint64_t id)
{
	uint64_t at;

	if (id == 0) {
		at = ids->zero;
		ids->zero = true;
		return at == 0;
	}
	for (at = slot_for(ids, id); ids->slots[at];
	     at = (at + 1) & (ids->size - 1))
		if (ids->slots[at] == id)
			return false;
	ids->slots[at] = id;
	ids->count++;
	return true;
}

static void
make_room(struct ids *ids, struct arena *a)
{
	struct ids more = *ids;

	if (ids->size > 2 * (ids->count + 1))
		return;
	more.size = ids->size ? 4 * ids->size : 1024;
	more.slots = ARENA_ARRAY(a, uint64_t, more.size);
	more.count = 0;
	for (size_t i = 0; i < ids->size; i++)
		if (ids->slots[i])
			(void)add_id(&more, ids->slots[i]);
	*ids = more;
}

/* Exactly sixteen small hexadecimal digits. */
static bool
read_id(const char *text, uint64_t *id)
{
	*id = 0;
	for (int i = 0; i < ID_DIGITS; i++) {
		char c = text[i];

		if (c >= '0' && c <= '9')
			*id = *id << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*id = *id << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	return text[ID_DIGITS] == '\0';
}

/* What verify asks of lines beyond their chain. */
static bool
tells(const struct record *r)
{
	return r->seen_count || r->more->file_count || r->then->open_count ||
	       r->kind == RECORD_SEAL || r->kind == RECORD_FAILOVER ||
	       r->kind == RECORD_RECOVERED || r->kind == RECORD_EVIDENCE ||
	       r->kind == RECORD_DOCUMENT;
}

static void
keep(struct proof *p, const struct record *read)
{
	struct arena *a = p->c->arena;
	struct checked *f = p->f;
	struct record *r = ARENA_NEW(a, struct record);
	const char *why;

	(void)record_read(record_line(read, p->scratch), read->line_len, a, r,
			  &why);
	f->told = arena_more(a, f->told, f->told_count, sizeof(r));
	f->told[f->told_count++] = r;
}

/* `line` has its newline behind it. */
static bool
prove_line(struct proof *p, char *line, size_t len)
{
	struct journal_file *file = &p->f->file;
	struct record r = {0};
	char hash[65];
	const char *why;
	uint64_t id;

	hash_hex(line, len + 1, hash);
	if (!record_read_kept(line, len, p->scratch, &r, &why) ||
	    !r.canonical || r.n != (int64_t)file->count + 1 ||
	    strcmp(r.incident, p->c->incident) != 0 ||
	    strcmp(r.prev, p->prev) != 0 || !read_id(r.id, &id) ||
	    !folder_is_of_mode(&r, p->c->mode))
		return false;
	make_room(p->ids, p->c->arena);
	if (!add_id(p->ids, id))
		return false;
	memcpy(p->prev, hash, sizeof(hash));
	p->f->hashes = arena_more(p->c->arena, p->f->hashes, file->count,
				  sizeof(*p->f->hashes));
	memcpy(p->f->hashes[file->count], p->prev, sizeof(p->prev));
	file->count++;
	file->bytes += len + 1;
	if (tells(&r))
		keep(p, &r);
	if (p->scratch->used > SCRATCH)
		arena_reset(p->scratch);
	return true;
}

static bool
prove_lines(struct proof *p)
{
	char *from = p->chunk, *newline;

	while ((newline = memchr(from, '\n', p->have))) {
		size_t len = (size_t)(newline - from);

		if (!prove_line(p, from, len))
			return false;
		from += len + 1;
		p->have -= len + 1;
	}
	memmove(p->chunk, from, p->have);
	return p->have < CHUNK;
}

static bool
prove_file(struct proof *p, int fd)
{
	struct journal_file *file = &p->f->file;

	memcpy(p->prev, JOURNAL_ZEROS, sizeof(p->prev));
	p->have = 0;
	for (;;) {
		ssize_t got = read(fd, p->chunk + p->have, CHUNK - p->have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || file->bytes >= JOURNAL_MOST_BYTES)
			return false;
		if (got == 0)
			break;
		p->have += (size_t)got;
		if (!prove_lines(p))
			return false;
	}
	file->torn_bytes = p->have;
	memcpy(file->head, file->count ? p->prev : "",
	       file->count ? sizeof(p->prev) : 1);
	file->hashes_checked = true;
	return true;
}

static bool
prove_one(struct proof *p, const char *name)
{
	struct checked *f = p->f;
	struct stat st;
	int fd = beneath_open_file(p->c->folder->fd, name, &st);
	bool good;

	f->file = (struct journal_file){.name = name};
	f->told = NULL;
	f->hashes = NULL;
	f->told_count = 0;
	if (fd < 0)
		return false;
	good = prove_file(p, fd);
	close(fd);
	f->readable = good;
	f->out->file = name;
	f->out->lines = f->file.count;
	f->out->torn_bytes = f->file.torn_bytes;
	f->out->head = f->file.head;
	return good;
}

/* One more look at a file that somebody has written to since. */
bool
verify_prove_again(struct checking *c, struct checked *f)
{
	struct arena scratch = {0};
	struct ids ids = {0};
	struct proof *p = ARENA_NEW(&scratch, struct proof);
	bool good;

	*p = (struct proof){.c = c, .f = f, .scratch = &scratch, .ids = &ids};
	good = prove_one(p, f->file.name);
	arena_fini(&scratch);
	return good;
}

bool
verify_prove(struct checking *c, const char **names)
{
	struct arena scratch = {0}, work = {0};
	struct ids ids = {0};
	struct proof *p = ARENA_NEW(&work, struct proof);
	bool good = c->incident != NULL && strlen(c->incident) == 32;

	/* Without randomness it is right, only not guarded. */
	(void)!getrandom(&ids.seed, sizeof(ids.seed), GRND_NONBLOCK);
	*p = (struct proof){.c = c, .scratch = &scratch, .ids = &ids};
	for (size_t i = 0; i < c->count && good; i++) {
		p->f = &c->files[i];
		good = prove_one(p, names[i]);
	}
	arena_fini(&scratch);
	arena_fini(&work);
	c->proved = good;
	return good;
}

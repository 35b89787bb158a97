#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/err.h"

#define ALIGNMENT _Alignof(max_align_t)
#define FIRST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)256 * 1024)
#define LARGEST_SIZE (SIZE_MAX / 8)

/*
 * Whoever has taken that much, or asks for so much at once, takes much more: a
 * long journal.  Its blocks are made of the machine's large pages, which costs
 * a tenth of the time.
 */
#define MUCH ((size_t)4 << 20)
#define MUCH_AT_ONCE ((size_t)1 << 20)
#define LARGE_PAGE ((size_t)2 << 20)
#define LARGE_BLOCK (4 * LARGE_PAGE)

struct arena_block {
	struct arena_block *before;
	size_t room; /* bytes behind this header */
	size_t used;
	size_t mapped; /* bytes, 0: it came from calloc() */
	/* Everything behind `used` is zero: handing out need not clear. */
	_Alignas(max_align_t) unsigned char bytes[];
};

/* Stands in front of everything handed out: libcyaml tells no old size. */
struct piece {
	_Alignas(max_align_t) size_t size;
	size_t room;
};

static size_t
round_up(size_t size)
{
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static struct piece *
piece_of(void *memory)
{
	return (struct piece *)memory - 1;
}

void
arena_init(struct arena *a, size_t cap)
{
	*a = (struct arena){.cap = cap};
}

static void
free_blocks(struct arena_block *block)
{
	while (block) {
		struct arena_block *before = block->before;

		if (block->mapped)
			munmap(block, block->mapped);
		else
			free(block);
		block = before;
	}
}

void
arena_fini(struct arena *a)
{
	free_blocks(a->last);
	a->last = NULL;
	a->used = 0;
}

void
arena_reset(struct arena *a)
{
	if (!a->last)
		return;
	free_blocks(a->last->before);
	a->last->before = NULL;
	memset(a->last->bytes, 0, a->last->used);
	a->last->used = 0;
	a->used = 0;
}

/* Begins where a large page does; NULL where there is no such memory. */
static struct arena_block *
map_block(size_t room)
{
	size_t pages = (sizeof(struct arena_block) + room + LARGE_PAGE - 1) /
		       LARGE_PAGE;
	size_t size = pages * LARGE_PAGE, before;
	struct arena_block *block;
	unsigned char *all =
		mmap(NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (all == MAP_FAILED)
		return NULL;
	before = (LARGE_PAGE - (uintptr_t)all % LARGE_PAGE) % LARGE_PAGE;
	if (before)
		munmap(all, before);
	if (before < LARGE_PAGE)
		munmap(all + before + size, LARGE_PAGE - before);
	(void)madvise(all + before, size, MADV_HUGEPAGE);
	block = (struct arena_block *)(void *)(all + before);
	block->mapped = size;
	return block;
}

static bool
add_block(struct arena *a, size_t least)
{
	bool much = a->used >= MUCH || least >= MUCH_AT_ONCE;
	size_t room = FIRST_BLOCK;
	struct arena_block *block;

	if (a->last)
		room = a->last->room * 2;
	if (room > LARGEST_BLOCK)
		room = LARGEST_BLOCK;
	if (much)
		room = LARGE_BLOCK - sizeof(*block);
	if (room < least)
		room = least;
	block = much ? map_block(room) : calloc(1, sizeof(*block) + room);
	if (!block)
		return false;
	block->room = room;
	block->before = a->last;
	a->last = block;
	return true;
}

static void *
take(struct arena *a, size_t size, size_t room)
{
	size_t whole = sizeof(struct piece) + round_up(room);
	struct piece *piece;
	void *place;

	if (a->cap && (whole > a->cap || a->used > a->cap - whole))
		return NULL;
	if (!a->last || a->last->room - a->last->used < whole)
		if (!add_block(a, whole))
			return NULL;
	place = a->last->bytes + a->last->used;
	piece = place;
	a->last->used += whole;
	a->used += whole;
	piece->size = size;
	piece->room = round_up(room);
	return piece + 1;
}

void *
arena_try(struct arena *a, size_t size)
{
	if (size > LARGEST_SIZE)
		return NULL;
	return take(a, size, size ? size : 1);
}

void *
arena_alloc(struct arena *a, size_t size)
{
	void *memory = arena_try(a, size);

	if (!memory)
		die("out of memory (%zu bytes)", size);
	return memory;
}

/* The newest piece of a block can grow where it stands. */
static bool
grow_in_place(struct arena *a, struct piece *piece, size_t size)
{
	unsigned char *end = (unsigned char *)(piece + 1) + piece->room;
	size_t more = round_up(size) - piece->room;
	struct arena_block *block = a->last;

	if (end != block->bytes + block->used ||
	    more > block->room - block->used)
		return false;
	if (a->cap && (more > a->cap || a->used > a->cap - more))
		return false;
	block->used += more;
	a->used += more;
	piece->room += more;
	piece->size = size;
	return true;
}

/* What lies behind the size is zero again, for whoever comes there next. */
static void
shrink(struct arena *a, struct piece *piece, size_t size)
{
	unsigned char *bytes = (unsigned char *)(piece + 1);
	size_t less = piece->room - round_up(size);
	struct arena_block *block = a->last;

	memset(bytes + size, 0, piece->size - size);
	piece->size = size;
	if (bytes + piece->room != block->bytes + block->used)
		return;
	block->used -= less;
	a->used -= less;
	piece->room -= less;
}

void *
arena_realloc(struct arena *a, void *old, size_t size)
{
	struct piece *piece;
	void *memory;

	if (size == 0)
		return NULL;
	if (!old)
		return arena_try(a, size);
	if (size > LARGEST_SIZE)
		return NULL;
	piece = piece_of(old);
	if (size <= piece->room) {
		/* Room for more is kept by whoever grows. */
		if (size < piece->size)
			shrink(a, piece, size);
		piece->size = size;
		return old;
	}
	if (grow_in_place(a, piece, size))
		return old;
	memory = NULL;
	if (size < piece->room * 2)
		memory = take(a, size, piece->room * 2);
	if (!memory)
		memory = take(a, size, size);
	if (memory)
		memcpy(memory, old, piece->size);
	return memory;
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *copy = arena_alloc(a, len + 1);

	memcpy(copy, s, len);
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		die("a text cannot be written");
	text = arena_alloc(a, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

void *
arena_more(struct arena *a, void *array, size_t count, size_t size)
{
	size_t least = array ? 0 : 4;
	size_t wanted = count + 1 > least ? count + 1 : least;
	void *memory;

	if (wanted > LARGEST_SIZE / size)
		die("out of memory (%zu elements)", wanted);
	memory = arena_realloc(a, array, wanted * size);
	if (!memory)
		die("out of memory (%zu bytes)", wanted * size);
	memset((char *)memory + count * size, 0, size);
	return memory;
}

void *
arena_expect(struct arena *a, void *array, size_t count, size_t more,
	     size_t size)
{
	size_t most = LARGEST_SIZE / size;
	void *memory = NULL;

	if (count <= most && more <= most - count)
		memory = take(a, count * size, (count + more) * size);
	if (!memory)
		die("out of memory (%zu elements)", more);
	if (count)
		memcpy(memory, array, count * size);
	return memory;
}

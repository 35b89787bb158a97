/*
 * Memory that is freed all at once.  An arena belongs to one thing that lives
 * and dies as a whole: a loaded file, an incident, a frame.
 *
 * A zeroed struct arena is a valid empty one without a cap.  Everything handed
 * out is zeroed, aligned for any type, and valid until the arena is cleared.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *last;
	size_t used; /* bytes handed out */
	size_t cap;  /* most bytes to hand out, 0: no cap */
};

/* cap 0: no cap.  Nothing is allocated yet. */
void arena_init(struct arena *a, size_t cap);

/* Frees everything; the arena is empty and usable again. */
void arena_fini(struct arena *a);

/* Like arena_fini(), but keeps one block for the next round. */
void arena_reset(struct arena *a);

/* NULL when the cap or the machine's memory is reached. */
void *arena_try(struct arena *a, size_t size);

/* Never NULL: ends the program by die(). */
void *arena_alloc(struct arena *a, size_t size);

/*
 * Grows or shrinks what arena_try() or this gave; old may be NULL.  Doubles
 * the room behind the scenes, since libcyaml grows element by element; the
 * newest piece gives back what it no longer needs.  NULL
 * as arena_try(); size 0 gives old's room back to nobody and returns NULL.
 */
void *arena_realloc(struct arena *a, void *old, size_t size);

char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n)                                                \
	((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

/*
 * Room for one more element at the end of a growing array in an arena: for
 * arrays that are kept as pointer and count, whose capacity is the next power
 * of two.  Returns the (perhaps moved) array; the new element is zeroed.
 *
 *	list->items = arena_more(a, list->items, list->count,
 *sizeof(*list->items)); list->items[list->count++] = item;
 */
void *arena_more(struct arena *a, void *array, size_t count, size_t size);

/* Such an array, which may be NULL, moved to where so many more have room. */
void *arena_expect(struct arena *a, void *array, size_t count, size_t more,
		   size_t size);

#endif

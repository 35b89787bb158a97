#include "base/map.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>

#include "base/arena.h"
#include "base/err.h"

/*
 * Keys come from files that may be hostile, so that the hash is keyed
 * (SipHash-1-3): nobody can prepare a file whose keys all collide.
 */
static uint64_t
rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

static uint64_t
hash_of(const char *key)
{
	static uint64_t seed[2];
	static bool seeded;
	size_t len = strlen(key), at = 0;
	uint64_t v[4], word;

	if (!seeded) {
		/* Without randomness the map is right, only not guarded. */
		if (getrandom(seed, sizeof(seed), GRND_NONBLOCK) < 0)
			seed[0] = (uint64_t)(uintptr_t)key;
		seeded = true;
	}
	v[0] = seed[0] ^ UINT64_C(0x736f6d6570736575);
	v[1] = seed[1] ^ UINT64_C(0x646f72616e646f6d);
	v[2] = seed[0] ^ UINT64_C(0x6c7967656e657261);
	v[3] = seed[1] ^ UINT64_C(0x7465646279746573);
	for (; at + 8 <= len; at += 8) {
		memcpy(&word, key + at, 8);
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = (uint64_t)len << 56;
	for (size_t i = 0; at + i < len; i++)
		word |= (uint64_t)(unsigned char)key[at + i] << (8 * i);
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

void
map_init(struct map *m, struct arena *arena)
{
	*m = (struct map){.arena = arena};
}

/* The slot of the key, or the empty one where it would stand. */
static unsigned *
slot_of(const struct map *m, const char *key)
{
	size_t mask = m->slot_count - 1;
	size_t at = (size_t)hash_of(key) & mask;

	while (m->slots[at] &&
	       strcmp(m->entries[m->slots[at] - 1].key, key) != 0)
		at = (at + 1) & mask;
	return &m->slots[at];
}

void *
map_find(const struct map *m, const char *key)
{
	const unsigned *slot;

	if (!m->slot_count)
		return NULL;
	slot = slot_of(m, key);
	return *slot ? m->entries[*slot - 1].value : NULL;
}

/* Slots stay at most half full.  What was taken away needs no slot. */
static void
make_room(struct map *m)
{
	size_t count = m->slot_count ? m->slot_count : 8;

	if (m->count >= UINT32_MAX / 4)
		die("too many names");
	if (m->slot_count && (m->count + 1) * 2 <= m->slot_count)
		return;
	while (count < (m->count + 1) * 2)
		count *= 2;
	m->slots = ARENA_ARRAY(m->arena, unsigned, count);
	m->slot_count = count;
	for (size_t i = 0; i < m->count; i++)
		if (m->entries[i].value)
			*slot_of(m, m->entries[i].key) = (unsigned)i + 1;
}

static void
fill_slot(struct map *m, unsigned *slot, const char *key, void *value,
	  bool kept)
{
	/* What comes again after it was taken away stands at the end. */
	if (*slot)
		key = m->entries[*slot - 1].key;
	else if (!kept)
		key = arena_strdup(m->arena, key);
	m->entries =
		arena_more(m->arena, m->entries, m->count, sizeof(*m->entries));
	m->entries[m->count] = (struct map_entry){.key = key, .value = value};
	*slot = (unsigned)++m->count;
}

static void
put(struct map *m, const char *key, void *value, bool kept)
{
	unsigned *slot;

	if (!value) {
		map_remove(m, key);
		return;
	}
	make_room(m);
	slot = slot_of(m, key);
	if (*slot && m->entries[*slot - 1].value)
		m->entries[*slot - 1].value = value;
	else
		fill_slot(m, slot, key, value, kept);
}

bool
map_add_kept(struct map *m, const char *key, void *value)
{
	unsigned *slot;

	make_room(m);
	slot = slot_of(m, key);
	if (*slot && m->entries[*slot - 1].value)
		return false;
	fill_slot(m, slot, key, value, true);
	return true;
}

void
map_put(struct map *m, const char *key, void *value)
{
	put(m, key, value, false);
}

void
map_put_kept(struct map *m, const char *key, void *value)
{
	put(m, key, value, true);
}

void
map_remove(struct map *m, const char *key)
{
	const unsigned *slot;

	if (!m->slot_count)
		return;
	slot = slot_of(m, key);
	if (*slot)
		m->entries[*slot - 1].value = NULL;
}

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

static uint32_t
mark_of(const char *key)
{
	return (uint32_t)hash_of(key);
}

void
map_init(struct map *m, struct arena *arena)
{
	*m = (struct map){.arena = arena};
}

/* The slot of the key, or the empty one where it would stand. */
static struct map_slot *
slot_of(const struct map *m, const char *key, uint32_t mark)
{
	size_t mask = m->slot_count - 1;
	size_t at = mark & mask;

	while (m->slots[at].number &&
	       (m->slots[at].mark != mark ||
		strcmp(m->entries[m->slots[at].number - 1].key, key) != 0))
		at = (at + 1) & mask;
	return &m->slots[at];
}

void *
map_find(const struct map *m, const char *key)
{
	const struct map_slot *slot;

	if (!m->slot_count)
		return NULL;
	slot = slot_of(m, key, mark_of(key));
	return slot->number ? m->entries[slot->number - 1].value : NULL;
}

static struct map_slot *
free_slot(struct map_slot *slots, size_t count, uint32_t mark)
{
	size_t at = mark & (count - 1);

	while (slots[at].number)
		at = (at + 1) & (count - 1);
	return &slots[at];
}

/* Slots stay at most half full.  What was taken away needs no slot. */
static void
make_room(struct map *m, size_t more)
{
	size_t count = m->slot_count ? m->slot_count : 8;
	struct map_slot *slots;

	if (m->count >= UINT32_MAX / 4 || more >= UINT32_MAX / 4)
		die("too many names");
	if (m->slot_count && (m->count + more) * 2 <= m->slot_count)
		return;
	while (count < (m->count + more) * 2)
		count *= 2;
	slots = ARENA_ARRAY(m->arena, struct map_slot, count);
	for (size_t i = 0; i < m->slot_count; i++)
		if (m->slots[i].number &&
		    m->entries[m->slots[i].number - 1].value)
			*free_slot(slots, count, m->slots[i].mark) =
				m->slots[i];
	m->slots = slots;
	m->slot_count = count;
}

void
map_expect(struct map *m, size_t count)
{
	if (count == 0)
		return;
	make_room(m, count);
	m->entries = arena_expect(m->arena, m->entries, m->count, count,
				  sizeof(*m->entries));
}

/* Where the key stands or will stand, marked as its. */
static struct map_slot *
slot_for(struct map *m, const char *key)
{
	uint32_t mark = mark_of(key);
	struct map_slot *slot;

	make_room(m, 1);
	slot = slot_of(m, key, mark);
	slot->mark = mark;
	return slot;
}

static void
fill_slot(struct map *m, struct map_slot *slot, const char *key, void *value,
	  bool kept)
{
	/* What comes again after it was taken away stands at the end. */
	if (slot->number)
		key = m->entries[slot->number - 1].key;
	else if (!kept)
		key = arena_strdup(m->arena, key);
	m->entries =
		arena_more(m->arena, m->entries, m->count, sizeof(*m->entries));
	m->entries[m->count] = (struct map_entry){.key = key, .value = value};
	slot->number = (uint32_t)++m->count;
}

static void
put(struct map *m, const char *key, void *value, bool kept)
{
	struct map_slot *slot;

	if (!value) {
		map_remove(m, key);
		return;
	}
	slot = slot_for(m, key);
	if (slot->number && m->entries[slot->number - 1].value)
		m->entries[slot->number - 1].value = value;
	else
		fill_slot(m, slot, key, value, kept);
}

bool
map_add_kept(struct map *m, const char *key, void *value)
{
	struct map_slot *slot = slot_for(m, key);

	if (slot->number && m->entries[slot->number - 1].value)
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
	const struct map_slot *slot;

	if (!m->slot_count)
		return;
	slot = slot_of(m, key, mark_of(key));
	if (slot->number)
		m->entries[slot->number - 1].value = NULL;
}

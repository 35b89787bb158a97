#include "core/order.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "core/record.h"

/*
 * The next line of each journal is ready, and then in the heap, or waits for
 * one other journal to reach a line.
 */
struct source {
	const struct order_journal *journal;
	unsigned rank; /* by name */
	size_t done;   /* lines that have their place in the order */
	unsigned seen; /* of the next line: how many are satisfied */
	bool waits;
	struct source *next_waiting; /* for the same journal */
	struct source *waiting;      /* for this journal */
	size_t wanted;               /* lines of the journal it waits for */
};

struct merge {
	struct source *sources;
	unsigned count;
	struct source **heap;
	unsigned heap_count;
	struct map by_name;
	struct order_entry *out;
	size_t out_count;
};

static const struct record *
next_line(const struct source *s)
{
	return s->done < s->journal->count ? s->journal->records[s->done]
					   : NULL;
}

static bool
is_before(const struct source *a, const struct source *b)
{
	int64_t first = next_line(a)->time, second = next_line(b)->time;

	return first != second ? first < second : a->rank < b->rank;
}

static void
swap(struct source **a, struct source **b)
{
	struct source *kept = *a;

	*a = *b;
	*b = kept;
}

static void
heap_push(struct merge *m, struct source *s)
{
	unsigned at = m->heap_count++;

	m->heap[at] = s;
	while (at > 0 && is_before(m->heap[at], m->heap[(at - 1) / 2])) {
		swap(&m->heap[at], &m->heap[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
}

static struct source *
heap_pop(struct merge *m)
{
	struct source *top = m->heap[0];
	unsigned at = 0;

	m->heap[0] = m->heap[--m->heap_count];
	for (;;) {
		unsigned least = at;

		for (unsigned child = 2 * at + 1;
		     child <= 2 * at + 2 && child < m->heap_count; child++)
			if (is_before(m->heap[child], m->heap[least]))
				least = child;
		if (least == at)
			return top;
		swap(&m->heap[at], &m->heap[least]);
		at = least;
	}
}

/*
 * Looks on from the first head that was not yet satisfied.  What a line has
 * seen of a journal counts only as far as that has arrived.
 */
static void
look(struct merge *m, struct source *s)
{
	const struct record *r = next_line(s);

	s->waits = false;
	if (!r)
		return;
	for (; s->seen < r->seen_count; s->seen++) {
		const struct record_head *head = &r->seen[s->seen];
		struct source *other =
			head->file ? map_find(&m->by_name, head->file) : NULL;
		size_t wanted;

		if (!other || head->n <= 0)
			continue;
		wanted = other->journal->count;
		if ((uint64_t)head->n < wanted)
			wanted = (size_t)head->n;
		if (other->done >= wanted)
			continue;
		s->waits = true;
		s->wanted = wanted;
		s->next_waiting = other->waiting;
		other->waiting = s;
		return;
	}
	heap_push(m, s);
}

/* Those that waited for this journal, and now have what they waited for. */
static void
wake(struct merge *m, struct source *done)
{
	struct source *waiting = done->waiting;

	done->waiting = NULL;
	while (waiting) {
		struct source *next = waiting->next_waiting;

		if (waiting->wanted > done->done) {
			waiting->next_waiting = done->waiting;
			done->waiting = waiting;
		} else {
			look(m, waiting);
		}
		waiting = next;
	}
}

static void
stop_waiting(struct merge *m, struct source *s)
{
	for (unsigned i = 0; i < m->count; i++) {
		struct source **at = &m->sources[i].waiting;

		while (*at && *at != s)
			at = &(*at)->next_waiting;
		if (*at)
			*at = s->next_waiting;
	}
	s->waits = false;
}

/* Nothing is ready: a circle.  Its smallest line goes. */
static struct source *
cut_circle(struct merge *m)
{
	struct source *least = NULL;

	for (unsigned i = 0; i < m->count; i++) {
		struct source *s = &m->sources[i];

		if (s->waits && (!least || is_before(s, least)))
			least = s;
	}
	stop_waiting(m, least);
	return least;
}

static void
put(struct merge *m, struct source *s, bool cut)
{
	m->out[m->out_count++] = (struct order_entry){
		.record = next_line(s),
		.journal = (unsigned)(s - m->sources),
		.cut = cut,
	};
	s->done++;
	s->seen = 0;
	/* First those that waited: the line may also have waited for itself. */
	wake(m, s);
	look(m, s);
}

static void
rank_names(struct merge *m)
{
	for (unsigned i = 0; i < m->count; i++)
		for (unsigned k = 0; k < m->count; k++)
			if (strcmp(m->sources[k].journal->name,
				   m->sources[i].journal->name) < 0)
				m->sources[i].rank++;
}

struct order_entry *
order_merge(const struct order_journal *journals, unsigned journal_count,
	    struct arena *a, size_t *count)
{
	struct merge m = {.count = journal_count};
	size_t lines = 0;

	m.sources = ARENA_ARRAY(a, struct source, journal_count);
	m.heap = ARENA_ARRAY(a, struct source *, journal_count);
	map_init(&m.by_name, a);
	for (unsigned i = 0; i < journal_count; i++) {
		m.sources[i].journal = &journals[i];
		lines += journals[i].count;
		map_put_kept(&m.by_name, journals[i].name, &m.sources[i]);
	}
	rank_names(&m);
	m.out = ARENA_ARRAY(a, struct order_entry, lines);
	for (unsigned i = 0; i < journal_count; i++)
		look(&m, &m.sources[i]);
	while (m.out_count < lines) {
		struct source *s = m.heap_count ? heap_pop(&m) : NULL;

		if (s)
			put(&m, s, false);
		else
			put(&m, cut_circle(&m), true);
	}
	*count = m.out_count;
	return m.out;
}

void
order_mark_duplicates(struct order_entry *entries, size_t count,
		      struct arena *a)
{
	struct map ids;

	map_init(&ids, a);
	map_expect(&ids, count);
	for (size_t i = 0; i < count; i++) {
		const char *id = entries[i].record->id;

		entries[i].duplicate =
			id && !map_add_kept(&ids, id, &entries[i]);
	}
}

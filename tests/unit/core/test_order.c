#include "core/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/map.h"
#include "core/record.h"

#define JOURNALS_MOST 60

struct world {
	struct arena arena;
	struct order_journal journals[JOURNALS_MOST];
	struct record **records[JOURNALS_MOST];
	unsigned count;
};

static void
add_journal(struct world *w, const char *name)
{
	w->journals[w->count++].name = name;
}

static struct record *
add_line(struct world *w, unsigned journal, int64_t time, const char *id)
{
	struct order_journal *j = &w->journals[journal];
	struct record *r = ARENA_NEW(&w->arena, struct record);

	*r = (struct record){.kind = RECORD_NOTE,
			     .n = (int64_t)j->count + 1,
			     .time = time,
			     .id = id};
	w->records[journal] =
		arena_more(&w->arena, w->records[journal], j->count, sizeof(r));
	w->records[journal][j->count++] = r;
	j->records = w->records[journal];
	return r;
}

static void
add_seen(struct world *w, struct record *r, const char *file, int64_t n)
{
	r->seen =
		arena_more(&w->arena, r->seen, r->seen_count, sizeof(*r->seen));
	r->seen[r->seen_count++] = (struct record_head){.file = file, .n = n};
}

/* The ids in merged order; '=' behind a duplicate, '!' behind a cut. */
static const char *
merged(struct world *w)
{
	struct order_entry *entries;
	const char *ids = "";
	size_t count;

	entries = order_merge(w->journals, w->count, &w->arena, &count);
	order_mark_duplicates(entries, count, &w->arena);
	for (size_t i = 0; i < count; i++)
		ids = arena_printf(&w->arena, "%s%s%s%s ", ids,
				   entries[i].record->id,
				   entries[i].duplicate ? "=" : "",
				   entries[i].cut ? "!" : "");
	return ids;
}

static int
begin(void **state)
{
	static struct world world;

	world = (struct world){0};
	*state = &world;
	return 0;
}

static int
end(void **state)
{
	struct world *w = *state;

	arena_fini(&w->arena);
	return 0;
}

static void
nothing_gives_an_empty_order(void **state)
{
	struct world *w = *state;

	assert_string_equal(merged(w), "");
	add_journal(w, "a");
	assert_string_equal(merged(w), "");
}

static void
lines_go_by_time_then_by_name(void **state)
{
	struct world *w = *state;

	add_journal(w, "b");
	add_journal(w, "a");
	add_line(w, 0, 1, "b1");
	add_line(w, 0, 3, "b2");
	add_line(w, 1, 1, "a1");
	add_line(w, 1, 2, "a2");
	assert_string_equal(merged(w), "a1 b1 a2 b2 ");
}

static void
a_journal_keeps_its_own_order_whatever_its_clock(void **state)
{
	struct world *w = *state;

	add_journal(w, "a");
	add_journal(w, "b");
	add_line(w, 0, 9, "a1");
	add_line(w, 0, 1, "a2");
	add_line(w, 1, 5, "b1");
	assert_string_equal(merged(w), "b1 a1 a2 ");
}

static void
what_was_seen_comes_first_whatever_the_clocks_say(void **state)
{
	struct world *w = *state;

	add_journal(w, "a");
	add_journal(w, "b");
	add_line(w, 0, 100, "a1");
	add_line(w, 0, 101, "a2");
	add_seen(w, add_line(w, 1, 5, "b1"), "a", 1);
	add_line(w, 1, 6, "b2");
	assert_string_equal(merged(w), "a1 b1 b2 a2 ");
}

static void
what_has_not_arrived_holds_nothing_up(void **state)
{
	struct world *w = *state;
	struct record *r;

	add_journal(w, "a");
	add_journal(w, "b");
	r = add_line(w, 0, 1, "a1");
	add_seen(w, r, "b", 700);
	add_seen(w, r, "elsewhere", 3);
	add_seen(w, r, "b", -1);
	add_line(w, 1, 50, "b1");
	assert_string_equal(merged(w), "b1 a1 ");
}

static void
a_forged_circle_is_cut_at_its_smallest_line(void **state)
{
	struct world *w = *state;

	add_journal(w, "a");
	add_journal(w, "b");
	add_seen(w, add_line(w, 0, 7, "a1"), "b", 1);
	add_seen(w, add_line(w, 1, 6, "b1"), "a", 1);
	add_line(w, 0, 8, "a2");
	assert_string_equal(merged(w), "b1! a1 a2 ");
}

static void
a_line_that_has_seen_its_own_future_is_cut(void **state)
{
	struct world *w = *state;

	add_journal(w, "a");
	add_seen(w, add_line(w, 0, 7, "a1"), "a", 2);
	add_seen(w, add_line(w, 0, 8, "a2"), "a", 1);
	assert_string_equal(merged(w), "a1! a2 ");
}

static void
of_lines_with_one_id_the_first_counts(void **state)
{
	struct world *w = *state;

	add_journal(w, "a");
	add_journal(w, "b");
	add_line(w, 0, 5, "same");
	add_line(w, 1, 4, "same");
	add_seen(w, add_line(w, 1, 4, "b2"), "a", 1);
	assert_string_equal(merged(w), "same same= b2 ");
}

/* The rule word for word, as slow as it is plain. */
static const struct order_journal *
slow_choice(const struct world *w, const size_t done[], bool *cut)
{
	const struct order_journal *best[2] = {NULL, NULL};

	for (unsigned i = 0; i < w->count; i++) {
		const struct order_journal *j = &w->journals[i];
		const struct record *r;
		int ready = 1;

		if (done[i] == j->count)
			continue;
		r = j->records[done[i]];
		for (unsigned s = 0; s < r->seen_count; s++)
			for (unsigned k = 0; k < w->count; k++) {
				int64_t n = r->seen[s].n;

				if (strcmp(w->journals[k].name,
					   r->seen[s].file) != 0)
					continue;
				if (n > (int64_t)w->journals[k].count)
					n = (int64_t)w->journals[k].count;
				if ((int64_t)done[k] < n)
					ready = 0;
			}
		for (int any = 0; any <= ready; any++) {
			const struct order_journal *b = best[any];
			const struct record *than =
				b ? b->records[done[b - w->journals]] : NULL;

			if (!b || r->time < than->time ||
			    (r->time == than->time &&
			     strcmp(j->name, b->name) < 0))
				best[any] = j;
		}
	}
	*cut = !best[1];
	return best[1] ? best[1] : best[0];
}

static void
assert_as_the_rule_says(struct world *w)
{
	size_t done[JOURNALS_MOST] = {0}, count;
	struct order_entry *entries =
		order_merge(w->journals, w->count, &w->arena, &count);
	struct map ids;

	map_init(&ids, &w->arena);
	order_mark_duplicates(entries, count, &w->arena);
	for (size_t i = 0; i < count; i++) {
		bool cut;
		const struct order_journal *j = slow_choice(w, done, &cut);
		unsigned at = (unsigned)(j - w->journals);
		const struct record *r = j->records[done[at]++];

		assert_int_equal(entries[i].journal, at);
		assert_ptr_equal(entries[i].record, r);
		assert_int_equal(entries[i].cut, cut);
		assert_int_equal(entries[i].duplicate,
				 map_find(&ids, r->id) != NULL);
		map_put(&ids, r->id, w);
	}
	for (unsigned i = 0; i < w->count; i++)
		assert_int_equal(done[i], w->journals[i].count);
}

static unsigned seed = 3;

static unsigned
any_of(unsigned count)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % count;
}

static void
any_journals_merge_as_the_rule_says(void **state)
{
	static const char *const files[] = {"d", "a", "c", "b", "e", "gone"};

	(void)state;
	for (int round = 0; round < 800; round++) {
		struct world w = {.count = 1 + any_of(5)};

		for (unsigned i = 0; i < w.count; i++)
			w.journals[i].name = files[i];
		for (unsigned i = any_of(40); i > 0; i--) {
			const char *id =
				arena_printf(&w.arena, "%u", any_of(60));
			struct record *r =
				add_line(&w, any_of(w.count), any_of(30), id);

			for (unsigned s = any_of(4); s > 1; s--)
				add_seen(&w, r, files[any_of(6)], any_of(12));
		}
		assert_as_the_rule_says(&w);
		arena_fini(&w.arena);
	}
}

static void
many_long_journals_are_merged(void **state)
{
	struct world *w = *state;
	size_t count;

	for (unsigned i = 0; i < 50; i++)
		add_journal(w, arena_printf(&w->arena, "%02u.jsonl", i));
	for (unsigned i = 0; i < 20000; i++) {
		const char *id = arena_printf(&w->arena, "%u", i);
		struct record *r = add_line(w, any_of(50), i, id);
		unsigned other = any_of(50);

		if (i % 3 == 0)
			add_seen(w, r, w->journals[other].name,
				 (int64_t)w->journals[other].count);
	}
	order_merge(w->journals, w->count, &w->arena, &count);
	assert_int_equal(count, 20000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

/* A head of no file holds nobody up, and two lines without an id are two. */
static void
what_names_nothing_holds_nobody_up(void **state)
{
	struct world *w = *state;
	struct order_entry *entries;
	struct record *r;
	size_t count;

	add_journal(w, "a");
	r = add_line(w, 0, 1, NULL);
	add_seen(w, r, NULL, 3);
	add_line(w, 0, 2, NULL);
	entries = order_merge(w->journals, w->count, &w->arena, &count);
	order_mark_duplicates(entries, count, &w->arena);
	assert_int_equal(count, 2);
	assert_ptr_equal(entries[0].record, r);
	for (size_t i = 0; i < count; i++)
		assert_false(entries[i].cut || entries[i].duplicate);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_gives_an_empty_order),
		TEST(lines_go_by_time_then_by_name),
		TEST(what_names_nothing_holds_nobody_up),
		TEST(a_journal_keeps_its_own_order_whatever_its_clock),
		TEST(what_was_seen_comes_first_whatever_the_clocks_say),
		TEST(what_has_not_arrived_holds_nothing_up),
		TEST(a_forged_circle_is_cut_at_its_smallest_line),
		TEST(a_line_that_has_seen_its_own_future_is_cut),
		TEST(of_lines_with_one_id_the_first_counts),
		TEST(any_journals_merge_as_the_rule_says),
		TEST(many_long_journals_are_merged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

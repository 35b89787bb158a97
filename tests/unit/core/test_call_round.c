/* Calling the people of a role, one after the other. */
#include "unit/core/world.h"

#include "core/call_round.h"

static struct person people[] = {
	{.id = "mayor", .role = "management", .deputy = "alderman"},
	{.id = "director", .role = "management", .deputy = "deputy-director"},
	{.id = "alderman", .role = "management", .deputy = "second"},
	{.id = "second", .role = "", .deputy = "mayor"},
	{.id = "deputy-director", .deputy = "nobody-there"},
	{.id = "technician", .role = "it"},
	{.id = NULL, .role = "it"},
};
static const struct organisation town = {.people = people,
					 .person_count = COUNT_OF(people)};

static struct call_round
round_of(struct world *w, const char *role)
{
	struct call_round round;

	w->lib.organisation = &town;
	call_round_at(&w->in, &w->lib, role, w->now, &w->scratch, &round);
	return round;
}

static const char *
next_of(struct world *w, const char *role)
{
	struct call_round round = round_of(w, role);

	return round.next < 0 ? "nobody" : round.people[round.next].person->id;
}

static void
called(struct world *w, const char *whom, const char *outcome)
{
	w->lib.organisation = &town;
	MUST(w, .kind = ACT_CALL, .contact = whom, .outcome = outcome);
}

static void
deputies_stand_behind_whom_they_stand_in_for(void **state)
{
	static const char *const order[] = {"mayor", "alderman", "second",
					    "director", "deputy-director"};
	struct call_round round = round_of(*state, "management");

	assert_int_equal(round.count, COUNT_OF(order));
	for (size_t i = 0; i < COUNT_OF(order); i++)
		assert_string_equal(round.people[i].person->id, order[i]);
	assert_int_equal(round.people[1].deputy_of, 0);
	assert_int_equal(round.people[2].deputy_of, 1);
	assert_int_equal(round.people[3].deputy_of, -1);
	assert_int_equal(round.own, 3);
	assert_int_equal(round.covered, 0);
}

static void
who_is_reached_is_done_and_the_next_one_follows(void **state)
{
	struct world *w = *state;

	assert_string_equal(next_of(w, "management"), "mayor");
	called(w, "mayor", "reached");
	assert_string_equal(next_of(w, "management"), "alderman");
	called(w, "alderman", "reached");
	assert_string_equal(next_of(w, "management"), "director");
	called(w, "director", "reached");
	assert_string_equal(next_of(w, "management"), "nobody");
	assert_int_equal(round_of(w, "management").covered, 3);
	assert_int_equal(round_of(w, "management").again, 0);
}

static void
a_deputy_is_called_once_the_other_was_tried_in_vain(void **state)
{
	struct world *w = *state;

	called(w, "mayor", "reached");
	called(w, "alderman", "reached");
	called(w, "director", "voicemail");
	assert_string_equal(next_of(w, "management"), "deputy-director");
	called(w, "deputy-director", "reached");
	assert_string_equal(next_of(w, "management"), "nobody");
	assert_true(round_of(w, "management").people[3].covered);
	assert_false(round_of(w, "management").people[3].reached);
}

static void
who_was_tried_in_vain_is_tried_again_after_a_while(void **state)
{
	struct world *w = *state;
	int64_t first = w->now;

	called(w, "technician", "no-answer");
	assert_string_equal(next_of(w, "it"), "nobody");
	assert_int_equal(round_of(w, "it").again, first + CALL_AGAIN_MS);
	later(w, CALL_AGAIN_MS - 1);
	assert_string_equal(next_of(w, "it"), "nobody");
	later(w, 1);
	assert_string_equal(next_of(w, "it"), "technician");
	assert_int_equal(round_of(w, "it").people[0].attempts, 1);
}

static void
once_reached_is_reached(void **state)
{
	struct world *w = *state;

	called(w, "technician", "reached");
	called(w, "technician", "no-answer");
	assert_true(round_of(w, "it").people[0].reached);
	assert_int_equal(round_of(w, "it").people[0].attempts, 2);
	later(w, HOUR);
	assert_string_equal(next_of(w, "it"), "nobody");
}

static void
nobody_is_called_where_nobody_is_named(void **state)
{
	struct world *w = *state;
	struct call_round round = round_of(w, "communications");

	assert_int_equal(round.count, 0);
	assert_int_equal(round.next, -1);
	assert_int_equal(round.again, 0);
	w->lib.organisation = NULL;
	call_round_at(&w->in, &w->lib, "it", w->now, &w->scratch, &round);
	assert_int_equal(round.count, 0);
	assert_int_equal(round_of(w, NULL).count, 6);
	assert_int_equal(round_of(w, NULL).own, 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(deputies_stand_behind_whom_they_stand_in_for),
		WORLD_TEST(who_is_reached_is_done_and_the_next_one_follows),
		WORLD_TEST(a_deputy_is_called_once_the_other_was_tried_in_vain),
		WORLD_TEST(who_was_tried_in_vain_is_tried_again_after_a_while),
		WORLD_TEST(once_reached_is_reached),
		WORLD_TEST(nobody_is_called_where_nobody_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

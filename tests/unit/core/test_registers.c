/* Registers, items with one tick a row, and what the municipality added. */
#include "world.h"

#include "core/items.h"
#include "core/registers.h"

/* --- a vocabulary, an organisation, a playbook and additions to it */

static struct fact_value states[] = {
	{"works", "Works"}, {"limited", "Limited"}, {"down", "Down"}};
static struct fact_value orders[] = {
	{"first", "First"}, {"then", "Then"}, {"last", "Last"}};
static struct register_column columns[] = {
	{.id = "state",
	 .label = "State",
	 .values = states,
	 .value_count = COUNT_OF(states)},
	{.id = "note", .label = "Note"},
};
static struct register_column order_columns[] = {
	{.id = "order",
	 .label = "Order",
	 .values = orders,
	 .value_count = COUNT_OF(orders)},
};
static struct register_column tree_columns[] = {
	{.id = "caller", .label = "Who calls"},
	{.id = "people", .label = "How many"},
	{.id = "reached", .label = "Reached", .of = "people"},
};
static struct reg registers[] = {
	{"services", "Services", "services", columns, COUNT_OF(columns), {0}},
	{"systems", "Systems", NULL, order_columns, 1, {0}},
	{"tree", "Tree", NULL, tree_columns, COUNT_OF(tree_columns), {0}},
};
static struct vocabulary words = {
	.head = {.id = "lists-words", .language = "en"},
	.registers = registers,
	.register_count = COUNT_OF(registers),
};
static struct service services[] = {
	{.id = "civil", .name = "Civil registry"},
	{.id = "payroll", .name = "Payroll"},
};
static struct organisation town = {
	.head = {.id = "organisation"},
	.name = "Voorbeeldegem",
	.services = services,
	.service_count = COUNT_OF(services),
};
static struct item sweep_items[] = {
	{.id = "call",
	 .text = "Call who runs {{row.name}}",
	 .for_each = "services"},
	{.id = "image", .text = "Make an image", .for_each = "systems"},
	{.id = "end", .text = "Report"},
};
static struct step sweep[] = {
	{.id = "sweep",
	 .title = "Sweep",
	 .items = sweep_items,
	 .item_count = COUNT_OF(sweep_items)},
	{.id = "after", .title = "After"},
};
static struct role lists_roles[] = {
	{.role = "it", .start = "sweep", .steps = sweep, .step_count = 2},
	{.role = "management",
	 .start = "sweep",
	 .steps = sweep + 1,
	 .step_count = 1},
};
static struct item lists_first[] = {{.id = "stay", .text = "Stay"}};
static struct playbook lists = {
	.head = {.id = "lists",
		 .language = "en",
		 .code = "LI",
		 .title = "Lists",
		 .version = "1"},
	.first = lists_first,
	.first_count = 1,
	.roles = lists_roles,
	.role_count = 2,
};
static struct item own_items[] = {{.id = "harbour", .text = "Call the port"}};
static struct item own_more[] = {{.id = "bell", .text = "Ring the bell"}};
static struct addition additions[] = {
	{.at = "lists/it/sweep/call",
	 .note = "The port has its own list.",
	 .items = own_items,
	 .item_count = 1},
	{.at = "lists/it/gone", .note = "Lost"},
	{.at = "elsewhere/it/x", .note = "Not in this incident"},
	{.at = "lists/first/stay", .items = own_more, .item_count = 1},
};
static struct local_additions ours = {
	.head = {.id = "ours", .language = "en"},
	.additions = additions,
	.addition_count = COUNT_OF(additions),
};

static int
setup(void **state)
{
	struct world *w;

	world_setup(state);
	w = *state;
	bind_playbook(&lists, &w->arena);
	lists_roles[1].start_step = 0;
	library_add_vocabulary(&w->lib, &words);
	library_add_playbook(&w->lib, &lists);
	library_add_local(&w->lib, &ours);
	w->lib.organisation = &town;
	library_settle(&w->lib);
	library_settle(&w->lib);
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "lists", .role = "it");
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

static const struct record *
last_record(const struct world *w)
{
	return w->records[w->lines - 1];
}

/* "Civil registry=works Payroll=?" */
static const char *
rows_of(struct world *w, const char *id)
{
	const struct register_state *r =
		register_at(&w->in, &w->lib, id, &w->scratch);
	const char *text = "";

	assert_non_null(r);
	for (unsigned i = 0; i < r->row_count; i++)
		text = arena_printf(
			&w->scratch, "%s%s%s=%s", text, i ? ", " : "",
			r->rows[i].name,
			register_cell_text(&r->rows[i].cells[0], "?", "!"));
	return text;
}

/* --- cells and rows */

static void
rows_come_from_the_organisation_and_by_typing(void **state)
{
	struct world *w = *state;

	assert_string_equal(rows_of(w, "services"),
			    "Civil registry=?, Payroll=?");
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "civil",
	     .column = "state", .value = "down");
	MUST(w, .kind = ACT_ROW, .reg = "Services", .row = "PAYROLL",
	     .column = "State", .value = "Works");
	assert_string_equal(last_record(w)->row, "payroll");
	assert_string_equal(last_record(w)->value, "works");
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "Library");
	assert_null(last_record(w)->column);
	assert_string_equal(rows_of(w, "services"),
			    "Civil registry=Down, Payroll=Works, Library=?");
	REFUSES(w, REFUSED_ROW_ALREADY, .kind = ACT_ROW, .reg = "services",
		.row = "library");
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "Library",
	     .strike = true);
	assert_string_equal(rows_of(w, "services"),
			    "Civil registry=Down, Payroll=Works");
	/* Whoever fills it in has it again. */
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "Library",
	     .column = "note", .value = "closed on Monday");
	assert_string_equal(rows_of(w, "services"),
			    "Civil registry=Down, Payroll=Works, Library=?");
}

static void
what_does_not_exist_is_refused(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_REGISTER_UNKNOWN, .kind = ACT_ROW, .reg = "service",
		.row = "x");
	assert_string_equal(w->refused.other, "services");
	REFUSES(w, REFUSED_COLUMN_UNKNOWN, .kind = ACT_ROW, .reg = "services",
		.row = "civil", .column = "colour", .value = "down");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_ROW, .reg = "services",
		.row = "civil", .column = "state", .value = "broken");
	assert_string_equal(w->refused.other, "works, limited, down, unknown");
	REFUSES(w, REFUSED_ROW_UNKNOWN, .kind = ACT_ROW, .reg = "services",
		.row = "nowhere", .strike = true);
	REFUSES(w, REFUSED_TEXT_TOO_LONG, .kind = ACT_ROW, .reg = "services",
		.row = "12345678901234567890123456789012345678901234567890"
		       "1234567890123456789012345678901");
	assert_string_equal(w->refused.name, "1");
}

static void
fill(struct world *w, const char *row, const char *column, const char *value)
{
	MUST(w, .kind = ACT_ROW, .reg = "tree", .row = row, .column = column,
	     .value = value);
}

/* "34 of 120, 1 unknown"; of one row, or NULL: of all. */
static const char *
sum_of(struct world *w, const char *row)
{
	const struct register_state *r =
		register_at(&w->in, &w->lib, "tree", &w->scratch);
	const struct register_row *one =
		row ? register_find_row(r, row, &w->scratch) : NULL;
	struct register_sum sum;

	assert_true(register_sum_of(r, one, &sum));
	return arena_printf(&w->scratch, "%u of %u, %u unknown",
			    (unsigned)sum.count, (unsigned)sum.total,
			    sum.unknown);
}

static void
a_phone_tree_adds_up_how_many_were_reached(void **state)
{
	struct world *w = *state;
	struct register_state *r;
	unsigned *order;

	assert_string_equal(sum_of(w, NULL), "0 of 0, 0 unknown");
	fill(w, "Care", "people", "80");
	fill(w, "Care", "reached", "34");
	fill(w, "Crews", "people", "40");
	assert_string_equal(sum_of(w, NULL), "34 of 120, 0 unknown");
	fill(w, "Schools", "reached", "6");
	assert_string_equal(sum_of(w, NULL), "40 of 120, 1 unknown");
	fill(w, "Crews", "reached", "40");
	assert_string_equal(sum_of(w, "Crews"), "40 of 40, 0 unknown");
	fill(w, "Care", "reached", "unknown");
	assert_string_equal(sum_of(w, "Care"), "0 of 80, 0 unknown");

	r = register_at(&w->in, &w->lib, "tree", &w->scratch);
	order = register_worst_first(r, &w->scratch);
	assert_string_equal(r->rows[order[0]].row, "Care");
	assert_int_equal(register_row_concern(r, &r->rows[order[2]]),
			 CONCERN_NONE);
	assert_false(register_sum_of(
		register_at(&w->in, &w->lib, "services", &w->scratch), NULL,
		&(struct register_sum){0}));
}

static void
what_is_no_number_is_refused_where_it_is_counted(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_VALUE, .kind = ACT_ROW, .reg = "tree", .row = "Care",
		.column = "people", .value = "about 40");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_ROW, .reg = "tree", .row = "Care",
		.column = "reached", .value = "-1");
	fill(w, "Care", "caller", "about 40");
}

/* Two sources that differ are no number until the team says which. */
static void
a_contradicted_number_is_not_counted(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_ROW, .reg = "tree", .row = "Care",
	     .column = "people", .value = "10", .source = "list");
	MUST(w, .kind = ACT_ROW, .reg = "tree", .row = "Care",
	     .column = "people", .value = "12", .source = "desk");
	assert_string_equal(sum_of(w, NULL), "0 of 0, 1 unknown");
	fill(w, "Care", "people", "12");
	assert_string_equal(sum_of(w, NULL), "0 of 12, 0 unknown");
}

static void
sources_side_by_side_contradict_until_the_team_says(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "civil",
	     .column = "state", .value = "down", .source = "supplier");
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "civil",
	     .column = "state", .value = "works", .source = "desk");
	assert_string_equal(rows_of(w, "services"),
			    "Civil registry=!, Payroll=?");
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "civil",
	     .column = "state", .value = "limited");
	assert_int_equal(last_record(w)->more->replaces_count, 2);
	assert_string_equal(rows_of(w, "services"),
			    "Civil registry=Limited, Payroll=?");
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "civil",
	     .column = "state", .value = "unknown");
	assert_string_equal(rows_of(w, "services"),
			    "Civil registry=?, Payroll=?");
}

static void
the_worst_rows_go_first(void **state)
{
	struct world *w = *state;
	static const char *const values[] = {"first", "last", "then"};
	const struct register_state *r;
	const unsigned *order;

	for (size_t i = 0; i < COUNT_OF(values); i++)
		MUST(w, .kind = ACT_ROW, .reg = "systems", .row = values[i],
		     .column = "order", .value = values[i]);
	MUST(w, .kind = ACT_ROW, .reg = "systems", .row = "new");
	r = register_at(&w->in, &w->lib, "systems", &w->scratch);
	order = register_worst_first(r, &w->scratch);
	assert_string_equal(r->rows[order[0]].name, "last");
	assert_string_equal(r->rows[order[1]].name, "then");
	assert_string_equal(r->rows[order[2]].name, "new");
	assert_string_equal(r->rows[order[3]].name, "first");
	assert_int_equal(register_count_value(r, 0, "last"), 1);
	assert_int_equal(register_count_value(r, 0, NULL), 1);
	/* Of ids with a meaning of their own the order does not count. */
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "payroll",
	     .column = "state", .value = "limited");
	r = register_at(&w->in, &w->lib, "services", &w->scratch);
	assert_int_equal(register_row_concern(r, &r->rows[1]), CONCERN_SOME);
	assert_int_equal(register_row_concern(r, &r->rows[0]), CONCERN_UNKNOWN);
}

/* --- one tick a row */

static const char *
sweep_items_of(struct world *w)
{
	const struct status_step *s =
		status_find_step(status_now(w), "lists/it/sweep");
	const char *text = "";

	for (unsigned i = 0; s && i < s->item_count; i++)
		text = arena_printf(&w->scratch, "%s%s%s=%s", text,
				    i ? ", " : "", s->items[i].text,
				    item_state_name(s->items[i].state));
	return text;
}

static void
an_item_for_each_has_one_tick_a_row(void **state)
{
	struct world *w = *state;
	const struct status_role *it = status_find_role(status_now(w), "it");
	unsigned total = it->total;

	assert_string_equal(sweep_items_of(w),
			    "Call who runs Civil registry=open, Call who runs "
			    "Payroll=open, Call the port=open, Make an "
			    "image=open, Report=open");
	REFUSES(w, REFUSED_ROW_MISSING, .kind = ACT_DO, .role = "it",
		.item = "sweep/call");
	assert_string_equal(w->refused.other, "Civil registry, Payroll");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "sweep/call/civil");
	assert_string_equal(last_record(w)->item, "lists/it/sweep/call");
	assert_string_equal(last_record(w)->row, "civil");
	assert_string_equal(last_record(w)->text,
			    "Call who runs Civil registry");
	REFUSES(w, REFUSED_STATE_ALREADY, .kind = ACT_DO, .role = "it",
		.item = "sweep/call", .row = "Civil registry");
	REFUSES(w, REFUSED_ROW_UNKNOWN, .kind = ACT_DO, .role = "it",
		.item = "sweep/call/moon");
	REFUSES(w, REFUSED_ROW_UNKNOWN, .kind = ACT_DO, .role = "it",
		.item = "sweep/end", .row = "civil");
	it = status_find_role(status_now(w), "it");
	assert_int_equal(it->total, total);
	assert_int_equal(it->done, 1);
	/* A row that comes later is open, and counts. */
	MUST(w, .kind = ACT_ROW, .reg = "services", .row = "A/B");
	it = status_find_role(status_now(w), "it");
	assert_int_equal(it->total, total + 1);
	MUST(w, .kind = ACT_DO, .role = "it", .item = "sweep/call/A/B");
	assert_string_equal(last_record(w)->row, "A/B");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "sweep/call/A/B",
	     .state = "open");
	assert_string_equal(sweep_items_of(w),
			    "Call who runs Civil registry=done, Call who runs "
			    "Payroll=open, Call who runs A/B=open, Call the "
			    "port=open, Make an image=open, Report=open");
}

static void
open_rows_block_the_decision(void **state)
{
	struct world *w = *state;
	static const char *const rest[] = {"sweep/image", "sweep/end",
					   "sweep/call/civil",
					   "lists/it/sweep/ours.harbour"};

	for (size_t i = 0; i < COUNT_OF(rest); i++)
		MUST(w, .kind = ACT_DO, .role = "it", .item = rest[i]);
	REFUSES(w, REFUSED_ITEMS_OPEN, .kind = ACT_DECIDE, .role = "it",
		.step = "sweep", .choice = "done");
	assert_string_equal(w->refused.name, "1.1 Payroll");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "sweep/call/payroll",
	     .state = "not-applicable", .reason = "r");
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "sweep",
	     .choice = "done");
}

/* Ticked as it stands, the item says nothing of rows that come later. */
static void
an_empty_register_leaves_one_item(void **state)
{
	struct world *w = *state;
	const struct status_item *item;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "sweep/image");
	assert_null(last_record(w)->row);
	item = item_at_address(&w->in, &w->lib, "lists/it/sweep/image", w->now,
			       &w->scratch);
	assert_int_equal(item->state, ITEM_DONE);
	MUST(w, .kind = ACT_ROW, .reg = "systems", .row = "Mail");
	assert_null(item_at_address(&w->in, &w->lib, "lists/it/sweep/image",
				    w->now, &w->scratch));
	item = item_at_address(&w->in, &w->lib, "lists/it/sweep/image/Mail",
			       w->now, &w->scratch);
	assert_int_equal(item->state, ITEM_OPEN);
	assert_string_equal(item->text, "Make an image: Mail");
}

/* --- ours */

static void
additions_stand_in_their_places(void **state)
{
	struct world *w = *state;
	const struct item_ref *ref;
	const struct status *st;

	ref = library_item(&w->lib, "lists/it/sweep/ours.harbour");
	assert_non_null(ref);
	assert_string_equal(ref->number, "1.4");
	assert_ptr_equal(ref->ours, &ours);
	MUST(w, .kind = ACT_DO, .role = "it", .playbook = "lists",
	     .item = "1.4");
	assert_string_equal(last_record(w)->item,
			    "lists/it/sweep/ours.harbour");
	assert_string_equal(
		library_addition(&w->lib, "lists/it/sweep/call", 0)->note,
		"The port has its own list.");
	assert_null(library_addition(&w->lib, "lists/it/sweep/call", 1));
	st = status_now(w);
	assert_string_equal(st->first[st->first_count - 1].address,
			    "lists/first/ours.bell");
	MUST(w, .kind = ACT_DO, .item = "first/ours.bell");
}

static void
an_addition_without_a_place_is_named(void **state)
{
	struct world *w = *state;

	assert_string_equal(library_stray(&w->lib, 0)->at, "lists/it/gone");
	assert_null(library_stray(&w->lib, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_come_from_the_organisation_and_by_typing),
		TEST(what_does_not_exist_is_refused),
		TEST(a_phone_tree_adds_up_how_many_were_reached),
		TEST(what_is_no_number_is_refused_where_it_is_counted),
		TEST(a_contradicted_number_is_not_counted),
		TEST(sources_side_by_side_contradict_until_the_team_says),
		TEST(the_worst_rows_go_first),
		TEST(an_item_for_each_has_one_tick_a_row),
		TEST(open_rows_block_the_decision),
		TEST(an_empty_register_leaves_one_item),
		TEST(additions_stand_in_their_places),
		TEST(an_addition_without_a_place_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

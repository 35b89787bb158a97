/* The contract for programs: the keys of `status --json` and their forms. */
#include "../core/world.h"

#include "base/json.h"
#include "export/status_json.h"

static struct json *
shown(struct world *w)
{
	struct record_head head = {"a.jsonl", 2, "00ff"};
	struct json_writer *writer = json_writer_new();
	struct buf out = {0};
	struct json *j;
	size_t at;

	status_json(status_now(w), &w->lib, &head, 1, writer);
	json_finish(writer, &out);
	json_writer_free(writer);
	j = json_read(out.bytes, out.len, &at);
	assert_non_null(j);
	buf_fini(&out);
	return j;
}

static const struct json *
row(const struct json *in, const char *list, size_t i)
{
	const struct json *r = json_element(json_member(in, list), i);

	assert_non_null(r);
	return r;
}

static void
assert_text(const struct json *in, const char *key, const char *value)
{
	const struct json *j = json_member(in, key);

	assert_int_equal(json_type(j), JSON_TEXT);
	assert_string_equal(json_text(j), value);
}

static void
assert_null_of(const struct json *in, const char *key)
{
	assert_int_equal(json_type(json_member(in, key)), JSON_NULLED);
}

static void
assert_number(const struct json *in, const char *key, int64_t value)
{
	int64_t n = -1;

	assert_true(json_integer_value_of(json_member(in, key), &n));
	assert_int_equal(n, value);
}

static void
assert_flag(const struct json *in, const char *key, bool value)
{
	assert_int_equal(json_type(json_member(in, key)), JSON_FLAG);
	assert_int_equal(json_flag(json_member(in, key)), value);
}

static void
the_incident_and_its_first_actions_are_shown(void **state)
{
	struct json *j = shown(*state);
	const struct json *in = json_member(j, "incident");

	assert_text(in, "id", "ffffffffffffffffffffffffffffffff");
	assert_text(in, "title", "Town hall");
	assert_text(in, "mode", "live");
	assert_number(in, "severity", 0);
	assert_flag(in, "open", true);
	assert_text(row(j, "first", 1), "playbook", "rw");
	assert_text(row(j, "first", 1), "item", "call");
	assert_text(row(j, "first", 1), "number", "0.2");
	assert_text(row(j, "first", 1), "text", "Call");
	assert_text(row(j, "first", 1), "state", "open");
	assert_text(row(j, "heads", 0), "file", "a.jsonl");
	assert_number(row(j, "heads", 0), "n", 2);
	assert_text(row(j, "heads", 0), "head", "00ff");
	json_free(j);
}

static void
a_current_step_has_items_and_choices(void **state)
{
	struct json *j = shown(*state);
	const struct json *it = row(j, "roles", 1);
	const struct json *step = row(it, "current", 0);

	assert_text(it, "role", "it");
	assert_number(it, "done", 0);
	assert_number(it, "total", 3);
	assert_flag(it, "finished", false);
	assert_text(step, "playbook", "rw");
	assert_text(step, "step", "isolate");
	assert_text(step, "number", "1");
	assert_text(step, "title", "Isolate");
	assert_text(row(step, "items", 1), "item", "vlan");
	assert_text(row(step, "items", 1), "number", "1.2");
	assert_text(row(step, "items", 1), "state", "open");
	assert_text(row(step, "choices", 2), "choice", "unknown");
	assert_text(row(step, "choices", 2), "letter", "C");
	assert_text(row(step, "choices", 2), "label", "I do not know");
	assert_text(row(step, "choices", 2), "goto", "switch");
	assert_flag(row(step, "choices", 2), "unknown", true);
	assert_int_equal(json_count(json_member(step, "waits")), 0);
	json_free(j);
}

static void
where_a_choice_leads_is_a_step_the_end_or_null(void **state)
{
	struct world *w = *state;
	struct json *j;
	const struct json *check, *log;

	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped", .override = "x");
	j = shown(w);
	check = row(row(j, "roles", 1), "current", 0);
	log = row(row(j, "roles", 1), "current", 1);
	assert_text(row(check, "choices", 0), "goto", "log");
	assert_null_of(row(check, "choices", 1), "goto");
	assert_text(row(log, "choices", 0), "choice", "done");
	assert_text(row(log, "choices", 0), "goto", "end");
	assert_text(row(check, "waits", 0), "type", "needs");
	assert_text(row(check, "waits", 0), "role", "management");
	assert_text(row(check, "waits", 0), "step", "mandate");
	assert_null_of(row(check, "waits", 0), "id");
	json_free(j);
}

static void
an_inbox_names_its_step_or_null(void **state)
{
	struct world *w = *state;
	struct json *j;
	const struct json *management;

	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "spread", .reason = "r", .override = "x");
	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "Who?");
	MUST(w, .kind = ACT_ACTION, .role = "management", .text = "Coffee");
	j = shown(w);
	management = row(j, "roles", 0);
	assert_text(row(management, "inbox", 0), "type", "task");
	assert_text(row(management, "inbox", 0), "from", "it");
	assert_text(row(management, "inbox", 0), "playbook", "crisis");
	assert_text(row(management, "inbox", 0), "step", "convene");
	assert_text(row(management, "inbox", 0), "text", "Convene");
	assert_text(row(management, "inbox", 2), "type", "question");
	assert_null_of(row(management, "inbox", 2), "step");
	assert_text(row(management, "actions", 0), "text", "Coffee");
	json_free(j);
}

static void
facts_deadlines_and_alerts_have_their_forms(void **state)
{
	struct world *w = *state;
	struct json *j;
	const struct json *d;

	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-03-20T22:30:00Z");
	MUST(w, .kind = ACT_FACT, .fact = "personal-data", .value = "yes");
	j = shown(w);
	assert_text(row(j, "facts", 0), "value", "yes");
	assert_null_of(row(j, "facts", 3), "value");
	assert_flag(row(j, "facts", 3), "contradiction", false);
	d = row(j, "deadlines", 0);
	assert_text(d, "deadline", "gdpr");
	assert_text(d, "role", "management");
	assert_text(d, "state", "overdue");
	assert_text(d, "due", "2026-03-23T22:30:00.000Z");
	assert_text(d, "applies", "yes");
	assert_flag(d, "late", true);
	assert_null_of(row(j, "deadlines", 1), "due");
	assert_text(row(j, "alerts", 0), "kind", "overdue");
	assert_text(row(j, "alerts", 0), "ref", "gdpr");
	json_free(j);
}

static void
before_the_open_line_has_arrived_the_id_is_null(void **state)
{
	struct world *w = *state;
	struct json *j;

	incident_init(&w->in, &w->arena, NULL);
	j = shown(w);
	assert_null_of(json_member(j, "incident"), "id");
	assert_flag(json_member(j, "incident"), "open", false);
	json_free(j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(the_incident_and_its_first_actions_are_shown),
		WORLD_TEST(a_current_step_has_items_and_choices),
		WORLD_TEST(where_a_choice_leads_is_a_step_the_end_or_null),
		WORLD_TEST(an_inbox_names_its_step_or_null),
		WORLD_TEST(facts_deadlines_and_alerts_have_their_forms),
		WORLD_TEST(before_the_open_line_has_arrived_the_id_is_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

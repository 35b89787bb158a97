/*
 * A small library, and an incident that is walked over it: what the engine's
 * tests share.  Every record is written, read back and only then applied, as
 * when it comes from the disk.
 */
#ifndef TESTS_CORE_WORLD_H
#define TESTS_CORE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stamp.h"
#include "core/incident.h"
#include "core/items.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/status.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define MINUTE ((int64_t)60 * 1000)
#define HOUR (60 * MINUTE)

/* --- the playbook rw */

static const char *own_target[] = {"own-target"};
static const char *gdpr[] = {"gdpr"};
static const char *crisis_id[] = {"crisis"};
static const char *log_and_image[] = {"log", "image"};
static const char *aware_or_told[] = {"aware-at", "told-at"};

static struct item rw_first[] = {
	{.id = "unplug", .text = "Unplug", .same_as = "it/isolate/cable"},
	{.id = "call", .text = "Call"},
};
static struct choice mandate_choices[] = {
	{.id = "given",
	 .label = "Given",
	 .starts = own_target,
	 .start_count = 1},
	{.id = "refused", .label = "Refused", .reason = REASON_REQUIRED},
};
static struct item inform_items[] = {
	{.id = "college",
	 .text = "College",
	 .meets = own_target,
	 .meet_count = 1},
};
static struct step rw_management[] = {
	{.id = "mandate",
	 .title = "Mandate",
	 .priority = 1,
	 .choices = mandate_choices,
	 .choice_count = COUNT_OF(mandate_choices)},
	{.id = "inform",
	 .title = "Inform",
	 .items = inform_items,
	 .item_count = COUNT_OF(inform_items)},
};
static struct condition spreads[] = {{.fact = "spreading", .is = "yes"}};
static struct condition spreads_not[] = {{.fact = "spreading", .not = "yes"}};
static struct item isolate_items[] = {
	{.id = "cable", .text = "Cable"},
	{.id = "vlan", .text = "Vlan", .when = spreads, .when_count = 1},
};
static struct setting spreads_yes[] = {{"spreading", "yes"}};
static struct setting spreads_no[] = {{"spreading", "no"}};
static struct telling tell_two[] = {
	{"crisis", "management", "convene", "Convene"},
	{NULL, "management", "inform", "Inform"},
};
static struct choice isolate_choices[] = {
	{.id = "stopped",
	 .label = "Yes",
	 .goto_id = "check",
	 .also = log_and_image,
	 .also_count = 2},
	{.id = "spread",
	 .label = "No",
	 .goto_id = "switch",
	 .reason = REASON_REQUIRED,
	 .sets = spreads_yes,
	 .set_count = 1,
	 .starts = gdpr,
	 .start_count = 1,
	 .tells = tell_two,
	 .tell_count = 2,
	 .opens = crisis_id,
	 .open_count = 1,
	 .severity_text = "3"},
	{.id = "unknown",
	 .label = "I do not know",
	 .unknown = YES_NO_YES,
	 .as_if = "spread",
	 .again = {DURATION_MINUTES, 15}},
};
static struct choice switch_choices[] = {
	{.id = "pull",
	 .label = "Pull",
	 .approval = "management",
	 .goto_id = "isolate",
	 .sets = spreads_no,
	 .set_count = 1},
	{.id = "dont", .label = "Do not", .goto_id = "check"},
};
static struct need check_needs[] = {
	{.role = "management", .step = "mandate", .choice = "given"},
};
static struct choice check_choices[] = {
	{.id = "ok", .label = "Ok"},
	{.id = "unknown",
	 .label = "?",
	 .unknown = YES_NO_YES,
	 .again = {DURATION_MINUTES, 30}},
};
static struct item log_items[] = {{.id = "save", .text = "Save"}};
static struct step rw_it[] = {
	{.id = "isolate",
	 .title = "Isolate",
	 .within = {DURATION_MINUTES, 15},
	 .repeat = {DURATION_HOURS, 4},
	 .items = isolate_items,
	 .item_count = COUNT_OF(isolate_items),
	 .choices = isolate_choices,
	 .choice_count = COUNT_OF(isolate_choices)},
	{.id = "switch",
	 .title = "Main switch",
	 .choices = switch_choices,
	 .choice_count = COUNT_OF(switch_choices)},
	{.id = "check",
	 .title = "Check",
	 .when = spreads_not,
	 .when_count = 1,
	 .needs = check_needs,
	 .need_count = 1,
	 .choices = check_choices,
	 .choice_count = COUNT_OF(check_choices)},
	{.id = "log",
	 .title = "Log",
	 .items = log_items,
	 .item_count = COUNT_OF(log_items),
	 .next = "end"},
	{.id = "image", .title = "Image"},
};
static struct role rw_roles[] = {
	{.role = "management",
	 .start = "mandate",
	 .steps = rw_management,
	 .step_count = COUNT_OF(rw_management)},
	{.role = "it",
	 .start = "isolate",
	 .steps = rw_it,
	 .step_count = COUNT_OF(rw_it)},
};
static struct fact rw_facts[] = {
	{.id = "spreading", .label = "S", .type = FACT_YES_NO_UNKNOWN},
};
static struct deadline rw_deadlines[] = {
	{.id = "own-target",
	 .title = "Own",
	 .basis = BASIS_OWN,
	 .role = "management",
	 .within = {DURATION_HOURS, 1}},
};
static struct playbook rw = {
	.head = {.id = "rw",
		 .language = "en",
		 .kind = FILE_INCIDENT,
		 .code = "RW",
		 .title = "Test",
		 .version = "2026-11-22"},
	.first = rw_first,
	.first_count = COUNT_OF(rw_first),
	.facts = rw_facts,
	.fact_count = 1,
	.deadlines = rw_deadlines,
	.deadline_count = 1,
	.roles = rw_roles,
	.role_count = COUNT_OF(rw_roles),
};

/* --- the playbook crisis, which rw opens, and a closed circle */

static struct choice convene_choices[] = {
	{.id = "now", .label = "Now", .severity_text = "4"},
	{.id = "later", .label = "Later", .goto_id = "convene"},
};
static struct step crisis_management[] = {
	{.id = "convene",
	 .title = "Convene",
	 .choices = convene_choices,
	 .choice_count = COUNT_OF(convene_choices)},
	{.id = "close", .title = "Close"},
};
static struct item evidence_items[] = {
	{.id = "notes", .text = "Notes", .same_as = "rw/it/log/save"},
};
static struct step crisis_it[] = {
	{.id = "evidence",
	 .title = "Evidence",
	 .items = evidence_items,
	 .item_count = COUNT_OF(evidence_items)},
};
static struct role crisis_roles[] = {
	{.role = "management",
	 .start = "convene",
	 .steps = crisis_management,
	 .step_count = COUNT_OF(crisis_management)},
	{.role = "it",
	 .start = "evidence",
	 .steps = crisis_it,
	 .step_count = COUNT_OF(crisis_it)},
};
static struct playbook crisis = {
	.head = {.id = "crisis",
		 .language = "en",
		 .kind = FILE_INCIDENT,
		 .code = "CR",
		 .title = "Crisis",
		 .version = "2026-11-22"},
	.roles = crisis_roles,
	.role_count = COUNT_OF(crisis_roles),
};
static struct step insider_steps[] = {{.id = "quiet", .title = "Quiet"}};
static struct role insider_roles[] = {
	{.role = "management",
	 .start = "quiet",
	 .steps = insider_steps,
	 .step_count = 1},
};
static struct playbook insider = {
	.head = {.id = "insider",
		 .language = "en",
		 .kind = FILE_INCIDENT,
		 .code = "IN",
		 .title = "Insider",
		 .version = "2026-11-22"},
	.closed_circle = YES_NO_YES,
	.roles = insider_roles,
	.role_count = 1,
};

/* --- law and vocabulary */

static struct condition personal[] = {{.fact = "personal-data", .not = "no"}};
static struct deadline law_deadlines[] = {
	{.id = "gdpr",
	 .title = "G",
	 .basis = BASIS_LAW,
	 .role = "management",
	 .applies = personal,
	 .applies_count = 1,
	 .from = aware_or_told,
	 .from_count = 2,
	 .within = {DURATION_HOURS, 72},
	 .phased = YES_NO_YES},
	{.id = "final",
	 .title = "F",
	 .basis = BASIS_LAW,
	 .role = "management",
	 .after = "gdpr",
	 .within = {DURATION_MONTHS, 1}},
	{.id = "soon", .title = "S", .basis = BASIS_ADVICE, .role = "it"},
};
static struct law law = {
	.head = {.id = "law", .kind = FILE_LAW},
	.deadlines = law_deadlines,
	.deadline_count = COUNT_OF(law_deadlines),
};
static struct fact_value colours[] = {{"red", "Red"}, {"blue", "Blue"}};
static struct fact common_facts[] = {
	{.id = "personal-data", .label = "P", .type = FACT_YES_NO_UNKNOWN},
	{.id = "aware-at", .label = "A", .type = FACT_TIME},
	{.id = "told-at", .label = "T", .type = FACT_TIME},
	{.id = "victims", .label = "N", .type = FACT_NUMBER},
	{.id = "colour",
	 .label = "C",
	 .type = FACT_CHOICE,
	 .values = colours,
	 .value_count = 2},
	{.id = "next-at", .label = "N", .type = FACT_TIME, .ahead = YES_NO_YES},
};
static struct vocabulary common = {
	.head = {.id = "common", .kind = FILE_VOCABULARY},
	.facts = common_facts,
	.fact_count = COUNT_OF(common_facts),
};

/* --- what load/ does: ids to indices */

static inline int
index_of(const struct role *r, const char *id)
{
	if (!id)
		return STEP_NONE;
	return strcmp(id, "end") == 0 ? STEP_END : role_find_step(r, id);
}

static inline void
bind_choice(const struct role *r, struct step *s, struct choice *c,
	    struct arena *a)
{
	c->goto_step = index_of(r, c->goto_id);
	c->severity = c->severity_text ? atoi(c->severity_text) : -1;
	c->also_steps = ARENA_ARRAY(a, int, c->also_count + 1);
	for (unsigned i = 0; i < c->also_count; i++)
		c->also_steps[i] = role_find_step(r, c->also[i]);
	c->as_if_choice = -1;
	for (unsigned i = 0; c->as_if && i < s->choice_count; i++)
		if (strcmp(s->choices[i].id, c->as_if) == 0)
			c->as_if_choice = (int)i;
}

static inline void
bind_playbook(struct playbook *p, struct arena *a)
{
	for (unsigned i = 0; i < p->role_count; i++) {
		struct role *r = &p->roles[i];

		r->start_step = role_find_step(r, r->start);
		for (unsigned k = 0; k < r->step_count; k++) {
			struct step *s = &r->steps[k];

			s->next_step = index_of(r, s->next);
			if (s->priority == 0)
				s->priority = 5;
			for (unsigned c = 0; c < s->choice_count; c++)
				bind_choice(r, s, &s->choices[c], a);
		}
	}
}

/* --- the incident */

static const struct zone_change brussels_changes[] = {
	{.from = INT64_C(1761440400000), .offset = 3600}, /* 26-10-2025 */
	{.from = INT64_C(1774746000000), .offset = 7200}, /* 29-03-2026 */
	{.from = INT64_C(1792890000000), .offset = 3600}, /* 25-10-2026 */
	{.from = INT64_C(1806195600000), .offset = 7200}, /* 28-03-2027 */
};
static const struct zone brussels = {
	.name = "Europe/Brussels",
	.changes = brussels_changes,
	.count = COUNT_OF(brussels_changes),
};

struct world {
	struct arena arena, scratch;
	struct library lib;
	struct incident in;
	int64_t now;
	unsigned lines;
	struct record **records; /* as read back */
	const char *last;        /* the id of the last entry */
	struct refused refused;
};

static inline int64_t
moment(const char *text)
{
	int64_t ms = 0;

	assert_true(stamp_read(text, &ms));
	return ms;
}

static inline struct moment
at_moment(int64_t ms)
{
	return (struct moment){.ms = ms, .set = true};
}

/* Writes, reads back, applies. */
static inline void
world_append(struct world *w, struct record *r)
{
	struct record *back = ARENA_NEW(&w->arena, struct record);
	struct buf line = {0};
	const char *why = NULL;

	w->lines++;
	r->prev = "0000000000000000000000000000000000000000000000000000000000"
		  "000000";
	r->salt = "0123456789abcdef";
	r->incident = "ffffffffffffffffffffffffffffffff";
	r->n = w->lines;
	r->id = arena_printf(&w->arena, "%08x%08x", w->lines * 2654435761u,
			     w->lines);
	r->time = w->now;
	record_write(r, &line);
	assert_true(
		record_read(line.bytes, line.len - 1, &w->arena, back, &why));
	assert_true(back->canonical);
	buf_fini(&line);
	w->last = back->id;
	w->records = arena_more(&w->arena, w->records, w->lines - 1,
				sizeof(struct record *));
	w->records[w->lines - 1] = back;
	incident_apply(&w->in, back, "a.jsonl");
}

static inline enum refusal
world_try(struct world *w, struct action act, struct record *r)
{
	if (!act.by)
		act.by = "somebody";
	w->refused =
		incident_decide(&w->in, &w->lib, &act, w->now, &w->scratch, r);
	return w->refused.why;
}

/* Acts where it may: what came of it. */
static inline enum refusal
act(struct world *w, struct action a)
{
	struct record r;
	enum refusal why = world_try(w, a, &r);

	if (why == REFUSED_NOT)
		world_append(w, &r);
	return why;
}

#define MUST(w, ...)                                                           \
	assert_int_equal(act((w), (struct action){__VA_ARGS__}), REFUSED_NOT)
#define REFUSES(w, reason, ...)                                                \
	assert_int_equal(act((w), (struct action){__VA_ARGS__}), reason)

static inline void
later(struct world *w, int64_t ms)
{
	w->now += ms;
}

static inline const struct status *
status_now(struct world *w)
{
	return status_at(&w->in, &w->lib, w->now, &w->scratch);
}

/* "rw/check rw/log": the current steps of a role, as status has them. */
static inline const char *
current_of(struct world *w, const char *role)
{
	const struct status_role *r = status_find_role(status_now(w), role);
	char *text = arena_strdup(&w->scratch, "");

	for (unsigned i = 0; r && i < r->current_count; i++)
		text = arena_printf(&w->scratch, "%s%s%s/%s", text,
				    i ? " " : "",
				    r->current[i].ref->playbook->head.id,
				    r->current[i].ref->step->id);
	return text;
}

/* The states of a step's items: "done open". */
static inline const char *
items_of(struct world *w, const char *path)
{
	const struct step_ref *ref = library_step(&w->lib, path);
	char *text = arena_strdup(&w->scratch, "");
	const struct status_item *items;
	unsigned count;

	assert_non_null(ref);
	items = items_of_step_now(&w->in, &w->lib, ref, w->now, &w->scratch,
				  &count);
	for (unsigned i = 0; i < count; i++)
		text = arena_printf(&w->scratch, "%s%s%s", text, i ? " " : "",
				    item_state_name(items[i].state));
	return text;
}

static inline const struct status_deadline *
deadline_of(struct world *w, const char *id)
{
	const struct status *st = status_now(w);

	for (unsigned i = 0; i < st->deadline_count; i++)
		if (strcmp(st->deadlines[i].definition->id, id) == 0)
			return &st->deadlines[i];
	return NULL;
}

static inline const char *
deadline_state_of(struct world *w, const char *id)
{
	const struct status_deadline *d = deadline_of(w, id);

	return d ? deadline_state_word(d->state) : "not listed";
}

/* The due of a deadline as it is written, "" where there is none. */
static inline const char *
due_of(struct world *w, const char *id)
{
	const struct status_deadline *d = deadline_of(w, id);
	char *text = arena_alloc(&w->scratch, STAMP_SIZE);

	if (d && d->due.set)
		stamp_write(d->due.ms, text);
	return text;
}

static inline bool
is_alerted(struct world *w, enum alert_kind kind)
{
	const struct status *st = status_now(w);

	for (unsigned i = 0; i < st->alert_count; i++)
		if (st->alerts[i].kind == kind)
			return true;
	return false;
}

/* The last row of a type in a role's inbox, NULL: none. */
static inline const struct inbox_row *
inbox_of(struct world *w, const char *role, enum inbox_type type)
{
	const struct status_role *r = status_find_role(status_now(w), role);
	const struct inbox_row *found = NULL;

	for (unsigned i = 0; r && i < r->inbox_count; i++)
		if (r->inbox[i]->type == type)
			found = r->inbox[i];
	return found;
}

static inline int
world_setup(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct record open;

	assert_non_null(w);
	library_init(&w->lib, &w->arena);
	bind_playbook(&rw, &w->arena);
	bind_playbook(&crisis, &w->arena);
	bind_playbook(&insider, &w->arena);
	library_add_law(&w->lib, &law);
	library_add_vocabulary(&w->lib, &common);
	library_add_playbook(&w->lib, &rw);
	library_add_playbook(&w->lib, &crisis);
	library_add_playbook(&w->lib, &insider);
	library_settle(&w->lib);
	incident_init(&w->in, &w->arena, &brussels);
	w->now = moment("2026-03-27T22:30:00Z");
	incident_open_record(&w->lib, "Town hall", "live", "amber", "en",
			     "Europe/Brussels", &w->scratch, &open);
	world_append(w, &open);
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "rw", .role = "it");
	*state = w;
	return 0;
}

static inline int
world_teardown(void **state)
{
	struct world *w = *state;

	arena_fini(&w->scratch);
	arena_fini(&w->arena);
	free(w);
	return 0;
}

#define WORLD_TEST(f)                                                          \
	cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

#endif

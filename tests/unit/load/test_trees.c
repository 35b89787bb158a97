/*
 * Every way through the shipped playbooks.  Walks over all roles take the
 * choice that was taken least, with other facts each time, until every choice
 * of every step was taken; then nothing may be left over: no step that nobody
 * came to, no deadline of the law that no way starts and meets, no model that
 * no step offers, no organisation that nobody calls.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/record.h"
#include "core/status.h"
#include "load/shelf.h"

/* Of one playbook; sanitizers see no more in what is walked again. */
#ifdef __SANITIZE_ADDRESS__
#define WALKS_MOST 3
#define WALKS_ALL false
#else
#define WALKS_MOST 400
#define WALKS_ALL true
#endif
#define TURNS_MOST 400 /* of one walk */
/* Turns of it; then straight to the end, then without taking more tasks. */
#define CURIOUS 100
#define STEPS_MOST 256 /* of one role */
#define MINUTE ((int64_t)60000)

struct walk {
	struct arena files; /* the library, as long as the test */
	struct arena state; /* of one walk */
	struct arena turn;
	struct shelf shelf;
	struct library lib;
	struct incident in;
	const char *playbook; /* that is walked */
	int64_t now;
	unsigned lines, turns;
	uint64_t random;
	struct map taken;   /* "path/choice" -> unsigned: how often */
	struct map reached; /* path of a step -> "" */
	struct map started, met;
	unsigned unfinished;
};

static char here[] = "";

static unsigned
chance(struct walk *w, unsigned most)
{
	w->random = w->random * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(w->random >> 33) % most;
}

static void
note(struct walk *w, struct map *m, const char *key)
{
	if (!map_find(m, key))
		map_put(m, arena_strdup(&w->files, key), here);
}

/* --- one act, as the program does it */

static bool
act(struct walk *w, struct action a)
{
	struct record r = {0}, *kept = ARENA_NEW(&w->state, struct record);
	struct buf line = {0};
	const char *why = NULL, *text;
	char id[17];

	a.by = "walker";
	if (incident_decide(&w->in, &w->lib, &a, w->now, &w->turn, &r).why !=
	    REFUSED_NOT)
		return false;
	snprintf(id, sizeof(id), "%05x00000000000", ++w->lines);
	r.prev = "000000000000000000000000000000000000000000000000000000000000"
		 "0000";
	r.salt = "0000000000000000";
	r.incident = "0123456789abcdef0123456789abcdef";
	r.n = w->lines;
	r.id = id;
	r.time = w->now;
	record_write(&r, &line);
	text = arena_strndup(&w->state, line.bytes, line.len);
	if (!record_read(text, line.len - 1, &w->state, kept, &why))
		fail_msg("a line cannot be read back: %s", why);
	buf_fini(&line);
	incident_apply(&w->in, kept, "walk.jsonl");
	return true;
}

/* --- what a role does */

static void
record_fact(struct walk *w, const char *role, const char *id)
{
	static const char *const answers[] = {"yes", "no", "unknown"};
	const struct fact *f = library_fact(&w->lib, id);
	struct action a = {.kind = ACT_FACT, .role = role, .fact = id};

	if (!f)
		return;
	switch (f->type) {
	case FACT_YES_NO_UNKNOWN:
		a.value = answers[chance(w, 3)];
		break;
	case FACT_NUMBER:
		a.value = "12";
		break;
	case FACT_TIME:
		a.value = "2030-01-02T03:00:00Z";
		break;
	case FACT_CHOICE:
		a.value = f->values[chance(w, f->value_count)].id;
		break;
	case FACT_TEXT:
		a.value = "what was seen";
		break;
	}
	act(w, a);
}

static void
tick_items(struct walk *w, const char *role, const struct status_step *s)
{
	const struct step *step = s->ref->step;

	for (unsigned i = 0; i < step->ask_count; i++)
		record_fact(w, role, step->asks[i]);
	for (unsigned i = 0; i < step->item_count; i++) {
		const struct item *item = &step->items[i];
		const char *path =
			arena_printf(&w->turn, "%s/%s", s->ref->path, item->id);

		for (unsigned k = 0; k < item->ask_count; k++)
			record_fact(w, role, item->asks[k]);
		act(w, (struct action){.kind = ACT_DO,
				       .role = role,
				       .item = path,
				       .state = "done"});
	}
}

static unsigned *
times_taken(struct walk *w, const struct step_ref *ref, unsigned choice)
{
	const char *key = arena_printf(&w->turn, "%s/%s", ref->path,
				       step_choice(ref->step, choice)->id);
	unsigned *count = map_find(&w->taken, key);

	if (!count) {
		count = ARENA_NEW(&w->files, unsigned);
		map_put(&w->taken, arena_strdup(&w->files, key), count);
	}
	return count;
}

/* How many decisions to the end of its role; what comes back counts more. */
static unsigned
way_of(const struct walk *w, const struct step_ref *ref, unsigned choice,
       const unsigned *ways)
{
	const struct choice *c = step_choice(ref->step, choice);
	const struct step_ref *to;
	bool end;

	to = library_target(&w->lib, ref, c, &end);
	return (to    ? ways[to->index]
		: end ? 0
		      : STEPS_MOST) +
	       c->also_count * 4 + (c->unknown == YES_NO_YES ? 32 : 0);
}

/* The choice that leads to the end of the role soonest. */
static unsigned
shortest(const struct walk *w, const struct step_ref *ref)
{
	const struct role *r = ref->role;
	unsigned ways[STEPS_MOST], best = 0;

	assert_true(r->step_count < STEPS_MOST);
	for (unsigned i = 0; i < r->step_count; i++)
		ways[i] = STEPS_MOST;
	for (unsigned round = 0; round < r->step_count; round++)
		for (unsigned i = 0; i < r->step_count; i++) {
			const struct step_ref *at =
				library_step_at(&w->lib, ref->playbook, r, i);

			for (unsigned c = 0; c < step_choices(at->step); c++)
				if (way_of(w, at, c, ways) + 1 < ways[i])
					ways[i] = way_of(w, at, c, ways) + 1;
		}
	for (unsigned c = 1; c < step_choices(ref->step); c++)
		if (way_of(w, ref, c, ways) < way_of(w, ref, best, ways))
			best = c;
	return best;
}

static void
decide(struct walk *w, const char *role, const struct status_step *s)
{
	unsigned least = 0, count = step_choices(s->ref->step);

	for (unsigned i = 1; i < count; i++)
		if (*times_taken(w, s->ref, i) < *times_taken(w, s->ref, least))
			least = i;
	if (w->turns > CURIOUS)
		least = shortest(w, s->ref);
	if (act(w,
		(struct action){.kind = ACT_DECIDE,
				.role = role,
				.step = s->ref->path,
				.choice = step_choice(s->ref->step, least)->id,
				.reason = "walked",
				.override = "walked"}))
		++*times_taken(w, s->ref, least);
}

/* Another playbook is walked by itself: here it is stopped again. */
static bool
is_elsewhere(const struct walk *w, const char *path)
{
	size_t len = strlen(w->playbook);

	return path &&
	       (strncmp(path, w->playbook, len) != 0 || path[len] != '/');
}

static void
stop_others(struct walk *w)
{
	for (size_t i = 0; i < w->in.playbooks.count; i++) {
		const struct playbook_state *p =
			w->in.playbooks.entries[i].value;

		if (p && p->open && strcmp(p->id, w->playbook) != 0)
			act(w, (struct action){.kind = ACT_PLAYBOOK,
					       .playbook = p->id,
					       .stop = true,
					       .reason = "walked by itself"});
	}
}

/* Mostly yes: a no opens the question again. */
static void
answer_inbox(struct walk *w, const struct status_role *r)
{
	for (unsigned i = 0; i < r->inbox_count; i++) {
		const struct inbox_row *row = r->inbox[i];

		if (row->type == INBOX_TASK &&
		    (is_elsewhere(w, row->step) || w->turns > 2 * CURIOUS))
			continue;
		if (row->type == INBOX_TASK)
			act(w, (struct action){.kind = ACT_TAKE,
					       .role = r->role,
					       .id = row->id});
		else
			act(w, (struct action){.kind = ACT_ANSWER,
					       .role = r->role,
					       .id = row->id,
					       .answer = chance(w, 8) ? "yes"
								      : "no",
					       .reason = "walked"});
	}
}

static void
look_at_deadlines(struct walk *w, const struct status *st)
{
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (d->start.set)
			note(w, &w->started, d->definition->id);
		if (d->state == DEADLINE_MET)
			note(w, &w->met, d->definition->id);
	}
}

/* Every role once; whether anything is left to do. */
static bool
take_turn(struct walk *w)
{
	const struct status *st = status_at(&w->in, &w->lib, w->now, &w->turn);
	bool left = false;

	look_at_deadlines(w, st);
	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		answer_inbox(w, r);
		left = left || !r->finished;
		for (unsigned k = 0; k < r->current_count; k++) {
			const struct status_step *s = &r->current[k];

			note(w, &w->reached, s->ref->path);
			tick_items(w, r->role, s);
			decide(w, r->role, s);
		}
	}
	stop_others(w);
	return left;
}

/* --- one walk */

static void
begin(struct walk *w, const struct playbook *p)
{
	struct record r = {0};
	struct buf line = {0};
	struct record *kept;
	const char *why = NULL, *text;

	arena_reset(&w->state);
	incident_init(&w->in, &w->state, NULL);
	w->lines = 1;
	stamp_read("2030-01-02T03:04:05Z", &w->now);
	incident_open_record(&w->lib, NULL, "live", "amber", "en", "UTC",
			     &w->turn, &r);
	r.prev = "000000000000000000000000000000000000000000000000000000000000"
		 "0000";
	r.salt = "0000000000000000";
	r.incident = "0123456789abcdef0123456789abcdef";
	r.n = 1;
	r.id = "0000100000000000";
	r.time = w->now;
	record_write(&r, &line);
	kept = ARENA_NEW(&w->state, struct record);
	text = arena_strndup(&w->state, line.bytes, line.len);
	assert_true(record_read(text, line.len - 1, &w->state, kept, &why));
	buf_fini(&line);
	incident_apply(&w->in, kept, "walk.jsonl");
	assert_true(act(w, (struct action){.kind = ACT_PLAYBOOK,
					   .playbook = p->head.id}));
}

/* What `when` looks at is different each time. */
static void
set_conditions(struct walk *w, const struct playbook *p)
{
	for (unsigned r = 0; r < p->role_count; r++)
		for (unsigned s = 0; s < p->roles[r].step_count; s++) {
			const struct step *step = &p->roles[r].steps[s];

			for (unsigned c = 0; c < step->when_count; c++)
				if (chance(w, 2))
					record_fact(w, p->roles[r].role,
						    step->when[c].fact);
		}
}

/* Where it goes round: the steps that are current still. */
static void
say_left(struct walk *w)
{
	const struct status *st = status_at(&w->in, &w->lib, w->now, &w->turn);

	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].current_count; k++)
			printf(" %s", st->roles[i].current[k].ref->path);
	printf("\n");
}

static void
walk_once(struct walk *w, const struct playbook *p, unsigned walk)
{
	bool left = true;

	w->playbook = p->head.id;
	begin(w, p);
	if (walk > 0)
		set_conditions(w, p);
	for (w->turns = 0; left && w->turns < TURNS_MOST; w->turns++) {
		left = take_turn(w);
		w->now += 20 * MINUTE;
		arena_reset(&w->turn);
	}
	if (!left)
		return;
	printf("# %s: walk %u does not end:", p->head.id, walk);
	say_left(w);
	w->unfinished++;
}

static bool
all_taken(struct walk *w, const struct playbook *p, bool say)
{
	bool all = true;

	for (unsigned r = 0; r < p->role_count; r++)
		for (unsigned s = 0; s < p->roles[r].step_count; s++) {
			const struct step_ref *ref =
				library_step_at(&w->lib, p, &p->roles[r], s);

			for (unsigned c = 0; c < step_choices(ref->step); c++) {
				if (*times_taken(w, ref, c))
					continue;
				all = false;
				if (say)
					printf("# never taken: %s %s\n",
					       ref->path,
					       step_choice(ref->step, c)->id);
			}
		}
	arena_reset(&w->turn);
	return all;
}

static bool
is_walked(const struct playbook *p)
{
	return p->head.kind == FILE_INCIDENT || p->head.kind == FILE_TRIAGE;
}

static int
set_up(void **state)
{
	static struct walk w;
	static const char *const none[] = {NULL};
	struct err err;
	unsigned walks = 0;

	shelf_init(&w.shelf, none, &w.files);
	assert_true(shelf_library(&w.shelf, "en", NULL, &w.lib, &err));
	map_init(&w.taken, &w.files);
	map_init(&w.reached, &w.files);
	map_init(&w.started, &w.files);
	map_init(&w.met, &w.files);
	w.random = 1;
	for (unsigned i = 0; i < w.lib.playbook_count; i++) {
		const struct playbook *p = w.lib.playbooks[i];

		for (unsigned k = 0; is_walked(p) && k < WALKS_MOST; k++) {
			if (k > 1 && all_taken(&w, p, false))
				break;
			walk_once(&w, p, k);
			walks++;
		}
	}
	printf("# %u walks\n", walks);
	*state = &w;
	return 0;
}

static int
tear_down(void **state)
{
	struct walk *w = *state;

	arena_fini(&w->state);
	arena_fini(&w->turn);
	arena_fini(&w->files);
	return 0;
}

/* --- what must hold behind all walks */

static void
needs_all_walks(void)
{
	if (WALKS_ALL)
		return;
	printf("# under the sanitizers each playbook is walked %d times\n",
	       WALKS_MOST);
	skip();
}

static void
every_role_comes_to_its_end(void **state)
{
	struct walk *w = *state;

	assert_int_equal(w->unfinished, 0);
}

static void
every_step_is_reached_and_every_choice_taken(void **state)
{
	struct walk *w = *state;
	unsigned left = 0;

	needs_all_walks();
	for (unsigned i = 0; i < w->lib.playbook_count; i++) {
		const struct playbook *p = w->lib.playbooks[i];

		if (is_walked(p) && !all_taken(w, p, true))
			left++;
	}
	for (size_t i = 0; i < w->lib.step_map.count; i++) {
		const struct step_ref *ref = w->lib.step_map.entries[i].value;

		if (ref && is_walked(ref->playbook) &&
		    !map_find(&w->reached, ref->path)) {
			printf("# never reached: %s\n", ref->path);
			left++;
		}
	}
	assert_int_equal(left, 0);
}

static void
every_deadline_of_the_law_is_started_and_met(void **state)
{
	struct walk *w = *state;
	unsigned left = 0;

	needs_all_walks();
	for (unsigned i = 0; i < w->lib.law_count; i++)
		for (unsigned k = 0; k < w->lib.laws[i]->deadline_count; k++) {
			const char *id = w->lib.laws[i]->deadlines[k].id;
			bool started = map_find(&w->started, id) != NULL;
			bool met = map_find(&w->met, id) != NULL;

			if (started && met)
				continue;
			printf("# %s: %s\n", id,
			       started ? "never met" : "never started");
			left++;
		}
	assert_int_equal(left, 0);
}

/* --- what steps and deadlines name */

static bool
names(const char *const *ids, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

static bool
law_names(const struct library *lib, const char *id, bool document)
{
	for (unsigned i = 0; i < lib->law_count; i++)
		for (unsigned k = 0; k < lib->laws[i]->deadline_count; k++) {
			const struct deadline *d = &lib->laws[i]->deadlines[k];

			if (document
				    ? names(d->documents, d->document_count, id)
				    : names(d->to, d->to_count, id))
				return true;
		}
	return false;
}

static bool
step_names(const struct library *lib, const char *id, bool document)
{
	for (size_t i = 0; i < lib->step_map.count; i++) {
		const struct step_ref *ref = lib->step_map.entries[i].value;

		if (!ref)
			continue;
		if (document ? names(ref->step->documents,
				     ref->step->document_count, id)
			     : names(ref->step->contacts,
				     ref->step->contact_count, id))
			return true;
	}
	return false;
}

static void
every_model_is_offered_by_a_step(void **state)
{
	struct walk *w = *state;
	unsigned left = 0, models = 0;

	for (size_t i = 0; i < w->shelf.count; i++) {
		const struct file_header *h = &w->shelf.entries[i].head;

		if (h->kind != FILE_MODEL || strcmp(h->language, "en") != 0 ||
		    strstr(h->file, "models/") == NULL)
			continue;
		models++;
		if (step_names(&w->lib, h->id, true))
			continue;
		printf("# no step offers the model %s\n", h->id);
		left++;
	}
	assert_true(models >= 28);
	assert_int_equal(left, 0);
}

/* An entry that is there to be known, not to be called, says so. */
static bool
is_for_reference(const struct contact *c)
{
	return c->note && strstr(c->note, "For reference") != NULL;
}

static void
every_organisation_is_called_or_is_for_reference(void **state)
{
	struct walk *w = *state;
	unsigned left = 0;

	for (unsigned i = 0; i < w->lib.directory_count; i++) {
		const struct directory *d = w->lib.directories[i];

		for (unsigned k = 0; k < d->organisation_count; k++) {
			const struct contact *c = &d->organisations[k];

			if (is_for_reference(c) ||
			    step_names(&w->lib, c->id, false) ||
			    law_names(&w->lib, c->id, false))
				continue;
			printf("# nobody calls %s\n", c->id);
			left++;
		}
	}
	assert_int_equal(left, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_comes_to_its_end),
		cmocka_unit_test(every_step_is_reached_and_every_choice_taken),
		cmocka_unit_test(every_deadline_of_the_law_is_started_and_met),
		cmocka_unit_test(every_model_is_offered_by_a_step),
		cmocka_unit_test(
			every_organisation_is_called_or_is_for_reference),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

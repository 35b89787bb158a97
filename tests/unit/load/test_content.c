/*
 * What every shipped playbook owes to the people who follow it, beyond what
 * `check` can ask of somebody else's: documents to fill in, a decision that
 * is laid before who must ratify it, and a directory that is true about who
 * is called.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "core/library.h"
#include "core/playbook.h"
#include "load/shelf.h"

struct shipped {
	struct arena files;
	struct shelf shelf;
	struct library lib;
};

static int
set_up(void **state)
{
	static struct shipped s;
	static const char *const none[] = {NULL};
	struct err err;

	shelf_init(&s.shelf, none, &s.files);
	assert_true(shelf_library(&s.shelf, "en", NULL, &s.lib, &err));
	*state = &s;
	return 0;
}

static int
tear_down(void **state)
{
	struct shipped *s = *state;

	arena_fini(&s->files);
	return 0;
}

/* A body that decides has nothing left to ratify: one of the two is wrong. */
static void
nobody_ratifies_their_own_decision(void **state)
{
	struct shipped *s = *state;
	unsigned steps = 0, wrong = 0;

	for (size_t i = 0; i < s->lib.step_map.count; i++) {
		const struct step_ref *ref = s->lib.step_map.entries[i].value;

		if (!ref || !ref->step->ratify)
			continue;
		steps++;
		if (ref->step->decided_by &&
		    strcmp(ref->step->decided_by, ref->step->ratify) == 0) {
			printf("# %s: %s decides and ratifies\n", ref->path,
			       ref->step->ratify);
			wrong++;
		}
	}
	assert_true(steps > 0);
	assert_int_equal(wrong, 0);
}

static void
count_duties(const struct playbook *p, unsigned *documents, unsigned *ratified)
{
	*documents = *ratified = 0;
	for (unsigned r = 0; r < p->role_count; r++)
		for (unsigned k = 0; k < p->roles[r].step_count; k++) {
			const struct step *step = &p->roles[r].steps[k];

			*documents += step->document_count;
			*ratified += step->ratify != NULL;
		}
}

static void
every_incident_offers_documents_and_has_what_is_ratified(void **state)
{
	struct shipped *s = *state;
	unsigned incidents = 0, left = 0;

	for (unsigned i = 0; i < s->lib.playbook_count; i++) {
		const struct playbook *p = s->lib.playbooks[i];
		unsigned documents, ratified;

		if (p->head.kind != FILE_INCIDENT)
			continue;
		incidents++;
		count_duties(p, &documents, &ratified);
		if (documents > 0 && ratified > 0)
			continue;
		printf("# %s: %u documents, %u steps to ratify\n", p->head.id,
		       documents, ratified);
		left++;
	}
	assert_true(incidents >= 16);
	assert_int_equal(left, 0);
}

static const char *
step_that_calls(const struct library *lib, const char *id)
{
	for (size_t i = 0; i < lib->step_map.count; i++) {
		const struct step_ref *ref = lib->step_map.entries[i].value;

		for (unsigned k = 0; ref && k < ref->step->contact_count; k++)
			if (strcmp(ref->step->contacts[k], id) == 0)
				return ref->path;
	}
	return NULL;
}

static void
what_is_for_reference_is_called_by_no_step(void **state)
{
	struct shipped *s = *state;
	unsigned entries = 0, wrong = 0;

	for (unsigned i = 0; i < s->lib.directory_count; i++) {
		const struct directory *d = s->lib.directories[i];

		for (unsigned k = 0; k < d->organisation_count; k++) {
			const struct contact *c = &d->organisations[k];
			const char *path;

			if (!c->note || !strstr(c->note, "For reference"))
				continue;
			entries++;
			path = step_that_calls(&s->lib, c->id);
			if (!path)
				continue;
			printf("# %s is for reference, but %s calls it\n",
			       c->id, path);
			wrong++;
		}
	}
	assert_true(entries > 0);
	assert_int_equal(wrong, 0);
}

/* The hour of the next news in a text that goes out is a promise. */
static void
what_a_public_text_promises_becomes_a_deadline(void **state)
{
	struct shipped *s = *state;
	unsigned promised = 0, wrong = 0;

	for (size_t i = 0; i < s->shelf.count; i++) {
		struct shelf_entry *e = &s->shelf.entries[i];
		const struct loaded *l;

		if (e->head.kind != FILE_MODEL)
			continue;
		l = shelf_load(&s->shelf, e);
		assert_non_null(l);
		if (strcmp(l->model->audience, "public") != 0)
			continue;
		if (strstr(l->body, "{{promise next-update-at ")) {
			promised++;
		} else if (strstr(l->body, "{{next-update-at}}")) {
			printf("# %s.%s says an hour and promises nothing\n",
			       e->head.id, e->head.language);
			wrong++;
		}
	}
	assert_true(promised > 0);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_ratifies_their_own_decision),
		cmocka_unit_test(
			every_incident_offers_documents_and_has_what_is_ratified),
		cmocka_unit_test(what_is_for_reference_is_called_by_no_step),
		cmocka_unit_test(
			what_a_public_text_promises_becomes_a_deadline),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

/*
 * Journals that begin while an incident is verified: the folder was listed
 * without them, and others know of them already.
 */
#include "unit/store/refused.h"
#include "unit/store/scene.h"

#include "store/verify.h"

#define ALL 1000 /* entries of a folder */

/* A second station's process, and a journal that it wrote. */
static void
write_beside(struct scene *s, const struct folder *f)
{
	struct incident_place place = scene_place(f);
	struct paths other = s->paths;
	struct folder two;

	other.state = arena_printf(&s->arena, "%s/state-of-another", s->root);
	s->who.station = "phone";
	assert_true(
		folder_open(&other, &place, &s->who, &s->arena, &two, &s->err));
	scene_append(s, &two, "Heard by phone.", NOON + 10);
	folder_close(&two);
	s->who.station = "desk";
}

/* The second journal, read; the last line of the first has seen it. */
static void
write_both(struct scene *s, struct folder *f)
{
	struct incident in;
	bool changed, again;

	incident_init(&in, &s->arena, NULL);
	write_beside(s, f);
	assert_true(folder_refresh(f, &in, &changed, &again, &s->err));
	assert_true(changed);
	scene_append(s, f, "And again.", NOON + 20);
	folder_close(f);
}

static struct verify_result
verify_listed(struct scene *s, const struct folder *was, bool marks,
	      unsigned entries)
{
	struct verify_result r;
	struct folder f;

	scene_open(s, was, &f);
	f.read_only = true;
	refused_plan(refused_named("readdir"), entries + 1, false, NONE);
	refused_arm(true);
	verify_folder(&f, marks ? &s->paths : NULL, NULL, &s->arena, &r);
	refused_arm(false);
	assert_int_equal(denial->hits, entries < ALL);
	folder_close(&f);
	return r;
}

static void
a_journal_that_begins_meanwhile_is_not_gone(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct folder f;
	bool partly = false;

	scene_create(s, &f);
	scene_append(s, &f, "Something was seen.", NOON);
	write_both(s, &f);
	for (unsigned entries = 1; entries < 6; entries++)
		for (int marks = 0; marks < 2; marks++) {
			r = verify_listed(s, &f, marks, entries);
			assert_false(r.broken);
			assert_int_equal(r.missing, 0);
			partly = partly || r.file_count == 1;
		}
	assert_true(partly);
	/* One that is gone is found all the same. */
	unlink(scene_journal(s, &f, 1));
	assert_true(verify_listed(s, &f, true, ALL).broken);
	assert_int_not_equal(verify_listed(s, &f, false, ALL).missing, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(a_journal_that_begins_meanwhile_is_not_gone),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

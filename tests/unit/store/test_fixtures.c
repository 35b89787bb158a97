/* The kept journals of tests/journals, made by a script that shares no code. */
#include "unit/store/scene.h"

#include "store/verify.h"

struct fixture {
	const char *name;
	bool broken;
	size_t files, bad_file, bad_line;
	size_t torn, not_canonical, missing;
	size_t entries; /* that count, after the union */
	bool read_only;
};

static const struct fixture fixtures[] = {
	{.name = "good", .files = 1, .entries = 7},
	{.name = "two-writers", .files = 2, .entries = 12},
	{.name = "torn", .files = 1, .torn = 1, .entries = 7},
	{.name = "nul-tail", .files = 1, .torn = 4096, .entries = 7},
	{.name = "flipped",
	 .broken = true,
	 .files = 1,
	 .bad_line = 4,
	 .entries = 7},
	{.name = "gap",
	 .broken = true,
	 .files = 1,
	 .bad_line = 5,
	 .entries = 4},
	{.name = "forged",
	 .broken = true,
	 .files = 2,
	 .bad_line = 7,
	 .entries = 9},
	{.name = "missing", .files = 2, .missing = 1, .entries = 3},
	{.name = "failover", .files = 2, .entries = 10},
	{.name = "future",
	 .files = 1,
	 .entries = 8,
	 .not_canonical = 2,
	 .read_only = true},
	{.name = "other-program", .files = 1, .entries = 7, .not_canonical = 1},
};

static void
check_fixture(struct scene *s, const struct fixture *wanted)
{
	const char *root = getenv("ROOT");
	struct incident_place place = {
		.path = arena_printf(&s->arena,
				     "%s/tests/journals/%s/"
				     "20261122T101502Z-town-hall-9a1f33c0",
				     root ? root : ".", wanted->name),
		.mode = "live",
	};
	struct verify_result r;
	struct incident in;
	size_t torn = 0, odd = 0;
	struct folder f;

	if (!folder_open(NULL, &place, &s->who, &s->arena, &f, &s->err))
		fail_msg("%s: %s", wanted->name, s->err.text);
	incident_init(&in, &s->arena, NULL);
	folder_fold(&f, &in);
	verify_folder(&f, NULL, NULL, &s->arena, &r);
	for (size_t i = 0; i < r.file_count; i++) {
		torn += r.files[i].torn_bytes;
		odd += r.files[i].not_canonical;
	}
	print_message("%s\n", wanted->name);
	assert_int_equal(r.broken, wanted->broken);
	assert_int_equal(r.file_count, wanted->files);
	assert_int_equal(r.files[0].bad_line, wanted->bad_line);
	assert_int_equal(torn > 0, wanted->torn > 0);
	if (wanted->torn > 1)
		assert_int_equal(torn, wanted->torn);
	assert_int_equal(odd, wanted->not_canonical);
	assert_int_equal(r.missing, wanted->missing);
	assert_int_equal(in.log_count, wanted->entries);
	assert_int_equal(f.read_only, wanted->read_only);
	assert_int_equal(in.arrived, wanted->missing == 0);
	folder_close(&f);
}

static void
each_kept_journal_is_read_and_judged_as_it_should_be(void **state)
{
	for (size_t i = 0; i < sizeof(fixtures) / sizeof(fixtures[0]); i++)
		check_fixture(*state, &fixtures[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(
			each_kept_journal_is_read_and_judged_as_it_should_be),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

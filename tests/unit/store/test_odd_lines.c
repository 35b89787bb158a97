/* Lines that say odd things: each is judged for what it is, nothing falls. */
#include "unit/store/forge.h"

#include "store/seal.h"
#include "store/verify.h"

#define A "20261122T120000Z-a-00000001.jsonl"
#define B "20261122T120000Z-b-00000002.jsonl"
#define NOT_HEX                                                                \
	"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"

static void
add_file_line(struct forged *j, enum record_kind kind, const char *file,
	      const char *sha256, const char *head, int64_t last, int64_t bytes)
{
	struct record_more more = {
		.file = file,
		.sha256 = sha256,
		.head = head,
		.last = {.value = last, .set = true},
		.bytes = {.value = bytes, .set = true},
	};

	forge(j, &(struct record){.kind = kind, .more = &more});
}

static struct verify_result
verify(struct scene *s, const char *path, const struct verify_anchor *anchor)
{
	struct verify_result r;
	struct folder f;

	forge_open(s, path, &f);
	f.read_only = true;
	verify_anchored(&f, &s->paths,
			anchor ? anchor : &(struct verify_anchor){0}, &s->arena,
			&r);
	folder_close(&f);
	return r;
}

static const struct verify_file *
file_of(const struct verify_result *r, const char *name)
{
	for (size_t i = 0; i < r->file_count; i++)
		if (strcmp(r->files[i].file, name) == 0)
			return &r->files[i];
	fail_msg("%s is not in the result", name);
	return NULL;
}

/* What names no line of another journal is no witness, and no accusation. */
static void
heads_that_name_nothing_are_passed_over(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1}, b = {.digits = 2};
	struct record_head odd[] = {
		{.n = 1, .head = ZEROS},            /* of no file */
		{.file = B, .n = 1},                /* without a hash */
		{.file = B, .n = 1, .head = "abc"}, /* half a hash */
		{.file = B, .n = 0, .head = ZEROS}, /* of no line */
		{.file = A, .n = 1, .head = ZEROS}, /* of itself */
	};
	struct record_more sealed = {.heads = odd, .head_count = 5};
	struct record note = scene_note("odd");
	struct verify_result r;

	forge_first(&b, "live");
	forge_first(&a, "live");
	note.seen = odd;
	note.seen_count = 5;
	forge(&a, &note);
	forge(&a, &(struct record){.kind = RECORD_SEAL, .more = &sealed});
	add_file_line(&a, RECORD_FAILOVER, NULL, NULL, NULL, 0, 0);
	add_file_line(&a, RECORD_RECOVERED, NULL, NULL, NULL, 0, 0);
	forge_put(&a, path, A);
	forge_put(&b, path, B);
	r = verify(s, path, NULL);
	assert_false(r.broken);
	assert_int_equal(r.missing, 0);
	assert_int_equal(file_of(&r, B)->witnessed, 0);
}

/* A seal's line is a witness as any other line. */
static void
the_heads_in_a_seals_line_count(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1}, b = {.digits = 2};
	struct record_head heads[2] = {{.file = B, .n = 1},
				       {.file = "gone.jsonl", .n = 2}};
	struct record_more sealed = {.heads = heads, .head_count = 2};
	struct verify_result r;

	forge_first(&b, "live");
	heads[0].head = b.head;
	heads[1].head = NOT_HEX;
	forge_first(&a, "live");
	forge(&a, &(struct record){.kind = RECORD_SEAL, .more = &sealed});
	forge_put(&a, path, A);
	forge_put(&b, path, B);
	r = verify(s, path, NULL);
	assert_false(r.broken);
	assert_int_equal(file_of(&r, B)->witnessed, 1);
	assert_true(file_of(&r, "gone.jsonl")->missing);
	assert_int_equal(r.missing, 1);
}

/* Only the line that tells of this very tail can be contradicted by it. */
static void
what_is_told_of_another_tail_is_no_accusation(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1}, b = {.digits = 2}, c = {.digits = 3};
	char hex[HASH_HEX_SIZE];
	struct verify_result r;

	hash_hex("{\"x", 3, hex);
	forge_first(&b, "live");
	forge_first(&c, "live");
	forge_first(&a, "live");
	add_file_line(&a, RECORD_RECOVERED, "c.jsonl", ZEROS, NULL, 1, 3);
	add_file_line(&a, RECORD_RECOVERED, B, NULL, NULL, 1, 3);
	add_file_line(&a, RECORD_RECOVERED, B, ZEROS, NULL, 2, 3);
	add_file_line(&a, RECORD_RECOVERED, B, ZEROS, NULL, 1, 4);
	add_file_line(&a, RECORD_RECOVERED, B, hex, NULL, 1, 3);
	forge_put(&a, path, A);
	buf_adds(&b.bytes, "{\"x");
	forge_put(&b, path, B);
	forge_put(&c, path, "c.jsonl");
	r = verify(s, path, NULL);
	assert_false(r.broken);
	assert_int_equal(file_of(&r, B)->torn_bytes, 3);
	/* … and that line is. */
	a = (struct forged){.digits = 1};
	forge_first(&a, "live");
	add_file_line(&a, RECORD_RECOVERED, B, ZEROS, NULL, 1, 3);
	forge_put(&a, path, A);
	r = verify(s, path, NULL);
	assert_true(r.broken);
	assert_int_equal(file_of(&r, B)->bad_line, 2);
	/* In a file that ends at a bad line nothing is a tail. */
	scene_add(arena_printf(&s->arena, "%s/" B, path), "}\n{\"x", 5);
	r = verify(s, path, NULL);
	assert_true(r.broken);
	assert_string_equal(file_of(&r, B)->bad_why,
			    "the line is not a JSON object");
}

/* An id twice in one file, in two; and the one that is all zeros. */
static void
ids_that_stand_twice_are_found_whatever_they_are(void **state)
{
	static const char *const ids[] = {"0000000000000000",
					  "1111111111111111"};
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);

	for (int i = 0; i < 2; i++) {
		struct forged a = {.digits = 1};
		struct record note = scene_note("one");
		struct verify_result r;

		forge_first(&a, "live");
		note.id = ids[i];
		forge(&a, &note);
		note.text = "another";
		forge(&a, &note);
		forge_put(&a, path, A);
		r = verify(s, path, NULL);
		assert_true(r.broken);
		assert_int_equal(file_of(&r, A)->bad_line, 3);
		assert_non_null(strstr(file_of(&r, A)->bad_why,
				       "stands in the file already"));
	}
}

/* --- what lies beside the journals */

static void
put_file(struct scene *s, const char *path, const char *name, const char *text)
{
	const char *whole = arena_printf(&s->arena, "%s/%s", path, name);
	char *slash = strrchr(whole, '/');

	*slash = '\0';
	(void)mkdir(whole, 0700);
	*slash = '/';
	scene_put(whole, text, strlen(text));
}

static void
kept_files_are_looked_for_by_any_name(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1};
	char hex[HASH_HEX_SIZE];
	struct record_file files[] = {
		{.file = "playbooks/x.yaml", .sha256 = NULL},
		{.file = NULL, .sha256 = ZEROS},
		{.file = "playbooksx.yaml", .sha256 = ZEROS}, /* not there */
		{.file = "y.yaml", .sha256 = ZEROS},          /* nor this */
		{.file = "x.yaml", .sha256 = NULL},
	};
	struct record_open open = {
		.playbook = "p", .files = files, .file_count = 5};
	struct record_then then = {.opens = &open, .open_count = 1};
	struct record_more more = {.files = files, .file_count = 5};
	struct verify_result r;

	hash_hex("foo", 3, hex);
	files[0].sha256 = files[4].sha256 = hex;
	put_file(s, path, "playbooks/x.yaml", "foo");
	put_file(s, path, "documents/letter.txt", "foo");
	put_file(s, path, "seals/seal.txt", "foo");
	put_file(s, path, "evidence/sha256-1", "foo");
	forge_first(&a, "live");
	forge(&a, &(struct record){
			  .kind = RECORD_OPEN, .more = &more, .then = &then});
	add_file_line(&a, RECORD_DOCUMENT, "documents/letter.txt", hex, NULL, 0,
		      0);
	add_file_line(&a, RECORD_SEAL, "seal.txt", hex, NULL, 0, 0);
	add_file_line(&a, RECORD_EVIDENCE, "sha256-1", hex, NULL, 0, 0);
	add_file_line(&a, RECORD_EVIDENCE, "sha256-2", hex, NULL, 0, 0);
	add_file_line(&a, RECORD_EVIDENCE, "sha256-3", hex, NULL, 0, 0);
	forge_put(&a, path, A);
	r = verify(s, path, NULL);
	assert_false(r.broken);
	assert_string_equal(r.playbook_missing_name, "playbooksx.yaml");
	assert_string_equal(r.evidence_missing_name, "sha256-2");
	/* The first that is bad is named, of each kind. */
	put_file(s, path, "seals/seal.txt", "bar");
	put_file(s, path, "evidence/sha256-1", "bar");
	put_file(s, path, "playbooks/x.yaml", "bar");
	put_file(s, path, "playbooks/y.yaml", "bar");
	r = verify(s, path, NULL);
	assert_true(r.broken && r.evidence_bad && r.playbooks_bad);
	assert_string_equal(r.evidence_bad_name, "seal.txt");
	assert_string_equal(r.playbook_bad_name, "playbooks/x.yaml");
}

static void
a_kept_file_with_two_hashes_or_a_way_out_is_bad(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct verify_result r;
	struct forged a = {.digits = 1};
	char hex[HASH_HEX_SIZE];

	hash_hex("foo", 3, hex);
	put_file(s, path, "evidence/sha256-1", "foo");
	forge_first(&a, "live");
	add_file_line(&a, RECORD_EVIDENCE, "sha256-1", hex, NULL, 0, 0);
	add_file_line(&a, RECORD_EVIDENCE, "sha256-1", ZEROS, NULL, 0, 0);
	forge_put(&a, path, A);
	assert_true(verify(s, path, NULL).evidence_bad);
	a = (struct forged){.digits = 1};
	forge_first(&a, "live");
	add_file_line(&a, RECORD_EVIDENCE, "../" A, hex, NULL, 0, 0);
	forge_put(&a, path, A);
	r = verify(s, path, NULL);
	assert_true(r.broken);
	assert_string_equal(r.evidence_bad_name, "../" A);
}

/* --- seals over such lines */

static void
a_seal_takes_only_evidence_that_has_a_hash(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1};
	char hex[HASH_HEX_SIZE];
	struct verify_result r;
	struct seal seal;
	struct folder f;

	hash_hex("foo", 3, hex);
	put_file(s, path, arena_printf(&s->arena, "evidence/sha256-%s", hex),
		 "foo");
	forge_first(&a, "live");
	add_file_line(&a, RECORD_EVIDENCE, "x", NULL, NULL, 0, 3);
	add_file_line(&a, RECORD_EVIDENCE, "x", NOT_HEX, NULL, 0, 3);
	add_file_line(&a, RECORD_EVIDENCE, "x", hex, NULL, 0, 3);
	add_file_line(&a, RECORD_EVIDENCE, "y", hex, NULL, 0, 3);
	add_file_line(&a, RECORD_EVIDENCE, "z", ZEROS, NULL, 0, 3);
	add_file_line(&a, RECORD_EVIDENCE, "z", &ZEROS[1], NULL, 0, 3);
	forge_put(&a, path, A);
	scene_put(arena_printf(&s->arena, "%s/empty.jsonl", path), "", 0);
	forge_open(s, path, &f);
	assert_true(seal_make(&f, NULL, NOON, &s->arena, &seal, &s->err));
	assert_int_equal(seal.journal_count, 1);
	assert_int_equal(seal.evidence_count, 2);
	assert_string_equal(seal.reason, "");
	f.read_only = true;
	folder_close(&f);
	/* Two that are gone: the first is named. */
	seal.evidence[1].sha256 = seal.evidence[0].sha256;
	r = verify(s, path, &(struct verify_anchor){.seal = &seal});
	assert_true(r.broken);
	assert_non_null(strstr(r.evidence_gone_name, "sha256-0000"));
	/* Two that are changed: the same. */
	seal.evidence[0].sha256 = seal.evidence[1].sha256 = hex;
	put_file(s, path, arena_printf(&s->arena, "evidence/sha256-%s", hex),
		 "bar");
	r = verify(s, path, &(struct verify_anchor){.seal = &seal});
	assert_true(r.broken && r.evidence_bad);
}

/* One that names less of a journal after one that named more. */
static void
a_seal_vouches_as_far_as_the_highest_line(void **state)
{
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct forged a = {.digits = 1};
	char heads[2][65];
	struct seal_journal journals[2];
	struct seal seal = {.incident = FORGED_ID,
			    .journals = journals,
			    .journal_count = 2,
			    .file = "seal.txt"};
	struct verify_result r;

	forge_first(&a, "live");
	memcpy(heads[0], a.head, 65);
	forge_note(&a, "two");
	memcpy(heads[1], a.head, 65);
	forge_put(&a, path, A);
	journals[0] =
		(struct seal_journal){.file = A, .lines = 2, .head = heads[1]};
	journals[1] =
		(struct seal_journal){.file = A, .lines = 1, .head = heads[0]};
	r = verify(s, path, &(struct verify_anchor){.seal = &seal});
	assert_false(r.broken);
	assert_int_equal(file_of(&r, A)->sealed, 2);
	assert_true(r.anchored);
	seal.incident = "bbbbbbbb000000000000000000000001";
	r = verify(s, path, &(struct verify_anchor){.seal = &seal});
	assert_true(r.seal_foreign);
}

/* A line of another program may lack the incident: it counts for none. */
static void
a_line_of_no_incident_is_of_another(void **state)
{
	static const char line[] = "{\"kind\":\"note\",\"n\":1,\"id\":\"a\","
				   "\"time\":\"2026-11-22T10:15:02.123Z\"}\n";
	struct scene *s = *state;
	const char *path = forge_folder(s, s->paths.incidents);
	struct seal seal = {.incident = FORGED_ID, .file = "seal.txt"};
	struct forged a = {.digits = 1};
	struct verify_result r;
	char here[512];

	forge_first(&a, "live");
	forge_put(&a, path, A);
	scene_put(arena_printf(&s->arena, "%s/" B, path), line,
		  sizeof(line) - 1);
	r = verify(s, path, NULL);
	assert_true(r.broken);
	assert_string_equal(file_of(&r, B)->bad_why,
			    "it is of another incident");
	assert_int_equal(file_of(&r, A)->bad_line, 0);
	/* One file alone, by its bare name. */
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(path), 0);
	assert_true(verify_one(A, &s->arena, &r));
	assert_false(r.broken);
	assert_true(verify_one_anchored(
		A, &(struct verify_anchor){.seal = &seal}, &s->arena, &r));
	assert_false(r.seal_foreign);
	assert_true(verify_one_anchored(
		B, &(struct verify_anchor){.seal = &seal}, &s->arena, &r));
	assert_true(r.seal_foreign);
	seal.incident = "bbbbbbbb000000000000000000000001";
	assert_true(verify_one_anchored(
		A, &(struct verify_anchor){.seal = &seal}, &s->arena, &r));
	assert_true(r.seal_foreign);
	assert_false(verify_one("none.jsonl", &s->arena, &r));
	assert_int_equal(chdir(here), 0);
	assert_false(verify_one("/none.jsonl", &s->arena, &r));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(heads_that_name_nothing_are_passed_over),
		SCENE_TEST(the_heads_in_a_seals_line_count),
		SCENE_TEST(what_is_told_of_another_tail_is_no_accusation),
		SCENE_TEST(ids_that_stand_twice_are_found_whatever_they_are),
		SCENE_TEST(kept_files_are_looked_for_by_any_name),
		SCENE_TEST(a_kept_file_with_two_hashes_or_a_way_out_is_bad),
		SCENE_TEST(a_seal_takes_only_evidence_that_has_a_hash),
		SCENE_TEST(a_seal_vouches_as_far_as_the_highest_line),
		SCENE_TEST(a_line_of_no_incident_is_of_another),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

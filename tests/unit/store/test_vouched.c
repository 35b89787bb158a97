/* What vouches for the end of a journal, and what only seems to. */
#include "unit/store/scene.h"

#include "base/buf.h"
#include "base/hash.h"
#include "store/seal.h"
#include "store/verify.h"

/* A station that shares nothing but the folder. */
static struct paths
other_station(struct scene *s)
{
	struct paths other = s->paths;

	other.state = arena_printf(&s->arena, "%s/state-of-another", s->root);
	return other;
}

static struct verify_result
verify_at(struct scene *s, const struct paths *p, const struct folder *was,
	  const struct verify_anchor *anchor)
{
	struct incident_place place = scene_place(was);
	struct verify_result result;
	struct folder f;

	assert_true(folder_open(p, &place, &s->who, &s->arena, &f, &s->err));
	f.read_only = true;
	verify_anchored(&f, p, anchor, &s->arena, &result);
	folder_close(&f);
	return result;
}

static struct verify_result
verify(struct scene *s, const struct folder *was, const char *head)
{
	return verify_at(s, &s->paths, was,
			 &(struct verify_anchor){.head = head});
}

/* As every command does: it leaves marks. */
static void
look(struct scene *s, const struct paths *p, const struct folder *was)
{
	struct incident_place place = scene_place(was);
	struct folder f;

	assert_true(folder_open(p, &place, &s->who, &s->arena, &f, &s->err));
	folder_close(&f);
}

/* Whoever has looked remembers how far: it proves what changes from then on. */
static void
to_have_read_a_journal_is_no_anchor(void **state)
{
	struct scene *s = *state;
	const struct verify_anchor none = {0};
	struct paths other = other_station(s);
	struct verify_result r;
	const char *path;
	struct folder f;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	r = verify(s, &f, NULL);
	assert_true(r.anchored && r.files[0].marked);
	look(s, &other, &f);
	r = verify_at(s, &other, &f, &none);
	assert_false(r.broken);
	assert_false(r.files[0].marked);
	assert_int_equal(r.files[0].read_before, r.files[0].lines);
	assert_false(r.anchored);

	/* It is no less of an alarm. */
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	bytes[len - 5] = '?';
	scene_put(path, bytes, len);
	r = verify_at(s, &other, &f, &none);
	assert_true(r.broken);
}

static void
a_head_with_digits_too_many_is_none(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct folder f;

	scene_written(s, &f, 2);
	r = verify(s, &f, NULL);
	assert_true(verify(s, &f, r.files[0].head).head_found);
	r = verify(s, &f, arena_printf(&s->arena, "%sffff", r.files[0].head));
	assert_true(r.broken && !r.head_found);
	r = verify(s, &f, arena_printf(&s->arena, "%s0", r.files[0].head));
	assert_true(r.broken && !r.head_found);
}

static void
keep_evidence(struct scene *s, struct folder *f, const char *bytes,
	      const char **path)
{
	struct record_more more = {.name = "a log", .how = "Copied"};
	const struct record entry = {.kind = RECORD_EVIDENCE,
				     .role = "it",
				     .text = "Note",
				     .more = &more};
	char hex[HASH_HEX_SIZE];

	hash_hex(bytes, strlen(bytes), hex);
	more.sha256 = hex;
	more.file = arena_printf(&s->arena, "sha256-%s", hex);
	more.bytes = (struct number){(int64_t)strlen(bytes), true};
	*path = arena_printf(&s->arena, "%s/evidence/%s", f->path, more.file);
	scene_put(*path, bytes, strlen(bytes));
	assert_int_equal(folder_append(f, &entry, NOON, NULL, NULL, &s->err),
			 JOURNAL_SAVED);
}

static void
what_a_seal_names_may_not_be_gone(void **state)
{
	struct scene *s = *state;
	struct verify_anchor anchor = {0};
	struct verify_result r;
	const char *path;
	struct seal seal;
	struct folder f;

	scene_create(s, &f);
	scene_append(s, &f, "Something was seen.", NOON);
	keep_evidence(s, &f, "one\n", &path);
	assert_true(seal_make(&f, "over", NOON, &s->arena, &seal, &s->err));
	folder_close(&f);
	anchor.seal = &seal;
	assert_int_equal(seal.evidence_count, 1);
	r = verify_at(s, &s->paths, &f, &anchor);
	assert_false(r.broken);
	assert_int_equal(unlink(path), 0);
	r = verify_at(s, &s->paths, &f, &anchor);
	assert_true(r.broken);
	assert_string_equal(r.evidence_gone_name, strrchr(path, '/') + 1);
	/* Without the seal nobody knows whether it was to come along. */
	r = verify(s, &f, NULL);
	assert_false(r.broken);
	assert_null(r.evidence_gone_name);
	assert_non_null(r.evidence_missing_name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(to_have_read_a_journal_is_no_anchor),
		SCENE_TEST(a_head_with_digits_too_many_is_none),
		SCENE_TEST(what_a_seal_names_may_not_be_gone),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

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

/* People tidy up after sync programs: what stands elsewhere is not gone. */
static void
a_copy_whose_lines_stand_elsewhere_may_go(void **state)
{
	struct scene *s = *state;
	struct verify_anchor anchor = {0};
	struct verify_result r;
	const char *path, *copy;
	struct seal seal;
	struct folder f;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	copy = arena_printf(&s->arena, "%s/zz.sync-conflict.jsonl", f.path);
	scene_put(copy, bytes, len);
	look(s, &s->paths, &f);
	scene_open(s, &f, &f);
	scene_append(s, &f, "The copy is named now.", NOON + 60000);
	assert_true(seal_make(&f, "over", NOON, &s->arena, &seal, &s->err));
	folder_close(&f);
	anchor.seal = &seal;
	assert_int_equal(unlink(copy), 0);
	r = verify_at(s, &s->paths, &f, &anchor);
	assert_false(r.broken);
	assert_int_equal(r.missing, 0);
	scene_open(s, &f, &f);
	assert_int_equal(f.alarm_count, 0);
	folder_close(&f);

	/* With a line of its own it is missed. */
	copy = arena_printf(&s->arena, "%s/zz.another.jsonl", f.path);
	bytes[len - 5] = '?';
	scene_put(copy, bytes, len);
	look(s, &s->paths, &f);
	assert_int_equal(unlink(copy), 0);
	r = verify(s, &f, NULL);
	assert_true(r.broken);
	scene_open(s, &f, &f);
	assert_int_equal(f.alarm_count, 1);
	folder_close(&f);
}

/* One journal that names `names` journals which there never were. */
static void
put_inventions(struct scene *s, const struct folder *f, unsigned names)
{
	struct record r = scene_note("x");
	struct record_head seen[32];
	struct buf out = {0};
	char head[65] = ZEROS;
	struct folder was;

	scene_open(s, f, &was);
	r.salt = "0123456789abcdef";
	r.incident = arena_strdup(&s->arena, was.id);
	folder_close(&was);
	r.seen = seen;
	r.seen_count = 32;
	r.time = NOON;
	for (unsigned i = 0; i < names; i += 32) {
		size_t from = out.len;

		for (unsigned k = 0; k < 32; k++)
			seen[k] = (struct record_head){
				.file = arena_printf(&s->arena, "x-%06u.jsonl",
						     i + k),
				.n = 1,
				.head = ZEROS,
			};
		r.prev = head;
		r.n = (int64_t)i / 32 + 1;
		r.id = arena_printf(&s->arena, "%016x", i + 1);
		record_write(&r, &out);
		hash_hex(out.bytes + from, out.len - from, head);
	}
	scene_put(arena_printf(&s->arena, "%s/00.jsonl", f->path), out.bytes,
		  out.len);
	buf_fini(&out);
}

static void
many_invented_names_take_little_memory(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct folder f;
	size_t used;

	scene_written(s, &f, 1);
	put_inventions(s, &f, 9600);
	used = s->arena.used;
	r = verify(s, &f, NULL);
	used = s->arena.used - used;
	assert_int_equal(r.missing, 9600);
	assert_int_equal(r.file_count, 9602);
	if (used > (size_t)64 << 20)
		fail_msg("%zu MiB", used >> 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(to_have_read_a_journal_is_no_anchor),
		SCENE_TEST(a_head_with_digits_too_many_is_none),
		SCENE_TEST(what_a_seal_names_may_not_be_gone),
		SCENE_TEST(a_copy_whose_lines_stand_elsewhere_may_go),
		SCENE_TEST(many_invented_names_take_little_memory),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

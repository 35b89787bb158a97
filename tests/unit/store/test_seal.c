/* Seals: one form, over everything, and what they say of a changed journal. */
#include "unit/store/scene.h"

#include "base/buf.h"
#include "store/seal.h"
#include "store/verify.h"

#define HEAD "bc4398cb26f1a0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899"

static const char whole[] =
	"draaiboek-seal v1 incident=9a1f33c0d2e4f6a8b0c2d4e6f8a0b2c4 "
	"station=desk time=2026-11-22T11:00:00.000Z reason=shift change\n"
	"journal 20261122T101502Z-desk-77c0b2aa.jsonl lines=205 bytes=68421 "
	"head=" HEAD "\n"
	"journal a copy (2).jsonl lines=1 bytes=300 head=" HEAD "\n"
	"evidence sha256-" HEAD " size=0\n";

static bool
reads(struct scene *s, const char *text, struct seal *seal)
{
	return seal_read(text, strlen(text), &s->arena, seal);
}

static void
a_seal_is_read_and_written_back(void **state)
{
	struct scene *s = *state;
	struct buf b = {0};
	struct seal seal;
	char hex[HASH_HEX_SIZE];

	assert_true(reads(s, whole, &seal));
	assert_string_equal(seal.station, "desk");
	assert_string_equal(seal.reason, "shift change");
	assert_int_equal(seal.journal_count, 2);
	assert_int_equal(seal.journals[0].lines, 205);
	assert_string_equal(seal.journals[1].file, "a copy (2).jsonl");
	assert_int_equal(seal.evidence_count, 1);
	hash_hex(whole, strlen(whole), hex);
	assert_string_equal(seal.sha256, hex);
	seal_write(&seal, &b);
	assert_string_equal(buf_text(&b), whole);
	buf_fini(&b);
}

/* Every changed byte is another seal, or none; nothing else happens. */
static void
no_changed_byte_gives_the_same_seal(void **state)
{
	struct scene *s = *state;
	char text[sizeof(whole)];
	struct seal was, seal;
	unsigned read = 0;

	assert_true(reads(s, whole, &was));
	for (size_t i = 0; i + 1 < sizeof(whole); i++)
		for (int bit = 0; bit < 8; bit++) {
			memcpy(text, whole, sizeof(whole));
			text[i] = (char)(text[i] ^ 1 << bit);
			if (!seal_read(text, sizeof(whole) - 1, &s->arena,
				       &seal))
				continue;
			read++;
			assert_string_not_equal(seal.sha256, was.sha256);
		}
	assert_true(read > 0);
}

static void
what_is_cut_or_has_more_is_no_seal(void **state)
{
	struct scene *s = *state;
	static const char *const wrong[] = {
		"",
		"\n",
		"draaiboek-seal v2 incident=9a1f33c0d2e4f6a8b0c2d4e6f8a0b2c4 "
		"station=a time=2026-11-22T11:00:00.000Z reason=\n",
		"draaiboek-seal v1 incident=9a1f station=a "
		"time=2026-11-22T11:00:00.000Z reason=\n",
		"journal a.jsonl lines=1 bytes=1 head=" HEAD "\n",
	};
	static const char *const more[] = {
		"journal ../a.jsonl lines=1 bytes=1 head=" HEAD "\n",
		"journal a.txt lines=1 bytes=1 head=" HEAD "\n",
		"journal a.jsonl lines=0 bytes=1 head=" HEAD "\n",
		"journal a.jsonl lines=01 bytes=1 head=" HEAD "\n",
		"journal a.jsonl lines=-1 bytes=1 head=" HEAD "\n",
		"journal a.jsonl lines=9999999999999999999 bytes=1 "
		"head=" HEAD "\n",
		"journal a.jsonl bytes=1 lines=1 head=" HEAD "\n",
		"journal a.jsonl lines=1 bytes=1 head=abc\n",
		"evidence md5-" HEAD " size=1\n",
		"evidence sha256-" HEAD "\n",
		"evidence\n",
		"journal\n",
		"else\n",
		"\n",
	};
	struct seal seal;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (reads(s, wrong[i], &seal))
			fail_msg("this was read: %s", wrong[i]);
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++)
		if (reads(s, arena_printf(&s->arena, "%s%s", whole, more[i]),
			  &seal))
			fail_msg("this was read: %s", more[i]);
	for (size_t len = 0; len + 1 < sizeof(whole); len++)
		if (seal_read(whole, len, &s->arena, &seal) &&
		    whole[len - 1] != '\n')
			fail_msg("%zu bytes were read", len);
}

/* --- over an incident */

static struct verify_result
verify(struct scene *s, const struct folder *was, const struct seal *seal)
{
	struct verify_anchor anchor = {.seal = seal};
	struct verify_result result;
	struct folder f;

	scene_open(s, was, &f);
	f.read_only = true;
	verify_anchored(&f, NULL, &anchor, &s->arena, &result);
	folder_close(&f);
	return result;
}

static void
sealed(struct scene *s, struct folder *f, int notes, struct seal *seal)
{
	scene_create(s, f);
	for (int i = 0; i < notes; i++)
		scene_append(s, f, "Something was seen.", NOON + i);
	assert_true(seal_make(f, "two\nlines", NOON, &s->arena, seal, &s->err));
}

static void
a_seal_vouches_for_the_last_line(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct seal seal, again;
	const char *unread;
	struct stat st;
	struct folder f;

	sealed(s, &f, 3, &seal);
	assert_int_equal(seal.journal_count, 1);
	assert_int_equal(fstatat(f.fd,
				 arena_printf(&s->arena, "seals/%s", seal.file),
				 &st, 0),
			 0);
	assert_int_equal(st.st_mode & 07777, 0440);
	assert_int_equal(seal.journals[0].bytes, (int64_t)f.files[0]->bytes);
	/* What was written is what is read. */
	assert_true(seal_find(&f, seal.sha256, &s->arena, &again, &unread));
	assert_string_equal(again.file, seal.file);
	assert_null(strchr(again.reason, '\n'));
	assert_false(seal_find(&f, HEAD, &s->arena, &again, &unread));
	folder_close(&f);
	r = verify(s, &f, NULL);
	assert_false(r.broken);
	assert_false(r.anchored);
	r = verify(s, &f, &seal);
	assert_false(r.broken);
	assert_true(r.anchored);
	assert_int_equal(r.files[0].sealed, r.files[0].lines);
}

static void
what_is_behind_the_seal_is_not_vouched_for(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct seal seal;
	struct folder f;

	sealed(s, &f, 3, &seal);
	scene_append(s, &f, "And more.", NOON + 10);
	folder_close(&f);
	r = verify(s, &f, &seal);
	assert_false(r.broken);
	assert_false(r.anchored);
	assert_int_equal(r.files[0].sealed + 1, r.files[0].lines);
}

static void
a_changed_last_line_and_a_cut_end_are_found(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct seal seal;
	struct folder f;
	const char *path;
	char *bytes, *at;
	size_t len, last;
	int fd;

	sealed(s, &f, 3, &seal);
	folder_close(&f);
	path = scene_journal(s, &f, 0);
	bytes = scene_bytes(s, path, &len);
	at = bytes + len - 10;
	fd = open(path, O_WRONLY);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "?", 1, at - bytes), 1);
	r = verify(s, &f, NULL);
	assert_false(r.broken); /* nobody can tell */
	r = verify(s, &f, &seal);
	assert_true(r.broken);
	assert_int_equal(r.files[0].bad_line, r.files[0].lines);
	last = len - 1;
	while (bytes[last - 1] != '\n')
		last--;
	assert_int_equal(ftruncate(fd, (off_t)last), 0);
	close(fd);
	r = verify(s, &f, NULL);
	assert_false(r.broken);
	r = verify(s, &f, &seal);
	assert_true(r.broken);
	assert_int_equal(r.files[0].bad_line, r.files[0].lines + 1);
	assert_int_equal(unlink(path), 0);
	r = verify(s, &f, &seal);
	assert_true(r.broken);
	assert_false(r.seal_foreign);
	assert_int_equal(r.missing, 1);
}

static void
a_seal_of_another_incident_proves_nothing(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct seal seal;
	struct folder f;

	sealed(s, &f, 1, &seal);
	folder_close(&f);
	seal.incident = "9a1f33c0d2e4f6a8b0c2d4e6f8a0b2c4";
	r = verify(s, &f, &seal);
	assert_true(r.seal_foreign);
	assert_true(r.broken);
	assert_int_equal(r.files[0].sealed, 0);
}

static void
one_file_alone_can_be_compared_with_a_seal(void **state)
{
	struct scene *s = *state;
	struct verify_anchor anchor = {0};
	struct verify_result r;
	struct seal seal;
	struct folder f;

	sealed(s, &f, 2, &seal);
	folder_close(&f);
	anchor.seal = &seal;
	assert_true(verify_one_anchored(scene_journal(s, &f, 0), &anchor,
					&s->arena, &r));
	assert_false(r.broken);
	assert_true(r.anchored);
	seal.journals[0].head = HEAD;
	assert_true(verify_one_anchored(scene_journal(s, &f, 0), &anchor,
					&s->arena, &r));
	assert_true(r.broken);
	assert_int_equal(r.files[0].bad_line, r.files[0].lines);
	seal.journals[0].lines += 5;
	assert_true(verify_one_anchored(scene_journal(s, &f, 0), &anchor,
					&s->arena, &r));
	assert_true(r.broken);
	assert_int_equal(r.files[0].bad_line, r.files[0].lines + 1);
}

static void
the_newest_journals_go_into_the_line(void **state)
{
	struct scene *s = *state;
	struct seal_journal journals[SEAL_MOST_HEADS + 3];
	struct seal seal = {.journals = journals,
			    .journal_count = SEAL_MOST_HEADS + 3};
	struct record_head *heads;
	unsigned count;

	for (int i = 0; i < SEAL_MOST_HEADS + 3; i++)
		journals[i] = (struct seal_journal){
			.file = arena_printf(&s->arena, "%03d.jsonl", i),
			.lines = i + 1,
			.head = HEAD,
		};
	heads = seal_heads(&seal, &s->arena, &count);
	assert_int_equal(count, SEAL_MOST_HEADS);
	assert_string_equal(heads[0].file, "003.jsonl");
	assert_int_equal(heads[count - 1].n, SEAL_MOST_HEADS + 3);
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, scene_setup, scene_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_seal_is_read_and_written_back),
		TEST(no_changed_byte_gives_the_same_seal),
		TEST(what_is_cut_or_has_more_is_no_seal),
		TEST(a_seal_vouches_for_the_last_line),
		TEST(what_is_behind_the_seal_is_not_vouched_for),
		TEST(a_changed_last_line_and_a_cut_end_are_found),
		TEST(a_seal_of_another_incident_proves_nothing),
		TEST(one_file_alone_can_be_compared_with_a_seal),
		TEST(the_newest_journals_go_into_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

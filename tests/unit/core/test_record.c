#include "core/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stamp.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define HEAD(kind)                                                             \
	"{\"prev\":\"" ZEROS "\",\"salt\":\"0123456789abcdef\","               \
	"\"incident\":\"9a1f33c0000000000000000000000001\",\"n\":3,"           \
	"\"id\":\"77c0b2aa11223344\",\"time\":\"2026-11-22T10:15:02.123Z\","   \
	"\"kind\":\"" kind "\""

#define BARE(n, kind)                                                          \
	"{\"n\":" n ",\"time\":\"1970-01-01T00:00:00.000Z\",\"kind\":\"" kind  \
	"\""

static const char *const names[] = {
	"journal",    "open",     "title",         "join",
	"leave",      "playbook", "playbook-stop", "item",
	"decide",     "pending",  "withdraw",      "skip",
	"reopen",     "fact",     "row",           "note",
	"action",     "decision", "tell",          "take",
	"ask",        "answer",   "handover",      "deadline",
	"contact",    "evidence", "document",      "inject",
	"observe",    "pause",    "severity",      "emergency-phase",
	"correct",    "seal",     "recovered",     "failover",
	"witness",    "clock",    "link",          "close",
	"open-again",
};

/* One line of each shape, in the canonical form. */
static const char *const lines[] = {
	HEAD("witness") "}",
	HEAD("title") ",\"role\":\"it\",\"actor\":\"A\",\"typed\":\"B\","
		      "\"via\":\"phone\",\"title\":\"Town \\\"hall\\\" "
		      "\\\\ \\b\\f\\n\\r\\t \\u0001\\u007f\\u00e9\\u20ac"
		      "\\ud83d\\udd25 /\"}",
	HEAD("journal") ",\"format\":1,\"program\":\"0.1.0\",\"mode\":\"live\","
			"\"station\":\"laptop7\",\"machine\":\"m\","
			"\"boot\":\"b\"}",
	HEAD("open") ",\"title\":\"t\",\"mode\":\"live\",\"tlp\":\"amber\","
		     "\"language\":\"nl\",\"organisation\":\"o\","
		     "\"zone\":\"Europe/Brussels\",\"files\":[{\"file\":\"a\","
		     "\"sha256\":\"" ZEROS "\"},{\"file\":\"b\"}],\"sets\":["
		     "{\"fact\":\"organisation.nis2\",\"value\":\"no\"}]}",
	HEAD("playbook") ",\"playbook\":\"rw\",\"version\":\"1\",\"files\":["
			 "{\"file\":\"a\",\"sha256\":\"x\"}],\"steps\":["
			 "{\"step\":\"rw/it/isolate\",\"visit\":1}]}",
	HEAD("item") ",\"item\":\"rw/it/isolate/cable\",\"visit\":0,"
		     "\"same-as\":\"crisis/it/x/y\",\"state\":\"later\","
		     "\"text\":\"Cable\",\"language\":\"en\","
		     "\"until\":\"2026-11-22T11:00:00.000Z\",\"to\":\"it\","
		     "\"reason\":\"r\",\"starts\":[{\"deadline\":\"gdpr\","
		     "\"from\":\"aware-at\",\"at\":\"2026-11-22T10:00:00."
		     "000Z\","
		     "\"due\":\"2026-11-25T10:00:00.000Z\"},{\"deadline\":"
		     "\"own\"}],\"meets\":[\"a\",\"b\"]}",
	HEAD("decide") ",\"step\":\"rw/it/"
		       "isolate\",\"visit\":2,\"title\":\"T\","
		       "\"language\":\"en\",\"choice\":\"unknown\","
		       "\"label\":\"I don't know\",\"as-if\":\"spread\","
		       "\"unknown\":true,\"reason\":\"r\",\"advice\":[{"
		       "\"role\":"
		       "\"police\",\"advice\":\"with\"}],\"decided-by\":"
		       "\"mayor\","
		       "\"ratify\":\"college\",\"override\":\"o\",\"of\":\"x\","
		       "\"confirms\":true,\"undoes\":[\"e1\"],\"stays\":true,"
		       "\"again\":\"2026-11-22T10:30:00.000Z\",\"repeat\":true,"
		       "\"goto\":[{\"step\":\"rw/it/"
		       "log\",\"visit\":1}],\"also\":["
		       "{\"step\":\"rw/it/a\",\"visit\":1},{\"step\":\"rw/it/"
		       "b\","
		       "\"visit\":2}],\"passed\":[{\"step\":\"rw/it/"
		       "c\",\"visit\":1,"
		       "\"why\":\"when\"}],\"enters\":[{\"step\":\"rw/it/d\","
		       "\"visit\":3}],\"sets\":[{\"fact\":\"f\",\"value\":"
		       "\"yes\","
		       "\"replaces\":[\"e0\"],\"certainty\":\"assumed\"}],"
		       "\"tells\":["
		       "{\"role\":\"management\",\"step\":\"rw/management/"
		       "inform\","
		       "\"message\":\"m\"}],\"opens\":[{\"playbook\":"
		       "\"crisis\","
		       "\"version\":\"1\",\"files\":[{\"file\":\"c\","
		       "\"sha256\":\"y\""
		       "}],\"steps\":[{\"step\":\"crisis/it/"
		       "x\",\"visit\":1}]}],"
		       "\"severity\":3,\"at\":\"2026-11-22T10:00:00.000Z\","
		       "\"seen\":[{\"file\":\"a.jsonl\",\"n\":12,\"head\":"
		       "\"" ZEROS "\"}]}",
	HEAD("inject") ",\"inject\":\"note\",\"act\":\"release\",\"to\":["
		       "\"it\",\"care\"],\"channel\":\"phone\"}",
	HEAD("severity") ",\"severity\":0,\"reason\":\"r\"}",
	HEAD("failover") ",\"file\":\"a.jsonl\",\"last\":7,\"head\":\"h\","
			 "\"error\":\"ENOSPC\"}",
	HEAD("recovered") ",\"file\":\"a.jsonl\",\"last\":7,\"head\":\"h\","
			  "\"bytes\":9,\"sha256\":\"s\"}",
	HEAD("clock") ",\"wall\":\"2026-11-22T10:15:02.123Z\",\"step\":4000}",
	HEAD("decision") ",\"text\":\"t\",\"options\":[\"a\",\"b\"],"
			 "\"chosen\":\"a\"}",
	HEAD("from-the-future") ",\"severity\":2}",
};

static struct arena arena;

static bool
read_line(const char *line, size_t len, struct record *r)
{
	const char *why = NULL;
	bool read = record_read(line, len, &arena, r, &why);

	assert_true(read || why);
	return read;
}

static struct record
reads(const char *line)
{
	struct record r;

	assert_true(read_line(line, strlen(line), &r));
	assert_int_equal(r.line_len, strlen(line));
	assert_string_equal(record_line(&r, &arena), line);
	return r;
}

static bool
writes(const struct record *r, const char *line, size_t len)
{
	struct buf out = {0};
	bool same;

	record_write(r, &out);
	same = out.len == len + 1 && out.bytes[len] == '\n' &&
	       memcmp(out.bytes, line, len) == 0;
	buf_fini(&out);
	return same;
}

static bool
writes_all(const struct record *r, const char *line)
{
	return writes(r, line, strlen(line));
}

static int
clear_arena(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static void
every_kind_has_its_name(void **state)
{
	(void)state;
	assert_int_equal(COUNT_OF(names), RECORD_KINDS - 1);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		enum record_kind kind = record_kind_of(names[i]);

		assert_int_equal(kind, i + 1);
		assert_string_equal(record_kind_name(kind), names[i]);
	}
	assert_int_equal(record_kind_of("rumour"), RECORD_OTHER);
	assert_int_equal(record_kind_of(""), RECORD_OTHER);
	assert_string_equal(record_kind_name(RECORD_OTHER), "other");
}

static void
a_canonical_line_is_written_back_byte_for_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct record r = reads(lines[i]);

		if (!r.canonical || r.has_unknown_keys)
			fail_msg("not canonical: %s", lines[i]);
		if (!writes_all(&r, lines[i]))
			fail_msg("differs: %s", lines[i]);
	}
}

static void
what_a_line_says_is_in_the_record(void **state)
{
	struct record r = reads(lines[6]);

	(void)state;
	assert_int_equal(r.kind, RECORD_DECIDE);
	assert_string_equal(r.kind_name, "decide");
	assert_int_equal(r.n, 3);
	assert_int_equal(r.time, INT64_C(1795342502123));
	assert_int_equal(record_happened(&r), INT64_C(1795341600000));
	assert_true(r.visit.set);
	assert_int_equal(r.visit.value, 2);
	assert_true(r.more->unknown && r.more->confirms && r.more->stays &&
		    r.more->repeat);
	assert_int_equal(r.then->also_count, 2);
	assert_string_equal(r.then->also[1].step, "rw/it/b");
	assert_int_equal(r.then->also[1].visit, 2);
	assert_string_equal(r.then->sets[0].replaces[0], "e0");
	assert_string_equal(r.then->opens[0].files[0].sha256, "y");
	assert_int_equal(r.seen[0].n, 12);
	assert_int_equal(r.more->severity.value, 3);
	r = reads(lines[1]);
	assert_string_equal(r.title, "Town \"hall\" \\ \b\f\n\r\t \x01\x7f"
				     "é€🔥 /");
	assert_false(r.at.set);
	assert_int_equal(record_happened(&r), r.time);
}

/* Whatever is read as canonical is exactly what would be written. */
static void
a_flipped_byte_is_refused_or_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		size_t len = strlen(lines[i]);
		char *line = test_malloc(len + 1);

		for (size_t at = 0; at < len; at++) {
			for (int bit = 0; bit < 8; bit++) {
				struct record r;

				memcpy(line, lines[i], len + 1);
				line[at] = (char)(line[at] ^ 1 << bit);
				if (!read_line(line, len, &r))
					continue;
				if (r.canonical)
					assert_true(writes(&r, line, len));
				assert_memory_equal(record_line(&r, &arena),
						    line, len);
			}
			arena_reset(&arena);
		}
		test_free(line);
	}
}

static void
a_shortened_line_is_no_record(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct record r;

		for (size_t len = 0; len < strlen(lines[i]); len++)
			assert_false(read_line(lines[i], len, &r));
		arena_reset(&arena);
	}
}

static void
another_form_of_the_same_is_read_but_not_canonical(void **state)
{
	static const char *const other[] = {
		HEAD("note") ",\"text\":\"a\" }",
		HEAD("note") ",\"text\":\"\\u0061\"}",
		HEAD("note") ",\"text\":\"\\u00E9\"}",
		HEAD("note") ",\"text\":\"a\\/b\"}",
		HEAD("note") ",\"text\":\"\\u0009\"}",
		HEAD("note") ",\"text\":\"\xc3\xa9\"}",
		HEAD("note") ",\"text\":\"\x7f\"}",
		HEAD("note") ",\"text\":\"\"}",
		HEAD("note") ",\"about\":\"x\",\"text\":\"a\"}",
		HEAD("note") ",\"text\":\"a\",\"goto\":[]}",
		HEAD("note") ",\"severity\":3,\"text\":\"a\"}",
		HEAD("decide") ",\"stays\":false}",
		HEAD("note") ",\"at\":\"2026-11-22T10:15Z\"}",
		HEAD("note") ",\"at\":\"2026-11-22T10:15:00.000+00:00\"}",
		" " HEAD("note") "}",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(other); i++) {
		struct record r = reads(other[i]);

		if (r.canonical)
			fail_msg("canonical: %s", other[i]);
		if (r.has_unknown_keys)
			fail_msg("unknown: %s", other[i]);
	}
}

static void
unknown_keys_and_types_are_kept_in_the_line_only(void **state)
{
	static const char *const newer[] = {
		HEAD("note") ",\"text\":\"a\",\"mood\":\"calm\"}",
		HEAD("note") ",\"text\":\"a\",\"visit\":1}",
		HEAD("note") ",\"text\":\"a\",\"severity\":-1}",
		HEAD("note") ",\"text\":\"a\",\"severity\":1.5}",
		HEAD("note") ",\"text\":\"a\",\"severity\":\"3\"}",
		HEAD("note") ",\"text\":\"a\",\"about\":7}",
		HEAD("note") ",\"text\":\"a\",\"goto\":{}}",
		HEAD("note") ",\"text\":\"a\",\"goto\":[1]}",
		HEAD("note") ",\"text\":\"a\",\"meets\":[\"x\",2]}",
		HEAD("note") ",\"text\":\"a\",\"at\":\"yesterday\"}",
		HEAD("note") ",\"text\":\"a\",\"goto\":[{\"step\":\"s\","
			     "\"visit\":1,\"colour\":2}]}",
		HEAD("note") ",\"text\":\"a\",\"about\":null}",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(newer); i++) {
		struct record r = reads(newer[i]);

		assert_string_equal(r.text, "a");
		assert_false(r.canonical);
		if (!r.has_unknown_keys)
			fail_msg("all known: %s", newer[i]);
		assert_false(r.more->severity.set);
	}
}

static void
an_unknown_kind_is_kept_with_what_is_known_of_it(void **state)
{
	struct record r =
		reads(HEAD("rumour") ",\"words\":\"x\",\"meets\":[\"gdpr\"]}");

	(void)state;
	assert_int_equal(r.kind, RECORD_OTHER);
	assert_string_equal(r.kind_name, "rumour");
	assert_true(r.has_unknown_keys);
	assert_string_equal(r.then->meets[0], "gdpr");
}

static void
what_is_no_record_is_refused_with_a_reason(void **state)
{
	static const char *const bad[] = {
		"",
		"{}",
		"[]",
		"null",
		"\"x\"",
		"{\"kind\":\"note\"}",
		"{\"kind\":\"note\",\"n\":1,\"id\":\"a\"}",
		"{\"kind\":\"note\",\"n\":0,\"id\":\"a\","
		"\"time\":\"2026-11-22T10:15:02.123Z\"}",
		"{\"kind\":\"note\",\"n\":1,\"id\":\"\","
		"\"time\":\"2026-11-22T10:15:02.123Z\"}",
		"{\"kind\":\"\",\"n\":1,\"id\":\"a\","
		"\"time\":\"2026-11-22T10:15:02.123Z\"}",
		"{\"kind\":\"note\",\"n\":1,\"id\":\"a\",\"time\":3}",
		HEAD("note") ",\"text\":\"a\",\"text\":\"b\"}",
		HEAD("note") ",\"text\":\"\\u0000\"}",
		HEAD("note") ",\"text\":\"\x01\"}",
		HEAD("note") ",\"text\":\"\xff\"}",
		HEAD("note") ",\"text\":\"\\ud83d\"}",
		HEAD("note") ",\"severity\":01}",
		HEAD("note") "}}",
	};
	struct record r;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (read_line(bad[i], strlen(bad[i]), &r))
			fail_msg("read: %s", bad[i]);
	assert_false(read_line("{\"a\":1}\0", 9, &r));
}

/* Nearly canonical: each is read as what it is, or not at all. */
static void
what_lacks_a_part_of_the_head_is_not_canonical(void **state)
{
	static const char *const parts[] = {
		"\"salt\":\"0123456789abcdef\",",
		"\"incident\":\"9a1f33c0000000000000000000000001\",",
		"\"id\":\"77c0b2aa11223344\",",
		"\"n\":3,",
		"\"time\":\"2026-11-22T10:15:02.123Z\",",
	};
	const char *whole = HEAD("note") ",\"text\":\"x\"}";
	struct record r;

	(void)state;
	assert_true(reads(whole).canonical);
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const char *at = strstr(whole, parts[i]);
		struct buf line = {0};
		bool read;

		assert_non_null(at);
		buf_add(&line, whole, (size_t)(at - whole));
		buf_adds(&line, at + strlen(parts[i]));
		read = read_line(line.bytes, line.len, &r);
		/* Without these two it has its place all the same. */
		assert_true(read == (i < 2));
		assert_true(!read || !r.canonical);
		buf_fini(&line);
	}
	r = (struct record){0};
	assert_null(record_line(&r, &arena));
}

static void
escapes_that_mean_nothing_are_refused(void **state)
{
	static const char *const bad[] = {
		HEAD("note") ",\"text\":\"\\ud83d\\u0041\"}",
		HEAD("note") ",\"text\":\"\\ud83d\\ue000\"}",
		HEAD("note") ",\"text\":\"\\x\"}",
	};
	const char nul[] = HEAD("note") ",\"text\":\"\\\0\"}";
	struct record r;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(read_line(bad[i], strlen(bad[i]), &r));
	assert_false(read_line(nul, sizeof(nul) - 1, &r));
}

static void
what_is_no_text_in_a_list_is_left_out(void **state)
{
	struct record r = reads(HEAD("note") ",\"meets\":[1,\"\",\"gdpr\"]}");
	const char *texts[] = {NULL, "a"};
	struct record_then then = {.meets = texts, .meet_count = 2};
	struct record_more *none = NULL;
	struct record decision = {.kind = RECORD_DECISION, .more = none};
	struct buf out = {0};
	size_t over;

	(void)state;
	assert_true(r.has_unknown_keys);
	assert_int_equal(r.then->meet_count, 1);
	assert_string_equal(r.then->meets[0], "gdpr");
	r = (struct record){.kind = RECORD_JOIN, .n = 1, .then = &then};
	record_write(&r, &out);
	assert_non_null(strstr(out.bytes, "\"meets\":[\"\",\"a\"]"));
	buf_fini(&out);
	/* Nothing is typed in what is not there. */
	assert_true(record_texts_fit(&decision, &over));
}

static void
a_line_above_the_limit_is_refused(void **state)
{
	struct buf line = {0};
	struct record r;

	(void)state;
	buf_adds(&line, HEAD("note") ",\"text\":\"");
	while (line.len < RECORD_LINE_MAX - 3)
		buf_addc(&line, 'x');
	buf_adds(&line, "\"}");
	assert_int_equal(line.len, RECORD_LINE_MAX - 1);
	assert_true(read_line(line.bytes, line.len, &r));
	assert_true(r.canonical);
	buf_addc(&line, ' ');
	assert_false(read_line(line.bytes, line.len, &r));
	buf_fini(&line);
}

static void
numbers_have_their_limits(void **state)
{
	struct record_more more = {.step_ms = {.set = true}};
	struct record r;

	(void)state;
	r = reads(HEAD("clock") ",\"step\":9223372036854775807}");
	assert_true(r.canonical);
	assert_true(r.more->step_ms.value == INT64_MAX);
	more.step_ms.value = -4;
	r = (struct record){.kind = RECORD_CLOCK, .more = &more};
	assert_true(writes_all(&r, BARE("0", "clock") "}"));
	assert_false(read_line(HEAD("clock") ",\"step\":9223372036854775808}",
			       strlen(HEAD("clock")) + 28, &r));
}

static void
keys_of_other_kinds_are_not_written(void **state)
{
	struct record r = {.kind = RECORD_JOIN,
			   .n = 1,
			   .text = "t",
			   .visit = {.set = true},
			   .role = "it",
			   .actor = ""};

	(void)state;
	assert_true(writes_all(&r, BARE("1", "join") ",\"role\":\"it\"}"));
}

static void
bytes_that_are_no_characters_become_replacements(void **state)
{
	struct record r = {
		.kind = RECORD_NOTE, .n = 1, .id = "a", .text = "x\xffy"};
	struct buf out = {0};
	struct record back;

	(void)state;
	record_write(&r, &out);
	assert_non_null(strstr(out.bytes, "\"x\\ufffdy\""));
	assert_true(read_line(out.bytes, out.len - 1, &back));
	buf_fini(&out);
}

static void
typed_texts_have_a_limit_in_characters_and_in_bytes(void **state)
{
	static char text[RECORD_TEXT_MAX * 4 + 8];
	struct record r = {.kind = RECORD_NOTE, .text = text};
	size_t over;

	(void)state;
	memset(text, 'x', RECORD_TEXT_MAX);
	assert_true(record_texts_fit(&r, &over));
	assert_int_equal(over, 0);
	text[RECORD_TEXT_MAX] = 'x';
	assert_false(record_texts_fit(&r, &over));
	assert_int_equal(over, 1);
	r.kind = RECORD_JOIN;
	assert_true(record_texts_fit(&r, &over));
	memset(text, 0, sizeof(text));
	for (int i = 0; i < 800; i++)
		strcat(text, "🔥");
	r.kind = RECORD_NOTE;
	assert_false(record_texts_fit(&r, &over));
	assert_int_equal(over, 800 - RECORD_TEXT_BYTES / 12);
}

static void
the_words_on_the_screen_are_not_typed(void **state)
{
	static char words[3000];
	const char *options[] = {words, "b"};
	struct record_more more = {.label = words};
	struct record r = {
		.kind = RECORD_DECIDE, .title = words, .more = &more};
	size_t over;

	(void)state;
	memset(words, 'x', sizeof(words) - 1);
	assert_true(record_texts_fit(&r, &over));
	r.reason = words;
	assert_false(record_texts_fit(&r, &over));
	assert_int_equal(over, 999);
	more = (struct record_more){.options = options, .option_count = 2};
	r = (struct record){.kind = RECORD_DECISION, .more = &more};
	assert_false(record_texts_fit(&r, &over));
	assert_int_equal(over, 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_its_name),
		cmocka_unit_test(
			a_canonical_line_is_written_back_byte_for_byte),
		cmocka_unit_test(what_a_line_says_is_in_the_record),
		cmocka_unit_test(a_flipped_byte_is_refused_or_seen),
		cmocka_unit_test(a_shortened_line_is_no_record),
		cmocka_unit_test(
			another_form_of_the_same_is_read_but_not_canonical),
		cmocka_unit_test(
			unknown_keys_and_types_are_kept_in_the_line_only),
		cmocka_unit_test(
			an_unknown_kind_is_kept_with_what_is_known_of_it),
		cmocka_unit_test(what_is_no_record_is_refused_with_a_reason),
		cmocka_unit_test(
			what_lacks_a_part_of_the_head_is_not_canonical),
		cmocka_unit_test(escapes_that_mean_nothing_are_refused),
		cmocka_unit_test(what_is_no_text_in_a_list_is_left_out),
		cmocka_unit_test(a_line_above_the_limit_is_refused),
		cmocka_unit_test(numbers_have_their_limits),
		cmocka_unit_test(keys_of_other_kinds_are_not_written),
		cmocka_unit_test(
			bytes_that_are_no_characters_become_replacements),
		cmocka_unit_test(
			typed_texts_have_a_limit_in_characters_and_in_bytes),
		cmocka_unit_test(the_words_on_the_screen_are_not_typed),
	};

	return cmocka_run_group_tests(tests, NULL, clear_arena);
}

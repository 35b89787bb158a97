/* Every change is found, at its line; what could not be checked is said. */
#include "unit/store/scene.h"

#include "base/buf.h"
#include "base/hash.h"
#include "core/library.h"
#include "store/verify.h"

static struct verify_result
verify(struct scene *s, const struct folder *was, bool marks, const char *head)
{
	struct verify_result result;
	struct folder f;

	scene_open(s, was, &f);
	f.read_only = true;
	verify_folder(&f, marks ? &s->paths : NULL, head, &s->arena, &result);
	folder_close(&f);
	return result;
}

/* A second station's process, that shares nothing but the folder. */
static struct paths
other_station(struct scene *s)
{
	struct paths other = s->paths;

	other.state = arena_printf(&s->arena, "%s/state-of-another", s->root);
	return other;
}

/* Two journals that know of each other; the first is closed at the end. */
static void
write_two(struct scene *s, struct folder *f)
{
	struct paths other = other_station(s);
	struct incident_place place;
	struct folder one, two;
	struct incident in;
	bool changed, again;

	scene_create(s, &one);
	*f = one;
	place = scene_place(&one);
	for (int i = 0; i < 3; i++)
		scene_append(s, &one, "Something was seen.", NOON + i);
	s->who.station = "phone";
	assert_true(
		folder_open(&other, &place, &s->who, &s->arena, &two, &s->err));
	s->who.station = "desk";
	incident_init(&in, &s->arena, NULL);
	folder_fold(&two, &in);
	scene_append(s, &two, "Heard by phone.", NOON + 10);
	scene_append(s, &one, "And again.", NOON + 20);
	assert_true(folder_refresh(&two, &in, &changed, &again, &s->err));
	scene_append(s, &two, "The end.", NOON + 30);
	folder_close(&one);
	folder_close(&two);
}

static void
an_honest_incident_holds(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct folder f;

	write_two(s, &f);
	r = verify(s, &f, true, NULL);
	assert_false(r.broken);
	assert_int_equal(r.file_count, 2);
	assert_true(strcmp(r.files[0].file, r.files[1].file) < 0);
	assert_int_equal(r.files[0].lines, 5);
	assert_true(r.files[0].marked);
	assert_int_equal(r.files[0].witnessed, 5);
	assert_int_equal(r.files[0].not_canonical, 0);
	assert_int_equal(strlen(r.files[0].head), 64);
	assert_int_equal(r.files[1].lines, 3);
	assert_false(r.files[1].marked);
	/* Nobody vouches for the last line of the second. */
	assert_int_equal(r.files[1].witnessed, 0);
	assert_false(r.anchored);
	assert_int_equal(r.missing, 0);
	r = verify(s, &f, true, r.files[1].head);
	assert_true(r.head_found);
	assert_true(r.files[1].by_head);
	assert_true(r.anchored);
}

/* A journal of an exercise, with this incident's id, beside a live one. */
static void
what_is_of_another_mode_is_never_ok(void **state)
{
	struct scene *s = *state;
	struct folder f, other;
	struct verify_result r;
	const char *path;
	size_t len;
	char *bytes;

	scene_written(s, &f, 2);
	assert_false(verify(s, &f, true, NULL).broken);
	assert_true(folder_create(&s->paths, "exercise", "x", NOON, &s->who,
				  &s->arena, &other, &s->err));
	memcpy(other.id, f.id, sizeof(other.id));
	scene_append(s, &other, "Nothing of this is real.", NOON);
	folder_close(&other);
	bytes = scene_bytes(s, scene_journal(s, &other, 0), &len);
	path = arena_printf(&s->arena, "%s/zz-exercise.jsonl", f.path);
	scene_put(path, bytes, len);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken);
	assert_int_equal(r.file_count, 2);
	assert_int_equal(r.files[0].bad_line, 0);
	assert_int_equal(r.files[1].bad_line, 1);
	assert_non_null(strstr(r.files[1].bad_why, "another mode"));
	/* By itself it is what it says. */
	assert_true(verify_one(path, &s->arena, &r));
	assert_false(r.broken);
}

/* Line of the byte at `at`, from 1. */
static size_t
line_at(const char *bytes, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

static void
set_byte(const char *path, size_t at, char byte)
{
	int fd = open(path, O_WRONLY);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
	close(fd);
}

static void
flip_each_byte(struct scene *s, const struct folder *f, bool marks, int bit)
{
	const char *path = scene_journal(s, f, 0);
	size_t len, lines;
	char *bytes = scene_bytes(s, path, &len);

	lines = line_at(bytes, len - 1);
	for (size_t at = 0; at < len; at++) {
		size_t line = line_at(bytes, at);
		struct verify_result r;

		if (!marks && line == lines)
			continue;
		set_byte(path, at, (char)(bytes[at] ^ 1 << bit));
		r = verify(s, f, marks, NULL);
		set_byte(path, at, bytes[at]);
		if (!r.broken)
			fail_msg("bit %d of byte %zu (line %zu) was not found",
				 bit, at, line);
		if (r.files[0].bad_line != line && (marks || line < lines - 1))
			fail_msg("bit %d of byte %zu of line %zu: named was "
				 "line %zu: %s",
				 bit, at, line, r.files[0].bad_line,
				 r.files[0].bad_why);
		assert_non_null(r.files[0].bad_why);
	}
	assert_false(verify(s, f, marks, NULL).broken);
}

static void
any_flipped_bit_is_found_in_its_line_on_the_station_that_wrote_it(void **state)
{
	struct scene *s = *state;
	struct folder f;

	scene_written(s, &f, 3);
	for (int bit = 0; bit < 8; bit++)
		flip_each_byte(s, &f, true, bit);
}

static void
elsewhere_any_flipped_bit_before_the_last_line_is_found(void **state)
{
	struct scene *s = *state;
	struct folder f;

	scene_written(s, &f, 3);
	flip_each_byte(s, &f, false, 0);
	flip_each_byte(s, &f, false, 5);
}

static void
a_killed_writer_still_has_its_mark(void **state)
{
	struct scene *s = *state;
	struct folder f;

	/* Never closed: as after kill -9. */
	scene_create(s, &f);
	scene_append(s, &f, "x", NOON);
	scene_append(s, &f, "y", NOON);
	assert_true(verify(s, &f, true, NULL).files[0].marked);
	flip_each_byte(s, &f, true, 1);
	folder_close(&f);
}

/* --- forging: lines made anew so that the chain holds */

struct forgery {
	struct record *records;
	size_t count;
};

static struct forgery
take_apart(struct scene *s, const struct folder *was, const char *path)
{
	struct forgery forged = {0};
	struct folder f;

	scene_open(s, was, &f);
	for (size_t i = 0; i < f.file_count; i++) {
		if (strcmp(f.files[i]->name, strrchr(path, '/') + 1) != 0)
			continue;
		for (size_t k = 0; k < f.files[i]->count; k++) {
			forged.records = arena_more(&s->arena, forged.records,
						    k, sizeof(struct record));
			forged.records[k] = *f.files[i]->records[k];
			forged.count++;
		}
	}
	f.read_only = true;
	folder_close(&f);
	return forged;
}

static void
chain_again(struct forgery *forged, const char *path)
{
	char head[65] = ZEROS;
	struct buf out = {0};

	for (size_t k = 0; k < forged->count; k++) {
		size_t from = out.len;

		forged->records[k].prev = head;
		forged->records[k].n = (int64_t)k + 1;
		record_write(&forged->records[k], &out);
		hash_hex(out.bytes + from, out.len - from, head);
	}
	scene_put(path, out.bytes, out.len);
	buf_fini(&out);
}

static void
drop(struct forgery *forged, size_t k, size_t count)
{
	memmove(&forged->records[k], &forged->records[k + count],
		(forged->count - k - count) * sizeof(struct record));
	forged->count -= count;
}

enum attack {
	EDIT_AND_CHAIN,
	DELETE_AND_CHAIN,
	INSERT_AND_CHAIN,
	SWAP_AND_CHAIN,
	DROP_END,
	EDIT_LAST,
	EMPTY,
	ATTACKS
};

static void
attack(struct scene *s, const struct folder *f, const char *path,
       enum attack how)
{
	struct forgery forged = take_apart(s, f, path);
	struct record kept;

	switch ((int)how) {
	case EDIT_AND_CHAIN:
		forged.records[1].text = "Nothing was seen.";
		break;
	case DELETE_AND_CHAIN:
		drop(&forged, 2, 1);
		break;
	case INSERT_AND_CHAIN:
		forged.records =
			arena_more(&s->arena, forged.records, forged.count,
				   sizeof(struct record));
		memmove(&forged.records[3], &forged.records[2],
			(forged.count - 2) * sizeof(struct record));
		forged.records[2].id =
			arena_printf(&s->arena, "ffffffff%08zx", forged.count);
		forged.count++;
		break;
	case SWAP_AND_CHAIN:
		kept = forged.records[1];
		forged.records[1] = forged.records[2];
		forged.records[2] = kept;
		break;
	case DROP_END:
		drop(&forged, forged.count - 2, 2);
		break;
	case EDIT_LAST:
		forged.records[forged.count - 1].text = "All is well.";
		break;
	case EMPTY:
		forged.count = 0;
		break;
	}
	chain_again(&forged, path);
}

static void
what_is_forged_with_a_good_chain_is_found_by_marks_and_heads(void **state)
{
	struct scene *s = *state;

	for (int how = 0; how < ATTACKS; how++) {
		struct verify_result r;
		const char *path;
		struct folder f;

		write_two(s, &f);
		path = scene_journal(s, &f, 0);
		r = verify(s, &f, true, NULL);
		attack(s, &f, path, (enum attack)how);
		/* This station's mark and the other journal both know better.
		 */
		assert_true(verify(s, &f, true, NULL).broken);
		assert_true(verify(s, &f, false, NULL).broken);
		/* A head on paper alone does too. */
		assert_int_equal(unlink(scene_journal(s, &f, 1)), 0);
		if (how == EMPTY)
			continue; /* without any line it is nobody's */
		assert_false(verify(s, &f, false, NULL).broken);
		r = verify(s, &f, false, r.files[0].head);
		assert_true(r.broken);
		assert_false(r.head_found);
		assert_true(verify(s, &f, true, NULL).broken);
	}
}

static void
a_line_of_another_incident_is_found(void **state)
{
	struct scene *s = *state;
	struct forgery forged;
	struct verify_result r;
	struct folder f;
	const char *path;

	scene_written(s, &f, 5);
	path = scene_journal(s, &f, 0);
	forged = take_apart(s, &f, path);
	forged.records[3].incident = "00000000000000000000000000000000";
	chain_again(&forged, path);
	r = verify(s, &f, false, NULL);
	assert_true(r.broken);
	assert_int_equal(r.files[0].bad_line, 4);
}

static void
an_id_that_stands_for_two_entries_is_found(void **state)
{
	struct scene *s = *state;
	struct forgery first, forged;
	struct verify_result r;
	struct folder f;
	const char *path;

	write_two(s, &f);
	path = scene_journal(s, &f, 1);
	first = take_apart(s, &f, scene_journal(s, &f, 0));
	forged = take_apart(s, &f, path);
	forged.records[2].id = first.records[2].id;
	chain_again(&forged, path);
	r = verify(s, &f, false, NULL);
	assert_true(r.broken);
	assert_int_equal(r.files[1].bad_line, 3);
	assert_string_equal(r.files[1].bad_other, r.files[0].file);
	/* The same entry twice, as a failover leaves it, is no fault. */
	forged.records[2].text = first.records[2].text;
	chain_again(&forged, path);
	assert_false(verify(s, &f, false, NULL).broken);
	/* Twice in one file is one. */
	forged.records[1].id = forged.records[2].id;
	chain_again(&forged, path);
	assert_true(verify(s, &f, false, NULL).broken);
}

static void
a_journal_that_others_name_and_that_is_not_here_is_told(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	const char *path;
	struct folder f;

	write_two(s, &f);
	path = scene_journal(s, &f, 0);
	assert_int_equal(unlink(path), 0);
	r = verify(s, &f, false, NULL);
	assert_int_equal(r.missing, 1);
	assert_int_equal(r.file_count, 2);
	assert_true(r.files[1].missing);
	assert_int_equal(r.files[1].witnessed, 5);
	assert_string_equal(r.files[1].file, strrchr(path, '/') + 1);
	assert_false(r.anchored);
	assert_false(r.broken);
}

static void
a_journal_that_this_station_wrote_may_not_be_gone(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	const char *first, *second;
	struct folder f, again;

	write_two(s, &f);
	first = scene_journal(s, &f, 0);
	second = scene_journal(s, &f, 1);
	assert_int_equal(unlink(first), 0);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken);
	assert_int_equal(r.file_count, 2);
	assert_true(r.files[1].missing);
	assert_int_equal(r.files[1].bad_line, 1);
	/* With the last one goes all that tells the incident's id. */
	assert_int_equal(unlink(second), 0);
	scene_open(s, &f, &again);
	assert_int_equal(again.alarm_count, 1);
	assert_int_equal(again.alarms[0].what, FOLDER_GONE);
	folder_close(&again);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken);
	assert_int_equal(r.file_count, 1);
	assert_int_equal(r.files[0].bad_line, 1);
}

static void
a_torn_tail_is_no_fault_but_is_told(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct folder f;
	const char *path;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	scene_add(path, "{\"prev\":\"", 9);
	r = verify(s, &f, true, NULL);
	assert_false(r.broken);
	assert_int_equal(r.files[0].torn_bytes, 9);
	assert_true(r.files[0].marked);
}

static void
a_torn_tail_that_changed_after_it_was_told_of_is_found(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct folder f, again;
	const char *path;
	size_t len;
	char *bytes;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	scene_add(path, "{\"prev\":\"", 9);
	scene_open(s, &f, &again);
	scene_append(s, &again, "x", NOON);
	folder_close(&again);
	r = verify(s, &f, true, NULL);
	assert_false(r.broken);
	bytes = scene_bytes(s, path, &len);
	bytes[len - 1] ^= 1;
	scene_put(path, bytes, len);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken);
	assert_true(r.files[0].bad_line == 5 || r.files[1].bad_line == 5);
}

static void
a_foreign_journal_that_was_rolled_back_stays_an_alarm(void **state)
{
	struct scene *s = *state;
	struct paths other = other_station(s);
	struct incident_place place;
	struct verify_result r;
	struct folder f, reader;
	const char *path;

	scene_written(s, &f, 5);
	place = scene_place(&f);
	path = scene_journal(s, &f, 0);
	/* Another station reads it, and remembers how far. */
	assert_true(folder_open(&other, &place, &s->who, &s->arena, &reader,
				&s->err));
	folder_close(&reader);
	attack(s, &f, path, DROP_END);
	for (int i = 0; i < 6; i++) {
		/* Later even with a line more than there ever was. */
		if (i == 3) {
			attack(s, &f, path, INSERT_AND_CHAIN);
			attack(s, &f, path, INSERT_AND_CHAIN);
			attack(s, &f, path, INSERT_AND_CHAIN);
		}
		assert_true(folder_open(&other, &place, &s->who, &s->arena,
					&reader, &s->err));
		verify_folder(&reader, &other, NULL, &s->arena, &r);
		assert_true(r.broken);
		if (i < 3)
			assert_int_equal(r.files[0].bad_line, 5);
		else
			assert_true(r.files[0].lines > 6);
		folder_close(&reader);
	}
}

static void
files_that_are_no_journals_are_told(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	struct folder f;

	scene_written(s, &f, 1);
	assert_int_equal(symlink("/etc/passwd",
				 arena_printf(&s->arena, "%s/a.jsonl", f.path)),
			 0);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken);
	assert_int_equal(r.unread, 1);
}

static void
kept_playbooks_and_evidence_are_hashed(void **state)
{
	static const char name[] = "rw.en.0123456789abcdef.yaml";
	struct scene *s = *state;
	struct library_file file = {.name = name, .bytes = "one\n", .len = 4};
	struct record_file taken = {.file = name};
	struct record_more opened = {
		.mode = "live", .files = &taken, .file_count = 1};
	struct record open = {.kind = RECORD_OPEN, .more = &opened};
	struct record_more kept = {0};
	struct record evidence = {.kind = RECORD_EVIDENCE, .more = &kept};
	char hex[HASH_HEX_SIZE];
	struct verify_result r;
	struct folder f;
	const char *path;

	hash_hex("one\n", 4, hex);
	taken.sha256 = file.sha256 = kept.sha256 = hex;
	kept.file = arena_printf(&s->arena, "sha256-%s", hex);
	scene_create(s, &f);
	assert_int_equal(folder_append(&f, &open, NOON, NULL, NULL, NULL),
			 JOURNAL_SAVED);
	assert_int_equal(folder_append(&f, &evidence, NOON, NULL, NULL, NULL),
			 JOURNAL_SAVED);
	folder_close(&f);
	r = verify(s, &f, true, NULL);
	assert_false(r.broken);
	assert_string_equal(r.playbook_missing_name, name);
	assert_string_equal(r.evidence_missing_name, evidence.more->file);

	scene_open(s, &f, &f);
	assert_true(folder_keep_file(&f, &file, &s->err));
	folder_close(&f);
	path = arena_printf(&s->arena, "%s/evidence/%s", f.path,
			    evidence.more->file);
	scene_put(path, "one\n", 4);
	r = verify(s, &f, true, NULL);
	assert_false(r.broken);
	assert_null(r.playbook_missing_name);
	assert_null(r.evidence_missing_name);

	scene_put(path, "two\n", 4);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken && r.evidence_bad && !r.playbooks_bad);
	assert_string_equal(r.evidence_bad_name, evidence.more->file);
	scene_put(path, "one\n", 4);
	scene_put(arena_printf(&s->arena, "%s/playbooks/%s", f.path, name),
		  "two\n", 4);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken && r.playbooks_bad && !r.evidence_bad);
	assert_string_equal(r.playbook_bad_name, name);
}

static void
a_head_from_paper_is_read_with_blanks_and_capitals(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	char typed[100] = "";
	struct folder f;
	size_t at = 0;

	scene_written(s, &f, 1);
	r = verify(s, &f, false, NULL);
	for (int i = 0; i < 64; i++) {
		char c = r.files[0].head[i];

		if (i % 4 == 0 && i)
			typed[at++] = ' ';
		typed[at++] = (char)(c >= 'a' ? c - 32 : c);
	}
	assert_true(verify(s, &f, false, typed).head_found);
	typed[19] = '\0'; /* 16 digits are enough, fewer are not */
	assert_true(verify(s, &f, false, typed).head_found);
	typed[14] = '\0';
	r = verify(s, &f, false, typed);
	assert_true(r.broken && !r.head_found);
}

/* A person chose to go on elsewhere: nothing is gone, until it came home. */
static void
a_journal_in_another_folder_is_not_gone(void **state)
{
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	const char *name, *path;
	struct verify_result r;
	struct folder f;
	size_t len;
	char *bytes;

	scene_create(s, &f);
	scene_append(s, &f, "Before.", NOON);
	assert_true(folder_move(&f, stick, NOON + 1, &s->err));
	scene_append(s, &f, "Elsewhere.", NOON + 2);
	name = arena_strdup(&s->arena, journal_name(f.journal));
	path = arena_printf(&s->arena, "%s/%s", journal_folder(f.journal),
			    name);
	folder_close(&f);
	r = verify(s, &f, true, NULL);
	assert_false(r.broken);
	assert_false(r.anchored);
	assert_int_equal(r.file_count, 2);
	assert_string_equal(r.files[1].file, name);
	assert_string_equal(r.files[1].away,
			    arena_printf(&s->arena, "%s/%s", stick,
					 strrchr(f.path, '/') + 1));
	/* No alarm either. */
	scene_open(s, &f, &f);
	assert_int_equal(f.alarm_count, 0);
	folder_close(&f);

	bytes = scene_bytes(s, path, &len);
	path = arena_printf(&s->arena, "%s/%s", f.path, name);
	scene_put(path, bytes, len);
	r = verify(s, &f, true, NULL);
	assert_false(r.broken);
	assert_null(r.files[1].away);
	assert_true(r.files[1].marked);
	/* From now on it is missed. */
	scene_open(s, &f, &f);
	folder_close(&f);
	unlink(path);
	r = verify(s, &f, true, NULL);
	assert_true(r.broken);
	assert_int_equal(r.files[1].bad_line, 1);
}

static void
one_file_is_checked_by_its_path(void **state)
{
	struct scene *s = *state;
	struct verify_result r;
	const char *path;
	struct folder f;
	char *bytes;
	size_t len;

	scene_written(s, &f, 3);
	path = scene_journal(s, &f, 0);
	assert_true(verify_one(path, &s->arena, &r));
	assert_false(r.broken);
	assert_int_equal(r.files[0].lines, 4);
	bytes = scene_bytes(s, path, &len);
	strstr(bytes, "An Peeters")[0] = 'a';
	scene_put(path, bytes, len);
	assert_true(verify_one(path, &s->arena, &r));
	assert_true(r.broken);
	assert_int_equal(r.files[0].bad_line, 2);
	assert_false(verify_one("/nonexistent/x.jsonl", &s->arena, &r));
	assert_false(verify_one(f.path, &s->arena, &r));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(an_honest_incident_holds),
		SCENE_TEST(what_is_of_another_mode_is_never_ok),
		SCENE_TEST(
			any_flipped_bit_is_found_in_its_line_on_the_station_that_wrote_it),
		SCENE_TEST(
			elsewhere_any_flipped_bit_before_the_last_line_is_found),
		SCENE_TEST(a_killed_writer_still_has_its_mark),
		SCENE_TEST(
			what_is_forged_with_a_good_chain_is_found_by_marks_and_heads),
		SCENE_TEST(a_line_of_another_incident_is_found),
		SCENE_TEST(an_id_that_stands_for_two_entries_is_found),
		SCENE_TEST(
			a_journal_that_others_name_and_that_is_not_here_is_told),
		SCENE_TEST(a_journal_that_this_station_wrote_may_not_be_gone),
		SCENE_TEST(a_journal_in_another_folder_is_not_gone),
		SCENE_TEST(a_torn_tail_is_no_fault_but_is_told),
		SCENE_TEST(
			a_torn_tail_that_changed_after_it_was_told_of_is_found),
		SCENE_TEST(
			a_foreign_journal_that_was_rolled_back_stays_an_alarm),
		SCENE_TEST(files_that_are_no_journals_are_told),
		SCENE_TEST(kept_playbooks_and_evidence_are_hashed),
		SCENE_TEST(a_head_from_paper_is_read_with_blanks_and_capitals),
		SCENE_TEST(one_file_is_checked_by_its_path),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Writing a journal where any one call is refused. */
#include "unit/store/sweep.h"

#include "core/library.h"

/* --- a new incident */

static bool
begin_incident(struct bench *b)
{
	return folder_create(&b->s.paths, "live", "ransomware", NOON, &b->s.who,
			     &b->s.arena, &b->f, &b->s.err) &&
	       bench_append(b, "one");
}

/* A folder is left only for the bytes of a journal that are in it. */
static bool
leaves_nothing(struct bench *b)
{
	struct incident_places all;
	bool nothing = true;

	(void)folder_list(&b->s.paths, &b->s.arena, &all, NULL);
	for (size_t i = 0; i < all.count; i++) {
		struct folder f;
		size_t bytes = 0;

		sweep_must(bench_look(b, all.places[i].path, &f));
		for (size_t k = 0; k < f.file_count; k++)
			bytes += f.files[k]->bytes + f.files[k]->torn_bytes;
		folder_close(&f);
		nothing = nothing && bytes > 0;
	}
	return nothing;
}

/* Nobody can take away what is empty, or tell that it is. */
static bool
refuses_removal(void)
{
	const char *name =
		denial->call < 0 ? "" : refused_calls[denial->call]->name;

	return strncmp(name, "unlink", 6) == 0 ||
	       (denial->on && strncmp(name, "fstat", 5) == 0);
}

static void
judge_beginning(struct bench *b, bool done)
{
	bench_must_be_kept(b);
	/* What could not be made is not there by half. */
	if (!done && b->f.fd < 0 && !refuses_removal())
		sweep_must(leaves_nothing(b));
	if (done)
		return;
	/* Then what nothing was written in goes away again. */
	folder_discard(&b->f);
	sweep_must(refuses_removal() || leaves_nothing(b));
}

static const struct operation beginning = {
	.name = "a new incident",
	.run = begin_incident,
	.judge = judge_beginning,
};

static bool
begin_for_group(struct bench *b)
{
	b->s.paths.shared_group = true;
	return begin_incident(b);
}

static const struct operation beginning_for_group = {
	.name = "a new incident for a group",
	.run = begin_for_group,
	.judge = judge_beginning,
};

/* --- one more entry */

static void
prepare_open(struct bench *b)
{
	scene_create(&b->s, &b->f);
	sweep_must(bench_append(b, "one"));
}

static bool
append_one(struct bench *b)
{
	return bench_append(b, "two");
}

static void
judge_append(struct bench *b, bool done)
{
	bench_must_be_kept(b);
	if (done)
		return;
	sweep_must(*journal_unsaved_id(b->f.journal));
	sweep_must(bench_append_again(b, "two"));
	bench_must_be_kept(b);
}

static const struct operation appending = {
	.name = "one more entry",
	.prepare = prepare_open,
	.run = append_one,
	.judge = judge_append,
};

/* --- the first entry after somebody was killed in the middle of a line */

static void
prepare_torn(struct bench *b)
{
	const char *journal;
	struct folder f;

	b->s.who.station = "laptop7";
	scene_written(&b->s, &f, 2);
	journal = scene_journal(&b->s, &f, 0);
	scene_add(journal, "{\"prev\":\"12", 11);
	b->s.who.station = "desk";
	scene_open(&b->s, &f, &b->f);
}

static bool
tells_of_tail(const struct folder *f)
{
	for (size_t i = 0; i < f->file_count; i++)
		for (size_t k = 0; k < f->files[i]->count; k++)
			if (f->files[i]->records[k]->kind == RECORD_RECOVERED)
				return true;
	return false;
}

static void
judge_recovery(struct bench *b, bool done)
{
	struct folder again;

	bench_must_be_kept(b);
	if (!done) {
		sweep_must(bench_append_again(b, "two"));
		bench_must_be_kept(b);
	}
	folder_close(&b->f);
	/* Whoever comes next tells of the tail, where this one could not. */
	b->s.who.boot = "another boot";
	sweep_must(bench_look(b, b->f.path, &again));
	if (!tells_of_tail(&again)) {
		scene_append(&b->s, &again, "three", NOON);
		sweep_must(tells_of_tail(&again));
	}
	folder_close(&again);
}

static const struct operation recovering = {
	.name = "an entry behind a torn tail",
	.prepare = prepare_torn,
	.run = append_one,
	.judge = judge_recovery,
};

/* --- what goes before the entry */

static bool
append_behind(struct bench *b)
{
	static struct record before;

	before = scene_note("before");
	b->f.before = &before;
	return bench_append(b, "two");
}

static const struct operation appending_behind = {
	.name = "an entry behind another",
	.prepare = prepare_open,
	.run = append_behind,
	.judge = judge_append,
};

/* More heads than a line takes, which so go into lines before it. */
static void
prepare_heads(struct bench *b)
{
	prepare_open(b);
	for (int i = 0; i < 70; i++)
		journal_saw(b->f.journal,
			    arena_printf(&b->s.arena, "%d.jsonl", i), 1, ZEROS,
			    NOON);
}

static void
judge_heads(struct bench *b, bool done)
{
	struct folder again;
	unsigned named = 0;

	judge_append(b, done);
	/* Each is named in the journal that the entry is in. */
	sweep_must(bench_look(b, b->f.path, &again));
	for (size_t i = 0; i < again.file_count; i++)
		for (size_t k = 0; k < again.files[i]->count; k++) {
			const struct record *r = again.files[i]->records[k];

			for (unsigned n = 0; n < r->seen_count; n++)
				named += strcmp(again.files[i]->name,
						journal_name(b->f.journal)) ==
						 0 &&
					 strlen(r->seen[n].file) < 10;
		}
	sweep_must(named == 70);
	folder_close(&again);
}

static const struct operation appending_heads = {
	.name = "an entry with many heads",
	.prepare = prepare_heads,
	.run = append_one,
	.judge = judge_heads,
};

/* --- telling that a journal has fewer lines than were seen */

static void
prepare_alarm(struct bench *b)
{
	const char *journal;
	struct folder f;
	char *bytes;
	size_t len;

	b->s.who.station = "laptop7";
	scene_written(&b->s, &f, 3);
	journal = scene_journal(&b->s, &f, 0);
	bytes = scene_bytes(&b->s, journal, &len);
	bytes[len - 1] = '\0';
	assert_int_equal(truncate(journal, strrchr(bytes, '\n') + 1 - bytes),
			 0);
	b->s.who.station = "desk";
	scene_open(&b->s, &f, &b->f);
	assert_int_equal(b->f.alarm_count, 1);
}

static void
judge_alarm(struct bench *b, bool done)
{
	struct folder again;
	bool told = false;

	bench_must_be_kept(b);
	if (!done)
		sweep_must(bench_append_again(b, "two"));
	bench_must_be_kept(b);
	sweep_must(b->f.alarms[0].told);
	/* The note of it is there, whoever reads. */
	sweep_must(bench_look(b, b->f.path, &again));
	for (size_t i = 0; i < again.file_count; i++)
		for (size_t k = 0; k < again.files[i]->count; k++) {
			const char *text = again.files[i]->records[k]->text;

			told = told || (text && strstr(text, "fewer lines"));
		}
	sweep_must(told);
	folder_close(&again);
}

static const struct operation alarming = {
	.name = "an entry behind an alarm",
	.prepare = prepare_alarm,
	.run = append_one,
	.judge = judge_alarm,
};

/* --- resuming: opening, taking over, writing, leaving */

static void
prepare_left(struct bench *b)
{
	struct folder f;

	scene_create(&b->s, &f);
	b->f = f;
	sweep_must(bench_append(b, "one"));
	folder_close(&b->f);
}

static bool
resume(struct bench *b)
{
	const struct incident_place place = scene_place(&b->f);
	bool good;

	if (!folder_open(&b->s.paths, &place, &b->s.who, &b->s.arena, &b->f,
			 &b->s.err))
		return false;
	good = bench_append(b, "two");
	folder_close(&b->f);
	return good;
}

static void
judge_resume(struct bench *b, bool done)
{
	struct folder again;
	bool alarmed = false;

	(void)done;
	bench_must_be_kept(b);
	/* A mark that is behind, or that is missing, is no alarm. */
	scene_open(&b->s, &b->f, &again);
	for (size_t i = 0; i < again.alarm_count; i++)
		alarmed = alarmed || again.alarms[i].what != FOLDER_NO_STATE;
	sweep_must(!alarmed);
	folder_close(&again);
}

static const struct operation resuming = {
	.name = "resuming",
	.prepare = prepare_left,
	.run = resume,
	.judge = judge_resume,
};

/* --- going on in another folder */

static bool
move_and_append(struct bench *b)
{
	return folder_move(&b->f, b->elsewhere, NOON, &b->s.err) &&
	       bench_append(b, "two");
}

static void
judge_move(struct bench *b, bool done)
{
	bench_must_be_kept(b);
	if (!done && b->saved == 1) {
		/* It goes on where it was. */
		sweep_must(bench_append_again(b, "two"));
		bench_must_be_kept(b);
	}
}

static const struct operation moving = {
	.name = "going on elsewhere",
	.prepare = prepare_open,
	.run = move_and_append,
	.judge = judge_move,
};

/* Elsewhere from the first entry on. */
static void
prepare_unbegun(struct bench *b)
{
	scene_create(&b->s, &b->f);
}

static void
judge_first_move(struct bench *b, bool done)
{
	bench_must_be_kept(b);
	if (done)
		return;
	sweep_must(bench_append_again(b, "two"));
	bench_must_be_kept(b);
}

static const struct operation moving_first = {
	.name = "beginning elsewhere",
	.prepare = prepare_unbegun,
	.run = move_and_append,
	.judge = judge_first_move,
};

/* Away, and what the entry names goes with it. */
static bool
keep_away(struct bench *b)
{
	const char *where;
	int fd = folder_keep_at(&b->f, &where, &b->s.err);

	return fd >= 0 && folder_is_away(&b->f) && folder_place(&b->f, 1) == fd;
}

static void
prepare_away(struct bench *b)
{
	prepare_open(b);
	assert_true(folder_move(&b->f, b->elsewhere, NOON, &b->s.err));
}

static const struct operation keeping_away = {
	.name = "the folder that entries went to",
	.prepare = prepare_away,
	.run = keep_away,
};

/* --- files that are taken along */

static const struct library_file playbook = {
	.name = "x.en.0123456789abcdef.yaml",
	.bytes = "a: 1\n",
	.len = 5,
};

static bool
keep_file(struct bench *b)
{
	return folder_keep_file(&b->f, &playbook, &b->s.err) &&
	       folder_keep_document(&b->f, "letter.txt", "Dear all", &b->s.err);
}

static void
prepare_bare(struct bench *b)
{
	prepare_open(b);
	assert_int_equal(unlinkat(b->f.fd, "playbooks", AT_REMOVEDIR), 0);
	assert_int_equal(unlinkat(b->f.fd, "documents", AT_REMOVEDIR), 0);
}

static void
judge_file(struct bench *b, bool done)
{
	size_t len;

	if (done) {
		assert_non_null(folder_kept_document(&b->f, "letter.txt", NULL,
						     &b->s.arena, NULL));
		assert_string_equal(folder_kept_file(&b->f, playbook.name, NULL,
						     &len, &b->s.arena, NULL),
				    playbook.bytes);
	}
	/* Once more it succeeds, whatever was there by then. */
	sweep_must(keep_file(b));
}

static const struct operation keeping = {
	.name = "keeping files",
	.prepare = prepare_bare,
	.run = keep_file,
	.judge = judge_file,
};

static void
prepare_kept(struct bench *b)
{
	prepare_open(b);
	b->f.group = true;
	assert_true(keep_file(b));
}

static const struct operation keeping_again = {
	.name = "keeping what is kept",
	.prepare = prepare_kept,
	.run = keep_file,
	.judge = judge_file,
};

SWEEP(beginning)
SWEEP(beginning_for_group)
SWEEP(appending)
SWEEP(recovering)
SWEEP(appending_behind)
SWEEP(appending_heads)
SWEEP(moving_first)
SWEEP(alarming)
SWEEP(resuming)
SWEEP(moving)
SWEEP(keeping_away)
SWEEP(keeping)
SWEEP(keeping_again)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sweep_beginning),
		cmocka_unit_test(sweep_beginning_for_group),
		cmocka_unit_test(sweep_appending),
		cmocka_unit_test(sweep_recovering),
		cmocka_unit_test(sweep_appending_behind),
		cmocka_unit_test(sweep_appending_heads),
		cmocka_unit_test(sweep_moving_first),
		cmocka_unit_test(sweep_alarming),
		cmocka_unit_test(sweep_resuming),
		cmocka_unit_test(sweep_moving),
		cmocka_unit_test(sweep_keeping_away),
		cmocka_unit_test(sweep_keeping),
		cmocka_unit_test(sweep_keeping_again),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

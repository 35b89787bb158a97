/* Merges from and to odd places, of files with odd names and contents. */
#include "unit/store/forge.h"

#include "store/marks.h"
#include "store/merge.h"
#include "store/merge_private.h"

#define A "20261122T120000Z-a-00000001.jsonl"
#define B "20261122T120000Z-b-00000002.jsonl"
#define OTHER_ID "aaaaaaaa000000000000000000000002"
#define FOO_HEX                                                                \
	"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
#define LARGE 150000

static int
open_at(struct scene *s, const char *name)
{
	int fd =
		open(arena_printf(&s->arena, "%s/%s", s->root, name), O_RDONLY);

	assert_true(fd >= 0);
	return fd;
}

static void
put(struct scene *s, const char *name, const void *bytes, size_t len)
{
	scene_put(arena_printf(&s->arena, "%s/%s", s->root, name), bytes, len);
}

static const char *
make_folder(struct scene *s, const char *name)
{
	const char *path = arena_printf(&s->arena, "%s/%s", s->root, name);

	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

/* --- one file */

static void
a_name_that_says_what_is_in_a_file_is_believed_only_whole(void **state)
{
	static const struct {
		const char *folder, *name;
		int same;
	} names[] = {
		{"evidence", "sha256-" FOO_HEX, 1},
		{"evidence", "sha256-" ZEROS, 0},
		{"evidence", "sha256-abc", 1},
		{"evidence", "sha256-" ZEROS "0", 1},
		{"evidence", "sha256-Z000" FOO_HEX, 1},
		{"evidence", "photo.jpg", 1},
		{"playbooks", "x.en.2c26b46b68ffc68f.yaml", 1},
		{"playbooks", "x.en.0000000000000000.yaml", 0},
		{"playbooks", "x.en.zzzzzzzzzzzzzzzz.yaml", 1},
		{"playbooks", "long-name-0000000000000000.yaml", 1},
		{"playbooks", "x.yaml", 1},
		{"playbooks", "README", 1},
		{"documents", "sha256-" ZEROS, 1},
	};
	struct scene *s = *state;
	struct merge_file f = {0};

	put(s, "foo", "foo", 3);
	f.file = open_at(s, "foo");
	f.st.st_size = 3;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		f.name = names[i].name;
		if (merge_is_what_it_is_named(&f, names[i].folder) !=
		    names[i].same)
			fail_msg("%s/%s", names[i].folder, names[i].name);
	}
	close(f.file);
}

static void
only_our_own_conflict_copies_are_known(void **state)
{
	char out[NAME_MAX + 1];

	(void)state;
	assert_true(
		merge_conflict_of("a.conflict-0123456789abcdef.jsonl", out));
	assert_string_equal(out, "a.jsonl");
	assert_true(merge_conflict_of("photo.conflict-0123456789abcdef", out));
	assert_string_equal(out, "photo");
	assert_false(
		merge_conflict_of(".conflict-0123456789abcdef.jsonl", out));
	assert_false(merge_conflict_of("a.conflict-0123.jsonl", out));
	assert_false(merge_conflict_of("a.jsonl", out));
}

static void
what_differs_is_found_however_far_away(void **state)
{
	static char bytes[LARGE];
	struct scene *s = *state;
	char hex[HASH_HEX_SIZE];
	int one, two;

	put(s, "one", bytes, LARGE);
	bytes[LARGE - 2] = 'x';
	put(s, "two", bytes, LARGE);
	one = open_at(s, "one");
	two = open_at(s, "two");
	assert_int_equal(merge_common(one, two, LARGE), LARGE - 2);
	assert_int_equal(merge_common(one, two, LARGE - 2), LARGE - 2);
	/* More than there is: it shrank. */
	assert_int_equal(merge_common(one, one, LARGE + 1), -1);
	assert_int_equal(errno, EBUSY);
	assert_true(merge_hash(one, 0, LARGE, hex));
	assert_false(merge_hash(one, 1, LARGE, hex));
	assert_int_equal(errno, EBUSY);
	assert_int_equal(merge_common(one, -1, LARGE), -1);
	assert_int_equal(errno, EBADF);
	close(one);
	close(two);
}

/* Opens both sides of a file that comes from `from` to `to`. */
static void
open_both(struct scene *s, struct merge_file *f, const char *name)
{
	enum merge_what what;

	*f = (struct merge_file){.from_fd = open_at(s, "from"),
				 .to_fd = open_at(s, "to"),
				 .name = name,
				 .mode = 0600};
	assert_int_equal(merge_file_open(f, &what), 0);
}

static void
close_both(struct merge_file *f)
{
	merge_file_close(f);
	close(f->from_fd);
	close(f->to_fd);
}

static void
what_changed_since_it_was_looked_at_is_not_replaced(void **state)
{
	static char bytes[LARGE];
	struct scene *s = *state;
	struct merge_file f;

	make_folder(s, "from");
	make_folder(s, "to");
	put(s, "from/x", bytes, LARGE);
	put(s, "to/x", bytes, 10);
	/* Another file came in its place, … */
	open_both(s, &f, "x");
	put(s, "to/y", bytes, 10);
	assert_int_equal(renameat(f.to_fd, "y", f.to_fd, "x"), 0);
	assert_false(merge_file_put(&f, "x", true));
	assert_int_equal(errno, EBUSY);
	close_both(&f);
	/* … it grew, … */
	open_both(s, &f, "x");
	put(s, "to/x", bytes, 11);
	assert_false(merge_file_put(&f, "x", true));
	assert_int_equal(errno, EBUSY);
	close_both(&f);
	/* … it has other bytes, … */
	open_both(s, &f, "x");
	put(s, "to/x", "0123456789x", 11);
	assert_false(merge_file_put(&f, "x", true));
	assert_int_equal(errno, EBUSY);
	close_both(&f);
	/* … it went, or one came where none was. */
	open_both(s, &f, "x");
	assert_int_equal(unlinkat(f.to_fd, "x", 0), 0);
	assert_false(merge_file_put(&f, "x", true));
	assert_int_equal(errno, ENOENT);
	close_both(&f);
	open_both(s, &f, "x");
	assert_int_equal(f.other, -1);
	put(s, "to/x", "mine", 4);
	assert_false(merge_file_put(&f, "x", false));
	assert_int_equal(errno, EEXIST);
	close_both(&f);
	assert_int_equal(
		scene_size(arena_printf(&s->arena, "%s/to/x", s->root)), 4);
}

static void
what_is_no_file_keeps_its_place(void **state)
{
	struct scene *s = *state;
	struct merge_file f = {.name = "x"};
	enum merge_what what;

	make_folder(s, "from");
	make_folder(s, "to");
	f.from_fd = open_at(s, "from");
	f.to_fd = open_at(s, "to");
	assert_int_equal(merge_file_open(&f, &what), -1);
	assert_int_equal(what, MERGE_UNREADABLE);
	put(s, "from/x", "foo", 3);
	assert_int_equal(mkdirat(f.to_fd, "x", 0700), 0);
	assert_int_equal(merge_file_open(&f, &what), -1);
	assert_int_equal(what, MERGE_UNWRITTEN);
	close(f.from_fd);
	close(f.to_fd);
}

/* --- whole folders */

struct sides {
	struct scene *s;
	const char *here, *there; /* the incident's folder */
	struct merge m;
};

static bool
merge(struct sides *d, const char *typed, const char *dir, bool dry)
{
	bool good;

	d->m = (struct merge){.arena = &d->s->arena, .dry_run = dry};
	d->s->err = (struct err){0};
	good = merge_open(&d->m, &d->s->paths, typed, dir, &d->s->who,
			  &d->s->err) &&
	       merge_run(&d->m, &d->s->err);
	merge_close(&d->m);
	return good;
}

static const struct merge_step *
step_of(const struct sides *d, const char *name, bool home)
{
	for (size_t i = 0; i < d->m.step_count; i++)
		if (strcmp(d->m.steps[i].name, name) == 0 &&
		    d->m.steps[i].home == home)
			return &d->m.steps[i];
	return NULL;
}

static enum merge_what
what_of(const struct sides *d, const char *name, bool home)
{
	const struct merge_step *step = step_of(d, name, home);

	if (!step)
		fail_msg("%s did not come", name);
	return step->what;
}

static void
put_notes(const char *folder, const char *name, const char *first,
	  const char *second, const char *tail)
{
	struct forged j = {.digits = 1};

	forge_first(&j, "live");
	forge_note(&j, first);
	if (second)
		forge_note(&j, second);
	buf_adds(&j.bytes, tail);
	forge_put(&j, folder, name);
}

static void
make_sides(struct sides *d, struct scene *s)
{
	const char *root = make_folder(s, "stick");

	*d = (struct sides){.s = s};
	d->here = forge_folder(s, s->paths.incidents);
	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%s/incidents", root), 0700), 0);
	d->there =
		forge_folder(s, arena_printf(&s->arena, "%s/incidents", root));
}

static void
lines_that_differ_stand_beside_each_other_once(void **state)
{
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	const char *beside;
	struct sides d;

	make_sides(&d, s);
	put_notes(d.here, A, "one", NULL, "");
	put_notes(d.there, A, "two", NULL, "");
	put_notes(d.here, B, "one", NULL, "{\"x");
	put_notes(d.there, B, "one", NULL, "{\"y");
	assert_true(merge(&d, FORGED_ID, stick, true));
	assert_int_equal(what_of(&d, A, true), MERGE_FORK);
	assert_int_equal(what_of(&d, B, true), MERGE_TAIL);
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, A, true), MERGE_FORK);
	assert_int_equal(what_of(&d, B, true), MERGE_TAIL);
	assert_true(d.m.forked);
	beside = step_of(&d, A, true)->beside;
	assert_non_null(beside);
	/* Again: it is there already, and no third one comes. */
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_string_equal(step_of(&d, A, true)->beside, beside);
	assert_false(d.m.unwritten);
	/* The other one grew: so does the copy. */
	put_notes(d.there, A, "two", "three", "");
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_string_equal(step_of(&d, A, true)->beside, beside);
	assert_false(d.m.unwritten);
	assert_int_equal(
		scene_size(arena_printf(&s->arena, "%s/%s", d.here, beside)),
		scene_size(arena_printf(&s->arena, "%s/" A, d.there)));
	/* Somebody wrote into the copy: nothing is written over that. */
	scene_put(arena_printf(&s->arena, "%s/%s", d.here, beside), "mine", 4);
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_true(d.m.unwritten);
	assert_int_equal(step_of(&d, A, true)->error, EEXIST);
	assert_int_equal(
		scene_size(arena_printf(&s->arena, "%s/%s", d.here, beside)),
		4);
}

/* One is enough of what the file itself has grown to. */
static void
a_conflict_copy_that_is_a_beginning_need_not_come(void **state)
{
	static const char copy[] = "20261122T120000Z-a-00000001.conflict-"
				   "0123456789abcdef.jsonl";
	static const char alone[] = "b.conflict-0123456789abcdef.jsonl";
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	struct sides d;

	make_sides(&d, s);
	put_notes(d.here, A, "one", "two", "");
	put_notes(d.there, copy, "one", NULL, "");
	put_notes(d.there, alone, "one", NULL, "");
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_null(step_of(&d, copy, true));
	assert_int_equal(what_of(&d, alone, true), MERGE_NEW);
	/* One that goes on beyond it, or that differs, must. */
	put_notes(d.there, copy, "one", "other", "");
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, copy, true), MERGE_NEW);
	assert_int_equal(unlink(arena_printf(&s->arena, "%s/%s", d.here, copy)),
			 0);
	put_notes(d.there, copy, "one", "two", "{\"prev\":");
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, copy, true), MERGE_NEW);
}

static void
what_we_never_wrote_is_kept_beside_ours(void **state)
{
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	struct seen_mark mark = {.n = 2, .head = ZEROS};
	struct sides d;
	int fd;

	make_sides(&d, s);
	put_notes(d.here, A, "one", NULL, "");
	put_notes(d.there, A, "one", "not ours", "");
	mark.size =
		(int64_t)scene_size(arena_printf(&s->arena, "%s/" A, d.here));
	fd = marks_open_seen(s->paths.state, FORGED_ID, A, SEEN_OWN);
	marks_write_seen(fd, &mark);
	close(fd);
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, A, true), MERGE_BEYOND);
	assert_true(d.m.forked);
	/* And where ours is gone. */
	assert_int_equal(unlink(arena_printf(&s->arena, "%s/" A, d.here)), 0);
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, A, true), MERGE_BEYOND);
}

static void
damaged_evidence_stays_where_it_is(void **state)
{
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	struct sides d;
	struct stat st;

	make_sides(&d, s);
	put_notes(d.here, A, "one", NULL, "");
	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%s/evidence", d.there), 0700),
		0);
	scene_put(arena_printf(&s->arena, "%s/evidence/sha256-" ZEROS, d.there),
		  "foo", 3);
	scene_put(
		arena_printf(&s->arena, "%s/evidence/sha256-" FOO_HEX, d.there),
		"foo", 3);
	scene_put(arena_printf(&s->arena, "%s/evidence/.hidden", d.there), "x",
		  1);
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, "sha256-" ZEROS, true), MERGE_DAMAGED);
	assert_int_equal(what_of(&d, "sha256-" FOO_HEX, true), MERGE_NEW);
	assert_int_equal(
		stat(arena_printf(&s->arena, "%s/evidence/sha256-" FOO_HEX,
				  d.here),
		     &st),
		0);
	assert_int_equal(st.st_mode & 07777, 0440);
	assert_null(step_of(&d, ".hidden", true));
	assert_true(d.m.forked);
}

/* A line that never ends is looked at as far as a line can go. */
static void
a_line_without_end_costs_no_more_than_a_line(void **state)
{
	enum { LONG = 8 << 20 };
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	char *bytes = arena_alloc(&s->arena, LONG);
	struct sides d;

	make_sides(&d, s);
	memset(bytes, 'a', LONG - 1);
	bytes[LONG - 1] = '\0';
	put_notes(d.here, A, "one", NULL, bytes);
	bytes[LONG - 2] = 'b';
	put_notes(d.there, A, "one", NULL, bytes);
	alarm(20);
	(void)merge(&d, FORGED_ID, stick, false);
	alarm(0);
	assert_non_null(step_of(&d, A, true)->beside);
}

/* --- journals that lie anywhere, among those of others */

static void
strays_bring_what_their_own_lines_speak_of(void **state)
{
	struct scene *s = *state;
	const char *strays = make_folder(s, "strays");
	struct record_file file = {.file = "x.yaml", .sha256 = ZEROS};
	struct record_open opened = {
		.playbook = "p", .files = &file, .file_count = 1};
	struct record_file more_file = {.file = "y.yaml", .sha256 = ZEROS};
	struct record_more more = {.mode = "live",
				   .files = &more_file,
				   .file_count = 1,
				   .file = "evidence/sha256-" FOO_HEX};
	struct record_then then = {.opens = &opened, .open_count = 1};
	struct forged a = {.digits = 1},
		      b = {.digits = 2, .incident = OTHER_ID};
	struct sides d = {.s = s};

	d.here = forge_folder(s, s->paths.incidents);
	put_notes(d.here, B, "one", NULL, "");
	forge_first(&a, "live");
	forge(&a, &(struct record){
			  .kind = RECORD_OPEN, .more = &more, .then = &then});
	forge(&a, &(struct record){.kind = RECORD_EVIDENCE, .more = &more});
	forge_put(&a, strays, A);
	forge_first(&b, "live");
	forge_put(&b, strays, "other.jsonl");
	scene_put(arena_printf(&s->arena, "%s/rubbish.jsonl", strays), "x\n",
		  2);
	make_folder(s, "strays/playbooks");
	make_folder(s, "strays/evidence");
	put(s, "strays/playbooks/x.yaml", "a", 1);
	put(s, "strays/playbooks/y.yaml", "a", 1);
	put(s, "strays/playbooks/z.yaml", "a", 1);
	put(s, "strays/evidence/sha256-" FOO_HEX, "foo", 3);
	assert_true(merge(&d, FORGED_ID, strays, false));
	assert_true(d.m.stray);
	assert_int_equal(what_of(&d, A, true), MERGE_NEW);
	assert_int_equal(what_of(&d, "other.jsonl", true), MERGE_FOREIGN);
	assert_int_equal(what_of(&d, "rubbish.jsonl", true), MERGE_FOREIGN);
	assert_int_equal(what_of(&d, "x.yaml", true), MERGE_NEW);
	assert_int_equal(what_of(&d, "y.yaml", true), MERGE_NEW);
	assert_null(step_of(&d, "z.yaml", true));
	assert_int_equal(what_of(&d, "sha256-" FOO_HEX, true), MERGE_NEW);
	assert_null(step_of(&d, B, false));
}

/* Where this station's entries went that found no other place. */
static void
what_went_to_the_state_folder_comes_home(void **state)
{
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	const char *lost;
	struct sides d;

	make_sides(&d, s);
	put_notes(d.here, A, "one", NULL, "");
	lost = forge_folder(s, s->paths.state);
	put_notes(lost, B, "two", NULL, "");
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, B, true), MERGE_NEW);
	/* And goes with all that is here. */
	assert_true(merge(&d, FORGED_ID, stick, false));
	assert_int_equal(what_of(&d, B, false), MERGE_NEW);
	/* That folder itself is none to merge it with twice. */
	assert_true(merge(&d, FORGED_ID, lost, false));
}

/* --- which two folders */

static void
refuses(struct sides *d, const char *typed, const char *dir, const char *why)
{
	assert_false(merge(d, typed, dir, false));
	if (!strstr(d->s->err.text, why))
		fail_msg("%s", d->s->err.text);
}

static void
it_is_said_why_two_folders_are_not_joined(void **state)
{
	struct scene *s = *state;
	const char *stick = arena_printf(&s->arena, "%s/stick", s->root);
	struct sides d;
	struct forged a = {.digits = 1, .incident = OTHER_ID};
	const char *file = arena_printf(&s->arena, "%s/file", s->root);

	make_sides(&d, s);
	put_notes(d.here, A, "one", NULL, "");
	put_notes(d.there, A, "one", NULL, "");
	scene_put(file, "x", 1);
	refuses(&d, FORGED_ID, "/nonexistent/x", "There is no folder");
	refuses(&d, FORGED_ID, file, "There is no folder");
	refuses(&d, FORGED_ID, d.here, "own folder");
	refuses(&d, FORGED_ID, make_folder(s, "20261122T120000Z-x-bbbbbbbb"),
		"of another incident");
	refuses(&d, "bbbb", stick, "There is no incident bbbb");
	/* The same digits, and another incident. */
	forge_first(&a, "live");
	forge_put(&a, d.there, A);
	refuses(&d, d.here, d.there, "is of another incident");
	/* Two of them. */
	make_folder(s, "stick/incidents/20261122T120000Z-y-aaaaaaaa");
	refuses(&d, d.here, stick, "several folders");
}

static void
a_side_that_is_missing_is_made_where_it_belongs(void **state)
{
	static const struct {
		const char *dir, *mode, *made;
	} cases[] = {
		{"one", "live", "incidents/"},
		{"two", "exercise", "exercises/"},
		{"three", "assessment", "assessments/"},
		{"one/incidents", "live", ""},
		{"one/exercises", "live", "incidents/"},
	};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *above = i == 1   ? s->paths.exercises
				    : i == 2 ? s->paths.assessments
					     : s->paths.incidents;
		const char *dir =
			arena_printf(&s->arena, "%s/%s", s->root, cases[i].dir);
		struct sides d = {.s = s};
		struct forged a = {.digits = 1};

		if (i == 3)
			nftw(dir, scene_remove_one, 16, FTW_DEPTH | FTW_PHYS);
		assert_int_equal(mkdir(dir, 0700), 0);
		d.here = i < 3 ? forge_folder(s, above)
			       : arena_printf(&s->arena, "%s/" FORGED_NAME,
					      above);
		if (i < 3) {
			forge_first(&a, cases[i].mode);
			forge_put(&a, d.here, A);
		}
		assert_true(merge(&d, d.here, dir, true));
		assert_true(d.m.there_missing);
		assert_true(merge(&d, d.here, dir, false));
		if (access(arena_printf(&s->arena, "%s/%s" FORGED_NAME "/" A,
					dir, cases[i].made),
			   F_OK) != 0)
			fail_msg("case %zu: %s", i, d.m.there_path);
	}
}

static void
an_incident_that_is_only_there_comes_here(void **state)
{
	static const char *const typed[] = {"aaaa", "aaaaaaaa", FORGED_ID,
					    FORGED_NAME};
	struct scene *s = *state;
	const char *stick = make_folder(s, "stick");
	const char *there;
	struct forged a = {.digits = 1};

	make_folder(s, "stick/exercises");
	there = forge_folder(s, arena_printf(&s->arena, "%s/exercises", stick));
	forge_first(&a, "exercise");
	forge_put(&a, there, A);
	for (size_t i = 0; i < 4; i++) {
		struct sides d = {.s = s};

		assert_true(merge(&d, typed[i], stick, true));
		assert_true(d.m.here_missing);
		assert_non_null(strstr(d.m.here_path, "/exercises/"));
		assert_int_equal(what_of(&d, A, true), MERGE_NEW);
		/* The folder itself, or the one that it lies in. */
		if (i < 2)
			assert_true(merge(&d, typed[i], there, true));
		assert_true(merge(
			&d, typed[i],
			arena_printf(&s->arena, "%s/exercises", stick), true));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(
			a_name_that_says_what_is_in_a_file_is_believed_only_whole),
		SCENE_TEST(only_our_own_conflict_copies_are_known),
		SCENE_TEST(what_differs_is_found_however_far_away),
		SCENE_TEST(what_changed_since_it_was_looked_at_is_not_replaced),
		SCENE_TEST(what_is_no_file_keeps_its_place),
		SCENE_TEST(lines_that_differ_stand_beside_each_other_once),
		SCENE_TEST(a_line_without_end_costs_no_more_than_a_line),
		SCENE_TEST(a_conflict_copy_that_is_a_beginning_need_not_come),
		SCENE_TEST(what_we_never_wrote_is_kept_beside_ours),
		SCENE_TEST(damaged_evidence_stays_where_it_is),
		SCENE_TEST(strays_bring_what_their_own_lines_speak_of),
		SCENE_TEST(what_went_to_the_state_folder_comes_home),
		SCENE_TEST(it_is_said_why_two_folders_are_not_joined),
		SCENE_TEST(a_side_that_is_missing_is_made_where_it_belongs),
		SCENE_TEST(an_incident_that_is_only_there_comes_here),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

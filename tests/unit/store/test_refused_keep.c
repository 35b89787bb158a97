/* Keeping and joining files where any one call is refused. */
#include "unit/store/sweep.h"

#include <sys/auxv.h>

#include "store/evidence.h"
#include "store/merge.h"
#include "store/merge_private.h"
#include "store/replace.h"
#include "store/seal.h"

#define TEXT "what was seen\n"

static bool
refuses(const char *call)
{
	return denial->call >= 0 &&
	       strcmp(refused_calls[denial->call]->name, call) == 0;
}

/* --- evidence */

static const char *
in_root(struct bench *b, const char *name)
{
	return arena_printf(&b->s.arena, "%s/%s", b->s.root, name);
}

static void
prepare_original(struct bench *b)
{
	char piece[4096];
	int fd;

	scene_create(&b->s, &b->f);
	assert_int_equal(unlinkat(b->f.fd, "evidence", AT_REMOVEDIR), 0);
	b->path = in_root(b, "screenshot");
	memset(piece, 'a', sizeof(piece));
	fd = open(b->path, O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	/* More than one piece of the copier. */
	for (int i = 0; i < 80; i++)
		assert_int_equal(write(fd, piece, sizeof(piece)),
				 sizeof(piece));
	close(fd);
}

static bool
attach(struct bench *b)
{
	struct evidence *e = ARENA_NEW(&b->s.arena, struct evidence);

	b->own = NULL;
	if (!evidence_copy(&b->f, b->path, NULL, &b->s.arena, e, &b->s.err))
		return false;
	b->own = e;
	return evidence_remove_original(&b->f, b->path, e, &b->s.err);
}

/* What was attached is there; the original goes only where it is. */
static void
judge_attached(struct bench *b, bool done)
{
	struct evidence *e = b->own;
	bool original = access(b->path, F_OK) == 0;

	/* All of it, however often a read was refused. */
	if (e)
		sweep_must(e->bytes == 80 * 4096 && !e->changed);
	if (e)
		sweep_must(
			evidence_compare(b->f.fd,
					 arena_printf(&b->s.arena,
						      "evidence/%s", e->file),
					 e->sha256) == EVIDENCE_GOOD);
	sweep_must(original || e);
	sweep_must(!done || !original);
}

static const struct operation attaching = {
	.name = "evidence",
	.prepare = prepare_original,
	.run = attach,
	.judge = judge_attached,
};

/* A log that grows while it is copied is looked at once more. */
struct growing {
	struct evidence_watch watch;
	const char *path;
	int calls, stop_at;
};

static bool
grow(struct evidence_watch *w, int64_t done, int64_t total)
{
	struct growing *g = (struct growing *)w;
	int fd;

	(void)done;
	(void)total;
	refused_arm(false);
	if (++g->calls == 1) {
		fd = open(g->path, O_WRONLY | O_APPEND);
		assert_int_equal(write(fd, "x", 1), 1);
		close(fd);
	}
	refused_arm(true);
	return g->calls != g->stop_at;
}

static void
prepare_growing(struct bench *b)
{
	prepare_original(b);
	assert_int_equal(truncate(b->path, 9 << 20), 0);
}

static bool
attach_growing(struct bench *b)
{
	struct evidence *e = ARENA_NEW(&b->s.arena, struct evidence);
	struct growing g = {.watch = {.tell = grow}, .path = b->path};

	b->own = NULL;
	if (!evidence_copy(&b->f, b->path, &g.watch, &b->s.arena, e, &b->s.err))
		return false;
	sweep_must(e->changed && e->bytes == 9 << 20);
	b->own = e;
	return true;
}

static const struct operation attaching_growing = {
	.name = "evidence that grows",
	.prepare = prepare_growing,
	.run = attach_growing,
	.most = 2,
};

static void
who_stops_the_second_look_keeps_nothing(void **state)
{
	struct growing g = {.watch = {.tell = grow}, .stop_at = 2};
	struct evidence e;
	struct bench b;

	(void)state;
	bench_init(&b);
	prepare_growing(&b);
	refused_plan(-1, 0, false, 0);
	g.path = b.path;
	assert_false(evidence_copy(&b.f, b.path, &g.watch, &b.s.arena, &e,
				   &b.s.err));
	refused_arm(false);
	assert_int_equal(b.s.err.kind, ERR_BUSY);
	assert_int_equal(g.calls, 2);
	sweep_must_leave_nothing(&b, -1);
	bench_fini(&b);
}

/* --- a seal */

static void
prepare_seal(struct bench *b)
{
	scene_create(&b->s, &b->f);
	scene_append(&b->s, &b->f, TEXT, NOON);
	assert_int_equal(unlinkat(b->f.fd, "seals", AT_REMOVEDIR), 0);
}

static bool
make_seal(struct bench *b)
{
	struct seal *seal = ARENA_NEW(&b->s.arena, struct seal);

	b->own = seal;
	return seal_make(&b->f, "shift", NOON, &b->s.arena, seal, &b->s.err);
}

static void
judge_seal(struct bench *b, bool done)
{
	struct seal *seal = b->own, again;
	const char *path =
		arena_printf(&b->s.arena, "%s/seals/%s", b->f.path, seal->file);

	/* It is whole, or not there. */
	if (done || access(path, F_OK) == 0)
		sweep_must(seal_open(path, &b->s.arena, &again, &b->s.err));
}

static const struct operation sealing = {
	.name = "a seal",
	.prepare = prepare_seal,
	.run = make_seal,
	.judge = judge_seal,
};

/* --- a file in the place of another */

static void
prepare_replace(struct bench *b)
{
	b->path = in_root(b, "organisation.yaml");
	scene_put(b->path, "one\n", 4);
}

static bool
replace_it(struct bench *b)
{
	return store_replace(b->path, "two\n", 4, "one\n", 4, &b->s.err);
}

static void
judge_replace(struct bench *b, bool done)
{
	size_t len;
	const char *now = scene_bytes(&b->s, b->path, &len);

	sweep_must(strcmp(now, "two\n") == 0 ||
		   (!done && strcmp(now, "one\n") == 0));
}

static const struct operation replacing = {
	.name = "another file in its place",
	.prepare = prepare_replace,
	.run = replace_it,
	.judge = judge_replace,
};

/* --- merge */

#define PLAYBOOK "x.en.2c26b46b68ffc68f.yaml"

/* Two folders that have each something for the other. */
static void
prepare_merge(struct bench *b)
{
	struct paths away;
	struct incident_place place;
	struct folder one, two;
	const char *root = in_root(b, "stick"), *copy;

	scene_create(&b->s, &one);
	scene_append(&b->s, &one, "one", NOON);
	b->f = one;
	place = scene_place(&one);
	assert_true(
		paths_find(root, NULL, false, &b->s.arena, &away, &b->s.err));
	copy = arena_printf(&b->s.arena, "%s/%s", away.incidents, place.name);
	assert_int_equal(mkdir(copy, 0700), 0);
	{
		size_t len;
		const char *name = journal_name(one.journal);
		const char *bytes = scene_bytes(
			&b->s,
			arena_printf(&b->s.arena, "%s/%s", one.path, name),
			&len);

		scene_put(arena_printf(&b->s.arena, "%s/%s", copy, name), bytes,
			  len);
	}
	/* Here goes on … */
	scene_append(&b->s, &one, "two", NOON + 1);
	scene_put(in_root(b, "kept"), "foo", 3);
	assert_int_equal(
		rename(in_root(b, "kept"),
		       arena_printf(&b->s.arena, "%s/playbooks/" PLAYBOOK,
				    one.path)),
		0);
	folder_close(&one);
	/* … and there another station begins. */
	place.path = copy;
	b->s.who.station = "phone";
	assert_true(folder_open(&away, &place, &b->s.who, &b->s.arena, &two,
				&b->s.err));
	scene_append(&b->s, &two, "three", NOON + 2);
	folder_close(&two);
	b->s.who.station = "desk";
	b->s.who.boot = "another boot";
	b->f = (struct folder){.fd = -1, .path = one.path};
	b->path = root;
	b->own = (void *)(uintptr_t)copy;
}

static bool
merge(struct bench *b, bool dry)
{
	struct merge m = {.arena = &b->s.arena, .dry_run = dry};
	bool good = merge_open(&m, &b->s.paths, b->f.path, b->path, &b->s.who,
			       &b->s.err) &&
		    merge_run(&m, &b->s.err);

	merge_close(&m);
	if (!good)
		return false;
	sweep_must(!m.forked);
	for (size_t i = 0; i < m.step_count; i++) {
		const struct merge_step *step = &m.steps[i];

		if (step->what != MERGE_UNREADABLE &&
		    step->what != MERGE_UNWRITTEN)
			continue;
		sweep_must(step->error != 0);
		sweep_must(m.unread || m.unwritten || m.busy);
		good = err_set_errno(&b->s.err, ERR_WRITE,
				     step->error == EBUSY ? 0 : step->error,
				     "%s", step->name);
	}
	return good;
}

static unsigned
lines_in(struct bench *b, const char *path)
{
	struct folder f;
	unsigned lines = 0;

	sweep_must(bench_look(b, path, &f));
	for (size_t i = 0; i < f.file_count; i++)
		lines += (unsigned)f.files[i]->count;
	folder_close(&f);
	return lines;
}

static bool
merge_both(struct bench *b)
{
	return merge(b, false);
}

/* No line is lost on the way, and the next merge goes on. */
static void
judge_merge(struct bench *b, bool done)
{
	unsigned here = lines_in(b, b->f.path), there = lines_in(b, b->own);

	sweep_must(here >= 3 && there >= 4);
	if (done && !refuses("readdir") && !refuses("fcntl"))
		sweep_must(here == 5 && there == 5);
	b->s.err = (struct err){0};
	if (!merge(b, false))
		fail_msg("%s: then \"%s\"", sweep_what, b->s.err.text);
	here = lines_in(b, b->f.path);
	there = lines_in(b, b->own);
	/* A copy that was kept beside while the file was in use stays there. */
	sweep_must(here == 5 && (there == 5 || refuses("fcntl")));
	sweep_must(there >= 5);
}

static const struct operation merging = {
	.name = "merge",
	.prepare = prepare_merge,
	.run = merge_both,
	.judge = judge_merge,
	.most = 12,
};

/* Lines that differ: each side keeps its own, and has the other's beside. */
static void
prepare_fork(struct bench *b)
{
	const char *journal;
	struct paths away;
	struct folder f;
	char *bytes;
	size_t len;

	scene_written(&b->s, &f, 3);
	b->f = (struct folder){.fd = -1, .path = f.path};
	journal = scene_journal(&b->s, &f, 0);
	bytes = scene_bytes(&b->s, journal, &len);
	b->path = in_root(b, "stick");
	assert_true(paths_find(b->path, NULL, false, &b->s.arena, &away,
			       &b->s.err));
	b->own = arena_printf(&b->s.arena, "%s%s", away.incidents,
			      strrchr(f.path, '/'));
	assert_int_equal(mkdir(b->own, 0700), 0);
	/* For a group on both sides. */
	assert_int_equal(chmod(b->own, 02770), 0);
	assert_int_equal(chmod(f.path, 02770), 0);
	/* The last line is another one there. */
	memcpy(strstr(strrchr(bytes, '{'), "seen."), "HEARD", 5);
	scene_put(arena_printf(&b->s.arena, "%s%s", (char *)b->own,
			       strrchr(journal, '/')),
		  bytes, len);
}

static bool
merge_fork(struct bench *b)
{
	struct merge m = {.arena = &b->s.arena};
	bool good = merge_open(&m, &b->s.paths, b->f.path, b->path, &b->s.who,
			       &b->s.err) &&
		    merge_run(&m, &b->s.err);

	merge_close(&m);
	if (good && (m.unread || m.unwritten || m.busy))
		return err_set(&b->s.err, ERR_WRITE, "not all came");
	return good;
}

static bool
has_text(struct bench *b, const char *path, const char *text)
{
	const struct incident_place place = {
		.path = path, .name = strrchr(path, '/') + 1, .mode = "live"};
	struct folder f;
	bool found = false;

	sweep_must(folder_open(NULL, &place, &b->s.who, &b->s.arena, &f, NULL));
	for (size_t i = 0; i < f.file_count; i++)
		for (size_t k = 0; k < f.files[i]->count; k++) {
			const char *here = f.files[i]->records[k]->text;

			found = found || (here && strstr(here, text));
		}
	folder_close(&f);
	return found;
}

static void
judge_fork(struct bench *b, bool done)
{
	sweep_must(has_text(b, b->f.path, "seen."));
	sweep_must(has_text(b, b->own, "HEARD"));
	if (done && denial->number != NONE) {
		sweep_must(has_text(b, b->f.path, "HEARD"));
		sweep_must(has_text(b, b->own, "seen."));
	}
	b->s.err = (struct err){0};
	if (!merge_fork(b))
		fail_msg("%s: then \"%s\"", sweep_what, b->s.err.text);
	sweep_must(has_text(b, b->f.path, "HEARD"));
	sweep_must(has_text(b, b->own, "seen."));
}

static const struct operation merging_forks = {
	.name = "a merge of forks",
	.prepare = prepare_fork,
	.run = merge_fork,
	.judge = judge_fork,
	.other = true,
	.most = 6,
};

/* Neither rename nor link: then looking first is what there is. */
static void
without_links_nothing_is_written_over_either(void **state)
{
	struct scene s;

	(void)state;
	scene_init(&s);
	for (int there = 0; there < 2; there++) {
		struct merge_file f = {.name = "x", .mode = 0600, .other = -1};
		const char *from = arena_printf(&s.arena, "%s/from", s.root);
		size_t len;

		scene_put(from, "new", 3);
		f.to_fd = open(s.root, O_RDONLY | O_DIRECTORY);
		f.file = open(from, O_RDONLY);
		f.st.st_size = 3;
		(void)unlinkat(f.to_fd, "x", 0);
		if (there)
			scene_put(arena_printf(&s.arena, "%s/x", s.root), "old",
				  3);
		refused_plan(refused_named("linkat"), 1, true, EPERM);
		denial->also = refused_named("renameat2");
		denial->also_number = EINVAL;
		refused_arm(true);
		assert_true(merge_file_put(&f, "x", false) == !there);
		assert_true(!there || errno == EEXIST);
		refused_arm(false);
		assert_memory_equal(
			scene_bytes(&s, arena_printf(&s.arena, "%s/x", s.root),
				    &len),
			there ? "old" : "new", 3);
		close(f.file);
		close(f.to_fd);
	}
	scene_fini(&s);
}

/* Kernels and sandboxes without one of the calls: what else there is does it.
 */
static const struct operation merging_without_openat2 = {
	.name = "merge without openat2",
	.prepare = prepare_merge,
	.run = merge_both,
	.judge = judge_merge,
	.without = "syscall",
	.without_number = ENOSYS,
	.most = 2,
};

static const struct operation merging_without_rename = {
	.name = "merge without renameat2",
	.prepare = prepare_merge,
	.run = merge_both,
	.judge = judge_merge,
	.without = "renameat2",
	.without_number = EINVAL,
	.most = 3,
};

static bool
merge_dry(struct bench *b)
{
	return merge(b, true);
}

static void
judge_dry(struct bench *b, bool done)
{
	(void)done;
	sweep_must(lines_in(b, b->f.path) == 3);
	sweep_must(lines_in(b, b->own) == 4);
}

static const struct operation merging_dry = {
	.name = "a dry merge",
	.prepare = prepare_merge,
	.run = merge_dry,
	.judge = judge_dry,
	.keeps = true,
};

/* Where nothing is yet the folder is made. */
static void
prepare_new_merge(struct bench *b)
{
	struct folder f;

	scene_written(&b->s, &f, 2);
	b->f = (struct folder){.fd = -1, .path = f.path};
	b->path = in_root(b, "stick");
	assert_int_equal(mkdir(b->path, 0700), 0);
}

static void
judge_new_merge(struct bench *b, bool done)
{
	const char *there = arena_printf(&b->s.arena, "%s/incidents%s", b->path,
					 strrchr(b->f.path, '/'));

	sweep_must(lines_in(b, b->f.path) == 3);
	if (done && !refuses("readdir"))
		sweep_must(lines_in(b, there) == 3);
	b->s.err = (struct err){0};
	if (!merge(b, false))
		fail_msg("%s: then \"%s\"", sweep_what, b->s.err.text);
	sweep_must(lines_in(b, there) == 3);
}

static const struct operation merging_new = {
	.name = "a merge into a new folder",
	.prepare = prepare_new_merge,
	.run = merge_both,
	.judge = judge_new_merge,
	.most = 4,
};

/* --- where files are */

static bool
find_paths(struct bench *b)
{
	struct paths p;
	const char *root = in_root(b, "new root/below");

	if (!paths_find(root, NULL, true, &b->s.arena, &p, &b->s.err))
		return false;
	sweep_must(strstr(p.incidents, "new root/below/incidents"));
	return true;
}

static const struct operation paths_of_root = {
	.name = "a root",
	.run = find_paths,
};

static bool
find_users_paths(struct bench *b)
{
	struct paths p;
	bool good;

	unsetenv("DRAAIBOEK_ROOT");
	setenv("HOME", b->s.root, 1);
	good = paths_find(NULL, NULL, false, &b->s.arena, &p, &b->s.err);
	setenv("HOME", "/nonexistent", 1);
	return good;
}

static const struct operation paths_of_user = {
	.name = "a user's folders",
	.run = find_users_paths,
};

static bool
keep_state(struct bench *b)
{
	paths_write_state_soon(&b->s.paths, "drafts/heron", "half a");
	return paths_write_state(&b->s.paths, "drafts/heron", "half a word",
				 &b->s.err) &&
	       paths_write_state(&b->s.paths, "last-role", "it", &b->s.err) &&
	       paths_write_state(&b->s.paths, "last-role", NULL, &b->s.err);
}

static void
judge_state(struct bench *b, bool done)
{
	const char *now =
		paths_read_state(&b->s.paths, "drafts/heron", &b->s.arena);

	if (done) {
		sweep_must(now && strcmp(now, "half a word") == 0);
		sweep_must(!paths_read_state(&b->s.paths, "last-role",
					     &b->s.arena));
	} else {
		sweep_must(!now || strncmp(now, "half a", 6) == 0);
	}
}

static const struct operation local_texts = {
	.name = "local texts",
	.run = keep_state,
	.judge = judge_state,
};

/* Without an id of the machine, or a name, there still is a station. */
static bool
identify(struct bench *b)
{
	struct journal_identity who;
	char hex[65];

	paths_machine(hex);
	paths_identity(&b->s.arena, &who);
	sweep_must(strlen(hex) == 64 && *who.station);
	return true;
}

static const struct operation identifying = {
	.name = "who this is",
	.run = identify,
};

static bool
find_zone(struct bench *b)
{
	struct zone *z = arena_alloc(&b->s.arena, 4096);
	bool found;

	unsetenv("TZ");
	found = paths_zone("", NOON, &b->s.arena, z);
	sweep_must(!found || *z->name);
	setenv("TZ", "Europe/Brussels", 1);
	return found && paths_zone(NULL, NOON, &b->s.arena, z) &&
	       paths_zone("Europe/Brussels", NOON, &b->s.arena, z);
}

static const struct operation zones = {
	.name = "zones",
	.run = find_zone,
	.quiet = true,
	.most = 3,
};

static const struct operation zones_without_file = {
	.name = "zones without a file that names one",
	.run = find_zone,
	.quiet = true,
	.without = "fopen",
	.without_number = ENOENT,
	.most = 2,
};

static void
the_rights_of_somebody_else_are_refused(void **state)
{
	static const char *const calls[] = {"getauxval", "geteuid", "getegid"};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		refused_plan(refused_named(calls[i]), 1, true, 1);
		err = (struct err){0};
		refused_arm(true);
		assert_false(paths_secure(&err));
		refused_arm(false);
		assert_int_equal(err.kind, ERR_REFUSED);
	}
	assert_true(paths_secure(&err));
}

SWEEP(attaching)
SWEEP(sealing)
SWEEP(replacing)
SWEEP(merging)
SWEEP(merging_without_openat2)
SWEEP(merging_without_rename)
SWEEP(merging_dry)
SWEEP(merging_new)
SWEEP(paths_of_root)
SWEEP(paths_of_user)
SWEEP(local_texts)
SWEEP(identifying)
SWEEP(zones)
SWEEP(zones_without_file)
SWEEP(attaching_growing)
SWEEP(merging_forks)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sweep_attaching),
		cmocka_unit_test(sweep_sealing),
		cmocka_unit_test(sweep_replacing),
		cmocka_unit_test(sweep_merging),
		cmocka_unit_test(sweep_merging_without_openat2),
		cmocka_unit_test(sweep_merging_without_rename),
		cmocka_unit_test(sweep_merging_dry),
		cmocka_unit_test(sweep_merging_new),
		cmocka_unit_test(sweep_paths_of_root),
		cmocka_unit_test(sweep_paths_of_user),
		cmocka_unit_test(sweep_local_texts),
		cmocka_unit_test(sweep_identifying),
		cmocka_unit_test(sweep_zones),
		cmocka_unit_test(sweep_zones_without_file),
		cmocka_unit_test(sweep_attaching_growing),
		cmocka_unit_test(who_stops_the_second_look_keeps_nothing),
		cmocka_unit_test(sweep_merging_forks),
		cmocka_unit_test(without_links_nothing_is_written_over_either),
		cmocka_unit_test(the_rights_of_somebody_else_are_refused),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

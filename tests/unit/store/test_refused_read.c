/* Reading an incident where any one call is refused. */
#include "unit/store/sweep.h"

#include "base/hash.h"
#include "core/library.h"
#include "store/beneath.h"
#include "store/evidence.h"
#include "store/marks.h"
#include "store/seal.h"
#include "store/verify.h"
#include "store/watch.h"

/* Everything that an incident's folder may hold, and two stations' journals. */
struct whole {
	struct folder f; /* closed */
	struct incident_place place;
	struct seal seal;
	char evidence[HASH_HEX_SIZE], head[65];
	const char *seal_path, *journal_path;
	size_t lines;
};

static const struct library_file playbook = {
	.name = "x.en.2c26b46b68ffc68f.yaml",
	.bytes = "foo",
	.len = 3,
};

static void
write_evidence(struct bench *b, struct whole *w)
{
	const char *path =
		arena_printf(&b->s.arena, "%s/screenshot", b->s.root);
	struct evidence e;
	struct record_more more = {0};
	struct record r = {.kind = RECORD_EVIDENCE, .more = &more};
	struct record *written;

	scene_put(path, "a picture", 9);
	assert_true(
		evidence_copy(&b->f, path, NULL, &b->s.arena, &e, &b->s.err));
	memcpy(w->evidence, e.sha256, sizeof(w->evidence));
	more.file = e.file;
	more.sha256 = e.sha256;
	more.bytes = (struct number){.value = e.bytes, .set = true};
	assert_int_equal(
		folder_append(&b->f, &r, NOON, NULL, &written, &b->s.err),
		JOURNAL_SAVED);
}

static void
write_playbook(struct bench *b)
{
	struct record_file file = {.file = playbook.name};
	struct record_more more = {
		.mode = "live", .files = &file, .file_count = 1};
	struct record r = {.kind = RECORD_OPEN, .more = &more};
	char hex[HASH_HEX_SIZE];
	struct record *written;

	hash_hex(playbook.bytes, playbook.len, hex);
	file.sha256 = hex;
	assert_true(folder_keep_file(&b->f, &playbook, &b->s.err));
	assert_int_equal(
		folder_append(&b->f, &r, NOON, NULL, &written, &b->s.err),
		JOURNAL_SAVED);
}

/* A second station, whose writer was killed in the middle of a line. */
static void
write_other(struct bench *b, const struct folder *f)
{
	struct paths paths = b->s.paths;
	struct incident_place place = scene_place(f);
	struct folder other;

	paths.state = arena_printf(&b->s.arena, "%s/other-state", b->s.root);
	b->s.who.station = "phone";
	assert_true(folder_open(&paths, &place, &b->s.who, &b->s.arena, &other,
				&b->s.err));
	scene_append(&b->s, &other, "Heard by phone.", NOON + 10);
	scene_add(arena_printf(&b->s.arena, "%s/%s", f->path,
			       journal_name(other.journal)),
		  "{\"pre", 5);
	folder_close(&other);
	b->s.who.station = "desk";
}

static void
prepare_whole(struct bench *b)
{
	struct whole *w = arena_alloc(&b->s.arena, sizeof(*w));
	struct folder again;

	scene_create(&b->s, &b->f);
	write_playbook(b);
	write_evidence(b, w);
	write_other(b, &b->f);
	folder_close(&b->f);
	/* Another process of this station reads, tells, seals. */
	b->s.who.boot = "another boot";
	scene_open(&b->s, &b->f, &again);
	scene_append(&b->s, &again, "And again.", NOON + 20);
	assert_true(seal_make(&again, "shift", NOON + 30, &b->s.arena, &w->seal,
			      &b->s.err));
	for (size_t i = 0; i < again.file_count; i++)
		w->lines += again.files[i]->count;
	memcpy(w->head, journal_head(again.journal), sizeof(w->head));
	w->journal_path = arena_printf(&b->s.arena, "%s/%s", b->f.path,
				       journal_name(again.journal));
	folder_close(&again);
	w->seal.incident = arena_strdup(&b->s.arena, w->seal.incident);
	w->f = b->f;
	w->place = scene_place(&b->f);
	w->place.id8 = w->place.name + strlen(w->place.name) - 8;
	w->seal_path = arena_printf(&b->s.arena, "%s/seals/%s", b->f.path,
				    w->seal.file);
	b->own = w;
}

static bool
open_whole(struct bench *b)
{
	struct whole *w = b->own;

	return folder_open(&b->s.paths, &w->place, &b->s.who, &b->s.arena,
			   &b->f, &b->s.err);
}

static bool
is_alarm(const struct folder *f, const char *name)
{
	for (size_t i = 0; i < f->alarm_count; i++)
		if (f->alarms[i].what == FOLDER_UNREADABLE &&
		    strcmp(f->alarms[i].file, name) == 0)
			return true;
	return false;
}

/* --- opening */

/* A file that was cut off while it was read has what it has. */
static bool
ends_early(void)
{
	return denial->number == NONE;
}

/* What is not there is told; nothing is missing without a word. */
static void
judge_open(struct bench *b, bool done)
{
	struct whole *w = b->own;
	size_t lines = 0, told = 0;

	if (!done)
		return;
	for (size_t i = 0; i < b->f.file_count; i++) {
		lines += b->f.files[i]->count;
		told += is_alarm(&b->f, b->f.files[i]->name);
	}
	for (size_t i = 0; i < b->f.alarm_count; i++)
		sweep_must(b->f.alarms[i].what == FOLDER_UNREADABLE);
	sweep_must(lines == w->lines || told > 0 || ends_early());
	b->f.read_only = true;
	folder_close(&b->f);
}

static const struct operation opening = {
	.name = "opening",
	.prepare = prepare_whole,
	.run = open_whole,
	.judge = judge_open,
	.keeps = true,
};

static bool
look_at_whole(struct bench *b)
{
	struct whole *w = b->own;

	return folder_look(&b->s.paths, &w->place, &b->s.who, &b->s.arena,
			   &b->f, &b->s.err);
}

static void
judge_look(struct bench *b, bool done)
{
	struct whole *w = b->own;

	if (!done)
		return;
	sweep_must(!*b->f.id || strcmp(b->f.id, w->f.id) == 0);
	folder_close(&b->f);
}

static const struct operation looking = {
	.name = "looking",
	.prepare = prepare_whole,
	.run = look_at_whole,
	.judge = judge_look,
	.keeps = true,
};

/* --- what others wrote since */

static void
prepare_refresh(struct bench *b)
{
	struct incident *in = arena_alloc(&b->s.arena, sizeof(*in));

	scene_create(&b->s, &b->f);
	scene_append(&b->s, &b->f, "one", NOON);
	incident_init(in, &b->s.arena, NULL);
	folder_fold(&b->f, in);
	write_other(b, &b->f);
	b->own = in;
}

static bool
refresh(struct bench *b)
{
	bool changed, again;

	return folder_refresh(&b->f, b->own, &changed, &again, &b->s.err);
}

static void
judge_refresh(struct bench *b, bool done)
{
	struct incident *in = b->own;
	bool changed, again, unread = false;

	for (size_t i = 0; i < b->f.alarm_count; i++) {
		sweep_must(ends_early() ||
			   b->f.alarms[i].what == FOLDER_UNREADABLE);
		unread = true;
	}
	sweep_must(!done || unread || ends_early() || in->log_count == 4);
	/* Once the disk answers again it is all there. */
	sweep_must(folder_refresh(&b->f, in, &changed, &again, &b->s.err));
	if (again) {
		incident_init(in, &b->s.arena, NULL);
		folder_fold(&b->f, in);
	}
	sweep_must(in->log_count == 4);
}

static const struct operation refreshing = {
	.name = "reading on",
	.prepare = prepare_refresh,
	.run = refresh,
	.judge = judge_refresh,
};

/* A journal that was read already, and that has more since. */
static void
prepare_longer(struct bench *b)
{
	struct incident *in = arena_alloc(&b->s.arena, sizeof(*in));
	struct incident_place place;
	struct paths paths = b->s.paths;
	struct folder first, other;

	scene_create(&b->s, &first);
	place = scene_place(&first);
	b->s.who.station = "phone";
	paths.state = arena_printf(&b->s.arena, "%s/other-state", b->s.root);
	assert_true(folder_open(&paths, &place, &b->s.who, &b->s.arena, &other,
				&b->s.err));
	other.read_only = false;
	memcpy(other.id, first.id, sizeof(other.id));
	scene_append(&b->s, &other, "one", NOON);
	folder_close(&first);
	b->s.who.station = "desk";
	scene_open(&b->s, &first, &b->f);
	incident_init(in, &b->s.arena, NULL);
	folder_fold(&b->f, in);
	assert_int_equal(in->log_count, 2);
	scene_append(&b->s, &other, "two", NOON + 1);
	scene_append(&b->s, &other, "three", NOON + 2);
	folder_close(&other);
	b->own = in;
}

static const struct operation refreshing_longer = {
	.name = "reading on in a journal",
	.prepare = prepare_longer,
	.run = refresh,
	.judge = judge_refresh,
};

/* --- finding */

static bool
find(struct bench *b, const char *typed)
{
	struct incident_place found;
	struct whole *w = b->own;

	if (!folder_find(&b->s.paths, typed, &b->s.arena, &found, &b->s.err))
		return false;
	sweep_must(strcmp(found.name, w->place.name) == 0);
	return true;
}

static bool
find_all_ways(struct bench *b)
{
	struct whole *w = b->own;

	return find(b, NULL) && find(b, w->f.id) && find(b, w->place.id8) &&
	       find(b, w->place.name) && find(b, w->place.path);
}

static const struct operation finding = {
	.name = "finding",
	.prepare = prepare_whole,
	.run = find_all_ways,
	.keeps = true,
};

/* --- proof */

static struct verify_result *
verify(struct bench *b, const struct verify_anchor *anchor)
{
	struct verify_result *r = ARENA_NEW(&b->s.arena, struct verify_result);

	if (!open_whole(b))
		return NULL;
	verify_anchored(&b->f, &b->s.paths, anchor, &b->s.arena, r);
	b->f.read_only = true;
	folder_close(&b->f);
	b->path = NULL;
	return r;
}

/* Good is what was read and compared; what was not is said. */
static bool
verify_all(struct bench *b)
{
	struct whole *w = b->own;
	struct verify_anchor anchor = {.head = w->head, .seal = &w->seal};
	struct verify_result *r = verify(b, &anchor);

	if (!r)
		return false;
	for (size_t i = 0; i < r->file_count; i++)
		sweep_must(!r->files[i].bad_line || ends_early() ||
			   strstr(r->files[i].bad_why, "cannot be read"));
	sweep_must(!r->seal_foreign);
	sweep_must(ends_early() || (!r->evidence_bad && !r->playbooks_bad));
	/* As it is, nothing is missing. */
	sweep_must(!r->evidence_gone_name || denial->number == ENOENT);
	sweep_must(!r->evidence_missing_name || denial->number == ENOENT);
	sweep_must(!r->playbook_missing_name || denial->number == ENOENT);
	if (r->broken)
		return err_set(&b->s.err, ERR_NOT_FOUND, "broken: %zu unread",
			       r->unread);
	if (r->evidence_unread_name || r->playbook_unread_name) {
		sweep_must(!r->anchored);
		return err_set(&b->s.err, ERR_NOT_FOUND, "unread");
	}
	sweep_must(r->head_found);
	return true;
}

static const struct operation proving = {
	.name = "proof",
	.prepare = prepare_whole,
	.run = verify_all,
	.keeps = true,
};

static bool
verify_looked_at(struct bench *b)
{
	struct whole *w = b->own;
	struct verify_result r;

	if (!look_at_whole(b))
		return false;
	verify_folder(&b->f, &b->s.paths, NULL, &b->s.arena, &r);
	folder_close(&b->f);
	sweep_must(!r.anchored || r.file_count == 3);
	(void)w;
	return !r.broken ||
	       err_set(&b->s.err, ERR_NOT_FOUND, "broken: %zu", r.unread);
}

static const struct operation proving_unread = {
	.name = "proof without reading first",
	.prepare = prepare_whole,
	.run = verify_looked_at,
	.keeps = true,
};

static bool
verify_file(struct bench *b)
{
	struct whole *w = b->own;
	struct verify_result r;

	if (!verify_one_anchored(w->journal_path,
				 &(struct verify_anchor){.seal = &w->seal},
				 &b->s.arena, &r))
		return false;
	sweep_must(ends_early() || (!r.broken && r.anchored));
	return true;
}

static const struct operation proving_one = {
	.name = "proof of one file",
	.prepare = prepare_whole,
	.run = verify_file,
	.keeps = true,
	.quiet = true,
};

/* A line was changed: it is found, or nobody could read it. */
static void
prepare_changed(struct bench *b)
{
	char *bytes, *at = NULL;
	const char *journal;
	struct whole *w;
	size_t len;

	prepare_whole(b);
	w = b->own;
	for (size_t i = 0; !at; i++) {
		journal = scene_journal(&b->s, &w->f, i);
		bytes = scene_bytes(&b->s, journal, &len);
		at = strstr(bytes, "Z\",\"kind\":\"open\"");
	}
	at[-1] = at[-1] == '1' ? '2' : '1';
	scene_put(journal, bytes, len);
}

static bool
verify_changed(struct bench *b)
{
	struct verify_result *r = verify(b, &(struct verify_anchor){0});

	if (!r)
		return false;
	sweep_must(r->broken || ends_early());
	return true;
}

static const struct operation proving_changed = {
	.name = "proof of a changed journal",
	.prepare = prepare_changed,
	.run = verify_changed,
	.keeps = true,
};

/* --- seals */

static bool
open_seals(struct bench *b)
{
	struct whole *w = b->own;
	const char *unread;
	struct seal seal;
	bool good;

	if (!seal_open(w->seal_path, &b->s.arena, &seal, &b->s.err) ||
	    !open_whole(b))
		return false;
	good = seal_find(&b->f, w->seal.sha256, &b->s.arena, &seal, &unread);
	b->f.read_only = true;
	folder_close(&b->f);
	/* Not to be found it may be only where that is told. */
	if (!good)
		sweep_must(unread || ends_early() || denial->number == ENOENT);
	return good ||
	       err_set(&b->s.err, ERR_NOT_FOUND, "%s is unread", unread);
}

static const struct operation sealed = {
	.name = "seals",
	.prepare = prepare_whole,
	.run = open_seals,
	.keeps = true,
};

/* --- small things */

static bool
read_kept(struct bench *b)
{
	struct whole *w = b->own;
	enum evidence_state state;
	const char *path =
		arena_printf(&b->s.arena, "evidence/sha256-%s", w->evidence);
	size_t len;
	bool good;

	if (!open_whole(b))
		return false;
	good = folder_kept_file(&b->f, playbook.name, NULL, &len, &b->s.arena,
				&b->s.err) != NULL;
	state = evidence_compare_kept(&b->f, path, w->evidence, NULL);
	b->f.read_only = true;
	folder_close(&b->f);
	sweep_must(state == EVIDENCE_GOOD || state == EVIDENCE_UNREADABLE ||
		   (state == EVIDENCE_MISSING && denial->number == ENOENT));
	if (good && state != EVIDENCE_GOOD)
		return err_set(&b->s.err, ERR_NOT_FOUND, "evidence");
	return good;
}

static const struct operation reading_kept = {
	.name = "what is kept",
	.prepare = prepare_whole,
	.run = read_kept,
	.keeps = true,
};

/* Marks are never needed; what they say is never wrong. */
static bool
read_marks(struct bench *b)
{
	struct whole *w = b->own;
	const char **journals;
	struct away_mark *away;
	size_t count;
	char id[33];

	if (!marks_find_incident(b->s.paths.state, w->place.id8, id))
		return false;
	sweep_must(strcmp(id, w->f.id) == 0);
	marks_list_seen(b->s.paths.state, id, &b->s.arena, &journals, &count);
	sweep_must(count <= 3);
	marks_list_away(b->s.paths.state, id, &b->s.arena, &away, &count);
	sweep_must(count == 0);
	return true;
}

static const struct operation reading_marks = {
	.name = "marks",
	.prepare = prepare_whole,
	.run = read_marks,
	.keeps = true,
	.quiet = true,
};

/* Where the kernel does not tell, looking does. */
static bool
watch(struct bench *b)
{
	struct incident_places all;
	struct whole *w = b->own;
	struct watch watching;

	if (!open_whole(b))
		return false;
	watch_init(&watching, &b->f);
	(void)watch_changed(&watching, 1000);
	(void)watch_changed(&watching, 3000);
	watch_fini(&watching);
	(void)folder_list(&b->s.paths, &b->s.arena, &all, NULL);
	(void)watch_list(&all, 1);
	(void)watch_list(&all, 0);
	b->f.read_only = true;
	folder_close(&b->f);
	(void)w;
	return true;
}

static const struct operation watching = {
	.name = "watching",
	.prepare = prepare_whole,
	.run = watch,
	.keeps = true,
};

/* --- what no call fails in */

static void
another_users_folder_is_refused_unless_it_is_shared(void **state)
{
	struct incident_place place;
	struct bench b;
	struct folder f;

	(void)state;
	bench_init(&b);
	scene_written(&b.s, &f, 1);
	place = scene_place(&f);
	if (getuid() == 0)
		assert_int_equal(chown(f.path, 1234, (gid_t)-1), 0);
	refused_plan(refused_named("geteuid"), 1, true, 4711);
	refused_arm(true);
	assert_false(folder_open(&b.s.paths, &place, &b.s.who, &b.s.arena, &f,
				 &b.s.err));
	assert_non_null(strstr(b.s.err.text, "--group"));
	assert_int_equal(chmod(place.path, 02770), 0);
	assert_true(folder_open(&b.s.paths, &place, &b.s.who, &b.s.arena, &f,
				&b.s.err));
	refused_arm(false);
	assert_true(f.group);
	f.read_only = true;
	folder_close(&f);
	bench_fini(&b);
}

static void
without_openat2_no_path_leads_out_either(void **state)
{
	static const struct {
		const char *path;
		int number;
	} paths[] = {
		{"a/b", 0},          {"a//b", EXDEV},   {"../x", EXDEV},
		{"a/../a/b", EXDEV}, {"", EXDEV},       {"/a/b", EXDEV},
		{"link/b", ELOOP},   {"a/link", ELOOP}, {"a/none", ENOENT},
	};
	char name[300];
	struct bench b;
	int root, fd;

	(void)state;
	bench_init(&b);
	root = open(b.s.root, O_RDONLY | O_DIRECTORY);
	assert_int_equal(mkdirat(root, "a", 0700), 0);
	assert_int_equal(symlinkat("a", root, "link"), 0);
	assert_int_equal(symlinkat("b", root, "a/link"), 0);
	close(openat(root, "a/b", O_WRONLY | O_CREAT, 0600));
	refused_plan(refused_named("syscall"), 1, true, ENOSYS);
	refused_arm(true);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		errno = 0;
		fd = beneath_open(root, paths[i].path, O_RDONLY, 0);
		/* A link to a folder is no folder. */
		if ((fd >= 0) != (paths[i].number == 0) ||
		    (fd < 0 && errno != paths[i].number && errno != ENOTDIR))
			fail_msg("%s: %d, %s", paths[i].path, fd,
				 strerror(errno));
		if (fd >= 0)
			close(fd);
	}
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_int_equal(beneath_open(root, name, O_RDONLY, 0), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	refused_arm(false);
	close(root);
	bench_fini(&b);
}

SWEEP(opening)
SWEEP(looking)
SWEEP(refreshing)
SWEEP(refreshing_longer)
SWEEP(finding)
SWEEP(proving)
SWEEP(proving_unread)
SWEEP(proving_one)
SWEEP(proving_changed)
SWEEP(sealed)
SWEEP(reading_kept)
SWEEP(reading_marks)
SWEEP(watching)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sweep_opening),
		cmocka_unit_test(sweep_looking),
		cmocka_unit_test(sweep_refreshing),
		cmocka_unit_test(sweep_refreshing_longer),
		cmocka_unit_test(sweep_finding),
		cmocka_unit_test(sweep_proving),
		cmocka_unit_test(sweep_proving_unread),
		cmocka_unit_test(sweep_proving_one),
		cmocka_unit_test(sweep_proving_changed),
		cmocka_unit_test(sweep_sealed),
		cmocka_unit_test(sweep_reading_kept),
		cmocka_unit_test(sweep_reading_marks),
		cmocka_unit_test(sweep_watching),
		cmocka_unit_test(
			another_users_folder_is_refused_unless_it_is_shared),
		cmocka_unit_test(without_openat2_no_path_leads_out_either),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

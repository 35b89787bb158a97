/*
 * Journals that come together: in any order, twice, in parts, torn, as
 * conflict copies, with wrong clocks and forged circles, the merged log is the
 * same, and causes stand before effects.
 */
#include "unit/store/scene.h"

#include <sys/syscall.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/map.h"
#include "core/order.h"
#include "store/merge.h"
#include "store/merge_private.h"

#define STATIONS 6
#define HOUR INT64_C(3600000)

static unsigned seed = 7;

static unsigned
any_of(unsigned count)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % count;
}

/* A journal as a station writes it, with a clock of its own. */
struct station {
	char name[64];
	int64_t off; /* of its clock */
	struct buf bytes;
	size_t ends[400]; /* of its lines */
	int64_t n;
	char head[65];
	int64_t told[STATIONS];
	char heads[400][65];
};

struct team {
	struct scene *scene;
	struct station stations[STATIONS];
	char id[33];
	unsigned lines;
};

static void
write_line(struct team *t, unsigned who, int64_t now, bool forged)
{
	struct station *s = &t->stations[who];
	struct record_head seen[STATIONS];
	struct record r = scene_note("Something was seen.");
	char salt[17], id[17];
	struct buf line = {0};
	struct record_more first = {.format = {.value = 1, .set = true},
				    .mode = "live",
				    .station = "desk"};

	snprintf(salt, sizeof(salt), "%016x", any_of(60000));
	snprintf(id, sizeof(id), "%08x%08x", who, (unsigned)s->n);
	if (s->n == 0)
		r = (struct record){.kind = RECORD_JOURNAL, .more = &first};
	r.prev = s->n ? s->head : ZEROS;
	r.salt = salt;
	r.incident = t->id;
	r.n = s->n + 1;
	r.id = id;
	r.time = now + s->off;
	r.seen = seen;
	for (unsigned k = 0; k < STATIONS; k++) {
		struct station *o = &t->stations[k];

		if (k == who || o->n == s->told[k] || any_of(3))
			continue;
		seen[r.seen_count++] = (struct record_head){
			.file = o->name,
			/* What nobody has written yet: the forger's circle. */
			.n = forged ? o->n + 2 : o->n,
			.head = o->heads[o->n - 1],
		};
		s->told[k] = o->n;
	}
	record_write(&r, &line);
	hash_hex(line.bytes, line.len, s->head);
	memcpy(s->heads[s->n], s->head, 65);
	s->ends[s->n] = s->bytes.len + line.len;
	s->n++;
	buf_add(&s->bytes, line.bytes, line.len);
	buf_fini(&line);
	t->lines++;
}

/* Clocks up to a day off; the last station lives in 2099. */
static void
team_init(struct team *t, struct scene *s, unsigned lines, bool forged)
{
	memset(t, 0, sizeof(*t));
	t->scene = s;
	memset(t->id, 'a', 32);
	for (unsigned i = 0; i < STATIONS; i++) {
		snprintf(t->stations[i].name, sizeof(t->stations[i].name),
			 "20261122T12000%uZ-desk-%08x.jsonl", i, any_of(60000));
		t->stations[i].off =
			((int64_t)any_of(49) - 24) * HOUR + any_of(1000);
	}
	t->stations[STATIONS - 1].off = INT64_C(4070908800000) - NOON;
	for (unsigned i = 0; i < STATIONS; i++)
		write_line(t, i, NOON, false);
	for (unsigned i = 0; i < lines; i++)
		write_line(t, any_of(STATIONS), NOON + i * 500,
			   forged && any_of(20) == 0);
}

static void
team_fini(struct team *t)
{
	for (unsigned i = 0; i < STATIONS; i++)
		buf_fini(&t->stations[i].bytes);
}

static void
put_journal(struct team *t, const char *folder, const char *name,
	    const struct station *s, size_t len)
{
	scene_put(arena_printf(&t->scene->arena, "%s/%s", folder, name),
		  s->bytes.bytes, len);
}

static const char *
new_folder(struct team *t, const char *name)
{
	const char *root =
		arena_printf(&t->scene->arena, "%s/%s", t->scene->root, name);
	const char *path = arena_printf(&t->scene->arena,
					"%s/20261122T120000Z-x-aaaaaaaa", root);

	mkdir(root, 0700);
	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

/* The folder's merged log as one hash: what `log --json` shows. */
static void
hash_log(struct team *t, const char *path, struct arena *a, char hex[65],
	 unsigned *cuts, unsigned *entries)
{
	const struct incident_place place = {
		.path = path,
		.name = strrchr(path, '/') + 1,
		.mode = "live",
	};
	struct hash *hash = hash_new();
	struct incident in;
	struct zone zone = {0};
	struct folder f;

	assert_true(folder_open(NULL, &place, &t->scene->who, a, &f,
				&t->scene->err));
	incident_init(&in, a, &zone);
	folder_fold(&f, &in);
	for (size_t i = 0; i < in.log_count; i++) {
		hash_feed(hash, record_line(in.log[i].record, a),
			  in.log[i].record->line_len);
		hash_feed(hash, in.log[i].file, strlen(in.log[i].file) + 1);
	}
	hash_peek(hash, hex);
	hash_free(hash);
	*cuts = in.cut_count;
	*entries = (unsigned)in.log_count;
	f.read_only = true;
	folder_close(&f);
}

static void
shuffle(unsigned order[], unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		order[i] = i;
	for (unsigned i = count; i > 1; i--) {
		unsigned k = any_of(i), kept = order[i - 1];

		order[i - 1] = order[k];
		order[k] = kept;
	}
}

/* Each journal, in any order, perhaps torn and twice, as copies come in. */
static void
scatter(struct team *t, const char *path)
{
	unsigned order[STATIONS];

	shuffle(order, STATIONS);
	for (unsigned i = 0; i < STATIONS; i++) {
		const struct station *s = &t->stations[order[i]];
		char copy[NAME_MAX + 1];
		size_t part = 1 + any_of((unsigned)s->bytes.len);

		if (any_of(3) == 0) {
			snprintf(copy, sizeof(copy),
				 "%.*s.sync-conflict-20261122-%06u-"
				 "ABCDEFG.jsonl",
				 (int)strlen(s->name) - 6, s->name,
				 any_of(60000));
			put_journal(t, path, copy, s, part);
		}
		put_journal(t, path, s->name, s, s->bytes.len);
		if (any_of(4) == 0)
			scene_add(arena_printf(&t->scene->arena, "%s/%s", path,
					       s->name),
				  "{\"prev\":\"torn", 13);
	}
}

static void
shuffled_copies_give_one_log(struct scene *s, bool forged, unsigned rounds)
{
	static struct team t;
	char first[65] = "", hex[65];
	unsigned cuts, entries, first_cuts = 0;
	struct arena a = {0};

	team_init(&t, s, 120, forged);
	for (unsigned round = 0; round < rounds; round++) {
		char name[16];

		snprintf(name, sizeof(name), "r%u", round);
		scatter(&t, new_folder(&t, name));
		hash_log(&t,
			 arena_printf(&a, "%s/%s/20261122T120000Z-x-aaaaaaaa",
				      s->root, name),
			 &a, hex, &cuts, &entries);
		assert_int_equal(entries, t.lines);
		if (!*first) {
			memcpy(first, hex, sizeof(first));
			first_cuts = cuts;
		}
		assert_string_equal(hex, first);
		assert_true(forged ? cuts > 0 && first_cuts > 0 : cuts == 0);
		arena_reset(&a);
		arena_reset(&s->arena);
	}
	print_message("# %u shuffled sets of %u lines: 1 log, %u circles cut\n",
		      rounds, t.lines, first_cuts);
	arena_fini(&a);
	team_fini(&t);
}

static void
a_thousand_shuffles_give_one_log(void **state)
{
	shuffled_copies_give_one_log(*state, false, 1000);
}

static void
forged_circles_end_and_are_told(void **state)
{
	shuffled_copies_give_one_log(*state, true, 100);
}

static size_t
place_of(const struct incident *in, const char *file, int64_t n)
{
	for (size_t i = 0; i < in->log_count; i++)
		if (in->log[i].record->n == n &&
		    strcmp(in->log[i].file, file) == 0)
			return i;
	return SIZE_MAX;
}

static unsigned
count_inversions(const struct incident *in)
{
	unsigned inversions = 0;

	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;

		if (r->n > 1 && place_of(in, in->log[i].file, r->n - 1) > i)
			inversions++;
		for (unsigned k = 0; k < r->seen_count; k++) {
			size_t cause =
				place_of(in, r->seen[k].file, r->seen[k].n);

			if (cause != SIZE_MAX && cause > i)
				inversions++;
		}
	}
	return inversions;
}

/* Clocks a day off either way and one in 2099; a journal in between missing. */
static void
no_effect_stands_before_its_cause(void **state)
{
	struct scene *s = *state;
	static struct team t;
	unsigned edges = 0;

	for (unsigned round = 0; round < 40; round++) {
		struct arena a = {0};
		struct zone zone = {0};
		struct incident in;
		struct folder f;
		char name[16];
		const char *path;

		team_init(&t, s, 150, false);
		snprintf(name, sizeof(name), "c%u", round);
		path = new_folder(&t, name);
		for (unsigned i = 0; i < STATIONS; i++)
			if (round % 2 == 0 || i != 2)
				put_journal(&t, path, t.stations[i].name,
					    &t.stations[i],
					    t.stations[i].bytes.len);
		assert_true(folder_open(
			NULL,
			&(struct incident_place){.path = path,
						 .name = strrchr(path, '/') + 1,
						 .mode = "live"},
			&s->who, &a, &f, &s->err));
		incident_init(&in, &a, &zone);
		folder_fold(&f, &in);
		assert_int_equal(count_inversions(&in), 0);
		for (size_t i = 0; i < in.log_count; i++)
			edges += in.log[i].record->seen_count;
		f.read_only = true;
		folder_close(&f);
		arena_fini(&a);
		team_fini(&t);
	}
	assert_true(edges > 1000);
	print_message("# %u causes named, 0 behind their effects\n", edges);
}

static void
merge_two(struct scene *s, const char *here, const char *there)
{
	struct paths p = s->paths;
	struct merge m = {.arena = &s->arena};

	p.state = NULL;
	assert_true(merge_open(&m, &p, here, there, &s->who, &s->err));
	assert_true(merge_run(&m, &s->err));
	assert_false(m.forked || m.unread || m.unwritten);
	merge_close(&m);
}

/* Parts of journals in four folders, merged by twos in any order. */
static void
parts_come_together_whatever_is_merged_first(void **state)
{
	struct scene *s = *state;
	static struct team t;
	char first[65] = "", hex[65];
	unsigned cuts, entries;
	struct arena a = {0};

	team_init(&t, s, 60, false);
	for (unsigned round = 0; round < 12; round++) {
		const char *paths[4];
		char name[16];

		for (unsigned i = 0; i < 4; i++) {
			snprintf(name, sizeof(name), "p%u-%u", round, i);
			paths[i] = new_folder(&t, name);
		}
		for (unsigned i = 0; i < STATIONS; i++) {
			const struct station *one = &t.stations[i];
			unsigned whole = any_of(4);

			for (unsigned k = 0; k < 4; k++) {
				size_t part = any_of((unsigned)one->bytes.len);

				put_journal(&t, paths[k], one->name, one,
					    k == whole ? one->bytes.len : part);
			}
		}
		/* A ring there and back brings everything everywhere. */
		for (unsigned k = 0; k < 8; k++) {
			unsigned from = (k + round) % 4;

			merge_two(s, paths[from], paths[(from + 1) % 4]);
		}
		for (unsigned i = 0; i < 4; i++) {
			hash_log(&t, paths[i], &a, hex, &cuts, &entries);
			assert_int_equal(entries, t.lines);
			if (!*first)
				memcpy(first, hex, sizeof(first));
			assert_string_equal(hex, first);
		}
		arena_reset(&a);
	}
	arena_fini(&a);
	team_fini(&t);
}

/* The file that loses its end while it is read; NULL: none. */
static const char *shrinks;

ssize_t
pread(int fd, void *bytes, size_t len, off_t at)
{
	const char *path = shrinks;

	shrinks = NULL;
	if (path)
		assert_int_equal(truncate(path, 10), 0);
	return syscall(SYS_pread64, fd, bytes, len, at);
}

static void
a_file_that_shrinks_while_it_comes_is_busy(void **state)
{
	struct scene *s = *state;
	const char *evidence, *root, *copy;
	struct merge m = {.arena = &s->arena};
	struct folder f;

	scene_written(s, &f, 2);
	evidence = arena_printf(&s->arena, "%s/documents/letter.md", f.path);
	scene_put(evidence, "A letter that is long enough.", 29);
	root = arena_printf(&s->arena, "%s/stick", s->root);
	assert_int_equal(mkdir(root, 0700), 0);
	copy = arena_printf(&s->arena, "%s/incidents/%s/documents/letter.md",
			    root, strrchr(f.path, '/') + 1);
	assert_true(merge_open(&m, &s->paths, f.path, root, &s->who, &s->err));
	shrinks = evidence;
	/* The journal is read first: its bytes are all there. */
	assert_true(merge_run(&m, &s->err));
	merge_close(&m);
	assert_true(m.busy);
	assert_false(m.unwritten || m.unread);
	assert_int_equal(access(copy, F_OK), -1);
	/* And again, as it says. */
	m = (struct merge){.arena = &s->arena};
	assert_true(merge_open(&m, &s->paths, f.path, root, &s->who, &s->err));
	assert_true(merge_run(&m, &s->err));
	merge_close(&m);
	assert_false(m.busy || m.unwritten || m.unread);
	assert_int_equal(access(copy, F_OK), 0);
}

static void
a_conflict_copy_is_named_by_what_differs(void **state)
{
	char name[NAME_MAX + 1], back[NAME_MAX + 1], longest[NAME_MAX + 1];

	(void)state;
	merge_conflict_name("a-b.jsonl", "0123456789abcdef9999", name);
	assert_string_equal(name, "a-b.conflict-0123456789abcdef.jsonl");
	assert_true(merge_conflict_of(name, back));
	assert_string_equal(back, "a-b.jsonl");
	merge_conflict_name("letter.md", "0123456789abcdef", name);
	assert_string_equal(name, "letter.md.conflict-0123456789abcdef");
	assert_true(merge_conflict_of(name, back));
	assert_string_equal(back, "letter.md");
	assert_false(merge_conflict_of("a-b.jsonl", back));
	assert_false(merge_conflict_of(".conflict-0123456789abcdef", back));
	assert_false(merge_conflict_of("a.conflict-0123.jsonl", back));
	memset(longest, 'x', NAME_MAX);
	longest[NAME_MAX] = '\0';
	merge_conflict_name(longest, "0123456789abcdef", name);
	assert_true(strlen(name) <= NAME_MAX);
	memcpy(longest + NAME_MAX - 6, ".jsonl", 6);
	merge_conflict_name(longest, "0123456789abcdef", name);
	assert_true(strlen(name) <= NAME_MAX);
	assert_string_equal(name + strlen(name) - 6, ".jsonl");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(a_thousand_shuffles_give_one_log),
		SCENE_TEST(forged_circles_end_and_are_told),
		SCENE_TEST(no_effect_stands_before_its_cause),
		SCENE_TEST(parts_come_together_whatever_is_merged_first),
		SCENE_TEST(a_file_that_shrinks_while_it_comes_is_busy),
		SCENE_TEST(a_conflict_copy_is_named_by_what_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

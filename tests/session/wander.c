/*
 * Random keys over every screen, at sizes that change under way, while another
 * station writes now and then, disks fail and clocks go on.
 *
 *	wander FOLDER KEYS SEED SCRIPT.keys...
 *
 * A walk begins at a screen that one of the scripts comes to: at each of them,
 * and at the start as often, as far as KEYS go.
 *
 * What must hold, whatever is pressed:
 *
 *  - an entry is written by Space or Enter alone, or z by who leads an exercise
 *    (or by one of them that was held back because it might have been held
 *    down);
 *  - a second copy that replays the journal after each entry is in the same
 *    state as the one that went along, word for word of `status --json`;
 *  - nothing is drawn outside the window;
 *  - a key that is held down for ten seconds writes at most once;
 *  - a paste, a resize or a tick writes nothing;
 *  - and no screen, menu, form or state of session/modes is left out.
 *
 * A failure names the seed and the key; the same seed gives the same walk.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "core/playbook.h"
#include "core/status.h"
#include "export/status_json.h"
#include "session/modes.h"
#include "session/script.h"
#include "ui/views.h"

#define WALK_LEAST 40    /* keys, until everything begins anew */
#define GUARD_CELLS 2048 /* before and behind the grid */
#define GUARD_BYTE 0x5a

struct wander {
	struct run run;     /* desk, front end, grid, clock */
	struct cell *cells; /* the grid's, with guards around them */
	size_t cell_count;
	uint64_t random;
	unsigned long key_count, walk, walk_keys;
	unsigned long seed;
	unsigned long entries, writes, holds, failed, seen[MODES_MOST];
	const char *what;
	/* where walks begin: at the screens of scripts, one after the other */
	const char *folder;
	char **scripts;
	unsigned script_count, script, screen;
};

static uint64_t
draw_random(struct wander *w)
{
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return w->random;
}

static unsigned
below(struct wander *w, unsigned most)
{
	return (unsigned)(draw_random(w) >> 20) % most;
}

static bool
one_in(struct wander *w, unsigned most)
{
	return below(w, most) == 0;
}

static void
complain(struct wander *w, const char *why, const char *about)
{
	printf("# seed %lu, key %lu (%s), view %s, %dx%d: %s %s\n", w->seed,
	       w->key_count, w->what, views[w->run.app.view].name,
	       w->run.app.rows, w->run.app.columns, why, about);
	w->failed++;
}

/* --- the window, with guards */

static void
check_guards(struct wander *w)
{
	const unsigned char *bytes = (const unsigned char *)w->cells;
	size_t guard = GUARD_CELLS * sizeof(struct cell);
	size_t whole = (w->cell_count + 2 * GUARD_CELLS) * sizeof(struct cell);

	for (size_t i = 0; i < guard; i++)
		if (bytes[i] != GUARD_BYTE ||
		    bytes[whole - 1 - i] != GUARD_BYTE) {
			complain(w, "a cell outside the window was written",
				 "");
			memset(w->cells, GUARD_BYTE, guard);
			memset(w->cells + GUARD_CELLS + w->cell_count,
			       GUARD_BYTE, guard);
			return;
		}
}

static void
resize(struct wander *w)
{
	static const int sizes[][2] = {{24, 80},  {40, 120}, {15, 40}, {8, 30},
				       {60, 200}, {1, 1},    {10, 40}, {9, 39}};
	unsigned pick = below(w, 12);
	int rows = pick < 8 ? sizes[pick][0] : 1 + (int)below(w, 60);
	int columns = pick < 8 ? sizes[pick][1] : 1 + (int)below(w, 200);
	size_t count = (size_t)rows * (size_t)columns;

	grid_resize(&w->run.grid, rows, columns);
	free(w->cells);
	w->cells = calloc(count + 2 * GUARD_CELLS, sizeof(*w->cells));
	memset(w->cells, GUARD_BYTE, GUARD_CELLS * sizeof(*w->cells));
	memset(w->cells + GUARD_CELLS + count, GUARD_BYTE,
	       GUARD_CELLS * sizeof(*w->cells));
	w->cell_count = count;
	w->run.grid.cells = w->cells + GUARD_CELLS;
}

static void
draw(struct wander *w)
{
	fake_desk_fill(&w->run.desk);
	app_draw(&w->run.app, &w->run.grid);
	if (w->run.grid.cells != w->cells + GUARD_CELLS)
		complain(w, "the grid has other cells", "");
	if (grid_cell(&w->run.grid, w->run.grid.cursor_row,
		      w->run.grid.cursor_column) == NULL)
		complain(w, "the cursor is outside", "");
	check_guards(w);
}

/* --- the second copy */

static void
status_text(struct wander *w, const struct incident *in, struct arena *a,
	    struct buf *out)
{
	const struct status *st =
		status_at(in, &w->run.desk.library, w->run.desk.front.now, a);
	struct json_writer *json = json_writer_new();

	status_json(st, &w->run.desk.library, NULL, 0, json);
	json_finish(json, out);
	json_writer_free(json);
}

static void
replay(struct wander *w, struct incident *copy, struct arena *a)
{
	const char *line = buf_text(&w->run.desk.lines), *end;
	const char *why = NULL;

	incident_init(copy, a, NULL);
	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		struct record *r = ARENA_NEW(a, struct record);

		if (!record_read(line, (size_t)(end - line), a, r, &why))
			complain(w, "a line cannot be read back:", why);
		else
			incident_apply(copy, r, "desk.jsonl");
	}
}

static void
compare_copies(struct wander *w)
{
	struct arena a = {0};
	struct incident copy;
	struct buf ours = {0}, theirs = {0};

	replay(w, &copy, &a);
	status_text(w, &w->run.desk.incident, &a, &ours);
	status_text(w, &copy, &a, &theirs);
	if (strcmp(buf_text(&ours), buf_text(&theirs)) != 0)
		complain(w, "the replayed state differs:", buf_text(&theirs));
	buf_fini(&ours);
	buf_fini(&theirs);
	arena_fini(&a);
}

/* --- turning */

static void
turn(struct wander *w, const struct event *ev)
{
	struct effects *out = calloc(1, sizeof(*out));

	*out = app_update(&w->run.app, ev);
	for (unsigned i = 0; i < out->count; i++) {
		struct event answer =
			fake_desk_carry_out(&w->run.desk, &out->list[i]);

		if (answer.kind != EVENT_NONE)
			turn(w, &answer);
	}
	free(out);
}

/* may_write: the event is one that may. */
static void
feed(struct wander *w, const struct event *ev, bool may_write)
{
	size_t before = w->run.desk.line_count;

	turn(w, ev);
	draw(w);
	if (!modes_count(&w->run.app, w->seen))
		complain(w, "a menu or form that tests/session/modes.c has not",
			 "");
	if (w->run.desk.line_count == before)
		return;
	if (!may_write)
		complain(w,
			 "this wrote an entry:", buf_text(&w->run.desk.lines));
	w->entries += w->run.desk.line_count - before;
	w->writes++;
	if (w->run.desk.open)
		compare_copies(w);
}

static void
press(struct wander *w, uint32_t key)
{
	struct event ev = {
		.kind = EVENT_KEY, .key = key, .typed_ms = w->run.ms};

	/* Who leads an exercise stops and starts its clock by one key. */
	bool clock = key == 'z' && w->run.app.view == VIEW_EXERCISE &&
		     w->run.app.layer == LAYER_NONE;

	w->what = "a key";
	feed(w, &ev, key == ' ' || key == KEY_CODE_ENTER || clock);
	w->key_count++;
}

/* A key that was held back counts, or the clock goes on. */
static void
tick(struct wander *w)
{
	struct event ev = {.kind = EVENT_TICK, .typed_ms = w->run.ms};

	w->what = "a tick";
	feed(w, &ev, w->run.app.held.waits);
}

/* --- what happens beside the keys */

static const struct step_ref *
some_step(struct wander *w)
{
	const struct library *lib = &w->run.desk.library;
	const struct playbook *p =
		lib->playbooks[below(w, lib->playbook_count)];
	const struct role *r;

	if (p->role_count == 0)
		return NULL;
	r = &p->roles[below(w, p->role_count)];
	return library_step_at(lib, p, r, below(w, r->step_count));
}

static void
somebody_else(struct wander *w)
{
	static const char *const roles[] = {
		"management", "it", "communications", "emergency-planning"};
	const struct step_ref *s = some_step(w);
	struct action act = {.by = "Somebody else", .role = roles[below(w, 4)]};
	struct event ev = {.kind = EVENT_OTHERS_WROTE};
	char item[256];

	if (!w->run.desk.open || s == NULL)
		return;
	act.to = roles[below(w, 4)];
	act.text = "Can the counter open at 09:00?";
	act.kind = one_in(w, 2) ? ACT_ASK : ACT_TELL;
	if (one_in(w, 2) && s->step->item_count > 0) {
		snprintf(item, sizeof(item), "%s/%s", s->path,
			 s->step->items[below(w, s->step->item_count)].id);
		act = (struct action){.kind = ACT_DO,
				      .by = "Somebody else",
				      .role = s->role->role,
				      .item = item,
				      .state = "done"};
	} else if (one_in(w, 3)) {
		act = (struct action){
			.kind = ACT_DECIDE,
			.by = "Somebody else",
			.role = s->role->role,
			.step = s->path,
			.choice = "A",
			.override = "on the phone",
		};
	}
	fake_desk_act(&w->run.desk, &act);
	w->what = "others wrote";
	feed(w, &ev, false);
	if (w->run.desk.open)
		compare_copies(w);
}

static void
paste(struct wander *w)
{
	static const char *const texts[] = {"\n\n\n   \n", "pasted", "a\tb\nc",
					    "\xe2\x80\xae"
					    "evil\x1b]0;x\x07",
					    "A\nA\nA\n"};
	struct event ev = {.kind = EVENT_PASTE,
			   .text = texts[below(w, 5)],
			   .typed_ms = w->run.ms};

	w->what = "a paste";
	feed(w, &ev, false);
}

static void
new_size(struct wander *w)
{
	struct event ev = {.kind = EVENT_RESIZE};

	resize(w);
	ev.rows = w->run.grid.rows;
	ev.columns = w->run.grid.columns;
	w->what = "a resize";
	feed(w, &ev, false);
}

static void
disk_answers(struct wander *w)
{
	struct event ev;
	size_t before = w->run.desk.line_count;

	if (w->run.desk.front.saved != FRONT_WAITING)
		return;
	ev = fake_desk_answer(&w->run.desk);
	w->what = "the disk answers";
	w->entries += w->run.desk.line_count - before;
	feed(w, &ev, false);
	if (w->run.desk.open)
		compare_copies(w);
}

/* One of the commands, by its name. */
static void
type_command(struct wander *w)
{
	unsigned count = 0;
	const char *name;

	while (command_name(count) != NULL)
		count++;
	name = command_name(below(w, count));
	w->run.ms += 2000;
	press(w, ':');
	for (; *name != '\0'; name++)
		press(w, (unsigned char)*name);
	press(w, KEY_CODE_ENTER);
}

static void
something(struct wander *w)
{
	switch (below(w, 60)) {
	case 0:
		new_size(w);
		break;
	case 1:
		somebody_else(w);
		break;
	case 2:
		paste(w);
		break;
	case 3:
		w->run.desk.front.now += 60000 * (int64_t)below(w, 90);
		tick(w);
		break;
	case 4:
		w->run.desk.fails = one_in(w, 4);
		w->run.desk.move_fails = one_in(w, 8);
		break;
	case 5:
		w->run.desk.slow = w->run.desk.open && one_in(w, 4);
		break;
	case 6:
		disk_answers(w);
		break;
	default:
		break;
	}
}

/* --- which key */

static uint32_t
some_key(struct wander *w)
{
	static const uint32_t often[] = {
		' ',           KEY_CODE_ENTER, KEY_CODE_DOWN,  KEY_CODE_UP,
		KEY_CODE_DOWN, KEY_CODE_ENTER, KEY_CODE_TAB,   ' ',
		KEY_CODE_LEFT, KEY_CODE_RIGHT, KEY_CODE_ESCAPE};
	static const uint32_t seldom[] = {KEY_CODE_PAGE_UP,
					  KEY_CODE_PAGE_DOWN,
					  KEY_CODE_HOME,
					  KEY_CODE_END,
					  KEY_CODE_BACK_TAB,
					  KEY_CODE_BACKSPACE,
					  KEY_CODE_DELETE,
					  KEY_CODE_NEW_LINE,
					  KEY_CODE_HELP,
					  1,
					  3,
					  5,
					  11,
					  12,
					  21,
					  23,
					  0xe9,
					  0x1f600,
					  0x202e,
					  0x301,
					  0x7f};
	unsigned dice = below(w, 20);

	if (w->run.app.layer == LAYER_FORM || w->run.app.layer == LAYER_LINE)
		return dice < 8    ? 'a' + below(w, 26)
		       : dice < 10 ? '0' + below(w, 10)
		       : dice < 19 ? often[below(w, 11)]
				   : seldom[below(w, 21)];
	if (w->run.app.view != VIEW_STEP && one_in(w, 12))
		return 's'; /* where the work is */
	return dice < 11   ? often[below(w, 11)]
	       : dice < 16 ? ' ' + 1 + below(w, 94)
	       : dice < 18 ? 'A' + below(w, 6)
			   : seldom[below(w, 21)];
}

/* Ten seconds of one key, 30 times a second: at most one of them writes. */
static void
hold_key(struct wander *w)
{
	uint32_t key = one_in(w, 2) ? KEY_CODE_ENTER : ' ';
	unsigned long before = w->writes;

	w->run.ms += 2000;
	press(w, key);
	w->run.ms += 500;
	for (int i = 0; i < 300 && !w->run.desk.leaves; i++) {
		press(w, key);
		w->run.ms += 33;
	}
	w->run.ms += 500;
	tick(w);
	w->what = "a held key";
	if (w->writes > before + 1)
		complain(w, "a held key wrote more than once", "");
	w->holds++;
}

static void
some_keys(struct wander *w)
{
	uint32_t key = some_key(w);
	unsigned times = one_in(w, 40) ? 2 + below(w, 30) : 1;

	for (unsigned i = 0; i < times; i++) {
		w->run.ms += times > 1 && i > 0 ? 33 : 100 + below(w, 2400);
		press(w, key);
	}
	if (w->run.app.held.waits) {
		w->run.ms += HELD_RUN_MS + 1;
		tick(w);
	}
}

/* The next screen that a script comes to. */
static bool
begin_at_screen(struct wander *w)
{
	static const int sizes[][2] = {{24, 80}, {15, 40}, {40, 120}, {9, 39}};
	unsigned size = below(w, 4);
	struct run *r = &w->run;

	*r = (struct run){.folder = w->folder,
			  .language = one_in(w, 2) ? "en" : "nl",
			  .rows = sizes[size][0],
			  .columns = sizes[size][1],
			  .ascii = one_in(w, 4)};
	if (script_play(r, w->scripts[w->script], w->screen))
		return true;
	printf("# %s: screen %u cannot be reached\n", w->scripts[w->script],
	       w->screen);
	return false;
}

static void
choose_next_screen(struct wander *w)
{
	for (unsigned i = 0; i < w->script_count; i++) {
		if (w->screen < script_screens(w->scripts[w->script])) {
			w->screen++;
			return;
		}
		w->screen = 0;
		w->script = (w->script + 1) % w->script_count;
	}
}

static void
wander_once(struct wander *w)
{
	unsigned long until = w->key_count + w->walk_keys;

	choose_next_screen(w);
	if (!begin_at_screen(w)) {
		w->failed++;
		return;
	}
	w->what = "the begin";
	new_size(w);
	if (w->run.desk.open)
		compare_copies(w);
	while (w->key_count < until && !w->run.desk.leaves && w->failed < 5) {
		something(w);
		if (one_in(w, 150))
			hold_key(w);
		if (one_in(w, 100))
			type_command(w);
		some_keys(w);
	}
	script_close(&w->run);
	free(w->cells);
	w->cells = NULL;
	w->walk++;
}

/* As many walks as there are screens, and as long as the keys go. */
static void
wander_all(struct wander *w, unsigned long keys)
{
	unsigned long screens = 0;

	for (unsigned i = 0; i < w->script_count; i++)
		screens += script_screens(w->scripts[i]);
	w->walk_keys = screens > 0 ? keys / screens : 0;
	if (w->walk_keys < WALK_LEAST)
		w->walk_keys = WALK_LEAST;
	while ((w->key_count < keys || w->walk < screens) && w->failed == 0)
		wander_once(w);
}

int
main(int argc, char **argv)
{
	static struct wander w;
	unsigned unseen = 0;
	unsigned long keys;
	bool good;

	if (argc < 5)
		return 2;
	keys = strtoul(argv[2], NULL, 10);
	w.folder = argv[1];
	w.seed = strtoul(argv[3], NULL, 10);
	w.scripts = argv + 4;
	w.script_count = (unsigned)argc - 4;
	w.random = 0x9e3779b97f4a7c15u * (w.seed + 1);
	wander_all(&w, keys);
	for (unsigned i = 0; i < mode_count(); i++)
		if (mode_name(i) != NULL && w.seen[i] == 0) {
			printf("# never at the %s\n", mode_name(i));
			unseen++;
		}
	good = w.failed == 0 && unseen == 0 && w.entries > keys / 1000;
	printf("keys=%lu entries=%lu held=%lu walks=%lu seed=%lu unseen=%u\n",
	       w.key_count, w.entries, w.holds, w.walk, w.seed, unseen);
	printf("%s %lu random keys over every screen\n", good ? "ok" : "not ok",
	       w.key_count);
	return !good;
}

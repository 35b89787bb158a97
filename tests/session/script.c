#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "base/tr.h"
#include "session/script.h"

#define SCRIPT_MOST 65536
#define KEY_GAP_MS 2000

static const struct {
	const char *name;
	uint32_t key;
} key_words[] = {
	{"Space", ' '},
	{"Enter", KEY_CODE_ENTER},
	{"Esc", KEY_CODE_ESCAPE},
	{"Up", KEY_CODE_UP},
	{"Down", KEY_CODE_DOWN},
	{"Left", KEY_CODE_LEFT},
	{"Right", KEY_CODE_RIGHT},
	{"PgUp", KEY_CODE_PAGE_UP},
	{"PgDn", KEY_CODE_PAGE_DOWN},
	{"Home", KEY_CODE_HOME},
	{"End", KEY_CODE_END},
	{"Tab", KEY_CODE_TAB},
	{"Back-Tab", KEY_CODE_BACK_TAB},
	{"Backspace", KEY_CODE_BACKSPACE},
	{"Delete", KEY_CODE_DELETE},
	{"New-Line", KEY_CODE_NEW_LINE},
	{"F1", KEY_CODE_HELP},
	{"Ctrl-C", 3},
	{"Ctrl-L", 12},
	{"Ctrl-U", 21},
};

static void
complain(struct run *r, const char *what, const char *about)
{
	printf("# %s:%d %dx%d %s: %s %s\n", r->script, r->line, r->rows,
	       r->columns, r->language, what, about);
	r->failed++;
}

/* --- turning, as app/loop_curses.c does */

static void
feed(struct run *r, const struct event *ev)
{
	struct effects *out = calloc(1, sizeof(*out));

	*out = app_update(&r->app, ev);
	for (unsigned i = 0; i < out->count; i++) {
		struct event answer =
			fake_desk_carry_out(&r->desk, &out->list[i]);

		if (answer.kind != EVENT_NONE)
			feed(r, &answer);
	}
	free(out);
}

static void
draw(struct run *r)
{
	fake_desk_fill(&r->desk);
	app_draw(&r->app, &r->grid);
}

static const char *
row_text(struct run *r, int row, struct buf *out)
{
	buf_clear(out);
	for (int i = 0; i < r->columns; i++)
		buf_adds(out, grid_cell(&r->grid, row, i)->text);
	while (out->len > 0 && out->bytes[out->len - 1] == ' ')
		out->bytes[--out->len] = '\0';
	return buf_text(out);
}

/* Where `?` is typed like any other character. */
static bool
is_text(const struct app *app)
{
	if (app->help)
		return false;
	return app->layer == LAYER_LINE ||
	       (app->layer == LAYER_FORM &&
		app->form.rows[app->form.focus].option_count == 0);
}

/*
 * What holds on every screen: the key line is whole and ends in "? keys", or
 * in "F1 keys" where text is typed.
 */
static void
look_over(struct run *r)
{
	struct buf line = {0};
	char end[64];
	const char *keys;
	size_t len;

	if (r->rows < 10 || r->desk.leaves)
		return;
	snprintf(end, sizeof(end), "? %s", tr("keys"));
	if (is_text(&r->app))
		snprintf(end, sizeof(end), "F1 %s", tr("keys"));
	keys = row_text(r, r->rows - 1, &line);
	len = strlen(keys);
	if (len < strlen(end) || strcmp(keys + len - strlen(end), end) != 0)
		complain(r, "the key line does not end in ? keys:", keys);
	if (text_width(keys) > r->columns - 1)
		complain(r, "the key line is too long:", keys);
	if (grid_cell(&r->grid, r->grid.cursor_row, r->grid.cursor_column) ==
	    NULL)
		complain(r, "the cursor is outside", "");
	buf_fini(&line);
}

/* The real program must come to show the same. */
static void
look_beside(struct run *r, const char *what)
{
	if (r->mirror == NULL || r->mirror_lost || r->desk.leaves)
		return;
	if (r->mirror->same(r->mirror, &r->grid))
		return;
	/* Everything behind it would differ as well. */
	r->mirror_lost = true;
	complain(r, "the program shows something else after", what);
}

static void
press(struct run *r, uint32_t key)
{
	struct event ev = {.kind = EVENT_KEY, .key = key, .typed_ms = r->ms};
	size_t before = r->desk.line_count;
	char what[32];

	feed(r, &ev);
	r->writes += r->desk.line_count != before;
	draw(r);
	look_over(r);
	if (r->mirror != NULL && !r->mirror_lost)
		r->mirror->key(r->mirror, key);
	snprintf(what, sizeof(what), "key %x", (unsigned)key);
	look_beside(r, what);
}

static void
tick(struct run *r)
{
	struct event ev = {.kind = EVENT_TICK, .typed_ms = r->ms};
	size_t before = r->desk.line_count;

	feed(r, &ev);
	r->writes += r->desk.line_count != before;
	draw(r);
}

static uint32_t
key_of(const char *word)
{
	uint32_t character = 0;

	for (size_t i = 0; i < sizeof(key_words) / sizeof(key_words[0]); i++)
		if (strcmp(key_words[i].name, word) == 0)
			return key_words[i].key;
	if (text_decode(word, strlen(word), &character) == strlen(word))
		return character;
	return 0;
}

/* --- goldens */

static char *
read_whole(const char *path)
{
	static char bytes[SCRIPT_MOST];
	FILE *f = fopen(path, "r");
	size_t len;

	if (f == NULL)
		return NULL;
	len = fread(bytes, 1, sizeof(bytes) - 1, f);
	bytes[len] = '\0';
	fclose(f);
	return bytes;
}

/* The screen, and where the cursor stands. */
static void
dump(struct run *r, struct buf *out)
{
	grid_dump(&r->grid, out);
	buf_addf(out, "-- cursor %d,%d\n", r->grid.cursor_row,
		 r->grid.cursor_column);
}

static void
compare(struct run *r, const char *name)
{
	struct buf screen = {0};
	char path[512];
	const char *golden;
	FILE *f;

	dump(r, &screen);
	snprintf(path, sizeof(path), "%s/%s-%s.%dx%d.%s.screen", r->folder,
		 r->name, name, r->rows, r->columns, r->language);
	golden = read_whole(path);
	if (golden != NULL && strcmp(golden, buf_text(&screen)) == 0) {
		buf_fini(&screen);
		return;
	}
	if (getenv("BLESS") != NULL && r->mirror == NULL) {
		f = fopen(path, "w");
		if (f == NULL || fputs(buf_text(&screen), f) < 0 ||
		    fclose(f) != 0)
			complain(r, "cannot write", path);
		buf_fini(&screen);
		return;
	}
	complain(r, golden != NULL ? "differs from" : "there is no", path);
	printf("%s", buf_text(&screen));
	buf_fini(&screen);
}

/* A text can be broken over two lines: spaces and line ends are alike. */
static bool
is_on_screen(struct run *r, const char *text)
{
	struct buf screen = {0}, flat = {0};
	bool found;

	grid_dump(&r->grid, &screen);
	for (size_t i = 0; i < screen.len; i++) {
		char c = screen.bytes[i] == '\n' ? ' ' : screen.bytes[i];

		if (c != ' ' || flat.len == 0 ||
		    flat.bytes[flat.len - 1] != ' ')
			buf_addc(&flat, c);
	}
	found = strstr(buf_text(&flat), text) != NULL;
	buf_fini(&screen);
	buf_fini(&flat);
	return found;
}

/* --- verbs */

static void
run_keys(struct run *r, char *rest)
{
	char *save = NULL;

	for (char *word = strtok_r(rest, " ", &save); word != NULL;
	     word = strtok_r(NULL, " ", &save)) {
		uint32_t key = key_of(word);

		if (key == 0)
			complain(r, "no such key:", word);
		r->ms += KEY_GAP_MS;
		press(r, key);
	}
}

static void
run_type(struct run *r, const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		uint32_t character;
		size_t bytes = text_decode(text, len, &character);

		r->ms += 150;
		press(r, character);
		text += bytes;
		len -= bytes;
	}
}

static void
run_held(struct run *r, char *rest)
{
	char word[32];
	int count = 0, gap = 0;

	if (sscanf(rest, "%31s %d %d", word, &count, &gap) != 3)
		complain(r, "held KEY COUNT MS:", rest);
	r->ms += KEY_GAP_MS;
	press(r, key_of(word));
	r->ms += 500;
	for (int i = 1; i < count; i++) {
		press(r, key_of(word));
		r->ms += gap;
	}
	r->ms += 500;
	tick(r);
}

static void
run_wait(struct run *r, const char *rest)
{
	struct duration d;

	if (!duration_read(rest, &d))
		complain(r, "no duration:", rest);
	r->desk.front.now = stamp_add(r->desk.front.now, d, NULL);
	r->ms += 60000;
	fake_desk_fill(&r->desk);
	tick(r);
}

static void
run_other(struct run *r, char *rest)
{
	char role[64], verb[64], to[64];
	int at = 0;
	struct action act = {.by = "Somebody else"};
	struct event ev = {.kind = EVENT_OTHERS_WROTE};

	if (sscanf(rest, "%63s %63s %63s %n", role, verb, to, &at) < 3)
		complain(r, "other ROLE VERB …:", rest);
	act.role = role;
	if (strcmp(verb, "ask") == 0 || strcmp(verb, "tell") == 0) {
		act.kind = verb[0] == 'a' ? ACT_ASK : ACT_TELL;
		act.to = to;
		act.text = rest + at;
	} else if (strcmp(verb, "hear") == 0 || strcmp(verb, "send") == 0) {
		act.kind = ACT_INJECT;
		act.act = verb[0] == 'h' ? "hear" : "release";
		act.id = to;
	} else if (strcmp(verb, "clock") == 0) {
		act.kind = ACT_PAUSE;
		act.act = to;
	} else if (strcmp(verb, "real") == 0) {
		act.kind = ACT_LINK;
		act.to = to;
	} else if (strcmp(verb, "answer") == 0) {
		act.kind = ACT_ANSWER;
		act.id = to;
		act.answer = rest + at;
	} else {
		act.kind = ACT_DO;
		act.item = to;
		act.state = verb;
	}
	if (!fake_desk_act(&r->desk, &act))
		complain(r, "refused:", rest);
	feed(r, &ev);
	draw(r);
}

/* The disk has done at last what it was asked. */
static void
run_answer(struct run *r)
{
	struct event ev = fake_desk_answer(&r->desk);

	feed(r, &ev);
	draw(r);
}

static void
run_paste(struct run *r, const char *text)
{
	struct event ev = {
		.kind = EVENT_PASTE, .text = text, .typed_ms = r->ms};

	feed(r, &ev);
	draw(r);
	if (r->mirror != NULL)
		r->mirror->paste(r->mirror, text);
	look_beside(r, "the paste");
}

/* As kill -9: nothing is told to anybody; the desk has what was kept. */
static void
run_kill(struct run *r)
{
	struct event size = {
		.kind = EVENT_RESIZE, .rows = r->rows, .columns = r->columns};
	struct event opened = {.kind = EVENT_OPENED};

	app_fini(&r->app);
	r->desk.document[0] = '\0';
	app_init(&r->app, &r->desk.front, r->ascii);
	feed(r, &size);
	feed(r, &opened);
	draw(r);
}

static void
begin(struct run *r)
{
	struct event size = {
		.kind = EVENT_RESIZE, .rows = r->rows, .columns = r->columns};
	struct event opened = {.kind = EVENT_OPENED};

	if (r->mirror != NULL && !r->mirror->begin(r->mirror, &r->desk, r->rows,
						   r->columns, r->playbook))
		complain(r, "cannot be started:", r->mirror->name);
	app_init(&r->app, &r->desk.front, r->ascii);
	grid_init(&r->grid, r->ascii);
	grid_resize(&r->grid, r->rows, r->columns);
	feed(r, &size);
	feed(r, &opened);
	draw(r);
	look_over(r);
	look_beside(r, "the start");
}

/* What comes before the first screen. */
static bool
run_setup(struct run *r, const char *verb, char *rest)
{
	struct fake_desk *d = &r->desk;

	if (strcmp(verb, "clock") == 0) {
		if (!stamp_read(rest, &d->front.now))
			complain(r, "no time:", rest);
	} else if (strcmp(verb, "playbook") == 0) {
		fake_desk_start(d, rest);
		snprintf(r->playbook, sizeof(r->playbook), "%s", rest);
	} else if (strcmp(verb, "exercise") == 0 || strcmp(verb, "lead") == 0) {
		fake_desk_exercise(d, rest, verb[0] == 'l');
	} else if (strcmp(verb, "projector") == 0) {
		d->front.board = d->front.read_only = true;
		d->front.projector = true;
	} else if (strcmp(verb, "organisation") == 0) {
		if (!fake_desk_organisation(d))
			complain(r, "no organisation", "");
	} else if (strcmp(verb, "ours") == 0) {
		if (!fake_desk_ours(d))
			complain(r, "no additions", "");
	} else if (strcmp(verb, "letters") == 0) {
		if (!fake_desk_letters(d))
			complain(r, "no letters", "");
	} else if (strcmp(verb, "card") == 0) {
		if (!fake_desk_card(d))
			complain(r, "no card", "");
	} else if (strcmp(verb, "editor") == 0) {
		d->front.has_editor = true;
	} else if (strcmp(verb, "role") == 0) {
		snprintf(d->role, sizeof(d->role), "%s", rest);
	} else if (strcmp(verb, "board") == 0) {
		d->front.board = d->front.read_only = true;
	} else if (strcmp(verb, "seals") == 0) {
		d->seals = true;
	} else if (strcmp(verb, "by") == 0) {
		snprintf(d->by, sizeof(d->by), "%s", rest);
	} else {
		return strcmp(verb, "size") == 0 ||
		       strcmp(verb, "language") == 0;
	}
	fake_desk_fill(d);
	return true;
}

/* Ten seconds of one key, and what it wrote. */
static void
hold(struct run *r, const char *name)
{
	unsigned before = r->writes;

	r->ms += KEY_GAP_MS;
	press(r, r->hold_key);
	r->ms += 500;
	for (int i = 0; i < 300 && !r->desk.leaves; i++) {
		press(r, r->hold_key);
		r->ms += 33;
	}
	r->ms += 500;
	tick(r);
	if (r->writes > before + 1)
		complain(r,
			 r->hold_key == ' ' ? "Space wrote more than once at"
					    : "Enter wrote more than once at",
			 name);
	r->ended = true;
}

static void
run_screen(struct run *r, const char *name)
{
	r->screens++;
	if (r->hold_at == r->screens && r->plays)
		r->ended = true;
	else if (r->hold_at == r->screens)
		hold(r, name);
	if (r->hold_at > 0)
		return;
	if (r->mirror == NULL || (r->mirror->whole && !r->ascii))
		compare(r, name);
	look_beside(r, name);
	if (r->at_screen != NULL)
		r->at_screen(r);
}

static bool
run_check(struct run *r, const char *verb, const char *rest)
{
	bool is_english = strcmp(r->language, "en") == 0 && r->hold_at == 0;
	char found[32];

	if (strcmp(verb, "screen") == 0) {
		run_screen(r, rest);
	} else if (strcmp(verb, "see") == 0) {
		if (is_english && !is_on_screen(r, rest))
			complain(r, "not on the screen:", rest);
	} else if (strcmp(verb, "not") == 0) {
		if (is_english && is_on_screen(r, rest))
			complain(r, "on the screen:", rest);
	} else if (strcmp(verb, "entries") == 0) {
		if (r->plays)
			return true;
		snprintf(found, sizeof(found), "%zu", r->desk.line_count);
		if (strcmp(found, rest) != 0)
			complain(r, "entries in the journal:", found);
	} else if (strcmp(verb, "left") == 0) {
		if (!r->desk.leaves)
			complain(r, "still there", "");
	} else {
		return false;
	}
	return true;
}

static bool
run_input(struct run *r, const char *verb, char *rest)
{
	if (strcmp(verb, "keys") == 0)
		run_keys(r, rest);
	else if (strcmp(verb, "type") == 0)
		run_type(r, rest);
	else if (strcmp(verb, "paste") == 0)
		run_paste(r, rest);
	else if (strcmp(verb, "held") == 0)
		run_held(r, rest);
	else if (strcmp(verb, "wait") == 0)
		run_wait(r, rest);
	else if (strcmp(verb, "other") == 0)
		run_other(r, rest);
	else if (strcmp(verb, "slow") == 0)
		r->desk.slow = true;
	else if (strcmp(verb, "answer") == 0)
		run_answer(r);
	else if (strcmp(verb, "kill") == 0)
		run_kill(r);
	else if (strcmp(verb, "lose") == 0)
		r->desk.loses = true;
	else if (strcmp(verb, "fail") == 0)
		*(strcmp(rest, "move") == 0      ? &r->desk.move_fails
		  : strcmp(rest, "profile") == 0 ? &r->desk.profile_fails
						 : &r->desk.fails) = true;
	else
		return false;
	return true;
}

static void
run_line(struct run *r, char *line)
{
	char *rest = line + strcspn(line, " \t");

	if (*rest != '\0') {
		*rest++ = '\0';
		rest += strspn(rest, " \t");
	}
	if (run_setup(r, line, rest))
		return;
	if (!r->begun)
		begin(r);
	r->begun = true;
	if (!run_input(r, line, rest) && !run_check(r, line, rest))
		complain(r, "no such verb:", line);
}

static bool
open_desk(struct run *r)
{
	static const char start[] = "2030-01-02T03:04:05Z";
	int64_t now;

	stamp_read(start, &now);
	r->ms = 1000000;
	r->failed = 0;
	r->line = 0;
	if (r->mirror != NULL && !r->mirror->whole)
		now = (int64_t)time(NULL) * 1000;
	snprintf(r->library, sizeof(r->library), "%s/library", r->folder);
	return fake_desk_init(&r->desk, r->library, r->language, now);
}

static void
run_lines(struct run *r, char *script)
{
	for (char *line = strsep(&script, "\n"); line != NULL && !r->ended;
	     line = strsep(&script, "\n"), r->line++) {
		line += strspn(line, " \t");
		if (*line != '#' && *line != '\0')
			run_line(r, line);
	}
}

void
script_close(struct run *r)
{
	if (r->begun) {
		app_fini(&r->app);
		grid_fini(&r->grid);
		if (r->mirror != NULL)
			r->mirror->end(r->mirror);
	}
	fake_desk_fini(&r->desk);
}

static unsigned
run_once(struct run *r, char *script)
{
	if (!open_desk(r))
		return 1;
	run_lines(r, script);
	script_close(r);
	if (r->hold_at > 0)
		return r->failed;
	printf("%s %s %dx%d %s%s%s\n", r->failed ? "not ok" : "ok", r->name,
	       r->rows, r->columns, r->language,
	       r->mirror != NULL ? " TERM=" : "",
	       r->mirror != NULL ? r->mirror->name : "");
	return r->failed;
}

unsigned
script_screens(const char *path)
{
	const char *at = read_whole(path);
	unsigned count = 0;

	for (; at != NULL && (at = strstr(at, "\nscreen ")) != NULL; at++)
		count++;
	return count;
}

bool
script_play(struct run *r, const char *path, unsigned screen)
{
	static char script[SCRIPT_MOST];
	const char *text = read_whole(path);

	if (text == NULL)
		return false;
	snprintf(script, sizeof(script), "%s", text);
	r->script = r->name = path;
	r->plays = true;
	r->hold_at = screen;
	if (!open_desk(r))
		return false;
	run_lines(r, script);
	return r->begun && r->failed == 0;
}

/* The word behind `verb` in the script, or NULL. */
static const char *
given(const char *script, const char *verb)
{
	static char word[64];
	char pattern[64];
	const char *at;

	snprintf(pattern, sizeof(pattern), "\n%s", verb);
	at = strstr(script, pattern);
	if (at == NULL || sscanf(at + strlen(pattern), "%63s", word) != 1)
		return NULL;
	return word;
}

/* What the script asks for, else the i-th of three sizes in two languages. */
static bool
choose_run(struct run *r, const char *script, unsigned i)
{
	static const int sizes[][2] = {{24, 80}, {15, 40}, {40, 120}};
	static const char *const languages[] = {"en", "nl"};
	const char *only;

	r->rows = sizes[i % 3][0];
	r->columns = sizes[i % 3][1];
	r->language = languages[i / 3];
	only = given(script, "language");
	if (only != NULL && strcmp(only, r->language) != 0)
		return false;
	only = given(script, "size");
	if (only != NULL) {
		sscanf(only, "%dx%d", &r->rows, &r->columns);
		return i % 3 == 0;
	}
	return (r->mirror == NULL ? r->hold_at == 0 : r->mirror->whole) ||
	       i % 3 == 0;
}

unsigned
script_run(struct run *r, const char *path)
{
	static char script[SCRIPT_MOST], copy[SCRIPT_MOST], name[256];
	const char *slash = strrchr(path, '/'), *text = read_whole(path);
	const struct run given_run = *r;
	unsigned failed = 0;

	if (text == NULL) {
		printf("not ok %s: cannot be read\n", path);
		return 1;
	}
	snprintf(script, sizeof(script), "\n%s", text);
	snprintf(name, sizeof(name), "%s", slash != NULL ? slash + 1 : path);
	name[strcspn(name, ".")] = '\0';
	for (unsigned i = 0; i < 6; i++) {
		*r = given_run;
		r->script = path;
		r->name = name;
		if (!choose_run(r, script, i))
			continue;
		memcpy(copy, script, sizeof(copy));
		failed += run_once(r, copy);
		if (r->hold_at > 0)
			break;
	}
	return failed;
}

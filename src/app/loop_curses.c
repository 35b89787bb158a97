/*
 * The curses front end's loop: the next event, what it means, its effects,
 * the screen.  It sleeps until a key, a signal, somebody else's entry or the
 * next moment at which a clock on the screen turns.
 */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "app/desk.h"
#include "app/editor.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "store/paths.h"
#include "tty/tty.h"
#include "ui/app.h"

#define CTRL_C 3
#define LOOK_MS 1000 /* a network share tells nobody that it changed */
#define FRAME_MS 250 /* without a frame at most, however many keys come */

struct loop {
	struct desk_progress progress; /* first: it is what is called */
	struct desk desk;
	struct app app;
	struct grid grid;
	struct effects effects[8]; /* one a level of answers */
	int64_t turns;             /* wall clock: a clock on the screen turns */
	int64_t shown_ms;          /* when the last frame was out */
	struct event size, signal; /* that came while a file was copied */
	bool leaves;
	int status;
};

static void feed(struct loop *l, const struct event *ev, unsigned depth);
static void show(struct loop *l);

/* The terminal is the editor's meanwhile; the log goes on without us. */
static void
edit(struct loop *l, const char *text, unsigned depth)
{
	struct event answer = {.kind = EVENT_EDITED};
	struct arena scratch = {0};
	struct err err = {0};

	tty_lend();
	answer.text = editor_run(&l->desk.session->paths, text, &scratch, &err);
	tty_take_back();
	desk_tick(&l->desk, paths_now());
	if (answer.text == NULL)
		answer = (struct event){.kind = EVENT_FAILED, .text = err.text};
	feed(l, &answer, depth + 1);
	arena_fini(&scratch);
}

static void
perform(struct loop *l, const struct effect *e, unsigned depth)
{
	struct event answer;

	switch ((int)e->kind) {
	case EFFECT_QUIT:
		l->leaves = true;
		return;
	case EFFECT_SUSPEND:
		tty_suspend();
		return;
	case EFFECT_REPAINT:
		tty_repaint();
		return;
	case EFFECT_THEME:
		tty_use_theme(theme_named(e->text));
		return;
	case EFFECT_EDITOR:
		edit(l, e->text, depth);
		return;
	default:
		break;
	}
	answer = desk_do(&l->desk, e);
	if (answer.kind != EVENT_NONE)
		feed(l, &answer, depth + 1);
}

static void
feed(struct loop *l, const struct event *ev, unsigned depth)
{
	struct effects *out;

	if (depth == sizeof(l->effects) / sizeof(l->effects[0]))
		return;
	out = &l->effects[depth];
	*out = app_update(&l->app, ev);
	for (unsigned i = 0; i < out->count; i++)
		perform(l, &out->list[i], depth);
}

static void
feed_first(struct loop *l, struct event ev)
{
	switch ((int)ev.kind) {
	case EVENT_HANGUP:
		l->status = 128 + SIGHUP;
		break;
	case EVENT_TERMINATE:
		l->status = 128 + ev.signal;
		break;
	case EVENT_RESIZE:
		grid_resize(&l->grid, ev.rows, ev.columns);
		break;
	default:
		break;
	}
	feed(l, &ev, 0);
	if (ev.kind == EVENT_HANGUP || ev.kind == EVENT_TERMINATE)
		l->leaves = true;
}

/* false: Esc, Ctrl-C or a signal; other keys mean nothing meanwhile. */
static bool
look_for_stop(struct loop *l)
{
	bool watched, stop = false;
	struct event ev;

	for (;;) {
		tty_next(-1, 0, &ev, &watched);
		switch ((int)ev.kind) {
		case EVENT_NONE:
			return !stop;
		case EVENT_RESIZE:
			l->size = ev;
			break;
		case EVENT_HANGUP:
		case EVENT_TERMINATE:
			l->signal = ev;
			stop = true;
			break;
		case EVENT_INTERRUPT:
			stop = true;
			break;
		case EVENT_KEY:
			/* Ctrl-C is a key: the terminal sends no signal. */
			stop |= ev.key == KEY_CODE_ESCAPE || ev.key == CTRL_C;
			break;
		default:
			break;
		}
	}
}

/* The clocks go on, and the message line says how far it is. */
static bool
tell_progress(struct desk_progress *p, const char *text)
{
	struct loop *l = (struct loop *)(void *)p;

	if (l->size.kind == EVENT_RESIZE) {
		grid_resize(&l->grid, l->size.rows, l->size.columns);
		l->app.rows = l->size.rows;
		l->app.columns = l->size.columns;
	}
	desk_tick(&l->desk, paths_now());
	app_say(&l->app, text);
	show(l);
	return look_for_stop(l);
}

/* What came meanwhile, once the answer was shown. */
static void
feed_late(struct loop *l)
{
	struct event size = l->size, signal = l->signal;

	l->size = l->signal = (struct event){.kind = EVENT_NONE};
	if (size.kind != EVENT_NONE)
		feed_first(l, size);
	if (signal.kind != EVENT_NONE)
		feed_first(l, signal);
}

static void
begin(struct loop *l, struct session *s, const struct app_options *o)
{
	struct event size = {.kind = EVENT_RESIZE};

	desk_init(&l->desk, s, o);
	l->desk.draws = !tty_is_ascii();
	l->progress.tell = tell_progress;
	l->desk.progress = &l->progress;
	grid_init(&l->grid, tty_is_ascii());
	app_init(&l->app, desk_front(&l->desk), tty_is_ascii());
	tty_size(&size.rows, &size.columns);
	feed_first(l, size);
	feed_first(l, (struct event){.kind = EVENT_OPENED});
	if (tty_instead() != NULL)
		app_say(&l->app,
			say_fill(&l->app.scratch,
				 tr("This machine does not know the terminal "
				    "(TERM); %1 is used."),
				 tty_instead(), NULL, NULL));
	l->turns = desk_next_change(&l->desk);
}

/* How long nothing can change by itself. */
static int64_t
sleep_ms(const struct loop *l)
{
	int64_t ms = l->turns - paths_now();
	int64_t held = app_wake_ms(&l->app);

	if (desk_has_closer(&l->desk))
		return 0;
	if (ms > LOOK_MS)
		ms = LOOK_MS;
	if (held != INT64_MAX && held - tty_now_ms() < ms)
		ms = held - tty_now_ms();
	return ms < 0 ? 0 : ms;
}

/* Whether the screen may look different now. */
static bool
turn(struct loop *l)
{
	struct event ev;
	bool watched;
	int64_t now;

	tty_next(desk_watch_fd(&l->desk), sleep_ms(l), &ev, &watched);
	now = paths_now();
	if (ev.kind != EVENT_NONE) {
		desk_tick(&l->desk, now);
		feed_first(l, ev);
		feed_late(l);
		l->turns = desk_next_change(&l->desk);
		return true;
	}
	if (desk_answer(&l->desk, 0, &ev)) {
		/* What the disk said at last. */
	} else if (desk_send_due(&l->desk, &ev)) {
		/* What the clock of an exercise brought. */
	} else if (desk_look_closer(&l->desk)) {
		ev.kind = EVENT_TICK;
	} else if (desk_refresh(&l->desk)) {
		ev.kind = EVENT_OTHERS_WROTE;
	} else if (now >= l->turns || app_wake_ms(&l->app) <= ev.typed_ms) {
		desk_tick(&l->desk, now);
		ev.kind = EVENT_TICK;
	} else {
		return false;
	}
	feed_first(l, ev);
	l->turns = desk_next_change(&l->desk);
	return true;
}

static void
show(struct loop *l)
{
	app_draw(&l->app, &l->grid);
	tty_blit(&l->grid);
	l->shown_ms = tty_now_ms();
}

/* On a slow line keys come faster than frames go: they share one. */
static bool
may_wait_with_frame(const struct loop *l)
{
	if (tty_is_behind())
		return true;
	return tty_has_input() && tty_now_ms() - l->shown_ms < FRAME_MS;
}

/* What somebody sees who looks at this terminal again tomorrow. */
static void
print_goodbye(const struct loop *l)
{
	const struct front *f = desk_front(&l->desk);
	struct arena a = {0};
	const char *title, *clock;

	if (f->incident == NULL)
		return;
	title = f->incident->title != NULL ? f->incident->title : "";
	printf("%s\n",
	       say_fill(&a, say_in_mode(f->incident, N_("Incident: %1 (%2)")),
			title, f->words != NULL ? f->words : "", NULL));
	clock = say_day_clock(f->saved_time, f->zone, &a);
	/* Where this station wrote nothing, it has no journal of its own. */
	if (f->head != NULL && f->head[0] != '\0')
		printf("%s\n",
		       say_fill(&a,
				tr("Last entry: %1. Head of the journal: %2"),
				clock, f->head, NULL));
	else
		printf("%s\n",
		       say_fill(&a, tr("Last entry: %1."), clock, NULL, NULL));
	if (f->saved == FRONT_WAITING)
		printf("%s\n", tr("The last entry was still being saved: look "
				  "whether the log has it."));
	else if (app_on_paper(&l->app) != NULL)
		printf("%s\n",
		       say_fill(&a,
				tr("NOT in the log, so keep it on paper: %1"),
				text_shown(&a, app_on_paper(&l->app), false),
				NULL, NULL));
	printf("%s\n",
	       say_fill(&a, tr("Go on: draaiboek resume %1"),
			arena_strndup(&a, l->desk.session->folder.id, 8), NULL,
			NULL));
	arena_fini(&a);
}

static void
end(struct loop *l)
{
	tty_end();
	if (l->status != 128 + SIGHUP)
		print_goodbye(l);
	app_fini(&l->app);
	grid_fini(&l->grid);
	desk_fini(&l->desk);
}

int
app_run_curses(struct session *s, const struct app_options *o)
{
	static struct loop loop; /* large; there is one terminal */
	const struct tty_options options = {
		.colour = o->color == COLOR_NEVER    ? TTY_COLOUR_NEVER
			  : o->color == COLOR_ALWAYS ? TTY_COLOUR_ALWAYS
						     : TTY_COLOUR_AUTO,
		.theme = o->theme,
		.ascii = o->ascii,
		.no_alt_screen = o->no_alt_screen,
	};

	bool stale = false; /* the screen shows what was */

	if (!tty_begin(&options))
		return -1;
	loop = (struct loop){.leaves = false};
	begin(&loop, s, o);
	show(&loop);
	while (!loop.leaves) {
		stale = turn(&loop) || stale;
		if (!stale || loop.leaves || may_wait_with_frame(&loop))
			continue;
		show(&loop);
		stale = false;
	}
	end(&loop);
	return loop.status;
}

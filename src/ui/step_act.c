/* The keys of the step's screen. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/step_page.h"
#include "ui/views.h"

static void
set_path(char to[LIST_KEY_SIZE], const char *path)
{
	size_t len = strlen(path);

	if (len >= LIST_KEY_SIZE)
		len = 0;
	memcpy(to, path, len);
	to[len] = '\0';
}

void
step_show(struct app *app, const char *path)
{
	app->reading[0] = '\0';
	set_path(app->step_path, path);
	list_forget(&app->lists[VIEW_STEP]);
	app->how_open = false;
}

void
step_read(struct app *app, const char *path)
{
	set_path(app->reading, path);
	list_forget(&app->lists[VIEW_STEP]);
	app->view = VIEW_STEP;
	app->back_count = 0;
}

/* --- moving on by itself */

static bool
is_open_item(const struct step_page *page, const struct entry *e)
{
	return e->kind == ENTRY_ITEM &&
	       page->items[e->index].state == ITEM_OPEN;
}

/* To the next open line, else to one that was left behind, else the question.
 */
static void
focus_next(struct app *app)
{
	struct entries es;
	struct step_page page;
	int from;

	app_entries(app, &app->scratch, &es);
	step_page_of(app, &app->scratch, &page);
	from = app_focus(app, &es);
	if (from < 0)
		return;
	for (unsigned i = 0; i < es.count; i++) {
		unsigned at = ((unsigned)from + i) % es.count;

		if (is_open_item(&page, &es.list[at])) {
			app_set_focus(app, &es, at);
			return;
		}
	}
	app_set_focus(app, &es, es.start);
}

static bool
is_of_role(const struct app *app, const char *path)
{
	const struct step_ref *ref = library_step(app->front->library, path);

	return ref != NULL && app->front->role != NULL &&
	       strcmp(ref->role->role, app->front->role) == 0;
}

/* How many items of a step that was left come back later. */
static unsigned
put_off(const struct app *app, const struct step_ref *step)
{
	const struct status_role *role = app_role(app);
	unsigned count = 0;

	for (unsigned i = 0; role != NULL && i < role->postponed_count; i++)
		count += role->postponed[i].ref->step == step;
	return count;
}

static void
say_complete(struct app *app, const struct record *r)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const struct step_ref *done =
		r->step != NULL ? library_step(f->library, r->step) : NULL;
	const struct status_step *now = step_shown(app);
	const char *text;
	unsigned later;

	if (done == NULL || r->kind != RECORD_DECIDE ||
	    (now != NULL && now->ref == done))
		return;
	later = put_off(app, done);
	text = say_fill(a, tr("STEP %1 COMPLETE, saved %2."),
			arena_printf(a, "%u", done->index + 1),
			say_clock(r->time, f->zone, a), NULL);
	if (later > 0)
		text = say_fill(a,
				tr_n("STEP %1 COMPLETE except %2 postponed, "
				     "saved %3.",
				     "STEP %1 COMPLETE except %2 postponed, "
				     "saved %3.",
				     (long)later),
				arena_printf(a, "%u", done->index + 1),
				arena_printf(a, "%u", later),
				say_clock(r->time, f->zone, a));
	if (r->more->again.set)
		text = say_fill(a, tr("%1 Comes back at %2."), text,
				say_clock(r->more->again.ms, f->zone, a), NULL);
	if (now != NULL)
		text = say_fill(a, tr("%1 Next: %2"), text,
				now->ref->step->title, NULL);
	app_say(app, text);
}

void
step_stored(struct app *app, const struct record *r)
{
	if (r->kind == RECORD_ITEM) {
		focus_next(app);
		return;
	}
	if (r->kind != RECORD_DECIDE && r->kind != RECORD_SKIP &&
	    r->kind != RECORD_REOPEN && r->kind != RECORD_TAKE &&
	    r->kind != RECORD_PENDING)
		return;
	list_forget(&app->lists[VIEW_STEP]);
	app->reading[0] = '\0';
	app->how_open = false;
	if (r->kind == RECORD_REOPEN && r->step != NULL)
		set_path(app->step_path, r->step);
	for (unsigned i = r->then->goto_count; i > 0; i--)
		if (is_of_role(app, r->then->goto_steps[i - 1].step))
			set_path(app->step_path,
				 r->then->goto_steps[i - 1].step);
	say_complete(app, r);
}

/* --- Space */

static void
say_reading(struct app *app)
{
	app_say(app, tr("You are reading. s goes back to now; x opens a "
			"decided step again."));
}

static void
tick(struct app *app, const struct entry *e, struct effects *out)
{
	struct step_page page;
	struct action act = {.kind = ACT_DO, .state = "done"};

	step_page_of(app, &app->scratch, &page);
	if (e->kind == ENTRY_ACTION || e->kind == ENTRY_POSTPONED) {
		act.item = e->id;
		app_act(app, &act, out);
		return;
	}
	if (e->kind == ENTRY_CHOICE && page.current == NULL) {
		say_reading(app);
		return;
	}
	if (e->kind != ENTRY_ITEM) {
		app_say(app, e->kind == ENTRY_CHOICE
				     ? tr("Enter chooses this option.")
				     : tr("Enter opens this line."));
		return;
	}
	if (page.current == NULL) {
		app_say(app, tr("You are reading. s goes back to now; x can "
				"still tick this line."));
		return;
	}
	if (page.items[e->index].state == ITEM_DONE) {
		app_say(app, tr("This is done already. u opens it again."));
		return;
	}
	act.item = e->id;
	app_act(app, &act, out);
}

/* --- Enter */

static void
decide(struct app *app, const struct step_page *page, unsigned index,
       struct effects *out)
{
	const struct choice *c = page->choices[index].choice;
	struct action act = {
		.kind = ACT_DECIDE,
		.step = page->ref->path,
		.choice = c->id,
	};

	if (page->current == NULL) {
		say_reading(app);
		return;
	}
	if (c->reason != REASON_NONE || page->ref->step->advice_count > 0) {
		form_decide(app, page->ref, c);
		return;
	}
	app_act(app, &act, out);
}

static void
open_wait(struct app *app, const struct status_wait *w, struct effects *out)
{
	if (w->role == NULL)
		return;
	app_use_role(app, w->role, out);
	if (w->type == WAIT_NEEDS && w->step != NULL)
		set_path(app->step_path,
			 library_step_path(&app->scratch, w->playbook, w->role,
					   w->step));
}

static void
open_entry(struct app *app, const struct entry *e, struct effects *out)
{
	struct step_page page;

	step_page_of(app, &app->scratch, &page);
	switch ((int)e->kind) {
	case ENTRY_ITEM:
		app->how_open = !app->how_open;
		break;
	case ENTRY_FACT:
		form_fact(app, e->id);
		break;
	case ENTRY_CHOICE:
		decide(app, &page, e->index, out);
		break;
	case ENTRY_WAIT:
		open_wait(app, &page.current->waits[e->index], out);
		break;
	case ENTRY_INBOX:
		ask_inbox(app, app_role(app)->inbox[e->index], out);
		break;
	case ENTRY_ANSWER:
		app_act(app, &(struct action){.kind = ACT_TAKE, .id = e->id},
			out);
		break;
	case ENTRY_POSTPONED:
		step_read(app,
			  app_role(app)->postponed[e->index].ref->step->path);
		break;
	case ENTRY_RETURN:
		step_read(app, e->id);
		break;
	case ENTRY_DECISION:
		ask_decision(app, app_role(app)->decisions[e->index]);
		break;
	case ENTRY_PROMISE:
		message_open(
			app,
			app_role(app)->dropped[e->index].document->document,
			out);
		break;
	case ENTRY_STEP:
		step_show(app, e->id);
		break;
	case ENTRY_FIRSTS:
		app_open_view(app, VIEW_ROLES);
		break;
	case ENTRY_ROLE:
		app_use_role(app, e->id, out);
		break;
	default:
		app_say(app, tr("Space ticks this line."));
		break;
	}
}

/* --- reading what was decided before */

/* The steps that this role decided, in order, each at its last time. */
static const char **
decided_steps(struct app *app, unsigned *count)
{
	const struct incident *in = app->front->incident;
	struct arena *a = &app->scratch;
	const char **paths = NULL;

	*count = 0;
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;
		unsigned at = 0;

		if ((r->kind != RECORD_DECIDE && r->kind != RECORD_SKIP) ||
		    r->step == NULL || !is_of_role(app, r->step))
			continue;
		while (at < *count && strcmp(paths[at], r->step) != 0)
			at++;
		if (at < *count) {
			memmove(&paths[at], &paths[at + 1],
				(*count - at - 1) * sizeof(*paths));
			paths[*count - 1] = r->step;
			continue;
		}
		paths = arena_more(a, paths, *count, sizeof(*paths));
		paths[(*count)++] = r->step;
	}
	return paths;
}

static void
read_other(struct app *app, int by)
{
	unsigned count;
	const char **paths = decided_steps(app, &count);
	int at = (int)count;

	for (unsigned i = 0; i < count; i++)
		if (strcmp(paths[i], app->reading) == 0)
			at = (int)i;
	at += by;
	if (at < 0 || count == 0) {
		app_say(app, tr("Nothing was decided before this."));
		return;
	}
	if (at >= (int)count)
		app_open_step(app);
	else
		step_read(app, paths[at]);
}

void
step_act(struct app *app, enum verb verb, const struct entry *e,
	 struct effects *out)
{
	switch ((int)verb) {
	case VERB_TICK:
		if (e != NULL)
			tick(app, e, out);
		break;
	case VERB_OPEN:
		if (e != NULL)
			open_entry(app, e, out);
		break;
	case VERB_LETTER:
		app_focus_letter(app, tr("This step has no such option."));
		break;
	case VERB_WHY:
		app->how_open = !app->how_open;
		break;
	case VERB_READ_BACK:
		read_other(app, -1);
		break;
	case VERB_READ_ON:
		read_other(app, 1);
		break;
	default:
		break;
	}
}

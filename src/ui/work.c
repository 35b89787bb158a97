/* One list of open work: `s` goes to the most urgent, again to the next. */
#include "core/work.h"

#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/step_page.h"
#include "ui/views.h"

static const enum entry_kind ENTRIES[] = {
	[WORK_STEP] = ENTRY_STEP,       [WORK_INBOX] = ENTRY_INBOX,
	[WORK_ANSWER] = ENTRY_ANSWER,   [WORK_POSTPONED] = ENTRY_POSTPONED,
	[WORK_ACTION] = ENTRY_ACTION,   [WORK_DECISION] = ENTRY_DECISION,
	[WORK_PROMISE] = ENTRY_PROMISE, [WORK_RETURN] = ENTRY_RETURN,
};

/* The list without the step that is shown itself. */
void
work_entries(const struct app *app, struct entries *es,
	     const struct step_page *page)
{
	unsigned count;
	const struct work_row *rows =
		work_of(app_status(app), app->front->library, app_role(app),
			es->arena, &count);

	for (unsigned i = 0; i < count; i++) {
		if (rows[i].kind == WORK_STEP && page->ref != NULL &&
		    strcmp(rows[i].key, page->ref->path) == 0)
			continue;
		entries_add(es,
			    (struct entry){
				    .kind = ENTRIES[rows[i].kind],
				    .key = arena_printf(es->arena, "work:%s",
							rows[i].key),
				    .text = rows[i].text,
				    .id = rows[i].key,
				    .index = rows[i].index,
			    });
	}
}

static unsigned
place_of(const struct app *app, const struct work_row *rows, unsigned count)
{
	const struct status_step *shown = step_shown(app);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(rows[i].key, app->work_key) == 0)
			return i;
	for (unsigned i = 0; i < count; i++)
		if (shown != NULL && rows[i].kind == WORK_STEP &&
		    strcmp(rows[i].key, shown->ref->path) == 0)
			return i;
	return count;
}

static void
focus_on(struct app *app, const struct work_row *row)
{
	struct entries es;

	app_entries(app, &app->scratch, &es);
	for (unsigned i = 0; i < es.count; i++)
		if (es.list[i].kind == ENTRIES[row->kind] &&
		    strcmp(es.list[i].id, row->key) == 0)
			app_set_focus(app, &es, i);
}

void
work_next(struct app *app, bool again)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const struct status_role *role = app_role(app);
	unsigned count = 0, at = 0;
	const struct work_row *rows =
		role != NULL ? work_of(f->status, f->library, role, a, &count)
			     : NULL;
	size_t len;

	if (again && count > 0)
		at = (place_of(app, rows, count) + 1) % count;
	app_open_step(app);
	if (count == 0)
		return;
	len = strlen(rows[at].key);
	if (len >= sizeof(app->work_key))
		len = 0;
	memcpy(app->work_key, rows[at].key, len);
	app->work_key[len] = '\0';
	if (rows[at].kind == WORK_STEP)
		step_show(app, rows[at].key);
	else
		focus_on(app, &rows[at]);
	if (again && count > 1)
		app_say(app, say_fill(a, tr("%1 of %2: %3"),
				      arena_printf(a, "%u", at + 1),
				      arena_printf(a, "%u", count),
				      say_work(&rows[at], role, f->library,
					       f->zone, a)));
}

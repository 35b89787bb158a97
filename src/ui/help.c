/* The keys of a screen, from the table that dispatches them. */
#include "base/tr.h"
#include "front/fill.h"
#include "ui/assess.h"
#include "ui/views.h"

static const char *
keys_of(const struct key_row *row, struct arena *a)
{
	const char *keys = "";

	for (int i = 0; i < 3 && row->keys[i] != 0; i++)
		keys = arena_printf(a, i > 0 ? "%s %s" : "%s%s", keys,
				    key_name(row->keys[i], a));
	return keys;
}

static bool
is_in_help(const struct app *app, const struct key_row *row,
	   enum key_group group)
{
	return row->group == group && row->keys[0] != 0 &&
	       key_holds(row, app->view, app_behind(app));
}

static void
add_group(struct sheet *s, const struct app *app, enum key_group group)
{
	struct arena *a = &s->grid->scratch;
	int text = app_is_narrow(app) ? 14 : 22;
	bool titled = false;

	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if (!is_in_help(app, row, group))
			continue;
		if (!titled) {
			sheet_gap(s);
			sheet_text(s, 1, LOOK_BOLD, key_group_title(group));
		}
		titled = true;
		sheet_row(s,
			  (struct sheet_part[]){
				  {3, text - 4, LOOK_NORMAL, keys_of(row, a)},
				  {text, s->columns - text, LOOK_NORMAL,
				   tr(row->label)}},
			  2);
	}
}

/* Not before an incident is open, nor where a question is gone back to. */
static bool
leads_to_step(const struct app *app)
{
	const struct key_row *row = key_find(app->view, 's');

	return row != NULL && row->verb == VERB_STEP &&
	       app->front->incident != NULL && !app->front->board &&
	       !assess_is_open(app);
}

void
help_draw(const struct app *app, struct grid *g)
{
	const struct key_hint hints[] = {
		{tr("Up/Down"), tr("more")},
		{"Esc", tr("back")},
		{"?", tr("keys")},
	};
	struct box b = {2, 0, g->rows - 3, g->columns};
	struct sheet s;

	if (g->rows >= 6)
		grid_text(g, 0, 1, g->columns - 1, LOOK_BOLD,
			  arena_printf(&g->scratch, tr("KEYS  %s"),
				       tr_in("view", views[app->view].name)));
	if (g->rows < 6)
		b = (struct box){0, 0, g->rows > 1 ? g->rows - 1 : 1,
				 g->columns};
	sheet_begin(&s, g, g->columns - 1);
	sheet_text(&s, 1, LOOK_NORMAL,
		   tr("Only Space and Enter write in the log. All other keys "
		      "just look, or open a form that you can leave with Esc. "
		      "Nothing is ever erased."));
	if (leads_to_step(app))
		sheet_text(&s, 1, LOOK_NORMAL,
			   tr("Lost? Press s: you come back to the step that "
			      "must be done now."));
	for (enum key_group group = GROUP_DO; group < GROUPS; group++)
		add_group(&s, app, group);
	sheet_draw_from(&s, b,
			app->help_top < (int)s.count - b.rows ? app->help_top
			: (int)s.count > b.rows ? (int)s.count - b.rows
						: 0);
	if (g->rows > 1)
		grid_text(g, g->rows - 1, 1, g->columns - 2, LOOK_NORMAL,
			  key_line_of(hints, 3, g->columns - 2, &g->scratch));
}

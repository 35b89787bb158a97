/* A text to read, scrolled; and a screen written to a file. */
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"
#include "ui/ask.h"
#include "ui/views.h"

#define PRINT_ROWS 66
#define PRINT_COLUMNS 80

void
reader_fill(struct app *app, const char *title, const char *text)
{
	arena_reset(&app->reader_arena);
	app->reader_title =
		title != NULL ? arena_strdup(&app->reader_arena, title) : NULL;
	app->reader_text =
		arena_strdup(&app->reader_arena, text != NULL ? text : "");
	app->reader_top = 0;
	app->reads_line = false;
}

void
app_read(struct app *app, const char *title, const char *text)
{
	reader_fill(app, title, text);
	app_open_view(app, VIEW_READER);
}

enum view_id
app_behind(const struct app *app)
{
	return app->view == VIEW_READER && app->reads_line &&
			       app->back_count > 0
		       ? app->back[app->back_count - 1]
		       : app->view;
}

void
reader_add(struct arena *a, const char **all, const char *label,
	   const char *text)
{
	if (text != NULL && text[0] != '\0')
		*all = arena_printf(a, "%s%s: %s\n", *all, label, text);
}

void
reader_scroll(struct app *app, int by)
{
	int most = 0;
	struct grid g;
	struct sheet s;

	grid_init(&g, app->ascii);
	sheet_begin(&s, &g, app->columns - 2);
	sheet_text(&s, 1, LOOK_NORMAL, app->reader_text);
	most = (int)s.count - app->rows / 2;
	grid_fini(&g);
	app->reader_top += by > most ? most : by < -most ? -most : by;
	if (app->reader_top > most)
		app->reader_top = most;
	if (app->reader_top < 0)
		app->reader_top = 0;
}

void
reader_draw(const struct app *app, struct page *page)
{
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	if (app->reader_title != NULL) {
		sheet_text(&s, 1, LOOK_BOLD, app->reader_title);
		sheet_gap(&s);
	}
	sheet_text(&s, 1, LOOK_NORMAL, app->reader_text);
	sheet_draw_from(&s, page->body, app->reader_top);
}

/* All of a text that is read, without what stands around it. */
static void
print_text(struct app *app, struct effects *out)
{
	struct effect *e = effects_add(out, EFFECT_PRINT);
	const char *title = app->reader_title != NULL ? app->reader_title : "";

	e->text = text_shown(&app->scratch,
			     arena_printf(&app->scratch, "%s%s%s\n", title,
					  *title != '\0' ? "\n\n" : "",
					  app->reader_text),
			     true);
	e->name = "draaiboek-text.txt";
}

/* The whole view on one page, however small the window is. */
void
print_view(struct app *app, struct effects *out)
{
	struct grid g;
	struct buf text = {0};
	struct effect *e;

	if (app->view == VIEW_REPORT) {
		ask_report(app);
		return;
	}
	if (app->view == VIEW_READER) {
		print_text(app, out);
		return;
	}
	/* Its file is named in the log, and only Enter writes there. */
	if (app->view == VIEW_MESSAGE && message_shown(app) != NULL) {
		ask_document(app);
		return;
	}
	grid_init(&g, app->ascii);
	grid_resize(&g, PRINT_ROWS, PRINT_COLUMNS);
	app_draw(app, &g);
	grid_dump(&g, &text);
	e = effects_add(out, EFFECT_PRINT);
	e->text = arena_strdup(&app->scratch, buf_text(&text));
	e->name = arena_printf(&app->scratch, "draaiboek-%s.txt",
			       views[app->view].name);
	buf_fini(&text);
	grid_fini(&g);
}

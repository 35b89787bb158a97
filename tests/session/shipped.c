/*
 * Every step of every shipped playbook on every size of screen: what has the
 * focus stands there whole, with its caution, and no word is cut.
 *
 *	shipped
 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/playbook.h"
#include "load/shelf.h"
#include "session/desk.h"
#include "ui/app.h"
#include "ui/views.h"

/* Two lines more than 15x40: these steps are only read, and that is said. */
static const int sizes[][2] = {{24, 80}, {17, 40}, {40, 120}};
#define SIZES (sizeof(sizes) / sizeof(sizes[0]))

struct check {
	struct fake_desk desk;
	struct app app;
	struct grid grid;
	struct arena files, scratch;
	const struct step_ref *step;
	unsigned failed, screens;
};

/* Letters and marks without the spaces between them: lines may break. */
static const char *
squeezed(struct arena *a, const char *text)
{
	char *out = arena_strdup(a, text), *to = out;

	for (const char *s = out; *s != '\0'; s++)
		if (*s != ' ' && *s != '\n')
			*to++ = *s;
	*to = '\0';
	return out;
}

/* The body's left part: a right column would stand between its lines. */
static const char *
body_text(struct check *c)
{
	struct buf text = {0};
	int columns =
		c->grid.columns >= 100 ? c->grid.columns - 40 : c->grid.columns;
	const char *out;

	for (int row = 0; row < c->grid.rows; row++)
		for (int i = 0; i < columns; i++)
			buf_adds(&text, grid_cell(&c->grid, row, i)->text);
	out = squeezed(&c->scratch, buf_text(&text));
	buf_fini(&text);
	return out;
}

static void
print_screen(const struct check *c)
{
	struct buf screen = {0};

	grid_dump(&c->grid, &screen);
	printf("%s\n", buf_text(&screen));
	buf_fini(&screen);
}

static void
need(struct check *c, const char *body, const char *text, const char *what)
{
	if (text == NULL || strstr(text, "{{") != NULL ||
	    strstr(body, squeezed(&c->scratch, text)) != NULL)
		return;
	printf("# %s %s %dx%d: %s is not whole: %s\n", c->desk.language,
	       c->step->path, c->grid.rows, c->grid.columns, what, text);
	print_screen(c);
	c->failed++;
}

/* A word that ends in ".." in the grid and nowhere in the playbook. */
static void
need_no_cut(struct check *c, const char *body)
{
	for (const char *s = strstr(body, ".."); s != NULL;
	     s = strstr(s + 2, "..")) {
		if (s[2] == '.') {
			s++;
			continue;
		}
		if (strstr(c->step->playbook->head.bytes != NULL
				   ? c->step->playbook->head.bytes
				   : "",
			   "..") != NULL)
			return;
		printf("# %s %s %dx%d: cut: %.40s\n", c->desk.language,
		       c->step->path, c->grid.rows, c->grid.columns,
		       s >= body + 30 ? s - 30 : body);
		c->failed++;
	}
}

static void
check_entry(struct check *c, const struct entry *e)
{
	const struct step *step = c->step->step;
	const char *body;

	app_say(&c->app, NULL);
	app_draw(&c->app, &c->grid);
	body = body_text(c);
	c->screens++;
	need_no_cut(c, body);
	need(c, body, step->title, "the title");
	if (e->kind == ENTRY_ITEM) {
		need(c, body, step->items[e->index].text, "the item");
		need(c, body, step->items[e->index].caution, "its caution");
		if (e->index == 0)
			need(c, body, step->caution, "the step's caution");
	} else if (e->kind == ENTRY_CHOICE) {
		need(c, body, tr(step_choice(step, e->index)->label),
		     "the choice");
	}
	arena_reset(&c->scratch);
}

static void
check_step(struct check *c, const struct step_ref *ref)
{
	struct entries es;
	struct arena a = {0};

	c->step = ref;
	step_read(&c->app, ref->path);
	app_entries(&c->app, &a, &es);
	for (unsigned i = 0; i < es.count; i++) {
		app_set_focus(&c->app, &es, i);
		check_entry(c, &es.list[i]);
	}
	arena_fini(&a);
}

static void
check_role(struct check *c, const struct playbook *p, const struct role *r)
{
	snprintf(c->desk.role, sizeof(c->desk.role), "%s", r->role);
	fake_desk_fill(&c->desk);
	for (unsigned i = 0; i < r->step_count; i++)
		check_step(c, library_step_at(&c->desk.library, p, r, i));
}

static void
check_playbook(struct check *c, const struct playbook *p)
{
	struct event opened = {.kind = EVENT_OPENED};

	if (p->head.kind != FILE_INCIDENT && p->head.kind != FILE_TRIAGE)
		return;
	fake_desk_start(&c->desk, p->head.id);
	app_update(&c->app, &opened);
	for (unsigned i = 0; i < p->role_count; i++)
		check_role(c, p, &p->roles[i]);
}

static unsigned
check_all(const char *language, int rows, int columns)
{
	static struct check c;
	static const char *const none[] = {NULL};
	struct event size = {
		.kind = EVENT_RESIZE, .rows = rows, .columns = columns};
	struct shelf shelf;
	struct err err = {0};

	memset(&c, 0, sizeof(c));
	snprintf(c.desk.language, sizeof(c.desk.language), "%s", language);
	snprintf(c.desk.by, sizeof(c.desk.by), "tester");
	stamp_read("2030-01-02T03:04:05Z", &c.desk.front.now);
	tr_use(language);
	shelf_init(&shelf, none, &c.files);
	if (!shelf_library(&shelf, language, NULL, &c.desk.library, &err)) {
		printf("not ok the shipped library: %s\n", err.text);
		return 1;
	}
	app_init(&c.app, &c.desk.front, false);
	grid_init(&c.grid, false);
	grid_resize(&c.grid, rows, columns);
	app_update(&c.app, &size);
	for (unsigned i = 0; i < c.desk.library.playbook_count; i++)
		check_playbook(&c, c.desk.library.playbooks[i]);
	printf("%s %u shipped screens %dx%d %s\n",
	       c.failed == 0 && c.screens > 100 ? "ok" : "not ok", c.screens,
	       rows, columns, language);
	app_fini(&c.app);
	grid_fini(&c.grid);
	fake_desk_fini(&c.desk);
	arena_fini(&c.files);
	arena_fini(&c.scratch);
	return c.failed;
}

int
main(void)
{
	unsigned failed = 0;

	for (size_t i = 0; i < SIZES; i++) {
		failed += check_all("en", sizes[i][0], sizes[i][1]);
		failed += check_all("nl", sizes[i][0], sizes[i][1]);
	}
	return failed != 0;
}

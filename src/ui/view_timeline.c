/* Everything that was logged, in merged order, the last at the bottom. */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "core/twin.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_lead.h"
#include "ui/ask.h"
#include "ui/views.h"

/* Groups of kinds that the timeline can be narrowed to. */
static const struct {
	const char *name; /* N_() */
	enum record_kind kinds[8];
} groups[] = {
	{N_("all kinds"), {0}},
	{N_("decisions"),
	 {RECORD_DECIDE, RECORD_DECISION, RECORD_PENDING, RECORD_ANSWER,
	  RECORD_SKIP, RECORD_REOPEN}},
	{N_("items"), {RECORD_ITEM, RECORD_ACTION, RECORD_TAKE}},
	{N_("facts"), {RECORD_FACT, RECORD_ROW}},
	{N_("notes"), {RECORD_NOTE, RECORD_CORRECT, RECORD_EVIDENCE}},
	{N_("deadlines and levels"),
	 {RECORD_DEADLINE, RECORD_SEVERITY, RECORD_EMERGENCY_PHASE}},
	{N_("calls and texts"),
	 {RECORD_CONTACT, RECORD_DOCUMENT, RECORD_ASK, RECORD_TELL}},
	{N_("people"), {RECORD_JOIN, RECORD_LEAVE, RECORD_HANDOVER}},
};
#define GROUPS_OF_KINDS (sizeof(groups) / sizeof(groups[0]))

static bool
is_of_group(unsigned group, enum record_kind kind)
{
	for (unsigned i = 0; i < 8 && group > 0; i++)
		if (groups[group].kinds[i] == kind && kind != RECORD_OTHER)
			return true;
	return group == 0;
}

static bool
is_shown(const struct app *app, const struct record *r)
{
	if (r->kind == RECORD_JOURNAL || r->kind == RECORD_WITNESS ||
	    !is_of_group(app->only_kind, r->kind) ||
	    !lead_may_read(app->front, r))
		return false;
	return app->only_role[0] == '\0' ||
	       (r->role != NULL && strcmp(r->role, app->only_role) == 0);
}

void
timeline_entries(const struct app *app, struct entries *es)
{
	const struct incident *in = app->front->incident;

	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;

		if (is_shown(app, r))
			entries_add(es,
				    (struct entry){.kind = ENTRY_LOG,
						   .key = r->id != NULL ? r->id
									: "",
						   .id = r->id,
						   .index = (unsigned)i});
	}
	es->start = es->count > 0 ? es->count - 1 : 0;
}

static struct say_line
line_of(const struct app *app, const struct record *r, struct arena *a)
{
	const struct front *f = app->front;

	return say_record(r, f->incident, f->library, f->zone, a);
}

/* The first correction: "#9a1f3 what it should have said". */
static const char *
correction_of(const struct app *app, const struct record *r, struct arena *a)
{
	const struct record *fix =
		map_find(&app->front->incident->corrections, r->id);

	if (fix == NULL)
		return tr("further on");
	return say_fill(a, "%1 %2", say_entry(fix->id, a), fix->text, NULL);
}

/* --- one entry, whole */

static void
read_entry(struct app *app, const struct log_entry *entry)
{
	const struct front *f = app->front;
	const struct record *r = entry->record;
	struct arena *a = &app->scratch;
	struct say_line line = line_of(app, r, a);
	const char *all = "";

	reader_add(a, &all, line.word, line.text);
	reader_add(a, &all, tr("Entry"), say_entry(r->id, a));
	reader_add(a, &all, tr("Written"), say_date_clock(r->time, f->zone, a));
	if (r->at.set)
		reader_add(a, &all, tr("Happened"),
			   say_date_clock(r->at.ms, f->zone, a));
	if (r->role != NULL)
		reader_add(a, &all, tr("Role"),
			   say_role(r->role, f->library, a));
	reader_add(a, &all, tr("By"), r->actor);
	reader_add(a, &all, tr("Typed by"), r->typed);
	reader_add(a, &all, tr("Given by"), r->via);
	reader_add(a, &all, tr("Reason"), r->reason);
	reader_add(a, &all, tr("Gone on because"), r->more->override);
	reader_add(a, &all, tr("Source"), r->source);
	if (incident_doubts(app->front->incident, r->id))
		reader_add(a, &all, tr("Doubtful"),
			   tr("two different entries have this number"));
	if (entry->corrected)
		reader_add(a, &all, tr("Corrected"), correction_of(app, r, a));
	reader_add(a, &all, tr("Journal"), entry->file);
	app_read(app, tr("ENTRY"), all);
}

static void
next_filter(struct app *app, int by)
{
	const struct status *st = app_status(app);
	int count = (int)st->role_count, at = -1;

	for (int i = 0; i < count; i++)
		if (strcmp(st->roles[i].role, app->only_role) == 0)
			at = i;
	at += by;
	app->only_role[0] = '\0';
	if (at < -1)
		at = count - 1;
	if (at >= 0 && at < count &&
	    strlen(st->roles[at].role) < sizeof(app->only_role))
		memcpy(app->only_role, st->roles[at].role,
		       strlen(st->roles[at].role) + 1);
	list_forget(&app->lists[VIEW_TIMELINE]);
}

static void
next_kind(struct app *app, unsigned by)
{
	app->only_kind = (app->only_kind + by) % GROUPS_OF_KINDS;
	list_forget(&app->lists[VIEW_TIMELINE]);
}

/* Of a decision there is a sheet; all of the entry stands behind `i`. */
static void
open_entry(struct app *app, const struct log_entry *entry, struct effects *out)
{
	struct report_wanted sheet = {.kind = REPORT_DECISION,
				      .entry = entry->record->id};

	if (record_decides(entry->record))
		report_open(app, sheet, out);
	else
		read_entry(app, entry);
}

void
timeline_act(struct app *app, enum verb verb, const struct entry *e,
	     struct effects *out)
{
	if (verb == VERB_NEXT_ROLE)
		next_filter(app, 1);
	else if (verb == VERB_PREVIOUS_ROLE)
		next_filter(app, -1);
	else if (verb == VERB_READ_ON)
		next_kind(app, 1);
	else if (verb == VERB_READ_BACK)
		next_kind(app, GROUPS_OF_KINDS - 1);
	else if (verb == VERB_OPEN && e != NULL)
		open_entry(app, &app->front->incident->log[e->index], out);
	else if (verb == VERB_WHY && e != NULL)
		read_entry(app, &app->front->incident->log[e->index]);
}

/* --- drawing */

/* In a narrow column: a word that is wider is cut, never broken in two. */
static const char *
whole_words(struct sheet *s, const char *text, int columns)
{
	struct arena *a = &s->grid->scratch;
	const char *all = "";

	while (text != NULL && *text != '\0') {
		size_t len = strcspn(text, " ");
		const char *word = arena_strndup(a, text, len);

		all = arena_printf(a, "%s%s%s", all, *all != '\0' ? " " : "",
				   text_cut(a, word, columns));
		text += len;
		text += strspn(text, " ");
	}
	return all;
}

static void
draw_entry(const struct app *app, struct sheet *s,
	   const struct log_entry *entry)
{
	struct arena *a = &s->grid->scratch;
	const struct record *r = entry->record;
	struct say_line line = line_of(app, r, a);
	const char *clock = arena_printf(
		a, "%s%s", say_clock(record_happened(r), app->front->zone, a),
		line.late ? "*" : " ");
	const char *role = r->role != NULL ? say_role_short(r->role, a) : "";
	int what = app_is_narrow(app) ? 12 : 37;
	const char *text = entry->corrected
				   ? say_fill(a, tr("%1\nfix: %2"), line.text,
					      correction_of(app, r, a), NULL)
				   : line.text;

	if (incident_doubts(app->front->incident, r->id))
		text = say_fill(a,
				tr("%1\ndoubtful: two different entries have "
				   "this number"),
				text, NULL, NULL);
	struct sheet_part parts[] = {
		{1, 6, LOOK_NORMAL, clock},
		{8, 4, LOOK_NORMAL, role},
		{13, 12, LOOK_NORMAL, whole_words(s, r->actor, 12)},
		{26, what - 27, LOOK_NORMAL,
		 whole_words(s, line.word, what - 27)},
		{what, s->columns - what, LOOK_NORMAL, text},
	};

	sheet_mark(s, 0);
	if (!app_is_narrow(app)) {
		sheet_row(s, parts, 5);
		return;
	}
	parts[2] =
		(struct sheet_part){what, s->columns - what, LOOK_NORMAL,
				    arena_printf(a, "%s %s", line.word, text)};
	sheet_row(s, parts, 3);
}

/* As it is read out over the phone. */
static const char *
head_words(const char *head, struct arena *a)
{
	if (strlen(head) < 16)
		return head;
	return say_fill(a, tr("head %1"),
			arena_printf(a, "%.4s %.4s %.4s %.4s", head, head + 4,
				     head + 8, head + 12),
			NULL, NULL);
}

/*
 * A journal can have a hundred thousand lines: only those around the focus are
 * laid out.
 */
void
timeline_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	const struct incident *in = app->front->incident;
	struct grid *g = page->grid;
	struct box list = page->body;
	int from = page->focus - list.rows, to = page->focus + list.rows;
	const char *filter =
		app->only_role[0] != '\0'
			? say_role(app->only_role, app->front->library,
				   &g->scratch)
			: tr("all roles");
	struct sheet s;

	sheet_begin(&s, g, list.columns - 1);
	sheet_hang(&s, 1, "", LOOK_BOLD,
		   say_fill(&g->scratch, tr("TIMELINE  %1, %2"), filter,
			    tr(groups[app->only_kind].name), NULL),
		   app->front->head != NULL
			   ? head_words(app->front->head, &g->scratch)
			   : NULL);
	sheet_draw(&s, (struct box){list.row, list.column, 1, list.columns},
		   -1);
	list.row++;
	list.rows--;
	sheet_begin(&s, g, list.columns - 1);
	for (int i = from < 0 ? 0 : from; i < (int)es->count && i <= to; i++) {
		sheet_entry(&s, i);
		draw_entry(app, &s, &in->log[es->list[i].index]);
	}
	sheet_draw(&s, list, page->focus);
}

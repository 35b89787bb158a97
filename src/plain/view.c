/* Lists: said in parts of ten, narrowed by a search, picked by number. */
#include "plain/parts.h"

#include <string.h>

#include "base/text.h"

static void
help_fill(struct plain *p)
{
	for (unsigned i = 0; i < words_count(); i++)
		view_add(p, i);
}

static void
help_head(struct plain *p, struct buf *out)
{
	talk(p, out,
	     tr("Only yes, a saved decision and a finished form write. All "
		"other words just look. Nothing is ever erased."),
	     NULL, NULL, NULL);
	talk(p, out,
	     tr("Every word has a short form of one letter where one is "
		"shown. Enter alone repeats the question."),
	     NULL, NULL, NULL);
}

static void
help_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	(void)number;
	talk(p, out, "%1", words_line(p, i), NULL, NULL);
}

static const struct view_row view_row_help = {
	.head = help_head,
	.fill = help_fill,
	.row = help_row,
};

static const struct view_row *const rows[VIEWS] = {
	[VIEW_ITEMS] = &view_row_items,
	[VIEW_TIMELINE] = &view_row_timeline,
	[VIEW_DEADLINES] = &view_row_deadlines,
	[VIEW_CONTACTS] = &view_row_contacts,
	[VIEW_CALLS] = &view_row_calls,
	[VIEW_FACTS] = &view_row_facts,
	[VIEW_REGISTERS] = &view_row_registers,
	[VIEW_WORK] = &view_row_work,
	[VIEW_RATIFY] = &view_row_ratify,
	[VIEW_MESSAGES] = &view_row_messages,
	[VIEW_MAP] = &view_row_map,
	[VIEW_WHO] = &view_row_who,
	[VIEW_BOARD] = &view_row_board,
	[VIEW_ALERTS] = &view_row_alerts,
	[VIEW_PLAYBOOKS] = &view_row_playbooks,
	[VIEW_OLDER] = &view_row_older,
	[VIEW_ASSESSMENTS] = &view_row_assessments,
	[VIEW_SCENARIOS] = &view_row_scenarios,
	[VIEW_INJECTS] = &view_row_injects,
	[VIEW_PROFILE] = &view_row_profile,
	[VIEW_HELP] = &view_row_help,
};

void
view_add(struct plain *p, unsigned index)
{
	p->rows = arena_more(&p->scratch, p->rows, p->row_count,
			     sizeof(*p->rows));
	p->rows[p->row_count++] = index;
}

/* Fills the list of rows anew where something may have changed. */
static unsigned
fill(struct plain *p)
{
	if (p->rows_ready)
		return p->row_count;
	p->rows = NULL;
	p->row_count = 0;
	rows[p->listed]->fill(p);
	p->rows_ready = true;
	return p->row_count;
}

static void
say_part(struct plain *p, struct buf *out)
{
	unsigned count = fill(p), n = p->list_next;

	for (unsigned i = 0; i < PLAIN_PART && n < count; i++, n++)
		rows[p->listed]->row(p, talk_number(p, n + 1), p->rows[n], out);
	p->list_next = n;
	if (!count)
		talk(p, out, tr("Nothing to show."), NULL, NULL, NULL);
	else if (n < count)
		talk(p, out,
		     tr_n("%1 more: type more.", "%1 more: type more.",
			  count - n),
		     talk_number(p, count - n), NULL, NULL);
}

/* What stands in files that nobody reads before they are asked for. */
static const enum effect_kind readers[VIEWS] = {
	[VIEW_CONTACTS] = EFFECT_LIBRARY,
	[VIEW_MESSAGES] = EFFECT_LIBRARY,
	[VIEW_SCENARIOS] = EFFECT_SCENARIOS,
	[VIEW_PROFILE] = EFFECT_PROFILE,
};

static bool
files_wait(struct plain *p, enum view view)
{
	if (readers[view] == EFFECT_NONE || p->view_waits == view)
		return false;
	p->view_waits = view;
	question_effect(p, (struct effect){.kind = readers[view]});
	return true;
}

void
view_open(struct plain *p, enum view view, struct buf *out)
{
	if (files_wait(p, view))
		return;
	p->listed = view;
	p->list_next = 0;
	p->list_all = false;
	p->rows_ready = false;
	buf_clear(&p->find);
	if (!rows[view]->pick) {
		rows[view]->head(p, out);
		say_part(p, out);
		return;
	}
	question_go(p, QUESTION_VIEW);
	question_top(p)->view = view;
}

void
view_more(struct plain *p, struct buf *out)
{
	if (p->listed == VIEWS) {
		talk(p, out, tr("There is no list to go on with."), NULL, NULL,
		     NULL);
		return;
	}
	if (p->list_next >= fill(p)) {
		talk(p, out, tr("That was the end of the list."), NULL, NULL,
		     NULL);
		return;
	}
	say_part(p, out);
}

/* Narrows the list one is in, else the timeline. */
void
view_find(struct plain *p, const char *text, struct buf *out)
{
	bool inside = question_top(p)->question == QUESTION_VIEW;

	if (!text || (!inside && !p->front->incident)) {
		talk(p, out,
		     tr("Type find and a word, in a list. Type the list's own "
			"name to see all of it again."),
		     NULL, NULL, NULL);
		return;
	}
	if (!inside)
		view_open(p, VIEW_TIMELINE, out);
	buf_clear(&p->find);
	buf_adds(&p->find, text);
	p->rows_ready = false;
	p->anew = true;
}

bool
view_wants(struct plain *p, const char *text)
{
	return !p->find.len ||
	       text_contains_folded(&p->scratch, text, buf_text(&p->find));
}

void
view_tell(struct plain *p, struct buf *out)
{
	enum view view = question_top(p)->view;

	if (p->listed != view)
		buf_clear(&p->find);
	p->listed = view;
	p->list_next = 0;
	p->rows_ready = false;
	rows[view]->head(p, out);
	if (p->find.len)
		talk(p, out, tr("Found for \"%1\":"), buf_text(&p->find), NULL,
		     NULL);
	say_part(p, out);
}

void
view_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out, "%1: ", tr(rows[question_top(p)->view]->prompt), NULL,
		NULL);
}

/* What was said last goes on: the words, say, over the list one is in. */
static void
use_word(struct plain *p, const char *line, enum view said, struct buf *out)
{
	if (p->listed != said) {
		p->listed = said;
		p->rows_ready = false;
	}
	if (!words_use(p, line, out))
		talk_unknown(p, line, out);
}

void
view_answer(struct plain *p, const char *line, struct buf *out)
{
	enum view view = question_top(p)->view, said = p->listed;
	unsigned n;

	if (said != view)
		p->rows_ready = false;
	p->listed = view;
	n = talk_choice(line, fill(p));
	if (!*line)
		p->anew = true;
	else if (n)
		rows[view]->pick(p, p->rows[n - 1], out);
	else if (strcmp(line, "<") == 0)
		question_pop(p);
	else if (talk_choice(line, 100000))
		talk(p, out, tr("There is no number %1 in this list."), line,
		     NULL, NULL);
	else
		use_word(p, line, said, out);
}

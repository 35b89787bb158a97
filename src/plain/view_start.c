/* Lists that need no incident: playbooks, and incidents that are closed. */
#include "plain/parts.h"

#include <string.h>

static void
playbooks_head(struct plain *p, struct buf *out)
{
	talk(p, out,
	     tr_n("%1 playbook.", "%1 playbooks.",
		  (long)p->front->playbook_count),
	     talk_number(p, (unsigned)p->front->playbook_count), NULL, NULL);
}

static void
playbooks_fill(struct plain *p)
{
	const struct front *f = p->front;

	for (unsigned i = 0; i < f->playbook_count; i++)
		if (view_wants(p, f->playbooks[i].title))
			view_add(p, i);
}

static void
playbooks_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct front_playbook *b = &p->front->playbooks[i];

	talk(p, out, tr("%1. %2: %3"), number, b->title,
	     talk_text(p, b->summary));
}

/* Before an incident a playbook is only looked at; inside one it is opened. */
static void
playbooks_pick(struct plain *p, unsigned i, struct buf *out)
{
	const struct front_playbook *b = &p->front->playbooks[i];

	talk(p, out, tr("%1, %2, version %3."), b->title,
	     b->code ? b->code : "", b->version);
	talk_prose(p, out, tr("For: %1"), b->summary);
	if (!p->front->incident)
		return;
	if (p->intake == INTAKE_MATCH) {
		intake_choose(p, b->id);
		return;
	}
	form_begin(p, FORM_PLAYBOOK)->playbook = form_keep(p, b->id);
	p->filling.chosen = true;
	fill_in(p, NULL, out);
}

const struct view_row view_row_playbooks = {
	.prompt = N_("Playbooks, which one? (number, more, find, < to go "
		     "back) [no answer]"),
	.head = playbooks_head,
	.fill = playbooks_fill,
	.row = playbooks_row,
	.pick = playbooks_pick,
};

static void
older_head(struct plain *p, struct buf *out)
{
	talk(p, out, tr("Older incidents, the newest first."), NULL, NULL,
	     NULL);
}

static void
older_fill(struct plain *p)
{
	const struct front *f = p->front;

	for (unsigned i = 0; i < f->place_count; i++)
		if (!f->places[i].open &&
		    !(f->places[i].mode &&
		      strcmp(f->places[i].mode, "assessment") == 0) &&
		    view_wants(p, menu_place_title(p, &f->places[i])))
			view_add(p, i);
}

static void
older_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct front_place *place = &p->front->places[i];

	talk(p, out, tr("%1. %2, started %3."), number,
	     menu_place_title(p, place), talk_day(p, place->started));
}

static void
older_pick(struct plain *p, unsigned i, struct buf *out)
{
	menu_open_place(p, &p->front->places[i], out);
}

const struct view_row view_row_older = {
	.prompt = N_("Older incidents, open which? (number, more, find, "
		     "< to go back) [no answer]"),
	.head = older_head,
	.fill = older_fill,
	.row = older_row,
	.pick = older_pick,
};

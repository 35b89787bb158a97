/* The start: resume, begin, look things up. */
#include "plain/parts.h"

#include <string.h>

#define MENU_MOST 64

enum choice_kind {
	GO_RESUME,
	GO_NEW,
	GO_ASSESS,
	GO_EXERCISE,
	GO_CONTACTS,
	GO_PLAYBOOKS,
	GO_OLDER,
	GO_PROFILE
};

struct menu_choice {
	enum choice_kind kind;
	const struct front_place *place;
};

/* Runs of assessments have a list of their own. */
static bool
is_listed(const struct front_place *place, bool open)
{
	return place->open == open &&
	       !(place->mode && strcmp(place->mode, "assessment") == 0);
}

static unsigned
choices(const struct plain *p, struct menu_choice *list)
{
	const struct front *f = p->front;
	unsigned count = 0;

	for (size_t i = 0; i < f->place_count; i++)
		if (is_listed(&f->places[i], true) && count < MENU_MOST - 7)
			list[count++] =
				(struct menu_choice){GO_RESUME, &f->places[i]};
	list[count++] = (struct menu_choice){GO_NEW, NULL};
	list[count++] = (struct menu_choice){GO_CONTACTS, NULL};
	list[count++] = (struct menu_choice){GO_PLAYBOOKS, NULL};
	list[count++] = (struct menu_choice){GO_OLDER, NULL};
	list[count++] = (struct menu_choice){GO_ASSESS, NULL};
	list[count++] = (struct menu_choice){GO_EXERCISE, NULL};
	list[count++] = (struct menu_choice){GO_PROFILE, NULL};
	return count;
}

const char *
menu_place_title(struct plain *p, const struct front_place *place)
{
	const char *title =
		place->title && place->title[0] ? place->title : place->id8;

	return arena_printf(&p->scratch, "%s (%s)", title ? title : "",
			    place->words ? place->words : "");
}

static void
tell_place(struct plain *p, unsigned n, const struct front_place *place,
	   struct buf *out)
{
	const struct front *f = p->front;

	talk(p, out, tr("%1. Resume the open incident: %2, started %3."),
	     talk_number(p, n), menu_place_title(p, place),
	     talk_day(p, place->started));
	if (place->mode && strcmp(place->mode, "live") != 0)
		talk(p, out, tr("   EXERCISE: nothing in it is real."), NULL,
		     NULL, NULL);
	if (place->you_were)
		talk(p, out, tr("   Last step: %1."), place->you_were, NULL,
		     NULL);
	if (place->last_text)
		talk(p, out, tr("   Last entry: %1, %2."), place->last_text,
		     say_ago(f->now - place->last_time, &p->scratch), NULL);
	if (place->next_deadline)
		talk(p, out, tr("   Next deadline: %1."), place->next_deadline,
		     NULL, NULL);
}

static unsigned
closed_places(const struct front *f)
{
	unsigned count = 0;

	for (size_t i = 0; i < f->place_count; i++)
		count += is_listed(&f->places[i], false);
	return count;
}

static void
tell_choice(struct plain *p, unsigned n, const struct menu_choice *c,
	    struct buf *out)
{
	const char *number = talk_number(p, n);

	switch (c->kind) {
	case GO_RESUME:
		tell_place(p, n, c->place, out);
		break;
	case GO_NEW:
		talk(p, out,
		     tr("%1. New incident: something is wrong right now."),
		     number, NULL, NULL);
		break;
	case GO_ASSESS:
		talk(p, out,
		     tr("%1. Assessments and quizzes: how ready are we?"),
		     number, NULL, NULL);
		break;
	case GO_EXERCISE:
		talk(p, out,
		     tr("%1. Exercise: practise; nothing in it counts as "
			"real."),
		     number, NULL, NULL);
		break;
	case GO_CONTACTS:
		talk(p, out, tr("%1. Contacts: the phone list."), number, NULL,
		     NULL);
		break;
	case GO_PLAYBOOKS:
		talk(p, out, tr("%1. Playbooks: %2."), number,
		     talk_number(p, (unsigned)p->front->playbook_count), NULL);
		break;
	case GO_OLDER:
		talk(p, out, tr("%1. Older incidents: %2."), number,
		     talk_number(p, closed_places(p->front)), NULL);
		break;
	case GO_PROFILE:
		talk(p, out,
		     tr("%1. Our organisation: name, numbers, contacts, own "
			"deadlines."),
		     number, NULL, NULL);
		break;
	}
}

void
menu_tell(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	struct menu_choice list[MENU_MOST];
	unsigned count = choices(p, list);

	talk(p, out, tr("draaiboek %1. %2."), f->version,
	     say_date_clock(f->now, f->zone, &p->scratch), NULL);
	if (f->playbook_faults)
		talk(p, out,
		     tr_n("%1 playbook file was refused; draaiboek check "
			  "says why.",
			  "%1 playbook files were refused; draaiboek check "
			  "says why.",
			  f->playbook_faults),
		     talk_number(p, f->playbook_faults), NULL, NULL);
	for (unsigned i = 0; i < count; i++)
		tell_choice(p, i + 1, &list[i], out);
}

void
menu_listed(struct plain *p, struct buf *out)
{
	if (p->front->incident)
		return;
	talk(p, out,
	     tr("The list of incidents has changed meanwhile. Choose again."),
	     NULL, NULL, NULL);
	p->anew = true;
}

void
menu_prompt(struct plain *p, struct buf *out)
{
	struct menu_choice list[MENU_MOST];

	talk_on(p, out,
		tr("Start, choose 1 to %1. (number, language, leave, ?) "
		   "[no answer]: "),
		talk_number(p, choices(p, list)), NULL, NULL);
}

void
menu_open_place(struct plain *p, const struct front_place *place,
		struct buf *out)
{
	talk(p, out, tr("Opening %1."), menu_place_title(p, place), NULL, NULL);
	question_effect(p, (struct effect){.kind = EFFECT_OPEN,
					   .text = arena_strdup(&p->scratch,
								place->path)});
}

void
menu_answer(struct plain *p, const char *line, struct buf *out)
{
	struct menu_choice list[MENU_MOST];
	unsigned count = choices(p, list);
	unsigned n = talk_choice(line, count);

	if (!*line) {
		p->anew = true;
		return;
	}
	if (!n) {
		if (!words_use(p, line, out))
			talk_unknown(p, line, out);
		return;
	}
	switch (list[n - 1].kind) {
	case GO_RESUME:
		menu_open_place(p, list[n - 1].place, out);
		break;
	case GO_NEW:
		intake_start(p, out);
		break;
	case GO_ASSESS:
		view_open(p, VIEW_ASSESSMENTS, out);
		break;
	case GO_EXERCISE:
		view_open(p, VIEW_SCENARIOS, out);
		break;
	case GO_CONTACTS:
		view_open(p, VIEW_CONTACTS, out);
		break;
	case GO_PLAYBOOKS:
		view_open(p, VIEW_PLAYBOOKS, out);
		break;
	case GO_OLDER:
		view_open(p, VIEW_OLDER, out);
		break;
	case GO_PROFILE:
		view_open(p, VIEW_PROFILE, out);
		break;
	}
}

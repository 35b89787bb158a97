#include "export/paper_parts.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"

static const struct {
	const char *name, *title, *audience;
	void (*add)(struct paper *p);
} kinds[PAPER_KINDS] = {
	[PAPER_CARDS] = {"cards", N_("INJECT CARDS"), N_("TO HAND OVER"),
			 paper_add_cards},
	[PAPER_EVALUATOR] = {"evaluator", N_("EVALUATOR'S SHEETS"),
			     N_("NOT FOR PLAYERS"), paper_add_evaluator},
	[PAPER_CLOCK] = {"clock", N_("CLOCK SHEET"), N_("NOT FOR PLAYERS"),
			 paper_add_clock},
	[PAPER_PLAYERS] = {"players", N_("PLAYERS' SHEETS"), N_("TO HAND OVER"),
			   paper_add_players},
};

const char *
paper_kind_name(enum paper_kind kind)
{
	return kinds[kind].name;
}

enum paper_kind
paper_kind_of(const char *name)
{
	unsigned i = 0;

	while (i < PAPER_KINDS && strcmp(kinds[i].name, name) != 0)
		i++;
	return (enum paper_kind)i;
}

/* --- words */

static const char *
round_title(const struct exercise *e, const char *id)
{
	for (unsigned i = 0; i < e->round_count; i++)
		if (strcmp(e->rounds[i].id, id) == 0)
			return e->rounds[i].title;
	return id;
}

const char *
paper_when(struct paper *p, const struct inject *in)
{
	struct moment at = exercise_planned(p->e, in);

	if (at.set)
		return say_fill(
			p->a, "%1 (%2)", say_elapsed(at.ms, p->a),
			say_clock(p->g->begins + at.ms, p->g->zone, p->a),
			NULL);
	if (in->manual == YES_NO_YES)
		return tr("by hand");
	if (in->round)
		return round_title(p->e, in->round);
	return in->after ? say_fill(p->a, tr("after \"%1\""), in->after, NULL,
				    NULL)
			 : "-";
}

const char *
paper_receivers(struct paper *p, const struct inject *in)
{
	const struct exercise_inject x = {
		.to = (const char *const *)in->to,
		.to_count = in->to_count,
	};

	return say_receivers(&x, p->g->library, p->a);
}

void
paper_text(struct paper *p, const char *label, const char *text)
{
	while (text && *text) {
		size_t len = strcspn(text, "\n");
		const char *line = arena_strndup(p->a, text, len);

		if (len > 0 && label)
			report_paragraph(p->r, say_fill(p->a, tr("%1: %2"),
							label, line, NULL));
		else if (len > 0)
			report_paragraph(p->r, line);
		label = len > 0 ? NULL : label;
		text += len + (text[len] != '\0');
	}
}

void
paper_end(struct paper *p)
{
	report_paragraph(p->r, tr("EXERCISE EXERCISE EXERCISE"));
}

bool
paper_is_for(const struct inject *in, const char *role)
{
	for (unsigned i = 0; i < in->to_count; i++)
		if (strcmp(in->to[i], role) == 0)
			return true;
	return in->to_count == 0;
}

static bool
has(const char *const *roles, unsigned count, const char *role)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(roles[i], role) == 0)
			return true;
	return false;
}

static bool
is_named(const struct exercise *e, const char *role)
{
	for (unsigned k = 0; k < e->inject_count; k++)
		if (e->injects[k].to_count > 0 &&
		    paper_is_for(&e->injects[k], role))
			return true;
	return false;
}

/* What goes to everybody goes to the roles that there are. */
static bool
takes_part(const struct paper *p, const char *role)
{
	bool everybody = false;

	for (unsigned k = 0; k < p->e->inject_count; k++)
		everybody |= p->e->injects[k].to_count == 0;
	for (unsigned i = 0; everybody && i < p->e->playbook_count; i++) {
		const struct playbook *pb =
			library_playbook(p->g->library, p->e->playbooks[i]);

		if (pb && playbook_find_role(pb, role))
			return true;
	}
	return is_named(p->e, role) || (everybody && p->e->playbook_count == 0);
}

static void
add_role(struct paper *p, const char ***roles, unsigned *count,
	 const char *role)
{
	if (has(*roles, *count, role))
		return;
	*roles = arena_more(p->a, *roles, *count, sizeof(const char *));
	(*roles)[(*count)++] = role;
}

const char **
paper_roles(struct paper *p, unsigned *count)
{
	const char **roles = NULL, *role;

	*count = 0;
	for (unsigned i = 0; (role = role_standard(i)) != NULL; i++)
		if (takes_part(p, role))
			add_role(p, &roles, count, role);
	for (unsigned k = 0; k < p->e->inject_count; k++)
		for (unsigned i = 0; i < p->e->injects[k].to_count; i++)
			add_role(p, &roles, count, p->e->injects[k].to[i]);
	return roles;
}

const char *
paper_expected(struct paper *p, const struct expectation *x)
{
	const char *what = say_expectation(x, p->g->library, p->a);

	return x->within_text ? say_fill(p->a, tr("%1, within %2"), what,
					 say_length(x->within, p->a), NULL)
			      : what;
}

struct report *
paper_make(enum paper_kind kind, const struct paper_ground *g, struct arena *a)
{
	struct paper p = {.g = g, .e = g->exercise, .a = a};
	const struct file_header *head = &g->exercise->head;

	p.r = report_new(a, kinds[kind].name, tr(kinds[kind].title));
	p.r->language = tr_language();
	p.r->incident = text_shown(a, head->title, false);
	p.r->as_of = text_shown(
		a, say_fill(a, tr("version %1"), head->version, NULL, NULL),
		false);
	p.r->tlp = "TLP:AMBER";
	p.r->banner = tr("EXERCISE EXERCISE EXERCISE");
	p.r->audience = tr(kinds[kind].audience);
	p.r->large = kind == PAPER_CARDS;
	kinds[kind].add(&p);
	return p.r;
}

/* --- cards */

/* What the one who hands it over must do with it. */
static const char *
way_of(const struct inject *in)
{
	if (in->channel && strcmp(in->channel, "phone") == 0)
		return tr("Call, and say this:");
	if (in->channel && strcmp(in->channel, "in-person") == 0)
		return tr("Walk in, and say this:");
	return tr("Hand this over:");
}

static void
add_card(struct paper *p, const struct inject *in, unsigned number)
{
	report_heading(p->r,
		       say_fill(p->a, tr("INJECT %1"),
				arena_printf(p->a, "%u", number), NULL, NULL));
	report_pair(p->r, tr("To"), paper_receivers(p, in));
	report_pair(p->r, tr("From"), in->from ? in->from : "-");
	report_pair(p->r, tr("Way"),
		    in->channel ? say_channel(in->channel) : "-");
	report_pair(p->r, tr("In the scenario"), paper_when(p, in));
	report_pair(p->r, tr("Given at"), PAPER_TIME);
	report_notice(p->r, way_of(in));
	if (in->text && *in->text)
		paper_text(p, NULL, in->text);
	else
		report_paragraph(p->r, in->title);
	for (unsigned i = 0; i < in->discuss_count; i++)
		report_line(p->r, in->discuss[i], NULL);
	paper_end(p);
}

void
paper_add_cards(struct paper *p)
{
	for (unsigned i = 0; i < p->e->inject_count; i++) {
		report_page(p->r);
		add_card(p, &p->e->injects[i], i + 1);
	}
}

/* --- the clock sheet */

static void
add_notes(struct paper *p, const struct inject *in, unsigned number)
{
	const char *branch = say_branch(in, p->g->library, p->a);

	if (!branch && !in->facilitator && !in->hint)
		return;
	report_heading(p->r,
		       say_fill(p->a, "%1 %2", arena_printf(p->a, "%u", number),
				in->title, NULL));
	if (branch)
		report_notice(p->r, branch);
	paper_text(p, NULL, in->facilitator);
	paper_text(p, tr("HINT"), in->hint);
}

void
paper_add_clock(struct paper *p)
{
	const char *const heads[] = {tr("nr"),  tr("planned"), tr("to"),
				     tr("way"), tr("what"),    tr("sent")};

	report_pair(p->r, tr("Begins"),
		    say_clock(p->g->begins, p->g->zone, p->a));
	report_pair(p->r, tr("Lasts"),
		    p->e->duration_text ? say_length(p->e->duration, p->a)
					: "-");
	report_pair(p->r, tr("Really begun at"), PAPER_TIME);
	report_table(p->r, heads, 6);
	for (unsigned i = 0; i < p->e->inject_count; i++) {
		const struct inject *in = &p->e->injects[i];
		const char *const cells[] = {
			arena_printf(p->a, "%u", i + 1),
			paper_when(p, in),
			paper_receivers(p, in),
			say_channel(in->channel),
			in->title,
			PAPER_TIME,
		};

		report_row(p->r, cells);
	}
	report_blank(p->r, tr("Pauses, and what was improvised:"), 4);
	report_page(p->r);
	for (unsigned i = 0; i < p->e->inject_count; i++)
		add_notes(p, &p->e->injects[i], i + 1);
}

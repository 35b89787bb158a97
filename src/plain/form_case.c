/* Forms over the whole incident: severity, phase, playbooks, its end. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "base/stamp.h"

#define AT(name) offsetof(struct action, name)

/* --- severity */

static void
tell_severities(struct plain *p, struct buf *out)
{
	for (unsigned i = 0; i <= 4; i++)
		talk(p, out, "  %1. %2", talk_number(p, i), say_severity(i),
		     NULL);
}

static bool
take_severity(struct plain *p, const char *line, struct buf *out)
{
	int64_t n = -1;

	if (line[0] >= '0' && line[0] <= '4' && !line[1])
		n = line[0] - '0';
	for (int i = 0; n < 0 && i <= 4; i++)
		if (talk_same(p, line, say_severity(i)))
			n = i;
	if (n < 0) {
		talk(p, out, tr("Choose 0 to 4, or < to go back."), NULL, NULL,
		     NULL);
		return false;
	}
	p->filling.act.severity = (struct number){.value = n, .set = true};
	return true;
}

static const struct field severity_fields[] = {
	{.question = N_("How serious is it? (0 to 4)"),
	 .kind = FIELD_OWN,
	 .tell = tell_severities,
	 .take = take_severity},
	{.question = N_("Reason? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true},
};

const struct form_row form_row_severity = {
	.title = N_("Severity"),
	.act = ACT_SEVERITY,
	.fields = severity_fields,
	.field_count = 2,
	.save = true,
};

/* --- the emergency phase */

static const struct field_word phase_words[] = {
	{"none", N_("no emergency phase")},
	{"municipal", N_("municipal phase")},
	{"provincial", N_("provincial phase")},
	{"federal", N_("federal phase")},
	{NULL, NULL},
};

static const struct field phase_fields[] = {
	{.question = N_("Which emergency phase?"),
	 .kind = FIELD_WORDS,
	 .words = phase_words,
	 .member = AT(phase)},
	{.question = N_("Who decided that? (function or name)"),
	 .kind = FIELD_TEXT,
	 .member = AT(decided_by)},
	{.question = N_("Reason? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true},
};

const struct form_row form_row_phase = {
	.title = N_("Emergency phase"),
	.act = ACT_EMERGENCY_PHASE,
	.fields = phase_fields,
	.field_count = 3,
	.save = true,
};

/* --- playbooks */

static bool
is_open(const struct plain *p, const char *id)
{
	const struct playbook_state *s =
		map_find(&p->front->incident->playbooks, id);

	return s && s->open;
}

/* The i-th playbook that is open, or is not, counted from 1. */
static const struct front_playbook *
numbered(const struct plain *p, bool open, unsigned n)
{
	for (size_t i = 0; i < p->front->playbook_count; i++) {
		const struct front_playbook *b = &p->front->playbooks[i];

		if (is_open(p, b->id) == open && --n == 0)
			return b;
	}
	return NULL;
}

static unsigned
count_playbooks(const struct plain *p, bool open)
{
	unsigned n = 0;

	while (numbered(p, open, n + 1))
		n++;
	return n;
}

static const char *
say_playbook(struct plain *p, bool open, unsigned i)
{
	const struct front_playbook *b = numbered(p, open, i + 1);

	return b ? say_fill(&p->scratch, tr("%1: %2"), b->title,
			    talk_text(p, b->summary), NULL)
		 : "";
}

static bool
take_playbook(struct plain *p, bool open, const char *line, struct buf *out)
{
	const struct front_playbook *b, *found = NULL;

	for (unsigned n = 1; (b = numbered(p, open, n)); n++)
		if (talk_choice(line, n) == n || talk_same(p, line, b->id) ||
		    talk_same(p, line, b->title))
			found = b;
	if (!found)
		return options_refuse(p, out);
	p->filling.act.playbook = form_keep(p, found->id);
	return true;
}

static unsigned
closed_count(struct plain *p)
{
	return count_playbooks(p, false);
}

static const char *
closed(struct plain *p, unsigned i)
{
	return say_playbook(p, false, i);
}

static bool
take_closed(struct plain *p, const char *line, struct buf *out)
{
	return take_playbook(p, false, line, out);
}

static bool
not_chosen(const struct plain *p)
{
	return !p->filling.chosen;
}

static const struct field playbook_fields[] = {
	{.question = N_("Open which playbook? (a number)"),
	 .kind = FIELD_OWN,
	 .wanted = not_chosen,
	 .count = closed_count,
	 .option = closed,
	 .take = take_closed},
};

const struct form_row form_row_playbook = {
	.title = N_("Open a playbook"),
	.act = ACT_PLAYBOOK,
	.fields = playbook_fields,
	.field_count = 1,
	.save = true,
};

static unsigned
open_count(struct plain *p)
{
	return count_playbooks(p, true);
}

static const char *
open_one(struct plain *p, unsigned i)
{
	return say_playbook(p, true, i);
}

static bool
take_open(struct plain *p, const char *line, struct buf *out)
{
	p->filling.act.stop = true;
	return take_playbook(p, true, line, out);
}

static void
sum_stop(struct plain *p, struct buf *out)
{
	talk(p, out,
	     tr("All its steps are closed as stopped. Its deadlines that "
		"run stay, and are decided one by one."),
	     NULL, NULL, NULL);
}

static const struct field stop_fields[] = {
	{.question = N_("Stop which playbook? (a number)"),
	 .kind = FIELD_OWN,
	 .count = open_count,
	 .option = open_one,
	 .take = take_open},
	{.question = N_("Why is it stopped? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason)},
};

const struct form_row form_row_stop = {
	.title = N_("Stop a playbook"),
	.act = ACT_PLAYBOOK,
	.fields = stop_fields,
	.field_count = 2,
	.save = true,
	.sum = sum_stop,
};

/* --- its name and its end */

static const struct field title_fields[] = {
	{.question = N_("What is this incident called? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
};

const struct form_row form_row_title = {
	.title = N_("Title"),
	.act = ACT_TITLE,
	.fields = title_fields,
	.field_count = 1,
};

static const struct field close_fields[] = {
	{.question = N_("How did it end? (one line)"),
	 .kind = FIELD_TEXT,
	 .tell = gate_tell,
	 .member = AT(reason)},
};

const struct form_row form_row_close = {
	.title = N_("Close the incident for good"),
	.act = ACT_CLOSE,
	.fields = close_fields,
	.field_count = 1,
	.save = true,
};

static const struct field open_again_fields[] = {
	{.question = N_("Why is it opened again? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason)},
};

/* Nothing is asked: what comes back is what matters. */
const struct form_row form_row_seal = {
	.title = N_("Seal the log"),
	.act = ACT_SEAL,
};

const struct form_row form_row_open_again = {
	.title = N_("Open the incident again"),
	.act = ACT_OPEN_AGAIN,
	.fields = open_again_fields,
	.field_count = 1,
	.save = true,
};

/* --- this station's clock */

static bool
take_phone(struct plain *p, const char *line, struct buf *out)
{
	struct moment *phone = &p->filling.act.phone;

	phone->set = stamp_read_nearest(line, p->front->now, p->front->zone,
					&phone->ms);
	if (!phone->set)
		talk(p, out,
		     tr("That is no time. Type it as the phone shows it: "
			"14:05."),
		     NULL, NULL, NULL);
	return phone->set;
}

static const struct field clock_fields[] = {
	{.question = N_("What does your phone say? (a time, as 14:05)"),
	 .kind = FIELD_OWN,
	 .take = take_phone},
};

const struct form_row form_row_clock = {
	.title = N_("Compare the clock"),
	.act = ACT_CLOCK,
	.fields = clock_fields,
	.field_count = 1,
};

/* status: where every role stands, as text or as one JSON object. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "core/playbook.h"
#include "export/status_json.h"
#include "front/fill.h"
#include "front/say.h"

static const char *
safe(struct cli *cli, const char *text)
{
	return text ? text_shown(&cli->arena, text, false) : "";
}

/* With several playbooks a number alone says too little. */
static const char *
playbook_mark(struct cli *cli, const struct playbook *p)
{
	const struct map *playbooks = &cli->session.incident.playbooks;
	unsigned open = 0;

	for (size_t i = 0; i < playbooks->count; i++) {
		const struct playbook_state *state =
			playbooks->entries[i].value;

		open += state && state->open;
	}
	if (open < 2)
		return "";
	return arena_printf(&cli->arena, "  [%s]", safe(cli, p->head.id));
}

static void
print_item(struct cli *cli, const char *indent, const struct status_item *i)
{
	cli_print(cli, "%s%s %s %s", indent, say_item_mark(i->state),
		  i->ref->number, safe(cli, i->text));
	if (i->ref->ours)
		cli_print(cli, " %s", tr("(OURS)"));
	if (i->state != ITEM_OPEN && i->state != ITEM_DONE)
		cli_print(cli, " (%s)", say_item_state(i->state));
	if (!i->ref->step)
		cli_print(cli, "%s", playbook_mark(cli, i->ref->playbook));
	cli_print(cli, "\n");
}

static const char *
wait_line(struct cli *cli, const struct status_wait *w)
{
	struct session *s = &cli->session;
	struct arena *a = &cli->arena;
	const struct step_ref *ref =
		library_step(&s->library, library_step_path(a, w->playbook,
							    w->role, w->step));
	const char *role = say_role(w->role, &s->library, a);

	switch (w->type) {
	case WAIT_NEEDS:
		return say_fill(a, tr("waits for %1: %2"), role,
				ref ? ref->step->title : w->step, NULL);
	case WAIT_APPROVAL:
		return say_fill(a, tr("waits for the approval of %1 (%2)"),
				role, say_entry(w->id, a), NULL);
	case WAIT_FILE:
		break;
	}
	return say_fill(a, tr("waits for the file of playbook %1"), w->playbook,
			NULL, NULL);
}

static void
print_step(struct cli *cli, const struct status_step *st)
{
	const struct step *step = st->ref->step;

	cli_print(cli, "  %s %u  %s%s\n", tr("step"), st->ref->index + 1,
		  safe(cli, step->title),
		  playbook_mark(cli, st->ref->playbook));
	if (step->caution)
		cli_print(cli, "    %s %s\n", tr("CAUTION:"),
			  safe(cli, step->caution));
	for (unsigned i = 0; i < st->item_count; i++)
		print_item(cli, "    ", &st->items[i]);
	for (unsigned i = 0; i < st->wait_count; i++)
		cli_print(cli, "    %s\n", wait_line(cli, &st->waits[i]));
	if (step->question)
		cli_print(cli, "    %s\n", safe(cli, step->question));
	for (unsigned i = 0; i < st->choice_count; i++)
		cli_print(cli, "      %c %s %s\n", st->choices[i].letter,
			  safe(cli, tr(st->choices[i].choice->label)),
			  playbook_is_scored(st->ref->playbook)
				  ? ""
				  : say_target(&st->choices[i], &cli->arena));
}

static const char *
inbox_word(enum inbox_type type)
{
	switch (type) {
	case INBOX_TASK:
		return tr_in("inbox", "task");
	case INBOX_QUESTION:
		return tr_in("inbox", "question");
	case INBOX_APPROVAL:
		return tr_in("inbox", "approval");
	}
	return "";
}

/* A task's id is the entry's, with .2, .3 behind it for the others. */
static const char *
inbox_id(struct cli *cli, const char *id)
{
	const char *dot = strchr(id, '.');

	return dot ? safe(cli, id)
		   : arena_strndup(&cli->arena, safe(cli, id), 5);
}

static void
print_role(struct cli *cli, const struct status_role *r)
{
	struct session *s = &cli->session;
	struct arena *a = &cli->arena;

	cli_print(cli, "\n%s", say_role(r->role, &s->library, a));
	if (r->holder)
		cli_print(cli, " (%s)", safe(cli, r->holder));
	else if (r->acted)
		cli_print(cli, " (%s)",
			  say_acted(r, s->status->now, &s->zone, a));
	cli_print(cli, tr(", %u of %u done"), r->done, r->total);
	cli_print(cli, "%s\n", r->finished ? tr(", finished") : "");
	for (unsigned i = 0; i < r->current_count; i++)
		print_step(cli, &r->current[i]);
	for (unsigned i = 0; i < r->inbox_count; i++)
		cli_print(cli, "  %s %s, %s: %s\n",
			  inbox_word(r->inbox[i]->type),
			  inbox_id(cli, r->inbox[i]->id),
			  say_role(r->inbox[i]->from, &s->library, a),
			  safe(cli, r->inbox[i]->text));
	for (unsigned i = 0; i < r->action_count; i++)
		cli_print(cli, "  %s %.12s: %s\n", tr("action"),
			  safe(cli, r->actions[i]->path),
			  safe(cli, r->actions[i]->text));
	for (unsigned i = 0; i < r->decision_count; i++)
		cli_print(cli, "  %s %.5s: %s\n", tr("decision"),
			  safe(cli, r->decisions[i]->id),
			  safe(cli, r->decisions[i]->text));
}

static void
print_top(struct cli *cli, const struct status *st)
{
	struct session *s = &cli->session;
	const struct incident *in = st->incident;
	struct arena *a = &cli->arena;

	cli_print(cli, "%s  %s  %.8s  %s\n", safe(cli, session_title(s)),
		  say_words(s->folder.id, a), s->folder.id,
		  !in->arrived ? tr("incomplete")
		  : in->open   ? tr("open")
			       : tr("closed"));
	if (in->arrived)
		cli_print(cli, "%s\n",
			  say_fill(a, tr("since %1, mode %2"),
				   say_date_clock(in->opened, &s->zone, a),
				   in->mode ? tr(in->mode) : NULL, NULL));
	cli_print(cli, "%s\n",
		  say_fill(a, tr("severity %1, %2; %3"),
			   arena_printf(a, "%lld", (long long)in->severity),
			   say_severity(in->severity),
			   say_emergency_phase(in->phase)));
}

static void
print_deadlines(struct cli *cli, const struct status *st)
{
	struct session *s = &cli->session;
	bool first = true;

	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (!d->due.set || d->state == DEADLINE_MET ||
		    d->state == DEADLINE_NOT_APPLICABLE ||
		    d->state == DEADLINE_UNDECIDED)
			continue;
		if (first)
			cli_print(cli, "\n%s\n", tr("Deadlines"));
		first = false;
		cli_print(cli, "  %s  %s  %s\n",
			  say_day_clock(d->due.ms, &s->zone, &cli->arena),
			  say_deadline_state(d->state),
			  safe(cli, d->definition->title));
	}
}

static void
print_text(struct cli *cli, const struct status *st)
{
	struct session *s = &cli->session;

	print_top(cli, st);
	for (unsigned i = 0; i < st->alert_count; i++)
		cli_print(cli, "! %s\n",
			  say_alert(&st->alerts[i], st, &s->library, &s->zone,
				    &cli->arena));
	if (st->first_count)
		cli_print(cli, "\n%s\n", tr("First actions"));
	for (unsigned i = 0; i < st->first_count; i++)
		print_item(cli, "  ", &st->first[i]);
	for (unsigned i = 0; i < st->role_count; i++)
		print_role(cli, &st->roles[i]);
	print_deadlines(cli, st);
}

static int
overdue(const struct status *st)
{
	for (unsigned i = 0; i < st->deadline_count; i++)
		if (st->deadlines[i].state == DEADLINE_OVERDUE)
			return EXIT_NO;
	return EXIT_FINE;
}

static void
print_json(struct cli *cli, const struct status *st)
{
	struct session *s = &cli->session;
	struct json_writer *w = json_writer_new();
	struct record_head *heads;
	unsigned count;

	heads = folder_heads(&s->folder, &cli->arena, &count);
	status_json(st, &s->library, heads, count, w);
	cli_print_json(cli, w);
}

int
cmd_status(struct call *c)
{
	const struct status *st;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);

	if (status != EXIT_FINE)
		return status;
	st = session_status(&c->cli->session, paths_now());
	call_mark_exercise(c);
	if (call_has(c, OPT_JSON))
		print_json(c->cli, st);
	else
		print_text(c->cli, st);
	cli_strays(c->cli, &c->cli->session.library);
	return call_has(c, OPT_CHECK_DEADLINES) ? overdue(st) : EXIT_FINE;
}

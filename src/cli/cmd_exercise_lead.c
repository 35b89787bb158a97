/* Leading an exercise by commands: one entry each. */
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "core/exercise.h"
#include "store/paths.h"

/* --to=it,management: the roles that get it. */
static void
put_receivers(struct call *c, struct action *act)
{
	struct arena *a = &c->cli->arena;
	const char *list = call_option(c, OPT_TO);

	while (list && *list) {
		size_t len = strcspn(list, ",");

		act->receivers =
			arena_more(a, act->receivers, act->receiver_count,
				   sizeof(*act->receivers));
		act->receivers[act->receiver_count++] =
			arena_strndup(a, list, len);
		list += len + (list[len] == ',');
	}
	act->to = NULL;
}

bool
exercise_score_action(struct call *c, struct action *act)
{
	const char *text = call_option(c, OPT_SCORE);

	if (!text)
		return true;
	if (text[0] < '0' || text[0] > '3' || text[1]) {
		cli_refused(c->cli, (struct refused){REFUSED_SCORE, NULL, NULL},
			    act);
		return false;
	}
	act->score = (struct number){text[0] - '0', true};
	return true;
}

static const char *
rest_of(const struct call *c, unsigned i)
{
	return c->word_count > i ? call_rest(c, i) : NULL;
}

static bool
fill_inject(struct call *c, const char *what, struct action *act)
{
	bool improvised = strcmp(what, "improvise") == 0;

	act->kind = ACT_INJECT;
	act->act = improvised ? "release" : what;
	act->id = improvised ? NULL : c->words[0];
	act->text = rest_of(c, improvised ? 0 : 1);
	act->title = call_option(c, OPT_TITLE);
	act->channel = call_option(c, OPT_CHANNEL);
	put_receivers(c, act);
	if (strcmp(what, "round") == 0) {
		act->act = "release";
		act->id = arena_printf(&c->cli->arena, "round/%s", c->words[0]);
	}
	return true;
}

/* false: said, exit 2. */
static bool
fill(struct call *c, struct action *act)
{
	const char *what = c->command->name + strlen("exercise ");

	if (!call_action(c, act))
		return false;
	if (!act->role)
		act->role = ROLE_FACILITATOR;
	if (strcmp(what, "clock") == 0) {
		act->act = c->words[0];
		return exercise_clock_action(c, act);
	}
	if (strcmp(what, "observe") == 0) {
		act->kind = ACT_OBSERVE;
		act->text = rest_of(c, 0);
		return exercise_score_action(c, act);
	}
	if (strcmp(what, "end") == 0) {
		act->kind = ACT_CLOSE;
		act->reason = rest_of(c, 0);
		return true;
	}
	return fill_inject(c, what, act);
}

static int
open_to_write(struct call *c)
{
	int status = exercise_open(c, NULL);

	return status == EXIT_FINE ? call_named(c) : status;
}

int
cmd_exercise_lead(struct call *c)
{
	struct action act = {0};
	int status = open_to_write(c);

	if (status != EXIT_FINE)
		return status;
	if (!fill(c, &act))
		return EXIT_USAGE;
	return call_act(c, &act);
}

/* --dry-run: as many as would be sent now. */
static int
count_due(struct call *c)
{
	const struct exercise_run *run =
		session_exercise(&c->cli->session, paths_now());
	unsigned due = 0;

	for (unsigned i = 0; run->running && i < run->inject_count; i++)
		due += run->injects[i].stage == INJECT_DUE;
	cli_print(c->cli,
		  tr_n("%u inject would be sent.\n",
		       "%u injects would be sent.\n", due),
		  due);
	return EXIT_FINE;
}

/* What is due, as its clock would send it. */
static int
send_due(struct call *c)
{
	struct cli *cli = c->cli;
	enum session_outcome outcome;
	struct record *written;
	struct action act;
	struct err err = {0};
	unsigned sent = 0;

	if (call_has(c, OPT_DRY_RUN))
		return count_due(c);
	while (session_send_due(&cli->session, paths_now(), &cli->arena, &act,
				&written, &outcome, &err)) {
		if (outcome == SESSION_REFUSED)
			break;
		if (outcome != SESSION_SAVED &&
		    outcome != SESSION_FAILED_OVER) {
			err.kind = ERR_WRITE;
			return cli_fail(cli, &err);
		}
		sent++;
	}
	cli_print(
		cli,
		tr_n("%u inject was sent.\n", "%u injects were sent.\n", sent),
		sent);
	return EXIT_FINE;
}

int
cmd_exercise_send(struct call *c)
{
	struct action act = {0};
	int status = open_to_write(c);

	if (status != EXIT_FINE)
		return status;
	if (c->word_count == 0)
		return send_due(c);
	if (!call_action(c, &act))
		return EXIT_USAGE;
	if (!act.role)
		act.role = ROLE_FACILITATOR;
	act.kind = ACT_INJECT;
	act.act = "release";
	act.id = c->words[0];
	return call_act(c, &act);
}

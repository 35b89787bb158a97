/* What is said after an exercise: answer, feedback, strength, actions. */
#include <string.h>

#include "app/improvements.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "cli/table.h"
#include "core/exercise.h"
#include "front/say.h"
#include "store/paths.h"

#define ID_LEAST 4 /* digits of an entry that are enough where it is clear */

/* A real day: one alone is meant to its end; else as every time is typed. */
static bool
put_due(struct call *c, struct action *act)
{
	const char *text = call_option(c, OPT_DUE);
	const struct zone wall = stamp_bare(&c->cli->session.zone);

	act->due.set = text && (stamp_read_day(text, &wall, &act->due.ms) ||
				stamp_read_typed(text, paths_now(), true, &wall,
						 &act->due.ms));
	return act->due.set || call_time(c, OPT_DUE, true, &act->due);
}

/* false: said, exit 2. */
static bool
fill(struct call *c, const char *what, struct action *act)
{
	if (!call_action(c, act))
		return false;
	act->kind = ACT_OBSERVE;
	act->act = what;
	return exercise_score_action(c, act) && put_due(c, act);
}

static int
need_role(struct call *c)
{
	if (call_role(c))
		return EXIT_FINE;
	return cli_refused(c->cli,
			   (struct refused){REFUSED_ROLE_MISSING, NULL, NULL},
			   NULL);
}

static const char *
rest_of(const struct call *c, unsigned i)
{
	return c->word_count > i ? call_rest(c, i) : NULL;
}

int
cmd_exercise_say(struct call *c)
{
	const char *what = c->command->name + strlen("exercise ");
	struct action act = {0};
	int status = exercise_open(c, NULL);

	if (status == EXIT_FINE)
		status = call_named(c);
	if (status == EXIT_FINE)
		status = need_role(c);
	if (status != EXIT_FINE)
		return status;
	if (!fill(c, what, &act))
		return EXIT_USAGE;
	if (strcmp(what, "answer") == 0) {
		act.about = c->words[0];
		act.text = rest_of(c, 1);
	} else {
		act.text = rest_of(c, 0);
	}
	return call_act(c, &act);
}

/* --- actions: the list */

static bool
is_listed(const struct call *c, const struct agreed *x)
{
	if (call_has(c, OPT_CLOSED))
		return x->what.done;
	return call_has(c, OPT_ALL) || !x->what.done;
}

static void
add_moment(struct json_writer *w, const char *key, struct moment m)
{
	char stamp[STAMP_SIZE];

	if (m.set)
		stamp_write(m.ms, stamp);
	json_add_text(w, key, m.set ? stamp : NULL);
}

static void
list_json(struct call *c, const struct agreed *rows, size_t count)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct improvement *x = &rows[i].what;

		if (!is_listed(c, &rows[i]))
			continue;
		json_begin_object(w, NULL);
		json_add_text(w, "id", x->id);
		json_add_text(w, "exercise", rows[i].place->name);
		json_add_text(w, "title", rows[i].exercise);
		json_add_text(w, "action", x->text);
		json_add_text(w, "gap", x->gap);
		json_add_text(w, "objective", x->objective);
		json_add_text(w, "owner", x->owner);
		add_moment(w, "due", x->due);
		json_add_text(w, "cost", x->cost);
		json_add_flag(w, "done", x->done);
		json_add_text(w, "outcome", x->outcome);
		add_moment(w, "written",
			   (struct moment){rows[i].written, true});
		json_end(w);
	}
	json_end(w);
	cli_print_json(c->cli, w);
}

static const char *
state_of(const struct improvement *x)
{
	if (x->done)
		return tr("done");
	return x->due.set && x->due.ms < paths_now() ? tr("overdue")
						     : tr("open");
}

static void
list_text(struct call *c, const struct agreed *rows, size_t count)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const struct zone *z = session_reader_zone(&cli->session);
	struct table t;

	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (size_t i = 0; i < count; i++) {
		const struct improvement *x = &rows[i].what;
		const char *const cells[] = {
			say_entry(x->id, a),
			state_of(x),
			x->due.set ? say_day(x->due.ms, z, a) : "-",
			x->owner ? say_role(x->owner, NULL, a) : tr("nobody"),
			rows[i].exercise,
			x->text,
		};

		if (is_listed(c, &rows[i]))
			table_row(&t, cells, 6);
	}
	table_print(&t);
	if (t.count == 0 && !call_has(c, OPT_PLAIN))
		cli_print(cli, "%s\n", tr("No improvement is open."));
}

static int
list(struct call *c)
{
	struct cli *cli = c->cli;
	size_t count;
	const struct agreed *rows =
		session_improvements(&cli->session, &cli->arena, &count);

	if (call_has(c, OPT_JSON))
		list_json(c, rows, count);
	else
		list_text(c, rows, count);
	return EXIT_FINE;
}

/* --- actions: one entry each */

/* The exercise that has the improvement: any of them may. */
static int
open_that_of(struct call *c, const char *typed)
{
	struct cli *cli = c->cli;
	const struct incident_place *found = NULL;
	struct err err = {0};
	size_t count, hits = 0;
	const struct agreed *rows =
		session_improvements(&cli->session, &cli->arena, &count);

	typed += *typed == '#';
	for (size_t i = 0; strlen(typed) >= ID_LEAST && i < count; i++)
		if (strncmp(rows[i].what.id, typed, strlen(typed)) == 0) {
			found = rows[i].place;
			hits++;
		}
	if (hits > 1)
		return cli_refused(
			cli,
			(struct refused){REFUSED_ID_AMBIGUOUS, typed, NULL},
			NULL);
	if (!found)
		return cli_refused(cli,
				   (struct refused){REFUSED_IMPROVEMENT_UNKNOWN,
						    typed, NULL},
				   NULL);
	if (!session_open_place(&cli->session, found, &err))
		return cli_fail(cli, &err);
	call_warn(cli);
	return EXIT_FINE;
}

static int
write_one(struct call *c, const char *what, const char *id, const char *text)
{
	struct action act = {0};
	int status = id ? open_that_of(c, id) : exercise_open(c, NULL);

	if (status == EXIT_FINE)
		status = call_named(c);
	if (status != EXIT_FINE)
		return status;
	if (!fill(c, what, &act))
		return EXIT_USAGE;
	if (!act.role)
		act.role = ROLE_FACILITATOR;
	act.id = id;
	act.text = text;
	act.value = call_option(c, OPT_COST);
	return call_act(c, &act);
}

static const struct {
	const char *word, *act;
	bool takes_id;
} verbs[] = {
	{"add", "improve", false},
	{"own", "own", true},
	{"close", "done", true},
	{"reopen", "again", true},
};

int
cmd_exercise_actions(struct call *c)
{
	const char *word = c->word_count ? c->words[0] : "list";
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (strcmp(word, "list") == 0)
		return list(c);
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (strcmp(verbs[i].word, word) != 0)
			continue;
		if (c->word_count < 2)
			return cli_usage(
				c->cli,
				verbs[i].takes_id
					? tr("exercise actions %s: "
					     "say which one; 'exercise "
					     "actions' lists them.")
					: tr("exercise actions %s: "
					     "say what must be done."),
				word);
		return verbs[i].takes_id ? write_one(c, verbs[i].act,
						     c->words[1], rest_of(c, 2))
					 : write_one(c, verbs[i].act, NULL,
						     rest_of(c, 1));
	}
	return cli_usage(c->cli,
			 tr("exercise actions: '%s' is none of: list, add, "
			    "own, close, reopen."),
			 word);
}

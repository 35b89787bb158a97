/* ratify list: decisions that a body must ratify, and what it said. */
#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "front/say.h"

static void
print_json(struct cli *cli, const struct ratification *list, unsigned count)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (unsigned i = 0; i < count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "id", list[i].id);
		json_add_text(w, "body", list[i].body);
		json_add_text(w, "step", list[i].step);
		json_add_text(w, "title", list[i].title);
		json_add_text(w, "label", list[i].label);
		json_add_text(w, "outcome", list[i].outcome);
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

int
cmd_ratify_list(struct call *c)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const struct ratification *list;
	unsigned count;
	struct table t;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);

	if (status != EXIT_FINE)
		return status;
	list = ratifications(&cli->session.incident, call_has(c, OPT_ALL), a,
			     &count);
	call_mark_exercise(c);
	if (call_has(c, OPT_JSON)) {
		print_json(cli, list, count);
		return EXIT_FINE;
	}
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (unsigned i = 0; i < count; i++) {
		const char *const cells[] = {
			say_entry(list[i].id, a),
			say_day_clock(list[i].time, &cli->session.zone, a),
			say_decider(list[i].body),
			list[i].outcome ? say_ratified(list[i].outcome)
					: tr("to be ratified"),
			list[i].title,
			tr(list[i].label),
		};

		table_row(&t, cells, sizeof(cells) / sizeof(*cells));
	}
	table_print(&t);
	if (count == 0 && !call_has(c, OPT_PLAIN))
		cli_print(cli, "%s\n", tr("Nothing is to be ratified."));
	return EXIT_FINE;
}

/* exercise compare: many runs beside each other. */
#include <stdlib.h>
#include <string.h>

#include "app/compare_runs.h"
#include "base/csv.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"

#define PSEUDONYM 8 /* digits */

/* The same run is called the same every time, and nobody knows who it is. */
static const char *
pseudonym(const struct compare_run *r, struct arena *a)
{
	static const char salt[] = "draaiboek compare ";
	const char *text = arena_printf(a, "%s%s", salt, r->id);
	char hex[HASH_HEX_SIZE];

	hash_hex(text, strlen(text), hex);
	return arena_strndup(a, hex, PSEUDONYM);
}

static const char *
name_of(struct call *c, const struct compare_run *r)
{
	if (call_has(c, OPT_NAMES) && r->who && *r->who)
		return r->who;
	return call_has(c, OPT_NAMES) && r->title
		       ? r->title
		       : pseudonym(r, &c->cli->arena);
}

/* The year alone, unless names are asked for: a day can be looked up. */
static const char *
held_of(struct call *c, const struct compare_run *r)
{
	char stamp[STAMP_SIZE];

	stamp_write(r->held, stamp);
	return arena_strndup(&c->cli->arena, stamp,
			     call_has(c, OPT_NAMES) ? 10 : 4);
}

/* --- one line a run and expectation: CSV, JSON Lines */

enum {
	CELL_RUN,
	CELL_HELD,
	CELL_SCENARIO,
	CELL_INJECT,
	CELL_TO,
	CELL_KIND,
	CELL_TARGET,
	CELL_CHOICE,
	CELL_NEVER,
	CELL_OBJECTIVE,
	CELL_VERDICT,
	CELL_WITHIN,
	CELL_AFTER,
	CELL_LATE,
	CELL_ROLE,
	CELLS
};

static const char *const keys[CELLS] = {
	"run",     "held",   "scenario", "inject", "to",
	"kind",    "target", "choice",   "never",  "objective",
	"verdict", "within", "after",    "late",   "role",
};

static const char *
seconds(struct arena *a, int64_t ms, bool there)
{
	return there ? arena_printf(a, "%lld", (long long)(ms / 1000)) : NULL;
}

static void
fill_cells(struct call *c, const struct compare *all,
	   const struct compare_row *r, const char *cells[CELLS])
{
	struct arena *a = &c->cli->arena;
	bool timed = r->verdict == VERDICT_MET || r->verdict == VERDICT_LATE;

	cells[CELL_RUN] = name_of(c, &all->runs[r->run]);
	cells[CELL_HELD] = held_of(c, &all->runs[r->run]);
	cells[CELL_SCENARIO] = r->exercise;
	cells[CELL_INJECT] = r->inject;
	cells[CELL_TO] = r->to;
	cells[CELL_KIND] = r->kind;
	cells[CELL_TARGET] = r->target;
	cells[CELL_CHOICE] = r->choice;
	cells[CELL_NEVER] = r->never ? "yes" : "no";
	cells[CELL_OBJECTIVE] = r->objective;
	cells[CELL_VERDICT] = verdict_name(r->verdict);
	cells[CELL_WITHIN] = seconds(a, r->within, r->within > 0);
	cells[CELL_AFTER] = seconds(a, r->after, timed);
	cells[CELL_LATE] = seconds(a, r->late, r->verdict == VERDICT_LATE);
	cells[CELL_ROLE] = r->role;
}

static void
print_csv(struct call *c, const struct compare *all)
{
	struct buf *out = &c->cli->out;
	const char *cells[CELLS];

	for (unsigned k = 0; k < CELLS; k++)
		buf_addf(out, "%s%s", k ? "," : "", keys[k]);
	buf_adds(out, "\n");
	for (unsigned i = 0; i < all->row_count; i++) {
		fill_cells(c, all, &all->rows[i], cells);
		for (unsigned k = 0; k < CELLS; k++) {
			if (k)
				buf_addc(out, ',');
			csv_add(out, cells[k] ? cells[k] : "", ',', false);
		}
		buf_adds(out, "\n");
	}
}

static bool
is_number(unsigned cell)
{
	return cell == CELL_WITHIN || cell == CELL_AFTER || cell == CELL_LATE;
}

static void
print_lines(struct call *c, const struct compare *all)
{
	const char *cells[CELLS];

	for (unsigned i = 0; i < all->row_count; i++) {
		struct json_writer *w = json_writer_new();

		fill_cells(c, all, &all->rows[i], cells);
		json_begin_object(w, NULL);
		for (unsigned k = 0; k < CELLS; k++) {
			if (k == CELL_NEVER)
				json_add_flag(w, keys[k], all->rows[i].never);
			else if (is_number(k) && cells[k])
				json_add_number(w, keys[k],
						strtoll(cells[k], NULL, 10));
			else
				json_add_text(w, keys[k], cells[k]);
		}
		json_end(w);
		cli_print_json(c->cli, w);
	}
}

/* --- for people */

static const char *
expected_words(struct call *c, const struct compare_row *r)
{
	struct arena *a = &c->cli->arena;
	const char *text =
		arena_printf(a, "%s %s", r->kind, r->target ? r->target : "");

	if (r->choice)
		text = say_fill(a, tr("%1: %2"), text, r->choice, NULL);
	return r->never ? say_fill(a, tr("never: %1"), text, NULL, NULL) : text;
}

static void
print_sums(struct call *c, const struct compare *all)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const char *const heads[] = {
		tr("met"),    tr("late"),    tr("missed"), tr("fastest"),
		tr("median"), tr("slowest"), tr("inject"), tr("expected")};
	unsigned count;
	struct compare_sum *sums = compare_sums(all, a, &count);
	struct table t;

	table_init(&t, cli, call_has(c, OPT_PLAIN));
	table_row(&t, heads, 8);
	for (unsigned i = 0; i < count; i++) {
		const struct compare_sum *s = &sums[i];
		bool timed = s->timed > 0;
		const char *const cells[] = {
			arena_printf(a, "%u", s->sum.met + s->sum.kept),
			arena_printf(a, "%u", s->sum.late),
			arena_printf(a, "%u", s->sum.missed + s->sum.broken),
			timed ? say_elapsed(s->fastest, a) : "-",
			timed ? say_elapsed(s->median, a) : "-",
			timed ? say_elapsed(s->slowest, a) : "-",
			arena_printf(a, "%s/%s", s->row->exercise,
				     s->row->inject),
			expected_words(c, s->row),
		};

		table_row(&t, cells, 8);
	}
	table_print(&t);
}

static void
print_roles(struct call *c, const struct compare *all)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const char *const heads[] = {tr("met"), tr("late"), tr("missed"),
				     tr("avoided"), tr("role")};
	unsigned count;
	struct compare_role *roles = compare_roles(all, a, &count);
	struct table t;

	cli_print(cli, "\n");
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	table_row(&t, heads, 5);
	for (unsigned i = 0; i < count; i++) {
		const struct exercise_sum *s = &roles[i].sum;
		const char *const cells[] = {
			arena_printf(a, "%u", s->met),
			arena_printf(a, "%u", s->late),
			arena_printf(a, "%u", s->missed + s->broken),
			arena_printf(a, "%u", s->kept),
			say_role(roles[i].role, NULL, a),
		};

		table_row(&t, cells, 5);
	}
	table_print(&t);
}

static void
print_runs(struct call *c, const struct compare *all)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const char *const heads[] = {tr("met"),     tr("late"), tr("missed"),
				     tr("avoided"), tr("held"), tr("run")};
	struct exercise_sum *sums =
		ARENA_ARRAY(a, struct exercise_sum, all->run_count + 1);
	struct table t;

	for (unsigned i = 0; i < all->row_count; i++)
		exercise_sum_add(&sums[all->rows[i].run], all->rows[i].verdict);
	cli_print(cli, "\n");
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	table_row(&t, heads, 6);
	for (unsigned i = 0; i < all->run_count; i++) {
		const char *const cells[] = {
			arena_printf(a, "%u", sums[i].met),
			arena_printf(a, "%u", sums[i].late),
			arena_printf(a, "%u", sums[i].missed + sums[i].broken),
			arena_printf(a, "%u", sums[i].kept),
			held_of(c, &all->runs[i]),
			name_of(c, &all->runs[i]),
		};

		table_row(&t, cells, 6);
	}
	table_print(&t);
}

static int
print(struct call *c, const struct compare *all)
{
	const char *format = call_option(c, OPT_FORMAT);

	if (!format)
		format = call_has(c, OPT_JSON) ? "jsonl" : "text";
	if (strcmp(format, "csv") == 0) {
		print_csv(c, all);
	} else if (strcmp(format, "jsonl") == 0) {
		print_lines(c, all);
	} else if (strcmp(format, "text") == 0) {
		cli_print(c->cli,
			  tr_n("%u run\n\n", "%u runs\n\n", all->run_count),
			  all->run_count);
		print_sums(c, all);
		print_roles(c, all);
		print_runs(c, all);
	} else {
		return cli_usage(c->cli,
				 tr("--format: there is no format '%s'; there "
				    "are: text, csv, jsonl."),
				 format);
	}
	return EXIT_FINE;
}

int
cmd_exercise_compare(struct call *c)
{
	struct cli *cli = c->cli;
	struct compare_found found = {.compare = {.arena = &cli->arena}};
	struct err err = {0};
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	for (unsigned i = 0; i < c->word_count; i++)
		if (!compare_folder(&cli->session, c->words[i], &found, &err))
			return cli_fail(cli, &err);
	if (found.unread > 0)
		cli_say(cli,
			arena_printf(&cli->arena,
				     tr_n("%u folder could not be judged: its "
					  "scenario or its journals are not "
					  "there.",
					  "%u folders could not be judged: "
					  "their scenarios or journals are "
					  "not there.",
					  found.unread),
				     found.unread));
	if (found.compare.run_count == 0) {
		err_set(&err, ERR_NOT_FOUND,
			tr("There is no exercise in what was named."));
		return cli_fail(cli, &err);
	}
	return print(c, &found.compare);
}

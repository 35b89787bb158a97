/* deadlines: what is due when, absolute time first. */
#include <string.h>

#include "app/session_report.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "core/playbook.h"
#include "export/ics.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_deadline.h"

static void
add_moment(struct json_writer *w, const char *key, struct moment m)
{
	char stamp[STAMP_SIZE];

	stamp_write(m.ms, stamp);
	json_add_text(w, key, m.set ? stamp : NULL);
}

/* Met, first part sent or not applicable: since when, by whom, what proves it.
 */
static void
settled_json(struct json_writer *w, const struct record *r)
{
	if (!r)
		return;
	add_moment(w, "settled",
		   (struct moment){.ms = record_happened(r), .set = true});
	json_add_text(w, "by", r->actor);
	json_add_text(w, "by-role", r->role);
	json_add_text(w, "proof", r->more->proof);
	json_add_text(w, "entry", r->id);
}

static void
print_json(struct cli *cli, const struct status *st)
{
	const struct incident *in = &cli->session.incident;
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		json_begin_object(w, NULL);
		json_add_text(w, "deadline", d->definition->id);
		json_add_text(w, "title", d->definition->title);
		json_add_text(w, "basis",
			      deadline_basis_name(d->definition->basis));
		json_add_text(w, "role", d->definition->role);
		json_add_text(w, "state", deadline_state_word(d->state));
		json_add_text(w, "applies",
			      d->applies > 0    ? "yes"
			      : d->applies == 0 ? "no"
						: "unknown");
		add_moment(w, "start", d->start);
		add_moment(w, "due", d->due);
		json_add_flag(w, "late", d->late);
		settled_json(w, deadline_settled(d, in));
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

static bool
is_folded(const struct call *c, const struct status_deadline *d)
{
	return !call_has(c, OPT_ALL) && !call_has(c, OPT_PLAIN) &&
	       (d->state == DEADLINE_UNDECIDED ||
		d->state == DEADLINE_NOT_APPLICABLE);
}

/* "Mon 30 Nov 2026 09:10 CET, mayor (Management); proof: receipt 42" */
static void
add_settled(struct table *t, const struct session *s,
	    const struct status_deadline *d, struct arena *a)
{
	const struct record *r = deadline_settled(d, &s->incident);
	const char *text;

	if (!r)
		return;
	text = say_deadline_by(r, &s->library, &s->zone, a);
	if (r->more->proof)
		text = say_fill(a, tr("%1; proof: %2"), text, r->more->proof,
				NULL);
	else if (r->reason)
		text = say_fill(a, tr("%1; reason: %2"), text, r->reason, NULL);
	table_note(t, text);
}

static void
print_text(struct call *c, const struct status *st)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	struct arena *a = &cli->arena;
	unsigned undecided = 0;
	struct table t;

	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];
		const char *const cells[] = {
			d->due.set ? say_day_clock(d->due.ms, &s->zone, a)
				   : "-",
			d->due.set && d->state != DEADLINE_MET
				? say_left(d->due.ms - st->now, a)
				: "",
			call_has(c, OPT_PLAIN)
				? say_deadline_state(d->state)
				: say_deadline_settled(d, &s->incident, st->now,
						       &s->zone, a),
			d->definition->id,
			say_role(d->definition->role, &s->library, a),
			d->definition->title,
		};

		undecided += d->state == DEADLINE_UNDECIDED;
		if (is_folded(c, d))
			continue;
		table_row(&t, cells, sizeof(cells) / sizeof(*cells));
		add_settled(&t, s, d, a);
	}
	table_print(&t);
	if (undecided && !call_has(c, OPT_ALL) && !call_has(c, OPT_PLAIN))
		cli_print(cli, "%s\n",
			  say_fill(a,
				   tr("%1 to assess with the data protection "
				      "officer: see --all"),
				   arena_printf(a, "%u", undecided), NULL,
				   NULL));
}

/* --ics=FILE, or standard output. */
static int
write_ics(struct call *c, const struct status *st)
{
	struct cli *cli = c->cli;
	const char *path = call_option(c, OPT_ICS);
	struct buf bytes = {0};
	struct err err = {0};
	bool saved = true, leaves;

	ics_write(st, &cli->session.library, &bytes);
	if (!*path || strcmp(path, "-") == 0)
		buf_add(&cli->out, bytes.bytes, bytes.len);
	else
		saved = session_save_file(&cli->session, path, &bytes, true,
					  &leaves, &err);
	buf_fini(&bytes);
	return saved ? EXIT_FINE : cli_fail(cli, &err);
}

int
cmd_deadlines(struct call *c)
{
	struct session *s = &c->cli->session;
	const struct status *st;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);

	if (status != EXIT_FINE)
		return status;
	st = session_status(s, paths_now());
	if (!call_has(c, OPT_ICS))
		call_mark_exercise(c);
	if (call_has(c, OPT_ICS))
		status = write_ics(c, st);
	else if (call_has(c, OPT_JSON))
		print_json(c->cli, st);
	else
		print_text(c, st);
	if (status != EXIT_FINE)
		return status;
	for (unsigned i = 0; call_has(c, OPT_CHECK) && i < st->deadline_count;
	     i++)
		if (st->deadlines[i].state == DEADLINE_OVERDUE)
			return EXIT_NO;
	return EXIT_FINE;
}

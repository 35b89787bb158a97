/* evidence: files that are kept with an incident, under their hash. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "front/fill.h"
#include "front/say.h"

#define TELL_EVERY_MS 300
#define MEGABYTE INT64_C(1000000)

static volatile sig_atomic_t stopped;

static void
stop(int number)
{
	(void)number;
	stopped = 1;
}

/* A line on the terminal that is written over, and taken away at the end. */
struct progress {
	struct evidence_watch watch; /* first: it is what tell() gets */
	struct cli *cli;
	const char *name;
	int64_t told; /* when */
	int width;    /* of what stands there */
	bool wanted;
};

static void
show(struct progress *p, const char *text)
{
	int width = text_width(text);
	struct buf b = {0};

	buf_addf(&b, "\r%s", text);
	for (int i = width; i < p->width; i++)
		buf_addc(&b, ' ');
	if (width == 0)
		buf_addc(&b, '\r');
	p->width = width;
	(void)!write(STDERR_FILENO, buf_text(&b), b.len);
	buf_fini(&b);
}

static bool
tell(struct evidence_watch *w, int64_t done, int64_t total)
{
	struct progress *p = (struct progress *)(void *)w;
	struct arena scratch = {0};
	int64_t now;

	if (stopped)
		return false;
	now = p->wanted ? paths_now() : 0;
	if (!p->wanted || now - p->told < TELL_EVERY_MS)
		return true;
	p->told = now;
	show(p, say_fill(&scratch, tr("%1: %2 of %3 MB"), p->name,
			 arena_printf(&scratch, "%lld",
				      (long long)(done / MEGABYTE)),
			 arena_printf(&scratch, "%lld",
				      (long long)(total / MEGABYTE))));
	arena_fini(&scratch);
	return true;
}

static const char *
short_name(struct cli *cli, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name =
		text_shown(&cli->arena, slash ? slash + 1 : path, false);

	name = text_cut(&cli->arena, name, 40);
	return cli->ascii ? text_ascii(&cli->arena, name) : name;
}

static int
add(struct call *c, const struct action *act)
{
	struct cli *cli = c->cli;
	struct progress p = {
		.watch = {tell},
		.cli = cli,
		.name = short_name(cli, c->words[0]),
		.told = paths_now(),
		.wanted = !cli->quiet && isatty(STDERR_FILENO),
	};
	struct session_evidence e = {
		.path = c->words[0],
		.move = call_has(c, OPT_MOVE),
		.watch = &p.watch,
	};
	/* A second ^C ends it: the disk may hang where nobody looks. */
	struct sigaction wait = {.sa_handler = stop,
				 .sa_flags = (int)SA_RESETHAND},
			 before;
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct record *written = NULL;
	struct err err = {0};
	enum session_outcome outcome;
	int status;

	stopped = 0;
	sigaction(SIGINT, &wait, &before);
	outcome = session_add_evidence(&cli->session, act, &e, &written, &why,
				       &err);
	sigaction(SIGINT, &before, NULL);
	if (p.width)
		show(&p, "");
	status = call_written(c, outcome, act, written, why, &err);
	if (e.notice)
		cli_say(cli, e.notice);
	return stopped && status != EXIT_FINE ? EXIT_INTERRUPTED : status;
}

int
cmd_evidence_add(struct call *c)
{
	struct action act = {
		.text = call_option(c, OPT_NOTE),
		.how = call_option(c, OPT_HOW),
	};
	int status = call_open_to_write(c);

	if (status != EXIT_FINE)
		return status;
	if (!call_action(c, &act))
		return EXIT_USAGE;
	act.kind = ACT_EVIDENCE;
	if (!call_has(c, OPT_DRY_RUN))
		return add(c, &act);
	act.name = session_file_name(c->words[0], &c->cli->arena);
	return call_try(c, &act);
}

/* Entries that say where their bytes are; others could not be compared. */
static const struct record *
evidence_at(const struct incident *in, size_t i)
{
	const struct record *r = in->log[i].record;

	return r->kind == RECORD_EVIDENCE && r->more->file && r->more->sha256
		       ? r
		       : NULL;
}

static void
add_json(struct json_writer *w, const struct record *r, const char *state)
{
	char stamp[STAMP_SIZE];

	stamp_write(record_happened(r), stamp);
	json_begin_object(w, NULL);
	json_add_text(w, "id", r->id);
	json_add_text(w, "time", stamp);
	json_add_text(w, "name", r->more->name);
	json_add_number(w, "bytes", r->more->bytes.value);
	json_add_text(w, "sha256", r->more->sha256);
	json_add_text(w, "file", r->more->file);
	json_add_text(w, "text", r->text);
	json_add_text(w, "how", r->more->how);
	json_add_text(w, "role", r->role);
	json_add_text(w, "actor", r->actor);
	if (state)
		json_add_text(w, "state", state);
	json_end(w);
}

static void
list_json(struct cli *cli)
{
	const struct incident *in = &cli->session.incident;
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (size_t i = 0; i < in->log_count; i++)
		if (evidence_at(in, i))
			add_json(w, evidence_at(in, i), NULL);
	json_end(w);
	cli_print_json(cli, w);
}

int
cmd_evidence_list(struct call *c)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const struct incident *in;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);
	struct table t;

	if (status != EXIT_FINE)
		return status;
	call_mark_exercise(c);
	if (call_has(c, OPT_JSON)) {
		list_json(cli);
		return EXIT_FINE;
	}
	in = &cli->session.incident;
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = evidence_at(in, i);

		if (!r)
			continue;
		table_row(&t,
			  (const char *const[]){
				  say_entry(r->id, a),
				  say_day_clock(record_happened(r),
						&cli->session.zone, a),
				  arena_printf(a, "%lld",
					       (long long)r->more->bytes.value),
				  r->more->sha256, r->more->name, r->text,
				  r->more->how},
			  7);
	}
	table_print(&t);
	return EXIT_FINE;
}

static const struct {
	const char *word, *text;
} states[] = {
	[EVIDENCE_GOOD] = {"good", N_("good")},
	[EVIDENCE_MISSING] = {"missing", N_("NOT HERE")},
	[EVIDENCE_UNREADABLE] = {"unreadable", N_("NOT READABLE")},
	[EVIDENCE_CHANGED] = {"changed", N_("CHANGED")},
	[EVIDENCE_STOPPED] = {"stopped", N_("not compared")},
};

int
cmd_evidence_verify(struct call *c)
{
	struct cli *cli = c->cli;
	const struct incident *in = &cli->session.incident;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);
	struct json_writer *w = NULL;
	bool good = true;

	if (status != EXIT_FINE)
		return status;
	if (call_has(c, OPT_JSON)) {
		w = json_writer_new();
		json_begin_list(w, NULL);
	}
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = evidence_at(in, i);
		enum evidence_state state;

		if (!r)
			continue;
		state = session_compare_evidence(&cli->session, r, NULL);
		good &= state == EVIDENCE_GOOD;
		if (w)
			add_json(w, r, states[state].word);
		else
			cli_print(cli, "%s  %s  %s  %s\n",
				  say_entry(r->id, &cli->arena),
				  tr(states[state].text), r->more->sha256,
				  text_shown(&cli->arena,
					     r->more->name ? r->more->name : "",
					     false));
	}
	if (w) {
		json_end(w);
		cli_print_json(cli, w);
	}
	return good ? EXIT_FINE : EXIT_NO;
}

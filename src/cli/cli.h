/*
 * The command line.  A row of commands[] is a subcommand: adding one touches
 * that table, one file and one test.  Options may stand before and behind the
 * words; each command says which ones it takes.
 *
 * Exit statuses are fixed here, in the manual and in a test.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/config.h"
#include "app/session.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cli/options.h"

enum exit_status {
	EXIT_FINE = 0,
	EXIT_NO = 1,        /* the answer is no */
	EXIT_USAGE = 2,     /* wrong use */
	EXIT_MISSING = 3,   /* not found or unreadable */
	EXIT_UNWRITTEN = 4, /* could not write */
	EXIT_BUSY = 5,
	EXIT_INTERRUPTED = 130,
};

/* One run of the program. */
struct cli {
	struct arena arena;
	struct session session;
	bool session_ready;
	struct config config;
	struct buf out; /* standard output, or --output, until cli_flush() */
	const char *out_file; /* --output; NULL: standard output */
	bool ascii, quiet, verbose;
	bool write_failed;
	bool out_begun;     /* out_file holds what came before */
	size_t warned;      /* of the alarms about journals: how many */
	const char *prefix; /* "line 12" of a batch, NULL */
};

struct command;

/* One command with what stood behind it. */
struct call {
	struct cli *cli;
	const struct command *command;
	struct options options;
	const char **words;
	unsigned word_count;
};

struct command {
	const char *name;
	const char *words;   /* synopsis of its words */
	const char *summary; /* N_()-marked */
	unsigned group;      /* of the help page */
	option_set options;  /* OPTION_BIT() of what it takes besides the common
				ones */
	unsigned least, most; /* words; most UINT_MAX: any number */
	int (*run)(struct call *c);
	bool writes; /* one entry: allowed in a batch */
};

extern const struct command commands[];
const struct command *command_find(const char *name);

int cli_main(int argc, char **argv);

/* Runs a command whose words and options were read; checks both. */
int cli_run(struct call *c);

/* Finds the command among the words and takes it out of them. */
bool cli_command(struct call *c, struct err *err);
/* Whether it begins with that word and has another one: `exercise list`. */
bool cli_is_family(const struct command *row, const char *first);

/* --- talking */
/* A text behind `indent` blanks and `lead`, its lines broken between words and
 * hanging behind that; nothing for "". */
void
cli_hang(struct cli *cli, int indent, const char *lead, const char *text);
void cli_print(struct cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Sends what was printed on its way; false: it cannot be written. */
bool cli_flush(struct cli *cli);
/* "draaiboek: TEXT" on standard error. */
void cli_say(struct cli *cli, const char *text);
/* Says the error and gives its exit status. */
int cli_fail(struct cli *cli, const struct err *err);
int cli_usage(struct cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Says a refusal and gives its exit status. */
int cli_refused(struct cli *cli, struct refused why, const struct action *act);

/* What was written, on a line; the writer is gone then. */
struct json_writer;
void cli_print_json(struct cli *cli, struct json_writer *w);

/* --- what a call means */
/* Reads the settings; the session is ready without an incident.  EXIT_FINE or
 * the status. */
int call_session(struct call *c);
/* What --output names is where it goes; false: it must not go there. */
bool call_output(struct call *c, struct err *err);
/* Opens the incident: `typed`, else -i, else $DRAAIBOEK_INCIDENT, else the open
 * one. */
int call_open(struct call *c, const char *typed);
/* The same with session_look(). */
int call_look(struct call *c, const char *typed);
/* Says what is odd about journals, each time once. */
void call_warn(struct cli *cli);
/* Names additions of the municipality's own whose place is gone. */
void cli_strays(struct cli *cli, const struct library *lib);
const char *call_role(const struct call *c);
const char *call_by(const struct call *c);
/* The words from the i-th on, with spaces between. */
const char *call_rest(const struct call *c, unsigned i);
const char *call_option(const struct call *c, enum option_id id);
bool call_has(const struct call *c, enum option_id id);
/* A time as typed, in the incident's zone; false: said, exit 2. */
bool
call_time(struct call *c, enum option_id id, bool ahead, struct moment *out);
/* --at: when it happened, so not later than now; false: said, exit 2. */
bool call_at(struct call *c, struct moment *out);
/* The environment, where it says something. */
const char *cli_env(const char *name);

/* --- what the commands that write one entry share, in cmd_write.c */
/* Somebody must be named; else said, exit 2. */
int call_named(struct call *c);
/* Opens the incident; somebody must be named.  EXIT_FINE or the status. */
int call_open_to_write(struct call *c);
/* Who, as what, when, and the options that every entry may have. */
bool call_action(struct call *c, struct action *act);
/* Says what became of an entry, and gives the exit status. */
int call_written(struct call *c, enum session_outcome outcome,
		 const struct action *act, const struct record *written,
		 struct refused why, struct err *err);
/* Writes the act, and says what became of it. */
int call_write(struct call *c, const struct action *act);
/* The act as its call wants it: with its warnings, or only as a trial. */
int call_act(struct call *c, const struct action *act);
/* In groups of four, to copy by hand. */
const char *cli_groups(struct cli *cli, const char *hex);
/* A terminal that has nothing but ASCII gets nothing else. */
bool cli_is_ascii(const struct cli *cli);
/* Warns of numbers that should not stand in a log; it is saved all the same. */
/* At the head of what people read of an exercise: that it is one. */
void call_mark_exercise(struct call *c);
void call_warn_personal(struct call *c, const struct action *act);
/* The incident that was made: its id, or with --json where it is. */
void call_print_place(struct call *c);
/* --dry-run: what would be saved. */
int call_try(struct call *c, const struct action *act);

/* --- commands, one file a family */
int cmd_start(struct call *c);
int cmd_resume(struct call *c);
int cmd_list(struct call *c);
int cmd_status(struct call *c);
int cmd_write(struct call *c);
int cmd_log(struct call *c);
int cmd_organisation(struct call *c);
int cmd_registers(struct call *c);
int cmd_ratify_list(struct call *c);
int cmd_deadlines(struct call *c);
int cmd_contacts(struct call *c);
int cmd_report(struct call *c);
int cmd_board(struct call *c);
int cmd_batch(struct call *c);
int cmd_evidence_add(struct call *c);
int cmd_evidence_list(struct call *c);
int cmd_evidence_verify(struct call *c);
int cmd_document(struct call *c);
int cmd_document_list(struct call *c);
int cmd_document_show(struct call *c);
int cmd_template_list(struct call *c);
int cmd_template_show(struct call *c);
int cmd_template_fill(struct call *c);
int cmd_seal(struct call *c);
int cmd_verify(struct call *c);
int cmd_head(struct call *c);
int cmd_merge(struct call *c);
int cmd_check(struct call *c);
int cmd_playbooks(struct call *c);
int cmd_show(struct call *c);
int cmd_completion(struct call *c);
int cmd_assessment_result(struct call *c);
int cmd_exercise_list(struct call *c);
int cmd_exercise_show(struct call *c);
int cmd_exercise_run(struct call *c);
int cmd_exercise_join(struct call *c);
int cmd_exercise_status(struct call *c);
int cmd_exercise_debrief(struct call *c);
int cmd_exercise_lead(struct call *c);
int cmd_exercise_send(struct call *c);
int cmd_exercise_print(struct call *c);
int cmd_exercise_compare(struct call *c);
int cmd_exercise_import(struct call *c);
int cmd_exercise_export(struct call *c);
int cmd_exercise_from(struct call *c);
int cmd_exercise_say(struct call *c);
/* exercise debrief, as `report after-action` does it. */
int cmd_exercise_report(struct call *c);
int cmd_exercise_actions(struct call *c);
int cmd_help(struct call *c);
int cmd_version(struct call *c);

/* Without a command: the start screen, or a short usage. */
int cmd_bare(struct call *c);

#endif

/*
 * GNU long options: before or behind the words, `--name=value` or
 * `--name value`, shortened where that is unambiguous; `--` ends them.  A word
 * that is a minus and a digit (-10m) is no option.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;

/* X(ID, "name", short letter or 0, argument or NULL, help) */
#define OPTION_TABLE(X) \
	/* every command takes these */ \
	X(ROOT, "root", 'C', "DIR", N_("keep everything under DIR (USB stick)")) \
	X(INCIDENT, "incident", 'i', "ID", N_("the incident to use")) \
	X(ROLE, "role", 'r', "ROLE", N_("act as ROLE")) \
	X(UI, "ui", 0, "MODE", N_("auto, curses or plain")) \
	X(LANG, "lang", 'l', "LANG", N_("language of the texts: en, nl")) \
	X(ASCII, "ascii", 0, NULL, N_("no line drawing, no accents on screen")) \
	X(COLOR, "color", 0, "WHEN", N_("auto, always or never")) \
	X(THEME, "theme", 0, "THEME", N_("colours: auto, light, dark, mono or projector")) \
	X(NO_ALT_SCREEN, "no-alt-screen", 0, NULL, N_("leave what was on the screen above it")) \
	X(DRY_RUN, "dry-run", 'n', NULL, N_("say what would be written, write nothing")) \
	X(JSON, "json", 0, NULL, N_("output for programs: JSON")) \
	X(PLAIN, "plain", 0, NULL, N_("output for programs: columns with tabs")) \
	X(QUIET, "quiet", 'q', NULL, N_("say only what went wrong")) \
	X(VERBOSE, "verbose", 'v', NULL, N_("say more")) \
	X(NO_INPUT, "no-input", 0, NULL, N_("never ask; fail instead")) \
	X(OUTPUT, "output", 'o', "FILE", N_("write to FILE, not to standard output")) \
	X(HELP, "help", 'h', NULL, N_("help for the command")) \
	X(VERSION, "version", 'V', NULL, N_("the program's version")) \
	X(PLAYBOOKS, "playbooks", 0, "DIR", N_("look for playbooks in DIR first")) \
	X(GROUP, "group", 0, NULL, N_("let the group read and write what is made")) \
	/* who */ \
	X(BY, "by", 0, "WHO", N_("name or function of who acts")) \
	X(TYPED_BY, "typed-by", 0, "WHO", N_("who is at the keyboard, where another acts")) \
	X(VIA, "via", 0, "WAY", N_("how it was passed on: phone, in-person or paper")) \
	X(AT, "at", 0, "TIME", N_("when it happened: RFC 3339, HH:MM or -10m")) \
	/* what */ \
	X(PLAYBOOK, "playbook", 0, "ID", N_("the playbook, where a step's name is not unique")) \
	X(REASON, "reason", 0, "TEXT", N_("why")) \
	X(OVERRIDE, "override", 0, "TEXT", N_("why, in spite of open items, needs or a missing approval")) \
	X(STATE, "state", 0, "STATE", N_("done, not-applicable, not-possible, later, somebody-else or open")) \
	X(UNTIL, "until", 0, "TIME", N_("until when: RFC 3339, HH:MM or +30m")) \
	X(TO, "to", 0, "WHO", N_("to whom: a role or a name")) \
	X(ADVICE, "advice", 0, "ROLE=ADVICE", N_("advice of a role: with, against or not-asked")) \
	X(SOURCE, "source", 0, "TEXT", N_("who says so")) \
	X(CERTAINTY, "certainty", 0, "WORD", N_("seen, told or assumed")) \
	X(BOUND, "bound", 0, "WORD", N_("of a number: least, most or about")) \
	X(PROOF, "proof", 0, "TEXT", N_("channel and reference")) \
	X(OUTCOME, "outcome", 0, "WORD", N_("reached, voicemail or no-answer")) \
	X(REF, "ref", 0, "TEXT", N_("reference number of a call")) \
	X(ABOUT, "about", 0, "PATH", N_("the step or item that a note is about")) \
	X(STOP, "stop", 0, NULL, N_("stop the playbook instead of opening it")) \
	X(OPTION, "option", 0, "TEXT", N_("one of the options of a decision")) \
	X(CHOSEN, "chosen", 0, "TEXT", N_("the option that was chosen")) \
	X(OF, "of", 0, "ID", N_("the open decision that is decided now")) \
	X(FACT, "fact", 0, "FACT", N_("the fact that the question is about")) \
	X(ROW, "row", 0, "ROW", N_("the row, of an item that has one for each")) \
	X(STRIKE, "strike", 0, NULL, N_("the row was a mistake: strike it out")) \
	X(DUE, "due", 0, "TIME", N_("when it must be done: RFC 3339, HH:MM or +30m")) \
	X(DECIDED_BY, "decided-by", 0, "WHO", N_("who declared or ended it")) \
	/* evidence */ \
	X(NOTE, "note", 0, "TEXT", N_("what the file is")) \
	X(HOW, "how", 0, "TEXT", N_("how it was obtained: by whom, from where, with what")) \
	X(MOVE, "move", 0, NULL, N_("remove the original once the entry is saved")) \
	/* documents */ \
	X(SET, "set", 0, "NAME=VALUE", N_("a value for the text that nobody recorded")) \
	X(FACTS, "facts", 0, "FILE", N_("values from a file: JSON, as status --json prints it")) \
	X(MISSING, "missing", 0, "HOW", N_("what to do with gaps: mark or fail")) \
	X(CHANNEL, "channel", 0, "TEXT", N_("through what it goes out: press list, website, letter")) \
	/* start, resume */ \
	X(TITLE, "title", 0, "TEXT", N_("what the incident is called")) \
	X(TLP, "tlp", 0, "COLOUR", N_("traffic light of the incident: red, amber+strict, amber, green or clear")) \
	X(NO_UI, "no-ui", 0, NULL, N_("make the incident and print its id, nothing more")) \
	X(ZONE, "zone", 0, "NAME", N_("time zone of the incident, such as Europe/Brussels")) \
	X(READ_ONLY, "read-only", 0, NULL, N_("look, write nothing")) \
	/* exercises */ \
	X(SPEED, "speed", 0, "N", N_("scenario seconds a second: 1 to 600")) \
	X(START_AT, "start-at", 0, "TIME", N_("what time it is in the scenario: \"friday 22:40\", 22:40 or a date and a time")) \
	X(SOLO, "solo", 0, NULL, N_("without a leader: its clock sends what comes")) \
	X(FACILITATOR, "facilitator", 0, NULL, N_("lead it: the clock waits for you, and nothing is sent without you")) \
	X(PROJECTOR, "projector", 0, NULL, N_("what everybody in the room may see: looks, takes no part")) \
	X(SCORE, "score", 0, "N", N_("what an observer gives: 0 to 3")) \
	X(NAMES, "names", 0, NULL, N_("with the names of who held an exercise, and the day")) \
	X(CSV, "csv", 0, NULL, N_("as a table of comma-separated values")) \
	X(COST, "cost", 0, "TEXT", N_("what an improvement costs, in money or days")) \
	/* what is shown */ \
	X(OPEN, "open", 0, NULL, N_("open ones only")) \
	X(CLOSED, "closed", 0, NULL, N_("closed ones only")) \
	X(ALL, "all", 0, NULL, N_("all of them")) \
	X(SHOW, "show", 0, NULL, N_("show what it says")) \
	X(PRINT, "print", 0, NULL, N_("a list of phone numbers, for paper")) \
	X(CHECK, "check", 0, NULL, N_("exit status 1 where something is wrong")) \
	X(CHECK_DEADLINES, "check-deadlines", 0, NULL, N_("exit status 1 where a deadline is overdue")) \
	X(SINCE, "since", 0, "TIME", N_("from that time on")) \
	X(TYPE, "type", 0, "KIND", N_("entries of that kind only: item, decide, note …")) \
	X(GREP, "grep", 0, "RE", N_("lines that match the regular expression")) \
	X(FOLLOW, "follow", 0, NULL, N_("wait for more")) \
	/* check, verify, batch */ \
	X(STRICT, "strict", 0, NULL, N_("warnings count as errors")) \
	X(TODAY, "today", 0, "DATE", N_("the day that the age of sources is counted from")) \
	X(HEAD, "head", 0, "HASH", N_("a head from paper that must be in the journals")) \
	X(SEAL, "seal", 0, "SEAL", N_("a seal that the journals must agree with: its file, its eight words or its digits")) \
	X(REQUIRE_ANCHOR, "require-anchor", 0, NULL, N_("exit status 1 where nothing outside vouches for the end")) \
	X(KEEP_GOING, "keep-going", 0, NULL, N_("go on behind a line that was refused")) \
	/* reports */ \
	X(FORMAT, "format", 0, "FORMAT", N_("text, md, html, csv or json, what there is of it")) \
	X(PUBLIC, "public", 0, NULL, N_("for the public: public facts only")) \
	X(INTERNAL, "internal", 0, NULL, N_("for the crisis team (this is the default)")) \
	X(ICS, "ics", 0, "[=FILE]", N_("as a calendar, on standard output or in FILE"))

enum option_id {
#define OPTION_ENUM(id, name, letter, argument, help) OPT_##id,
	OPTION_TABLE(OPTION_ENUM)
#undef OPTION_ENUM
	OPTIONS
};

/* Those in front of this one are common: every command takes them. */
#define OPTIONS_COMMON OPT_BY
/* A set of the others: more than 64 of them may be. */
__extension__ typedef unsigned __int128 option_set;
#define OPTION_BIT(id) ((option_set)1 << (OPT_##id - OPTIONS_COMMON))

struct option_row {
	const char *name;
	char letter;
	const char *argument; /* NULL: a flag; "[=…]": it may be left out */
	const char *help;     /* N_()-marked */
};

extern const struct option_row option_rows[OPTIONS];

struct options {
	const char *value[OPTIONS]; /* the last one given; NULL: not given */
	const char **repeated[3];   /* --advice, --option, --set: all of them */
	unsigned repeated_count[3];
};

/*
 * Reads argv[0..count-1] into options and words (in the arena).  Strings are
 * not copied; options are UTF-8, words any bytes.
 */
bool options_read(const char *const *argv, unsigned count, struct arena *a,
		  struct options *o, const char ***words,
		  unsigned *word_count, struct err *err);

/* Whether words are UTF-8, as all must be that are no names of files. */
bool
options_check_words(const char *const *words, unsigned count, struct err *err);

/* Whether the option is common, or in the set. */
bool option_is_taken(int id, option_set set);

/* What a call has not said itself, taken from the batch that it stands in. */
void options_inherit(struct options *o, const struct options *from,
		     const enum option_id *which, unsigned count);

#endif

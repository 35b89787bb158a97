#include <limits.h>
#include <string.h>

#include "base/tr.h"
#include "cli/cli.h"

#define O OPTION_BIT
#define MANY UINT_MAX
/* What every entry may say. */
#define WHO                                                                    \
	(O(BY) | O(TYPED_BY) | O(VIA) | O(AT) | O(PLAYBOOK) | O(REASON) |      \
	 O(OVERRIDE))
/* A row of a command that writes one entry. */
#define ENTRY(name, words, summary, options, least, most)                      \
	{                                                                      \
		name, words, summary, 1, WHO | (options), least, most,         \
			cmd_write, true                                        \
	}

/* A row of a command that leads an exercise. */
#define LEAD(name, words, summary, options, least, most)                       \
	{                                                                      \
		name, words, summary, 3, WHO | (options), least, most,         \
			cmd_exercise_lead, true                                \
	}

/* clang-format off */
const struct command commands[] = {
	{"start", "[PLAYBOOK]", N_("open a new incident (asks what you see without PLAYBOOK)"), 0,
	 O(TITLE) | O(TLP) | O(NO_UI) | O(ZONE) | O(BY) | O(TYPED_BY) | O(VIA) | O(AT), 0, 1, cmd_start, false},
	{"resume", "[INCIDENT]", N_("go on; without INCIDENT: the one that is open"), 0,
	 O(READ_ONLY) | O(BY) | O(TYPED_BY) | O(VIA), 0, 1, cmd_resume, false},
	{"list", "", N_("list incidents, exercises and assessments"), 0,
	 O(OPEN) | O(CLOSED), 0, 0, cmd_list, false},
	{"status", "[INCIDENT]", N_("show where every role stands"), 0,
	 O(CHECK_DEADLINES), 0, 1, cmd_status, false},
	{"log", "[INCIDENT]", N_("show or search the timeline"), 0,
	 O(SINCE) | O(UNTIL) | O(TYPE) | O(GREP) | O(FOLLOW) | O(FACILITATOR), 0, 1, cmd_log, false},
	{"deadlines", "[INCIDENT]", N_("show the legal and promised deadlines"), 0,
	 O(ALL) | O(CHECK) | O(ICS), 0, 1, cmd_deadlines, false},
	{"registers", "[REGISTER]", N_("show services, systems and other lists"), 0,
	 0, 0, 1, cmd_registers, false},
	{"board", "[INCIDENT]", N_("show the situation on a wall screen, without taking part"), 0,
	 0, 0, 1, cmd_board, false},
	{"report", "sitrep|timeline|handover|decision|ahead|after-action [ID] [INCIDENT]",
	 N_("write a report: the situation, the timeline, a handover, a decision, what comes, what came of an exercise"), 0,
	 O(FORMAT) | O(UNTIL) | O(PUBLIC) | O(INTERNAL) | O(FACILITATOR) | O(BY) | O(TYPED_BY) | O(VIA), 1, 3, cmd_report, false},
	{"contacts", "[NAME]", N_("look up or check whom to call"), 0,
	 O(CHECK) | O(TODAY), 0, MANY, cmd_contacts, false},

	ENTRY("do", "ITEM", N_("tick an item, or say why not"), O(STATE) | O(UNTIL) | O(TO) | O(ROW), 1, 1),
	ENTRY("decide", "STEP CHOICE", N_("choose in a step"), O(ADVICE), 2, 2),
	ENTRY("skip", "STEP", N_("leave a step out, with a reason"), 0, 1, 1),
	ENTRY("reopen", "STEP", N_("decide a step again"), 0, 1, 1),
	ENTRY("take", "ID", N_("accept a task from the inbox"), 0, 1, 1),
	ENTRY("ask", "ROLE [TEXT]", N_("ask a role a question, or to find out a fact"), O(FACT) | O(DUE), 1, MANY),
	ENTRY("answer", "ID yes|no|TEXT", N_("answer a question or an approval"), 0, 2, MANY),
	ENTRY("withdraw", "ID", N_("take back a request for approval"), 0, 1, 1),
	ENTRY("tell", "ROLE TEXT", N_("give a role a task"), 0, 2, MANY),
	ENTRY("action", "TEXT", N_("add work that no playbook has"), O(TO) | O(DUE), 1, MANY),
	ENTRY("decision", "[TEXT]", N_("record a decision that no playbook has"),
	      O(OPTION) | O(CHOSEN) | O(OF), 0, MANY),
	{"ratify list", "[INCIDENT]", N_("show the decisions that must be ratified"), 0,
	 O(ALL), 0, 1, cmd_ratify_list, false},
	ENTRY("ratify", "ID [TEXT]", N_("say what the body that must ratify a decision said"), 0, 1, MANY),
	ENTRY("fact", "FACT VALUE", N_("record what is known"), O(SOURCE) | O(CERTAINTY) | O(BOUND), 2, MANY),
	ENTRY("row", "REGISTER ROW [COLUMN VALUE]", N_("fill in a cell of a register, or add a row"),
	      O(SOURCE) | O(STRIKE), 2, MANY),
	ENTRY("deadline", "DEADLINE ACT",
	      N_("say how a deadline stands: start, first-sent, met, not-applicable or correct"), O(PROOF), 2, 2),
	ENTRY("call", "CONTACT [TEXT]", N_("log a call"), O(OUTCOME) | O(REF), 1, MANY),
	{"evidence add", "FILE", N_("keep a file with the incident, under its hash (--note, --how)"), 1,
	 WHO | O(NOTE) | O(HOW) | O(MOVE), 1, 1, cmd_evidence_add, true},
	ENTRY("note", "TEXT", N_("write a note"), O(ABOUT), 1, MANY),
	ENTRY("log add", "TEXT", N_("write down what happened earlier (--at)"), O(ABOUT), 1, MANY),
	ENTRY("correct", "ID TEXT", N_("correct an entry; it stays as it was"), 0, 2, MANY),
	ENTRY("join", "", N_("take a role"), 0, 0, 0),
	ENTRY("leave", "", N_("give a role up"), 0, 0, 0),
	ENTRY("handover", "[TEXT]", N_("hand a role over (--to)"), O(TO), 0, MANY),
	ENTRY("clock-check", "TIME", N_("compare this station's clock with what a phone says"), 0, 1, 1),
	ENTRY("severity", "0-4", N_("set the severity"), 0, 1, 1),
	ENTRY("emergency-phase", "none|municipal|provincial|federal",
	      N_("record that an emergency phase began or ended"), O(DECIDED_BY), 1, 1),
	ENTRY("playbook", "PLAYBOOK", N_("open one more playbook, or stop it"), O(STOP), 1, 1),
	ENTRY("title", "TEXT", N_("give the incident a title"), 0, 1, MANY),
	ENTRY("close", "[TEXT]", N_("close the incident, with a summary"), 0, 0, MANY),
	ENTRY("open-again", "", N_("open a closed incident again"), 0, 0, 0),
	{"seal", "", N_("write down how far the log is, to keep outside"), 1,
	 O(BY) | O(TYPED_BY) | O(VIA) | O(REASON), 0, 0, cmd_seal, false},
	{"document draft", "MODEL [FILE|-]", N_("save a text as a draft: filled in from the facts, or from FILE"), 1,
	 WHO, 1, 2, cmd_document, true},
	{"document ask", "DOCUMENT", N_("ask for the approval of a text"), 1, WHO, 1, 1, cmd_document, true},
	{"document approve", "DOCUMENT", N_("approve a text"), 1, WHO, 1, 1, cmd_document, true},
	{"document refuse", "DOCUMENT", N_("do not approve a text, with a reason"), 1, WHO, 1, 1, cmd_document, true},
	{"document release", "DOCUMENT", N_("say that a text goes out (--channel)"), 1,
	 WHO | O(CHANNEL), 1, 1, cmd_document, true},
	{"document withdraw", "DOCUMENT", N_("take a text back: its request, its approval or its release"), 1,
	 WHO, 1, 1, cmd_document, true},
	{"document list", "[INCIDENT]", N_("list the texts and how each of them stands"), 1,
	 0, 0, 1, cmd_document_list, false},
	{"document show", "DOCUMENT", N_("print the text of a document"), 1,
	 O(BY) | O(TYPED_BY) | O(VIA), 1, 1, cmd_document_show, false},
	{"batch", "[FILE|-]", N_("read such commands, one a line"), 1,
	 O(BY) | O(TYPED_BY) | O(VIA) | O(PLAYBOOK) | O(KEEP_GOING), 0, 1, cmd_batch, false},

	{"playbooks", "", N_("list the playbooks and other files there are"), 2,
	 0, 0, 0, cmd_playbooks, false},
	{"show", "PLAYBOOK", N_("show a playbook as text"), 2, 0, 1, 1, cmd_show, false},
	{"organisation", "", N_("make or edit the organisation's own file, by asking"), 2,
	 O(CHECK) | O(SHOW) | O(PRINT), 0, 0, cmd_organisation, false},
	{"template list", "", N_("list the models that texts are made from"), 2,
	 0, 0, 0, cmd_template_list, false},
	{"template show", "MODEL", N_("show a model as it was written"), 2, 0, 1, 1, cmd_template_show, false},
	{"template fill", "MODEL", N_("fill a model in from the known facts"), 2,
	 O(BY) | O(TYPED_BY) | O(VIA) | O(SET) | O(FACTS) | O(MISSING), 1, 1, cmd_template_fill, false},
	{"check", "PATH...", N_("check files for mistakes"), 2,
	 O(STRICT) | O(TODAY), 1, MANY, cmd_check, false},
	{"assessment result", "[INCIDENT]", N_("show what the answers of an assessment or quiz add up to"), 3,
	 O(FORMAT), 0, 1, cmd_assessment_result, false},
	{"exercise list", "", N_("list the scenarios there are"), 3, 0, 0, 0, cmd_exercise_list, false},
	{"exercise show", "SCENARIO", N_("show a scenario, for who leads it"), 3, 0, 1, 1, cmd_exercise_show, false},
	{"exercise run", "SCENARIO", N_("begin an exercise; without a leader its clock sends what comes"), 3,
	 O(BY) | O(TYPED_BY) | O(VIA) | O(TITLE) | O(ZONE) | O(SPEED) | O(START_AT) | O(NO_UI) | O(SOLO) | O(FACILITATOR), 1, 1, cmd_exercise_run, false},
	{"exercise join", "[EXERCISE]", N_("take part in the exercise that runs"), 3,
	 O(BY) | O(TYPED_BY) | O(VIA) | O(FACILITATOR) | O(PROJECTOR), 0, 1, cmd_exercise_join, false},
	{"exercise status", "[EXERCISE]", N_("show the clock of an exercise, and its injects"), 3, O(FACILITATOR), 0, 1, cmd_exercise_status, false},
	{"exercise debrief", "[EXERCISE]", N_("show what was expected and what came of it; with --format as a whole report"), 3,
	 O(FORMAT) | O(PUBLIC) | O(INTERNAL) | O(FACILITATOR) | O(UNTIL) | O(BY) | O(TYPED_BY) | O(VIA), 0, 1, cmd_exercise_debrief, false},
	{"exercise send", "[INJECT]", N_("send an inject, again if need be; without INJECT all that are due"), 3, WHO, 0, 1, cmd_exercise_send, true},
	LEAD("exercise hold", "INJECT", N_("hold an inject back"), 0, 1, 1),
	LEAD("exercise skip", "INJECT", N_("leave an inject out"), 0, 1, 1),
	LEAD("exercise wait", "INJECT", N_("put an inject back on the schedule"), 0, 1, 1),
	LEAD("exercise change", "INJECT TEXT", N_("give an inject another text before it is sent"), O(CHANNEL) | O(TITLE) | O(SOURCE) | O(TO), 2, MANY),
	LEAD("exercise hint", "INJECT", N_("give the players the hint of an inject"), 0, 1, 1),
	LEAD("exercise hear", "INJECT", N_("pick up a call, or say that something was read (-r)"), 0, 1, 1),
	LEAD("exercise improvise", "TEXT", N_("send an inject that no scenario has (--to)"), O(CHANNEL) | O(TITLE) | O(SOURCE) | O(TO), 1, MANY),
	LEAD("exercise round", "ROUND", N_("begin a round of a discussion (--start-at)"), 0, 1, 1),
	LEAD("exercise clock", "pause|resume", N_("stop the clock of the exercise, or let it go on"), O(SPEED) | O(START_AT), 1, 1),
	LEAD("exercise observe", "[TEXT]", N_("write down what was seen, with a score (--about, --score)"), O(ABOUT) | O(SCORE), 0, MANY),
	LEAD("exercise end", "[TEXT]", N_("end the exercise"), 0, 0, MANY),
	{"exercise compare", "DIR...", N_("compare many runs: time to each expectation, missed, by role"), 3,
	 O(FORMAT) | O(NAMES), 1, MANY, cmd_exercise_compare, false},
	{"exercise from", "INCIDENT", N_("make the draft of a scenario from a closed incident"), 3,
	 O(TITLE), 1, 1, cmd_exercise_from, false},
	{"exercise import", "FILE", N_("make a scenario from a table: time, to, from, channel, text, expected"), 3,
	 O(TITLE) | O(PLAYBOOK), 1, 1, cmd_exercise_import, false},
	{"exercise export", "SCENARIO", N_("write a scenario as such a table (--csv)"), 3,
	 O(CSV) | O(FORMAT), 1, 1, cmd_exercise_export, false},
	{"exercise print", "cards|evaluator|clock|players SCENARIO", N_("print the cards or sheets of a scenario"), 3,
	 O(FORMAT) | O(START_AT), 2, 2, cmd_exercise_print, false},
	{"exercise answer", "QUESTION TEXT", N_("answer a question of the hot wash, for a role (-r)"), 3, WHO, 2, MANY, cmd_exercise_say, true},
	{"exercise feedback", "[TEXT]", N_("say how the exercise was (-r, --score)"), 3, WHO | O(SCORE), 0, MANY, cmd_exercise_say, true},
	{"exercise strength", "TEXT", N_("write down what went well (-r, --about an objective)"), 3, WHO | O(ABOUT), 1, MANY, cmd_exercise_say, true},
	{"exercise actions", "[list|add|own|close|reopen] [IMPROVEMENT] [TEXT]",
	 N_("list what must improve after exercises, add to it, give it an owner, close it"), 3,
	 WHO | O(ABOUT) | O(TO) | O(DUE) | O(COST) | O(ALL) | O(CLOSED), 0, MANY, cmd_exercise_actions, false},
	{"evidence list", "[INCIDENT]", N_("list the evidence that is kept"), 3,
	 0, 0, 1, cmd_evidence_list, false},
	{"evidence verify", "[INCIDENT]", N_("compare the evidence with its hashes"), 3,
	 0, 0, 1, cmd_evidence_verify, false},
	{"verify", "[INCIDENT|FILE]", N_("prove that a log was not changed"), 3,
	 O(HEAD) | O(SEAL) | O(REQUIRE_ANCHOR), 0, 1, cmd_verify, false},
	{"head", "[INCIDENT]", N_("print the heads of the journals, for paper"), 3,
	 0, 0, 1, cmd_head, false},
	{"merge", "INCIDENT DIR", N_("join the same incident in another folder, both ways"), 3,
	 0, 2, 2, cmd_merge, false},
	{"completion", "bash|zsh|fish", N_("print what makes a shell complete words with Tab"), 4,
	 0, 1, MANY, cmd_completion, false},
	{"help", "[COMMAND|keys]", N_("show help"), 4, 0, 0, MANY, cmd_help, false},
	{"version", "", N_("show the version"), 4, 0, 0, 0, cmd_version, false},
	{.name = NULL},
};
/* clang-format on */

const struct command *
command_find(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

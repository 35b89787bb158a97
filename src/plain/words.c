/*
 * The words: each has a name, and the letter that its key has on the curses
 * screen where there is one.  The words of the screen's language and the
 * English ones both hold, and so does the beginning of a word where it can
 * mean one word only.
 */
#include "plain/parts.h"

#include <assert.h>
#include <string.h>

#include "base/stamp.h"
#include "base/text.h"
#include "front/say_in_mode.h"
#include "plain/words.h"

enum word_needs {
	NEEDS_NOTHING,
	NEEDS_INCIDENT,
	NEEDS_WORK, /* the step is what is asked about */
};

struct word {
	const char *name; /* N_IN() */
	char letter;      /* 0: none */
	enum word_needs needs;
	bool takes; /* more words may follow it */
	void (*use)(struct plain *p, const char *argument, struct buf *out);
	enum form form;      /* used where `use` is NULL */
	enum view view;      /* used where there is no form either */
	const char *meaning; /* N_() */
};

static void
use_undo(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	fill_undo(p, out);
}

static void
use_late(struct plain *p, const char *argument, struct buf *out)
{
	form_begin(p, FORM_NOTE);
	p->filling.earlier = true;
	fill_in(p, argument, out);
}

static void
use_role(struct plain *p, const char *argument, struct buf *out)
{
	question_back_to_base(p);
	question_push(p, QUESTION_ROLE);
	if (argument)
		role_answer(p, argument, out);
}

/* Another person sits down here: the name is asked at once. */
static void
use_name(struct plain *p, const char *argument, struct buf *out)
{
	question_push(p, QUESTION_BY);
	if (argument)
		by_answer(p, argument, out);
}

static void
use_time(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	talk(p, out, tr("Time: %1."),
	     say_date_clock(p->front->now, p->front->zone, &p->scratch), NULL,
	     NULL);
}

static void
use_language(struct plain *p, const char *argument, struct buf *out)
{
	const char *const *all = tr_languages();
	const char *list = NULL;

	for (; *all; all++) {
		list = talk_join(p, list, *all);
		if (argument && strcmp(argument, *all) == 0) {
			question_effect(p,
					(struct effect){.kind = EFFECT_LANGUAGE,
							.text = *all});
			return;
		}
	}
	talk(p, out, tr("Type language and one of: %1."), list, NULL, NULL);
}

static void
use_repeat(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	buf_add(out, buf_text(&p->said), p->said.len);
	p->repeats = true;
}

/* The last block into a file in the folder where draaiboek was started. */
static void
use_print(struct plain *p, const char *argument, struct buf *out)
{
	const struct front *f = p->front;
	char time[STAMP_SIZE];

	(void)argument;
	if (!p->said.len) {
		talk(p, out, tr("Nothing was said yet that could be kept."),
		     NULL, NULL, NULL);
		return;
	}
	stamp_write(f->now, time);
	for (char *c = time; *c; c++)
		if (*c == ':' || *c == '.')
			*c = '-';
	p->repeats = true;
	question_effect(
		p,
		(struct effect){
			.kind = EFFECT_PRINT,
			.text = arena_strdup(&p->scratch, buf_text(&p->said)),
			.name = arena_printf(&p->scratch, "draaiboek-%s-%s.txt",
					     f->words ? f->words : "start",
					     time)});
}

static void
use_start(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	(void)out;
	question_effect(p, (struct effect){.kind = EFFECT_LEAVE});
}

static void
use_more(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	view_more(p, out);
}

static void
use_leave(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	if (!p->front->incident) {
		leave_now(p, out);
		return;
	}
	question_back_to_base(p);
	question_push(p, QUESTION_LEAVE);
}

/* The answers at the step first, then what is looked at, then what is written.
 */
static const struct word words[] = {
	{N_IN("word", "yes"), 'y', NEEDS_WORK, false, work_yes, 0, 0,
	 N_("this item is done")},
	{N_IN("word", "no"), 'n', NEEDS_WORK, false, work_no, 0, 0,
	 N_("leave it open and go on to the next item")},
	{N_IN("word", "other"), 'x', NEEDS_WORK, false, work_other, 0, 0,
	 N_("not applicable, not possible, later, somebody else, done "
	    "earlier, open again")},
	{N_IN("word", "how"), 'i', NEEDS_WORK, false, work_how, 0, 0,
	 N_("why, and how it is done")},
	{N_IN("word", "list"), 'l', NEEDS_WORK, false, NULL, 0, VIEW_ITEMS,
	 N_("all items of this step")},
	{N_IN("word", "decide"), 0, NEEDS_WORK, false, work_decide, 0, 0,
	 N_("to the decision of this step, also with open items")},
	{N_IN("word", "step"), 's', NEEDS_INCIDENT, true, work_step, 0, 0,
	 N_("back to the step of now; step 4: to step 4")},
	{N_IN("word", "first"), 0, NEEDS_INCIDENT, false, work_first, 0, 0,
	 N_("the first actions")},
	{N_IN("word", "skip"), 0, NEEDS_INCIDENT, true, work_skip, 0, 0,
	 N_("leave this step out, with a reason")},
	{N_IN("word", "reopen"), 0, NEEDS_INCIDENT, true, work_reopen, 0, 0,
	 N_("open a decided step again: pick it in the map")},
	{N_IN("word", "note"), 'a', NEEDS_INCIDENT, true, NULL, FORM_NOTE, 0,
	 N_("write a note")},
	{N_IN("word", "late"), 0, NEEDS_INCIDENT, true, use_late, 0, 0,
	 N_("a note about something that happened earlier")},
	{N_IN("word", "undo"), 'u', NEEDS_INCIDENT, false, use_undo, 0, 0,
	 N_("undo your last entry, by a new one")},
	{N_IN("word", "timeline"), 't', NEEDS_INCIDENT, false, NULL, 0,
	 VIEW_TIMELINE, N_("everything that was logged; a number corrects")},
	{N_IN("word", "map"), 'v', NEEDS_INCIDENT, false, NULL, 0, VIEW_MAP,
	 N_("all steps of the role; a number reads one")},
	{N_IN("word", "result"), 0, NEEDS_INCIDENT, false, scored_result, 0, 0,
	 N_("what the answers of an assessment or quiz add up to")},
	{N_IN("word", "deadlines"), 'd', NEEDS_INCIDENT, false, NULL, 0,
	 VIEW_DEADLINES,
	 N_("deadlines; a number starts, meets or corrects one")},
	{N_IN("word", "contacts"), 'c', NEEDS_NOTHING, false, NULL, 0,
	 VIEW_CONTACTS, N_("who to call; a number logs a call")},
	{N_IN("word", "calls"), 0, NEEDS_INCIDENT, false, NULL, 0, VIEW_CALLS,
	 N_("the people of each role, whom to call next; a number logs a "
	    "call")},
	{N_IN("word", "facts"), 'f', NEEDS_INCIDENT, false, NULL, 0, VIEW_FACTS,
	 N_("what is known; a number records a fact")},
	{N_IN("word", "work"), 0, NEEDS_INCIDENT, false, NULL, 0, VIEW_WORK,
	 N_("all open work of this role, the most urgent first")},
	{N_IN("word", "next"), 0, NEEDS_INCIDENT, false, work_go_next, 0, 0,
	 N_("to the most urgent work; again: to the next")},
	{N_IN("word", "ratify"), 0, NEEDS_INCIDENT, false, NULL, 0, VIEW_RATIFY,
	 N_("decisions that a body must ratify")},
	{N_IN("word", "find-out"), 0, NEEDS_INCIDENT, false, NULL,
	 FORM_FIND_OUT, 0, N_("ask a role to find out a fact")},
	{N_IN("word", "registers"), 0, NEEDS_INCIDENT, false, NULL, 0,
	 VIEW_REGISTERS,
	 N_("services, systems and other lists; a number fills a row in")},
	{N_IN("word", "row"), 0, NEEDS_INCIDENT, false, NULL, FORM_ROW, 0,
	 N_("fill in a row of a register, or add one")},
	{N_IN("word", "messages"), 0, NEEDS_INCIDENT, false, NULL, 0,
	 VIEW_MESSAGES,
	 N_("texts filled in from the facts; a number opens one")},
	{N_IN("word", "board"), 'o', NEEDS_INCIDENT, false, NULL, 0, VIEW_BOARD,
	 N_("all roles in a few lines")},
	{N_IN("word", "report"), 'r', NEEDS_INCIDENT, true, report_use, 0, 0,
	 N_("the situation in one report; report timeline, handover, ahead, "
	    "decision, after-action")},
	{N_IN("word", "ahead"), 0, NEEDS_INCIDENT, false, report_use_ahead, 0,
	 0, N_("the next 12 hours, and where they collide")},
	{N_IN("word", "hot-wash"), 0, NEEDS_INCIDENT, true, after_use, 0, 0,
	 N_("after an exercise: answer its questions, say what must become "
	    "better")},
	{N_IN("word", "alerts"), 0, NEEDS_INCIDENT, false, NULL, 0, VIEW_ALERTS,
	 N_("all alerts, the most urgent first")},
	{N_IN("word", "who"), 'w', NEEDS_INCIDENT, false, NULL, 0, VIEW_WHO,
	 N_("what waits for this role: answer it, take it, approve it")},
	{N_IN("word", "ask"), 0, NEEDS_INCIDENT, false, NULL, FORM_ASK, 0,
	 N_("ask another role something")},
	{N_IN("word", "tell"), 0, NEEDS_INCIDENT, false, NULL, FORM_TELL, 0,
	 N_("give another role a task")},
	{N_IN("word", "withdraw"), 0, NEEDS_INCIDENT, false, who_withdraw, 0, 0,
	 N_("withdraw a request for approval")},
	{N_IN("word", "handover"), 0, NEEDS_INCIDENT, false, NULL,
	 FORM_HANDOVER, 0, N_("hand this role over to somebody")},
	{N_IN("word", "accept"), 0, NEEDS_INCIDENT, false, fill_accept, 0, 0,
	 N_("the other repeated it and accepts the role")},
	{N_IN("word", "join"), 0, NEEDS_INCIDENT, false, NULL, FORM_JOIN, 0,
	 N_("take this role")},
	{N_IN("word", "release"), 0, NEEDS_INCIDENT, false, NULL, FORM_RELEASE,
	 0, N_("give this role back")},
	{N_IN("word", "action"), 0, NEEDS_INCIDENT, true, NULL, FORM_ACTION, 0,
	 N_("an action that no playbook has")},
	{N_IN("word", "decision"), 0, NEEDS_INCIDENT, true, NULL, FORM_DECISION,
	 0, N_("a decision that no playbook has")},
	{N_IN("word", "severity"), 0, NEEDS_INCIDENT, true, NULL, FORM_SEVERITY,
	 0, N_("set how serious it is, 0 to 4")},
	{N_IN("word", "emergency-phase"), 0, NEEDS_INCIDENT, false, NULL,
	 FORM_PHASE, 0, N_("declare or end an emergency phase")},
	{N_IN("word", "playbook"), 0, NEEDS_INCIDENT, true, NULL, FORM_PLAYBOOK,
	 0, N_("open one more playbook")},
	{N_IN("word", "stop"), 0, NEEDS_INCIDENT, false, NULL, FORM_STOP, 0,
	 N_("stop a playbook that was the wrong one")},
	{N_IN("word", "title"), 0, NEEDS_INCIDENT, true, NULL, FORM_TITLE, 0,
	 N_("give the incident a title")},
	{N_IN("word", "close"), 0, NEEDS_INCIDENT, false, NULL, FORM_CLOSE, 0,
	 N_("close the incident for good")},
	{N_IN("word", "open-again"), 0, NEEDS_INCIDENT, false, NULL,
	 FORM_OPEN_AGAIN, 0, N_("open a closed incident again")},
	{N_IN("word", "evidence"), 'e', NEEDS_INCIDENT, true, NULL,
	 FORM_EVIDENCE, 0,
	 N_("keep a file as evidence: what it is, how it was obtained")},
	{N_IN("word", "evidence-list"), 0, NEEDS_INCIDENT, false,
	 evidence_use_list, 0, 0,
	 N_("the evidence that is kept, compared with its hash")},
	{N_IN("word", "seal"), 0, NEEDS_INCIDENT, false, NULL, FORM_SEAL, 0,
	 N_("seal the log: eight words to keep outside")},
	{N_IN("word", "exercise"), 0, NEEDS_INCIDENT, false, exercise_use, 0, 0,
	 N_("what comes when, for who leads; a number sends, holds, changes")},
	{N_IN("word", "improvise"), 0, NEEDS_INCIDENT, true, improvise_use, 0,
	 0, N_("send an inject that no scenario has")},
	{N_IN("word", "pause"), 0, NEEDS_INCIDENT, false, pause_use, 0, 0,
	 N_("stop the exercise's clock")},
	{N_IN("word", "continue"), 0, NEEDS_INCIDENT, false, continue_use, 0, 0,
	 N_("let the exercise's clock go on")},
	{N_IN("word", "speed"), 0, NEEDS_INCIDENT, true, speed_use, 0, 0,
	 N_("how fast the exercise's clock goes")},
	{N_IN("word", "jump"), 0, NEEDS_INCIDENT, true, jump_use, 0, 0,
	 N_("to another hour of the scenario")},
	{N_IN("word", "round"), 0, NEEDS_INCIDENT, true, round_use, 0, 0,
	 N_("begin the next round of a discussion")},
	{N_IN("word", "players"), 0, NEEDS_INCIDENT, false, players_use, 0, 0,
	 N_("write down what the players of a round decided")},
	{N_IN("word", "attend"), 0, NEEDS_INCIDENT, true, attend_use, 0, 0,
	 N_("who takes part in the exercise")},
	{N_IN("word", "observe"), 0, NEEDS_INCIDENT, true, observe_use, 0, 0,
	 N_("write down what was seen in the exercise")},
	{N_IN("word", "score"), 0, NEEDS_INCIDENT, false, score_use, 0, 0,
	 N_("score an inject or the objectives: 0 to 3")},
	{N_IN("word", "debrief"), 0, NEEDS_INCIDENT, false, debrief_use, 0, 0,
	 N_("what was expected in the exercise, and what came of it")},
	{N_IN("word", "end-exercise"), 0, NEEDS_INCIDENT, true, end_use, 0, 0,
	 N_("end the exercise: what came of it follows")},
	{N_IN("word", "real-life"), 0, NEEDS_INCIDENT, false, real_use, 0, 0,
	 N_("out of the exercise, into a real incident")},
	{N_IN("word", "role"), 0, NEEDS_INCIDENT, true, use_role, 0, 0,
	 N_("work as another role")},
	{N_IN("word", "name"), 0, NEEDS_INCIDENT, true, use_name, 0, 0,
	 N_("somebody else is at this keyboard now")},
	{N_IN("word", "find"), '/', NEEDS_NOTHING, true, view_find, 0, 0,
	 N_("find a word in this list, else in the timeline")},
	{N_IN("word", "more"), 'm', NEEDS_NOTHING, false, use_more, 0, 0,
	 N_("the next part of the list")},
	{N_IN("word", "repeat"), 0, NEEDS_NOTHING, false, use_repeat, 0, 0,
	 N_("say the last block again")},
	{N_IN("word", "print"), 'p', NEEDS_NOTHING, false, use_print, 0, 0,
	 N_("the last block into a text file")},
	{N_IN("word", "organisation"), 0, NEEDS_NOTHING, false, NULL, 0,
	 VIEW_PROFILE,
	 N_("our own file: name, numbers, contacts, own "
	    "deadlines; a number changes one")},
	{N_IN("word", "clock"), 0, NEEDS_INCIDENT, true, NULL, FORM_CLOCK, 0,
	 N_("compare this station's clock with a phone")},
	{N_IN("word", "time"), 0, NEEDS_NOTHING, false, use_time, 0, 0,
	 N_("what time it is")},
	{N_IN("word", "language"), 0, NEEDS_NOTHING, true, use_language, 0, 0,
	 N_("another language: language nl")},
	{N_IN("word", "start"), 0, NEEDS_INCIDENT, false, use_start, 0, 0,
	 N_("to the start; the incident stays open")},
	{N_IN("word", "help"), '?', NEEDS_NOTHING, false, NULL, 0, VIEW_HELP,
	 N_("these words")},
	{N_IN("word", "leave"), 'q', NEEDS_NOTHING, false, use_leave, 0, 0,
	 N_("leave; everything is saved")},
};
#define WORD_COUNT ((unsigned)(sizeof(words) / sizeof(*words)))

/* Words that hold at one question only. */
static const char *const own_words[] = {
	N_IN("word", "all"),                            /* which playbook? */
	N_IN("word", "walk"),      N_IN("word", "own"), /* NOT SAVED, which
							   folder? */
	N_IN("word", "questions"), /* of an assessment: its map */
	N_IN("word", "send"),      /* an inject of an exercise */
	N_IN("word", "hold"),      N_IN("word", "wait"),   N_IN("word", "omit"),
	N_IN("word", "hint"),      N_IN("word", "change"),
};

static bool
is_word(const char *name)
{
	for (size_t i = 0; i < sizeof(own_words) / sizeof(*own_words); i++)
		if (strcmp(own_words[i], name) == 0)
			return true;
	for (unsigned i = 0; i < WORD_COUNT; i++)
		if (strcmp(words[i].name, name) == 0)
			return true;
	return false;
}

bool
words_is(struct plain *p, const char *line, const char *name)
{
	assert(is_word(name));
	return talk_same(p, line, name) ||
	       talk_same(p, line, tr_in("word", name));
}

unsigned
words_count(void)
{
	return WORD_COUNT;
}

const char *
plain_word(unsigned i, char *letter)
{
	if (i >= WORD_COUNT)
		return NULL;
	if (letter)
		*letter = words[i].letter;
	return words[i].name;
}

const char *
words_line(struct plain *p, unsigned i)
{
	const struct word *w = &words[i];
	const char letter[] = {w->letter, '\0'};

	if (w->letter)
		return say_fill(&p->scratch, tr("%1, %2: %3"),
				tr_in("word", w->name), letter,
				say_in_mode(p->front->incident, w->meaning));
	return say_fill(&p->scratch, tr("%1: %2"), tr_in("word", w->name),
			say_in_mode(p->front->incident, w->meaning), NULL);
}

static bool
begins(struct plain *p, const char *word, const char *typed)
{
	const char *a = text_fold(&p->scratch, word);
	const char *b = text_fold(&p->scratch, typed);

	return strncmp(a, b, strlen(b)) == 0;
}

/* The one word that begins so; NULL: none, or several, then *all has them. */
static const struct word *
by_beginning(struct plain *p, const char *typed, const char **all)
{
	const struct word *found = NULL;
	unsigned count = 0;

	if (strlen(typed) < 2)
		return NULL;
	for (unsigned i = 0; i < WORD_COUNT; i++) {
		if (!begins(p, words[i].name, typed) &&
		    !begins(p, tr_in("word", words[i].name), typed))
			continue;
		found = &words[i];
		*all = talk_join(p, *all, tr_in("word", words[i].name));
		count++;
	}
	if (count == 1)
		*all = NULL;
	return count == 1 ? found : NULL;
}

static const struct word *
by_name(struct plain *p, const char *typed)
{
	for (unsigned i = 0; i < WORD_COUNT; i++)
		if (words_is(p, typed, words[i].name))
			return &words[i];
	return NULL;
}

/* A letter is the key of the curses screen; "j" is ja where it means yes. */
static const struct word *
by_letter(struct plain *p, const char *typed)
{
	if (typed[0] && !typed[1]) {
		for (unsigned i = 0; i < WORD_COUNT; i++)
			if (words[i].letter == (typed[0] | 0x20) ||
			    words[i].letter == typed[0])
				return &words[i];
		if (talk_yes_no(p, typed) == 1)
			return &words[0];
	}
	return NULL;
}

static bool
may_be_used(struct plain *p, const struct word *w, struct buf *out)
{
	if (w->needs != NEEDS_NOTHING && !p->front->incident) {
		talk(p, out, tr("Open an incident first."), NULL, NULL, NULL);
		return false;
	}
	if (w->needs == NEEDS_WORK && p->stack[0].question != QUESTION_WORK) {
		talk_unknown(p, tr_in("word", w->name), out);
		return false;
	}
	if (w->needs == NEEDS_WORK &&
	    question_top(p)->question != QUESTION_WORK) {
		talk(p, out, tr("Go back to the step first: type step."), NULL,
		     NULL, NULL);
		return false;
	}
	return true;
}

static void
use(struct plain *p, const struct word *w, const char *argument,
    struct buf *out)
{
	if (!may_be_used(p, w, out))
		return;
	if (w->use)
		w->use(p, argument, out);
	else if (w->form != FORM_NONE)
		fill_named(p, w->form, argument, out);
	else
		view_open(p, w->view, out);
}

/* "note the firewall log is copied": the word, and what follows it. */
static bool
use_with_argument(struct plain *p, const char *line, struct buf *out)
{
	size_t len = strcspn(line, " ");
	const char *name = arena_strndup(&p->scratch, line, len);
	const char *rest = line + len + strspn(line + len, " ");
	const struct word *w = by_name(p, name);

	if (line[0] == '/' && line[1]) {
		view_find(p, line + 1, out);
		return true;
	}
	/* Letters that begin no sentence: "step 4", "evidence PATH". */
	if (len == 1 && *rest && (line[0] | 0x20) == 's')
		w = by_name(p, "step");
	else if (len == 1 && *rest && (line[0] | 0x20) == 'e')
		w = by_name(p, "evidence");
	if (!*rest || !w || !w->takes)
		return false;
	use(p, w, rest, out);
	return true;
}

bool
words_use(struct plain *p, const char *line, struct buf *out)
{
	const char *several = NULL;
	const struct word *w;

	if (strcmp(line, "<") == 0) {
		if (p->depth > 1)
			question_pop(p);
		else
			p->anew = true;
		return true;
	}
	w = by_name(p, line);
	if (!w)
		w = by_letter(p, line);
	if (!w)
		w = by_beginning(p, line, &several);
	if (several)
		talk(p, out, tr("\"%1\" can be: %2. Type more of it."), line,
		     several, NULL);
	else if (w)
		use(p, w, NULL, out);
	else
		return use_with_argument(p, line, out);
	return true;
}

/* One line of the timeline: the word for the kind of entry. */
#include "front/line.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/after.h"
#include "core/clock_check.h"
#include "core/exercise.h"
#include "core/library.h"
#include "front/fill.h"

static const char *
item_word(const struct record *r)
{
	enum item_state state = r->state ? item_state_of(r->state) : ITEM_DONE;

	return state == ITEM_STATES ? tr_in("log", "item")
				    : say_item_state(state);
}

static const char *
team_word(const struct record *r)
{
	switch ((int)r->kind) {
	case RECORD_JOIN:
		return tr_in("log", "join");
	case RECORD_LEAVE:
		return tr_in("log", "leave");
	case RECORD_HANDOVER:
		return tr_in("log", "hand");
	case RECORD_TELL:
		return tr_in("log", "tell");
	case RECORD_ASK:
		return tr_in("log", "ask");
	case RECORD_TAKE:
		return tr_in("log", "take");
	case RECORD_ANSWER:
		return tr_in("log", "answer");
	case RECORD_ACTION:
		return tr_in("log", "action");
	case RECORD_DECISION:
		return r->more->chosen ? tr_in("log", "DECIDE")
				       : tr_in("log", "question");
	case RECORD_FACT:
	case RECORD_ROW:
		return tr_in("log", "fact");
	case RECORD_NOTE:
		return tr_in("log", "note");
	case RECORD_DEADLINE:
		return tr_in("log", "clock");
	case RECORD_CLOCK: /* a jump is the journal's own */
		return clock_check_is(r) ? tr_in("log", "clock") : NULL;
	case RECORD_CONTACT:
		return tr_in("log", "call");
	case RECORD_EVIDENCE:
		return tr_in("log", "proof");
	case RECORD_DOCUMENT:
		return tr_in("log", "text");
	case RECORD_SEVERITY:
		return tr_in("log", "level");
	case RECORD_EMERGENCY_PHASE:
		return tr_in("log", "phase");
	case RECORD_CORRECT:
		return tr_in("log", "fix");
	default:
		return NULL;
	}
}

/* An answer or an improvement is nothing that was seen of the players. */
static bool
is_said_after(const struct record *r)
{
	enum after_act act = after_act_of(r->act);

	return act != AFTER_SCORE && act != AFTER_ACTS;
}

const char *
line_word(const struct record *r)
{
	const char *word = team_word(r);

	if (word)
		return word;
	switch ((int)r->kind) {
	case RECORD_ITEM:
		return item_word(r);
	case RECORD_DECIDE:
		return tr_in("log", "DECIDE");
	case RECORD_PENDING:
		return tr_in("log", "approve?");
	case RECORD_WITHDRAW:
		return tr_in("log", "withdraw");
	case RECORD_SKIP:
		return tr_in("log", "skip");
	case RECORD_REOPEN:
		return tr_in("log", "reopen");
	case RECORD_OPEN:
	case RECORD_OPEN_AGAIN:
		return tr_in("log", "open");
	case RECORD_CLOSE:
		return tr_in("log", "close");
	case RECORD_TITLE:
		return tr_in("log", "title");
	case RECORD_PLAYBOOK:
		return tr_in("log", "playbook");
	case RECORD_PLAYBOOK_STOP:
		return tr_in("log", "stop");
	case RECORD_INJECT:
		return tr_in("log", "inject");
	case RECORD_OBSERVE:
		return is_said_after(r) ? tr_in("log", "after")
					: tr_in("log", "observe");
	case RECORD_PAUSE:
		return r->act && strcmp(r->act, "pause") == 0
			       ? tr_in("log", "pause")
			       : tr_in("log", "clock");
	case RECORD_LINK:
		return tr_in("log", "REAL");
	case RECORD_SEAL:
		return tr_in("log", "seal");
	default:
		return tr_in("log", "journal");
	}
}

const char *
line_hour(const struct line *l, int64_t moment)
{
	int64_t from = record_happened(l->r);
	const struct zone bare = stamp_bare(l->z);

	if (moment <= from)
		return say_day_clock(moment, l->z, l->a);
	return say_day_clock(stamp_shown(from, l->z) + (moment - from), &bare,
			     l->a);
}

const char *
line_typed_hour(const struct line *l, int64_t moment)
{
	int64_t from = record_happened(l->r);

	return line_hour(l, moment > from ? exercise_typed(moment, from, l->z)
					  : moment);
}

const char *
line_with(const struct line *l, const char *text, const char *reason)
{
	if (!reason)
		return text;
	return say_fill(l->a, tr("%1; because: %2"), text, reason, NULL);
}

/*
 * The words that were on the screen stay, except for who reads another
 * language than the writer: the files that were taken along have both.
 */
static bool
is_foreign(const struct line *l, const struct playbook *p)
{
	return l->r->language && p->head.language &&
	       strcmp(l->r->language, p->head.language) != 0;
}

bool
line_is_foreign(const struct line *l, const char *step)
{
	const struct step_ref *ref =
		l->lib && step ? library_step(l->lib, step) : NULL;

	return ref && is_foreign(l, ref->playbook);
}

const struct choice *
line_find_choice(const struct line *l, const char *step, const char *choice)
{
	const struct step_ref *ref =
		l->lib && step ? library_step(l->lib, step) : NULL;

	if (!ref || !choice)
		return NULL;
	for (unsigned i = 0; i < step_choices(ref->step); i++)
		if (strcmp(step_choice(ref->step, i)->id, choice) == 0)
			return step_choice(ref->step, i);
	return NULL;
}

const char *
line_choice(const struct line *l, const char *step, const char *choice,
	    const char *label)
{
	const struct choice *c = NULL;

	if (!label || line_is_foreign(l, step))
		c = line_find_choice(l, step, choice);
	if (c)
		return tr(c->label);
	/* "Done" is the program's own word. */
	return label ? tr(label) : choice;
}

const char *
line_step(const struct line *l, const char *path, const char *title)
{
	const struct step_ref *ref =
		l->lib && path ? library_step(l->lib, path) : NULL;
	const char *number;

	if (ref && (!title || is_foreign(l, ref->playbook)))
		title = ref->step->title;
	if (!title)
		title = path;
	if (!ref)
		return title ? title : "";
	number = arena_printf(l->a, "%u", ref->index + 1);
	return say_fill(l->a, "%1 %2", number, title, NULL);
}

const char *
line_item_text(const struct line *l, const char *path, const char *text)
{
	const struct item_ref *ref =
		l->lib && path ? library_item(l->lib, path) : NULL;

	if (ref && (!text || is_foreign(l, ref->playbook)))
		text = ref->item->text;
	if (!text)
		text = path;
	return text ? text : "";
}

const char *
line_item(const struct line *l, const char *path, const char *text)
{
	const struct item_ref *ref =
		l->lib && path ? library_item(l->lib, path) : NULL;

	text = line_item_text(l, path, text);
	if (!ref)
		return text;
	return say_fill(l->a, "%1 %2", ref->number, text, NULL);
}

/* What an entry was about, short enough to stand inside another line. */
static const char *
entry_about(const struct line *l, const struct record *r)
{
	struct line about = *l;

	about.r = r;
	if (r->kind == RECORD_PENDING)
		return line_choice(&about, r->step, r->more->choice,
				   r->more->label);
	if (r->kind == RECORD_FACT)
		return r->value;
	if (r->kind == RECORD_ANSWER && r->more->answer)
		return r->more->answer;
	if (r->text)
		return r->text;
	if (r->then->tell_count)
		return r->then->tells[0].message;
	if (r->more->label)
		return tr(r->more->label);
	return r->title ? r->title : line_word(r);
}

const char *
line_entry(const struct line *l, const char *id)
{
	char whole[17] = "";
	const struct record *r = NULL;
	const struct inbox_row *row =
		l->in && id ? map_find(&l->in->inbox, id) : NULL;

	if (row && row->type == INBOX_TASK)
		return say_fill(l->a, tr("%1 \"%2\""), say_entry(id, l->a),
				say_inbox(row, l->lib, l->a), NULL);
	/* The second task of a line is <id>.2: its entry has the first 16. */
	if (id && strlen(id) >= 16)
		memcpy(whole, id, 16);
	if (l->in && whole[0])
		r = map_find(&l->in->entries, whole);
	if (!r)
		return say_entry(id, l->a);
	return say_fill(l->a, tr("%1 \"%2\""), say_entry(id, l->a),
			entry_about(l, r), NULL);
}

struct say_line
say_record(const struct record *r, const struct incident *in,
	   const struct library *lib, const struct zone *z, struct arena *a)
{
	const struct line l = {r, in, lib, z, a};
	const char *text = line_of_step(&l);

	if (!text)
		text = line_of_team(&l);
	if (!text)
		text = line_of_journal(&l);
	return (struct say_line){
		.word = line_word(r),
		.text = text_one_line(a, text),
		.late = r->at.set && r->at.ms < r->time,
	};
}

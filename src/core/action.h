/*
 * What a person wants to do: the same struct from a key, a line of the plain
 * mode, a command or a line of a batch.  A zeroed action is empty; strings are
 * NULL and times unset where nothing was said.
 */
#ifndef CORE_ACTION_H
#define CORE_ACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "core/record.h"

enum action_kind {
	ACT_NONE,
	ACT_DO,        /* item, state, reason, until, to */
	ACT_DECIDE,    /* step, choice (id or letter), reason, advice, override */
	ACT_SKIP,      /* step, reason */
	ACT_REOPEN,    /* step, reason */
	ACT_TAKE,      /* id */
	ACT_ASK,       /* to, text */
	ACT_TELL,      /* to, text */
	ACT_ANSWER,    /* id, answer, reason */
	ACT_WITHDRAW,  /* id, reason */
	ACT_ACTION,    /* text, to, due */
	ACT_DECISION,  /* text, options, chosen, reason; or id and chosen */
	ACT_FACT,      /* fact, value, bound, source, certainty */
	ACT_ROW,       /* reg, row, column, value, source; or strike */
	ACT_DEADLINE,  /* deadline, act, reason, proof */
	ACT_CALL,      /* contact, outcome, ref, text */
	ACT_NOTE,      /* text, about */
	ACT_CORRECT,   /* id, text */
	ACT_JOIN,
	ACT_LEAVE,
	ACT_HANDOVER,  /* to, text */
	ACT_SEVERITY,  /* severity, reason */
	ACT_EMERGENCY_PHASE, /* phase, decided_by, reason */
	ACT_PLAYBOOK,  /* playbook, stop, reason */
	ACT_TITLE,     /* text */
	ACT_CLOSE,     /* override, reason (the summary) */
	ACT_OPEN_AGAIN,/* reason */
	ACT_EVIDENCE,  /* file, sha256, bytes, name, how, text; before it is
			  kept: name (its path), how, text, act (move) */
	ACT_SEAL,      /* file, sha256, heads */
	ACT_CLOCK,     /* phone */
	ACT_INJECT,    /* id (unset: improvised), act, title, text, channel,
			  source, receivers */
	ACT_OBSERVE,   /* about (what is scored), score, text; or act and what
			  core/after.h says of it: about, score, text, to, due,
			  reason, value, id */
	ACT_PAUSE,     /* act, scenario, speed */
	ACT_LINK,      /* to: the incident that is real, reason */
	ACT_DOCUMENT,  /* document, act, language, text, channel, reason,
			  override; the text's file and sha256 */
	ACTION_KINDS
};

struct action {
	enum action_kind kind;
	const char *role; /* as whom */
	const char *by;   /* the actor */
	const char *typed, *via;
	struct moment at;

	const char *item, *step, *choice; /* as typed: numbers or ids */
	const char *playbook;
	const char *state, *reason, *override;
	struct moment until, due;
	struct moment phone; /* what a phone's clock says now */
	const char *to, *text, *about;
	const char *id; /* of an entry or inbox row; a prefix of 5 or more */
	const char *answer;
	const char *fact, *value, *bound, *source, *certainty;
	const char *reg, *row, *column; /* row also: of an item for each */
	const char *deadline, *act, *proof;
	const char *contact, *outcome, *ref;
	const char *chosen;
	const char **options;
	unsigned option_count;
	const struct record_advice *advice;
	unsigned advice_count;
	struct number severity;
	const char *phase, *decided_by;
	const char *document, *language, *channel;
	const struct record_promise *promises; /* in the text of a draft */
	unsigned promise_count;
	const char *file, *sha256, *name, *how; /* of what is kept beside */
	struct number bytes;
	const char *title;           /* of an improvised inject */
	const char **receivers;      /* roles that an inject goes to */
	unsigned receiver_count;
	struct number score, speed;
	struct moment scenario;      /* the scenario's wall clock from now on */
	struct record_head *heads;
	unsigned head_count;
	bool stop;
	bool strike; /* the row was a mistake */
};

/*
 * Why an action may not happen now.  Two names go with it in struct refused;
 * words/ has the sentence of each.
 */
enum refusal {
	REFUSED_NOT,               /* it may */
	REFUSED_REASON_MISSING,    /* --reason */
	REFUSED_UNTIL_MISSING,     /* --until */
	REFUSED_TO_MISSING,        /* --to */
	REFUSED_AT_MISSING,        /* --at */
	REFUSED_TEXT_MISSING,
	REFUSED_HOW_MISSING,       /* --how */
	REFUSED_TEXT_TOO_LONG,     /* names: characters over */
	REFUSED_CLOSED,            /* the incident is closed: open-again */
	REFUSED_NOT_CLOSED,        /* open-again of an open one */
	REFUSED_STEP_UNKNOWN,      /* names: what was typed, role; exit 3 */
	REFUSED_ITEM_UNKNOWN,      /* exit 3 */
	REFUSED_AMBIGUOUS,         /* names: typed, "a and b"; exit 2 */
	REFUSED_NOT_CURRENT,
	REFUSED_NOT_DECIDED,       /* reopen of a step that is current or never was decided */
	REFUSED_CHOICE_UNKNOWN,    /* exit 2 */
	REFUSED_ITEMS_OPEN,        /* names: the open items' numbers; override */
	REFUSED_NEEDS,             /* names: the step waited for; override */
	REFUSED_ITEMS_AND_NEEDS,
	REFUSED_WAITS_APPROVAL,    /* names: the role */
	REFUSED_STATE_UNKNOWN,     /* exit 2 */
	REFUSED_STATE_ALREADY,     /* names: item, state */
	REFUSED_INACTIVE,
	REFUSED_ACTION_UNKNOWN,    /* exit 3 */
	REFUSED_NO_TASK,           /* take */
	REFUSED_TAKE_ANSWER,       /* take of a question or approval: answer it */
	REFUSED_NOTHING_TO_ANSWER,
	REFUSED_YES_OR_NO,         /* answer of an approval; exit 2 */
	REFUSED_NOTHING_TO_WITHDRAW,
	REFUSED_ID_AMBIGUOUS,      /* exit 2 */
	REFUSED_ID_UNKNOWN,        /* correct, decision --of: exit 3 */
	REFUSED_FACT_UNKNOWN,      /* exit 3; names: typed, nearest or NULL */
	REFUSED_VALUE,             /* names: value, what is allowed; exit 2 */
	REFUSED_CERTAINTY,         /* exit 2 */
	REFUSED_DEADLINE_UNKNOWN,  /* exit 3 */
	REFUSED_DEADLINE_ACT,      /* exit 2 */
	REFUSED_NOT_PHASED,
	REFUSED_PLAYBOOK_UNKNOWN,  /* exit 3 */
	REFUSED_PLAYBOOK_OPEN,
	REFUSED_PLAYBOOK_NOT_OPEN, /* stop of one that is not open */
	REFUSED_PLAYBOOK_STOPPED,  /* names: playbook */
	REFUSED_CLOSED_CIRCLE,
	REFUSED_CONTACT_UNKNOWN,   /* exit 3 */
	REFUSED_OUTCOME,           /* exit 2 */
	REFUSED_ROLE_UNKNOWN,      /* exit 2 */
	REFUSED_ROLE_MISSING,      /* -r; exit 2 */
	REFUSED_SEVERITY,          /* exit 2 */
	REFUSED_PHASE,             /* exit 2 */
	REFUSED_ADVICE,            /* exit 2 */
	REFUSED_WORK_OPEN,         /* close: steps current or deadlines running; override */
	REFUSED_VIA,               /* exit 2 */
	REFUSED_REGISTER_UNKNOWN,  /* names: typed, nearest; exit 3 */
	REFUSED_ROW_UNKNOWN,       /* names: typed, register; exit 3 */
	REFUSED_ROW_ALREADY,       /* names: the row */
	REFUSED_ROW_MISSING,       /* names: item, its rows; exit 2 */
	REFUSED_PHONE_MISSING,     /* exit 2 */
	REFUSED_COLUMN_UNKNOWN,    /* names: typed, register; exit 3 */
	REFUSED_MODEL_UNKNOWN,     /* names: typed, nearest or NULL; exit 3 */
	REFUSED_DOCUMENT_UNKNOWN,  /* names: typed, nearest or NULL; exit 3 */
	REFUSED_DOCUMENT_ACT,      /* exit 2 */
	REFUSED_DOCUMENT_SAME,     /* that text is the last draft already */
	REFUSED_DOCUMENT_CHANGED,  /* a later draft is there; names: title */
	REFUSED_DOCUMENT_ASKED,    /* names: the role; asked already */
	REFUSED_DOCUMENT_APPROVED, /* it is approved as it is */
	REFUSED_DOCUMENT_RELEASED, /* exactly that text is out already */
	REFUSED_GAPS,              /* names: the gaps */
	REFUSED_APPROVER,          /* names: the role that approves */
	REFUSED_NO_APPROVER,       /* the model asks for nobody's approval */
	REFUSED_NOT_APPROVED,      /* names: the role; override */
	REFUSED_CHANNEL_MISSING,
	REFUSED_PROMISE_PAST,      /* names: the promise */
	REFUSED_NOT_EXERCISE,
	REFUSED_INJECT_UNKNOWN,    /* names: typed, nearest or NULL; exit 3 */
	REFUSED_INJECT_ACT,        /* exit 2 */
	REFUSED_INJECT_SENT,       /* names: the inject */
	REFUSED_INJECT_NOT_SENT,   /* names: the inject */
	REFUSED_NO_HINT,           /* names: the inject */
	REFUSED_CLOCK_ACT,         /* exit 2 */
	REFUSED_CLOCK_ALREADY,     /* it runs, or stands still, as it is */
	REFUSED_SCORE,             /* 0 to 3; exit 2 */
	REFUSED_TARGET_UNKNOWN,    /* names: typed; exit 3 */
	REFUSED_NOT_BEGUN,
	REFUSED_EXERCISE_OVER,     /* its closed incident */
	REFUSED_AFTER_ACT,         /* names: typed; exit 2 */
	REFUSED_QUESTION_UNKNOWN,  /* names: typed, nearest or NULL; exit 3 */
	REFUSED_OBJECTIVE_UNKNOWN, /* names: typed, nearest or NULL; exit 3 */
	REFUSED_IMPROVEMENT_UNKNOWN, /* names: typed; exit 3 */
	REFUSED_OWNER_MISSING,     /* exit 2 */
	REFUSALS
};

struct refused {
	enum refusal why;
	const char *name;  /* in the scratch arena; NULL where there is none */
	const char *other;
};

/* 1 the answer is no, 2 wrong use, 3 not found; 0 for REFUSED_NOT. */
int refusal_exit(enum refusal why);

#endif

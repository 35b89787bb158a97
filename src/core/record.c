#include "core/record.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/record_keys.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#define KEY(name, type, member)                                                \
	{                                                                      \
		name, type, PART, offsetof(STRUCT, member), 0, false, NULL     \
	}
#define TYPED(name, member)                                                    \
	{                                                                      \
		name, VALUE_TEXT, PART, offsetof(STRUCT, member), 0, true,     \
			NULL                                                   \
	}
#define LIST(name, member, count)                                              \
	{                                                                      \
		name, VALUE_TEXTS, PART, offsetof(STRUCT, member),             \
			offsetof(STRUCT, count), false, NULL                   \
	}
#define ROWS(name, member, count, shape)                                       \
	{                                                                      \
		name, VALUE_ROWS, PART, offsetof(STRUCT, member),              \
			offsetof(STRUCT, count), false, &(shape)               \
	}
#define SHAPE(keys)                                                            \
	{                                                                      \
		keys, COUNT_OF(keys), sizeof(STRUCT)                           \
	}

#define PART PART_RECORD /* a row has one part only */

#define STRUCT struct record_step
static const struct key step_keys[] = {
	KEY("step", VALUE_TEXT, step),
	KEY("visit", VALUE_COUNT, visit),
};
static const struct shape step_shape = SHAPE(step_keys);
#undef STRUCT

#define STRUCT struct record_passed
static const struct key passed_keys[] = {
	KEY("step", VALUE_TEXT, step),
	KEY("visit", VALUE_COUNT, visit),
	KEY("why", VALUE_TEXT, why),
};
static const struct shape passed_shape = SHAPE(passed_keys);
#undef STRUCT

#define STRUCT struct record_set
static const struct key set_keys[] = {
	KEY("fact", VALUE_TEXT, fact),
	KEY("value", VALUE_TEXT, value),
	LIST("replaces", replaces, replaces_count),
	KEY("certainty", VALUE_TEXT, certainty),
};
static const struct shape set_shape = SHAPE(set_keys);
#undef STRUCT

#define STRUCT struct record_start
static const struct key start_keys[] = {
	KEY("deadline", VALUE_TEXT, deadline),
	KEY("from", VALUE_TEXT, from),
	KEY("at", VALUE_MOMENT, at),
	KEY("due", VALUE_MOMENT, due),
};
static const struct shape start_shape = SHAPE(start_keys);
#undef STRUCT

#define STRUCT struct record_tell
static const struct key tell_keys[] = {
	KEY("role", VALUE_TEXT, role),
	KEY("step", VALUE_TEXT, step),
	KEY("message", VALUE_TEXT, message),
};
static const struct shape tell_shape = SHAPE(tell_keys);
#undef STRUCT

#define STRUCT struct record_file
static const struct key file_keys[] = {
	KEY("file", VALUE_TEXT, file),
	KEY("sha256", VALUE_TEXT, sha256),
};
static const struct shape file_shape = SHAPE(file_keys);
#undef STRUCT

#define STRUCT struct record_open
static const struct key open_keys[] = {
	KEY("playbook", VALUE_TEXT, playbook),
	KEY("version", VALUE_TEXT, version),
	ROWS("files", files, file_count, file_shape),
	ROWS("steps", steps, step_count, step_shape),
};
static const struct shape open_shape = SHAPE(open_keys);
#undef STRUCT

#define STRUCT struct record_advice
static const struct key advice_keys[] = {
	KEY("role", VALUE_TEXT, role),
	KEY("advice", VALUE_TEXT, advice),
};
static const struct shape advice_shape = SHAPE(advice_keys);
#undef STRUCT

#define STRUCT struct record_promise
static const struct key promise_keys[] = {
	KEY("title", VALUE_TEXT, title),
	KEY("due", VALUE_MOMENT, due),
};
static const struct shape promise_shape = SHAPE(promise_keys);
#undef STRUCT

#define STRUCT struct record_head
static const struct key head_keys[] = {
	KEY("file", VALUE_TEXT, file),
	KEY("n", VALUE_COUNT, n),
	KEY("head", VALUE_TEXT, head),
};
static const struct shape head_shape = SHAPE(head_keys);
#undef STRUCT

/*
 * Every key of a line.  A name can stand here twice: `step` is a path or, in
 * kind `clock`, a number; `title` and `text` are typed by a person or were the
 * words on the screen.
 */
#define KEY_CONSTANT(name, ...)                                                \
	static const struct key key_##name = __VA_ARGS__;

#define STRUCT struct record
#define KEYS(X)                                                                \
	X(PREV, KEY("prev", VALUE_TEXT, prev))                                 \
	X(SALT, KEY("salt", VALUE_TEXT, salt))                                 \
	X(INCIDENT, KEY("incident", VALUE_TEXT, incident))                     \
	X(N, KEY("n", VALUE_COUNT, n))                                         \
	X(ID, KEY("id", VALUE_TEXT, id))                                       \
	X(TIME, KEY("time", VALUE_STAMP, time))                                \
	X(CLOCK, KEY("clock", VALUE_MOMENT, clock))                            \
	X(KIND, KEY("kind", VALUE_KIND, kind))                                 \
	X(ROLE, KEY("role", VALUE_TEXT, role))                                 \
	X(ACTOR, KEY("actor", VALUE_TEXT, actor))                              \
	X(TYPED_BY, KEY("typed", VALUE_TEXT, typed))                           \
	X(VIA, KEY("via", VALUE_TEXT, via))                                    \
	X(AT, KEY("at", VALUE_MOMENT, at))                                     \
	X(SEEN, ROWS("seen", seen, seen_count, head_shape))                    \
	X(TITLE, TYPED("title", title))                                        \
	X(TITLE_SHOWN, KEY("title", VALUE_TEXT, title))                        \
	X(LANGUAGE, KEY("language", VALUE_TEXT, language))                     \
	X(TO, TYPED("to", to))                                                 \
	X(TEXT, TYPED("text", text))                                           \
	X(TEXT_SHOWN, KEY("text", VALUE_TEXT, text))                           \
	X(REASON, TYPED("reason", reason))                                     \
	X(ITEM, KEY("item", VALUE_TEXT, item))                                 \
	X(SAME_AS, KEY("same-as", VALUE_TEXT, same_as))                        \
	X(STATE, KEY("state", VALUE_TEXT, state))                              \
	X(VISIT, KEY("visit", VALUE_NUMBER, visit))                            \
	X(UNTIL, KEY("until", VALUE_MOMENT, until))                            \
	X(STEP, KEY("step", VALUE_TEXT, step))                                 \
	X(OF, KEY("of", VALUE_TEXT, of))                                       \
	X(FACT, KEY("fact", VALUE_TEXT, fact))                                 \
	X(VALUE, TYPED("value", value))                                        \
	X(SOURCE, TYPED("source", source))                                     \
	X(CERTAINTY, KEY("certainty", VALUE_TEXT, certainty))                  \
	X(REGISTER, KEY("register", VALUE_TEXT, reg))                          \
	X(ROW, TYPED("row", row))                                              \
	X(ROW_SHOWN, KEY("row", VALUE_TEXT, row))                              \
	X(COLUMN, KEY("column", VALUE_TEXT, column))                           \
	X(ABOUT, KEY("about", VALUE_TEXT, about))                              \
	X(DUE, KEY("due", VALUE_MOMENT, due))                                  \
	X(ACT, KEY("act", VALUE_TEXT, act))
KEYS(KEY_CONSTANT)
#undef STRUCT
#undef PART

#define STRUCT struct record_more
#define PART PART_MORE
#define MORE_KEYS(X)                                                           \
	X(FORMAT, KEY("format", VALUE_NUMBER, format))                         \
	X(PROGRAM, KEY("program", VALUE_TEXT, program))                        \
	X(MODE, KEY("mode", VALUE_TEXT, mode))                                 \
	X(STATION, KEY("station", VALUE_TEXT, station))                        \
	X(MACHINE, KEY("machine", VALUE_TEXT, machine))                        \
	X(BOOT, KEY("boot", VALUE_TEXT, boot))                                 \
	X(TLP, KEY("tlp", VALUE_TEXT, tlp))                                    \
	X(ORGANISATION, KEY("organisation", VALUE_TEXT, organisation))         \
	X(ZONE, KEY("zone", VALUE_TEXT, zone))                                 \
	X(FILES, ROWS("files", files, file_count, file_shape))                 \
	X(TO_ROLES, LIST("to", to_roles, to_role_count))                       \
	X(PLAYBOOK, KEY("playbook", VALUE_TEXT, playbook))                     \
	X(VERSION, KEY("version", VALUE_TEXT, version))                        \
	X(STEPS, ROWS("steps", steps, step_count, step_shape))                 \
	X(CHOICE, KEY("choice", VALUE_TEXT, choice))                           \
	X(LABEL, KEY("label", VALUE_TEXT, label))                              \
	X(AS_IF, KEY("as-if", VALUE_TEXT, as_if))                              \
	X(UNKNOWN, KEY("unknown", VALUE_FLAG, unknown))                        \
	X(CONFIRMS, KEY("confirms", VALUE_FLAG, confirms))                     \
	X(STAYS, KEY("stays", VALUE_FLAG, stays))                              \
	X(REPEAT, KEY("repeat", VALUE_FLAG, repeat))                           \
	X(ADVICE, ROWS("advice", advice, advice_count, advice_shape))          \
	X(DECIDED_BY, KEY("decided-by", VALUE_TEXT, decided_by))               \
	X(RATIFY, KEY("ratify", VALUE_TEXT, ratify))                           \
	X(OVERRIDE, TYPED("override", override))                               \
	X(APPROVAL, KEY("approval", VALUE_TEXT, approval))                     \
	X(ANSWER, TYPED("answer", answer))                                     \
	X(UNDOES, LIST("undoes", undoes, undoes_count))                        \
	X(AGAIN, KEY("again", VALUE_MOMENT, again))                            \
	X(BOUND, KEY("bound", VALUE_TEXT, bound))                              \
	X(REPLACES, LIST("replaces", replaces, replaces_count))                \
	X(OPTIONS, {"options", VALUE_TEXTS, PART, offsetof(STRUCT, options),   \
		    offsetof(STRUCT, option_count), true, NULL})               \
	X(CHOSEN, TYPED("chosen", chosen))                                     \
	X(DEADLINE, KEY("deadline", VALUE_TEXT, deadline))                     \
	X(PROOF, TYPED("proof", proof))                                        \
	X(CONTACT, KEY("contact", VALUE_TEXT, contact))                        \
	X(OUTCOME, KEY("outcome", VALUE_TEXT, outcome))                        \
	X(REF, TYPED("ref", ref))                                              \
	X(FILE_NAME, KEY("file", VALUE_TEXT, file))                            \
	X(SHA256, KEY("sha256", VALUE_TEXT, sha256))                           \
	X(NAME, TYPED("name", name))                                           \
	X(HOW, TYPED("how", how))                                              \
	X(BYTES, KEY("bytes", VALUE_NUMBER, bytes))                            \
	X(DOCUMENT, KEY("document", VALUE_TEXT, document))                     \
	X(MODEL, KEY("model", VALUE_TEXT, model))                              \
	X(CHANNEL, KEY("channel", VALUE_TEXT, channel))                        \
	X(CHANNEL_TYPED, TYPED("channel", channel))                            \
	X(PROMISES, ROWS("promises", promises, promise_count, promise_shape))  \
	X(INJECT, KEY("inject", VALUE_TEXT, inject))                           \
	X(OBJECTIVE, KEY("objective", VALUE_TEXT, objective))                  \
	X(SCORE, KEY("score", VALUE_NUMBER, score))                            \
	X(SCENARIO, KEY("scenario", VALUE_MOMENT, scenario))                   \
	X(SPEED, KEY("speed", VALUE_NUMBER, speed))                            \
	X(PHASE, KEY("phase", VALUE_TEXT, phase))                              \
	X(DECIDED_BY_TYPED, TYPED("decided-by", decided_by))                   \
	X(SEVERITY, KEY("severity", VALUE_NUMBER, severity))                   \
	X(HEADS, ROWS("heads", heads, head_count, head_shape))                 \
	X(HEAD, KEY("head", VALUE_TEXT, head))                                 \
	X(ERROR, KEY("error", VALUE_TEXT, error))                              \
	X(LAST, KEY("last", VALUE_NUMBER, last))                               \
	X(WALL, KEY("wall", VALUE_MOMENT, wall))                               \
	X(STEP_MS, KEY("step", VALUE_NUMBER, step_ms))
MORE_KEYS(KEY_CONSTANT)
#undef STRUCT
#undef PART

#define STRUCT struct record_then
#define PART PART_THEN
#define THEN_KEYS(X)                                                           \
	X(GOTO, ROWS("goto", goto_steps, goto_count, step_shape))              \
	X(ALSO, ROWS("also", also, also_count, step_shape))                    \
	X(PASSED, ROWS("passed", passed, passed_count, passed_shape))          \
	X(ENTERS, ROWS("enters", enters, enter_count, step_shape))             \
	X(SETS, ROWS("sets", sets, set_count, set_shape))                      \
	X(STARTS, ROWS("starts", starts, start_count, start_shape))            \
	X(MEETS, LIST("meets", meets, meet_count))                             \
	X(TELLS, ROWS("tells", tells, tell_count, tell_shape))                 \
	X(OPENS, ROWS("opens", opens, open_count, open_shape))
THEN_KEYS(KEY_CONSTANT)
#undef STRUCT
#undef PART

#define KEYS_OF(...)                                                           \
	(const struct key *const[]){__VA_ARGS__},                              \
		COUNT_OF(((const struct key *const[]){__VA_ARGS__}))

const struct key_list record_header_keys = {KEYS_OF(
	&key_PREV, &key_SALT, &key_INCIDENT, &key_N, &key_ID, &key_TIME,
	&key_CLOCK, &key_KIND, &key_ROLE, &key_ACTOR, &key_TYPED_BY, &key_VIA)};

/* `severity` is the last one: in kind severity it is an own key instead. */
static const struct key_list consequence_keys = {KEYS_OF(
	&key_GOTO, &key_ALSO, &key_PASSED, &key_ENTERS, &key_SETS, &key_STARTS,
	&key_MEETS, &key_TELLS, &key_OPENS, &key_SEVERITY)};

static const struct key_list tail_keys = {KEYS_OF(&key_AT, &key_SEEN)};

/* The kinds and their own keys in order (draaiboek-incident(5)). */
static const struct {
	const char *name;
	struct key_list own;
} kinds[RECORD_KINDS] = {
	[RECORD_OTHER] = {NULL, {NULL, 0}},
	[RECORD_JOURNAL] = {"journal",
			    {KEYS_OF(&key_FORMAT, &key_PROGRAM, &key_MODE,
				     &key_STATION, &key_MACHINE, &key_BOOT)}},
	[RECORD_OPEN] = {"open",
			 {KEYS_OF(&key_TITLE, &key_MODE, &key_TLP,
				  &key_LANGUAGE, &key_ORGANISATION, &key_ZONE,
				  &key_FILES)}},
	[RECORD_TITLE] = {"title", {KEYS_OF(&key_TITLE)}},
	[RECORD_JOIN] = {"join", {NULL, 0}},
	[RECORD_LEAVE] = {"leave", {NULL, 0}},
	[RECORD_PLAYBOOK] = {"playbook",
			     {KEYS_OF(&key_PLAYBOOK, &key_VERSION, &key_FILES,
				      &key_STEPS)}},
	[RECORD_PLAYBOOK_STOP] = {"playbook-stop",
				  {KEYS_OF(&key_PLAYBOOK, &key_REASON)}},
	[RECORD_ITEM] = {"item",
			 {KEYS_OF(&key_ITEM, &key_VISIT, &key_SAME_AS,
				  &key_ROW_SHOWN, &key_STATE, &key_TEXT_SHOWN,
				  &key_LANGUAGE, &key_UNTIL, &key_TO,
				  &key_REASON)}},
	[RECORD_DECIDE] = {"decide",
			   {KEYS_OF(&key_STEP, &key_VISIT, &key_TITLE_SHOWN,
				    &key_LANGUAGE, &key_CHOICE, &key_LABEL,
				    &key_AS_IF, &key_UNKNOWN, &key_REASON,
				    &key_ADVICE, &key_DECIDED_BY, &key_RATIFY,
				    &key_OVERRIDE, &key_OF, &key_CONFIRMS,
				    &key_UNDOES, &key_STAYS, &key_AGAIN,
				    &key_REPEAT)}},
	[RECORD_PENDING] = {"pending",
			    {KEYS_OF(&key_STEP, &key_VISIT, &key_TITLE_SHOWN,
				     &key_LANGUAGE, &key_CHOICE, &key_LABEL,
				     &key_AS_IF, &key_UNKNOWN, &key_REASON,
				     &key_ADVICE, &key_DECIDED_BY, &key_RATIFY,
				     &key_OVERRIDE, &key_APPROVAL)}},
	[RECORD_WITHDRAW] = {"withdraw", {KEYS_OF(&key_OF, &key_REASON)}},
	[RECORD_SKIP] = {"skip",
			 {KEYS_OF(&key_STEP, &key_VISIT, &key_TITLE_SHOWN,
				  &key_LANGUAGE, &key_REASON, &key_OF,
				  &key_AGAIN, &key_REPEAT)}},
	[RECORD_REOPEN] = {"reopen",
			   {KEYS_OF(&key_STEP, &key_VISIT, &key_TITLE_SHOWN,
				    &key_UNDOES, &key_REASON)}},
	[RECORD_FACT] = {"fact",
			 {KEYS_OF(&key_FACT, &key_VALUE, &key_BOUND,
				  &key_SOURCE, &key_CERTAINTY, &key_REPLACES)}},
	[RECORD_ROW] = {"row",
			{KEYS_OF(&key_REGISTER, &key_ROW, &key_COLUMN,
				 &key_VALUE, &key_SOURCE, &key_REPLACES)}},
	[RECORD_NOTE] = {"note", {KEYS_OF(&key_TEXT, &key_ABOUT)}},
	[RECORD_ACTION] = {"action", {KEYS_OF(&key_TEXT, &key_TO, &key_DUE)}},
	[RECORD_DECISION] = {"decision",
			     {KEYS_OF(&key_OF, &key_TEXT, &key_OPTIONS,
				      &key_CHOSEN, &key_REASON)}},
	[RECORD_TELL] = {"tell", {KEYS_OF(&key_TO, &key_TEXT)}},
	[RECORD_TAKE] = {"take", {KEYS_OF(&key_OF)}},
	[RECORD_ASK] = {"ask",
			{KEYS_OF(&key_TO, &key_TEXT, &key_FACT, &key_DUE)}},
	[RECORD_ANSWER] = {"answer",
			   {KEYS_OF(&key_OF, &key_ANSWER, &key_REASON,
				    &key_STEP, &key_VISIT, &key_CHOICE,
				    &key_LABEL, &key_AS_IF, &key_UNKNOWN,
				    &key_UNDOES, &key_STAYS, &key_AGAIN,
				    &key_REPEAT, &key_CONFIRMS)}},
	[RECORD_HANDOVER] = {"handover", {KEYS_OF(&key_TO, &key_TEXT)}},
	[RECORD_DEADLINE] = {"deadline",
			     {KEYS_OF(&key_DEADLINE, &key_ACT, &key_DUE,
				      &key_REASON, &key_PROOF)}},
	[RECORD_CONTACT] = {"contact",
			    {KEYS_OF(&key_CONTACT, &key_OUTCOME, &key_REF,
				     &key_TEXT)}},
	[RECORD_EVIDENCE] = {"evidence",
			     {KEYS_OF(&key_FILE_NAME, &key_SHA256, &key_BYTES,
				      &key_NAME, &key_HOW, &key_TEXT)}},
	[RECORD_DOCUMENT] = {"document",
			     {KEYS_OF(&key_DOCUMENT, &key_ACT, &key_MODEL,
				      &key_LANGUAGE, &key_FILE_NAME,
				      &key_SHA256, &key_CHANNEL_TYPED,
				      &key_TITLE_SHOWN, &key_APPROVAL,
				      &key_OVERRIDE,
				      &key_REASON, &key_PROMISES)}},
	[RECORD_INJECT] = {"inject",
			   {KEYS_OF(&key_INJECT, &key_ACT, &key_TO_ROLES,
				    &key_CHANNEL, &key_SOURCE, &key_TITLE_SHOWN,
				    &key_TEXT_SHOWN)}},
	[RECORD_OBSERVE] = {"observe",
			    {KEYS_OF(&key_OBJECTIVE, &key_SCORE, &key_TEXT,
				     &key_ACT, &key_TO, &key_DUE, &key_REASON,
				     &key_VALUE, &key_OF)}},
	[RECORD_PAUSE] = {"pause",
			  {KEYS_OF(&key_ACT, &key_SCENARIO, &key_SPEED)}},
	[RECORD_SEVERITY] = {"severity", {KEYS_OF(&key_SEVERITY, &key_REASON)}},
	[RECORD_EMERGENCY_PHASE] = {"emergency-phase",
				    {KEYS_OF(&key_PHASE, &key_DECIDED_BY_TYPED,
					     &key_REASON)}},
	[RECORD_CORRECT] = {"correct", {KEYS_OF(&key_OF, &key_TEXT)}},
	[RECORD_SEAL] = {"seal",
			 {KEYS_OF(&key_FILE_NAME, &key_SHA256, &key_HEADS)}},
	[RECORD_RECOVERED] = {"recovered",
			      {KEYS_OF(&key_FILE_NAME, &key_LAST, &key_HEAD,
				       &key_BYTES, &key_SHA256)}},
	[RECORD_FAILOVER] = {"failover",
			     {KEYS_OF(&key_FILE_NAME, &key_LAST, &key_HEAD,
				      &key_ERROR)}},
	[RECORD_WITNESS] = {"witness", {NULL, 0}},
	[RECORD_CLOCK] = {"clock",
			  {KEYS_OF(&key_WALL, &key_STEP_MS, &key_SOURCE,
				   &key_ACT)}},
	[RECORD_LINK] = {"link", {KEYS_OF(&key_TO, &key_REASON)}},
	[RECORD_CLOSE] = {"close", {KEYS_OF(&key_OVERRIDE, &key_REASON)}},
	[RECORD_OPEN_AGAIN] = {"open-again", {KEYS_OF(&key_REASON)}},
};

void
record_keys_of(enum record_kind kind, struct key_list lists[RECORD_KEY_LISTS])
{
	lists[0] = record_header_keys;
	lists[1] = kinds[kind].own;
	lists[2] = consequence_keys;
	if (kind == RECORD_SEVERITY)
		lists[2].count--;
	lists[3] = tail_keys;
}

const char *
record_kind_name(enum record_kind kind)
{
	return kinds[kind].name ? kinds[kind].name : "other";
}

enum record_kind
record_kind_of(const char *name)
{
	for (unsigned i = RECORD_OTHER + 1; i < RECORD_KINDS; i++)
		if (*kinds[i].name == *name && strcmp(kinds[i].name, name) == 0)
			return (enum record_kind)i;
	return RECORD_OTHER;
}

const struct record_more record_no_more;
const struct record_then record_no_then;

void *
record_part(struct record *r, const struct key *key, struct arena *a)
{
	if (key->part == PART_RECORD)
		return r;
	if (key->part == PART_MORE) {
		if (r->more == &record_no_more)
			r->more = ARENA_NEW(a, struct record_more);
		return r->more;
	}
	if (r->then == &record_no_then)
		r->then = ARENA_NEW(a, struct record_then);
	return r->then;
}

const void *
record_part_in(const struct record *r, const struct key *key)
{
	if (key->part == PART_RECORD)
		return r;
	return key->part == PART_MORE ? (const void *)r->more : r->then;
}

bool
record_read_kept(char *line, size_t len, struct arena *a, struct record *r,
		 const char **why)
{
	if (len >= RECORD_LINE_MAX) {
		*why = N_("the line is longer than 16 KiB");
		return false;
	}
	*r = (struct record){.more = RECORD_NO_MORE, .then = RECORD_NO_THEN};
	if (!record_read_fast(line, len, a, r)) {
		*r = (struct record){.more = RECORD_NO_MORE,
				     .then = RECORD_NO_THEN};
		if (!record_read_json(line, len, a, r, why))
			return false;
	}
	r->kept = line;
	r->line_len = (uint32_t)len;
	return true;
}

bool
record_read(const char *line, size_t len, struct arena *a, struct record *r,
	    const char **why)
{
	size_t most = len < RECORD_LINE_MAX ? len : RECORD_LINE_MAX;

	return record_read_kept(arena_strndup(a, line, most), len, a, r, why);
}

const char *
record_line(const struct record *r, struct arena *a)
{
	char *line;

	if (!r->kept)
		return NULL;
	line = arena_alloc(a, r->line_len + 1);
	record_copy_line(r, line);
	return line;
}

struct typed_size {
	size_t characters;
	size_t bytes;
	size_t over;
};

static void
count_text(struct typed_size *size, const char *s)
{
	size_t len = s ? strlen(s) : 0, at = 0;

	while (at < len) {
		uint32_t c;

		at += text_decode(s + at, len - at, &c);
		size->characters++;
		size->bytes += record_escaped_size(c);
		if (size->characters > RECORD_TEXT_MAX ||
		    size->bytes > RECORD_TEXT_BYTES)
			size->over++;
	}
}

static void
count_key(struct typed_size *size, const struct record *r,
	  const struct key *key)
{
	const void *part = record_part_in(r, key);
	const char *const *texts;
	unsigned count;

	if (!key->typed || !part)
		return;
	texts = value_in(part, key->at);
	if (key->type == VALUE_TEXT) {
		count_text(size, *texts);
		return;
	}
	texts = *(const char *const *const *)value_in(part, key->at);
	count = *(const unsigned *)value_in(part, key->count_at);
	for (unsigned i = 0; i < count; i++)
		count_text(size, texts[i]);
}

bool
record_texts_fit(const struct record *r, size_t *over)
{
	struct key_list own = kinds[r->kind].own;
	struct typed_size size = {0};

	for (unsigned i = 0; i < own.count; i++)
		count_key(&size, r, own.keys[i]);
	*over = size.over;
	return size.over == 0;
}

int64_t
record_happened(const struct record *r)
{
	return r->at.set ? r->at.ms : r->time;
}

/*
 * The engine on a string: reads one JSON object a line, answers with one.
 * tests/diff/walks.py drives it beside the reference.
 *
 *	{"do":"load","file":N,"text":YAML}     one file of the library
 *	{"do":"settle"}                        no more files
 *	{"do":"zone","name":N,"changes":[[MS,OFFSET]…]}
 *	{"do":"line","journal":J,"line":TEXT}  one more line of a journal
 *	{"do":"fold","view":[[J,LINES]…]}      the state that a station sees
 *	{"do":"status","now":MS}
 *	{"do":"decide","now":MS,"action":{…}}
 *	{"do":"forget"}                        no journals
 *	{"do":"reset"}                         no journals, no library
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/map.h"
#include "core/diag.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/order.h"
#include "core/playbook.h"
#include "core/record.h"
#include "core/status.h"
#include "export/status_json.h"
#include "load/load.h"

struct lines { /* one journal as far as it was given */
	const char *name;
	struct record **records;
	size_t count;
};

static struct arena files, journals, state, scratch;
static struct library library;
static struct map by_name;
static struct zone zone;
static struct incident incident;
static struct buf answer;

static void
forget(void)
{
	arena_fini(&state);
	arena_fini(&journals);
	map_init(&by_name, &journals);
	incident_init(&incident, &state, &zone);
}

static void
reset(void)
{
	forget();
	arena_fini(&files);
	library_init(&library, &files);
	zone = (struct zone){0};
}

static void
say(const char *key, const char *text)
{
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	json_add_text(w, key, text);
	json_end(w);
	json_finish(w, &answer);
	json_writer_free(w);
}

static const char *
text_of(const struct json *in, const char *key)
{
	return json_text(json_member(in, key));
}

static const char *
kept_text(struct arena *a, const struct json *in, const char *key)
{
	const char *text = text_of(in, key);

	return text ? arena_strdup(a, text) : NULL;
}

static int64_t
number_of(const struct json *in, const char *key)
{
	int64_t n = 0;

	json_integer_value_of(json_member(in, key), &n);
	return n;
}

static struct moment
moment_of(const struct json *in, const char *key)
{
	struct moment m = {0};
	const char *text = text_of(in, key);

	m.set = text && stamp_read(text, &m.ms);
	return m;
}

static void
load(const struct json *in)
{
	const char *file = kept_text(&files, in, "file");
	const char *text = kept_text(&files, in, "text");
	struct diag_list diags = {.arena = &files};
	struct loaded l = {0};

	if (!load_bytes(file, text, strlen(text), &files, &diags, &l)) {
		struct buf why = {0};

		for (unsigned i = 0; i < diags.count; i++) {
			const struct diag *d = &diags.diags[i];

			buf_addf(&why, "%s:%u: %s %s [%s]\n", file,
				 d->place.line, d->name ? d->name : "",
				 d->other ? d->other : "", diag_id_name(d->id));
		}
		say("refused", buf_text(&why));
		buf_fini(&why);
		return;
	}
	if (l.playbook)
		library_add_playbook(&library, l.playbook);
	if (l.law)
		library_add_law(&library, l.law);
	if (l.vocabulary)
		library_add_vocabulary(&library, l.vocabulary);
	if (l.directory)
		library_add_directory(&library, l.directory);
	say("ok", "loaded");
}

static void
set_zone(const struct json *in)
{
	const struct json *list = json_member(in, "changes");
	size_t count = json_count(list);
	struct zone_change *changes =
		ARENA_ARRAY(&files, struct zone_change, count + 1);

	for (size_t i = 0; i < count; i++) {
		const struct json *row = json_element(list, i);
		int64_t offset = 0;

		json_integer_value_of(json_element(row, 0), &changes[i].from);
		json_integer_value_of(json_element(row, 1), &offset);
		changes[i].offset = (int32_t)offset;
	}
	zone = (struct zone){.changes = changes, .count = count};
	snprintf(zone.name, sizeof(zone.name), "%s", text_of(in, "name"));
	say("ok", "zone");
}

static void
add_line(const struct json *in)
{
	const char *name = text_of(in, "journal"), *line = text_of(in, "line");
	struct lines *l = map_find(&by_name, name);
	struct record *r = ARENA_NEW(&journals, struct record);
	const char *why = NULL;

	if (!l) {
		l = ARENA_NEW(&journals, struct lines);
		l->name = arena_strdup(&journals, name);
		map_put(&by_name, name, l);
	}
	if (!record_read(line, strlen(line), &journals, r, &why)) {
		say("refused", why);
		return;
	}
	l->records = arena_more(&journals, l->records, l->count,
				sizeof(*l->records));
	l->records[l->count++] = r;
	say("ok", r->canonical ? "canonical" : "not canonical");
}

static void
fold(const struct json *in)
{
	const struct json *view = json_member(in, "view");
	size_t files_seen = json_count(view), count = 0;
	struct order_journal *list;
	struct order_entry *order;

	arena_fini(&state);
	incident_init(&incident, &state, &zone);
	list = ARENA_ARRAY(&state, struct order_journal, files_seen + 1);
	for (size_t i = 0; i < files_seen; i++) {
		const struct json *row = json_element(view, i);
		const char *name = json_text(json_element(row, 0));
		struct lines *l = map_find(&by_name, name);
		int64_t lines = 0;

		json_integer_value_of(json_element(row, 1), &lines);
		list[i] = (struct order_journal){
			.name = arena_strdup(&state, name),
			.records = l ? l->records : NULL,
			.count = l ? (size_t)lines : 0,
		};
	}
	order = order_merge(list, (unsigned)files_seen, &state, &count);
	order_mark_duplicates(order, count, &state);
	for (size_t i = 0; i < count; i++) {
		const char *file = list[order[i].journal].name;

		if (!order[i].duplicate)
			incident_apply(&incident, order[i].record, file);
		if (order[i].cut)
			incident_note_cut(&incident, file, order[i].record->n);
	}
	say("ok", "folded");
}

static void
show(const struct json *in)
{
	struct json_writer *w = json_writer_new();
	const struct status *st =
		status_at(&incident, &library, number_of(in, "now"), &scratch);

	/* Both only read: what they find must not matter here. */
	(void)status_next_change(st);
	status_json(st, &library, NULL, 0, w);
	json_finish(w, &answer);
	json_writer_free(w);
}

static const struct {
	const char *word;
	enum action_kind kind;
} acts[] = {
	{"do", ACT_DO},
	{"decide", ACT_DECIDE},
	{"skip", ACT_SKIP},
	{"reopen", ACT_REOPEN},
	{"take", ACT_TAKE},
	{"ask", ACT_ASK},
	{"tell", ACT_TELL},
	{"answer", ACT_ANSWER},
	{"withdraw", ACT_WITHDRAW},
	{"action", ACT_ACTION},
	{"decision", ACT_DECISION},
	{"fact", ACT_FACT},
	{"deadline", ACT_DEADLINE},
	{"call", ACT_CALL},
	{"note", ACT_NOTE},
	{"correct", ACT_CORRECT},
	{"join", ACT_JOIN},
	{"leave", ACT_LEAVE},
	{"handover", ACT_HANDOVER},
	{"severity", ACT_SEVERITY},
	{"emergency-phase", ACT_EMERGENCY_PHASE},
	{"playbook", ACT_PLAYBOOK},
	{"title", ACT_TITLE},
	{"close", ACT_CLOSE},
	{"open-again", ACT_OPEN_AGAIN},
};

static enum action_kind
kind_of(const char *word)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
		if (word && strcmp(acts[i].word, word) == 0)
			return acts[i].kind;
	return ACT_NONE;
}

static const char **
texts_of(const struct json *in, const char *key, unsigned *count)
{
	const struct json *list = json_member(in, key);
	const char **texts;

	*count = (unsigned)json_count(list);
	texts = ARENA_ARRAY(&scratch, const char *, *count + 1);
	for (unsigned i = 0; i < *count; i++)
		texts[i] = arena_strdup(&scratch,
					json_text(json_element(list, i)));
	return texts;
}

static void
read_advice(struct action *act, const struct json *in)
{
	const struct json *list = json_member(in, "advice");
	struct record_advice *rows;

	act->advice_count = (unsigned)json_count(list);
	rows = ARENA_ARRAY(&scratch, struct record_advice,
			   act->advice_count + 1);
	for (unsigned i = 0; i < act->advice_count; i++) {
		const struct json *row = json_element(list, i);

		rows[i].role = kept_text(&scratch, row, "role");
		rows[i].advice = kept_text(&scratch, row, "advice");
	}
	act->advice = rows;
}

static struct action
read_action(const struct json *in)
{
	struct action act = {.kind = kind_of(text_of(in, "act"))};
	const struct {
		const char *key;
		const char **text;
	} keys[] = {
		{"role", &act.role},
		{"by", &act.by},
		{"typed", &act.typed},
		{"via", &act.via},
		{"item", &act.item},
		{"step", &act.step},
		{"choice", &act.choice},
		{"playbook", &act.playbook},
		{"state", &act.state},
		{"reason", &act.reason},
		{"override", &act.override},
		{"to", &act.to},
		{"text", &act.text},
		{"about", &act.about},
		{"id", &act.id},
		{"answer", &act.answer},
		{"fact", &act.fact},
		{"value", &act.value},
		{"bound", &act.bound},
		{"source", &act.source},
		{"certainty", &act.certainty},
		{"deadline", &act.deadline},
		{"deadline-act", &act.act},
		{"proof", &act.proof},
		{"contact", &act.contact},
		{"outcome", &act.outcome},
		{"ref", &act.ref},
		{"chosen", &act.chosen},
		{"phase", &act.phase},
		{"decided-by", &act.decided_by},
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		*keys[i].text = kept_text(&scratch, in, keys[i].key);
	act.at = moment_of(in, "at");
	act.until = moment_of(in, "until");
	act.due = moment_of(in, "due");
	act.stop = json_flag(json_member(in, "stop"));
	act.severity.set = json_member(in, "severity") != NULL;
	act.severity.value = number_of(in, "severity");
	act.options = texts_of(in, "options", &act.option_count);
	read_advice(&act, in);
	return act;
}

static void
decide(const struct json *in)
{
	struct action act = read_action(json_member(in, "action"));
	struct json_writer *w = json_writer_new();
	struct record r;
	struct refused no = incident_decide(&incident, &library, &act,
					    number_of(in, "now"), &scratch, &r);
	struct buf line = {0};

	json_begin_object(w, NULL);
	if (no.why == REFUSED_NOT) {
		r.prev = r.salt = r.incident = r.id = "";
		record_write(&r, &line);
		json_add_text(w, "line", buf_text(&line));
	} else {
		json_add_number(w, "exit", refusal_exit(no.why));
		json_add_number(w, "why", (int64_t)no.why);
		json_add_text(w, "name", no.name);
		json_add_text(w, "other", no.other);
	}
	json_end(w);
	json_finish(w, &answer);
	json_writer_free(w);
	buf_fini(&line);
}

static void
turn(const struct json *in)
{
	const char *word = text_of(in, "do");

	if (strcmp(word, "load") == 0) {
		load(in);
	} else if (strcmp(word, "settle") == 0) {
		library_settle(&library);
		say("ok", "settled");
	} else if (strcmp(word, "zone") == 0) {
		set_zone(in);
	} else if (strcmp(word, "line") == 0) {
		add_line(in);
	} else if (strcmp(word, "fold") == 0) {
		fold(in);
	} else if (strcmp(word, "status") == 0) {
		show(in);
	} else if (strcmp(word, "decide") == 0) {
		decide(in);
	} else if (strcmp(word, "forget") == 0) {
		forget();
		say("ok", "forgotten");
	} else if (strcmp(word, "reset") == 0) {
		reset();
		say("ok", "reset");
	} else {
		say("refused", "no such command");
	}
}

int
main(void)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	reset();
	while ((len = getline(&line, &room, stdin)) > 0) {
		size_t at;
		struct json *in = json_read(line, (size_t)len, &at);

		buf_clear(&answer);
		if (in)
			turn(in);
		else
			say("refused", "no JSON");
		json_free(in);
		arena_reset(&scratch);
		printf("%s\n", buf_text(&answer));
		fflush(stdout);
	}
	free(line);
	buf_fini(&answer);
	reset();
	arena_fini(&state);
	arena_fini(&scratch);
	return 0;
}

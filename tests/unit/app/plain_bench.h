/*
 * A desk without a disk for the transcripts of the line mode: acts are decided,
 * written as a line, read back and applied, in memory, at a clock that the
 * script sets.  Playbooks are those of tests/plain/library.
 */
#ifndef TESTS_APP_PLAIN_BENCH_H
#define TESTS_APP_PLAIN_BENCH_H

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/tr.h"
#include "core/diag.h"
#include "export/report_of.h"
#include "front/say_evidence.h"
#include "front/say_seal.h"
#include "load/shelf.h"
#include "plain/plain.h"
#include "store/paths.h"

#define BENCH_ID "9a1f33c0000000000000000000000000"

struct bench {
	struct arena arena, case_arena, status_arena, scratch;
	struct shelf shelf;
	struct library library;
	struct incident incident;
	struct zone zone;
	struct front front;
	struct front_place place;
	struct front_playbook books[16];
	struct plain plain;
	struct buf out;
	uint64_t written;
	const char *fails;  /* why nothing can be saved; NULL: it can */
	struct action kept; /* what was not saved */
	bool quits;
	bool seals; /* it says when a seal is due */
};

/* Assessments and quizzes stand behind the others. */
static const char *const bench_playbooks[] = {"triage", "drill",   "echo",
					      "ready",  "counter", NULL};

static void
bench_library(struct bench *b)
{
	struct err err = {0};

	if (!shelf_library(&b->shelf, b->front.language, bench_playbooks,
			   &b->library, &err))
		fail_msg("%s", err.text);
}

static void
bench_books(struct bench *b)
{
	unsigned count = 0;

	b->front.playbook_count = b->front.assessment_count = 0;
	for (unsigned i = 0; bench_playbooks[i]; i++) {
		bool other;
		const struct shelf_entry *e =
			shelf_find(&b->shelf, bench_playbooks[i],
				   b->front.language, &other);

		assert_non_null(e);
		if (e->head.kind == FILE_ASSESSMENT ||
		    e->head.kind == FILE_QUIZ)
			b->front.assessment_count++;
		else
			b->front.playbook_count++;
		b->books[count++] = (struct front_playbook){
			.id = e->head.id,
			.title = e->head.title,
			.summary = e->head.summary,
			.code = e->head.code,
			.version = e->head.version,
			.language = e->head.language,
			.kind = e->head.kind,
		};
	}
	b->front.playbooks = b->books;
	b->front.assessments = b->books + b->front.playbook_count;
}

/* The files of an organisation as well: before an incident is opened. */
static void
bench_organisation(struct bench *b)
{
	static const char *const dirs[] = {"tests/plain/library",
					   "tests/plain/organisation", NULL};

	shelf_init(&b->shelf, dirs, &b->arena);
}

static void
bench_init(struct bench *b)
{
	static const char *const dirs[] = {"tests/plain/library", NULL};

	*b = (struct bench){0};
	assert_true(stamp_read("2026-11-22T10:15:00+01:00", &b->front.now));
	assert_true(paths_zone("Europe/Brussels", b->front.now, &b->arena,
			       &b->zone));
	b->front.version = "0.0.0";
	b->front.language = "en";
	b->front.zone = &b->zone;
	b->front.station = "bench";
	shelf_init(&b->shelf, dirs, &b->arena);
	bench_books(b);
	plain_init(&b->plain, &b->front);
}

static void
bench_fini(struct bench *b)
{
	plain_fini(&b->plain);
	arena_fini(&b->arena);
	arena_fini(&b->case_arena);
	arena_fini(&b->status_arena);
	arena_fini(&b->scratch);
	buf_fini(&b->out);
}

static void
bench_fill(struct bench *b)
{
	struct front *f = &b->front;

	f->status = NULL;
	if (!f->incident)
		return;
	arena_reset(&b->status_arena);
	f->status =
		status_at(&b->incident, &b->library, f->now, &b->status_arena);
	f->saved_count = b->incident.log_count;
	f->saved_time = f->now;
	f->saved = b->fails && b->kept.kind ? FRONT_NOT_SAVED : FRONT_SAVED;
	f->seal_advice = b->seals ? say_seal_due(seal_due_at(&b->incident,
							     f->now))
				  : NULL;
	f->journal = "bench.jsonl";
	f->head = "77b20e4d77b20e4d77b20e4d77b20e4d77b20e4d77b20e4d77b20e4d"
		  "77b20e4d";
}

/* As the store does: completed, written, read back, applied. */
static const struct record *
bench_write(struct bench *b, struct record *r, const char *file)
{
	struct record *back = ARENA_NEW(&b->case_arena, struct record);
	const char *why = NULL;
	struct buf line = {0};

	b->written++;
	r->prev = "00000000000000000000000000000000"
		  "00000000000000000000000000000000";
	r->salt = "0123456789abcdef";
	r->incident = BENCH_ID;
	r->n = (int64_t)b->written;
	r->time = b->front.now;
	r->id = arena_printf(
		&b->scratch, "%016llx",
		(unsigned long long)(b->written * 0x9e3779b97f4a7c15u));
	record_write(r, &line);
	if (!record_read(line.bytes, line.len - 1, &b->case_arena, back, &why))
		fail_msg("%s: %s", why, line.bytes);
	buf_fini(&line);
	incident_apply(&b->incident, back, file);
	return back;
}

static struct event
bench_act(struct bench *b, const struct action *act, const char *file)
{
	struct event ev = {.kind = EVENT_STORED, .action = *act};
	struct record r;

	ev.refused = incident_decide(&b->incident, &b->library, act,
				     b->front.now, &b->scratch, &r);
	if (ev.refused.why != REFUSED_NOT)
		ev.kind = EVENT_REFUSED;
	else if (b->fails) {
		b->kept = *act;
		ev.kind = EVENT_NOT_SAVED;
		ev.text = b->fails;
	} else {
		ev.record = bench_write(b, &r, file);
	}
	return ev;
}

/* A file that cannot be read comes to nothing; every other one is kept. */
static struct event
bench_attach(struct bench *b, const struct action *given)
{
	static const char hash[] = "9f3a61c077b20e4d9f3a61c077b20e4d"
				   "9f3a61c077b20e4d9f3a61c077b20e4d";
	struct action whole = *given;
	const char *slash = strrchr(given->name, '/');

	if (strstr(given->name, "broken"))
		return (struct event){.kind = EVENT_FAILED,
				      .text = "broken.log cannot be read",
				      .action = *given};
	whole.name = slash ? slash + 1 : given->name;
	whole.file = arena_printf(&b->scratch, "sha256-%s", hash);
	whole.sha256 = hash;
	whole.bytes = (struct number){1048576, true};
	return bench_act(b, &whole, "bench.jsonl");
}

static struct event
bench_seal(struct bench *b, const struct action *given)
{
	static const char hash[] = "9f3a61c077b20e4d9f3a61c077b20e4d"
				   "9f3a61c077b20e4d9f3a61c077b20e4d";
	struct record_head head = {"bench.jsonl", 4, hash};
	struct action whole = *given;

	whole.file = "seal-20261122T110000Z-9f3a61c0.txt";
	whole.sha256 = hash;
	whole.heads = &head;
	whole.head_count = 1;
	return bench_act(b, &whole, "bench.jsonl");
}

static struct event
bench_evidence(struct bench *b)
{
	const struct incident *in = &b->incident;
	struct evidence_said said = {.library = &b->library, .zone = &b->zone};

	said.rows =
		ARENA_ARRAY(&b->arena, struct evidence_row, in->log_count + 1);
	for (size_t i = 0; i < in->log_count; i++)
		if (say_is_kept(in->log[i].record))
			said.rows[said.count++] = (struct evidence_row){
				in->log[i].record, KEPT_CHANGED};
	return (struct event){.kind = EVENT_EVIDENCE,
			      .text = say_evidence(&said, &b->arena)};
}

static struct event
bench_start(struct bench *b, const char *playbook)
{
	const struct action open = {.kind = ACT_PLAYBOOK, .playbook = playbook};
	const struct playbook *p;
	struct record r;

	arena_reset(&b->case_arena);
	bench_library(b);
	incident_init(&b->incident, &b->case_arena, &b->zone);
	p = playbook ? library_playbook(&b->library, playbook) : NULL;
	incident_open_record(&b->library, NULL,
			     p && playbook_is_scored(p) ? "assessment" : "live",
			     "amber", b->front.language, "Europe/Brussels",
			     &b->scratch, &r);
	bench_write(b, &r, "bench.jsonl");
	b->front.incident = &b->incident;
	b->front.library = &b->library;
	b->front.words = "heron-lamp";
	if (playbook)
		(void)bench_act(b, &open, "bench.jsonl");
	return (struct event){.kind = EVENT_OPENED};
}

static struct event
bench_leave(struct bench *b)
{
	struct front *f = &b->front;

	b->place = (struct front_place){
		.path = "incidents/drill",
		.id8 = "9a1f33c0",
		.title = "Drill",
		.words = "heron-lamp",
		.started = f->now,
		.open = b->incident.open,
		.read = true,
		.mode = "live",
		.last_time = f->now,
		.last_text = "note: the last one",
	};
	f->places = &b->place;
	f->place_count = 1;
	f->incident = NULL;
	f->role = NULL;
	return (struct event){.kind = EVENT_OPENED};
}

static void
bench_score(struct bench *b, const struct effect *e)
{
	for (size_t i = 0; i < b->front.playbook_count; i++) {
		struct front_playbook *book = &b->books[i];
		const struct playbook *p =
			library_playbook(&b->library, book->id);

		book->score_strong = book->score_weak = 0;
		book->signs = (int)p->sign_count;
		for (unsigned k = 0; k < p->sign_count * e->sign_count; k++) {
			const struct sign_use *use =
				&p->signs[k / e->sign_count];

			if (strcmp(use->sign, e->signs[k % e->sign_count]) == 0)
				*(use->strong ? &book->score_strong
					      : &book->score_weak) += 1;
		}
	}
}

static struct event
bench_report(struct bench *b, const struct effect *e)
{
	const struct report_ground g = {
		.incident = &b->incident,
		.status = b->front.status,
		.library = &b->library,
		.zone = &b->zone,
		.words = b->front.words,
		.by = b->front.by,
	};
	const struct report *r = report_make(&e->report, &g, &b->arena);
	struct event ev = {.kind = EVENT_REPORT, .saved = e->save};
	struct buf out = {0};

	assert_non_null(r);
	report_write(r, &e->report, &out);
	ev.text = arena_strdup(&b->arena, buf_text(&out));
	buf_fini(&out);
	if (!e->save)
		return ev;
	ev.text = "Written to the file report.txt.";
	ev.note = "A report was written to a file";
	return ev;
}

static struct event
bench_do(struct bench *b, const struct effect *e)
{
	struct front *f = &b->front;
	struct event ev = {.kind = EVENT_DONE};

	switch ((int)e->kind) {
	case EFFECT_EVIDENCE:
		return bench_evidence(b);
	case EFFECT_ACT:
		if (e->action.kind == ACT_EVIDENCE)
			return bench_attach(b, &e->action);
		if (e->action.kind == ACT_SEAL)
			return bench_seal(b, &e->action);
		return bench_act(b, &e->action, "bench.jsonl");
	case EFFECT_RETRY:
	case EFFECT_MOVE:
		if (e->kind == EFFECT_MOVE)
			b->fails = NULL;
		ev = bench_act(b, &b->kept, "bench.jsonl");
		if (ev.kind == EVENT_STORED)
			b->kept = (struct action){0};
		return ev;
	case EFFECT_START:
		return bench_start(b, e->text);
	case EFFECT_OPEN:
		f->incident = &b->incident;
		return (struct event){.kind = EVENT_OPENED};
	case EFFECT_LEAVE:
		return bench_leave(b);
	case EFFECT_LIBRARY:
		if (!f->library)
			bench_library(b);
		f->library = &b->library;
		return (struct event){.kind = EVENT_LOADED};
	case EFFECT_SCORE:
		bench_score(b, e);
		return (struct event){.kind = EVENT_LOADED};
	case EFFECT_ROLE:
		f->role = arena_strdup(&b->arena, e->text);
		return ev;
	case EFFECT_BY:
		f->by = arena_strdup(&b->arena, e->text);
		return ev;
	case EFFECT_LANGUAGE:
		f->language = arena_strdup(&b->arena, e->text);
		tr_use(e->text);
		bench_books(b);
		if (f->library)
			bench_library(b);
		return ev;
	case EFFECT_REPORT:
		return bench_report(b, e);
	case EFFECT_DRAFT:
		return (struct event){.kind = EVENT_NONE};
	case EFFECT_READ_ONLY:
		f->read_only = true;
		f->saved = FRONT_SAVED;
		f->read_only_why = "nothing can be saved";
		return ev;
	default:
		return ev;
	}
}

static void
bench_perform(struct bench *b, struct effects effects)
{
	for (unsigned i = 0; i < effects.count && !b->quits; i++) {
		struct event ev;

		if (effects.list[i].kind == EFFECT_QUIT) {
			b->quits = true;
			return;
		}
		ev = bench_do(b, &effects.list[i]);
		bench_fill(b);
		if (ev.kind == EVENT_NONE)
			continue;
		bench_perform(b, plain_event(&b->plain, &ev, &b->out));
	}
}

static void
bench_begin(struct bench *b, bool new_incident)
{
	bench_fill(b);
	bench_perform(b, plain_begin(&b->plain, new_incident, &b->out));
}

/* The line is shown behind its prompt, as a terminal does. */
static void
bench_line(struct bench *b, const char *line)
{
	bench_fill(b);
	plain_prompt(&b->plain, &b->out);
	buf_adds(&b->out, line ? line : "^D");
	if (line)
		buf_addc(&b->out, '\n');
	bench_perform(b, plain_line(&b->plain, line, &b->out));
}

static void
bench_event(struct bench *b, struct event ev)
{
	bench_perform(b, plain_event(&b->plain, &ev, &b->out));
}

#endif

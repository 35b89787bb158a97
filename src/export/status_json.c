#include "export/status_json.h"

#include <stdio.h>

#include "base/json.h"
#include "base/stamp.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/registers.h"
#include "core/status.h"

static void
add_moment(struct json_writer *w, const char *key, struct moment t)
{
	char text[STAMP_SIZE];

	if (!t.set) {
		json_add_null(w, key);
		return;
	}
	stamp_write(t.ms, text);
	json_add_text(w, key, text);
}

static void
write_incident(const struct incident *in, struct json_writer *w)
{
	/* Before the `open` line has arrived nothing is known of it. */
	json_begin_object(w, "incident");
	json_add_text(w, "id", in->arrived ? in->id : NULL);
	json_add_text(w, "title", in->title);
	json_add_text(w, "mode", in->arrived ? in->mode : NULL);
	json_add_number(w, "severity", in->severity);
	json_add_flag(w, "open", in->open);
	json_add_text(w, "phase", in->phase);
	json_end(w);
}

static void
write_item(const struct status_item *item, struct json_writer *w)
{
	json_add_text(w, "item", item->ref->item->id);
	json_add_text(w, "number", item->ref->number);
	if (item->row)
		json_add_text(w, "row", item->row);
	if (item->ref->ours)
		json_add_flag(w, "ours", true);
	json_add_text(w, "text", item->text);
	json_add_text(w, "state", item_state_name(item->state));
}

static void
write_first(const struct status *st, struct json_writer *w)
{
	json_begin_list(w, "first");
	for (unsigned i = 0; i < st->first_count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "playbook",
			      st->first[i].ref->playbook->head.id);
		write_item(&st->first[i], w);
		json_end(w);
	}
	json_end(w);
}

static void
write_choice(const struct status_choice *c, struct json_writer *w)
{
	char letter[2] = {c->letter, '\0'};

	json_begin_object(w, NULL);
	json_add_text(w, "choice", c->choice->id);
	json_add_text(w, "letter", letter);
	json_add_text(w, "label", c->choice->label);
	json_add_text(w, "goto",
		      c->target ? c->target->step->id
				: (c->ends ? "end" : NULL));
	json_add_flag(w, "unknown", c->unknown);
	json_end(w);
}

static void
write_wait(const struct status_wait *wait, struct json_writer *w)
{
	static const char *const types[] = {
		[WAIT_NEEDS] = "needs",
		[WAIT_APPROVAL] = "approval",
		[WAIT_FILE] = "file",
	};

	json_begin_object(w, NULL);
	json_add_text(w, "type", types[wait->type]);
	json_add_text(w, "playbook", wait->playbook);
	json_add_text(w, "role", wait->role);
	json_add_text(w, "step", wait->step);
	json_add_text(w, "id", wait->id);
	json_end(w);
}

static void
write_step(const struct status_step *s, struct json_writer *w)
{
	char number[16];

	snprintf(number, sizeof(number), "%u", s->ref->index + 1);
	json_begin_object(w, NULL);
	json_add_text(w, "playbook", s->ref->playbook->head.id);
	json_add_text(w, "step", s->ref->step->id);
	json_add_text(w, "number", number);
	json_add_text(w, "title", s->ref->step->title);
	json_add_number(w, "visit", s->visit);
	json_begin_list(w, "items");
	for (unsigned i = 0; i < s->item_count; i++) {
		json_begin_object(w, NULL);
		write_item(&s->items[i], w);
		json_end(w);
	}
	json_end(w);
	json_begin_list(w, "choices");
	for (unsigned i = 0; i < s->choice_count; i++)
		write_choice(&s->choices[i], w);
	json_end(w);
	json_begin_list(w, "waits");
	for (unsigned i = 0; i < s->wait_count; i++)
		write_wait(&s->waits[i], w);
	json_end(w);
	json_end(w);
}

/* The n-th part of playbook/role/step; false: there is none. */
static bool
path_part(const char *path, int n, char *out, size_t size)
{
	size_t len = 0;

	for (; path && *path && n > 0; path++)
		n -= *path == '/';
	while (path && path[len] && path[len] != '/' && len + 1 < size) {
		out[len] = path[len];
		len++;
	}
	out[len] = '\0';
	return len > 0;
}

static void
write_inbox_row(const struct inbox_row *row, struct json_writer *w)
{
	static const char *const types[] = {
		[INBOX_TASK] = "task",
		[INBOX_QUESTION] = "question",
		[INBOX_APPROVAL] = "approval",
	};
	char part[256];

	json_begin_object(w, NULL);
	json_add_text(w, "id", row->id);
	json_add_text(w, "type", types[row->type]);
	json_add_text(w, "from", row->from);
	json_add_text(w, "playbook",
		      path_part(row->step, 0, part, sizeof(part)) ? part
								  : NULL);
	json_add_text(w, "step",
		      path_part(row->step, 2, part, sizeof(part)) ? part
								  : NULL);
	json_add_text(w, "text", row->text);
	json_end(w);
}

static void
write_improvised(const struct status_role *r, struct json_writer *w)
{
	json_begin_list(w, "actions");
	for (unsigned i = 0; i < r->action_count; i++) {
		const struct tick *t = r->actions[i];

		json_begin_object(w, NULL);
		/* What `do` takes: action/<id>. */
		json_add_text(w, "item", t->path);
		json_add_text(w, "text", t->text);
		json_add_text(w, "state", t->state);
		json_add_text(w, "to", t->to);
		add_moment(w, "due", t->until);
		json_end(w);
	}
	json_end(w);
	json_begin_list(w, "decisions");
	for (unsigned i = 0; i < r->decision_count; i++) {
		const struct decision_state *d = r->decisions[i];

		json_begin_object(w, NULL);
		json_add_text(w, "id", d->id);
		json_add_text(w, "text", d->text);
		json_begin_list(w, "options");
		for (unsigned k = 0; k < d->option_count; k++)
			json_add_text(w, NULL, d->options[k]);
		json_end(w);
		json_end(w);
	}
	json_end(w);
}

static void
write_dropped(const struct status_role *r, struct json_writer *w)
{
	json_begin_list(w, "dropped");
	for (unsigned i = 0; i < r->dropped_count; i++) {
		const struct status_dropped *d = &r->dropped[i];

		json_begin_object(w, NULL);
		json_add_text(w, "document", d->document->document);
		json_add_text(w, "promise", d->promise->title);
		add_moment(w, "due", d->promise->due);
		json_end(w);
	}
	json_end(w);
}

static void
write_answers(const struct status_role *r, struct json_writer *w)
{
	json_begin_list(w, "answers");
	for (unsigned i = 0; i < r->answer_count; i++) {
		const struct answer_row *row = r->answers[i];

		json_begin_object(w, NULL);
		json_add_text(w, "id", row->id);
		json_add_text(w, "from", row->from);
		json_add_text(w, "question", row->question);
		json_add_text(w, "text", row->text);
		json_end(w);
	}
	json_end(w);
}

static void
write_unknowns(const struct status *st, struct json_writer *w)
{
	json_begin_list(w, "unknowns");
	for (unsigned i = 0; i < st->unknown_count; i++) {
		const struct status_unknown *u = &st->unknowns[i];

		json_begin_object(w, NULL);
		json_add_text(w, "fact", u->fact->fact);
		json_add_number(w, "waits", u->waits);
		json_add_text(w, "owner", u->owner);
		json_add_text(w, "question",
			      u->question ? u->question->id : NULL);
		add_moment(w, "promised", u->promised);
		json_add_flag(w, "late", u->late);
		json_end(w);
	}
	json_end(w);
}

static void
write_ratify(const struct status *st, struct json_writer *w)
{
	json_begin_list(w, "ratify");
	for (unsigned i = 0; i < st->ratify_count; i++) {
		const struct ratification *r = &st->to_ratify[i];

		json_begin_object(w, NULL);
		json_add_text(w, "id", r->id);
		json_add_text(w, "body", r->body);
		json_add_text(w, "step", r->step);
		json_add_text(w, "label", r->label);
		json_end(w);
	}
	json_end(w);
}

/* Who wrote as this role last, and when. */
static void
write_acted(const struct status_role *r, struct json_writer *w)
{
	if (r->acted == NULL) {
		json_add_null(w, "acted");
		return;
	}
	json_begin_object(w, "acted");
	json_add_text(w, "actor", r->acted->actor);
	add_moment(w, "time", (struct moment){record_happened(r->acted), true});
	json_end(w);
}

static void
write_role(const struct status_role *r, struct json_writer *w)
{
	json_begin_object(w, NULL);
	json_add_text(w, "role", r->role);
	json_add_text(w, "holder", r->holder);
	write_acted(r, w);
	json_add_number(w, "done", r->done);
	json_add_number(w, "total", r->total);
	json_begin_list(w, "current");
	for (unsigned i = 0; i < r->current_count; i++)
		write_step(&r->current[i], w);
	json_end(w);
	json_begin_list(w, "inbox");
	for (unsigned i = 0; i < r->inbox_count; i++)
		write_inbox_row(r->inbox[i], w);
	json_end(w);
	write_answers(r, w);
	write_improvised(r, w);
	write_dropped(r, w);
	json_add_flag(w, "finished", r->finished);
	json_end(w);
}

static void
write_facts(const struct status *st, struct json_writer *w)
{
	json_begin_list(w, "facts");
	for (unsigned i = 0; i < st->fact_count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "fact", st->facts[i].fact);
		json_add_text(w, "value", st->facts[i].value);
		json_add_flag(w, "contradiction", st->facts[i].contradiction);
		json_end(w);
	}
	json_end(w);
}

/* How many of how many, where the register counts that. */
static void
write_sum(const struct register_state *r, struct json_writer *w)
{
	struct register_sum sum;

	if (!register_sum_of(r, NULL, &sum))
		return;
	json_begin_object(w, "sum");
	json_add_text(w, "column", sum.column->id);
	json_add_number(w, "count", (int64_t)sum.count);
	json_add_text(w, "of", sum.column->of);
	json_add_number(w, "total", (int64_t)sum.total);
	json_add_number(w, "uncounted", sum.unknown);
	json_end(w);
}

void
register_json(const struct register_state *r, struct json_writer *w)
{
	json_begin_object(w, NULL);
	json_add_text(w, "register", r->definition->id);
	json_add_text(w, "title", r->definition->title);
	write_sum(r, w);
	json_begin_list(w, "rows");
	for (unsigned i = 0; i < r->row_count; i++) {
		const struct register_row *row = &r->rows[i];

		json_begin_object(w, NULL);
		json_add_text(w, "row", row->row);
		json_add_text(w, "name", row->name);
		json_begin_list(w, "cells");
		for (unsigned k = 0; k < r->definition->column_count; k++) {
			json_begin_object(w, NULL);
			json_add_text(w, "column", row->cells[k].column->id);
			json_add_text(w, "value", row->cells[k].value);
			json_add_flag(w, "contradiction",
				      row->cells[k].contradiction);
			json_end(w);
		}
		json_end(w);
		json_end(w);
	}
	json_end(w);
	json_end(w);
}

static void
write_registers(const struct status *st, struct json_writer *w)
{
	json_begin_list(w, "registers");
	for (unsigned i = 0; i < st->register_count; i++)
		register_json(&st->registers[i], w);
	json_end(w);
}

static void
write_deadlines(const struct status *st, struct json_writer *w)
{
	json_begin_list(w, "deadlines");
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		json_begin_object(w, NULL);
		json_add_text(w, "deadline", d->definition->id);
		json_add_text(w, "role", d->definition->role);
		json_add_text(w, "state", deadline_state_word(d->state));
		add_moment(w, "due", d->due);
		json_add_text(w, "applies",
			      d->applies > 0
				      ? "yes"
				      : (d->applies < 0 ? "unknown" : "no"));
		json_add_flag(w, "late", d->late);
		add_moment(w, "start", d->start);
		json_end(w);
	}
	json_end(w);
}

static void
write_alerts(const struct status *st, struct json_writer *w)
{
	json_begin_list(w, "alerts");
	for (unsigned i = 0; i < st->alert_count; i++) {
		const struct status_alert *al = &st->alerts[i];

		json_begin_object(w, NULL);
		json_add_text(w, "kind", alert_kind_name(al->kind));
		json_add_text(w, "role", al->role);
		json_add_text(w, "text", al->text);
		json_add_text(w, "ref", al->ref);
		json_end(w);
	}
	json_end(w);
}

void
status_json(const struct status *st, const struct library *lib,
	    const struct record_head *heads, unsigned head_count,
	    struct json_writer *w)
{
	(void)lib;
	json_begin_object(w, NULL);
	write_incident(st->incident, w);
	write_first(st, w);
	json_begin_list(w, "roles");
	for (unsigned i = 0; i < st->role_count; i++)
		write_role(&st->roles[i], w);
	json_end(w);
	write_facts(st, w);
	write_unknowns(st, w);
	write_ratify(st, w);
	write_registers(st, w);
	write_deadlines(st, w);
	write_alerts(st, w);
	json_begin_list(w, "heads");
	for (unsigned i = 0; i < head_count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "file", heads[i].file);
		json_add_number(w, "n", heads[i].n);
		json_add_text(w, "head", heads[i].head);
		json_end(w);
	}
	json_end(w);
	json_end(w);
}

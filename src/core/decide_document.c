/*
 * Documents: drafted, sent for approval, approved or refused, released, taken
 * back.  The text itself stands beside the journal; what is looked at here is
 * handed in with the action, and the line names it by its SHA-256.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/model.h"
#include "core/playbook.h"

/* --- which one is meant */

static const char *
nearest_model(const struct proposal *p, const char *typed)
{
	const struct library *lib = p->lib;
	const char **ids =
		ARENA_ARRAY(p->a, const char *, lib->model_count + 1);

	for (unsigned i = 0; i < lib->model_count; i++)
		ids[i] = lib->models[i]->header->head.id;
	return text_nearest(typed, ids, lib->model_count);
}

/* "holding-statement" or "holding-statement.nl". */
static struct refused
find_model(const struct proposal *p, const struct model **found)
{
	const char *typed = p->act->document;
	const char *language = p->act->language;
	const char *dot;

	if (!typed)
		return refuse(REFUSED_MODEL_UNKNOWN, "", NULL);
	dot = strchr(typed, '.');
	if (dot)
		language = dot + 1;
	*found = library_model(
		p->lib,
		dot ? arena_strndup(p->a, typed, (size_t)(dot - typed)) : typed,
		language);
	return *found ? may()
		      : refuse(REFUSED_MODEL_UNKNOWN, typed,
			       nearest_model(p, typed));
}

static struct refused
document_unknown(const struct proposal *p, const char *typed)
{
	const struct map *all = &p->in->documents;
	const char **ids = ARENA_ARRAY(p->a, const char *, all->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++)
		if (all->entries[i].value)
			ids[count++] = all->entries[i].key;
	return refuse(REFUSED_DOCUMENT_UNKNOWN, typed,
		      text_nearest(typed, ids, count));
}

/* A model's id alone is enough where it was drafted in one language. */
static struct refused
find_document(const struct proposal *p, const struct document_state **found)
{
	const struct map *all = &p->in->documents;
	const char *typed = p->act->document ? p->act->document : "";
	const char *list = NULL;
	unsigned hits = 0;

	*found = map_find(all, typed);
	if (*found)
		return may();
	for (size_t i = 0; i < all->count; i++) {
		const struct document_state *d = all->entries[i].value;

		if (!d || strcmp(d->model, typed) != 0 ||
		    (p->act->language &&
		     strcmp(d->language, p->act->language) != 0))
			continue;
		*found = d;
		hits++;
		list = list ? arena_printf(p->a, "%s, %s", list, d->document)
			    : d->document;
	}
	if (hits == 0)
		return document_unknown(p, typed);
	return hits == 1 ? may() : refuse(REFUSED_AMBIGUOUS, typed, list);
}

/* --- what it is */

static const char *
title_of(const struct document_state *d)
{
	return d->draft->title ? d->draft->title : d->document;
}

static void
name_text(struct proposal *p, const struct document_state *d)
{
	struct record *out = p->out;

	out->more->document = d->document;
	out->more->model = d->draft->more->model;
	out->language = d->draft->language;
	out->title = d->draft->title;
	out->more->file = d->draft->more->file;
	out->more->sha256 = d->draft->more->sha256;
}

static struct refused
gaps_filled(const struct proposal *p)
{
	const char *gaps =
		p->act->text ? model_gaps_listed(p->act->text, p->a) : NULL;

	return gaps ? refuse(REFUSED_GAPS, gaps, NULL) : may();
}

/* Who looked at a text means that one, whatever came since. */
static struct refused
still_that_text(const struct proposal *p, const struct document_state *d)
{
	return !p->act->sha256 ||
			       same_text(p->act->sha256, d->draft->more->sha256)
		       ? may()
		       : refuse(REFUSED_DOCUMENT_CHANGED, title_of(d), NULL);
}

/* --- the acts */

static struct refused
decide_draft(struct proposal *p)
{
	const struct action *act = p->act;
	const struct document_state *d;
	const struct model *m;
	struct record *out = p->out;
	struct refused r = find_model(p, &m);

	if (r.why != REFUSED_NOT)
		return r;
	if (!act->text)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	if (strlen(act->text) > MODEL_TEXT_MOST)
		return refuse(REFUSED_TEXT_TOO_LONG,
			      arena_printf(p->a, "%zu",
					   strlen(act->text) - MODEL_TEXT_MOST),
			      NULL);
	out->more->model = m->header->head.id;
	out->language = m->header->head.language;
	out->more->document =
		arena_printf(p->a, "%s.%s", out->more->model, out->language);
	d = map_find(&p->in->documents, out->more->document);
	if (d && d->draft && act->sha256 &&
	    same_text(d->draft->more->sha256, act->sha256) &&
	    document_stage(d) != DOCUMENT_WITHDRAWN)
		return refuse(REFUSED_DOCUMENT_SAME, title_of(d), NULL);
	out->more->file = act->file;
	out->more->sha256 = act->sha256;
	out->title = m->header->head.title;
	out->more->approval = m->header->approval;
	out->more->promises =
		copied_array(p->a, act->promises, act->promise_count,
			     sizeof(*act->promises));
	out->more->promise_count = act->promise_count;
	return may();
}

static struct refused
decide_approve(struct proposal *p, const struct document_state *d)
{
	const char *approver = d->draft->more->approval;
	bool confirms = d->approved && d->approved->via && !p->act->via;

	if (!approver)
		return refuse(REFUSED_NO_APPROVER, title_of(d), NULL);
	if (!same_text(approver, p->act->role))
		return refuse(REFUSED_APPROVER, approver, NULL);
	if (document_stage(d) == DOCUMENT_RELEASED && !confirms)
		return refuse(REFUSED_DOCUMENT_RELEASED, title_of(d), NULL);
	if (d->approved && !confirms)
		return refuse(REFUSED_DOCUMENT_APPROVED, title_of(d), NULL);
	p->out->act = "approve";
	p->out->more->approval = approver;
	p->out->reason = p->act->reason;
	return gaps_filled(p);
}

/* Who approves need not be asked: it is approved at once. */
static struct refused
decide_ask(struct proposal *p, const struct document_state *d)
{
	const char *approver = d->draft->more->approval;

	if (!approver)
		return refuse(REFUSED_NO_APPROVER, title_of(d), NULL);
	if (same_text(approver, p->act->role))
		return decide_approve(p, d);
	switch (document_stage(d)) {
	case DOCUMENT_ASKED:
		return refuse(REFUSED_DOCUMENT_ASKED, approver, NULL);
	case DOCUMENT_APPROVED:
		return refuse(REFUSED_DOCUMENT_APPROVED, title_of(d), NULL);
	case DOCUMENT_RELEASED:
		return refuse(REFUSED_DOCUMENT_RELEASED, title_of(d), NULL);
	case DOCUMENT_NONE:
	case DOCUMENT_DRAFT:
	case DOCUMENT_REFUSED:
	case DOCUMENT_WITHDRAWN:
		break;
	}
	p->out->more->approval = approver;
	return gaps_filled(p);
}

static struct refused
decide_refuse(struct proposal *p, const struct document_state *d)
{
	const char *approver = d->draft->more->approval;

	if (!approver)
		return refuse(REFUSED_NO_APPROVER, title_of(d), NULL);
	if (!same_text(approver, p->act->role))
		return refuse(REFUSED_APPROVER, approver, NULL);
	if (document_stage(d) == DOCUMENT_RELEASED)
		return refuse(REFUSED_DOCUMENT_RELEASED, title_of(d), NULL);
	p->out->reason = p->act->reason;
	p->out->more->approval = approver;
	return reason_needed(p);
}

static struct refused
promises_ahead(const struct proposal *p, const struct document_state *d)
{
	for (unsigned i = 0; i < d->draft->more->promise_count; i++)
		if (d->draft->more->promises[i].due.ms <= p->at)
			return refuse(REFUSED_PROMISE_PAST,
				      d->draft->more->promises[i].title, NULL);
	return may();
}

static struct refused
decide_release(struct proposal *p, const struct document_state *d)
{
	struct record *out = p->out;
	const char *approver = d->draft->more->approval;
	struct refused r = gaps_filled(p);

	if (r.why != REFUSED_NOT)
		return r;
	if (document_stage(d) == DOCUMENT_RELEASED)
		return refuse(REFUSED_DOCUMENT_RELEASED, title_of(d), NULL);
	if (approver && !d->approved && !p->act->override)
		return refuse(REFUSED_NOT_APPROVED, approver, NULL);
	if (!p->act->channel)
		return refuse(REFUSED_CHANNEL_MISSING, NULL, NULL);
	out->more->channel = p->act->channel;
	out->more->override =
		approver && !d->approved ? p->act->override : NULL;
	out->more->promises = d->draft->more->promises;
	out->more->promise_count = d->draft->more->promise_count;
	return promises_ahead(p, d);
}

static struct refused
decide_take_back(struct proposal *p, const struct document_state *d)
{
	switch (document_stage(d)) {
	case DOCUMENT_ASKED:
	case DOCUMENT_APPROVED:
		p->out->reason = p->act->reason;
		return may();
	case DOCUMENT_RELEASED:
		p->out->reason = p->act->reason;
		return reason_needed(p);
	case DOCUMENT_NONE:
	case DOCUMENT_DRAFT:
	case DOCUMENT_REFUSED:
	case DOCUMENT_WITHDRAWN:
		break;
	}
	return refuse(REFUSED_NOTHING_TO_WITHDRAW, d->document, NULL);
}

static const struct document_act {
	const char *act;
	struct refused (*decide)(struct proposal *,
				 const struct document_state *);
} acts[] = {
	{"ask", decide_ask},
	{"approve", decide_approve},
	{"refuse", decide_refuse},
	{"release", decide_release},
	{"withdraw", decide_take_back},
};

static struct refused
decide_act(struct proposal *p, const struct document_act *row,
	   const struct document_state *d)
{
	struct refused r = still_that_text(p, d);

	if (r.why != REFUSED_NOT)
		return r;
	name_text(p, d);
	p->out->act = row->act;
	return row->decide(p, d);
}

static const struct document_act *
act_of(const char *name)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
		if (same_text(acts[i].act, name))
			return &acts[i];
	return NULL;
}

struct refused
decide_document(struct proposal *p)
{
	const struct document_act *row = act_of(p->act->act);
	const struct document_state *d;
	struct refused r;

	if (same_text(p->act->act, "draft")) {
		p->out->act = "draft";
		return decide_draft(p);
	}
	if (!row)
		return refuse(REFUSED_DOCUMENT_ACT, p->act->act, NULL);
	r = find_document(p, &d);
	if (r.why != REFUSED_NOT)
		return r;
	if (!d->draft)
		return document_unknown(p, d->document);
	return decide_act(p, row, d);
}

/*
 * An answer to the inbox is the same act under another name, so the log has
 * one kind of line for it.  The row is about one text.
 */
struct refused
decide_document_answer(struct proposal *p, const struct inbox_row *row)
{
	const struct document_state *d = incident_document_of_row(p->in, row);
	bool yes = same_text(p->act->answer, "yes");
	bool confirms = map_find(&p->in->confirms, row->id) != NULL;
	struct action own = *p->act;

	if (!d || !d->draft || (row->done && !confirms) ||
	    !same_text(row->record->more->sha256, d->draft->more->sha256))
		return refuse(REFUSED_NOTHING_TO_ANSWER, p->act->id, NULL);
	own.sha256 = NULL;
	own.text = NULL;
	p->act = &own;
	p->out->kind = RECORD_DOCUMENT;
	return decide_act(p, act_of(yes ? "approve" : "refuse"), d);
}

/*
 * Documents: what a draft, a request, an approval, a release and a withdrawal
 * change.  Everything behind a draft holds for its SHA-256 alone, so that an
 * approval of a text that somebody changed at that moment approves nothing.
 */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"

static const char *
text_or(const char *text, const char *otherwise)
{
	return text ? text : otherwise;
}

static struct document_state *
document_made(struct incident *in, const struct record *r)
{
	const char *id = text_or(r->more->document, "");
	struct document_state *d = map_find(&in->documents, id);

	if (d)
		return d;
	d = ARENA_NEW(in->arena, struct document_state);
	d->document = id;
	d->model = text_or(r->more->model, id);
	d->language = text_or(r->language, "");
	map_put_kept(&in->documents, id, d);
	return d;
}

/* Whether the line is about the text that is the last draft now. */
static bool
is_about(const struct document_state *d, const struct record *r)
{
	return d->draft && same_text(d->draft->more->sha256, r->more->sha256);
}

/* The requests for a document's approval that stand open are settled. */
static void
close_rows(struct incident *in, const struct document_state *d, const char *by)
{
	for (size_t i = 0; i < in->inbox.count; i++) {
		struct inbox_row *row = in->inbox.entries[i].value;

		if (row && row->type == INBOX_APPROVAL && !row->done &&
		    incident_document_of_row(in, row) == d)
			row->done = by;
	}
}

static struct inbox_row *
add_row(struct incident *in, const struct record *r)
{
	struct inbox_row *row = ARENA_NEW(in->arena, struct inbox_row);

	row->id = text_or(r->id, "");
	row->type = INBOX_APPROVAL;
	row->from = r->role;
	row->to = text_or(r->more->approval, "");
	row->text = text_or(r->title, text_or(r->more->document, ""));
	row->record = r;
	map_put_kept(&in->inbox, row->id, row);
	return row;
}

static bool
is_promised(const struct record_promise *list, unsigned count,
	    const struct record_promise *promise)
{
	for (unsigned i = 0; i < count; i++)
		if (list[i].due.ms == promise->due.ms)
			return true;
	return false;
}

/* What the text promised until now, without what this draft promises. */
static void
keep_dropped(struct incident *in, struct document_state *d,
	     const struct record *draft)
{
	/* What was released with a promise has its deadline already. */
	bool stands =
		d->draft && d->released &&
		same_text(d->released->more->sha256, d->draft->more->sha256);
	unsigned before =
		d->draft && !stands ? d->draft->more->promise_count : 0;
	unsigned count = 0;
	struct record_promise *all =
		ARENA_ARRAY(in->arena, struct record_promise,
			    d->dropped_count + before + 1);

	for (unsigned i = 0; i < d->dropped_count + before; i++) {
		const struct record_promise *one =
			i < d->dropped_count
				? &d->dropped[i]
				: &d->draft->more
					   ->promises[i - d->dropped_count];

		if (!is_promised(draft->more->promises,
				 draft->more->promise_count, one) &&
		    !is_promised(all, count, one))
			all[count++] = *one;
	}
	d->dropped = all;
	d->dropped_count = count;
}

static void
apply_draft(struct incident *in, struct document_state *d,
	    const struct record *r)
{
	if (d->asked && !d->released)
		map_remove(&in->confirms, text_or(d->asked->id, ""));
	close_rows(in, d, text_or(r->id, ""));
	keep_dropped(in, d, r);
	d->draft = r;
	d->drafts++;
	d->asked = d->refused = d->approved = d->withdrawn = NULL;
}

static void
apply_ask(struct incident *in, struct document_state *d, const struct record *r)
{
	if (!is_about(d, r))
		return;
	d->asked = r;
	d->refused = NULL;
	add_row(in, r);
}

/* Heard by phone: to be confirmed, under the id of the request. */
static void
apply_approve(struct incident *in, struct document_state *d,
	      const struct record *r)
{
	const char *id = text_or(r->id, "");
	const char *key = d->asked ? text_or(d->asked->id, "") : id;
	struct confirm *c;

	if (!is_about(d, r))
		return;
	close_rows(in, d, id);
	if (!r->via) {
		map_remove(&in->confirms, key);
		if (d->approved)
			map_remove(&in->confirms, text_or(d->approved->id, ""));
	} else if (!map_find(&in->confirms, key)) {
		if (!map_find(&in->inbox, key))
			add_row(in, r)->done = id;
		c = ARENA_NEW(in->arena, struct confirm);
		c->id = key;
		c->order = ++in->moves;
		c->role = r->role;
		map_put_kept(&in->confirms, key, c);
	}
	d->approved = r;
	d->refused = NULL;
}

static void
apply_refuse(struct incident *in, struct document_state *d,
	     const struct record *r)
{
	if (!is_about(d, r))
		return;
	close_rows(in, d, text_or(r->id, ""));
	if (d->asked)
		map_remove(&in->confirms, text_or(d->asked->id, ""));
	if (d->approved)
		map_remove(&in->confirms, text_or(d->approved->id, ""));
	d->refused = r;
	d->asked = d->approved = NULL;
}

/* A promise's clock runs from the release to the hour that was promised. */
static void
make_promise(struct incident *in, const struct document_state *d,
	     const struct record *r, unsigned i)
{
	struct promise *p = ARENA_NEW(in->arena, struct promise);
	struct deadline_state *s;

	p->id = arena_printf(in->arena, "promise-%.8s", text_or(r->id, ""));
	if (i > 0)
		p->id = arena_printf(in->arena, "%s.%u", p->id, i + 1);
	p->title = text_or(r->more->promises[i].title, "");
	p->role = text_or(r->role, "");
	p->document = d->document;
	map_put_kept(&in->promises, p->id, p);
	s = deadline_made(in, p->id);
	s->starts = arena_more(in->arena, s->starts, s->start_count,
			       sizeof(*s->starts));
	s->starts[s->start_count++] = (struct deadline_start){
		.at = record_happened(r),
		.due = r->more->promises[i].due,
		.id = text_or(r->id, ""),
	};
}

static void
apply_release(struct incident *in, struct document_state *d,
	      const struct record *r)
{
	d->released = r;
	d->withdrawn = NULL;
	d->dropped_count = 0;
	for (unsigned i = 0; i < r->more->promise_count; i++)
		make_promise(in, d, r, i);
}

/* Takes back what came last: a release, else an approval or a request. */
static void
apply_withdraw(struct incident *in, struct document_state *d,
	       const struct record *r)
{
	close_rows(in, d, text_or(r->id, ""));
	if (document_stage(d) == DOCUMENT_RELEASED)
		d->withdrawn = r;
	if (d->asked)
		map_remove(&in->confirms, text_or(d->asked->id, ""));
	d->asked = d->approved = NULL;
}

void
apply_document(struct incident *in, const struct record *r)
{
	static const struct {
		const char *act;
		void (*apply)(struct incident *, struct document_state *,
			      const struct record *);
	} acts[] = {
		{"draft", apply_draft},     {"ask", apply_ask},
		{"approve", apply_approve}, {"refuse", apply_refuse},
		{"release", apply_release}, {"withdraw", apply_withdraw},
	};

	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
		if (same_text(r->act, acts[i].act))
			acts[i].apply(in, document_made(in, r), r);
}

const char *
document_stage_name(enum document_stage stage)
{
	static const char *const words[] = {
		[DOCUMENT_NONE] = "none",
		[DOCUMENT_DRAFT] = "draft",
		[DOCUMENT_ASKED] = "asked",
		[DOCUMENT_REFUSED] = "refused",
		[DOCUMENT_APPROVED] = "approved",
		[DOCUMENT_RELEASED] = "released",
		[DOCUMENT_WITHDRAWN] = "withdrawn",
	};

	return words[stage];
}

enum document_stage
document_stage(const struct document_state *d)
{
	if (!d || !d->draft)
		return DOCUMENT_NONE;
	if (d->released && is_about(d, d->released))
		return d->withdrawn ? DOCUMENT_WITHDRAWN : DOCUMENT_RELEASED;
	if (d->approved)
		return DOCUMENT_APPROVED;
	if (d->refused)
		return DOCUMENT_REFUSED;
	return d->asked ? DOCUMENT_ASKED : DOCUMENT_DRAFT;
}

const struct document_state *
incident_document(const struct incident *in, const char *model,
		  const char *language)
{
	for (size_t i = 0; i < in->documents.count; i++) {
		const struct document_state *d = in->documents.entries[i].value;

		if (d && strcmp(d->model, model) == 0 &&
		    strcmp(d->language, language) == 0)
			return d;
	}
	return NULL;
}

const struct document_state *
incident_document_of_row(const struct incident *in, const struct inbox_row *row)
{
	const struct record *r = row->record;

	if (row->type != INBOX_APPROVAL || !r || r->kind != RECORD_DOCUMENT)
		return NULL;
	return map_find(&in->documents, text_or(r->more->document, ""));
}

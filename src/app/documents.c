/* The document that a front end shows: its text, and what it is made from. */
#include <stdio.h>
#include <string.h>

#include "app/desk_parts.h"
#include "base/err.h"
#include "core/model.h"
#include "core/playbook.h"

void
documents_want(struct desk *d, const char *id)
{
	snprintf(d->document, sizeof(d->document), "%s", id ? id : "");
	d->front.document = NULL;
}

static const struct model *
find_model(struct desk *d, struct arena *a)
{
	const char *dot = strchr(d->document, '.');

	if (!dot)
		return NULL;
	return library_model(
		&d->session->library,
		arena_strndup(a, d->document, (size_t)(dot - d->document)),
		dot + 1);
}

static void
take_draft(struct desk *d, struct front_document *f)
{
	struct err err = {0};
	size_t len;

	f->text = session_document_text(d->session, f->state,
					&d->document_arena, &err);
	if (!f->text) {
		f->why = arena_strdup(&d->document_arena, err.text);
		f->text = "";
		return;
	}
	f->sha256 = f->state->draft->more->sha256;
	f->gaps = 0;
	for (const char *at = f->text; (at = model_gap(at, &len)) != NULL;
	     at += len)
		f->gaps++;
}

void
documents_fill(struct desk *d)
{
	struct arena *a = &d->document_arena;
	struct session *s = d->session;
	struct front_document *f = &d->shown;
	struct session_fill fill = {.body = NULL};
	struct model_filling made;

	d->front.document = NULL;
	if (!d->document[0] || !s->is_open)
		return;
	arena_reset(a);
	session_load_models(s);
	fill.model = find_model(d, a);
	if (!fill.model || !session_fill(s, &fill, a, &made, NULL))
		return;
	*f = (struct front_document){
		.id = arena_strdup(a, d->document),
		.model = fill.model,
		.state = incident_document(&s->incident,
					   fill.model->header->head.id,
					   fill.model->header->head.language),
		.text = made.text,
		.filled = made.text,
		.uses = made.uses,
		.use_count = made.use_count,
		.gaps = made.gaps,
	};
	if (f->state && f->state->draft)
		take_draft(d, f);
	d->front.document = f;
}

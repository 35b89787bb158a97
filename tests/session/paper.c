#include "session/paper.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "core/model.h"
#include "core/playbook.h"
#include "export/qr.h"
#include "front/say.h"

static const struct model *
model_of(struct fake_desk *d, const char *id)
{
	size_t len = strcspn(id, ".");

	return library_model(&d->library, arena_strndup(&d->papers, id, len),
			     id[len] != '\0' ? id + len + 1 : d->language);
}

static void
fill(struct fake_desk *d, const struct model *m, const char *body,
     struct model_filling *out)
{
	static struct model_words words;
	const struct model_world world = {
		.in = &d->incident,
		.lib = &d->library,
		.say = &words,
		.now = d->front.now,
		.title = "",
		.words = "heron-lamp",
		.version = "1.0",
	};
	const struct model mine = {m->header, body != NULL ? body : m->body};

	say_model_words(&words);
	model_fill(&mine, &world, NULL, 0, &d->papers, out);
}

static const char *
text_of(const struct fake_desk *d, const struct document_state *s)
{
	for (unsigned i = 0;
	     s != NULL && s->draft != NULL && i < d->paper_count; i++)
		if (strcmp(d->paper[i].sha256, s->draft->more->sha256) == 0)
			return d->paper[i].text;
	return NULL;
}

static void
draft(struct fake_desk *d, const struct model *m, struct action *act)
{
	struct paper *p = &d->paper[d->paper_count++ % PAPERS_MOST];
	struct record_promise *promises;
	struct model_filling f;

	fill(d, m, act->text, &f);
	promises = ARENA_ARRAY(&d->papers, struct record_promise,
			       f.promise_count + 1);
	for (unsigned i = 0; i < f.promise_count; i++)
		promises[i] = (struct record_promise){
			f.promises[i].title, {f.promises[i].due, true}};
	hash_hex(f.text, strlen(f.text), p->sha256);
	p->text = f.text;
	act->text = f.text;
	act->sha256 = p->sha256;
	act->file = "note.md";
	act->promises = promises;
	act->promise_count = f.promise_count;
}

void
paper_prepare(struct fake_desk *d, struct action *act)
{
	const struct model *m;

	if (act->kind != ACT_DOCUMENT || act->document == NULL)
		return;
	m = model_of(d, act->document);
	if (m == NULL)
		return;
	if (strcmp(act->act, "draft") == 0)
		draft(d, m, act);
	else
		act->text = text_of(
			d, incident_document(&d->incident, m->header->head.id,
					     m->header->head.language));
}

#define SEAL "9f3a61c077b20e4d9f3a61c077b20e4d9f3a61c077b20e4d9f3a61c077b20e4d"

/* Its file is nowhere: what is shown is made of its hash. */
const char *
paper_seal(struct fake_desk *d, struct action *act)
{
	struct record_head *head = ARENA_NEW(&d->views, struct record_head);
	struct buf rows = {0};
	const char *picture = NULL;

	*head = (struct record_head){"desk.jsonl", (int64_t)d->line_count,
				     SEAL};
	act->file = "seal-20261122T110000Z-9f3a61c0.txt";
	act->sha256 = SEAL;
	act->heads = head;
	act->head_count = 1;
	if (qr_write("9F3A61C0 9F3A61C077B20E4D9F3A61C077B20E4D"
		     "9F3A61C077B20E4D9F3A61C077B20E4D",
		     QR_BLOCKS, &rows))
		picture = arena_strdup(&d->views, buf_text(&rows));
	buf_fini(&rows);
	return picture;
}

void
paper_show(struct fake_desk *d, const char *id)
{
	struct front_document *f = &d->shown;
	struct model_filling made;
	const struct model *m;
	const char *text;
	size_t len;

	if (id != NULL)
		snprintf(d->document, sizeof(d->document), "%s", id);
	d->front.document = NULL;
	m = d->document[0] != '\0' ? model_of(d, d->document) : NULL;
	if (m == NULL || !d->open)
		return;
	fill(d, m, NULL, &made);
	*f = (struct front_document){
		.id = d->document,
		.model = m,
		.state = incident_document(&d->incident, m->header->head.id,
					   m->header->head.language),
		.text = made.text,
		.filled = made.text,
		.uses = made.uses,
		.use_count = made.use_count,
		.gaps = made.gaps,
	};
	text = text_of(d, f->state);
	if (text != NULL) {
		f->text = text;
		f->sha256 = f->state->draft->more->sha256;
		f->gaps = 0;
		for (const char *at = text; (at = model_gap(at, &len)) != NULL;
		     at += len)
			f->gaps++;
	}
	d->front.document = f;
}

/* What is done with a text: a choice, then what that needs. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "core/model.h"
#include "markdown/markdown.h"

#define AT(name) offsetof(struct action, name)

enum what {
	WHAT_GAP,
	WHAT_OURS,
	WHAT_SAVE,
	WHAT_CHANGE,
	WHAT_ASK,
	WHAT_APPROVE,
	WHAT_REFUSE,
	WHAT_RELEASE,
	WHAT_TAKE_BACK,
	WHAT_PRINT,
	WHAT_LANGUAGE,
	TEXT_ACTS
};

static const struct {
	const char *label, *act;
} text_acts[TEXT_ACTS] = {
	[WHAT_GAP] = {N_("fill in the first gap"), NULL},
	[WHAT_OURS] = {N_("fill in what our own file lacks: our organisation"),
		       NULL},
	[WHAT_SAVE] = {N_("save it as a draft, filled in from the facts"),
		       "draft"},
	[WHAT_CHANGE] = {N_("change words in it: a new draft"), "draft"},
	[WHAT_ASK] = {N_("ask for its approval"), "ask"},
	[WHAT_APPROVE] = {N_("approve exactly this text"), "approve"},
	[WHAT_REFUSE] = {N_("do not approve it"), "refuse"},
	[WHAT_RELEASE] = {N_("release it: it goes out"), "release"},
	[WHAT_TAKE_BACK] = {N_("take it back"), "withdraw"},
	[WHAT_PRINT] = {N_("write it to a file"), NULL},
	[WHAT_LANGUAGE] = {N_("read it in another language"), NULL},
};

static const struct model_use *
first_gap(const struct front_document *d)
{
	for (unsigned i = 0; i < d->use_count; i++)
		if (d->uses[i].gap && !d->uses[i].forbidden &&
		    d->uses[i].kind == MODEL_USE_FACT)
			return &d->uses[i];
	return NULL;
}

static bool
lacks_ours(const struct front_document *d)
{
	for (unsigned i = 0; i < d->use_count; i++)
		if (model_use_is_ours(&d->uses[i]))
			return true;
	return false;
}

/* The next language of the same model; NULL: it has one. */
static const struct model *
other_language(const struct plain *p, const struct front_document *d)
{
	const struct library *lib = p->front->library;
	const struct model *first = NULL;
	bool behind = false;

	for (unsigned i = 0; i < lib->model_count; i++) {
		const struct model *m = lib->models[i];

		if (strcmp(m->header->head.id, d->model->header->head.id) != 0)
			continue;
		if (m == d->model) {
			behind = true;
			continue;
		}
		if (behind)
			return m;
		if (!first)
			first = m;
	}
	return first;
}

static bool
can_be_approved(const struct plain *p, const struct front_document *d,
		enum what what)
{
	const struct record *draft = d->state ? d->state->draft : NULL;
	enum document_stage stage = document_stage(d->state);
	bool mine = draft && draft->more->approval && p->front->role &&
		    strcmp(draft->more->approval, p->front->role) == 0;
	bool heard = d->state && d->state->approved && d->state->approved->via;

	if (!draft || !draft->more->approval)
		return false;
	if (what == WHAT_APPROVE)
		return mine && (heard || (stage != DOCUMENT_APPROVED &&
					  stage != DOCUMENT_RELEASED));
	if (what == WHAT_REFUSE)
		return mine && stage == DOCUMENT_ASKED;
	return !mine && (stage == DOCUMENT_DRAFT || stage == DOCUMENT_REFUSED);
}

static bool
is_possible(const struct plain *p, enum what what)
{
	const struct front_document *d = p->front->document;
	enum document_stage stage;

	if (!d)
		return false;
	stage = document_stage(d->state);
	switch (what) {
	case WHAT_GAP:
		return first_gap(d) != NULL;
	case WHAT_OURS:
		return lacks_ours(d);
	case WHAT_SAVE:
		return !d->state || strcmp(d->text, d->filled) != 0;
	case WHAT_ASK:
	case WHAT_APPROVE:
	case WHAT_REFUSE:
		return can_be_approved(p, d, what);
	case WHAT_RELEASE:
		return stage != DOCUMENT_NONE && stage != DOCUMENT_RELEASED;
	case WHAT_TAKE_BACK:
		return stage == DOCUMENT_ASKED || stage == DOCUMENT_APPROVED ||
		       stage == DOCUMENT_RELEASED;
	case WHAT_LANGUAGE:
		return other_language(p, d) != NULL;
	case WHAT_CHANGE:
	case WHAT_PRINT:
	case TEXT_ACTS:
		break;
	}
	return true;
}

static unsigned
list_possible(const struct plain *p, enum what *list)
{
	unsigned count = 0;

	for (int i = 0; i < TEXT_ACTS; i++)
		if (is_possible(p, (enum what)i))
			list[count++] = (enum what)i;
	return count;
}

static unsigned
text_act_count(struct plain *p)
{
	enum what list[TEXT_ACTS];

	return list_possible(p, list);
}

static const char *
text_act(struct plain *p, unsigned i)
{
	enum what list[TEXT_ACTS];

	return i < list_possible(p, list) ? tr(text_acts[list[i]].label) : "";
}

static void
print(struct plain *p, const struct front_document *d)
{
	struct buf text = {0};

	markdown_plain(d->text, strlen(d->text), &text);
	question_effect(
		p, (struct effect){
			   .kind = EFFECT_PRINT,
			   .text = arena_strdup(&p->scratch, buf_text(&text)),
			   .name = arena_printf(&p->scratch, "%s.txt", d->id),
			   .document = arena_strdup(&p->scratch, d->id),
		   });
	buf_fini(&text);
}

/* What is no act of the document itself; true: the form is left. */
static bool
leave_for(struct plain *p, enum what what, struct buf *out)
{
	const struct front_document *d = p->front->document;
	const struct model *m;

	if (text_acts[what].act)
		return false;
	form_drop(p);

	if (what == WHAT_GAP) {
		fill_fact(p, first_gap(d)->name, out);
	} else if (what == WHAT_OURS) {
		view_open(p, VIEW_PROFILE, out);
	} else if (what == WHAT_PRINT) {
		print(p, d);
	} else {
		m = other_language(p, d);
		message_ask(p, arena_printf(&p->scratch, "%s.%s",
					    m->header->head.id,
					    m->header->head.language));
	}
	return true;
}

static bool
take_what(struct plain *p, const char *line, struct buf *out)
{
	struct action *act = &p->filling.act;
	enum what list[TEXT_ACTS];
	unsigned n = options_choice(p, line);

	(void)list_possible(p, list);
	if (!n)
		return options_refuse(p, out);
	/* Another question stands there then. */
	if (leave_for(p, list[n - 1], out))
		return false;
	act->act = text_acts[list[n - 1]].act;
	if (list[n - 1] == WHAT_CHANGE)
		act->about = "";
	if (strcmp(act->act, "draft") == 0)
		act->sha256 = NULL;
	return true;
}

/* --- changing words: which ones, and by what */

static bool
is_changing(const struct plain *p)
{
	return p->filling.act.about != NULL;
}

static bool
take_old(struct plain *p, const char *line, struct buf *out)
{
	const struct front_document *d = p->front->document;

	if (!d || !strstr(d->text, line)) {
		talk(p, out, tr("Those words do not stand in the text."), NULL,
		     NULL, NULL);
		return false;
	}
	p->filling.act.about = form_keep(p, line);
	return true;
}

static bool
take_new(struct plain *p, const char *line, struct buf *out)
{
	const struct front_document *d = p->front->document;
	struct action *act = &p->filling.act;
	const char *at = d ? strstr(d->text, act->about) : NULL;
	struct buf text = {0};

	(void)out;
	if (!at)
		return false;
	buf_add(&text, d->text, (size_t)(at - d->text));
	buf_adds(&text, line);
	buf_adds(&text, at + strlen(act->about));
	act->text = form_keep(p, buf_text(&text));
	act->about = NULL;
	buf_fini(&text);
	return true;
}

static bool
is_release(const struct plain *p)
{
	const char *act = p->filling.act.act;

	return act && strcmp(act, "release") == 0;
}

static bool
is_refusal(const struct plain *p)
{
	const char *act = p->filling.act.act;

	return act &&
	       (strcmp(act, "refuse") == 0 || strcmp(act, "withdraw") == 0);
}

static const struct field fields[] = {
	{.question = N_("What now? (a number, < to go back)"),
	 .kind = FIELD_OWN,
	 .count = text_act_count,
	 .option = text_act,
	 .take = take_what},
	{.question = N_("Which words of the text? (as they stand there)"),
	 .kind = FIELD_OWN,
	 .take = take_old,
	 .wanted = is_changing},
	{.question = N_("By which words? ({{promise 12:00 next news}} promises "
			"an hour)"),
	 .kind = FIELD_OWN,
	 .take = take_new,
	 .wanted = is_changing},
	{.question = N_("Through what: press list, website, letter?"),
	 .kind = FIELD_TEXT,
	 .member = AT(channel),
	 .wanted = is_release},
	{.question = N_("Reason? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = is_refusal},
};

const struct form_row form_row_document = {
	.title = N_("Text"),
	.act = ACT_DOCUMENT,
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.save = true,
};

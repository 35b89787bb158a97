/* What can be done with a text: drafted, edited, approved, released, printed.
 */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "core/document_offer.h"
#include "core/library.h"
#include "core/model.h"
#include "front/draft.h"
#include "front/fill.h"
#include "front/say.h"
#include "markdown/markdown.h"
#include "ui/ask.h"
#include "ui/views.h"

enum document_id {
	DOCUMENT_SAVE,
	DOCUMENT_EDIT,
	DOCUMENT_EDITOR,
	DOCUMENT_ASK,
	DOCUMENT_APPROVE,
	DOCUMENT_REFUSE,
	DOCUMENT_RELEASE,
	DOCUMENT_TAKE_BACK,
	DOCUMENT_PRINT_TEXT,
	DOCUMENT_PRINT_MARKDOWN,
	DOCUMENT_LANGUAGE,
	DOCUMENT_MORE,
};

enum offer_id { OFFER_LATER, OFFER_MET, OFFER_FIRST };

static bool
is_approver(const struct app *app, const struct front_document *d)
{
	const char *approver = d->state != NULL && d->state->draft != NULL
				       ? d->state->draft->more->approval
				       : d->model->header->approval;

	return approver != NULL && app->front->role != NULL &&
	       strcmp(approver, app->front->role) == 0;
}

static void
add_approval_rows(struct app *app, const struct front_document *d,
		  enum document_stage stage)
{
	bool approver = is_approver(app, d);
	const char *role = d->state->draft->more->approval;
	bool by_phone =
		d->state->approved != NULL && d->state->approved->via != NULL;

	if (role == NULL)
		return;
	if (approver && (stage == DOCUMENT_DRAFT || stage == DOCUMENT_ASKED ||
			 stage == DOCUMENT_REFUSED || by_phone))
		menu_add(app, DOCUMENT_APPROVE, tr("Approve exactly this text"),
			 NULL, NULL);
	if (approver && stage == DOCUMENT_ASKED)
		menu_add(app, DOCUMENT_REFUSE,
			 tr("Do not approve it, with a reason"), NULL, NULL);
	if (!approver && (stage == DOCUMENT_DRAFT || stage == DOCUMENT_REFUSED))
		menu_add(app, DOCUMENT_ASK,
			 say_fill(&app->scratch, tr("Ask %1 to approve it"),
				  say_role(role, app->front->library,
					   &app->scratch),
				  NULL, NULL),
			 NULL, NULL);
}

static void
add_draft_rows(struct app *app, const struct front_document *d)
{
	enum document_stage stage = document_stage(d->state);

	add_approval_rows(app, d, stage);
	if (stage != DOCUMENT_RELEASED)
		menu_add(app, DOCUMENT_RELEASE, tr("Release it: it goes out"),
			 NULL, NULL);
	if (stage == DOCUMENT_ASKED || stage == DOCUMENT_APPROVED ||
	    stage == DOCUMENT_RELEASED)
		menu_add(app, DOCUMENT_TAKE_BACK, tr("Take it back"), NULL,
			 NULL);
}

static bool
has_other_language(const struct app *app, const struct front_document *d)
{
	const struct library *lib = app->front->library;

	for (unsigned i = 0; i < lib->model_count; i++)
		if (lib->models[i] != d->model &&
		    strcmp(lib->models[i]->header->head.id,
			   d->model->header->head.id) == 0)
			return true;
	return false;
}

void
ask_document(struct app *app)
{
	const struct front_document *d = message_shown(app);
	bool drafted;

	if (d == NULL)
		return;
	drafted = d->state != NULL && d->state->draft != NULL;
	menu_open(app, MENU_DOCUMENT, d->model->header->head.title,
		  d->gaps > 0 ? tr("Gaps shout in capitals; they block the "
				   "approval and the release.")
			      : NULL);
	if (drafted)
		add_draft_rows(app, d);
	if (!drafted)
		menu_add(app, DOCUMENT_SAVE, tr("Save it as a draft"), NULL,
			 NULL);
	else if (strcmp(d->text, d->filled) != 0)
		menu_add(app, DOCUMENT_SAVE,
			 tr("Fill it in again from the facts: a new draft"),
			 NULL, NULL);
	menu_add(app, DOCUMENT_EDIT, tr("Change the text"), NULL, NULL);
	if (app->front->has_editor)
		menu_add(app, DOCUMENT_EDITOR,
			 tr("Change the text in your own editor"), NULL, NULL);
	menu_add(app, DOCUMENT_PRINT_TEXT, tr("Write it to a file: plain text"),
		 NULL, NULL);
	menu_add(app, DOCUMENT_PRINT_MARKDOWN,
		 tr("Write it to a file: Markdown"), NULL, NULL);
	if (has_other_language(app, d))
		menu_add(app, DOCUMENT_LANGUAGE, tr("In another language"),
			 NULL, NULL);
	menu_add(app, DOCUMENT_MORE,
		 tr("More: an action, a decision, a playbook, the severity"),
		 NULL, NULL);
}

/* --- forms */

const char *
document_draft_name(struct app *app, const char *id)
{
	return arena_printf(&app->scratch, "document-%s", id);
}

static void
edit(struct app *app, const struct front_document *d, const char *text)
{
	const char *name = document_draft_name(app, d->id);
	bool edited = text != NULL;
	struct form_row *row;

	if (!edited)
		text = draft_find(app->front, name);
	form_open(app, FORM_DOCUMENT, d->model->header->head.title,
		  tr("Ctrl-J begins a new line, Enter saves a draft. To "
		     "promise an hour write {{promise 12:00 next news}}."),
		  d->id);
	row = form_add_field(app, FORM_ID_TEXT, tr("The text, in Markdown"),
			     true);
	row->field.many = true;
	row->field.most = MODEL_TEXT_MOST / 4;
	field_set(&row->field, text != NULL ? text : d->text);
	app->form.typed = edited;
}

static void
release(struct app *app, const struct front_document *d)
{
	struct form_row *row;

	form_open(app, FORM_RELEASE, d->model->header->head.title,
		  tr("It goes out exactly as it stands here."), d->id);
	form_add_field(app, FORM_ID_PROOF,
		       tr("Through what: press list, website, letter"), true);
	row = form_add_field(app, FORM_ID_AT, tr("When, if it was earlier"),
			     false);
	row->hint = tr("An hour as 14:05, or minutes ago as -10m.");
	row->field.most = 40;
}

static void
ask_why(struct app *app, const struct front_document *d, enum form_what what)
{
	form_open(app, what, d->model->header->head.title,
		  what == FORM_REFUSE ? tr("It is not approved.")
				      : tr("It is taken back."),
		  d->id);
	form_add_field(app, FORM_ID_REASON, tr("Reason"), true);
}

void
document_saved(struct app *app, struct effects *out)
{
	const struct front_document *d = message_shown(app);
	const char *typed = form_value(app, FORM_ID_AT);
	struct action act = {
		.kind = ACT_DOCUMENT,
		.document = app->form.subject,
		.text = form_value(app, FORM_ID_TEXT),
		.channel = form_value(app, FORM_ID_PROOF),
		.reason = form_value(app, FORM_ID_REASON),
		.sha256 = d != NULL ? d->sha256 : NULL,
	};

	if (typed != NULL && !stamp_read_typed(typed, app->front->now, false,
					       app->front->zone, &act.at.ms)) {
		app->form.complaint =
			tr("This is no time. Write 14:05, or -10m.");
		return;
	}
	act.at.set = typed != NULL;
	switch ((int)app->form.what) {
	case FORM_DOCUMENT:
		act.act = "draft";
		act.sha256 = NULL;
		break;
	case FORM_RELEASE:
		act.act = "release";
		break;
	case FORM_REFUSE:
		act.act = "refuse";
		break;
	default:
		act.act = "withdraw";
		break;
	}
	app_act(app, &act, out);
}

/* --- menus */

static void
enter_act(struct app *app, const struct front_document *d, const char *word,
	  struct effects *out)
{
	struct action act = {
		.kind = ACT_DOCUMENT,
		.document = d->id,
		.act = word,
		.sha256 = strcmp(word, "draft") != 0 ? d->sha256 : NULL,
	};

	app_act(app, &act, out);
}

static void
print(struct app *app, const struct front_document *d, bool markdown,
      struct effects *out)
{
	struct effect *e = effects_add(out, EFFECT_PRINT);
	struct buf text = {0};

	if (markdown)
		buf_adds(&text, d->text);
	else
		markdown_plain(d->text, strlen(d->text), &text);
	e->text = arena_strdup(&app->scratch, buf_text(&text));
	e->name = arena_printf(&app->scratch, "%s.%s", d->id,
			       markdown ? "md" : "txt");
	e->document = arena_strdup(&app->scratch, d->id);
	buf_fini(&text);
}

static void
ask_language(struct app *app, const struct front_document *d)
{
	const struct library *lib = app->front->library;

	menu_open(app, MENU_LANGUAGE, tr("IN ANOTHER LANGUAGE"), NULL);
	for (unsigned i = 0; i < lib->model_count; i++) {
		const struct file_header *h = &lib->models[i]->header->head;

		if (strcmp(h->id, d->model->header->head.id) == 0)
			menu_add(app, 0,
				 arena_printf(&app->scratch, "%s  %s",
					      h->language, h->title),
				 NULL,
				 arena_printf(&app->scratch, "%s.%s", h->id,
					      h->language));
	}
}

static void
row_chosen(struct app *app, int id, const struct front_document *d,
	   struct effects *out)
{
	switch ((enum document_id)id) {
	case DOCUMENT_SAVE:
		enter_act(app, d, "draft", out);
		return;
	case DOCUMENT_EDIT:
		edit(app, d, NULL);
		return;
	case DOCUMENT_EDITOR:
		effects_add(out, EFFECT_EDITOR)->text =
			arena_strdup(&app->scratch, d->text);
		return;
	case DOCUMENT_ASK:
		enter_act(app, d, "ask", out);
		return;
	case DOCUMENT_APPROVE:
		enter_act(app, d, "approve", out);
		return;
	case DOCUMENT_REFUSE:
		ask_why(app, d, FORM_REFUSE);
		return;
	case DOCUMENT_RELEASE:
		release(app, d);
		return;
	case DOCUMENT_TAKE_BACK:
		ask_why(app, d, FORM_TAKE_BACK);
		return;
	case DOCUMENT_PRINT_TEXT:
	case DOCUMENT_PRINT_MARKDOWN:
		print(app, d, id == DOCUMENT_PRINT_MARKDOWN, out);
		return;
	case DOCUMENT_LANGUAGE:
		ask_language(app, d);
		return;
	case DOCUMENT_MORE:
		ask_more(app);
		return;
	}
}

void
document_edited(struct app *app, const char *text)
{
	const struct front_document *d = message_shown(app);

	if (d != NULL)
		edit(app, d, text);
}

void
ask_offers(struct app *app, const struct record *r)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const struct document_state *d =
		r->more->document != NULL
			? map_find(&f->incident->documents, r->more->document)
			: NULL;
	struct document_offer *offers;
	unsigned count;

	if (d == NULL || r->act == NULL || strcmp(r->act, "release") != 0)
		return;
	offers = document_offers(f->incident, f->library, d, f->now, a, &count);
	if (count == 0)
		return;
	menu_open(app, MENU_OFFER, tr("IS A DEADLINE MET BY THIS?"),
		  tr("The release becomes the proof."));
	menu_add(app, OFFER_LATER, tr("No, or not now"), NULL, NULL);
	for (unsigned i = 0; i < count; i++) {
		menu_add(
			app, OFFER_MET,
			say_fill(a, tr("Met: %1"), offers[i].title, NULL, NULL),
			NULL, offers[i].deadline);
		if (offers[i].phased)
			menu_add(app, OFFER_FIRST,
				 say_fill(a, tr("First part sent: %1"),
					  offers[i].title, NULL, NULL),
				 NULL, offers[i].deadline);
	}
}

/* The last release, as the proof of a deadline. */
static void
offer_chosen(struct app *app, const struct menu_row *row, const char *arg)
{
	const struct incident *in = app->front->incident;
	const struct document_state *d =
		map_find(&in->documents, app->document);
	const struct front_document *shown = message_shown(app);
	struct form *f;

	if (row->id == OFFER_LATER || arg == NULL)
		return;
	form_deadline(app, arg, row->id == OFFER_MET ? "met" : "first-sent");
	f = &app->form;
	for (unsigned i = 0; d != NULL && d->released != NULL && i < f->count;
	     i++)
		if (f->rows[i].id == FORM_ID_PROOF)
			field_set(&f->rows[i].field,
				  arena_printf(
					  &app->scratch, "%s, %s, %s",
					  shown != NULL ? shown->model->header
								  ->head.title
							: d->document,
					  d->released->more->channel != NULL
						  ? d->released->more->channel
						  : "",
					  say_entry(d->released->id,
						    &app->scratch)));
}

void
document_chosen(struct app *app, enum menu_what what,
		const struct menu_row *row, struct effects *out)
{
	const struct front_document *d = message_shown(app);
	const char *arg =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;
	const struct menu_row kept = {.id = row->id};

	menu_close(app);
	if (what == MENU_OFFER)
		offer_chosen(app, &kept, arg);
	else if (what == MENU_LANGUAGE && arg != NULL)
		message_open(app, arg, out);
	else if (what == MENU_DOCUMENT && d != NULL)
		row_chosen(app, kept.id, d, out);
}

/* Lines and events come in here; the questions of question.c take them. */
#include "plain/plain.h"

#include <string.h>

#include "base/text.h"
#include "core/handover.h"
#include "front/say_lead.h"
#include "front/say_seal.h"
#include "front/seal_words.h"
#include "plain/parts.h"

void
plain_init(struct plain *p, const struct front *front)
{
	*p = (struct plain){
		.front = front, .listed = VIEWS, .view_waits = VIEWS};
	map_init(&p->alerts_told, &p->known);
}

void
plain_fini(struct plain *p)
{
	arena_fini(&p->scratch);
	arena_fini(&p->kept);
	arena_fini(&p->known);
	buf_fini(&p->said);
	buf_fini(&p->step);
	buf_fini(&p->here);
	buf_fini(&p->told);
	buf_fini(&p->work);
	buf_fini(&p->question);
	buf_fini(&p->find);
	buf_fini(&p->notice_told);
	buf_fini(&p->advice_told);
	buf_fini(&p->paper);
}

/* Every way in begins and ends with these two. */
static void
enter(struct plain *p)
{
	p->effects = (struct effects){0};
	p->rows_ready = false;
}

static struct effects
done(struct plain *p, const struct buf *out, size_t before)
{
	if (out->len > before && !p->repeats)
		buf_add(&p->said, out->bytes + before, out->len - before);
	return p->effects;
}

/* Another incident, or none: nothing of the last one counts. */
static void
forget_incident(struct plain *p)
{
	arena_reset(&p->known);
	map_init(&p->alerts_told, &p->known);
	buf_clear(&p->notice_told);
	buf_clear(&p->advice_told);
	buf_clear(&p->find);
	buf_clear(&p->question);
	where_forget(p);
	p->intake = INTAKE_NONE;
	p->sign_count = p->match_count = 0;
	p->asked_count = p->asked_next = 0;
	p->queue_count = p->queue_next = 0;
	p->filling = (struct plain_form){0};
	p->submit_waits = false;
	buf_clear(&p->paper);
	p->listed = VIEWS;
	p->rows_ready = false;
	news_seen(p);
	intake_restore(p);
}

/* Nothing but triage is open: what is seen was not asked yet. */
static bool
is_new(const struct plain *p)
{
	const struct incident *in = p->front->incident;
	bool triage = false;

	if (!in->open || p->front->read_only)
		return false;
	if (p->front->role && p->flight != EFFECT_START)
		return false;
	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *s = in->playbooks.entries[i].value;
		const struct playbook *b =
			s && s->open
				? library_playbook(p->front->library, s->id)
				: NULL;

		if (b && b->head.kind != FILE_TRIAGE)
			return false;
		triage |= b != NULL;
	}
	return triage || in->playbooks.count == 0;
}

/* Before anything was ticked or decided, the first actions come first. */
static bool
is_untouched(const struct plain *p)
{
	const struct incident *in = p->front->incident;

	for (size_t i = 0; i < in->log_count; i++) {
		enum record_kind kind = in->log[i].record->kind;

		if (kind == RECORD_ITEM || kind == RECORD_DECIDE ||
		    kind == RECORD_SKIP)
			return false;
	}
	return in->open;
}

static void
opened(struct plain *p, struct buf *out)
{
	forget_incident(p);
	if (!p->front->incident) {
		question_base(p, QUESTION_MENU);
		return;
	}
	opened_tell(p, out);
	if (scored_is_open(p)) {
		question_base(p, QUESTION_ASSESS);
		return;
	}
	question_base(p, QUESTION_WORK);
	if (lead_looks_on(p->front)) {
		view_open(p, VIEW_INJECTS, out);
		return;
	}
	if (is_new(p)) {
		p->intake = INTAKE_FIRST;
		where_go_first(p, true);
		intake_settle(p);
		return;
	}
	where_go_first(p, is_untouched(p) && !p->front->read_only);
	where_settle(p);
}

struct effects
plain_begin(struct plain *p, bool new_incident, struct buf *out)
{
	size_t before = out->len;

	enter(p);
	opened(p, out);
	if (new_incident && !p->front->incident)
		intake_start(p, out);
	return done(p, out, before);
}

/* Blanks at both ends mean nothing; tabs are blanks. */
static const char *
trimmed(struct plain *p, const char *line)
{
	char *copy = arena_strdup(&p->scratch, line);
	size_t len = strlen(copy);

	for (size_t i = 0; i < len; i++)
		if (copy[i] == '\t' || copy[i] == '\r')
			copy[i] = ' ';
	while (len && copy[len - 1] == ' ')
		copy[--len] = '\0';
	return copy + strspn(copy, " ");
}

static bool
is_safe(const char *line)
{
	size_t len = strlen(line);

	if (!text_is_utf8(line, len))
		return false;
	while (len) {
		uint32_t c;
		size_t n = text_decode(line, len, &c);

		if (text_is_unsafe(c))
			return false;
		line += n;
		len -= n;
	}
	return true;
}

struct effects
plain_line(struct plain *p, const char *line, struct buf *out)
{
	size_t before = out->len;

	enter(p);
	arena_reset(&p->scratch);
	if (!line) {
		buf_addc(out, '\n');
		leave_now(p, out);
		return p->effects;
	}
	line = trimmed(p, line);
	if (!is_safe(line)) {
		talk(p, out,
		     tr("The line has characters that cannot stand in the "
			"log: %1. Nothing was taken; type it again."),
		     text_cut(&p->scratch, text_shown(&p->scratch, line, false),
			      40),
		     NULL, NULL);
		return done(p, out, before);
	}
	line = text_nfc(&p->scratch, line);
	p->repeats = false;
	question_row(question_top(p)->question)->answer(p, line, out);
	if (!p->repeats)
		buf_clear(&p->said);
	return done(p, out, before);
}

/* --- events */

/* Its words and digits, line by line; nobody listens to a picture. */
static void
tell_seal(struct plain *p, const struct record *r, struct buf *out)
{
	const struct front *f = p->front;
	struct seal_said said = {.head = f->head};

	if (!r || r->kind != RECORD_SEAL || !f->head ||
	    !seal_words_can_say(r->more->sha256))
		return;
	said.sha256 = r->more->sha256;
	talk_lines(p, out, say_seal(&said, f->language, &p->scratch));
}

static void
stored(struct plain *p, const struct event *ev, struct buf *out)
{
	const struct record *r = ev->record;

	if (question_top(p)->question == QUESTION_NOT_SAVED) {
		question_pop(p);
		not_saved_keep(p, false);
	}
	saving_stored(p, r, out);
	tell_seal(p, r, out);
	if (r && r->kind == RECORD_DOCUMENT)
		message_out(p, r, out);
	if (r && r->kind == RECORD_EVIDENCE && ev->text)
		talk(p, out, "%1", ev->text, NULL, NULL);
	news_seen(p);
	if (r && r->kind == RECORD_PLAYBOOK)
		where_go_first_of(p, r->more->playbook);
	if (r && r->kind == RECORD_PENDING)
		where_go_step(p, "");
	form_stored(p, out);
	if (scored_is_open(p))
		scored_stored(p, r, out);
	if (r && r->kind == RECORD_REOPEN && r->step) {
		question_back_to_base(p);
		where_go_step(p, r->step);
	}
	if (r && r->kind == RECORD_HANDOVER)
		fill_accept(p, NULL, out);
	/* Whoever took the role over is the one who types from now on. */
	if (r && r->kind == RECORD_JOIN && r->actor &&
	    handover_accepted(p->front->incident, r))
		question_effect(p, (struct effect){.kind = EFFECT_BY,
						   .text = r->actor});
	if (r && r->kind == RECORD_CLOSE) {
		question_back_to_base(p);
		if (p->front->exercise)
			debrief_use(p, NULL, out);
	}
}

static void
not_saved(struct plain *p, const struct event *ev, struct buf *out)
{
	if (ev->text)
		talk(p, out, tr("Not saved: %1"), ev->text, NULL, NULL);
	if (question_top(p)->question != QUESTION_NOT_SAVED)
		question_push(p, QUESTION_NOT_SAVED);
	not_saved_keep(p, true);
	p->anew = true;
}

static void
role_chosen(struct plain *p, struct buf *out)
{
	if (question_top(p)->question == QUESTION_ROLE)
		question_pop(p);
	where_forget(p);
	where_settle(p);
	talk(p, out, tr("You are %1."), talk_role(p, p->front->role), NULL,
	     NULL);
	if (p->submit_waits)
		form_submit(p);
}

/* What was asked of app/ was done. */
static void
effect_done(struct plain *p, enum effect_kind kind, struct buf *out)
{
	enum question top = question_top(p)->question;

	if (kind == EFFECT_ROLE) {
		role_chosen(p, out);
	} else if (kind == EFFECT_BY) {
		if (top == QUESTION_BY)
			question_pop(p);
		if (p->submit_waits)
			form_submit(p);
	} else if (kind == EFFECT_PROFILE_CHANGE) {
		profile_written(p);
	} else if (kind == EFFECT_READ_ONLY) {
		question_back_to_base(p);
		p->filling = (struct plain_form){0};
		p->queue_count = p->queue_next = 0;
		talk(p, out,
		     tr("Read only from now on. What you write, write on "
			"paper."),
		     NULL, NULL, NULL);
	} else if ((kind == EFFECT_MOVE || kind == EFFECT_RETRY) &&
		   top == QUESTION_NOT_SAVED) {
		question_pop(p);
	}
	p->anew = true;
}

static void
loaded(struct plain *p, struct buf *out)
{
	enum view view = p->view_waits;

	if (p->document_waits) {
		p->document_waits = false;
		message_say(p, out);
		return;
	}
	if (view != VIEWS)
		view_open(p, view, out);
	p->view_waits = VIEWS;
	if (view == VIEWS && p->intake == INTAKE_SIGNS)
		intake_matched(p, out);
}

static void
interrupted(struct plain *p, struct buf *out)
{
	buf_addc(out, '\n');
	if (question_top(p)->question == QUESTION_LEAVE) {
		leave_now(p, out);
	} else if (p->depth > 1) {
		if (not_saved_asks(p))
			not_saved_give_up(p, out);
		form_drop(p);
		question_back_to_base(p);
		talk(p, out, tr("Cancelled. Nothing was written."), NULL, NULL,
		     NULL);
	} else if (p->front->incident) {
		question_push(p, QUESTION_LEAVE);
	} else {
		leave_now(p, out);
	}
}

static void
failed(struct plain *p, const struct event *ev, struct buf *out)
{
	if (ev->text)
		talk(p, out, "%1", ev->text, NULL, NULL);
	p->view_waits = VIEWS;
	if (ev->action.kind != ACT_NONE || profile_is_filled(p)) {
		form_failed(p, out);
		return;
	}
	p->anew = question_top(p)->question != QUESTION_VIEW;
}

static void
refused(struct plain *p, const struct event *ev, struct buf *out)
{
	if (question_top(p)->question == QUESTION_NOT_SAVED)
		question_pop(p);
	if (p->flight != EFFECT_START && p->flight != EFFECT_OPEN) {
		form_refused(p, ev, out);
		return;
	}
	talk(p, out, "%1", say_refused(ev->refused, &ev->action, &p->scratch),
	     NULL, NULL);
	p->anew = true;
}

struct effects
plain_event(struct plain *p, const struct event *ev, struct buf *out)
{
	size_t before = out->len;

	enter(p);
	switch (ev->kind) {
	case EVENT_STORED:
		stored(p, ev, out);
		break;
	case EVENT_REFUSED:
		refused(p, ev, out);
		break;
	case EVENT_NOT_SAVED:
		not_saved(p, ev, out);
		break;
	case EVENT_OPENED:
		opened(p, out);
		break;
	case EVENT_LOADED:
		loaded(p, out);
		break;
	case EVENT_DONE:
		if (ev->text)
			talk(p, out, "%1", ev->text, NULL, NULL);
		effect_done(p, p->flight, out);
		break;
	case EVENT_REPORT:
		report_told(p, ev, out);
		break;
	case EVENT_EVIDENCE:
		evidence_told(p, ev, out);
		break;
	case EVENT_FAILED:
		failed(p, ev, out);
		break;
	case EVENT_HANGUP:
	case EVENT_TERMINATE:
		buf_addc(out, '\n');
		leave_now(p, out);
		break;
	case EVENT_INTERRUPT:
		interrupted(p, out);
		break;
	case EVENT_OTHERS_WROTE:
		menu_listed(p, out);
		break;
	case EVENT_COMPLETED: /* nobody asks for it here */
	case EVENT_WAITING:   /* the loop waits, and says so */
	case EVENT_TICK:
	case EVENT_CONTINUED:
	case EVENT_EDITED: /* lines have no editor: a file is handed in */
	case EVENT_NONE:
	case EVENT_KEY:
	case EVENT_PASTE:
	case EVENT_RESIZE:
		break;
	}
	return done(p, out, before);
}

/*
 * Time and others may have moved the place; that is looked at here only, so
 * that an answer never falls on another item than the one asked about.
 */
static void
settle(struct plain *p)
{
	unsigned item = p->item;
	bool first = p->in_first;
	const char *step = arena_strdup(&p->scratch, buf_text(&p->step));

	where_settle(p);
	if (question_top(p)->question != QUESTION_WORK)
		return;
	if (item != p->item || first != p->in_first ||
	    strcmp(step, buf_text(&p->step)) != 0)
		p->anew = true;
	intake_settle(p);
}

/* No role yet, and the first actions are over: which one? */
static void
ask_role(struct plain *p)
{
	if (question_top(p)->question == QUESTION_WORK && !p->front->role &&
	    !p->in_first && p->front->incident->open && !p->front->read_only)
		question_push(p, QUESTION_ROLE);
}

void
plain_prompt(struct plain *p, struct buf *out)
{
	const struct question_row *row;
	size_t before = out->len;

	if (p->ended)
		return;
	p->rows_ready = false;
	settle(p);
	news_tell(p, out);
	ask_role(p);
	row = question_row(question_top(p)->question);
	if (p->anew && row->tell)
		row->tell(p, out);
	p->anew = false;
	(void)done(p, out, before);
	row->prompt(p, out);
}

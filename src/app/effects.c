/* What the front ends ask for, one function an effect. */
#include <string.h>

#include "app/desk_parts.h"
#include "app/typed_path.h"
#include "base/err.h"
#include "base/tr.h"
#include "front/fill.h"

#define LARGE ((int64_t)8 << 20) /* a file that takes a while */

static struct event
done(void)
{
	return (struct event){.kind = EVENT_DONE};
}

struct event
desk_failed(struct desk *d, const struct err *err)
{
	return (struct event){
		.kind = EVENT_FAILED,
		.text = arena_strdup(&d->answer_arena, err->text)};
}

/* An act that came to nothing: what was typed can be mended. */
static struct event
failed_act(struct desk *d, const struct action *act, const struct err *err)
{
	struct event answer = desk_failed(d, err);

	answer.action = *act;
	return answer;
}

/* Who acts stands in front; an act may say otherwise. */
static struct action
complete(const struct desk *d, const struct action *act)
{
	const struct front *f = &d->front;
	struct action out = *act;

	if (!out.by)
		out.by = f->by;
	if (!out.role)
		out.role = f->role;
	if (!out.typed)
		out.typed = f->typed;
	if (!out.via)
		out.via = f->via;
	return out;
}

static void
keep(struct desk *d, const struct action *act)
{
	if (act == &d->kept)
		return;
	arena_reset(&d->kept_arena);
	d->kept = session_copy_action(act, &d->kept_arena);
}

static struct event
not_saved(struct desk *d, const char *why)
{
	d->kept_waits = true;
	d->front.lost_journals = folder_count_lost(&d->session->folder);
	return (struct event){.kind = EVENT_NOT_SAVED,
			      .text = arena_strdup(&d->answer_arena, why),
			      .action = d->kept};
}

static struct event
wait_for_disk(struct desk *d)
{
	d->waiting = true;
	d->kept_waits = false;
	d->front.saving_since = d->front.now;
	return (struct event){.kind = EVENT_WAITING, .action = d->kept};
}

static void
tell_passed_over(struct desk *d)
{
	const char *text = session_passed_over(d->session, &d->library_arena);

	if (text)
		d->front.notice = text;
}

/* A picture of a seal, where one can be shown. */
static const char *
picture_of(struct desk *d, const struct record *written)
{
	bool sealed = written && written->kind == RECORD_SEAL && d->sealed.file;
	const char *picture = NULL;

	if (sealed && d->draws)
		picture = session_seal_picture(&d->sealed, &d->answer_arena);
	if (sealed)
		d->sealed.file = NULL;
	return picture;
}

/* What must be said of a file although it is kept; it may be moved by now. */
static const char *
notice_of(struct desk *d, const struct record *written)
{
	struct session_evidence *e = &d->attached;

	if (!written || written->kind != RECORD_EVIDENCE || !e->path)
		return NULL;
	session_finish_evidence(d->session, e);
	e->path = NULL;
	return e->notice;
}

/* What the record is a part of, or the act that is not in it. */
struct event
desk_answer_to(struct desk *d, enum session_outcome outcome,
	       const struct action *given, struct record *written,
	       const struct err *err)
{
	const char *text;

	switch (outcome) {
	case SESSION_FAILED_OVER:
		d->front.notice = arena_strdup(&d->library_arena, err->text);
		break;
	case SESSION_NOT_SAVED:
		if (err->kind == ERR_NOT_FOUND)
			return desk_failed(d, err);
		keep(d, given);
		return not_saved(d, err->text);
	case SESSION_WAITING:
		keep(d, given);
		return wait_for_disk(d);
	case SESSION_SAVED:
	case SESSION_REFUSED:
		break;
	}
	d->kept_waits = false;
	tell_passed_over(d);
	text = notice_of(d, written);
	return (struct event){.kind = EVENT_STORED,
			      .record = written,
			      .text = text ? text : picture_of(d, written)};
}

static struct event
act(struct desk *d, const struct action *given, bool again)
{
	struct action mine = session_copy_action(given, &d->answer_arena);
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct record *written = NULL;
	struct err err = {0};
	enum session_outcome outcome =
		again ? session_act_again(d->session, &mine, &written, &why,
					  &err)
		      : session_act(d->session, &mine, &written, &why, &err);

	if (outcome == SESSION_REFUSED)
		return (struct event){
			.kind = EVENT_REFUSED, .refused = why, .action = mine};
	return desk_answer_to(d, outcome, given, written, &err);
}

bool
desk_answer(struct desk *d, int ms, struct event *answer)
{
	struct record *written = NULL;
	enum session_outcome outcome;
	struct err err = {0};

	if (!d->waiting)
		return false;
	outcome = session_await(d->session, ms, &written, &err);
	if (outcome == SESSION_WAITING)
		return false;
	d->waiting = false;
	arena_reset(&d->answer_arena);
	*answer = desk_answer_to(d, outcome, &d->kept, written, &err);
	desk_tick(d, paths_now());
	return true;
}

void
desk_stop_waiting(struct desk *d, struct event *answer)
{
	arena_reset(&d->answer_arena);
	d->waiting = false;
	session_stop_waiting(d->session);
	*answer = not_saved(d, tr("the disk does not answer"));
	desk_tick(d, paths_now());
}

/* A file would wait for the disk as long as an entry, and with the screen. */
static bool
nothing_can_be_kept(struct desk *d, struct err *err)
{
	struct folder *f = &d->session->folder;

	return folder_is_out_of_reach(f) && !folder_is_away(f) &&
	       !err_set(err, ERR_BUSY, tr("the disk does not answer"));
}

static struct event
seal(struct desk *d, const struct action *given)
{
	struct session_seal made = {.reason = NULL};
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct record *written = NULL;
	struct err err = {0};
	enum session_outcome outcome;

	if (nothing_can_be_kept(d, &err))
		return failed_act(d, given, &err);
	outcome = session_seal(d->session, given, &made, &written, &why, &err);
	if (outcome == SESSION_REFUSED)
		return (struct event){.kind = EVENT_REFUSED,
				      .refused = why,
				      .action = *given};
	if (!made.completed.sha256) {
		/* Its file could not be written: there is no entry to keep. */
		keep(d, given);
		return failed_act(d, given, &err);
	}
	d->sealed = made.made;
	return desk_answer_to(d, outcome, &made.completed, written, &err);
}

/* Nothing was copied: its path can be mended, a full disk be emptied. */
static struct event
not_attached(struct desk *d, const struct action *given, const struct err *err)
{
	if (err->kind == ERR_WRITE) {
		keep(d, given);
		return not_saved(d, err->text);
	}
	d->kept_waits = false;
	return failed_act(d, given, err);
}

/* The copy first, its entry then; an original that is moved goes last. */
static struct event
attach(struct desk *d, const struct action *given)
{
	struct desk_watch watch;
	struct session_evidence e = {
		.path = typed_path(given->name ? given->name : "",
				   &d->library_arena),
		.move = given->act && strcmp(given->act, "move") == 0,
		.watch = desk_watch_begin(&watch, d,
					  N_("Copying: %1 of %2 MB. Ctrl-C "
					     "stops it.")),
	};
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct record *written = NULL;
	struct err err = {0};
	enum session_outcome outcome;

	if (nothing_can_be_kept(d, &err))
		return failed_act(d, given, &err);
	/* Said before the first byte: a stick may be slow. */
	if (e.watch && evidence_size(e.path) > LARGE)
		(void)e.watch->tell(e.watch, 0, evidence_size(e.path));
	outcome = session_add_evidence(d->session, given, &e, &written, &why,
				       &err);
	if (outcome == SESSION_REFUSED)
		return (struct event){.kind = EVENT_REFUSED,
				      .refused = why,
				      .action = *given};
	if (!e.completed.sha256)
		return not_attached(d, given, &err);
	d->attached = e;
	return desk_answer_to(d, outcome, &e.completed, written, &err);
}

static struct event
act_new(struct desk *d, const struct effect *e)
{
	struct action mine = complete(d, &e->action);

	/* One at a time: what comes second may stand on the first. */
	if (d->waiting)
		return (struct event){.kind = EVENT_WAITING, .action = mine};
	if (mine.kind == ACT_EVIDENCE)
		return attach(d, &mine);
	return mine.kind == ACT_SEAL ? seal(d, &mine) : act(d, &mine, false);
}

/* The same once more, with the id it has: it may be on the disk after all. */
static struct event
retry(struct desk *d)
{
	const struct action *kept = &d->kept;

	if (!d->kept_waits)
		return done();
	if (kept->kind == ACT_EVIDENCE && !kept->sha256)
		return attach(d, kept);
	return act(d, kept, true);
}

static void
go_on(struct desk *d)
{
	if (!d->waiting)
		return;
	session_stop_waiting(d->session);
	d->waiting = false;
	d->kept_waits = true;
}

static struct event
move(struct desk *d, const struct effect *e)
{
	struct session *s = d->session;
	const char *folder = e->text ? e->text : s->paths.state;
	struct event answer;
	struct err err = {0};
	const char *text;
	bool carried;

	go_on(d);
	if (!folder_move(&s->folder, folder, paths_now(), &err))
		return desk_failed(d, &err);
	carried = effect_carry_evidence(d);
	answer = retry(d);
	if (answer.kind == EVENT_NOT_SAVED)
		return answer;
	text = carried ? tr("Entries are written in %1 now; bring them home "
			    "later (draaiboek merge).")
		       : tr("Entries are written in %1 now, but the copy of %2 "
			    "could not go along: it is in the folder from "
			    "before, if that can be read.");
	d->front.notice = say_fill(&d->library_arena, text, folder,
				   d->attached.path, NULL);
	return answer;
}

static struct event
read_only(struct desk *d)
{
	struct folder *f = &d->session->folder;

	go_on(d);
	f->read_only = true;
	f->read_only_why = N_("the last entry could not be saved; go on on "
			      "paper");
	d->kept_waits = false;
	return done();
}

static struct event
opened(struct desk *d)
{
	desk_turn(d);
	return (struct event){.kind = EVENT_OPENED};
}

struct event
effect_start(struct desk *d, const struct effect *e)
{
	const struct front *f = &d->front;
	const struct session_start o = {
		.playbook = e->text,
		.role = f->role,
		.by = f->by,
		.typed = f->typed,
		.via = f->via,
	};
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct err err = {0};

	if (session_start(d->session, &o, &why, &err)) {
		struct event answer;

		if (!d->playbooks)
			lists_fill_playbooks(d);
		answer = opened(d);
		tell_passed_over(d);
		return answer;
	}
	desk_turn(d);
	if (why.why != REFUSED_NOT)
		return (struct event){.kind = EVENT_REFUSED, .refused = why};
	return desk_failed(d, &err);
}

static struct event
open_one(struct desk *d, const struct effect *e)
{
	/* Whom somebody plays is not who they are in a real incident. */
	bool played = d->front.exercise != NULL;
	struct err err = {0};

	if (session_open(d->session, e->text, &err)) {
		d->front.role = played ? NULL : d->given_role;
		return opened(d);
	}
	desk_turn(d);
	return desk_failed(d, &err);
}

static struct event
leave(struct desk *d)
{
	session_leave(d->session);
	d->front.role = d->given_role;
	return opened(d);
}

static struct event
load_library(struct desk *d)
{
	static const char *const none[] = {NULL};
	struct session *s = d->session;
	struct err err = {0};

	if (s->is_open) {
		session_load_contacts(s);
		session_load_models(s);
	} else if (!d->start_library_ready) {
		if (!shelf_library(session_shelf(s), s->language, none,
				   &d->start_library, &err))
			return desk_failed(d, &err);
		d->start_library_ready = true;
	}
	return (struct event){.kind = EVENT_LOADED};
}

static struct event
show_document(struct desk *d, const struct effect *e)
{
	documents_want(d, e->text);
	documents_fill(d);
	return (struct event){.kind = EVENT_LOADED};
}

static struct event
score(struct desk *d, const struct effect *e)
{
	lists_score(d, e->signs, e->sign_count);
	return (struct event){.kind = EVENT_LOADED};
}

static struct event
use_role(struct desk *d, const struct effect *e)
{
	d->front.role = e->text ? arena_strdup(&d->arena, e->text) : NULL;
	if (d->front.role)
		desk_keep_role(d, d->front.role);
	return done();
}

static struct event
use_name(struct desk *d, const struct effect *e)
{
	d->front.by =
		e->text && *e->text ? arena_strdup(&d->arena, e->text) : NULL;
	if (d->kept_waits && !d->kept.by)
		d->kept.by = d->front.by;
	return done();
}

static struct event
use_language(struct desk *d, const struct effect *e)
{
	session_use_language(d->session, e->text);
	d->start_library_ready = false;
	if (d->session->is_open)
		lists_fill_playbooks(d);
	else
		lists_fill(d);
	return done();
}

static struct event
keep_draft(struct desk *d, const struct effect *e)
{
	if (e->name)
		drafts_keep(d, e->name, e->text, e->save);
	return (struct event){.kind = EVENT_NONE};
}

static struct event
carry_out(struct desk *d, const struct effect *e)
{
	switch (e->kind) {
	case EFFECT_ACT:
		return act_new(d, e);
	case EFFECT_RETRY:
		return retry(d);
	case EFFECT_MOVE:
		return move(d, e);
	case EFFECT_READ_ONLY:
		return read_only(d);
	case EFFECT_START:
		return effect_start(d, e);
	case EFFECT_SCENARIOS:
		return effect_scenarios(d);
	case EFFECT_EXERCISE:
		return effect_begin_exercise(d, e);
	case EFFECT_REAL:
		return effect_real(d);
	case EFFECT_OPEN:
		return open_one(d, e);
	case EFFECT_LEAVE:
		return leave(d);
	case EFFECT_LIBRARY:
		return load_library(d);
	case EFFECT_DOCUMENT:
		return show_document(d, e);
	case EFFECT_SCORE:
		return score(d, e);
	case EFFECT_ROLE:
		return use_role(d, e);
	case EFFECT_BY:
		return use_name(d, e);
	case EFFECT_LANGUAGE:
		return use_language(d, e);
	case EFFECT_DRAFT:
		return keep_draft(d, e);
	case EFFECT_PRINT:
		return effect_print(d, e);
	case EFFECT_REPORT:
		return effect_report(d, e);
	case EFFECT_COMPLETE:
		return effect_complete(d, e);
	case EFFECT_EVIDENCE:
		return effect_evidence(d);
	case EFFECT_PROFILE:
		/* With whom it is to fill in; without, it is still read. */
		(void)load_library(d);
		return effect_profile(d);
	case EFFECT_PROFILE_CHANGE:
		return effect_profile_change(d, e);
	case EFFECT_NONE:
	case EFFECT_QUIT:
	case EFFECT_EDITOR:
	case EFFECT_SUSPEND:
	case EFFECT_REPAINT:
	case EFFECT_THEME:
		break;
	}
	return (struct event){.kind = EVENT_NONE};
}

struct event
desk_do(struct desk *d, const struct effect *e)
{
	struct event answer;

	arena_reset(&d->answer_arena);
	answer = carry_out(d, e);
	if (answer.kind == EVENT_STORED)
		documents_fill(d);
	d->front.now = paths_now();
	desk_fill(d);
	return answer;
}

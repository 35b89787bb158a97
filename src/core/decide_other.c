/* The acts that stand by themselves. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

static struct refused
text_needed(const struct proposal *p)
{
	return p->act->text ? may() : refuse(REFUSED_TEXT_MISSING, NULL, NULL);
}

struct refused
decide_action(struct proposal *p)
{
	p->out->text = p->act->text;
	p->out->to = p->act->to;
	p->out->due = p->act->due;
	return text_needed(p);
}

/* What the body that must ratify a decision said of it. */
static struct refused
decide_ratification(struct proposal *p)
{
	const struct action *act = p->act;
	const char *typed = act->id;
	const struct ratification *found = NULL;
	unsigned count, hits = 0;
	struct ratification *all = ratifications(p->in, false, p->a, &count);

	if (*typed == '#')
		typed++;
	for (unsigned i = 0; i < count; i++) {
		if (!id_matches(all[i].id, typed))
			continue;
		found = &all[i];
		hits++;
	}
	if (!found)
		return refuse(REFUSED_ID_UNKNOWN, act->id, NULL);
	if (hits > 1)
		return refuse(REFUSED_ID_AMBIGUOUS, act->id, NULL);
	if (!act->chosen)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	p->out->of = found->id;
	if (!p->out->text)
		p->out->text = found->title;
	return may();
}

/* An open decision that is decided now, or a new one. */
struct refused
decide_decision(struct proposal *p)
{
	const struct action *act = p->act;
	const struct decision_state *d;
	struct record *out = p->out;
	const char *id;
	struct refused r;

	out->text = act->text;
	if (act->option_count > 0)
		out->more->options =
			copied_array(p->a, act->options, act->option_count,
				     sizeof(*act->options));
	out->more->option_count = act->option_count;
	out->more->chosen = act->chosen;
	out->reason = act->reason;
	if (!act->id)
		return text_needed(p);
	r = find_id(&p->in->decisions, act->id, REFUSED_ID_UNKNOWN, &id);
	if (r.why == REFUSED_ID_UNKNOWN)
		return decide_ratification(p);
	if (r.why != REFUSED_NOT)
		return r;
	d = map_find(&p->in->decisions, id);
	if (!d || d->chosen)
		return refuse(REFUSED_ID_UNKNOWN, act->id, NULL);
	if (!act->chosen)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	out->of = d->id;
	return may();
}

static const char **
add_ids(const struct proposal *p, const char **ids, unsigned *count,
	const struct contact *contacts, unsigned more)
{
	for (unsigned i = 0; i < more; i++) {
		ids = arena_more(p->a, ids, *count, sizeof(*ids));
		ids[(*count)++] = contacts[i].id;
	}
	return ids;
}

static const char *
nearest_contact(const struct proposal *p)
{
	const struct library *lib = p->lib;
	const struct organisation *o = lib->organisation;
	const char **ids = NULL;
	unsigned count = 0;

	if (o)
		ids = add_ids(p, ids, &count, o->contacts, o->contact_count);
	for (unsigned i = 0; i < lib->directory_count; i++)
		ids = add_ids(p, ids, &count,
			      lib->directories[i]->organisations,
			      lib->directories[i]->organisation_count);
	return text_nearest(p->act->contact, ids, count);
}

struct refused
decide_call(struct proposal *p)
{
	const struct action *act = p->act;
	struct contact c;

	if (!act->contact)
		return refuse(REFUSED_CONTACT_UNKNOWN, "", NULL);
	if (!library_contact(p->lib, act->contact, &c))
		return refuse(REFUSED_CONTACT_UNKNOWN, act->contact,
			      nearest_contact(p));
	if (!act->outcome || (strcmp(act->outcome, "reached") != 0 &&
			      strcmp(act->outcome, "voicemail") != 0 &&
			      strcmp(act->outcome, "no-answer") != 0))
		return refuse(REFUSED_OUTCOME, act->outcome, NULL);
	p->out->more->contact = act->contact;
	p->out->more->outcome = act->outcome;
	p->out->more->ref = act->ref;
	p->out->text = act->text;
	return may();
}

struct refused
decide_note(struct proposal *p)
{
	p->out->text = p->act->text;
	if (!p->act->text)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	if (!p->act->about)
		return may();
	return find_place(p, p->act->about, &p->out->about);
}

/* What it is, and how it was obtained: without both it proves little. */
struct refused
decide_evidence(struct proposal *p)
{
	const struct action *act = p->act;

	p->out->more->file = act->file;
	p->out->more->sha256 = act->sha256;
	p->out->more->bytes = act->bytes;
	p->out->more->name = act->name;
	p->out->more->how = act->how;
	p->out->text = act->text;
	if (!act->text)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	return act->how ? may() : refuse(REFUSED_HOW_MISSING, NULL, NULL);
}

struct refused
decide_seal(struct proposal *p)
{
	p->out->more->file = p->act->file;
	p->out->more->sha256 = p->act->sha256;
	p->out->more->heads = p->act->heads;
	p->out->more->head_count = p->act->head_count;
	return may();
}

struct refused
decide_correct(struct proposal *p)
{
	p->out->text = p->act->text;
	if (!p->act->text)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	return find_id(&p->in->entries, p->act->id, REFUSED_ID_UNKNOWN,
		       &p->out->of);
}

struct refused
decide_presence(struct proposal *p)
{
	(void)p;
	return may();
}

struct refused
decide_handover(struct proposal *p)
{
	p->out->to = p->act->to;
	p->out->text = p->act->text;
	return p->act->to ? may() : refuse(REFUSED_TO_MISSING, NULL, NULL);
}

/*
 * A phone shows whole minutes: what it shows is half a minute old, as far as
 * anybody can tell.
 */
#define MINUTE INT64_C(60000)

struct refused
decide_clock(struct proposal *p)
{
	struct moment phone = p->act->phone;
	int64_t step;

	if (!phone.set)
		return refuse(REFUSED_PHONE_MISSING, NULL, NULL);
	if (phone.ms % MINUTE == 0)
		phone.ms += MINUTE / 2;
	p->out->more->wall = (struct moment){.ms = p->now, .set = true};
	/* No number of a line has a sign. */
	step = phone.ms - p->now;
	p->out->more->step_ms = (struct number){step < 0 ? -step : step, true};
	p->out->source = "phone";
	p->out->act = step < 0 ? "ahead" : "behind";
	return may();
}

struct refused
decide_severity(struct proposal *p)
{
	const struct number *severity = &p->act->severity;

	if (!severity->set || severity->value < 0 || severity->value > 4)
		return refuse(REFUSED_SEVERITY, NULL, NULL);
	p->out->more->severity = *severity;
	p->out->reason = p->act->reason;
	return may();
}

struct refused
decide_phase(struct proposal *p)
{
	const struct action *act = p->act;

	if (!act->phase || (strcmp(act->phase, "none") != 0 &&
			    strcmp(act->phase, "municipal") != 0 &&
			    strcmp(act->phase, "provincial") != 0 &&
			    strcmp(act->phase, "federal") != 0))
		return refuse(REFUSED_PHASE, act->phase, NULL);
	p->out->more->phase = act->phase;
	p->out->more->decided_by = act->decided_by;
	p->out->reason = act->reason;
	return may();
}

static const char *
nearest_playbook(const struct proposal *p)
{
	const struct library *lib = p->lib;
	const char **ids =
		ARENA_ARRAY(p->a, const char *, lib->playbook_count + 1);

	for (unsigned i = 0; i < lib->playbook_count; i++)
		ids[i] = lib->playbooks[i]->head.id;
	return text_nearest(p->act->playbook, ids, lib->playbook_count);
}

static struct refused
stop_playbook(struct proposal *p, const struct playbook *pb)
{
	const struct playbook_state *s =
		map_find(&p->in->playbooks, pb->head.id);
	struct refused r = reason_needed(p);

	if (r.why != REFUSED_NOT)
		return r;
	if (!s || !s->open)
		return refuse(REFUSED_PLAYBOOK_NOT_OPEN, pb->head.id, NULL);
	p->out->kind = RECORD_PLAYBOOK_STOP;
	p->out->more->playbook = pb->head.id;
	p->out->reason = p->act->reason;
	return may();
}

struct refused
decide_playbook(struct proposal *p)
{
	const char *id = p->act->playbook;
	const struct playbook *pb = id ? library_playbook(p->lib, id) : NULL;
	const struct playbook_state *s;
	struct wanted w = {.opens = &id, .open_count = 1};

	if (!pb)
		return refuse(REFUSED_PLAYBOOK_UNKNOWN, id ? id : "",
			      id ? nearest_playbook(p) : NULL);
	if (p->act->stop)
		return stop_playbook(p, pb);
	s = map_find(&p->in->playbooks, id);
	if (s && s->open)
		return refuse(REFUSED_PLAYBOOK_OPEN, id, NULL);
	if (!circle_allows(p, pb))
		return refuse(REFUSED_CLOSED_CIRCLE, id, NULL);
	p->out->more->playbook = pb->head.id;
	resolve(p, &w);
	return may();
}

struct refused
decide_title(struct proposal *p)
{
	p->out->title = p->act->text;
	return text_needed(p);
}

/* "it/isolate, gdpr-authority": what is still open, NULL: nothing. */
static const char *
work_listed(const struct proposal *p)
{
	unsigned count;
	struct deadline_row *rows =
		deadlines_listed(p->in, p->lib, p->a, &count);
	const char *list = NULL;

	for (unsigned i = 0; i < p->cur.count; i++) {
		const char *path = p->cur.steps[i].ref->path;

		list = list ? arena_printf(p->a, "%s, %s", list, path) : path;
	}
	for (unsigned i = 0; i < count; i++) {
		const struct deadline *d = rows[i].deadline;

		if (!deadline_is_running(deadline_at(p->in, d, p->now).state))
			continue;
		list = list ? arena_printf(p->a, "%s, %s", list, d->id) : d->id;
	}
	return list;
}

struct refused
decide_close(struct proposal *p)
{
	const char *left = work_listed(p);
	const char *override = p->act->override;

	p->out->reason = p->act->reason;
	/* An exercise ends when its leader says so. */
	if (same_text(p->in->mode, "exercise"))
		return may();
	if (left && !override)
		return refuse(REFUSED_WORK_OPEN, left, NULL);
	p->out->more->override = left ? override : NULL;
	return may();
}

struct refused
decide_open_again(struct proposal *p)
{
	if (p->in->open)
		return refuse(REFUSED_NOT_CLOSED, NULL, NULL);
	p->out->reason = p->act->reason;
	return may();
}

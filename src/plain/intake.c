/*
 * A new incident: its log is open from the first second.  The first actions
 * come before any question, then what people see, then the playbook.
 */
#include "plain/parts.h"

#include <string.h>

#include "front/draft.h"

#include "base/text.h"

static const struct front_playbook *
playbook_named(const struct plain *p, const char *id)
{
	for (size_t i = 0; i < p->front->playbook_count; i++)
		if (strcmp(p->front->playbooks[i].id, id) == 0)
			return &p->front->playbooks[i];
	return NULL;
}

void
intake_start(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	struct effect e = {.kind = EFFECT_START};

	for (size_t i = 0; i < f->playbook_count; i++)
		if (f->playbooks[i].kind == FILE_TRIAGE)
			e.text = f->playbooks[i].id;
	talk(p, out, tr("New incident. The log is being opened now."), NULL,
	     NULL, NULL);
	question_effect(p, e);
}

/* On to what comes next, when the first actions were gone through. */
void
intake_settle(struct plain *p)
{
	if (p->intake != INTAKE_FIRST || p->in_first ||
	    question_top(p)->question != QUESTION_WORK)
		return;
	p->intake = INTAKE_SIGNS;
	question_base(p, QUESTION_SIGNS);
	p->sign_next = 0;
}

/* --- what do you see? */

static unsigned
sign_total(const struct plain *p)
{
	const struct library *lib = p->front->library;
	unsigned count = 0;

	for (unsigned i = 0; lib && i < lib->vocabulary_count; i++)
		count += lib->vocabularies[i]->sign_count;
	return count;
}

static const struct sign *
sign_at(const struct plain *p, unsigned n)
{
	const struct library *lib = p->front->library;

	for (unsigned i = 0; lib && i < lib->vocabulary_count; i++) {
		if (n < lib->vocabularies[i]->sign_count)
			return &lib->vocabularies[i]->signs[n];
		n -= lib->vocabularies[i]->sign_count;
	}
	return NULL;
}

static int
ticked(const struct plain *p, const char *id)
{
	for (unsigned i = 0; i < p->sign_count; i++)
		if (strcmp(p->signs[i], id) == 0)
			return (int)i;
	return -1;
}

static void
toggle(struct plain *p, const struct sign *s, struct buf *out)
{
	int at = ticked(p, s->id);

	if (at >= 0) {
		p->signs[at] = p->signs[--p->sign_count];
		talk(p, out, tr("Not ticked: %1"), talk_text(p, s->text), NULL,
		     NULL);
	} else if (p->sign_count < PLAIN_SIGNS) {
		p->signs[p->sign_count++] = arena_strdup(&p->known, s->id);
		talk(p, out, tr("Ticked: %1"), talk_text(p, s->text), NULL,
		     NULL);
	}
}

/* They are no entry before a playbook was chosen; a kill must not lose them. */
static void
keep_signs(struct plain *p)
{
	question_effect(
		p, (struct effect){.kind = EFFECT_DRAFT,
				   .name = DRAFT_OF_SIGNS,
				   .text = draft_pack(p->signs, p->sign_count,
						      &p->scratch),
				   .save = true});
}

void
intake_restore(struct plain *p)
{
	const char *packed = p->front->incident
				     ? draft_find(p->front, DRAFT_OF_SIGNS)
				     : NULL;
	const char *id;

	while (packed && p->sign_count < PLAIN_SIGNS &&
	       (id = draft_field(packed, p->sign_count, &p->known)))
		p->signs[p->sign_count++] = id;
}

void
signs_tell(struct plain *p, struct buf *out)
{
	unsigned total = sign_total(p), n = p->sign_next;

	if (n == 0)
		talk(p, out,
		     tr("What do you see? Type the numbers of everything "
			"that is true. You can change it later."),
		     NULL, NULL, NULL);
	for (unsigned i = 0; i < PLAIN_PART && n < total; i++, n++) {
		const struct sign *s = sign_at(p, n);

		talk(p, out,
		     ticked(p, s->id) >= 0 ? tr("%1. Ticked: %2")
					   : tr("%1. %2"),
		     talk_number(p, n + 1), talk_text(p, s->text), NULL);
	}
	if (n < total)
		talk(p, out,
		     tr_n("%1 more sign: type more.",
			  "%1 more signs: type more.", total - n),
		     talk_number(p, total - n), NULL, NULL);
}

void
signs_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out,
		tr("Signs, %1 ticked. (numbers, more, next, note, ?) "
		   "[no answer]: "),
		talk_number(p, p->sign_count), NULL, NULL);
}

/* Numbers with spaces or commas between them; all or none of them. */
static bool
take_numbers(struct plain *p, const char *line, struct buf *out)
{
	unsigned total = sign_total(p), numbers[PLAIN_SIGNS], count = 0;
	char *at = arena_strdup(&p->scratch, line);

	while (*at) {
		size_t len = strcspn(at, " ,;");
		char last = at[len];

		at[len] = '\0';
		if (len) {
			unsigned n = talk_choice(at, total);

			if (!n || count == PLAIN_SIGNS)
				return false;
			numbers[count++] = n;
		}
		at += len + (last != '\0');
	}
	for (unsigned i = 0; i < count; i++)
		toggle(p, sign_at(p, numbers[i] - 1), out);
	if (count)
		keep_signs(p);
	return count > 0;
}

void
signs_answer(struct plain *p, const char *line, struct buf *out)
{
	if (!*line) {
		p->anew = true;
	} else if (words_is(p, line, "more")) {
		p->sign_next += PLAIN_PART;
		if (p->sign_next >= sign_total(p))
			p->sign_next = 0;
		p->anew = true;
	} else if (words_is(p, line, "next") || talk_same(p, line, "n")) {
		question_effect(p,
				(struct effect){.kind = EFFECT_SCORE,
						.signs = p->signs,
						.sign_count = p->sign_count});
	} else if (strspn(line, "0123456789 ,;") == strlen(line)) {
		if (!take_numbers(p, line, out))
			talk(p, out,
			     tr("Nothing was ticked: the signs have the "
				"numbers 1 "
				"to %1."),
			     talk_number(p, sign_total(p)), NULL, NULL);
	} else if (!words_use(p, line, out)) {
		talk_unknown(p, line, out);
	}
}

/* --- which playbook? */

static int
score(const struct front_playbook *b)
{
	return 10 * b->score_strong + b->score_weak;
}

static bool
is_match(const struct plain *p, const char *id)
{
	for (unsigned i = 0; i < p->match_count; i++)
		if (strcmp(p->matches[i], id) == 0)
			return true;
	return false;
}

/* The playbooks were scored: the three best, the best first. */
void
intake_matched(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;

	(void)out;
	p->match_count = 0;
	while (p->match_count < PLAIN_MATCHES) {
		const struct front_playbook *best = NULL;

		for (size_t i = 0; i < f->playbook_count; i++) {
			const struct front_playbook *b = &f->playbooks[i];

			if (b->kind == FILE_INCIDENT && score(b) > 0 &&
			    !is_match(p, b->id) &&
			    (!best || score(b) > score(best)))
				best = b;
		}
		if (!best)
			break;
		p->matches[p->match_count++] =
			arena_strdup(&p->known, best->id);
	}
	p->intake = INTAKE_MATCH;
	question_base(p, QUESTION_MATCH);
}

void
match_tell(struct plain *p, struct buf *out)
{
	if (!p->match_count && !p->sign_count)
		talk(p, out,
		     tr("No sign was ticked. Type < for the signs, walk to be "
			"led through the questions, or all for every "
			"playbook."),
		     NULL, NULL, NULL);
	else if (!p->match_count)
		talk(p, out,
		     tr("No playbook has these signs. Type walk to be led "
			"through the questions, or all for every playbook."),
		     NULL, NULL, NULL);
	else
		talk(p, out,
		     tr("Choose the worst one; you can add another later."),
		     NULL, NULL, NULL);
	for (unsigned i = 0; i < p->match_count; i++) {
		const struct front_playbook *b =
			playbook_named(p, p->matches[i]);

		if (!b)
			continue;
		talk(p, out, tr("%1. %2: %3"), talk_number(p, i + 1), b->title,
		     talk_text(p, b->summary));
		talk(p, out, tr("   Signs that fit: %1 of %2."),
		     talk_number(p,
				 (unsigned)(b->score_strong + b->score_weak)),
		     talk_number(p, (unsigned)b->signs), NULL);
	}
}

void
match_prompt(struct plain *p, struct buf *out)
{
	if (p->match_count)
		talk_on(p, out,
			tr("Which playbook, 1 to %1? (number, all, walk, < to "
			   "the signs, ?) [no answer]: "),
			talk_number(p, p->match_count), NULL, NULL);
	else
		talk_on(p, out,
			tr("Which playbook? (all, walk, < to the signs, ?) "
			   "[no answer]: "),
			NULL, NULL, NULL);
}

/* What people saw stands in the log, in their words of now. */
static const char *
seen_words(struct plain *p)
{
	const char *list = NULL;

	for (unsigned i = 0; i < p->sign_count; i++) {
		const struct sign *s =
			library_sign(p->front->library, p->signs[i]);
		const char *text = s ? talk_text(p, s->text) : p->signs[i];

		list = list ? arena_printf(&p->scratch, "%s; %s", list, text)
			    : text;
	}
	return list ? say_fill(&p->known, tr("Seen: %1"), list, NULL, NULL)
		    : NULL;
}

static void
enqueue(struct plain *p, struct action act)
{
	if (p->queue_count < PLAIN_QUEUE)
		p->queue[p->queue_count++] = act;
}

void
intake_leave(struct plain *p)
{
	p->intake = INTAKE_NONE;
	question_base(p, QUESTION_WORK);
}

/* The triage that asks the questions; NULL: none is open. */
static const char *
open_triage(const struct plain *p)
{
	const struct front *f = p->front;

	for (size_t i = 0; i < f->incident->playbooks.count; i++) {
		const struct playbook_state *s =
			f->incident->playbooks.entries[i].value;
		const struct playbook *b =
			s && s->open ? library_playbook(f->library, s->id)
				     : NULL;

		if (b && b->head.kind == FILE_TRIAGE)
			return s->id;
	}
	return NULL;
}

/* The playbook joins; the questions of triage are not needed any more. */
void
intake_choose(struct plain *p, const char *id)
{
	const struct front_playbook *b = playbook_named(p, id);
	const struct incident *in = p->front->incident;
	const char *seen = seen_words(p), *triage = open_triage(p);

	p->queue_next = p->queue_count = 0;
	id = arena_strdup(&p->known, id);
	if (seen)
		enqueue(p, (struct action){.kind = ACT_NOTE, .text = seen});
	if (draft_find(p->front, DRAFT_OF_SIGNS))
		question_effect(p, (struct effect){.kind = EFFECT_DRAFT,
						   .name = DRAFT_OF_SIGNS,
						   .save = true});
	enqueue(p, (struct action){.kind = ACT_PLAYBOOK, .playbook = id});
	if (b && (!in->title || !in->title[0]))
		enqueue(p, (struct action){
				   .kind = ACT_TITLE,
				   .text = arena_strdup(&p->known, b->title)});
	if (triage)
		enqueue(p, (struct action){
				   .kind = ACT_PLAYBOOK,
				   .playbook = arena_strdup(&p->known, triage),
				   .stop = true,
				   .reason = tr("The signs showed the "
						"playbook")});
	p->filling = (struct plain_form){.act = p->queue[p->queue_next++]};
	form_submit(p);
}

void
match_answer(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = talk_choice(line, p->match_count);

	if (!*line) {
		p->anew = true;
	} else if (n) {
		intake_choose(p, p->matches[n - 1]);
	} else if (strcmp(line, "<") == 0) {
		p->intake = INTAKE_SIGNS;
		p->sign_next = 0;
		question_base(p, QUESTION_SIGNS);
	} else if (words_is(p, line, "all")) {
		view_open(p, VIEW_PLAYBOOKS, out);
	} else if (words_is(p, line, "walk")) {
		intake_leave(p);
	} else if (!words_use(p, line, out)) {
		talk_unknown(p, line, out);
	}
}

/* Reports: said line by line, or saved in a file where one asks for that. */
#include "plain/parts.h"

#include <string.h>

#include "markdown/markdown.h"

/* The first word of what is left, which then begins behind it; NULL: none. */
static const char *
next_word(struct plain *p, const char **rest)
{
	const char *word = *rest + strspn(*rest, " ");
	size_t len = strcspn(word, " ");

	*rest = word + len;
	return len > 0 ? arena_strndup(&p->scratch, word, len) : NULL;
}

/* By the beginning of its id; several may begin so: the last one is meant. */
static const char *
find_entry(struct plain *p, const char *typed)
{
	const struct incident *in = p->front->incident;
	size_t len;

	typed += *typed == '#';
	len = strlen(typed);
	for (size_t i = in->log_count; len > 3 && i > 0; i--) {
		const struct record *r = in->log[i - 1].record;

		if (r->id && strncmp(r->id, typed, len) == 0 &&
		    record_decides(r))
			return r->id;
	}
	return NULL;
}

static const char *
last_decision(struct plain *p)
{
	const struct incident *in = p->front->incident;

	for (size_t i = in->log_count; i > 0; i--)
		if (record_decides(in->log[i - 1].record))
			return in->log[i - 1].record->id;
	return NULL;
}

static void
tell_words(struct plain *p, struct buf *out)
{
	talk(p, out,
	     tr("Type report and: sitrep, timeline, handover, ahead, "
		"after-action (of an exercise), or decision and its entry. "
		"Behind it: public, or text, md, html or json to save it in a "
		"file."),
	     NULL, NULL, NULL);
}

/* What follows the report's name: "public", a format, an entry. */
static bool
read_words(struct plain *p, const char *rest, struct effect *e)
{
	const char *word;

	while ((word = next_word(p, &rest)) != NULL) {
		enum report_format format = report_format_of(word);

		if (strcmp(word, "public") == 0) {
			e->report.for_public = true;
		} else if (format != REPORT_FORMATS) {
			e->report.format = format;
			e->save = true;
		} else if (e->report.kind == REPORT_DECISION) {
			e->report.entry = find_entry(p, word);
		} else {
			return false;
		}
	}
	return !e->report.for_public || report_can_be_public(e->report.kind);
}

void
report_use(struct plain *p, const char *argument, struct buf *out)
{
	/* What is said is read from Markdown: no columns, a line a row. */
	struct effect e = {
		.kind = EFFECT_REPORT,
		.report = {.format = REPORT_MARKDOWN, .role = p->front->role}};
	const char *rest = argument ? argument : "sitrep";
	const char *name = next_word(p, &rest);

	e.report.kind = name ? report_kind_of(name) : REPORT_KINDS;
	if (e.report.kind == REPORT_DECISION)
		e.report.entry = last_decision(p);
	if (e.report.kind == REPORT_KINDS || !read_words(p, rest, &e) ||
	    (e.report.kind == REPORT_DECISION && !e.report.entry)) {
		tell_words(p, out);
		return;
	}
	question_effect(p, e);
}

void
report_use_ahead(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	report_use(p, "ahead", out);
}

void
report_told(struct plain *p, const struct event *ev, struct buf *out)
{
	if (!ev->saved) {
		markdown_plain(ev->text, strlen(ev->text), out);
		p->anew = true;
		return;
	}
	talk(p, out, "%1", ev->text, NULL, NULL);
	p->anew = true;
	if (!ev->note || p->front->read_only)
		return;
	form_begin(p, FORM_NOTE)->text = form_keep(p, ev->note);
	form_submit(p);
}

#include "export/report_of.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/clock_check.h"
#include "export/report_parts.h"
#include "front/fill.h"
#include "front/say_clock_check.h"
#include "front/say.h"

#define SITREP_MOST 9 /* lines of a section, before the page is looked at */

static const char *
tlp_of(const struct report_wanted *w, const struct incident *in,
       struct arena *a)
{
	char *text;

	if (w->for_public)
		return "TLP:CLEAR";
	if (in->tlp == NULL || in->tlp[0] == '\0')
		return tr("NO TRAFFIC LIGHT: TREAT AS TLP:AMBER");
	text = arena_printf(a, "TLP:%s", in->tlp);
	for (char *c = text; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return text;
}

/* A title may say what is not for everybody. */
static const char *
name_of(const struct report_wanted *w, const struct report_ground *g,
	struct arena *a)
{
	const struct incident *in = g->incident;
	const char *title = in->title;
	const char *organisation = in->organisation;

	if (w->for_public)
		return organisation != NULL ? organisation : "";
	for (size_t i = 0;
	     (title == NULL || title[0] == '\0') && i < in->playbooks.count;
	     i++) {
		const struct playbook *p = library_playbook(
			g->library, in->playbooks.entries[i].key);

		title = p != NULL ? p->head.title : NULL;
	}
	if (title == NULL || title[0] == '\0')
		title = tr("no title yet");
	if (g->words != NULL)
		title = say_fill(a, "%1  %2", title, g->words, NULL);
	return organisation != NULL && organisation[0] != '\0'
		       ? say_fill(a, "%1, %2", title, organisation, NULL)
		       : title;
}

static const char *
heads_of(const struct report_ground *g, struct arena *a)
{
	const char *all = "";

	for (unsigned i = 0; i < g->head_count && i < 3; i++)
		all = say_fill(
			a, "%1%2 %3", all, i > 0 ? "," : "",
			arena_printf(a, "%lld:%.4s %.4s %.4s %.4s",
				     (long long)g->heads[i].n, g->heads[i].head,
				     g->heads[i].head + 4, g->heads[i].head + 8,
				     g->heads[i].head + 12));
	if (g->head_count > 3)
		all = say_fill(a, tr("%1, and %2 more (draaiboek head)"), all,
			       arena_printf(a, "%u", g->head_count - 3), NULL);
	return all;
}

/* How far the log was, and what vouches for it. */
static const char *
proof_of(const struct report_ground *g, struct arena *a)
{
	const char *proof = g->proof != NULL
				    ? g->proof
				    : tr("The journals were not verified for "
					 "this.");

	if (g->head_count == 0)
		return proof;
	return say_fill(a,
			tr_n("%1 entry; head of each journal:%2. %3",
			     "%1 entries; head of each journal:%2. %3",
			     (long)g->incident->log_count),
			arena_printf(a, "%zu", g->incident->log_count),
			heads_of(g, a), proof);
}

static struct report *
begin(const struct report_wanted *w, const struct report_ground *g,
      struct arena *a)
{
	struct report *r =
		report_new(a, report_kind_name(w->kind), say_report(w->kind));
	const char *mode = g->incident->mode;
	bool exercise = mode != NULL && strcmp(mode, "exercise") == 0;

	r->language = tr_language();
	r->incident = text_shown(a, name_of(w, g, a), false);
	r->as_of = say_fill(a, tr("as of %1"),
			    say_date_clock(g->status->now, g->zone, a), NULL,
			    NULL);
	r->tlp = text_shown(a, tlp_of(w, g->incident, a), false);
	r->banner = exercise ? tr("EXERCISE EXERCISE EXERCISE") : NULL;
	r->audience = w->for_public ? tr("PUBLIC") : tr("INTERNAL");
	r->proof = w->for_public ? "" : proof_of(g, a);
	return r;
}

/* The clock of the stations beside one that somebody looked at. */
static void
add_offset(struct reporting *p)
{
	const struct incident *in = p->g->incident;

	for (size_t i = in->log_count; i > 0; i--) {
		const struct record *r = in->log[i - 1].record;

		if (!clock_check_is(r))
			continue;
		report_paragraph(
			p->r,
			say_fill(p->a, tr("Clock check %1: %2 (%3)."),
				 part_clock(p, r->time),
				 say_clock_step(clock_check_step(r), p->a),
				 part_source(p, r->id)));
		return;
	}
}

static bool
fill(struct reporting *p)
{
	switch (p->wanted->kind) {
	case REPORT_SITREP:
		if (p->wanted->for_public)
			sitrep_add_public(p);
		else
			sitrep_add(p);
		break;
	case REPORT_TIMELINE:
		timeline_add(p);
		break;
	case REPORT_HANDOVER:
		handover_add(p);
		break;
	case REPORT_DECISION:
		return decision_add(p);
	case REPORT_AHEAD:
		ahead_add(p);
		break;
	case REPORT_AFTER:
		if (!after_add(p))
			return false;
		break;
	case REPORT_KINDS:
		return false;
	}
	if (!p->wanted->for_public)
		add_offset(p);
	return true;
}

static bool
fits_page(const struct report *r)
{
	struct buf out = {0};
	bool fits;

	report_write_text(r, REPORT_COLUMNS, REPORT_ROWS, &out);
	fits = strchr(buf_text(&out), '\f') == NULL;
	buf_fini(&out);
	return fits;
}

/* The situation report gives lines up until it fits on one page. */
struct report *
report_make(const struct report_wanted *wanted, const struct report_ground *g,
	    struct arena *a)
{
	struct reporting p = {.g = g, .wanted = wanted, .a = a};
	bool one_page = wanted->kind == REPORT_SITREP && !wanted->for_public;

	for (unsigned most = one_page ? SITREP_MOST : 0;; most--) {
		p.most = most;
		p.r = begin(wanted, g, a);
		if (!fill(&p))
			return NULL;
		if (!one_page || most <= 1 || fits_page(p.r))
			return p.r;
	}
}

void
report_write(const struct report *r, const struct report_wanted *wanted,
	     struct buf *out)
{
	switch (wanted->format) {
	case REPORT_MARKDOWN:
		report_write_markdown(r, out);
		return;
	case REPORT_HTML:
		report_write_html(r, out);
		return;
	case REPORT_JSON:
		report_write_json(r, out);
		return;
	case REPORT_TEXT:
	case REPORT_FORMATS:
		break;
	}
	if (wanted->columns > 0)
		report_write_text(r, wanted->columns, 0, out);
	else
		report_write_text(r, REPORT_COLUMNS, REPORT_ROWS, out);
}

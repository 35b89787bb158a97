/* assessment result: what the answers add up to. */
#include <string.h>

#include "app/earlier.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "core/playbook.h"
#include "front/say_assessment.h"

/* The run that is meant where nobody says which: the newest. */
static int
open_newest(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	struct incident_places places;
	struct err err = {0};

	folder_list(&s->paths, &cli->arena, &places, NULL);
	for (size_t i = 0; i < places.count; i++) {
		if (strcmp(places.places[i].mode, "assessment") != 0)
			continue;
		if (!session_open_place(s, &places.places[i], &err))
			return cli_fail(cli, &err);
		call_warn(cli);
		return EXIT_FINE;
	}
	err_set(&err, ERR_NOT_FOUND,
		tr("No assessment was begun yet: 'draaiboek start basic' "
		   "begins one."));
	return cli_fail(cli, &err);
}

static int
open_run(struct call *c)
{
	const char *typed = c->word_count ? c->words[0] : NULL;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!typed && !call_option(c, OPT_INCIDENT) &&
	    !cli_env("DRAAIBOEK_INCIDENT"))
		return open_newest(c);
	return call_open(c, typed);
}

/* --- JSON */

static void
add_share(struct json_writer *w, const char *key,
	  const struct assessment_sum *sum)
{
	int share = sum ? assessment_share(sum) : -1;

	if (share < 0)
		json_add_null(w, key);
	else
		json_add_number(w, key, share);
}

static void
add_sum(struct json_writer *w, const struct assessment_sum *sum,
	const struct assessment_sum *before)
{
	json_add_number(w, "score", sum->score);
	json_add_number(w, "most", sum->most);
	add_share(w, "share", sum);
	json_add_number(w, "answered", sum->answered);
	json_add_number(w, "unknown", sum->unknown);
	json_add_number(w, "open", sum->open);
	add_share(w, "earlier_share", before);
	json_add_text(w, "trend",
		      assessment_trend_name(assessment_compare(sum, before)));
}

static void
add_answers(struct json_writer *w, const struct assessment *as)
{
	json_begin_list(w, "answers");
	for (unsigned i = 0; i < as->line_count; i++) {
		const struct assessment_line *l = &as->lines[i];
		const struct step *s = l->ref->step;

		json_begin_object(w, NULL);
		json_add_text(w, "id", s->id);
		json_add_text(w, "section", as->sections[l->section].id);
		json_add_text(w, "title", s->title);
		json_add_text(w, "choice", l->chosen ? l->chosen->id : NULL);
		json_add_text(w, "label", l->chosen ? l->chosen->label : NULL);
		json_add_number(w, "score", l->score);
		json_add_number(w, "most", l->most);
		json_add_flag(w, "low", l->low);
		json_add_text(w, "advice", l->low ? s->advice_if_low : NULL);
		json_end(w);
	}
	json_end(w);
	json_begin_list(w, "improve");
	for (unsigned i = 0; i < as->missed_count; i++)
		json_add_text(w, NULL, as->missed[i]->ref->step->id);
	json_end(w);
}

static void
add_head(struct cli *cli, struct json_writer *w, const struct assessment *as,
	 const struct assessment_earlier *earlier)
{
	const struct file_header *h = &as->playbook->head;
	char stamp[STAMP_SIZE];

	json_add_text(w, "incident", cli->session.folder.id);
	json_add_text(w, "playbook", h->id);
	json_add_text(w, "kind", file_kind_name(h->kind));
	json_add_text(w, "version", h->version);
	json_add_text(w, "title", h->title);
	stamp_write(cli->session.incident.opened, stamp);
	json_add_text(w, "started", stamp);
	if (earlier)
		stamp_write(earlier->time, stamp);
	json_add_text(w, "earlier", earlier ? stamp : NULL);
}

static void
print_json(struct cli *cli, const struct assessment *as,
	   const struct assessment_earlier *earlier)
{
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	add_head(cli, w, as, earlier);
	add_sum(w, &as->total, earlier ? &earlier->total : NULL);
	json_begin_list(w, "sections");
	for (unsigned i = 0; i < as->section_count; i++) {
		const struct assessment_section *s = &as->sections[i];

		json_begin_object(w, NULL);
		json_add_text(w, "id", s->id);
		json_add_text(w, "title", s->title);
		add_sum(w, &s->sum, assessment_earlier_sum(earlier, s->id));
		json_end(w);
	}
	json_end(w);
	add_answers(w, as);
	json_end(w);
	cli_print_json(cli, w);
}

/* --- CSV, as in RFC 4180 */

/* A cell that a spreadsheet would take for a formula gets a quote in front. */
static void
print_cell(struct cli *cli, const char *text, const char *end)
{
	text = text ? text : "";
	cli_print(cli, "\"%s", *text && strchr("=+-@\t\r", *text) ? "'" : "");
	for (const char *p = text; *p; p++)
		cli_print(cli, *p == '"' ? "\"\"" : "%c", *p);
	cli_print(cli, "\"%s", end);
}

static void
print_csv(struct cli *cli, const struct assessment *as)
{
	cli_print(cli, "section,id,title,choice,label,score,most,advice\r\n");
	for (unsigned i = 0; i < as->line_count; i++) {
		const struct assessment_line *l = &as->lines[i];
		const struct step *s = l->ref->step;

		print_cell(cli, as->sections[l->section].id, ",");
		print_cell(cli, s->id, ",");
		print_cell(cli, s->title, ",");
		print_cell(cli, l->chosen ? l->chosen->id : NULL, ",");
		print_cell(cli, l->chosen ? l->chosen->label : NULL, ",");
		if (l->chosen)
			cli_print(cli, "%u", l->score);
		cli_print(cli, ",%u,", l->most);
		print_cell(cli, l->low ? s->advice_if_low : NULL, "\r\n");
	}
}

/* NULL: said that there is no such format. */
static const char *
format_of(struct call *c)
{
	const char *format = call_option(c, OPT_FORMAT);

	if (call_has(c, OPT_JSON))
		return "json";
	if (!format)
		return "text";
	if (strcmp(format, "text") == 0 || strcmp(format, "json") == 0 ||
	    strcmp(format, "csv") == 0)
		return format;
	cli_usage(c->cli, tr("--%s: '%s' is not one of %s, %s, %s."), "format",
		  format, "text", "json", "csv");
	return NULL;
}

int
cmd_assessment_result(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	const struct assessment *as;
	const struct assessment_earlier *earlier;
	const char *format = format_of(c);
	struct err err = {0};
	int status;

	if (!format)
		return EXIT_USAGE;
	status = open_run(c);
	if (status != EXIT_FINE)
		return status;
	as = assessment_of(&s->incident, &s->library, &cli->arena);
	if (!as) {
		err_set(&err, ERR_NOT_FOUND,
			tr("This is no run of an assessment or a quiz; "
			   "'draaiboek list' shows which ones are."));
		return cli_fail(cli, &err);
	}
	earlier = earlier_find(s, &cli->arena);
	if (strcmp(format, "json") == 0)
		print_json(cli, as, earlier);
	else if (strcmp(format, "csv") == 0)
		print_csv(cli, as);
	else
		cli_print(cli, "%s",
			  say_result(as, earlier, &s->zone, &cli->arena));
	return EXIT_FINE;
}

/* template: the models that texts are made from. */
#include <string.h>

#include "app/session_report.h"
#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/leaving.h"
#include "cli/table.h"
#include "core/model.h"
#include "core/playbook.h"
#include "front/fill.h"
#include "front/say.h"

static void
list_json(struct cli *cli, struct shelf *shelf)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l = e->head.kind == FILE_MODEL
						 ? shelf_load(shelf, e)
						 : NULL;

		if (!l)
			continue;
		json_begin_object(w, NULL);
		json_add_text(w, "id", e->head.id);
		json_add_text(w, "language", e->head.language);
		json_add_text(w, "title", e->head.title);
		json_add_text(w, "summary", l->head->summary);
		json_add_text(w, "audience", l->model->audience);
		json_add_text(w, "approval", l->model->approval);
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

int
cmd_template_list(struct call *c)
{
	struct cli *cli = c->cli;
	struct shelf *shelf;
	struct table t;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	shelf = session_shelf(&cli->session);
	if (call_has(c, OPT_JSON)) {
		list_json(cli, shelf);
		return EXIT_FINE;
	}
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l = e->head.kind == FILE_MODEL
						 ? shelf_load(shelf, e)
						 : NULL;

		if (!l)
			continue;
		table_row(
			&t,
			(const char *const[]){e->head.id, e->head.language,
					      say_audience(l->model->audience),
					      e->head.title},
			4);
	}
	table_print(&t);
	return EXIT_FINE;
}

/* EXIT_FINE, or said why there is no such model. */
static int
find(struct call *c, struct model *m)
{
	struct session *s = &c->cli->session;

	if (session_find_model(s, c->words[0],
			       call_option(c, OPT_LANG)
				       ? call_option(c, OPT_LANG)
				       : s->language,
			       m))
		return EXIT_FINE;
	return cli_refused(
		c->cli,
		(struct refused){REFUSED_MODEL_UNKNOWN, c->words[0], NULL},
		&(struct action){.kind = ACT_DOCUMENT});
}

int
cmd_template_show(struct call *c)
{
	struct model m;
	int status = call_session(c);

	if (status == EXIT_FINE)
		status = find(c, &m);
	if (status == EXIT_FINE)
		cli_print(c->cli, "%s",
			  text_shown(&c->cli->arena,
				     arena_strndup(&c->cli->arena,
						   m.header->head.bytes,
						   m.header->head.len),
				     true));
	return status;
}

/* --- values that are handed in */

struct values {
	struct arena *arena;
	struct model_given *list;
	unsigned count;
};

static void
add(struct values *v, const char *name, const char *value)
{
	v->list = arena_more(v->arena, v->list, v->count, sizeof(*v->list));
	v->list[v->count++] = (struct model_given){name, value};
}

/* A word, a number or a yes or no; what is null is not known. */
static const char *
value_of(struct arena *a, const struct json *j)
{
	int64_t number;

	if (json_text(j))
		return arena_strdup(a, json_text(j));
	if (json_integer_value_of(j, &number))
		return arena_printf(a, "%lld", (long long)number);
	if (json_type(j) == JSON_FLAG)
		return json_flag(j) ? "yes" : "no";
	return NULL;
}

static void
add_listed(struct values *v, const struct json *list)
{
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *row = json_element(list, i);
		const char *name = json_text(json_member(row, "fact"));
		const char *value =
			value_of(v->arena, json_member(row, "value"));

		if (name && value)
			add(v, arena_strdup(v->arena, name), value);
	}
}

/* As `status --json` prints it, or simply names and values. */
static bool
read_facts(struct call *c, struct values *v, struct err *err)
{
	const char *path = call_option(c, OPT_FACTS), *bytes;
	const struct json *facts;
	struct json *root;
	size_t len, at;

	if (!path)
		return true;
	if (!load_file(path, v->arena, &bytes, &len, err))
		return false;
	root = json_read(bytes, len, &at);
	if (!root || json_type(root) != JSON_OBJECT) {
		json_free(root);
		return err_set(err, ERR_USAGE,
			       tr("%s is no JSON with names and values."),
			       path);
	}
	facts = json_member(root, "facts");
	if (json_type(facts) == JSON_LIST)
		add_listed(v, facts);
	for (size_t i = 0;
	     json_type(facts) != JSON_LIST && i < json_count(root); i++) {
		const char *name = json_key(root, i);
		const char *value = value_of(v->arena, json_member(root, name));

		if (value)
			add(v, arena_strdup(v->arena, name), value);
	}
	json_free(root);
	return true;
}

/* A moment as people type it becomes one as the log has it. */
static const char *
moment_typed(struct session *s, struct arena *a, const char *name,
	     const char *value)
{
	const struct fact *f = library_fact(&s->library, name);
	char stamp[STAMP_SIZE];
	int64_t at;

	if (!s->is_open || !f || f->type != FACT_TIME ||
	    !stamp_read_typed(value, paths_now(), true, &s->zone, &at))
		return value;
	stamp_write(at, stamp);
	return arena_strdup(a, stamp);
}

static bool
read_sets(struct call *c, struct values *v, struct err *err)
{
	for (unsigned i = 0; i < c->options.repeated_count[2]; i++) {
		const char *word = c->options.repeated[2][i];
		const char *equals = strchr(word, '=');
		const char *name;

		if (!equals || equals == word)
			return err_set(err, ERR_USAGE,
				       tr("--set: '%s' is not understood; "
					  "write NAME=VALUE."),
				       word);
		name = arena_strndup(v->arena, word, (size_t)(equals - word));
		add(v, name,
		    moment_typed(&c->cli->session, v->arena, name, equals + 1));
	}
	return true;
}

/* --- filling in */

static void
fill_json(struct cli *cli, const struct model *m, const struct model_filling *f)
{
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	json_add_text(w, "model", m->header->head.id);
	json_add_text(w, "language", m->header->head.language);
	json_add_text(w, "audience", m->header->audience);
	json_add_text(w, "text", f->text);
	json_add_number(w, "gaps", f->gaps);
	json_begin_list(w, "uses");
	for (unsigned i = 0; i < f->use_count; i++) {
		const struct model_use *u = &f->uses[i];
		const struct record *r =
			u->standing ? u->standing->record : NULL;
		char stamp[STAMP_SIZE];

		json_begin_object(w, NULL);
		json_add_text(w, "name", u->name);
		json_add_text(w, "label", u->label);
		json_add_text(w, "value", u->shown);
		json_add_text(w, "source",
			      u->standing ? u->standing->source : NULL);
		json_add_text(w, "certainty",
			      u->standing ? u->standing->certainty : NULL);
		if (r)
			stamp_write(record_happened(r), stamp);
		json_add_text(w, "time", r ? stamp : NULL);
		json_add_flag(w, "public", u->public);
		json_add_flag(w, "gap", u->gap);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	cli_print_json(cli, w);
}

/* In an incident the log says that a text of it went to a file. */
static int
save(struct call *c, const struct model *m, const char *text)
{
	struct arena *a = &c->cli->arena;
	const struct file_header *h = &m->header->head;
	struct buf bytes = {0};
	const char *left;
	int status;

	buf_adds(&bytes, text);
	status = leaving_save(c, &bytes, &left);
	if (left)
		leaving_note(
			c, session_document_note(
				   arena_printf(a, "%s.%s", h->id, h->language),
				   left, &bytes, a));
	buf_fini(&bytes);
	return status;
}

static int
filled(struct call *c, const struct model *m, const struct model_filling *f)
{
	struct cli *cli = c->cli;
	const char *missing = call_option(c, OPT_MISSING);
	bool fail = missing && strcmp(missing, "fail") == 0;
	const char *gaps = model_gaps_listed(f->text, &cli->arena);
	bool ours = false;

	for (unsigned i = 0; i < f->use_count; i++)
		ours |= model_use_is_ours(&f->uses[i]);
	if (gaps && (fail || !cli->quiet))
		cli_say(cli, say_fill(&cli->arena, tr("Still to fill in: %1"),
				      gaps, NULL, NULL));
	if (ours && (fail || !cli->quiet))
		cli_say(cli,
			tr("'draaiboek organisation' fills in for good what "
			   "is missing of the organisation and its "
			   "contacts."));
	if (gaps && fail)
		return EXIT_NO;
	if (!call_has(c, OPT_JSON))
		return save(c, m, f->text);
	fill_json(cli, m, f);
	return EXIT_FINE;
}

/* The incident that is open, where there is one and no file was named. */
static int
reach_incident(struct call *c)
{
	struct session *s = &c->cli->session;
	struct err err = {0};
	bool named =
		call_option(c, OPT_INCIDENT) || cli_env("DRAAIBOEK_INCIDENT");

	if (named)
		return call_open(c, NULL);
	if (!call_has(c, OPT_FACTS))
		(void)session_open(s, NULL, &err);
	return EXIT_FINE;
}

int
cmd_template_fill(struct call *c)
{
	struct cli *cli = c->cli;
	const char *missing = call_option(c, OPT_MISSING);
	struct values v = {.arena = &cli->arena};
	struct session_fill fill = {.body = NULL};
	struct model_filling f;
	struct err err = {0};
	struct model m;
	int status = call_session(c);

	if (missing && strcmp(missing, "fail") != 0 &&
	    strcmp(missing, "mark") != 0)
		return cli_usage(cli,
				 tr("--missing: '%s' is unknown; use mark "
				    "or fail."),
				 missing);
	if (status == EXIT_FINE)
		status = reach_incident(c);
	if (status == EXIT_FINE)
		status = find(c, &m);
	if (status != EXIT_FINE)
		return status;
	if (!read_facts(c, &v, &err) || !read_sets(c, &v, &err))
		return cli_fail(cli, &err);
	fill.model = &m;
	fill.given = v.list;
	fill.given_count = v.count;
	if (!session_fill(&cli->session, &fill, &cli->arena, &f, &err))
		return cli_fail(cli, &err);
	return filled(c, &m, &f);
}

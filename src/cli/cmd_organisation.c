/*
 * organisation: makes and edits the organisation's own file by asking.  Every
 * answer changes a line of the text; what it does not ask about stays as it
 * is.  Nothing is written before the end, and only what reads back as meant.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/tr.h"
#include "cli/organisation.h"
#include "core/diag.h"
#include "front/fill.h"
#include "front/say.h"
#include "load/edit.h"
#include "load/load.h"
#include "store/replace.h"

static const char *const YES_NO[] = {"yes", "no", "unknown", NULL};
static const char *const NIS2[] = {"no",         "important", "essential",
				   "designated", "unknown",   NULL};

static const struct profile_question {
	const char *key;
	const char *question; /* N_() */
	const char *const *words;
	const char *otherwise; /* where nothing was said yet */
} PROFILE[] = {
	{"name", N_("Name of the organisation"), NULL, NULL},
	{"language", N_("Language (nl, en)"), NULL, "nl"},
	{"region", N_("Region"), NULL, "be-vlg"},
	{"body", N_("What you are (municipality, ocmw, police-zone, ...)"),
	 NULL, "municipality"},
	{"nis2", N_("NIS2 (no, important, essential, designated, unknown)"),
	 NIS2, "unknown"},
	{"care-home", N_("Do you have a care home? (yes, no, unknown)"), YES_NO,
	 "unknown"},
	{"ot", N_("Traffic lights, pumps, pools, bollards? (yes, no, unknown)"),
	 YES_NO, "unknown"},
	{"police-link",
	 N_("Are you linked with the police's network? (yes, no, unknown)"),
	 YES_NO, "unknown"},
};

/* What is asked of each entry of a list; the first key is its name. */
static const struct list_question {
	const char *list;
	const char *title, *more; /* N_() */
	struct {
		const char *key, *question; /* N_() */
	} keys[5];
} LISTS[] = {
	{"people",
	 N_("People: functions, so that the roles can be called."),
	 N_("One more function (Enter: no more)"),
	 {{"function", N_("Function")},
	  {"role", N_("Role (management, it, communications, "
		      "emergency-planning, ...)")},
	  {"name", N_("Name, if it may stand there")},
	  {"phone", N_("Phone")},
	  {"deputy", N_("Deputy: the id of another entry")}}},
	{"suppliers",
	 N_("Suppliers that you need in an incident."),
	 N_("One more supplier (Enter: no more)"),
	 {{"name", N_("Name")},
	  {"phone", N_("Phone, also at night")},
	  {"contract", N_("Contract")},
	  {"what", N_("What for")}}},
	{"services",
	 N_("Services: what citizens and staff cannot miss for long."),
	 N_("One more service (Enter: no more)"),
	 {{"name", N_("Name")},
	  {"owner", N_("Owner: a function")},
	  {"maximum-outage", N_("How long it can be missed (4h, 1d)")},
	  {"paper-procedure", N_("How it goes on paper")}}},
	{"contacts",
	 N_("Other contacts: insurer, police zone, care home, press."),
	 N_("One more contact (Enter: no more)"),
	 {{"name", N_("Name")},
	  {"phone", N_("Phone")},
	  {"hours", N_("When they answer")}}},
};

struct asking {
	struct cli *cli;
	struct buf text; /* the file as it will be */
	bool ended;      /* the input is over: nothing is written */
	unsigned changes;
	struct buf line;
};

/* A line without its end; NULL: nothing was typed, or the input is over. */
static const char *
ask(struct asking *q, const char *question, const char *now)
{
	char *typed;
	size_t len;
	int c;

	if (q->ended)
		return NULL;
	if (now && *now)
		cli_print(q->cli, "%s [%s]: ", question,
			  text_shown(&q->cli->arena, now, false));
	else
		cli_print(q->cli, "%s: ", question);
	cli_flush(q->cli);
	buf_clear(&q->line);
	while ((c = getchar()) != EOF && c != '\n')
		buf_addc(&q->line, (char)c);
	if (c == EOF && q->line.len == 0) {
		q->ended = true;
		return NULL;
	}
	typed = arena_strdup(&q->cli->arena, buf_text(&q->line));
	for (len = strlen(typed); len > 0 && strchr("\r \t", typed[len - 1]);)
		typed[--len] = '\0';
	return *typed ? typed : NULL;
}

static void
say(struct asking *q, const char *text)
{
	cli_print(q->cli, "%s\n", text);
}

/* The word of the file that was meant, also in the reader's language. */
static const char *
word_meant(struct asking *q, const char *const *words, const char *typed)
{
	const char *t = text_fold(&q->cli->arena, typed);

	for (; *words; words++) {
		const char *said = strcmp(*words, "yes") == 0  ? tr("yes")
				   : strcmp(*words, "no") == 0 ? tr("no")
				   : strcmp(*words, "unknown") == 0
					   ? tr("unknown")
					   : *words;

		if (strcmp(*words, t) == 0 ||
		    strcmp(text_fold(&q->cli->arena, said), t) == 0)
			return *words;
	}
	return NULL;
}

static void
not_possible(struct asking *q, const char *key)
{
	say(q, say_fill(&q->cli->arena,
			tr("%1 is written in a way that is not changed here; "
			   "change it in the file itself."),
			key, NULL, NULL));
}

/* The text as our reader understands it; NULL: it does not. */
static const struct organisation *
read_text(struct cli *cli, const char *path, const struct buf *text,
	  struct diag_list *diags)
{
	struct loaded l = {0};
	const char *kept =
		arena_strndup(&cli->arena, buf_text(text), text->len);

	*diags = (struct diag_list){.arena = &cli->arena};
	return load_bytes(path, kept, text->len, &cli->arena, diags, &l)
		       ? l.organisation
		       : NULL;
}

static void
ask_profile(struct asking *q, const struct organisation *o)
{
	const char *const now[] = {o->name, o->head.language, o->region,
				   o->body, o->nis2,          o->care_home,
				   o->ot,   o->police_link};

	for (size_t i = 0; i < sizeof(PROFILE) / sizeof(*PROFILE); i++) {
		const struct profile_question *p = &PROFILE[i];
		const char *stands = now[i] && *now[i] ? now[i] : p->otherwise;
		const char *typed = ask(q, tr(p->question), stands);

		while (typed && p->words && !word_meant(q, p->words, typed)) {
			say(q, tr("That is none of the words."));
			typed = ask(q, tr(p->question), stands);
		}
		if (q->ended)
			return;
		if (typed && p->words)
			typed = word_meant(q, p->words, typed);
		if (!typed)
			typed = now[i] && *now[i] ? NULL : p->otherwise;
		if (typed && edit_set(&q->text, p->key, typed))
			q->changes++;
		else if (typed)
			not_possible(q, p->key);
	}
}

/* What stands in an entry of a list, by key. */
static const char *
value_of(const struct organisation_entry *e, const char *key)
{
	for (unsigned i = 0; i < e->count; i++)
		if (strcmp(e->keys[i], key) == 0)
			return e->values[i];
	return NULL;
}

static void
ask_entry(struct asking *q, const struct list_question *l,
	  const struct organisation_entry *e)
{
	say(q,
	    say_fill(&q->cli->arena, "%1 (%2)",
		     value_of(e, l->keys[0].key) ? value_of(e, l->keys[0].key)
						 : e->id,
		     e->id, NULL));
	for (unsigned k = 1; k < 5 && l->keys[k].key && !q->ended; k++) {
		const char *typed = ask(q, tr(l->keys[k].question),
					value_of(e, l->keys[k].key));

		if (typed && edit_set_in(&q->text, l->list, e->id,
					 l->keys[k].key, typed))
			q->changes++;
		else if (typed)
			not_possible(q, l->keys[k].key);
	}
}

/* An id from a name, that no other entry has. */
static const char *
fresh_id(struct asking *q, const struct organisation *o, const char *list,
	 const char *name)
{
	struct arena *a = &q->cli->arena;
	const char *slug = text_slug(a, name, 40);
	const char *id;

	if (*slug < 'a' || *slug > 'z')
		slug = arena_printf(a, "id-%s", slug);
	id = slug;
	for (unsigned n = 2;; n++) {
		struct organisation_entry e;
		bool taken = false;

		for (unsigned i = 0;
		     organisation_entry_at(o, list, i, &e) && !taken; i++)
			taken = strcmp(e.id, id) == 0;
		if (!taken)
			return id;
		id = arena_printf(a, "%s-%u", slug, n);
	}
}

static const struct organisation *
ask_more(struct asking *q, const struct list_question *l, const char *path,
	 const struct organisation *o)
{
	const char *name;

	while ((name = ask(q, tr(l->more), NULL))) {
		const char *keys[6] = {"id"}, *values[6] = {NULL};
		struct diag_list diags;
		struct buf before = {0};
		const struct organisation *now;
		unsigned count = 2;

		values[0] = fresh_id(q, o, l->list, name);
		keys[1] = l->keys[0].key;
		values[1] = name;
		for (unsigned k = 1; k < 5 && l->keys[k].key; k++) {
			keys[count] = l->keys[k].key;
			values[count++] = ask(q, tr(l->keys[k].question), NULL);
		}
		if (q->ended)
			break;
		buf_adds(&before, buf_text(&q->text));
		now = edit_add(&q->text, l->list, keys, values, count)
			      ? read_text(q->cli, path, &q->text, &diags)
			      : NULL;
		if (now) {
			o = now;
			q->changes++;
		} else {
			buf_clear(&q->text);
			buf_adds(&q->text, buf_text(&before));
			not_possible(q, l->list);
		}
		buf_fini(&before);
	}
	return o;
}

static void
ask_lists(struct asking *q, const char *path, const struct organisation *o)
{
	for (size_t i = 0; i < sizeof(LISTS) / sizeof(*LISTS); i++) {
		struct organisation_entry e;

		if (q->ended)
			return;
		say(q, tr(LISTS[i].title));
		for (unsigned n = 0;
		     organisation_entry_at(o, LISTS[i].list, n, &e); n++)
			ask_entry(q, &LISTS[i], &e);
		o = ask_more(q, &LISTS[i], path, o);
	}
}

static int
save(struct call *c, struct asking *q, const struct organisation_file *f)
{
	struct cli *cli = c->cli;
	struct diag_list diags;
	struct err err = {0};
	const char *typed;

	if (!read_text(cli, f->path, &q->text, &diags)) {
		organisation_findings(cli, &diags);
		return cli_usage(cli, "%s",
				 tr("What was typed cannot be read back; "
				    "nothing was written."));
	}
	if (q->changes == 0) {
		say(q, tr("Nothing changed; nothing was written."));
		return EXIT_FINE;
	}
	typed = ask(q,
		    say_fill(&cli->arena, tr("Write %1? (yes, no)"), f->path,
			     NULL, NULL),
		    tr("no"));
	if (q->ended || !typed || !organisation_yes(&cli->arena, typed)) {
		say(q, tr("Nothing was written."));
		return EXIT_NO;
	}
	if (!organisation_folder(cli, f->path, &err) ||
	    !store_replace(f->path, buf_text(&q->text), q->text.len, f->bytes,
			   f->len, &err))
		return cli_fail(cli, &err);
	say(q, say_fill(&cli->arena, tr("Written: %1"), f->path, NULL, NULL));
	return EXIT_FINE;
}

static int
edit(struct call *c, const struct organisation_file *f)
{
	struct cli *cli = c->cli;
	struct asking q = {.cli = cli};
	const struct organisation *o;
	struct diag_list diags;
	int status;

	buf_adds(&q.text,
		 f->bytes ? f->bytes : "draaiboek: 1\nkind: organisation\n");
	o = read_text(cli, f->path, &q.text, &diags);
	if (!o) {
		organisation_findings(cli, &diags);
		buf_fini(&q.text);
		return cli_usage(cli,
				 tr("%s has mistakes; mend them first, "
				    "then begin again."),
				 f->path);
	}
	say(&q, tr("Enter keeps what stands in brackets. Nothing is written "
		   "before the end."));
	ask_profile(&q, o);
	ask_lists(&q, f->path, o);
	if (q.ended)
		say(&q, "");
	status = q.ended ? EXIT_NO : save(c, &q, f);
	if (q.ended && status == EXIT_NO)
		say(&q, tr("Nothing was written."));
	buf_fini(&q.line);
	buf_fini(&q.text);
	return status;
}

int
cmd_organisation(struct call *c)
{
	struct organisation_file f;
	int status = call_session(c);

	if (status == EXIT_FINE)
		status = organisation_find(c, &f);
	if (status != EXIT_FINE)
		return status;
	if (call_has(c, OPT_CHECK) || call_has(c, OPT_SHOW) ||
	    call_has(c, OPT_PRINT))
		return organisation_look(c, &f);
	if (call_has(c, OPT_NO_INPUT) ||
	    (!isatty(STDIN_FILENO) && !call_option(c, OPT_UI)))
		return cli_usage(c->cli, "%s",
				 tr("This asks questions: it needs a terminal, "
				    "or --ui=plain."));
	return edit(c, &f);
}

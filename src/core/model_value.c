/* What the names between the braces of a document mean. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stamp.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/model.h"
#include "core/playbook.h"
#include "core/registers.h"

static const struct model_given *
find_given(const struct model_world *w, const char *name)
{
	for (unsigned i = 0; i < w->given_count; i++)
		if (strcmp(w->given[i].name, name) == 0)
			return &w->given[i];
	return NULL;
}

const char *
model_fact(const struct model_world *w, const char *id)
{
	const struct model_given *g = find_given(w, id);
	const char *value = g       ? g->value
			    : w->in ? incident_fact(w->in, id)
				    : NULL;

	return value && *value && strcmp(value, "unknown") != 0 ? value : NULL;
}

/* --- values as a document says them */

const char *
model_moment(const struct model_world *w, int64_t at, struct arena *a)
{
	static const struct zone utc;
	struct stamp_parts p = stamp_local(at, w->zone ? w->zone : &utc);
	const char *date = arena_printf(
		a, "%s %d %s %d", w->say->days[p.weekday % 7], p.day,
		w->say->months[(p.month + 11) % 12], p.year);
	const char *clock = model_pattern(
		a, w->say->clock,
		arena_printf(a, "%02d:%02d", p.hour, p.minute), "");

	return model_pattern(a, w->say->moment, date, clock);
}

static const char *
moment_of(const struct model_world *w, const char *value, struct arena *a)
{
	int64_t at;

	if (!stamp_read_canonical(value, strlen(value), &at))
		return value;
	return model_moment(w, at, a);
}

static const char *
number_of(const struct model_world *w, const char *value, const char *bound,
	  struct arena *a)
{
	size_t len = strlen(value);
	struct buf b = {0};
	const char *grouped = value;

	if (strspn(value, "0123456789") == len && len > 3) {
		for (size_t i = 0; i < len; i++) {
			if (i > 0 && (len - i) % 3 == 0)
				buf_adds(&b, w->say->thousands);
			buf_addc(&b, value[i]);
		}
		grouped = arena_strdup(a, buf_text(&b));
		buf_fini(&b);
	}
	if (same_text(bound, "least"))
		return model_pattern(a, w->say->least, grouped, "");
	if (same_text(bound, "most"))
		return model_pattern(a, w->say->most, grouped, "");
	if (same_text(bound, "about"))
		return model_pattern(a, w->say->about, grouped, "");
	return grouped;
}

static const char *
word_of(const struct fact_value *words, unsigned count, const char *value)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(words[i].id, value) == 0)
			return words[i].text;
	return NULL;
}

static const char *
answer_of(const struct model_world *w, const char *value)
{
	if (strcmp(value, "yes") == 0)
		return w->say->yes;
	return strcmp(value, "no") == 0 ? w->say->no : value;
}

static const char *
value_shown(const struct model_world *w, const struct fact *f,
	    const char *value, const char *bound, struct arena *a)
{
	const char *label;

	if (!f)
		return answer_of(w, value);
	switch (f->type) {
	case FACT_TEXT:
		return value;
	case FACT_YES_NO_UNKNOWN:
		return answer_of(w, value);
	case FACT_NUMBER:
		return number_of(w, value, bound, a);
	case FACT_TIME:
		return moment_of(w, value, a);
	case FACT_CHOICE:
		label = word_of(f->values, f->value_count, value);
		return label ? label : value;
	}
	return value;
}

/* --- facts */

/* The last standing value that says what is taken for known. */
static const struct fact_standing *
standing_of(const struct model_world *w, const char *id, const char *value)
{
	const struct fact_state *f = w->in ? map_find(&w->in->facts, id) : NULL;

	for (unsigned i = f ? f->count : 0; i > 0; i--)
		if (!value || strcmp(f->values[i - 1].value, value) == 0)
			return &f->values[i - 1];
	return NULL;
}

static struct model_use
fact_use(const struct model_world *w, const char *id, struct arena *a)
{
	const struct fact *f = library_fact(w->lib, id);
	const char *value = model_fact(w, id);
	const char *words =
		f ? word_of(f->words, f->word_count, value ? value : "unknown")
		  : NULL;
	struct model_use u = {
		.kind = MODEL_USE_FACT,
		.name = id,
		.label = f ? f->label : id,
		.standing =
			find_given(w, id) ? NULL : standing_of(w, id, value),
		.worded = words != NULL,
		.contradiction = w->in && !find_given(w, id) &&
				 incident_fact_contradicted(w->in, id),
		.public = f ? f->public == YES_NO_YES
			    : fact_id_is_public_answer(id),
	};

	if (!f && !fact_id_is_organisation(id) && !find_given(w, id) && !value)
		u.kind = MODEL_USE_UNKNOWN;
	if (words)
		u.shown = words;
	else if (value)
		u.shown = value_shown(w, f, value,
				      u.standing ? u.standing->bound : NULL, a);
	return u;
}

/* --- incident, organisation, contacts */

static const char *
severity_word(const struct model_world *w)
{
	int64_t severity = w->in ? w->in->severity : -1;

	return severity >= 0 && severity < 5 ? w->say->severities[severity]
					     : NULL;
}

static const char *
phase_word(const struct model_world *w)
{
	static const char *const ids[] = {"none", "municipal", "provincial",
					  "federal"};

	for (unsigned i = 0; w->in && i < 4; i++)
		if (same_text(w->in->phase, ids[i]))
			return w->say->phases[i];
	return NULL;
}

static const char *
incident_value(const struct model_world *w, const char *key, struct arena *a)
{
	if (strcmp(key, "now") == 0)
		return model_moment(w, w->now, a);
	if (strcmp(key, "version") == 0)
		return w->version;
	if (strcmp(key, "title") == 0)
		return w->title;
	if (strcmp(key, "words") == 0)
		return w->words;
	if (strcmp(key, "severity") == 0)
		return severity_word(w);
	if (strcmp(key, "emergency-phase") == 0 || strcmp(key, "phase") == 0)
		return phase_word(w);
	if (strcmp(key, "id") == 0)
		return w->in ? w->in->id : NULL;
	if (strcmp(key, "opened") == 0)
		return w->in && w->in->arrived
			       ? model_moment(w, w->in->opened, a)
			       : NULL;
	return NULL;
}

static struct model_use
incident_use(const struct model_world *w, const char *name, struct arena *a)
{
	const char *key = strchr(name, '.') + 1;

	return (struct model_use){
		.kind = MODEL_USE_INCIDENT,
		.name = name,
		.label = strcmp(key, "title") == 0 ? w->say->title : name,
		.shown = incident_value(w, key, a),
		.public = true,
	};
}

static struct model_use
organisation_use(const struct model_world *w, const char *name)
{
	const char *key = strchr(name, '.') + 1;
	const struct organisation *o = w->lib->organisation;
	const char *value = NULL;

	if (strcmp(key, "name") == 0)
		value = w->in && w->in->organisation && *w->in->organisation
				? w->in->organisation
			: o ? o->name
			    : NULL;
	else if (strcmp(key, "language") == 0)
		value = o ? o->head.language : NULL;
	return (struct model_use){
		.kind = MODEL_USE_ORGANISATION,
		.name = name,
		.label = strcmp(key, "name") == 0 ? w->say->organisation_name
						  : name,
		.shown = value,
		.public = true,
	};
}

static struct model_use
contact_use(const struct model_world *w, const char *name, struct arena *a)
{
	const char *id = strchr(name, '.') + 1;
	const char *dot = strchr(id, '.');
	struct model_use u = {
		.kind = MODEL_USE_CONTACT,
		.name = name,
		.label = name,
		.public = true,
	};
	const struct {
		const char *key, *word;
		size_t at;
	} keys[] = {
		{"name", w->say->name, offsetof(struct contact, name)},
		{"phone", w->say->phone, offsetof(struct contact, phone)},
		{"email", w->say->email, offsetof(struct contact, email)},
		{"website", w->say->website, offsetof(struct contact, website)},
		{"hours", w->say->hours, offsetof(struct contact, hours)},
	};
	struct contact c;

	if (!dot)
		return u;
	id = arena_strndup(a, id, (size_t)(dot - id));
	if (!library_contact(w->lib, id, &c))
		c = (struct contact){.id = id};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (strcmp(keys[i].key, dot + 1) != 0)
			continue;
		memcpy(&u.shown, (const char *)&c + keys[i].at,
		       sizeof(u.shown));
		u.label = arena_printf(a, "%s: %s",
				       w->say->contact
					       ? w->say->contact(id, w->lib, a)
				       : c.name && *c.name ? c.name
							   : id,
				       keys[i].word);
	}
	return u;
}

/* --- registers: a table of what stands in them */

static void
add_cell(struct buf *b, const char *text)
{
	buf_adds(b, " ");
	model_escape(b, text ? text : "");
	buf_adds(b, " |");
}

static void
add_head(struct buf *b, const struct model_world *w, const struct reg *r)
{
	buf_addc(b, '|');
	add_cell(b, w->say->name);
	for (unsigned i = 0; i < r->column_count; i++)
		add_cell(b, r->columns[i].label);
	buf_adds(b, "\n|---|");
	for (unsigned i = 0; i < r->column_count; i++)
		buf_adds(b, "---|");
	buf_addc(b, '\n');
}

/* A contradiction counts as unknown, as a fact's does. */
static unsigned
add_rows(struct buf *b, const struct model_world *w, const struct reg *r,
	 struct arena *a)
{
	const struct incident *in = w->in;
	const struct register_state *now;

	if (!in) {
		struct incident *empty = ARENA_NEW(a, struct incident);

		incident_init(empty, a, NULL);
		in = empty;
	}
	now = register_at(in, w->lib, r->id, a);

	for (unsigned i = 0; now && i < now->row_count; i++) {
		buf_addc(b, '|');
		add_cell(b, now->rows[i].name);
		for (unsigned k = 0; k < r->column_count; k++)
			add_cell(b, register_cell_text(&now->rows[i].cells[k],
						       w->say->unknown,
						       w->say->unknown));
		buf_addc(b, '\n');
	}
	return now ? now->row_count : 0;
}

static struct model_use
register_use(const struct model_world *w, const char *name, struct arena *a,
	     const char **markdown)
{
	const struct reg *r = library_register(w->lib, strchr(name, '.') + 1);
	struct model_use u = {
		.kind = MODEL_USE_REGISTER,
		.name = name,
		.label = r ? r->title : name,
		.public = true,
	};
	struct buf b = {0};

	if (!r)
		return u;
	add_head(&b, w, r);
	if (add_rows(&b, w, r, a) > 0) {
		*markdown = arena_strdup(a, buf_text(&b));
		u.shown = r->title;
	}
	buf_fini(&b);
	return u;
}

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

struct model_use
model_value(const struct model_world *w, const char *name, struct arena *a,
	    const char **markdown)
{
	const struct model_given *g = find_given(w, name);
	struct model_use u;

	*markdown = NULL;
	if (!strchr(name, '.') || fact_id_is_organisation(name))
		u = fact_use(w, name, a);
	else if (begins(name, "incident."))
		u = incident_use(w, name, a);
	else if (begins(name, "organisation."))
		u = organisation_use(w, name);
	else if (begins(name, "contact."))
		u = contact_use(w, name, a);
	else if (begins(name, "register."))
		u = register_use(w, name, a, markdown);
	else
		u = (struct model_use){
			.kind = MODEL_USE_UNKNOWN, .name = name, .label = name};
	if (g && u.kind != MODEL_USE_FACT && *g->value) {
		u.shown = g->value;
		*markdown = NULL;
	}
	if (u.shown && !*u.shown)
		u.shown = NULL;
	return u;
}

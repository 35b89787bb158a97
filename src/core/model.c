#include "core/model.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stamp.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

#define DEEPEST 16 /* {{#if}} inside {{#if}} */
#define DAY ((int64_t)24 * 60 * 60 * 1000)

struct filler {
	const struct model *model;
	const struct model_world *w;
	struct arena *a;
	struct model_filling *out;
	struct buf text;
	bool public;
	unsigned depth;  /* open {{#if}} */
	unsigned hidden; /* … at which depth the text began to be left out */
};

/* --- what a text uses */

static struct model_use *
use_of(struct filler *f, struct model_use u)
{
	struct model_filling *out = f->out;

	for (unsigned i = 0; i < out->use_count; i++)
		if (strcmp(out->uses[i].name, u.name) == 0)
			return &out->uses[i];
	out->uses =
		arena_more(f->a, out->uses, out->use_count, sizeof(*out->uses));
	out->uses[out->use_count] = u;
	return &out->uses[out->use_count++];
}

/* Words of an author: Markdown, but on one line and no placeholder. */
static void
add_words(struct filler *f, const char *words)
{
	const char *shown = text_shown(f->a, words, true);

	for (const char *p = shown; *p; p++) {
		if (*p == '\n')
			buf_addc(&f->text, ' ');
		else if (p[0] == '{' && p[1] == '{')
			buf_adds(&f->text, "\\{");
		else
			buf_addc(&f->text, *p);
	}
}

/* A table needs lines of its own. */
static void
add_table(struct filler *f, const char *markdown)
{
	const struct buf *b = &f->text;

	if (b->len && b->bytes[b->len - 1] != '\n')
		buf_addc(&f->text, '\n');
	if (b->len > 1 && b->bytes[b->len - 2] != '\n')
		buf_addc(&f->text, '\n');
	buf_adds(&f->text, markdown);
}

static void
add_value(struct filler *f, const char *name)
{
	const char *markdown;
	struct model_use u = model_value(f->w, name, f->a, &markdown);

	u.forbidden = f->public && !u.public && u.kind == MODEL_USE_FACT;
	if (u.forbidden || u.kind == MODEL_USE_UNKNOWN)
		u.shown = NULL;
	u.gap = !u.shown;
	use_of(f, u);
	if (u.forbidden)
		buf_adds(&f->text,
			 model_shout(f->a,
				     model_pattern(f->a, f->w->say->not_public,
						   u.label, "")));
	else if (!u.shown)
		buf_adds(&f->text, model_shout(f->a, u.label));
	else if (markdown)
		add_table(f, markdown);
	else if (u.worded)
		add_words(f, u.shown);
	else
		model_escape(&f->text, u.shown);
}

/* --- promises */

static void
add_promise(struct filler *f, const char *title, int64_t due, const char *shown)
{
	struct model_filling *out = f->out;

	out->promises = arena_more(f->a, out->promises, out->promise_count,
				   sizeof(*out->promises));
	out->promises[out->promise_count++] = (struct model_promise){
		.title = title,
		.due = due,
		.shown = shown,
	};
}

/* The hour alone where it is today, else with its date. */
static const char *
promise_shown(const struct filler *f, int64_t due)
{
	static const struct zone utc;
	const struct zone *z = f->w->zone ? f->w->zone : &utc;
	struct stamp_parts then = stamp_local(due, z);
	struct stamp_parts now = stamp_local(f->w->now, z);

	if (then.day != now.day || due - f->w->now > DAY)
		return model_moment(f->w, due, f->a);
	return model_pattern(
		f->a, f->w->say->clock,
		arena_printf(f->a, "%02d:%02d", then.hour, then.minute), "");
}

/*
 * "12:00 next news", or a fact of type time instead of the hour.  An hour is
 * the next one on the incident's clock.
 */
static void
fill_promise(struct filler *f, const char *text)
{
	const char *title = strchr(text, ' ');
	const char *when, *value, *shown;
	int64_t due;

	if (!title) {
		buf_adds(&f->text, model_shout(f->a, text));
		return;
	}
	when = arena_strndup(f->a, text, (size_t)(title - text));
	title += strspn(title, " ");
	value = when;
	if (*when < '0' || *when > '9') {
		const char *none;
		struct model_use u = model_value(f->w, when, f->a, &none);

		u.gap = !u.shown;
		u.forbidden = f->public && !u.public;
		use_of(f, u);
		value = u.forbidden ? NULL : model_fact(f->w, when);
		if (!value) {
			buf_adds(&f->text, model_shout(f->a, u.label));
			return;
		}
	}
	if (!stamp_read_canonical(value, strlen(value), &due) &&
	    !stamp_read_typed(value, f->w->now, true, f->w->zone, &due)) {
		buf_adds(&f->text, model_shout(f->a, text));
		return;
	}
	shown = promise_shown(f, due);
	add_promise(f, title, due, shown);
	buf_adds(&f->text, shown);
}

static void
keep_promises(struct filler *f, const struct model_promise *kept,
	      unsigned count)
{
	unsigned written = f->out->promise_count;

	for (unsigned i = 0; i < count; i++) {
		bool again = false;

		for (unsigned k = 0; k < written; k++)
			again = again || same_text(f->out->promises[k].title,
						   kept[i].title);
		if (again)
			continue;
		if (kept[i].shown && strstr(buf_text(&f->text), kept[i].shown))
			add_promise(f, kept[i].title, kept[i].due,
				    kept[i].shown);
		else
			f->out->lost++;
	}
}

/* --- conditions */

/*
 * "fact = value", "fact != value", or "fact": it is known, and not no.  What
 * is unknown has the value `unknown`.
 */
static bool
condition_holds(const struct filler *f, const char *text)
{
	const char *is = strstr(text, " = "), *not = strstr(text, " != ");
	const char *op = is ? is : not ;
	const char *id, *value;

	if (!op) {
		value = model_fact(f->w, text);
		return value && strcmp(value, "no") != 0;
	}
	id = arena_strndup(f->a, text, (size_t)(op - text));
	value = model_fact(f->w, id);
	return (strcmp(value ? value : "unknown", op + (is ? 3 : 4)) == 0) ==
	       (is != NULL);
}

static void
open_condition(struct filler *f, const char *text)
{
	f->depth++;
	if (f->hidden)
		return;
	if (f->depth > DEEPEST || !condition_holds(f, text))
		f->hidden = f->depth;
}

static void
close_condition(struct filler *f)
{
	if (f->depth == 0)
		return;
	if (f->hidden == f->depth)
		f->hidden = 0;
	f->depth--;
}

/* --- the text */

static bool
is_condition(const char *tag)
{
	return strncmp(tag, "#if ", 4) == 0 || strcmp(tag, "/if") == 0;
}

static void
fill_tag(struct filler *f, const char *tag)
{
	if (strncmp(tag, "#if ", 4) == 0)
		open_condition(f, tag + 4);
	else if (strcmp(tag, "/if") == 0)
		close_condition(f);
	else if (f->hidden)
		return;
	else if (strncmp(tag, "promise ", 8) == 0)
		fill_promise(f, tag + 8);
	else
		add_value(f, tag);
}

/*
 * A condition that stands alone on its line takes the line with it: *from and
 * *to become the line's ends.
 */
static void
widen(const char *body, const char *at, const char **from, const char **to)
{
	const char *start = *from, *end = *to;

	while (start > at && (start[-1] == ' ' || start[-1] == '\t'))
		start--;
	if (start > body && start[-1] != '\n')
		return;
	end += strspn(end, " \t\r");
	if (*end && *end != '\n')
		return;
	*from = start;
	*to = *end ? end + 1 : end;
}

static void
fill_body(struct filler *f)
{
	const char *body = f->model->body, *at = body;

	while (f->text.len <= MODEL_TEXT_MOST) {
		const char *open = strstr(at, "{{");
		const char *close = open ? strstr(open, "}}") : NULL;
		const char *tag, *end;

		if (!close)
			break;
		tag = arena_strndup(f->a, open + 2, (size_t)(close - open) - 2);
		end = close + 2;
		if (is_condition(tag))
			widen(body, at, &open, &end);
		if (!f->hidden)
			buf_add(&f->text, at, (size_t)(open - at));
		fill_tag(f, tag);
		at = end;
	}
	if (!f->hidden)
		buf_adds(&f->text, at);
}

/* Safe to show, no run of empty lines, one newline at the end. */
static const char *
tidied(struct filler *f)
{
	const char *s = buf_text(&f->text);
	size_t len = strlen(s), at = 0, newlines = 2;
	struct buf b = {0};
	const char *made;

	while (at < len && b.len < MODEL_TEXT_MOST) {
		uint32_t c;
		size_t step = text_decode(s + at, len - at, &c);

		if (c == '\n' && ++newlines <= 2)
			buf_addc(&b, '\n');
		else if (c == '\t')
			buf_addc(&b, ' ');
		else if (c != '\n' && !text_is_unsafe(c))
			buf_add(&b, s + at, step);
		if (c != '\n' && c != '\r')
			newlines = 0;
		at += step;
	}
	f->out->too_long = at < len;
	while (b.len &&
	       (b.bytes[b.len - 1] == '\n' || b.bytes[b.len - 1] == ' '))
		b.bytes[--b.len] = '\0';
	if (b.len)
		buf_addc(&b, '\n');
	made = arena_strdup(f->a, buf_text(&b));
	buf_fini(&b);
	return made;
}

/* What comes out of an exercise says so, also when it is read halfway. */
static const char *
marked(struct filler *f, const char *text)
{
	const char *word = f->w->say->exercise;
	const char *line =
		arena_printf(f->a, "**%s – %s – %s**", word, word, word);
	size_t len = strlen(line);

	if (!f->w->in || !same_text(f->w->in->mode, "exercise") || !*text)
		return text;
	if (strncmp(text, line, len) != 0)
		text = arena_printf(f->a, "%s\n\n%s", line, text);
	if (strlen(text) < 2 * len ||
	    strncmp(text + strlen(text) - len - 1, line, len) != 0)
		text = arena_printf(f->a, "%s\n%s\n", text, line);
	return text;
}

void
model_fill(const struct model *m, const struct model_world *w,
	   const struct model_promise *kept, unsigned kept_count,
	   struct arena *a, struct model_filling *out)
{
	struct filler f = {
		.model = m,
		.w = w,
		.a = a,
		.out = out,
		.public = same_text(m->header->audience, "public"),
	};
	size_t len;

	*out = (struct model_filling){0};
	fill_body(&f);
	keep_promises(&f, kept, kept_count);
	out->text = marked(&f, tidied(&f));
	for (const char *at = out->text; (at = model_gap(at, &len)) != NULL;
	     at += len)
		out->gaps++;
	buf_fini(&f.text);
}

/* --- is it still so? */

static bool
fact_is_newer(const struct incident *in, const char *id,
	      const struct record *since)
{
	const struct fact_state *f = map_find(&in->facts, id);

	for (unsigned i = 0; f && i < f->count; i++)
		if (f->values[i].record &&
		    f->values[i].record->time > since->time)
			return true;
	return false;
}

bool
model_use_is_ours(const struct model_use *u)
{
	return u->gap && (u->kind == MODEL_USE_ORGANISATION ||
			  u->kind == MODEL_USE_CONTACT);
}

bool
model_is_behind(const struct model *m, const struct incident *in,
		const struct record *since, struct arena *a)
{
	for (const char *at = m->body; (at = strstr(at, "{{")) != NULL;) {
		const char *close = strstr(at, "}}");
		const char *id;

		at += 2;
		if (!close)
			return false;
		if (strncmp(at, "#if ", 4) == 0)
			at += 4;
		else if (strncmp(at, "promise ", 8) == 0)
			at += 8;
		id = arena_strndup(a, at, strcspn(at, " }"));
		if (fact_is_newer(in, id, since))
			return true;
		at = close + 2;
	}
	return false;
}

/* The organisation's own file: what stands in it, and a change of it. */
#include <string.h>

#include "app/desk_parts.h"
#include "app/profile.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/tr.h"
#include "core/diag.h"
#include "front/fill.h"
#include "load/checker.h"

/* The first finding, as a sentence without its place. */
static const char *
finding(const struct diag_list *diags, struct arena *a)
{
	struct buf line = {0};
	const char *text;

	for (unsigned i = 0; i < diags->count; i++)
		if (line.len == 0 &&
		    diag_level_of(diags->diags[i].id) == DIAG_ERROR)
			diag_say(&diags->diags[i], &line);
	text = arena_strdup(a, buf_text(&line));
	buf_fini(&line);
	return text;
}

static void
read_anew(struct desk *d)
{
	struct front_profile *p = &d->profile;
	struct arena *a = &d->profile_arena;
	struct profile_file f;
	struct diag_list diags;
	struct buf text = {0};
	struct err err = {0};

	arena_reset(a);
	*p = (struct front_profile){0};
	d->front.profile = p;
	if (!profile_find(d->session, a, &f, &err)) {
		p->path = f.path;
		p->why = arena_strdup(a, err.text);
		return;
	}
	p->path = f.path;
	if (!f.bytes)
		return;
	profile_text(&f, &text);
	p->organisation = profile_read(f.path, &text, a, &diags);
	buf_fini(&text);
	if (!p->organisation)
		p->why = say_fill(a,
				  tr("The file has mistakes; mend them first "
				     "(draaiboek check): %1"),
				  finding(&diags, a), NULL, NULL);
}

struct event
effect_profile(struct desk *d)
{
	read_anew(d);
	return (struct event){.kind = EVENT_LOADED};
}

/* Read back before it is written; NULL: it was, else why not. */
static const char *
change(struct desk *d, const struct profile_file *f,
       const struct profile_change *c, struct buf *text)
{
	struct arena *a = &d->answer_arena;
	const struct organisation *o;
	struct diag_list diags;
	struct err err = {0};
	const char *key;

	profile_text(f, text);
	o = profile_read(f->path, text, a, &diags);
	if (!o)
		return finding(&diags, a);
	key = profile_change(text, o, d->front.library, c, a);
	if (key)
		return say_fill(a,
				tr("%1 is written in a way that is not changed "
				   "here; change it in the file itself."),
				key, NULL, NULL);
	if (!profile_read(f->path, text, a, &diags))
		return finding(&diags, a);
	if (!profile_write(d->session, f, text, a, &err))
		return arena_strdup(a, err.text);
	return NULL;
}

/*
 * On the file as it is now: what somebody else changed meanwhile stays, unless
 * it is the same line.
 */
struct event
effect_profile_change(struct desk *d, const struct effect *e)
{
	struct arena *a = &d->answer_arena;
	struct profile_file f;
	struct buf text = {0};
	struct err err = {0};
	const char *why;

	if (!profile_find(d->session, a, &f, &err))
		return desk_failed(d, &err);
	why = change(d, &f, e->profile, &text);
	buf_fini(&text);
	if (why)
		return (struct event){.kind = EVENT_FAILED, .text = why};
	read_anew(d);
	d->start_library_ready = false;
	documents_fill(d);
	return (struct event){
		.kind = EVENT_DONE,
		.text = say_fill(a, tr("Written: %1"), f.path, NULL, NULL)};
}

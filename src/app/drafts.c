/*
 * What was typed and not saved yet, and the role one worked as: small local
 * texts in the state folder, never in the incident's.  A draft is a line
 * `name<tab>text` with its newlines, tabs and backslashes escaped.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/desk_parts.h"
#include "base/buf.h"
#include "base/tr.h"
#include "front/draft.h"
#include "front/fill.h"

static const char *
state_name(struct desk *d, const char *what)
{
	const char *id = d->session->is_open ? d->session->folder.id : "start";

	return arena_printf(&d->answer_arena, "%s-%.8s", what, id);
}

static void
add_escaped(struct buf *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '\n')
			buf_adds(out, "\\n");
		else if (*s == '\t')
			buf_adds(out, "\\t");
		else if (*s == '\\')
			buf_adds(out, "\\\\");
		else
			buf_addc(out, *s);
	}
}

static const char *
unescaped(struct arena *a, const char *s, size_t len)
{
	char *out = arena_alloc(a, len + 1);
	char *end = out;

	for (size_t i = 0; i < len; i++) {
		char c = s[i];

		if (c == '\\' && i + 1 < len) {
			c = s[++i];
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
		}
		*end++ = c;
	}
	*end = '\0';
	return out;
}

static void
add_draft(struct desk *d, const char *name, const char *text)
{
	struct front *f = &d->front;

	d->drafts =
		arena_more(&d->library_arena, f->draft_count ? d->drafts : NULL,
			   f->draft_count, sizeof(*d->drafts));
	d->drafts[f->draft_count++] = (struct front_draft){name, text};
	f->drafts = d->drafts;
}

/* Which process wrote them last: its number, and the boot it is of. */
static const char process_line[] = "process";

/* Somebody types it at this moment, at another terminal of this station. */
static bool
is_being_typed(const struct session *s, const char *process)
{
	char boot[64];
	intmax_t pid;

	if (sscanf(process, "%jd %63s", &pid, boot) != 2 || pid <= 1 ||
	    pid != (pid_t)pid || (pid_t)pid == getpid() || !s->who.boot ||
	    strcmp(boot, s->who.boot) != 0)
		return false;
	return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}

/* The next line of what is kept; false: there is none. */
static bool
next_line(const char **at, const char **name, const char **text,
	  struct arena *a)
{
	while (**at) {
		const char *p = *at;
		size_t len = strcspn(p, "\n");
		const char *tab = memchr(p, '\t', len);

		*at += len;
		*at += **at == '\n';
		if (!tab)
			continue;
		*name = unescaped(a, p, (size_t)(tab - p));
		*text = unescaped(a, tab + 1, len - (size_t)(tab + 1 - p));
		return true;
	}
	return false;
}

void
drafts_read(struct desk *d)
{
	const char *at = paths_read_state(
		&d->session->paths, state_name(d, "drafts"), &d->answer_arena);
	const char *name, *text;

	d->front.draft_count = 0;
	d->front.drafts_in_use = false;
	while (at && next_line(&at, &name, &text, &d->library_arena)) {
		if (strcmp(name, process_line) == 0)
			d->front.drafts_in_use =
				is_being_typed(d->session, text);
		else
			add_draft(d, name, text);
	}
}

const char *
drafts_of(struct desk *d, const char *id8, struct arena *a)
{
	const char *at = paths_read_state(
		&d->session->paths, arena_printf(a, "drafts-%.8s", id8), a);
	const char *name, *text, *first = NULL;
	unsigned more = 0;

	while (at && next_line(&at, &name, &text, a)) {
		bool process = strcmp(name, process_line) == 0;

		if (process && is_being_typed(d->session, text))
			return NULL;
		/* What was ticked is there again by itself. */
		if (process || strcmp(name, DRAFT_OF_SIGNS) == 0)
			continue;
		if (first)
			more++;
		else
			first = say_draft_name(name, a);
	}
	if (!more)
		return first;
	return say_fill(a, tr("%1, and %2 more"), first,
			arena_printf(a, "%u", more), NULL);
}

/*
 * Nobody is told when it fails: the text is still in its field.  A disk that
 * does not answer is not asked: what is typed must not stop with it.
 */
static void
drafts_write(struct desk *d, bool safely)
{
	struct front *f = &d->front;
	struct buf b = {0};

	if (d->waiting || (d->session->is_open &&
			   folder_is_out_of_reach(&d->session->folder)))
		return;
	if (f->draft_count && d->session->who.boot)
		buf_addf(&b, "%s\t%jd %s\n", process_line, (intmax_t)getpid(),
			 d->session->who.boot);
	for (size_t i = 0; i < f->draft_count; i++) {
		add_escaped(&b, f->drafts[i].name);
		buf_addc(&b, '\t');
		add_escaped(&b, f->drafts[i].text);
		buf_addc(&b, '\n');
	}
	if (safely)
		paths_write_state(&d->session->paths, state_name(d, "drafts"),
				  buf_text(&b), NULL);
	else
		paths_write_state_soon(&d->session->paths,
				       state_name(d, "drafts"), buf_text(&b));
	buf_fini(&b);
}

static void
drop_draft(struct desk *d, const char *name)
{
	struct front *f = &d->front;
	size_t kept = 0;

	for (size_t i = 0; i < f->draft_count; i++)
		if (strcmp(d->drafts[i].name, name) != 0)
			d->drafts[kept++] = d->drafts[i];
	f->draft_count = kept;
}

void
drafts_keep(struct desk *d, const char *name, const char *text, bool safely)
{
	struct arena *a = &d->library_arena;

	drop_draft(d, name);
	if (text && *text)
		add_draft(d, arena_strdup(a, name), arena_strdup(a, text));
	drafts_write(d, safely);
}

const char *
desk_last_role(struct desk *d)
{
	const char *role = paths_read_state(
		&d->session->paths, state_name(d, "role"), &d->answer_arena);

	if (!role || !*role)
		return NULL;
	return arena_strndup(&d->arena, role, strcspn(role, "\n"));
}

void
desk_keep_role(struct desk *d, const char *role)
{
	if (d->session->is_open)
		paths_write_state(&d->session->paths, state_name(d, "role"),
				  role, NULL);
}

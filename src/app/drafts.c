/*
 * What was typed and not saved yet, and the role one worked as: small local
 * texts in the state folder, never in the incident's.  A draft is a line
 * `name<tab>text` with its newlines, tabs and backslashes escaped.
 *
 * Each process has a file of its own, `drafts/<id8>.<pid>`: two terminals of
 * one station do not write over each other's.  Where a process is gone, the
 * next one takes its drafts up.
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

#define FILES_MOST 64
#define LINGERS_MS 10000 /* who was cut off still writes what was typed */

static const char folder[] = "drafts";

/* The incident's part of a name; "start" before there is one. */
static const char *
incident_part(struct desk *d)
{
	const char *id = d->session->is_open ? d->session->folder.id : "start";

	return arena_printf(&d->answer_arena, "%.8s", id);
}

static const char *
own_name(struct desk *d)
{
	return arena_printf(&d->answer_arena, "%s/%s.%jd", folder,
			    incident_part(d), (intmax_t)getpid());
}

/* Those of all processes, for an incident. */
static const char **
files_of(struct desk *d, const char *id8, struct arena *a, size_t *count)
{
	return paths_list_state(&d->session->paths, folder,
				arena_printf(a, "%.8s.", id8), FILES_MOST, a,
				count);
}

static const char *
role_name(struct desk *d)
{
	return arena_printf(&d->answer_arena, "role-%s", incident_part(d));
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

/* One file of drafts. */
struct kept {
	const char *name;
	const char *process; /* the first line's text; "": it does not say */
	const char *at;      /* the lines behind it */
};

/* false: it cannot be read, or somebody is typing in it at this moment. */
static bool
read_kept(const struct session *s, const char *file, struct arena *a,
	  struct kept *out)
{
	const char *at = paths_read_state(&s->paths, file, a);
	const char *name, *text;

	*out = (struct kept){.name = file, .process = "", .at = at};
	if (at && next_line(&at, &name, &text, a) &&
	    strcmp(name, process_line) == 0) {
		out->process = text;
		out->at = at;
	}
	return out->at && !is_being_typed(s, out->process);
}

static void
add_line(struct buf *b, const char *name, const char *text)
{
	add_escaped(b, name);
	buf_addc(b, '\t');
	add_escaped(b, text);
	buf_addc(b, '\n');
}

/*
 * Nobody is told when it fails: the text is still in its field.  A disk that
 * does not answer is not asked: what is typed must not stop with it.
 */
static bool
drafts_write(struct desk *d, bool safely)
{
	const struct paths *paths = &d->session->paths;
	const struct front *f = &d->front;
	struct buf b = {0};
	bool good = true;

	if (d->waiting || (d->session->is_open &&
			   folder_is_out_of_reach(&d->session->folder)))
		return false;
	if (!f->draft_count && !d->drafts_kept)
		return true;
	if (d->session->who.boot)
		buf_addf(&b, "%s\t%jd %s\n", process_line, (intmax_t)getpid(),
			 d->session->who.boot);
	for (size_t i = 0; i < f->draft_count; i++)
		add_line(&b, f->drafts[i].name, f->drafts[i].text);
	if (safely || !f->draft_count)
		good = paths_write_state(paths, own_name(d),
					 f->draft_count ? buf_text(&b) : NULL,
					 NULL);
	else
		paths_write_state_soon(paths, own_name(d), buf_text(&b));
	d->drafts_kept = f->draft_count > 0;
	buf_fini(&b);
	return good;
}

/*
 * A field has one draft: where two processes ended over the same field, the
 * second text stays where it is until the first was saved or emptied.
 */
static const char *
take_up(struct desk *d, const struct kept *k)
{
	const char *at = k->at, *name, *text, *stays = NULL;
	struct buf b = {0};

	while (next_line(&at, &name, &text, &d->library_arena)) {
		const char *has = draft_find(&d->front, name);

		if (!has)
			add_draft(d, name, text);
		else if (strcmp(has, text) != 0)
			add_line(&b, name, text);
	}
	if (b.len)
		stays = arena_printf(&d->answer_arena, "%s\t%s\n%s",
				     process_line, k->process, buf_text(&b));
	buf_fini(&b);
	return stays;
}

/* What is taken up is in this process's own file before it leaves another. */
static void
take_up_others(struct desk *d)
{
	const struct paths *paths = &d->session->paths;
	struct arena *a = &d->answer_arena;
	const char *left[FILES_MOST], *stays[FILES_MOST];
	const char *own = own_name(d);
	unsigned count = 0;
	size_t files;
	const char **names = files_of(d, incident_part(d), a, &files);

	d->drafts_wait = false;
	for (size_t i = 0; i < files; i++) {
		struct kept k;

		if (strcmp(names[i], own) == 0)
			continue;
		if (!read_kept(d->session, names[i], a, &k)) {
			d->drafts_wait |= k.at != NULL;
			continue;
		}
		stays[count] = take_up(d, &k);
		left[count++] = names[i];
	}
	if (!count || !drafts_write(d, true))
		return;
	for (unsigned i = 0; i < count; i++)
		paths_write_state(paths, left[i], stays[i], NULL);
}

void
drafts_read(struct desk *d)
{
	struct kept k;

	d->front.draft_count = 0;
	d->drafts_wait = false;
	/* A board only looks: it takes nothing from who types. */
	if (d->front.board)
		return;
	d->drafts_kept =
		read_kept(d->session, own_name(d), &d->answer_arena, &k);
	if (d->drafts_kept)
		take_up(d, &k);
	take_up_others(d);
	d->drafts_read_ms = paths_now();
}

void
drafts_look_again(struct desk *d)
{
	if (d->drafts_wait && paths_now() - d->drafts_read_ms < LINGERS_MS)
		take_up_others(d);
}

/* The drafts of one file that can be named: how many, and the first of them. */
static unsigned
name_drafts(const struct kept *k, const char **first, struct arena *a)
{
	const char *at = k->at, *name, *text;
	unsigned count = 0;

	while (next_line(&at, &name, &text, a)) {
		/* What was ticked is there again by itself. */
		if (strcmp(name, DRAFT_OF_SIGNS) == 0)
			continue;
		if (!*first)
			*first = say_draft_name(name, a);
		count++;
	}
	return count;
}

const char *
drafts_of(struct desk *d, const char *id8, struct arena *a)
{
	size_t files;
	const char **names = files_of(d, id8, a, &files);
	const char *first = NULL;
	unsigned count = 0;

	for (size_t i = 0; i < files; i++) {
		struct kept k;

		if (read_kept(d->session, names[i], a, &k))
			count += name_drafts(&k, &first, a);
	}
	if (count < 2)
		return first;
	return say_fill(a, tr("%1, and %2 more"), first,
			arena_printf(a, "%u", count - 1), NULL);
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
	const char *role = paths_read_state(&d->session->paths, role_name(d),
					    &d->answer_arena);

	if (!role || !*role)
		return NULL;
	return arena_strndup(&d->arena, role, strcspn(role, "\n"));
}

void
desk_keep_role(struct desk *d, const char *role)
{
	if (d->session->is_open)
		paths_write_state(&d->session->paths, role_name(d), role, NULL);
}

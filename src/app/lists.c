/* The start screen: which incidents and playbooks there are. */
#include <string.h>

#include "app/desk_parts.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/diag.h"
#include "front/fill.h"
#include "front/say.h"
#include "store/paths.h"

#define LOOK_EVERY 900 /* ms: less than the second after which loops wake */

static const char *
slug_of(const char *name, struct arena *a)
{
	const char *dash = strchr(name, '-');
	const char *last = strrchr(name, '-');

	if (!dash || last <= dash)
		return name;
	return arena_strndup(a, dash + 1, (size_t)(last - dash - 1));
}

/* The first screen does not wait for what is only known after a closer look. */
static void
read_place(struct desk *d, const struct incident_place *from,
	   struct front_place *to, struct peek_fold *fold)
{
	struct arena *a = &d->lists_arena;
	struct peek look;

	if (!peek_keep(d->session, from, a, &look, fold, NULL))
		return;
	to->looked = !look.open || strcmp(from->mode, "live") != 0;
	if (to->looked)
		peek_forget(fold);
	to->read = true;
	to->open = look.open;
	to->title = look.title;
	to->started = look.opened;
	to->last_time = look.last_time;
	to->last_text = look.last_text;
	to->entries = look.log_count;
	to->trouble = look.trouble;
	if (!look.last_role || !look.last_step)
		return;
	/* Where the last entry says it, it is not said twice. */
	if (strstr(look.last_text, look.last_step))
		to->last_text = say_fill(a, tr("%1: %2"),
					 say_role(look.last_role, NULL, a),
					 look.last_text, NULL);
	else
		to->you_were = say_fill(a, tr("%1, %2"),
					say_role(look.last_role, NULL, a),
					look.last_step, NULL);
}

void
lists_forget(struct desk *d)
{
	for (size_t i = 0; i < LISTS_READ_MOST; i++)
		peek_forget(&d->folds[i]);
}

bool
lists_look_closer(struct desk *d)
{
	for (size_t i = 0; i < LISTS_READ_MOST; i++) {
		struct peek_closer closer;

		if (!d->folds[i].held)
			continue;
		peek_closer(d->session, &d->folds[i], d->front.now,
			    &d->lists_arena, &closer);
		d->places[i].next_deadline = closer.next_deadline;
		d->places[i].trouble = closer.trouble;
		d->places[i].unsaved =
			drafts_of(d, d->places[i].id8, &d->lists_arena);
		d->places[i].looked = true;
		peek_forget(&d->folds[i]);
		return true;
	}
	return false;
}

static void
fill_places(struct desk *d)
{
	struct arena *a = &d->lists_arena;
	struct incident_places places;
	struct front_place *out;

	lists_forget(d);
	folder_list(&d->session->paths, a, &places, NULL);
	d->listed = watch_list(&places, LISTS_READ_MOST);
	d->list_looked = paths_now();
	out = ARENA_ARRAY(a, struct front_place, places.count + 1);
	for (size_t i = 0; i < places.count; i++) {
		const struct incident_place *p = &places.places[i];

		out[i].path = p->path;
		out[i].id8 = p->id8;
		out[i].words = say_words(p->id8, a);
		out[i].started = p->started;
		out[i].mode = p->mode;
		out[i].title = text_shown(a, slug_of(p->name, a), false);
		if (i < LISTS_READ_MOST)
			read_place(d, p, &out[i], &d->folds[i]);
	}
	d->front.places = d->places = out;
	d->front.place_count = places.count;
	while (d->whole_lists && lists_look_closer(d))
		continue;
}

static bool
is_offered(const struct shelf *shelf, const struct shelf_entry *e,
	   const enum file_kind kinds[2], const char *language)
{
	bool other;

	return (e->head.kind == kinds[0] || e->head.kind == kinds[1]) &&
	       shelf_find(shelf, e->head.id, language, &other) == e;
}

/* Those of two kinds that there are, in the reader's language. */
static struct front_playbook *
list_of(struct desk *d, const enum file_kind kinds[2], size_t *count)
{
	struct session *s = d->session;
	const struct shelf *shelf = session_shelf(s);
	struct front_playbook *list = ARENA_ARRAY(
		&d->lists_arena, struct front_playbook, shelf->count + 1);

	*count = 0;
	for (size_t i = 0; i < shelf->count; i++) {
		const struct file_header *h = &shelf->entries[i].head;

		if (!is_offered(shelf, &shelf->entries[i], kinds, s->language))
			continue;
		list[(*count)++] = (struct front_playbook){
			.id = h->id,
			.title = h->title,
			.summary = h->summary,
			.code = h->code,
			.version = h->version,
			.language = h->language,
			.kind = h->kind,
		};
	}
	return list;
}

void
lists_fill_playbooks(struct desk *d)
{
	static const enum file_kind walked[2] = {FILE_INCIDENT, FILE_TRIAGE};
	static const enum file_kind scored[2] = {FILE_ASSESSMENT, FILE_QUIZ};
	const struct shelf *shelf = session_shelf(d->session);
	struct front *f = &d->front;

	d->playbooks = list_of(d, walked, &f->playbook_count);
	f->playbooks = d->playbooks;
	f->assessments = list_of(d, scored, &f->assessment_count);
	f->playbook_faults = shelf->diags ? shelf->diags->errors : 0;
}

void
lists_fill(struct desk *d)
{
	arena_reset(&d->lists_arena);
	fill_places(d);
	lists_fill_playbooks(d);
}

/* Whether a line of the lists means another incident, or another state of it.
 */
static bool
differ(const struct front_place *one, size_t count, const struct front *f)
{
	if (count != f->place_count)
		return true;
	for (size_t i = 0; i < count; i++)
		if (strcmp(one[i].path, f->places[i].path) != 0 ||
		    one[i].open != f->places[i].open ||
		    strcmp(one[i].title, f->places[i].title) != 0)
			return true;
	return false;
}

bool
lists_refresh(struct desk *d)
{
	struct incident_places places;
	struct arena kept = {0};
	int64_t now = paths_now();
	size_t count = d->front.place_count;
	struct front_place *before;
	bool other;

	if (now >= d->list_looked && now - d->list_looked < LOOK_EVERY)
		return false;
	d->list_looked = now;
	before = ARENA_ARRAY(&kept, struct front_place, count + 1);
	folder_list(&d->session->paths, &kept, &places, NULL);
	other = watch_list(&places, LISTS_READ_MOST) != d->listed;
	for (size_t i = 0; other && i < count; i++) {
		before[i].path = arena_strdup(&kept, d->front.places[i].path);
		before[i].title = arena_strdup(&kept, d->front.places[i].title);
		before[i].open = d->front.places[i].open;
	}
	if (other)
		lists_fill(d);
	other = other && differ(before, count, &d->front);
	arena_fini(&kept);
	return other;
}

static bool
was_seen(const char *sign, const char *const *signs, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(signs[i], sign) == 0)
			return true;
	return false;
}

static void
score_one(struct desk *d, struct front_playbook *p, const char *const *signs,
	  unsigned count)
{
	struct shelf *shelf = session_shelf(d->session);
	bool other;
	const struct shelf_entry *e =
		shelf_find(shelf, p->id, d->session->language, &other);
	const struct loaded *l = e ? shelf_load(shelf, e) : NULL;

	p->score_strong = p->score_weak = p->signs = 0;
	for (unsigned i = 0; l && l->playbook && i < l->playbook->sign_count;
	     i++) {
		const struct sign_use *use = &l->playbook->signs[i];

		p->signs++;
		if (!was_seen(use->sign, signs, count))
			continue;
		if (use->strong)
			p->score_strong++;
		else
			p->score_weak++;
	}
}

void
lists_score(struct desk *d, const char *const *signs, unsigned count)
{
	if (!d->playbooks)
		lists_fill_playbooks(d);
	for (size_t i = 0; i < d->front.playbook_count; i++)
		score_one(d, &d->playbooks[i], signs, count);
}

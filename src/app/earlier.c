#include "app/earlier.h"

#include <string.h>

#include "app/session.h"
#include "core/playbook.h"

/* Older ones are read only this far: somebody waits for the first screen. */
#define READ_MOST 40

static void
keep(const struct assessment *as, int64_t time, struct arena *a,
     struct assessment_earlier *out)
{
	out->time = time;
	out->total = as->total;
	out->section_count = as->section_count;
	out->sections = ARENA_ARRAY(a, struct assessment_section,
				    as->section_count + 1);
	for (unsigned i = 0; i < as->section_count; i++) {
		out->sections[i].id = arena_strdup(a, as->sections[i].id);
		out->sections[i].title = arena_strdup(a, as->sections[i].title);
		out->sections[i].sum = as->sections[i].sum;
	}
}

/* Another session over the same folders, that never writes. */
static bool
read_run(const struct session *s, const struct incident_place *place,
	 const char *playbook, struct arena *a, struct assessment_earlier *out)
{
	struct session other = {
		.paths = s->paths,
		.who = s->who,
		.language = s->language,
		.zone_wanted = s->zone_wanted,
		.read_only_wanted = true,
	};
	struct arena scratch = {0};
	const struct assessment *as = NULL;

	if (session_open_place(&other, place, NULL) &&
	    map_find(&other.incident.playbooks, playbook))
		as = assessment_of(&other.incident, &other.library, &scratch);
	if (as && (strcmp(as->playbook->head.id, playbook) != 0 ||
		   as->total.answered == 0))
		as = NULL;
	if (as)
		keep(as, other.incident.opened, a, out);
	arena_fini(&scratch);
	session_fini(&other);
	return as != NULL;
}

const struct assessment_earlier *
earlier_find(struct session *s, struct arena *a)
{
	const struct playbook *p =
		s->is_open ? assessment_playbook(&s->incident, &s->library)
			   : NULL;
	struct assessment_earlier *out;
	struct incident_places places;
	unsigned read = 0;

	if (!p)
		return NULL;
	out = ARENA_NEW(a, struct assessment_earlier);
	folder_list(&s->paths, a, &places, NULL);
	for (size_t i = 0; i < places.count && read < READ_MOST; i++) {
		const struct incident_place *place = &places.places[i];

		if (strcmp(place->mode, "assessment") != 0 ||
		    strcmp(place->path, s->folder.path) == 0 ||
		    place->started > s->incident.opened)
			continue;
		read++;
		if (read_run(s, place, p->head.id, a, out))
			return out;
	}
	return NULL;
}

/* The first line that says something: the record of kind `open`. */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

static void
add_files(const struct library *lib, const char *id, struct arena *a,
	  struct record *out)
{
	unsigned count = 0;
	const struct library_file *files =
		lib->files_of ? lib->files_of(lib, id, &count) : NULL;

	for (unsigned i = 0; files && i < count; i++) {
		out->more->files =
			arena_more(a, out->more->files, out->more->file_count,
				   sizeof(*out->more->files));
		out->more->files[out->more->file_count++] =
			(struct record_file){
				.file = files[i].name,
				.sha256 = files[i].sha256,
			};
	}
}

static void
add_fact(const char *fact, const char *value, struct arena *a,
	 struct record *out)
{
	if (!value || !*value)
		return;
	out->then->sets = arena_more(a, out->then->sets, out->then->set_count,
				     sizeof(*out->then->sets));
	out->then->sets[out->then->set_count++] =
		(struct record_set){.fact = fact, .value = value};
}

/* The organisation's profile settles what does not apply (format, 4). */
static void
add_profile(const struct organisation *o, struct arena *a, struct record *out)
{
	out->more->organisation = o->name;
	add_fact("organisation.nis2", o->nis2, a, out);
	add_fact("organisation.body", o->body, a, out);
	add_fact("organisation.region", o->region, a, out);
	add_fact("organisation.care-home", o->care_home, a, out);
	add_fact("organisation.ot", o->ot, a, out);
	add_fact("organisation.police-link", o->police_link, a, out);
}

void
incident_open_record(const struct library *lib, const char *title,
		     const char *mode, const char *tlp, const char *language,
		     const char *zone, struct arena *scratch,
		     struct record *out)
{
	*out = (struct record){
		.kind = RECORD_OPEN,
		.title = title,
		.language = language,
		.more = ARENA_NEW(scratch, struct record_more),
		.then = ARENA_NEW(scratch, struct record_then),
	};
	out->more->mode = mode;
	out->more->tlp = tlp;
	out->more->zone = zone;
	/* Questions are answered without clocks, facts or additions. */
	if (strcmp(mode, "assessment") == 0) {
		out->more->organisation =
			lib->organisation ? lib->organisation->name : NULL;
		return;
	}
	for (unsigned i = 0; i < lib->law_count; i++)
		add_files(lib, lib->laws[i]->head.id, scratch, out);
	for (unsigned i = 0; i < lib->vocabulary_count; i++)
		add_files(lib, lib->vocabularies[i]->head.id, scratch, out);
	if (lib->organisation) {
		add_files(lib, "organisation", scratch, out);
		add_profile(lib->organisation, scratch, out);
	}
	for (unsigned i = 0; i < lib->local_count; i++)
		add_files(lib, lib->locals[i]->head.id, scratch, out);
	if (lib->exercise && strcmp(mode, "exercise") == 0)
		add_files(lib, lib->exercise->head.id, scratch, out);
}

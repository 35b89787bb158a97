#include "load/variants.h"

#include <string.h>

#include "base/arena.h"
#include "core/diag.h"
#include "load/schema.h"

/* One of the two files, and where in it we are. */
struct side {
	const struct whole *whole;
	const char *at;     /* a struct */
	struct place place; /* of what contains it */
};

struct comparing {
	struct diag_list *diags;
	struct arena *arena;
};

static void
compare_maps(struct comparing *c, const char *path, struct side first,
	     struct side file, const cyaml_schema_field_t *fields);

static struct place
place_of(const struct side *s, const void *member)
{
	struct place p = marks_find(&s->whole->marks, member);

	return p.line ? p : s->place;
}

static void
differs(struct comparing *c, const char *path, const struct side *first,
	const void *member_of_first, const struct side *file,
	const void *member)
{
	diag_add(c->diags,
		 &(struct diag){
			 .id = DIAG_VARIANT_DIFFERS,
			 .file = file->whole->file,
			 .place = place_of(file, member),
			 .name = path,
			 .other = first->whole->file,
			 .other_file = first->whole->file,
			 .other_place = place_of(first, member_of_first),
		 });
}

static const char *
text_at(const void *member)
{
	const char *text;

	memcpy(&text, member, sizeof(text));
	return text;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Texts are the translator's; so is when a source was looked at. */
static bool
is_free(const cyaml_schema_field_t *field)
{
	enum text_format format = schema_format(&field->value);

	return strcmp(field->key, "language") == 0 ||
	       strcmp(field->key, "version") == 0 ||
	       strcmp(field->key, "sources") == 0 ||
	       field->value.type == CYAML_IGNORE ||
	       (field->value.type == CYAML_STRING &&
		(format == FORMAT_TEXT || format == FORMAT_DATE)) ||
	       (field->value.type == CYAML_SEQUENCE &&
		field->value.sequence.entry == &text_entry);
}

/* What an entry of a list is called: its first text that is no prose. */
static const char *
name_at(const cyaml_schema_value_t *entry, const char *at)
{
	if (entry->type == CYAML_STRING)
		return text_at(at);
	for (const cyaml_schema_field_t *f = entry->mapping.fields; f->key; f++)
		if (f->value.type == CYAML_STRING &&
		    schema_format(&f->value) != FORMAT_TEXT)
			return text_at(at + f->data_offset);
	return NULL;
}

static unsigned
count_at(const char *at, const cyaml_schema_field_t *field)
{
	unsigned count;

	memcpy(&count, at + field->count_offset, sizeof(count));
	return count;
}

/* false: from here on the two lists have nothing to do with each other. */
static bool
compare_entries(struct comparing *c, const char *path, struct side first,
		struct side file, const cyaml_schema_value_t *entry)
{
	const char *name = name_at(entry, first.at);
	const char *other = name_at(entry, file.at);

	first.place = place_of(&first, first.at);
	file.place = place_of(&file, file.at);
	if (!same_text(name, other)) {
		differs(c,
			arena_printf(c->arena, "%s/%s", path,
				     other ? other : ""),
			&first, first.at, &file, file.at);
		return false;
	}
	if (entry->type == CYAML_MAPPING)
		compare_maps(
			c,
			arena_printf(c->arena, "%s/%s", path, name ? name : ""),
			first, file, entry->mapping.fields);
	return true;
}

static void
compare_lists(struct comparing *c, const char *path, const struct side *first,
	      const struct side *file, const cyaml_schema_field_t *field)
{
	const cyaml_schema_value_t *value = &field->value;
	const void *member_of_first = first->at + field->data_offset;
	const void *member = file->at + field->data_offset;
	unsigned count_of_first = count_at(first->at, field);
	unsigned count = count_at(file->at, field);
	struct side a = {first->whole, text_at(member_of_first),
			 place_of(first, member_of_first)};
	struct side b = {file->whole, text_at(member), place_of(file, member)};

	for (unsigned i = 0; i < count && i < count_of_first; i++) {
		if (!compare_entries(c, path, a, b, value->sequence.entry))
			return;
		a.at += value->data_size;
		b.at += value->data_size;
	}
	if (count < count_of_first)
		differs(c, path, &a, a.at, file, member);
	else if (count > count_of_first)
		differs(c, path, first, member_of_first, &b, b.at);
}

static void
compare_maps(struct comparing *c, const char *path, struct side first,
	     struct side file, const cyaml_schema_field_t *fields)
{
	for (const cyaml_schema_field_t *f = fields; f->key; f++) {
		const char *a = first.at + f->data_offset;
		const char *b = file.at + f->data_offset;
		const char *here = f->key;
		bool same;

		if (is_free(f))
			continue;
		if (*path)
			here = arena_printf(c->arena, "%s/%s", path, f->key);
		if (f->value.type == CYAML_SEQUENCE) {
			compare_lists(c, here, &first, &file, f);
			continue;
		}
		if (f->value.type == CYAML_STRING)
			same = same_text(text_at(a), text_at(b));
		else
			same = memcmp(a, b, f->value.data_size) == 0;
		if (!same)
			differs(c, here, &first, a, &file, b);
	}
}

static const void *
root_of(const struct loaded *l)
{
	const void *roots[] = {l->playbook,     l->law,     l->vocabulary,
			       l->directory,    l->local,   l->model,
			       l->organisation, l->exercise};

	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++)
		if (roots[i])
			return roots[i];
	return NULL;
}

void
variants_compare(const struct whole *first, const struct whole *file,
		 struct diag_list *diags, struct arena *a)
{
	struct comparing c = {diags, a};
	struct side of_first = {first, root_of(&first->loaded), {1, 1}};
	struct side of_file = {file, root_of(&file->loaded), {1, 1}};

	if (!of_first.at || !of_file.at)
		return;
	if (first->loaded.kind != file->loaded.kind) {
		differs(&c, "kind", &of_first, NULL, &of_file, NULL);
		return;
	}
	compare_maps(&c, "", of_first, of_file,
		     schema_of(file->loaded.kind)->mapping.fields);
}

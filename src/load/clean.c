/*
 * A file with findings is refused, but its meaning is checked as well, so that
 * an author sees everything in one run.  For that libcyaml gets the tree
 * written anew: one line of JSON, which is YAML, without what is wrong.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "load/schema.h"
#include "load/tree.h"

static void clean_map(struct buf *out, const struct node *map,
		      const cyaml_schema_field_t *fields);

static void
clean_text(struct buf *out, const char *s, size_t len, size_t most)
{
	const char *end = s + len;

	buf_addc(out, '"');
	for (size_t written = 0; s < end;) {
		uint32_t c;
		size_t n = text_decode(s, (size_t)(end - s), &c);

		written += n;
		if (written > most)
			break;
		if (c == '\n')
			buf_adds(out, "\\n");
		else if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", (char)c);
		else if (text_is_unsafe(c))
			buf_addc(out, '?');
		else
			buf_add(out, s, n);
		s += n;
	}
	buf_addc(out, '"');
}

static void
clean_list(struct buf *out, const struct node *list,
	   const cyaml_schema_value_t *entry)
{
	bool some = false;

	buf_addc(out, '[');
	for (const struct node *n = list->first; n; n = n->next) {
		if (n->dropped)
			continue;
		if (some)
			buf_addc(out, ',');
		some = true;
		if (entry->type == CYAML_MAPPING)
			clean_map(out, n, entry->mapping.fields);
		else
			clean_text(out, n->text, n->len, entry->string.max);
	}
	buf_addc(out, ']');
}

/* What must be there and is not. */
static void
clean_missing(struct buf *out, const cyaml_schema_value_t *value)
{
	if (value->type == CYAML_SEQUENCE)
		buf_adds(out, "[]");
	else if (value->type == CYAML_ENUM)
		clean_text(out, value->enumeration.strings[0].str,
			   strlen(value->enumeration.strings[0].str), 99);
	else
		buf_adds(out, "\"\"");
}

static void
clean_value(struct buf *out, const struct node *node,
	    const cyaml_schema_value_t *value)
{
	if (!node)
		clean_missing(out, value);
	else if (value->type == CYAML_SEQUENCE)
		clean_list(out, node, value->sequence.entry);
	else if (node->kind == NODE_TEXT)
		clean_text(out, node->text, node->len,
			   value->type == CYAML_STRING ? value->string.max
						       : CYAML_UNLIMITED);
	else
		buf_adds(out, "\"\"");
}

static const struct node *
usable(const struct node *map, const cyaml_schema_field_t *field)
{
	for (const struct node *n = map->first; n; n = n->next)
		if (n->field == field && !n->dropped)
			return n;
	return NULL;
}

static void
clean_map(struct buf *out, const struct node *map,
	  const cyaml_schema_field_t *fields)
{
	bool some = false;

	buf_addc(out, '{');
	for (const cyaml_schema_field_t *f = fields; f->key; f++) {
		const struct node *node = usable(map, f);

		if (!node && (f->value.flags & CYAML_FLAG_OPTIONAL))
			continue;
		buf_addf(out, "%s\"%s\": ", some ? ", " : "", f->key);
		some = true;
		clean_value(out, node, &f->value);
	}
	buf_addc(out, '}');
}

const char *
tree_clean(const struct node *root, const struct cyaml_schema_value *schema,
	   struct arena *a, size_t *len)
{
	struct buf out = {0};
	const char *text;

	clean_map(&out, root, schema->mapping.fields);
	*len = out.len;
	text = arena_strndup(a, buf_text(&out), out.len);
	buf_fini(&out);
	return text;
}

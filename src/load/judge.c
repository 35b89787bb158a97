/* Pass 1: the tree against the schema, every finding with its place. */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "load/format.h"
#include "load/schema.h"
#include "load/tree.h"

/* The most keys that a mapping of any kind has. */
#define KEYS_MOST 64

static void judge_map(struct finder *f, struct node *map,
		      const cyaml_schema_field_t *fields);

static const char *
key_name(const struct node *node)
{
	return node->key && node->key->kind == NODE_TEXT ? node->key->text : "";
}

static void
drop(struct finder *f, struct node *node, enum diag_id id)
{
	finder_add(f, id, node->place, key_name(node), NULL, NULL);
	node->dropped = true;
}

static void
judge_characters(struct finder *f, const struct node *node)
{
	const char *p = node->text;
	const char *end = p + node->len;

	/* Raw ones were found before, on their own place. */
	while (p < end) {
		uint32_t c;
		char name[16];

		p += text_decode(p, (size_t)(end - p), &c);
		if (c == '\n' || c == '\t' || !text_is_unsafe(c))
			continue;
		snprintf(name, sizeof(name), "U+%04X", (unsigned)c);
		finder_add(f, DIAG_UNSAFE_CHARACTER, node->place, name, NULL,
			   NULL);
		return;
	}
}

static bool
is_empty(struct finder *f, struct node *node, const cyaml_schema_value_t *value)
{
	if (node->len > 0)
		return false;
	if (node->cut) {
		drop(f, node, DIAG_QUOTES);
		return true;
	}
	if (!node->plain && schema_format(value) == FORMAT_TEXT &&
	    (value->flags & CYAML_FLAG_OPTIONAL))
		return true;
	drop(f, node, DIAG_NO_VALUE_GIVEN);
	return true;
}

/* `- Do not: power off` and `{{x}}` are maps to YAML, and texts to authors. */
static bool
is_meant_as_text(const struct node *node, enum text_format format)
{
	if (node->kind != NODE_MAP)
		return false;
	return format == FORMAT_TEXT ||
	       (node->first && node->first->key->kind == NODE_TEXT &&
		strchr(node->first->key->text, ' '));
}

static void
judge_text(struct finder *f, struct node *node,
	   const cyaml_schema_value_t *value)
{
	enum text_format format = schema_format(value);
	char most[16];

	if (node->kind != NODE_TEXT) {
		drop(f, node,
		     is_meant_as_text(node, format) ? DIAG_QUOTES
						    : DIAG_NOT_TEXT);
		return;
	}
	if (is_empty(f, node, value))
		return;
	judge_characters(f, node);
	if (node->cut && format == FORMAT_TEXT)
		finder_add(f, DIAG_COMMENT, node->cut_at, NULL, NULL, NULL);
	if (value->string.max != CYAML_UNLIMITED &&
	    node->len > value->string.max && format != FORMAT_NEW_ID) {
		snprintf(most, sizeof(most), "%u", value->string.max);
		finder_add(f, DIAG_TOO_LONG, node->place, key_name(node), most,
			   NULL);
		return;
	}
	format_judge(f, node, format);
}

static void
judge_word(struct finder *f, struct node *node,
	   const cyaml_schema_value_t *value)
{
	const cyaml_strval_t *strings = value->enumeration.strings;
	const char *words[16];
	char list[160] = "";
	size_t count = value->enumeration.count;

	if (node->kind != NODE_TEXT) {
		drop(f, node, DIAG_NOT_TEXT);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (strcmp(strings[i].str, node->text) == 0 &&
		    strlen(node->text) == node->len)
			return;
		words[i] = strings[i].str;
		strcat(list, i ? ", " : "");
		strcat(list, words[i]);
	}
	node->dropped = true;
	if (strings == yes_no_words)
		finder_add(f, DIAG_YES_NO, node->place, key_name(node), NULL,
			   NULL);
	else if (node->len == 0)
		finder_add(f, DIAG_NO_VALUE_GIVEN, node->place, key_name(node),
			   NULL, NULL);
	else
		finder_add(f, DIAG_VALUE, node->place, node->text, list,
			   text_nearest(node->text, words, count));
}

static void
judge_entry(struct finder *f, struct node *node,
	    const cyaml_schema_value_t *entry)
{
	if (entry->type == CYAML_STRING) {
		judge_text(f, node, entry);
		/* An empty text in a list is nothing. */
		if (!node->dropped && node->len == 0)
			drop(f, node, DIAG_NO_VALUE_GIVEN);
		return;
	}
	if (node->kind != NODE_MAP) {
		drop(f, node, DIAG_NOT_MAP);
		return;
	}
	judge_map(f, node, entry->mapping.fields);
}

/* The key by which the entries of such a list are told apart. */
static const cyaml_schema_field_t *
id_field(const cyaml_schema_value_t *entry)
{
	if (entry->type != CYAML_MAPPING)
		return NULL;
	for (const cyaml_schema_field_t *f = entry->mapping.fields; f->key; f++)
		if (f->value.type == CYAML_STRING &&
		    (schema_format(&f->value) == FORMAT_NEW_ID ||
		     schema_format(&f->value) == FORMAT_VALUE_ID))
			return f;
	return NULL;
}

static void
judge_ids(struct finder *f, const struct node *list,
	  const cyaml_schema_value_t *entry)
{
	const cyaml_schema_field_t *id = id_field(entry);
	struct map ids;

	if (!id)
		return;
	map_init(&ids, f->scratch);
	for (struct node *n = list->first; n && !f->full; n = n->next) {
		struct node *given = n->first;

		if (n->dropped)
			continue;
		while (given && given->field != id)
			given = given->next;
		if (!given || given->dropped)
			continue;
		if (map_find(&ids, given->text))
			finder_add(f, DIAG_DUPLICATE_ID, given->place,
				   given->text, NULL, NULL);
		else
			map_put_kept(&ids, given->text, given);
	}
}

static void
judge_list(struct finder *f, struct node *node,
	   const cyaml_schema_value_t *value)
{
	char most[16];
	unsigned count = 0;

	if (node->kind != NODE_LIST) {
		drop(f, node, DIAG_NOT_LIST);
		return;
	}
	for (struct node *n = node->first; n && !f->full; n = n->next) {
		if (n->dropped)
			continue;
		if (count++ == value->sequence.max) {
			snprintf(most, sizeof(most), "%u", value->sequence.max);
			finder_add(f, DIAG_TOO_MUCH, n->place, key_name(node),
				   most, NULL);
		}
		if (count > value->sequence.max)
			n->dropped = true;
		else
			judge_entry(f, n, value->sequence.entry);
	}
	judge_ids(f, node, value->sequence.entry);
}

static void
judge_value(struct finder *f, struct node *node,
	    const cyaml_schema_value_t *value)
{
	if (value->type == CYAML_SEQUENCE)
		judge_list(f, node, value);
	else if (value->type == CYAML_ENUM)
		judge_word(f, node, value);
	else if (value->type == CYAML_STRING)
		judge_text(f, node, value);
	else if (schema_format(value) == FORMAT_VERSION &&
		 (node->kind != NODE_TEXT || strcmp(node->text, "1") != 0))
		finder_add(f, DIAG_VERSION, node->place,
			   node->kind == NODE_TEXT ? node->text : "", NULL,
			   NULL);
}

static size_t
list_keys(const cyaml_schema_field_t *fields, const char *keys[KEYS_MOST])
{
	size_t count = 0;

	for (; fields[count].key && count < KEYS_MOST; count++)
		keys[count] = fields[count].key;
	return count;
}

struct keys {
	const char *names[KEYS_MOST];
	size_t count;
	bool seen[KEYS_MOST];
};

static size_t
key_index(const struct keys *keys, const char *name)
{
	size_t i = 0;

	while (i < keys->count && strcmp(keys->names[i], name) != 0)
		i++;
	return i;
}

static void
unknown_key(struct finder *f, struct node *node, struct keys *keys)
{
	const char *nearest =
		text_nearest(node->key->text, keys->names, keys->count);

	finder_add(f, DIAG_UNKNOWN_KEY, node->key->place, node->key->text, NULL,
		   nearest);
	node->dropped = true;
	/* It stands for the key that it was meant to be. */
	if (nearest)
		keys->seen[key_index(keys, nearest)] = true;
}

static void
judge_child(struct finder *f, struct node *node,
	    const cyaml_schema_field_t *fields, struct keys *keys)
{
	size_t i;

	if (node->key->kind != NODE_TEXT || node->key->dropped)
		return;
	i = key_index(keys, node->key->text);
	if (i == keys->count || strlen(node->key->text) != node->key->len) {
		unknown_key(f, node, keys);
		return;
	}
	if (node->field || keys->seen[i]) {
		finder_add(f, DIAG_DUPLICATE_KEY, node->key->place,
			   node->key->text, NULL, NULL);
		node->dropped = true;
		return;
	}
	keys->seen[i] = true;
	node->field = &fields[i];
	if (!node->dropped)
		judge_value(f, node, &fields[i].value);
}

static void
judge_map(struct finder *f, struct node *map,
	  const cyaml_schema_field_t *fields)
{
	struct keys keys = {.count = 0};

	keys.count = list_keys(fields, keys.names);
	for (struct node *n = map->first; n && !f->full; n = n->next)
		judge_child(f, n, fields, &keys);
	if (map->broken)
		return;
	for (size_t i = 0; i < keys.count && !f->full; i++)
		if (!keys.seen[i] &&
		    !(fields[i].value.flags & CYAML_FLAG_OPTIONAL))
			finder_add(f, DIAG_MISSING_KEY, map->place,
				   keys.names[i], NULL, NULL);
}

/* A listing reads the first 4 KiB only: the header comes first. */
static void
judge_header_order(struct finder *f, const struct node *root)
{
	const char *before = NULL;
	int highest = -1;

	for (const struct node *n = root->first; n; n = n->next) {
		int rank;

		if (n->key->kind != NODE_TEXT || !n->field)
			continue;
		rank = schema_header_rank(n->key->text);
		if (rank >= 0 && rank < highest) {
			finder_add(f, DIAG_HEADER_ORDER, n->key->place,
				   n->key->text, before, NULL);
			continue;
		}
		/* Whatever is no header key stands behind all that are. */
		if (rank < 0)
			rank = 1000;
		if (rank > highest)
			before = n->key->text;
		highest = rank > highest ? rank : highest;
	}
}

enum file_kind
tree_kind(struct finder *f, struct node *root)
{
	static const char list[] = "triage, incident, assessment, quiz, law, "
				   "vocabulary, organisation, local, "
				   "directory, model, exercise";
	const char *names[FILE_EXERCISE + 1];
	struct node *node;
	enum file_kind kind;

	if (root->kind != NODE_MAP) {
		finder_add(f, DIAG_NOT_MAP, root->place, "", NULL, NULL);
		return FILE_NONE;
	}
	node = tree_child(root, "kind");
	if (!node) {
		/* Broken off before it: that has been said. */
		if (!root->broken)
			finder_add(f, DIAG_MISSING_KEY, root->place, "kind",
				   NULL, NULL);
		return FILE_NONE;
	}
	if (node->kind != NODE_TEXT) {
		finder_add(f, DIAG_NOT_TEXT, node->place, "kind", NULL, NULL);
		return FILE_NONE;
	}
	if (node->len == 0) {
		finder_add(f, DIAG_NO_VALUE_GIVEN, node->place, "kind", NULL,
			   NULL);
		return FILE_NONE;
	}
	kind = file_kind_of(node->text);
	for (int i = FILE_TRIAGE; i <= FILE_EXERCISE; i++)
		names[i] = file_kind_name((enum file_kind)i);
	if (kind == FILE_NONE)
		finder_add(f, DIAG_VALUE, node->place, node->text, list,
			   text_nearest(node->text, names + 1, FILE_EXERCISE));
	return kind;
}

void
tree_judge(struct finder *f, struct node *root, enum file_kind kind,
	   const struct cyaml_schema_value *schema)
{
	judge_map(f, root, schema->mapping.fields);
	if (kind != FILE_ORGANISATION)
		judge_header_order(f, root);
}

/* libyaml's events, capped, as a tree with places. */
#include "load/tree.h"

#include <string.h>

#include <yaml.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "load/load.h"

struct reader {
	struct finder *finder;
	struct arena *arena;
	const char *bytes;
	size_t len;
	yaml_parser_t parser;
	struct node *open[LOAD_DEPTH]; /* from the root to the innermost */
	struct node *key[LOAD_DEPTH];  /* of a map: the key without value yet */
	unsigned depth;
	unsigned nodes;
	unsigned documents;
	struct node *root;
	struct node *newest; /* the last text */
	struct place newest_end;
	bool newest_quoted;
	bool stop;
	const char *cursor; /* for bytes_at() */
	size_t line;
	size_t column;
};

static struct place
place_of(yaml_mark_t mark)
{
	return (struct place){(uint32_t)mark.line + 1,
			      (uint32_t)mark.column + 1};
}

/* The bytes behind a mark; marks come in order, so the cursor goes forward. */
static const char *
bytes_at(struct reader *r, yaml_mark_t mark)
{
	const char *end = r->bytes + r->len;

	if (mark.line < r->line ||
	    (mark.line == r->line && mark.column < r->column)) {
		r->cursor = r->bytes;
		r->line = 0;
		r->column = 0;
	}
	while (r->line < mark.line) {
		const char *p =
			memchr(r->cursor, '\n', (size_t)(end - r->cursor));

		if (!p)
			return end;
		r->cursor = p + 1;
		r->line++;
		r->column = 0;
	}
	while (r->column < mark.column && r->cursor < end) {
		uint32_t c;

		r->cursor +=
			text_decode(r->cursor, (size_t)(end - r->cursor), &c);
		r->column++;
	}
	return r->cursor;
}

static void
found(struct reader *r, enum diag_id id, struct place at, const char *name)
{
	finder_add(r->finder, id, at, name, NULL, NULL);
}

static struct node *
new_node(struct reader *r, enum node_kind kind, yaml_mark_t mark)
{
	struct node *node;

	if (r->nodes == TREE_MOST) {
		found(r, DIAG_TOO_MANY_PARTS, place_of(mark), NULL);
		r->stop = true;
		return NULL;
	}
	node = arena_try(r->arena, sizeof(*node));
	if (!node) {
		r->stop = true;
		return NULL;
	}
	r->nodes++;
	node->kind = kind;
	node->place = place_of(mark);
	return node;
}

static void
add_to_map(struct reader *r, struct node *node)
{
	struct node *map = r->open[r->depth - 1];
	struct node *key = r->key[r->depth - 1];

	if (!key) {
		/* {{x}}: a map as the key of a map. */
		if (node->kind != NODE_TEXT) {
			found(r, DIAG_QUOTES, map->place, NULL);
			map->dropped = true;
		} else if (node->plain && strcmp(node->text, "<<") == 0) {
			found(r, DIAG_ANCHOR, node->place, NULL);
			node->dropped = true;
		}
		r->key[r->depth - 1] = node;
		return;
	}
	node->key = key;
	r->key[r->depth - 1] = NULL;
	if (map->last)
		map->last->next = node;
	else
		map->first = node;
	map->last = node;
	map->count++;
	node->dropped |= key->dropped || key->kind != NODE_TEXT;
}

static void
add(struct reader *r, struct node *node)
{
	struct node *parent;

	if (!node || r->depth == 0) {
		if (!r->root)
			r->root = node;
		return;
	}
	parent = r->open[r->depth - 1];
	if (parent->kind == NODE_MAP) {
		add_to_map(r, node);
		return;
	}
	node->key = parent->key; /* an entry goes by the name of its list */
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	parent->count++;
}

static void
enter(struct reader *r, struct node *node)
{
	if (!node)
		return;
	add(r, node);
	if (r->depth == LOAD_DEPTH) {
		found(r, DIAG_TOO_DEEP, node->place, NULL);
		r->stop = true;
		return;
	}
	node->broken = true;
	r->open[r->depth] = node;
	r->key[r->depth] = NULL;
	r->depth++;
}

static void
refuse_tag(struct reader *r, const yaml_event_t *e, const void *anchor,
	   const void *tag, struct node *node)
{
	if (!anchor && !tag)
		return;
	found(r, DIAG_ANCHOR, place_of(e->start_mark), NULL);
	if (node)
		node->dropped = true;
}

/* `Call desk #112 now`: what follows the # is lost. */
static bool
is_cut_by_comment(struct reader *r, yaml_mark_t end_mark, struct place *at)
{
	const char *end = r->bytes + r->len;
	const char *p = bytes_at(r, end_mark);
	const char *start = p;
	uint32_t c;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (p + 1 >= end || *p != '#')
		return false;
	text_decode(p + 1, (size_t)(end - p - 1), &c);
	if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	      (c >= 'A' && c <= 'Z') || c >= 0xc0))
		return false;
	*at = place_of(end_mark);
	at->column += (uint32_t)(p - start);
	return true;
}

static void
scalar(struct reader *r, const yaml_event_t *e)
{
	struct node *node = new_node(r, NODE_TEXT, e->start_mark);
	char *text;

	if (!node)
		return;
	text = arena_try(r->arena, e->data.scalar.length + 1);
	if (!text) {
		r->stop = true;
		return;
	}
	memcpy(text, e->data.scalar.value, e->data.scalar.length);
	node->text = text;
	node->len = e->data.scalar.length;
	node->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	refuse_tag(r, e, e->data.scalar.anchor, e->data.scalar.tag, node);
	if (node->plain) {
		node->cut = is_cut_by_comment(r, e->end_mark, &node->cut_at);
		if (node->cut && node->len == 0)
			node->place = node->cut_at;
	}
	r->newest = node;
	r->newest_end = place_of(e->end_mark);
	r->newest_quoted =
		e->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
		e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	add(r, node);
}

static void
alias(struct reader *r, const yaml_event_t *e)
{
	struct node *node = new_node(r, NODE_TEXT, e->start_mark);

	found(r, DIAG_ANCHOR, place_of(e->start_mark), NULL);
	if (!node)
		return;
	node->text = "";
	node->dropped = true;
	add(r, node);
}

static void
leave(struct reader *r)
{
	r->depth--;
	r->open[r->depth]->broken = false;
}

static void
event(struct reader *r, const yaml_event_t *e)
{
	struct node *node;

	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (++r->documents == 1)
			break;
		found(r, DIAG_SECOND_DOCUMENT, place_of(e->start_mark), NULL);
		r->stop = true;
		break;
	case YAML_ALIAS_EVENT:
		alias(r, e);
		break;
	case YAML_SCALAR_EVENT:
		scalar(r, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		node = new_node(r, NODE_LIST, e->start_mark);
		refuse_tag(r, e, e->data.sequence_start.anchor,
			   e->data.sequence_start.tag, node);
		enter(r, node);
		break;
	case YAML_MAPPING_START_EVENT:
		node = new_node(r, NODE_MAP, e->start_mark);
		refuse_tag(r, e, e->data.mapping_start.anchor,
			   e->data.mapping_start.tag, node);
		enter(r, node);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		leave(r);
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
}

/* What libyaml says, in words that can be translated. */
static const char *
problem_words(const char *problem)
{
	static const char *const words[][2] = {
		{"did not find expected key",
		 N_("a key and a colon were expected here")},
		{"did not find expected '-' indicator",
		 N_("a hyphen was expected here")},
		{"did not find expected ',' or ']'",
		 N_("a comma or ] was expected here")},
		{"did not find expected ',' or '}'",
		 N_("a comma or } was expected here")},
		{"mapping values are not allowed in this context",
		 N_("a colon is not allowed here; perhaps this "
		    "line stands too far to the right")},
		{"block sequence entries are not allowed in this context",
		 N_("a list is not allowed here")},
		{"could not find expected ':'",
		 N_("a colon was expected after this")},
		{"found character that cannot start any token",
		 N_("a text cannot begin with this character")},
		{"found unknown escape character",
		 N_("this escape does not exist")},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], problem) == 0)
			return words[i][1];
	return problem;
}

static void
syntax(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	struct place at = place_of(p->problem_mark);
	struct place advised = {0, 0};
	const char *problem = p->problem ? p->problem : "";

	if (p->context && strstr(p->context, "quoted scalar") &&
	    strstr(problem, "end of stream")) {
		found(r, DIAG_UNCLOSED, place_of(p->context_mark), NULL);
		return;
	}
	if (p->context && strstr(p->context, "flow mapping"))
		advised = quotes_advice(r->bytes, r->len,
					place_of(p->context_mark));
	/* A quote that closed on a later line was not meant to. */
	if (r->newest && r->newest_quoted &&
	    r->newest_end.line > r->newest->place.line &&
	    r->newest_end.line == at.line)
		advised = r->newest->place;
	if (!advised.line) {
		const char *here = bytes_at(r, p->problem_mark);

		if (here < r->bytes + r->len && *here == '\t') {
			found(r, DIAG_TAB, at, NULL);
			return;
		}
		advised = quotes_advice(r->bytes, r->len, at);
	}
	if (advised.line)
		found(r, DIAG_QUOTES, advised, NULL);
	else
		found(r, DIAG_SYNTAX, at, problem_words(problem));
}

static void
read_events(struct reader *r, bool *whole)
{
	while (!r->stop) {
		yaml_event_t e;
		yaml_event_type_t type;

		if (!yaml_parser_parse(&r->parser, &e)) {
			syntax(r);
			return;
		}
		type = e.type;
		event(r, &e);
		yaml_event_delete(&e);
		if (type == YAML_STREAM_END_EVENT) {
			*whole = true;
			return;
		}
	}
	*whole = r->documents > 1;
}

struct node *
tree_read(struct finder *f, const char *bytes, size_t len, struct arena *a,
	  bool *whole)
{
	struct reader r = {
		.finder = f,
		.arena = a,
		.bytes = bytes,
		.cursor = bytes,
		.len = len,
	};

	*whole = false;
	if (!yaml_parser_initialize(&r.parser))
		return NULL;
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes,
				     len);
	read_events(&r, whole);
	yaml_parser_delete(&r.parser);
	if (*whole && !r.root)
		found(&r, DIAG_EMPTY, (struct place){1, 1}, NULL);
	return r.root;
}

struct node *
tree_child(const struct node *map, const char *key)
{
	for (struct node *n = map->first; n; n = n->next)
		if (map->kind == NODE_MAP && n->key->kind == NODE_TEXT &&
		    strcmp(n->key->text, key) == 0)
			return n;
	return NULL;
}

#include "load/load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tr.h"
#include "load/bind.h"
#include "load/schema.h"
#include "load/tree.h"
#include "load/whole.h"

/* Of pass 1: the tree of the largest file, and what libyaml holds beside it. */
#define SCRATCH_MOST (16u << 20)

struct reading {
	struct finder finder;
	const char *bytes;
	size_t len; /* of the YAML: a model's header, else the file */
	struct arena *arena;
	struct arena scratch;
	struct node *root;
	enum file_kind kind;
	const cyaml_schema_value_t *schema;
	struct loaded *out;
};

/* --- a model is a YAML header between two lines of ---, then Markdown */

static const char *
line_after(const char *p, const char *end)
{
	const char *newline = memchr(p, '\n', (size_t)(end - p));

	return newline ? newline + 1 : end;
}

static bool
is_rule(const char *p, const char *end)
{
	size_t len = (size_t)(end - p);

	if (len < 3 || memcmp(p, "---", 3) != 0)
		return false;
	p += 3;
	if (p < end && *p == '\r')
		p++;
	return p == end || *p == '\n';
}

/* NULL: no second rule, so there is no body. */
static const char *
header_end(const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *p = bytes;

	while (p < end && *p == '#')
		p = line_after(p, end);
	if (!is_rule(p, end))
		return NULL;
	for (p = line_after(p, end); p < end; p = line_after(p, end))
		if (is_rule(p, end))
			return p;
	return NULL;
}

static uint32_t
line_of(const char *bytes, const char *at)
{
	uint32_t line = 1;

	for (const char *p = bytes; p < at; p++)
		line += *p == '\n';
	return line;
}

/* --- pass 2 */

static void *
in_arena(void *arena, void *old, size_t size)
{
	return arena_realloc(arena, old, size);
}

static void *
fill(struct reading *r, const char *yaml, size_t len)
{
	const cyaml_config_t config = {
		.mem_fn = in_arena,
		.mem_ctx = r->arena,
		.flags = CYAML_CFG_NO_ALIAS,
	};
	cyaml_data_t *filled = NULL;
	cyaml_err_t err = cyaml_load_data((const uint8_t *)yaml, len, &config,
					  r->schema, &filled, NULL);

	return err == CYAML_OK ? filled : NULL;
}

static struct file_header *
place_filled(struct loaded *out, enum file_kind kind, void *filled)
{
	switch (kind) {
	case FILE_TRIAGE:
	case FILE_INCIDENT:
	case FILE_ASSESSMENT:
	case FILE_QUIZ:
		out->playbook = filled;
		return &out->playbook->head;
	case FILE_LAW:
		out->law = filled;
		return &out->law->head;
	case FILE_VOCABULARY:
		out->vocabulary = filled;
		return &out->vocabulary->head;
	case FILE_DIRECTORY:
		out->directory = filled;
		return &out->directory->head;
	case FILE_ORGANISATION:
		out->organisation = filled;
		return &out->organisation->head;
	case FILE_LOCAL:
		out->local = filled;
		return &out->local->head;
	case FILE_MODEL:
		out->model = filled;
		return &out->model->head;
	case FILE_EXERCISE:
		out->exercise = filled;
		return &out->exercise->head;
	case FILE_NONE:
		break;
	}
	return NULL;
}

static void
complete(struct reading *r, size_t whole_len, void *filled)
{
	struct file_header *head = place_filled(r->out, r->kind, filled);

	head->kind = r->kind;
	if (!head->id)
		head->id = "organisation";
	if (!head->language)
		head->language = "";
	if (!head->title)
		head->title = r->kind == FILE_ORGANISATION &&
					      r->out->organisation->name
				      ? r->out->organisation->name
				      : "";
	if (!head->version)
		head->version = "";
	head->file = r->finder.file;
	head->bytes = r->bytes;
	head->len = whole_len;
	r->out->kind = r->kind;
	r->out->head = head;
}

static void
bind(struct reading *r, void *filled, struct marks *marks)
{
	struct binder b = {
		.finder = &r->finder,
		.arena = r->arena,
		.scratch = marks ? r->arena : &r->scratch,
		.root = r->root,
		.schema = r->schema,
		.filled = filled,
	};

	if (marks)
		bind_marks(&b);
	bind_file(&b, r->out);
	if (marks)
		*marks = b.marks;
}

/* --- pass 1 */

/* false: there is nothing that pass 2 could take. */
static bool
judge(struct reading *r, size_t whole_len)
{
	const char *end;
	bool whole;

	if (!bytes_judge(&r->finder, r->bytes, whole_len))
		return false;
	end = header_end(r->bytes, whole_len);
	r->len = end ? (size_t)(end - r->bytes) : whole_len;
	r->root = tree_read(&r->finder, r->bytes, r->len, &r->scratch, &whole);
	if (!r->root)
		return false;
	r->kind = tree_kind(&r->finder, r->root);
	r->schema = schema_of(r->kind);
	if (!r->schema)
		return false;
	tree_judge(&r->finder, r->root, r->kind, r->schema);
	if (r->kind == FILE_MODEL)
		r->out->body = end ? line_after(end, r->bytes + whole_len) : "";
	else if (end)
		finder_add(&r->finder, DIAG_SECOND_DOCUMENT,
			   (struct place){line_of(r->bytes, end), 1}, NULL,
			   NULL, NULL);
	return whole && !r->finder.full;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* What is found by its header must be what is loaded. */
static void
judge_header(struct reading *r, size_t whole_len)
{
	const struct file_header *head = r->out->head;
	struct file_header listed;

	if (!load_header(r->finder.file, r->bytes, whole_len, &r->scratch,
			 &listed) ||
	    listed.kind != head->kind || !same(listed.id, head->id) ||
	    !same(listed.language, head->language) ||
	    !same(listed.code, head->code))
		finder_add(&r->finder, DIAG_HEADER, (struct place){1, 1}, NULL,
			   NULL, NULL);
}

static void
read_it(struct reading *r, size_t whole_len, struct marks *marks)
{
	const char *yaml = r->bytes;
	size_t len;
	void *filled;

	if (!judge(r, whole_len))
		return;
	len = r->len;
	if (r->finder.errors) {
		if (!marks)
			return;
		yaml = tree_clean(r->root, r->schema, r->arena, &len);
	}
	filled = fill(r, yaml, len);
	if (!filled) {
		finder_add(&r->finder, DIAG_TOO_MANY_PARTS,
			   (struct place){1, 1}, NULL, NULL, NULL);
		return;
	}
	complete(r, whole_len, filled);
	if (!r->finder.errors)
		judge_header(r, whole_len);
	bind(r, filled, marks);
}

static bool
load(const char *file, const char *bytes, size_t len, struct arena *a,
     struct diag_list *diags, struct loaded *out, struct marks *marks)
{
	struct reading r = {
		.bytes = bytes,
		.arena = a,
		.out = out,
	};

	*out = (struct loaded){.kind = FILE_NONE};
	arena_init(&r.scratch, SCRATCH_MOST);
	r.finder = (struct finder){
		.file = file,
		.diags = diags,
		.scratch = &r.scratch,
	};
	read_it(&r, len, marks);
	arena_fini(&r.scratch);
	return r.finder.errors == 0 && out->kind != FILE_NONE;
}

bool
load_bytes(const char *file, const char *bytes, size_t len, struct arena *a,
	   struct diag_list *diags, struct loaded *out)
{
	if (load(file, bytes, len, a, diags, out, NULL))
		return true;
	*out = (struct loaded){.kind = FILE_NONE};
	return false;
}

void
load_whole(const char *file, const char *bytes, size_t len, struct arena *a,
	   struct diag_list *diags, struct whole *out)
{
	*out = (struct whole){.file = file};
	out->refused =
		!load(file, bytes, len, a, diags, &out->loaded, &out->marks);
}

/* --- from the disk */

/* One byte more than is allowed tells that there is more. */
#define READ_MOST ((size_t)LOAD_MOST + 1)

static bool
read_whole(int fd, size_t expected, const char *path, struct arena *a,
	   const char **bytes, size_t *len, struct err *err)
{
	size_t room = expected < READ_MOST ? expected + 1 : READ_MOST;
	char *text = arena_try(a, room + 1);
	size_t got = 0;

	while (text && got < READ_MOST) {
		ssize_t n = read(fd, text + got, room - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set_errno(err, ERR_NOT_FOUND, errno, "%s",
					     path);
		if (n == 0)
			break;
		got += (size_t)n;
		if (got == room && room < READ_MOST) {
			room = room * 2 < READ_MOST ? room * 2 : READ_MOST;
			text = arena_realloc(a, text, room + 1);
		}
	}
	if (!text)
		return err_set_errno(err, ERR_NOT_FOUND, ENOMEM, "%s", path);
	text[got] = '\0';
	*bytes = text;
	*len = got;
	return true;
}

bool
load_file(const char *path, struct arena *a, const char **bytes, size_t *len,
	  struct err *err)
{
	struct stat st;
	bool ok;
	/* A FIFO would block, a terminal would become ours. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return err_set_errno(err, ERR_NOT_FOUND, errno, "%s", path);
	if (fstat(fd, &st) < 0)
		ok = err_set_errno(err, ERR_NOT_FOUND, errno, "%s", path);
	else if (!S_ISREG(st.st_mode))
		ok = err_set(err, ERR_NOT_FOUND,
			     tr("%s: is no regular file or folder"), path);
	else
		ok = read_whole(fd, (size_t)st.st_size, path, a, bytes, len,
				err);
	close(fd);
	return ok;
}

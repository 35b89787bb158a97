/*
 * Any bytes as a file: it loads or is refused, within its memory, and what it
 * says about itself can be written.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/check.h"
#include "core/diag.h"
#include "load/checker.h"
#include "load/load.h"
#include "load/whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_alone(const struct whole *w, struct diag_list *diags)
{
	const struct loaded *l = &w->loaded;
	struct check_file file = {
		.file = w->file,
		.given = true,
		.head = l->head,
		.marks = &w->marks,
		.playbook = l->playbook,
		.law = l->law,
		.vocabulary = l->vocabulary,
		.directory = l->directory,
		.organisation = l->organisation,
		.local = l->local,
		.model = l->model,
		.body = l->body,
		.exercise = l->exercise,
	};
	struct check all = {
		.files = &file,
		.count = 1,
		.today = "2026-11-22",
		.arena = diags->arena,
		.diags = diags,
	};

	if (l->head)
		check_files(&all);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena memory, findings = {0};
	struct diag_list diags = {.arena = &findings};
	struct file_header header;
	struct loaded loaded;
	struct whole whole;
	struct buf said = {0};
	char *text;

	arena_init(&memory, LOAD_ARENA);
	text = arena_strndup(&findings, (const char *)bytes, len);
	load_header("fuzz", text, len, &findings, &header);
	load_bytes("fuzz", text, len, &memory, &diags, &loaded);
	arena_reset(&memory);
	load_whole("fuzz", text, len, &memory, &diags, &whole);
	check_alone(&whole, &diags);
	diag_sort(&diags);
	for (unsigned i = 0; i < diags.count; i++)
		diag_format(&diags.diags[i], &said);
	buf_fini(&said);
	arena_fini(&memory);
	arena_fini(&findings);
	return 0;
}

/* The search path, the languages, and the library that an incident keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "core/diag.h"
#include "core/playbook.h"
#include "core/record.h"
#include "load/shelf.h"

static char top[] = "/tmp/draaiboek-shelf-XXXXXX";
static char near[64], far[64];

static void
write_file(const char *folder, const char *name, const char *text)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* A small playbook; its title tells which file it came from. */
static const char *
playbook(const char *id, const char *language, const char *title)
{
	static char text[1024];

	snprintf(text, sizeof(text),
		 "draaiboek: 1\nid: %s\nlanguage: %s\nkind: incident\n"
		 "code: FL\ntitle: %s\nsummary: Water.\nversion: 1\nroles:\n"
		 "  - role: it\n    start: a\n    steps:\n"
		 "      - id: a\n        title: A\n"
		 "        items:\n          - id: b\n            text: B\n",
		 id, language, title);
	return text;
}

struct scene {
	struct arena arena;
	struct shelf shelf;
};

static void
open_shelf(struct scene *s)
{
	const char *const dirs[] = {near, "/no/such/folder", far, NULL};

	s->arena = (struct arena){0};
	shelf_init(&s->shelf, dirs, &s->arena);
}

static const char *
title_of(struct scene *s, const char *id, const char *language, bool *other)
{
	const struct shelf_entry *e =
		shelf_find(&s->shelf, id, language, other);

	return e ? e->head.title : NULL;
}

static void
the_folder_in_front_hides_those_behind(void **state)
{
	struct scene s;
	bool other;

	(void)state;
	open_shelf(&s);
	assert_string_equal(title_of(&s, "flood", "en", &other), "Near");
	assert_false(other);
	assert_string_equal(title_of(&s, "ransomware", "en", &other), "Ours");
	arena_fini(&s.arena);
}

static void
another_language_is_used_and_said(void **state)
{
	struct scene s;
	bool other;

	(void)state;
	open_shelf(&s);
	assert_string_equal(title_of(&s, "flood", "nl", &other), "Ver");
	assert_false(other);
	assert_string_equal(title_of(&s, "flood", "fr", &other), "Near");
	assert_true(other);
	assert_null(title_of(&s, "no-such", "en", &other));
	assert_false(other);
	arena_fini(&s.arena);
}

static void
shipped_files_come_last(void **state)
{
	struct scene s;
	bool other;
	const struct shelf_entry *e;

	(void)state;
	open_shelf(&s);
	e = shelf_find(&s.shelf, "ransomware", "nl", &other);
	assert_non_null(e);
	assert_null(e->path);
	assert_true(strncmp(e->head.file, "built-in:", 9) == 0);
	assert_null(e->head.bytes);
	assert_non_null(shelf_load(&s.shelf, e));
	assert_non_null(e->head.bytes);
	assert_ptr_equal(shelf_load(&s.shelf, e), shelf_load(&s.shelf, e));
	arena_fini(&s.arena);
}

static void
a_broken_file_is_told_and_the_others_load(void **state)
{
	struct scene s;
	struct library lib;
	struct err err = {0};
	bool told = false;

	(void)state;
	open_shelf(&s);
	for (unsigned i = 0; i < s.shelf.diags->count; i++)
		told |= strstr(s.shelf.diags->diags[i].file, "broken") != NULL;
	assert_true(told);
	assert_true(shelf_library(&s.shelf, "en", NULL, &lib, &err));
	assert_non_null(library_playbook(&lib, "flood"));
	assert_non_null(library_step(&lib, "flood/it/a"));
	assert_true(lib.law_count > 0 && lib.vocabulary_count > 0);
	arena_fini(&s.arena);
}

static void
only_the_named_playbooks_are_loaded(void **state)
{
	const char *const names[] = {"flood", NULL};
	const char *const missing[] = {"no-such", NULL};
	struct scene s;
	struct library lib;
	struct err err = {0};

	(void)state;
	open_shelf(&s);
	assert_true(shelf_library(&s.shelf, "nl", names, &lib, &err));
	assert_int_equal(lib.playbook_count, 1);
	assert_string_equal(lib.playbooks[0]->head.title, "Ver");
	assert_true(lib.law_count > 0);
	assert_string_equal(lib.laws[0]->head.language, "nl");
	assert_non_null(shelf_add_playbook(&s.shelf, &lib, "triage", "nl"));
	assert_int_equal(lib.playbook_count, 2);
	assert_null(shelf_add_playbook(&s.shelf, &lib, "no-such", "nl"));
	assert_false(shelf_library(&s.shelf, "nl", missing, &lib, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, "no-such"));
	arena_fini(&s.arena);
}

static void
all_languages_are_taken_along_under_their_digests(void **state)
{
	struct scene s;
	const struct library_file *files;
	unsigned count;
	char hex[HASH_HEX_SIZE], name[64];

	(void)state;
	open_shelf(&s);
	files = shelf_files_of(&s.shelf, "flood", &count);
	assert_int_equal(count, 2);
	assert_string_equal(files[0].language, "en");
	assert_string_equal(files[1].language, "nl");
	hash_hex(files[0].bytes, files[0].len, hex);
	assert_string_equal(files[0].sha256, hex);
	snprintf(name, sizeof(name), "flood.en.%.16s.yaml", hex);
	assert_string_equal(files[0].name, name);
	assert_null(shelf_files_of(&s.shelf, "no-such", &count));
	assert_int_equal(count, 0);
	arena_fini(&s.arena);
}

/* --- what an incident took along */

static const char *
from_table(void *context, const char *name, const char *sha256, size_t *len)
{
	const char *const(*rows)[2] = context;

	(void)sha256;
	for (; (*rows)[0]; rows++)
		if (strcmp((*rows)[0], name) == 0) {
			*len = strlen((*rows)[1]);
			return (*rows)[1];
		}
	return NULL;
}

static void
an_incident_reads_what_it_took_along(void **state)
{
	struct arena a = {0};
	const char *const rows[][2] = {
		{"flood.en.1.yaml",
		 arena_strdup(&a, playbook("flood", "en", "Water"))},
		{"flood.nl.2.yaml",
		 arena_strdup(&a, playbook("flood", "nl", "Overstroming"))},
		{NULL, NULL},
	};
	struct record_file files[] = {
		{.file = "flood.en.1.yaml", .sha256 = "1"},
		{.file = "flood.nl.2.yaml", .sha256 = "2"},
		{.file = "flood.fr.3.yaml", .sha256 = "3"},
		{.file = "storm.en.4.yaml", .sha256 = "4"},
	};
	struct diag_list diags = {.arena = &a};
	struct library lib;
	unsigned missing;

	(void)state;
	assert_true(shelf_library_kept(files, 2, from_table, (void *)rows, "nl",
				       NULL, &a, &lib, &diags, &missing));
	assert_int_equal(missing, 0);
	assert_int_equal(lib.playbook_count, 1);
	assert_string_equal(lib.playbooks[0]->head.title, "Overstroming");

	/* Of one nothing has arrived yet, of another every language we use. */
	assert_false(shelf_library_kept(files, 4, from_table, (void *)rows,
					"fr", NULL, &a, &lib, &diags,
					&missing));
	assert_int_equal(missing, 1);
	assert_string_equal(lib.playbooks[0]->head.title, "Water");
	arena_fini(&a);
}

static int
make_folders(void **state)
{
	char loop[100];

	(void)state;
	if (!mkdtemp(top))
		return -1;
	snprintf(near, sizeof(near), "%s/near", top);
	snprintf(far, sizeof(far), "%s/far", top);
	snprintf(loop, sizeof(loop), "%s/loop", near);
	if (mkdir(near, 0700) || mkdir(far, 0700) || symlink("..", loop))
		return -1;
	write_file(near, "flood.en.yaml", playbook("flood", "en", "Near"));
	write_file(near, "broken.yaml", "kind: [incident\n");
	write_file(near, "README.md", "# Not a model\n");
	write_file(far, "flood.en.yaml", playbook("flood", "en", "Far"));
	write_file(far, "flood.nl.yaml", playbook("flood", "nl", "Ver"));
	write_file(far, "ours.yaml", playbook("ransomware", "en", "Ours"));
	return 0;
}

static int
remove_folders(void **state)
{
	static const char *const names[] = {
		"near/flood.en.yaml", "near/broken.yaml",  "near/README.md",
		"near/loop",          "far/flood.en.yaml", "far/flood.nl.yaml",
		"far/ours.yaml",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[200];

		snprintf(path, sizeof(path), "%s/%s", top, names[i]);
		unlink(path);
	}
	return rmdir(near) || rmdir(far) || rmdir(top);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_folder_in_front_hides_those_behind),
		cmocka_unit_test(another_language_is_used_and_said),
		cmocka_unit_test(shipped_files_come_last),
		cmocka_unit_test(a_broken_file_is_told_and_the_others_load),
		cmocka_unit_test(only_the_named_playbooks_are_loaded),
		cmocka_unit_test(
			all_languages_are_taken_along_under_their_digests),
		cmocka_unit_test(an_incident_reads_what_it_took_along),
	};

	return cmocka_run_group_tests(tests, make_folders, remove_folders);
}

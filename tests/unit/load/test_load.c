/* What a file becomes, and what becomes of hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "core/diag.h"
#include "load/load.h"

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static const char header[] = "draaiboek: 1\n"
			     "id: flood\n"
			     "language: en\n"
			     "kind: incident\n"
			     "code: FL\n"
			     "title: Flood\n"
			     "summary: Water.\n"
			     "version: 1\n";

struct one {
	struct arena arena;
	struct arena findings;
	struct diag_list diags;
	struct loaded loaded;
	bool ok;
};

static void
load_text(struct one *o, const char *text)
{
	arena_init(&o->arena, LOAD_ARENA);
	o->findings = (struct arena){0};
	o->diags = (struct diag_list){.arena = &o->findings};
	o->ok = load_bytes("flood.yaml", text, strlen(text), &o->arena,
			   &o->diags, &o->loaded);
}

static void
forget(struct one *o)
{
	arena_fini(&o->arena);
	arena_fini(&o->findings);
}

static const char *
flood(struct buf *text, const char *role)
{
	buf_adds(text, header);
	buf_adds(text, "roles:\n");
	buf_adds(text, role);
	return buf_text(text);
}

static void
texts_become_numbers_and_indexes(void **state)
{
	struct buf text = {0};
	struct one o;
	const struct step *s;

	(void)state;
	load_text(&o, flood(&text, "  - role: it\n"
				   "    start: pump\n"
				   "    steps:\n"
				   "      - id: look\n"
				   "        title: Look\n"
				   "      - id: pump\n"
				   "        title: Pump\n"
				   "        priority: 2\n"
				   "        within: 15m\n"
				   "        repeat: 1mo\n"
				   "        phase: contain\n"
				   "        mode: do-confirm\n"
				   "        next: end\n"
				   "        question: Dry?\n"
				   "        choices:\n"
				   "          - id: yes\n"
				   "            label: Yes\n"
				   "            goto: look\n"
				   "            also: [pump]\n"
				   "            severity: 0\n"
				   "          - id: unknown\n"
				   "            label: Unknown\n"
				   "            unknown: yes\n"
				   "            as-if: yes\n"
				   "            again: 4h\n"));
	assert_true(o.ok);
	assert_int_equal(o.loaded.kind, FILE_INCIDENT);
	assert_string_equal(o.loaded.head->code, "FL");
	assert_int_equal(o.loaded.playbook->roles[0].start_step, 1);
	s = &o.loaded.playbook->roles[0].steps[1];
	assert_int_equal(s->priority, 2);
	assert_int_equal(s[-1].priority, 5);
	assert_int_equal(s->within.unit, DURATION_MINUTES);
	assert_int_equal(s->within.count, 15);
	assert_int_equal(s->repeat.unit, DURATION_MONTHS);
	assert_int_equal(s->phase, PHASE_CONTAIN);
	assert_int_equal(s->mode, MODE_DO_CONFIRM);
	assert_int_equal(s->next_step, STEP_END);
	assert_int_equal(s[-1].next_step, STEP_NONE);
	assert_int_equal(s->choices[0].goto_step, 0);
	assert_int_equal(s->choices[0].also_steps[0], 1);
	assert_int_equal(s->choices[0].severity, 0);
	assert_int_equal(s->choices[0].as_if_choice, -1);
	assert_int_equal(s->choices[0].again.unit, DURATION_NONE);
	assert_int_equal(s->choices[1].severity, -1);
	assert_int_equal(s->choices[1].goto_step, STEP_NONE);
	assert_int_equal(s->choices[1].as_if_choice, 0);
	assert_int_equal(s->choices[1].unknown, YES_NO_YES);
	assert_int_equal(s->choices[0].unknown, YES_NO_ABSENT);
	forget(&o);
	buf_fini(&text);
}

static void
a_dangling_goto_refuses_the_file(void **state)
{
	struct buf text = {0};
	struct one o;

	(void)state;
	load_text(&o, flood(&text, "  - role: it\n"
				   "    start: pmup\n"
				   "    steps:\n"
				   "      - id: pump\n"
				   "        title: Pump\n"));
	assert_false(o.ok);
	assert_null(o.loaded.playbook);
	assert_int_equal(o.diags.count, 1);
	assert_int_equal(o.diags.diags[0].id, DIAG_NO_STEP);
	assert_string_equal(o.diags.diags[0].nearest, "pump");
	assert_int_equal(o.diags.diags[0].place.line, 11);
	assert_int_equal(o.diags.diags[0].place.column, 12);
	forget(&o);
	buf_fini(&text);
}

static void
yes_is_a_word_and_nothing_else(void **state)
{
	static const char *const words[] = {"true", "Yes", "1", "ja", "on"};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct buf text = {0};
		struct one o;

		buf_adds(&text, header);
		buf_addf(&text,
			 "facts:\n  - id: wet\n    label: Wet?\n"
			 "    public: %s\nroles: []\n",
			 words[i]);
		load_text(&o, buf_text(&text));
		assert_false(o.ok);
		assert_int_equal(o.diags.diags[0].id, DIAG_YES_NO);
		forget(&o);
		buf_fini(&text);
	}
}

static void
a_model_is_a_header_and_a_body(void **state)
{
	struct one o;

	(void)state;
	load_text(&o, "---\n"
		      "draaiboek: 1\n"
		      "id: message\n"
		      "language: en\n"
		      "kind: model\n"
		      "title: Message\n"
		      "version: 1\n"
		      "audience: staff\n"
		      "---\n"
		      "# Not YAML: at all\n");
	assert_true(o.ok);
	assert_string_equal(o.loaded.model->audience, "staff");
	assert_string_equal(o.loaded.body, "# Not YAML: at all\n");
	forget(&o);
}

static void
windows_line_ends_are_line_ends(void **state)
{
	struct one o;

	(void)state;
	load_text(&o, "draaiboek: 1\r\nid: w\r\nlanguage: en\r\n"
		      "kind: vocabulary\r\ntitle: Words\r\nversion: 1\r\n"
		      "facts:\r\n  - id: wet\r\n    label: Wet?\r\n");
	assert_true(o.ok);
	assert_string_equal(o.loaded.vocabulary->facts[0].label, "Wet?");
	forget(&o);
}

/* --- the header alone */

static void
a_header_is_read_as_authors_write_it(void **state)
{
	static const char text[] = "# A comment: first\n"
				   "\n"
				   "draaiboek: 1\n"
				   "id: flood            # its name\n"
				   "language: 'nl'\n"
				   "kind: incident\n"
				   "code: FL\n"
				   "title: \"Water: \\\"veel\\\" ervan\"\n"
				   "summary: >-\n"
				   "  Het water\n"
				   "  staat hoog.\n"
				   "version: 2026-11-22\n"
				   "roles:\n";
	struct file_header h;
	struct arena a = {0};

	(void)state;
	assert_true(load_header("f", text, strlen(text), &a, &h));
	assert_string_equal(h.id, "flood");
	assert_string_equal(h.language, "nl");
	assert_int_equal(h.kind, FILE_INCIDENT);
	assert_string_equal(h.code, "FL");
	assert_string_equal(h.title, "Water: \"veel\" ervan");
	assert_string_equal(h.summary, "Het water staat hoog.");
	assert_string_equal(h.version, "2026-11-22");
	assert_false(load_header("f", text, 40, &a, &h));
	assert_false(load_header("f", "kind: nothing\n", 14, &a, &h));
	arena_fini(&a);
}

static void
an_organisation_needs_no_id(void **state)
{
	static const char text[] = "draaiboek: 1\nkind: organisation\n"
				   "name: Voorbeeldegem\nlanguage: nl\n"
				   "people:\n  - id: mayor\n";
	struct file_header h;
	struct arena a = {0};

	(void)state;
	assert_true(load_header("f", text, strlen(text), &a, &h));
	assert_string_equal(h.id, "organisation");
	assert_string_equal(h.language, "nl");
	arena_fini(&a);
}

/* --- places */

static void
a_path_leads_to_its_place(void **state)
{
	static const char text[] = "roles:\n"
				   "  - role: it\n"
				   "    steps: [{id: a}, {id: b, title: B}]\n";
	size_t len = strlen(text);
	struct place p;

	(void)state;
	p = load_locate(text, len, "roles[0].steps[1].title");
	assert_int_equal(p.line, 3);
	assert_int_equal(p.column, 37);
	p = load_locate(text, len, "roles[0].steps[2].title");
	assert_int_equal(p.line, 0);
	p = load_locate(text, len, "roles.title");
	assert_int_equal(p.line, 0);
	p = load_locate(text, len, "roles[");
	assert_int_equal(p.line, 0);
}

/* --- files */

static void
only_regular_files_are_read(void **state)
{
	char fifo[] = "/tmp/draaiboek-fifo-XXXXXX";
	struct arena a = {0};
	const char *bytes;
	size_t len;
	struct err err;
	int fd = mkstemp(fifo);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	unlink(fifo);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	/* Opening one for reading would wait for a writer. */
	assert_false(load_file(fifo, &a, &bytes, &len, &err));
	unlink(fifo);
	assert_false(load_file("/dev/zero", &a, &bytes, &len, &err));
	assert_false(load_file("/tmp", &a, &bytes, &len, &err));
	assert_false(load_file("/no/such", &a, &bytes, &len, &err));
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	assert_true(load_file("/proc/self/status", &a, &bytes, &len, &err));
	assert_true(len > 100);
	arena_fini(&a);
}

/* --- hostile files: reliability.md's list, each as large as is allowed */

#define CPU_MOST 200   /* ms */
#define MEMORY_MOST 32 /* MiB */

struct hostile {
	const char *what;
	const char *before, *again, *after;
	bool numbered; /* `again` has a %d */
};

static const struct hostile hostiles[] = {
	{"brackets", "", "[", "", false},
	{"brackets in a role", "kind: incident\nroles: ", "[", "", false},
	{"maps in maps", "", "{a: ", "", false},
	{"dashes", "", "- ", "", false},
	{"question marks", "", "? ", "", false},
	{"question marks, close", "", "?", "", false},
	{"anchors", "kind: incident\nroles: [", "&a%d x, ", "]", true},
	{"aliases", "kind: &a incident\nroles: [", "*a, ", "]", false},
	{"unknown keys", "kind: incident\n", "k%d: x\n", "", true},
	{"one key", "kind: incident\n", "title: x\n", "", false},
	{"entries", "kind: incident\nroles: [", "x,", "]", false},
	{"empty maps", "kind: incident\nroles: [", "{},", "]", false},
	{"steps", "kind: incident\nroles: [{role: it, steps: [", "{id: s%d},",
	 "]}]", true},
	{"roles", "kind: incident\nroles:\n", "- role: r%d\n", "", true},
	{"facts", "kind: vocabulary\nfacts:\n", "- id: f%d\n  label: x\n", "",
	 true},
	{"a long text", "kind: incident\ntitle: ", "x", "\n", false},
	{"a long text of words", "kind: incident\ntitle: ", "x ", "\n", false},
	{"a long block", "kind: incident\ntitle: |\n", "  x\n", "", false},
	{"escapes", "kind: incident\ntitle: \"", "\\x07", "\"\n", false},
	{"open quotes", "kind: incident\ntitle: \"", "x y ", "", false},
	{"comments", "", "#\n", "", false},
	{"comments after texts", "kind: incident\nroles: [", "x #1\n,", "]",
	 false},
	{"a long key", "", "k", ": x\n", false},
	{"directives", "", "%%TAG !a%d! x\n", "", true},
	{"documents", "kind: incident\n", "---\n", "", false},
	{"tabs", "kind: incident\nroles:\n", "\t", "", false},
	{"deeper and deeper", "kind: incident\nroles:\n", "- - - - - - - -\n ",
	 "", false},
	{"overrides", "kind: incident\ntitle: ", "\xe2\x80\xae", "\n", false},
	{"colons", "kind: incident\ntitle: ", "a: ", "\n", false},
	{"braces", "kind: incident\ntitle: ", "{{x}} ", "\n", false},
};

static void
build(const struct hostile *h, struct buf *text)
{
	buf_adds(text, h->before);
	for (int i = 0; text->len + 64 < LOAD_MOST; i++) {
		if (h->numbered) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			buf_addf(text, h->again, i);
#pragma GCC diagnostic pop
		} else {
			buf_adds(text, h->again);
		}
	}
	buf_adds(text, h->after);
}

static long
milliseconds(const struct rusage *use)
{
	return (use->ru_utime.tv_sec + use->ru_stime.tv_sec) * 1000 +
	       (use->ru_utime.tv_usec + use->ru_stime.tv_usec) / 1000;
}

/* In a process of its own, so that its memory is not ours. */
static void
measure(const struct hostile *h, int times, struct rusage *use)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		struct buf text = {0};
		bool ok = false;

		build(h, &text);
		for (int i = 0; i < times; i++) {
			struct one o;

			load_text(&o, buf_text(&text));
			ok |= o.ok;
			forget(&o);
		}
		buf_fini(&text);
		_exit(ok ? 2 : 0);
	}
	assert_int_equal(wait4(child, &status, 0, use), child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("%s: the file loaded, or the program ended", h->what);
}

static void
a_hostile_file_costs_little_and_is_refused(void **state)
{
	struct rusage without = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(hostiles[0]); i++) {
		const struct hostile *h = &hostiles[i];
		struct rusage with = {0};
		long ms;

		measure(h, 0, &without);
		measure(h, 1, &with);
		ms = milliseconds(&with) - milliseconds(&without);
		if (SANITIZED)
			continue;
		if (ms > CPU_MOST)
			fail_msg("%s: %ld ms", h->what, ms);
		if (with.ru_maxrss > MEMORY_MOST * 1024)
			fail_msg("%s: %ld KiB", h->what, with.ru_maxrss);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_become_numbers_and_indexes),
		cmocka_unit_test(a_dangling_goto_refuses_the_file),
		cmocka_unit_test(yes_is_a_word_and_nothing_else),
		cmocka_unit_test(a_model_is_a_header_and_a_body),
		cmocka_unit_test(windows_line_ends_are_line_ends),
		cmocka_unit_test(a_header_is_read_as_authors_write_it),
		cmocka_unit_test(an_organisation_needs_no_id),
		cmocka_unit_test(a_path_leads_to_its_place),
		cmocka_unit_test(only_regular_files_are_read),
		cmocka_unit_test(a_hostile_file_costs_little_and_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

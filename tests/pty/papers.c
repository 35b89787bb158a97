/*
 * A text on the real program: drafted from its template, changed in the field
 * and in the person's own editor, approved from another station, released; and
 * what is left of it after kill -9.
 *
 *	papers PROGRAM FIXTURES
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "front/front.h"
#include "pty/stage.h"

static void
key(uint32_t code)
{
	pty_key(&stage.pty, code);
}

static void
type(const char *text)
{
	pty_send(&stage.pty, text, strlen(text));
}

static const char *const xterm[] = {"TERM=xterm-256color", NULL};

/* The shipped texts are in the list as well: it is searched for. */
static void
open_the_text(void)
{
	type("m");
	expect_text("FOR THE PUBLIC");
	type("/Note to the staff");
	key(KEY_CODE_ENTER);
	expect_text("> Note to the staff");
	key(KEY_CODE_ENTER);
}

/* Nobody is answered for: how sure it is has to be picked. */
static void
save_as_seen(void)
{
	key(KEY_CODE_TAB);
	key(KEY_CODE_TAB);
	type(" ");
	expect_text("(x) seen ourselves");
	key(KEY_CODE_ENTER);
}

/* As communications, with both gaps filled in: 5 entries. */
static void
begin_with_a_text(const char *const *env)
{
	stage.role = "communications";
	stage_begin(env, 24, 80);
	expect_text("Tell the staff");
	open_the_text();
	expect_text("2 gaps left");
	key(KEY_CODE_ENTER);
	expect_text("When it was");
	type("00:00");
	save_as_seen();
	expect_text("1 gap left");
	key(KEY_CODE_HOME);
	expect_text("> How many");
	key(KEY_CODE_ENTER);
	expect_text("exactly");
	type("12");
	key(KEY_CODE_TAB);
	save_as_seen();
	expect(wait_saved(5), "both facts are not there");
}

/* The menu of what can be done with the text, on that line. */
static void
choose(const char *line)
{
	char marked[128];

	/* The menu before this one may still stand on half a frame. */
	settle(200);
	type("x");
	expect_text("Write it to a file: Markdown");
	settle(100);
	snprintf(marked, sizeof(marked), "> %s", line);
	for (int i = 0; i < 12 && !pty_has_text(&stage.pty, marked); i++) {
		key(KEY_CODE_DOWN);
		pty_pump(&stage.pty, 2000);
		settle(100);
	}
	expect_text(marked);
	key(KEY_CODE_ENTER);
}

static unsigned
from_a_template_to_its_release(void)
{
	begin_with_a_text(xterm);
	choose("Save it as a draft");
	expect_text("a draft was saved");
	choose("Change the text");
	expect_text("The text, in Markdown");
	key(KEY_CODE_END);
	key(KEY_CODE_NEW_LINE);
	type("Ask your head of service.");
	key(KEY_CODE_ENTER);
	expect(wait_saved(7), "the second draft is not there");
	expect_text("draft 2");
	choose("Ask Management");
	expect(wait_saved(8), "nobody was asked");
	/* Gone before the yes: a reason, or nothing. */
	choose("Release it");
	expect_text("Through what");
	type("press list");
	key(KEY_CODE_ENTER);
	expect_text("GO ON?");
	key(KEY_CODE_ESCAPE);
	settle(200);
	expect(saved_count() == 8, "it went out without a yes");
	expect(run_beside("document approve staff-note -r management"),
	       "the other station cannot approve");
	expect_text("APPROVED");
	/* The yes, and the journal of that station that it begins. */
	expect(wait_saved(10), "the yes does not come");
	choose("Release it");
	expect_text("Through what");
	key(21); /* what was typed before */
	type("press list");
	key(KEY_CODE_ENTER);
	expect_text("RELEASED");
	expect(wait_saved(11), "the release is not there");
	expect(run_beside("document list | grep -q RELEASED"),
	       "the list does not say so");
	expect(run_beside("document show staff-note | "
			  "grep -q 'Ask your head of service.'"),
	       "the text is another one");
	return stage_end("a text from its template to its release");
}

static unsigned
a_yes_is_for_one_text(void)
{
	begin_with_a_text(xterm);
	choose("Save it as a draft");
	expect_text("a draft was saved");
	expect(run_beside("document approve staff-note -r management"),
	       "the other station cannot approve");
	expect_text("APPROVED");
	choose("Change the text");
	expect_text("The text, in Markdown");
	key(KEY_CODE_END);
	key(KEY_CODE_NEW_LINE);
	type("One more thing.");
	key(KEY_CODE_ENTER);
	expect_text("draft 2");
	expect(!pty_has_text(&stage.pty, "APPROVED"),
	       "the yes went over to another text");
	return stage_end("a yes is for one text, not for the next one");
}

/* An editor that appends a line, in a file of its own. */
static void
write_editor(char *path, size_t room, const char *script)
{
	FILE *f;

	snprintf(path, room, "/tmp/draaiboek-editor-XXXXXX");
	if (mkdtemp(path) == NULL)
		return;
	strncat(path, "/editor", room - strlen(path) - 1);
	f = fopen(path, "w");
	if (f == NULL)
		return;
	fputs(script, f);
	fclose(f);
	chmod(path, 0700);
}

static void
drop_editor(char *path)
{
	remove(path);
	*strrchr(path, '/') = '\0';
	remove(path);
}

static unsigned
their_own_editor_is_used(void)
{
	char path[128], editor[160];
	const char *env[] = {"TERM=xterm-256color", editor, NULL};

	write_editor(path, sizeof(path),
		     "#!/bin/sh\necho >>\"$1\"\n"
		     "echo 'The library is open.' >>\"$1\"\n");
	snprintf(editor, sizeof(editor), "EDITOR=%s", path);
	begin_with_a_text(env);
	choose("Change the text in your own");
	expect_text("The text, in Markdown");
	expect_text("The library is open.");
	expect(saved_count() == 5, "it was saved unseen");
	key(KEY_CODE_ENTER);
	expect_text("draft 1");
	expect(wait_saved(6), "the draft is not there");
	expect(run_beside("document show staff-note | "
			  "grep -q 'The library is open.'"),
	       "the text is another one");
	drop_editor(path);
	return stage_end("a text is changed in one's own editor");
}

static unsigned
an_editor_that_fails_loses_nothing(void)
{
	char path[128], editor[160];
	const char *env[] = {"TERM=xterm-256color", editor, NULL};

	write_editor(path, sizeof(path), "#!/bin/sh\nexit 3\n");
	snprintf(editor, sizeof(editor), "EDITOR=%s", path);
	begin_with_a_text(env);
	choose("Save it as a draft");
	expect_text("a draft was saved");
	choose("Change the text in your own");
	settle(300);
	expect_text("draft 1");
	expect(saved_count() == 6, "something was saved");
	expect(pty_wait_end(&stage.pty, 0) < 0, "the program ended");
	type("t");
	expect_text("TIMELINE");
	drop_editor(path);
	return stage_end("an editor that fails loses nothing");
}

static unsigned
what_is_typed_survives_a_kill(void)
{
	begin_with_a_text(xterm);
	choose("Save it as a draft");
	expect_text("a draft was saved");
	choose("Change the text");
	expect_text("The text, in Markdown");
	key(KEY_CODE_END);
	key(KEY_CODE_NEW_LINE);
	type("Nobody reads mail tonight, and nobody forwards any.");
	expect_text("nobody forwards any.");
	kill(stage.pty.pid, SIGKILL);
	expect(pty_wait_end(&stage.pty, STAGE_WAIT_MS) == 128 + SIGKILL,
	       "it still runs");
	stage_resume(xterm, 24, 80);
	expect_text("Tell the staff");
	open_the_text();
	expect_text("draft 1");
	choose("Change the text");
	/* At most the last few letters are gone. */
	expect_text("Nobody reads mail tonight, and");
	expect(saved_count() == 6, "it was saved unseen");
	return stage_end("what is typed in a text survives kill -9");
}

int
main(int argc, char **argv)
{
	static unsigned (*const tests[])(void) = {
		from_a_template_to_its_release,
		a_yes_is_for_one_text,
		their_own_editor_is_used,
		an_editor_that_fails_loses_nothing,
		what_is_typed_survives_a_kill,
	};
	unsigned failed = 0;

	if (!stage_prepare(argc, argv))
		return 2;
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		failed += tests[i]();
	return failed != 0;
}

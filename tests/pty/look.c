/*
 * How it looks and behaves on terminals of all sorts: colours, backgrounds,
 * grey, a slow line, windows that change.
 *
 *	look PROGRAM FIXTURES
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "front/front.h"
#include "pty/stage.h"

#define QUIET_MS 60

static const char *const xterm[] = {"TERM=xterm-256color", NULL};

/* Every screen, some menus, a form, help, the command line. */
static void
walk_everywhere(void)
{
	static const char keys[] = "otdcfmvr";

	expect_text("1.1");
	for (const char *key = keys; *key != '\0'; key++) {
		press((unsigned char)*key);
		press(KEY_CODE_DOWN);
	}
	pty_send(&stage.pty, "s", 1);
	expect_text("1.1");
	for (const char *key = "xwu!?a:"; *key != '\0'; key++) {
		press((unsigned char)*key);
		pty_key(&stage.pty, KEY_CODE_ESCAPE);
		settle(3 * QUIET_MS);
	}
}

static unsigned
no_terminal_at_all_is_told(void)
{
	const char *const env[] = {"TERM=", NULL};

	stage_begin(env, 24, 80);
	expect_text("does not know the terminal (TERM); vt100");
	pty_send(&stage.pty, "t", 1);
	expect_text("TIMELINE");
	return stage_end("an empty TERM is told, and vt100 is used");
}

/* What a terminal's description promises it can do with colours. */
static unsigned
the_console_gets_what_it_can_show(void)
{
	const char *const env[] = {"TERM=linux", NULL};

	stage_begin(env, 24, 80);
	walk_everywhere();
	expect(wrote_look(0, 33, 33), "a caution has no colour");
	expect(wrote_look(0, 1, 1), "there is no bold");
	/* The console shows both as another colour (ncv). */
	expect(!wrote_look(0, 2, 2), "dim was written");
	expect(!wrote_look(0, 4, 4), "underline was written");
	pty_send(&stage.pty, "a", 1);
	expect_text("NOTE");
	pty_send(&stage.pty, "caf\xc3\xa9", 5);
	expect_text("caf\xc3\xa9");
	return stage_end("the console gets colours, bold and accents, no more");
}

static unsigned
no_background_is_set(void)
{
	static const char *const terms[] = {"TERM=xterm-256color", "TERM=linux",
					    "TERM=screen",
					    "TERM=tmux-256color"};
	unsigned failed = 0;

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		const char *const env[] = {terms[i], NULL};

		stage_begin(env, 24, 80);
		walk_everywhere();
		expect(!wrote_look(0, 40, 48) && !wrote_look(0, 100, 107),
		       "a background was written");
		expect(!wrote_look(0, 38, 38) && !wrote_look(0, 90, 97),
		       "a colour beyond the eight was written");
		expect(!wrote_look(0, 30, 30) && !wrote_look(0, 37, 37),
		       "black or white was written");
		expect(!wrote_look(0, 5, 6), "it blinks");
		failed += stage_end("the background stays the terminal's own");
	}
	return failed;
}

static unsigned
without_colours_none_is_written(void)
{
	static const char *const envs[][3] = {
		{"TERM=xterm-256color", "NO_COLOR=1", NULL},
		{"TERM=linux", "NO_COLOR=1", NULL},
		{"TERM=vt100", NULL}};
	unsigned failed = 0;

	for (size_t i = 0; i < sizeof(envs) / sizeof(envs[0]); i++) {
		stage_begin(envs[i], 24, 80);
		walk_everywhere();
		expect(!wrote_look(0, 30, 48) && !wrote_look(0, 90, 107),
		       "a colour was written");
		expect(wrote_look(0, 1, 1), "bold went as well");
		expect(wrote_look(0, 7, 7), "reverse went as well");
		failed += stage_end("without colours bold and reverse say it");
	}
	return failed;
}

static unsigned
the_c_locale_gets_ascii_everywhere(void)
{
	static const char *const envs[][3] = {
		{"TERM=xterm-256color", "LC_ALL=C", NULL},
		{"TERM=linux", "LC_ALL=C", NULL},
		{"TERM=screen", "LC_ALL=POSIX", NULL}};
	unsigned failed = 0;

	for (size_t i = 0; i < sizeof(envs) / sizeof(envs[0]); i++) {
		bool ascii = true;

		stage.language = "nl";
		stage_begin(envs[i], 24, 80);
		walk_everywhere();
		for (size_t at = 0; at < stage.pty.raw_len; at++)
			ascii = ascii &&
				(unsigned char)stage.pty.raw[at] < 0x80;
		expect(ascii, "a byte above 0x7f was written");
		failed += stage_end("a locale without UTF-8 gets ASCII");
	}
	return failed;
}

/* --- a slow line */

/* ESC, a pause, and the rest of what one key sends, in one or two parts. */
static unsigned
an_escape_that_is_torn_writes_and_chooses_nothing(void)
{
	static const struct {
		int pause;
		const char *first, *second;
	} torn[] = {
		{30, "[A", ""},   {150, "[A", ""}, {300, "[", "A"},
		{600, "OA", ""},  {300, "O", "C"}, {300, "[1;5", "A"},
		{300, "[5~", ""}, {800, "[F", ""},
	};
	unsigned failed = 0;

	for (size_t i = 0; i < sizeof(torn) / sizeof(torn[0]); i++) {
		stage_begin(xterm, 24, 80);
		expect_text("> [ ] 1.1");
		pty_key(&stage.pty, KEY_CODE_END);
		expect_text("> C");
		pty_send(&stage.pty, "\033", 1);
		pass(torn[i].pause);
		pty_send(&stage.pty, torn[i].first, strlen(torn[i].first));
		if (torn[i].second[0] != '\0') {
			pass(torn[i].pause);
			pty_send(&stage.pty, torn[i].second,
				 strlen(torn[i].second));
		}
		settle(250);
		expect(!pty_has_text(&stage.pty, "> A"), "it chose A");
		expect(!pty_has_text(&stage.pty, "EVIDENCE") &&
			       !pty_has_text(&stage.pty, "SITUATION"),
		       "its end was taken for keys");
		/* Whatever ESC opened: the safe line has the focus. */
		pty_key(&stage.pty, KEY_CODE_ENTER);
		settle(250);
		expect(saved_count() == 3, "something was written");
		expect(pty_wait_end(&stage.pty, 0) < 0, "it ended");
		failed +=
			stage_end("a torn sequence writes and chooses nothing");
	}
	return failed;
}

/* In a form ESC leaves it, and what was typed stays to go on with. */
static unsigned
a_torn_escape_in_a_form_loses_nothing(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("> [ ] 1.1");
	pty_send(&stage.pty, "a", 1);
	expect_text("NOTE");
	pty_send(&stage.pty, "The night guard saw it", 22);
	expect_text("The night guard saw it");
	pty_send(&stage.pty, "\033", 1);
	expect_text("is kept");
	pass(200);
	pty_send(&stage.pty, "[D", 2);
	settle(200);
	expect(saved_count() == 3, "something was written");
	pty_send(&stage.pty, "a", 1);
	expect_text("The night guard saw it");
	return stage_end("a torn sequence in a form loses nothing");
}

/* Keys that came while a frame was on its way share the next one. */
static unsigned
keys_that_wait_share_a_frame(void)
{
	static char arrows[3 * 200 + 1];
	size_t before;

	for (int i = 0; i < 200; i++)
		memcpy(arrows + 3L * i, i % 2 == 0 ? "\033OB" : "\033OA", 3);
	memcpy(arrows + 3L * 199, "\033OB", 3);
	stage_begin(xterm, 24, 80);
	expect_text("> [ ] 1.1");
	settle(200);
	before = stage.pty.raw_len;
	pty_send(&stage.pty, arrows, 600);
	expect_text("> [ ] 1.3");
	settle(300);
	printf("# 200 arrows at once wrote %zu bytes\n",
	       stage.pty.raw_len - before);
	expect(stage.pty.raw_len - before < 20000,
	       "each of them had a frame of its own");
	expect(saved_count() == 3, "something was written");
	return stage_end("keys that wait share a frame");
}

/* --- windows that change */

static unsigned
a_storm_of_sizes_leaves_what_is_typed(void)
{
	unsigned random = 12345;

	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "a", 1);
	expect_text("NOTE");
	pty_send(&stage.pty, "first ", 6);
	for (int i = 0; i < 300; i++) {
		random = random * 1103515245u + 12345u;
		pty_tell_size(&stage.pty, 8 + (int)(random >> 16) % 53,
			      30 + (int)(random >> 8) % 171);
		pty_pump(&stage.pty, i % 10 == 0 ? 20 : 0);
	}
	pty_send(&stage.pty, "second", 6);
	pty_resize(&stage.pty, 24, 80);
	expect_text("first second");
	expect_text("F1 keys");
	expect(pty_wait_end(&stage.pty, 0) < 0, "it ended");
	pty_resize(&stage.pty, 8, 30);
	expect_text("first second");
	pty_resize(&stage.pty, 60, 200);
	expect_text("F1 keys");
	pty_key(&stage.pty, KEY_CODE_ENTER);
	expect(wait_saved(4), "the note is not there");
	return stage_end("a storm of sizes leaves what is typed");
}

/* Smaller and back before anybody looked: the terminal forgot the lines. */
static unsigned
a_size_that_came_back_is_drawn_again(void)
{
	static const char forget[] = "\033[H\033[2J";

	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	expect_text("? keys");
	settle(100);
	vterm_input_write(stage.pty.vterm, forget, strlen(forget));
	expect(!pty_has_text(&stage.pty, "1.1"), "the screen is not empty");
	kill(stage.pty.pid, SIGWINCH);
	expect_text("1.1");
	expect_text("? keys");
	return stage_end("a size that came back is drawn again");
}

int
main(int argc, char **argv)
{
	static unsigned (*const tests[])(void) = {
		no_terminal_at_all_is_told,
		the_console_gets_what_it_can_show,
		no_background_is_set,
		without_colours_none_is_written,
		the_c_locale_gets_ascii_everywhere,
		an_escape_that_is_torn_writes_and_chooses_nothing,
		a_torn_escape_in_a_form_loses_nothing,
		keys_that_wait_share_a_frame,
		a_storm_of_sizes_leaves_what_is_typed,
		a_size_that_came_back_is_drawn_again,
	};
	unsigned failed = 0;

	if (!stage_prepare(argc, argv))
		return 2;
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		failed += tests[i]();
	return failed != 0;
}

/*
 * What a terminal can do to the program, and what it must survive.
 *
 *	terminal PROGRAM FIXTURES
 *
 * FIXTURES: the folder with the playbooks of tests/session.  Waits for texts,
 * never for time, except where time itself is tested.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "front/front.h"
#include "pty/stage.h"

static const char *const xterm[] = {"TERM=xterm-256color", NULL};

/* --- the tests */

static unsigned
an_unknown_terminal_is_told(void)
{
	const char *const env[] = {"TERM=kitty-of-tomorrow", NULL};

	stage_begin(env, 24, 80);
	expect_text("does not know the terminal (TERM); xterm-256color");
	pty_send(&stage.pty, "t", 1);
	expect_text("TIMELINE");
	return stage_end(
		"an unknown terminal is told, and something near is used");
}

static unsigned
a_dumb_terminal_gets_lines(void)
{
	const char *const env[] = {"TERM=dumb", NULL};

	stage_begin(env, 24, 80);
	expect_text("[no answer]:");
	expect(!pty_wrote(&stage.pty, "\033["),
	       "an escape sequence was written");
	return stage_end("a dumb terminal gets lines");
}

static unsigned
hanging_up_ends(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	close(stage.pty.fd);
	stage.pty.fd = -1;
	expect(pty_wait_end(&stage.pty, STAGE_WAIT_MS) == 128 + SIGHUP,
	       "the exit status is not 129");
	return stage_end("a closed terminal ends the program");
}

static unsigned
terminating_gives_the_terminal_back(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	kill(stage.pty.pid, SIGTERM);
	expect(pty_wait_end(&stage.pty, STAGE_WAIT_MS) == 128 + SIGTERM,
	       "the exit status is not 143");
	expect(pty_wrote(&stage.pty, "\033[?2004l"),
	       "pastes are still bracketed");
	expect(pty_wrote(&stage.pty, "\033[?1049l"),
	       "still on the other screen");
	return stage_end("SIGTERM ends it and gives the terminal back");
}

static unsigned
quitting_gives_the_terminal_back(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	kill(stage.pty.pid, SIGUSR1);
	kill(stage.pty.pid, SIGUSR2);
	pty_send(&stage.pty, "t", 1);
	expect_text("TIMELINE");
	kill(stage.pty.pid, SIGQUIT);
	expect(pty_wait_end(&stage.pty, STAGE_WAIT_MS) == 128 + SIGQUIT,
	       "the exit status is not 131");
	expect(pty_wrote(&stage.pty, "\033[?1049l"),
	       "still on the other screen");
	return stage_end("SIGQUIT ends it, SIGUSR1 and SIGUSR2 do nothing");
}

static unsigned
leaving_says_how_to_go_on(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "q", 1);
	expect_text("Stay");
	pty_key(&stage.pty, KEY_CODE_DOWN);
	expect_text("> Leave");
	pty_key(&stage.pty, KEY_CODE_ENTER);
	expect(pty_wait_end(&stage.pty, STAGE_WAIT_MS) == 0,
	       "the exit status is not 0");
	expect(pty_wrote(&stage.pty, "draaiboek resume "),
	       "nothing says how to go on");
	return stage_end("leaving says how to go on");
}

static void
split_arrow(void)
{
	expect_text("Leave draaiboek?");
	pass(300);
	pty_send(&stage.pty, "[A", 2);
	pty_send(&stage.pty, "\r", 1);
	expect_text("then DECIDE");
	expect(!pty_wrote(&stage.pty, "Up and Down move"),
	       "the rest of the sequence was taken for keys");
}

static unsigned
a_split_arrow_is_no_letter(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "\033", 1);
	split_arrow();
	return stage_end("an arrow that is split over 300 ms is no letter");
}

static unsigned
an_answer_within_a_split_arrow_makes_no_letter(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "\033\033[0n", 5);
	split_arrow();
	return stage_end("nor is one with the terminal's answer in the middle");
}

static unsigned
an_arrow_is_an_arrow_in_both_forms(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("> [ ] 1.1");
	pty_send(&stage.pty, "\033[B", 3);
	expect_text("> [ ] 1.2");
	pty_send(&stage.pty, "\033OB", 3);
	expect_text("> [ ] 1.3");
	pty_send(&stage.pty, "\033[A\033OA", 6);
	expect_text("> [ ] 1.1");
	return stage_end("arrows work in both their forms");
}

static unsigned
no_colour_means_none(void)
{
	const char *const env[] = {"TERM=xterm-256color", "NO_COLOR=1", NULL};
	unsigned failed;

	stage_begin(xterm, 24, 80);
	expect_text("CAUTION");
	expect(wrote_look(0, 35, 35), "a caution has no colour");
	failed = stage_end("a caution has a colour");
	stage_begin(env, 24, 80);
	expect_text("CAUTION");
	expect(!wrote_look(0, 30, 48), "a colour was written");
	expect(pty_wrote(&stage.pty, "\033[1m") || pty_wrote(&stage.pty, ";1m"),
	       "bold went as well");
	return failed + stage_end("NO_COLOR means no colour, and bold stays");
}

static bool
wrote_ascii_only(void)
{
	for (size_t i = 0; i < stage.pty.raw_len; i++)
		if ((unsigned char)stage.pty.raw[i] > 0x7f)
			return false;
	return true;
}

static unsigned
ascii_terminals_get_ascii(void)
{
	static const char *const envs[][3] = {
		{"TERM=vt100", NULL},
		{"TERM=xterm-256color", "LC_ALL=C", NULL},
		{"TERM=xterm-256color", "DRAAIBOEK_ASCII=1", NULL}};
	unsigned failed = 0;

	for (size_t i = 0; i < 3; i++) {
		stage_begin(envs[i], 24, 80);
		expect_text("1.1");
		pty_send(&stage.pty, "a", 1);
		expect_text("NOTE");
		pty_send(&stage.pty, "caf\xc3\xa9", 5);
		expect_text("cafe");
		pty_key(&stage.pty, KEY_CODE_ENTER);
		expect_text("note cafe");
		expect(wrote_ascii_only(), "a byte above 0x7f was written");
		failed += stage_end(
			"where there is only ASCII, only that is written");
	}
	return failed;
}

static unsigned
every_size_is_survived(void)
{
	static const int sizes[][2] = {{1, 1},    {2, 3},   {500, 1000},
				       {8, 30},   {1, 200}, {100, 1},
				       {40, 120}, {15, 40}, {24, 80}};

	stage_begin(xterm, 1, 1);
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			pty_resize(&stage.pty, sizes[i][0], sizes[i][1]);
			pty_pump(&stage.pty, 5);
		}
	expect_text("? keys");
	expect_text("1.1");
	return stage_end("every size is survived, also in a storm");
}

static unsigned
a_paste_of_a_megabyte_is_survived(void)
{
	static char big[1024 * 1024];
	char bare[2000];

	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	/* A terminal without brackets. */
	for (size_t i = 0; i < sizeof(bare); i++)
		bare[i] = "q \rx"[i % 4];
	pty_send(&stage.pty, bare, sizeof(bare));
	expect_text("Pasted text is not used here");
	pty_send(&stage.pty, "\033[200~q\r \033[201~", 16);
	pty_send(&stage.pty, "a", 1);
	expect_text("NOTE");
	memset(big, 'x', sizeof(big));
	big[1000] = '\r';
	pty_send(&stage.pty, "\033[200~", 6);
	pty_send(&stage.pty, big, sizeof(big));
	pty_send(&stage.pty, "\033[201~", 6);
	expect_text("Too long");
	pty_send(&stage.pty, "\033[200~two\rlines\033[201~", 21);
	expect_text("lines");
	expect(saved_count() == 3, "the paste wrote");
	pty_key(&stage.pty, KEY_CODE_ENTER);
	expect(wait_saved(4), "the note is not there");
	return stage_end("a paste of a megabyte is survived, and never a key");
}

static unsigned
a_held_key_writes_once(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, " ", 1);
	pass(500);
	for (int i = 0; i < 60; i++) {
		pty_send(&stage.pty, " ", 1);
		pass(33);
	}
	pass(400);
	expect(saved_count() == 4, "a held key did not write once");
	pty_send(&stage.pty, " ", 1);
	expect(wait_saved(5), "a later press does not count");
	return stage_end("a key that is held for two seconds writes once");
}

static unsigned
flow_control_does_not_freeze(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "\023t", 2);
	expect_text("TIMELINE");
	pty_send(&stage.pty, "\014", 1);
	expect_text("TIMELINE");
	return stage_end("Ctrl-S does not freeze the screen");
}

static unsigned
interrupt_asks_and_then_leaves(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "\003", 1);
	expect_text("Leave draaiboek?");
	pty_send(&stage.pty, "\003", 1);
	expect(pty_wait_end(&stage.pty, STAGE_WAIT_MS) == 0,
	       "the exit status is not 0");
	return stage_end("Ctrl-C asks, a second one leaves");
}

static unsigned
what_others_write_is_shown(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("> [ ] 1.1");
	expect(run_beside("do 1.2 -r it"), "the other process was refused");
	expect(wait_saved(5), "what it wrote does not come");
	expect(pty_has_text(&stage.pty, "> [ ] 1.1"), "the focus moved");
	return stage_end("what others write is shown, and the focus stays");
}

int
main(int argc, char **argv)
{
	static unsigned (*const tests[])(void) = {
		an_unknown_terminal_is_told,
		a_dumb_terminal_gets_lines,
		hanging_up_ends,
		terminating_gives_the_terminal_back,
		quitting_gives_the_terminal_back,
		leaving_says_how_to_go_on,
		a_split_arrow_is_no_letter,
		an_answer_within_a_split_arrow_makes_no_letter,
		an_arrow_is_an_arrow_in_both_forms,
		no_colour_means_none,
		ascii_terminals_get_ascii,
		every_size_is_survived,
		a_paste_of_a_megabyte_is_survived,
		a_held_key_writes_once,
		flow_control_does_not_freeze,
		interrupt_asks_and_then_leaves,
		what_others_write_is_shown,
	};
	unsigned failed = 0;

	if (!stage_prepare(argc, argv))
		return 2;
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		failed += tests[i]();
	return failed != 0;
}

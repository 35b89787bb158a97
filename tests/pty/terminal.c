/*
 * What a terminal can do to the program, and what it must survive.
 *
 *	terminal PROGRAM FIXTURES
 *
 * FIXTURES: the folder with the playbooks of tests/session.  Waits for texts,
 * never for time, except where time itself is tested.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "front/front.h"
#include "pty/pty.h"

#define WAIT_MS 15000

static const char *program, *fixtures;
static char root[64];
static struct pty p;
static bool good;
static const char *const xterm[] = {"TERM=xterm-256color", NULL};

static void
expect(bool what, const char *why)
{
	if (what)
		return;
	good = false;
	printf("# %s\n", why);
}

static void
expect_text(const char *text)
{
	if (pty_wait_text(&p, text, WAIT_MS))
		return;
	good = false;
	printf("# \"%s\" does not come; the screen:\n", text);
	for (int row = 0; row < p.rows && row < 40; row++)
		printf("# %s\n", pty_row(&p, row));
}

/* A new root and an incident in it, in that environment. */
static void
begin(const char *const *more_env, int rows, int columns)
{
	const char *env[12] = {"PATH=/bin", "TZ=UTC", "HOME=/nonexistent",
			       "ASAN_OPTIONS=detect_leaks=0", NULL};
	const char *argv[] = {program,   "-C",     root,     "--playbooks",
			      fixtures,  "--lang", "en",     "-r",
			      "it",      "--by",   "tester", "start",
			      "mailbox", NULL};
	unsigned count = 4;
	bool locale = false;

	for (; *more_env != NULL; more_env++) {
		env[count++] = *more_env;
		locale = locale || strncmp(*more_env, "LC_ALL=", 7) == 0;
	}
	if (!locale)
		env[count++] = "LC_ALL=C.UTF-8";
	env[count] = NULL;
	snprintf(root, sizeof(root), "/tmp/draaiboek-pty-XXXXXX");
	good = mkdtemp(root) != NULL &&
	       pty_start(&p, (char *const *)(uintptr_t)argv, env, rows,
			 columns);
}

static unsigned
end(const char *name)
{
	char command[128];

	pty_end(&p);
	snprintf(command, sizeof(command), "rm -rf %s", root);
	expect(system(command) == 0, "the root cannot be removed");
	printf("%s %s\n", good ? "ok" : "not ok", name);
	return !good;
}

/* The count in line 1: "saved 03:04 (4)". */
static int
saved_count(void)
{
	const char *bar = pty_row(&p, 0), *open = strrchr(bar, '(');

	return open != NULL ? atoi(open + 1) : -1;
}

static bool
wait_saved(int count)
{
	int64_t until = pty_now_ms() + WAIT_MS;

	while (saved_count() != count && pty_now_ms() < until)
		pty_pump(&p, 100);
	return saved_count() == count;
}

/* Lets that much time go by, reading. */
static void
pass(int ms)
{
	int64_t until = pty_now_ms() + ms;
	int64_t left;

	while ((left = until - pty_now_ms()) > 0)
		pty_pump(&p, (int)left);
}

/* --- the tests */

static unsigned
an_unknown_terminal_is_told(void)
{
	const char *const env[] = {"TERM=kitty-of-tomorrow", NULL};

	begin(env, 24, 80);
	expect_text("does not know the terminal (TERM); xterm-256color");
	pty_send(&p, "t", 1);
	expect_text("TIMELINE");
	return end("an unknown terminal is told, and something near is used");
}

static unsigned
a_dumb_terminal_gets_lines(void)
{
	const char *const env[] = {"TERM=dumb", NULL};

	begin(env, 24, 80);
	expect_text("[no answer]:");
	expect(!pty_wrote(&p, "\033["), "an escape sequence was written");
	return end("a dumb terminal gets lines");
}

static unsigned
hanging_up_ends(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	close(p.fd);
	p.fd = -1;
	expect(pty_wait_end(&p, WAIT_MS) == 128 + SIGHUP,
	       "the exit status is not 129");
	return end("a closed terminal ends the program");
}

static unsigned
terminating_gives_the_terminal_back(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	kill(p.pid, SIGTERM);
	expect(pty_wait_end(&p, WAIT_MS) == 128 + SIGTERM,
	       "the exit status is not 143");
	expect(pty_wrote(&p, "\033[?2004l"), "pastes are still bracketed");
	expect(pty_wrote(&p, "\033[?1049l"), "still on the other screen");
	return end("SIGTERM ends it and gives the terminal back");
}

static unsigned
quitting_gives_the_terminal_back(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	kill(p.pid, SIGUSR1);
	kill(p.pid, SIGUSR2);
	pty_send(&p, "t", 1);
	expect_text("TIMELINE");
	kill(p.pid, SIGQUIT);
	expect(pty_wait_end(&p, WAIT_MS) == 128 + SIGQUIT,
	       "the exit status is not 131");
	expect(pty_wrote(&p, "\033[?1049l"), "still on the other screen");
	return end("SIGQUIT ends it, SIGUSR1 and SIGUSR2 do nothing");
}

static unsigned
leaving_says_how_to_go_on(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&p, "q", 1);
	expect_text("Stay");
	pty_key(&p, KEY_CODE_DOWN);
	expect_text("> Leave");
	pty_key(&p, KEY_CODE_ENTER);
	expect(pty_wait_end(&p, WAIT_MS) == 0, "the exit status is not 0");
	expect(pty_wrote(&p, "draaiboek resume "), "nothing says how to go on");
	return end("leaving says how to go on");
}

static unsigned
a_split_arrow_is_no_letter(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&p, "\033", 1);
	expect_text("Leave draaiboek?");
	pass(300);
	pty_send(&p, "[A", 2);
	pty_send(&p, "\r", 1);
	expect_text("then DECIDE");
	expect(!pty_wrote(&p, "Up and Down move"),
	       "the rest of the sequence was taken for keys");
	return end("an arrow that is split over 300 ms is no letter");
}

static unsigned
an_arrow_is_an_arrow_in_both_forms(void)
{
	begin(xterm, 24, 80);
	expect_text("> [ ] 1.1");
	pty_send(&p, "\033[B", 3);
	expect_text("> [ ] 1.2");
	pty_send(&p, "\033OB", 3);
	expect_text("> [ ] 1.3");
	pty_send(&p, "\033[A\033OA", 6);
	expect_text("> [ ] 1.1");
	return end("arrows work in both their forms");
}

static unsigned
no_colour_means_none(void)
{
	const char *const env[] = {"TERM=xterm-256color", "NO_COLOR=1", NULL};
	unsigned failed;

	begin(xterm, 24, 80);
	expect_text("CAUTION");
	expect(pty_wrote(&p, "\033[33m"), "a caution has no colour");
	failed = end("a caution has a colour");
	begin(env, 24, 80);
	expect_text("CAUTION");
	expect(!pty_wrote(&p, "[33m") && !pty_wrote(&p, ";33m") &&
		       !pty_wrote(&p, "[31m"),
	       "a colour was written");
	expect(pty_wrote(&p, "\033[1m") || pty_wrote(&p, ";1m"),
	       "bold went as well");
	return failed + end("NO_COLOR means no colour, and bold stays");
}

static bool
wrote_ascii_only(void)
{
	for (size_t i = 0; i < p.raw_len; i++)
		if ((unsigned char)p.raw[i] > 0x7f)
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
		begin(envs[i], 24, 80);
		expect_text("1.1");
		pty_send(&p, "a", 1);
		expect_text("NOTE");
		pty_send(&p, "caf\xc3\xa9", 5);
		expect_text("cafe");
		pty_key(&p, KEY_CODE_ENTER);
		expect_text("note cafe");
		expect(wrote_ascii_only(), "a byte above 0x7f was written");
		failed +=
			end("where there is only ASCII, only that is written");
	}
	return failed;
}

static unsigned
every_size_is_survived(void)
{
	static const int sizes[][2] = {{1, 1},    {2, 3},   {500, 1000},
				       {8, 30},   {1, 200}, {100, 1},
				       {40, 120}, {15, 40}, {24, 80}};

	begin(xterm, 1, 1);
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			pty_resize(&p, sizes[i][0], sizes[i][1]);
			pty_pump(&p, 5);
		}
	expect_text("? keys");
	expect_text("1.1");
	return end("every size is survived, also in a storm");
}

static unsigned
a_paste_of_a_megabyte_is_survived(void)
{
	static char big[1024 * 1024];
	char bare[2000];

	begin(xterm, 24, 80);
	expect_text("1.1");
	/* A terminal without brackets. */
	for (size_t i = 0; i < sizeof(bare); i++)
		bare[i] = "q \rx"[i % 4];
	pty_send(&p, bare, sizeof(bare));
	expect_text("Pasted text is not used here");
	pty_send(&p, "\033[200~q\r \033[201~", 16);
	pty_send(&p, "a", 1);
	expect_text("NOTE");
	memset(big, 'x', sizeof(big));
	big[1000] = '\r';
	pty_send(&p, "\033[200~", 6);
	pty_send(&p, big, sizeof(big));
	pty_send(&p, "\033[201~", 6);
	expect_text("Too long");
	pty_send(&p, "\033[200~two\rlines\033[201~", 21);
	expect_text("lines");
	expect(saved_count() == 3, "the paste wrote");
	pty_key(&p, KEY_CODE_ENTER);
	expect(wait_saved(4), "the note is not there");
	return end("a paste of a megabyte is survived, and never a key");
}

static unsigned
a_held_key_writes_once(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&p, " ", 1);
	pass(500);
	for (int i = 0; i < 60; i++) {
		pty_send(&p, " ", 1);
		pass(33);
	}
	pass(400);
	expect(saved_count() == 4, "a held key did not write once");
	pty_send(&p, " ", 1);
	expect(wait_saved(5), "a later press does not count");
	return end("a key that is held for two seconds writes once");
}

static unsigned
flow_control_does_not_freeze(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&p, "\023t", 2);
	expect_text("TIMELINE");
	pty_send(&p, "\014", 1);
	expect_text("TIMELINE");
	return end("Ctrl-S does not freeze the screen");
}

static unsigned
interrupt_asks_and_then_leaves(void)
{
	begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&p, "\003", 1);
	expect_text("Leave draaiboek?");
	pty_send(&p, "\003", 1);
	expect(pty_wait_end(&p, WAIT_MS) == 0, "the exit status is not 0");
	return end("Ctrl-C asks, a second one leaves");
}

/* Another process, on the same folder. */
static bool
run_beside(const char *item)
{
	char command[512];

	snprintf(command, sizeof(command),
		 "DRAAIBOEK_USER=other %s -C %s do %s -r it >/dev/null 2>&1",
		 program, root, item);
	return system(command) == 0;
}

static unsigned
what_others_write_is_shown(void)
{
	begin(xterm, 24, 80);
	expect_text("> [ ] 1.1");
	expect(run_beside("1.2"), "the other process was refused");
	expect(wait_saved(5), "what it wrote does not come");
	expect(pty_has_text(&p, "> [ ] 1.1"), "the focus moved");
	return end("what others write is shown, and the focus stays");
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

	if (argc != 3)
		return 2;
	program = argv[1];
	fixtures = argv[2];
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		failed += tests[i]();
	return failed != 0;
}

/*
 * A line of 9600 baud, 960 bytes a second.
 *
 *	slow PROGRAM FIXTURES
 *
 * Time on that line is virtual: a step is a thirtieth of a second, in which a
 * held key comes once and 32 bytes go to the screen.  The program has as much
 * real time in each as it needs for that key, so that nothing here waits for
 * 9600 baud.  What it wrote and the line did not take yet stays in the
 * pseudo-terminal, as it would in a cable, in ssh or in the air.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front/front.h"
#include "pty/stage.h"

#define STEP_BYTES 32
#define REACT_MS 4
#define QUIET_MS 60
#define HELD 90    /* keys: three seconds */
#define NOTES 60   /* that the timeline scrolls through */
#define WINDOW 128 /* what may be on its way while a frame goes out */
#define SCREEN_MOST 2400
#define GIVE_UP 20000 /* bytes */

static const char *const xterm[] = {"TERM=xterm-256color", NULL};

/* One step; how many bytes the screen got. */
static size_t
step(void)
{
	return pty_take(&stage.pty, STEP_BYTES, REACT_MS);
}

/* Steps until nothing is left on the line; how many bytes that were. */
static size_t
run_dry(void)
{
	size_t sum = 0, got;

	while ((got = pty_take(&stage.pty, STEP_BYTES, QUIET_MS)) > 0)
		sum += got;
	return sum;
}

/* Steps until that text is there; how many bytes, GIVE_UP: it never came. */
static size_t
bytes_until(const char *text)
{
	size_t sum = 0, got = 1;

	while (!pty_has_text(&stage.pty, text)) {
		got = pty_take(&stage.pty, STEP_BYTES, 10 * QUIET_MS);
		if (got == 0)
			return GIVE_UP;
		sum += got;
	}
	return sum;
}

static void
write_notes(void)
{
	FILE *batch = batch_beside();

	for (int i = 0; batch != NULL && i < NOTES; i++)
		fprintf(batch,
			"note 'Entry %d of a long night, with words in it'\n",
			i);
	expect(batch != NULL && pclose(batch) == 0, "the batch failed");
	expect(wait_saved(4 + NOTES), "what others wrote is not there");
}

static void
go_to_the_timeline(void)
{
	pty_send(&stage.pty, "t", 1);
	expect_text("TIMELINE");
	pty_key(&stage.pty, KEY_CODE_HOME);
	settle(3 * QUIET_MS);
}

/* A log in which a key changes much of the screen. */
static void
begin_in_the_timeline(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	write_notes();
	go_to_the_timeline();
}

/* Two keys in turn: the most that one of them writes. */
static size_t
frame_most(const uint32_t *keys)
{
	size_t most = 0;

	for (int i = 0; i < 8; i++) {
		size_t bytes;

		pty_key(&stage.pty, keys[i % 2]);
		bytes = run_dry();
		most = bytes > most ? bytes : most;
	}
	return most;
}

/* Held for three seconds; how many bytes the screen got meanwhile. */
static size_t
hold(const uint32_t *keys)
{
	size_t sum = 0;

	stage.pty.slow = true;
	for (int i = 0; i < HELD; i++) {
		press_unread(keys[i % 2]);
		sum += step();
	}
	stage.pty.slow = false;
	return sum;
}

/* The state that is shown at the end is the newest: drawn again, the same. */
static void
expect_newest(void)
{
	char before[24][400];

	for (int row = 0; row < 24; row++)
		snprintf(before[row], sizeof(before[row]), "%s",
			 pty_row(&stage.pty, row));
	pty_send(&stage.pty, "\014", 1);
	expect(pty_pump(&stage.pty, 2000), "it is not drawn again");
	settle(2 * QUIET_MS);
	for (int row = 0; row < 24; row++)
		expect(strcmp(before[row], pty_row(&stage.pty, row)) == 0,
		       "what was shown was not the newest");
}

/* At the end there are the one on its way, and the newest. */
static void
hold_and_look(const char *what, const uint32_t *keys)
{
	size_t most = frame_most(keys), taken = hold(keys), late = run_dry();

	printf("# %s: frame_most=%zu taken=%zu late=%zu keys=%d\n", what, most,
	       taken, late, HELD);
	expect(most > 0 && most <= SCREEN_MOST, "a frame is no frame");
	expect(taken > HELD * STEP_BYTES / 4, "the line was idle");
	expect(late <= 2 * most + WINDOW, "frames were piled up");
	expect_newest();
}

/* While the line is full. */
static void
hold_and_press(const uint32_t *keys, char key, const char *text)
{
	size_t most = frame_most(keys), bytes;

	hold(keys);
	stage.pty.slow = true;
	pty_send(&stage.pty, &key, 1);
	stage.pty.slow = false;
	bytes = bytes_until(text);
	printf("# key=%c bytes_until_obeyed=%zu frame_most=%zu\n", key, bytes,
	       most);
	expect(bytes <= most + WINDOW + SCREEN_MOST,
	       "more than one frame stood before it");
	pty_key(&stage.pty, KEY_CODE_ESCAPE);
	settle(4 * QUIET_MS);
}

static unsigned
held_keys_pile_nothing_up(void)
{
	static const uint32_t arrows[] = {KEY_CODE_DOWN, KEY_CODE_UP},
			      pages[] = {KEY_CODE_PAGE_DOWN, KEY_CODE_PAGE_UP};

	begin_in_the_timeline();
	hold_and_look("pages", pages);
	hold_and_press(pages, 'o', "SITUATION BOARD");
	go_to_the_timeline();
	hold_and_press(pages, 'x', "OTHER");
	pty_send(&stage.pty, "s", 1);
	expect_text("1.1");
	settle(3 * QUIET_MS);
	hold_and_look("arrows", arrows);
	expect(saved_count() == 4 + NOTES, "something was written");
	return stage_end("held keys pile up no frames, and another waits for "
			 "one at most");
}

/* Letters are shown as they come, as long as they come as people type. */
static unsigned
typing_is_seen(void)
{
	static const char text[] = "The night guard saw it";
	size_t before;

	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "a", 1);
	expect_text("NOTE");
	settle(QUIET_MS);
	before = stage.pty.raw_len;
	for (const char *c = text; *c != '\0'; c++) {
		pty_send(&stage.pty, c, 1);
		for (int i = 0; i < 5; i++) /* six letters a second */
			step();
	}
	expect(pty_has_text(&stage.pty, text), "a letter is not shown");
	printf("# %zu letters wrote %zu bytes\n", strlen(text),
	       stage.pty.raw_len - before);
	return stage_end("what is typed is seen while it is typed");
}

/* ESC, longer than the program waits for more, and the rest of the arrow. */
static unsigned
a_torn_arrow_chooses_nothing(void)
{
	static const struct {
		int pause;
		const char *rest;
	} torn[] = {{300, "[A"}, {300, "OA"}, {1100, "[A"}};
	unsigned failed = 0;

	for (size_t i = 0; i < sizeof(torn) / sizeof(torn[0]); i++) {
		stage_begin(xterm, 24, 80);
		expect_text("> [ ] 1.1");
		pty_key(&stage.pty, KEY_CODE_END);
		expect_text("> C");
		/* The line is full of the whole screen, and takes little. */
		stage.pty.slow = true;
		pty_send(&stage.pty, "\014", 1);
		step();
		pty_send(&stage.pty, "\033", 1);
		poll(NULL, 0, torn[i].pause); /* time itself */
		pty_send(&stage.pty, torn[i].rest, 2);
		stage.pty.slow = false;
		run_dry();
		expect(!pty_has_text(&stage.pty, "> A"), "it chose A");
		pty_key(&stage.pty, KEY_CODE_ENTER);
		settle(4 * QUIET_MS);
		expect(saved_count() == 3, "something was written");
		expect(pty_wait_end(&stage.pty, 0) < 0, "it ended");
		failed += stage_end("an arrow torn on a full line chooses "
				    "nothing");
	}
	return failed;
}

/* The terminal's own answer can be torn as well: it is no Esc. */
static unsigned
a_torn_answer_is_no_key(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	pty_send(&stage.pty, "a", 1);
	expect_text("NOTE");
	settle(2 * QUIET_MS);
	stage.pty.mute = true;
	pty_send(&stage.pty, "first", 5);
	expect_text("first");
	pty_send(&stage.pty, "\033", 1);
	pass(300);
	pty_send(&stage.pty, "[0n", 3);
	stage.pty.mute = false;
	pty_send(&stage.pty, " second", 7);
	expect_text("first second");
	expect(saved_count() == 3, "something was written");
	return stage_end("the terminal's answer is no key, also in two parts");
}

static unsigned
who_never_answers_is_not_waited_for(void)
{
	stage_begin(xterm, 24, 80);
	stage.pty.mute = true;
	expect_text("1.1");
	for (const char *key = "otdcfmv"; *key != '\0'; key++) {
		int64_t begun = pty_now_ms();

		pty_send(&stage.pty, key, 1);
		expect(pty_pump(&stage.pty, 2000) &&
			       pty_now_ms() - begun < 2000,
		       "a key is not answered at once");
		settle(QUIET_MS);
	}
	pty_send(&stage.pty, "s", 1);
	expect_text("1.1");
	return stage_end("a terminal that never answers is not waited for");
}

/* What the shell would get is taken away before. */
static unsigned
nothing_is_left_for_the_shell(void)
{
	stage_begin(xterm, 24, 80);
	expect_text("1.1");
	settle(2 * QUIET_MS);
	pty_send(&stage.pty, "q", 1);
	expect_text("> Stay");
	settle(2 * QUIET_MS);
	stage.pty.mute = true;
	pty_key(&stage.pty, KEY_CODE_DOWN);
	expect_text("> Leave");
	pty_key(&stage.pty, KEY_CODE_ENTER);
	pass(100);
	expect(pty_wait_end(&stage.pty, 0) < 0, "it did not wait");
	pty_send(&stage.pty, "\033[0n", 4);
	expect(pty_wait_end(&stage.pty, STAGE_WAIT_MS) == 0,
	       "the exit status is not 0");
	return stage_end("the last answer is waited for before it leaves");
}

int
main(int argc, char **argv)
{
	static unsigned (*const tests[])(void) = {
		held_keys_pile_nothing_up,
		typing_is_seen,
		a_torn_arrow_chooses_nothing,
		a_torn_answer_is_no_key,
		who_never_answers_is_not_waited_for,
		nothing_is_left_for_the_shell,
	};
	unsigned failed = 0;

	if (!stage_prepare(argc, argv))
		return 2;
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		failed += tests[i]();
	return failed != 0;
}

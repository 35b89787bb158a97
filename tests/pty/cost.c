/*
 * What the program costs on a slow line, and while nothing happens, in the
 * middle of a night with much in its log:
 *
 *	cost PROGRAM FIXTURES
 *
 *  - an arrow key writes at most 400 bytes on average at 80x24 (0.4 s on a
 *    line of 9600 baud), on every screen and under every terminal;
 *  - a whole screen at most 2400 (2.5 s there);
 *  - between two minutes nothing is written when nothing happens;
 *  - and the program wakes up at most once a second, on every busy screen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "front/front.h"
#include "pty/stage.h"

#define QUIET_MS 40
#define FEW 5 /* screens under every terminal; the others under one */
#define BYTES_MOST 400
#define SCREEN_MOST 2400
#define IDLE_MS 4000
#define NOTES 60

/* What makes the screens busy, by a batch of another station. */
static bool
make_it_busy(void)
{
	char line[160];
	FILE *batch = batch_beside();

	if (batch == NULL)
		return false;
	for (int i = 0; i < NOTES; i++) {
		snprintf(line, sizeof(line),
			 "note 'Entry %d of a long night, with some words to "
			 "read in it'\n",
			 i);
		fputs(line, batch);
	}
	fputs("fact personal-data yes\n"
	      "fact aware-at -20m\n"
	      "fact mailboxes 12\n"
	      "ask management 'Can the counter open at nine o clock?'\n"
	      "decide close inside --override 'no time' -r it\n",
	      batch);
	return pclose(batch) == 0;
}

static void
begin(const char *term)
{
	char name[64];
	const char *const env[] = {name, NULL};

	snprintf(name, sizeof(name), "TERM=%s", term);
	stage_begin(env, 24, 80);
	expect_text("1.1");
	expect(make_it_busy(), "the batch failed");
	expect_text("Find the source");
	settle(300);
}

/* The screens: how one comes there from the step, and what it says. */
static const struct {
	const char *name, *keys, *see;
} screens[] = {
	{"step", "s", "Find the source"},
	{"board", "o", "SITUATION BOARD"},
	{"timeline", "t", "TIMELINE"},
	{"messages", "m", "FOR THE PUBLIC"},
	{"text", "m\r", "FACTS USED"},
	{"deadlines", "d", "DEADLINES"},
	{"contacts", "c", "CONTACTS"},
	{"facts", "f", "REGISTERS"},
	{"map", "v", "Look what was read"},
	{"report", "r", "SITUATION REPORT"},
	{"registers", ":registers\r", "another row"},
	{"menu", "x", "OTHER"},
};
#define SCREENS (sizeof(screens) / sizeof(screens[0]))

static void
go_to(size_t screen)
{
	const char *keys = screens[screen].keys;

	pty_send(&stage.pty, "s", 1);
	expect_text("Find the source");
	for (; *keys != '\0'; keys++)
		press((unsigned char)*keys);
	expect_text(screens[screen].see);
	settle(QUIET_MS);
}

/* The mean of what an arrow key writes there. */
static size_t
arrow_bytes(void)
{
	static const uint32_t arrows[] = {KEY_CODE_DOWN, KEY_CODE_DOWN,
					  KEY_CODE_DOWN, KEY_CODE_UP,
					  KEY_CODE_DOWN, KEY_CODE_UP};
	size_t before = stage.pty.raw_len;
	unsigned count = 0;

	for (; count < 12; count++) {
		press(arrows[count % 6]);
	}
	return (stage.pty.raw_len - before) / count;
}

/* Ctrl-L: everything once more. */
static size_t
screen_bytes(void)
{
	size_t before = stage.pty.raw_len;

	press('L' & 0x1f);
	return stage.pty.raw_len - before;
}

static unsigned
keys_are_cheap(const char *term, size_t count)
{
	size_t sum = 0, most = 0, largest = 0;
	char name[128];

	begin(term);
	for (size_t i = 0; stage.good && i < count; i++) {
		size_t bytes, whole;

		go_to(i);
		bytes = arrow_bytes();
		whole = screen_bytes();
		printf("# %s %s: %zu bytes an arrow, %zu the screen\n", term,
		       screens[i].name, bytes, whole);
		sum += bytes;
		most = bytes > most ? bytes : most;
		largest = whole > largest ? whole : largest;
	}
	expect(most <= BYTES_MOST, "an arrow key is too much for 9600 baud");
	expect(sum > 0 && largest > 0, "nothing was measured");
	expect(largest <= SCREEN_MOST, "a screen is too much for 9600 baud");
	snprintf(name, sizeof(name),
		 "arrow_bytes_mean=%zu arrow_bytes_most=%zu screen_bytes=%zu "
		 "term=%s",
		 sum / count, most, largest, term);
	return stage_end(name);
}

/* A minute that turns is written, rightly: then once more. */
static void
measure_idle(const char *term, const char *screen)
{
	for (int turn = 0; turn < 2; turn++) {
		time_t minute;
		size_t wrote;
		long woken;

		settle(500);
		minute = time(NULL) / 60;
		wrote = stage.pty.raw_len;
		woken = wake_ups();
		pass(IDLE_MS);
		wrote = stage.pty.raw_len - wrote;
		woken = wake_ups() - woken;
		if (time(NULL) / 60 != minute)
			continue;
		printf("# %s %s: %zu bytes, %ld wake-ups in %d s\n", term,
		       screen, wrote, woken, IDLE_MS / 1000);
		expect(wrote == 0, "it writes while nothing happens");
		expect(woken >= 0 && woken <= IDLE_MS / 1000 + 1,
		       "it wakes up too often");
		return;
	}
	expect(false, "two minutes turned within seconds");
}

static unsigned
idling_costs_nothing(const char *term)
{
	char name[96];

	begin(term);
	for (size_t i = 0; stage.good && i < FEW; i++) {
		go_to(i);
		measure_idle(term, screens[i].name);
	}
	snprintf(name, sizeof(name), "idle_seconds=%d on %d screens, term=%s",
		 IDLE_MS / 1000, FEW, term);
	return stage_end(name);
}

int
main(int argc, char **argv)
{
	static const char *const terms[] = {"xterm-256color", "linux", "vt100",
					    "screen"};
	unsigned failed = 0;

	if (!stage_prepare(argc, argv))
		return 2;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		failed += keys_are_cheap(terms[i], i == 0 ? SCREENS : FEW);
	failed += idling_costs_nothing("xterm-256color");
	return failed != 0;
}

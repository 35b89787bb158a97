/*
 * Key scripts against the front end, without a terminal; the screens are
 * compared with the golden files beside the scripts.
 *
 * A script is a story, one verb a line, # comments:
 *
 *	playbook ID          an incident with that playbook is open
 *	organisation         the fixture's people are in it
 *	ours                 so are its own notes, items and contacts
 *	letters              and a text in both languages
 *	editor               the person has an editor
 *	seals                the desk says when a seal is due
 *	exercise ID, lead ID an exercise runs; its leader sits here
 *	projector            … and this is what everybody sees of it
 *	role ROLE, by NAME   who is at the keyboard
 *	clock TIME           RFC 3339; wait 12m moves it
 *	size RxC, language L only this one (default: three sizes, two languages)
 *	keys Space Enter …   one after the other, two seconds apart
 *	held Space 300 33    so many presses, so many ms apart
 *	type TEXT, paste TEXT
 *	fail append          the next entry cannot be saved
 *	lose journals        … and somebody took the journals away
 *	slow, answer         the disk does not answer from here on; it does
 *	fail move            nor in the next other folder
 *	other ROLE ask ROLE TEXT    another station wrote
 *	other ROLE answer ENTRY TEXT
 *	other ROLE hear INJECT, other ROLE send INJECT
 *	screen NAME          the golden NAME.RxC.L.screen
 *	see TEXT, not TEXT   stands on the screen, or does not (in English)
 *	entries N            so many lines in the journal
 *	left                 the front end asked to end
 *
 * After each key the screen is drawn and looked over: see look_over().
 */
#ifndef TESTS_SESSION_SCRIPT_H
#define TESTS_SESSION_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "session/desk.h"
#include "ui/app.h"

/*
 * What is given the same keys on a terminal (tests/pty): the real program, or
 * this front end's grids through tty/.  Its screens must become the same as
 * those of the front end in this process.
 */
struct mirror {
	bool whole; /* every size and verb, and goldens too: it has our clock */

	bool (*begin)(struct mirror *, const struct fake_desk *, int rows,
		      int columns, const char *playbook);
	void (*key)(struct mirror *, uint32_t key);
	void (*paste)(struct mirror *, const char *text);
	bool (*same)(struct mirror *, const struct grid *);
	void (*end)(struct mirror *);
	const char *name; /* of the terminal */
};

struct run {
	const char *script, *folder;
	const char *name; /* of the script, without folder and ending */
	struct fake_desk desk;
	struct app app;
	struct grid grid;
	int rows, columns;
	const char *language;
	int64_t ms; /* the keyboard's clock */
	unsigned failed;
	int line;
	struct mirror *mirror; /* the real program beside it; NULL: none */
	bool mirror_lost;
	bool ascii;
	char playbook[64], library[256];
	/* called at each `screen`; NULL: nothing */
	void (*at_screen)(struct run *);
	unsigned screens; /* that were passed */
	/* at this one the key is held down, and the script ends; 0: never */
	unsigned hold_at;
	uint32_t hold_key;
	unsigned writes; /* keys and ticks that wrote */
	bool begun, ended;
	bool plays; /* nothing is compared: script_play() */
};

/* Runs one script; the number of failures.  r: script, folder, ascii, mirror.
 */
unsigned script_run(struct run *r, const char *path);

/* How many screens a script shows. */
unsigned script_screens(const char *path);
/*
 * Plays it up to that screen (1: the first) and stays there.  r: folder, rows,
 * columns, language, ascii.  script_close() in any case.
 */
bool script_play(struct run *r, const char *path, unsigned screen);
void script_close(struct run *r);

#endif

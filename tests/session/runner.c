/*
 * Key scripts in this process.
 *
 *	runner FOLDER SCRIPT.keys...
 *	runner --held FOLDER SCRIPT.keys...
 *
 * The first compares screens with their goldens, and sees to it that every
 * mode (session/modes) has a golden in all sizes and both languages.  The
 * second goes to every screen that has a golden and holds Enter down there for
 * ten seconds, and in another run Space: each writes at most once.
 */
#include <stdio.h>
#include <string.h>

#include "session/modes.h"
#include "session/script.h"

static const struct {
	int rows, columns;
	const char *language;
} looks[] = {
	{15, 40, "en"}, {24, 80, "en"}, {40, 120, "en"},
	{15, 40, "nl"}, {24, 80, "nl"}, {40, 120, "nl"},
};
#define LOOKS (sizeof(looks) / sizeof(looks[0]))

static unsigned long seen[LOOKS][MODES_MOST], anywhere[MODES_MOST];
static unsigned unnamed;

static void
count(struct run *r)
{
	if (!modes_count(&r->app, anywhere)) {
		printf("# %s:%d: tests/session/modes.c has no name for this\n",
		       r->script, r->line);
		unnamed++;
	}
	for (size_t i = 0; i < LOOKS; i++)
		if (looks[i].rows == r->rows &&
		    looks[i].columns == r->columns &&
		    strcmp(looks[i].language, r->language) == 0)
			modes_count(&r->app, seen[i]);
}

static unsigned
every_mode_has_its_goldens(void)
{
	unsigned missing = unnamed, modes = 0;

	for (unsigned m = 0; m < mode_count(); m++) {
		if (mode_name(m) == NULL)
			continue;
		modes++;
		for (size_t i = 0; i < LOOKS; i++) {
			if (mode_has_one_size(m) ? anywhere[m] > 0
						 : seen[i][m] > 0)
				continue;
			printf("# no golden %dx%d %s: %s\n", looks[i].rows,
			       looks[i].columns, looks[i].language,
			       mode_name(m));
			missing++;
		}
	}
	printf("%s %u modes have their goldens in %zu looks\n",
	       missing == 0 ? "ok" : "not ok", modes, LOOKS);
	return missing;
}

/* One run a screen and key, until the script has no more screens. */
static unsigned
hold_everywhere(const char *folder, const char *script)
{
	static const uint32_t keys[] = {KEY_CODE_ENTER, ' '};
	unsigned failed = 0, holds = 0;

	for (size_t k = 0; k < 2; k++)
		for (unsigned at = 1;; at++) {
			struct run r = {.folder = folder,
					.hold_at = at,
					.hold_key = keys[k]};

			failed += script_run(&r, script);
			if (r.screens < at)
				break;
			holds++;
		}
	printf("%s %s: Enter and Space were held down %u times\n",
	       failed == 0 ? "ok" : "not ok", script, holds);
	return failed;
}

int
main(int argc, char **argv)
{
	bool held = argc > 1 && strcmp(argv[1], "--held") == 0;
	unsigned failed = 0;

	for (int i = held ? 3 : 2; i < argc; i++) {
		struct run r = {.folder = argv[1], .at_screen = count};

		failed += held ? hold_everywhere(argv[2], argv[i])
			       : script_run(&r, argv[i]);
	}
	if (!held)
		failed += every_mode_has_its_goldens();
	return failed != 0;
}

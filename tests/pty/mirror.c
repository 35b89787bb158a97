/*
 * The key scripts of tests/session beside the real program: after each key
 * both must show the same, whatever the terminal is.
 *
 *	mirror PROGRAM FOLDER TERM SCRIPT.keys...
 *
 * Not compared are line 1 (words, counts and clocks of another incident) and
 * digits.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "front/front.h"
#include "pty/pty.h"
#include "session/script.h"

#define WAIT_MS 10000
#define APART_MS 150 /* nearer presses of one key are a held one */

struct beside {
	struct mirror mirror;
	struct pty pty;
	const char *program, *folder, *term;
	char root[64];
	uint32_t last;
	int64_t sent;
};

static struct beside *
of(struct mirror *m)
{
	return (struct beside *)(void *)m;
}

static bool
begin(struct mirror *m, const struct fake_desk *d, int rows, int columns,
      const char *playbook)
{
	struct beside *b = of(m);
	char term[64], library[256];
	const char *env[] = {term,        "LC_ALL=C.UTF-8",    "TZ=UTC",
			     "PATH=/bin", "HOME=/nonexistent", NULL};
	const char *argv[] = {b->program, "-C",     b->root,     "--playbooks",
			      library,    "--lang", d->language, "-r",
			      d->role,    "--by",   d->by,       "start",
			      playbook,   NULL};

	snprintf(term, sizeof(term), "TERM=%s", b->term);
	snprintf(library, sizeof(library), "%s/library", b->folder);
	snprintf(b->root, sizeof(b->root), "/tmp/draaiboek-pty-XXXXXX");
	b->last = 0;
	if (mkdtemp(b->root) == NULL)
		return false;
	if (d->by[0] == '\0')
		memmove(&argv[9], &argv[11], 3 * sizeof(argv[0]));
	return pty_start(&b->pty, (char *const *)(uintptr_t)argv, env, rows,
			 columns);
}

static void
key(struct mirror *m, uint32_t key_code)
{
	struct beside *b = of(m);
	int64_t wait = b->sent + APART_MS - pty_now_ms();

	while (key_code == b->last && wait > 0) {
		pty_pump(&b->pty, (int)wait);
		wait = b->sent + APART_MS - pty_now_ms();
	}
	pty_key(&b->pty, key_code);
	b->last = key_code;
	b->sent = pty_now_ms();
}

static void
paste(struct mirror *m, const char *text)
{
	struct beside *b = of(m);

	pty_send(&b->pty, "\033[200~", 6);
	pty_send(&b->pty, text, strlen(text));
	pty_send(&b->pty, "\033[201~", 6);
}

static void
mask(char *s)
{
	for (; *s != '\0'; s++)
		if (*s >= '0' && *s <= '9')
			*s = '0';
		else if (*s == '#') /* an entry's five hex digits */
			for (int i = 1; i < 6 && isxdigit(s[i]); i++)
				s[i] = '0';
}

/* The row of the grid, and that of the terminal, made comparable. */
static bool
row_is_same(struct beside *b, const struct grid *g, int row, bool tell)
{
	struct buf here = {0};
	char there[8192];
	bool same;

	for (int i = 0; i < g->columns; i++)
		buf_adds(&here, grid_cell(g, row, i)->text);
	while (here.len > 0 && here.bytes[here.len - 1] == ' ')
		here.bytes[--here.len] = '\0';
	snprintf(there, sizeof(there), "%s", pty_row(&b->pty, row));
	mask(here.bytes);
	mask(there);
	same = strcmp(buf_text(&here), there) == 0;
	if (!same && tell)
		printf("# row %d\n# expected: %s\n# TERM=%s: %s\n", row,
		       buf_text(&here), b->term, there);
	buf_fini(&here);
	return same;
}

static bool
is_same(struct beside *b, const struct grid *g, bool tell)
{
	VTermPos cursor;

	for (int row = 1; row < g->rows; row++)
		if (!row_is_same(b, g, row, tell))
			return false;
	vterm_state_get_cursorpos(vterm_obtain_state(b->pty.vterm), &cursor);
	if (cursor.row == g->cursor_row && cursor.col == g->cursor_column)
		return true;
	if (tell)
		printf("# cursor %d,%d, not %d,%d\n", cursor.row, cursor.col,
		       g->cursor_row, g->cursor_column);
	return false;
}

static bool
same(struct mirror *m, const struct grid *g)
{
	struct beside *b = of(m);
	int64_t until = pty_now_ms() + WAIT_MS;

	while (!is_same(b, g, false)) {
		if (pty_now_ms() > until)
			return is_same(b, g, true);
		pty_pump(&b->pty, 200);
	}
	return true;
}

static void
end(struct mirror *m)
{
	struct beside *b = of(m);
	char command[128];

	pty_end(&b->pty);
	snprintf(command, sizeof(command), "rm -rf %s", b->root);
	if (system(command) != 0)
		printf("# %s is left over\n", b->root);
}

int
main(int argc, char **argv)
{
	static struct beside b;
	static struct run r;
	unsigned failed = 0;

	if (argc < 5)
		return 2;
	b.mirror =
		(struct mirror){false, begin, key, paste, same, end, argv[3]};
	b.program = argv[1];
	b.folder = argv[2];
	b.term = argv[3];
	for (int i = 4; i < argc; i++) {
		r = (struct run){.folder = b.folder,
				 .mirror = &b.mirror,
				 .ascii = strncmp(b.term, "vt", 2) == 0};
		failed += script_run(&r, argv[i]);
	}
	return failed != 0;
}

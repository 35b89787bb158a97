#include "ui/letters.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

#define BETWEEN 1
#define LINES_MOST 6

struct shape {
	char character;
	const char *rows[LETTER_ROWS];
};

static const struct shape shapes[] = {
	{'A', {" # ", "# #", "###", "# #", "# #"}},
	{'B', {"## ", "# #", "## ", "# #", "## "}},
	{'C', {"###", "#  ", "#  ", "#  ", "###"}},
	{'D', {"## ", "# #", "# #", "# #", "## "}},
	{'E', {"###", "#  ", "## ", "#  ", "###"}},
	{'F', {"###", "#  ", "## ", "#  ", "#  "}},
	{'G', {"####", "#   ", "# ##", "#  #", "####"}},
	{'H', {"# #", "# #", "###", "# #", "# #"}},
	{'I', {"#", "#", "#", "#", "#"}},
	{'J', {"  #", "  #", "  #", "# #", "###"}},
	{'K', {"# #", "# #", "## ", "# #", "# #"}},
	{'L', {"#  ", "#  ", "#  ", "#  ", "###"}},
	{'M', {"#   #", "## ##", "# # #", "#   #", "#   #"}},
	{'N', {"#  #", "## #", "# ##", "#  #", "#  #"}},
	{'O', {"###", "# #", "# #", "# #", "###"}},
	{'P', {"###", "# #", "###", "#  ", "#  "}},
	{'Q', {"### ", "# # ", "# # ", "### ", "  ##"}},
	{'R', {"## ", "# #", "## ", "# #", "# #"}},
	{'S', {"###", "#  ", "###", "  #", "###"}},
	{'T', {"###", " # ", " # ", " # ", " # "}},
	{'U', {"# #", "# #", "# #", "# #", "###"}},
	{'V', {"# #", "# #", "# #", "# #", " # "}},
	{'W', {"#   #", "#   #", "# # #", "## ##", "#   #"}},
	{'X', {"# #", "# #", " # ", "# #", "# #"}},
	{'Y', {"# #", "# #", " # ", " # ", " # "}},
	{'Z', {"###", "  #", " # ", "#  ", "###"}},
	{'0', {"###", "# #", "# #", "# #", "###"}},
	{'1', {" #", "##", " #", " #", " #"}},
	{'2', {"###", "  #", "###", "#  ", "###"}},
	{'3', {"###", "  #", "###", "  #", "###"}},
	{'4', {"# #", "# #", "###", "  #", "  #"}},
	{'5', {"###", "#  ", "###", "  #", "###"}},
	{'6', {"###", "#  ", "###", "# #", "###"}},
	{'7', {"###", "  #", "  #", "  #", "  #"}},
	{'8', {"###", "# #", "###", "# #", "###"}},
	{'9', {"###", "# #", "###", "  #", "###"}},
	{':', {" ", "#", " ", "#", " "}},
	{'.', {" ", " ", " ", " ", "#"}},
	{',', {"  ", "  ", "  ", " #", "# "}},
	{'!', {"#", "#", "#", " ", "#"}},
	{'?', {"###", "  #", " ##", "   ", " # "}},
	{'-', {"   ", "   ", "###", "   ", "   "}},
	{'\'', {"#", "#", " ", " ", " "}},
	{'/', {"  #", "  #", " # ", "#  ", "#  "}},
};
static const struct shape blank = {' ', {"  ", "  ", "  ", "  ", "  "}};

static const struct shape *
shape_of(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		if (shapes[i].character == c)
			return &shapes[i];
	return &blank;
}

static int
width_of(const char *text, size_t len)
{
	int width = 0;

	for (size_t i = 0; i < len; i++)
		width += (int)strlen(shape_of(text[i])->rows[0]) + BETWEEN;
	return width > 0 ? width - BETWEEN : 0;
}

/* As many whole words as fit; 0: not even one does. */
static size_t
fitting(const char *text, int columns)
{
	size_t fits = 0, at = 0;

	for (;;) {
		at += strcspn(text + at, " ");
		if (width_of(text, at) > columns)
			return fits;
		fits = at;
		if (text[at] == '\0')
			return fits;
		at++;
	}
}

static void
draw_line(struct grid *g, struct box b, enum look look, const char *text,
	  size_t len)
{
	int column = b.column;

	for (size_t i = 0; i < len; i++) {
		const struct shape *s = shape_of(text[i]);
		int width = (int)strlen(s->rows[0]);

		for (int row = 0; row < LETTER_ROWS; row++)
			grid_text(g, b.row + row, column, width, look,
				  s->rows[row]);
		column += width + BETWEEN;
	}
}

int
letters_draw(struct grid *g, struct box b, enum look look, const char *text)
{
	const char *rest = text_ascii(&g->scratch, text);
	const char *starts[LINES_MOST];
	size_t lens[LINES_MOST];
	int count = 0;

	while (*rest != '\0') {
		size_t len = fitting(rest, b.columns);

		if (len == 0 || count == LINES_MOST ||
		    (count + 1) * (LETTER_ROWS + 1) > b.rows)
			return 0;
		starts[count] = rest;
		lens[count++] = len;
		rest += len;
		rest += strspn(rest, " ");
	}
	for (int i = 0; i < count; i++) {
		struct box line = b;

		line.row += i * (LETTER_ROWS + 1);
		draw_line(g, line, look, starts[i], lens[i]);
	}
	return count * (LETTER_ROWS + 1);
}

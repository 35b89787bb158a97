#include "export/qr.h"

#include <qrencode.h>

#include "base/buf.h"

/* The norm asks for four light modules around it; phones are fine with two. */
#define QUIET 2

static bool
is_dark(const QRcode *code, int row, int column)
{
	row -= QUIET;
	column -= QUIET;
	return row >= 0 && column >= 0 && row < code->width &&
	       column < code->width &&
	       (code->data[row * code->width + column] & 1);
}

static void
write_ascii(const QRcode *code, struct buf *out)
{
	int size = code->width + 2 * QUIET;

	for (int row = 0; row < size; row++) {
		for (int column = 0; column < size; column++)
			buf_adds(out, is_dark(code, row, column) ? "##" : "  ");
		buf_addc(out, '\n');
	}
}

/* What is light is drawn: most terminals are dark. */
static void
write_blocks(const QRcode *code, struct buf *out)
{
	static const char *const blocks[] = {" ", "\u2580", "\u2584", "\u2588"};
	int size = code->width + 2 * QUIET;

	for (int row = 0; row < size; row += 2) {
		for (int column = 0; column < size; column++) {
			int upper = !is_dark(code, row, column);
			int lower = row + 1 < size &&
				    !is_dark(code, row + 1, column);

			buf_adds(out, blocks[upper + 2 * lower]);
		}
		buf_addc(out, '\n');
	}
}

bool
qr_write(const char *text, enum qr_look look, struct buf *out)
{
	QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);

	if (!code)
		return false;
	if (look == QR_ASCII)
		write_ascii(code, out);
	else
		write_blocks(code, out);
	QRcode_free(code);
	return true;
}

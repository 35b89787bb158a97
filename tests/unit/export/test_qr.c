/* A text as modules: the same picture in both looks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "export/qr.h"

#define TEXT                                                                   \
	"DRAAIBOEK 9A1F33C0 SEAL 9E8AC778561A0A002F845A674F58A70F4F43860BDDD4" \
	"6AA5783B3D3B997BCC51 HEAD 84DF93A1A944F9DA"
#define SIZE 37 /* 33 modules of version 4, and two around it */

static void
a_seal_fits_80_columns_and_24_rows(void **state)
{
	struct buf b = {0};
	int rows = 0, columns = 0;

	(void)state;
	assert_true(qr_write(TEXT, QR_BLOCKS, &b));
	for (const char *c = buf_text(&b); *c; c++) {
		rows += *c == '\n';
		/* Bytes that begin a character of the first row. */
		columns += rows == 0 && ((unsigned char)*c & 0xc0) != 0x80;
	}
	assert_int_equal(columns, SIZE);
	assert_int_equal(rows, (SIZE + 1) / 2);
	buf_fini(&b);
}

/* Three corners have seven dark modules in a row, which no other may lack. */
static void
the_corners_of_a_code_are_where_they_belong(void **state)
{
	static const char bar[] = "##############";
	struct buf b = {0};
	const char *rows[SIZE];
	const char *at;

	(void)state;
	assert_true(qr_write(TEXT, QR_ASCII, &b));
	at = buf_text(&b);
	for (int i = 0; i < SIZE; i++) {
		rows[i] = at;
		assert_int_equal(strcspn(at, "\n"), 2 * SIZE);
		at += 2 * SIZE + 1;
	}
	assert_int_equal(*at, '\0');
	assert_memory_equal(rows[2] + 4, bar, 14);
	assert_memory_equal(rows[2] + 2 * SIZE - 18, bar, 14);
	assert_memory_equal(rows[SIZE - 3] + 4, bar, 14);
	assert_int_equal(strspn(rows[0], " "), 2 * SIZE);
	buf_fini(&b);
}

/* Whether the module is dark, in half blocks. */
static bool
is_dark_block(const char *row, int column, bool lower)
{
	static const char *const dark[] = {" ", "\u2580", "\u2584"};

	for (; column > 0; column--)
		row += (unsigned char)*row < 0x80 ? 1 : 3;
	if (*row == ' ')
		return true;
	return strncmp(row, dark[lower ? 1 : 2], 3) == 0;
}

static void
both_looks_show_the_same(void **state)
{
	struct buf ascii = {0}, blocks = {0};
	const char *row;

	(void)state;
	assert_true(qr_write(TEXT, QR_ASCII, &ascii));
	assert_true(qr_write(TEXT, QR_BLOCKS, &blocks));
	row = buf_text(&blocks);
	for (int i = 0; i < SIZE; i++) {
		const char *other = buf_text(&ascii) + i * (2 * SIZE + 1);

		for (int k = 0; k < SIZE; k++)
			assert_int_equal(is_dark_block(row, k, i & 1),
					 other[2 * k] == '#');
		if (i & 1)
			row = strchr(row, '\n') + 1;
	}
	buf_fini(&ascii);
	buf_fini(&blocks);
}

static void
a_text_that_is_too_long_is_refused(void **state)
{
	static char text[8000];
	struct buf b = {0};

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	assert_false(qr_write(text, QR_ASCII, &b));
	assert_int_equal(b.len, 0);
	buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seal_fits_80_columns_and_24_rows),
		cmocka_unit_test(the_corners_of_a_code_are_where_they_belong),
		cmocka_unit_test(both_looks_show_the_same),
		cmocka_unit_test(a_text_that_is_too_long_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

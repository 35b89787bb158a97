/*
 * A text as a QR code of characters, to carry it off a machine with a phone.
 */
#ifndef EXPORT_QR_H
#define EXPORT_QR_H

#include <stdbool.h>

struct buf;

enum qr_look {
	QR_ASCII,  /* two characters a module, ## where it is dark */
	QR_BLOCKS, /* half blocks of UTF-8, light on a dark screen */
};

/*
 * Digits, capitals, blanks and $%*+-./: take the least room: up to 114 of
 * them are 37 columns and 19 rows of half blocks.  false: the text is too
 * long.
 */
bool qr_write(const char *text, enum qr_look look, struct buf *out);

#endif

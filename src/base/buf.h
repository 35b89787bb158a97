/*
 * Growing bytes.  A zeroed struct buf is a valid empty one.  After any add,
 * `bytes` ends in a NUL that `len` does not count; before the first it is NULL
 * (buf_text() gives "" then).  Ends the program by die() without memory.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *bytes;
	size_t len;
	size_t room;
};

void buf_fini(struct buf *b);
void buf_clear(struct buf *b); /* keeps the room */
void buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *b, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
const char *buf_text(const struct buf *b);

#endif

#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

void
buf_fini(struct buf *b)
{
	free(b->bytes);
	*b = (struct buf){0};
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->bytes)
		b->bytes[0] = '\0';
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t needed, room;
	char *bytes;

	if (more >= SIZE_MAX / 4 - b->len)
		die("out of memory (%zu bytes)", more);
	needed = b->len + more + 1;
	if (needed <= b->room)
		return;
	room = b->room * 2 > needed ? b->room * 2 : needed;
	if (room < 64)
		room = 64;
	bytes = realloc(b->bytes, room);
	if (!bytes)
		die("out of memory (%zu bytes)", room);
	b->bytes = bytes;
	b->room = room;
	b->bytes[b->len] = '\0';
}

void
buf_add(struct buf *b, const void *bytes, size_t len)
{
	buf_reserve(b, len);
	if (len)
		memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
	b->bytes[b->len] = '\0';
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_vaddf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		die("a text cannot be written");
	buf_reserve(b, (size_t)len);
	vsnprintf(b->bytes + b->len, (size_t)len + 1, format, args);
	b->len += (size_t)len;
}

void
buf_addf(struct buf *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vaddf(b, format, args);
	va_end(args);
}

const char *
buf_text(const struct buf *b)
{
	return b->bytes ? b->bytes : "";
}

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/trouble.h"

static void (*restore_terminal)(void);

/* Copies as much as fits, never half a character. */
static void
copy_whole(char *out, size_t room, const char *s, size_t len)
{
	size_t at = 0;
	uint32_t character;

	while (at < len) {
		size_t step = text_decode(s + at, len - at, &character);

		if (at + step >= room)
			break;
		at += step;
	}
	memmove(out, s, at);
	out[at] = '\0';
}

static void
set(struct err *err, enum err_kind kind, int number, const char *format,
    va_list args) __attribute__((format(printf, 4, 0)));

static void
set(struct err *err, enum err_kind kind, int number, const char *format,
    va_list args)
{
	struct buf raw = {0}, shown = {0};

	buf_vaddf(&raw, format, args);
	if (number)
		buf_addf(&raw, ": %s", trouble_say(number));
	text_show(&shown, buf_text(&raw), raw.len, false);
	err->kind = kind;
	err->number = number;
	copy_whole(err->text, sizeof(err->text), buf_text(&shown), shown.len);
	buf_fini(&raw);
	buf_fini(&shown);
}

bool
err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	set(err, kind, 0, format, args);
	va_end(args);
	return false;
}

bool
err_set_errno(struct err *err, enum err_kind kind, int number,
	      const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	set(err, kind, number, format, args);
	va_end(args);
	return false;
}

bool
err_wrap(struct err *err, const char *prefix)
{
	struct buf whole = {0};

	if (!err)
		return false;
	text_show(&whole, prefix, strlen(prefix), false);
	buf_adds(&whole, ": ");
	buf_adds(&whole, err->text);
	copy_whole(err->text, sizeof(err->text), buf_text(&whole), whole.len);
	buf_fini(&whole);
	return false;
}

void
die_hook(void (*restore)(void))
{
	restore_terminal = restore;
}

_Noreturn void
die(const char *format, ...)
{
	void (*restore)(void) = restore_terminal;
	va_list args;

	/* A hook that dies itself must not run again. */
	restore_terminal = NULL;
	if (restore)
		restore();
	fputs("draaiboek: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}

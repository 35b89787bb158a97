/*
 * Why something could not be done.  Set once, at the lowest place that knows
 * the facts; wrapped at most once with the name of the file.  The text is a
 * whole sentence in the reader's language, without a final newline, already
 * safe to show (err_set() passes it through text_show()).
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum err_kind {
	ERR_NONE,
	ERR_USAGE,     /* wrong use: exit 2 */
	ERR_NOT_FOUND, /* or unreadable: exit 3 */
	ERR_WRITE,     /* could not write: exit 4 */
	ERR_BUSY,      /* exit 5 */
	ERR_REFUSED,   /* the answer is no: exit 1 */
};

struct err {
	enum err_kind kind;
	int number; /* errno, 0 where it was none */
	char text[1024];
};

/*
 * Both return false, so that a caller can `return err_set(…)`.  err may be
 * NULL.
 */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* As err_set(), and appends ": " and trouble_say(number). */
bool
err_set_errno(struct err *err, enum err_kind kind, int number,
	      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Puts "prefix: " in front of the text. */
bool err_wrap(struct err *err, const char *prefix);

/*
 * Ends the program: runs the hook first (tty sets it, to give the terminal
 * back), then writes the sentence to stderr and aborts.  Only for what cannot
 * happen and for no memory: every accepted step is on the disk already.
 */
_Noreturn void
die(const char *format, ...) __attribute__((format(printf, 1, 2)));
void die_hook(void (*restore)(void));

#endif

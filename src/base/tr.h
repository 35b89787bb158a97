/*
 * Texts in the reader's language.  The compiled catalogues are part of the
 * program and are chosen by our own language setting, never by the locale.
 * msgids are English; without a catalogue or entry the msgid itself comes back.
 *
 * Layers that may not translate (core) mark with N_() and hand the msgid out.
 */
#ifndef BASE_TR_H
#define BASE_TR_H

#include <stdbool.h>

#define N_(text) text
/* … with a context, for tr_in(). */
#define N_IN(context, text) text

/*
 * "en", "nl", "nl_BE.UTF-8", NULL: English.  false: no such catalogue
 * (English then).
 */
bool tr_use(const char *language);
/* The language in use: "en", "nl", or "qps" for the pseudo-locale. */
const char *tr_language(void);
/* Names of the languages there are, NULL at the end. */
const char *const *tr_languages(void);

const char *tr(const char *msgid) __attribute__((format_arg(1)));
/* With a context, for short words: tr_in("phase", "prepare"). */
const char *tr_in(const char *context, const char *msgid);
const char *tr_n(const char *one, const char *many, long n)
	__attribute__((format_arg(1), format_arg(2)));

#endif

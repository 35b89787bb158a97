/*
 * UTF-8: decoding, width in cells, line breaking, folding, and making
 * untrusted text safe to show.  Over libunistring.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

/*
 * Bytes of the character at s (at most len), and the character.  0 at len 0.
 * An invalid byte gives 1 and U+FFFD.
 */
size_t text_decode(const char *s, size_t len, uint32_t *character);
/* Writes at most 4 bytes, returns how many. */
size_t text_encode(char *out, uint32_t character);

bool text_is_utf8(const char *s, size_t len);

/*
 * A character that must not reach a terminal or hide in an id: C0, C1, DEL,
 * bidirectional controls, zero width, tags, private use, noncharacters.
 * Newline and tab count as unsafe too.
 */
bool text_is_unsafe(uint32_t character);

/* Cells that the character takes: 0 (combining), 1 or 2; 1 where unsafe. */
int text_char_width(uint32_t character);
/* Cells of text that has passed text_show(). */
int text_width(const char *s);
int text_width_n(const char *s, size_t len);

/*
 * Appends s so that it is safe anywhere: unsafe characters become \x1b or
 * \u202e, invalid bytes \xff, at most 4 combining marks stay on a cell.
 * `newlines`: \n stays and \t becomes a space.
 */
void text_show(struct buf *out, const char *s, size_t len, bool newlines);
/* The same into an arena; newlines are kept as they are when asked. */
const char *text_shown(struct arena *a, const char *s, bool newlines);
/* The same as one line for people: a newline becomes a space. */
const char *text_one_line(struct arena *a, const char *s);

/* Bytes of s that fit in `cells` cells (whole graphemes). */
size_t text_fit(const char *s, size_t len, int cells);
/* s cut to `cells` cells, with ".." at its end where something was cut. */
const char *text_cut(struct arena *a, const char *s, int cells);

/*
 * Bytes of the first line of s when broken at `cells` cells (UAX 14; URLs,
 * hashes, phone numbers and --options stay whole where they fit on a line).
 * *next is where the next line begins (spaces and one newline skipped): never
 * 0 while len > 0.  The line itself is empty only where a newline comes first.
 */
size_t text_line(const char *s, size_t len, int cells, size_t *next);
/* The same, but only between words: not-applicable stays as it is typed. */
size_t
text_line_of_words(const char *s, size_t len, int cells, size_t *next);

/* How many lines s takes at that width; 0 for "". */
int text_lines(const char *s, int cells);

/* Case folded, marks removed, for searching and for names typed by people. */
const char *text_fold(struct arena *a, const char *s);
bool
text_contains_folded(struct arena *scratch, const char *s, const char *part);

/* In capitals, whatever the language. */
const char *text_upper(struct arena *a, const char *s);

/* Normalised to NFC (input from a person). */
const char *text_nfc(struct arena *a, const char *s);
/* ASCII only, for terminals with nothing else: é -> e, € -> EUR, – -> -. */
const char *text_ascii(struct arena *a, const char *s);
/* Lower-case ASCII letters, digits and single hyphens, at most `most` bytes. */
const char *text_slug(struct arena *a, const char *s, size_t most);

/* The candidate nearest to a misspelt word, NULL when none is near enough. */
const char *
text_nearest(const char *word, const char *const *candidates, size_t count);

#endif

/*
 * A line split into words as POSIX shells do it: blanks, single quotes,
 * double quotes, backslash, and # at the beginning of a word for a comment.
 * Nothing is expanded.
 */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

struct arena;

enum words_result { WORDS_FINE, WORDS_OPEN_QUOTE, WORDS_OPEN_BACKSLASH };

enum words_result words_split(const char *line, struct arena *a,
			      const char ***words, unsigned *count);

#endif

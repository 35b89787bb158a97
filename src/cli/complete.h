/*
 * What a word of a command line can go on to be: for `completion`.  Nothing is
 * written, nothing is said, and nothing is made that is not there.
 */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

struct call;

/*
 * words[0..count-1] is a command line behind the program's name; its last word
 * is the one that is being typed, perhaps "".  Prints what it can become, one a
 * line; nothing where only the person or the shell (files) can know.
 */
void complete(struct call *c, const char *const *words, unsigned count);

#endif

/*
 * The shipped files, as they are in the program: build/…/generated/builtin.c,
 * written by embed.py.
 */
#ifndef LOAD_BUILTIN_H
#define LOAD_BUILTIN_H

#include <stddef.h>

struct builtin_file {
	const char *path; /* below playbooks/: incidents/ransomware.en.yaml */
	const char *bytes;
	size_t len;
};

/* Ends with a row whose path is NULL. */
extern const struct builtin_file builtin_files[];

#endif

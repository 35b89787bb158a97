/* Names of people that an incident knows, and the roles that stand for them. */
#ifndef EXPORT_SCENARIO_NAMES_H
#define EXPORT_SCENARIO_NAMES_H

struct arena;
struct incident;
struct library;

struct name {
	const char *name, *role;
};

struct names {
	struct name *rows; /* longest name first */
	unsigned count;
	struct arena *arena;
};

void names_collect(struct names *n, const struct incident *in,
		   const struct library *lib, struct arena *a);

/*
 * Every name that stands there as a word by itself becomes its role, also the
 * first or the last name alone; a phone number, an e-mail address or a number
 * that is personal (base/personal.h), words that say so.
 */
const char *names_replace(const struct names *n, const char *text);

#endif

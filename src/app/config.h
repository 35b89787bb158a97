/*
 * The person's own settings: config.yaml in the user's configuration folder,
 * then /etc/draaiboek/config.yaml.  `key: value` lines; a flag and the
 * environment come before them.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include <stdbool.h>

struct arena;
struct paths;

struct config {
	const char *user; /* name or function in the log */
	const char *role;
	const char *language; /* en, nl */
	const char *ui;       /* auto, curses, plain */
	const char *color;    /* auto, always, never */
	const char *theme;    /* auto, light, dark, mono, projector */
	const char *ascii;    /* yes, no */
	const char *zone;     /* IANA name */
	const char *tlp;
	const char *fault; /* a line that is no setting: "FILE:3", NULL */
};

void config_read(const struct paths *p, struct arena *a, struct config *out);

/* Reads one file's text; what is set already stays. */
void config_read_text(const char *file, const char *text, struct arena *a,
		      struct config *out);

#endif

#include "front/themes.h"

#include <string.h>

static const char *const names[THEMES] = {
	[THEME_AUTO] = "auto",           [THEME_LIGHT] = "light",
	[THEME_DARK] = "dark",           [THEME_MONO] = "mono",
	[THEME_PROJECTOR] = "projector",
};

const char *
theme_name(enum theme theme)
{
	return names[theme < THEMES ? theme : THEME_AUTO];
}

enum theme
theme_named(const char *name)
{
	int i = 0;

	while (i < THEMES && strcmp(names[i], name) != 0)
		i++;
	return (enum theme)i;
}

const char *
theme_names(void)
{
	return "auto, light, dark, mono, projector";
}

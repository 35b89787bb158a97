#include "front/fill.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"

static const char *
gap(const char *at, const char *const names[3])
{
	if (at[0] == '%' && at[1] >= '1' && at[1] <= '3')
		return names[at[1] - '1'];
	return NULL;
}

const char *
say_fill(struct arena *a, const char *text, const char *one, const char *two,
	 const char *three)
{
	const char *const names[3] = {one ? text_one_line(a, one) : "",
				      two ? text_one_line(a, two) : "",
				      three ? text_one_line(a, three) : ""};
	size_t len = 0;

	for (const char *p = text; *p; p++) {
		const char *name = gap(p, names);

		len += name ? strlen(name) : 1;
		p += name != NULL;
	}

	char *out = arena_alloc(a, len + 1);
	char *end = out;

	for (const char *p = text; *p; p++) {
		const char *name = gap(p, names);

		if (!name) {
			*end++ = *p;
			continue;
		}
		memcpy(end, name, strlen(name));
		end += strlen(name);
		p++;
	}
	*end = '\0';
	return out;
}

const char *
say_pair(struct arena *a, const char *name, const char *value)
{
	size_t len = strlen(name);
	char *answer;

	if (len == 0 || name[len - 1] != '?')
		return say_fill(a, tr("%1: %2"), name, value, NULL);
	answer = arena_strdup(a, value);
	if (*answer >= 'a' && *answer <= 'z')
		*answer = (char)(*answer - 'a' + 'A');
	return say_fill(a, "%1 %2", name, answer, NULL);
}

/* A playbook's text with what the team recorded in its gaps. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/library.h"
#include "front/say.h"

/* A name that is no fact's is no gap: a row may be called anything. */
static const char *
gap_words(const char *id, const struct status *st, const struct library *lib,
	  const struct zone *z, struct arena *a)
{
	const struct status_fact *f = status_find_fact(st, id);

	if (f && f->value)
		return say_fact_value(f, z, a);
	if (f || library_fact(lib, id))
		return arena_printf(a, "[%s ?]", say_fact_label(id, lib));
	return arena_printf(a, "{{%s}}", id);
}

const char *
say_filled(const char *text, const struct status *st, const struct library *lib,
	   const struct zone *z, struct arena *a)
{
	struct buf out = {0};
	const char *open, *close, *id, *result;

	if (!text || !st || !lib || !strstr(text, "{{"))
		return text;
	while ((open = strstr(text, "{{")) && (close = strstr(open, "}}"))) {
		buf_add(&out, text, (size_t)(open - text));
		id = arena_strndup(a, open + 2, (size_t)(close - open) - 2);
		buf_adds(&out, gap_words(id, st, lib, z, a));
		text = close + 2;
	}
	buf_adds(&out, text);
	result = arena_strdup(a, buf_text(&out));
	buf_fini(&out);
	return result;
}

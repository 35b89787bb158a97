#include "cli/options.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"

_Static_assert(OPTIONS - OPTIONS_COMMON <= 128, "an option is a bit of 128");

const struct option_row option_rows[OPTIONS] = {
#define OPTION_ROW(id, name, letter, argument, help)                           \
	[OPT_##id] = {name, letter, argument, help},
	OPTION_TABLE(OPTION_ROW)
#undef OPTION_ROW
};

struct reader {
	const char *const *argv;
	unsigned count, at;
	struct arena *arena;
	struct options *options;
	struct err *err;
};

static int
letter_option(char letter)
{
	for (int i = 0; i < OPTIONS; i++)
		if (option_rows[i].letter == letter)
			return i;
	return -1;
}

static bool
unknown_option(const struct reader *r, const char *name, size_t len)
{
	const char *names[OPTIONS];
	const char *typed = arena_strndup(r->arena, name, len);
	const char *near;

	for (int i = 0; i < OPTIONS; i++)
		names[i] = option_rows[i].name;
	near = text_nearest(typed, names, OPTIONS);
	if (near)
		return err_set(r->err, ERR_USAGE,
			       tr("There is no option --%s; did you mean "
				  "--%s?"),
			       typed, near);
	return err_set(r->err, ERR_USAGE,
		       tr("There is no option --%s; 'draaiboek help' lists "
			  "them."),
		       typed);
}

/* The whole name, or the beginning of exactly one.  -1: said. */
static int
long_option(const struct reader *r, const char *name, size_t len)
{
	int found = -1;

	for (int i = 0; i < OPTIONS; i++) {
		if (strncmp(option_rows[i].name, name, len) != 0)
			continue;
		if (option_rows[i].name[len] == '\0')
			return i;
		if (found >= 0) {
			err_set(r->err, ERR_USAGE,
				tr("The option --%s can be --%s or --%s; "
				   "write more of it."),
				arena_strndup(r->arena, name, len),
				option_rows[found].name, option_rows[i].name);
			return -1;
		}
		found = i;
	}
	if (found < 0 || len == 0) {
		unknown_option(r, name, len);
		return -1;
	}
	return found;
}

static void
keep(const struct reader *r, int id, const char *value)
{
	struct options *o = r->options;
	int list = id == OPT_ADVICE   ? 0
		   : id == OPT_OPTION ? 1
		   : id == OPT_SET    ? 2
				      : -1;

	o->value[id] = value;
	if (list < 0)
		return;
	o->repeated[list] =
		arena_more(r->arena, o->repeated[list], o->repeated_count[list],
			   sizeof(const char *));
	o->repeated[list][o->repeated_count[list]++] = value;
}

static bool
next_word(struct reader *r, int id, const char **value)
{
	if (r->at < r->count) {
		*value = r->argv[r->at++];
		return true;
	}
	return err_set(r->err, ERR_USAGE,
		       tr("The option --%s needs a value: --%s=%s."),
		       option_rows[id].name, option_rows[id].name,
		       option_rows[id].argument);
}

/* Its value stands behind a "=" or nowhere. */
static bool
is_optional(int id)
{
	return option_rows[id].argument && option_rows[id].argument[0] == '[';
}

static bool
read_long(struct reader *r, const char *word)
{
	size_t len = strcspn(word, "=");
	const char *value = word[len] == '=' ? word + len + 1 : NULL;
	int id = long_option(r, word, len);

	if (id < 0)
		return false;
	if (!value && is_optional(id))
		value = "";
	if (!option_rows[id].argument) {
		if (value)
			return err_set(r->err, ERR_USAGE,
				       tr("The option --%s takes no value."),
				       option_rows[id].name);
		keep(r, id, "");
		return true;
	}
	if (!value && !next_word(r, id, &value))
		return false;
	keep(r, id, value);
	return true;
}

static bool
read_letters(struct reader *r, const char *letters)
{
	while (*letters) {
		int id = letter_option(*letters);
		const char *value = letters + 1;

		if (id < 0)
			return err_set(r->err, ERR_USAGE,
				       tr("There is no option -%c; "
					  "'draaiboek help' lists them."),
				       *letters > ' ' && *letters < 127
					       ? *letters
					       : '?');
		letters++;
		if (!option_rows[id].argument) {
			keep(r, id, "");
			continue;
		}
		if (!*value && !next_word(r, id, &value))
			return false;
		keep(r, id, value);
		return true;
	}
	return true;
}

static bool
is_option(const char *word)
{
	return word[0] == '-' && word[1] != '\0' &&
	       !(word[1] >= '0' && word[1] <= '9');
}

bool
options_check_words(const char *const *words, unsigned count, struct err *err)
{
	for (unsigned i = 0; i < count; i++)
		if (!text_is_utf8(words[i], strlen(words[i])))
			return err_set(err, ERR_USAGE,
				       tr("'%s' is not UTF-8; set the "
					  "terminal to UTF-8."),
				       words[i]);
	return true;
}

bool
options_read(const char *const *argv, unsigned count, struct arena *a,
	     struct options *o, const char ***words, unsigned *word_count,
	     struct err *err)
{
	struct reader r = {argv, count, 0, a, o, err};
	bool only_words = false;

	*words = ARENA_ARRAY(a, const char *, count + 1);
	*word_count = 0;
	while (r.at < count) {
		const char *word = argv[r.at++];

		if (only_words || !is_option(word))
			(*words)[(*word_count)++] = word;
		else if (!options_check_words(&word, 1, err))
			return false;
		else if (strcmp(word, "--") == 0)
			only_words = true;
		else if (word[1] == '-' ? !read_long(&r, word + 2)
					: !read_letters(&r, word + 1))
			return false;
	}
	return true;
}

bool
option_is_taken(int id, option_set set)
{
	return id < OPTIONS_COMMON || (set >> (id - OPTIONS_COMMON) & 1);
}

void
options_inherit(struct options *o, const struct options *from,
		const enum option_id *which, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (!o->value[which[i]])
			o->value[which[i]] = from->value[which[i]];
}

/* The words of a chronogram: columns, roles, channels, times, its look. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "load/chronogram_parts.h"

#define WORDS 8 /* of an id, itself included */

struct word {
	const char *words[WORDS];
};

static const struct word roles[] = {
	{{"management", "directie", "MGT", "beleid", "burgemeester", "mayor",
	  "AD", "algemeen directeur"}},
	{{"it", "ICT", "informatica", "IT-dienst", "ICT-dienst"}},
	{{"communications", "communication", "communicatie", "COM", "D5"}},
	{{"emergency-planning", "emergency planning", "noodplanning", "NP",
	  "noodplanningscoördinator", "NPC", "emergency planner"}},
	{{"data-protection", "data protection", "gegevensbescherming", "DPO"}},
	{{"finance", "financiën", "FIN"}},
	{{"human-resources", "human resources", "personeel", "HR"}},
	{{"care", "zorg"}},
	{{ROLE_ALL, "everybody", "everyone", "iedereen", "allen", "alle",
	  "alle rollen", "all roles"}},
};

static const struct word channels[] = {
	{{"phone", "telefoon", "tel", "tel.", "call"}},
	{{"paper", "on paper", "papier", "op papier", "print"}},
	{{"email", "e-mail", "mail"}},
	{{"in-person", "in person", "persoonlijk", "person", "mondeling"}},
	{{"press", "pers"}},
	{{"social-media", "social media", "sociale media", "social"}},
	{{"radio"}},
	{{"system", "a system", "systeem", "een systeem"}},
	{{"letter", "brief"}},
};

static const struct {
	enum column column;
	const char *name;
} columns[] = {
	{COLUMN_NUMBER, "nr"},
	{COLUMN_NUMBER, "no"},
	{COLUMN_NUMBER, "#"},
	{COLUMN_TIME, "time"},
	{COLUMN_TIME, "clock"},
	{COLUMN_TIME, "tijd"},
	{COLUMN_TIME, "tijdstip"},
	{COLUMN_TIME, "uur"},
	{COLUMN_TIME, "klok"},
	{COLUMN_OFFSET, "offset"},
	{COLUMN_OFFSET, "t+"},
	{COLUMN_OFFSET, "after"},
	{COLUMN_OFFSET, "na"},
	{COLUMN_TO, "to"},
	{COLUMN_TO, "aan"},
	{COLUMN_TO, "naar"},
	{COLUMN_FROM, "from"},
	{COLUMN_FROM, "van"},
	{COLUMN_CHANNEL, "channel"},
	{COLUMN_CHANNEL, "way"},
	{COLUMN_CHANNEL, "kanaal"},
	{COLUMN_CHANNEL, "middel"},
	{COLUMN_CHANNEL, "via"},
	{COLUMN_TITLE, "title"},
	{COLUMN_TITLE, "titel"},
	{COLUMN_TEXT, "text"},
	{COLUMN_TEXT, "content"},
	{COLUMN_TEXT, "message"},
	{COLUMN_TEXT, "tekst"},
	{COLUMN_TEXT, "inhoud"},
	{COLUMN_TEXT, "bericht"},
	{COLUMN_EXPECTED, "expected"},
	{COLUMN_EXPECTED, "expected action"},
	{COLUMN_EXPECTED, "verwacht"},
	{COLUMN_EXPECTED, "verwachting"},
	{COLUMN_EXPECTED, "verwachte actie"},
};
#define COUNT_OF(rows) (sizeof(rows) / sizeof((rows)[0]))

enum column
chronogram_column(const char *name, struct arena *a)
{
	const char *folded = text_fold(a, name);

	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (strcmp(columns[i].name, folded) == 0)
			return columns[i].column;
	return COLUMNS;
}

void
chronogram_usual_columns(struct dialect *d, unsigned count)
{
	static const enum column usual[] = {COLUMN_OFFSET, COLUMN_TO,
					    COLUMN_FROM,   COLUMN_CHANNEL,
					    COLUMN_TEXT,   COLUMN_EXPECTED};

	d->column_count = count < COUNT_OF(usual) ? count : COUNT_OF(usual);
	for (unsigned i = 0; i < d->column_count; i++)
		d->columns[i] = usual[i];
}

/* --- roles and channels */

static const char *
find_word(const struct word *rows, size_t count, const char *word,
	  struct arena *a)
{
	const char *folded = text_fold(a, word);

	for (size_t i = 0; i < count; i++)
		for (unsigned k = 0; k < WORDS && rows[i].words[k]; k++)
			if (strcmp(text_fold(a, rows[i].words[k]), folded) == 0)
				return rows[i].words[0];
	return NULL;
}

const char *
chronogram_role(const char *word, struct arena *a)
{
	return find_word(roles, COUNT_OF(roles), word, a);
}

const char *
chronogram_channel(const char *word, struct arena *a)
{
	return find_word(channels, COUNT_OF(channels), word, a);
}

const char *
chronogram_all(unsigned n)
{
	static const char *const all[] = {"management", "it", "communications",
					  "emergency-planning"};

	return n < COUNT_OF(all) ? all[n] : NULL;
}

/* A blank would end the words of a look. */
static const char *
without_blanks(const char *text, char from, char to, struct arena *a)
{
	char *out = arena_strdup(a, text);

	for (char *c = out; *c; c++)
		if (*c == from)
			*c = to;
	return out;
}

void
dialect_note(const char **words, const char *id, const char *word,
	     struct arena *a)
{
	if (*words && dialect_word(*words, id, a))
		return;
	word = without_blanks(word, ' ', '_', a);
	*words = *words ? arena_printf(a, "%s|%s:%s", *words, id, word)
			: arena_printf(a, "%s:%s", id, word);
}

const char *
dialect_word(const char *words, const char *id, struct arena *a)
{
	size_t len = strlen(id);

	while (words && *words) {
		size_t end = strcspn(words, "|");

		if (end > len && strncmp(words, id, len) == 0 &&
		    words[len] == ':')
			return without_blanks(arena_strndup(a, words + len + 1,
							    end - len - 1),
					      '_', ' ', a);
		words += end + (words[end] != '\0');
	}
	return NULL;
}

/* --- times */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *
skip_prefix(const char *text, struct dialect *d)
{
	static const char *const all[] = {"T+", "t+", "T", "t", "+"};

	d->time = "";
	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (strncmp(text, all[i], strlen(all[i])) == 0) {
			d->time = all[i];
			break;
		}
	return text + strlen(d->time);
}

bool
chronogram_time(const char *text, struct dialect *d, int64_t *minutes,
		struct arena *a)
{
	const char *at = skip_prefix(text, d);
	unsigned digits = 0;
	long value = 0;

	for (; is_digit(at[digits]) && digits < 5; digits++)
		value = value * 10 + at[digits] - '0';
	if (digits == 0 || is_digit(at[digits]))
		return false;
	at += digits;
	if (*at && strchr(":uh.", *at) && is_digit(at[1]) && is_digit(at[2]) &&
	    !at[3] && at[1] < '6' && digits <= 3) {
		d->colon = *at;
		d->two_digits |= digits == 2 && value < 10;
		*minutes = value * 60 + (at[1] - '0') * 10 + at[2] - '0';
		return true;
	}
	d->colon = '\0';
	d->unit = arena_strdup(a, at);
	*minutes = value;
	return !*at || strcmp(at, "m") == 0 || strcmp(at, "min") == 0 ||
	       strcmp(at, " min") == 0 || strcmp(at, "'") == 0;
}

const char *
chronogram_say_time(const struct dialect *d, int64_t minutes, struct arena *a)
{
	if (!d->colon)
		return arena_printf(a, "%s%lld%s", d->time, (long long)minutes,
				    d->unit ? d->unit : "");
	return arena_printf(
		a, d->two_digits ? "%s%02lld%c%02lld" : "%s%lld%c%02lld",
		d->time, (long long)(minutes / 60), d->colon,
		(long long)(minutes % 60));
}

/* --- the look of a file */

const char *
dialect_write(const struct dialect *d, struct arena *a)
{
	const char *text = arena_printf(
		a,
		"%s%s%s%ssep=%s roles=%s channels=%s join=%s quotes=%s%s "
		"time=%s",
		d->bom ? "bom " : "", d->crlf ? "crlf " : "",
		d->open_end ? "open-end " : "", d->clock ? "clock " : "",
		d->separator == '\t'  ? "tab"
		: d->separator == ';' ? ";"
				      : ",",
		d->roles ? d->roles : "", d->channels ? d->channels : "",
		without_blanks(d->join, ' ', '_', a), d->head_quoted ? "h" : "",
		d->quotes,
		without_blanks(chronogram_say_time(d, 65, a), ' ', '_', a));

	if (d->odds)
		text = arena_printf(a, "%s odd=%s", text, d->odds);
	for (unsigned i = 0; d->names && i < d->column_count; i++)
		text = arena_printf(a, "%s%s%s", text,
				    i ? "|" : " head=", d->names[i]);
	return text;
}

static void
read_names(struct dialect *d, const char *text, struct arena *a)
{
	d->column_count = 0;
	while (d->column_count < CSV_COLUMNS) {
		size_t len = strcspn(text, "|");

		d->names = arena_more(a, d->names, d->column_count,
				      sizeof(const char *));
		d->names[d->column_count] = arena_strndup(a, text, len);
		d->columns[d->column_count] =
			chronogram_column(d->names[d->column_count], a);
		d->column_count++;
		text += len;
		if (!*text)
			return;
		text++;
	}
}

static void
read_token(struct dialect *d, const char *token, struct arena *a)
{
	const char *equals = strchr(token, '=');
	const char *value = equals ? equals + 1 : "";
	int64_t minutes;

	d->bom |= strcmp(token, "bom") == 0;
	d->crlf |= strcmp(token, "crlf") == 0;
	d->open_end |= strcmp(token, "open-end") == 0;
	d->clock |= strcmp(token, "clock") == 0;
	if (strncmp(token, "sep=", 4) == 0)
		d->separator = strcmp(value, "tab") == 0 ? '\t'
			       : *value == ';'           ? ';'
							 : ',';
	else if (strncmp(token, "roles=", 6) == 0)
		d->roles = value;
	else if (strncmp(token, "channels=", 9) == 0)
		d->channels = value;
	else if (strncmp(token, "odd=", 4) == 0)
		d->odds = value;
	else if (strncmp(token, "join=", 5) == 0)
		d->join = without_blanks(value, '_', ' ', a);
	else if (strncmp(token, "time=", 5) == 0)
		(void)chronogram_time(without_blanks(value, '_', ' ', a), d,
				      &minutes, a);
	else if (strncmp(token, "quotes=", 7) == 0) {
		d->head_quoted = *value == 'h';
		d->quotes = value + d->head_quoted;
	}
}

struct dialect
dialect_read(const char *text, struct arena *a)
{
	struct dialect d = {.separator = ',',
			    .time = "",
			    .colon = ':',
			    .join = ", ",
			    .quotes = ""};

	chronogram_usual_columns(&d, COLUMNS);
	if (!text) {
		read_names(&d, "offset|to|from|channel|text|expected", a);
		return d;
	}
	while (*text) {
		size_t len = strcspn(text, " ");

		if (strncmp(text, "head=", 5) == 0) {
			read_names(&d, text + 5, a);
			break;
		}
		read_token(&d, arena_strndup(a, text, len), a);
		text += len;
		text += strspn(text, " ");
	}
	if (!d.names && *d.quotes)
		chronogram_usual_columns(&d, (unsigned)strlen(d.quotes));
	return d;
}

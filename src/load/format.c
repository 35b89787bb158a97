#include "load/format.h"

#include <string.h>

#include "base/stamp.h"
#include "base/text.h"

bool
format_is_id(const char *s)
{
	size_t len = 1;

	if (s[0] < 'a' || s[0] > 'z')
		return false;
	for (; s[len]; len++)
		if (!(s[len] >= 'a' && s[len] <= 'z') &&
		    !(s[len] >= '0' && s[len] <= '9') && s[len] != '-')
			return false;
	return len <= ID_MOST;
}

bool
format_number(const char *s, int least, int most, int *out)
{
	int n = 0;

	if (!s[0] || strlen(s) > 6 || (s[0] == '0' && s[1]))
		return false;
	for (const char *p = s; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		n = n * 10 + (*p - '0');
	}
	if (n < least || n > most)
		return false;
	*out = n;
	return true;
}

static bool
is_date(const char *s)
{
	static const int days[] = {31, 29, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	int year, month, day;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return false;
	for (int i = 0; i < 10; i++)
		if (i != 4 && i != 7 && (s[i] < '0' || s[i] > '9'))
			return false;
	year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 +
	       (s[3] - '0');
	month = (s[5] - '0') * 10 + (s[6] - '0');
	day = (s[8] - '0') * 10 + (s[9] - '0');
	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day < 29 ||
	       (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static bool
is_language(const char *s)
{
	size_t len = strlen(s);

	if (len < 2 || len > 3)
		return false;
	for (size_t i = 0; i < len; i++)
		if (s[i] < 'a' || s[i] > 'z')
			return false;
	return true;
}

static bool
is_reserved(const char *s)
{
	return strcmp(s, "end") == 0 || strcmp(s, "done") == 0 ||
	       strcmp(s, "first") == 0;
}

static void
judge_number(struct finder *f, const struct node *node, int least, int most,
	     const char *range)
{
	int n;

	if (!format_number(node->text, least, most, &n))
		finder_add(f, DIAG_NUMBER, node->place, node->text, range,
			   NULL);
}

static void
judge_word(struct finder *f, const struct node *node, enum text_format format)
{
	const char *const *words = schema_words(format);
	char list[160] = "";
	size_t count = 0;

	for (; words[count]; count++) {
		if (strcmp(words[count], node->text) == 0)
			return;
		strcat(list, count ? ", " : "");
		strcat(list, words[count]);
	}
	finder_add(f, DIAG_VALUE, node->place, node->text, list,
		   text_nearest(node->text, words, count));
}

void
format_judge(struct finder *f, const struct node *node, enum text_format format)
{
	struct duration d;

	switch (format) {
	case FORMAT_TEXT:
	case FORMAT_REFERENCE:
	case FORMAT_VERSION:
	case FORMATS:
		break;
	case FORMAT_NEW_ID:
	case FORMAT_VALUE_ID:
		if (!format_is_id(node->text))
			finder_add(f, DIAG_ID, node->place, node->text, NULL,
				   NULL);
		else if (format == FORMAT_NEW_ID && is_reserved(node->text))
			finder_add(f, DIAG_RESERVED_ID, node->place, node->text,
				   NULL, NULL);
		break;
	case FORMAT_LANGUAGE:
		if (!is_language(node->text))
			finder_add(f, DIAG_LANGUAGE, node->place, node->text,
				   NULL, NULL);
		break;
	case FORMAT_DURATION:
		if (!duration_read(node->text, &d))
			finder_add(f, DIAG_DURATION, node->place, node->text,
				   NULL, NULL);
		break;
	case FORMAT_DATE:
		if (!is_date(node->text))
			finder_add(f, DIAG_DATE, node->place, node->text, NULL,
				   NULL);
		break;
	case FORMAT_PRIORITY:
		judge_number(f, node, PRIORITY_LEAST, PRIORITY_MOST, "1-9");
		break;
	case FORMAT_SEVERITY:
		judge_number(f, node, 0, SEVERITY_MOST, "0-4");
		break;
	case FORMAT_SCORE:
		judge_number(f, node, 0, SCORE_MOST, "0-100");
		break;
	case FORMAT_YES_NO_UNKNOWN:
	case FORMAT_NIS2:
	case FORMAT_AUDIENCE:
	case FORMAT_STYLE:
	case FORMAT_CHANNEL:
	case FORMAT_EMERGENCY_PHASE:
		judge_word(f, node, format);
		break;
	}
}

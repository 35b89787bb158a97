#include "front/report.h"

#include <string.h>

#include "base/tr.h"

static const struct {
	const char *name, *title;
	bool can_be_public;
	bool of_exercise;
} kinds[REPORT_KINDS] = {
	[REPORT_SITREP] = {"sitrep", N_("SITUATION REPORT"), true, false},
	[REPORT_TIMELINE] = {"timeline", N_("TIMELINE"), true, false},
	[REPORT_HANDOVER] = {"handover", N_("HANDOVER OF A ROLE"), false,
			     false},
	[REPORT_DECISION] = {"decision", N_("DECISION SHEET"), false, false},
	[REPORT_AHEAD] = {"ahead", N_("THE NEXT 12 HOURS"), false, false},
	[REPORT_AFTER] = {"after-action", N_("AFTER-ACTION REPORT"), true,
			  true},
};

static const char *const formats[REPORT_FORMATS] = {
	[REPORT_TEXT] = "text",
	[REPORT_MARKDOWN] = "md",
	[REPORT_HTML] = "html",
	[REPORT_JSON] = "json",
};

const char *
report_kind_name(enum report_kind kind)
{
	return kinds[kind].name;
}

enum report_kind
report_kind_of(const char *name)
{
	unsigned i = 0;

	while (i < REPORT_KINDS && strcmp(kinds[i].name, name) != 0)
		i++;
	return (enum report_kind)i;
}

const char *
report_format_name(enum report_format format)
{
	return formats[format];
}

enum report_format
report_format_of(const char *name)
{
	unsigned i = 0;

	while (i < REPORT_FORMATS && strcmp(formats[i], name) != 0)
		i++;
	return (enum report_format)i;
}

bool
report_can_be_public(enum report_kind kind)
{
	return kinds[kind].can_be_public;
}

bool
report_is_of_exercise(enum report_kind kind)
{
	return kinds[kind].of_exercise;
}

const char *
say_report(enum report_kind kind)
{
	return tr(kinds[kind].title);
}

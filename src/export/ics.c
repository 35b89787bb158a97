#include "export/ics.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/stamp.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/playbook.h"
#include "core/status.h"
#include "front/fill.h"
#include "front/say.h"

#define OCTETS_MOST 75 /* of a line, without its end */
#define HOUR INT64_C(3600000)

/* A line ends in CRLF; a longer one goes on behind a blank. */
static void
add_line(struct buf *out, const char *line)
{
	size_t len = strlen(line), most = OCTETS_MOST;

	while (len > most) {
		size_t fits = most;

		while (((unsigned char)line[fits] & 0xc0) == 0x80)
			fits--;
		buf_add(out, line, fits);
		buf_adds(out, "\r\n ");
		line += fits;
		len -= fits;
		most = OCTETS_MOST - 1;
	}
	buf_add(out, line, len);
	buf_adds(out, "\r\n");
}

static const char *
escaped(const char *text, struct arena *a)
{
	struct buf b = {0};
	const char *out;

	for (text = text_shown(a, text, false); *text != '\0'; text++) {
		if (strchr("\\;,", *text) != NULL)
			buf_addc(&b, '\\');
		buf_addc(&b, *text);
	}
	out = arena_strdup(a, buf_text(&b));
	buf_fini(&b);
	return out;
}

static void
add_text(struct buf *out, const char *name, const char *text, struct arena *a)
{
	add_line(out, arena_printf(a, "%s:%s", name, escaped(text, a)));
}

/* 20261122T101502Z: always UTC, so no zone needs to be sent along. */
static void
add_moment(struct buf *out, const char *name, int64_t t, struct arena *a)
{
	static const struct zone utc;
	struct stamp_parts p = stamp_local(t, &utc);

	add_line(out,
		 arena_printf(a, "%s:%04d%02d%02dT%02d%02d%02dZ", name, p.year,
			      p.month, p.day, p.hour, p.minute, p.second));
}

static const char *
status_of(const struct status_deadline *d)
{
	switch (d->state) {
	case DEADLINE_MET:
	case DEADLINE_NOT_APPLICABLE:
		return "CANCELLED";
	case DEADLINE_UNDECIDED:
		return "TENTATIVE";
	case DEADLINE_WAITING:
	case DEADLINE_RUNNING:
	case DEADLINE_DUE_SOON:
	case DEADLINE_OVERDUE:
	case DEADLINE_TARGET_MISSED:
	case DEADLINE_FIRST_SENT:
		break;
	}
	return "CONFIRMED";
}

static const char *
summary_of(const struct status *st, const struct status_deadline *d,
	   struct arena *a)
{
	const char *mode = st->incident->mode;
	const char *text = d->definition->title;

	if (d->state == DEADLINE_UNDECIDED)
		text = say_fill(a, tr("%1 (if it applies)"), text, NULL, NULL);
	if (mode != NULL && strcmp(mode, "exercise") == 0)
		text = say_fill(a, tr("EXERCISE: %1"), text, NULL, NULL);
	return text;
}

static void
add_alarm(struct buf *out, int64_t before, const char *text, struct arena *a)
{
	add_line(out, "BEGIN:VALARM");
	add_line(out, "ACTION:DISPLAY");
	add_line(out, arena_printf(a, "TRIGGER:-PT%lldH",
				   (long long)(before / HOUR)));
	add_text(out, "DESCRIPTION", text, a);
	add_line(out, "END:VALARM");
}

/* An hour before, and where there is time for it a day before. */
static void
add_alarms(struct buf *out, const struct status_deadline *d, const char *text,
	   struct arena *a)
{
	int64_t length = d->start.set ? d->due.ms - d->start.ms : 0;

	add_alarm(out, HOUR, text, a);
	if (length > 48 * HOUR)
		add_alarm(out, 24 * HOUR, text, a);
}

static void
add_event(struct buf *out, const struct status *st,
	  const struct status_deadline *d, const struct library *lib,
	  struct arena *a)
{
	const char *status = status_of(d);
	const char *summary = summary_of(st, d, a);
	const char *id = st->incident->id != NULL ? st->incident->id : "";

	add_line(out, "BEGIN:VEVENT");
	add_text(out, "UID",
		 arena_printf(a, "%s-%s@draaiboek.invalid", d->definition->id,
			      id),
		 a);
	add_moment(out, "DTSTAMP", st->now, a);
	add_line(out, arena_printf(a, "SEQUENCE:%zu", st->incident->log_count));
	add_moment(out, "DTSTART", d->due.ms, a);
	add_text(out, "SUMMARY", summary, a);
	add_text(out, "DESCRIPTION",
		 say_fill(a, tr("%1. By %2."), say_deadline_state(d->state),
			  say_role(d->definition->role, lib, a), NULL),
		 a);
	add_line(out, arena_printf(a, "STATUS:%s", status));
	add_line(out, "TRANSP:TRANSPARENT");
	add_line(out, "CLASS:CONFIDENTIAL");
	if (strcmp(status, "CANCELLED") != 0)
		add_alarms(out, d, summary, a);
	add_line(out, "END:VEVENT");
}

void
ics_write(const struct status *st, const struct library *lib, struct buf *out)
{
	struct arena a = {0};

	add_line(out, "BEGIN:VCALENDAR");
	add_line(out, "VERSION:2.0");
	add_line(out, "PRODID:-//draaiboek//deadlines//EN");
	add_line(out, "CALSCALE:GREGORIAN");
	add_line(out, "METHOD:PUBLISH");
	for (unsigned i = 0; i < st->deadline_count; i++)
		if (st->deadlines[i].due.set)
			add_event(out, st, &st->deadlines[i], lib, &a);
	add_line(out, "END:VCALENDAR");
	arena_fini(&a);
}

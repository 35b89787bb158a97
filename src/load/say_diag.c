#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/diag.h"
#include "load/checker.h"

static void
show(struct buf *out, const char *s)
{
	if (s)
		text_show(out, s, strlen(s), false);
}

static void
show_place(struct buf *out, const char *file, struct place at)
{
	show(out, file ? file : "-");
	if (at.line)
		buf_addf(out, ":%u:%u", at.line, at.column);
}

/* %1 and %2 of the sentence; what YAML said is a sentence of ours too. */
static void
show_name(struct buf *out, const struct diag *d, char which)
{
	if (which == '2' && d->other_place.line)
		show_place(out, d->other_file, d->other_place);
	else if (which == '2')
		show(out, d->other);
	else
		show(out,
		     d->id == DIAG_SYNTAX && d->name ? tr(d->name) : d->name);
}

static void
fill(struct buf *out, const char *sentence, const struct diag *d)
{
	for (const char *p = sentence; *p; p++) {
		if (p[0] == '%' && (p[1] == '1' || p[1] == '2'))
			show_name(out, d, *++p);
		else
			buf_addc(out, *p);
	}
}

void
diag_say(const struct diag *d, struct buf *out)
{
	const struct diag nearest = {.id = d->id, .name = d->nearest};

	fill(out, tr(diag_text(d->id)), d);
	if (d->nearest) {
		buf_addc(out, ' ');
		fill(out, tr("(did you mean '%1'?)"), &nearest);
	}
}

void
diag_format(const struct diag *d, struct buf *out)
{
	show_place(out, d->file, d->place);
	/* Editors look for these words, so they are never translated. */
	buf_addf(out, ": %s: ",
		 diag_level_of(d->id) == DIAG_ERROR ? "error" : "warning");
	diag_say(d, out);
	buf_addf(out, " [%s]", diag_id_name(d->id));
}

/* A report that a front end asks for: shown, or saved where it was started. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/desk_parts.h"
#include "app/session_report.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/tr.h"
#include "front/fill.h"

static struct event
saved(struct desk *d, const struct report_wanted *w, const struct buf *bytes)
{
	struct arena *a = &d->answer_arena;
	const char *name = session_report_name(d->session, w, a);
	struct event answer = {.kind = EVENT_REPORT, .saved = true};
	struct err err = {0};
	bool leaves;

	if (!session_save_file(d->session, name, bytes, false, &leaves, &err))
		return desk_failed(d, &err);
	answer.text =
		say_fill(a, tr("Written to the file %1."), name, NULL, NULL);
	if (leaves)
		answer.note = session_report_note(w, name, bytes, a);
	return answer;
}

struct event
effect_report(struct desk *d, const struct effect *e)
{
	const struct session_report wanted = {
		.wanted = e->report,
		.zone = d->front.wall,
		.by = d->front.by,
		.reader = d->front.role,
		.verify = e->save,
	};
	struct event answer = {.kind = EVENT_NONE};
	struct buf bytes = {0};
	struct err err = {0};

	if (!d->session->is_open)
		return answer;
	/* Who looks at a disk that does not answer waits as well. */
	if (folder_is_out_of_reach(&d->session->folder)) {
		err_set(&err, ERR_BUSY, tr("the disk does not answer"));
		return desk_failed(d, &err);
	}
	session_load_contacts(d->session);
	if (!session_report(d->session, &wanted, &bytes, &err))
		answer = desk_failed(d, &err);
	else if (e->save)
		answer = saved(d, &e->report, &bytes);
	else
		answer = (struct event){.kind = EVENT_REPORT,
					.text = arena_strdup(&d->answer_arena,
							     buf_text(&bytes))};
	buf_fini(&bytes);
	return answer;
}

/* "name.txt", or the first of "name-2.txt" … that is not there yet. */
static const char *
free_name(const char *name, struct arena *a)
{
	const char *dot = strrchr(name, '.');
	size_t len = dot ? (size_t)(dot - name) : strlen(name);
	const char *try = name;

	for (unsigned n = 2; n < 1000 && faccessat(AT_FDCWD, try, F_OK,
						   AT_SYMLINK_NOFOLLOW) == 0;
	     n++)
		try = arena_printf(a, "%.*s-%u%s", (int)len, name, n,
				   dot ? dot : "");
	return try;
}

/* Never over a file that is there, never through a link. */
struct event
effect_print(struct desk *d, const struct effect *e)
{
	struct arena *a = &d->answer_arena;
	const char *name = free_name(e->name, a);
	struct event answer = {.kind = EVENT_DONE};
	struct buf bytes = {0};
	struct err err = {0};
	bool leaves = false;

	buf_adds(&bytes, e->text);
	if (!session_save_file(d->session, name, &bytes, false, &leaves, &err))
		answer = desk_failed(d, &err);
	else
		answer.text = say_fill(a, tr("Written to the file %1."), name,
				       NULL, NULL);
	if (answer.kind == EVENT_DONE && e->document && leaves) {
		answer.kind = EVENT_REPORT;
		answer.saved = true;
		answer.note =
			session_document_note(e->document, name, &bytes, a);
	}
	buf_fini(&bytes);
	return answer;
}

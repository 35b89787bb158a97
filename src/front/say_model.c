/* The program's own words in a document, in the language in use. */
#include "front/say.h"

#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/library.h"
#include "core/model.h"
#include "front/fill.h"

const char *
say_audience(const char *audience)
{
	static const struct {
		const char *id, *word;
	} words[] = {
		{"public", N_IN("audience", "public")},
		{"staff", N_IN("audience", "staff")},
		{"authority", N_IN("audience", "authority")},
		{"internal", N_IN("audience", "internal")},
	};

	for (size_t i = 0; audience && i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i].id, audience) == 0)
			return tr_in("audience", words[i].word);
	return tr_in("audience", "internal");
}

static const char *
stage_word(const struct document_state *d, struct arena *a)
{
	const char *number = arena_printf(a, "%u", d->drafts);

	switch (document_stage(d)) {
	case DOCUMENT_NONE:
		break;
	case DOCUMENT_DRAFT:
		return say_fill(a, tr("draft %1"), number, NULL, NULL);
	case DOCUMENT_ASKED:
		return say_fill(a, tr("draft %1, waits for approval"), number,
				NULL, NULL);
	case DOCUMENT_REFUSED:
		return say_fill(a, tr("draft %1, NOT approved"), number, NULL,
				NULL);
	case DOCUMENT_APPROVED:
		return say_fill(a, tr("draft %1, APPROVED"), number, NULL,
				NULL);
	case DOCUMENT_RELEASED:
		return tr("RELEASED");
	case DOCUMENT_WITHDRAWN:
		return tr("released, taken back");
	}
	return "-";
}

const char *
say_dropped(const struct record_promise *promise, const struct zone *z,
	    struct arena *a)
{
	return say_fill(a, tr("No longer in the text: the promise \"%1\", %2"),
			promise->title != NULL ? promise->title : "",
			say_day_clock(promise->due.ms, z, a), NULL);
}

/* A release that later drafts followed is named beside them. */
const char *
say_document_stage(const struct document_state *d, const struct incident *in,
		   const struct library *lib, struct arena *a)
{
	const struct model *m;
	const char *word;

	if (!d || !d->draft)
		return "-";
	m = library_model(lib, d->model, d->language);
	word = stage_word(d, a);
	if (d->released && document_stage(d) != DOCUMENT_RELEASED &&
	    document_stage(d) != DOCUMENT_WITHDRAWN)
		word = say_fill(a, tr("%1; an earlier one is out"), word, NULL,
				NULL);
	if (m && model_is_behind(m, in, d->draft, a))
		word = say_fill(a, tr("%1; facts changed since"), word, NULL,
				NULL);
	return word;
}

void
say_model_words(struct model_words *w)
{
	static const char *const days[] = {
		N_("Sunday"),   N_("Monday"), N_("Tuesday"),  N_("Wednesday"),
		N_("Thursday"), N_("Friday"), N_("Saturday"),
	};
	static const char *const months[] = {
		N_IN("month", "January"),   N_IN("month", "February"),
		N_IN("month", "March"),     N_IN("month", "April"),
		N_IN("month", "May"),       N_IN("month", "June"),
		N_IN("month", "July"),      N_IN("month", "August"),
		N_IN("month", "September"), N_IN("month", "October"),
		N_IN("month", "November"),  N_IN("month", "December"),
	};
	static const char *const phases[] = {"none", "municipal", "provincial",
					     "federal"};

	*w = (struct model_words){
		.yes = tr_in("fact", "yes"),
		.no = tr_in("fact", "no"),
		.unknown = tr_in("fact", "unknown"),
		.least = tr("at least %1"),
		.most = tr("at most %1"),
		.about = tr("about %1"),
		.thousands = tr_in("thousands separator", ","),
		.clock = tr_in("clock in a document", "%1"),
		.moment = tr_in("date and clock in a document", "%1, %2"),
		.exercise = tr("EXERCISE"),
		.not_public = tr("%1: not for publication"),
		.contact = say_contact,
		.name = tr_in("contact", "name"),
		.phone = tr_in("contact", "phone"),
		.email = tr_in("contact", "e-mail"),
		.website = tr_in("contact", "website"),
		.hours = tr_in("contact", "hours"),
		.title = tr("Title of the incident"),
		.organisation_name = tr("Name of the organisation"),
	};
	for (int i = 0; i < 7; i++)
		w->days[i] = tr(days[i]);
	for (int i = 0; i < 12; i++)
		w->months[i] = tr_in("month", months[i]);
	for (int i = 0; i < 5; i++)
		w->severities[i] = say_severity(i);
	for (int i = 0; i < 4; i++)
		w->phases[i] = say_emergency_phase(phases[i]);
}

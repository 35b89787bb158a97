/* The program's own words in a document, in the language in use. */
#include "front/say.h"

#include "base/tr.h"
#include "core/model.h"

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

#include "front/say_in_mode.h"

#include <string.h>

#include "base/tr.h"

/* NULL: nobody reads it there, or the first one fits. */
static const struct {
	const char *incident, *exercise, *run;
} rows[] = {
	/* --- leaving */
	{N_("Leave: the incident stays open, resume any time"),
	 N_("Leave: the exercise stays open, resume any time"),
	 N_("Leave: the run stays open, resume any time")},
	{N_("Close the incident for good (asks for a summary)"),
	 N_("End the exercise: what came of it"),
	 N_("Close this run for good (asks for a summary)")},
	{N_("2. Leave. The incident stays open; resume it any time."),
	 N_("2. Leave. The exercise stays open; resume it any time."),
	 N_("2. Leave. The run stays open; resume it any time.")},
	{N_("3. To the start. The incident stays open."),
	 N_("3. To the start. The exercise stays open."),
	 N_("3. To the start. The run stays open.")},
	{N_("4. Close the incident for good."),
	 N_("4. End the exercise: what came of it follows."),
	 N_("4. Close this run for good.")},
	{N_("to the start; the incident stays open"),
	 N_("to the start; the exercise stays open"),
	 N_("to the start; the run stays open")},
	{N_("Incident: %1 (%2)"), N_("Exercise: %1 (%2)"), N_("Run: %1 (%2)")},
	/* --- its name */
	{N_("TITLE OF THE INCIDENT"), N_("TITLE OF THE EXERCISE"),
	 N_("TITLE OF THIS RUN")},
	{N_("Give the incident a title"), N_("Give the exercise a title"),
	 N_("Give this run a title")},
	{N_("give the incident a title"), N_("give the exercise a title"),
	 N_("give this run a title")},
	{N_("What is this incident called? (one line)"),
	 N_("What is this exercise called? (one line)"),
	 N_("What is this run called? (one line)")},
	/* --- its end */
	{N_("CLOSE THE INCIDENT"), N_("END THE EXERCISE"),
	 N_("CLOSE THIS RUN")},
	{N_("Summary: what happened, how it ended"), NULL,
	 N_("Summary: what came of it")},
	{N_("Close the incident for good"), N_("End the exercise"),
	 N_("Close this run for good")},
	{N_("close the incident for good"),
	 N_("end the exercise: what came of it follows"),
	 N_("close this run for good")},
	{N_("the incident is closed"), N_("the exercise is over"),
	 N_("the run is closed")},
	{N_("The incident is closed. x opens it again."),
	 N_("The exercise is over. x asks how it went, and shows the report."),
	 NULL},
	{N_("This incident is closed. You can read it, add notes and "
	    "corrections, or type open-again."),
	 N_("This exercise is over. Type debrief for what came of it, "
	    "hot-wash for its questions."),
	 N_("This run is closed. You can read it, add notes and corrections, "
	    "or type open-again.")},
	{N_("This incident is closed. Type open-again first."),
	 N_("This exercise is over. Type debrief for what came of it, "
	    "hot-wash for its questions."),
	 N_("This run is closed. Type open-again first.")},
	{N_("No role has an open step. x adds an action or another playbook; "
	    "q leaves or closes the incident."),
	 N_("No role has an open step. x adds an action or another playbook, "
	    "and ends the exercise; q leaves."),
	 NULL},
	{N_("Type role for another role, playbook to open one, close when "
	    "everything is over, or ? for all words."),
	 N_("Type role for another role, playbook to open one, end-exercise "
	    "when everything is over, or ? for all words."),
	 NULL},
	/* --- open again */
	{N_("OPEN THE INCIDENT AGAIN"), N_("OPEN THE EXERCISE AGAIN"),
	 N_("OPEN THIS RUN AGAIN")},
	{N_("Open the incident again"), N_("Open the exercise again"),
	 N_("Open this run again")},
	{N_("open a closed incident again"),
	 N_("open an exercise again that was ended"),
	 N_("open a closed run again")},
	{N_("The incident is open again."), N_("The exercise is open again."),
	 N_("The run is open again.")},
	{N_("the incident is open again"), N_("the exercise is open again"),
	 N_("the run is open again")},
	/* --- its files */
	{N_("No file of this incident has a register."),
	 N_("No file of this exercise has a register."), NULL},
	{N_("The file is copied into the incident, with its hash in the log."),
	 N_("The file is copied into the exercise, with its hash in the log."),
	 NULL},
	{N_("The first line of this incident has not arrived here yet."),
	 N_("The first line of this exercise has not arrived here yet."), NULL},
};

const char *
say_in_mode(const struct incident *in, const char *text)
{
	const char *mode = in && in->mode ? in->mode : "live";
	const char *found = NULL;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]) && !found; i++)
		if (strcmp(rows[i].incident, text) == 0)
			found = strcmp(mode, "exercise") == 0 ? rows[i].exercise
				: strcmp(mode, "live") != 0   ? rows[i].run
							      : NULL;
	return tr(found ? found : text);
}

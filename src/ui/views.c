/* The screens: adding one is a row here, its file, and its keys in keys.c. */
#include "base/tr.h"
#include "ui/step_page.h"
#include "ui/views.h"

const struct view views[VIEWS] = {
	[VIEW_START] = {N_IN("view", "start"), false, start_entries, start_act,
			start_draw},
	[VIEW_TRIAGE] = {N_IN("view", "signs"), true, triage_entries,
			 triage_act, triage_draw},
	[VIEW_MATCH] = {N_IN("view", "match"), true, match_entries, match_act,
			match_draw},
	[VIEW_ROLES] = {N_IN("view", "roles"), true, roles_entries, roles_act,
			roles_draw},
	[VIEW_STEP] = {N_IN("view", "step"), true, step_entries, step_act,
		       step_draw},
	[VIEW_BOARD] = {N_IN("view", "board"), true, board_entries, board_act,
			board_draw},
	[VIEW_TIMELINE] = {N_IN("view", "timeline"), true, timeline_entries,
			   timeline_act, timeline_draw},
	[VIEW_MAP] = {N_IN("view", "map"), true, map_entries, map_act,
		      map_draw},
	[VIEW_DEADLINES] = {N_IN("view", "deadlines"), true, deadlines_entries,
			    deadlines_act, deadlines_draw},
	[VIEW_CONTACTS] = {N_IN("view", "contacts"), false, contacts_entries,
			   contacts_act, contacts_draw},
	[VIEW_CALLS] = {N_IN("view", "calls"), true, calls_entries, calls_act,
			calls_draw},
	[VIEW_FACTS] = {N_IN("view", "facts"), true, facts_entries, facts_act,
			facts_draw},
	[VIEW_REPORT] = {N_IN("view", "report"), true, NULL, report_act,
			 reader_draw},
	[VIEW_REGISTERS] = {N_IN("view", "registers"), true, registers_entries,
			    registers_act, registers_draw},
	[VIEW_READER] = {N_IN("view", "text"), false, NULL, NULL, reader_draw},
};

/* The screens: adding one is a row here, its file, and its keys in keys.c. */
#include "ui/step_page.h"
#include "ui/views.h"

const struct view views[VIEWS] = {
	[VIEW_START] = {"start", false, start_entries, start_act, start_draw},
	[VIEW_TRIAGE] = {"signs", true, triage_entries, triage_act,
			 triage_draw},
	[VIEW_MATCH] = {"match", true, match_entries, match_act, match_draw},
	[VIEW_ROLES] = {"roles", true, roles_entries, roles_act, roles_draw},
	[VIEW_STEP] = {"step", true, step_entries, step_act, step_draw},
	[VIEW_BOARD] = {"board", true, board_entries, board_act, board_draw},
	[VIEW_TIMELINE] = {"timeline", true, timeline_entries, timeline_act,
			   timeline_draw},
	[VIEW_MAP] = {"map", true, map_entries, map_act, map_draw},
	[VIEW_DEADLINES] = {"deadlines", true, deadlines_entries, deadlines_act,
			    deadlines_draw},
	[VIEW_CONTACTS] = {"contacts", false, contacts_entries, contacts_act,
			   contacts_draw},
	[VIEW_FACTS] = {"facts", true, facts_entries, facts_act, facts_draw},
	[VIEW_READER] = {"text", false, NULL, NULL, reader_draw},
};

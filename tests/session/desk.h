/*
 * A desk in memory: what app/ does for the front end, without disk, clock and
 * chance.  Records are decided, written as lines, read back and applied, so
 * that what a screen shows is what a journal would say.
 */
#ifndef TESTS_SESSION_DESK_H
#define TESTS_SESSION_DESK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/incident.h"
#include "core/library.h"
#include "front/front.h"

#define PAPERS_MOST 16
#define DRAFTS_MOST 64

struct paper { /* a text that was drafted */
	char sha256[65];
	const char *text;
};

struct fake_desk {
	struct front front;
	struct arena papers;
	struct paper paper[PAPERS_MOST];
	unsigned paper_count;
	char document[192]; /* the one that is shown */
	struct front_document shown;
	struct arena files; /* the library, as long as the desk */
	struct arena state; /* incident and records */
	struct arena views; /* of the last answer */
	struct arena drafts;
	struct library library;
	struct incident incident;
	struct buf lines; /* the journal */
	size_t line_count;
	struct front_playbook playbooks[16];
	const struct exercise *exercises[2];
	struct front_scenario scenarios[2];
	struct front_place place;
	struct action kept;
	struct front_draft draft[DRAFTS_MOST];
	struct arena profiles;
	struct front_profile profile;
	struct buf profile_text; /* the organisation's file */
	char role[64], by[128];
	const char *folder; /* the fixtures */
	char language[8];
	bool open;
	bool fails;      /* the next append */
	bool loses;      /* its journals were taken away */
	bool move_fails; /* the next EFFECT_MOVE */
	bool profile_fails; /* the next EFFECT_PROFILE_CHANGE */
	bool slow;       /* the disk does not answer: EVENT_WAITING */
	bool seals;      /* it says when a seal is due */
	bool leaves;
	unsigned quits, repaints;
	struct buf printed; /* EFFECT_PRINT */
};

/* false: a fixture cannot be loaded; said on stdout. */
bool fake_desk_init(struct fake_desk *d, const char *folder,
		    const char *language, int64_t now);
void fake_desk_fini(struct fake_desk *d);

struct event fake_desk_carry_out(struct fake_desk *d, const struct effect *e);
/* How the entry ended that the disk did not answer to. */
struct event fake_desk_answer(struct fake_desk *d);
/* The clock was moved, or something was applied. */
void fake_desk_fill(struct fake_desk *d);
/* Starts an incident with that playbook, before the first screen. */
void fake_desk_start(struct fake_desk *d, const char *playbook);
/* Begins an exercise: its clock runs, or stands where somebody leads it. */
void fake_desk_exercise(struct fake_desk *d, const char *id, bool leads);
/* The organisation's own file joins the library. */
bool fake_desk_organisation(struct fake_desk *d);
/* What the fixture's municipality added joins it. */
bool fake_desk_ours(struct fake_desk *d);
/* A text that there is in both languages joins it. */
bool fake_desk_letters(struct fake_desk *d);
bool fake_desk_card(struct fake_desk *d);
/* As another station: an act that the front end only hears of. */
bool fake_desk_act(struct fake_desk *d, const struct action *act);

#endif

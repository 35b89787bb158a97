/* The parts of a step's screen. */
#ifndef UI_STEP_DRAW_H
#define UI_STEP_DRAW_H

#include <stdbool.h>

#include "ui/app.h"
#include "ui/step_page.h"

struct step_draw {
	const struct app *app;
	struct arena *a;
	struct sheet sheet;
	struct step_page step;
	bool narrow;
	bool how; /* how things are done stands on the screen */
};

/* What stands between entries of two kinds; tight: no empty lines. */
void step_draw_heading(struct step_draw *d, enum entry_kind before,
		       enum entry_kind kind, bool tight);
/* hints: what a choice means more closely, also of those without the focus. */
void step_draw_entry(struct step_draw *d, const struct entry *e, bool focused,
		     bool hints);
/* One choice with where it leads; in step_choice.c. */
void step_draw_choice(struct step_draw *d, const struct status_choice *c,
		      bool focused, bool hints);
/*
 * The same of a step that is read: "[x] A  Yes -> step 5", when and by whom,
 * and the reason that was given; "[ ]" for what nobody chose.
 */
void step_draw_choice_read(struct step_draw *d, const struct status_choice *c,
			   bool focused, bool hints);
/* The role has nothing to do now. */
void step_draw_nothing(struct step_draw *d);

/* What the municipality wrote beside a step or an item. */
void notes_draw(struct sheet *s, const struct app *app, int column,
		const char *path);

/* What a choice brings about, in sentences; NULL: only where it leads. */
const char *step_show_consequences(const struct app *app,
				   const struct status_choice *c, struct arena *a);

#endif

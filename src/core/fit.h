/*
 * Does a step fit the smallest screen that shows everything, 80x24?  The
 * arithmetic of the step screen, without the screen: three lines above, three
 * below, then the step with its items all open.  `why` and `how` do not count:
 * they are given up first.
 */
#ifndef CORE_FIT_H
#define CORE_FIT_H

struct role;
struct step;

#define FIT_COLUMNS 80
#define FIT_ROWS 24

/* Lines too many; 0 where it fits. */
int fit_excess(const struct role *r, const struct step *s);

#endif

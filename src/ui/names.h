/* Words for ids that no file explains. */
#ifndef UI_NAMES_H
#define UI_NAMES_H

struct app;
struct arena;

/* A contact's own name; the office behind a special id; the id. */
const char *
name_of_contact(const struct app *app, const char *id, struct arena *a);
/* Who is competent: "the college of mayor and aldermen". */
const char *name_of_decider(const char *id);
/* A playbook's title, also of one that is not open; the id. */
const char *name_of_playbook(const struct app *app, const char *id);
/* A fact's label, also of the organisation's own answers. */
const char *name_of_fact(const struct app *app, const char *id);

#endif

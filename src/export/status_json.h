/*
 * The state a screen is drawn from, for programs: `status --json`.  With it a
 * program can walk any playbook knowing nothing of it.
 */
#ifndef EXPORT_STATUS_JSON_H
#define EXPORT_STATUS_JSON_H

struct json_writer;
struct library;
struct record_head;
struct status;

/*
 * Adds one object to the writer.  heads: the last line of each journal, by
 * name; may be NULL with head_count 0.
 */
void status_json(const struct status *st, const struct library *lib,
		 const struct record_head *heads, unsigned head_count,
		 struct json_writer *w);

struct register_state;
/* One register as an object: its rows, their cells. */
void register_json(const struct register_state *r, struct json_writer *w);

#endif

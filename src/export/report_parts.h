/* What the reports of an incident are made from; export/report_*.c only. */
#ifndef EXPORT_REPORT_PARTS_H
#define EXPORT_REPORT_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/status.h"
#include "export/report.h"
#include "export/report_of.h"

/* One report that is being made. */
struct reporting {
	const struct report_ground *g;
	const struct report_wanted *wanted;
	struct report *r;
	struct arena *a;
	unsigned most; /* lines of a section; the rest is counted */
};

/* Lines of a section: past `most` they are only counted. */
struct part {
	struct reporting *p;
	unsigned count;
};

struct part section_begin(struct reporting *p, const char *heading);
void section_line(struct part *s, const char *text, const char *sources);
/* `none` where there was no line; else how many were left out. */
void section_end(struct part *s, const char *none);

/* "#9a1f3"; "" for NULL. */
const char *part_source(struct reporting *p, const char *entry);
const char *part_clock(struct reporting *p, int64_t t);
const char *part_number(struct reporting *p, int64_t n);
const char *part_role(struct reporting *p, const char *role);
/* "what (role, actor)", as the timeline words it. */
struct say_line;
struct say_line part_record(struct reporting *p, const struct record *r);

/* "Label: value"; "Question? value". */
const char *
part_pair(struct reporting *p, const char *label, const char *value);
/* The value with how sure it is (of a contradiction each of them), and the entries that say so. */
const char *part_fact(struct reporting *p, const struct status_fact *f);
const char *part_fact_sources(struct reporting *p, const struct status_fact *f);
bool fact_is_public(const struct status_fact *f);
/* What is wanted and not known, most waited for first; who finds it out. */
void part_unknown(struct part *s);
/* "Title: due Fri 17 Jul 03:12, 70:57 left, RUNNING". */
const char *part_deadline(struct reporting *p, const struct status_deadline *d);
const char *
part_deadline_sources(struct reporting *p, const struct status_deadline *d);
/* "4 to assess with the DPO"; NULL: none. */
const char *part_undecided(struct reporting *p);

/* "2 Which services run today?"; with two playbooks open its code. */
const char *part_step(struct reporting *p, const struct step_ref *ref);
/* The entry that led to a current step; "". */
const char *part_step_source(struct reporting *p, const struct step_ref *ref);
/* "IT postponed 3.4 …" rows that are shown in several reports. */
void part_postponed(struct part *s, const char *only_role);
void part_inbox(struct part *s, const struct status_role *role);
const char *
part_wanted(struct reporting *p, const struct inbox_row *row, const char *to);

/* --- the reports */
void sitrep_add(struct reporting *p);
void sitrep_add_public(struct reporting *p);
void timeline_add(struct reporting *p);
void handover_add(struct reporting *p);
/* false: there is no such decision. */
bool decision_add(struct reporting *p);
void ahead_add(struct reporting *p);
/* false: this is no exercise. */
bool after_add(struct reporting *p);

#endif

/*
 * What the YAML files say, as plain data (format: draaiboek-playbook(5)).
 * load/ fills these structs, partly through libcyaml, so the types are kept to
 * strings, counts and enums; every array is pointer and count.  Nothing here
 * changes after loading, and everything lives in the arena of its file.
 *
 * Texts are CommonMark and come from a file: show them only through
 * text_show() or the grid.
 */
#ifndef CORE_PLAYBOOK_H
#define CORE_PLAYBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/stamp.h"

/* Where something stands in its file: 1-based; 0 unknown. */
struct place {
	uint32_t line;
	uint32_t column;
};

/* yes and no are two words and nothing else; ABSENT without the key. */
enum yes_no { YES_NO_ABSENT, YES_NO_NO, YES_NO_YES };

enum file_kind {
	FILE_NONE,
	FILE_TRIAGE,
	FILE_INCIDENT,
	FILE_ASSESSMENT,
	FILE_QUIZ,
	FILE_LAW,
	FILE_VOCABULARY,
	FILE_ORGANISATION,
	FILE_LOCAL,
	FILE_DIRECTORY,
	FILE_MODEL,
	FILE_EXERCISE,
};

/* One row of a `when` or `applies`: the fact is, or is not, that value. */
struct condition {
	const char *fact;
	const char *is; /* one of the two is NULL */
	const char * not ;
};

struct condition_list {
	const struct condition *rows;
	unsigned count;
};

struct text_list {
	const char **texts;
	unsigned count;
};

struct fact_value { /* of a type: choice; or the words for a value */
	const char *id;
	const char *text;
};

enum fact_type {
	FACT_TEXT,
	FACT_YES_NO_UNKNOWN,
	FACT_NUMBER,
	FACT_TIME,
	FACT_CHOICE
};

struct fact {
	const char *id;
	const char *label;
	enum fact_type type;
	enum yes_no public;
	enum yes_no
		ahead; /* FACT_TIME: still to come; an hour alone is the next */
	struct fact_value *values; /* FACT_CHOICE */
	unsigned value_count;
	struct fact_value *words; /* id: the value */
	unsigned word_count;
	struct place place;
};

enum deadline_basis { BASIS_LAW, BASIS_CONTRACT, BASIS_ADVICE, BASIS_OWN };

struct deadline {
	const char *id;
	const char *title;
	enum deadline_basis basis;
	const char *role;
	struct condition *applies;
	unsigned applies_count;
	const char **from; /* facts of type time */
	unsigned from_count;
	const char *after; /* deadline id */
	const char *within_text;
	struct duration within; /* read from within_text */
	enum yes_no phased;
	const char **to; /* directory ids */
	unsigned to_count;
	const char **minimum;
	unsigned minimum_count;
	const char **documents;
	unsigned document_count;
	const char *law;
	const char *checked;
	enum yes_no certain;
	const char *note;
	struct place place;
};

struct item {
	const char *id;
	const char *text;
	const char *caution;
	const char *how;
	const char **asks;
	unsigned ask_count;
	const char **starts;
	unsigned start_count;
	const char **meets;
	unsigned meet_count;
	const char *same_as;
	const char *for_each;
	struct condition *when;
	unsigned when_count;
	struct place place;
};

struct setting { /* of a choice */
	const char *fact;
	const char *value;
};

struct telling {
	const char *playbook; /* NULL: this one */
	const char *role;
	const char *step;
	const char *message;
};

struct need {
	const char *playbook; /* NULL: this one */
	const char *role;
	const char *step;
	const char *choice; /* NULL: any */
};

#define STEP_END (-1)  /* a target: the end */
#define STEP_NONE (-2) /* a target: not given */

enum reason_rule { REASON_NONE, REASON_OPTIONAL, REASON_REQUIRED };

struct choice {
	const char *id;
	const char *label;
	const char *hint;
	const char *goto_id;
	int goto_step; /* index in the role, STEP_END, or STEP_NONE */
	const char **also;
	int *also_steps; /* filled beside `also` */
	unsigned also_count;
	enum reason_rule reason;
	const char *approval; /* role */
	struct setting *sets;
	unsigned set_count;
	const char **starts;
	unsigned start_count;
	const char **meets;
	unsigned meet_count;
	struct telling *tells;
	unsigned tell_count;
	const char **opens;
	unsigned open_count;
	const char *severity_text;
	int severity; /* 0 to 4; -1: none */
	enum yes_no unknown;
	const char *as_if;
	int as_if_choice; /* index in the step, -1: none */
	const char *again_text;
	struct duration again;
	const char *how;
	const char *score_text;
	int score;
	struct place place;
};

enum step_mode { MODE_READ_DO, MODE_DO_CONFIRM };
enum step_phase {
	PHASE_NONE,
	PHASE_PREPARE,
	PHASE_IDENTIFY,
	PHASE_CONTAIN,
	PHASE_RECOVER,
	PHASE_LEARN
};

struct step {
	const char *id;
	const char *title;
	const char *section; /* assessments */
	enum step_phase phase;
	enum step_mode mode;
	const char *priority_text;
	int priority; /* 1 first … 9; 5 where absent */
	const char *within_text;
	struct duration within;
	const char *why;
	const char *how;
	const char *caution;
	const char *precedent;
	const char *think_ahead;
	const char *decided_by;
	const char **advice;
	unsigned advice_count;
	const char *ratify;
	struct condition *when;
	unsigned when_count;
	struct need *needs;
	unsigned need_count;
	struct item *items;
	unsigned item_count;
	const char **asks;
	unsigned ask_count;
	const char **contacts;
	unsigned contact_count;
	const char **documents;
	unsigned document_count;
	const char *repeat_text;
	struct duration repeat;
	const char *question;
	struct choice *choices; /* none: the one implied choice `done` */
	unsigned choice_count;
	const char *next;
	int next_step; /* index, STEP_END or STEP_NONE */
	const char *advice_if_low;
	struct place place;
};

struct role {
	const char *role; /* id */
	const char *title;
	const char *start;
	int start_step; /* index; -1 where the playbook has none (assessments)
			 */
	struct step *steps;
	unsigned step_count;
	struct place place;
};

struct sign_use {
	const char *sign;
	const char *weight_text;
	bool strong;
};

struct source {
	const char *title;
	const char *url;
	const char *checked;
	struct place place;
};

struct section {
	const char *id;
	const char *title;
};

/* What every file begins with. */
struct file_header {
	const char *id;
	const char *language;
	enum file_kind kind;
	const char *code;
	const char *title;
	const char *summary;
	const char *version;
	const char *file; /* as named to the reader; "built-in:…" for shipped
			     ones */
	const char *sha256; /* NULL until somebody needs it (library_digest) */
	const char *bytes; /* the whole file as read; NULL where only the header
			      was */
	size_t len;
};

struct playbook {
	struct file_header head;
	enum yes_no closed_circle; /* circle: closed */
	struct sign_use *signs;
	unsigned sign_count;
	struct item *first;
	unsigned first_count;
	struct source *sources;
	unsigned source_count;
	struct fact *facts;
	unsigned fact_count;
	struct deadline *deadlines;
	unsigned deadline_count;
	struct section *sections;
	unsigned section_count;
	struct role *roles;
	unsigned role_count;
};

struct law {
	struct file_header head;
	const char *jurisdiction;
	struct deadline *deadlines;
	unsigned deadline_count;
};

struct sign {
	const char *id;
	const char *text;
	struct place place;
};

struct register_column {
	const char *id;
	const char *label;
	struct fact_value *values;
	unsigned value_count;
	/*
	 * NULL, or the id of the column that says how many there are: this one
	 * says how many of them, and in both a cell is a whole number.
	 */
	const char *of;
};

struct reg {
	const char *id;
	const char *title;
	const char *seed;
	struct register_column *columns;
	unsigned column_count;
	struct place place;
};

struct vocabulary {
	struct file_header head;
	struct fact *facts;
	unsigned fact_count;
	struct sign *signs;
	unsigned sign_count;
	struct reg *registers;
	unsigned register_count;
};

struct contact { /* of the directory or of the organisation */
	const char *id;
	const char *name;
	const char *offers;
	const char *when;
	const char *phone; /* "" : TO FILL IN */
	const char *email;
	const char *website;
	const char *hours;
	const char *scope;
	const char *source;
	const char *checked;
	const char *note;
	struct place place;
};

struct directory {
	struct file_header head;
	struct contact *organisations;
	unsigned organisation_count;
};

struct person {
	const char *id;
	const char *role;
	const char *function;
	const char *name;
	const char *phone;
	const char *email;
	const char *deputy;
	struct place place;
};

struct supplier {
	const char *id;
	const char *name;
	const char *phone;
	const char *email;
	const char *contract;
	const char *what;
	struct place place;
};

struct service {
	const char *id;
	const char *name;
	const char *owner;
	const char *maximum_outage;
	const char *paper_procedure;
	struct place place;
};

struct organisation {
	struct file_header head; /* no id: "organisation" */
	const char *name;
	const char *region;
	const char *body;
	const char *nis2;
	const char *care_home;
	const char *ot;
	const char *police_link;
	struct person *people;
	unsigned person_count;
	struct supplier *suppliers;
	unsigned supplier_count;
	struct service *services;
	unsigned service_count;
	struct contact *contacts;
	unsigned contact_count;
	struct deadline *deadlines;
	unsigned deadline_count;
};

struct addition {
	const char *at; /* playbook/role/step[/item] */
	const char *note;
	struct item *items;
	unsigned item_count;
	const char **contacts;
	unsigned contact_count;
	struct place place;
};

struct local_additions {
	struct file_header head;
	struct addition *additions;
	unsigned addition_count;
};

struct model_header {
	struct file_header head;
	const char *audience; /* public, staff, authority, internal */
	const char *approval;
	const char **facts;
	unsigned fact_count;
};

/* --- an exercise */
struct unless {
	const char *step; /* role/step, or playbook/role/step */
	const char *choice;
	const char *fact;
	const char *is;
	const char * not ;
};

struct expectation {
	const char *step;
	const char *choice;
	const char *fact;
	const char *deadline;
	const char *document;
	const char *contact;
	const char *action;
	const char *severity;
	const char *emergency_phase;
	const char *within_text;
	struct duration within;
	const char *objective;
	struct place place;
};

struct judgement {
	const char *id;
	const char *text;
};

struct inject {
	const char *id;
	const char *at_text;
	struct duration at;
	const char *after;
	enum yes_no manual;
	const char **to;
	unsigned to_count;
	const char *from;
	const char *channel;
	const char *title;
	const char *text;
	const char *round;
	struct condition *when;
	unsigned when_count;
	struct unless *unless;
	unsigned unless_count;
	const char *facilitator;
	const char *hint;
	const char **discuss;
	unsigned discuss_count;
	struct expectation *expects;
	unsigned expect_count;
	struct expectation *never;
	unsigned never_count;
	struct judgement *evaluate;
	unsigned evaluate_count;
	struct place place;
};

struct exercise_round {
	const char *id;
	const char *title;
	const char *begins;
};

struct exercise {
	struct file_header head;
	const char *style; /* walk, discussion */
	const char **playbooks;
	unsigned playbook_count;
	const char *duration_text;
	struct duration duration;
	const char *begins;
	struct exercise_round *rounds;
	unsigned round_count;
	struct judgement *objectives; /* id, title in text */
	unsigned objective_count;
	struct inject *injects;
	unsigned inject_count;
	struct judgement *questions;
	unsigned question_count;
	const char *chronogram; /* how the CSV looked that it was read from */
};

/*
 * Names in use.  The words are the format's own; the tables are in playbook.c.
 */
const char *file_kind_name(enum file_kind kind);
enum file_kind file_kind_of(const char *name);      /* FILE_NONE: unknown */
const char *step_phase_name(enum step_phase phase); /* NULL for PHASE_NONE */
const char *fact_type_name(enum fact_type type);
const char *deadline_basis_name(enum deadline_basis basis);

/* management M, it I, communications C, … any other X (engine rule 21). */
char role_letter(const char *role);
/* The roles that every playbook may have, one by one; NULL behind the last. */
const char *role_standard(unsigned i);
bool role_is_standard(const char *role);

/* The step of that id, its index, or -1. */
int role_find_step(const struct role *r, const char *id);
const struct role *
playbook_find_role(const struct playbook *p, const char *role);
/* An assessment or a quiz: questions with a score, all of them open at once. */
bool playbook_is_scored(const struct playbook *p);

/*
 * Choices as everybody sees them: a step without any has the one choice
 * `done`.  choice_at() of that one points to a constant without consequences,
 * whose target is the step's `next`.
 */
unsigned step_choices(const struct step *s);
const struct choice *step_choice(const struct step *s, unsigned i);

#endif

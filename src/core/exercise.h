/*
 * An exercise as it runs: the scenario, and what the journals tell of it.
 * Everything is made anew from the records and a moment; nothing is kept.
 *
 * Three clocks: real time (ms, of the records), the scenario's wall clock (ms,
 * what players read on their screens) and scenario time elapsed since the
 * beginning (ms), on which injects come and expectations are judged.  While the
 * exercise is paused only the first one goes on.  A `pause` line says from when
 * on: act resume with the scenario's wall clock and its speed (scenario seconds
 * a second), act pause, or, while it is paused, pause again after a jump.
 */
#ifndef CORE_EXERCISE_H
#define CORE_EXERCISE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/playbook.h"
#include "core/record.h"

struct arena;
struct incident;
struct library;
struct record;
struct zone;

#define EXERCISE_SPEED_MOST 600
#define SCORE_MOST 3 /* the best that an observer gives */
#define SCORE_GOOD 2 /* from here on it was done */

/* Who leads and who looks on: roles that no playbook has. */
#define ROLE_FACILITATOR "facilitator"
#define ROLE_OBSERVER "observer"

/* What an `observe` line is about that says who takes part. */
#define EXERCISE_ATTENDANCE "attendance"

struct exercise_span {
	int64_t real;     /* from this moment on … */
	int64_t scenario; /* … the wall clock of the scenario is this … */
	int64_t elapsed;  /* … this much of it has gone by … */
	int64_t speed;    /* … and so fast it goes; 0: paused */
};

enum inject_stage {
	INJECT_RESERVE, /* is sent by hand only */
	INJECT_WAITS,   /* its time has not come */
	INJECT_ARMED,   /* its time has come; its `when` does not hold yet */
	INJECT_DUE,     /* to be sent now */
	INJECT_HELD,    /* held back by hand */
	INJECT_SENT,
	INJECT_SKIPPED, /* by hand */
	INJECT_PASSED,  /* its time came, and `unless` held */
	INJECT_STAGES
};
const char *inject_stage_name(enum inject_stage stage); /* "sent" */

/* One inject, as written or as it was changed. */
struct exercise_inject {
	const struct inject *inject; /* NULL: improvised */
	const char *id;
	const char *title, *text, *channel, *from;
	const char *const *to;
	unsigned to_count;
	enum inject_stage stage;
	struct moment due; /* elapsed; unset: by hand, or after one not sent */
	const struct record *sent; /* the first time */
	int64_t sent_at;           /* elapsed */
	unsigned times;            /* sent, repeats included */
	bool changed;
	bool hinted; /* the players were given its hint */
	const struct record **heard; /* who picked it up, one a role */
	unsigned heard_count;
};

enum verdict {
	VERDICT_NONE,   /* not judged: it was never sent, or only a person can */
	VERDICT_OPEN,   /* there is still time */
	VERDICT_MET,
	VERDICT_LATE,
	VERDICT_MISSED,
	VERDICT_KEPT,   /* a `never` that did not happen */
	VERDICT_BROKEN, /* … and that did */
	VERDICTS
};
const char *verdict_name(enum verdict verdict); /* "met" */

/* One expectation of one inject. */
struct exercise_expected {
	const struct exercise_inject *inject;
	const struct expectation *wanted;
	unsigned index; /* in `expects`, or in `never` */
	bool never;
	enum verdict verdict;
	const struct record *record; /* what met or broke it; NULL */
	int64_t after; /* ms of scenario time since it was sent; 0: before */
	int64_t late;  /* VERDICT_LATE: by so much */
};

/* What a person scored, the last one for each target. */
struct exercise_score {
	const char *target; /* objective, INJECT/EVALUATE, INJECT/action-N */
	const char *text;   /* of the evaluate line or objective; NULL */
	int64_t score;      /* 0 to 3, -1: none given */
	const char *note;   /* NULL */
	const struct record *record;
};

struct exercise_sum {
	unsigned met, late, missed, open, broken, kept, none;
};

/* "reached", "with-remarks", "partly", "not-reached", "not-judged" */
enum rating {
	RATING_NONE,
	RATING_REACHED,
	RATING_REMARKS,
	RATING_PARTLY,
	RATING_NOT,
	RATINGS
};
const char *rating_name(enum rating rating);

struct exercise_objective {
	const char *id, *title;
	struct exercise_sum sum;
	enum rating rating;
};

/* From the first inject to what counts in every exercise (see exercise_timers). */
struct exercise_timer {
	const char *id; /* "isolation" */
	const struct record *record; /* NULL: never */
	int64_t after; /* ms of scenario time */
};

struct exercise_run {
	const struct exercise *exercise;
	const struct exercise_span *spans;
	unsigned span_count;
	bool begun, running, over; /* over: the incident was closed */
	int64_t real;              /* of this look */
	int64_t until;             /* … or, once it is over, of its end */
	int64_t scenario, elapsed; /* at that moment */
	int64_t speed;             /* of the last run, also while paused */
	const char *round;         /* id of the round it is in; NULL */
	bool led;                  /* somebody holds the facilitator's role */
	int64_t apart; /* ms: the stations' clocks were, as far as the lines
			* tell; 0: by less than a minute of the scenario */
	/* Real life: the line that names the real incident, until the clock
	 * of the exercise goes on; NULL: nothing real is known. */
	const struct record *real_life;
	struct exercise_inject *injects; /* as written, then improvised */
	unsigned inject_count;
};

/* The scenario that the incident exercises, NULL: none. */
const struct exercise *
exercise_of(const struct incident *in, const struct library *lib);

/* NULL where it is no exercise.  Everything new is in the arena. */
const struct exercise_run *
exercise_at(const struct incident *in, const struct library *lib, int64_t now,
	    struct arena *a);

/* The same with its clock only: no injects. */
const struct exercise_run *
exercise_clock_at(const struct incident *in, const struct library *lib,
		  int64_t now, struct arena *a);

/* The elapsed scenario time of a real moment; 0 before it began. */
int64_t exercise_elapsed(const struct exercise_run *run, int64_t real);
/* The scenario's wall clock at a real moment. */
int64_t exercise_clock(const struct exercise_run *run, int64_t real);
/* The real moment at which that much has gone by, if nobody pauses; INT64_MAX
 * while it is paused. */
int64_t exercise_real(const struct exercise_run *run, int64_t elapsed);

/*
 * The zone of who plays: its clock shows the scenario's time for each real
 * moment, and reads it so.  The same zone where nothing has begun.
 */
const struct zone *exercise_zone(const struct exercise_run *run,
				 const struct zone *z, struct arena *a);
/*
 * What comes back, or is due, at a moment that lies ahead: moved to where the
 * clock of its zone shows it by now (stamp_ahead).  The records stay.
 */
void exercise_move_ahead(struct incident *in);

/* A moment that lay ahead of `from` when it was typed: that whole minute. */
int64_t exercise_typed(int64_t written, int64_t from, const struct zone *z);

/* Its first line that says so (`link`), since the clock was stopped; NULL. */
const struct record *exercise_real_life(const struct incident *in);
/* The round that an `inject` line with that id begins; NULL: it begins none. */
const char *exercise_round_of(const char *inject);
/* A duration of the scenario in ms. */
int64_t exercise_length(struct duration d);
/*
 * When the scenario wants an inject to come, in ms since its beginning, before
 * anybody plays; unset: by hand, or in a round that begins when it begins.
 */
struct moment
exercise_planned(const struct exercise *e, const struct inject *in);

/* By id, or by its number in the list from 1; NULL: none. */
const struct exercise_inject *
exercise_find_inject(const struct exercise_run *run, const char *typed);

/* Whether a role receives it: `to` names it, or nobody in particular. */
bool inject_is_for(const struct exercise_inject *in, const char *role);
/* press, radio, social-media: everybody in the town may know. */
bool channel_is_public(const char *channel);
/* Whether everybody in the room may read it: a discussion's, or public. */
bool inject_is_public(const struct exercise_run *run,
		      const struct exercise_inject *in);
/*
 * Whether a role (NULL: nobody in particular) may read a line of the log.
 * Until the exercise is over players do not: what was seen and scored of them,
 * what is held back or changed, and what comes to others, unless the whole
 * town hears it.  run NULL: it is no exercise.
 */
bool exercise_may_read(const struct exercise_run *run, const char *role,
		       const struct record *r);
/* Whether it may read what came of it: everybody after the end. */
bool exercise_may_judge(const struct exercise_run *run, const char *role);
/* Whether it may read of an inject: players not before it came to them. */
bool exercise_may_see(const struct exercise_run *run, const char *role,
		      const struct exercise_inject *in);
/* Whether it was sent to that role, and not picked up or read yet … */
bool inject_is_new(const struct exercise_inject *in, const char *role);
/* … and is a call, that rings. */
bool inject_rings(const struct exercise_inject *in, const char *role);

/*
 * When a scenario begins, on its wall clock: "friday 22:40" is the next Friday
 * at or after `now`, "22:40" today, "2026-11-27 22:40" that day; NULL: now.
 * false: it is none of these.
 */
bool exercise_begins(const char *text, int64_t now, const struct zone *z,
		     int64_t *moment);
/* "friday 22:40": 5, and " 22:40" is the rest; -1: it names no day. */
int exercise_weekday(const char *text, const char **rest);

/* --- exercise_judge.c */

struct exercise_expected *
exercise_judge(const struct exercise_run *run, const struct incident *in,
	       struct arena *a, unsigned *count);
struct exercise_objective *
exercise_objectives(const struct exercise_run *run,
		    const struct exercise_expected *rows, unsigned row_count,
		    struct arena *a, unsigned *count);
/* Whether the scenario has that: an objective, an inject, INJECT/LINE or
 * INJECT/action-N; EXERCISE_ATTENDANCE too. */
bool exercise_has_target(const struct exercise_run *run, const char *target);
/* The lines that say who takes part, oldest first. */
const struct record **exercise_attendance(const struct incident *in,
					  struct arena *a, unsigned *count);
/* The last score of each target, and every observation; newest first. */
struct exercise_score *
exercise_scores(const struct exercise_run *run, const struct incident *in,
		struct arena *a, unsigned *count);
struct exercise_timer *
exercise_timers(const struct exercise_run *run, const struct incident *in,
		struct arena *a, unsigned *count);

/* All of it, for whoever writes it down; the pieces live in the arena. */
struct exercise_results {
	struct exercise_expected *rows;
	unsigned row_count;
	struct exercise_objective *objectives;
	unsigned objective_count;
	struct exercise_score *scores;
	unsigned score_count;
	struct exercise_timer *timers;
	unsigned timer_count;
};

struct exercise_results exercise_results(const struct exercise_run *run,
					 const struct incident *in,
					 struct arena *a);
void exercise_sum_add(struct exercise_sum *sum, enum verdict verdict);

#endif

#include "session/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/profile.h"
#include "base/err.h"
#include "base/tr.h"
#include "core/assessment.h"
#include "core/diag.h"
#include "core/exercise.h"
#include "core/playbook.h"
#include "core/status.h"
#include "export/report_of.h"
#include "front/say.h"
#include "front/say_deadline.h"
#include "front/say_evidence.h"
#include "front/say_exercise.h"
#include "front/say_seal.h"
#include "load/load.h"
#include "session/paper.h"

static const char *const fixtures[] = {"triage", "mailbox", "leak",
				       "rules",  "words",   "offices",
				       "ready",  "drill",   "staff-note"};
#define FIXTURES (sizeof(fixtures) / sizeof(fixtures[0]))
static const char *const scenarios[] = {"evening", "council"};

/* --- the library */

static bool
load_file_named(struct fake_desk *d, const char *name)
{
	char *path = arena_printf(&d->files, "%s/%s", d->folder, name);
	struct diag_list diags = {.arena = &d->files};
	struct loaded l;
	struct err err = {0};
	const char *bytes;
	size_t len;

	if (!load_file(path, &d->files, &bytes, &len, &err) ||
	    !load_bytes(path, bytes, len, &d->files, &diags, &l)) {
		printf("not ok library %s: %s\n", path, err.text);
		return false;
	}
	if (l.playbook != NULL)
		library_add_playbook(&d->library, l.playbook);
	if (l.law != NULL)
		library_add_law(&d->library, l.law);
	if (l.vocabulary != NULL)
		library_add_vocabulary(&d->library, l.vocabulary);
	if (l.model != NULL)
		library_add_model(&d->library, l.model, l.body);
	if (l.directory != NULL)
		library_add_directory(&d->library, l.directory);
	if (l.local != NULL)
		library_add_local(&d->library, l.local);
	if (l.organisation != NULL)
		d->library.organisation = l.organisation;
	return true;
}

/* Scenarios are no part of an incident's library before one is begun. */
static bool
load_scenario(struct fake_desk *d, unsigned i)
{
	char *path = arena_printf(&d->files, "%s/%s.%s.yaml", d->folder,
				  scenarios[i], d->language);
	struct diag_list diags = {.arena = &d->files};
	struct loaded l;
	struct err err = {0};
	const char *bytes;
	size_t len;
	const struct exercise *e;

	if (!load_file(path, &d->files, &bytes, &len, &err) ||
	    !load_bytes(path, bytes, len, &d->files, &diags, &l) ||
	    l.exercise == NULL) {
		printf("not ok scenario %s: %s\n", path, err.text);
		return false;
	}
	e = d->exercises[i] = l.exercise;
	d->scenarios[i] = (struct front_scenario){
		.id = e->head.id,
		.title = e->head.title,
		.summary = e->head.summary,
		.language = e->head.language,
		.duration = say_length(e->duration, &d->files),
		.begins = e->begins,
		.style = e->style,
	};
	return true;
}

static bool
load_one(struct fake_desk *d, const char *id)
{
	const char *ending = strcmp(id, "staff-note") == 0 ? "md" : "yaml";

	return load_file_named(d, arena_printf(&d->files, "%s.%s.%s", id,
					       d->language, ending));
}

bool
fake_desk_organisation(struct fake_desk *d)
{
	char *path = arena_printf(&d->files, "%s/organisation.yaml", d->folder);
	const char *bytes;
	size_t len;

	if (!load_file(path, &d->files, &bytes, &len, NULL))
		return false;
	buf_clear(&d->profile_text);
	buf_add(&d->profile_text, bytes, len);
	return load_file_named(d, "organisation.yaml");
}

/* Apart from the library: the program itself would take them along always. */
bool
fake_desk_ours(struct fake_desk *d)
{
	if (!load_file_named(d, arena_printf(&d->files,
					     "../additions/ours.%s.yaml",
					     d->language)))
		return false;
	library_settle(&d->library);
	return true;
}

/* One more text, in both languages. */
bool
fake_desk_letters(struct fake_desk *d)
{
	if (!load_file_named(d, "../additions/notice.en.md") ||
	    !load_file_named(d, "../additions/notice.nl.md"))
		return false;
	library_settle(&d->library);
	return true;
}

/* A text with gaps that the organisation's own file answers. */
bool
fake_desk_card(struct fake_desk *d)
{
	if (!load_file_named(d, "../additions/night-card.en.md") ||
	    !load_file_named(d, "../additions/night-card.nl.md"))
		return false;
	library_settle(&d->library);
	return true;
}

/* Assessments and quizzes stand behind the others in the library. */
static void
list_playbooks(struct fake_desk *d)
{
	struct front *f = &d->front;

	f->playbook_count = f->assessment_count = 0;
	for (unsigned i = 0; i < d->library.playbook_count; i++) {
		const struct playbook *p = d->library.playbooks[i];
		const struct file_header *h = &p->head;

		d->playbooks[i] = (struct front_playbook){
			.id = h->id,
			.title = h->title,
			.summary = h->summary,
			.code = h->code,
			.version = h->version,
			.language = h->language,
			.kind = h->kind,
		};
		if (playbook_is_scored(p))
			f->assessment_count++;
		else
			f->playbook_count++;
	}
	f->playbooks = d->playbooks;
	f->assessments = d->playbooks + f->playbook_count;
}

static bool
load_library(struct fake_desk *d)
{
	char exercised[64] = "";

	if (d->library.exercise != NULL)
		snprintf(exercised, sizeof(exercised), "%s",
			 d->library.exercise->head.id);
	arena_reset(&d->files);
	library_init(&d->library, &d->files);
	tr_use(d->language);
	for (unsigned i = 0; i < 2; i++) {
		if (!load_scenario(d, i))
			return false;
		if (strcmp(exercised, scenarios[i]) == 0)
			d->library.exercise = d->exercises[i];
	}
	d->front.scenarios = d->scenarios;
	d->front.scenario_count = 2;
	for (size_t i = 0; i < FIXTURES; i++)
		if (!load_one(d, fixtures[i]))
			return false;
	library_settle(&d->library);
	list_playbooks(d);
	return true;
}

/* --- the incident */

static bool
apply_line(struct fake_desk *d, const char *line, size_t len)
{
	struct record *r = ARENA_NEW(&d->state, struct record);
	const char *why = NULL;

	if (!record_read(line, len, &d->state, r, &why)) {
		printf("not ok record: %s: %.*s\n", why, (int)len, line);
		return false;
	}
	incident_apply(&d->incident, r, "desk.jsonl");
	return true;
}

/* Folds everything that was written, as a resume does. */
static void
fold(struct fake_desk *d)
{
	const char *line = buf_text(&d->lines), *end;

	arena_reset(&d->state);
	incident_init(&d->incident, &d->state, NULL);
	for (; (end = strchr(line, '\n')) != NULL; line = end + 1)
		apply_line(d, line, (size_t)(end - line));
}

static const struct record *
append(struct fake_desk *d, struct record *r)
{
	size_t before = d->lines.len;
	char id[17];

	d->line_count++;
	snprintf(id, sizeof(id), "%05zx00000000000", d->line_count);
	r->prev = "000000000000000000000000000000000000000000000000000000000000"
		  "0000";
	r->salt = "0000000000000000";
	r->incident = "0123456789abcdef0123456789abcdef";
	r->n = (int64_t)d->line_count;
	r->id = id;
	r->time = d->front.now;
	record_write(r, &d->lines);
	if (!apply_line(d, d->lines.bytes + before, d->lines.len - before - 1))
		return NULL;
	return d->incident.log[d->incident.log_count - 1].record;
}

static void
fill_place(struct fake_desk *d)
{
	struct front *f = &d->front;
	const struct incident *in = &d->incident;
	const struct record *last =
		in->log_count > 0 ? in->log[in->log_count - 1].record : NULL;
	const struct status_deadline *next;

	f->place_count = d->line_count > 0;
	f->places = &d->place;
	if (last == NULL)
		return;
	d->place = (struct front_place){
		.path = "/incidents/one",
		.id8 = "01234567",
		.title = in->title != NULL ? in->title : "",
		.words = "heron-lamp",
		.started = in->opened,
		.open = in->open,
		.read = true,
		.mode = in->mode,
		.last_time = last->time,
		.last_text =
			say_record(last, in, &d->library, NULL, &d->views).text,
		.entries = in->log_count,
		.looked = true,
	};
	next = deadlines_next(status_at(in, &d->library, f->now, &d->views),
			      f->now);
	if (next != NULL)
		d->place.next_deadline =
			say_deadline_next(next, f->now, NULL, &d->views);
}

/* A run of last year: half of the first section, nothing of the other. */
static const struct assessment_earlier *
earlier(void)
{
	static struct assessment_section sections[] = {
		{.id = "paper", .title = "", .sum = {2, 4, 2, 0, 0}},
		{.id = "systems", .title = "", .sum = {0, 0, 0, 0, 2}},
	};
	static const struct assessment_earlier last_year = {
		.time = INT64_C(1752478862000),
		.sections = sections,
		.section_count = 2,
		.total = {2, 4, 2, 0, 2},
	};

	return &last_year;
}

void
fake_desk_fill(struct fake_desk *d)
{
	struct front *f = &d->front;
	size_t count = d->incident.log_count;

	f->language = tr_language();
	f->library = &d->library;
	f->incident = d->open ? &d->incident : NULL;
	f->status = d->open ? status_at(&d->incident, &d->library, f->now,
					&d->views)
			    : NULL;
	f->earlier =
		f->incident && f->incident->mode &&
				strcmp(f->incident->mode, "assessment") == 0
			? earlier()
			: NULL;
	f->exercise = d->open ? exercise_at(&d->incident, &d->library, f->now,
					    &d->views)
			      : NULL;
	f->zone = exercise_zone(f->exercise, NULL, &d->views);
	f->words = d->open ? "heron-lamp" : NULL;
	f->role = d->role[0] != '\0' ? d->role : NULL;
	f->by = d->by[0] != '\0' ? d->by : NULL;
	f->saved_count = d->open ? count : 0;
	f->saved_time = count > 0 ? d->incident.log[count - 1].record->time : 0;
	if (f->saved != FRONT_NOT_SAVED && f->saved != FRONT_WAITING)
		f->saved = count > 0 ? FRONT_SAVED : FRONT_NOTHING_YET;
	f->head = "9f3a61c077b20e4d000000000000000000000000000000000000000000"
		  "000000";
	f->seal_advice =
		d->seals && d->open
			? say_seal_due(seal_due_at(&d->incident, f->now))
			: NULL;
	if (!d->open)
		fill_place(d);
}

static struct event
act(struct fake_desk *d, struct action *act)
{
	struct record r = {0};
	struct refused why;

	paper_prepare(d, act);
	why = incident_decide(&d->incident, &d->library, act, d->front.now,
			      &d->views, &r);
	if (why.why != REFUSED_NOT)
		return (struct event){
			.kind = EVENT_REFUSED, .refused = why, .action = *act};
	if (d->slow) {
		d->kept = *act;
		d->front.saved = FRONT_WAITING;
		d->front.saving_since = d->front.now;
		return (struct event){.kind = EVENT_WAITING, .action = *act};
	}
	if (d->fails) {
		d->fails = false;
		d->kept = *act;
		d->front.saved = FRONT_NOT_SAVED;
		d->front.lost_journals = d->loses;
		return (struct event){.kind = EVENT_NOT_SAVED,
				      .text = "No space left on device",
				      .action = *act};
	}
	d->front.saved = FRONT_SAVED;
	return (struct event){.kind = EVENT_STORED, .record = append(d, &r)};
}

/* --- evidence: three files on a stick, one of which cannot be read */

#define HASH "9f3a61c077b20e4d9f3a61c077b20e4d9f3a61c077b20e4d9f3a61c077b20e4d"

static struct event
attach(struct fake_desk *d, const struct action *given)
{
	struct action whole = *given;
	const char *slash = strrchr(given->name, '/');

	if (strstr(given->name, "broken") != NULL)
		return (struct event){.kind = EVENT_FAILED,
				      .text = arena_printf(&d->views,
							   "%s cannot be read",
							   given->name),
				      .action = *given};
	whole.name = slash != NULL ? slash + 1 : given->name;
	whole.file = "sha256-" HASH;
	whole.sha256 = HASH;
	whole.bytes = (struct number){1048576, true};
	return act(d, &whole);
}

static struct event
seal(struct fake_desk *d, const struct action *given)
{
	struct action whole = *given;
	const char *picture = paper_seal(d, &whole);
	struct event answer = act(d, &whole);

	if (answer.kind == EVENT_STORED)
		answer.text = picture;
	return answer;
}

static struct event
complete(struct fake_desk *d, const char *typed)
{
	static const char *const names[] = {
		"/media/stick/broken.log",
		"/media/stick/firewall.log",
		"/media/stick/firewall.old",
	};
	struct event answer = {.kind = EVENT_COMPLETED, .text = typed};
	size_t len = strlen(typed);

	if (strcmp(names[0], typed) == 0)
		answer.whole = true;
	else if (strncmp(names[0], typed, len) == 0 && len < 13)
		answer.text = "/media/stick/";
	else if (strncmp(names[0], typed, len) == 0 && len > 13)
		answer.text = names[0];
	else if (strncmp("/media/stick/firewall.", typed, len) == 0 && len > 13)
		answer.text = "/media/stick/firewall.";
	else if (strcmp(names[1], typed) == 0)
		answer.whole = true;
	else if (strncmp(names[1], typed, len) == 0)
		answer.text = names[1];
	if (strcmp(typed, "/media/stick/firewall.") == 0)
		answer.note = "firewall.log  firewall.old";
	answer.text = arena_strdup(&d->views, answer.text);
	return answer;
}

/* One is good, the next is gone. */
static struct event
kept(struct fake_desk *d)
{
	const struct incident *in = &d->incident;
	struct evidence_said said = {.library = &d->library,
				     .zone = d->front.zone};

	said.rows =
		ARENA_ARRAY(&d->views, struct evidence_row, in->log_count + 1);
	for (size_t i = 0; i < in->log_count; i++)
		if (say_is_kept(in->log[i].record)) {
			said.rows[said.count] = (struct evidence_row){
				in->log[i].record,
				said.count ? KEPT_MISSING : KEPT_GOOD};
			said.count++;
		}
	return (struct event){.kind = EVENT_EVIDENCE,
			      .text = say_evidence(&said, &d->views)};
}

bool
fake_desk_act(struct fake_desk *d, const struct action *given)
{
	struct action mine = *given;
	bool slow = d->slow, fails = d->fails; /* our disk, not theirs */
	enum front_saved saved = d->front.saved;
	bool stored;

	d->slow = d->fails = false;
	stored = act(d, &mine).kind == EVENT_STORED;
	d->slow = slow;
	d->fails = fails;
	d->front.saved = saved;
	fake_desk_fill(d);
	return stored;
}

static const char *
mode_of(const struct fake_desk *d, const char *playbook)
{
	const struct playbook *p =
		playbook ? library_playbook(&d->library, playbook) : NULL;

	return p && playbook_is_scored(p) ? "assessment" : "live";
}

void
fake_desk_start(struct fake_desk *d, const char *playbook)
{
	struct record r = {0};
	struct action open = {
		.kind = ACT_PLAYBOOK, .by = d->front.by, .playbook = playbook};

	buf_clear(&d->lines);
	d->line_count = 0;
	fold(d);
	incident_open_record(&d->library, NULL,
			     d->library.exercise != NULL ? "exercise"
							 : mode_of(d, playbook),
			     "amber", d->language, "UTC", &d->views, &r);
	append(d, &r);
	d->open = true;
	if (playbook != NULL)
		act(d, &open);
	fake_desk_fill(d);
}

void
fake_desk_exercise(struct fake_desk *d, const char *id, bool leads)
{
	struct action lead = {.kind = ACT_JOIN,
			      .role = ROLE_FACILITATOR,
			      .by = d->by[0] != '\0' ? d->by : "Leader"};
	struct action clock = lead;

	for (unsigned i = 0; i < 2; i++)
		if (strcmp(d->exercises[i]->head.id, id) == 0)
			d->library.exercise = d->exercises[i];
	fake_desk_start(d, "mailbox");
	if (leads) {
		act(d, &lead);
		snprintf(d->role, sizeof(d->role), "%s", ROLE_FACILITATOR);
	}
	clock.kind = ACT_PAUSE;
	clock.act = "resume";
	act(d, &clock);
	clock.act = "pause";
	if (leads)
		act(d, &clock);
	fake_desk_fill(d);
}

/* --- reports: made as app/ does, saved nowhere */

static struct event
report(struct fake_desk *d, const struct effect *e)
{
	const struct record_head head = {"desk.jsonl", (int64_t)d->line_count,
					 d->front.head};
	const struct report_ground g = {
		.incident = &d->incident,
		.status = d->front.status,
		.library = &d->library,
		.words = d->front.words,
		.by = d->front.by,
		.heads = &head,
		.head_count = 1,
	};
	const struct report *r = report_make(&e->report, &g, &d->views);
	struct event answer = {.kind = EVENT_REPORT, .saved = e->save};

	if (r == NULL)
		return (struct event){.kind = EVENT_FAILED,
				      .text = "no such decision"};
	buf_clear(&d->printed);
	report_write(r, &e->report, &d->printed);
	answer.text = arena_strdup(&d->views, buf_text(&d->printed));
	if (!e->save)
		return answer;
	answer.text = "saved";
	answer.note = "A report was written to a file";
	return answer;
}

/* --- the other effects */

static void
score(struct fake_desk *d, const struct effect *e)
{
	for (unsigned i = 0; i < d->front.playbook_count; i++) {
		const struct playbook *p = d->library.playbooks[i];
		struct front_playbook *f = &d->playbooks[i];

		f->score_strong = f->score_weak = 0;
		for (unsigned n = 0; n < p->sign_count * e->sign_count; n++) {
			const struct sign_use *use =
				&p->signs[n / e->sign_count];

			if (strcmp(use->sign, e->signs[n % e->sign_count]) != 0)
				continue;
			f->score_strong += use->strong;
			f->score_weak += !use->strong;
		}
	}
}

static struct event
opened(struct fake_desk *d, bool open)
{
	d->open = open;
	/* Nobody waits any more for what the disk does with an entry. */
	if (d->front.saved == FRONT_WAITING)
		d->front.saved = FRONT_NOTHING_YET;
	d->slow = false;
	d->role[0] = '\0';
	fold(d);
	return (struct event){.kind = EVENT_OPENED};
}

static void
keep_draft(struct fake_desk *d, const struct effect *e)
{
	struct front *f = &d->front;
	size_t kept = 0;

	for (size_t i = 0; i < f->draft_count; i++)
		if (strcmp(d->draft[i].name, e->name) != 0)
			d->draft[kept++] = d->draft[i];
	f->drafts = d->draft;
	if (e->text != NULL && kept < DRAFTS_MOST) {
		d->draft[kept].name = arena_strdup(&d->drafts, e->name);
		d->draft[kept++].text = arena_strdup(&d->drafts, e->text);
	}
	f->draft_count = kept;
}

/* --- the organisation's own file */

static void
read_profile(struct fake_desk *d)
{
	static const char path[] = "/etc/draaiboek/playbooks/organisation.yaml";
	struct diag_list diags;

	d->profile = (struct front_profile){.path = path};
	if (d->profile_text.len > 0)
		d->profile.organisation = profile_read(path, &d->profile_text,
						       &d->profiles, &diags);
	d->front.profile = &d->profile;
}

static struct event
change_profile(struct fake_desk *d, const struct effect *e)
{
	const struct profile_file file = {.path = d->profile.path};
	struct buf before = {0};
	struct diag_list diags;
	const char *key;
	bool good;

	if (d->profile_fails) {
		d->profile_fails = false;
		return (struct event){.kind = EVENT_FAILED,
				      .text = "No space left on device"};
	}
	buf_adds(&before, buf_text(&d->profile_text));
	if (d->profile_text.len == 0)
		profile_text(&file, &d->profile_text);
	key = profile_change(&d->profile_text, d->profile.organisation,
			     d->front.library, e->profile, &d->profiles);
	good = key == NULL && profile_read(file.path, &d->profile_text,
					   &d->profiles, &diags) != NULL;
	if (!good) {
		buf_clear(&d->profile_text);
		buf_adds(&d->profile_text, buf_text(&before));
	}
	buf_fini(&before);
	read_profile(d);
	return (struct event){.kind = good ? EVENT_DONE : EVENT_FAILED,
			      .text = good ? "Written" : "not to be read"};
}

static void
read_only(struct fake_desk *d)
{
	d->front.read_only = true;
	d->front.read_only_why = tr("the last entry could not be saved; go on "
				    "on paper");
	d->front.saved = FRONT_SAVED;
}

static struct event
carry_out(struct fake_desk *d, const struct effect *e)
{
	struct event done = {.kind = EVENT_DONE};
	struct action mine;

	switch (e->kind) {
	case EFFECT_ACT:
		mine = e->action;
		return mine.kind == ACT_EVIDENCE ? attach(d, &mine)
		       : mine.kind == ACT_SEAL   ? seal(d, &mine)
						 : act(d, &mine);
	case EFFECT_MOVE:
		if (d->move_fails) {
			d->move_fails = false;
			return (struct event){.kind = EVENT_FAILED,
					      .text = "That disk is full too"};
		}
		d->slow = false;
		mine = d->kept;
		return act(d, &mine);
	case EFFECT_RETRY:
		mine = d->kept;
		return act(d, &mine);
	case EFFECT_READ_ONLY:
		read_only(d);
		return done;
	case EFFECT_START:
		fake_desk_start(d, e->text);
		return (struct event){.kind = EVENT_OPENED};
	case EFFECT_SCENARIOS:
		return (struct event){.kind = EVENT_LOADED};
	case EFFECT_EXERCISE:
		d->role[0] = '\0';
		fake_desk_exercise(d, e->text, e->leads);
		return (struct event){.kind = EVENT_OPENED};
	case EFFECT_REAL:
		d->role[0] = '\0';
		d->library.exercise = NULL;
		fake_desk_start(d, "triage");
		return (struct event){.kind = EVENT_OPENED};
	case EFFECT_OPEN:
		return opened(d, true);
	case EFFECT_LEAVE:
		return opened(d, false);
	case EFFECT_SCORE:
		score(d, e);
		return (struct event){.kind = EVENT_LOADED};
	case EFFECT_ROLE:
		snprintf(d->role, sizeof(d->role), "%s", e->text);
		return done;
	case EFFECT_BY:
		snprintf(d->by, sizeof(d->by), "%s", e->text);
		return done;
	case EFFECT_LANGUAGE:
		if (strcmp(e->text, "en") != 0 && strcmp(e->text, "nl") != 0)
			return (struct event){.kind = EVENT_FAILED,
					      .text = "no such language"};
		snprintf(d->language, sizeof(d->language), "%s", e->text);
		load_library(d);
		fold(d);
		return done;
	case EFFECT_DRAFT:
		keep_draft(d, e);
		break;
	case EFFECT_PRINT:
		buf_clear(&d->printed);
		buf_adds(&d->printed, e->text);
		done.text = "printed";
		if (e->document != NULL) {
			done.kind = EVENT_REPORT;
			done.saved = true;
			done.note = arena_printf(&d->views,
						 "Text written to a file: %s",
						 e->document);
		}
		return done;
	case EFFECT_REPORT:
		return report(d, e);
	case EFFECT_QUIT:
		d->leaves = true;
		d->quits++;
		break;
	case EFFECT_REPAINT:
		d->repaints++;
		break;
	case EFFECT_DOCUMENT:
		paper_show(d, e->text);
		return (struct event){.kind = EVENT_LOADED};
	case EFFECT_LIBRARY:
		return (struct event){.kind = EVENT_LOADED};
	case EFFECT_COMPLETE:
		return complete(d, e->text);
	case EFFECT_EVIDENCE:
		return kept(d);
	case EFFECT_PROFILE:
		read_profile(d);
		return (struct event){.kind = EVENT_LOADED};
	case EFFECT_PROFILE_CHANGE:
		return change_profile(d, e);
	case EFFECT_NONE:
	case EFFECT_EDITOR:
	case EFFECT_THEME:
	case EFFECT_SUSPEND:
		break;
	}
	return (struct event){.kind = EVENT_NONE};
}

struct event
fake_desk_carry_out(struct fake_desk *d, const struct effect *e)
{
	struct event answer = carry_out(d, e);

	paper_show(d, NULL);
	fake_desk_fill(d);
	return answer;
}

struct event
fake_desk_answer(struct fake_desk *d)
{
	struct action mine = d->kept;
	struct event answer;

	d->slow = false;
	answer = act(d, &mine);
	fake_desk_fill(d);
	return answer;
}

bool
fake_desk_init(struct fake_desk *d, const char *folder, const char *language,
	       int64_t now)
{
	memset(d, 0, sizeof(*d));
	d->folder = folder;
	snprintf(d->language, sizeof(d->language), "%s", language);
	d->front.version = "1.0";
	d->front.now = now;
	if (!load_library(d))
		return false;
	fold(d);
	fake_desk_fill(d);
	return true;
}

void
fake_desk_fini(struct fake_desk *d)
{
	arena_fini(&d->files);
	arena_fini(&d->state);
	arena_fini(&d->views);
	arena_fini(&d->drafts);
	arena_fini(&d->papers);
	arena_fini(&d->profiles);
	buf_fini(&d->profile_text);
	buf_fini(&d->lines);
	buf_fini(&d->printed);
}

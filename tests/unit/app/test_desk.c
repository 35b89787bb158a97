/* A desk on a root of its own, with the small playbooks of tests/cli. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <ftw.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "app/desk.h"
#include "base/err.h"
#include "front/draft.h"
#include "front/profile.h"

static char root[64];
static struct session session;
static struct desk desk;

static void
open_session(struct session *s)
{
	const struct session_options o = {.root = root,
					  .playbooks = "tests/cli/playbooks",
					  .language = "en"};
	struct err err;

	assert_true(session_init(s, &o, &err));
}

static int
begin(void **state)
{
	const struct app_options none = {.color = COLOR_AUTO};

	(void)state;
	strcpy(root, "/tmp/draaiboek-desk-XXXXXX");
	assert_non_null(mkdtemp(root));
	open_session(&session);
	desk_init(&desk, &session, &none);
	return 0;
}

static int
take_away(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static int
end(void **state)
{
	(void)state;
	desk_fini(&desk);
	session_fini(&session);
	nftw(root, take_away, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}

static struct event
ask(enum effect_kind kind, const char *text)
{
	const struct effect e = {.kind = kind, .text = text};

	return desk_do(&desk, &e);
}

static struct event
act(struct action a)
{
	const struct effect e = {.kind = EFFECT_ACT, .action = a};

	return desk_do(&desk, &e);
}

static void
start(void)
{
	ask(EFFECT_BY, "IT duty officer");
	ask(EFFECT_ROLE, "it");
	assert_int_equal(ask(EFFECT_START, "pump").kind, EVENT_OPENED);
}

static void
the_start_screen_has_playbooks_and_no_incident(void **state)
{
	const struct front *f = desk_front(&desk);
	bool pump = false;

	(void)state;
	assert_null(f->incident);
	assert_int_equal(f->place_count, 0);
	for (size_t i = 0; i < f->playbook_count; i++)
		pump = pump || strcmp(f->playbooks[i].id, "pump") == 0;
	assert_true(pump);
}

static void
a_new_incident_is_in_front(void **state)
{
	const struct front *f = desk_front(&desk);

	(void)state;
	start();
	assert_non_null(f->incident);
	assert_non_null(f->status);
	assert_int_equal(f->saved, FRONT_SAVED);
	assert_int_equal(strlen(f->head), 64);
	assert_true(strlen(f->words) > 4);
	assert_string_equal(f->role, "it");
}

static void
an_incident_can_begin_without_a_playbook(void **state)
{
	(void)state;
	assert_int_equal(ask(EFFECT_START, NULL).kind, EVENT_OPENED);
	assert_true(desk_front(&desk)->incident->arrived);
	assert_int_equal(act((struct action){.kind = ACT_PLAYBOOK,
					     .by = "x",
					     .playbook = "pump"})
				 .kind,
			 EVENT_STORED);
	assert_non_null(
		status_find_step(desk_front(&desk)->status, "pump/it/isolate"));
}

static void
an_act_is_stored_with_who_is_at_the_desk(void **state)
{
	struct event answer;

	(void)state;
	start();
	answer = act((struct action){
		.kind = ACT_DO, .item = "1.1", .state = "done"});
	assert_int_equal(answer.kind, EVENT_STORED);
	assert_string_equal(answer.record->actor, "IT duty officer");
	assert_string_equal(answer.record->role, "it");
	assert_int_equal(desk_front(&desk)->status->roles[1].done, 1);
}

static void
a_refused_act_changes_nothing(void **state)
{
	size_t before;
	struct event answer;

	(void)state;
	start();
	before = desk_front(&desk)->saved_count;
	answer = act((struct action){.kind = ACT_SKIP, .step = "1"});
	assert_int_equal(answer.kind, EVENT_REFUSED);
	assert_int_equal(answer.refused.why, REFUSED_REASON_MISSING);
	assert_string_equal(answer.action.step, "1");
	assert_int_equal(desk_front(&desk)->saved_count, before);
}

static void
a_choice_opens_a_playbook_that_was_not_loaded(void **state)
{
	(void)state;
	start();
	assert_int_equal(
		act((struct action){.kind = ACT_PLAYBOOK, .playbook = "flood"})
			.kind,
		EVENT_STORED);
	assert_non_null(
		status_find_step(desk_front(&desk)->status, "flood/it/begin"));
}

static void
a_misspelt_playbook_gets_its_nearest(void **state)
{
	struct event answer;

	(void)state;
	start();
	answer = act((struct action){.kind = ACT_PLAYBOOK, .playbook = "flod"});
	assert_int_equal(answer.kind, EVENT_REFUSED);
	assert_string_equal(answer.refused.other, "flood");
}

static void
leaving_and_opening_comes_back_to_the_same_place(void **state)
{
	const struct front *f = desk_front(&desk);
	char path[512];

	(void)state;
	start();
	act((struct action){.kind = ACT_DO, .item = "1.1", .state = "done"});
	assert_int_equal(ask(EFFECT_LEAVE, NULL).kind, EVENT_OPENED);
	assert_null(f->incident);
	assert_int_equal(f->place_count, 1);
	assert_true(f->places[0].read && f->places[0].open);
	assert_string_equal(f->places[0].title, "The pump stops");
	assert_non_null(strstr(f->places[0].last_text, "Pull the network"));
	snprintf(path, sizeof(path), "%s", f->places[0].path);
	assert_int_equal(ask(EFFECT_OPEN, path).kind, EVENT_OPENED);
	assert_string_equal(f->role, "it");
	assert_int_equal(f->status->roles[1].done, 1);
}

/* Not the step of one role under the name of another. */
static void
the_start_screen_says_whose_step_it_was(void **state)
{
	const struct front *f = desk_front(&desk);

	(void)state;
	start();
	act((struct action){.kind = ACT_DO, .item = "1.1", .state = "done"});
	act((struct action){.kind = ACT_NOTE,
			    .role = "management",
			    .text = "The mayor is on her way"});
	assert_int_equal(ask(EFFECT_LEAVE, NULL).kind, EVENT_OPENED);
	assert_int_equal(strncmp(f->places[0].you_were, "IT, ", 4), 0);
}

/* The first screen waits for no playbook; what is due comes right behind it. */
static void
the_start_screen_says_what_is_due_and_how_the_log_is(void **state)
{
	const struct front *f = desk_front(&desk);
	char path[512], name[128];
	FILE *journal;

	(void)state;
	start();
	snprintf(name, sizeof(name), "%s", f->journal);
	act((struct action){
		.kind = ACT_FACT, .fact = "noticed-at", .value = "-1h"});
	assert_int_equal(ask(EFFECT_LEAVE, NULL).kind, EVENT_OPENED);
	assert_false(f->places[0].looked);
	assert_null(f->places[0].next_deadline);
	assert_true(desk_has_closer(&desk));
	assert_true(desk_look_closer(&desk));
	assert_true(f->places[0].looked);
	assert_non_null(
		strstr(f->places[0].next_deadline, "Tell the neighbours"));
	assert_non_null(strstr(f->places[0].next_deadline, "(2:59 left)"));
	assert_null(f->places[0].trouble);
	assert_false(desk_look_closer(&desk));
	assert_false(desk_has_closer(&desk));

	snprintf(path, sizeof(path), "%s/%s", f->places[0].path, name);
	journal = fopen(path, "a");
	assert_non_null(journal);
	fputs("{\"no\": \"record\"}\n", journal);
	fclose(journal);
	assert_int_equal(ask(EFFECT_LANGUAGE, "en").kind, EVENT_DONE);
	while (desk_look_closer(&desk))
		continue;
	assert_non_null(strstr(f->places[0].trouble, "bad line"));
}

static void
a_draft_is_there_after_a_kill(void **state)
{
	const struct effect keep = {.kind = EFFECT_DRAFT,
				    .name = "note",
				    .text = "half\ta \\ thought\nand more"};
	const struct effect forget = {.kind = EFFECT_DRAFT, .name = "note"};
	const struct app_options none = {.color = COLOR_AUTO};
	struct session again;
	struct desk later;

	(void)state;
	start();
	assert_int_equal(desk_do(&desk, &keep).kind, EVENT_NONE);
	open_session(&again);
	assert_true(session_open(&again, session.folder.path, NULL));
	desk_init(&later, &again, &none);
	assert_int_equal(desk_front(&later)->draft_count, 1);
	assert_string_equal(desk_front(&later)->drafts[0].name, "note");
	assert_string_equal(desk_front(&later)->drafts[0].text, keep.text);
	desk_do(&later, &forget);
	assert_int_equal(desk_front(&later)->draft_count, 0);
	desk_fini(&later);
	session_fini(&again);
}

/* As if the program began again in the same incident. */
static void
begin_again(void)
{
	const struct app_options none = {.color = COLOR_AUTO};

	desk_fini(&desk);
	desk_init(&desk, &session, &none);
}

/* As another process of this station left it, or is typing it now. */
static const char *
keep_as(intmax_t pid, const char *lines)
{
	static char name[48];
	char kept[200];

	snprintf(name, sizeof(name), "drafts/%.8s.%jd", session.folder.id, pid);
	snprintf(kept, sizeof(kept), "process\t%jd %s\n%s", pid,
		 session.who.boot, lines);
	assert_true(paths_write_state(&session.paths, name, kept, NULL));
	return name;
}

/* Two terminals of one station: what is typed at one is no loss at the other.
 */
static void
what_another_terminal_types_now_is_not_lost(void **state)
{
	const struct effect mine = {
		.kind = EFFECT_DRAFT, .name = "note", .text = "something else"};
	struct arena a = {0};
	const char *name;

	(void)state;
	start();
	name = keep_as(getppid(), "note\thalf\n");
	begin_again();
	assert_int_equal(desk_front(&desk)->draft_count, 0);
	assert_int_equal(desk_do(&desk, &mine).kind, EVENT_NONE);
	assert_int_equal(desk_front(&desk)->draft_count, 1);
	assert_non_null(strstr(paths_read_state(&session.paths, name, &a),
			       "note\thalf\n"));
	arena_fini(&a);
}

/* Who was cut off may still be there when the next one begins. */
static void
what_a_process_that_ends_now_typed_is_taken_up(void **state)
{
	pid_t other = fork();

	(void)state;
	if (other == 0) {
		pause();
		_exit(0);
	}
	start();
	keep_as(other, "note\thalf\n");
	begin_again();
	assert_int_equal(desk_front(&desk)->draft_count, 0);
	desk_refresh(&desk);
	assert_int_equal(desk_front(&desk)->draft_count, 0);
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
	desk_refresh(&desk);
	assert_string_equal(draft_find(desk_front(&desk), "note"), "half");
}

/* Two ended over the same field: the second text waits for the first. */
static void
what_processes_that_are_gone_typed_is_taken_up(void **state)
{
	const struct effect forget = {.kind = EFFECT_DRAFT, .name = "note"};
	char texts[2][8];

	(void)state;
	start();
	keep_as(999999998, "note\tone\naction\tlook\n");
	keep_as(999999999, "note\ttwo\naction\tlook\n");
	for (int i = 0; i < 2; i++) {
		begin_again();
		assert_int_equal(desk_front(&desk)->draft_count, 2);
		snprintf(texts[i], sizeof(texts[i]), "%s",
			 draft_find(desk_front(&desk), "note"));
		desk_do(&desk, &forget);
	}
	assert_string_not_equal(texts[0], texts[1]);
	begin_again();
	assert_null(draft_find(desk_front(&desk), "note"));
	assert_string_equal(draft_find(desk_front(&desk), "action"), "look");
}

/* Also where the folder that it stands in had to be made. */
static void
the_organisation_is_known_once_it_is_written(void **state)
{
	const struct profile_change name = {.part = PROFILE_ITSELF,
					    .values = {"Voorbeeldegem"}};
	const struct profile_change wrong = {.part = PROFILE_DEADLINES,
					     .values = {"Call", "soon"}};
	/* A text calls it by that id, whatever it is named here. */
	const struct profile_change lacked = {
		.part = PROFILE_CONTACTS,
		.fresh = "care-home",
		.values = {"Manager of the home", "09 000 00 50"}};
	const struct effect fresh = {.kind = EFFECT_PROFILE_CHANGE,
				     .profile = &lacked};
	const struct effect change = {.kind = EFFECT_PROFILE_CHANGE,
				      .profile = &name};
	const struct effect refused = {.kind = EFFECT_PROFILE_CHANGE,
				       .profile = &wrong};
	const struct front *f = desk_front(&desk);

	(void)state;
	assert_int_equal(ask(EFFECT_PROFILE, NULL).kind, EVENT_LOADED);
	assert_null(f->profile->organisation);
	assert_int_equal(ask(EFFECT_LIBRARY, NULL).kind, EVENT_LOADED);
	assert_null(f->library->organisation);
	assert_int_equal(desk_do(&desk, &change).kind, EVENT_DONE);
	assert_string_equal(f->profile->organisation->name, "Voorbeeldegem");
	assert_int_equal(ask(EFFECT_LIBRARY, NULL).kind, EVENT_LOADED);
	assert_string_equal(f->library->organisation->name, "Voorbeeldegem");
	assert_int_equal(desk_do(&desk, &refused).kind, EVENT_FAILED);
	assert_int_equal(f->profile->organisation->deadline_count, 0);
	assert_int_equal(desk_do(&desk, &fresh).kind, EVENT_DONE);
	assert_string_equal(f->profile->organisation->contacts[0].id,
			    "care-home");
	start();
	assert_string_equal(f->incident->organisation, "Voorbeeldegem");
}

static void
what_another_station_writes_comes_in(void **state)
{
	const struct action note = {.kind = ACT_NOTE, .by = "x", .text = "y"};
	const struct action more = {
		.kind = ACT_PLAYBOOK, .by = "x", .playbook = "flood"};
	struct pollfd woken = {.events = POLLIN};
	struct session other;
	struct record *written;
	struct refused why;
	struct err err;
	size_t before;

	(void)state;
	start();
	before = desk_front(&desk)->saved_count;
	open_session(&other);
	assert_true(session_open(&other, session.folder.path, &err));
	assert_int_equal(session_act(&other, &note, &written, &why, &err),
			 SESSION_SAVED);
	assert_int_equal(session_act(&other, &more, &written, &why, &err),
			 SESSION_SAVED);
	woken.fd = desk_watch_fd(&desk);
	assert_int_equal(poll(&woken, 1, 5000), 1);
	assert_true(desk_refresh(&desk));
	assert_true(desk_front(&desk)->saved_count > before);
	assert_non_null(
		status_find_step(desk_front(&desk)->status, "flood/it/begin"));
	session_fini(&other);
}

static void
signs_score_the_playbooks(void **state)
{
	static const char *const signs[] = {"ransom-note"};
	const struct effect score = {
		.kind = EFFECT_SCORE, .signs = signs, .sign_count = 1};
	const struct front *f = desk_front(&desk);
	int strong = 0;

	(void)state;
	assert_int_equal(ask(EFFECT_LIBRARY, NULL).kind, EVENT_LOADED);
	assert_non_null(f->library);
	assert_true(f->library->vocabulary_count > 0);
	assert_int_equal(desk_do(&desk, &score).kind, EVENT_LOADED);
	for (size_t i = 0; i < f->playbook_count; i++) {
		bool is_it = strcmp(f->playbooks[i].id, "ransomware") == 0;

		strong += is_it ? f->playbooks[i].score_strong : 0;
	}
	assert_int_equal(strong, 1);
}

static void
reading_only_writes_nothing(void **state)
{
	struct event answer;

	(void)state;
	start();
	ask(EFFECT_READ_ONLY, NULL);
	assert_true(desk_front(&desk)->read_only);
	answer = act((struct action){.kind = ACT_NOTE, .text = "x"});
	assert_int_equal(answer.kind, EVENT_NOT_SAVED);
	assert_string_equal(answer.action.text, "x");
	assert_int_equal(desk_front(&desk)->saved, FRONT_NOT_SAVED);
}

static void
let_files_grow(rlim_t most)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = most;
	setrlimit(RLIMIT_FSIZE, &limit);
}

static void
what_cannot_be_saved_is_kept_and_tried_again(void **state)
{
	struct event answer;
	const char *head;
	size_t before;

	(void)state;
	start();
	before = desk_front(&desk)->saved_count;
	let_files_grow(0);
	answer = act((struct action){.kind = ACT_NOTE, .text = "on paper"});
	assert_int_equal(answer.kind, EVENT_NOT_SAVED);
	assert_int_equal(desk_front(&desk)->lost_journals, 0);
	assert_true(strlen(answer.text) > 10);
	assert_string_equal(answer.action.text, "on paper");
	assert_int_equal(desk_front(&desk)->saved, FRONT_NOT_SAVED);
	assert_int_equal(desk_front(&desk)->saved_count, before);
	assert_int_equal(ask(EFFECT_RETRY, NULL).kind, EVENT_NOT_SAVED);
	/* The next file has no line yet: nobody writes noughts on paper. */
	head = desk_front(&desk)->head;
	assert_true(!head || head[strspn(head, "0")]);
	let_files_grow(RLIM_INFINITY);
	answer = ask(EFFECT_RETRY, NULL);
	assert_int_equal(answer.kind, EVENT_STORED);
	assert_string_equal(answer.record->text, "on paper");
	assert_int_equal(desk_front(&desk)->saved, FRONT_SAVED);
	assert_true(desk_front(&desk)->saved_count > before);
}

static void
it_goes_on_in_another_folder_when_asked(void **state)
{
	char folder[96];
	struct event answer;

	(void)state;
	start();
	let_files_grow(0);
	act((struct action){.kind = ACT_NOTE, .text = "elsewhere"});
	let_files_grow(RLIM_INFINITY);
	snprintf(folder, sizeof(folder), "%s/state", root);
	answer = ask(EFFECT_MOVE, folder);
	assert_int_equal(answer.kind, EVENT_STORED);
	assert_string_equal(answer.record->text, "elsewhere");
	assert_non_null(strstr(desk_front(&desk)->notice, folder));
}

static void
a_journal_that_was_taken_away_is_followed_by_a_new_one(void **state)
{
	char path[640];
	struct event answer;

	(void)state;
	start();
	snprintf(path, sizeof(path), "%s/%s", session.folder.path,
		 desk_front(&desk)->journal);
	assert_int_equal(unlink(path), 0);
	answer = act((struct action){.kind = ACT_NOTE, .text = "still here"});
	assert_int_equal(answer.kind, EVENT_STORED);
	assert_non_null(desk_front(&desk)->notice);
	assert_int_equal(desk_front(&desk)->saved, FRONT_SAVED);
}

/* What the screen shows is then the only place where it stands. */
static void
a_folder_that_was_taken_away_is_not_called_safe(void **state)
{
	char gone[600];

	(void)state;
	start();
	snprintf(gone, sizeof(gone), "%s/gone", root);
	assert_int_equal(rename(session.folder.path, gone), 0);
	assert_int_equal(
		act((struct action){.kind = ACT_NOTE, .text = "here"}).kind,
		EVENT_STORED);
	nftw(gone, take_away, 16, FTW_DEPTH | FTW_PHYS);
	assert_int_equal(
		act((struct action){.kind = ACT_NOTE, .text = "lost"}).kind,
		EVENT_NOT_SAVED);
	assert_int_equal(desk_front(&desk)->lost_journals, 1);
}

static void
another_language_keeps_the_state(void **state)
{
	const struct status_step *step;

	(void)state;
	start();
	act((struct action){.kind = ACT_DO, .item = "1.1", .state = "done"});
	assert_int_equal(ask(EFFECT_LANGUAGE, "nl").kind, EVENT_DONE);
	step = status_find_step(desk_front(&desk)->status, "pump/it/isolate");
	assert_string_equal(step->ref->step->title, "Koppel de sturing los");
	assert_int_equal(step->items[0].state, ITEM_DONE);
	ask(EFFECT_LANGUAGE, "en");
}

/* A file below the root, of that many bytes. */
static const char *
write_file(const char *name, size_t bytes)
{
	static char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(ftruncate(fileno(f), (off_t)bytes), 0);
	assert_int_equal(fclose(f), 0);
	return path;
}

static struct event
attach(const char *path, const char *what)
{
	return act((struct action){.kind = ACT_EVIDENCE,
				   .name = path,
				   .text = "A log",
				   .how = "From a stick",
				   .act = what});
}

static void
a_file_is_kept_as_evidence_and_compared(void **state)
{
	const char *path = write_file("firewall.log", 1000);
	struct event answer;

	(void)state;
	start();
	answer = attach(path, NULL);
	assert_int_equal(answer.kind, EVENT_STORED);
	assert_string_equal(answer.record->more->name, "firewall.log");
	assert_int_equal(answer.record->more->bytes.value, 1000);
	assert_int_equal(access(path, F_OK), 0);
	answer = ask(EFFECT_EVIDENCE, NULL);
	assert_int_equal(answer.kind, EVENT_EVIDENCE);
	assert_non_null(strstr(answer.text, "good: firewall.log"));
}

static void
evidence_that_is_moved_goes_once_it_is_saved(void **state)
{
	const char *path = write_file("firewall.log", 10);

	(void)state;
	start();
	assert_int_equal(attach(path, "move").kind, EVENT_STORED);
	assert_int_equal(access(path, F_OK), -1);
}

static void
evidence_that_is_not_there_leaves_no_entry(void **state)
{
	size_t before;
	struct event answer;

	(void)state;
	start();
	before = desk_front(&desk)->saved_count;
	answer = attach("/nowhere/at/all.log", NULL);
	assert_int_equal(answer.kind, EVENT_FAILED);
	assert_int_equal(answer.action.kind, ACT_EVIDENCE);
	assert_non_null(strstr(answer.text, "/nowhere/at/all.log"));
	assert_int_equal(desk_front(&desk)->saved_count, before);
}

/* As a loop that is asked to stop at the first time it is told something. */
static bool
stop_at_once(struct desk_progress *p, const char *text)
{
	(void)p;
	assert_non_null(strstr(text, " of 25 MB"));
	return false;
}

static void
a_copy_that_is_stopped_keeps_nothing(void **state)
{
	struct desk_progress progress = {stop_at_once};
	const char *path = write_file("image.raw", 25000000);
	struct event answer;

	(void)state;
	start();
	desk.progress = &progress;
	answer = attach(path, NULL);
	assert_int_equal(answer.kind, EVENT_FAILED);
	assert_non_null(strstr(answer.text, "stopped"));
}

static void
tab_completes_a_path(void **state)
{
	char typed[128], whole[128];
	struct event answer;

	(void)state;
	snprintf(whole, sizeof(whole), "%s", write_file("mail.eml", 1));
	write_file(".hidden", 1);
	write_file("made\x01up", 1);
	snprintf(typed, sizeof(typed), "%s/m", root);
	answer = ask(EFFECT_COMPLETE, typed);
	assert_int_equal(answer.kind, EVENT_COMPLETED);
	assert_string_equal(answer.text, whole);
	assert_true(answer.whole);
	write_file("mailbox.pst", 1);
	answer = ask(EFFECT_COMPLETE, typed);
	assert_false(answer.whole);
	assert_string_equal(answer.note, "mail.eml  mailbox.pst");
	snprintf(typed, sizeof(typed), "%s/none", root);
	answer = ask(EFFECT_COMPLETE, typed);
	assert_string_equal(answer.text, typed);
	assert_null(answer.note);
}

static void
clocks_turn_by_the_minute(void **state)
{
	int64_t now;

	(void)state;
	start();
	now = desk_front(&desk)->now;
	assert_true(desk_next_change(&desk) > now);
	assert_true(desk_next_change(&desk) <= now + 60000);
	desk_tick(&desk, now + 3600000);
	assert_int_equal(desk_front(&desk)->now, now + 3600000);
	assert_int_equal(desk_front(&desk)->status->now, now + 3600000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_start_screen_has_playbooks_and_no_incident),
		TEST(a_new_incident_is_in_front),
		TEST(an_incident_can_begin_without_a_playbook),
		TEST(an_act_is_stored_with_who_is_at_the_desk),
		TEST(a_refused_act_changes_nothing),
		TEST(a_choice_opens_a_playbook_that_was_not_loaded),
		TEST(a_misspelt_playbook_gets_its_nearest),
		TEST(leaving_and_opening_comes_back_to_the_same_place),
		TEST(the_start_screen_says_whose_step_it_was),
		TEST(the_start_screen_says_what_is_due_and_how_the_log_is),
		TEST(a_draft_is_there_after_a_kill),
		TEST(what_another_terminal_types_now_is_not_lost),
		TEST(what_a_process_that_ends_now_typed_is_taken_up),
		TEST(what_processes_that_are_gone_typed_is_taken_up),
		TEST(the_organisation_is_known_once_it_is_written),
		TEST(what_another_station_writes_comes_in),
		TEST(signs_score_the_playbooks),
		TEST(reading_only_writes_nothing),
		TEST(what_cannot_be_saved_is_kept_and_tried_again),
		TEST(it_goes_on_in_another_folder_when_asked),
		TEST(a_journal_that_was_taken_away_is_followed_by_a_new_one),
		TEST(a_folder_that_was_taken_away_is_not_called_safe),
		TEST(another_language_keeps_the_state),
		TEST(a_file_is_kept_as_evidence_and_compared),
		TEST(evidence_that_is_moved_goes_once_it_is_saved),
		TEST(evidence_that_is_not_there_leaves_no_entry),
		TEST(a_copy_that_is_stopped_keeps_nothing),
		TEST(tab_completes_a_path),
		TEST(clocks_turn_by_the_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* log: the timeline of all journals, in merged order. */
#include <poll.h>
#include <regex.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/map.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "core/exercise.h"
#include "core/twin.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "store/paths.h"
#include "store/watch.h"

#define LOOK_MS 1000 /* a network share tells nobody that it changed */

struct filter {
	struct moment since, until;
	const char *role, *type;
	regex_t grep;
	bool has_grep;
	const char *reader; /* of an exercise: the role; NULL: nobody said */
};

/* The journal's own housekeeping: shown where somebody asks for more. */
static bool
is_housekeeping(const struct record *r)
{
	return r->kind == RECORD_JOURNAL || r->kind == RECORD_WITNESS;
}

static const char *
kind_of(const struct record *r)
{
	return r->kind_name ? r->kind_name : record_kind_name(r->kind);
}

/* The year is told where it is not this one: a clock was wrong, or long ago. */
static const char *
day_clock(int64_t t, const struct zone *z, struct arena *a)
{
	if (stamp_local(t, z).year != stamp_local(paths_now(), z).year)
		return say_date_clock(t, z, a);
	return say_day_clock(t, z, a);
}

/* One line of the timeline as text. */
static const char *
line_of(struct call *c, const struct log_entry *e)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	const struct record *r = e->record;
	struct arena *a = &cli->arena;
	struct say_line line =
		say_record(r, &s->incident, &s->library, &s->zone, a);

	return arena_printf(
		a, "%s  %s%s  %-4s %s  %s  %s%s%s", say_entry(r->id, a),
		day_clock(record_happened(r), &s->zone, a),
		line.late ? "*" : " ",
		r->role ? say_role_short(r->role, a) : "",
		r->actor ? text_shown(a, r->actor, false) : "", line.word,
		line.text, e->corrected ? tr(" (corrected)") : "",
		incident_doubts(&s->incident, r->id)
			? tr(" (doubtful: two different entries have this "
			     "number)")
			: "");
}

static bool
matches(struct call *c, const struct filter *f, const struct log_entry *e)
{
	const struct record *r = e->record;
	int64_t when = record_happened(r);

	if (f->since.set && when < f->since.ms)
		return false;
	if (f->until.set && when > f->until.ms)
		return false;
	if (f->role && (!r->role || strcmp(r->role, f->role) != 0))
		return false;
	if (f->type && strcmp(kind_of(r), f->type) != 0)
		return false;
	if (!f->type && is_housekeeping(r) && !call_has(c, OPT_JSON) &&
	    !c->cli->verbose)
		return false;
	return !f->has_grep ||
	       regexec(&f->grep, line_of(c, e), 0, NULL, 0) == 0;
}

/* JSON allows anything printable to be escaped: a terminal gets ASCII only. */
static void
add_ascii(struct buf *out, const char *s, size_t len)
{
	while (len) {
		uint32_t ch;
		size_t n = text_decode(s, len, &ch);

		if (ch >= 0x10000)
			buf_addf(out, "\\u%04x\\u%04x",
				 (unsigned)(0xd800 + ((ch - 0x10000) >> 10)),
				 (unsigned)(0xdc00 + ((ch - 0x10000) & 0x3ff)));
		else if (ch >= 0x7f)
			buf_addf(out, "\\u%04x", (unsigned)ch);
		else
			buf_addc(out, (char)ch);
		s += n;
		len -= n;
	}
}

/*
 * The line's own keys, then `journal`, the journal's base name; and `file`
 * with the same, except where a line has a `file` of its own.
 */
static void
print_json(struct cli *cli, const struct log_entry *e)
{
	const struct record *r = e->record;
	const char *line = record_line(r, &cli->arena);
	const char *end = line ? memrchr(line, '}', r->line_len) : NULL;

	if (!end)
		return;
	add_ascii(&cli->out, line, (size_t)(end - line));
	if (!r->more->file)
		cli_print(cli, ",\"file\":\"%s\"",
			  text_shown(&cli->arena, e->file, false));
	cli_print(cli, ",\"journal\":\"%s\"}\n",
		  text_shown(&cli->arena, e->file, false));
}

/* A role of the open playbooks, or one that has an entry. */
static bool
is_role(struct session *s, const char *role)
{
	const struct status *st = session_status(s, paths_now());

	for (unsigned i = 0; i < st->role_count; i++)
		if (strcmp(st->roles[i].role, role) == 0)
			return true;
	for (size_t i = 0; i < s->incident.log_count; i++) {
		const char *of = s->incident.log[i].record->role;

		if (of && strcmp(of, role) == 0)
			return true;
	}
	return false;
}

static bool
read_filter(struct call *c, struct filter *f)
{
	const char *grep = call_option(c, OPT_GREP);

	memset(f, 0, sizeof(*f));
	f->reader = exercise_reader(c);
	f->role = call_option(c, OPT_ROLE) ? call_role(c) : NULL;
	if (f->role && !is_role(&c->cli->session, f->role)) {
		cli_usage(c->cli,
			  tr("--role: '%s' is no role of the open playbooks, "
			     "and has no entry."),
			  f->role);
		return false;
	}
	f->type = call_option(c, OPT_TYPE);
	if (f->type && record_kind_of(f->type) == RECORD_OTHER) {
		cli_usage(c->cli, tr("--type: there is no kind of entry '%s'."),
			  f->type);
		return false;
	}
	if (grep && regcomp(&f->grep, grep,
			    REG_EXTENDED | REG_ICASE | REG_NOSUB) != 0) {
		cli_usage(c->cli, tr("--grep: '%s' is no regular expression."),
			  grep);
		return false;
	}
	f->has_grep = grep != NULL;
	return call_time(c, OPT_SINCE, false, &f->since) &&
	       call_time(c, OPT_UNTIL, false, &f->until);
}

/* By its id, and by its place too where another has that id. */
static bool
is_new(struct call *c, struct map *shown, const struct log_entry *e)
{
	const char *key = e->record->id;

	if (e->twin)
		key = arena_printf(&c->cli->arena, "%s/%s/%lld", key, e->file,
				   (long long)e->record->n);
	if (map_find(shown, key))
		return false;
	map_put(shown, key, shown);
	return true;
}

/* Prints what `shown` does not have yet; how much players may not read yet. */
static unsigned
print_new(struct call *c, const struct filter *f, struct map *shown)
{
	const struct exercise_run *run =
		session_exercise(&c->cli->session, paths_now());
	const struct incident *in = &c->cli->session.incident;
	unsigned kept_back = 0;

	for (size_t i = 0; i < in->log_count; i++) {
		const struct log_entry *e = &in->log[i];

		if (!exercise_may_read(run, f->reader, e->record)) {
			kept_back++;
			continue;
		}
		if (shown && !is_new(c, shown, e))
			continue;
		if (!matches(c, f, e))
			continue;
		if (call_has(c, OPT_JSON))
			print_json(c->cli, e);
		else
			cli_print(c->cli, "%s\n", line_of(c, e));
	}
	return kept_back;
}

/* Until somebody wrote; false: the reader is gone. */
static bool
wait_for_more(struct session *s, struct watch *w)
{
	for (;;) {
		struct pollfd fds[] = {
			{.fd = STDOUT_FILENO},
			{.fd = w->fd, .events = POLLIN},
		};

		poll(fds, 2, LOOK_MS);
		if (fds[0].revents & (POLLERR | POLLHUP))
			return false;
		if (watch_changed(w, paths_now()) && session_refresh(s))
			return true;
	}
}

/* Until the reader is gone or somebody interrupts. */
static int
follow(struct call *c, const struct filter *f)
{
	struct session *s = &c->cli->session;
	struct map shown;
	struct watch w;
	bool on = true;

	map_init(&shown, &c->cli->arena);
	watch_init(&w, &s->folder);
	/* What came before the watch began is read once more. */
	session_refresh(s);
	while (on) {
		print_new(c, f, &shown);
		if (!cli_flush(c->cli))
			break;
		on = wait_for_more(s, &w);
	}
	watch_fini(&w);
	return on ? EXIT_UNWRITTEN : EXIT_FINE;
}

int
cmd_log(struct call *c)
{
	struct filter f;
	unsigned kept_back = 0;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);

	if (status != EXIT_FINE)
		return status;
	if (!read_filter(c, &f))
		return EXIT_USAGE;
	session_load_contacts(&c->cli->session);
	call_mark_exercise(c);
	if (call_has(c, OPT_FOLLOW))
		status = follow(c, &f);
	else
		kept_back = print_new(c, &f, NULL);
	if (kept_back > 0)
		cli_say(c->cli, say_kept_back(kept_back, &c->cli->arena));
	if (f.has_grep)
		regfree(&f.grep);
	return status;
}

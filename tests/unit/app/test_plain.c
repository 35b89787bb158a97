/*
 * The line mode against its transcripts: tests/plain/NAME.in is what is typed,
 * NAME.out everything that is then seen.  BLESS=1 rewrites the transcripts.
 *
 * In a script a line with `!` in front is for the bench, one with `#` is a
 * comment, any other is typed:
 *
 *	!language nl          before anything else
 *	!open drill           an incident with that playbook
 *	!role it, !by NAME    as the command line may say
 *	!begin, !begin new    the program starts
 *	!seals                it says when a seal is due
 *	!later 5m             time goes by before the next prompt
 *	!other ROLE do ITEM, !other ROLE ask ROLE TEXT, !other ROLE tell …
 *	!fails WHY, !works    nothing can be saved; it can again
 *	!interrupt, !end      Ctrl-C; the end of input
 */
#include "plain_bench.h"

#include <glob.h>
#include <stdio.h>
#include <unistd.h>

static char *
read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text;
	size_t len;

	if (!f)
		return NULL;
	text = calloc(1, 1u << 20);
	assert_non_null(text);
	len = fread(text, 1, (1u << 20) - 1, f);
	text[len] = '\0';
	fclose(f);
	return text;
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Cuts the next word off; what follows it is left in *rest. */
static char *
word(char **rest)
{
	char *at = *rest + strspn(*rest, " ");
	size_t len = strcspn(at, " ");

	*rest = at + len + (at[len] == ' ');
	if (at[len])
		at[len] = '\0';
	return at;
}

static void
other_act(struct bench *b, char *rest)
{
	char *role = word(&rest), *verb = word(&rest);
	struct action act = {.role = role, .by = "Somebody else"};
	struct event ev;

	if (strcmp(verb, "do") == 0) {
		act.kind = ACT_DO;
		act.item = rest;
	} else {
		act.kind = strcmp(verb, "ask") == 0 ? ACT_ASK : ACT_TELL;
		act.to = word(&rest);
		act.text = rest;
	}
	ev = bench_act(b, &act, "other.jsonl");
	assert_int_equal(ev.kind, EVENT_STORED);
	bench_fill(b);
	bench_event(b, (struct event){.kind = EVENT_OTHERS_WROTE});
}

static void
directive(struct bench *b, char *line)
{
	char *rest = line, *name = word(&rest);
	struct duration d;

	if (strcmp(name, "language") == 0)
		(void)bench_do(b, &(struct effect){.kind = EFFECT_LANGUAGE,
						   .text = rest});
	else if (strcmp(name, "organisation") == 0)
		bench_organisation(b);
	else if (strcmp(name, "open") == 0)
		(void)bench_start(b, rest);
	else if (strcmp(name, "role") == 0)
		b->front.role = arena_strdup(&b->arena, rest);
	else if (strcmp(name, "by") == 0)
		b->front.by = arena_strdup(&b->arena, rest);
	else if (strcmp(name, "begin") == 0)
		bench_begin(b, strcmp(rest, "new") == 0);
	else if (strcmp(name, "later") == 0 && duration_read(rest, &d))
		b->front.now = stamp_add(b->front.now, d, &b->zone);
	else if (strcmp(name, "other") == 0)
		other_act(b, rest);
	else if (strcmp(name, "fails") == 0)
		b->fails = arena_strdup(&b->arena, rest);
	else if (strcmp(name, "seals") == 0)
		b->seals = true;
	else if (strcmp(name, "works") == 0)
		b->fails = NULL;
	else if (strcmp(name, "interrupt") == 0)
		bench_event(b, (struct event){.kind = EVENT_INTERRUPT});
	else if (strcmp(name, "end") == 0)
		bench_line(b, NULL);
	else
		fail_msg("no directive %s", name);
}

static void
play(struct bench *b, char *script)
{
	for (char *line = script; *line;) {
		char *end = strchr(line, '\n');
		char *next = end ? end + 1 : line + strlen(line);

		if (end)
			*end = '\0';
		if (*line == '!')
			directive(b, line + 1);
		else if (*line != '#')
			bench_line(b, line);
		line = next;
	}
	if (!b->quits) {
		bench_fill(b);
		plain_prompt(&b->plain, &b->out);
		buf_addc(&b->out, '\n');
	}
}

/* The line from which the two differ; 0: they do not. */
static unsigned
first_difference(const char *a, const char *b)
{
	unsigned line = 1;

	for (; *a && *a == *b; a++, b++)
		line += *a == '\n';
	return *a == *b ? 0 : line;
}

static void
the_transcript_is_as_expected(void **state)
{
	const char *in = *state;
	char out[256];
	struct bench b;
	char *script = read_file(in), *expected;
	unsigned line;

	snprintf(out, sizeof(out), "%.*s.out", (int)strlen(in) - 3, in);
	assert_non_null(script);
	tr_use("en");
	bench_init(&b);
	play(&b, script);
	if (getenv("BLESS"))
		write_file(out, buf_text(&b.out));
	expected = read_file(out);
	line = first_difference(buf_text(&b.out), expected ? expected : "");
	if (line)
		fprintf(stderr, "%s:%u: BLESS=1 would write:\n%s\n", out, line,
			buf_text(&b.out));
	free(expected);
	free(script);
	bench_fini(&b);
	assert_int_equal(line, 0);
}

int
main(void)
{
	glob_t found;
	struct CMUnitTest tests[64];
	size_t count = 0;
	int failed;

	if (glob("tests/plain/*.in", 0, NULL, &found) != 0)
		return 1;
	for (; count < found.gl_pathc && count < 64; count++)
		tests[count] = (struct CMUnitTest){
			.name = found.gl_pathv[count],
			.test_func = the_transcript_is_as_expected,
			.initial_state = found.gl_pathv[count],
		};
	failed = _cmocka_run_group_tests("plain", tests, count, NULL, NULL);
	globfree(&found);
	return failed;
}

/* Filling in a document: what is known, what shouts, what stays outside. */
#include "core/model.h"

#include "world.h"

static struct fact_value answers[] = {
	{"yes", "Data were *copied*."},
	{"unknown", "We do not know yet."},
};
static struct fact_value causes[] = {{"person", "A mistake"}};
static struct fact facts[] = {
	{.id = "where",
	 .label = "Where",
	 .type = FACT_TEXT,
	 .public = YES_NO_YES},
	{.id = "copied",
	 .label = "Were data copied?",
	 .type = FACT_YES_NO_UNKNOWN,
	 .public = YES_NO_YES,
	 .words = answers,
	 .word_count = 2},
	{.id = "persons",
	 .label = "Persons",
	 .type = FACT_NUMBER,
	 .public = YES_NO_YES},
	{.id = "next-at",
	 .label = "Next update at",
	 .type = FACT_TIME,
	 .public = YES_NO_YES},
	{.id = "cause",
	 .label = "Cause",
	 .type = FACT_CHOICE,
	 .values = causes,
	 .value_count = 1},
	{.id = "entry", .label = "How the attacker came in", .type = FACT_TEXT},
};
static struct register_column columns[] = {{.id = "state", .label = "State"}};
static struct reg registers[] = {
	{.id = "services",
	 .title = "Services",
	 .seed = "services",
	 .columns = columns,
	 .column_count = 1},
};
static struct vocabulary words_of_a_document = {
	.head = {.id = "words", .kind = FILE_VOCABULARY},
	.facts = facts,
	.fact_count = COUNT_OF(facts),
	.registers = registers,
	.register_count = 1,
};
static struct service services[] = {
	{.id = "registry", .name = "Civil | registry"}};
static struct contact contacts[] = {
	{.id = "crt",
	 .name = "Cyber Response Team",
	 .phone = "",
	 .email = "help@example.org"},
};
static struct organisation voorbeeldegem = {
	.head = {.id = "organisation",
		 .kind = FILE_ORGANISATION,
		 .language = "en"},
	.name = "Voorbeeldegem",
	.services = services,
	.service_count = 1,
	.contacts = contacts,
	.contact_count = 1,
};

static const struct model_words english = {
	.yes = "yes",
	.no = "no",
	.unknown = "unknown",
	.least = "at least %1",
	.most = "at most %1",
	.about = "about %1",
	.thousands = ",",
	.days = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday",
		 "Friday", "Saturday"},
	.months = {"January", "February", "March", "April", "May", "June",
		   "July", "August", "September", "October", "November",
		   "December"},
	.clock = "%1",
	.moment = "%1, %2",
	.severities = {"report", "small", "serious", "crisis", "emergency"},
	.phases = {"none", "municipal", "provincial", "federal"},
	.exercise = "EXERCISE",
	.not_public = "%1: not for publication",
	.name = "Name",
	.phone = "phone",
	.email = "e-mail",
	.website = "website",
	.hours = "hours",
	.title = "Title of the incident",
	.organisation_name = "Name of the organisation",
};

struct desk {
	struct world *w;
	struct library lib;
	struct model_filling out;
	struct model_given given[4];
	unsigned given_count;
};

static void
prepare(struct desk *d, struct world *w)
{
	*d = (struct desk){.w = w};
	library_init(&d->lib, &w->arena);
	library_add_vocabulary(&d->lib, &words_of_a_document);
	d->lib.organisation = &voorbeeldegem;
	w->lib.vocabularies[0] = &words_of_a_document;
}

static const char *
fill_kept(struct desk *d, const char *audience, const char *body,
	  const struct model_promise *kept, unsigned count)
{
	struct world *w = d->w;
	const struct model_header header = {.audience = audience};
	const struct model model = {.header = &header, .body = body};
	const struct model_world world = {
		.in = &w->in,
		.lib = &d->lib,
		.zone = &brussels,
		.say = &english,
		.now = w->now,
		.title = "Town hall",
		.words = "heron-lamp",
		.version = "1.0",
		.given = d->given,
		.given_count = d->given_count,
	};

	model_fill(&model, &world, kept, count, &w->scratch, &d->out);
	return d->out.text;
}

static const char *
fill(struct desk *d, const char *body)
{
	return fill_kept(d, "staff", body, NULL, 0);
}

static void
know(struct desk *d, const char *fact, const char *value)
{
	MUST(d->w, .kind = ACT_FACT, .role = "it", .fact = fact,
	     .value = value);
}

#define BEGIN(d)                                                               \
	struct desk d;                                                         \
	prepare(&d, *state)

static void
values_stand_in_the_text_as_people_write_them(void **state)
{
	BEGIN(d);

	know(&d, "where", "the town hall");
	know(&d, "next-at", "2026-03-28T11:00:00Z");
	know(&d, "cause", "person");
	know(&d, "copied", "yes");
	MUST(d.w, .kind = ACT_FACT, .role = "it", .fact = "persons",
	     .value = "12000", .bound = "least");
	assert_string_equal(fill(&d, "In {{where}}: {{persons}}.\n"),
			    "In the town hall: at least 12,000.\n");
	assert_string_equal(fill(&d, "{{next-at}}"),
			    "Saturday 28 March 2026, 12:00\n");
	assert_string_equal(fill(&d, "{{cause}}"), "A mistake\n");
	/* The author's own words are Markdown. */
	assert_string_equal(fill(&d, "{{copied}}"), "Data were *copied*.\n");
	assert_int_equal(d.out.gaps, 0);
	assert_true(d.out.uses[0].worded);
}

static void
what_is_not_known_shouts_unless_it_has_words(void **state)
{
	BEGIN(d);

	assert_string_equal(fill(&d, "At {{next-at}}. {{copied}}"),
			    "At [NEXT UPDATE AT ?]. We do not know yet.\n");
	assert_int_equal(d.out.gaps, 1);
	assert_true(d.out.uses[0].gap);
	assert_false(d.out.uses[1].gap);
	know(&d, "next-at", "unknown");
	fill(&d, "{{next-at}}");
	assert_int_equal(d.out.gaps, 1);
	/* A placeholder that means nothing is not left out in silence. */
	assert_string_equal(fill(&d, "{{no-such-fact}}"), "[NO-SUCH-FACT ?]\n");
}

static void
a_contradiction_counts_as_unknown(void **state)
{
	BEGIN(d);

	MUST(d.w, .kind = ACT_FACT, .role = "it", .fact = "copied",
	     .value = "yes", .source = "forensics");
	MUST(d.w, .kind = ACT_FACT, .role = "it", .fact = "copied",
	     .value = "no", .source = "supplier");
	assert_string_equal(fill(&d, "{{copied}}"), "We do not know yet.\n");
	assert_true(d.out.uses[0].contradiction);
	assert_string_equal(fill(&d, "{{#if copied = unknown}}?{{/if}}"),
			    "?\n");
}

static void
a_value_is_never_structure(void **state)
{
	static const struct {
		const char *value, *text;
	} cases[] = {
		{"# Head", "\\# Head"},
		{"- item", "\\- item"},
		{"+ item", "\\+ item"},
		{"1. one", "1\\. one"},
		{"12) one", "12\\) one"},
		{"12.5 GB", "12.5 GB"},
		{"=====", "\\====="},
		{"> quote", "\\> quote"},
		{"*bold* _low_", "\\*bold\\* \\_low\\_"},
		{"[x](http://evil.example)", "\\[x\\](http://evil.example)"},
		{"![x](y)", "\\!\\[x\\](y)"},
		{"<script>alert(1)</script>",
		 "\\<script\\>alert(1)\\</script\\>"},
		{"&lt;", "\\&lt;"},
		{"a | b", "a \\| b"},
		{"~~~", "\\~\\~\\~"},
		{"`code`", "'code'"},
		{"{{where}}", "\\{\\{where\\}\\}"},
		{"{{promise 12:00 x}}", "\\{\\{promise 12:00 x\\}\\}"},
		{"a\\", "a\\\\"},
		{"one\n\n# two", "one # two"},
		{"  spaced \t out  ", "spaced out"},
		{"[NEXT UPDATE AT ?]", "\\[NEXT UPDATE AT ?\\]"},
		{"x\xe2\x80\xaey", "xy"}, /* text that runs backwards */
		{"\x1b[31mred", "\\[31mred"},
		{"\xff", ""},
	};
	BEGIN(d);

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf b = {0};

		model_escape(&b, cases[i].value);
		assert_string_equal(buf_text(&b), cases[i].text);
		buf_fini(&b);
	}
	know(&d, "where", "a\n\n{{persons}} [X ?] | <b>");
	assert_string_equal(fill(&d, "{{where}}"),
			    "a \\{\\{persons\\}\\} \\[X ?\\] \\| \\<b\\>\n");
	assert_int_equal(d.out.gaps, 0);
	assert_int_equal(d.out.use_count, 1);
	/* What was filled in once stays as it is. */
	assert_string_equal(fill(&d, d.out.text),
			    "a \\{\\{persons\\}\\} \\[X ?\\] \\| \\<b\\>\n");
}

static void
a_public_text_takes_no_other_facts(void **state)
{
	BEGIN(d);

	know(&d, "entry", "a phished password");
	know(&d, "where", "the town hall");
	assert_string_equal(
		fill_kept(&d, "public", "{{where}}: {{entry}}", NULL, 0),
		"the town hall: "
		"[HOW THE ATTACKER CAME IN: NOT FOR PUBLICATION ?]\n");
	assert_true(d.out.uses[1].forbidden);
	assert_int_equal(d.out.gaps, 1);
	assert_null(strstr(d.out.text, "phished"));
	/* Nor behind a promise, nor because somebody hands it in. */
	d.given[d.given_count++] = (struct model_given){"entry", "secret"};
	fill_kept(&d, "public", "{{entry}} {{promise entry x}}", NULL, 0);
	assert_null(strstr(d.out.text, "secret"));
	assert_string_equal(fill(&d, "{{entry}}"), "secret\n");
	fill_kept(&d, "public", "{{organisation.nis2}}", NULL, 0);
	assert_true(d.out.uses[0].forbidden);
}

static void
conditions_choose_what_stands_there(void **state)
{
	BEGIN(d);

	know(&d, "copied", "no");
	assert_string_equal(fill(&d, "a{{#if copied = no}}b{{/if}}c"), "abc\n");
	assert_string_equal(fill(&d, "a{{#if copied = yes}}b{{/if}}c"), "ac\n");
	assert_string_equal(fill(&d, "a{{#if copied != yes}}b{{/if}}c"),
			    "abc\n");
	/* Known, and not no. */
	assert_string_equal(fill(&d, "a{{#if copied}}b{{/if}}c"), "ac\n");
	assert_string_equal(fill(&d, "a{{#if persons}}b{{/if}}c"), "ac\n");
	know(&d, "persons", "3");
	assert_string_equal(fill(&d, "a{{#if persons}}b{{/if}}c"), "abc\n");
	/* What is left out is neither used nor missed. */
	assert_string_equal(fill(&d, "{{#if copied = yes}}{{next-at}}"
				     "{{#if persons}}x{{/if}}y{{/if}}z"),
			    "z\n");
	assert_int_equal(d.out.use_count, 0);
	assert_int_equal(d.out.gaps, 0);
	/* Alone on its line it leaves no empty line. */
	assert_string_equal(
		fill(&d, "- a\n{{#if persons}}\n- b\n{{/if}}\n- c\n"),
		"- a\n- b\n- c\n");
	assert_string_equal(
		fill(&d, "- a\n{{#if copied = yes}}\n- b\n{{/if}}\n- c\n"),
		"- a\n- c\n");
	/* What was never closed, or never opened, does no harm. */
	assert_string_equal(fill(&d, "a{{/if}}b{{#if persons}}c"), "abc\n");
	assert_string_equal(fill(&d, "a{{where"), "a{{where\n");
}

static void
incident_organisation_and_contacts_are_known(void **state)
{
	BEGIN(d);

	d.w->in.severity = 3;
	assert_string_equal(
		fill(&d, "{{incident.title}}, {{incident.words}}, "
			 "{{incident.severity}}, {{incident.phase}}, "
			 "{{organisation.name}}, {{incident.opened}}"),
		"Town hall, heron-lamp, crisis, none, Voorbeeldegem, "
		"Friday 27 March 2026, 23:30\n");
	assert_string_equal(fill(&d, "{{contact.crt.email}}"),
			    "help@example.org\n");
	assert_string_equal(fill(&d, "{{contact.crt.phone}}"),
			    "[CYBER RESPONSE TEAM: PHONE ?]\n");
	assert_int_equal(d.out.gaps, 1);
	assert_true(model_use_is_ours(&d.out.uses[0]));
	assert_string_equal(fill(&d, "{{contact.nobody}}"),
			    "[CONTACT.NOBODY ?]\n");
}

static void
a_register_is_a_table_of_its_own(void **state)
{
	BEGIN(d);

	assert_string_equal(fill(&d, "Now: {{register.services}}\nend"),
			    "Now: \n\n| Name | State |\n|---|---|\n"
			    "| Civil \\| registry | unknown |\n\nend\n");
	voorbeeldegem.service_count = 0;
	assert_string_equal(fill(&d, "{{register.services}}"),
			    "[SERVICES ?]\n");
	voorbeeldegem.service_count = 1;
	d.w->lib.organisation = &voorbeeldegem;
	MUST(d.w, .kind = ACT_ROW, .role = "it", .reg = "services",
	     .row = "registry", .column = "state", .value = "down # all");
	assert_non_null(strstr(fill(&d, "{{register.services}}"),
			       "| Civil \\| registry | down # all |"));
}

static void
promises_are_collected_with_their_hour(void **state)
{
	struct model_promise kept[2];
	BEGIN(d);

	/* It is 23:30 in Brussels. */
	assert_string_equal(fill(&d, "At {{promise 23:50 next news}}."),
			    "At 23:50.\n");
	assert_int_equal(d.out.promise_count, 1);
	assert_string_equal(d.out.promises[0].title, "next news");
	assert_int_equal(d.out.promises[0].due - d.w->now, 20 * MINUTE);
	kept[0] = d.out.promises[0];
	assert_string_equal(fill(&d, "{{promise 09:00 next news}}"),
			    "Saturday 28 March 2026, 09:00\n");
	kept[1] = d.out.promises[0];
	/* An edited text keeps what it still says. */
	fill_kept(&d, "staff", "At 23:50, with more words.", kept, 2);
	assert_int_equal(d.out.promise_count, 1);
	assert_int_equal(d.out.lost, 1);
	fill_kept(&d, "staff", "{{promise 23:55 next news}}", kept, 1);
	assert_int_equal(d.out.promise_count, 1);
	assert_int_equal(d.out.promises[0].due - d.w->now, 25 * MINUTE);
	assert_int_equal(d.out.lost, 0);
	/* A fact may say the hour. */
	assert_string_equal(fill(&d, "{{promise next-at news}}"),
			    "[NEXT UPDATE AT ?]\n");
	know(&d, "next-at", "2026-03-28T11:00:00Z");
	assert_string_equal(fill(&d, "{{promise next-at news}}"),
			    "Saturday 28 March 2026, 12:00\n");
	assert_int_equal(d.out.promise_count, 1);
	assert_string_equal(fill(&d, "{{promise 25:00 x}}"), "[25:00 X ?]\n");
}

static void
an_exercise_says_so_at_head_and_foot(void **state)
{
	BEGIN(d);
	const char *once;

	d.w->in.mode = "exercise";
	once = fill(&d, "Text.");
	assert_string_equal(once,
			    "**EXERCISE – EXERCISE – EXERCISE**\n\nText.\n"
			    "\n**EXERCISE – EXERCISE – EXERCISE**\n");
	assert_string_equal(fill(&d, once), once);
}

static void
gaps_are_found_in_any_text(void **state)
{
	struct world *w = *state;
	size_t len;
	const char *text =
		"a [X ?] b [not ?] c [Y](z) d [ÉÉN ?] \\[N ?\\] [X ?]";

	assert_int_equal(model_gap(text, &len) - text, 2);
	assert_int_equal(len, 5);
	assert_string_equal(model_gaps_listed(text, &w->scratch),
			    "[X ?], [ÉÉN ?]");
	assert_null(model_gaps_listed("[ ?] [] [ [", &w->scratch));
}

static void
a_very_long_text_is_cut_and_says_so(void **state)
{
	struct buf body = {0};
	BEGIN(d);

	while (body.len < 2 * MODEL_TEXT_MOST)
		buf_adds(&body, "{{organisation.name}} and more words\n");
	fill(&d, buf_text(&body));
	assert_true(d.out.too_long);
	assert_true(strlen(d.out.text) <= MODEL_TEXT_MOST + 1);
	buf_fini(&body);
}

static void
a_text_is_behind_when_a_fact_of_it_changed(void **state)
{
	const struct model_header header = {.audience = "staff"};
	const struct model m = {&header, "{{#if persons = 1}}{{where}}{{/if}}"};
	const struct record *then;
	BEGIN(d);

	know(&d, "entry", "x");
	then = d.w->records[d.w->lines - 1];
	later(d.w, MINUTE);
	know(&d, "entry", "y");
	assert_false(model_is_behind(&m, &d.w->in, then, &d.w->scratch));
	know(&d, "where", "z");
	assert_true(model_is_behind(&m, &d.w->in, then, &d.w->scratch));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(values_stand_in_the_text_as_people_write_them),
		WORLD_TEST(what_is_not_known_shouts_unless_it_has_words),
		WORLD_TEST(a_contradiction_counts_as_unknown),
		WORLD_TEST(a_value_is_never_structure),
		WORLD_TEST(a_public_text_takes_no_other_facts),
		WORLD_TEST(conditions_choose_what_stands_there),
		WORLD_TEST(incident_organisation_and_contacts_are_known),
		WORLD_TEST(a_register_is_a_table_of_its_own),
		WORLD_TEST(promises_are_collected_with_their_hour),
		WORLD_TEST(an_exercise_says_so_at_head_and_foot),
		WORLD_TEST(gaps_are_found_in_any_text),
		WORLD_TEST(a_very_long_text_is_cut_and_says_so),
		WORLD_TEST(a_text_is_behind_when_a_fact_of_it_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

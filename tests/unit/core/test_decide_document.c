/* A document's way: drafted, asked, approved, released, taken back. */
#include "core/document_offer.h"
#include "core/model.h"

#include "world.h"

#define SHA_1 "1111111111111111111111111111111111111111111111111111111111111111"
#define SHA_2 "2222222222222222222222222222222222222222222222222222222222222222"

static struct model_header press = {
	.head = {.id = "press",
		 .language = "en",
		 .kind = FILE_MODEL,
		 .title = "Press statement"},
	.audience = "public",
	.approval = "management",
};
static struct model_header memo = {
	.head = {.id = "memo",
		 .language = "en",
		 .kind = FILE_MODEL,
		 .title = "Memo"},
	.audience = "staff",
};
static struct model_header press_nl;

static void
prepare(struct world *w)
{
	press_nl = press;
	press_nl.head.language = "nl";
	library_add_model(&w->lib, &press, "text");
	library_add_model(&w->lib, &memo, "text");
}

#define DRAFT(w, ...)                                                          \
	MUST(w, .kind = ACT_DOCUMENT, .role = "communications",                \
	     .document = "press", .act = "draft", .text = "text",              \
	     .file = "f.md", __VA_ARGS__)
#define DO(w, as, ...)                                                         \
	MUST(w, .kind = ACT_DOCUMENT, .role = as, .document = "press",         \
	     __VA_ARGS__)
#define NOT(w, why, as, ...)                                                   \
	REFUSES(w, why, .kind = ACT_DOCUMENT, .role = as, .document = "press", \
		__VA_ARGS__)

static enum document_stage
stage(struct world *w)
{
	return document_stage(incident_document(&w->in, "press", "en"));
}

static void
the_way_of_a_text(void **state)
{
	struct world *w = *state;
	const struct inbox_row *row;
	const struct record *r;

	prepare(w);
	NOT(w, REFUSED_DOCUMENT_UNKNOWN, "communications", .act = "ask");
	DRAFT(w, .sha256 = SHA_1);
	r = w->records[w->lines - 1];
	assert_string_equal(r->more->document, "press.en");
	assert_string_equal(r->title, "Press statement");
	assert_string_equal(r->more->approval, "management");
	assert_int_equal(stage(w), DOCUMENT_DRAFT);
	NOT(w, REFUSED_NOT_APPROVED, "communications", .act = "release",
	    .channel = "press list");
	assert_string_equal(w->refused.name, "management");
	NOT(w, REFUSED_APPROVER, "communications", .act = "approve");
	DO(w, "communications", .act = "ask");
	assert_int_equal(stage(w), DOCUMENT_ASKED);
	row = inbox_of(w, "management", INBOX_APPROVAL);
	assert_non_null(row);
	assert_string_equal(row->text, "Press statement");
	NOT(w, REFUSED_DOCUMENT_ASKED, "communications", .act = "ask");
	REFUSES(w, REFUSED_TAKE_ANSWER, .kind = ACT_TAKE, .role = "management",
		.id = row->id);
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = row->id,
	     .answer = "yes");
	assert_int_equal(w->records[w->lines - 1]->kind, RECORD_DOCUMENT);
	assert_string_equal(w->records[w->lines - 1]->act, "approve");
	assert_string_equal(w->records[w->lines - 1]->more->sha256, SHA_1);
	assert_int_equal(stage(w), DOCUMENT_APPROVED);
	assert_null(inbox_of(w, "management", INBOX_APPROVAL));
	NOT(w, REFUSED_CHANNEL_MISSING, "communications", .act = "release");
	DO(w, "communications", .act = "release", .channel = "press list");
	assert_int_equal(stage(w), DOCUMENT_RELEASED);
	NOT(w, REFUSED_DOCUMENT_RELEASED, "communications", .act = "release",
	    .channel = "website");
	NOT(w, REFUSED_REASON_MISSING, "communications", .act = "withdraw");
	DO(w, "communications", .act = "withdraw", .reason = "wrong hour");
	assert_int_equal(stage(w), DOCUMENT_WITHDRAWN);
}

static void
an_approval_holds_for_one_text_only(void **state)
{
	struct world *w = *state;
	const struct inbox_row *row;
	struct record_more more = {.document = "press.en", .sha256 = SHA_1};
	struct record late;
	const char *id;

	prepare(w);
	DRAFT(w, .sha256 = SHA_1);
	REFUSES(w, REFUSED_DOCUMENT_SAME, .kind = ACT_DOCUMENT,
		.role = "communications", .document = "press", .act = "draft",
		.text = "text", .sha256 = SHA_1);
	DO(w, "communications", .act = "ask");
	row = inbox_of(w, "management", INBOX_APPROVAL);
	id = row->id;
	DRAFT(w, .sha256 = SHA_2);
	assert_int_equal(stage(w), DOCUMENT_DRAFT);
	assert_null(inbox_of(w, "management", INBOX_APPROVAL));
	/* Who has the old text before him approves nothing. */
	NOT(w, REFUSED_DOCUMENT_CHANGED, "management", .act = "approve",
	    .sha256 = SHA_1);
	REFUSES(w, REFUSED_NOTHING_TO_ANSWER, .kind = ACT_ANSWER,
		.role = "management", .id = id, .answer = "yes");
	/* Nor a line of another station that came too late. */
	late = (struct record){
		.kind = RECORD_DOCUMENT,
		.role = "management",
		.actor = "mayor",
		.act = "approve",
		.more = &more,
	};
	world_append(w, &late);
	assert_int_equal(stage(w), DOCUMENT_DRAFT);
	DO(w, "management", .act = "approve", .sha256 = SHA_2);
	assert_int_equal(stage(w), DOCUMENT_APPROVED);
	DRAFT(w, .sha256 = SHA_1);
	assert_int_equal(stage(w), DOCUMENT_DRAFT);
}

static void
gaps_and_a_missing_approval_stand_in_the_way(void **state)
{
	struct world *w = *state;

	prepare(w);
	DRAFT(w, .sha256 = SHA_1);
	NOT(w, REFUSED_GAPS, "communications", .act = "ask",
	    .text = "At [HOUR ?].");
	assert_string_equal(w->refused.name, "[HOUR ?]");
	NOT(w, REFUSED_GAPS, "management", .act = "approve",
	    .text = "At [HOUR ?].");
	NOT(w, REFUSED_GAPS, "communications", .act = "release",
	    .text = "At [HOUR ?].", .channel = "c", .override = "now");
	/* The human outranks the approval, never the gap. */
	DO(w, "communications", .act = "release", .text = "At nine.",
	   .channel = "radio", .override = "nobody answers");
	assert_string_equal(w->records[w->lines - 1]->more->override,
			    "nobody answers");
	assert_int_equal(stage(w), DOCUMENT_RELEASED);
}

static void
who_approves_needs_not_ask_and_some_texts_need_nobody(void **state)
{
	struct world *w = *state;

	prepare(w);
	DRAFT(w, .sha256 = SHA_1);
	DO(w, "management", .act = "ask");
	assert_string_equal(w->records[w->lines - 1]->act, "approve");
	assert_int_equal(stage(w), DOCUMENT_APPROVED);
	MUST(w, .kind = ACT_DOCUMENT, .role = "it", .document = "memo",
	     .act = "draft", .text = "t", .sha256 = SHA_2);
	REFUSES(w, REFUSED_NO_APPROVER, .kind = ACT_DOCUMENT, .role = "it",
		.document = "memo", .act = "ask");
	MUST(w, .kind = ACT_DOCUMENT, .role = "it", .document = "memo.en",
	     .act = "release", .channel = "paper");
	REFUSES(w, REFUSED_MODEL_UNKNOWN, .kind = ACT_DOCUMENT, .role = "it",
		.document = "mema", .act = "draft", .text = "t");
	assert_string_equal(w->refused.other, "memo");
	REFUSES(w, REFUSED_DOCUMENT_ACT, .kind = ACT_DOCUMENT, .role = "it",
		.document = "memo", .act = "burn");
}

static void
a_no_has_a_reason(void **state)
{
	struct world *w = *state;
	const char *id;

	prepare(w);
	DRAFT(w, .sha256 = SHA_1);
	DO(w, "communications", .act = "ask");
	id = inbox_of(w, "management", INBOX_APPROVAL)->id;
	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_ANSWER,
		.role = "management", .id = id, .answer = "no");
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = id,
	     .answer = "no", .reason = "too long");
	assert_int_equal(stage(w), DOCUMENT_REFUSED);
	assert_null(inbox_of(w, "management", INBOX_APPROVAL));
	DO(w, "communications", .act = "ask");
	assert_int_equal(stage(w), DOCUMENT_ASKED);
	DO(w, "communications", .act = "withdraw");
	assert_int_equal(stage(w), DOCUMENT_DRAFT);
	REFUSES(w, REFUSED_NOTHING_TO_WITHDRAW, .kind = ACT_DOCUMENT,
		.role = "communications", .document = "press",
		.act = "withdraw");
}

static void
an_approval_by_phone_is_to_be_confirmed(void **state)
{
	struct world *w = *state;
	const char *id;

	prepare(w);
	DRAFT(w, .sha256 = SHA_1);
	DO(w, "communications", .act = "ask");
	id = inbox_of(w, "management", INBOX_APPROVAL)->id;
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = id,
	     .answer = "yes", .via = "phone");
	assert_int_equal(stage(w), DOCUMENT_APPROVED);
	assert_true(is_alerted(w, ALERT_TO_CONFIRM));
	assert_string_equal(status_now(w)->alerts[0].text, "Press statement");
	DO(w, "communications", .act = "release", .channel = "press list");
	assert_true(is_alerted(w, ALERT_TO_CONFIRM));
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = id,
	     .answer = "yes");
	assert_false(is_alerted(w, ALERT_TO_CONFIRM));
	assert_int_equal(stage(w), DOCUMENT_RELEASED);
	/* Without a request it has the approval's own id. */
	DRAFT(w, .sha256 = SHA_2);
	DO(w, "management", .act = "approve", .via = "phone");
	assert_true(is_alerted(w, ALERT_TO_CONFIRM));
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = w->last,
	     .answer = "yes");
	assert_false(is_alerted(w, ALERT_TO_CONFIRM));
}

static void
a_released_promise_is_a_deadline(void **state)
{
	struct world *w = *state;
	struct record_promise promise = {"next news",
					 {w->now + 2 * HOUR, true}};
	const struct document_state *d;
	const struct document_offer *offers;
	const char *id;
	unsigned count;

	prepare(w);
	DRAFT(w, .sha256 = SHA_1, .promises = &promise, .promise_count = 1);
	DO(w, "management", .act = "approve");
	DO(w, "communications", .act = "release", .channel = "press list");
	id = arena_printf(&w->arena, "promise-%.8s", w->last);
	assert_string_equal(deadline_state_of(w, id), "running");
	assert_string_equal(deadline_of(w, id)->definition->title, "next news");
	assert_string_equal(deadline_of(w, id)->definition->role,
			    "communications");
	d = incident_document(&w->in, "press", "en");
	(void)document_offers(&w->in, &w->lib, d, w->now, &w->scratch, &count);
	assert_int_equal(count, 0);
	/* The next text keeps it. */
	DRAFT(w, .sha256 = SHA_2);
	DO(w, "management", .act = "approve");
	DO(w, "communications", .act = "release", .channel = "press list");
	offers = document_offers(&w->in, &w->lib, d, w->now, &w->scratch,
				 &count);
	assert_int_equal(count, 1);
	assert_string_equal(offers[0].deadline, id);
	MUST(w, .kind = ACT_DEADLINE, .role = "communications", .deadline = id,
	     .act = "met", .proof = "press list");
	assert_string_equal(deadline_state_of(w, id), "met");
	/* An hour that has gone by cannot be promised any more. */
	later(w, 3 * HOUR);
	DRAFT(w, .sha256 = SHA_1, .promises = &promise, .promise_count = 1);
	DO(w, "management", .act = "approve");
	NOT(w, REFUSED_PROMISE_PAST, "communications", .act = "release",
	    .channel = "c");
	DO(w, "communications", .act = "release", .channel = "c",
	   .at = {w->now - 2 * HOUR, true});
}

/* Until it is released: then somebody has seen what it says. */
static void
a_promise_that_an_edit_drops_is_kept_in_sight(void **state)
{
	struct world *w = *state;
	struct record_promise noon = {"next news", {w->now + 2 * HOUR, true}};
	struct record_promise two = {"next news", {w->now + 4 * HOUR, true}};
	const struct document_state *d;

	prepare(w);
	DRAFT(w, .sha256 = SHA_1, .promises = &noon, .promise_count = 1);
	d = incident_document(&w->in, "press", "en");
	assert_int_equal(d->dropped_count, 0);
	DRAFT(w, .sha256 = SHA_2, .promises = &two, .promise_count = 1);
	assert_int_equal(d->dropped_count, 1);
	assert_int_equal(d->dropped[0].due.ms, noon.due.ms);
	/* A further edit does not forget it, saying it again does. */
	DRAFT(w, .sha256 = SHA_1);
	assert_int_equal(d->dropped_count, 2);
	DRAFT(w, .sha256 = SHA_2, .promises = &noon, .promise_count = 1);
	assert_int_equal(d->dropped_count, 1);
	assert_int_equal(d->dropped[0].due.ms, two.due.ms);
	DO(w, "management", .act = "approve");
	DO(w, "communications", .act = "release", .channel = "press list");
	assert_int_equal(d->dropped_count, 0);
	/* What was released has its deadline: the next text loses nothing. */
	DRAFT(w, .sha256 = SHA_1);
	assert_int_equal(d->dropped_count, 0);
}

static void
releasing_offers_the_deadlines_that_list_it(void **state)
{
	static const char *listed[] = {"press"};
	struct world *w = *state;
	const struct document_offer *offers;
	unsigned count;

	prepare(w);
	law_deadlines[0].documents = listed;
	law_deadlines[0].document_count = 1;
	DRAFT(w, .sha256 = SHA_1);
	DO(w, "management", .act = "approve");
	DO(w, "communications", .act = "release", .channel = "press list");
	offers = document_offers(&w->in, &w->lib,
				 incident_document(&w->in, "press", "en"),
				 w->now, &w->scratch, &count);
	assert_int_equal(count, 1);
	assert_string_equal(offers[0].deadline, "gdpr");
	assert_true(offers[0].phased);
	law_deadlines[0].document_count = 0;
}

static void
two_languages_are_two_documents(void **state)
{
	struct world *w = *state;

	prepare(w);
	library_add_model(&w->lib, &press_nl, "tekst");
	DRAFT(w, .sha256 = SHA_1);
	DRAFT(w, .sha256 = SHA_2, .language = "nl");
	NOT(w, REFUSED_AMBIGUOUS, "communications", .act = "ask");
	DO(w, "communications", .act = "ask", .language = "nl");
	assert_string_equal(w->records[w->lines - 1]->more->document,
			    "press.nl");
	assert_int_equal(stage(w), DOCUMENT_DRAFT);
}

static void
any_line_can_be_folded(void **state)
{
	static const char *const acts[] = {"draft",  "ask",     "approve",
					   "refuse", "release", "withdraw",
					   "what",   NULL};
	struct world *w = *state;

	for (size_t i = 0; i < COUNT_OF(acts); i++)
		for (size_t k = 0; k < COUNT_OF(acts); k++) {
			struct record r = {.kind = RECORD_DOCUMENT,
					   .act = acts[(i + k) % 8]};

			world_append(w, &r);
			(void)status_now(w);
		}
	assert_true(w->in.open);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(the_way_of_a_text),
		WORLD_TEST(an_approval_holds_for_one_text_only),
		WORLD_TEST(gaps_and_a_missing_approval_stand_in_the_way),
		WORLD_TEST(
			who_approves_needs_not_ask_and_some_texts_need_nobody),
		WORLD_TEST(a_no_has_a_reason),
		WORLD_TEST(an_approval_by_phone_is_to_be_confirmed),
		WORLD_TEST(a_released_promise_is_a_deadline),
		WORLD_TEST(a_promise_that_an_edit_drops_is_kept_in_sight),
		WORLD_TEST(releasing_offers_the_deadlines_that_list_it),
		WORLD_TEST(two_languages_are_two_documents),
		WORLD_TEST(any_line_can_be_folded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "export/scenario.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "core/playbook.h"

#define COLUMNS_MOST 76
#define INDENT_MOST 8

struct yaml {
	struct buf *out;
	unsigned indent; /* of the keys */
	bool dash;       /* the next key begins a row */
};

static void
begin_line(struct yaml *y)
{
	for (unsigned i = 0; i < y->indent; i++)
		buf_addc(y->out, ' ');
	if (y->dash)
		y->out->bytes[y->out->len - 2] = '-';
	y->dash = false;
}

static void
add_escaped(struct buf *out, const char *s, size_t n, uint32_t character)
{
	if (character == '"' || character == '\\')
		buf_addc(out, '\\');
	if (character == '\n')
		buf_adds(out, "\\n");
	else if (text_is_unsafe(character))
		buf_addf(out, character > 0xffff ? "\\U%08x" : "\\u%04x",
			 (unsigned)character);
	else
		buf_add(out, s, n);
}

/*
 * In double quotes, with a word on the next line where this one is full: a
 * single blank between two words is the same there.
 */
static void
add_quoted(struct yaml *y, const char *text, bool folds)
{
	size_t len = strlen(text), line = y->out->len;

	buf_addc(y->out, '"');
	for (size_t at = 0; at < len;) {
		uint32_t character;
		size_t n = text_decode(text + at, len - at, &character);
		size_t word = strcspn(text + at + 1, " \n");

		if (folds && character == ' ' && at > 0 && text[at + 1] &&
		    !strchr(" \n", text[at - 1]) &&
		    !strchr(" \n", text[at + 1]) &&
		    y->out->len - line + word > COLUMNS_MOST - y->indent) {
			buf_addc(y->out, '\n');
			line = y->out->len;
			for (unsigned i = 0; i < y->indent + 2; i++)
				buf_addc(y->out, ' ');
		} else {
			add_escaped(y->out, text + at, n, character);
		}
		at += n;
	}
	buf_adds(y->out, "\"\n");
}

static void
add_key(struct yaml *y, const char *key)
{
	begin_line(y);
	buf_addf(y->out, "%s:", key);
}

static void
add_text(struct yaml *y, const char *key, const char *text)
{
	if (!text)
		return;
	add_key(y, key);
	buf_addc(y->out, ' ');
	add_quoted(y, text, y->indent > 0);
}

/* An id, a duration or a word of the format: it needs no quotes. */
static void
add_word(struct yaml *y, const char *key, const char *word)
{
	if (!word)
		return;
	add_key(y, key);
	buf_addf(y->out, " %s\n", word);
}

static void
add_words(struct yaml *y, const char *key, const char *const *words,
	  unsigned count)
{
	if (count == 0)
		return;
	add_key(y, key);
	for (unsigned i = 0; i < count; i++)
		buf_addf(y->out, "%s%s", i ? ", " : " [", words[i]);
	buf_adds(y->out, "]\n");
}

/* A list of maps follows. */
static void
begin_list(struct yaml *y, const char *key)
{
	add_key(y, key);
	buf_addc(y->out, '\n');
	y->indent += 4;
}

static void
end_list(struct yaml *y)
{
	y->indent -= 4;
}

static void
add_judgements(struct yaml *y, const char *key, const char *text_key,
	       const struct judgement *rows, unsigned count)
{
	if (count == 0)
		return;
	begin_list(y, key);
	for (unsigned i = 0; i < count; i++) {
		y->dash = true;
		add_word(y, "id", rows[i].id);
		add_text(y, text_key, rows[i].text);
	}
	end_list(y);
}

static void
add_expectations(struct yaml *y, const char *key,
		 const struct expectation *rows, unsigned count)
{
	if (count == 0)
		return;
	begin_list(y, key);
	for (unsigned i = 0; i < count; i++) {
		const struct expectation *x = &rows[i];

		y->dash = true;
		add_word(y, "step", x->step);
		add_word(y, "choice", x->choice);
		add_word(y, "fact", x->fact);
		add_word(y, "deadline", x->deadline);
		add_word(y, "document", x->document);
		add_word(y, "contact", x->contact);
		add_text(y, "action", x->action);
		add_word(y, "severity", x->severity);
		add_word(y, "emergency-phase", x->emergency_phase);
		add_word(y, "within", x->within_text);
		add_word(y, "objective", x->objective);
	}
	end_list(y);
}

static void
add_note(struct yaml *y, const char *note)
{
	while (note && *note) {
		size_t len = strcspn(note, "\n");

		for (unsigned i = 2; i < y->indent; i++)
			buf_addc(y->out, ' ');
		buf_adds(y->out, "# ");
		buf_add(y->out, note, len);
		buf_addc(y->out, '\n');
		note += len + (note[len] != '\0');
	}
}

static void
add_conditions(struct yaml *y, const struct inject *in)
{
	if (in->when_count > 0)
		begin_list(y, "when");
	for (unsigned i = 0; i < in->when_count; i++) {
		y->dash = true;
		add_word(y, "fact", in->when[i].fact);
		add_word(y, "is", in->when[i].is);
		add_word(y, "not", in->when[i].not );
	}
	if (in->when_count > 0)
		end_list(y);
	if (in->unless_count > 0)
		begin_list(y, "unless");
	for (unsigned i = 0; i < in->unless_count; i++) {
		y->dash = true;
		add_word(y, "step", in->unless[i].step);
		add_word(y, "choice", in->unless[i].choice);
		add_word(y, "fact", in->unless[i].fact);
		add_word(y, "is", in->unless[i].is);
		add_word(y, "not", in->unless[i].not );
	}
	if (in->unless_count > 0)
		end_list(y);
}

static void
add_inject(struct yaml *y, const struct inject *in, const char *note)
{
	add_note(y, note);
	y->dash = true;
	add_word(y, "id", in->id);
	add_word(y, "at", in->at_text);
	add_word(y, "after", in->after);
	if (in->manual == YES_NO_YES)
		add_word(y, "manual", "yes");
	add_words(y, "to", (const char *const *)in->to, in->to_count);
	add_text(y, "from", in->from);
	add_word(y, "channel", in->channel);
	add_text(y, "title", in->title);
	add_text(y, "text", in->text);
	add_word(y, "round", in->round);
	add_conditions(y, in);
	add_text(y, "facilitator", in->facilitator);
	add_text(y, "hint", in->hint);
	for (unsigned i = 0; i < in->discuss_count; i++) {
		if (i == 0) {
			add_key(y, "discuss");
			buf_addc(y->out, '\n');
		}
		y->indent += 4;
		y->dash = true;
		begin_line(y);
		add_quoted(y, in->discuss[i], true);
		end_list(y);
	}
	add_expectations(y, "expects", in->expects, in->expect_count);
	add_expectations(y, "never", in->never, in->never_count);
	add_judgements(y, "evaluate", "text", in->evaluate, in->evaluate_count);
}

void
scenario_write(const struct exercise *e, const struct scenario_notes *n,
	       struct buf *out)
{
	struct yaml y = {.out = out};

	add_note(&y, n->head);
	add_word(&y, "draaiboek", "1");
	add_word(&y, "id", e->head.id);
	add_word(&y, "language", e->head.language);
	add_word(&y, "kind", "exercise");
	add_text(&y, "title", e->head.title);
	add_text(&y, "summary", e->head.summary);
	add_word(&y, "version", e->head.version);
	add_word(&y, "style", e->style);
	add_words(&y, "playbooks", (const char *const *)e->playbooks,
		  e->playbook_count);
	add_word(&y, "duration", e->duration_text);
	add_text(&y, "begins", e->begins);
	for (unsigned i = 0; i < e->round_count; i++) {
		if (i == 0)
			begin_list(&y, "rounds");
		y.dash = true;
		add_word(&y, "id", e->rounds[i].id);
		add_text(&y, "title", e->rounds[i].title);
		add_text(&y, "begins", e->rounds[i].begins);
		if (i + 1 == e->round_count)
			end_list(&y);
	}
	add_judgements(&y, "objectives", "title", e->objectives,
		       e->objective_count);
	begin_list(&y, "injects");
	for (unsigned i = 0; i < e->inject_count; i++)
		add_inject(&y, &e->injects[i],
			   n->injects ? n->injects[i] : NULL);
	end_list(&y);
	add_judgements(&y, "questions", "text", e->questions,
		       e->question_count);
	add_text(&y, "chronogram", e->chronogram);
}

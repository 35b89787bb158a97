#include "base/tr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/catalogues.h"

#define SIZE 2048

static unsigned char dutch[SIZE], french[SIZE], lying[SIZE];

/* In place of the program's own table. */
const struct catalogue catalogues[] = {
	{"nl", dutch, SIZE}, {"fr", french, SIZE}, {"xx", lying, SIZE},
	{"yy", dutch, 20},   {NULL, NULL, 0},
};

struct pair {
	const char *msgid;
	size_t msgid_len;
	const char *text;
	size_t text_len;
};

#define PAIR(msgid, text)                                                      \
	{                                                                      \
		msgid, sizeof(msgid) - 1, text, sizeof(text) - 1               \
	}

/* Sorted, as msgfmt sorts them. */
static const struct pair dutch_pairs[] = {
	PAIR("", "Plural-Forms: nplurals=2; plural=(n != 1);\n"),
	PAIR("%d step\0%d steps", "%d stap\0%d stappen"),
	PAIR("Save", "Bewaren"),
	PAIR("half\0halves", "half"),
	PAIR("phase\004prepare", "voorbereiden"),
	PAIR("prepare", "maak klaar"),
	PAIR("untranslated", ""),
};
static const struct pair french_pairs[] = {
	PAIR("", "Plural-Forms: nplurals=2; plural=(n > 1);\n"),
	PAIR("%d step\0%d steps", "%d étape\0%d étapes"),
};

static void
put_number(unsigned char *file, size_t at, size_t value)
{
	uint32_t number = (uint32_t)value;

	memcpy(file + at, &number, sizeof(number));
}

static void
make_catalogue(unsigned char *file, const struct pair *pairs, size_t count)
{
	size_t at = 28 + count * 16;

	put_number(file, 0, 0x950412deu);
	put_number(file, 8, count);
	put_number(file, 12, 28);
	put_number(file, 16, 28 + count * 8);
	for (size_t i = 0; i < count; i++) {
		put_number(file, 28 + i * 8, pairs[i].msgid_len);
		put_number(file, 32 + i * 8, at);
		memcpy(file + at, pairs[i].msgid, pairs[i].msgid_len);
		at += pairs[i].msgid_len + 1;
		put_number(file, 28 + (count + i) * 8, pairs[i].text_len);
		put_number(file, 32 + (count + i) * 8, at);
		memcpy(file + at, pairs[i].text, pairs[i].text_len);
		at += pairs[i].text_len + 1;
	}
}

static int
make_catalogues(void **state)
{
	(void)state;
	make_catalogue(dutch, dutch_pairs,
		       sizeof(dutch_pairs) / sizeof(dutch_pairs[0]));
	make_catalogue(french, french_pairs, 2);
	return 0;
}

static void
without_a_catalogue_the_english_comes_back(void **state)
{
	(void)state;
	assert_true(tr_use(NULL));
	assert_string_equal(tr_language(), "en");
	assert_string_equal(tr("Save"), "Save");
	assert_string_equal(tr_in("phase", "prepare"), "prepare");
	assert_string_equal(tr_n("%d step", "%d steps", 1), "%d step");
	assert_string_equal(tr_n("%d step", "%d steps", 0), "%d steps");
	assert_false(tr_use("de"));
	assert_string_equal(tr_language(), "en");
	assert_true(tr_use("en_GB.UTF-8"));
	assert_true(tr_use(""));
}

static void
a_language_is_known_by_any_form_of_its_name(void **state)
{
	(void)state;
	assert_true(tr_use("nl"));
	assert_string_equal(tr("Save"), "Bewaren");
	assert_true(tr_use("en"));
	assert_string_equal(tr("Save"), "Save");
	assert_true(tr_use("nl_BE.UTF-8"));
	assert_string_equal(tr_language(), "nl");
	assert_string_equal(tr("Save"), "Bewaren");
	assert_false(tr_use("nlx"));
	assert_string_equal(tr("Save"), "Save");
}

static void
a_short_word_is_told_apart_by_its_context(void **state)
{
	(void)state;
	assert_true(tr_use("nl"));
	assert_string_equal(tr_in("phase", "prepare"), "voorbereiden");
	assert_string_equal(tr("prepare"), "maak klaar");
	assert_string_equal(tr_in("phas", "prepare"), "prepare");
	assert_string_equal(tr_in("phases", "prepare"), "prepare");
}

static void
numbers_choose_their_form(void **state)
{
	(void)state;
	assert_true(tr_use("nl"));
	assert_string_equal(tr_n("%d step", "%d steps", 1), "%d stap");
	assert_string_equal(tr_n("%d step", "%d steps", 0), "%d stappen");
	assert_string_equal(tr_n("%d step", "%d steps", 2), "%d stappen");
	assert_true(tr_use("fr"));
	assert_string_equal(tr_n("%d step", "%d steps", 0), "%d étape");
	assert_string_equal(tr_n("%d step", "%d steps", 2), "%d étapes");
}

static void
what_is_not_translated_stays_english(void **state)
{
	(void)state;
	assert_true(tr_use("nl"));
	assert_string_equal(tr("Leave"), "Leave");
	assert_string_equal(tr("untranslated"), "untranslated");
	assert_string_equal(tr(""), "");
	assert_string_equal(tr_n("half", "halves", 2), "halves");
}

static void
the_languages_are_listed(void **state)
{
	const char *const *names = tr_languages();

	(void)state;
	assert_string_equal(names[0], "en");
	assert_string_equal(names[1], "nl");
	assert_null(names[5]);
}

static void
the_pseudo_locale_is_longer_and_keeps_directives(void **state)
{
	const char *text;

	(void)state;
	assert_true(tr_use("qps"));
	assert_string_equal(tr_language(), "qps");
	text = tr("Saved %1$s in %-5ld of %%1 and %2");
	assert_int_equal(text[0], '[');
	assert_int_equal(text[strlen(text) - 1], ']');
	assert_non_null(strstr(text, "%1$s"));
	assert_non_null(strstr(text, "%-5ld"));
	assert_non_null(strstr(text, "%%1"));
	assert_non_null(strstr(text, "%2"));
	assert_null(strstr(text, "Saved"));
	assert_in_range(strlen(text), 33 * 14 / 10, 33 * 2);
	assert_ptr_equal(text, tr("Saved %1$s in %-5ld of %%1 and %2"));
	assert_non_null(strstr(tr_n("%d step", "%d steps", 2), "stéps"));
	assert_string_equal(tr(""), "");
}

/* Every field of the file in turn says something absurd. */
static void
a_lying_catalogue_is_never_believed(void **state)
{
	static const uint32_t lies[] = {0,    1,          27,        2047,
					2048, 0x7fffffff, 0xffffffff};

	(void)state;
	for (size_t at = 0; at < 140; at += 4) {
		for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
			memcpy(lying, dutch, SIZE);
			put_number(lying, at, lies[i]);
			if (!tr_use("xx"))
				continue;
			assert_non_null(tr("Save"));
			assert_non_null(tr_in("phase", "prepare"));
			assert_non_null(tr_n("%d step", "%d steps", 2));
		}
	}
	assert_false(tr_use("yy"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_catalogue_the_english_comes_back),
		cmocka_unit_test(a_language_is_known_by_any_form_of_its_name),
		cmocka_unit_test(a_short_word_is_told_apart_by_its_context),
		cmocka_unit_test(numbers_choose_their_form),
		cmocka_unit_test(what_is_not_translated_stays_english),
		cmocka_unit_test(the_languages_are_listed),
		cmocka_unit_test(
			the_pseudo_locale_is_longer_and_keeps_directives),
		cmocka_unit_test(a_lying_catalogue_is_never_believed),
	};

	return cmocka_run_group_tests(tests, make_catalogues, NULL);
}

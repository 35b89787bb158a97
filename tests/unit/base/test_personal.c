/* Numbers of persons, accounts and cards, and what only looks like them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/personal.h"

/* Made for this test: their check digits are right, they are nobody's. */
static const struct {
	const char *text;
	enum personal kind;
} examples[] = {
	/* before and from 2000, with and without separators, bis numbers */
	{"85073003328", PERSONAL_REGISTER},
	{"85.07.30-033.28", PERSONAL_REGISTER},
	{"850730-033-28", PERSONAL_REGISTER},
	{"85 07 30 033 28", PERSONAL_REGISTER},
	{"her number is 85.07.30-033.28, she said", PERSONAL_REGISTER},
	{"17073003384", PERSONAL_REGISTER},
	{"17.07.30-033.84.", PERSONAL_REGISTER},
	{"85473003317", PERSONAL_REGISTER},
	/* accounts: also in small letters, with other text behind them */
	{"BE68539007547034", PERSONAL_IBAN},
	{"be68 5390 0754 7034 of the town", PERSONAL_IBAN},
	{"(BE68-5390-0754-7034)", PERSONAL_IBAN},
	{"NL91ABNA0417164300", PERSONAL_IBAN},
	{"pay DE89 3704 0044 0532 0130 00 today", PERSONAL_IBAN},
	/* cards: the numbers that payment firms give for tests */
	{"4111111111111111", PERSONAL_CARD},
	{"4111 1111 1111 1111", PERSONAL_CARD},
	{"5555-5555-5555-4444", PERSONAL_CARD},
	{"378282246310005", PERSONAL_CARD},
	{"3782 822463 10005", PERSONAL_CARD},
	{"2223003122003222", PERSONAL_CARD},
	/* what only looks like one */
	{"", PERSONAL_NONE},
	{"85073003329", PERSONAL_NONE},  /* wrong check digits */
	{"85133003328", PERSONAL_NONE},  /* no such month */
	{"+32470123456", PERSONAL_NONE}, /* a phone */
	{"+85073003328", PERSONAL_NONE},
	{"0470 12 34 56", PERSONAL_NONE},
	{"+32 2 555 12 12", PERSONAL_NONE},
	{"0032 470 12 34 56", PERSONAL_NONE},
	{"850 730 033 28", PERSONAL_NONE}, /* grouped as a phone is */
	{"case 2026-11-22-85073003328", PERSONAL_NONE},
	{"185073003328", PERSONAL_NONE}, /* part of a longer number */
	{"850730033281", PERSONAL_NONE},
	{"a85073003328", PERSONAL_NONE},
	{"85073003328f", PERSONAL_NONE},
	{"BE68539007547035", PERSONAL_NONE},
	{"BE685390075470341", PERSONAL_NONE},
	{"ABE68539007547034", PERSONAL_NONE},
	{"ZZ68539007547034", PERSONAL_NONE},
	{"4111111111111112", PERSONAL_NONE},
	{"9111111111111111", PERSONAL_NONE}, /* no card begins so */
	{"41 11 11 11 11 11 11 11", PERSONAL_NONE},
	{"20261122101502", PERSONAL_NONE}, /* a moment */
	{"2026-11-22T10:15:02.123Z", PERSONAL_NONE},
	{"192.168.100.100", PERSONAL_NONE},
	{"9a1f33c077c0b2aa4111111111111111", PERSONAL_NONE},
	{"#9f3a6 RW-I3.4 CVE-2026-41111", PERSONAL_NONE},
};

static void
each_is_taken_for_what_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		enum personal kind =
			personal_find(examples[i].text, NULL, NULL);

		if (kind != examples[i].kind)
			print_error("%s\n", examples[i].text);
		assert_int_equal(kind, examples[i].kind);
	}
	assert_int_equal(personal_find(NULL, NULL, NULL), PERSONAL_NONE);
}

static void
its_place_is_told(void **state)
{
	size_t at = 0, len = 0;

	(void)state;
	assert_int_equal(personal_find("é 85.07.30-033.28!", &at, &len),
			 PERSONAL_REGISTER);
	assert_int_equal(at, 3);
	assert_int_equal(len, 15);
}

/* A town's own numbers: of ten thousand of each kind few may be mistaken. */
static void
false_alarms_are_rare(void **state)
{
	unsigned alarms = 0;
	uint64_t x = 88172645463325252u;
	char text[64];

	(void)state;
	for (unsigned i = 0; i < 10000; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		snprintf(text, sizeof(text), "0%03u %02u %02u %02u",
			 (unsigned)(x % 1000), (unsigned)(x >> 10) % 100,
			 (unsigned)(x >> 20) % 100, (unsigned)(x >> 30) % 100);
		alarms += personal_find(text, NULL, NULL) != PERSONAL_NONE;
		snprintf(text, sizeof(text), "%016llx%016llx",
			 (unsigned long long)x,
			 (unsigned long long)(x * 2654435761u));
		alarms += personal_find(text, NULL, NULL) != PERSONAL_NONE;
		snprintf(text, sizeof(text), "2026-%06u",
			 (unsigned)(x % 1000000));
		alarms += personal_find(text, NULL, NULL) != PERSONAL_NONE;
	}
	assert_int_equal(alarms, 0);
	/* Eleven digits at random: the check digits and the date must fit. */
	for (unsigned i = 0; i < 10000; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		snprintf(text, sizeof(text), "%011llu",
			 (unsigned long long)(x % 100000000000u));
		alarms += personal_find(text, NULL, NULL) != PERSONAL_NONE;
	}
	assert_true(alarms < 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_taken_for_what_it_is),
		cmocka_unit_test(its_place_is_told),
		cmocka_unit_test(false_alarms_are_rare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

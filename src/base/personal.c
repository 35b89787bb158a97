#include "base/personal.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define DIGITS_MOST 19 /* of a card */
#define IBAN_MOST 34

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters beyond ASCII count as letters: their bytes are never a border. */
static bool
is_wordly(char c)
{
	return is_digit(c) || is_letter(c) || c == '_' ||
	       (unsigned char)c > 127;
}

static bool
is_separator(char c)
{
	return c == ' ' || c == '.' || c == '-' || c == '/';
}

/* Digits from a place on, with at most one separator between two of them. */
struct run {
	char digits[DIGITS_MOST + 1];
	unsigned count;
	size_t len;
	uint32_t breaks; /* bit n: a separator stands behind n digits */
	bool more;       /* it went on: too long for anything we know */
};

static struct run
read_run(const char *s)
{
	struct run r = {.count = 0};
	size_t at = 0;

	for (;;) {
		bool parted = r.count > 0 && is_separator(s[at]) &&
			      is_digit(s[at + 1]);

		if (!is_digit(s[at + parted]))
			break;
		if (r.count == DIGITS_MOST) {
			r.more = true;
			break;
		}
		if (parted)
			r.breaks |= UINT32_C(1) << r.count;
		r.digits[r.count++] = s[at + parted];
		at += 1 + (size_t)parted;
	}
	r.len = at;
	/* Part of a word, a decimal, a longer number: none of ours. */
	r.more = r.more || is_wordly(s[at]);
	return r;
}

static unsigned
two_digits(const char *s)
{
	return (unsigned)(s[0] - '0') * 10 + (unsigned)(s[1] - '0');
}

/*
 * YYMMDD, three digits, two check digits: 97 less the rest of the first nine
 * by 97, with a 2 before them for who was born from 2000 on.  Bis numbers add
 * 20 or 40 to the month.
 */
static bool
is_register(const struct run *r)
{
	/* YY.MM.DD-NNN.CC, or some of these separators, but no others. */
	const uint32_t allowed = 1u << 2 | 1u << 4 | 1u << 6 | 1u << 9;
	uint64_t nine = 0;
	unsigned month, day, check;

	if (r->count != 11 || (r->breaks & ~allowed))
		return false;
	for (unsigned i = 0; i < 9; i++)
		nine = nine * 10 + (uint64_t)(r->digits[i] - '0');
	month = two_digits(r->digits + 2) % 20;
	day = two_digits(r->digits + 4);
	check = two_digits(r->digits + 9);
	if (two_digits(r->digits + 2) >= 60 || month > 12 || day > 31 ||
	    nine % 1000 == 0)
		return false;
	return 97 - nine % 97 == check ||
	       97 - (nine + UINT64_C(2000000000)) % 97 == check;
}

/* --- cards */

static const struct card {
	unsigned from, to; /* of the first four digits */
	uint32_t lengths;  /* bit n: n digits */
} CARDS[] = {
	{3000, 3059, 1u << 14},
	{3400, 3499, 1u << 15},
	{3528, 3589, 1u << 16},
	{3600, 3699, 1u << 14},
	{3700, 3799, 1u << 15},
	{3800, 3999, 1u << 14},
	{4000, 4999, 1u << 13 | 1u << 16 | 1u << 19},
	{5018, 5018, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19},
	{5020, 5020, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19},
	{5038, 5038, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19},
	{5100, 5599, 1u << 16},
	{2221, 2720, 1u << 16},
	{5893, 5893, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19},
	{6011, 6011, 1u << 16 | 1u << 19},
	{6304, 6304, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19},
	{6440, 6599, 1u << 16 | 1u << 19},
	{6703, 6703, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19},
	{6759, 6763, 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19},
};

static bool
has_luhn(const struct run *r)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < r->count; i++) {
		unsigned d = (unsigned)(r->digits[r->count - 1 - i] - '0');

		if (i % 2)
			d = d * 2 > 9 ? d * 2 - 9 : d * 2;
		sum += d;
	}
	return sum % 10 == 0;
}

/* In one piece, in fours, or in 4-6-5 and 4-6-4. */
static bool
is_grouped_as_card(const struct run *r)
{
	uint32_t fours = 0;

	for (unsigned i = 4; i < r->count; i += 4)
		fours |= UINT32_C(1) << i;
	return !r->breaks || r->breaks == fours ||
	       r->breaks == (1u << 4 | 1u << 10);
}

static bool
is_card(const struct run *r)
{
	unsigned first;

	if (r->count < 13 || !is_grouped_as_card(r))
		return false;
	first = two_digits(r->digits) * 100 + two_digits(r->digits + 2);
	for (size_t i = 0; i < sizeof(CARDS) / sizeof(CARDS[0]); i++)
		if (first >= CARDS[i].from && first <= CARDS[i].to &&
		    (CARDS[i].lengths >> r->count & 1))
			return has_luhn(r);
	return false;
}

/* --- bank accounts */

/* Country and length: what follows an account is then no part of it. */
static const char IBANS[] =
	"AD24 AE23 AL28 AT20 BA20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 "
	"ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 HR21 HU28 IE22 IL23 "
	"IS26 IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 "
	"PL28 PT25 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 XK20 ";

static char
upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* 0: no country of the table. */
static unsigned
iban_length(const char *s)
{
	for (const char *row = IBANS; *row; row += 5)
		if (row[0] == upper(s[0]) && row[1] == upper(s[1]))
			return two_digits(row + 2);
	return 0;
}

/* How many bytes an account takes here; 0: there is none. */
static size_t
iban_here(const char *s)
{
	char account[IBAN_MOST];
	unsigned want, count = 0, rest = 0;
	size_t at = 0;

	if (!is_letter(s[0]) || !is_letter(s[1]) || !is_digit(s[2]) ||
	    !is_digit(s[3]))
		return 0;
	want = iban_length(s);
	while (count < want) {
		if (count > 0 && is_separator(s[at]))
			at++;
		if (!is_digit(s[at]) && !is_letter(s[at]))
			return 0;
		account[count++] = upper(s[at++]);
	}
	if (want == 0 || is_wordly(s[at]))
		return 0;
	/* The first four go behind; letters count from 10. */
	for (unsigned i = 0; i < want; i++) {
		char c = account[(i + 4) % want];

		rest = is_digit(c) ? rest * 10 + (unsigned)(c - '0')
				   : rest * 100 + (unsigned)(c - 'A') + 10;
		rest %= 97;
	}
	return rest == 1 ? at : 0;
}

static enum personal
found(enum personal kind, size_t place, size_t length, size_t *at, size_t *len)
{
	if (at)
		*at = place;
	if (len)
		*len = length;
	return kind;
}

/* A phone number from abroad has as many digits as a register number. */
static bool
is_dialled(const char *text, size_t at)
{
	return at > 0 && text[at - 1] == '+';
}

enum personal
personal_find(const char *text, size_t *at, size_t *len)
{
	for (size_t i = 0; text && text[i]; i++) {
		struct run r;
		size_t iban;

		if (i > 0 && is_wordly(text[i - 1]))
			continue;
		iban = iban_here(text + i);
		if (iban)
			return found(PERSONAL_IBAN, i, iban, at, len);
		if (!is_digit(text[i]))
			continue;
		/* The end of a longer number that is parted, as 1-2-3, too. */
		if (i > 1 && is_separator(text[i - 1]) &&
		    is_digit(text[i - 2]) && text[i - 1] != ' ')
			continue;
		r = read_run(text + i);
		if (r.more || is_dialled(text, i))
			continue;
		if (is_register(&r))
			return found(PERSONAL_REGISTER, i, r.len, at, len);
		if (is_card(&r))
			return found(PERSONAL_CARD, i, r.len, at, len);
	}
	return PERSONAL_NONE;
}

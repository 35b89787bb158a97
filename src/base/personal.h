/*
 * Numbers that should not stand in a log which never forgets: a Belgian
 * national register number, a bank account, a payment card.  Found by their
 * check digits and their form, so that phone numbers, hashes and case numbers
 * are hardly ever taken for one.
 */
#ifndef BASE_PERSONAL_H
#define BASE_PERSONAL_H

#include <stddef.h>

enum personal {
	PERSONAL_NONE,
	PERSONAL_REGISTER, /* national register number, also of the bis kind */
	PERSONAL_IBAN,
	PERSONAL_CARD
};

/*
 * The first such number in a text; where it stands goes into *at and *len (in
 * bytes), which may be NULL.
 */
enum personal personal_find(const char *text, size_t *at, size_t *len);

#endif

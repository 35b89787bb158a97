/*
 * SHA-256 over libcrypto, which is loaded at the first call: that costs more
 * than a whole start of the program, so nothing may be hashed before the first
 * screen.  Without the library the first call ends the program by die().
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

#define HASH_HEX_SIZE 65 /* 64 lower-case digits and the NUL */

struct hash; /* one that is being fed */

void hash_hex(const void *bytes, size_t len, char hex[HASH_HEX_SIZE]);

struct hash *hash_new(void);
void hash_feed(struct hash *h, const void *bytes, size_t len);
/* The digest of all that was fed; h goes on and can be fed more. */
void hash_peek(const struct hash *h, char hex[HASH_HEX_SIZE]);
void hash_free(struct hash *h);

#endif

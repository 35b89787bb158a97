#include "base/hash.h"

#include <openssl/evp.h>

#include "base/err.h"

/* struct hash is libcrypto's context by another name. */
static EVP_MD_CTX *
context(const struct hash *h)
{
	return (EVP_MD_CTX *)h;
}

/* Fetched once: the implicit fetch of each EVP_sha256() use is slow. */
static const EVP_MD *
sha256(void)
{
	static EVP_MD *digest;

	if (!digest)
		digest = EVP_MD_fetch(NULL, "SHA2-256", NULL);
	if (!digest)
		die("libcrypto has no SHA-256");
	return digest;
}

static void
write_hex(const unsigned char *digest, char hex[HASH_HEX_SIZE])
{
	for (int i = 0; i < 32; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	hex[64] = '\0';
}

static void
finish(EVP_MD_CTX *c, char hex[HASH_HEX_SIZE])
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;

	if (EVP_DigestFinal_ex(c, digest, &len) != 1 || len != 32)
		die("libcrypto could not finish a SHA-256");
	write_hex(digest, hex);
}

static void
begin(EVP_MD_CTX *c)
{
	if (!c || EVP_DigestInit_ex2(c, sha256(), NULL) != 1)
		die("libcrypto could not begin a SHA-256");
}

void
hash_hex(const void *bytes, size_t len, char hex[HASH_HEX_SIZE])
{
	static EVP_MD_CTX *c;

	if (!c)
		c = EVP_MD_CTX_new();
	begin(c);
	if (EVP_DigestUpdate(c, bytes, len) != 1)
		die("libcrypto could not go on with a SHA-256");
	finish(c, hex);
}

struct hash *
hash_new(void)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();

	begin(c);
	return (struct hash *)c;
}

void
hash_feed(struct hash *h, const void *bytes, size_t len)
{
	if (EVP_DigestUpdate(context(h), bytes, len) != 1)
		die("libcrypto could not go on with a SHA-256");
}

void
hash_peek(const struct hash *h, char hex[HASH_HEX_SIZE])
{
	EVP_MD_CTX *copy = EVP_MD_CTX_new();

	if (!copy || EVP_MD_CTX_copy_ex(copy, context(h)) != 1)
		die("libcrypto could not copy a SHA-256");
	finish(copy, hex);
	EVP_MD_CTX_free(copy);
}

void
hash_free(struct hash *h)
{
	EVP_MD_CTX_free(context(h));
}

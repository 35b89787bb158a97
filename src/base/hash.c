#include "base/hash.h"

#include <dlfcn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/err.h"

#define LIBRARY "libcrypto.so.3"

/*
 * libcrypto is loaded at the first hash: its 23,000 relocations cost a third
 * of a start, and the first screen hashes nothing.
 */
static struct {
	__typeof__(OPENSSL_init_crypto) *init;
	__typeof__(EVP_MD_fetch) *fetch;
	__typeof__(EVP_MD_CTX_new) *new;
	__typeof__(EVP_MD_CTX_free) *free;
	__typeof__(EVP_MD_CTX_copy_ex) *copy;
	__typeof__(EVP_DigestInit_ex2) *begin;
	__typeof__(EVP_DigestUpdate) *update;
	__typeof__(EVP_DigestFinal_ex) *final;
	EVP_MD *digest; /* fetched once: an implicit fetch each time is slow */
} crypto;

static void
find(void *library, const char *name, void *function)
{
	/* ISO C has no cast from an object to a function; POSIX has this. */
	*(void **)function = dlsym(library, name);
	if (!*(void **)function)
		die("%s has no %s", LIBRARY, name);
}

static const EVP_MD *
sha256(void)
{
	void *library;

	if (crypto.digest)
		return crypto.digest;
	library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		die("%s cannot be loaded: it is needed to keep the record. "
		    "Install OpenSSL 3",
		    LIBRARY);
	find(library, "OPENSSL_init_crypto", &crypto.init);
	find(library, "EVP_MD_fetch", &crypto.fetch);
	find(library, "EVP_MD_CTX_new", &crypto.new);
	find(library, "EVP_MD_CTX_free", &crypto.free);
	find(library, "EVP_MD_CTX_copy_ex", &crypto.copy);
	find(library, "EVP_DigestInit_ex2", &crypto.begin);
	find(library, "EVP_DigestUpdate", &crypto.update);
	find(library, "EVP_DigestFinal_ex", &crypto.final);
	/* No configuration file decides how a record is hashed. */
	crypto.init(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	crypto.digest = crypto.fetch(NULL, "SHA2-256", NULL);
	if (!crypto.digest)
		die("%s has no SHA-256", LIBRARY);
	return crypto.digest;
}

/* struct hash is libcrypto's context by another name. */
static EVP_MD_CTX *
context(const struct hash *h)
{
	return (EVP_MD_CTX *)h;
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

	if (crypto.final(c, digest, &len) != 1 || len != 32)
		die("libcrypto could not finish a SHA-256");
	write_hex(digest, hex);
}

static void
begin(EVP_MD_CTX *c)
{
	if (!c || crypto.begin(c, sha256(), NULL) != 1)
		die("libcrypto could not begin a SHA-256");
}

static EVP_MD_CTX *
new_context(void)
{
	(void)sha256();
	return crypto.new();
}

void
hash_hex(const void *bytes, size_t len, char hex[HASH_HEX_SIZE])
{
	static EVP_MD_CTX *c;

	if (!c)
		c = new_context();
	begin(c);
	if (crypto.update(c, bytes, len) != 1)
		die("libcrypto could not go on with a SHA-256");
	finish(c, hex);
}

struct hash *
hash_new(void)
{
	EVP_MD_CTX *c = new_context();

	begin(c);
	return (struct hash *)c;
}

void
hash_feed(struct hash *h, const void *bytes, size_t len)
{
	if (crypto.update(context(h), bytes, len) != 1)
		die("libcrypto could not go on with a SHA-256");
}

void
hash_peek(const struct hash *h, char hex[HASH_HEX_SIZE])
{
	EVP_MD_CTX *copy = new_context();

	if (!copy || crypto.copy(copy, context(h)) != 1)
		die("libcrypto could not copy a SHA-256");
	finish(copy, hex);
	crypto.free(copy);
}

void
hash_free(struct hash *h)
{
	if (h)
		crypto.free(context(h));
}

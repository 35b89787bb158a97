/* Feeds files to a fuzz target, without the fuzzer: the corpus as a test. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define MOST ((size_t)4 << 20)

/* In a piece of its own size, so that reading behind its end is seen. */
static int
replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *all = malloc(MOST), *bytes;
	size_t len;

	if (!file || !all) {
		perror(path);
		return 1;
	}
	len = fread(all, 1, MOST, file);
	fclose(file);
	bytes = realloc(all, len ? len : 1);
	if (!bytes) {
		perror(path);
		return 1;
	}
	LLVMFuzzerTestOneInput(bytes, len);
	free(bytes);
	return 0;
}

int
main(int argc, char **argv)
{
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i]);
	printf("%d inputs\n", argc - 1);
	return failed;
}

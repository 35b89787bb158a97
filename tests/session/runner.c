/*
 * Key scripts in this process.
 *
 *	runner FOLDER SCRIPT.keys...
 */
#include "session/script.h"

int
main(int argc, char **argv)
{
	static struct run r;
	unsigned failed = 0;

	for (int i = 2; i < argc; i++) {
		r = (struct run){.folder = argv[1]};
		failed += script_run(&r, argv[i]);
	}
	return failed != 0;
}

/*
 * The locale decides about characters only: texts come in our own language
 * setting, and numbers are written the same everywhere.
 */
#include <locale.h>
#include <stddef.h>

#include "cli/cli.h"

int
main(int argc, char **argv)
{
	if (!setlocale(LC_ALL, ""))
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
	return cli_main(argc, argv);
}

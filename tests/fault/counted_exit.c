/*
 * Writes what was counted before a process leaves by _exit(), which runs
 * nothing at the end: the writer and other children end so.  Linked into the
 * build of `make coverage` only, with --wrap=_exit.
 */
#include <gcov.h>
#include <unistd.h>

void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));
/* Of a test in which calls fail. */
void before_counting(void) __attribute__((weak));

void
__wrap__exit(int status)
{
	if (before_counting)
		before_counting();
	__gcov_dump();
	__real__exit(status);
}

#include "store/apart.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/err.h"

static void
close_others(const int *kept, size_t count)
{
	unsigned from = 3;

	for (;;) {
		unsigned next = ~0u;

		for (size_t i = 0; i < count; i++)
			if (kept[i] >= (int)from && (unsigned)kept[i] < next)
				next = (unsigned)kept[i];
		if (next > from)
			(void)close_range(from, next == ~0u ? next : next - 1,
					  0);
		if (next == ~0u)
			return;
		from = next + 1;
	}
}

static void
leave_terminal(const char *name)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	die_hook(NULL);
	setsid();
	prctl(PR_SET_NAME, name);
	for (int fd = 0; nothing >= 0 && fd < 3; fd++)
		dup2(nothing, fd);
}

void
apart_settle(const char *name, const int *kept, size_t count)
{
	leave_terminal(name);
	close_others(kept, count);
}

/* Which journals are read, where somebody put too many into a folder. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "store/folder_private.h"
#include "store/marks.h"
#include "store/names.h"

enum weight { EMPTY, FOREIGN, OF_STATION, OWN };

static enum weight
weigh(const struct folder *f, const char *id, const char *name)
{
	struct seen_mark mark;
	struct stat st;

	if (marks_read_seen(f->state_dir, id, name, SEEN_OWN, &mark))
		return OWN;
	if (fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && st.st_size == 0)
		return EMPTY;
	return f->who.station && names_is_of_station(name, f->who.station,
						     ".jsonl")
		       ? OF_STATION
		       : FOREIGN;
}

const char **
folder_choose_journals(const struct folder *f, const char **names,
		       size_t *count, const char **left, struct arena *a)
{
	size_t all = *count, chosen = 0;
	enum weight *weights;
	const char **out;
	char id[33] = "";

	*left = NULL;
	if (all <= FOLDER_MOST_JOURNALS)
		return names;
	memcpy(id, f->id, sizeof(id));
	if (!*id)
		marks_find_incident(f->state_dir, folder_first_digits(f), id);
	out = ARENA_ARRAY(a, const char *, all);
	weights = ARENA_ARRAY(a, enum weight, all);
	for (size_t i = 0; i < all; i++) {
		weights[i] = weigh(f, id, names[i]);
		if (weights[i] == OWN)
			out[chosen++] = names[i];
	}
	for (enum weight w = OF_STATION; w >= FOREIGN; w--)
		for (size_t i = all; i-- > 0;) {
			if (weights[i] != w)
				continue;
			if (chosen < FOLDER_MOST_JOURNALS)
				out[chosen++] = names[i];
			else
				*left = names[i];
		}
	*count = chosen;
	return out;
}

#include "store/names.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/stamp.h"
#include "store/beneath.h"

#define NAMES_FOLDER_MOST 120 /* bytes of an incident's folder's name */

void
names_write_stamp(int64_t moment, char out[NAMES_STAMP_SIZE])
{
	char text[STAMP_SIZE];

	stamp_write(moment, text);
	snprintf(out, NAMES_STAMP_SIZE,
		 "%.4s%.2s%.2s"
		 "T"
		 "%.2s%.2s%.2s"
		 "Z",
		 text, text + 5, text + 8, text + 11, text + 14, text + 17);
}

bool
names_read_stamp(const char *name, int64_t *moment)
{
	static const char form[] = "dddddddd"
				   "T"
				   "dddddd"
				   "Z";
	char text[STAMP_SIZE];

	for (size_t i = 0; form[i]; i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)name[i])
				   : name[i] != form[i])
			return false;
	snprintf(text, sizeof(text),
		 "%.4s-%.2s-%.2s"
		 "T"
		 "%.2s:%.2s:%.2s"
		 "Z",
		 name, name + 4, name + 6, name + 9, name + 11, name + 13);
	return stamp_read(text, moment);
}

bool
names_is_hex(const char *s, size_t digits)
{
	return strspn(s, "0123456789abcdef") == digits && s[digits] == '\0';
}

bool
names_is_incident(const char *name, int64_t *started, const char **id8)
{
	size_t len = strlen(name);

	if (len < 16 + 1 + 1 + 1 + 8 || len > NAMES_FOLDER_MOST ||
	    name[16] != '-' || name[len - 9] != '-' ||
	    !names_is_hex(name + len - 8, 8) ||
	    strspn(name + 16, "abcdefghijklmnopqrstuvwxyz0123456789-") !=
		    len - 16 ||
	    !names_read_stamp(name, started))
		return false;
	*id8 = name + len - 8;
	return true;
}

bool
names_is_journal(const char *name)
{
	size_t len = strlen(name);

	return len > 6 && strcasecmp(name + len - 6, ".jsonl") == 0 &&
	       beneath_is_plain_name(name);
}

bool
names_is_of_station(const char *name, const char *station, const char *ending)
{
	size_t len = strlen(name), station_len = strlen(station);

	return station_len > 0 && name[0] != '.' &&
	       len == 16 + 1 + station_len + 1 + 8 + strlen(ending) &&
	       strncmp(name + 17, station, station_len) == 0 &&
	       strcmp(name + len - strlen(ending), ending) == 0;
}

static bool
is_kept_below(const char *path)
{
	static const char *const kept[] = {"playbooks/", "evidence/", "seals/"};
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (strncmp(path, kept[i], strlen(kept[i])) == 0)
			return true;
	return len > 6 && !strchr(path, '/') &&
	       strcasecmp(path + len - 6, ".jsonl") == 0;
}

bool
names_is_of_log(const char *path)
{
	char name[NAMES_FOLDER_MOST + 1];
	const char *id8, *next;
	int64_t started;

	for (; (next = strchr(path, '/')); path = next + 1) {
		size_t len = (size_t)(next - path);

		if (len > NAMES_FOLDER_MOST)
			continue;
		memcpy(name, path, len);
		name[len] = '\0';
		if (names_is_incident(name, &started, &id8) &&
		    is_kept_below(next + 1))
			return true;
	}
	return false;
}

const char *
names_mode_of_place(const char *path)
{
	static const struct {
		const char *above, *mode;
	} places[] = {
		{"/incidents/", "live"},
		{"/exercises/", "exercise"},
		{"/assessments/", "assessment"},
	};
	const char *slash = strrchr(path, '/');

	for (size_t i = 0; slash && i < sizeof(places) / sizeof(*places); i++) {
		size_t len = strlen(places[i].above);

		if (slash + 1 - path >= (ptrdiff_t)len &&
		    strncmp(slash + 1 - len, places[i].above, len) == 0)
			return places[i].mode;
	}
	return NULL;
}

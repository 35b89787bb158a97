#include <string.h>

#include "base/hash.h"
#include "base/tr.h"
#include "store/journal.h"
#include "store/journal_private.h"

const char journal_next_denies[] =
	N_("it is not what the next line says of it");

void
journal_line_hash(const struct journal_file *file, size_t n, char hex[65])
{
	static char line[RECORD_LINE_MAX];
	const struct record *r = file->records[n - 1];

	record_copy_line(r, line);
	line[r->line_len] = '\n';
	hash_hex(line, r->line_len + 1, hex);
}

const char *
journal_file_head(struct journal_file *file)
{
	if (file->count != file->head_of || (file->count && !*file->head)) {
		file->head_of = file->count;
		if (file->count)
			journal_line_hash(file, file->count, file->head);
		else
			file->head[0] = '\0';
	}
	return file->head;
}

static bool
is_prev(const struct record *r, const char *hash)
{
	return r->prev && strcmp(r->prev, hash) == 0;
}

/*
 * Line n does not continue the one before.  Which of the two was changed?
 * When the next line does not continue line n either, it was line n, in its
 * `prev`; otherwise the one before.
 */
static void
blame_break(struct journal_file *file, size_t n, const char *hash)
{
	if (n == 1)
		journal_blame(file, 1,
			      N_("it does not begin a journal: lines before it "
				 "are gone"));
	else if (n < file->count && !is_prev(file->records[n], hash))
		journal_blame(file, n,
			      N_("it does not continue the line before, nor "
				 "the next line this one"));
	else
		journal_blame(file, n - 1, journal_next_denies);
}

const char *
journal_incident(struct journal_file *const *files, size_t count,
		 const char *id8)
{
	const char *most = NULL;
	size_t lead = 0;

	/* The majority, where there is one; a changed line is outvoted. */
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < files[i]->count; k++) {
			const char *id = files[i]->records[k]->incident;

			if (!id || strncmp(id, id8, strlen(id8)) != 0)
				continue;
			if (lead == 0)
				most = id;
			if (strcmp(id, most) == 0)
				lead++;
			else
				lead--;
		}
	}
	return most;
}

void
journal_check(struct journal_file *file, const char *incident)
{
	char before[65], hash[65];

	if (!incident)
		incident = journal_incident(&file, 1, "");
	memcpy(before, JOURNAL_ZEROS, sizeof(before));
	for (size_t n = 1; n <= file->count; n++) {
		const struct record *r = file->records[n - 1];

		journal_line_hash(file, n, hash);
		if (!r->incident || !incident ||
		    strcmp(r->incident, incident) != 0) {
			journal_blame(file, n, N_("it is of another incident"));
			break;
		}
		if (!is_prev(r, before)) {
			blame_break(file, n, hash);
			break;
		}
		memcpy(before, hash, sizeof(before));
	}
	journal_file_head(file);
	file->hashes_checked = true;
}

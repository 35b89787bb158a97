/*
 * What a station remembers of journals, against what is there.  A journal that
 * lost lines, or has others, is shown where somebody works on the incident,
 * and told to the others by a note in this station's own journal.  That
 * journal names the line that was there, in the `seen` of the note or of a
 * line before it, so that any station's `verify` finds it.
 */
#ifndef STORE_ALARM_H
#define STORE_ALARM_H

#include <stdint.h>

#include "store/folder.h"

/* The file must not be shorter than this station has seen it. */
void alarm_compare_size(struct folder *f, const char *incident,
			const struct journal_file *file);

/*
 * The line that this station remembers must be that line still; each journal
 * is compared once.  Hashes: not before the first screen.
 */
void alarm_compare_lines(struct folder *f);

/*
 * A journal is gone of which this station remembers a line: no alarm where
 * that line stands in another file.
 */
void alarm_of_gone(struct folder *f, const char *incident, const char *file);

/* The last line that was read of the file is not there any more. */
void alarm_of_line(struct folder *f, enum folder_trouble what,
		   struct journal_file *file);

/*
 * Appends a note for each alarm that no journal tells of yet, before
 * the heads as they are now are named.
 */
enum journal_outcome alarm_tell(struct folder *f, int64_t wall,
				struct incident *in, struct err *err);

#endif

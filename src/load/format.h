/*
 * What a text must look like: ids, durations, dates, numbers.  Pass 1 says
 * what is wrong; binding reads the same texts once more into numbers.
 */
#ifndef LOAD_FORMAT_H
#define LOAD_FORMAT_H

#include <stdbool.h>

#include "load/schema.h"
#include "load/tree.h"

void format_judge(struct finder *f, const struct node *node,
		  enum text_format format);

bool format_is_id(const char *s);
/* Whole, without sign or leading zero, from least to most. */
bool format_number(const char *s, int least, int most, int *out);

#define PRIORITY_LEAST 1
#define PRIORITY_MOST 9
#define PRIORITY_USUAL 5
#define SEVERITY_MOST 4
#define SCORE_MOST 100

#endif

/*
 * Entities: the few named ones that somebody may type, and every number.
 */
#ifndef MARKDOWN_ENTITY_H
#define MARKDOWN_ENTITY_H

#include <stddef.h>

struct buf;

/* What "&amp;" or "&#8364;" means; as it stands where that is unknown. */
void entity_add(struct buf *out, const char *entity, size_t len);

#endif

/* What was kept outside: a head on paper, a seal. */
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "store/evidence.h"
#include "store/folder.h"
#include "store/seal.h"
#include "store/verify_private.h"

static void
check_journal(struct checking *c, const struct seal_journal *j)
{
	struct checked *f = verify_find(c, j->file);
	struct seen_mark known = {.n = j->lines};

	/* One file alone is not blamed for those that are elsewhere. */
	memcpy(known.head, j->head, sizeof(known.head));
	if (!f && (!c->folder || verify_stands_here(c, &known)))
		return;
	if (!f) {
		struct verify_file *gone = verify_missing(c, j->file, j->lines);

		gone->bad_line = 1;
		gone->bad_why = N_("the whole journal is missing: the seal "
				   "names it");
		c->result->broken = true;
		return;
	}
	if (verify_known(c, f, &known,
			 N_("it is not the line that the seal has seen"),
			 c->result->seal_name) &&
	    f->out->sealed < (size_t)j->lines)
		f->out->sealed = (size_t)j->lines;
}

static void
check_evidence(struct checking *c, const struct seal_evidence *e)
{
	const char *name = arena_printf(c->arena, "sha256-%s", e->sha256);
	const char *path = arena_printf(c->arena, "evidence/%s", name);
	struct verify_result *r = c->result;

	switch ((int)evidence_compare(c->folder->fd, path, e->sha256)) {
	case EVIDENCE_GOOD:
		break;
	case EVIDENCE_MISSING:
		/* Whoever sealed had it. */
		r->broken = true;
		if (!r->evidence_gone_name)
			r->evidence_gone_name = name;
		break;
	case EVIDENCE_UNREADABLE:
		if (!r->evidence_unread_name)
			r->evidence_unread_name = name;
		break;
	case EVIDENCE_CHANGED:
		r->broken = r->evidence_bad = true;
		if (!r->evidence_bad_name)
			r->evidence_bad_name = name;
		break;
	}
}

/*
 * Where no line tells the incident, the first digits in the folder's name do;
 * in a file alone any line.
 */
static bool
is_of_this(const struct checking *c, const struct seal *seal)
{
	if (c->incident)
		return strncmp(c->incident, seal->incident,
			       strlen(c->incident)) == 0;
	for (size_t i = 0; i < c->count; i++)
		for (size_t k = 0; k < c->files[i].file.count; k++) {
			const char *id = c->files[i].file.records[k]->incident;

			if (id && strcmp(id, seal->incident) == 0)
				return true;
		}
	return false;
}

static void
check_seal(struct checking *c, const struct seal *seal)
{
	c->result->seal_given = true;
	c->result->seal_name = seal->file;
	if (!is_of_this(c, seal)) {
		c->result->seal_foreign = true;
		c->result->broken = true;
		return;
	}
	for (size_t i = 0; i < seal->journal_count; i++)
		check_journal(c, &seal->journals[i]);
	for (size_t i = 0; c->folder && i < seal->evidence_count; i++)
		check_evidence(c, &seal->evidence[i]);
}

void
verify_anchor(struct checking *c, const struct verify_anchor *anchor)
{
	if (anchor->head)
		verify_head(c, anchor->head);
	if (anchor->seal)
		check_seal(c, anchor->seal);
}

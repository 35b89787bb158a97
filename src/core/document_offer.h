/*
 * What the release of a document may have done for a deadline: those that list
 * its model, and what an earlier text of it promised.  Nobody marks them by
 * itself: a front end offers it, with the release as the proof.
 */
#ifndef CORE_DOCUMENT_OFFER_H
#define CORE_DOCUMENT_OFFER_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_state;
struct incident;
struct library;

struct document_offer {
	const char *deadline, *title;
	bool phased; /* `first-sent` is possible too */
};

/* Deadlines that are neither met nor not applicable. */
struct document_offer *
document_offers(const struct incident *in, const struct library *lib,
		const struct document_state *d, int64_t now, struct arena *a,
		unsigned *count);

#endif

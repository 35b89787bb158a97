/* Contacts: those of the step, the organisation's own, the directory, then
 * whom we are still to fill in. */
#include "plain/parts.h"

#include <string.h>

#include "core/call_round.h"

/* The i-th id over all places where contacts stand; NULL: no more. */
static const char *
id_at(const struct plain *p, unsigned i)
{
	const struct library *lib = p->front->library;
	const struct organisation *o = lib ? lib->organisation : NULL;
	struct where w = where_is(p);

	if (w.step) {
		unsigned count = 0;
		const char *id;
		bool ours;

		for (; (id = library_step_contact(lib, w.step->ref, count,
						  &ours));
		     count++)
			if (count == i)
				return id;
		i -= count;
	}
	if (o) {
		if (i < o->person_count)
			return o->people[i].id;
		i -= o->person_count;
		if (i < o->supplier_count)
			return o->suppliers[i].id;
		i -= o->supplier_count;
		if (i < o->contact_count)
			return o->contacts[i].id;
		i -= o->contact_count;
	}
	for (unsigned k = 0; lib && k < lib->directory_count; k++) {
		const struct directory *d = lib->directories[k];

		if (i < d->organisation_count)
			return d->organisations[i].id;
		i -= d->organisation_count;
	}
	return lib ? library_contact_open(lib, i) : NULL;
}

static bool
is_listed_before(const struct plain *p, const char *id, unsigned before)
{
	for (unsigned i = 0; i < before; i++)
		if (strcmp(id_at(p, i), id) == 0)
			return true;
	return false;
}

static void
contacts_head(struct plain *p, struct buf *out)
{
	struct where w = where_is(p);
	bool ours;

	if (w.step &&
	    library_step_contact(p->front->library, w.step->ref, 0, &ours))
		talk(p, out, tr("Contacts: those of this step first."), NULL,
		     NULL, NULL);
	else
		talk(p, out, tr("Contacts."), NULL, NULL, NULL);
	tell_sums(p, out);
}

static const char *
name_of(struct plain *p, const char *id)
{
	return say_contact(id, p->front->library, &p->scratch);
}

static bool
is_ours(const struct plain *p, const char *id)
{
	struct where w = where_is(p);
	const char *at;
	bool ours;

	for (unsigned i = 0;
	     w.step && (at = library_step_contact(p->front->library,
						  w.step->ref, i, &ours));
	     i++)
		if (strcmp(at, id) == 0)
			return ours;
	return false;
}

static void
contacts_fill(struct plain *p)
{
	const char *id;

	for (unsigned i = 0; (id = id_at(p, i)); i++) {
		struct contact c = {0};

		if (is_listed_before(p, id, i) ||
		    !library_contact(p->front->library, id, &c))
			continue;
		if (view_wants(p, name_of(p, id)) ||
		    (c.offers && view_wants(p, c.offers)))
			view_add(p, i);
	}
}

static const char *
phone_of(const struct contact *c)
{
	return c->phone && c->phone[0] ? c->phone : tr("TO FILL IN");
}

static void
contacts_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const char *id = id_at(p, i);
	const struct front *f = p->front;
	struct contact c = {0};
	const struct record *r =
		f->incident ? call_last(f->incident, id) : NULL;

	(void)library_contact(f->library, id, &c);
	talk(p, out, tr("%1. %2, phone %3."), number,
	     say_ours(name_of(p, id), is_ours(p, id), &p->scratch),
	     phone_of(&c));
	if (r) {
		struct say_line line = say_record(r, f->incident, f->library,
						  f->zone, &p->scratch);

		talk(p, out, tr("   Called at %1: %2"),
		     talk_clock(p, record_happened(r)), line.text, NULL);
	}
}

static void
tell_details(struct plain *p, const struct contact *c, const char *id,
	     struct buf *out)
{
	talk(p, out, "%1.", name_of(p, id), NULL, NULL);
	talk(p, out, tr("Phone: %1."), phone_of(c), NULL, NULL);
	if (c->email && c->email[0])
		talk(p, out, tr("Mail: %1."), c->email, NULL, NULL);
	if (c->website && c->website[0])
		talk(p, out, tr("Website: %1"), c->website, NULL, NULL);
	if (c->hours && c->hours[0])
		talk(p, out, tr("Hours: %1"), c->hours, NULL, NULL);
	talk_prose(p, out, tr("Offers: %1"), c->offers);
	talk_prose(p, out, tr("When: %1"), c->when);
	talk_prose(p, out, tr("Note: %1"), c->note);
	if (c->checked && c->checked[0])
		talk(p, out, tr("Checked: %1."), c->checked, NULL, NULL);
}

static void
contacts_pick(struct plain *p, unsigned i, struct buf *out)
{
	const char *id = id_at(p, i);
	struct contact c = {0};

	(void)library_contact(p->front->library, id, &c);
	tell_details(p, &c, id, out);
	if (contact_is_empty(&c))
		talk(p, out, tr("Type organisation to fill it in."), NULL, NULL,
		     NULL);
	if (p->front->incident && p->front->incident->open &&
	    !p->front->read_only)
		fill_call(p, id, out);
}

const struct view_row view_row_contacts = {
	.prompt = N_("Contacts, which one? (number, more, find, < to go "
		     "back) [no answer]"),
	.head = contacts_head,
	.fill = contacts_fill,
	.row = contacts_row,
	.pick = contacts_pick,
};

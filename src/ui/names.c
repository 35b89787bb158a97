#include "ui/names.h"

#include <string.h>

#include "core/library.h"
#include "core/playbook.h"
#include "front/say.h"
#include "ui/app.h"

const char *
name_of_contact(const struct app *app, const char *id, struct arena *a)
{
	return say_contact(id, app->front->library, a);
}

const char *
name_of_decider(const char *id)
{
	return say_decider(id);
}

const char *
name_of_fact(const struct app *app, const char *id)
{
	return say_fact_label(id, app->front->library);
}

const char *
name_of_playbook(const struct app *app, const char *id)
{
	const struct front *f = app->front;
	const struct playbook *p = library_playbook(f->library, id);

	if (p != NULL)
		return p->head.title;
	for (size_t i = 0; i < f->playbook_count; i++)
		if (strcmp(f->playbooks[i].id, id) == 0)
			return f->playbooks[i].title;
	return id;
}

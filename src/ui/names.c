#include "ui/names.h"

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

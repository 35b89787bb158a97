#include "core/playbook.h"

#include <string.h>

#include "base/tr.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char *const kind_names[] = {
	[FILE_NONE] = NULL,
	[FILE_TRIAGE] = "triage",
	[FILE_INCIDENT] = "incident",
	[FILE_ASSESSMENT] = "assessment",
	[FILE_QUIZ] = "quiz",
	[FILE_LAW] = "law",
	[FILE_VOCABULARY] = "vocabulary",
	[FILE_ORGANISATION] = "organisation",
	[FILE_LOCAL] = "local",
	[FILE_DIRECTORY] = "directory",
	[FILE_MODEL] = "model",
	[FILE_EXERCISE] = "exercise",
};

static const char *const phase_names[] = {
	[PHASE_NONE] = NULL,           [PHASE_PREPARE] = "prepare",
	[PHASE_IDENTIFY] = "identify", [PHASE_CONTAIN] = "contain",
	[PHASE_RECOVER] = "recover",   [PHASE_LEARN] = "learn",
};

static const char *const type_names[] = {
	[FACT_TEXT] = "text",     [FACT_YES_NO_UNKNOWN] = "yes-no-unknown",
	[FACT_NUMBER] = "number", [FACT_TIME] = "time",
	[FACT_CHOICE] = "choice",
};

static const char *const basis_names[] = {
	[BASIS_LAW] = "law",
	[BASIS_CONTRACT] = "contract",
	[BASIS_ADVICE] = "advice",
	[BASIS_OWN] = "own",
};

/* On paper, where a role has one letter. */
static const struct {
	const char *role;
	char letter;
} role_letters[] = {
	{"management", 'M'},      {"it", 'I'},
	{"communications", 'C'},  {"emergency-planning", 'E'},
	{"data-protection", 'D'}, {"finance", 'F'},
	{"human-resources", 'H'}, {"care", 'W'},
};

const char *
role_standard(unsigned i)
{
	return i < COUNT_OF(role_letters) ? role_letters[i].role : NULL;
}

bool
role_is_standard(const char *role)
{
	const char *known;

	for (unsigned i = 0; (known = role_standard(i)) != NULL; i++)
		if (strcmp(known, role) == 0)
			return true;
	return false;
}

/* What a step without choices has; its target is the step's `next`. */
static const struct choice implied_choice = {
	.id = "done",
	.label = N_("Done"),
	.goto_step = STEP_NONE,
	.severity = -1,
	.as_if_choice = -1,
};

const char *
file_kind_name(enum file_kind kind)
{
	return kind_names[kind];
}

enum file_kind
file_kind_of(const char *name)
{
	for (size_t i = FILE_NONE + 1; i < COUNT_OF(kind_names); i++)
		if (strcmp(kind_names[i], name) == 0)
			return (enum file_kind)i;
	return FILE_NONE;
}

const char *
step_phase_name(enum step_phase phase)
{
	return phase_names[phase];
}

const char *
fact_type_name(enum fact_type type)
{
	return type_names[type];
}

const char *
deadline_basis_name(enum deadline_basis basis)
{
	return basis_names[basis];
}

char
role_letter(const char *role)
{
	for (size_t i = 0; i < COUNT_OF(role_letters); i++)
		if (strcmp(role_letters[i].role, role) == 0)
			return role_letters[i].letter;
	return 'X';
}

int
role_find_step(const struct role *r, const char *id)
{
	for (unsigned i = 0; i < r->step_count; i++)
		if (strcmp(r->steps[i].id, id) == 0)
			return (int)i;
	return -1;
}

bool
playbook_is_scored(const struct playbook *p)
{
	return p->head.kind == FILE_ASSESSMENT || p->head.kind == FILE_QUIZ;
}

const struct role *
playbook_find_role(const struct playbook *p, const char *role)
{
	for (unsigned i = 0; i < p->role_count; i++)
		if (strcmp(p->roles[i].role, role) == 0)
			return &p->roles[i];
	return NULL;
}

unsigned
step_choices(const struct step *s)
{
	return s->choice_count ? s->choice_count : 1;
}

const struct choice *
step_choice(const struct step *s, unsigned i)
{
	if (i < s->choice_count)
		return &s->choices[i];
	return i == 0 ? &implied_choice : NULL;
}

/* The words that stand alone on a screen: roles, states, marks. */
#include "front/say.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"

static const struct role_name {
	const char *role, *title, *brief;
} role_names[] = {
	{"management", N_("Management"), N_("MGT")},
	{"it", N_("IT"), N_("IT")},
	{"communications", N_("Communications"), N_("COM")},
	{"emergency-planning", N_("Emergency planning"), N_("EPL")},
	{"data-protection", N_("Data protection"), N_("DPO")},
	{"finance", N_("Finance"), N_("FIN")},
	{"human-resources", N_("Human resources"), N_("HR")},
	{"care", N_("Care"), N_("CAR")},
	{"facilitator", N_("Facilitator"), N_("FAC")},
	{"observer", N_("Observer"), N_("OBS")},
	{"any", N_("Everybody"), N_("ALL")},
};

/* Whose advice a step asks for without that being a role of the incident. */
static const struct adviser_name {
	const char *id, *name;
} adviser_names[] = {
	{"police", N_("Police")},
	{"insurer", N_("Insurer")},
	{"fire-zone", N_("Fire zone")},
	{"technical-service", N_("Technical service")},
	{"general-director", N_("General director")},
};

static const char *
adviser_name(const char *id)
{
	size_t count = sizeof(adviser_names) / sizeof(*adviser_names);

	for (size_t i = 0; i < count; i++)
		if (strcmp(adviser_names[i].id, id) == 0)
			return tr(adviser_names[i].name);
	return NULL;
}

static const struct role_name *
known_role(const char *role)
{
	size_t count = sizeof(role_names) / sizeof(*role_names);

	for (size_t i = 0; role && i < count; i++)
		if (strcmp(role_names[i].role, role) == 0)
			return &role_names[i];
	return NULL;
}

static const char *
own_title(const char *role, const struct library *lib)
{
	for (unsigned i = 0; lib && i < lib->playbook_count; i++) {
		const struct role *r =
			playbook_find_role(lib->playbooks[i], role);

		if (r && r->title)
			return r->title;
	}
	return NULL;
}

const char *
say_role(const char *role, const struct library *lib, struct arena *a)
{
	const struct role_name *known = known_role(role);
	const char *title;

	if (!role)
		return "";
	if (known)
		return tr(known->title);
	title = own_title(role, lib);
	if (!title)
		title = adviser_name(role);
	return text_shown(a, title ? title : role, false);
}

/* A role of a playbook's own is cut to its first three letters. */
const char *
say_role_short(const char *role, struct arena *a)
{
	const struct role_name *known = known_role(role);
	char brief[4] = "";

	if (known)
		return tr(known->brief);
	for (size_t i = 0; role && role[i] && i < 3; i++) {
		brief[i] = role[i];
		if (brief[i] >= 'a' && brief[i] <= 'z')
			brief[i] = (char)(brief[i] - 'a' + 'A');
	}
	return text_shown(a, brief, false);
}

const char *
say_item_state(enum item_state state)
{
	switch (state) {
	case ITEM_OPEN:
		return tr_in("item", "open");
	case ITEM_DONE:
		return tr_in("item", "done");
	case ITEM_NOT_APPLICABLE:
		return tr_in("item", "not applicable");
	case ITEM_NOT_POSSIBLE:
		return tr_in("item", "not possible");
	case ITEM_LATER:
		return tr_in("item", "later");
	case ITEM_SOMEBODY_ELSE:
		return tr_in("item", "somebody else");
	case ITEM_INACTIVE:
		return tr_in("item", "does not apply now");
	case ITEM_STATES:
		break;
	}
	return "";
}

/* Marks are the same in every language: they stand on paper too. */
const char *
say_item_mark(enum item_state state)
{
	switch (state) {
	case ITEM_OPEN:
		return "[ ]";
	case ITEM_DONE:
		return "[x]";
	case ITEM_NOT_APPLICABLE:
		return "[-]";
	case ITEM_NOT_POSSIBLE:
		return "[!]";
	case ITEM_LATER:
		return "[z]";
	case ITEM_SOMEBODY_ELSE:
		return "[~]";
	case ITEM_INACTIVE:
		return " - ";
	case ITEM_STATES:
		break;
	}
	return "[ ]";
}

const char *
say_phase(enum step_phase phase)
{
	switch (phase) {
	case PHASE_PREPARE:
		return tr_in("phase", "Prepare");
	case PHASE_IDENTIFY:
		return tr_in("phase", "Identify");
	case PHASE_CONTAIN:
		return tr_in("phase", "Contain");
	case PHASE_RECOVER:
		return tr_in("phase", "Recover");
	case PHASE_LEARN:
		return tr_in("phase", "Learn");
	case PHASE_NONE:
		break;
	}
	return "";
}

const char *
say_mode(enum step_mode mode)
{
	return mode == MODE_DO_CONFIRM ? tr("DO - CONFIRM") : tr("READ - DO");
}

const char *
say_severity(int64_t severity)
{
	switch (severity) {
	case 0:
		return tr_in("severity", "report");
	case 1:
		return tr_in("severity", "small");
	case 2:
		return tr_in("severity", "serious");
	case 3:
		return tr_in("severity", "crisis");
	case 4:
		return tr_in("severity", "emergency");
	default:
		return "";
	}
}

const char *
say_deadline_state(enum deadline_state_name state)
{
	switch (state) {
	case DEADLINE_UNDECIDED:
		return tr("UNDECIDED");
	case DEADLINE_WAITING:
		return tr("WAITING");
	case DEADLINE_RUNNING:
		return tr("RUNNING");
	case DEADLINE_DUE_SOON:
		return tr("DUE SOON");
	case DEADLINE_OVERDUE:
		return tr("OVERDUE");
	case DEADLINE_TARGET_MISSED:
		return tr("target missed");
	case DEADLINE_FIRST_SENT:
		return tr("FIRST SENT");
	case DEADLINE_MET:
		return tr("MET");
	case DEADLINE_NOT_APPLICABLE:
		return tr("NOT APPLICABLE");
	}
	return "";
}

const char *
say_emergency_phase(const char *phase)
{
	if (!phase || strcmp(phase, "none") == 0)
		return tr("no emergency phase");
	if (strcmp(phase, "municipal") == 0)
		return tr("municipal phase");
	if (strcmp(phase, "provincial") == 0)
		return tr("provincial phase");
	if (strcmp(phase, "federal") == 0)
		return tr("federal phase");
	return tr("emergency phase");
}

const char *
say_entry(const char *entry_id, struct arena *a)
{
	char five[6] = "";

	for (size_t i = 0; entry_id && entry_id[i] && i < 5; i++)
		five[i] = entry_id[i];
	return arena_printf(a, "#%s", text_shown(a, five, false));
}

const char *
say_gate_kind(enum gate_kind kind)
{
	switch (kind) {
	case GATE_STEP:
		return tr_in("gate", "step");
	case GATE_DEADLINE:
		return tr_in("gate", "deadline");
	case GATE_APPROVAL:
		return tr_in("gate", "waits for a yes");
	case GATE_QUESTION:
		return tr_in("gate", "question");
	case GATE_TASK:
		return tr_in("gate", "task");
	case GATE_ACTION:
		return tr_in("gate", "action");
	case GATE_DECISION:
		return tr_in("gate", "decision");
	case GATE_DRAFT:
		return tr_in("gate", "draft");
	}
	return "";
}

/* --- numbers */

bool
say_needs_codes(const struct incident *in)
{
	unsigned count = 0;

	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *s = in->playbooks.entries[i].value;

		count += s && s->open;
	}
	return count > 1;
}

const char *
say_step_number(const struct step_ref *ref, const struct incident *in,
		struct arena *a)
{
	const char *code = ref->playbook->head.code;

	if (!code || !say_needs_codes(in))
		return arena_printf(a, "%u", ref->index + 1);
	return arena_printf(a, "%s-%c%u", code, role_letter(ref->role->role),
			    ref->index + 1);
}

const char *
say_item_number(const struct item_ref *ref, const struct incident *in,
		struct arena *a)
{
	const char *code = ref->playbook->head.code;

	if (!code || !say_needs_codes(in))
		return ref->number;
	if (!ref->step)
		return arena_printf(a, "%s-X%s", code, ref->number);
	return arena_printf(a, "%s-%c%s", code,
			    role_letter(ref->step->role->role), ref->number);
}

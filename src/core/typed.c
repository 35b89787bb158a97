#include "core/typed.h"

#include <stddef.h>

#include "core/action.h"

enum personal
action_personal(const struct action *act, const char **text)
{
	const char *const texts[] = {
		act->text,   act->answer,     act->reason, act->override,
		act->value,  act->source,     act->proof,  act->ref,
		act->chosen, act->row,        act->to,     act->how,
		act->name,   act->decided_by,
	};
	enum personal kind;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		kind = personal_find(texts[i], NULL, NULL);
		if (kind == PERSONAL_NONE)
			continue;
		if (text)
			*text = texts[i];
		return kind;
	}
	for (unsigned i = 0; i < act->option_count; i++) {
		kind = personal_find(act->options[i], NULL, NULL);
		if (kind == PERSONAL_NONE)
			continue;
		if (text)
			*text = act->options[i];
		return kind;
	}
	return PERSONAL_NONE;
}

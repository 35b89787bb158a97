/*
 * completion: a script for the shell, which asks the program what a word can
 * become.  So the shells know nothing, and never grow old.
 */
#include <string.h>

#include "base/tr.h"
#include "cli/cli.h"
#include "cli/complete.h"

static const struct {
	const char *shell;
	const char *script;
} scripts[] = {
	{"bash", "# draaiboek: completion for bash.  In ~/.bashrc:\n"
		 "#\teval \"$(draaiboek completion bash)\"\n"
		 "_draaiboek()\n"
		 "{\n"
		 "\tlocal IFS=$'\\n' line=(\"${COMP_WORDS[@]:1:COMP_CWORD}\")\n"
		 "\tCOMPREPLY=($(\"${COMP_WORDS[0]}\" completion words -- "
		 "\"${line[@]}\" 2>/dev/null </dev/null))\n"
		 "\t[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && "
		 "compopt -o nospace\n"
		 "\treturn 0\n"
		 "}\n"
		 "complete -o default -F _draaiboek draaiboek\n"},
	{"zsh",
	 "#compdef draaiboek\n"
	 "# draaiboek: completion for zsh.  In ~/.zshrc, behind compinit:\n"
	 "#\teval \"$(draaiboek completion zsh)\"\n"
	 "_draaiboek()\n"
	 "{\n"
	 "\tlocal -a found\n"
	 "\tfound=(${(f)\"$(\"$words[1]\" completion words -- "
	 "\"${(@)words[2,CURRENT]}\" 2>/dev/null </dev/null)\"})\n"
	 "\t(( $#found )) && compadd -a found || _files\n"
	 "}\n"
	 "compdef _draaiboek draaiboek\n"},
	{"fish",
	 "# draaiboek: completion for fish.  In ~/.config/fish/config.fish:\n"
	 "#\tdraaiboek completion fish | source\n"
	 "function __draaiboek\n"
	 "\tset -l line (commandline -opc) (commandline -ct)\n"
	 "\t$line[1] completion words -- $line[2..-1] 2>/dev/null "
	 "</dev/null\n"
	 "end\n"
	 "complete -c draaiboek -a '(__draaiboek)'\n"},
};

int
cmd_completion(struct call *c)
{
	if (strcmp(c->words[0], "words") == 0) {
		complete(c, c->words + 1, c->word_count - 1);
		return EXIT_FINE;
	}
	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++)
		if (strcmp(scripts[i].shell, c->words[0]) == 0) {
			cli_print(c->cli, "%s", scripts[i].script);
			return EXIT_FINE;
		}
	return cli_usage(c->cli,
			 tr("There is no completion for '%s'; there are: "
			    "bash, zsh, fish."),
			 c->words[0]);
}

#!/bin/bash
# completion: what a word can become, and the scripts for three shells.
. "$(dirname "$0")/lib.sh"

# line WORD...: what the last word can become, on one line.
line() {
	run completion words -- "$@"
	got=$(sort "$out" | tr '\n' ' ')
}

line sta
is 'a command' 'start status ' "$got"
line evidence ''
is 'the second word of a command' 'add list verify ' "$got"
line 'ev'
is 'a first word once' 'evidence ' "$got"
line list --op
is 'an option that the command takes' '--open ' "$got"
line list --proo
is 'not one that it does not take' '' "$got"
line --state later --via p
is 'the values of an option' 'paper phone ' "$got"
line -r emer
is 'the roles' 'emergency-planning ' "$got"
line log --type sev
is 'the kinds of entries' 'severity ' "$got"
line show cri
is 'the playbooks' 'crisis ' "$got"
line emergency-phase m
is 'the words of a synopsis' 'municipal ' "$got"
line completion z
is 'the shells' 'zsh ' "$got"

run --by tester start crisis --no-ui
id=$(head -c 8 "$out")
line -C "$root" status "${id%????}"
is 'the incidents' "$id " "$got"
line -C "$root" -i "$id" fact personal-d
is 'the facts' 'personal-data ' "$got"
line -C "$root" -r management do 1
is 'the items of the role' yes \
	"$(case "$got" in '1.1 1.2 '*) echo yes ;; *) echo "$got" ;; esac)"
line -C "$root" deadline gdpr-a
is 'the deadlines' 'gdpr-authority ' "$got"

line -C "$root" fact personal-data ''
is 'what a fact can be' 'no unknown yes ' "$got"
line -C "$root" row serv
is 'the registers' 'services ' "$got"
run row services Counter -r it --by tester
line -C "$root" row services ''
is 'its rows' 'Counter ' "$got"
line -C "$root" row services Counter st
is 'its columns' 'state ' "$got"
line -C "$root" row services Counter state unk
is 'what a cell can be' 'unknown ' "$got"
line template show holding-st
is 'the models' 'holding-statement ' "$got"
run document draft holding-statement -r communications --by tester
line -C "$root" document release hold
is 'the documents' 'holding-statement.en ' "$got"
line severity ''
is 'a level' '0 1 2 3 4 ' "$got"
run note 'to be corrected' -r it --by tester
entry=$(tail -1 "$(ls -t "$root"/incidents/*/*.jsonl | head -1)" |
	sed 's/.*"id":"\([0-9a-f]*\)".*/\1/')
line -C "$root" correct "${entry%??????}"
is 'the entries of a moment ago' "$entry " "$got"
line -C "$root" report sitrep "${id%????}"
is 'the incident of a report' "$id " "$got"
line -C "$root" report decision ''
is 'no decision yet' '' "$got"

line exercise show friday-
is 'the scenarios' 'friday-night ' "$got"
line exercise print c
is 'what is printed of one' 'cards clock ' "$got"
DRAAIBOEK_USER=lead "$DRAAIBOEK" -C "$root" exercise run friday-night --no-ui >"$out"
exercise=$(head -c 8 "$out")
line -C "$root" exercise status "${exercise:0:4}"
is 'the exercises' "$exercise " "$got"
line -C "$root" exercise send power-
is 'its injects' 'power-question ' "$got"
line -C "$root" exercise answer first-
is 'its questions' 'first-hour ' "$got"
DRAAIBOEK_USER=lead "$DRAAIBOEK" -C "$root" exercise actions add 'A list' >/dev/null
line -C "$root" exercise actions re
is 'what is done with an improvement' 'reopen ' "$got"
line -C "$root" exercise actions close ''
is 'the improvements' 16 "$(printf %s "${got% }" | wc -c)"

line -C "$dir/nowhere" status ''
is 'nothing where nothing is' '' "$got"
is 'and no folder is made' no "$([ -e "$dir/nowhere" ] && echo yes || echo no)"
line --no-such-option x
is 'nothing behind what is wrong' '' "$got"
silent 'nothing is said'
line $'\033]0;x\007'
is 'rubbish gives nothing' '' "$got"

run completion bash
exits 'for bash' 0
cp "$out" "$dir/draaiboek.bash"
is 'it works in bash' 'start status' "$(
	bash --norc -c '. "$1"
		PATH=${2%/*}:$PATH
		COMP_WORDS=("$2" sta) COMP_CWORD=1
		compopt() { :; }
		_draaiboek
		echo "${COMPREPLY[*]}"' bash "$dir/draaiboek.bash" "$DRAAIBOEK")"
for shell in zsh fish; do
	run completion $shell
	exits "for $shell" 0
	cp "$out" "$dir/script"
	if command -v $shell >/dev/null; then
		is "$shell can read it" '' "$($shell -n "$dir/script" 2>&1)"
	else
		echo "skip $shell reads its script: $shell is not installed"
	fi
done
run completion tcsh
refuses 'another shell' 2 'there are: bash, zsh, fish'
finish

#!/bin/bash
# check: everything that is wrong, in one run, as a compiler does.
. "$(dirname "$0")/lib.sh"

run check "$here/playbooks"
exits 'good files' 0
prints 'and how many' 'errors: 0, .*files: 7'
run check "$here/../../playbooks"
exits 'the shipped files' 0

# One file of each fault, in both languages where that matters.
bad=$dir/bad
mkdir "$bad"
edit() {
	sed "$2" "$here/playbooks/pump.en.yaml" | sed "s/^id: pump/id: $1/; s/^code: PU/code: $3/" >"$bad/$1.en.yaml"
}
edit key 's/^title:/titel:/' KA
edit goto 's/goto: repair/goto: repare/' KB
edit lost 's/goto: power-off/goto: repair/' KC
edit role 's/- role: communications/- role: communication/' KD
edit public 's/    type: number/    type: number\n    public: nee/' KE
edit variant '' KF
sed 's/^language: en/language: nl/; s/id: cable/id: kabel/' "$bad/variant.en.yaml" >"$bad/variant.nl.yaml"
run check "$bad"
exits 'bad files' 1
prints 'a misspelt key' "/key\.en\.yaml:[0-9]+:1: error: unknown key 'titel' \(did you mean 'title'\?\) \[unknown-key\]$"
prints 'a dangling goto' '/goto\.en\.yaml:[0-9]+:[0-9]+: error: .*repare.* \[unknown-step\]$'
prints 'an unreachable step' '/lost\.en\.yaml:[0-9]+:[0-9]+: error: .*power-off.* \[unreachable-step\]$'
prints 'a missing role' '/role\.en\.yaml:[0-9]+:[0-9]+: error: .*communications.* \[missing-role\]$'
prints 'a word that is not yes or no' '/public\.en\.yaml:[0-9]+:[0-9]+: error: .*public.* \[yes-or-no\]$'
prints 'a variant that differs' '/variant\.(nl|en)\.yaml:[0-9]+:[0-9]+: error: .* \[variant-differs\]$'
line=$(grep -n 'goto: repare' "$bad/goto.en.yaml" | cut -d: -f1)
prints 'at its line' "/goto\.en\.yaml:$line:"
run check "$bad" --json
exits 'as JSON' 1
is 'with level, place and id' True \
	"$(json 'any(d["id"] == "unknown-key" and d["level"] == "error" and d["line"] > 0 and d["column"] == 1 for d in j)')"

mkdir "$dir/rootless"
sed '/^roles:/,$d' "$here/playbooks/pump.en.yaml" >"$dir/rootless/pump.en.yaml"
run check "$dir/rootless"
exits 'a playbook without roles' 1
is 'every finding has its line and column' '' \
	"$(grep -Ev '^[^:]*:[0-9]+:[0-9]+: |^errors: ' "$out" || true)"
run check "$here/playbooks" --today 2030-01-01
exits 'old sources are warnings' 0
prints 'they are told' '\[source-old\]$'
run check "$here/playbooks" --today 2030-01-01 --strict
exits 'with --strict they count' 1
run check "$here/playbooks" --today soon
refuses 'a day that is none' 2 'soon'
run check
refuses 'no path' 2 'PATH'
run check "$dir/none"
refuses 'a path that is not there' 3 'none'
mkfifo "$dir/pipe"
run check "$dir/pipe"
refuses 'a pipe is refused without waiting' 3 'pipe'
run check /dev/zero
refuses 'so is a device' 3 'zero'
printf 'id: "\\e]0;x\\a"\n' >"$dir/evil.en.yaml"
run check "$dir/evil.en.yaml"
exits 'an escape in a file' 1
is 'never reaches the terminal' 0 "$(grep -c "$(printf '\033')" "$out" "$err" | grep -cv ':0')"
finish

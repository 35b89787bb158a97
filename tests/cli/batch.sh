#!/bin/bash
# batch: one command a line, one process, one journal.
. "$(dirname "$0")/lib.sh"
start

cat >"$dir/paper" <<'PAPER'
# typed in from paper
do 1.1 --at -20m

  do 1.2 --reason "it's late" # the cook
note 'two words' and\ more "a \"quote\" and a \\ too"
fact water-rises no --source "Night guard"
join -r management --by Mayor
PAPER
run batch "$dir/paper" -r it --typed-by 'Log keeper' --via paper
exits 'a batch' 0
is 'one line for each entry' 5 "$(grep -Ec '^saved [^ ]+ [0-9]+ [0-9a-f]{64}$' "$out")"
is 'nothing more' 5 "$(wc -l <"$out")"
is 'one journal' 1 "$(ls "$root"/incidents/*/*.jsonl | wc -l)"
is 'the words are whole' 1 \
	"$(journal | grep -c '"text":"two words and more a \\"quote\\" and a \\\\ too"')"
is 'what the batch says holds for each line' 5 "$(journal | grep -c '"typed":"Log keeper","via":"paper"')"
is 'a line may say it itself' 1 "$(journal | grep -c '"role":"management","actor":"Mayor"')"
is 'numbers go on' '4 5 6 7 8' "$(cut -d' ' -f3 "$out" | tr '\n' ' ' | sed 's/ $//')"

printf 'note a\ndo 9.9\nnote b\n' >"$dir/bad"
run_from "$dir/bad" batch -r it
exits 'a refusal stops it' 3
says 'with the number of the line' '^draaiboek: line 2: '
is 'what stood before is saved' 1 "$(wc -l <"$out")"
run_from "$dir/bad" batch - -r it --keep-going
exits 'keep going: the first failure counts' 3
is 'the rest is saved' 2 "$(wc -l <"$out")"
printf 'note a\nlist\n' >"$dir/bad"
run_from "$dir/bad" batch
refuses_nothing=$status
is 'a command that writes nothing' 2 "$refuses_nothing"
printf 'note "a\n' | "$DRAAIBOEK" -C "$root" batch >"$out" 2>"$err" && status=0 || status=$?
exits 'a quote that is not closed' 2
says 'is named' 'line 1: .*quote'
printf 'note a -i ffffffff\n' | "$DRAAIBOEK" -C "$root" batch >"$out" 2>"$err" && status=0 || status=$?
exits 'another incident' 2
printf 'note no newline' | "$DRAAIBOEK" -C "$root" batch >"$out" 2>"$err" && status=0 || status=$?
exits 'a last line without a newline' 0
printf 'note a\0b\n' | "$DRAAIBOEK" -C "$root" batch >"$out" 2>"$err" && status=0 || status=$?
exits 'a zero byte' 2
head -c 3000000 /dev/zero | tr '\0' a | "$DRAAIBOEK" -C "$root" batch >"$out" 2>"$err" && status=0 || status=$?
exits 'a line of 3 MB' 2
run batch "$dir/none"
exits 'a file that is not there' 3
printf 'note x\n' >"$dir/one"
run_from "$dir/one" batch --json
is 'JSON for each' note "$(json 'j["kind"]')"
(
	unset DRAAIBOEK_USER
	run_from "$dir/one" batch
	exits 'without a name' 2
)

printf '\357\273\277note "from another editor"\r\n' >"$dir/one"
run_from "$dir/one" batch
exits 'a mark before the first line' 0

# A line cannot go elsewhere, and asks for no help.
for option in "-C $dir/other" '--help' '--version' '--lang nl' "--playbooks $dir" "-o $dir/answer"; do
	printf 'note never %s\n' "$option" >"$dir/one"
	run_from "$dir/one" batch
	refuses "a line with $option" 2 'line 1: '
done
is 'none of them is written' 0 "$(journal | grep -c '"text":"never' || true)"

# Each line is answered before the next is read.
python3 - "$DRAAIBOEK" "$root" <<'PY' && ok 'answers come line by line' || not_ok 'answers come line by line'
import subprocess, sys
p = subprocess.Popen([sys.argv[1], "-C", sys.argv[2], "batch"], text=True,
                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for i in range(5):
    p.stdin.write("note %d\n" % i)
    p.stdin.flush()
    assert p.stdout.readline().startswith("saved "), i
p.stdin.close()
assert p.wait() == 0
PY
finish

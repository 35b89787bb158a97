#!/bin/bash
# log: the timeline, for people and for programs.
. "$(dirname "$0")/lib.sh"
start
run note one -r it
run note two -r management --at -2h
run do 1.1 -r it

run log
exits 'the log' 0
is 'it has the entries' 5 "$(wc -l <"$out")"
prints 'an item with its number' 'done  1\.1 Pull the network cable'
prints 'a late entry has its mark' '\*  MGT .*note  two'
run log -v
is 'more with -v' 6 "$(wc -l <"$out")"
run log -r it
is 'one role' 2 "$(wc -l <"$out")"
run log --type note
is 'one kind' 2 "$(wc -l <"$out")"
run log --type notes
refuses 'a kind that is none' 2 'notes'
run log --grep 'note  (TWO|one)$'
is 'a search' 2 "$(wc -l <"$out")"
run log --grep '('
refuses 'an expression that is none' 2 'regular expression'
run log --until -1h
is 'until' 1 "$(wc -l <"$out")"
run log --since -1h --type note
is 'since' 1 "$(wc -l <"$out")"
run log --json
is 'JSON Lines: every line' 6 "$(wc -l <"$out")"
python3 - "$out" "$root" <<'PY' && ok "each has the keys of its line, and its journal" \
	|| not_ok "each has the keys of its line, and its journal"
import glob, json, sys
shown = [json.loads(l) for l in open(sys.argv[1])]
lines = [json.loads(l) for l in open(glob.glob(sys.argv[2] + "/incidents/*/*.jsonl")[0])]
for a, b in zip(shown, lines):
    assert {k: v for k, v in a.items() if k not in ("journal", "file")} == \
        {k: v for k, v in b.items() if k != "file"}, (a, b)
    assert a["journal"].endswith(".jsonl") and a["file"]
assert len(shown) == len(lines)
PY
run log --json --grep 'note  one'
is 'a search in JSON' 1 "$(wc -l <"$out")"

# Two journals, in merged order: a second process while the first one writes.
mkfifo "$dir/in"
"$DRAAIBOEK" -C "$root" --playbooks "$here/playbooks" batch \
	<"$dir/in" >"$dir/answers" &
exec 9>"$dir/in"
echo 'note first' >&9
until [ -s "$dir/answers" ]; do read -rt 0.02 <> <(:) || true; done
run note second
saved 'a second writer while the first one is open'
exec 9>&-
wait
is 'has a journal of its own' 2 "$(ls "$root"/incidents/*/*.jsonl | wc -l)"
run log --type note
is 'the log has both' 4 "$(wc -l <"$out")"
run log -r junk
refuses 'a role that nobody has' 2 'junk'
finish

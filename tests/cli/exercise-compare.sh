#!/bin/bash
# exercise compare: three hundred runs; and the same by sqlite3, from the
# journals alone, with the words of the manual.
. "$(dirname "$0")/lib.sh"

plain() {
	status=0
	DRAAIBOEK_USER='IT duty officer' "$DRAAIBOEK" -C "$root" --lang en "$@" \
		>"$out" 2>"$err" </dev/null || status=$?
}

plain exercise compare "$dir/none"
exits 'a folder that is not there' 3
mkdir "$dir/empty"
plain exercise compare "$dir/empty"
exits 'nothing in it' 3

plain exercise run friday-night --no-ui --start-at '2026-11-27 22:40'
plain exercise send 1
plain decide ransomware/it/establish confirmed -r it -i "$(ls "$root/exercises" | tail -c 9)" \
	--override 'no time' --reason 'seen'
exits 'a decision' 0
plain exercise end 'enough'
exits 'one run was played' 0
played=$(ls -d "$root"/exercises/*)
plain exercise compare "$played"
exits 'one run' 0
prints 'its decision' 'friday-night/night-nurse +step ransomware/it/establish: confirmed'
is 'nobody is named' 0 "$(grep -c 'Friday\|officer' "$out")"

"$here/runs.py" "$played" "$dir/region" 300 >"$dir/kept"
began=$(date +%s%N)
plain exercise compare "$dir/region" --format=csv
took=$((($(date +%s%N) - began) / 1000000))
exits 'three hundred runs' 0
is 'in under 3 seconds' yes "$([ "$took" -lt 3000 ] && echo yes || echo "$took ms")"
cp "$out" "$dir/all.csv"
is 'all of them' 300 "$(tail -n +2 "$dir/all.csv" | cut -d, -f1 | sort -u | wc -l)"
establish() {
	python3 -c '
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1]))
	if r["target"] == "ransomware/it/establish" and r["never"] == "no"]
print(len(rows), sum(r["verdict"] == "met" for r in rows),
      sum(r["verdict"] == "missed" for r in rows))' "$dir/all.csv"
}
is 'met and missed as they were made' '300 240 60' "$(establish)"
is 'no id of a run stands there' 0 "$(python3 - "$dir/region" "$dir/all.csv" <<'EOF'
import pathlib, sys
text = open(sys.argv[2]).read()
print(sum(f.name[-8:] in text for f in pathlib.Path(sys.argv[1]).glob("*/exercises/*")))
EOF
)"
plain exercise compare "$dir/region" --json
is 'JSON Lines say the same' "$(tail -n +2 "$dir/all.csv" | wc -l)" "$(python3 -c '
import json, sys
print(sum(1 for l in open(sys.argv[1]) if json.loads(l)["verdict"]))' "$out")"
plain exercise compare "$dir/region"
prints 'the words' '^300 runs'
prints 'how often, how fast' '^240 +0 +60 +0:0[0-9] .*establish: confirmed'
prints 'by role' '^[0-9]+ +[0-9]+ +[0-9]+ +[0-9]+ +IT$'
plain exercise compare "$dir/region" "$dir/region" "$played" --format=csv
is 'what is named twice, or was copied, counts once' \
	"$(($(tail -n +2 "$dir/all.csv" | wc -l) / 300 * 301))" \
	"$(tail -n +2 "$out" | wc -l)"
plain exercise compare "$dir/region" --names
prints 'with names, where they are asked for' 'Friday night'
plain exercise compare "$dir/region" --format=xml
exits 'no such format' 2

# A folder of journals whose scenario is gone is told, and counted apart.
cp -r "$played" "$dir/gone"
rm -r "$dir/gone/playbooks"
plain exercise compare "$dir/gone" "$played"
exits 'one cannot be judged' 0
says 'it is told' '1 folder could not be judged'

# --- sqlite3, with the words of draaiboek-exercise(5)
if ! command -v sqlite3 >/dev/null; then
	echo "skip sqlite3 over the journals: sqlite3 is not installed (make setup)"
	finish
fi
python3 - "$here/../../man/draaiboek-exercise.5" >"$dir/query" <<'EOF'
import re, sys
text = open(sys.argv[1]).read()
shown = re.search(r'^\.\\" sqlite\n\.Bd [^\n]*\n(.*?)^\.Ed$', text, re.M | re.S).group(1)
print(shown.replace(r"\(dq", '"').replace(r"\e", "\\").replace(r"\&", ""))
EOF
(cd "$dir/region" && bash "$dir/query") >"$dir/answer" 2>"$err" || true
is 'the manual'"'"'s query reads every journal' '300|240' \
	"$(tail -1 "$dir/answer" | cut -d'|' -f1,2)"
is 'and finds the same time' yes "$(python3 - "$dir/all.csv" "$dir/answer" <<'EOF'
import csv, sys
times = [int(r["after"]) for r in csv.DictReader(open(sys.argv[1]))
         if r["target"] == "ransomware/it/establish" and r["verdict"] == "met"]
mean, said = sum(times) / len(times), float(open(sys.argv[2]).read().split("|")[-1])
print("yes" if abs(mean - said) <= 1.5 else (mean, said))
EOF
)"
finish

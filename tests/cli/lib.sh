# Sourced by every test of the command line.  $DRAAIBOEK is the program; a test
# has a folder of its own, and nothing of the person who starts it.
#
#	run ARGS...          runs it; then $status, and the files $out and $err
#	is NAME WANTED GOT   the two words are the same
#	exits NAME STATUS    … the last run's exit status
#	prints NAME RE       a line of its output matches
#	says NAME RE         a line of its standard error matches
#	silent NAME          its standard error is empty
set -eu
LC_ALL=C.UTF-8
TZ=Europe/Brussels
export LC_ALL TZ
unset DRAAIBOEK_USER DRAAIBOEK_ROLE DRAAIBOEK_INCIDENT DRAAIBOEK_LANG \
	DRAAIBOEK_UI DRAAIBOEK_THEME DRAAIBOEK_ROOT DRAAIBOEK_PATH DRAAIBOEK_ASCII ACCESSIBLE
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
root=$dir/root
out=$dir/out
err=$dir/err
failures=0
trap 'rm -rf "$dir"' EXIT

ok() {
	echo "ok $1"
}

not_ok() {
	echo "not ok $1"
	shift
	for line; do
		echo "    $line"
	done
	failures=$((failures + 1))
}

is() {
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "wanted: $2" "got: $3"
	fi
}

# Everything under one root, with the tests' own playbooks in front.
run() {
	set +e
	"$DRAAIBOEK" -C "$root" --playbooks "$here/playbooks" "$@" \
		>"$out" 2>"$err" </dev/null
	status=$?
	set -e
}

# The same with standard input from a file.
run_from() {
	input=$1
	shift
	set +e
	"$DRAAIBOEK" -C "$root" --playbooks "$here/playbooks" "$@" \
		>"$out" 2>"$err" <"$input"
	status=$?
	set -e
}

exits() {
	if [ "$status" -eq "$2" ]; then
		ok "$1"
	else
		not_ok "$1" "wanted exit status $2, got $status" \
			"$(head -5 "$out")" "$(head -5 "$err")"
	fi
}

matches() {
	if grep -Eq -e "$3" "$2"; then
		ok "$1"
	else
		not_ok "$1" "no line matches: $3" "$(head -5 "$2")"
	fi
}

prints() {
	matches "$1" "$out" "$2"
}

says() {
	matches "$1" "$err" "$2"
}

silent() {
	is "$1" "" "$(cat "$err")"
}

# A refusal: the status, nothing on standard output, one line of why.
refuses() {
	exits "$1: the exit status" "$2"
	is "$1: nothing on standard output" "" "$(cat "$out")"
	is "$1: one line of why" 1 "$(wc -l <"$err")"
	says "$1: says why" "$3"
}

# A saved line: FILE N HEAD of the journal's last line, and nothing else.
saved() {
	exits "$1: the exit status" 0
	prints "$1: its line" \
		'^saved [0-9TZ]+-[a-z0-9-]+-[0-9a-f]{8}\.jsonl [0-9]+ [0-9a-f]{64}$'
	is "$1: one line" 1 "$(wc -l <"$out")"
	silent "$1: nothing else"
}

# One value of the JSON in a file, by a Python expression over j.
json() {
	python3 -c 'import json, sys
j = json.load(open(sys.argv[1]))
print(eval(sys.argv[2]))' "$out" "$1"
}

# A new incident of the small playbook; its id is in $id.
start() {
	DRAAIBOEK_USER='IT duty officer'
	export DRAAIBOEK_USER
	run start pump --lang en --title 'The pump' --no-ui "$@"
	id=$(cat "$out")
}

# The last line of the only journal.
journal() {
	cat "$root"/incidents/*/*.jsonl
}

finish() {
	[ "$failures" -eq 0 ]
	exit
}

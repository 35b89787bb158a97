#!/bin/bash
# Assessments and quizzes: begun, answered, changed, added up, compared.
. "$(dirname "$0")/lib.sh"
export DRAAIBOEK_USER='IT duty officer' DRAAIBOEK_LANG=en

run assessment result
refuses 'a result before anything was begun' 3 'start basic'

run start basic --no-ui --dry-run
exits 'trying to begin one' 0
run start basic --no-ui
exits 'beginning an assessment' 0
id=$(cat "$out")
folder=$(echo "$root"/assessments/*-basic-"$(echo "$id" | cut -c1-8)")
is 'it stands among the assessments' yes "$([ -d "$folder" ] && echo yes)"
is 'there is no incident' '' "$(ls "$root/incidents")"
is 'its mode is in the log' 2 "$(grep -c '"mode":"assessment"' "$folder"/*.jsonl)"
is 'only its own files are kept' 2 "$(ls "$folder"/playbooks | wc -l)"
run -i "$id" deadlines --json
exits 'its deadlines' 0
is 'no clock runs in it' 0 "$(json 'len(j)')"

run -i "$id" decide cut-internet no
exits 'an answer needs no role' 0
run -i "$id" decide owner partly
run -i "$id" decide insurance unknown
run -i "$id" decide owner yes
refuses 'a second answer' 1 'reopen'
run -i "$id" reopen owner
run -i "$id" decide owner yes
exits 'an answer that is changed' 0

run assessment result --format=json
exits 'the result as JSON' 0
is 'of the newest run' "$id" "$(json 'j["incident"]')"
is 'three are answered' '3 27 1' \
	"$(json '"%d %d %d" % (j["answered"], j["open"], j["unknown"])')"
is 'a score as a share of the highest' '2 8 25' \
	"$(json '"%d %d %d" % (j["score"], j["most"], j["share"])')"
is 'what was missed most comes first' 'cut-internet insurance' \
	"$(json '" ".join(j["improve"])')"
is 'nothing is compared' none "$(json 'j["trend"]')"
is 'low answers have advice' True \
	"$(json '[a for a in j["answers"] if a["id"] == "cut-internet"][0]["advice"].startswith("Write a mandate")')"
run -i "$id" status --json
is 'not knowing raises no alert' 0 "$(json 'len(j["alerts"])')"

run assessment result "$id"
exits 'the result as text' 0
prints 'it says what answers suggest' 'answers suggest'
prints 'and what it is not' 'no audit'
is 'it never says compliant' 0 "$(grep -ci complian "$out" || true)"
prints 'unanswered ones are counted apart' '27 open'

run assessment result "$id" --format=csv
exits 'the result as CSV' 0
is 'a line for each question' 31 "$(wc -l <"$out")"
is 'with its answer' 1 "$(grep -c '^"agreements","owner",.*,"yes","Yes",2,2,""' "$out")"
run assessment result --format=pdf
refuses 'a format that there is not' 2 'pdf'

run start basic --no-ui
second=$(cat "$out")
run -i "$second" decide cut-internet yes
run assessment result "$second" --json
is 'a second run is compared with the first' 'better 25' \
	"$(json '"%s %d" % (j["trend"], j["earlier_share"])')"
is 'by section as well' better "$(json 'j["sections"][0]["trend"]')"
is 'a section without answers is not' none "$(json 'j["sections"][1]["trend"]')"
run assessment result "$id" --json
is 'the first run is compared with nothing' None "$(json 'j["earlier"]')"
run assessment result "$second" --lang nl
prints 'in Dutch' 'beter'

run start quiz-it --no-ui
quiz=$(cat "$out")
run -i "$quiz" decide encryption two
run -i "$quiz" decide admin one
run assessment result "$quiz"
exits 'the result of a quiz' 0
prints 'says how many were right' '1 of 2 right'
prints 'and what to remember' 'WHAT TO REMEMBER'
run assessment result "$quiz" --lang nl
prints 'in Dutch as well' '1 van 2 juist'

run start ransomware --no-ui
incident=$(cat "$out")
run assessment result "$incident"
refuses 'an incident is no assessment' 3 'no run'
run start basis --no-ui
refuses 'a misspelt assessment' 3 'did you mean basic'
finish

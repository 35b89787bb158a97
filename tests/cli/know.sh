#!/bin/bash
# Who finds out a fact, answers that come back, numbers that should not be
# logged, and what must be ratified.
. "$(dirname "$0")/lib.sh"
mkdir -p "$root/playbooks"
sed -e 's/^id: pump/id: pond/' -e 's/^code: PU/code: PO/' \
	-e 's/^        question: Who leads?/        ratify: college\n&/' \
	"$here/playbooks/pump.en.yaml" >"$root/playbooks/pond.en.yaml"
DRAAIBOEK_USER='IT duty officer'
export DRAAIBOEK_USER
run start pond --lang en --no-ui
exits 'it starts' 0

run ask it --fact water-rises --due +30m -r management
saved 'a role is asked to find out'
is 'the record says what and by when' 1 "$(journal | grep -c '"kind":"ask".*"to":"it","text":"Does the water rise?","fact":"water-rises","due":"')"
run status --json
is 'the owner' it "$(json "[u['owner'] for u in j['unknowns'] if u['fact'] == 'water-rises'][0]")"
question=$(json "[u['question'] for u in j['unknowns'] if u['fact'] == 'water-rises'][0]")
run answer "$question" yes -r it
saved 'the answer'
run status --json
is 'is the fact' yes "$(json "[f['value'] for f in j['facts'] if f['fact'] == 'water-rises'][0]")"
is 'nobody looks any more' 0 "$(json "len([u for u in j['unknowns'] if u['fact'] == 'water-rises'])")"
is 'the asker sees it' yes "$(json "[r['answers'][0]['text'] for r in j['roles'] if r['role'] == 'management'][0]")"
answer=$(json "[r['answers'][0]['id'] for r in j['roles'] if r['role'] == 'management'][0]")
run take "$answer" -r it
exits 'only the asker takes it' 1
run take "$answer" -r management
saved 'seen'
run status --json
is 'it is gone' 0 "$(json "len([r for r in j['roles'] if r['role'] == 'management'][0]['answers'])")"

run ask it --fact pumps-hit --due -5m -r management
run ask it --fact pumps-hit --due +0m -r management
run status
prints 'a promise that passed is an alert' 'it is time for .How many pumps stand still'
run fact pumps-hit 3
run status
is 'until the fact is known' 0 "$(grep -c 'it is time' "$out" || true)"
run ask it --fact no-such -r management
refuses 'a fact that is none' 3 no-such

run note 'She is 85.07.30-033.28'
exits 'it is saved all the same' 0
says 'with a warning' 'national register number. The log never forgets'
run note 'Call 0470 12 34 56'
saved 'a phone number is no reason'

run decide 1 director -r management
exits 'a decision to ratify' 0
run ratify list
prints 'it is on the list' 'the college of mayor and aldermen +to be ratified +Give the lead'
id=$(cut -c2-6 <"$out" | head -1)
run ratify "$id" -r management --reason 'Session of Monday'
saved 'it was ratified'
is 'the record' 1 "$(journal | grep -c '"kind":"decision".*"of":"[0-9a-f]*","text":"Give the lead","chosen":"ratified","reason":"Session of Monday"')"
run ratify list
prints 'nothing is left' 'Nothing is to be ratified'
run ratify list --all
prints 'what was said' 'ratified +Give the lead'
run ratify "$id" -r management
exits 'once is enough' 3
finish

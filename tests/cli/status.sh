#!/bin/bash
# status: the state a screen is drawn from.
. "$(dirname "$0")/lib.sh"
start

run status --json
exits 'status' 0
is 'its keys' "['alerts', 'deadlines', 'facts', 'first', 'heads', 'incident', 'roles']" \
	"$(json 'sorted(k for k in j if k in "alerts deadlines facts first heads incident roles".split())')"
is 'the incident' "$id The pump live 0 True" \
	"$(json '" ".join(str(j["incident"][k]) for k in "id title mode severity open".split())')"
is 'a first action' "pump look 0.1 open" \
	"$(json '" ".join(j["first"][0][k] for k in "playbook item number state".split())')"
is 'the roles in order' "management it communications emergency-planning" \
	"$(json '" ".join(r["role"] for r in j["roles"])')"
is 'numbers are strings' "True True" \
	"$(json 'j["roles"][1]["current"][0]["number"] == "1", j["roles"][1]["current"][0]["items"][0]["number"] == "1.1"' | tr -d '(),')"
is 'an item whose condition is unknown counts' 3 "$(json 'j["roles"][1]["total"]')"
is 'the choices' "A stopped repair False,B running power-off False,C unknown power-off True" \
	"$(json '",".join(" ".join(str(c[k]) for k in "letter choice goto unknown".split()) for c in j["roles"][1]["current"][0]["choices"])')"
is 'a step without choices has done' "[('A', 'done', 'end')]" \
	"$(json '[(c["letter"], c["choice"], c["goto"]) for c in j["roles"][2]["current"][0]["choices"]]')"
is 'facts that are not recorded are null' "None" \
	"$(json '[f["value"] for f in j["facts"] if f["fact"] == "pumps-hit"][0]')"
is 'a deadline' "emergency-planning waiting None yes False" \
	"$(json '" ".join(str([d for d in j["deadlines"] if d["deadline"] == "tell-neighbours"][0][k]) for k in "role state due applies late".split())')"
is 'the head' "True" "$(json 'len(j["heads"]) == 1 and len(j["heads"][0]["head"]) == 64')"
is 'finished is a flag' "[False, False, False, False]" "$(json '[r["finished"] for r in j["roles"]]')"

run fact water-rises no
run status --json
is 'an item whose condition is false is inactive' "inactive 2" \
	"$(json '" ".join([j["roles"][1]["current"][0]["items"][2]["state"], str(j["roles"][1]["total"])])')"
run status
prints 'text has the title' '^The pump'
prints 'text has the role' '^IT, 0 of 2 done'
prints 'text has the step' 'step 1  Isolate the controller'
prints 'text has the choice and where it leads' 'A Yes -> step 3 Repair it'
prints 'text has the caution of the state' '1\.1 Pull the network cable'
run status --lang nl
prints 'the texts of another language' 'Trek de netwerkkabel'
prints 'and the one choice of a step without choices' '^ +A Klaar -> '
run fact noticed-at -5h
run status --check-deadlines
exits 'an overdue deadline' 1
run status --json
is 'is overdue and late' "overdue True" \
	"$(json '" ".join(str([d for d in j["deadlines"] if d["deadline"] == "tell-neighbours"][0][k]) for k in "state late".split())')"
is 'is the first alert' overdue "$(json 'j["alerts"][0]["kind"]')"
finish

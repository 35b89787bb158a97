#!/bin/bash
# fact: values, sources, certainty, bounds, contradictions.
. "$(dirname "$0")/lib.sh"
start

value() {
	run status --json
	json "[f['value'] for f in j['facts'] if f['fact'] == '$1'][0]"
}

run fact water-rises yes
saved 'yes'
is 'it is recorded' yes "$(value water-rises)"
run fact pumps-hit '>=3' --source 'Night guard' --certainty told
saved 'a number with a bound'
is 'the number' 3 "$(value pumps-hit)"
is 'the bound' 1 "$(journal | grep -c '"value":"3","bound":"least","source":"Night guard","certainty":"told"')"
run fact pumps-hit '<=5' --source 'Night guard'
is 'at most' 1 "$(journal | grep -c '"value":"5","bound":"most"')"
run fact pumps-hit '~4' --source 'Night guard'
is 'about' 1 "$(journal | grep -c '"value":"4","bound":"about"')"
run fact pumps-hit 7 --source 'The log'
run status --json
is 'sources differ' True "$(json "[f['contradiction'] for f in j['facts'] if f['fact'] == 'pumps-hit'][0]")"
is 'then there is no value' None "$(json "[f['value'] for f in j['facts'] if f['fact'] == 'pumps-hit'][0]")"
run fact pumps-hit 7
is "the team's own settles it" 7 "$(value pumps-hit)"
run fact noticed-at 2026-11-22T03:12:00+01:00
is 'a time' 2026-11-22T02:12:00.000Z "$(value noticed-at)"
run fact noticed-at 03:12
saved 'a time of today'
run fact pumps-hit many
refuses 'a number that is none' 2 'many'
run fact water-rises perhaps
refuses 'a value that is none' 2 'perhaps'
run fact water-rise yes
refuses 'a misspelt fact' 3 'did you mean water-rises'
run fact water-rises yes --certainty sure
refuses 'a certainty that is none' 2 'sure'
run fact noticed-at whenever
exits 'a time that is none' 2

# An hour that we promise has no certainty; what is known now has.
lines() {
	"$DRAAIBOEK" -C "$dir/hours" --lang en --ui=plain --by clerk \
		resume -r it <"$dir/typed" >"$out" 2>"$err" || true
}
"$DRAAIBOEK" -C "$dir/hours" --by clerk -r it start ransomware --no-ui \
	>/dev/null
printf '%s\n' facts 'find next update' 1 12:30 '' yes >"$dir/typed"
lines
prints 'an hour to come is asked for' 'Next update at'
is 'nobody is asked how sure a promise is' 0 "$(grep -c 'How certain' "$out")"
prints 'it is recorded' 'fact: Next update at = '
printf '%s\n' facts 'find national register' 1 yes '' '' yes >"$dir/typed"
lines
prints 'of what is known now everybody is' 'How certain is it'
finish

#!/bin/bash
# Whose act it is: option, environment, settings, or nobody.
. "$(dirname "$0")/lib.sh"
start
unset DRAAIBOEK_USER

last() {
	journal | tail -1 | grep -o "\"$1\":\"[^\"]*\"" | cut -d'"' -f4
}

run note no
refuses 'nobody is named' 2 '--by=WHO'
run note one --by 'Mayor'
saved 'by option'
is 'the option is the actor' Mayor "$(last actor)"
DRAAIBOEK_USER='Duty officer' run note two
is 'the environment' 'Duty officer' "$(last actor)"
DRAAIBOEK_USER='Duty officer' run note two --by 'Mayor'
is 'an option comes before the environment' Mayor "$(last actor)"
run note three --by Mayor --typed-by 'Log keeper' --via phone
is 'who is at the keyboard' 'Log keeper' "$(last typed)"
is 'how it came' phone "$(last via)"
run note no --by Mayor --via pigeon
refuses 'an unknown way' 2 'pigeon'

config=$root/config
mkdir -p "$config"
printf '# settings\nuser: "Night shift"\nrole: it\n' >"$config/config.yaml"
run join
saved 'by the settings'
is 'the name of the settings' 'Night shift' "$(last actor)"
is 'the role of the settings' it "$(last role)"
run join -r Management
is 'a role may be typed with capitals' management "$(last role)"
DRAAIBOEK_ROLE=communications run join
is 'the role of the environment' communications "$(last role)"
printf 'user: x\nwhatever\n' >"$config/config.yaml"
run note four
exits 'a line that is no setting' 0
says 'is named' 'config.yaml:2'
finish

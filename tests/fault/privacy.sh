#!/bin/sh
# Who may read and change what the program writes: modes under any umask, a
# group's folder, links, folders of everybody, rights of somebody else.
set -u
top=$(mktemp -d)
trap 'chmod -R u+rwX "$top"; rm -rf "$top"' EXIT
chmod 755 "$top"
failures=0
export LC_ALL=C.UTF-8 DRAAIBOEK_USER='An Peeters'
unset DRAAIBOEK_ROOT DRAAIBOEK_PATH
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS

ok() { echo "ok $1"; }
bad() {
	failures=$((failures + 1))
	echo "not ok $1"
	shift
	[ $# -eq 0 ] || printf '    %s\n' "$@"
}
# is NAME WANTED GOT
is() { if [ "$2" = "$3" ]; then ok "$1"; else bad "$1" "$2" "$3"; fi; }
on() { root=$1; shift; "$DRAAIBOEK" -C "$root" --lang en "$@"; }
begin() { on "$@" start ransomware --title Modes --no-ui; }
modes() { find "$1" -mindepth 1 -printf '%y %m\n' | sort -u | tr '\n' ';'; }
everything() { # one of each kind of file that is written
	root=$1
	shift
	id=$(begin "$root" "$@") || return
	echo memory >"$top/memory"
	on "$root" "$@" note 'a note' -i "$id" -r it >/dev/null
	on "$root" "$@" evidence add "$top/memory" --how dd --note x -i "$id" \
		-r it >/dev/null
	on "$root" "$@" verify "$id" >/dev/null
}

for mask in 000 022 077 277; do
	(umask $mask && everything "$top/own$mask") || bad "it works under umask $mask"
	got=$(modes "$top/own$mask" | sed 's/f 400;\|f 440;//g')
	is "folders 0700, files 0600 under umask $mask" 'd 700;f 600;' "$got"
done
is 'the root is made for one person' 700 "$(stat -c %a "$top/own000")"

(umask 077 && everything "$top/team" --group)
got=$(modes "$top/team/incidents" | sed 's/f 400;\|f 440;//g')
is 'with --group: 2770 and 0660' 'd 2770;f 660;' "$got"
got=$(modes "$top/team/state" | sed 's/d 2700/d 700/')
is 'what is local stays private' 'd 700;f 600;' "$got"

# --- links
id=$(begin "$top/links")
folder=$(echo "$top"/links/incidents/*)
echo precious >"$top/target"
name=20991231T000000Z-evil-0a1b2c3d.jsonl
ln -s "$top/target" "$folder/$name"
ln -s /dev/zero "$folder/20991231T000001Z-evil-0a1b2c3d.jsonl"
mkfifo "$folder/20991231T000002Z-evil-0a1b2c3d.jsonl"
timeout 20 "$DRAAIBOEK" -C "$top/links" --lang en note 'past links' -i "$id" \
	-r it >/dev/null 2>"$top/said" && ok 'links and pipes among the journals stop nobody' ||
	bad 'links and pipes among the journals stop nobody' "$(cat "$top/said")"
is 'nothing is written through a link' precious "$(cat "$top/target")"
rm "$folder"/20991231*
mv "$folder" "$top/links/moved"
ln -s "$top/links/moved" "$folder"
if on "$top/links" note x -i "$id" -r it >/dev/null 2>"$top/said"; then
	bad 'an incident that is a link is refused'
else
	ok 'an incident that is a link is refused'
fi
rm "$folder"
mv "$top/links/moved" "$folder"
rm -rf "$folder/playbooks"
ln -s "$top/links/state" "$folder/playbooks"
before=$(ls "$top/links/state" | sort)
on "$top/links" playbook phishing --reason x -i "$id" -r it >/dev/null 2>&1
is 'nothing is kept through a link' "$before" "$(ls "$top/links/state" | sort)"

# --- folders of everybody
id=$(begin "$top/wide")
refused() { # NAME WORD...
	name=$1
	shift
	if on "$top/wide" "$@" >/dev/null 2>"$top/said"; then
		bad "$name" 'it was not'
	elif grep -q 'Everybody on this machine' "$top/said"; then
		ok "$name"
	else
		bad "$name" "$(cat "$top/said")"
	fi
}
chmod o+w "$top"/wide/incidents/*
refused 'an incident that everybody can change is refused' note x -i "$id" -r it
chmod o-w "$top"/wide/incidents/*
chmod o+w "$top/wide/incidents"
refused 'so is one in a folder of everybody' note x -i "$id" -r it
refused 'and a new one there' start --title No --no-ui
chmod o-w "$top/wide/incidents"
chmod o+w "$top/wide"
refused 'also further up' note x -i "$id" -r it
chmod 1777 "$top/wide"
if on "$top/wide" note x -i "$id" -r it >/dev/null 2>"$top/said"; then
	ok 'with the sticky bit it is none of everybody'
else
	bad 'with the sticky bit it is none of everybody' "$(cat "$top/said")"
fi

# --- the rights of somebody else
cp "$DRAAIBOEK" "$top/program"
as= what=
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chmod 4755 "$top/program"
	as='setpriv --reuid=65534 --regid=65534 --clear-groups'
else
	for group in $(id -G); do
		[ "$group" = "$(id -g)" ] || chgrp "$group" "$top/program" || continue
		[ "$group" = "$(id -g)" ] || what=$group
	done
	[ -n "$what" ] && chmod 2755 "$top/program"
fi
name='with the rights of somebody else it does not run'
if [ -z "$as$what" ] || findmnt -no OPTIONS -T "$top" | grep -q nosuid; then
	echo "skip $name: nobody else's rights can be given here"
elif $as "$top/program" -C "$top/other" list >/dev/null 2>"$top/said"; then
	bad "$name"
elif grep -q 'rights of somebody else' "$top/said"; then
	ok "$name"
else
	bad "$name" "$(cat "$top/said")"
fi
exit $((failures > 0))

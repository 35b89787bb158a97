#!/bin/bash
# Themes: by option, environment and settings, in what goes to the terminal.
. "$(dirname "$0")/lib.sh"
start

# What the step's screen writes, as the colours that it asks for.
colours() {
	python3 - "$DRAAIBOEK" -C "$root" --playbooks "$here/playbooks" \
		-r it "$@" resume <<'END'
import os, pty, re, select, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm-256color", LINES="24", COLUMNS="80")
    os.execv(sys.argv[1], sys.argv[1:])
seen, end = b"", time.time() + 20
while time.time() < end and b"? keys" not in seen:
    if select.select([fd], [], [], 0.2)[0]:
        seen += os.read(fd, 65536)
os.kill(pid, 9)
os.waitpid(pid, 0)
found = set()
for part in re.findall(rb"\x1b\[([0-9;]*)m", seen):
    found |= {n for n in part.decode().split(";") if re.match("[34][0-7]$", n)}
print(" ".join(sorted(found)))
END
}

is 'the caution can be read on any background' 35 "$(colours)"
is 'for a dark background it is yellow' 33 "$(colours --theme=dark)"
is 'a terminal that says it is dark' 33 "$(COLORFGBG='15;0' colours)"
is 'one that says it is light' 35 "$(COLORFGBG='0;default;15' colours)"
is 'one that says something else' 35 "$(COLORFGBG='0;default' colours)"
is 'for a light one it is not' 35 "$(colours --theme=light)"
is 'mono has no colour' '' "$(colours --theme=mono)"
is 'a projector is black on white' '30 35 47' "$(colours --theme=projector)"
is 'by the environment' 35 "$(DRAAIBOEK_THEME=light colours)"
is 'the option goes first' '' "$(DRAAIBOEK_THEME=light colours --theme=mono)"
is 'without colours there is none' '' "$(NO_COLOR=1 colours --theme=projector)"
mkdir -p "$root/config"
echo 'theme: light' >"$root/config/config.yaml"
is 'by the settings' 35 "$(colours)"
rm -r "$root/config"
run resume --theme=blue
exits 'a theme that there is not' 2
says 'it says which there are' 'auto, light, dark, mono, projector'
finish

#!/bin/bash
# A large file is copied: how far it is, and that it can be stopped, in both
# front ends; what was stopped leaves nothing.
. "$(dirname "$0")/lib.sh"
start
folder=$(echo "$root"/incidents/*)
truncate -s 8G "$dir/disk.img" # nothing of it is on the disk
kept() { find "$folder/evidence" -type f 2>/dev/null | wc -l; }

# Types what it is told to (Ctrl-U: there is a draft of the run before), and KEY
# once the copying is said; prints the rest.
stop_with() {
	key=$1
	shift
	python3 - "$key" "$DRAAIBOEK" -C "$root" --playbooks "$here/playbooks" \
		--by clerk -r it --lang en "$@" resume >"$out" <<'END'
import os, pty, select, sys, time
key, argv = sys.argv[1].encode().decode("unicode_escape"), sys.argv[2:]
plain = "--ui=plain" in argv
image = os.path.dirname(argv[argv.index("-C") + 1]) + "/disk.img"
ready = b"[no answer]: " if plain else b"? keys"
steps = [f"e {image}\n", "A disk\n", "From the server\n", "1\n"] if plain \
    else ["e", "\x15" + image, "\x1b[B", "\x15A disk", "\x1b[B",
          "\x15From the server", "\r"]
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm-256color", LINES="24", COLUMNS="80")
    os.execv(argv[0], argv)
seen, end = b"", time.time() + 60
def until(what):
    global seen
    while what not in seen and time.time() < end:
        if select.select([fd], [], [], 0.2)[0]:
            seen += os.read(fd, 65536)
def quiet():
    global seen
    while select.select([fd], [], [], 0.3)[0]:
        seen += os.read(fd, 65536)
until(ready)
for step in steps:
    quiet()
    os.write(fd, step.encode())
until(b"Copying: ")
told = b"Copying: " in seen
begun = time.time()
os.write(fd, key.encode())
seen = b""
until(b"stopped")
print("told", told, "stopped", b"stopped" in seen,
      "soon", time.time() - begun < 10)
os.kill(pid, 9)
os.waitpid(pid, 0)
END
}

for key in '\x03' '\x1b'; do
	stop_with "$key"
	prints "the screen is stopped by $key" 'told True stopped True soon True'
	is 'nothing of it stays' 0 "$(kept)"
done
stop_with '\x03' --ui=plain
prints 'the lines are stopped by Ctrl-C' 'told True stopped True soon True'
is 'nothing of it stays either' 0 "$(kept)"
is 'and nothing is logged' 0 "$(journal | grep -c '"kind":"evidence"' || true)"
finish

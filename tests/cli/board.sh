#!/bin/bash
# board: the situation on a wall, without taking part.
. "$(dirname "$0")/lib.sh"
start

run board
refuses 'without a terminal' 2 'needs a terminal'
run board --ui=plain
refuses 'as lines' 2 'draaiboek status'

# On a terminal it shows the board, and q leaves it; nothing was written.
run log --json
before=$(wc -l <"$out")
python3 - "$DRAAIBOEK" "$root" "$here/playbooks" >"$dir/screen" <<'END'
import os, pty, select, sys, time
program, root, playbooks = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm-256color", LINES="40", COLUMNS="100")
    os.execv(program, [program, "-C", root, "--playbooks", playbooks,
                       "-r", "it", "board"])
seen, end, sent = b"", time.time() + 20, False
while time.time() < end:
    if select.select([fd], [], [], 0.2)[0]:
        try:
            part = os.read(fd, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    elif b"SITUATION BOARD" in seen and not sent:
        os.write(fd, b"q")
        sent = True
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
is 'it ends well' 0 $?
is 'it is the board' 1 "$(grep -c 'SITUATION BOARD' "$dir/screen" | head -1 | sed 's/[1-9][0-9]*/1/')"
run log --json
is 'nothing was written' "$before" "$(wc -l <"$out")"
run status
is 'nobody took a role' 0 "$(grep -c '^IT (' "$out")"
finish

#!/bin/sh
# One walk in tmux, as a person would: a new incident by its signs, in Dutch,
# with arrows, Space and Enter; killed in the middle, resumed at the same item.
if ! command -v tmux >/dev/null; then
	echo "skip tmux: it is not installed"
	exit 0
fi
root=$(mktemp -d) || exit 1
socket=draaiboek-$$
t() { tmux -L "$socket" "$@"; }
end() {
	t kill-server 2>/dev/null
	rm -rf "$root"
}
trap end EXIT

# Waits until the text stands on the screen, at most 15 seconds.
see() {
	end=$(($(date +%s) + 15))
	while [ "$(date +%s)" -lt "$end" ]; do
		t capture-pane -p -t walk 2>/dev/null | grep -qF -- "$1" &&
			return 0
	done
	echo "# \"$1\" does not come:"
	t capture-pane -p -t walk 2>&1 | sed 's/^/# /'
	echo 'not ok a walk in tmux'
	exit 1
}
# Waits until the process has ended.  Neither that the pane says so nor that
# it is gone: at times tmux misses the signal of its child.
gone() {
	end=$(($(date +%s) + 15))
	while [ "$(date +%s)" -lt "$end" ]; do
		case $(ps -o stat= -p "$1") in '' | Z*) return 0 ;; esac
	done
	echo "# process $1 does not end"
	echo 'not ok a walk in tmux'
	exit 1
}
key() { t send-keys -t walk "$@"; }
program="exec '$DRAAIBOEK' -C '$root' --lang nl"

t -f /dev/null start-server \; set -g remain-on-exit on \; \
	new-session -d -s walk -x 80 -y 25 "$program"
see 'Nieuw incident' && key Enter
see 'Wat ZIE je?' && key Space
see 'Past best: Ransomware' && key Enter
see 'WELK DRAAIBOEK?' && key Enter
see 'Wie zit aan het toetsenbord?' && key -l 'IT-wacht' && key Enter
see 'Management  IT' && see 'WIE BEN JE?' && key End
see '> Noodplanning' && key Up
see '> Communicatie' && key Up
see '> IT' && key Enter
see '[IT]' && see '> [ ] 1.1' && key Space
see '> [ ] 1.2'
pid=$(t list-panes -t walk -F '#{pane_pid}')
kill -9 "$pid"
gone "$pid"
t respawn-pane -k -t walk "$program resume"
see '[IT]' && see '> [ ] 1.2' && see '? toetsen'
key q
see 'Blijf' && key Down
see '> Verlaat' && key Enter
see 'draaiboek resume'
echo 'ok a walk in tmux'

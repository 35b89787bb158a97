#!/bin/sh
# ^Z in a shell with job control, a window that changes meanwhile, and fg.
if ! command -v tmux >/dev/null || ! command -v bash >/dev/null; then
	echo "skip ^Z and fg: tmux or bash is not installed"
	exit 0
fi
root=$(mktemp -d) || exit 1
socket=draaiboek-job-$$
t() { tmux -L "$socket" "$@"; }
end() {
	t kill-server 2>/dev/null
	rm -rf "$root"
}
trap end EXIT

# Waits until a line matches, at most 15 seconds.
see() {
	end=$(($(date +%s) + 15))
	while [ "$(date +%s)" -lt "$end" ]; do
		t capture-pane -p -t job 2>/dev/null | grep -qE -- "$1" &&
			return 0
	done
	echo "# /$1/ does not come:"
	t capture-pane -p -t job 2>&1 | sed 's/^/# /'
	echo 'not ok ^Z, a window that changes, and fg'
	exit 1
}
key() { t send-keys -t job "$@"; }

PS1='shell> ' t -f /dev/null new-session -d -s job -x 80 -y 24 \
	'exec bash --norc --noprofile'
key -l "PS1='shell> '; clear"
key Enter
see '^shell>'
key -l "'$DRAAIBOEK' -C '$root' --lang en"
key Enter
see 'New incident'
key C-z
see 'Stopped'
t resize-window -t job -x 110 -y 30
key -l 'clear; fg'
key Enter
# The bar and the key line span the new width.
see '^ draaiboek .{95}'
key q
see 'Stay'
echo 'ok ^Z, a window that changes, and fg'

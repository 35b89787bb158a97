#!/usr/bin/env python3
"""Two stations with rsync in a loop between them, cut off once.

    tests/sync/rsync.py [ENTRIES]

ENTRIES is how many each station writes; a third of them while nothing is
carried.  rsync is called as draaiboek-stations(7) says it: what it says there
is taken from the page.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
import stations
from stations import Station, at_once, judge, missing, report, same

PAGE = pathlib.Path(os.environ["ROOT"]) / "man/draaiboek-stations.7"


def commands():
    """The calls of rsync that the page shows, as lists of words."""
    shown = re.search(r'^\.\\" rsync\n\.Bd [^\n]*\n(.*?)^\.Ed$', PAGE.read_text(),
                      re.M | re.S).group(1)
    shown = shown.replace("\\e\n", " ").replace(r"\&", "")
    return [shlex.split(line) for line in shown.splitlines() if line.strip()]


def carry(a, b):
    places = {"here/": str(a.incidents) + "/", "there/": str(b.incidents) + "/"}
    for words in commands():
        done = subprocess.run([places.get(w, w) for w in words],
                              capture_output=True, text=True)
        # 24: a file was renamed away meanwhile, as temporary ones are.
        assert done.returncode in (0, 24), done.stderr


def work(folder, entries, name):
    a, b = Station(folder, name + "-a", "it"), Station(folder, name + "-b", "management")
    a.start()
    carry(a, b)
    busy = threading.Event()
    rounds = 0

    def both(count):
        try:
            at_once(lambda: a.write(count), lambda: b.write(count))
        finally:
            busy.set()

    def loop():
        nonlocal rounds
        while not busy.is_set():
            carry(a, b)
            rounds += 1

    part = entries // 3
    at_once(lambda: both(entries - 2 * part), loop)
    at_once(lambda: a.write(part), lambda: b.write(part))
    report("%s: cut off, they differ" % name, not same(a, b))
    busy.clear()
    at_once(lambda: both(part), loop)
    carry(a, b)
    report("%s: carried %d times while both wrote" % (name, rounds), rounds > 1)
    judge(name, a, b)


def main():
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    if missing("rsync"):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work(folder, entries, "rsync")
    return 1 if stations.failed else 0


sys.exit(main())

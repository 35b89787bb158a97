#!/usr/bin/env python3
"""Two stations with rsync in a loop between them, cut off once.

    tests/sync/rsync.py [ENTRIES]

ENTRIES is how many each station writes; a third of them while nothing is
carried.  rsync is called as draaiboek-stations(7) says it: what it says there
is taken from the page.
"""
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
import stations
from stations import Station, at_once, judge, missing, report, same


def carry(a, b):
    stations.rsync(a.incidents, b.incidents)


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

#!/usr/bin/env python3
"""The program on disks that fail and under signals that kill.

    faults.py quick          a part of each: `make check`
    faults.py TEST...        kill torn sync calls …; see README.md
    faults.py all            everything that needs no root: `make check-faults`

Every test asserts that its fault happened, prints its figures, and proves by
itself that what was acknowledged is there.
"""
import sys
import traceback

import calls
import clock
import disk
import files
import kill
import rig
import writers

TESTS = {  # name: (whole, the part that is quick)
    "kill": (kill.kill, lambda: kill.kill(12, 40)),
    "recovery": (kill.recovery, lambda: kill.recovery(15)),
    "starting": (kill.starting, lambda: kill.starting(("write", "renameat"))),
    "signals": (kill.signals, lambda: kill.signals(4)),
    "stopped": (kill.stopped, lambda: kill.stopped(2)),
    "torn": (disk.torn, lambda: disk.torn(16)),
    "sync": (disk.sync, lambda: disk.sync(8, 6)),
    "order": (disk.order, disk.order),
    "kept_first": (disk.kept_first, disk.kept_first),
    "slow_sync": (disk.slow_sync, None),
    "full": (disk.full, disk.full),
    "calls": (calls.calls, lambda: calls.calls(30)),
    "commands": (lambda: calls.commands(5),
                 lambda: calls.commands(1, ("merge",))),
    "interrupted": (calls.interrupted, calls.interrupted),
    "short_reads": (calls.short_reads, None),
    "memory": (lambda: calls.memory(300), lambda: calls.memory(20)),
    "writers": (writers.writers, lambda: writers.writers(4, 40, 12)),
    "clock": (clock.clock, lambda: clock.clock(("Europe/Brussels",))),
    "files": (files.files, lambda: files.files(30)),
}

# A call or a shim that fails takes the sanitizers' own runtime down.
NOT_SANITIZED = {"torn", "calls", "commands", "memory", "interrupted"}


def main():
    names = sys.argv[1:]
    if names[:1] == ["inside"]:
        return disk.full_inside(names[1])
    part = names[:1] == ["quick"]
    if part:
        names = names[1:]
    if not names or names == ["all"]:
        names = list(TESTS)
    for name in names:
        watch = rig.Watch()
        if rig.BUILD.name == "san" and name in NOT_SANITIZED:
            rig.skip(name, "its faults hit the sanitizers' own calls; "
                     "the release build shows it")
            continue
        whole, quick = TESTS[name]
        work = quick if part else whole
        if not work:
            continue
        try:
            work()
        except Exception:
            rig.report(False, name, traceback.format_exc())
        finally:
            print("# %s: %s s" % (name, watch), flush=True)
    print("failures=%d" % rig.failures)
    return 1 if rig.failures else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Branches taken, a file at a time.

    tests/coverage.py BUILD FILE...      after a run of what was built with
                                         --coverage; `make coverage`
    tests/coverage.py --lines BUILD FILE...   also every branch not taken

A branch that only leads to die() is not counted: no test comes back from
there.  It is printed as `die`.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

FEWEST = float(os.environ.get("FEWEST", "95"))


def counted(build, source):
    """Lines of one file: [(line, [times each branch was taken])]."""
    notes = pathlib.Path(build) / (source[:-2] + ".gcno")
    if not notes.exists():
        return []
    done = subprocess.run(["gcov", "-b", "--json-format", "--stdout",
                           str(notes)], capture_output=True)
    taken = {}
    for text in done.stdout.splitlines():
        for file in json.loads(text)["files"]:
            if not file["file"].endswith(source):
                continue
            for line in file["lines"]:
                counts = [b["count"] for b in line["branches"]]
                if counts:
                    taken.setdefault(line["line_number"], []).append(counts)
    return [(n, [sum(c) for c in zip(*all_counts)])
            for n, all_counts in sorted(taken.items())]


def dies(text, n):
    """Whether the line's condition guards nothing but die()."""
    behind = [l for l in text[n - 1:n + 3] if l.strip()]
    return any(re.match(r"\s*die\(", l) for l in behind[1:3])


def main():
    words = sys.argv[1:]
    show = words[:1] == ["--lines"]
    build, sources = words[show], words[show + 1:]
    total = hit = excused = 0
    for source in sources:
        text = pathlib.Path(source).read_text().splitlines()
        here = found = died = 0
        open_lines = []
        for n, counts in counted(build, source):
            missed = [i for i, c in enumerate(counts) if c == 0]
            if missed and dies(text, n):
                died += len(missed)
                counts = [c for c in counts if c]
                missed = []
            here += len(counts)
            found += sum(c > 0 for c in counts)
            if missed:
                open_lines.append("    %s:%d: %d of %d: %s" % (
                    source, n, len(missed), len(counts), text[n - 1].strip()))
        if here:
            print("%-36s %4d of %4d branches  %5.1f %%%s" % (
                source, found, here, 100 * found / here,
                "  (die: %d)" % died if died else ""))
        if show and open_lines:
            print("\n".join(open_lines))
        total, hit, excused = total + here, hit + found, excused + died
    share = 100 * hit / total if total else 0
    print("branches=%d taken=%d share=%.1f%% die=%d" % (
        total, hit, share, excused))
    print("%s at least %g %% of the branches are taken" % (
        "ok" if share >= FEWEST else "not ok", FEWEST))
    return 0 if share >= FEWEST else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Makes many runs of an exercise out of one that was really played.

    runs.py FOLDER TARGET COUNT

Every run has an id of its own, its entries come later the higher its number
is, and in every fifth one the decisions are missing; the chains are right.
Prints how many decisions each run kept, one number a line.
"""
import datetime
import hashlib
import json
import pathlib
import shutil
import sys

SOURCE, TARGET, COUNT = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])


def stamp(text, more):
    moment = datetime.datetime.fromisoformat(text[:-1]) + datetime.timedelta(milliseconds=more)
    return moment.isoformat(timespec="milliseconds") + "Z"


for run in range(COUNT):
    run_id = hashlib.sha256(b"%d" % run).hexdigest()[:32]
    folder = TARGET / ("town-%d" % (run % 100)) / "exercises" / (
        "20260101T%06dZ-run-%s" % (run, run_id[:8]))
    folder.mkdir(parents=True)
    shutil.copytree(SOURCE / "playbooks", folder / "playbooks")
    for journal in SOURCE.glob("*.jsonl"):
        prev, n, out, kept = "0" * 64, 0, [], 0
        for line in journal.read_text().splitlines():
            entry = json.loads(line)
            if entry["kind"] == "decide" and run % 5 == 4:
                continue
            kept += entry["kind"] == "decide"
            n += 1
            entry.update(prev=prev, incident=run_id, n=n)
            if entry["kind"] == "decide":
                entry["time"] = stamp(entry["time"], 100 * run)
            if entry["kind"] == "close":
                entry["time"] = stamp(entry["time"], 100 * COUNT)
            entry.pop("clock", None)
            entry.pop("seen", None)
            text = json.dumps(entry, separators=(",", ":")) + "\n"
            prev = hashlib.sha256(text.encode()).hexdigest()
            out.append(text)
        (folder / journal.name).write_text("".join(out))
        print(kept)

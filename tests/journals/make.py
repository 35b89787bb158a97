#!/usr/bin/env python3
"""Makes the journals in this folder, or checks that they are as it makes them.

    make.py            writes NAME/<incident>/<journal>.jsonl
    make.py --check    compares, writes nothing

It knows the lines from draaiboek-incident(5) alone and shares no code with the
program, so that each checks the other.
"""
import hashlib
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
INCIDENT = "9a1f33c0" + "5e2b7d10" * 3
FOLDER = "20261122T101502Z-town-hall-9a1f33c0"
HEAD = "prev salt incident n id time clock kind role actor typed via".split()
TAIL = ["at", "seen"]


def write(entry):
    """One line in the canonical form."""
    keys = [k for k in HEAD if k in entry]
    keys += [k for k in entry if k not in HEAD + TAIL]
    keys += [k for k in TAIL if k in entry]
    text = json.dumps({k: entry[k] for k in keys}, separators=(",", ":"))
    return text.replace("\x7f", "\\u007f").encode("ascii") + b"\n"


class Journal:
    def __init__(self, station, minute, seed):
        self.random = random.Random(seed)
        self.name = "20261122T10%02d02Z-%s-%s.jsonl" % (
            minute, station, self.hex(8))
        self.station, self.minute, self.second = station, minute, 2
        self.lines = []
        self.add("journal", format=1, program="draaiboek 0.1.0", mode="live",
                 station=station, machine=self.hex(64),
                 boot="5a0c0000-0000-4000-8000-%s" % self.hex(12))

    def hex(self, digits):
        return "%0*x" % (digits, self.random.getrandbits(4 * digits))

    def head(self):
        if not self.lines:
            return "0" * 64
        return hashlib.sha256(self.lines[-1]).hexdigest()

    def add(self, kind, **keys):
        seen = keys.pop("seen", [])
        entry = {"prev": self.head(), "salt": self.hex(16),
                 "incident": INCIDENT, "n": len(self.lines) + 1,
                 "id": self.hex(16),
                 "time": "2026-11-22T10:%02d:%02d.%03dZ" % (
                     self.minute, self.second, self.random.randrange(1000)),
                 "kind": kind, **keys}
        self.second += 3
        if self.second > 56:
            self.minute, self.second = self.minute + 1, 2
        if seen:
            entry["seen"] = [{"file": j.name, "n": len(j.lines),
                              "head": j.head()} for j in seen]
        self.lines.append(write(entry))
        return entry["id"]

    def chain_again(self, first):
        """What a forger does: new hashes behind a changed line."""
        for k in range(first, len(self.lines)):
            entry = json.loads(self.lines[k])
            entry["prev"] = ("0" * 64 if k == 0 else
                             hashlib.sha256(self.lines[k - 1]).hexdigest())
            entry["n"] = k + 1
            self.lines[k] = write(entry)

    def bytes(self):
        return b"".join(self.lines)


def desk():
    j = Journal("desk", 15, "desk")
    who = {"role": "it", "actor": "An Peeters"}
    j.add("open", actor="An Peeters", title="Town hall: files do not open",
          mode="live", tlp="AMBER", language="nl", organisation="Voorbeeldegem",
          zone="Europe/Brussels")
    j.add("join", **who)
    j.add("note", **who, text="Scherm van de balie: \u201cyour files\u2026\u201d \u20ac 5\u202f000")
    j.add("action", **who, text="Unplug the server room", to="it",
          due="2026-11-22T10:30:00.000Z")
    j.add("fact", **who, fact="spreading", value="yes", certainty="seen",
          at="2026-11-22T10:05:00.000Z")
    j.add("contact", **who, contact="cert", outcome="reached", ref="2026-17",
          text="Call back at 11:00")
    return j


def phone(seen):
    j = Journal("phone", 18, "phone")
    who = {"role": "communications", "actor": "Bram Claes"}
    j.add("join", **who, seen=[seen])
    j.add("note", **who, text="A journalist called.", via="phone")
    return j


def good():
    return {j.name: j.bytes() for j in [desk()]}


def two_writers():
    one = desk()
    two = phone(one)
    one.add("note", role="it", actor="An Peeters", text="Backup is off line.",
            seen=[two])
    two.add("tell", role="communications", actor="Bram Claes", to="it",
            text="What may I say?", seen=[one])
    return {j.name: j.bytes() for j in (one, two)}


def torn():
    j = desk()
    j.add("note", role="it", actor="An Peeters", text="This was cut off.")
    return {j.name: j.bytes()[:-40]}


def nul_tail():
    j = desk()
    return {j.name: j.bytes() + bytes(4096)}


def flipped():
    j = desk()
    j.lines[3] = j.lines[3].replace(b"An Peeters", b"An Peeterr")
    return {j.name: j.bytes()}


def gap():
    j = desk()
    del j.lines[4]
    return {j.name: j.bytes()}


def forged():
    """A line taken out and the chain made anew: only the other one knows."""
    one = desk()
    two = phone(one)
    del one.lines[4]
    one.chain_again(4)
    return {j.name: j.bytes() for j in (one, two)}


def missing():
    one = desk()
    return {j.name: j.bytes() for j in [phone(one)]}


def failover():
    one = desk()
    two = Journal("desk", 16, "desk after")
    two.add("failover", file=one.name, last=len(one.lines), head=one.head(),
            error="ENOSPC: No space left on device", seen=[one])
    note = {"role": "it", "actor": "An Peeters", "text": "The disk is full."}
    one.add("note", **note)
    two.add("note", **note)
    # The entry has one id, in the file that failed and in the one after it.
    entry = json.loads(two.lines[-1])
    entry["id"] = json.loads(one.lines[-1])["id"]
    two.lines[-1] = write(entry)
    return {j.name: j.bytes() for j in (one, two)}


def future():
    j = desk()
    first = json.loads(j.lines[0])
    first["format"], first["shape"] = 2, "round"
    j.lines[0] = write(first)
    j.chain_again(1)
    j.add("teleport", role="it", actor="An Peeters", whither="Brugge")
    return {j.name: j.bytes()}


def other_program():
    """Valid lines that are not in the canonical form."""
    j = desk()
    entry = json.loads(j.lines[-1])
    j.lines[-1] = (json.dumps(entry, sort_keys=True) + "\n").encode("ascii")
    return {j.name: j.bytes()}


MADE = {"good": good, "two-writers": two_writers, "torn": torn,
        "nul-tail": nul_tail, "flipped": flipped, "gap": gap,
        "forged": forged, "missing": missing, "failover": failover,
        "future": future, "other-program": other_program}


def main():
    check = sys.argv[1:] == ["--check"]
    bad = 0
    for name, make in MADE.items():
        folder = HERE / name / FOLDER
        files = make()
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("*.jsonl"):
                old.unlink()
            for file, data in files.items():
                (folder / file).write_bytes(data)
            continue
        there = {f.name: f.read_bytes() for f in folder.glob("*.jsonl")}
        same = there == files
        bad += not same
        print("%s journals: %s is as make.py makes it"
              % ("ok" if same else "not ok", name))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

"""Prints journal lines of the reference engine's random walks, one a line.

The reference is $DRAAIBOEK_REFERENCE.  It keeps a kind's own keys in the order
in which it thought of them; the order here is written down once more from the
table in draaiboek-incident(5), apart from the one in the program.
"""
import importlib.util
import os
import sys

OWN = {
    "journal": "format program mode station machine boot",
    "open": "title mode tlp language organisation zone files",
    "title": "title",
    "playbook": "playbook version files steps",
    "playbook-stop": "playbook reason",
    "item": "item visit same-as state text language until to reason",
    "decide": "step visit title language choice label as-if unknown reason"
              " advice decided-by ratify override of confirms undoes stays"
              " again repeat",
    "pending": "step visit title language choice label as-if unknown reason"
               " advice decided-by ratify override approval",
    "withdraw": "of reason",
    "answer": "of answer reason step visit choice label as-if unknown undoes"
              " stays again repeat confirms",
    "skip": "step visit title language reason of again repeat",
    "reopen": "step visit title undoes reason",
    "fact": "fact value bound source certainty replaces",
    "note": "text about",
    "action": "text to due",
    "decision": "of text options chosen reason",
    "tell": "to text",
    "ask": "to text",
    "take": "of",
    "handover": "to text",
    "deadline": "deadline act due reason proof",
    "contact": "contact outcome ref text",
    "severity": "severity reason",
    "emergency-phase": "phase decided-by reason",
    "correct": "of text",
    "close": "override reason",
    "open-again": "reason",
}
HEAD = "prev salt incident n id time clock kind role actor typed via"
EFFECTS = "goto also passed enters sets starts meets tells opens severity"
NESTED = {
    "goto": "step visit", "also": "step visit", "enters": "step visit",
    "steps": "step visit", "passed": "step visit why",
    "sets": "fact value replaces certainty",
    "starts": "deadline from at due", "tells": "role step message",
    "opens": "playbook version files steps", "files": "file sha256",
    "advice": "role advice", "seen": "file n head",
}


def ordered(entry, keys):
    """The entry with its keys in order, or None: a key is not the format's."""
    if set(entry) - set(keys):
        return None
    out = {}
    for key in keys:
        value = entry.get(key)
        if value is None or value == "" or value == [] or value is False:
            continue
        if key in NESTED:
            value = [ordered(row, NESTED[key].split()) for row in value]
            if None in value:
                return None
        out[key] = value
    return out


def canonical(entry):
    keys = HEAD.split() + OWN.get(entry["kind"], "").split()
    keys += [key for key in EFFECTS.split() if key not in keys]
    return ordered(entry, keys + ["at", "seen"])


def main():
    path = os.environ["DRAAIBOEK_REFERENCE"]
    spec = importlib.util.spec_from_file_location("reference", path)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    written = []
    plain_write = reference.World.write

    def write(world, name, entry):
        made = plain_write(world, name, entry)
        written.append(world.j[name][-1])
        return made

    reference.World.write = write
    for seed in range(int(sys.argv[1])):
        reference.random_walk(seed)
    for entry in written:
        entry = canonical(entry)
        if entry:
            print(reference.line(entry))
    strange = '\x7f\x01"\\/\b\f\n\r\t\u00e9\u20ac\U0001f525\u202e'
    entry = dict(written[0], kind="note", text=strange)
    print(reference.line(canonical({k: v for k, v in entry.items()
                                    if k in HEAD.split() + ["text"]})))


if __name__ == "__main__":
    main()

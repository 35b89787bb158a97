#!/usr/bin/env python3
"""Thirteen ways to tamper with a journal of 100 lines, and who finds them.

    tamper.py [matrix] [honest]

Another station saw lines 40 and 90; a head and a seal of line 100 were kept
outside.  Each way is tried at several places, and looked for

    chain      by a verifier of 20 lines in this file, that knows nothing else
    ids        by `verify` in a folder that holds this journal alone
    witnesses  by `verify` in the folder with the other station's journal
    head       by `verify --head`
    seal       by `verify --seal`

None of them has this station's own marks.  The figures of each column are
printed, and the first bad line that is named.  Behind that: honest incidents,
of which none may be called broken.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["DRAAIBOEK"]
# Under the sanitizers a program takes four times as long to start.
SANITIZED = os.path.basename(os.environ.get("BUILD", "")) == "san"
HONEST = int(os.environ.get("HONEST_JOURNALS", "50" if SANITIZED else "200"))
FLIPS = int(os.environ.get("FLIPS", "150"))
WORKERS = min(2, os.cpu_count() or 1)
LINES, SEEN = 100, (40, 90)
COLUMNS = ("chain", "ids", "witnesses", "head", "seal")
WANTED = {"chain": 4, "ids": 6, "witnesses": 11, "head": 13, "seal": 13}
failures = 0


def report(good, name, why=""):
    global failures
    failures += not good
    print("%s %s" % ("ok" if good else "not ok", name), flush=True)
    if not good and why:
        print("    " + str(why).replace("\n", "\n    "))


def run(root, *words, **more):
    env = dict(os.environ, DRAAIBOEK_USER="An Peeters", LC_ALL="C.UTF-8")
    return subprocess.run([PROGRAM, "-C", str(root), *words], env=env, text=True,
                          capture_output=True, timeout=60, **more)


class Writer:
    """A process that keeps its journal, and answers line by line."""

    def __init__(self, root, incident):
        env = dict(os.environ, DRAAIBOEK_USER="An Peeters", LC_ALL="C.UTF-8")
        self.process = subprocess.Popen(
            [PROGRAM, "-C", str(root), "batch", "-", "-i", incident], env=env,
            text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def note(self, text):
        self.process.stdin.write("note '%s'\n" % text)
        self.process.stdin.flush()
        said = self.process.stdout.readline().split()
        assert said and said[0] == "saved", said
        return said[1], int(said[2])

    def end(self):
        self.process.stdin.close()
        assert self.process.wait() == 0


# --- the journal, the other station's, and what is kept outside

def build(root):
    incident = run(root, "start", "--title", "Tampering", "--no-ui").stdout.strip()
    writer = Writer(root, incident)
    name, n = writer.note("number 0")
    while n < LINES:
        if n in SEEN:
            done = run(root, "note", "I saw it", "-i", incident)
            assert done.returncode == 0, done.stderr
        name, n = writer.note("number %d" % n)
    folder = next((root / "incidents").iterdir())
    before = root.parent / "before"
    shutil.copytree(folder, before)
    # The seal's own entry would be one more witness: it is kept outside alone.
    done = run(root, "seal", "--json", "-i", incident)
    assert done.returncode == 0, done.stderr
    seal = folder / "seals" / json.loads(done.stdout)["seal"]
    assert name not in json.loads(done.stdout)["file"]
    writer.end()
    lines = (before / name).read_bytes().splitlines(keepends=True)
    assert len(lines) == LINES, len(lines)
    shutil.copy(seal, root.parent / "seal.txt")
    return folder.name, before, name, lines


def digest(line):
    return hashlib.sha256(line).hexdigest()


def chained(lines, number=True):
    """The lines with prev, and n, as a forger would set them anew."""
    out, prev = [], "0" * 64
    for n, line in enumerate(lines, 1):
        line = line[:9] + prev.encode() + line[73:]
        if number:
            line = re.sub(rb'"n":\d+', b'"n":%d' % n, line, count=1)
        out.append(line)
        prev = digest(line)
    return out


def edited(line, text=b"nothing"):
    new = re.sub(rb'"text":"[^"]*"', b'"text":"%s"' % text, line)
    assert new != line
    return new


def new_id(line, i):
    return re.sub(rb'"id":"[0-9a-f]{16}"', b'"id":"%016x"' % (0xabc000 + i), line)


def attacks(lines, other):
    """name, the lines, the line that is bad first."""
    tail = [new_id(edited(l, b"forged"), i) for i, l in enumerate(lines[60:])]
    for at in (5, 30, 89):
        i = at - 1
        # What the line says now, its own hash shows; the next one's denies it.
        yield "edit a line", lines[:i] + [edited(lines[i])] + lines[i + 1:], at
        yield "delete a line", lines[:i] + lines[i + 1:], at
        yield "insert a line", lines[:i] + [new_id(edited(lines[i]), 1)] + lines[i:], at + 1
        yield "swap two lines", lines[:i] + [lines[i + 1], lines[i]] + lines[i + 2:], at
        yield "replay another incident's file", other, 1
        yield "splice another incident's lines", chained(
            lines[:i] + other[i:i + 3] + lines[i + 3:]), at
        seen = min(s for s in SEEN if s >= at)
        yield "edit and chain anew", chained(
            lines[:i] + [edited(lines[i])] + lines[i + 1:]), seen
        yield "delete, number and chain anew", chained(lines[:i] + lines[i + 1:]), seen
        yield "an old copy with a new tail", chained(lines[:60] + tail), SEEN[1]
        yield "drop lines 60 to 99", chained(lines[:59] + lines[99:]), 61
        yield "empty the file", [], 1
        yield "drop the last 5 lines", lines[:95], 96
        yield "edit the last line", lines[:-1] + [edited(lines[-1])], LINES


# --- who finds it

def by_chain(data):
    prev = "0" * 64
    for line in data.splitlines(keepends=True):
        if not line.endswith(b"\n"):
            break
        if line[9:73] != prev.encode():
            return True
        prev = digest(line)
    return False


class Place:
    """A folder without marks, in which a journal is put and looked at."""

    def __init__(self, root, folder, before, name, alone):
        self.root, self.name = root, name
        self.folder = root / "incidents" / folder
        shutil.copytree(before, self.folder)
        for other in self.folder.glob("*.jsonl"):
            if alone and other.name != name:
                other.unlink()

    def verify(self, data, *words):
        """Found or not, and the line that is named."""
        (self.folder / self.name).write_bytes(data)
        shutil.rmtree(self.root / "state", ignore_errors=True)
        done = run(self.root, "verify", str(self.folder), "--json", *words)
        assert done.returncode in (0, 1), done.stderr
        if not done.stdout:
            return True, 0
        said = json.loads(done.stdout)
        assert said["ok"] == (done.returncode == 0), done.stdout
        return not said["ok"], max(f["bad-line"] for f in said["files"]
                                   if f["file"] == self.name)


def matrix(root, folder, before, name, lines):
    other_root = root.parent / "other"
    build_other = run(other_root, "start", "--title", "Another", "--no-ui")
    run(other_root, "batch", "-", "-i", build_other.stdout.strip(), input="".join(
        "note 'elsewhere %d'\n" % i for i in range(LINES)))
    other = max(other_root.glob("incidents/*/*.jsonl"), key=lambda p: p.stat().st_size)
    other = other.read_bytes().splitlines(keepends=True)[:LINES]
    alone = Place(root.parent / "alone", folder, before, name, True)
    both = Place(root.parent / "both", folder, before, name, False)
    head, seal = digest(lines[-1]), str(root.parent / "seal.txt")
    honest = b"".join(lines)
    for place, words in ((alone, ()), (both, ()), (both, ("--head", head)),
                         (both, ("--seal", seal))):
        found = place.verify(honest, *words)
        report(not found[0], "the journal as it was: no alarm (%s)" % " ".join(
            [w for w in words if w.startswith("--")] or ["alone" if place is alone
                                                        else "witnesses"]), found)
    found, named = {}, []
    tries = 0
    for attack, changed, line in attacks(lines, other):
        data = b"".join(changed)
        seen = {"chain": (by_chain(data), 0), "ids": alone.verify(data),
                "witnesses": both.verify(data),
                "head": both.verify(data, "--head", head),
                "seal": both.verify(data, "--seal", seal)}
        tries += 1
        for column in COLUMNS:
            found.setdefault(attack, {}).setdefault(column, []).append(seen[column][0])
        if seen["chain"][0] and not seen["ids"][0]:
            named.append("%s: the chain is broken, and verify does not say so" % attack)
        if seen["seal"][1] != line:
            named.append("%s: line %d is bad first, line %d is named"
                         % (attack, line, seen["seal"][1]))
    return found, named, tries


def show(found, named, tries):
    print("%-34s" % "attack" + "".join("%11s" % c for c in COLUMNS))
    total = dict.fromkeys(COLUMNS, 0)
    for attack, seen in found.items():
        for column in COLUMNS:
            total[column] += all(seen[column])
        print("%-34s" % attack + "".join(
            "%11s" % ("found" if all(seen[c]) else "-") for c in COLUMNS))
    print("%-34s" % ("sum of %d, %d tries" % (len(found), tries)) +
          "".join("%11d" % total[c] for c in COLUMNS))
    report(len(found) == 13, "there are 13 ways")
    for column in COLUMNS:
        report(total[column] >= WANTED[column],
               "%d of 13 are found by: %s" % (total[column], column))
    report(not named, "the first bad line is named", "\n".join(named))


def flips(root, folder, before, name, lines):
    place = Place(root.parent / "flips", folder, before, name, True)
    data = b"".join(lines)
    last = len(data) - len(lines[-1])
    missed = []
    for at in random.Random(13).sample(range(last), min(FLIPS, last)):
        bad = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
        if not place.verify(bad)[0]:
            missed.append(at)
    report(not missed, "%d flipped bits before the last line: %d missed"
           % (FLIPS, len(missed)), missed)


def honest(above):
    """Short ones: two writers, torn tails, kills; sealed or not."""
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(lambda part: some_honest(
            above / ("honest%d" % part), range(part, HONEST, WORKERS)),
            range(WORKERS)))
    alarms = [alarm for part in parts for alarm in part[0]]
    made = sum(part[1] for part in parts)
    report(not alarms and made == HONEST, "%d honest incidents: %d false alarms"
           % (made, len(alarms)), "\n".join(alarms[:2]))


def some_honest(root, which):
    alarms, made = [], 0
    chance = random.Random(which.start)
    for i in which:
        incident = run(root, "start", "--title", "Honest %d" % i, "--no-ui").stdout.strip()
        if i % 4 == 0:
            writer = Writer(root, incident)
            writer.note("one")
            run(root, "note", "two", "-i", incident)
            writer.note("three")
            if i % 8:
                writer.process.kill()
                writer.process.wait()
            else:
                writer.end()
        else:
            run(root, "batch", "-", "-i", incident, input="".join(
                "note 'n%d'\n" % k for k in range(chance.randrange(1, 9))))
        if i % 5 == 0:
            run(root, "seal", "-i", incident)
        if i % 10 == 3:
            # Foreign to the station that looks: a tail that is half a line.
            file = max((root / "incidents").glob("*%s/*.jsonl" % incident[:8]))
            with file.open("ab") as f:
                f.write(file.read_bytes()[:chance.randrange(1, 300)])
            shutil.rmtree(root / "state")
            (root / "state").mkdir(0o700)
            run(root, "note", "after", "-i", incident)
        done = run(root, "verify", incident)
        made += 1
        if done.returncode != 0 or "BROKEN" in done.stdout:
            alarms.append(incident + "\n" + done.stdout + done.stderr)
    return alarms, made


def main():
    with tempfile.TemporaryDirectory() as name:
        above = pathlib.Path(name).resolve()
        parts = sys.argv[1:] or ["matrix", "honest"]
        if "matrix" in parts:
            root = above / "root"
            place = build(root)
            show(*matrix(root, *place))
            flips(root, *place)
        if "honest" in parts:
            honest(above)
    return 1 if failures else 0


sys.exit(main())

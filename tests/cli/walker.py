#!/usr/bin/env python3
"""Walks playbooks to their end in random ways, by commands alone.

    walker.py [--seeds N] [PLAYBOOK...]     all that are shipped where none is named

(every choice of every playbook is taken in tests/unit/load/test_trees.c)

It knows nothing of a playbook but what `status --json` says: which items are
open, which choices there are, what waits in an inbox.  Every walk is made
twice: with single commands, and with the same commands in one batch; both must
end in the same status apart from times, names, ids, files and heads.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = os.environ["DRAAIBOEK"]
RANDOM, SETTLING = 25, 400 # turns
PERSON = "IT duty officer"
# Each command takes four times as long then: one walk is enough.
SANITIZED = os.path.basename(os.environ.get("BUILD", "")) == "san"


class Gone(Exception):
    pass


def call(root, *words, text=None):
    done = subprocess.run(
        [PROGRAM, "-C", root, *words], input=text, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout, done.stderr


class Incident:
    """One incident that is written by single commands, or by a batch."""

    def __init__(self, root, playbook):
        self.root = root
        code, out, err = call(root, "start", playbook, "--lang", "en",
                              "--title", "A walk", "--by", PERSON, "--no-ui")
        if code != 0 or len(out) != 33:
            raise Gone("start %s: %d %s%s" % (playbook, code, out, err))
        self.id = out.strip()

    def status(self):
        code, out, err = call(self.root, "status", "-i", self.id, "--json")
        if code != 0 or err:
            raise Gone("status: %d %s" % (code, err))
        return json.loads(out)

    def write(self, words):
        code, out, err = call(self.root, *words, "-i", self.id, "--by", PERSON)
        if code == 0 and (not out.startswith("saved ") or err):
            raise Gone("%s: %s%s" % (words, out, err))
        if code not in (0, 1):
            raise Gone("%s: exit %d: %s" % (words, code, err))
        return code, err


class Batch(Incident):
    """The same through one process that answers each line."""

    def __init__(self, root, playbook):
        super().__init__(root, playbook)
        self.process = subprocess.Popen(
            [PROGRAM, "-C", root, "batch", "-i", self.id, "--by", PERSON,
             "--keep-going"],
            text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def write(self, words):
        line = " ".join("'%s'" % w.replace("'", "'\\''") for w in words)
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.startswith("saved "):
            raise Gone("batch: %s: %r" % (line, answer))

    def end(self):
        self.process.stdin.close()
        return self.process.wait()


def finished(state):
    return all(r["finished"] for r in state["roles"])


def moves(state, rng):
    """What can be done now, as commands; the last ones move on."""
    out = []
    for item in state["first"]:
        if item["state"] == "open":
            out.append(["do", "first/" + item["item"], "-r", "it",
                        "--playbook", item["playbook"]])
    for role in state["roles"]:
        for row in role["inbox"]:
            out.append(answer(row, role["role"], rng))
        for step in role["current"]:
            out += step_moves(role["role"], step, rng)
    return out


def answer(row, role, rng):
    if row["type"] == "task":
        return ["take", row["id"], "-r", role]
    if row["type"] == "question":
        return ["answer", row["id"], "we are looking", "-r", role]
    if rng.random() < 0.8:
        return ["answer", row["id"], "yes", "-r", role]
    return ["answer", row["id"], "no", "-r", role, "--reason", "not yet"]


def step_moves(role, step, rng):
    where = ["-r", role, "--playbook", step["playbook"]]
    out = []
    for item in step["items"]:
        if item["state"] == "open":
            words = ["do", step["step"] + "/" + item["item"], *where]
            if rng.random() < 0.2:
                words += ["--state", "not-applicable", "--reason", "not here"]
            out.append(words)
    waits = [w["type"] for w in step["waits"]]
    if "approval" in waits and rng.random() < 0.9:
        return out
    if "file" in waits:
        raise Gone("a file is missing: %s" % step)
    words = ["--reason", "because", "--override", "there is no time"]
    if "approval" not in waits and not out and "needs" not in waits:
        words = ["--reason", "because"]
    elif rng.random() < 0.5:
        return out
    if rng.random() < 0.05:
        out.append(["skip", step["step"], *where, "--reason", "left out"])
    else:
        choice = rng.choice(step["choices"])
        out.append(["decide", step["step"],
                    rng.choice([choice["choice"], choice["letter"]]), *where,
                    *words])
    return out


def settle(state, rng):
    """What is current, decided by its way to the end."""
    out = []
    for role in state["roles"]:
        for step in role["current"]:
            known = [c for c in step["choices"] if not c["unknown"]]
            ends = [c for c in known if c["goto"] == "end"] or known
            out.append(["decide", step["step"], rng.choice(ends)["choice"], "-r",
                        role["role"], "--playbook", step["playbook"], "--reason",
                        "to the end", "--override", "to the end"])
    return out


def check_shape(state):
    """What the manual promises of `status --json`."""
    for role in state["roles"]:
        assert 0 <= role["done"] <= role["total"], role
        assert role["finished"] == (not role["current"]), role
        for step in role["current"]:
            assert isinstance(step["number"], str) and step["choices"], step
            for n, choice in enumerate(step["choices"]):
                assert choice["letter"] == "ABCDEF"[n], choice
                assert choice["goto"] is None or isinstance(choice["goto"], str)
            for item in step["items"]:
                assert item["state"] in (
                    "open", "done", "not-applicable", "not-possible", "later",
                    "somebody-else", "inactive"), item
    for deadline in state["deadlines"]:
        assert deadline["applies"] in ("yes", "no", "unknown"), deadline
        assert isinstance(deadline["late"], bool), deadline


def choose(state, rng):
    """What moves on, or else a handful of ticks."""
    offered = moves(state, rng)
    ticks = [m for m in offered if m[0] == "do"]
    others = [m for m in offered if m[0] != "do"]
    if others and (not ticks or rng.random() < 0.6):
        return [rng.choice(others)]
    return rng.sample(ticks, min(len(ticks), 6))


def walk(incident, rng):
    """Random moves until every role is finished; the commands that counted."""
    done = []
    for turn in range(RANDOM + SETTLING):
        state = incident.status()
        check_shape(state)
        if finished(state):
            return done
        chosen = choose(state, rng) if turn < RANDOM else settle(state, rng)
        if turn >= RANDOM and not chosen:
            raise Gone("nothing can be done: %s" % json.dumps(state))
        for words in chosen:
            code, err = incident.write(words)
            if code == 0:
                done.append((words, state))
            elif turn >= RANDOM:
                raise Gone("%s: %s" % (words, err))
    raise Gone("no end after %d turns" % (RANDOM + SETTLING))


def place(state, entry):
    """Where an inbox row stands, so that its twin can be found."""
    for role in state["roles"]:
        for n, row in enumerate(role["inbox"]):
            if row["id"] == entry:
                return role["role"], n
    raise Gone("no row %s" % entry)


def twin(words, state, other):
    """The same command for another incident: ids differ, places do not."""
    if words[0] not in ("take", "answer"):
        return words
    role, n = place(state, words[1])
    rows = [r for r in other.status()["roles"] if r["role"] == role]
    return [words[0], rows[0]["inbox"][n]["id"], *words[2:]]


def comparable(state):
    """A status without times, names, ids, files and heads."""
    drop = {"id", "head", "heads", "file", "due", "ref", "holder", "acted", "start",
            "since", "n", "time", "opened"}

    def clean(x):
        if isinstance(x, dict):
            return {k: clean(v) for k, v in x.items() if k not in drop}
        return [clean(v) for v in x] if isinstance(x, list) else x
    # Facts of type time hold when they were recorded.
    state = clean(state)
    for fact in state["facts"]:
        if fact.get("value") and str(fact["value"]).endswith("Z"):
            fact["value"] = "a time"
    return state


def one(playbook, seed):
    rng = random.Random("%s %d" % (playbook, seed))
    with tempfile.TemporaryDirectory() as root:
        single = Incident(os.path.join(root, "single"), playbook)
        done = walk(single, rng)
        batch = Batch(os.path.join(root, "batch"), playbook)
        for words, state in done:
            batch.write(twin(words, state, batch))
        assert batch.end() == 0
        a, b = comparable(single.status()), comparable(batch.status())
        assert a == b, "single and batch differ:\n%s\n%s" % (
            json.dumps(a, sort_keys=True), json.dumps(b, sort_keys=True))
        for incident in (single, batch):
            code, out, err = call(incident.root, "verify", "-i", incident.id)
            assert code == 0, out + err
    return len(done)


def shipped():
    with tempfile.TemporaryDirectory() as root:
        code, out, err = call(root, "playbooks", "--json")
    assert code == 0, err
    return sorted({p["id"] for p in json.loads(out)
                   if p["kind"] in ("incident", "triage")})


def main():
    words = sys.argv[1:]
    seeds = 1
    if words and words[0] == "--seeds":
        seeds = int(words[1])
        words = words[2:]
    failed = False
    if SANITIZED and words != ["telephone"]:
        print("skip a random walk through %s: the sanitizers see the one "
              "through telephone; the other build walks all" % " ".join(words))
        return 0
    for playbook in words or shipped():
        for seed in range(seeds):
            name = "a random walk through %s (%d)" % (playbook, seed)
            try:
                print("ok %s, %d entries" % (name, one(playbook, seed)),
                      flush=True)
            except (Gone, AssertionError, KeyError, ValueError) as why:
                failed = True
                print("not ok %s\n    %s" % (name, str(why)[:3000]), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

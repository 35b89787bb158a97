#!/usr/bin/env python3
"""Walks ransomware in all its roles to the end, reading nothing but the
prompts of the line mode; then does the same again by commands of one batch and
compares what `status --json` says of both.

    walk.py LANGUAGE SEED

The seed chooses among the letters of each decision.
"""
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

LANGUAGE, SEED = sys.argv[1], int(sys.argv[2])
PROGRAM = os.environ["DRAAIBOEK"]
MOST = 3000
# What a prompt asks, by its words in each language.
PROMPTS = {
    "en": {
        "start": r"^Start, choose",
        "item": r"^\S+ done\? \(yes, no",
        "choose": r"^Step (\S+), choose A to (.)\.",
        "done": r"^Step \S+ done\?",
        "signs": r"^Signs, ",
        "match": r"^Which playbook",
        "role": r"^Role, choose",
        "name": r"^Your name",
        "fact": r"^Answer\?",
        "reason": r"^(Reason\?|Why |Something is still open)",
        "override": r"^Go on all the same\?",
        "advice": r"^Was it asked\?",
        "save": r"\. Save\? ",
        "approve": r"^Do you approve\?",
        "answer": r"^Your answer\?",
        "who": r"^Who, which one\?",
        "idle": r": \(role, list, \?\)",
    },
    "nl": {
        "start": r"^Start, kies",
        "item": r"^\S+ klaar\? \(ja, nee",
        "choose": r"^Stap (\S+), kies A tot (.)\.",
        "done": r"^Stap \S+ klaar\?",
        "signs": r"^Tekens, ",
        "match": r"^Welk draaiboek",
        "role": r"^Rol, kies",
        "name": r"^Je naam",
        "fact": r"^Antwoord\?",
        "reason": r"^(Reden\?|Waarom |Er is nog iets open)",
        "override": r"^Toch verdergaan\?",
        "advice": r"^Is het gevraagd\?",
        "save": r"\. Bewaren\? ",
        "approve": r"^Keur je het goed\?",
        "answer": r"^Je antwoord\?",
        "who": r"^Wie, welke\?",
        "idle": r": \(rol, lijst, \?\)",
    },
}[LANGUAGE]
seen = {}
YES = {"en": "yes", "nl": "ja"}[LANGUAGE]
WAITS = {"en": "Waits for approval", "nl": "Wacht op goedkeuring"}[LANGUAGE]
FACTS = {"1. yes": "y", "1. ja": "j"}


def fail(why):
    print("not ok plain/walk %s %d: %s" % (LANGUAGE, SEED, why))
    sys.exit(1)


class Dialogue:
    """The program behind two pipes; every answer waits for its prompt."""

    def __init__(self, root):
        self.process = subprocess.Popen(
            [PROGRAM, "-C", root, "--ui=plain", "--lang", LANGUAGE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.turns = 0

    def listen(self):
        """What was said, and the prompt."""
        text = b""
        while not text.endswith(b"]: "):
            more = os.read(self.process.stdout.fileno(), 65536)
            if not more:
                fail("it ended: %s" % text.decode("utf-8", "replace")[-400:])
            text += more
        lines = text.decode().split("\n")
        return "\n".join(lines[:-1]), lines[-1]

    def say(self, line):
        self.turns += 1
        if self.turns > MOST:
            fail("no end after %d answers" % MOST)
        os.write(self.process.stdin.fileno(), line.encode() + b"\n")
        return self.listen()

    def leave(self):
        self.process.stdin.close()
        rest = self.process.stdout.read().decode()
        if self.process.wait() != 0:
            fail("exit status %d: %s" % (self.process.returncode, rest))


def kind_of(prompt):
    for kind, pattern in PROMPTS.items():
        if re.search(pattern, prompt):
            return kind
    fail("what does this prompt ask? %s" % prompt)


def answer_for(kind, said, prompt, rng):
    """The answer to a question that needs no thought."""
    if kind == "choose":
        step, last = re.search(PROMPTS["choose"], prompt).groups()
        letters = "ABCDEF"[:"ABCDEF".index(last) + 1]
        seen[step] = seen.get(step, 0) + 1
        if seen[step] > 2:  # out of a circle, whose length nobody knows
            return rng.choice(letters)
        # mostly what leads on, now and then the last: "I don't know"
        return letters[-1] if rng.random() < 0.15 else rng.choice(letters[:-1])
    if kind == "fact":
        for words, answer in FACTS.items():
            if words in said and rng.random() < 0.5:
                return answer
        return ""
    return {
        "item": "y", "done": "y", "name": "Duty officer", "reason":
        "it was decided so", "override": "no time to wait", "advice": "",
        "save": YES, "approve": YES, "answer": "We do not know yet",
    }[kind]


def begin(talk):
    """A new incident by its signs; the playbook is ransomware."""
    said, prompt = talk.listen()
    said, prompt = talk.say("1")
    asked = set()
    while True:
        kind = kind_of(prompt)
        if kind == "role":
            return
        if kind == "signs" and "signs" not in asked:
            line = "1 2"
        elif kind == "signs":
            line = "next"
        elif kind == "match":
            line = "1"
        else:
            line = answer_for(kind, said, prompt, None)
        asked.add(kind)
        said, prompt = talk.say(line)


def inbox(talk):
    """Takes, answers and approves everything that waits for this role."""
    acted = False
    said, prompt = talk.say("who")
    while re.search(r"^1\. (?!We )", said, re.M):
        acted = True
        said, prompt = talk.say("1")
        while kind_of(prompt) != "who":
            said, prompt = talk.say(answer_for(kind_of(prompt), said, prompt,
                                               None))
    talk.say("<")
    return acted


def work(talk, role, rng):
    """Everything that this role can do now; whether it did anything."""
    acted = False
    said, prompt = talk.say("role " + role)
    acted |= inbox(talk)
    said, prompt = talk.say("step")
    while True:
        kind = kind_of(prompt)
        if kind == "idle":
            return acted
        if kind in ("choose", "done") and WAITS in said:
            return acted
        acted = True
        said, prompt = talk.say(answer_for(kind, said, prompt, rng))


def status(root):
    out = subprocess.run([PROGRAM, "-C", root, "status", "--json"], check=True,
                         stdout=subprocess.PIPE).stdout
    return json.loads(out)


def log(root):
    out = subprocess.run([PROGRAM, "-C", root, "log", "--json"], check=True,
                         stdout=subprocess.PIPE).stdout
    return [json.loads(line) for line in out.splitlines()]


# --- the same by commands

def words_of(entry, ids):
    """The command that has this entry as its outcome; None: no act."""
    e, kind = entry, entry["kind"]
    of = e.get("of", "")
    of = ids.get(of.split(".")[0], "?") + "".join(
        "." + part for part in of.split(".")[1:])
    words = {
        "title": lambda: ["title", e["title"]],
        "playbook": lambda: ["playbook", e["playbook"]],
        "playbook-stop": lambda: ["playbook", e["playbook"], "--stop"],
        "item": lambda: ["do", e["item"], "--state", e["state"]],
        "decide": lambda: ["decide", e["step"], e["choice"]],
        "pending": lambda: ["decide", e["step"], e["choice"]],
        "skip": lambda: ["skip", e["step"]],
        "take": lambda: ["take", of],
        "answer": lambda: ["answer", of, e["answer"]],
        "fact": lambda: ["fact", e["fact"], e["value"]],
        "note": lambda: ["note", e["text"]],
    }.get(kind)
    if not words:
        return None
    words = words()
    for key in ("reason", "override"):
        if e.get(key):
            words += ["--" + key, e[key]]
    if e.get("role"):
        words += ["-r", e["role"]]
    return words


def replay(root, entries):
    subprocess.run([PROGRAM, "-C", root, "start", "triage", "--no-ui",
                    "--lang", LANGUAGE, "--by", "Duty officer"], check=True,
                   stdout=subprocess.DEVNULL)
    batch = subprocess.Popen(
        [PROGRAM, "-C", root, "batch", "-", "--json", "--by", "Duty officer",
         "--lang", LANGUAGE],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    ids = {}
    for entry in entries:
        words = words_of(entry, ids)
        if not words or words[:2] == ["playbook", "triage"] and len(words) < 3:
            continue
        batch.stdin.write(shlex.join(words) + "\n")
        batch.stdin.flush()
        line = batch.stdout.readline()
        if not line:
            fail("refused: %s" % shlex.join(words))
        ids[entry["id"]] = json.loads(line)["id"]
    batch.stdin.close()
    if batch.wait() != 0:
        fail("the batch ended with %d" % batch.returncode)


def bare(value):
    """Without times, names, ids, files and heads."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items()
                if k not in ("id", "due", "start", "since", "until", "holder", "acted",
                             "heads", "ref")}
    if isinstance(value, list) and value and "deadline" in value[0]:
        # in the order of their dues, which are nearly the same in both
        return sorted((bare(v) for v in value), key=lambda d: d["deadline"])
    if isinstance(value, list):
        return [bare(v) for v in value]
    return value


def main():
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory() as one, \
            tempfile.TemporaryDirectory() as two:
        talk = Dialogue(one)
        begin(talk)
        talk.say("it")
        # What one role does can bring another one in.
        while any([work(talk, role["role"], rng)
                   for role in status(one)["roles"]]):
            pass
        talk.leave()
        state = status(one)
        for role in state["roles"]:
            if not role["finished"]:
                fail("%s is not finished" % role["role"])
        print("ok plain/walk %s %d ends in all roles after %d answers"
              % (LANGUAGE, SEED, talk.turns))
        replay(two, log(one))
        if bare(status(two)) != bare(state):
            for key, value in bare(state).items():
                if bare(status(two))[key] != value:
                    print(key, value, bare(status(two))[key], sep="\n")
            fail("commands give another status")
        print("ok plain/walk %s %d gives the status that commands give"
              % (LANGUAGE, SEED))


main()

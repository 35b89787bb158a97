#!/usr/bin/env python3
"""Every scenario, played by two robots through commands.

    robot.py [SCENARIO...]     all that are shipped where none is named

One does nothing: it must miss every expectation that can be judged, and break
nothing that must not happen.  The other one knows the scenario: it walks the
playbooks, takes the expected choice wherever there is one and else the one that
leads there, and does what else is expected; it must meet every expectation at
once.  So no expectation is met by itself, and no two exclude each other.
"""
import collections
import concurrent.futures
import functools
import glob
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

PROGRAM = os.environ["DRAAIBOEK"]
ROOT = pathlib.Path(os.environ["ROOT"])
TURNS = 400
FAR = 10 ** 6


def read(text):
    """As the program reads it: `no` is a word."""
    return yaml.load(text, Loader=yaml.CBaseLoader)


@functools.cache
def load(kind, name):
    return read((ROOT / "playbooks" / kind / (name + ".en.yaml")).read_text())


def fact_types():
    """id -> (type, its first value) of every file that has facts."""
    types = {}
    for path in glob.glob(str(ROOT / "playbooks/*/*.en.yaml")):
        for fact in read(open(path)).get("facts") or []:
            if isinstance(fact, dict) and "type" in fact:
                values = fact.get("values") or [{}]
                first = values[0]
                types[fact["id"]] = (fact["type"], first.get("id")
                                     if isinstance(first, dict) else first)
    return types


FACTS = fact_types()


def expectations(scenario):
    for inject in scenario["injects"]:
        for n, x in enumerate(inject.get("expects", []), 1):
            yield inject["id"], n, x


class Game:
    def __init__(self, root, scenario):
        self.root, self.scenario = root, scenario
        done = self.call("exercise", "run", scenario["id"], "--no-ui",
                         "--lang", "en")
        self.id = done.stdout.strip()
        self.batch = subprocess.Popen(
            [PROGRAM, "-C", root, "--lang", "en", "batch", "-i", self.id,
             "--by", "Robot", "--keep-going"], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)

    def call(self, *words):
        done = subprocess.run([PROGRAM, "-C", self.root, "--by", "Robot", *words]
                              if words[0] == "exercise" else
                              [PROGRAM, "-C", self.root, *words],
                              text=True, capture_output=True,
                              stdin=subprocess.DEVNULL)
        if done.returncode:
            raise AssertionError("%s: %s" % (" ".join(words), done.stderr))
        return done

    def attempt(self, *words):
        """What was answered, where it was refused."""
        line = " ".join("'%s'" % str(w).replace("'", "'\\''") for w in words)
        self.batch.stdin.write(line + "\n")
        self.batch.stdin.flush()
        answer = self.batch.stdout.readline()
        return None if answer.startswith("saved ") else answer

    def write(self, *words):
        refused = self.attempt(*words)
        if refused:
            self.batch.kill()
            raise AssertionError("%s: %s" % (words, refused))

    def status(self):
        return json.loads(self.call("status", self.id, "--json").stdout)

    def send_all(self):
        for inject in self.scenario["injects"]:
            self.write("exercise", "send", inject["id"], "-r", "facilitator")

    def end(self):
        self.write("exercise", "end", "-r", "facilitator")
        self.batch.stdin.close()
        self.batch.wait()
        done = self.call("exercise", "debrief", self.id, "--json")
        return json.loads(done.stdout)["expected"]


# --- the one that knows

class Walker:
    def __init__(self, game):
        self.game, self.scenario = game, game.scenario
        self.books, self.steps, self.wanted = {}, {}, {}
        self.opened = set()
        self.never = set()
        for _, _, x in expectations(self.scenario):
            if "step" in x:
                path = self.full(x["step"])
                self.wanted.setdefault(path, x.get("choice"))
                if x.get("choice"):
                    self.wanted[path] = x["choice"]
        for inject in self.scenario["injects"]:
            for x in inject.get("never", []):
                if "step" in x:
                    self.never.add((self.full(x["step"]), x.get("choice")))
        for path in list(self.wanted):
            self.book(path.split("/")[0])
        for book in self.scenario["playbooks"]:
            self.book(book)
        self.done = collections.Counter()

    def book(self, name):
        if name in self.books:
            return
        self.books[name] = book = load("incidents", name)
        for role in book["roles"]:
            steps = role["steps"]
            for n, step in enumerate(steps):
                self.steps["%s/%s/%s" % (name, role["role"], step["id"])] = step

    def full(self, step):
        if step.count("/") == 2:
            return step
        for name in self.scenario["playbooks"]:
            self.book(name)
            if "%s/%s" % (name, step) in self.steps:
                return "%s/%s" % (name, step)
        raise AssertionError("no such step: " + step)

    def targets(self, path, choice):
        """Where a choice leads: steps, and the beginnings of what it opens."""
        book, role, _ = path.split("/")
        out = []
        for key in ("goto", "also"):
            to = choice.get(key) or []
            for step in [to] if isinstance(to, str) else to:
                if step != "end":
                    out.append(step if step.count("/") == 2 else
                               "%s/%s" % (book, step) if "/" in step else
                               "%s/%s/%s" % (book, role, step))
        for tell in choice.get("tells") or []:
            if isinstance(tell, dict) and "step" in tell:
                out.append("%s/%s/%s" % (book, tell["role"], tell["step"]))
        opens = choice.get("opens") or []
        for name in [opens] if isinstance(opens, str) else opens:
            name = name if isinstance(name, str) else name.get("playbook")
            if not (ROOT / "playbooks/incidents" / (name + ".en.yaml")).exists():
                continue
            self.book(name)
            for r in self.books[name]["roles"]:
                starts = r.get("start") or r["steps"][0]["id"]
                for start in [starts] if isinstance(starts, str) else starts:
                    out.append("%s/%s/%s" % (name, r["role"], start))
        return out

    def distance(self, froms, left):
        """Steps to the nearest one that is wanted and was not decided."""
        seen, edge, far = set(froms), list(froms), 0
        while edge:
            if any(path in left for path in edge):
                return far
            far, after = far + 1, []
            for path in edge:
                step = self.steps.get(path, {})
                ways = step.get("choices") or [{"goto": step.get("next", "end")}]
                for choice in ways:
                    for to in self.targets(path, choice):
                        if to not in seen:
                            seen.add(to)
                            after.append(to)
            edge = after
        return FAR

    def choose(self, path, offered):
        wanted = self.wanted.get(path)
        if wanted:
            return wanted
        left = {p for p in self.wanted if not self.done[p]}
        step = self.steps.get(path, {})
        ways = {c["id"]: c for c in step.get("choices", [])}
        known = [c for c in offered if not c["unknown"] and
                 (path, c["choice"]) not in self.never] or offered
        return min(known, key=lambda c: self.distance(
            self.targets(path, ways.get(c["choice"], {})), left))["choice"]

    def leads_nowhere(self, path):
        left = {p for p in self.wanted if not self.done[p]}
        return path not in left and self.distance([path], left) == FAR

    def turn(self):
        """One thing that is open; False: nothing is."""
        state = self.game.status()
        moved = False
        for role in state["roles"]:
            for row in role["inbox"]:
                words = {"approval": ["answer", row["id"], "yes"],
                         "task": ["take", row["id"]]}.get(row["type"])
                if words:
                    moved |= not self.game.attempt(*words, "-r", role["role"])
        for role in state["roles"]:
            for step in role["current"]:
                path = "%s/%s/%s" % (step["playbook"], role["role"],
                                     step["step"].split("/")[-1])
                if self.done[path] > 2 or self.leads_nowhere(path) or any(w["type"] == "approval"
                                              for w in step["waits"]):
                    continue
                self.done[path] += 1
                # What an answer before it took away is seen the next time.
                moved |= not self.game.attempt(
                    "decide", step["step"], self.choose(path, step["choices"]),
                    "-r", role["role"], "--playbook", step["playbook"],
                    "--reason", "expected", "--override", "robot")
        return moved or self.open_one()

    def open_one(self):
        """What an inject makes players open."""
        for path in self.wanted:
            name = path.split("/")[0]
            if not self.done[path] and name not in self.opened:
                self.opened.add(name)
                if not self.game.attempt("playbook", name, "-r", "it"):
                    return True
        return False

    def walk(self):
        for _ in range(TURNS):
            if not self.turn():
                return
        raise AssertionError("no end in %d turns" % TURNS)


def fact_value(fact):
    kind, first = FACTS.get(fact, ("text", None))
    return {"yes-no-unknown": "yes", "number": "3", "time": "-1m",
            "choice": first, "text": "known"}[kind]


def release(game, folder, document):
    text = pathlib.Path(folder) / "text.md"
    text.write_text("EXERCISE\n\nThe counter is closed today.\n\nEXERCISE\n")
    head = (ROOT / "playbooks/models" / (document + ".en.md")).read_text()
    role = read(head.split("---")[1]).get("approval")
    as_role = ["-i", game.id, "--by", "Robot", "--lang", "en"]
    game.call("document", "draft", document, str(text), "-r", "communications",
              *as_role)
    # Who asks a role that it has itself has said yes.
    if role:
        game.call("document", "ask", document, "-r", "communications", *as_role)
    if role and role != "communications":
        game.call("document", "approve", document, "-r", role, *as_role)
    game.call("document", "release", document, "-r", "communications",
              "--channel", "website", *as_role)


def do_rest(game, folder):
    """What is expected and is no step."""
    done = set()
    for inject, n, x in expectations(game.scenario):
        key = next(k for k in ("step", "fact", "deadline", "document", "contact",
                               "severity", "emergency-phase", "action") if k in x)
        if (key, x[key]) in done and key != "action":
            continue
        done.add((key, x[key]))
        if key == "fact":
            game.write("fact", x[key], fact_value(x[key]), "-r", "it")
        elif key == "deadline":
            game.write("deadline", x[key], "met", "-r", "management")
        elif key == "contact":
            game.write("call", x[key], "--outcome", "reached", "-r",
                       "management")
        elif key == "severity":
            game.write("severity", x[key], "-r", "management")
        elif key == "emergency-phase":
            game.write("emergency-phase", x[key], "--decided-by", "mayor", "-r",
                       "management")
        elif key == "document":
            release(game, folder, x[key])
        elif key == "action":
            game.write("exercise", "observe", "--about",
                       "%s/action-%d" % (inject, n), "--score", 3, "-r",
                       "facilitator")


# --- what must come of it

def named(row):
    return "%s %s %s%s: %s" % (row["inject"], row["kind"], row["target"],
                               " " + row["choice"] if row["choice"] else "",
                               row["verdict"])


def idle(scenario):
    with tempfile.TemporaryDirectory() as root:
        game = Game(root, scenario)
        game.send_all()
        rows = game.end()
    return [named(r) for r in rows if r["verdict"] !=
            ("kept" if r["never"] else
             "not-judged" if r["kind"] == "action" else "missed")]


def knowing(scenario):
    with tempfile.TemporaryDirectory() as root:
        game = Game(root, scenario)
        game.send_all()
        walker = Walker(game)
        walker.walk()
        do_rest(game, root)
        # Steps that depend on a fact come once it is known.
        walker.walk()
        rows = game.end()
    return [named(r) for r in rows if r["verdict"] !=
            ("kept" if r["never"] else "met")]


def attempt(job):
    robot, scenario = job
    try:
        return robot(scenario)
    except AssertionError as why:
        return [str(why)]


def main():
    names = sys.argv[1:] or sorted(
        p.name[:-len(".en.yaml")]
        for p in (ROOT / "playbooks/exercises").glob("*.en.yaml"))
    jobs = [(robot, load("exercises", name)) for name in names
            for robot in (idle, knowing)]
    failed = False
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for (robot, scenario), odd in zip(jobs, pool.map(attempt, jobs)):
            what = ("nothing done is nothing met" if robot is idle else
                    "the expected way meets everything")
            print("%s robot %s: %s" % ("not ok" if odd else "ok",
                                       scenario["id"], what), flush=True)
            for line in odd[:20]:
                print("    " + line)
            failed |= bool(odd)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

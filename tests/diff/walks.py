#!/usr/bin/env python3
"""The engine beside the reference, on random walks over random playbooks.

    walks.py [COUNT] [--from SEED]

Several stations act, meet now and then, and time passes.  At every step both
must decide the same entry, or both refuse with the same exit status, and show
the same status.  $DRAAIBOEK_REFERENCE is the reference; without it the test
is skipped.  README.md lists where the reference is not followed.
"""
import datetime
import hashlib
import importlib.util
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import zoneinfo

sys.dont_write_bytecode = True
from generate import Files, ROLES  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ENGINE = os.path.join(os.environ.get("BUILD", str(ROOT / "build/release")),
                      "tests/diff/engine")
ZONE = "Europe/Brussels"
HEADER = ("prev", "salt", "incident", "n", "id", "time")


class Difference(Exception):
    pass


def reference():
    path = os.environ.get("DRAAIBOEK_REFERENCE",
                          str(ROOT / "../shared/model/refmodel.py"))
    if not os.path.exists(path):
        print("skip walks: no reference at $DRAAIBOEK_REFERENCE")
        sys.exit(0)
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError as why:
        print("skip walks: the reference cannot be read: %s" % why)
        sys.exit(0)
    return module


def zone_changes():
    """Every change of clock of the zone, as the engine gets it."""
    zone, rows, last = zoneinfo.ZoneInfo(ZONE), [], None
    day = datetime.datetime(2025, 12, 1, tzinfo=datetime.timezone.utc)
    for _ in range(24 * 800):
        offset = int(day.astimezone(zone).utcoffset().total_seconds())
        if offset != last:
            rows.append([int(day.timestamp()) * 1000, offset])
            last = offset
        day += datetime.timedelta(hours=1)
    return rows


class Engine:
    """tests/diff/engine, asked one line at a time."""
    def __init__(self):
        self.process = subprocess.Popen([ENGINE], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def ask(self, **what):
        line = json.dumps(what) + "\n"
        try:
            self.process.stdin.write(line.encode())
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if not answer:
            raise Difference("the engine died (status %s) at %s"
                             % (self.process.wait(), line[:2000]))
        return json.loads(answer)

    def must(self, **what):
        answer = self.ask(**what)
        if "ok" not in answer:
            raise Difference("%s %s: %s" % (what.pop("do"), sorted(what)[0], answer))
        return answer["ok"]


def ms(ref, stamp):
    return round(ref.parse(stamp).timestamp() * 1000)


# ------------------------------------------------------------------ what is the same
def pruned(value):
    """No key without a value, also deep inside.                        README: 1"""
    if isinstance(value, dict):
        return {k: pruned(v) for k, v in value.items() if v not in (None, "", [])}
    if isinstance(value, list):
        return [pruned(v) for v in value]
    return value


def bare_entry(e):
    """An entry without what its writer adds.  A missing visit is visit 0."""
    e = {k: v for k, v in e.items() if k not in HEADER}
    if e["kind"] == "item":
        e.setdefault("visit", 0)
    e.pop("files", None)
    for o in e.get("opens", []):
        o.pop("files", None)
    return e


def same_entry(ours, theirs):
    ours, theirs = bare_entry(ours), bare_entry(pruned(json.loads(json.dumps(theirs))))
    for part in [theirs] + theirs.get("opens", []):      # README: 2
        for key in ("passed", "goto", "also", "enters", "steps"):
            if key in part:
                part[key] = [r for k, r in enumerate(part[key]) if r not in part[key][:k]]
    if ours["kind"] == "item" and ours["item"].startswith("action/"):
        for key in ("text", "to", "until", "tells"):
            ours.pop(key, None), theirs.pop(key, None)   # README: 3
    if ours["kind"] == "answer" and "reason" not in theirs:
        ours.pop("reason", None)                         # README: 4
    return ours == theirs, ours, theirs


def common_status(ours, theirs, approvals):
    """Both without what only one of them knows."""
    ours["incident"].pop("phase")
    for role in ours["roles"]:
        for key in ("holder", "acted", "actions", "decisions", "answers", "dropped"):
            role.pop(key)
    for key in ("heads", "registers", "unknowns", "ratify"):
        ours.pop(key), theirs.pop(key, None)
    theirs = json.loads(json.dumps(theirs))
    theirs["alerts"] = [a for a in theirs["alerts"]      # README: 5
                        if a["kind"] != "to-confirm" or a["ref"] in approvals]
    return ours, theirs


def first_difference(a, b, where="status"):
    if type(a) is not type(b) or not isinstance(a, (dict, list)):
        return None if a == b else "%s: %r, reference %r" % (where, a, b)
    if isinstance(a, dict):
        for key in sorted(set(a) | set(b)):
            if key not in a or key not in b:
                return "%s.%s: only %s has it: %s" % (
                    where, key, "the engine" if key in a else "the reference",
                    a.get(key, b.get(key)))
            found = first_difference(a[key], b[key], "%s.%s" % (where, key))
            if found:
                return found
        return None
    if len(a) != len(b):
        return "%s: %d rows %s, reference %d %s" % (where, len(a), a, len(b), b)
    for k, (x, y) in enumerate(zip(a, b)):
        found = first_difference(x, y, "%s[%d]" % (where, k))
        if found:
            return found
    return None


class Walk:
    def __init__(self, ref, engine, seed):
        self.ref, self.engine, self.seed = ref, engine, seed
        self.rng = random.Random(seed)
        self.files = Files(self.rng)
        self.now = "2026-03-27T22:30:00.000Z"
        self.names = ["a", "b", "c"][:1 + seed % 3]
        self.journals = {n: [] for n in self.names}
        self.view = {n: {m: 0 for m in self.names} for n in self.names}
        self.told = {n: {} for n in self.names}
        self.acts = self.refusals = 0
        self.lib = ref.Library(self.files.texts)
        engine.must(do="reset")
        for k, text in enumerate(self.files.texts):
            engine.must(do="load", file="file%d.yaml" % k, text=text)
        engine.must(do="settle")
        engine.must(do="zone", name=ZONE, changes=CHANGES)

    # ---- writing
    def write(self, n, entry):
        own, ref = self.journals[n], self.ref
        seen = [{"file": m, "n": k, "head": "0" * 64}
                for m, k in sorted(self.view[n].items())
                if m != n and k > self.told[n].get(m, 0)]
        head = hashlib.sha256((ref.line(own[-1]) + "\n").encode()).hexdigest() if own else "0" * 64
        full = {"prev": head, "salt": "%016x" % self.rng.getrandbits(64),
                "incident": "f" * 32, "n": len(own) + 1,
                "id": "%016x" % self.rng.getrandbits(64), "time": self.now}
        full.update({k: v for k, v in entry.items() if k not in HEADER})
        if seen:
            full["seen"] = seen
        self.told[n].update({w["file"]: w["n"] for w in seen})
        line = ref.line(full)
        form = self.engine.must(do="line", journal=n, line=line)
        if form != "canonical":
            raise Difference("%s: %s" % (form, line))
        own.append(json.loads(line))
        self.view[n][n] = len(own)

    def visible(self, n):
        return {m: self.journals[m][:k] for m, k in self.view[n].items()}

    def state(self, n):
        state = self.ref.fold(self.visible(n))
        self.engine.must(do="fold", view=[[m, k] for m, k in sorted(self.view[n].items())])
        return state

    def sync(self, n):
        self.view[n] = {m: len(self.journals[m]) for m in self.names}

    # ---- comparing
    def compare(self, state, journals):
        theirs = self.ref.status(state, self.lib, self.now, journals)
        ours = self.engine.ask(do="status", now=ms(self.ref, self.now))
        approvals = {e["of"] for j in journals.values() for e in j
                     if e["kind"] == "answer" and "step" in e}
        ours, theirs = common_status(ours, theirs, approvals)
        found = first_difference(ours, theirs)
        if found:
            raise Difference(found)
        return theirs

    def decide(self, state, action):
        """Both decide; the entry, or None where both refuse."""
        ref = self.ref
        theirs = refused = None
        try:
            theirs = self.reference_decides(state, action)
        except ref.Refused as r:
            refused = r
        ours = self.engine.ask(do="decide", now=ms(ref, self.now),
                               action=for_engine(action))
        if "line" in ours:
            entry = json.loads(ours["line"])
            if refused and "closed circle" in str(refused) and action["playbook"] in state["playbooks"]:
                return entry                             # README: 6
            if refused:
                raise Difference("only the reference refuses: %s" % refused)
            same, a, b = same_entry(entry, theirs)
            if not same:
                raise Difference(first_difference(a, b, "entry"))
            return entry
        if refused is None:
            if action.get("item", "").startswith("action/"):
                return None                              # README: 3
            raise Difference("only the engine refuses: %s, reference %s" % (ours, theirs))
        if ours["exit"] != refused.code:
            raise Difference("exit %d, reference %d (%s)"
                             % (ours["exit"], refused.code, refused))
        return None

    def reference_decides(self, state, action):
        ref = self.ref
        try:
            return ref.decide(state, self.lib, action, self.now)
        except ref.Refused as r:
            found = re.match(r".* is in (.*): say --playbook", str(r))
            paths = found.group(1).split(" and ") if found else []
            open_ = {p.split("/")[0] for p in paths if ref.is_open(state, p)}
            if len(open_) != 1 or len([p for p in paths if ref.is_open(state, p)]) != 1:
                raise
            return ref.decide(state, self.lib, dict(action, playbook=open_.pop()),
                              self.now)                  # README: 7

    # ---- walking
    def begin(self):
        n = self.names[0]
        self.write(n, {"kind": "open", "title": "Test", "mode": "live", "zone": ZONE})
        start = self.rng.choice([i for i in self.files.ids])
        entry = self.decide(self.state(n), {"act": "playbook", "playbook": start, "role": "it",
                                            "by": n})
        self.write(n, entry)
        for m in self.names:
            self.sync(m)

    def run(self, steps):
        self.begin()
        for _ in range(steps):
            n = self.rng.choice(self.names)
            if self.rng.random() < .3:
                self.now = self.ref.add(self.now, self.rng.choice(["1m", "7m", "31m", "2h", "3d"]), "UTC")
            if self.rng.random() < .25:
                self.sync(self.rng.choice(self.names))
            state = self.state(n)
            status = self.compare(state, self.visible(n))
            self.last = (n, None)
            action = Chooser(self, state, status).action()
            self.last = (n, action)
            entry = self.decide(state, action)
            self.refusals += entry is None
            self.acts += entry is not None
            if entry:
                self.write(n, entry)
                state = self.state(n)
                self.compare(state, self.visible(n))
        self.arrive_in_parts()

    def arrive_in_parts(self):
        """Files that have arrived half way, the same entry in two files, a forged circle."""
        for _ in range(3):
            part = {m: self.rng.randrange(len(j) + 1) for m, j in self.journals.items()}
            self.engine.must(do="fold", view=[[m, k] for m, k in sorted(part.items())])
            journals = {m: self.journals[m][:k] for m, k in part.items()}
            self.compare(self.ref.fold(journals), journals)
        last = {m: j[-1] for m, j in self.journals.items() if j}
        name, entry = self.rng.choice(sorted(last.items()))
        again = dict({k: v for k, v in entry.items() if k != "seen"}, n=1,
                     seen=[{"file": "y", "n": 1, "head": "0" * 64}])
        other = dict({k: v for k, v in entry.items() if k != "seen"}, n=1, id="e" * 16,
                     seen=[{"file": "z", "n": 1, "head": "0" * 64}])
        for m, e in (("z", again), ("y", other)):
            self.engine.must(do="line", journal=m, line=self.ref.line(e))
        journals = dict(self.journals, z=[again], y=[other])
        self.engine.must(do="fold", view=[[m, len(j)] for m, j in sorted(journals.items())])
        self.compare(self.ref.fold(journals), journals)


def for_engine(action):
    """The words of the reference's action in those of the engine's."""
    a = dict(action)
    if a["act"] == "deadline":
        a["deadline-act"] = a.pop("to")
    elif a["act"] == "title":
        a["text"] = a.pop("title")
    elif a["act"] == "correct":
        a["id"] = a.pop("of")
    elif a["act"] == "emergency-phase" and "decided_by" in a:
        a["decided-by"] = a.pop("decided_by")
    return a


class Chooser:
    """One random act that a person might try, sensible or not."""
    def __init__(self, walk, state, status):
        self.walk, self.state, self.status = walk, state, status
        self.rng, self.files = walk.rng, walk.files
        roles = status["roles"] or [{"role": "it", "inbox": [], "current": []}]
        waiting = [r for r in roles if [b for b in r["inbox"] if b["type"] != "task"]]
        self.role = self.rng.choice(waiting if waiting and self.maybe(.4) else roles)

    def maybe(self, chance):
        return self.rng.random() < chance

    def action(self):
        a = self.choose()
        a.setdefault("role", self.role["role"])
        a.setdefault("by", "somebody")
        if self.maybe(.08):
            a["at"] = self.walk.ref.add(self.walk.now, "-%dm" % self.rng.randint(1, 90), "UTC")
        if self.maybe(.08) and a["act"] != "answer":
            a["via"] = self.rng.choice(["phone", "in-person", "paper"])
        if self.maybe(.05):
            a["typed"] = "clerk"
        return a

    def choose(self):
        x = self.rng.random()
        if not self.state["open"] and x < .6:
            return {"act": "open-again"}
        if x < .4:
            return self.rng.choice(self.others())()
        if self.role["inbox"] and x < .6:
            return self.inbox()
        return self.work()

    def others(self):
        rows = [self.fact] * 5 + [self.reopen] * 3 + [self.deadline] * 2 + [
            self.playbook, self.message, self.plain, self.withdraw, self.improvised,
            self.strange, self.anywhere]
        return rows + [self.close] if self.maybe(.3) else rows

    def fact(self):
        fact = self.rng.choice(list(self.files.facts) + ["yn0", "yn1", "yn2", "colour"] * 3)
        a = {"act": "fact", "fact": fact, "value": self.files.value(fact)}
        if fact in ("t0", "t1") and self.maybe(.5):
            a["value"] = self.walk.now
        if self.maybe(.3):
            a["source"] = self.rng.choice(["soc", "police"])
        if self.maybe(.3):
            a["certainty"] = self.rng.choice(["seen", "told", "assumed"])
        return a

    def reopen(self):
        ref = self.walk.ref
        paths = [p for p in self.state["answers"]
                 if ref.standing(self.state, p, ref.number(self.state, p))]
        if paths and self.maybe(.8):
            p = self.rng.choice(paths).split("/")
        else:
            p = self.rng.choice(list(self.files.steps))
        a = {"role": p[1], "act": "reopen", "step": p[2], "playbook": p[0]}
        return dict(a, reason="again") if self.maybe(.5) else a

    def deadline(self):
        listed = [d["deadline"] for d in self.status["deadlines"]]
        a = {"act": "deadline", "deadline": self.rng.choice(listed + self.files.deadlines),
             "to": self.rng.choice(["start", "met", "first-sent", "first-sent",
                                    "not-applicable", "correct"])}
        if self.maybe(.8):
            a["reason"] = "because"
        if self.maybe(.6):
            a["at"] = self.walk.now
        return dict(a, proof="mail 12") if self.maybe(.3) else a

    def playbook(self):
        a = {"act": "playbook", "playbook": self.rng.choice(self.files.ids)}
        if self.maybe(.35):
            a["stop"] = True
            if self.maybe(.8):
                a["reason"] = "wrong one"
        return a

    def message(self):
        return {"act": self.rng.choice(["tell", "ask"]), "to": self.rng.choice(ROLES),
                "text": "please look"}

    def plain(self):
        return self.rng.choice([
            {"act": "note", "text": "caf\u00e9 \u20ac \U0001f600 \"q\" \\ \x7f"},
            {"act": "severity", "severity": self.rng.randrange(-1, 6)},
            {"act": "join"}, {"act": "leave"}, {"act": "handover", "to": "somebody"},
            {"act": "title", "title": "Another title"},
            {"act": "call", "contact": "insurer", "outcome": "voicemail", "ref": "12"},
            {"act": "emergency-phase", "phase": "municipal", "decided_by": "mayor"}])

    def close(self):
        a = {"act": self.rng.choice(["close", "open-again", "open-again"])}
        return dict(a, override="enough") if self.maybe(.5) else a

    def withdraw(self):
        pending = self.state["pending"]
        open_ = [i for i, p in pending.items() if p["state"] == "open"]
        i = self.rng.choice(open_ or list(pending) or ["0" * 16])
        a = {"act": "withdraw", "id": i}
        if i in pending and self.maybe(.7):
            a["role"] = pending[i]["asker"]
        return a if i in pending or self.maybe(.2) else self.fact()

    def improvised(self):
        actions = [t for t in self.state["ticks"] if t.startswith("action/")]
        open_ = [i for i, d in self.state["decisions"].items() if d["chosen"] is None]
        if actions and self.maybe(.4):
            return {"act": "do", "item": self.rng.choice(actions), "reason": "r", "to": "it",
                    "until": self.walk.now,
                    "state": self.rng.choice(self.walk.ref.ITEM_STATES)}
        if open_ and self.maybe(.5):
            return {"act": "decision", "id": self.rng.choice(open_), "chosen": "left"}
        return self.rng.choice([
            {"act": "action", "text": "fetch coffee", "due": self.walk.now},
            {"act": "action", "text": "fetch tea", "to": "it"},
            {"act": "decision", "text": "left or right", "options": ["left", "right"]},
            {"act": "decision", "text": "now", "chosen": "yes", "reason": "no time"}])

    def strange(self):
        """What must be refused, by number or by name."""
        return self.rng.choice([
            {"act": "do", "item": "nowhere/x"}, {"act": "do", "item": "first/f0"},
            {"act": "do", "item": "0.1"}, {"act": "do", "item": "1.1"},
            {"act": "do", "item": "AL-M1.1"}, {"act": "do", "item": "I1.1"},
            {"act": "decide", "step": "1", "choice": "A"},
            {"act": "decide", "step": "s0", "choice": "nothing"},
            {"act": "decide", "step": "BE-I1", "choice": "c0"},
            {"act": "skip", "step": "2"}, {"act": "skip", "step": "2", "reason": "r"},
            {"act": "take", "id": "0" * 16}, {"act": "fact", "fact": "nothing", "value": "1"},
            {"act": "fact", "fact": "yn0", "value": "perhaps"},
            {"act": "deadline", "deadline": "nothing", "to": "met"},
            {"act": "playbook", "playbook": "nothing"}])

    def anywhere(self):
        """A step or item that need not be current: early, or late from paper."""
        p = self.rng.choice(list(self.files.steps))
        a = {"role": p[1], "playbook": p[0]}
        if self.files.steps[p] and self.maybe(.6):
            item = "i%d" % self.rng.randrange(self.files.steps[p])
            return self.tick(dict(a, item="%s/%s" % (p[2], item)))
        return dict(a, act="decide", step=p[2], choice="A", override="paper")

    def tick(self, a):
        a = dict(a, act="do", state=self.rng.choice(self.walk.ref.ITEM_STATES + ["done"] * 6))
        if self.maybe(.9):
            a.update(reason="r", to=self.rng.choice(ROLES + ["somebody"]),
                     until=self.walk.ref.add(self.walk.now, "5m", "UTC"))
        return a

    def inbox(self):
        row = self.rng.choice(self.role["inbox"])
        if row["type"] == "task" or self.maybe(.1):
            return {"act": "take", "id": row["id"]}
        a = {"act": "answer", "id": row["id"], "answer": self.rng.choice(["yes", "yes", "no", "fine"])}
        if self.maybe(.8):
            a["reason"] = "said so"
        if self.maybe(.4):
            a["via"] = "phone"
        return a

    def work(self):
        confirm = [i for i, r in self.state["confirm"].items() if i in self.state["pending"]]
        if confirm and self.maybe(.3):
            i = self.rng.choice(confirm)
            return {"act": "answer", "id": i, "answer": "yes",
                    "role": self.state["pending"][i]["approver"]}
        if not self.role["current"]:
            return self.fact()
        c = self.rng.choice(self.role["current"])
        a = {"playbook": c["playbook"]} if self.maybe(.8) else {}
        if c["items"] and self.maybe(.5):
            item = self.rng.choice(c["items"])
            return self.tick(dict(a, item=self.rng.choice([c["step"] + "/" + item["item"],
                                                           item["number"]])))
        if self.maybe(.1):
            return dict(a, act="skip", step=c["number"], reason="not now")
        choice = self.rng.choice(c["choices"])
        a.update(act="decide", step=self.rng.choice([c["step"], c["number"]]),
                 choice=self.rng.choice([choice["choice"], choice["letter"]]))
        if self.maybe(.6):
            a["reason"] = "because"
        if self.maybe(.55):
            a["override"] = "no time"
        if self.maybe(.1):
            a["advice"] = [{"role": "police", "advice": "against"}]
        return a


def main():
    words = sys.argv[1:]
    first = int(words[words.index("--from") + 1]) if "--from" in words else 0
    count = int(words[0]) if words and words[0].isdigit() else 40
    ref = reference()
    engine, bad = Engine(), 0
    acts = refusals = 0
    for seed in range(first, first + count):
        walk = Walk.__new__(Walk)
        walk.last = None
        try:
            walk.__init__(ref, engine, seed)
            walk.run(45)
        except Difference as why:
            print("not ok walk --from %d: %s\n  at %s" % (seed, why, walk.last))
            bad += 1
            if bad >= 10:
                break
            if engine.process.poll() is not None:
                engine = Engine()
            continue
        acts, refusals = acts + walk.acts, refusals + walk.refusals
        print("ok walk %d: %d acts, %d refused by both" % (seed, walk.acts, walk.refusals))
    engine.process.stdin.close()
    if engine.process.wait() != 0:
        print("not ok the engine ends with status %d" % engine.process.returncode)
        bad += 1
    print("%d acts, %d refusals, %d walks differ" % (acts, refusals, bad))
    return 1 if bad else 0


CHANGES = zone_changes()

if __name__ == "__main__":
    sys.exit(main())

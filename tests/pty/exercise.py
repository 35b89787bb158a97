#!/usr/bin/env python3
"""An exercise in tmux: who leads it, four players, two stations.

    exercise.py            all of it (make exercise)
    exercise.py short      its evaluation alone, by commands (make check)
    exercise.py look DIR   the same, and the terminals stay: tmux -S DIR/tmux

The whole scenario of a Friday night at speed 60, with rsync in a loop between
the stations: a pause, a branch, a hint, an inject that nobody wrote, and every
process killed once.  What draaiboek says came of it is compared with what this
file works out from the journals and the scenario by itself.
"""
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sync"))
import stations
import story
from story import Failed, Pane, report

PROGRAM = os.environ["DRAAIBOEK"]
ROOT = pathlib.Path(os.environ["ROOT"])
SCENARIO = "friday-night"
SPEED = 60
LIMIT = 20
story.PREFIX = "exercise: "

# name, columns, rows, TERM, language, more; then station and role
PANES = [
    (("lead", 120, 40, "xterm-256color", "en", {}), "a", "facilitator"),
    (("it", 80, 24, "screen-256color", "en", {}), "a", "it"),
    (("mgt", 80, 24, "linux", "nl", {"NO_COLOR": "1"}), "a", "management"),
    (("com", 80, 24, "xterm-256color", "nl", {}), "b", "communications"),
    (("npc", 40, 15, "vt100", "en", {}), "b", "emergency-planning"),
]


class Seat(Pane):
    """A terminal that can be killed, and taken again."""

    def __init__(self, folder, station, root, words):
        self.open(folder, station, root, words)

    def kill(self):
        pid = self.pid()
        end = os.pidfd_open(pid)
        os.kill(pid, signal.SIGKILL)
        story.select.select([end], [], [], LIMIT)
        os.close(end)

    def take_again(self):
        self.tmux("respawn-pane", "-k", "-t", self.name, self.command)
        self.listen()


class Stations:
    """Two folders, an exercise in one of them, and rsync between the two."""

    def __init__(self, folder):
        self.folder, self.panes, self.rounds = folder, {}, 0
        self.roots = {"a": folder / "a", "b": folder / "b"}
        for root in self.roots.values():
            root.mkdir()
        done = self.run("a", "exercise", "run", SCENARIO, "--no-ui",
                        "--facilitator", "--speed", str(SPEED), "--by", "Leader")
        self.id = done.stdout.strip()[:8]
        self.run("b", "list")
        self.carry()

    def run(self, where, *words):
        done = subprocess.run([PROGRAM, "-C", str(self.roots[where]), "--lang",
                               "en", *words], text=True, capture_output=True,
                              stdin=subprocess.DEVNULL)
        if done.returncode:
            raise Failed("%s: %s" % (" ".join(words), done.stderr))
        return done

    def carry(self):
        stations.rsync(self.roots["a"] / "exercises",
                       self.roots["b"] / "exercises")
        self.rounds += 1


class Stage(Stations):
    def __init__(self, folder):
        super().__init__(folder)
        self.over, self.wrong = threading.Event(), None
        for station, where, role in PANES:
            self.panes[station[0]] = Seat(
                folder, station, self.roots[where],
                ["exercise", "join", self.id, "-r", role, "--by",
                 role.capitalize()])
        self.thread = threading.Thread(target=self.loop)
        self.thread.start()

    def loop(self):
        try:
            while not self.over.wait(0.2):
                self.carry()
        except Exception as why:
            self.wrong = why

    def status(self, where="a"):
        return json.loads(self.run(where, "exercise", "status", self.id,
                                   "--facilitator", "--json").stdout)

    def until(self, what, *ready):
        """Asks again as often as the stations exchange what they have."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            s = self.status()
            if all(f(s) for f in ready):
                return s
            if self.wrong:
                raise Failed("rsync: %s" % self.wrong)
        raise Failed("never: " + what)


def stage_of(s, inject):
    return next(x["stage"] for x in s["injects"] if x["id"] == inject)


# --- what the five do

class Play(Stage):
    def send_due(self):
        lead, sent = self.panes["lead"], 0
        for x in self.status()["injects"]:
            if x["stage"] != "due":
                continue
            lead.pick(x["title"][:22])
            lead.keys("Enter")
            self.until("%s is sent" % x["id"],
                       lambda s: stage_of(s, x["id"]) == "sent")
            sent += 1
        return sent

    def play_until(self, elapsed, done=lambda s: False):
        while True:
            s = self.status()
            if s["elapsed"] >= elapsed or done(s):
                return s
            self.send_due()

    def choose(self, pane, title, letter, reason):
        """A decision over open items, with the reason that it asks for."""
        head = re.compile(r"^ \d+  %s" % re.escape(title), re.M)
        for _ in range(12):
            pane.forget_output()
            if head.search(pane.screen()):
                break
            pane.keys("s")
            story.select.select([pane.fd], [], [], 1)
        else:
            raise Failed("%s: no step \"%s\"" % (pane.name, title))
        pane.keys(letter, "Enter")
        pane.wait(reason[0])
        pane.type(reason[1])
        pane.keys("Enter")

    def pick_up(self, pane, word):
        pane.keys("s", "w")
        pane.wait(word)
        pane.keys("Enter")

    def begin(self):
        for pane in self.panes.values():
            pane.wait("EXERCISE" if pane.command.find("'nl'") < 0 else
                      "OEFENING")
        lead = self.panes["lead"]
        lead.wait("PAUSED: z goes on")
        lead.keys("z")
        self.until("the clock runs", lambda s: s["running"])

    def act(self):
        p = self.panes
        self.send_due()
        p["it"].wait("The phone rings")
        self.pick_up(p["it"], "Pick up")
        p["it"].wait("printer keeps printing")
        p["it"].keys("q")
        self.hint()
        self.choose(p["it"], "Establish what", "A", ("reason", "The note is on paper"))
        p["it"].wait("STEP 1 COMPLETE")
        self.pause()
        # A branch: who isolates is spared the second wave.
        self.choose(p["it"], "Isolate the", "A", ("reason", "Cables are out"))
        p["it"].wait("STEP 2 COMPLETE")
        self.play_until(16 * 60)
        p["mgt"].wait("De telefoon gaat")
        self.choose(p["mgt"], "Eerst mensen", "B", ("reden", "Lijsten zijn op papier"))
        p["mgt"].wait("STAP 1 KLAAR")
        self.improvise()
        self.killed()
        self.play_until(120 * 60)
        self.until("the second wave did not come",
                   lambda s: stage_of(s, "spreads") == "passed",
                   lambda s: stage_of(s, "double-dose") == "passed",
                   lambda s: stage_of(s, "silence") == "sent")

    def pause(self):
        lead = self.panes["lead"]
        lead.keys("z")
        s = self.until("the clock stands still", lambda s: not s["running"])
        lead.wait("PAUSED: z goes on")
        self.panes["it"].wait("PAUSED")
        report("no minute goes by in a pause",
               self.status()["elapsed"] == s["elapsed"])
        lead.keys("z")
        self.until("it goes on", lambda s: s["running"])

    def hint(self):
        lead = self.panes["lead"]
        lead.keys("Home")
        lead.pick("The medication program")
        lead.keys("x")
        lead.wait("Give the players its hint")
        lead.pick("Give the players its hint")
        lead.keys("Enter")
        lead.wait("Saved")

    def improvise(self):
        lead = self.panes["lead"]
        lead.keys("x", "End", "Enter")
        lead.wait("Improvise: send")
        lead.keys("Enter")
        lead.wait("What the players hear or read")
        lead.type("The bishop calls")
        lead.keys("Enter")
        self.until("it is there", lambda s: any(
            x["title"] == "The bishop calls" for x in s["injects"]))
        self.panes["npc"].wait("The phone rings")

    def killed(self):
        """Each of the five, while the exercise goes on."""
        for name, pane in self.panes.items():
            before = self.status()
            began = time.monotonic()
            pane.kill()
            pane.take_again()
            pane.wait("OEFENING" if "'nl'" in pane.command else "EXERCISE")
            gone = time.monotonic() - began
            after = self.status()
            ran = after["elapsed"] - before["elapsed"]
            report("%s was killed, and the clock went on rightly" % name,
                   after["running"] and after["speed"] == SPEED and
                   gone * SPEED - 1 <= ran <= (gone + 3) * SPEED,
                   "%s s, %s s of the scenario" % (gone, ran))
            self.send_due()

    def end_it(self):
        lead = self.panes["lead"]
        lead.keys("x", "End", "Enter")
        lead.wait("End the exercise")
        lead.pick("End the exercise")
        lead.keys("Enter")
        lead.wait("In a line")
        lead.type("Played to the end")
        lead.keys("Enter")
        lead.wait("WHAT CAME OF IT")
        for name in ("it", "com"):
            self.panes[name].wait("OEFENING, VOORBIJ" if name == "com" else
                                  "EXERCISE, OVER")

    def leave(self):
        self.over.set()
        self.thread.join()
        panes = list(self.panes.values())
        pids = [pane.pid() for pane in panes]
        pids.append(int(panes[0].tmux("display", "-p", "#{pid}")))
        for pid in pids:
            try:
                end = os.pidfd_open(pid)
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
            story.select.select([end], [], [], LIMIT)
            os.close(end)


# --- worked out here, from the journals and the scenario alone

def ms(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round(moment.timestamp() * 1000)


def minutes(text):
    unit = {"m": 1, "h": 60, "d": 1440}
    return int(text[:-1]) * unit[text[-1]] * 60000 if text else 0


class Evaluation:
    def __init__(self, journals, scenario):
        lines = {}
        for path in journals:
            for line in path.read_text().splitlines():
                record = json.loads(line)
                lines.setdefault(record["id"], record)
        self.log = sorted(lines.values(), key=lambda r: r["time"])
        self.scenario = scenario
        self.sent = {}
        self.spans = []
        for r in self.log:
            if r["kind"] == "pause":
                self.clock(r)
        closed = [r for r in self.log if r["kind"] == "close"]
        self.over = bool(closed)
        self.end = ms(closed[-1]["time"]) if closed else None
        for r in self.log:
            if r["kind"] == "inject" and r["act"] == "release":
                self.sent.setdefault(r["inject"], self.elapsed(r))

    def clock(self, r):
        """(real, elapsed, shown, speed) from that line on."""
        real = ms(r["time"])
        before = self.spans[-1] if self.spans else None
        at = before[1] + (real - before[0]) * before[3] if before else 0
        shown = before[2] + (real - before[0]) * before[3] if before else None
        if "scenario" in r:
            at += ms(r["scenario"]) - shown if before else 0
            shown = ms(r["scenario"])
        self.speed = r.get("speed", getattr(self, "speed", 1))
        self.spans.append((real, at, shown,
                           self.speed if r["act"] == "resume" else 0))

    def elapsed(self, r):
        real = ms(r.get("at", r["time"]))
        span = [s for s in self.spans if s[0] <= real][-1:] or self.spans[:1]
        return span[0][1] + max(0, real - span[0][0]) * span[0][3]

    def happened(self, r):
        return ms(r.get("at", r["time"]))

    def was_in_time(self, r):
        """A station that was cut off may go on after the end."""
        return self.end is None or self.happened(r) <= self.end

    def path_is(self, path, wanted):
        return path == wanted or any(path == "%s/%s" % (p, wanted)
                                     for p in self.scenario["playbooks"])

    def meets(self, r, x):
        known = [(s["fact"], s["value"]) for s in r.get("sets", [])]
        if r["kind"] == "fact":
            known.append((r["fact"], r.get("value")))
        if "step" in x:
            decided = r["kind"] == "decide" or (r["kind"] == "answer" and
                                                r.get("answer") == "yes")
            return (decided and self.path_is(r.get("step", ""), x["step"]) and
                    x.get("choice") in (None, r.get("choice")))
        if "fact" in x:
            return any(f == x["fact"] and v not in (None, "unknown")
                       for f, v in known)
        if "deadline" in x:
            return x["deadline"] in r.get("meets", []) or (
                r["kind"] == "deadline" and r["deadline"] == x["deadline"] and
                r["act"] in ("met", "first-sent"))
        if "document" in x:
            return (r["kind"] == "document" and r["act"] == "release" and
                    r["document"].split(".")[0] == x["document"])
        if "contact" in x:
            return r["kind"] == "contact" and r["contact"] == x["contact"]
        if "severity" in x:
            return r.get("severity", -1) >= int(x["severity"])
        if "emergency-phase" in x:
            return (r["kind"] == "emergency-phase" and
                    r["phase"] == x["emergency-phase"])
        return False

    def verdict(self, inject, x, never):
        first = min((r for r in self.log if self.meets(r, x) and
                     self.was_in_time(r)), key=self.happened, default=None)
        if never:
            return "broken" if first else "kept" if self.over else "open"
        if inject["id"] not in self.sent or "action" in x:
            return "not-judged"
        if not first:
            return "missed" if self.over else "open"
        within = minutes(x.get("within"))
        after = max(0, self.elapsed(first) - self.sent[inject["id"]])
        return "late" if within and after > within else "met"

    def rows(self):
        for inject in self.scenario["injects"]:
            for never in (False, True):
                for x in inject.get("never" if never else "expects", []):
                    kind = next(k for k in ("step", "fact", "deadline",
                                            "document", "contact", "action",
                                            "severity", "emergency-phase")
                                if k in x)
                    yield (inject["id"], kind, str(x[kind]), x.get("choice"),
                           never, self.verdict(inject, x, never))


def judge(play):
    play.carry()
    said = {}
    for where in ("a", "b"):
        d = json.loads(play.run(where, "exercise", "debrief", play.id,
                                "--json").stdout)
        said[where] = [(r["inject"], r["kind"], r["target"], r["choice"],
                        r["never"], r["verdict"]) for r in d["expected"]]
        play.run(where, "verify", play.id)
    report("both stations say the same", said["a"] == said["b"])
    folder = next((play.roots["a"] / "exercises").iterdir())
    scenario = yaml.load(
        (ROOT / "playbooks/exercises" / (SCENARIO + ".en.yaml")).read_text(),
        Loader=yaml.BaseLoader)
    own = list(Evaluation(folder.glob("*.jsonl"), scenario).rows())
    differ = [pair for pair in zip(said["a"], own) if pair[0] != pair[1]]
    report("%d expectations are judged as the journals tell" % len(own),
           said["a"] == own, differ[:5])
    verdicts = {row[-1] for row in own}
    report("some are met, some missed, and what must not happen did not",
           {"met", "missed", "kept"} <= verdicts, verdicts)
    report("rsync went %d times between the stations" % play.rounds,
           play.rounds > 5)
    journals = {p.name for p in folder.glob("*.jsonl")}
    print("# %d journals, %d sights of a screen" % (
        len(journals), sum(p.words for p in play.panes.values())))
    return dict(((row[0], row[2]), row[-1]) for row in own)


def perform(folder, stay):
    began = time.monotonic()
    play = Play(folder)
    try:
        play.begin()
        play.act()
        play.end_it()
        report("it was played to the end", True)
    except Failed as why:
        for pane in play.panes.values():
            print("# --- %s\n# %s" % (pane.name,
                                      pane.screen().replace("\n", "\n# ")))
        report("it was played to the end", False, why)
    finally:
        if not stay:
            play.leave()
        else:
            play.over.set()
            play.thread.join()
    if not story.failed:
        judge(play)
    print("# %.0f s" % (time.monotonic() - began))


def evening(play):
    """Two stations by turns: in time, late, after a jump, and from paper."""
    def lead(*words):
        play.run("a", "exercise", *words, "-i", play.id, "--by", "Leader")

    def decide(where, role, step, choice, *more):
        play.run(where, "decide", step, choice, "-r", role, "-i", play.id,
                 "--by", role, "--reason", "as agreed", "--override", "played",
                 "--playbook", "ransomware", *more)
        play.carry()

    lead("clock", "resume", "--speed", "1")
    lead("send", "night-nurse")
    lead("hint", "night-nurse")
    play.carry()
    play.run("b", "exercise", "hear", "night-nurse", "-r", "it", "-i", play.id,
             "--by", "it")
    decide("b", "it", "establish", "confirmed")
    lead("clock", "resume", "--start-at", "22:50", "--speed", "60")
    lead("send")
    lead("clock", "pause")
    play.carry()
    play.run("b", "fact", "affected-systems", "forty", "-r", "it", "-i",
             play.id, "--by", "it", "--at", "22:41", "--via", "paper")
    lead("improvise", "The bishop calls", "--to", "emergency-planning",
         "--channel", "phone")
    lead("clock", "resume", "--start-at", "23:50", "--speed", "1")
    play.carry()
    decide("b", "it", "isolate", "stopped")
    decide("a", "management", "care", "on-paper")
    lead("send")
    play.run("b", "fact", "care-home-hit", "yes", "-r", "it", "-i", play.id,
             "--by", "it")
    play.carry()
    play.run("a", "fact", "care-home-hit", "yes", "-r", "it", "-i", play.id,
             "--by", "it", "--at", "23:00", "--via", "paper")
    lead("end")
    # This station did not hear of the end.
    play.run("b", "fact", "others-hit", "yes", "-r", "it", "-i", play.id,
             "--by", "it")


def apart():
    """A station whose clock is three minutes behind is told of."""
    if not shutil.which("faketime"):
        print("skip exercise: clocks apart: there is no faketime")
        return
    with tempfile.TemporaryDirectory() as name:
        play = Stations(pathlib.Path(name))
        play.run("a", "exercise", "clock", "resume", "-i", play.id, "--by",
                 "Leader")
        play.carry()
        words = ["-C", str(play.roots["b"]), "--lang", "en", "fact",
                 "others-hit", "yes", "-r", "it", "-i", play.id, "--by", "it"]
        late = subprocess.run(
            ["faketime", "-f", "-3m", PROGRAM, *words], text=True,
            capture_output=True, stdin=subprocess.DEVNULL,
            env=dict(os.environ, FAKETIME_DONT_FAKE_MONOTONIC="1",
                     # What is loaded before the sanitizers' library.
                     ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") +
                     ":detect_leaks=0:verify_asan_link_order=0"))
        report("who is behind is told at once",
               late.returncode == 0 and "not come yet" in late.stderr, late)
        play.carry()
        for words in (["exercise", "status", play.id],
                      ["exercise", "debrief", play.id, "--facilitator"],
                      ["report", "after-action", play.id, "-r", "facilitator"]):
            said = play.run("a", *words).stdout
            report("%s says that clocks are apart" % " ".join(words[:2]),
                   re.search(r"! The stations' clocks were 1[78]\d seconds "
                             r"apart", said), said[:500])
        play.run("a", "exercise", "end", "-i", play.id, "--by", "Leader")


def short():
    with tempfile.TemporaryDirectory() as name:
        play = Stations(pathlib.Path(name))
        evening(play)
        verdicts = judge(play)
        report("what came after the jump is late, what paper tells is in time",
               verdicts["monitor", "ransomware/it/isolate"] == "late" and
               verdicts["monitor", "affected-systems"] == "met", verdicts)
        report("what paper tells last counts when it happened, and nothing "
               "after the end",
               verdicts["no-list", "care-home-hit"] == "met" and
               verdicts["neighbour", "others-hit"] == "missed", verdicts)


def main():
    for tool in ("tmux", "rsync") if sys.argv[1:2] != ["short"] else ("rsync",):
        if not shutil.which(tool):
            print("skip exercise: there is no %s" % tool)
            return 0
    if sys.argv[1:2] == ["short"]:
        short()
        apart()
    elif sys.argv[1:2] == ["look"]:
        folder = pathlib.Path(sys.argv[2])
        folder.mkdir()
        perform(folder, True)
    else:
        with tempfile.TemporaryDirectory() as name:
            perform(pathlib.Path(name), False)
    return 1 if story.failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""One night, four terminals, four roles, two languages: story.play in tmux.

    story.py            all of it (make story)
    story.py short      up to the line `short` (in make check)
    story.py look DIR   the same as all, and the terminals stay: tmux -S DIR/tmux

Every terminal is a station with folders of its own on one shared folder of
incidents.  Lines of the play, one act each:

    PANE keys KEY...    what is pressed, by tmux's names
    PANE type TEXT      what is typed
    PANE pick TEXT      goes down to the line with these words
    PANE see TEXT       waits for the words on that screen; all: on every screen
    PANE lost TEXT      waits until they are gone
    logged TEXT         stands in the merged timeline, behind the one before
    act TITLE           a part of the night
    short               the short part ends here

Nothing sleeps: a pane's output goes into a pipe, and whoever waits looks at
the screen again when there is more of it.
"""
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["DRAAIBOEK"]
PLAY = pathlib.Path(__file__).with_name("story.play")
PREFIX = "story: "
# What vouches for the log is another thing on each station.
VOUCHED = re.compile(r"(?:Verify|Nagekeken):\s(?!BROKEN|GEBROKEN)[^.]*\.\s*")
# … and so may be the minute in which it was asked.
ASKED = re.compile(r"(?:as of|toestand op) .*")
LIMIT = 20  # seconds after which a wait has failed

# name, columns, rows, TERM, language, more of its environment
STATIONS = [
    ("it", 80, 24, "screen-256color", "nl", {}),
    ("mgt", 120, 40, "xterm-256color", "nl", {}),
    ("com", 80, 24, "linux", "en", {"NO_COLOR": "1"}),
    ("npc", 40, 15, "vt100", "en", {}),
]


ORGANISATION = """draaiboek: 1
kind: organisation
name: Voorbeeldegem
language: nl
region: be-vlg
body: municipality
nis2: unknown
care-home: yes
ot: unknown
police-link: no
people:
  - id: mayor
    role: management
    function: burgemeester
    name: burgemeester
    phone: 09 000 00 01
    deputy: first-alderman
  - id: first-alderman
    function: eerste schepen
    name: eerste schepen
    phone: 09 000 00 03
  - id: general-director
    role: management
    function: algemeen directeur
    name: algemeen directeur
    phone: 09 000 00 02
  - id: it-duty
    role: it
    function: IT-wacht
    name: IT-wacht
    phone: 09 000 00 04
services:
  - id: civil-registry
    name: Burgerzaken
    owner: hoofd burgerzaken
    maximum-outage: 1 dag
    paper-procedure: De rode map aan het loket
  - id: library
    name: Bibliotheek
    owner: bibliothecaris
    maximum-outage: 1 week
"""


class Failed(Exception):
    pass


class Pane:
    """One terminal of the tmux server, and the program in it."""

    def __init__(self, folder, station, share):
        root = folder / station[0]
        root.mkdir()
        (root / "incidents").symlink_to(share)
        (root / "playbooks").mkdir()
        (root / "playbooks" / "organisation.yaml").write_text(ORGANISATION)
        self.open(folder, station, root, [])

    def open(self, folder, station, root, words):
        """A terminal of its own; the program in it on that root."""
        self.name, columns, rows, term, language, more = station
        self.socket, self.words, self.last = str(folder / "tmux"), 0, None
        pipe = folder / (self.name + ".out")
        os.mkfifo(pipe)
        self.pipe = pipe
        self.fd = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        shown = {"TERM": term, "LC_ALL": "C.UTF-8", "TZ": "Europe/Brussels",
                 "HOME": str(root), "PATH": os.environ["PATH"], **more}
        command = ["env", "-i", *("%s=%s" % pair for pair in shown.items()),
                   PROGRAM, "-C", str(root), "--lang", language, *words]
        # It begins once its output is heard, so that nothing is missed.
        self.command = "read go; exec " + " ".join("'%s'" % w for w in command)
        self.tmux("new-session", "-d", "-s", self.name, "-x", str(columns),
                  "-y", str(rows + 1), self.command)
        self.tmux("set", "-g", "status", "off")
        self.tmux("set", "-g", "remain-on-exit", "on")
        self.tmux("resize-window", "-t", self.name, "-x", str(columns), "-y",
                  str(rows))
        self.listen()

    def listen(self):
        self.tmux("pipe-pane", "-t", self.name, "exec cat >'%s'" % self.pipe)
        self.last = None
        self.keys("Enter")

    def tmux(self, *words):
        done = subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null",
                               *words], capture_output=True, text=True)
        if done.returncode:
            raise Failed("tmux %s: %s" % (words[0], done.stderr.strip()))
        return done.stdout

    def keys(self, *keys):
        """Of a key that comes again at once the program thinks that it is held
        down: somebody who looks first presses another one between."""
        pressed = []
        for key in keys:
            if key == self.last and key in ("Space", "Enter"):
                pressed.append("C-l")
            pressed.append(key)
            self.last = key
        self.tmux("send-keys", "-t", self.name, *pressed)

    def type(self, text):
        self.last = None
        self.tmux("send-keys", "-t", self.name, "-l", "--", text)

    def screen(self):
        return self.tmux("capture-pane", "-p", "-t", self.name)

    def wait(self, text, there=True):
        """Until the words are there, or gone, wherever lines were broken."""
        end = time.monotonic() + LIMIT
        while True:
            self.forget_output()
            if (text in " ".join(self.screen().split())) == there:
                self.words += 1
                return
            left = end - time.monotonic()
            if left <= 0:
                raise Failed("%s: \"%s\" does not %s" % (
                    self.name, text, "come" if there else "go"))
            select.select([self.fd], [], [], left)

    def pick(self, text):
        """Moves the mark down to the line that has the words."""
        for pressed in range(60):
            marked = [line for line in self.screen().splitlines()
                      if line.lstrip().startswith("> ")]
            if any(text in line for line in marked):
                return
            self.forget_output()
            self.keys("Down" if pressed else "Home")
            select.select([self.fd], [], [], 1)
        raise Failed("%s: no line \"%s\" to go to" % (self.name, text))

    def forget_output(self):
        try:
            while os.read(self.fd, 65536):
                pass
        except BlockingIOError:
            pass

    def pid(self):
        return int(self.tmux("display", "-p", "-t", self.name, "#{pane_pid}"))


class Play:
    def __init__(self, folder):
        self.folder, self.panes, self.beads = folder, {}, []
        self.acts = self.line = 0
        share = folder / "share" / "incidents"
        share.mkdir(parents=True)
        (folder / "note.jpg").write_bytes(b"a photo of the ransom note")
        for station in STATIONS:
            self.panes[station[0]] = Pane(folder, station, share)

    def run(self, lines, short):
        for self.line, line in enumerate(lines, 1):
            words = line.split(maxsplit=2)
            if not words or words[0].startswith("#"):
                continue
            if words[0] == "act":
                print("# %s" % line[4:])
            elif words[0] == "logged":
                self.beads.append(line.split(maxsplit=1)[1])
            elif words[0] != "short":
                self.one(*words)
            elif short:
                return

    def one(self, who, verb, rest):
        panes = self.panes.values() if who == "all" else [self.panes[who]]
        for pane in panes:
            if verb == "keys":
                pane.keys(*rest.split())
                self.acts += 1
            elif verb == "type":
                pane.type(rest.replace("{folder}", str(self.folder)))
                self.acts += 1
            elif verb == "pick":
                pane.pick(rest)
            elif verb in ("see", "lost"):
                pane.wait(rest, verb == "see")
            else:
                raise Failed("there is no verb \"%s\"" % verb)
    def end(self):
        """Ends the server and the four programs by their ids, and waits."""
        panes = list(self.panes.values())
        pids = [pane.pid() for pane in panes]
        pids.append(int(panes[0].tmux("display", "-p", "#{pid}")))
        ends = []
        for pid in pids:
            try:
                ends.append(os.pidfd_open(pid))
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
        for end in ends:
            select.select([end], [], [], LIMIT)
            os.close(end)

    def run_command(self, station, *words):
        root = self.folder / station
        return subprocess.run([PROGRAM, "-C", str(root), *words], text=True,
                              capture_output=True, stdin=subprocess.DEVNULL)

    def tell(self, seconds):
        """Whether it is one story: proven, whole and in order everywhere."""
        reports = {}
        for station, *_, language, _ in STATIONS:
            done = self.run_command(station, "verify")
            report("%s: the log is proven" % station, done.returncode == 0,
                   done.stdout + done.stderr)
            done = self.run_command(station, "--lang", language, "report",
                                    "timeline", "--format=text")
            text = ASKED.sub("", VOUCHED.sub("", done.stdout), count=1)
            reports.setdefault(language, []).append(text)
        for language, texts in reports.items():
            report("one timeline in %s on both stations" % language,
                   texts[0] == texts[1] and len(texts[0]) > 200,
                   first_difference(*texts))
        english = " ".join(reports["en"][0].split())
        at, missing = 0, []
        for bead in self.beads:
            found = english.find(bead, at)
            if found < 0:
                missing.append(bead)
            else:
                at = found + len(bead)
        report("%d things stand in it, in the order of the night" %
               len(self.beads), self.beads and not missing,
               "%s\n%s" % (missing, reports["en"][0]))
        odd = [word for texts in reports.values() for word in
               re.findall(r"\b(?:ransomware|crisis)/\S+|%\d\b", texts[0])]
        report("no path or gap of the program in it", not odd, odd)
        entries = self.run_command("it", "log", "--json").stdout
        print("# %d acts, %d entries, %d sights of a screen, %.0f s" % (
            self.acts, len(entries.splitlines()),
            sum(pane.words for pane in self.panes.values()), seconds))


def first_difference(one, other):
    for a, b in zip(one.splitlines(), other.splitlines()):
        if a != b:
            return a + "\n" + b
    return "%d and %d characters" % (len(one), len(other))


def report(name, good, why=""):
    global failed
    print(("ok " if good else "not ok ") + PREFIX + name)
    if not good:
        failed = True
        print("# " + str(why)[-3000:].replace("\n", "\n# "))


failed = False


def show(play, why):
    print("# line %d: %s" % (play.line, why))
    for pane in play.panes.values():
        print("# --- " + pane.name)
        print("# " + pane.screen().replace("\n", "\n# "))
    report("it was played to the end", False, why)


def perform(folder, short, stay):
    play = Play(folder)
    began = time.monotonic()
    try:
        play.run(PLAY.read_text().splitlines(), short)
        report("it was played to the end", True)
        play.tell(time.monotonic() - began)
    except Failed as why:
        show(play, why)
    finally:
        if not stay:
            play.end()


def main():
    if not shutil.which("tmux"):
        print("skip story: there is no tmux")
        return 0
    if sys.argv[1:2] == ["look"]:
        folder = pathlib.Path(sys.argv[2])
        folder.mkdir()
        perform(folder, False, True)
    else:
        with tempfile.TemporaryDirectory() as name:
            perform(pathlib.Path(name), sys.argv[1:] == ["short"], False)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

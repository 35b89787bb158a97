#!/usr/bin/env python3
"""A disk that does not answer for half a minute, under both front ends.

A sync of the journal takes 30 s (slow.c).  The screen must go on being drawn,
say what it waits for, take keys, and offer to go on elsewhere; the entry must
be saved there within the time, and be in the union once.
"""
import hashlib
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["DRAAIBOEK"]
SHIM = os.path.join(os.environ["BUILD"], "tests/fault/slow.so")
SLOW_MS = 30000
failures = 0


def report(good, name, why=""):
    global failures
    failures += not good
    print("%s %s" % ("ok" if good else "not ok", name))
    if not good and why:
        print("    " + str(why).replace("\n", "\n    "))


class Place:
    """A root with one incident in it, and a disk that can be made to hang."""

    def __init__(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="hang-"))
        self.root = self.top / "root"
        self.flag = self.top / "hangs"
        self.other = self.top / "other"
        self.env = dict(
            os.environ, TERM="xterm", LC_ALL="C.UTF-8", LANG="en_GB.UTF-8",
            DRAAIBOEK_USER="An Peeters", LD_PRELOAD=SHIM,
            SLOW_PATH=str(self.root / "incidents"),
            SLOW_WHILE=str(self.flag), SLOW_MS=str(SLOW_MS),
            ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") +
            ":verify_asan_link_order=0:detect_leaks=0")
        done = self.run("start", "ransomware", "--title", "Hang", "--no-ui")
        assert done.returncode == 0, done.stderr
        self.id = done.stdout.split()[0]
        self.folder = next((self.root / "incidents").iterdir())

    def run(self, *words, **more):
        return subprocess.run(
            [PROGRAM, "-C", str(self.root), "--lang", "en", *words],
            capture_output=True, text=True, env=self.env, timeout=60, **more)

    def hang(self):
        self.flag.write_text("")

    def hung(self):
        return self.flag.stat().st_size if self.flag.exists() else 0

    def answer(self):
        self.flag.unlink(missing_ok=True)

    def lines(self, folder):
        out = []
        for file in sorted(folder.glob("*.jsonl")):
            whole = file.read_bytes().rpartition(b"\n")[0]
            out += [json.loads(x) for x in whole.split(b"\n") if x]
        return out

    def strays(self):
        home = {self.folder}
        return sorted(p.parent for p in self.top.rglob("*.jsonl")
                      if p.parent not in home)

    def end(self):
        shutil.rmtree(self.top, ignore_errors=True)


class Screen:
    """The program on a pty, and when it drew."""

    def __init__(self, place, *words):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(PROGRAM, [PROGRAM, "-C", str(place.root), "--lang", "en",
                                *words], place.env)
        import fcntl
        import struct
        import termios
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 24, 80, 0, 0))
        self.text = b""
        self.drawn = []
        self.ended = False

    def pump(self, seconds):
        end = time.monotonic() + seconds
        while not self.ended:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                return
            try:
                got = os.read(self.fd, 65536)
            except OSError:
                got = b""
            self.ended = not got
            self.text += got
            self.drawn.append(time.monotonic())

    def seen(self):
        """What was written since the last key, without its escapes."""
        plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>78]",
                       b" ", self.text).decode(errors="replace")
        return re.sub(r"\s+", " ", plain)

    def key(self, keys, seconds=0.4):
        self.text = b""
        os.write(self.fd, keys.encode())
        self.pump(seconds)

    def repaint(self):
        self.key("\f")
        return self.seen()

    def wait(self, text, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.ended:
            if text in self.seen():
                return True
            self.pump(0.1)
        return text in self.seen()

    def gap(self, since, until):
        """The longest time in it without anything drawn."""
        times = [since] + [t for t in self.drawn if since < t < until] + \
            [until]
        return max(b - a for a, b in zip(times, times[1:]))

    def leave(self):
        self.key("\x1b", 1.0)
        if not self.ended:
            os.kill(self.pid, signal.SIGTERM)
            self.pump(3)
        return os.waitpid(self.pid, 0)[1]


def union(place, folders):
    """Every entry of all folders by id, and whether verify holds in each."""
    ids = {}
    for folder in folders:
        for line in place.lines(folder):
            ids.setdefault(line["id"], []).append((folder, line))
    return ids


def writers(parent, name="draaiboek-write"):
    out = subprocess.run(["ps", "-eo", "pid,ppid,comm"], capture_output=True,
                         text=True).stdout
    rows = [x.split() for x in out.splitlines()]
    return [int(x[0]) for x in rows
            if x[1] == str(parent) and x[2] == name]


def run_still(pids):
    return [p for p in pids if os.path.exists("/proc/%d" % p)]


def curses_goes_on():
    place = Place()
    screen = Screen(place, "-r", "it", "resume", place.id)
    if not screen.wait("LIVE", 20):
        report(False, "the step screen comes", screen.seen())
        return
    screen.pump(0.5)
    before = len(place.lines(place.folder))
    place.hang()
    since = time.monotonic()
    screen.key(" ", 2.5)
    screen.pump(0.1)
    said = screen.wait("SAVING", 3)
    report(place.hung() > 0, "the sync of the journal hangs", place.hung())
    report(said, "the bar says that it is saving", screen.seen())
    screen.pump(1.2)
    text = screen.repaint()
    report("the disk does not answer" in text, "what it waits for is said",
           text)
    screen.key("?", 0.6)
    helps = screen.seen()
    screen.key("\x1b", 1.0)
    report(len(helps) > 200, "a key is answered meanwhile", helps)
    offered = screen.wait("THIS IS NOT SAVED YET", 12)
    screen.pump(0.2)
    text = screen.seen()
    until = time.monotonic()
    report(offered and "another disk" in text and "Wait" in text,
           "a few seconds later it offers to go on elsewhere", text)
    gap = screen.gap(since, until)
    print("    longest time without a drawn frame: %.2f s of %.1f s" %
          (gap, until - since))
    report(gap <= 1.0, "a frame is drawn at least every second", gap)

    screen.key("\x1b[B", 0.3)
    moved = time.monotonic()
    screen.key("\r", 0.1)
    saved = screen.wait("Saved ", 5)
    took = time.monotonic() - moved
    print("    saved elsewhere %.2f s after it was chosen" % took)
    report(saved and took <= 2, "it is saved in the folder of this machine",
           screen.seen())
    text = screen.repaint()
    report("written in" in text, "the screen says where it writes now", text)
    strays = place.strays()
    report(len(set(strays)) == 1, "one folder holds the journal", strays)
    kinds = [x["kind"] for x in place.lines(strays[0])] if strays else []
    report(kinds[:2] == ["journal", "failover"] and "item" in kinds,
           "behind a failover line", kinds)

    mine = writers(screen.pid)
    report(len(mine) == 2, "the process that hangs is left to itself", mine)
    screen.key("j ", 2.0)
    report(place.hung() <= 3, "nothing more goes to the disk that hangs",
           place.hung())
    screen.leave()
    place.answer()
    # The one that hung still ends what it was doing.
    end = time.monotonic() + SLOW_MS / 1000 + 5
    while time.monotonic() < end and \
            len(place.lines(place.folder)) == before:
        select.select([], [], [], 0.2)
    while time.monotonic() < end and run_still(mine):
        select.select([], [], [], 0.2)
    report(not run_still(mine), "both processes that wrote have ended", mine)
    ids = union(place, [place.folder] + strays[:1])
    items = {k: v for k, v in ids.items() if v[0][1]["kind"] == "item"}
    twice = [k for k, v in items.items() if len(v) == 2]
    report(len(twice) == 1, "the one that hung finished: the same id twice",
           {k: len(v) for k, v in items.items()})
    verify = place.run("verify", place.id)
    report(verify.returncode == 0 and "bring it home" in verify.stdout,
           "verify says where the journal is, and calls nothing gone",
           verify.stdout)
    for file in strays[0].glob("*.jsonl"):
        shutil.copy(file, place.folder)
    log = place.run("log", "-i", place.id, "--json")
    shown = [json.loads(x) for x in log.stdout.splitlines()
             if '"kind":"item"' in x.replace(" ", "")]
    told = [x.get("id") for x in shown]
    report(len(told) == len(set(told)) == len(items),
           "the union of the journals has each entry once",
           "%s %s\n%s" % (told, sorted(items), log.stderr))
    verify = place.run("verify", place.id)
    report(verify.returncode == 0, "verify holds", verify.stdout)
    place.end()


def curses_keeps_files_elsewhere():
    """Evidence and a seal go where the journal went, and come home with it."""
    place = Place()
    screen = Screen(place, "-r", "it", "resume", place.id)
    if not screen.wait("LIVE", 20):
        report(False, "files elsewhere: the step screen comes", screen.seen())
        return
    screen.pump(0.5)
    place.hang()
    screen.key(" ", 2.5)
    if not screen.wait("THIS IS NOT SAVED YET", 14):
        report(False, "files elsewhere: it offers to go on", screen.seen())
        return
    screen.key("\x1b[B", 0.3)
    screen.key("\r", 0.1)
    report(screen.wait("Saved ", 5), "files elsewhere: an entry is saved",
           screen.seen())
    image = place.top / "image"
    image.write_bytes(b"proof" * 1000)
    name = "sha256-" + hashlib.sha256(image.read_bytes()).hexdigest()
    hung = place.hung()
    screen.key("e", 0.6)
    for field in (str(image), "A log", "Copied"):
        screen.key(field + ("\r" if field == "Copied" else "\x1b[B"), 0.6)
    report(screen.wait("Saved ", 5) and place.hung() == hung,
           "a file is kept while the disk still hangs", screen.seen())
    screen.key(":seal\r", 0.6)
    sealed = screen.wait("Write these words", 5)
    report(sealed and place.hung() == hung, "and a seal is made",
           screen.seen())
    screen.leave()
    place.answer()
    away = place.strays()[0] if place.strays() else place.top
    kept = away / "evidence" / name
    report(kept.exists() and kept.read_bytes() == image.read_bytes() and
           not (place.folder / "evidence" / name).exists(),
           "its copy stands beside the journal that names it",
           list(away.rglob("*")))
    verify = place.run("verify", str(away))
    report(verify.returncode == 0 and name not in verify.stdout,
           "verify compares it there", verify.stdout + verify.stderr)
    kept.chmod(0o600)
    kept.write_bytes(b"bent")
    verify = place.run("verify", str(away))
    report(verify.returncode == 1 and name in verify.stdout,
           "and finds it changed there", verify.stdout + verify.stderr)
    kept.write_bytes(image.read_bytes())
    merge = place.run("merge", place.id, str(away))
    home = place.folder / "evidence" / name
    report(merge.returncode == 0 and home.exists() and
           home.read_bytes() == image.read_bytes() and
           len(list((place.folder / "seals").iterdir())) == 1,
           "merge brings the copy and the seal home",
           merge.stdout + merge.stderr)
    verify = place.run("evidence", "verify", "-i", place.id)
    report(verify.returncode == 0 and "good" in verify.stdout,
           "where it is compared too", verify.stdout + verify.stderr)
    place.end()


def curses_waits():
    """Who chooses to wait sees it saved when the disk answers."""
    place = Place()
    place.env["SLOW_MS"] = "8000"
    screen = Screen(place, "-r", "it", "resume", place.id)
    screen.wait("LIVE", 20)
    screen.pump(0.5)
    place.hang()
    screen.key(" ", 1)
    screen.wait("THIS IS NOT SAVED YET", 9)
    place.answer()
    screen.key("\r", 0.2)
    report(screen.wait("Saved ", 8), "who waits sees it saved in the end",
           screen.seen())
    report(not place.strays(), "and nothing stands elsewhere", place.strays())
    screen.leave()
    verify = place.run("verify", place.id)
    report(verify.returncode == 0, "verify holds after waiting", verify.stdout)
    place.end()


def writer_is_killed():
    """kill -9 of the process that writes: the entry goes to a new journal."""
    place = Place()
    screen = Screen(place, "-r", "it", "resume", place.id)
    screen.wait("LIVE", 20)
    screen.pump(0.5)
    screen.key(" ", 1)
    new = writers(screen.pid)
    report(len(new) == 1, "one process writes", new)
    for pid in new:
        os.kill(pid, signal.SIGKILL)
    screen.key("j ", 1.5)
    report(screen.wait("Saved ", 3), "the next entry is saved all the same",
           screen.seen())
    items = [x for x in place.lines(place.folder) if x["kind"] == "item"]
    report(len(items) == 2, "both entries are there", items)
    new = writers(screen.pid)
    os.kill(screen.pid, signal.SIGKILL)
    os.waitpid(screen.pid, 0)
    end = time.monotonic() + 5
    while time.monotonic() < end and run_still(new):
        select.select([], [], [], 0.1)
    report(new and not run_still(new),
           "the process that writes ends with the one that asked", new)
    verify = place.run("verify", place.id)
    report(verify.returncode == 0, "verify holds after the kills",
           verify.stdout)
    place.end()


def copies(place):
    return sorted((place.folder / "evidence").glob("*")) + \
        sorted((place.folder / "evidence").glob(".new-*"))


def evidence_entries(place):
    return [x for x in place.lines(place.folder) if x["kind"] == "evidence"]


def copy_is_stopped():
    """A copy that hangs in its sync: said, stopped, and gone afterwards."""
    place = Place()
    screen = Screen(place, "-r", "it", "resume", place.id)
    screen.wait("LIVE", 20)
    screen.pump(0.5)
    image = place.top / "image"
    image.write_bytes(b"proof" * 1000)
    place.hang()
    screen.key("e", 0.6)
    for field in (str(image), "A log", "Copied"):
        screen.key(field + ("\r" if field == "Copied" else "\x1b[B"), 0.6)
    said = screen.wait("waiting for the disk", 10)
    report(said and place.hung() == 1, "a copy that hangs says so",
           "%s\n%s" % (place.hung(), screen.seen()))
    mine = writers(screen.pid, "draaiboek-copy")
    report(len(mine) == 1, "a process of its own hangs", mine)
    begun = time.monotonic()
    screen.key("\x03", 0.1)
    stopped = screen.wait("it was stopped", 5)
    took = time.monotonic() - begun
    print("    stopped %.2f s after Ctrl-C" % took)
    report(stopped and took <= 2, "Ctrl-C stops it", screen.seen())
    screen.key("\x1b", 0.5)
    report(screen.wait("What you typed is kept", 3),
           "what was typed is kept", screen.seen())
    screen.key("t", 0.2)
    report(screen.wait("TIMELINE", 3), "the screen takes keys again",
           screen.seen())
    place.answer()
    end = time.monotonic() + 10
    while time.monotonic() < end and copies(place):
        select.select([], [], [], 0.1)
    report(not copies(place), "what it had copied is gone once the disk "
           "answers", copies(place))
    report(not evidence_entries(place), "and nothing was entered",
           evidence_entries(place))
    screen.leave()
    place.end()


def command_copy_is_stopped():
    """The command: ^C asks, and once more ends it where the disk hangs."""
    place = Place()
    image = place.top / "image"
    image.write_bytes(b"proof" * 1000)
    place.hang()
    child = subprocess.Popen(
        [PROGRAM, "-C", str(place.root), "--lang", "en", "evidence", "add",
         str(image), "--note", "A log", "--how", "Copied", "-r", "it"],
        env=place.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    end = time.monotonic() + 10
    while time.monotonic() < end and not place.hung():
        select.select([], [], [], 0.05)
    hung = place.hung()
    child.send_signal(signal.SIGINT)
    child.send_signal(signal.SIGINT)
    end = time.monotonic() + 5
    while time.monotonic() < end and child.poll() is None:
        child.send_signal(signal.SIGINT)
        select.select([], [], [], 0.1)
    report(hung and child.poll() in (-signal.SIGINT, 130),
           "^C twice ends a command whose copy hangs", (hung, child.poll()))
    child.kill()
    child.wait()
    place.answer()
    report(not evidence_entries(place), "and nothing was entered by it",
           evidence_entries(place))
    place.end()


def plain_says_so():
    place = Place()
    place.hang()
    child = subprocess.Popen(
        [PROGRAM, "-C", str(place.root), "--lang", "en", "--ui=plain", "-r",
         "it", "resume", place.id], env=dict(place.env, TERM="dumb"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    out, _ = child.communicate("note\nhanging\n\n2\n%s\n" % place.other,
                               timeout=60)
    report("the disk does not answer" in out, "plain says what it waits for",
           out)
    report("THIS WAS NOT SAVED" in out, "and asks after ten seconds", out)
    report(any(x["kind"] == "note" and x["text"] == "hanging"
               for f in place.other.glob("*") for x in place.lines(f)),
           "the note is in the folder that was typed", out)
    place.answer()
    place.end()


def heard(child, words, seconds, said):
    """Whether the line mode says them in time; `said` grows by what it says."""
    end = time.monotonic() + seconds
    while words not in said[0] and time.monotonic() < end:
        left = max(0, end - time.monotonic())
        if not select.select([child.stdout], [], [], left)[0]:
            break
        got = os.read(child.stdout.fileno(), 65536).decode(errors="replace")
        if not got:
            break
        said[0] += got
    return words in said[0]


def plain_copy_is_stopped():
    """The line mode: a copy that hangs says so, and ^C stops it."""
    place = Place()
    image = place.top / "image"
    image.write_bytes(b"proof" * 1000)
    place.hang()
    child = subprocess.Popen(
        [PROGRAM, "-C", str(place.root), "--lang", "en", "--ui=plain", "-r",
         "it", "resume", place.id], env=dict(place.env, TERM="dumb"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    child.stdin.write(b"evidence %s\nA log\nCopied\n1\n" %
                      str(image).encode())
    said = [""]
    if heard(child, "Save?", 5, said):
        child.stdin.write(b"y\n")
    report(heard(child, "waiting for the disk", 10, said),
           "plain says that a copy hangs", said[0])
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    report(heard(child, "it was stopped", 5, said) and
           time.monotonic() - begun <= 2, "and Ctrl-C stops it", said[0])
    report(heard(child, "]: ", 2, said), "it asks again", said[0])
    place.answer()
    child.stdin.close()
    report(child.wait(10) == 0, "and leaves in order", child.returncode)
    report(not evidence_entries(place), "nothing was entered by it",
           evidence_entries(place))
    place.end()


TESTS = {"curses": [curses_goes_on],
         "files": [curses_keeps_files_elsewhere], "wait": [curses_waits],
         "killed": [writer_is_killed], "plain": [plain_says_so],
         "plaincopy": [plain_copy_is_stopped],
         "copy": [copy_is_stopped, command_copy_is_stopped]}

if not os.path.exists(SHIM):
    print("skip %s: %s is not built" % (sys.argv[1], SHIM))
    sys.exit(0)
for test in TESTS[sys.argv[1]]:
    test()
sys.exit(failures > 0)

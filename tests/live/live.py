#!/usr/bin/env python3
"""What one writes shows on the others: screens, lines and commands at once.

Two screens, one dialogue in lines and a `log --follow` have one incident
open.  Each writes in turn; the time is taken from before the writing (a key,
or the start of a command) to the moment the words are on the other screen.
Nothing is waited for but words, each with a limit.
"""
import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM = os.environ["DRAAIBOEK"]
LOCAL, SHARE = 1.0, 2.0  # seconds that it may take
LIMIT = 20               # seconds after which a wait has failed
ROUNDS = 5
failed = False


def report(name, good, seen=""):
    global failed
    print(("ok " if good else "not ok ") + "live " + name)
    if not good:
        failed = True
        print("    " + str(seen)[-800:].replace("\n", "\n    "))


def plain_text(data):
    """What a terminal shows, as far as words need it."""
    data = re.sub(rb"\x1b\[[0-9;]*m|\x1b[()].", b"", data)
    return re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b" ", data)


class Process:
    """Something that runs on a terminal of its own, or over pipes."""

    def __init__(self, *words, screen=True, before=()):
        command = [*before, PROGRAM, *words]
        self.child = None
        self.seen = b""
        if screen:
            self.pid, self.fd = pty.fork()
            if self.pid == 0:
                os.environ["TERM"] = "xterm"
                os.execvp(command[0], command)
            fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                        struct.pack("HHHH", 24, 80, 0, 0))
            self.input = self.fd
        else:
            child = subprocess.Popen(command, stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, bufsize=0)
            self.child, self.pid = child, child.pid
            self.fd, self.input = child.stdout.fileno(), child.stdin.fileno()

    def type(self, text):
        os.write(self.input, text.encode())

    def wait_for(self, words, limit=LIMIT):
        """The moment at which the words were there; None: too late."""
        end = time.monotonic() + limit
        wanted = words.encode()
        while wanted not in plain_text(self.seen):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                return None
            try:
                more = os.read(self.fd, 65536)
            except OSError:
                more = b""
            if not more:
                return None
            self.seen += more
        return time.monotonic()

    def forget(self):
        self.seen = b""

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        if self.child:
            self.child.stdin.close()
            self.child.wait()
            self.child.stdout.close()
        else:
            os.close(self.fd)
            os.waitpid(self.pid, 0)


def run(root, *words):
    return subprocess.run([PROGRAM, "-C", root, "--lang", "en", *words],
                          capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)


def start(root):
    done = run(root, "start", "ransomware", "--no-ui", "--title", "Town hall",
               "--by", "Duty officer")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write(root, role, text):
    """The moment before it."""
    since = time.monotonic()
    done = run(root, "note", text, "-r", role, "--by", "Somebody")
    assert done.returncode == 0, done.stderr
    return since


def screen(root, role, before=()):
    p = Process("-C", root, "--lang", "en", "--ui=curses", "resume", "-r", role,
                "--by", "Officer " + role, before=before)
    assert p.wait_for("LIVE"), p.seen
    p.type("t")
    assert p.wait_for("TIMELINE"), p.seen
    return p


def tell(name, times, limit, seen=""):
    late = [t for t in times if t is None or t > limit]
    report("%s: %s ms, at most %d" % (name, "/".join(
        "late" if t is None else "%d" % (t * 1000) for t in times), limit * 1000),
        not late and times, seen)


def commands_to_screens(root, screens, limit, name):
    times = []
    for n in range(ROUNDS):
        word = "kw%s%dx" % (name[:2], n)
        since = write(root, "communications", word)
        for s in screens:
            seen = s.wait_for(word)
            times.append(seen and seen - since)
    tell(name, times, limit, plain_text(screens[-1].seen))


def screen_to_screen(one, other, name):
    """A note typed on one screen: from its last key to the other screen."""
    word = "typed-by-" + name
    one.forget()
    one.type("a")
    assert one.wait_for("Enter saves"), one.seen
    one.type(word)
    assert one.wait_for(word), one.seen
    one.forget()
    since = time.monotonic()
    one.type("\r")
    seen = other.wait_for(word)
    assert one.wait_for("Saved"), one.seen
    tell("from the screen of " + name, [seen and seen - since], LOCAL,
         plain_text(other.seen))


def lines_read_before_their_prompt(root, talk):
    """The line mode prints nothing while somebody types: Enter, and it is there."""
    times = []
    for n in range(3):
        word = "before%dprompt" % n
        talk.forget()
        since = write(root, "communications", word)
        talk.type("\n")
        seen = talk.wait_for(word)
        times.append(seen and seen - since)
    tell("in lines, at the next prompt", times, LOCAL, talk.seen)


def live(folder):
    root = str(folder / "root")
    start(root)
    it, management = screen(root, "it"), screen(root, "management")
    follow = Process("-C", root, "--lang", "en", "log", "--follow", screen=False)
    assert follow.wait_for("Ransomware"), follow.seen
    talk = Process("-C", root, "--lang", "en", "--ui=plain", "resume", "-r",
                   "it", "--by", "Planner", screen=False)
    assert talk.wait_for("]: "), talk.seen
    commands_to_screens(root, [it, management, follow], LOCAL, "from a command")
    screen_to_screen(it, management, "it")
    screen_to_screen(management, it, "management")
    lines_read_before_their_prompt(root, talk)
    it.forget()
    since = time.monotonic()
    talk.type("yes\n")
    seen = it.wait_for("Unplug")
    talk.wait_for("Saved")
    tell("from lines to a screen", [seen and seen - since], LOCAL, talk.seen)
    for p in (it, management, follow, talk):
        p.end()
    done = run(root, "verify")
    report("verify of four writers", done.returncode == 0, done.stdout)


def begun_elsewhere(folder):
    """A start screen that was there before: it must not begin a second one."""
    root = str(folder / "later")
    screen = Process("-C", root, "--lang", "en", "--ui=curses")
    lines = Process("-C", root, "--lang", "en", "--ui=plain", screen=False)
    assert screen.wait_for("NO INCIDENT IS OPEN"), screen.seen
    assert lines.wait_for("New incident"), lines.seen
    since = time.monotonic()
    start(root)
    seen = screen.wait_for("OPEN INCIDENT")
    tell("to a start screen", [seen and seen - since], SHARE,
         plain_text(screen.seen))
    screen.type("\r")
    report("Enter on it resumes, and begins nothing",
           screen.wait_for("WHO ARE YOU?") and
           run(root, "list", "--json").stdout.count('"id"') == 1,
           plain_text(screen.seen))
    lines.wait_for("]: ")
    lines.forget()
    lines.type("1\n")
    report("in lines a number that meant something else is not taken",
           lines.wait_for("has changed") and
           lines.wait_for("1. Resume the open incident"), lines.seen)
    screen.end()
    lines.end()


def share(folder):
    """A share says nothing of others' writing: without inotify, by looking."""
    if not shutil.which("strace"):
        print("skip live share: no strace")
        return
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0"
    root = str(folder / "share")
    start(root)
    blind = screen(root, "it", before=[
        "strace", "-f", "-o", str(folder / "trace"), "-e", "trace=inotify_init1",
        "-e", "inject=inotify_init1:error=EMFILE"])
    commands_to_screens(root, [blind], SHARE, "over a share")
    report("over a share: there was no inotify",
           "EMFILE" in (folder / "trace").read_text())
    blind.end()


def two_do_one_thing(folder):
    """Both entries stay, and the first in merged order is the doer."""
    one, other = str(folder / "one"), str(folder / "other")
    incident = start(one)
    shutil.copytree(one + "/incidents", other + "/incidents")
    for root, who in ((one, "An"), (other, "Bert")):
        done = run(root, "do", "1.1", "-r", "it", "--by", who)
        assert done.returncode == 0, done.stderr
    assert run(one, "merge", incident, other).returncode == 0
    logs = [run(r, "log", "--type", "item").stdout for r in (one, other)]
    report("two who did one thing both stand in the log",
           logs[0] == logs[1] and logs[0].count(" 1.1") == 2 and
           "An" in logs[0] and "Bert" in logs[0], logs)
    for root in (one, other):
        p = Process("-C", root, "--lang", "en", "--ui=plain", "resume", "-r",
                    "it", "--by", "C", screen=False)
        p.type("list\n")
        report("the first is shown as the doer",
               p.wait_for("by An: ") and b"by Bert: " not in p.seen, p.seen)
        p.end()


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        live(folder)
        begun_elsewhere(folder)
        two_do_one_thing(folder)
        share(folder)
    return 1 if failed else 0


sys.exit(main())

"""Two stations on one incident, whatever carries their files."""
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import threading

PROGRAM = os.environ["DRAAIBOEK"]
failed = False


def report(name, good, seen=""):
    global failed
    print(("ok " if good else "not ok ") + "sync " + name, flush=True)
    if not good:
        failed = True
        print("    " + str(seen)[-1200:].replace("\n", "\n    "), flush=True)


class Station:
    """A root of its own; what it was told is saved is remembered by its id."""

    def __init__(self, folder, name, role):
        self.root = pathlib.Path(folder) / name
        self.name, self.role = name, role
        self.saved = []
        self.run("list")

    @property
    def incidents(self):
        return self.root / "incidents"

    def run(self, *words, text=None):
        return subprocess.run(
            [PROGRAM, "-C", str(self.root), "--lang", "en", *words],
            input=text or "", capture_output=True, text=True)

    def start(self):
        done = self.run("start", "ransomware", "--no-ui", "--title", "Town hall",
                        "--by", "Duty officer")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, count, each=25):
        """Notes by batches of `each`, so that journals are left and taken over."""
        for first in range(0, count, each):
            lines = "".join('note "%s %d"\n' % (self.name, len(self.saved) + n)
                            for n in range(min(each, count - first)))
            done = self.run("batch", "--json", "-r", self.role, "--by",
                            "Officer " + self.name, text=lines)
            assert done.returncode == 0, done.stderr
            self.saved += [json.loads(l)["id"] for l in done.stdout.splitlines()]

    def log(self):
        done = self.run("log", "--json")
        assert done.returncode == 0, done.stderr
        return done.stdout


def commands():
    """The calls of rsync that draaiboek-stations(7) shows, as lists of words."""
    page = pathlib.Path(os.environ["ROOT"]) / "man/draaiboek-stations.7"
    shown = re.search(r'^\.\\" rsync\n\.Bd [^\n]*\n(.*?)^\.Ed$', page.read_text(),
                      re.M | re.S).group(1)
    shown = shown.replace("\\e\n", " ").replace(r"\&", "")
    return [shlex.split(line) for line in shown.splitlines() if line.strip()]


def rsync(here, there):
    """Carries everything once, both ways."""
    places = {"here/": str(here) + "/", "there/": str(there) + "/"}
    for words in commands():
        done = subprocess.run([places.get(w, w) for w in words],
                              capture_output=True, text=True)
        # 24: a file was renamed away meanwhile, as temporary ones are.
        assert done.returncode in (0, 24), done.stderr


def at_once(*work):
    """Each on a thread of its own; the first that fails fails the test."""
    wrong = []

    def one(f):
        try:
            f()
        except Exception as why:
            wrong.append(why)

    threads = [threading.Thread(target=one, args=(f,)) for f in work]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if wrong:
        raise wrong[0]


def files(folder):
    """Name and bytes of all that is no business of the sync program's own."""
    folder = pathlib.Path(folder)
    return {str(f.relative_to(folder)): f.read_bytes()
            for f in folder.rglob("*")
            if f.is_file() and not any(p.startswith(".")
                                       for p in f.relative_to(folder).parts)}


def same(a, b):
    return files(a.incidents) == files(b.incidents)


def judge(name, a, b):
    """Equal logs, nothing broken, nothing lost, no alarm."""
    logs = [s.log() for s in (a, b)]
    there = [[json.loads(l)["id"] for l in log.splitlines()] for log in logs]
    acked = a.saved + b.saved
    lost = sum(1 for i in acked for ids in there if i not in set(ids))
    report("%s: %d entries saved, %d lost" % (name, len(acked), lost),
           acked and lost == 0 and len(set(acked)) == len(acked))
    report("%s: one merged log of %d lines on both" % (name, len(there[0])),
           logs[0] == logs[1], logs[0][-500:] + logs[1][-500:])
    for s in (a, b):
        done = s.run("verify")
        report("%s: verify on %s" % (name, s.name), done.returncode == 0, done.stdout)
        odd = s.run("status").stderr
        report("%s: no alarm on %s" % (name, s.name), odd == "", odd)
    copies = [n for n in files(a.incidents) if "conflict" in n]
    report("%s: no conflict copy" % name, not copies, copies)


def missing(*programs):
    for p in programs:
        if not shutil.which(p):
            print("skip sync: no %s" % p)
            return True
    return False

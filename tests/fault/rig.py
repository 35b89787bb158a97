"""What the fault tests share: a folder to break, the program, and the proof.

What was acknowledged (`saved FILE N HEAD`) must be line N of FILE with that
hash.  The proof is made here, with hashlib, and not by the program under test.
"""
import concurrent.futures
import hashlib
import itertools
import json
import os
import pathlib
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DRAAIBOEK", str(ROOT / "build/draaiboek"))
BUILD = pathlib.Path(os.environ.get("BUILD", str(ROOT / "build/release")))
SHIM = BUILD / "tests/fault/shim.so"
INJECT = BUILD / "tests/fault/inject"
WORKERS = min(2, os.cpu_count() or 1)
failures = 0


def a_moment(seconds):
    """Lets others run between two looks at what is waited for."""
    select.select([], [], [], seconds)


def report(good, name, why=""):
    global failures
    failures += not good
    print("%s %s" % ("ok" if good else "not ok", name), flush=True)
    if not good and why:
        print("    " + str(why)[:6000].replace("\n", "\n    "), flush=True)


def skip(name, why):
    print("skip %s: %s" % (name, why), flush=True)


def figures(**numbers):
    print(" ".join("%s=%s" % pair for pair in numbers.items()), flush=True)


def environment(**more):
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(("SHIM_", "DRAAIBOEK_", "FAKETIME", "LD_"))}
    env.update(DRAAIBOEK_USER="An Peeters", LC_ALL="C.UTF-8",
               TZ="Europe/Brussels", TERM="dumb")
    # The leak checker cannot work under ptrace, nor be the first library.
    env["ASAN_OPTIONS"] = (os.environ.get("ASAN_OPTIONS", "") +
                           ":detect_leaks=0:verify_asan_link_order=0")
    env.update({k: str(v) for k, v in more.items()})
    return env


def run(root, *words, wrapper=(), text=None, env=None, limit=60, **more):
    """The program on the folder `root`, to its end."""
    done = subprocess.run(
        [*wrapper, PROGRAM, "-C", str(root), *words], input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        errors="backslashreplace", env=env or environment(),
        timeout=limit, **more)
    return done


def start(root, *more):
    done = run(root, "start", "--title", "Faults", "--no-ui", *more)
    if done.returncode != 0:
        raise RuntimeError("start: %s" % done.stderr)
    return done.stdout.strip()


def notes(count, words="number %d", first=0):
    return "".join("note '%s'\n" % (words % i)
                   for i in range(first, first + count))


def batch(root, incident, count=12, text=None, **more):
    return run(root, "batch", "-", "-i", incident, "-r", "it",
               text=text or notes(count), **more)


def note(root, incident, text="after", **more):
    return run(root, "note", text, "-i", incident, "-r", "it", **more)


def acknowledged(text):
    return [(file, int(n), head) for file, n, head in
            re.findall(r"^saved (\S+) (\d+) ([0-9a-f]{64})$", text, re.M)]


def journals(root):
    return sorted(pathlib.Path(root).glob("incidents/*/*.jsonl"))


def whole_lines(path):
    return [line + b"\n" for line in path.read_bytes().split(b"\n")[:-1]]


def lost(root, acks):
    """Acknowledged lines that are not there as they were told."""
    lines = {path.name: whole_lines(path) for path in journals(root)}
    return [(file, n) for file, n, head in acks
            if len(lines.get(file, [])) < n or
            hashlib.sha256(lines[file][n - 1]).hexdigest() != head]


def breaks(root):
    """Whole lines that do not continue the one before."""
    bad = []
    for path in journals(root):
        before = "0" * 64
        for n, line in enumerate(whole_lines(path), 1):
            try:
                entry = json.loads(line)
                good = (entry["prev"] == before and entry["n"] == n and
                        entry["incident"].startswith(path.parent.name[-8:]))
            except (ValueError, KeyError):
                good = False
            if not good:
                bad.append((path.name, n))
                break
            before = hashlib.sha256(line).hexdigest()
    return bad


# What is lost and what breaks is seen here, each time; the program's own
# verify is asked at every fourth point: it takes as long as all the rest.
PROGRAM_LOOKS = 4
looked_at = itertools.count()


def after(root, incident, acks):
    """'' where nothing is lost, all chains hold, and the next start works."""
    gone = lost(root, acks)
    if gone:
        return "lost %s" % gone
    done = note(root, incident)
    told = acknowledged(done.stdout)
    if done.returncode != 0 or len(told) != 1:
        return "restart: exit %d %s" % (done.returncode, done.stderr)
    gone = lost(root, acks + told)
    if gone:
        return "lost after the restart %s" % gone
    bad = breaks(root)
    if bad:
        return "breaks %s" % bad
    if next(looked_at) % PROGRAM_LOOKS:
        return ""
    done = run(root, "verify", incident)
    if done.returncode != 0:
        return "verify: %s %s" % (done.stdout, done.stderr)
    return ""


class Stage:
    """An incident that is copied for every fault, its marks made to fit."""

    def __init__(self, *words, before=0, prepare=None):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="draaiboek-fault-"))
        self.model = self.top / "model"
        self.incident = start(self.model, *words)
        if before:
            done = batch(self.model, self.incident, before)
            assert done.returncode == 0, done.stderr
        if prepare:
            prepare(self.model)
        self.count = 0

    def fresh(self):
        self.count += 1
        root = pathlib.Path(tempfile.mkdtemp(prefix="at-", dir=self.top))
        shutil.copytree(self.model, root, dirs_exist_ok=True, symlinks=True)
        for mark in root.glob("state/free/*.mark"):
            own = next(root.glob("incidents/*/%s.jsonl" % mark.stem)).stat()
            text = re.sub(r"^device .*$", "device %d" % own.st_dev,
                          mark.read_text(), flags=re.M)
            mark.write_text(re.sub(r"^inode .*$", "inode %d" % own.st_ino,
                                   text, flags=re.M))
        return root

    def done_with(self, root):
        shutil.rmtree(root, ignore_errors=True)

    def close(self):
        shutil.rmtree(self.top, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.close()


def side_by_side(work, points):
    """Every point through `work`, two at a time; answers in order."""
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, points))


def thin(points, most):
    """Points spread evenly, at most so many."""
    if not most or len(points) <= most:
        return points
    step = len(points) / most
    return [points[int(i * step)] for i in range(most)]


def thin_each(points, most):
    """At most so many of each call's name: what is rare is all there."""
    if not most:
        return points
    names = {}
    for point in points:
        names.setdefault(point[0], []).append(point)
    return [point for same in names.values() for point in thin(same, most)]


# --- strace
def may_trace(name):
    if not shutil.which("strace"):
        skip(name, "there is no strace")
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "true"],
                          capture_output=True)
    if done.returncode != 0:
        skip(name, "strace may not trace here")
    return done.returncode == 0


def traced(call, fault, n, log="/dev/null", also=()):
    """A wrapper that injects a fault into the n-th such call.

    Never with --seccomp-bpf: it switches the injection off without a word.
    """
    return ["strace", "-f", "-q", "-o", str(log), "-e",
            "trace=" + ",".join([call, *also]), "-e",
            "inject=%s:%s:when=%s" % (call, fault, n)]


def injected(call, fault, n):
    """A wrapper that kills before the n-th such call, or makes it fail."""
    return [str(INJECT), call, fault, str(n)]


def calls_of(command, only=None, loader=True):
    """Every system call of a run: [(name, which)], in no order of time.

    command(wrapper) runs the program.  Without `loader`: only from where the
    libraries are loaded.
    """
    with tempfile.NamedTemporaryFile(prefix="draaiboek-calls-") as table:
        command(["strace", "-f", "-q", "-o", table.name])
        names = re.findall(r"^\d+ +(\w+)\(", pathlib.Path(
            table.name).read_text(errors="replace"), re.M)
    counts, first = {}, {}
    loaded = loader or "munmap" not in names
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        loaded = loaded or name == "munmap"
        if loaded:
            first.setdefault(name, counts[name])
    # Nothing of ours runs before execve; exit_group ends it anyway.
    for name in ("execve", "exit_group"):
        counts.pop(name, None)
    return [(name, n) for name, count in sorted(counts.items())
            if name in first and (not only or name in only)
            for n in range(first[name], count + 1)]


def killed(done):
    return done.returncode in (-9, 137)


def need_shim(name):
    if not SHIM.exists():
        skip(name, "no %s: `make %s` makes it" % (SHIM, SHIM))
        return False
    return True


def shim(**settings):
    return environment(LD_PRELOAD=SHIM, **{
        "SHIM_" + key: value for key, value in settings.items()})


def finish():
    sys.exit(1 if failures else 0)


class Watch:
    """How long something took."""

    def __init__(self):
        self.began = time.monotonic()

    def __str__(self):
        return "%.1f" % (time.monotonic() - self.began)

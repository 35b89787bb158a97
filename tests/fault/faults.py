#!/usr/bin/env python3
"""The program on disks that fail and under signals that kill.

    faults.py kill     SIGKILL before every call that touches a file
    faults.py sync     every sync fails once, in every way
    faults.py full     a disk that is full, and a limit on the size of files

What was acknowledged (`saved FILE N HEAD`) must be line N of FILE with that
hash; verify must hold; the next start must need nobody's hand.  Each test also
asserts that its fault happened.
"""
import hashlib
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["DRAAIBOEK"]
NOTES = 12
CALLS = ["openat2", "write", "fsync", "fdatasync", "pwrite64", "fallocate",
         "renameat", "unlinkat", "fstat", "newfstatat"]
failures = 0


def report(good, name, why=""):
    global failures
    failures += not good
    print("%s %s" % ("ok" if good else "not ok", name))
    if not good and why:
        print("    " + str(why).replace("\n", "\n    "))


def skip(name, why):
    print("skip %s: %s" % (name, why))
    sys.exit(0)


def run(root, *words, wrapper=(), text=None, **more):
    env = dict(os.environ, DRAAIBOEK_USER="An Peeters", LC_ALL="C.UTF-8")
    # The leak checker cannot work under ptrace.
    env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    return subprocess.run([*wrapper, PROGRAM, "-C", str(root), *words],
                          input=text, capture_output=True, text=True, env=env,
                          timeout=60, **more)


def start(root):
    done = run(root, "start", "--title", "Faults", "--no-ui")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def batch(root, incident, wrapper=(), **more):
    lines = "".join("note 'number %d'\n" % i for i in range(NOTES))
    return run(root, "batch", "-", "-i", incident, "-r", "it",
               wrapper=wrapper, text=lines, **more)


def acknowledged(text):
    return re.findall(r"^saved (\S+) (\d+) ([0-9a-f]{64})$", text, re.M)


def lost(root, acks):
    """Acknowledged lines that are not there as they were told."""
    gone = []
    for file, n, head in acks:
        found = list(pathlib.Path(root).glob("incidents/*/" + file))
        lines = found[0].read_bytes().split(b"\n")[:-1] if found else []
        n = int(n)
        if len(lines) < n or hashlib.sha256(
                lines[n - 1] + b"\n").hexdigest() != head:
            gone.append((file, n))
    return gone


def after(root, incident, acks, what):
    """Nothing is lost, verify holds, and the next start just works."""
    gone = lost(root, acks)
    if gone:
        return "%s: lost %s" % (what, gone)
    done = run(root, "note", "after", "-i", incident, "-r", "it")
    if done.returncode != 0 or len(acknowledged(done.stdout)) != 1:
        return "%s: the next start: %s" % (what, done.stderr)
    gone = lost(root, acks + acknowledged(done.stdout))
    if gone:
        return "%s: lost later: %s" % (what, gone)
    done = run(root, "verify", incident)
    if done.returncode != 0:
        return "%s: verify: %s" % (what, done.stdout)
    return None


def trace(log, inject=()):
    words = ["strace", "-f", "-q", "-o", str(log),
             "-e", "trace=" + ",".join(CALLS + ["close"])]
    for fault in inject:
        words += ["-e", "inject=" + fault]
    return words


def need_strace(name):
    if not shutil.which("strace"):
        skip(name, "there is no strace")
    done = subprocess.run(["strace", "-o", "/dev/null", "true"],
                          capture_output=True)
    if done.returncode != 0:
        skip(name, "strace may not trace here")


def each(name):
    """A fresh folder with an incident in it, for one fault."""
    root = pathlib.Path(tempfile.mkdtemp(prefix="draaiboek-fault-"))
    try:
        yield root, start(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def count_calls():
    for root, incident in each("count"):
        log = root / "log"
        done = batch(root, incident, wrapper=trace(log))
        assert done.returncode == 0, done.stderr
        assert len(acknowledged(done.stdout)) == NOTES
        text = log.read_text()
    # Counted per name, from the first call on a file of ours.
    return {c: len(re.findall(r"\b%s\(" % c, text)) for c in CALLS}


def kill():
    need_strace("kill")
    points = killed = acks = 0
    bad = []
    for call, count in count_calls().items():
        # Long before the first line there is only reading: a few will do.
        first = max(1, count - 40)
        for n in range(first, count + 1):
            for root, incident in each(call):
                done = batch(root, incident, wrapper=trace(
                    root / "log", ["%s:signal=KILL:when=%d" % (call, n)]))
                points += 1
                killed += done.returncode in (-9, 137)
                told = acknowledged(done.stdout)
                acks += len(told)
                wrong = after(root, incident, told, "%s %d" % (call, n))
                if wrong:
                    bad.append(wrong)
    print("points=%d killed=%d acknowledged=%d lost_or_broken=%d"
          % (points, killed, acks, len(bad)))
    report(points > 30 and killed == points, "every kill happened")
    report(acks > 20, "lines were acknowledged before the kills")
    report(not bad, "nothing acknowledged is lost by a kill", "\n".join(bad))


def synced_again(log):
    """Descriptors that were synced once more after a sync had failed."""
    failed, again = set(), []
    for line in log.read_text().splitlines():
        call = re.search(r"\b(fsync|fdatasync|close)\((\d+)\)\s+= (-?\d+)",
                         line)
        if not call:
            continue
        name, fd, result = call.groups()
        if name == "close":
            failed.discard(fd)
        elif fd in failed:
            again.append(line)
        elif result == "-1":
            failed.add(fd)
    return again


def sync():
    need_strace("sync")
    counts = count_calls()
    bad, points, over = [], 0, 0
    for call in ("fsync", "fdatasync"):
        for n in range(1, counts[call] + 1):
            error = ["EIO", "ENOSPC", "EDQUOT", "EROFS"][n % 4]
            for root, incident in each(call):
                log = root / "log"
                done = batch(root, incident, wrapper=trace(
                    log, ["%s:error=%s:when=%d" % (call, error, n)]))
                points += 1
                told = acknowledged(done.stdout)
                what = "%s %d %s" % (call, n, error)
                if "(INJECTED)" not in log.read_text():
                    bad.append(what + ": the fault did not happen")
                if done.returncode != 0 or len(told) != NOTES:
                    bad.append("%s: exit %d, %d saved: %s" % (
                        what, done.returncode, len(told), done.stderr))
                if synced_again(log):
                    bad.append(what + ": synced again")
                failover = len(list(root.glob("incidents/*/*.jsonl"))) > 1
                over += failover
                if failover and error not in done.stderr:
                    bad.append(what + ": nothing said about it")
                wrong = after(root, incident, told, what)
                if wrong:
                    bad.append(wrong)
    print("points=%d failed_over=%d wrong=%d" % (points, over, len(bad)))
    report(points >= NOTES and over == points, "every sync failed once")
    report(not bad, "a failed sync is final, and nothing is lost",
           "\n".join(bad))


def fill(root):
    with open(root / "ballast", "wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(4096))
        except OSError:
            return


def full_inside(root):
    """In a name space of our own, where root is a small disk."""
    root = pathlib.Path(root)
    incident = start(root)
    fill(root)
    acks, refused = [], 0
    for i in range(80):
        done = run(root, "note", "x" * 1800, "-i", incident, "-r", "it")
        acks += acknowledged(done.stdout)
        refused += done.returncode == 4 and "saved" not in done.stdout
        if done.returncode not in (0, 4):
            print("exit %d: %s" % (done.returncode, done.stderr))
            return 1
    os.unlink(root / "ballast")
    wrong = after(root, incident, acks, "after room came back")
    print("acknowledged=%d refused=%d %s" % (len(acks), refused, wrong or ""))
    return 0 if acks and refused and not wrong else 1


def full_disk():
    root = tempfile.mkdtemp(prefix="draaiboek-fault-")
    inside = ["unshare", "-rm", "sh", "-c",
              'mount -t tmpfs -o size=4m tmpfs "$1" || exit 77; '
              'exec "$2" "$3" inside "$1"', "sh", root, sys.executable,
              str(pathlib.Path(__file__).resolve())]
    try:
        done = subprocess.run(inside, capture_output=True, text=True)
    except OSError as why:
        done = subprocess.CompletedProcess(inside, 77, "", str(why))
    os.rmdir(root)
    if done.returncode == 77 or "unshare" in done.stderr:
        print("skip a full disk: no name space of our own: "
              + done.stderr.strip().replace("\n", " "))
        return
    print(done.stdout.strip())
    report(done.returncode == 0, "a full disk is said, and loses nothing",
           done.stdout + done.stderr)


def small_files():
    for root, incident in each("limit"):
        size = max(f.stat().st_size for f in root.glob("incidents/*/*.jsonl"))

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE,
                               (size + 2500, resource.RLIM_INFINITY))
        done = batch(root, incident, preexec_fn=limit)
        told = acknowledged(done.stdout)
        wrong = after(root, incident, told, "limit")
        report(done.returncode == 0 and len(told) == NOTES and not wrong and
               len({file for file, n, head in told}) > 1,
               "a limit on the size of files ends the journal only",
               (done.returncode, done.stdout, done.stderr, wrong))


def full():
    full_disk()
    small_files()


def main():
    if sys.argv[1] == "inside":
        return full_inside(sys.argv[2])
    {"kill": kill, "sync": sync, "full": full}[sys.argv[1]]()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""Writes that tear, syncs that fail, disks that are full."""
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

from rig import (PROGRAM, Stage, Watch, acknowledged, after, batch, breaks,
                 calls_of, figures, journals, killed, lost, may_trace,
                 need_shim, note, notes, report, run, shim, side_by_side, skip,
                 start, thin, traced)

ERRORS = ["EIO", "ENOSPC", "EDQUOT", "EROFS"]


def tear_one(stage, keep, how, everywhere=False):
    """The second entry of three is torn behind `keep` bytes."""
    root = stage.fresh()
    more = {"SCOPE": "all"} if everywhere else {}
    done = batch(root, stage.incident, 3, env=shim(
        WRITE_N=2, KEEP=keep, ACT=how, **more))
    told = acknowledged(done.stdout)
    files = len(journals(root))
    torn = sum(not path.read_bytes().endswith(b"\n") and
               path.stat().st_size > 0 for path in journals(root))
    wrong = ""
    if how == "KILL":
        happened = killed(done)
        if len(told) != 1:
            wrong = "%d saved before the kill" % len(told)
    elif everywhere:
        happened = done.returncode == 4
        if len(told) != 1:
            wrong = "%d said to be saved" % len(told)
    else:
        happened = files == 2
        if done.returncode != 0 or len(told) != 3:
            wrong = "exit %d, %d saved" % (done.returncode, len(told))
    if not happened:
        wrong = "the fault did not happen (exit %d)" % done.returncode
    wrong = wrong or after(root, stage.incident, told)
    stage.done_with(root)
    return happened, torn, wrong and "%s %s: %s" % (how, keep, wrong)


def torn(most=0):
    """A line torn at every byte, by a kill and by a full or failing disk."""
    if not need_shim("torn"):
        return
    watch = Watch()
    with Stage() as stage:
        root = stage.fresh()
        batch(root, stage.incident, 2)
        length = len(whole_last(root))
        keeps = thin(list(range(length + 1)), most)
        points = [(keep, how, False) for keep in keeps
                  for how in ("KILL", "ENOSPC", "EIO", "EDQUOT")]
        # And where no other file takes it either: said, and nothing lost.
        points += [(keep, "ENOSPC", True) for keep in
                   thin(keeps[:-1], min(most or 40, 40))]
        # Behind the last byte only a kill can still happen.
        points = [p for p in points if p[0] < length or p[1] == "KILL"]
        results = side_by_side(lambda p: tear_one(stage, *p), points)
    bad = [w for h, t, w in results if w]
    figures(what="torn", line_bytes=length, points=len(points),
            happened=sum(h for h, t, w in results),
            torn_tails=sum(t for h, t, w in results), failures=len(bad),
            seconds=watch)
    report(all(h for h, t, w in results) and
           sum(t for h, t, w in results) > len(points) / 2,
           "lines were torn")
    report(not bad, "a line torn at every byte costs nothing that was "
           "acknowledged", "\n".join(bad))


def whole_last(root):
    return journals(root)[0].read_bytes().split(b"\n")[-2] + b"\n"


def synced_again(text):
    """Descriptors that were synced once more after a sync had failed."""
    failed, again = set(), []
    for line in text.splitlines():
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


def seconds_to_saved(text):
    """From the failed sync to the next `saved` on standard output."""
    failed = re.search(r"^\d+ +(\d+\.\d+) .*\(INJECTED\)", text, re.M)
    saved = failed and re.search(r"^\d+ +(\d+\.\d+) write\(1, \"saved",
                                 text[failed.end():], re.M)
    return float(saved[1]) - float(failed[1]) if saved else None


def sync_one(stage, point, entries):
    (call, n), error = point
    root = stage.fresh()
    log = root / "trace"
    done = batch(root, stage.incident, entries, wrapper=[
        *traced(call, "error=" + error, n, log,
                ["fsync", "fdatasync", "close", "write"]), "-ttt"])
    told = acknowledged(done.stdout)
    text = log.read_text(errors="replace")
    took = seconds_to_saved(text)
    wrong = ""
    if "(INJECTED)" not in text:
        wrong = "the fault did not happen"
    elif done.returncode != 0 or len(told) != entries:
        wrong = "exit %d, %d saved" % (done.returncode, len(told))
    elif synced_again(text):
        wrong = "synced again"
    elif len(journals(root)) < 2 or error not in done.stderr:
        wrong = "nothing said, or no new journal"
    elif took is None or took > 1:
        wrong = "%s s until it was saved" % took
    wrong = wrong or after(root, stage.incident, told)
    stage.done_with(root)
    return took or 0, wrong and "%s %d %s: %s" % (call, n, error, wrong)


def sync(most=0, entries=20):
    """Every sync fails once, in every way a disk has."""
    if not may_trace("sync"):
        return
    watch = Watch()
    retries = lambda bad: sum("synced again" in w for w in bad)
    results, count = [], 0
    # Going on in a journal, and making one: its first line and its folder.
    for forget in (False, True):
        with Stage() as stage:
            if forget:
                for mark in (stage.model / "state/free").iterdir():
                    mark.unlink()
            calls = calls_of(lambda wrapper: batch(
                stage.fresh(), stage.incident, entries, wrapper=wrapper),
                only={"fsync", "fdatasync"})
            points = thin([(call, error) for call in calls
                           for error in ERRORS], most)
            count += len(points)
            results += side_by_side(
                lambda p: sync_one(stage, p, entries), points)
    bad = [w for t, w in results if w]
    figures(what="sync", points=count, false_saved=sum(
        "lost" in w or "saved" in w for w in bad), retries=retries(bad),
        slowest_ms=int(1000 * max(t for t, w in results)), wrong=len(bad),
        seconds=watch)
    report(count and not bad, "a sync that failed is final, and the entry is "
           "saved elsewhere within a second", "\n".join(bad))


def order():
    """A name is on the disk before the first line is acknowledged."""
    if not may_trace("order"):
        return
    with Stage() as stage:
        for mark in (stage.model / "state/free").iterdir():
            mark.unlink()
        root = stage.fresh()
        log = root / "trace"
        done = batch(root, stage.incident, 1, wrapper=[
            "strace", "-f", "-q", "-y", "-o", str(log), "-e",
            "trace=fsync,fdatasync,write,openat2,openat"])
        lines = [line for line in log.read_text().splitlines()
                 if ".jsonl" in line or "write(1" in line or "sync(" in line]
        folder = str(next(root.glob("incidents/*")))
        seen = [("open" if "O_EXCL" in l else "line" if ".jsonl>, " in l
                 else "saved" if "write(1" in l else "data" if "fdatasync" in l
                 else "file" if ".jsonl>)" in l else
                 "folder" if "fsync(" in l and folder + ">" in l else "")
                for l in lines]
        seen = [s for s in seen if s]
        figures(what="order", calls=",".join(seen))
        report(done.returncode == 0 and
               seen == ["open", "line", "file", "folder", "line", "data",
                        "saved"],
               "file and folder are synced before the first line is saved",
               "\n".join(lines))


def kept_first():
    """What an incident takes along is synced before it gets its name."""
    if not may_trace("kept_first"):
        return
    with Stage() as stage:
        log = stage.top / "trace"
        done = run(stage.top / "other", "start", "ransomware", "--no-ui",
                   wrapper=["strace", "-f", "-q", "-y", "-o", str(log), "-e",
                            "trace=fsync,renameat,renameat2,rename"])
        synced, named, bad = set(), 0, []
        for line in log.read_text().splitlines():
            fsync = re.search(r"fsync\(\d+<[^>]*/(\.new-[0-9a-f]+)>\) += 0",
                              line)
            if fsync:
                synced.add(fsync[1])
            hidden = re.search(r'rename.*"(\.new-[0-9a-f]+)".*\.yaml"', line)
            if hidden:
                named += 1
                if hidden[1] not in synced:
                    bad.append(line)
        figures(what="kept_first", named=named, not_synced=len(bad))
        report(done.returncode == 0 and named >= 4 and not bad,
               "kept files are synced before they get their names",
               done.stderr + "\n".join(bad))


def slow_sync():
    """A sync that takes two seconds: only then `saved` is said."""
    if not may_trace("slow"):
        return
    with Stage() as stage:
        root = stage.fresh()
        log = root / "trace"
        done = batch(root, stage.incident, 3, wrapper=[
            *traced("fdatasync", "delay_enter=2000000", 2, log, ["write"]),
            "-ttt"])
        text = log.read_text()
        at = [float(t) for t in
              re.findall(r"^\d+ +(\d+\.\d+) write\(1, \"saved", text, re.M)]
        figures(what="slow_sync", saved=len(at), gap_ms=int(
            1000 * (at[1] - at[0])) if len(at) == 3 else -1)
        report(done.returncode == 0 and len(at) == 3 and at[1] - at[0] >= 2,
               "nothing is said to be saved before the disk has it", text)


# --- full
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
    acks, refused, within = [], 0, 0
    for i in range(80):
        done = run(root, "note", "x" * 1800, "-i", incident, "-r", "it")
        acks += acknowledged(done.stdout)
        refused += done.returncode == 4 and "saved" not in done.stdout
        within += done.returncode == 0 and not refused
        if done.returncode not in (0, 4):
            print("exit %d: %s" % (done.returncode, done.stderr))
            return 1
    os.unlink(root / "ballast")
    wrong = after(root, incident, acks)
    figures(what="full_disk", saved_in_the_reserve=within, refused=refused,
            acknowledged=len(acks), wrong=wrong or 0)
    return 0 if within >= 20 and refused and not wrong else 1


def full_disk():
    root = tempfile.mkdtemp(prefix="draaiboek-fault-")
    inside = ["unshare", "-rm", "sh", "-c",
              'mount -t tmpfs -o size=4m tmpfs "$1" || exit 77; '
              'exec "$2" "$3" inside "$1"', "sh", root, sys.executable,
              str(pathlib.Path(__file__).resolve().parent / "faults.py")]
    try:
        done = subprocess.run(inside, capture_output=True, text=True)
    except OSError as why:
        done = subprocess.CompletedProcess(inside, 77, "", str(why))
    os.rmdir(root)
    if done.returncode == 77 or "unshare" in done.stderr:
        skip("a full disk", "no name space of our own: " +
             done.stderr.strip().replace("\n", " "))
        return
    print(done.stdout.strip())
    report(done.returncode == 0, "a full disk is said, and loses nothing",
           done.stdout + done.stderr)


def small_files():
    """A line that does not fit is cut short; behind the limit is a signal."""
    for room in (2500, 0):
        with Stage(before=6) as stage:
            root = stage.fresh()
            size = max(path.stat().st_size for path in journals(root))

            def limit():
                resource.setrlimit(resource.RLIMIT_FSIZE,
                                   (size + room, resource.RLIM_INFINITY))
            done = batch(root, stage.incident, preexec_fn=limit)
            told = acknowledged(done.stdout)
            wrong = after(root, stage.incident, told)
            files = len({file for file, n, head in told})
            figures(what="file_size_limit", room=room, saved=len(told),
                    journals=files)
            report(done.returncode == 0 and len(told) == 12 and not wrong and
                   len(journals(root)) > 1,
                   "a limit on the size of files ends the journal only",
                   (done.returncode, done.stdout, done.stderr, wrong))


def full():
    full_disk()
    small_files()

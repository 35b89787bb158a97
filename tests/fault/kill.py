"""Killed, stopped and hung up at every call; killed while recovering."""
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from calls import ended_badly
from rig import (PROGRAM, Stage, Watch, a_moment, acknowledged, after, batch, breaks,
                 calls_of, environment, figures, journals, injected,
                 killed, lost, may_trace, note, notes, report, run, side_by_side, start,
                 thin, traced)


def sweep(stage, points, command):
    """Each point on a copy of its own: [(killed, acks, what went wrong)]."""
    def one(point):
        root = stage.fresh()
        done = command(root, injected(point[0], "kill", point[1]))
        told = acknowledged(done.stdout)
        wrong = after(root, stage.incident, told)
        if not killed(done) and done.returncode != 0:
            wrong = wrong or "exit %d %s" % (done.returncode, done.stderr)
        stage.done_with(root)
        return killed(done), len(told), wrong and "%s %d: %s" % (*point, wrong)
    return side_by_side(one, points)


def tell(what, points, results, took):
    wrong = [w for k, a, w in results if w]
    figures(what=what, points=len(points), killed=sum(k for k, a, w in results),
            acknowledged=sum(a for k, a, w in results),
            lost_acks=sum("lost" in w for w in wrong),
            chain_breaks=sum("breaks" in w or "verify" in w for w in wrong),
            recovered="%d/%d" % (len(results) - len(wrong), len(results)),
            seconds=took)
    report(points and all(k for k, a, w in results),
           "%s: every kill happened" % what)
    report(not wrong, "%s: nothing acknowledged is lost, no chain breaks, "
           "every restart is unattended" % what, "\n".join(wrong))


def run_batch(stage, entries):
    def command(root, wrapper):
        return batch(root, stage.incident, entries, wrapper=wrapper)
    return command


def kill(entries=200, most=0):
    """SIGKILL before every system call of a batch."""
    if not may_trace("kill"):
        return
    # Once going on in a journal that was left, once making its own.
    for what, count, prepare in (
            ("batch of %d" % entries, entries, None),
            ("batch of 12 in a new journal", 12, forget_marks)):
        watch = Watch()
        with Stage(prepare=prepare) as stage:
            command = run_batch(stage, count)
            points = thin(calls_of(
                lambda wrapper: command(stage.fresh(), wrapper)), most)
            results = sweep(stage, points, command)
            tell("kill_in_a_" + what.replace(" ", "_"), points, results, watch)
        report(sum(a for k, a, w in results) > len(points) / 20,
               "%s: lines were acknowledged before the kills" % what)


def forget_marks(model):
    for mark in model.glob("state/free/*"):
        mark.unlink()


def tear(model):
    """As a power cut leaves it: a part of a line at the end, no mark."""
    forget_marks(model)
    path = journals(model)[0]
    path.write_bytes(path.read_bytes() + b'{"prev":"0123456789abcdef')


def recovery(most=0):
    """Faults in the start that follows a torn tail: killed, and full."""
    if not may_trace("recovery"):
        return
    watch = Watch()
    with Stage(before=3, prepare=tear) as stage:
        def command(root, wrapper):
            return note(root, stage.incident, "first", wrapper=wrapper)
        points = thin(calls_of(
            lambda wrapper: command(stage.fresh(), wrapper)), most)
        tell("kill_in_recovery", points, sweep(stage, points, command), watch)
        watch = Watch()
        full = thin(calls_of(
            lambda wrapper: command(stage.fresh(), wrapper),
            only={"write", "pwrite64", "openat", "openat2", "fsync", "unlinkat",
                  "fdatasync", "fallocate", "renameat", "mkdirat"}), most)

        def one(point):
            root = stage.fresh()
            # From here on until the end: the disk stays full.
            done = command(root, injected(point[0], "error=ENOSPC",
                                          "%d+" % point[1]))
            told = acknowledged(done.stdout)
            wrong = after(root, stage.incident, told)
            recovered = sum(b'"kind":"recovered"' in path.read_bytes()
                            for path in journals(root))
            if not wrong and recovered < 1:
                wrong = "no line tells of the torn tail"
            if ended_badly(done) or (not told and done.returncode == 0):
                wrong = "exit %d, %d saved" % (done.returncode, len(told))
            stage.done_with(root)
            return wrong and "%s %d+: %s" % (*point, wrong)
        wrong = [w for w in side_by_side(one, full) if w]
        figures(what="full_in_recovery", points=len(full), wrong=len(wrong),
                seconds=watch)
        report(full and not wrong, "a disk that is full while recovering "
               "loses nothing", "\n".join(wrong))
    if not most:
        report(len(points) + len(full) >= 300, "at least 300 points in "
               "recovery", len(points) + len(full))


def signals(most=60):
    """Signals that end or pause: what is acknowledged is there."""
    if not may_trace("signals"):
        return
    with Stage() as stage:
        command = run_batch(stage, 12)
        every = calls_of(lambda wrapper: command(stage.fresh(), wrapper),
                         only={"write", "fdatasync", "fsync", "newfstatat",
                               "pwrite64", "openat2", "fallocate"})
        points = thin(every, most)
        for name in ("HUP", "TERM", "INT", "TSTP"):
            def one(point):
                root = stage.fresh()
                log = root / "trace"
                begun = time.monotonic()
                done = interrupted(root, stage, traced(
                    point[0], "signal=" + name, point[1], log), log, name)
                happened = ("--- SIG" + name) in log.read_text()
                wrong = after(root, stage.incident, acknowledged(done[1]))
                if not happened:
                    wrong = "the signal did not come"
                if name == "TSTP" and len(acknowledged(done[1])) != 12:
                    wrong = "%d saved after the pause" % len(
                        acknowledged(done[1]))
                if time.monotonic() - begun > 20:
                    wrong = "it hung"
                stage.done_with(root)
                return wrong and "%s %s %d: %s" % (name, *point, wrong)
            bad = [w for w in side_by_side(one, points) if w]
            figures(what="SIG" + name, points=len(points), wrong=len(bad))
            report(points and not bad, "SIG%s loses nothing" % name,
                   "\n".join(bad))


def interrupted(root, stage, wrapper, log, name):
    """A run that is woken again where it was stopped."""
    # The tracer is a grandchild: the program's own id is known then.
    process = subprocess.Popen(
        [wrapper[0], "-D", *wrapper[1:], PROGRAM, "-C", str(root), "batch",
         "-", "-i", stage.incident, "-r", "it"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # The kernel drops SIGTSTP in a group that no shell looks after.
        env=environment(), process_group=0)
    if name == "TSTP":
        wait_for(log, "--- stopped by SIGTSTP", process, notes(12))
        os.kill(process.pid, signal.SIGCONT)
        out, err = process.communicate(timeout=30)
    else:
        out, err = process.communicate(notes(12), timeout=30)
    deadline = time.monotonic() + 5
    # The tracer writes its last lines a little later.
    while not re.search(r"\+\+\+ (exited|killed)", read(log)):
        if time.monotonic() > deadline:
            break
        a_moment(0.005)
    return process.returncode, out, err


def read(path):
    path = pathlib.Path(path)
    return path.read_text(errors="replace") if path.exists() else ""


def wait_for(log, words, process, text):
    process.stdin.write(text)
    # Some calls come only when there is no more to read.
    process.stdin.close()
    process.stdin = None
    deadline = time.monotonic() + 20
    while words not in read(log) and process.poll() is None:
        if time.monotonic() > deadline:
            process.kill()
            raise RuntimeError("no %s" % words)
        a_moment(0.005)


def stopped(rounds=12):
    """Nobody waits for a process that is stopped in the middle of a sync."""
    if not may_trace("stopped"):
        return
    slowest, bad = 0.0, []
    with Stage() as stage:
        for n in range(1, rounds + 1):
            root = stage.fresh()
            log = root / "trace"
            wrapper = traced("fdatasync", "signal=STOP", n, log)
            process = subprocess.Popen(
                [wrapper[0], "-D", *wrapper[1:], PROGRAM, "-C", str(root),
                 "batch", "-", "-i", stage.incident, "-r", "it"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True, env=environment())
            wait_for(log, "--- stopped by SIGSTOP", process, notes(12))
            begun = time.monotonic()
            other = note(root, stage.incident, "meanwhile")
            slowest = max(slowest, time.monotonic() - begun)
            os.kill(process.pid, signal.SIGCONT)
            out, _ = process.communicate(timeout=30)
            told = acknowledged(out) + acknowledged(other.stdout)
            gone = lost(root, told) or breaks(root)
            if other.returncode != 0 or len(told) != 13 or gone:
                bad.append("%d: %d saved, %s %s" % (
                    n, len(told), gone, other.stderr))
            stage.done_with(root)
    figures(what="stopped", rounds=rounds, wrong=len(bad),
            slowest_other_ms=int(slowest * 1000))
    report(not bad and slowest < 2.5, "nobody waits for a stopped process",
           "\n".join(bad))


def starting(only=None):
    """SIGKILL at every call of `start`: files are there whole or not."""
    if not may_trace("starting"):
        return
    top = pathlib.Path(tempfile.mkdtemp(prefix="draaiboek-fault-"))
    words = ("start", "ransomware", "--title", "Faults", "--no-ui")

    def fresh():
        return pathlib.Path(tempfile.mkdtemp(dir=top))
    try:
        points = calls_of(lambda wrapper: run(
            fresh(), *words, wrapper=wrapper), only)
        kept = [0]

        def one(point):
            root = fresh()
            done = run(root, *words, wrapper=injected(point[0], "kill", point[1]))
            wrong = "" if killed(done) else "not killed"
            for path in root.glob("incidents/*/playbooks/*.yaml"):
                kept[0] += 1
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                if path.name.split(".")[-2] != digest[:16]:
                    wrong = "half a file: %s" % path.name
            again = start(root)
            told = acknowledged(note(root, again).stdout)
            if len(told) != 1 or lost(root, told) or breaks(root):
                wrong = wrong or "the next start"
            shutil.rmtree(root)
            return wrong and "%s %d: %s" % (*point, wrong)
        bad = [w for w in side_by_side(one, points) if w]
    finally:
        shutil.rmtree(top, ignore_errors=True)
    figures(what="kill_in_start", points=len(points),
            killed=len(points) - sum("not killed" in b for b in bad),
            files_looked_at=kept[0], wrong=len(bad))
    report(points and kept[0] and not bad,
           "a start that is killed leaves no half file", "\n".join(bad))

"""Files that are moved, replaced, cut, spliced, changed or no files at all."""
import os
import pathlib
import random
import shutil
import subprocess
import threading
import time

from rig import (PROGRAM, ROOT, Stage, acknowledged, after, batch, breaks,
                 environment, figures, journals, lost, note, report, run,
                 side_by_side, skip, start, thin)


def moved():
    """The file is moved, deleted, replaced or lengthened under the writer."""
    def away(path):
        path.rename(path.parent / "elsewhere")

    def replaced(path):
        copy = path.with_name("copy")
        shutil.copy(path, copy)
        copy.rename(path)

    def linked(path):
        path.rename(path.parent / "elsewhere")
        path.symlink_to("elsewhere")

    def longer(path):
        with open(path, "ab") as file:
            file.write(b"x")

    def shorter(path):
        os.truncate(path, path.stat().st_size - 1)
    for how in (away, pathlib.Path.unlink, replaced, linked, longer, shorter):
        with Stage() as stage:
            root = stage.fresh()
            process = subprocess.Popen(
                [PROGRAM, "-C", str(root), "batch", "-", "-i", stage.incident,
                 "-r", "it"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True, env=environment())
            process.stdin.write("note one\n")
            process.stdin.flush()
            before = acknowledged(process.stdout.readline())
            how(journals(root)[0])
            out, err = process.communicate("note two\nnote three\n",
                                           timeout=20)
            told = acknowledged(out)
            new = {file for file, n, head in told}
            good = (process.returncode == 0 and len(told) == 2 and before and
                    before[0][0] not in new and len(new) == 1 and
                    not lost(root, told) and "takes no more lines" in err)
            report(good, "a journal that is %s under us is left behind" %
                   how.__name__.replace("unlink", "deleted"),
                   (process.returncode, out, err, lost(root, told)))


def no_files():
    """Links, FIFOs, folders and devices in an incident are not followed."""
    kinds = {
        "a symbolic link": lambda p: p.symlink_to("/etc/passwd"),
        "a link to a journal": lambda p: p.symlink_to(
            next(p.parent.glob("*.jsonl")).name),
        "a FIFO": lambda p: os.mkfifo(p),
        "a folder": lambda p: p.mkdir(),
        "a socket": bind,
    }
    for name, make in kinds.items():
        with Stage() as stage:
            root = stage.fresh()
            path = journals(root)[0].with_name(
                "20260101T000000Z-other-00000000.jsonl")
            make(path)
            begun = time.monotonic()
            done = note(root, stage.incident, "beside", limit=10)
            told = acknowledged(done.stdout)
            log = run(root, "log", stage.incident)
            verify = run(root, "verify", stage.incident)
            said = path.name in (done.stderr + log.stderr + verify.stdout +
                                 verify.stderr)
            report(len(told) == 1 and time.monotonic() - begun < 5 and
                   verify.returncode == 1 and said and
                   "root:" not in log.stdout,
                   "%s is no journal, and is named" % name,
                   (done.stderr, log.stderr, verify.returncode, verify.stdout))


def bind(path):
    import socket
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def not_taken_over():
    """A journal that was left is only gone on with when it is untouched."""
    def linked_twice(path):
        os.link(path, path.with_name("second"))

    def swapped(path):
        path.rename(path.with_name("elsewhere"))
        path.symlink_to("elsewhere")

    def copied(path):
        shutil.copy(path, path.with_name("copy"))
        path.with_name("copy").rename(path)

    def grown(path):
        with open(path, "ab") as file:
            file.write(b'{"prev"')

    def edited(path):
        text = path.read_bytes()
        path.write_bytes(text.replace(b'"Faults"', b'"faults"'))

    def other_boot(path):
        mark = next(path.parents[2].glob("state/free/*.mark"))
        mark.write_text("\n".join(
            "boot 5a0c0000-0000-4000-8000-000000000001"
            if line.startswith("boot") else line
            for line in mark.read_text().splitlines()) + "\n")

    def foreign(path):
        os.chown(path, 12345, -1)
    cases = [linked_twice, swapped, copied, grown, edited, other_boot]
    if os.geteuid() == 0:
        cases.append(foreign)
    else:
        skip("another owner", "only root can give a file away")
    with Stage() as stage:
        root = stage.fresh()
        done = note(root, stage.incident)
        report(len(journals(root)) == 1, "an untouched journal is gone on "
               "with", done.stderr)
        for touch in cases:
            root = stage.fresh()
            path = journals(root)[0]
            name = path.name
            touch(path)
            before = path.read_bytes()
            done = note(root, stage.incident)
            told = acknowledged(done.stdout)
            # Where it was the only journal there is nothing to go on with.
            saved = (len(told) == 1 and told[0][0] != name or
                     touch == swapped and done.returncode != 0)
            report(saved and path.read_bytes() == before,
                   "a journal that was %s is not written again" %
                   touch.__name__.replace("_", " "), (done.stdout, done.stderr))


def tails():
    """NULs, rubbish, a missing newline: left alone, told of, no alarm."""
    kinds = {"NULs": bytes(4096), "rubbish": random.Random(1).randbytes(300),
             "a half line": b'{"prev":"00', "a line without its end": None}
    for name, tail in kinds.items():
        with Stage(before=2) as stage:
            root = stage.fresh()
            for mark in root.glob("state/free/*"):
                mark.unlink()
            path = journals(root)[0]
            if tail is None:
                text = path.read_bytes()[:-1]
            else:
                # A newline in it would be a line, and a bad one.
                text = path.read_bytes() + tail.replace(b"\n", b"\r")
            path.write_bytes(text)
            done = note(root, stage.incident, "behind it")
            told = acknowledged(done.stdout)
            verify = run(root, "verify", stage.incident)
            marked = tail is None
            report(len(told) == 1 and told[0][0] != path.name and
                   path.read_bytes() == text and not breaks(root) and
                   (verify.returncode == 0) != marked and
                   b'"kind":"recovered"' in journals(root)[-1].read_bytes() +
                   journals(root)[0].read_bytes(),
                   "%s at the end: kept, told of, %s" % (
                       name, "and the mark knows better" if marked
                       else "no alarm"), (done.stderr, verify.stdout))


def cloned():
    """Two copies of one station's folders go on side by side."""
    with Stage(before=2) as stage:
        first, second = stage.fresh(), stage.fresh()
        acks = []
        for root in (first, second):
            acks.append(acknowledged(batch(root, stage.incident, 5).stdout))
        # Each copy went on in the file it had: that is a fork, and is seen.
        copies = [next(r.glob("incidents/*/*.jsonl")) for r in (first, second)]
        target = copies[0].with_name(
            copies[0].stem + ".sync-conflict-20260101-000000-ABCDEFG.jsonl")
        shutil.copy(copies[1], target)
        log = run(first, "log", stage.incident, "--json").stdout
        heard = sum(log.count("number %d" % i) for i in range(5))
        report(len(acks[0]) == 5 and len(acks[1]) == 5 and heard >= 10,
               "a copy of a sync program's is one more source", heard)
        # By hand, as rsync -a does: new inodes, so nothing is taken over.
        plain = stage.top / "plain"
        shutil.copytree(stage.model, plain)
        done = note(plain, stage.incident, "the clone")
        new = acknowledged(done.stdout)[0][0]
        report(new != journals(stage.model)[0].name,
               "a cloned station makes a file of its own", new)


def synced(entries=400):
    """A growing journal that is copied is always a prefix."""
    with Stage() as stage:
        here, there = stage.fresh(), stage.fresh()
        done = []
        worker = threading.Thread(target=lambda: done.append(
            batch(here, stage.incident, entries)))
        worker.start()
        path = journals(here)[0]
        target = journals(there)[0]
        shutil.rmtree(there / "state")
        rounds = bad = torn = 0
        while worker.is_alive() or rounds < 3:
            copy = target.with_name(".copy")
            shutil.copyfile(path, copy)
            copy.rename(target)
            if rounds % 7 == 3:
                size = target.stat().st_size
                os.truncate(target, size - size % 5)
                torn += size % 5 != 0
            status = run(there, "log", stage.incident)
            bad += status.returncode != 0 or bool(breaks(there))
            rounds += 1
        worker.join()
        shutil.copyfile(path, target)
        known = run(there, "log", stage.incident).stdout
        note(there, stage.incident, "all read")
        told = acknowledged(done[0].stdout)
        size = target.stat().st_size
        os.truncate(target, size - size // 3)
        alarm = note(there, stage.incident, "who cut it?")
        figures(what="copied_while_growing", rounds=rounds, bad=bad)
        report(not bad and len(told) == entries and
               "number %d" % (entries - 1) in known,
               "a copy of a growing journal is a prefix", bad)
        report(target.name in alarm.stderr, "a foreign journal that shrank "
               "is an alarm", alarm.stderr)


def spliced():
    """Lines and files of another incident do not count."""
    with Stage(before=3) as stage:
        root = stage.fresh()
        other = start(root)
        batch(root, other, 3, text="note alien\n" * 3)
        folders = sorted(root.glob("incidents/*"))
        own = next(f for f in folders if stage.incident.startswith(f.name[-8:]))
        alien = next(f for f in folders if f != own)
        shutil.copy(next(alien.glob("*.jsonl")), own)
        verify = run(root, "verify", stage.incident)
        log = run(root, "log", stage.incident).stdout
        report(verify.returncode == 1 and "alien" not in log,
               "a file of another incident is found, and not counted",
               verify.stdout + log)
    with Stage(before=3) as stage:
        root = stage.fresh()
        plain = run(root, "verify", stage.incident)
        shutil.rmtree(root / "state")
        # Reading leaves a mark, so this one goes first.
        anchored = run(root, "verify", stage.incident, "--require-anchor")
        shutil.rmtree(root / "state")
        bare = run(root, "verify", stage.incident)
        figures(what="absent_protection", plain=plain.returncode,
                require_anchor=anchored.returncode)
        report(plain.returncode == 0 and anchored.returncode == 1,
               "what nothing vouches for is no OK where that is asked",
               anchored.stdout)
        report(bare.returncode == 0 and bare.stdout != plain.stdout and
               "not" in bare.stdout.lower(),
               "verify says what it could not check", bare.stdout)


def rot(most=0):
    """One bit turns: found at every byte, also in the last line."""
    with Stage(before=2) as stage:
        root = stage.fresh()
        path = journals(root)[0]
        text = path.read_bytes()
        at = thin(list(range(len(text))), most)

        def one(offset):
            copy = stage.fresh()
            bent = bytearray(text)
            bent[offset] ^= 1 << (offset % 7)
            journals(copy)[0].write_bytes(bytes(bent))
            code = run(copy, "verify", stage.incident).returncode
            stage.done_with(copy)
            return code
        codes = side_by_side(one, at)
        found = sum(code == 1 for code in codes)
        figures(what="bit_rot", offsets=len(at), found=found)
        report(at and found == len(at), "a bit that turns is found",
               [o for o, c in zip(at, codes) if c != 1][:20])


def playbook():
    """The playbook is edited while it is followed."""
    source = ROOT / "tests/cli/playbooks"
    with Stage() as stage:
        root = stage.fresh()
        mine = stage.top / "mine"
        shutil.copytree(source, mine)
        run_mine = lambda *words: run(root, "--playbooks", str(mine), *words)
        incident = run_mine("start", "pump", "--title", "Pump",
                            "--no-ui").stdout.strip()
        before = run_mine("status", incident).stdout
        for path in mine.glob("pump.*"):
            path.write_text("rubbish: [")
        status = run_mine("status", incident)
        done = run_mine("note", "went on", "-i", incident, "-r", "it")
        verify = run_mine("verify", incident)
        report(before and status.returncode == 0 and
               status.stdout.splitlines()[1:] == before.splitlines()[1:] and
               len(acknowledged(done.stdout)) == 1 and verify.returncode == 0,
               "a playbook that is edited changes no incident that follows it",
               (before, status.stdout, status.stderr, done.stderr))
        kept = next(root.glob("incidents/*-pump-*/playbooks/pump.en.*"))
        os.chmod(kept, 0o600)
        kept.write_bytes(kept.read_bytes() + b"\n")
        verify = run_mine("verify", incident)
        report(verify.returncode == 1 and kept.name in verify.stdout,
               "a kept playbook that was changed is found", verify.stdout)


def files(most=0):
    moved()
    no_files()
    not_taken_over()
    tails()
    cloned()
    synced(60 if most else 400)
    spliced()
    playbook()
    rot(most)

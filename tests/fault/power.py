#!/usr/bin/env python3
"""Power cuts and real sync failures on loop devices; needs root.

    power.py [ROUNDS [CONTROL]]     200 each, for each file system

A cut is `xfs_io -x -c shutdown` (nothing that is in memory reaches the disk
any more), or a copy of the image while it is mounted.  What was acknowledged
before the cut must be there after it.  The control is the same program with
syncs that do nothing: it must lose, or the cut was none.
"""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

import rig
from rig import (PROGRAM, SHIM, Watch, acknowledged, breaks, environment,
                 figures, journals, lost, note, notes, report, run, skip,
                 start)

SYSTEMS = {"ext4": (["mkfs.ext4", "-q", "-F"], "64M"),
           "xfs": (["mkfs.xfs", "-q", "-f"], "320M")}


def command(*words):
    done = subprocess.run([str(w) for w in words], capture_output=True,
                          text=True)
    if done.returncode != 0:
        raise RuntimeError("%s: %s" % (" ".join(map(str, words)),
                                       done.stderr.strip()))


def why_not():
    """Why these tests cannot run here; '' where they can."""
    if os.geteuid() != 0:
        return "only root may mount"
    for tool in ("mkfs.ext4", "mkfs.xfs", "xfs_io", "losetup", "mount"):
        if not shutil.which(tool):
            return "there is no %s" % tool
    if not SHIM.exists():
        return "no %s" % SHIM
    return ""


class Disk:
    """A file system in a file, mounted."""

    def __init__(self, top, system, size=None):
        self.system, self.top = system, top
        make, usual = SYSTEMS[system]
        self.image, self.place = top / "image", top / "disk"
        self.place.mkdir(exist_ok=True)
        self.image.unlink(missing_ok=True)
        command("truncate", "-s", size or usual, self.image)
        command(*make, self.image)
        self.mount()

    def mount(self, image=None):
        command("mount", "-o", "loop", image or self.image, self.place)

    def unmount(self):
        command("umount", self.place)

    def cut(self, by):
        """Power is gone, and comes back."""
        if by == "shutdown":
            command("xfs_io", "-x", "-c", "shutdown", self.place)
            return None
        copy = self.top / "copy"
        command("cp", "--sparse=always", self.image, copy)
        return copy


class Round:
    """A writer that is cut off behind so many acknowledged lines."""

    def __init__(self, disk, control):
        self.disk, self.control = disk, control
        self.env = environment()
        if control:
            self.env = rig.shim(NOSYNC=1)

    def run(self, by, enough):
        root = pathlib.Path(tempfile.mkdtemp(dir=self.disk.place))
        done = run(root, "start", "--title", "Cut", "--no-ui", env=self.env)
        incident = done.stdout.strip()
        process = subprocess.Popen(
            [PROGRAM, "-C", str(root), "batch", "-", "-i", incident, "-r",
             "it"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=self.env)
        feeder = threading.Thread(target=self.feed, args=(process,),
                                  daemon=True)
        feeder.start()
        told = []
        # What is said while the power goes is nobody's any more.
        for line in process.stdout:
            told += acknowledged(line)
            if len(told) >= enough:
                break
        if by == "copy":
            # The copy takes a while, and must be of one moment.
            process.send_signal(signal.SIGSTOP)
        copy = self.disk.cut(by)
        process.kill()
        process.communicate()
        feeder.join()
        self.disk.unmount()
        self.disk.mount(copy)
        gone = lost(root, told)
        wrong = ""
        if not self.control:
            wrong = breaks(root) or self.go_on(root, incident)
        if copy:
            self.disk.unmount()
            self.disk.mount()
        shutil.rmtree(root, ignore_errors=True)
        return len(told), len(gone), wrong

    @staticmethod
    def go_on(root, incident):
        done = note(root, incident, "the power is back")
        told = acknowledged(done.stdout)
        verify = run(root, "verify", incident)
        if len(told) != 1 or lost(root, told):
            return "restart: %s" % done.stderr
        return verify.stdout if verify.returncode != 0 else ""

    @staticmethod
    def feed(process):
        try:
            for i in range(100):
                process.stdin.write(notes(100, first=100 * i))
        except (OSError, ValueError):
            pass


def power(top, system, rounds, control):
    dice = random.Random(rounds)
    for lies in (False, True):
        watch = Watch()
        disk = Disk(top, system)
        acks = gone = losing = 0
        wrong = []
        count = control if lies else rounds
        try:
            for i in range(count):
                by = "copy" if i % 4 == 3 else "shutdown"
                told, missing, bad = Round(disk, lies).run(
                    by, dice.randrange(3, 60))
                acks, gone = acks + told, gone + missing
                losing += missing > 0
                if bad:
                    wrong.append("round %d, %s: %s" % (i, by, bad))
        finally:
            disk.unmount()
        figures(what="power_%s%s" % (system, "_control" if lies else ""),
                rounds=count, acknowledged=acks, lost=gone,
                rounds_with_loss=losing, breaks=len(wrong), seconds=watch)
        if lies:
            report(losing >= 0.95 * count, "%s: without sync a cut loses" %
                   system, "%d of %d" % (losing, count))
        else:
            report(count and acks and not gone, "%s: %d power cuts lose "
                   "nothing that was acknowledged" % (system, count), gone)
            report(not wrong, "%s: every start after a cut is unattended" %
                   system, "\n".join(wrong))


def sync_fails(top, system):
    """The disk below runs full: a sync that really fails."""
    small = top / "small"
    small.mkdir()
    command("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", small)
    try:
        disk = Disk(small, system, "200M" if system == "ext4" else "320M")
        root = disk.place / "root"
        incident = start(root)
        command("sync")
        free = shutil.disk_usage(small).free
        with open(small / "ballast", "wb") as ballast:
            ballast.write(bytes(max(0, free - 2000 * 1024)))
        text = notes(3000, "x" * 1800 + " %d")
        done = run(root, "batch", "-", "-i", incident, "-r", "it", text=text,
                   limit=300)
        told = acknowledged(done.stdout)
        said = [e for e in ("EIO", "ENOSPC", "EROFS") if e in done.stderr]
        disk.unmount()
        os.unlink(small / "ballast")
        disk.mount()
        gone, bad = lost(root, told), breaks(root)
        wrong = Round.go_on(root, incident)
        failed_over = len({file for file, n, head in told}) - 1
        disk.unmount()
        figures(what="sync_fails_%s" % system, acknowledged=len(told),
                errors=",".join(said), failed_over=failed_over,
                exit=done.returncode, lost=len(gone))
        report(said and len(told) < 3000 and done.returncode == 4,
               "%s: a sync really failed, and that was said" % system,
               done.stderr[-2000:])
        report(told and not gone and not bad and not wrong,
               "%s: what was acknowledged before it is there after a remount"
               % system, (gone[:5], bad, wrong))
    finally:
        subprocess.run(["umount", str(small / "disk")], capture_output=True)
        command("umount", "-l", small)
        small.rmdir()


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    control = int(sys.argv[2]) if len(sys.argv) > 2 else rounds
    reason = why_not()
    if reason:
        for system in SYSTEMS:
            skip("power cuts on %s" % system, reason)
        return 0
    if os.environ.get("DRAAIBOEK_OWN_MOUNTS") != "1":
        # Whatever happens, no mount outlives this.
        return subprocess.call(
            ["unshare", "-m", sys.executable, __file__, *sys.argv[1:]],
            env=dict(os.environ, DRAAIBOEK_OWN_MOUNTS="1"))
    top = pathlib.Path(tempfile.mkdtemp(prefix="draaiboek-power-"))
    command("mount", "-t", "tmpfs", "-o", "size=2g", "tmpfs", top)
    try:
        for system in SYSTEMS:
            try:
                Disk(top, system).unmount()
            except RuntimeError as why:
                skip("power cuts on %s" % system, why)
                continue
            power(top, system, rounds, control)
            sync_fails(top, system)
    finally:
        command("umount", "-l", top)
        top.rmdir()
    print("failures=%d" % rig.failures)
    return 1 if rig.failures else 0


if __name__ == "__main__":
    sys.exit(main())

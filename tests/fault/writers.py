"""Many writers on one incident, some killed, some stopped."""
import hashlib
import os
import random
import re
import signal
import subprocess
import threading
import time

from rig import (PROGRAM, Stage, Watch, breaks, environment, figures, journals,
                 lost, report, run, whole_lines)


class Writer(threading.Thread):
    """Writes its entries, again from the first that was not acknowledged."""

    def __init__(self, root, incident, name, entries, tick):
        super().__init__()
        self.root, self.incident = root, incident
        self.label, self.entries, self.tick = name, entries, tick
        self.acks, self.gaps, self.trouble = [], [], []
        self.process, self.paused = None, False

    def run(self):
        while len(self.acks) < self.entries and not self.trouble:
            self.write_some()

    def write_some(self):
        lines = "".join("note '%s entry %d'\n" % (self.label, i)
                        for i in range(len(self.acks), self.entries))
        self.process = process = subprocess.Popen(
            [PROGRAM, "-C", str(self.root), "batch", "-", "-i", self.incident,
             "-r", "it"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=environment())
        threading.Thread(target=self.feed, args=(process, lines),
                         daemon=True).start()
        last = None
        for line in process.stdout:
            ack = re.match(rb"^saved (\S+) (\d+) ([0-9a-f]{64})\n$", line)
            if not ack:
                continue
            now = time.monotonic()
            if last and not self.paused:
                self.gaps.append(now - last)
            self.paused, last = False, now
            self.acks.append((ack[1].decode(), int(ack[2]), ack[3].decode()))
            self.tick()
        err = process.stderr.read().decode()
        process.wait()
        if process.returncode not in (0, -signal.SIGKILL):
            self.trouble.append("exit %d %s" % (process.returncode, err))

    @staticmethod
    def feed(process, lines):
        try:
            process.stdin.write(lines.encode())
            process.stdin.close()
        except OSError:
            pass


class Storm:
    """A signal whenever so many entries were acknowledged."""

    def __init__(self, root, incident, writers, entries, signals, seed):
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.every = max(1, writers * entries // (signals + 1))
        self.signals, self.count = signals, 0
        self.killed = self.stopped = 0
        self.writers = [Writer(root, incident, "w%d" % i, entries, self.tick)
                        for i in range(writers)]

    def tick(self):
        with self.lock:
            self.count += 1
            if (self.count % self.every or
                    self.killed + self.stopped >= self.signals):
                return
            alive = [w for w in self.writers if w.is_alive() and w.process and
                     w.process.poll() is None]
            if not alive:
                return
            writer = self.random.choice(alive)
            if (self.killed + self.stopped) % 2:
                self.pause(writer)
            else:
                writer.process.send_signal(signal.SIGKILL)
                self.killed += 1

    def pause(self, writer):
        process = writer.process
        writer.paused = True
        process.send_signal(signal.SIGSTOP)
        self.stopped += 1
        threading.Timer(0.3, process.send_signal, [signal.SIGCONT]).start()

    def run(self):
        for writer in self.writers:
            writer.start()
        for writer in self.writers:
            writer.join()


def writers(count=8, entries=1000, signals=200, seed=1):
    watch = Watch()
    with Stage() as stage:
        root = stage.fresh()
        storm = Storm(root, stage.incident, count, entries, signals, seed)
        storm.run()
        acks = [ack for w in storm.writers for ack in w.acks]
        trouble = [t for w in storm.writers for t in w.trouble]
        gone, bad = lost(root, acks), breaks(root)
        texts = {}
        for path in journals(root):
            for line in whole_lines(path):
                text = re.search(rb'"text":"(w\d+ entry \d+)"', line)
                if text:
                    texts[text[1]] = texts.get(text[1], 0) + 1
        verify = run(root, "verify", stage.incident, limit=120)
        gaps = sorted(g for w in storm.writers for g in w.gaps)
        p99 = gaps[int(len(gaps) * 0.99)] if gaps else 0
        figures(what="writers", writers=count, acknowledged=len(acks),
                killed=storm.killed, stopped=storm.stopped, lost=len(gone),
                breaks=len(bad), missing=count * entries - len(texts),
                written_twice=sum(n - 1 for n in texts.values()),
                journals=len(journals(root)), p99_ms="%.1f" % (1000 * p99),
                slowest_ms="%.1f" % (1000 * (gaps or [0])[-1]), seconds=watch)
        report(storm.killed + storm.stopped == signals and
               storm.killed >= signals // 2, "writers were killed and stopped")
        report(len(acks) == count * entries and not gone and not trouble and
               len(texts) == count * entries,
               "%d writers lose nothing" % count,
               "%s %s" % (gone[:5], trouble[:5]))
        report(not bad and verify.returncode == 0, "no chain is broken",
               "%s %s" % (bad, verify.stdout[-2000:]))
        report(sum(n - 1 for n in texts.values()) <= storm.killed,
               "only what a kill hid is written twice")
        report(p99 <= 2.5, "nobody waits for a stopped writer", p99)

#!/usr/bin/env python3
"""Two stations with two Syncthings between them, one of them cut off.

    tests/sync/syncthing.py [ENTRIES]

Everything is on loopback and in a folder of the test's own: no discovery, no
relays, no NAT, no reports, no upgrades.  What is waited for comes from its
REST API: a call that answers when something happened.  ENTRIES is how many
each station writes in all: while both reach each other, while one of them is
stopped and while one of them is dead, and after that.
"""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.dont_write_bytecode = True
import stations
from stations import Station, at_once, files, judge, missing, report, same

LIMIT = 120  # seconds for anything to come about
KEY = "only-for-this-test"


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for s in held:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in held]
    for s in held:
        s.close()
    return ports


class Engine:
    """One Syncthing with a home of its own, as a single process."""

    def __init__(self, home, ports):
        self.home = pathlib.Path(home)
        self.api, self.port = ports
        self.env = dict(os.environ, HOME=str(home), STNOUPGRADE="1",
                        STNODEFAULTFOLDER="1", STMONITORED="yes")
        self.process, self.since = None, 0
        subprocess.run(["syncthing", "generate", "--home=%s" % home,
                        "--no-default-folder"], env=self.env, check=True,
                       capture_output=True)
        self.id = subprocess.run(["syncthing", "--home=%s" % home, "--device-id"],
                                 env=self.env, check=True, capture_output=True,
                                 text=True).stdout.strip()

    def configure(self, other, path):
        device = '<device id="%s" name="%s" compression="never">' \
                 '<address>tcp://127.0.0.1:%d</address></device>'
        options = {
            "globalAnnounceEnabled": "false", "localAnnounceEnabled": "false",
            "relaysEnabled": "false", "natEnabled": "false", "urAccepted": "-1",
            "autoUpgradeIntervalH": "0", "crashReportingEnabled": "false",
            "startBrowser": "false", "reconnectionIntervalS": "1",
            "stunKeepaliveStartS": "0", "setLowPriority": "false",
            "listenAddress": "tcp://127.0.0.1:%d" % self.port,
        }
        (self.home / "config.xml").write_text(
            '<configuration version="36">'
            '<folder id="incidents" path="%s" type="sendreceive" '
            'fsWatcherEnabled="true" fsWatcherDelayS="1" rescanIntervalS="3600">'
            '<device id="%s"/><device id="%s"/></folder>' % (path, self.id, other.id) +
            device % (self.id, "self", self.port) +
            device % (other.id, "other", other.port) +
            '<gui enabled="true" tls="false"><address>127.0.0.1:%d</address>'
            '<apikey>%s</apikey></gui>' % (self.api, KEY) +
            "<options>" + "".join("<%s>%s</%s>" % (k, v, k)
                                  for k, v in options.items()) +
            "</options></configuration>")

    def call(self, path, post=False, timeout=LIMIT):
        asked = urllib.request.Request(
            "http://127.0.0.1:%d/rest/%s" % (self.api, path),
            method="POST" if post else "GET", headers={"X-API-Key": KEY})
        with urllib.request.urlopen(asked, timeout=timeout) as answer:
            text = answer.read()
        return json.loads(text) if text.strip() else None

    def start(self):
        """It says on its output when its API listens: no guessing."""
        self.since = 0
        self.process = subprocess.Popen(
            ["syncthing", "serve", "--home=%s" % self.home, "--no-browser",
             "--no-restart", "--no-upgrade"], env=self.env,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "GUI and API listening" in line:
                # Somebody must read on, or it stops at a full pipe.
                self.reader = stations.threading.Thread(
                    target=self.process.stdout.read, daemon=True)
                self.reader.start()
                return
        raise RuntimeError("Syncthing did not start: " + self.said)

    def events(self):
        """Waits until something happens, a few seconds at most."""
        for e in self.call("events?since=%d&timeout=5" % self.since, timeout=LIMIT):
            self.since = max(self.since, e["id"])

    def wait_until(self, what, true):
        end = time.monotonic() + LIMIT
        while not true():
            if time.monotonic() > end:
                raise RuntimeError("waited too long until " + what)
            self.events()

    def scan(self):
        self.call("db/scan?folder=incidents", post=True)

    def is_connected(self, other):
        there = self.call("system/connections")["connections"]
        return there.get(other.id, {}).get("connected", False)

    def has_all(self):
        st = self.call("db/status?folder=incidents")
        return st["state"] == "idle" and st["needFiles"] == 0

    def signal(self, number):
        os.kill(self.process.pid, number)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def settle(engines, a, b):
    """Both have seen all there is, and have the same."""
    for e, other in (engines, engines[::-1]):
        e.wait_until("they are connected", lambda: e.is_connected(other))

    def is_same():
        for e in engines:
            e.scan()
        return all(e.has_all() for e in engines) and same(a, b)

    engines[0].wait_until("both have the same", is_same)


def work(folder, entries, engines):
    one, two = engines
    a, b = Station(folder, "a", "it"), Station(folder, "b", "management")
    for e, other, s in ((one, two, a), (two, one, b)):
        (s.incidents / ".stfolder").mkdir()
        e.configure(other, s.incidents)
    a.start()
    for e in engines:
        e.start()
    settle(engines, a, b)
    report("syncthing: the incident has arrived", files(b.incidents))
    part = entries // 4
    at_once(lambda: a.write(part), lambda: b.write(part))
    # Asleep: the other one holds on to a connection that says nothing.
    two.signal(signal.SIGSTOP)
    at_once(lambda: a.write(part), lambda: b.write(part))
    report("syncthing: with one asleep they differ", not same(a, b))
    two.signal(signal.SIGCONT)
    at_once(lambda: a.write(part // 2), lambda: b.write(part // 2))
    # Dead, in the middle of whatever it was doing.
    two.signal(signal.SIGKILL)
    two.process.wait()
    at_once(lambda: a.write(part), lambda: b.write(part))
    report("syncthing: with one dead they differ", not same(a, b))
    two.start()
    rest = entries - 3 * part - part // 2
    at_once(lambda: a.write(rest), lambda: b.write(rest))
    settle(engines, a, b)
    judge("syncthing", a, b)


def main():
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    if missing("syncthing"):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        ports = free_ports(4)
        engines = [Engine(os.path.join(folder, "home-" + n), p)
                   for n, p in (("a", ports[:2]), ("b", ports[2:]))]
        try:
            work(folder, entries, engines)
        except RuntimeError as why:
            report("syncthing: " + str(why), False)
        finally:
            for e in engines:
                e.end()
    return 1 if stations.failed else 0


sys.exit(main())

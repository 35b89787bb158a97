"""Clocks that jump, stand at 1970 or in 2099, and change over to summer."""
import datetime
import json
import re
import shutil

from rig import (Stage, acknowledged, breaks, environment, figures, journals,
                 lost, note, report, run, skip, start, whole_lines)

PLAIN_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d\.\d{3}Z$")


def may_fake(name):
    if shutil.which("faketime"):
        return True
    skip(name, "there is no faketime")
    return False


def at(moment):
    # Otherwise faketime turns the monotonic clock too, which no jump does.
    return {"wrapper": ["faketime", "-f", moment], "env": environment(
        FAKETIME_DONT_FAKE_MONOTONIC=1, TZ="UTC")}


def entries(root):
    return [json.loads(line) for path in journals(root)
            for line in whole_lines(path)]


def ms(text):
    return int(datetime.datetime.fromisoformat(
        text.replace("Z", "+00:00")).timestamp() * 1000)


def wrong_times(root, acks):
    """'' where no file goes back in time and every time is well formed."""
    if lost(root, acks) or breaks(root):
        return "lost or broken"
    for path in journals(root):
        before = 0
        for line in whole_lines(path):
            entry = json.loads(line)
            for key in ("time", "clock"):
                if key in entry and not PLAIN_TIME.match(entry[key]):
                    return "%s %s" % (key, entry[key])
            if ms(entry["time"]) < before:
                return "%s goes back" % entry["time"]
            before = ms(entry["time"])
    return ""


def jump():
    """The clock is set back and forth; `clock` says what it showed."""
    if not may_fake("jump"):
        return
    steps = ["-2h", "+1s", "-1d", "+3m", "-30s", "+2h", "-5s"]
    with Stage() as stage:
        root = stage.fresh()
        acks, fine = [], True
        for step in steps:
            done = note(root, stage.incident, step, **at(step))
            fine = fine and done.returncode == 0
            acks += acknowledged(done.stdout)
        wrong = wrong_times(root, acks)
        written = [e for e in entries(root) if e["kind"] == "note"]
        held = [e for e in written if "clock" in e]
        honest = all(ms(e["clock"]) < ms(e["time"]) for e in held)
        told = [e for e in entries(root) if e["kind"] == "clock"]
        # Each but the last is more than a minute from the one before; the
        # first is one from the clock that began the incident.
        report(len(told) == 7 and all(
            abs(ms(e["wall"]) - ms(e["at"]) - 0) - e["step"] in (0, 1, -1)
            for e in told), "each jump has an entry of its own",
            [(e["at"], e["wall"], e["step"]) for e in told])
        verify = run(root, "verify", stage.incident)
        figures(what="clock_jumps", steps=len(steps), saved=len(acks),
                held_back=len(held), wrong=wrong or 0)
        report(fine and len(acks) == len(steps) and not wrong,
               "time never goes back in a journal", wrong)
        # -2h, -1d, -30s and the last, which come behind later times.
        report(len(held) >= 4 and honest, "an entry says what the clock "
               "showed where that differs", held)
        report(verify.returncode == 0, "verify holds after clock jumps",
               verify.stdout)


def unset():
    """A machine without a clock of its own begins in 1970."""
    if not may_fake("unset"):
        return
    with Stage() as stage:
        root = stage.fresh()
        done = note(root, stage.incident, "in 1970",
                    **at("@1970-01-01 00:00:05"))
        acks = acknowledged(done.stdout)
        last = entries(root)[-1]
        wrong = wrong_times(root, acks)
        figures(what="unset_clock", saved=len(acks), clock=last.get("clock"),
                time=last["time"])
        report("clock is not set" in done.stderr, "an unset clock is told",
               done.stderr)
        report(len(acks) == 1 and not wrong and
               last.get("clock", "").startswith("1970-01-01T00:00:0"),
               "a clock at 1970 is told, and bends no order",
               (wrong, done.stderr))
        # And an incident that begins there.
        root = stage.fresh()
        done = run(root, "start", "--title", "Early", "--no-ui",
                   **at("@1970-01-01 00:00:05"))
        listed = run(root, "list")
        report(done.returncode == 0 and "Early" in listed.stdout,
               "an incident may begin in 1970", done.stderr + listed.stdout)


def far_ahead():
    """A station in 2099 does not drag the others along."""
    if not may_fake("far_ahead"):
        return
    with Stage() as stage:
        root = stage.fresh()
        for mark in root.glob("state/free/*"):
            mark.unlink()
        far = note(root, stage.incident, "from 2099",
                   **at("@2099-06-01 12:00:00"))
        for mark in root.glob("state/free/*"):
            mark.unlink()
        near = note(root, stage.incident, "from now")
        told = {e["text"]: e for e in entries(root) if e["kind"] == "note"}
        named = {seen["file"] for e in entries(root)
                 for seen in e.get("seen", [])}
        now = datetime.datetime.now(datetime.timezone.utc).timestamp() * 1000
        ahead = (ms(told["from now"]["time"]) - now) / 1000
        log = run(root, "log", stage.incident).stdout
        figures(what="clock_in_2099", ahead_s=int(ahead),
                seen=len(named))
        report(far.returncode == 0 and near.returncode == 0 and
               240 < ahead <= 301, "a clock in 2099 moves others by five "
               "minutes at most", ahead)
        done = run(root, "log", stage.incident)
        report("2099" in done.stdout and
               "not come yet" in done.stderr and
               acknowledged(far.stdout)[0][0] in done.stderr,
               "whose clock is in 2099 is told, and the year", done.stderr)
        # It was read before: no clock turns that round.
        report(acknowledged(far.stdout)[0][0] in named and
               log.index("from 2099") < log.index("from now"),
               "what was read comes before what was written after it", log)


def moved_to(moment):
    """As a distance from now: faketime reads a moment in the local zone."""
    target = datetime.datetime.fromisoformat(moment + "+00:00")
    now = datetime.datetime.now(datetime.timezone.utc)
    return at("%+ds" % round((target - now).total_seconds()))


def one_moment(root, zone, moment, local):
    """What is wrong with an incident that begins then and there."""
    how = moved_to(moment)
    how["env"]["TZ"] = zone
    done = run(root, "start", "--title", "zone", "--no-ui", **how)
    incident = done.stdout.strip()
    # The second entry of 2016 stands behind the leap second.
    note(root, incident, "here", **how)
    how["env"]["TZ"] = "Europe/Brussels"
    log = run(root, "log", incident, **how).stdout
    own = [e for e in entries(root) if e["incident"] == incident]
    bad = []
    if not own or own[-1]["kind"] != "note":
        bad.append("%s %s: not written: %s" % (zone, moment, done.stderr))
    for entry in own:
        if not PLAIN_TIME.match(entry["time"]) or not -1000 <= ms(
                entry["time"]) - ms(moment.replace(" ", "T") + "Z") < 30000:
            bad.append("%s %s: %s" % (zone, moment, entry["time"]))
    if zone == "Europe/Brussels" and local not in log:
        bad.append("%s: shown as %s" % (moment, log))
    return bad


ZONES = ("UTC", "Europe/Brussels", "America/St_Johns", "Pacific/Apia",
         ":nonsense", "")


def zones(names=ZONES):
    """Zones, a leap second, both changes of clock."""
    if not may_fake("zones"):
        return
    shown, bad = [], []
    cases = [  # moment (UTC), what Brussels shows
        ("2026-03-29 00:59:30", "01:59"), ("2026-03-29 01:00:10", "03:00"),
        ("2026-10-25 00:59:30", "02:59"), ("2026-10-25 01:00:10", "02:00"),
        ("2016-12-31 23:59:59", "00:59"), ("2026-12-31 23:30:10", "00:30"),
    ]
    for zone in names:
        with Stage() as stage:
            root = stage.fresh()
            for moment, local in cases:
                bad += one_moment(root, zone, moment, local)
                shown.append(moment)
    figures(what="zones", cases=len(shown), wrong=len(bad))
    report(shown and not bad, "UTC in the file, local time on the screen, "
           "right over both changes of clock", "\n".join(bad))


def clock(names=ZONES):
    jump()
    unset()
    far_ahead()
    zones(names)

"""One fault at a time: every call with every error, every allocation."""
import re
import shutil
import signal
import subprocess

from rig import (Stage, Watch, acknowledged, after, batch, calls_of, figures,
                 injected, journals, may_trace, need_shim, report, run, shim,
                 side_by_side, skip, thin, thin_each,
                 traced)

ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EINTR", "EAGAIN", "ENOMEM",
          "EMFILE", "ESTALE", "ENOLCK"]
# The loader, before main(), ends with 127 where it cannot.
LOADER_GAVE_UP = 127
NOT_INJECTED = 126
WAITS = ("poll", "ppoll", "recvfrom", "sendto", "wait4")
# A failed brk() answers with the old end, never with an error, and glibc
# itself ends the process when a futex gives an error that does not exist.
NO_ERRORS = {"brk", "futex"}


def ended_badly(done):
    """A crash: any signal but the program's own end with a message.

    Also where no fault was injected: then nothing is shown.
    """
    if done.returncode in (-signal.SIGABRT, 134):
        return not said_why(done)
    return done.returncode < 0 or done.returncode >= NOT_INJECTED and \
        done.returncode != LOADER_GAVE_UP


def said_why(done):
    return re.search(r"^draaiboek: \S", done.stderr, re.M) is not None


def one_fault(stage, what, wanted, **how):
    root = stage.fresh()
    wrong = ""
    try:
        done = batch(root, stage.incident, wanted, limit=20, **how)
    except subprocess.TimeoutExpired:
        stage.done_with(root)
        return 0, 0, what + ": it hung"
    told = acknowledged(done.stdout)
    if ended_badly(done):
        wrong = "exit %d %s" % (done.returncode, done.stderr)
    elif done.returncode == 0 and len(told) != wanted:
        wrong = "fine, and %d saved" % len(told)
    elif done.returncode not in (0, LOADER_GAVE_UP) and not done.stderr:
        wrong = "exit %d without a word" % done.returncode
    wrong = wrong or after(root, stage.incident, told)
    stage.done_with(root)
    return (done.returncode == 0, done.returncode in (-6, 134),
            wrong and "%s: %s" % (what, wrong))


def tell(what, results, watch, name):
    bad = [w for fine, ended, w in results if w]
    figures(what=what, points=len(results),
            went_on=sum(fine for fine, ended, w in results),
            ended_with_a_message=sum(ended for fine, ended, w in results),
            crashed=sum("exit -" in w or "exit 1" in w for w in bad),
            false_saved=sum("lost" in w or "saved" in w for w in bad),
            wrong=len(bad), seconds=watch)
    report(results and not bad, name, "\n".join(bad))


def calls(most=0):
    """Every call of a short batch fails once, with each error in turn.

    Each call of each operation with every error: unit/store/test_refused_*.
    """
    if not may_trace("calls"):
        return
    watch = Watch()
    with Stage() as stage:
        every = calls_of(lambda wrapper: batch(
            stage.fresh(), stage.incident, 2, wrapper=wrapper), loader=False)
        every = [call for call in every if call[0] not in NO_ERRORS]
        points = thin([(call, ERRORS[(2 * i + second) % len(ERRORS)])
                       for i, call in enumerate(every)
                       for second in range(2)], most)
        results = side_by_side(lambda p: one_fault(
            stage, "%s %d %s" % (*p[0], p[1]), 2,
            wrapper=injected(p[0][0], "error=" + p[1], p[0][1])), points)
    tell("calls", results, watch, "any one call may fail in any way")


def interrupted():
    """EINTR at every second call that can be interrupted."""
    if not may_trace("interrupted"):
        return
    watch = Watch()
    names = ["write", "read", "pread64", "openat2", "getrandom"]
    with Stage() as stage:
        results = [one_fault(stage, name, 8, wrapper=traced(
            name, "error=EINTR", "1+2")) for name in names]
    went = dict(zip(names, (fine for fine, ended, w in results)))
    tell("interrupted", results, watch, "interrupted calls cost nothing")
    report(went["write"], "a write that is interrupted is begun again", went)


def short_reads():
    """A tail that cannot be read is not gone on with; no wrong `prev`."""
    if not may_trace("short_reads"):
        return
    watch = Watch()
    results = []
    with Stage(before=2) as stage:
        for name in ("pread64", "read"):
            for fault in ("error=EIO", "retval=0", "error=EMFILE"):
                for n in ("1+", "1", "2", "3", "4", "5", "6", "7"):
                    results.append(one_fault(
                        stage, "%s %s %s" % (name, fault, n), 2,
                        wrapper=traced(name, fault, n)))
        root = stage.fresh()
        for few in range(4, 24):
            results.append(one_fault(
                stage, "%d descriptors" % few, 2,
                wrapper=["sh", "-c", 'ulimit -n %d; exec "$@"' % few, "sh"]))
        stage.done_with(root)
    tell("short_reads", results, watch,
         "what cannot be read is not gone on with")


def memory(most=0):
    """Every allocation fails: once, and from there on."""
    if not need_shim("memory"):
        return
    watch = Watch()
    with Stage() as stage:
        root = stage.fresh()
        count = root / "count"
        batch(root, stage.incident, 2, env=shim(COUNT=count))
        total = int(count.read_text()) if count.exists() else 0
        if total < 50:
            skip("memory", "the allocator of this build does not go through "
                 "the shim")
            return
        points = thin([(n, once) for n in range(1, total + 1)
                       for once in (False, True)], most)

        def one(point):
            n, once = point
            more = {"ONCE": 1} if once else {}
            return one_fault(stage, "allocation %d%s" % (
                n, "" if once else "+"), 2, env=shim(MALLOC_N=n, **more))
        results = side_by_side(one, points)
        # Saved lines cost no memory: as many after a thousand as after one.
        few, many = (allocations(stage, entries) for entries in (20, 60))
    tell("memory", results, watch, "memory may run out anywhere")
    figures(what="allocations", total=total, each_entry=(many - few) / 40)


def allocations(stage, entries):
    root = stage.fresh()
    count = root / "count"
    batch(root, stage.incident, entries, env=shim(COUNT=count))
    stage.done_with(root) if not count.exists() else None
    total = int(count.read_text())
    stage.done_with(root)
    return total


def other_folders(model):
    """Beside the root: another station's folder, strays, a stick, a file."""
    run(model, "--ui=plain", "organisation", text=ORGANISATION)
    forget_and_tear(model)
    own = next(model.glob("incidents/*"))
    journal = next(own.glob("*.jsonl")).name
    for name in ("other", "fork"):
        shutil.copytree(own, model / name / own.name)
        other = model / name / own.name / journal
        other.rename(other.with_name(OTHER_JOURNAL))
        lines = other.with_name(OTHER_JOURNAL).read_bytes().split(b"\n")
        # A copy that a sync program made when there was less.
        other.with_name(CONFLICT_COPY % journal[:-6]).write_bytes(
            b"\n".join(lines[:2]) + b"\n")
        if name == "fork":
            other.write_bytes(b"\n".join(lines[:-1]).replace(
                b"number 3", b"number four") + b"\n")
    shutil.copytree(model / "other" / own.name, model / "astray")
    (model / "stick").mkdir()
    (model / "file").write_text("evidence\n" * 1000)


OTHER_JOURNAL = "20260101T000000Z-other-0a1b2c3d.jsonl"
CONFLICT_COPY = "%s.sync-conflict-20260101-000000-ABCDEFG.jsonl"
PLAIN_WORDS = "note one\nyes\nnote two\n"
ORGANISATION = "\n".join(["Voorbeeldegem", "", "", "", "no", "yes", "no",
                          "no"] + [""] * 5 + ["yes"]) + "\n"


def stand_in(incident):
    """The commands to break: {name: (words, input)}; @ is the root."""
    add = ["evidence", "add", "@/file", "--note", "a file", "--how", "copied"]
    mine = ["-i", incident, "-r", "it"]
    return {
        "start": (["start", "ransomware", "--title", "More", "--no-ui"], None),
        "list": (["list"], None),
        "verify": (["verify", incident], None),
        "log": (["log", incident], None),
        "merge": (["merge", incident, "@/other"], None),
        "merge_new": (["merge", incident, "@/stick"], None),
        "merge_strays": (["merge", incident, "@/astray"], None),
        "merge_fork": (["merge", incident, "@/fork"], None),
        "evidence": (add + mine, None),
        "evidence_verify": (["evidence", "verify", incident], None),
        "seal": (["seal"] + mine, None),
        "plain": (["--ui=plain", "resume", incident, "--role", "it"],
                  PLAIN_WORDS),
        "organisation": (["--ui=plain", "organisation"],
                         ORGANISATION.replace("degem", "gem")),
    }


def commands(most=0, names=None):
    """Every call of the other commands fails once; most: of each name."""
    if not may_trace("commands"):
        return
    with Stage(before=4, prepare=other_folders) as stage:
        for name, (words, text) in stand_in(stage.incident).items():
            if names and name not in names:
                continue
            watch = Watch()

            def command(root, wrapper=()):
                return run(root, *(word.replace("@", str(root))
                                   for word in words),
                           wrapper=wrapper, limit=20, text=text)
            every = calls_of(lambda wrapper: command(stage.fresh(), wrapper),
                             loader=False)
            points = [(point, ERRORS[i % len(ERRORS)]) for i, point in
                      enumerate(thin_each([p for p in every
                                           if p[0] not in NO_ERRORS], most))]
            results = side_by_side(
                lambda p: one_command(stage, command, name, p), points)
            tell("calls_of_" + name, results, watch,
                 "any call of `%s` may fail" % name)


def forget_and_tear(model):
    """A torn tail, and no mark: there is something to recover."""
    for mark in model.glob("state/free/*"):
        mark.unlink()
    path = journals(model)[0]
    path.write_bytes(path.read_bytes() + b'{"prev":"0123456789abcdef')


def after_command(stage, root, acks):
    if run(root, "check", root / "playbooks/organisation.yaml").returncode:
        return "half a file of the organisation"
    return after(root, stage.incident, acks)


def after_fork(stage, root, acks):
    """A fork breaks the log: what was there stays, and the copy is one."""
    own = journals(stage.model)[0]
    here = root / own.relative_to(stage.model)
    if not here.read_bytes().startswith(own.read_bytes()):
        return "what was there has changed"
    for _ in range(2):
        done = run(root, "merge", stage.incident, str(root / "fork"))
    copies = [path for path in journals(root) if ".conflict-" in path.name]
    if done.returncode != 1 or len(copies) != 1:
        return "merged again: exit %d, %d copies" % (
            done.returncode, len(copies))
    return ""


def one_command(stage, command, what, point):
    (call, n), error = point
    root = stage.fresh()
    what = "%s %s %d %s" % (what, call, n, error)
    try:
        done = command(root, injected(call, "error=" + error, n))
        # How often two processes wait for each other is not always the same.
        while done.returncode == NOT_INJECTED and call in WAITS and n > 1:
            n -= 1
            done = command(root, injected(call, "error=" + error, n))
    except subprocess.TimeoutExpired:
        stage.done_with(root)
        return 0, 0, what + ": it hung"
    wrong = ""
    if ended_badly(done):
        wrong = "exit %d %s" % (done.returncode, done.stderr)
    wrong = wrong or (after_fork if "fork" in what else after_command)(
        stage, root, acknowledged(done.stdout))
    stage.done_with(root)
    return (done.returncode == 0, done.returncode in (-6, 134),
            wrong and "%s: %s" % (what, wrong))

#!/usr/bin/env python3
"""The line mode as a process: what comes in over its standard input, how it
ends, and what is there when it starts again."""
import os
import re
import signal
import subprocess
import sys
import tempfile

PROGRAM = os.environ["DRAAIBOEK"]
failed = False


def report(name, good, seen=""):
    global failed
    print(("ok " if good else "not ok ") + "plain/loop " + name)
    if not good:
        failed = True
        print("    " + str(seen)[-600:].replace("\n", "\n    "))


class Dialogue:
    def __init__(self, root, *args):
        self.process = subprocess.Popen(
            [PROGRAM, "-C", root, "--ui=plain", "--lang", "en", *args],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, bufsize=0)

    def listen(self):
        text = b""
        while not text.endswith(b"]: "):
            more = os.read(self.process.stdout.fileno(), 65536)
            if not more:
                break
            text += more
        return text.decode("utf-8", "replace")

    def say(self, line):
        if isinstance(line, str):
            line = line.encode()
        os.write(self.process.stdin.fileno(), line + b"\n")
        return self.listen()

    def end(self):
        self.process.stdin.close()
        rest = self.process.stdout.read().decode("utf-8", "replace")
        return self.process.wait(), rest


def start(root, *args):
    return subprocess.run(
        [PROGRAM, "-C", root, "start", "ransomware", "--lang", "en",
         "--title", "Town hall", "--by", "Duty officer", "--no-ui", *args],
        check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def lines(root):
    with tempfile.TemporaryDirectory() as empty:
        talk = Dialogue(empty)
        seen = talk.listen()
        report("begins at the start", seen.startswith("draaiboek "), seen)
        code, rest = talk.end()
        report("the end of input leaves", code == 0 and "Left" in rest, rest)
    start(root)
    talk = Dialogue(root, "resume", "-r", "it", "--by", "Duty officer")
    talk.listen()
    seen = talk.say(b"note " + b"x" * 20000)
    report("a line over 16 KiB is refused", "16 KiB" in seen, seen)
    seen = talk.say(b"note \xff\xfe broken")
    report("bytes that are no text are refused", r"\xff" in seen, seen)
    seen = talk.say(b"note \x1b[31mred")
    report("escapes are shown and refused",
           r"\x1b" in seen and "\x1b" not in seen, seen)
    seen = talk.say(b"note a\0b")
    report("a NUL is refused", r"\x01" in seen, seen)
    seen = talk.say("note " + "x" * 1990)
    report("a long note is saved", "Saved" in seen, seen)
    seen = talk.say("note " + "x" * 2100)
    report("too long a text is asked again",
           "Saved" not in seen and "Note?" in seen, seen)
    seen = talk.say("<")
    os.write(talk.process.stdin.fileno(), b"y\n" * 2)
    seen = talk.listen()
    while len(re.findall("Saved", seen)) < 2:
        seen += talk.listen()
    report("pasted lines are answers, one by one", True)
    talk.process.kill()
    talk.process.wait()
    again = Dialogue(root, "resume", "-r", "it", "--by", "Duty officer")
    seen = again.listen()
    report("after a kill it goes on at the first open item",
           "Item 1." in seen or "Item 0.3" in seen, seen)
    code, rest = again.end()
    report("leaving says how to go on",
           code == 0 and "saved" in rest and "resume" in rest, rest)


def signals(root):
    for name, number in (("SIGTERM", signal.SIGTERM), ("SIGHUP",
                                                       signal.SIGHUP)):
        talk = Dialogue(root, "resume", "-r", "it", "--by", "Duty officer")
        talk.listen()
        talk.process.send_signal(number)
        rest = talk.process.stdout.read().decode()
        code = talk.process.wait()
        report("%s leaves in order" % name,
               code == 128 + number and "Everything is saved" in rest,
               (code, rest))
    talk = Dialogue(root, "resume", "-r", "it", "--by", "Duty officer")
    talk.listen()
    talk.say("contacts")
    talk.process.send_signal(signal.SIGINT)
    seen = talk.listen()
    report("Ctrl-C cancels", "Cancelled" in seen, seen)
    talk.process.send_signal(signal.SIGINT)
    seen = talk.listen()
    report("Ctrl-C at the step asks whether to leave", "1, stay" in seen, seen)
    talk.process.send_signal(signal.SIGINT)
    code = talk.process.wait()
    report("and once more leaves", code == 0, code)
    talk = Dialogue(root, "resume", "-r", "it", "--by", "Duty officer")
    talk.listen()
    talk.process.stdout.close()
    os.write(talk.process.stdin.fileno(), b"help\nhelp\n")
    report("a closed output ends it", talk.process.wait() == 0)


def others(root):
    talk = Dialogue(root, "resume", "-r", "it", "--by", "Duty officer")
    talk.listen()
    talk.say("step")
    seen = talk.say("list")
    number = re.search(r"Item (1\.\d), open", seen).group(1)
    talk.say("<")
    talk.say(number)
    subprocess.run([PROGRAM, "-C", root, "do", number, "-r", "it", "--by",
                    "Somebody else"], check=True, stdout=subprocess.DEVNULL)
    seen = talk.say("yes")
    report("an answer never falls on another item",
           "is done already" in seen or "is answered" in seen or
           "Somebody else" in seen, seen)
    report("what others wrote is said before the next prompt",
           "Somebody else" in seen, seen)
    talk.end()


def organisation(root):
    """Our own file: from the start, and from a text that lacks it."""
    file = os.path.join(root, "playbooks", "organisation.yaml")
    talk = Dialogue(root)
    seen = talk.listen()
    number = re.search(r"(\d)\. Our organisation", seen).group(1)
    seen = talk.say(number)
    report("the start leads to our organisation",
           "There is no file yet" in seen and
           "1. Name of the organisation: TO FILL IN" in seen, seen)
    talk.say("1")
    talk.say("Voorbeeldegem")
    seen = talk.say("yes")
    report("one answer makes the file", "Written: " in seen and
           "Voorbeeldegem" in open(file).read(), seen)
    seen = talk.say("9")
    report("an entry has its name first", "Function [no answer]" in seen, seen)
    talk.say("IT duty officer")
    seen = talk.say("12")
    report("a wrong number says how far they go",
           "Choose 1 to 8, or < to go back." in seen, seen)
    talk.say("it")
    talk.say("")
    talk.say("+32 9 000 00 00")
    talk.say("")
    seen = talk.say("")
    report("what will be written is said first",
           "Phone: +32 9 000 00 00" in seen and "Save?" in seen, seen)
    seen = talk.say("yes")
    report("the entry stands in the list",
           "9. IT duty officer: +32 9 000 00 00" in seen, seen)
    talk.say("9")
    for line in ("", "", "", "-", "", ""):
        seen = talk.say(line)
    report("a minus sign takes a value away", "Phone: taken away" in seen,
           seen)
    talk.say("yes")
    report("and it is gone", "000" not in open(file).read())
    talk.say("9")
    for line in ("", "", "", "", "", ""):
        seen = talk.say(line)
    report("nothing changed writes nothing", "Nothing changed" in seen, seen)
    seen = talk.say("find insurer")
    lacks = re.search(r"(\d+)\. .*nsurer: TO FILL IN", seen)
    report("whom our file lacks stands there without any text", lacks, seen)
    seen = talk.say("find one more contact")
    talk.say(re.search(r"(\d+)\. One more contact", seen).group(1))
    for line in ("Local police zone", "09 000 00 11", "", "", "", "", "yes"):
        seen = talk.say(line)
    report("who is typed in under a known name is that contact",
           "id: police-zone" in open(file).read(), seen)
    text = re.sub(r"  - id: police-zone\n(    .*\n)*", "",
                  open(file).read())
    open(file, "w").write(text.replace("contacts:\n", ""))
    seen = talk.say("find one more deadline")
    number = re.search(r"(\d+)\. One more deadline", seen).group(1)
    talk.say(number)
    for line in ("Insurer", "soon", "it", ""):
        seen = talk.say(line)
    seen = talk.say("yes")
    report("what the file may not say is asked again",
           "soon" in seen and seen.rstrip().endswith("[Insurer]:"), seen)
    talk.end()
    report("and is not written", "soon" not in open(file).read())
    talk = Dialogue(root, "resume", "-r", "communications", "--by", "Spokes")
    talk.listen()
    seen = talk.say("messages")
    report("the step's text comes first, then those for the public",
           "those of this step first" in seen and
           "1. Letter to the families" in seen and
           len(re.findall(r"\d+\. [^(]*.*\(en, public\)", seen)) == 10, seen)
    talk.end()
    talk = Dialogue(root, "resume", "-r", "it", "--by", "Duty officer")
    talk.listen()
    talk.say("messages")
    talk.say("find police")
    seen = talk.say("1")
    number = re.search(r"(\d+)\. fill in what our own file lacks", seen)
    report("a text offers to fill in what is ours", number, seen)
    if number:
        seen = talk.say(number.group(1))
        report("and leads to our organisation",
               "change which?" in seen, seen)
        seen = talk.say("find police zone")
        lacks = re.search(r"(\d+)\. .*olice zone: TO FILL IN", seen)
        report("where what the text lacks stands", lacks, seen)
        seen = talk.say(lacks.group(1) if lacks else "1")
        report("under its name", "olice zone]" in seen, seen)
        talk.say("")
        talk.say("09 000 00 10")
        for line in ("", "", "", "", "yes"):
            seen = talk.say(line)
        report("and fills the gap of the text",
               "id: police-zone" in open(file).read(), seen)
        talk.say("contacts")
        seen = talk.say("find police zone")
        report("whom the incident did not begin with can be called",
               "olice zone, phone 09 000 00 10" in seen, seen)
    talk.end()


with tempfile.TemporaryDirectory() as folder:
    lines(folder)
    organisation(folder)
    signals(folder)
    others(folder)
sys.exit(failed)

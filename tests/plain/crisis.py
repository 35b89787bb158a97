#!/usr/bin/env python3
"""The line mode at what a screen has: what a council must ratify, what nobody
knows, a text from its gaps to its release, a severity, the close.

    crisis.py LANGUAGE
"""
import os
import re
import subprocess
import sys
import tempfile

LANGUAGE = sys.argv[1]
PROGRAM = os.environ["DRAAIBOEK"]
ROOT = os.environ["ROOT"]
LIBRARY = os.path.join(ROOT, "tests/session/library")
failed = False


def words(english, dutch):
    return english if LANGUAGE == "en" else dutch


class Dialogue:
    """The program behind two pipes; every answer waits for its prompt."""

    def __init__(self, root, role, playbook):
        self.said = ""
        self.process = subprocess.Popen(
            [PROGRAM, "-C", root, "--playbooks", LIBRARY, "--lang", LANGUAGE,
             "--ui=plain", "-r", role, "--by", "duty officer", *playbook],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.listen()

    def listen(self):
        text = b""
        while not text.endswith(b"]: "):
            more = os.read(self.process.stdout.fileno(), 65536)
            if not more:
                break
            text += more
        self.said = text.decode()

    def say(self, *lines):
        for line in lines:
            os.write(self.process.stdin.fileno(), line.encode() + b"\n")
            self.listen()
        return self.said

    def number(self, text):
        """The number of the last line that has these words."""
        found = re.findall(r"^\s*(\d+)\.? .*%s" % re.escape(text), self.said,
                           re.M)
        return found[-1] if found else "?"

    def leave(self):
        self.process.stdin.close()
        self.process.stdout.read()
        return self.process.wait()


def report(name, good, seen=""):
    global failed
    print("%s plain/crisis %s %s" % ("ok" if good else "not ok", LANGUAGE,
                                     name))
    if not good:
        failed = True
        print("    " + str(seen)[-1500:].replace("\n", "\n    "))


YES = words("yes", "ja")
SAVED = words("Saved", "Bewaard")


def ratifying(root):
    talk = Dialogue(root, "management", ["start", "leak"])
    said = talk.say("step", YES)
    report("an item is ticked", SAVED in said, said)
    report("the program's own choice is in the reader's language",
           words("A: Done, then the end", "A: Klaar, dan het einde") in said,
           said)
    said = talk.say("decide", "a")
    report("advice is asked", words("Was it asked?", "Is het gevraagd?")
           in said, said)
    said = talk.say("1", YES)
    report("a decision is saved", SAVED in said, said)
    said = talk.say("ratify")
    report("the council's list has it",
           words("1. By the council: ", "1. Door de gemeenteraad: ") in said,
           said)
    said = talk.say("1")
    said = talk.say(talk.number(words("not ratified", "niet bekrachtigd")))
    said = talk.say(words("The deputy is missing", "De vervanger ontbreekt"))
    said = talk.say(YES)
    report("what the council said is saved, in words",
           SAVED in said and words("not ratified", "niet bekrachtigd") in said,
           said)
    said = talk.say("ratify")
    report("and the list is empty", words(
        "Nothing to show", "Niets te tonen") in said, said)
    report("leaving", talk.leave() == 0)


def finding_out(talk):
    said = talk.say("step", "find-out")
    nobody = words("nobody finds it out", "niemand zoekt het uit")
    report("what nobody knows is listed, as far as one can listen",
           said.count(nobody) == 10 and words("more: type more",
                                              "typ meer") in said, said)
    fact = words("How many mailboxes", "Hoeveel mailboxen")
    said = talk.say(words("more", "meer"))
    report("the rest of it on request", fact in said and nobody in said, said)
    said = talk.say("200")
    report("a number too high is told how far they go",
           re.search(words(r"Choose 1 to \d+,", r"Kies 1 tot \d+,"), said),
           said)
    talk.say("<")
    talk.say("find-out")
    said = talk.say(words("more", "meer"))
    said = talk.say(talk.number(fact))
    said = talk.say(talk.number("IT"))
    said = talk.say("+30")
    said = talk.say(YES) if SAVED not in said else said
    report("a role promises an hour for it", SAVED in said, said)
    said = talk.say("find-out")
    report("and the list says so",
           words("IT, promised", "IT, beloofd") in said, said)
    talk.say("<")


def open_text(talk):
    title = words("Note to the staff", "Bericht aan het personeel")
    talk.say("messages", words("find ", "zoek ") + title)
    return talk.say(talk.number(title))


def choose(talk, english, dutch, *answers):
    """That line of what can be done with the text, and what it asks."""
    open_text(talk)
    said = talk.say(talk.number(words(english, dutch)))
    for answer in answers:
        if SAVED in said:
            break
        said = talk.say(answer)
    return said


def fill_gaps(talk):
    said = open_text(talk)
    report("a text says its gaps", words("Gap, must be filled in",
                                         "moet ingevuld worden") in said, said)
    for answer in ("00:00", "12"):
        said = choose(talk, "fill in the first gap",
                      "het eerste dat ontbreekt invullen", answer, "", "", "",
                      YES)
        report("a gap is filled in", SAVED in said, said)


def releasing(root, talk):
    fill_gaps(talk)
    said = choose(talk, "save it as a draft", "bewaren als ontwerp", YES)
    report("a draft is saved", SAVED in said, said)
    said = choose(talk, "ask for its approval", "de goedkeuring vragen", YES)
    report("its approval is asked", SAVED in said, said)
    other = Dialogue(root, "management", ["resume"])
    said = choose(other, "approve exactly this text",
                  "precies deze tekst goedkeuren", YES)
    report("another station approves it", SAVED in said, said)
    other.leave()
    said = choose(talk, "release it", "vrijgeven",
                  words("press list", "perslijst"), YES)
    report("it is released", SAVED in said and words("RELEASED", "VRIJGEGEVEN")
           in said, said)
    said = open_text(talk)
    report("and says so", words("RELEASED", "VRIJGEGEVEN") in said, said)


def main():
    with tempfile.TemporaryDirectory() as one, \
            tempfile.TemporaryDirectory() as two:
        ratifying(one)
        talk = Dialogue(two, "communications", ["start", "mailbox"])
        finding_out(talk)
        releasing(two, talk)
        report("leaving at any question", talk.leave() == 0)
    return failed


sys.exit(main())

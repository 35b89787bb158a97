#!/usr/bin/env python3
"""What the screens offer, the line mode has; and the other way.

Every line that a menu of the screens can have stands below, with the word that
does it in the line mode, or the text that offers it there, and where that word
asks which, the answer that is meant.  So do all lines of the start screen, all keys, all `:` commands, all forms and all views, each with its word,
its answer, or why a dialogue needs none.  Every word of the line mode stands
below with its key, its line in a menu or its command.  What is new, or gone, on
either side fails.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MENUS = sorted(path.name for path in (ROOT / "src/ui").glob("*.c")
               if path.name != "menu.c" and "menu_add" in path.read_text())
# Only a step on the way: what it leads to stands below as well.
ON_THE_WAY = {
    "More: an action, a decision, a playbook, the severity",
    "More: improvise, the clock, rounds, the end", "now", "Or:",
    "Evidence, seal, this screen in a file", "No, or not now",
    "Back to the exercise", "answered",
}
LINES = {
    # x
    "Done": "yes",
    "Not applicable": ("other", "not applicable"),
    "Not possible": ("other", "not possible"),
    "Later: it comes back by itself": ("other", "later"),
    "Somebody else does it": ("other", "somebody else does it"),
    "Was done earlier": ("other", "done already, at an earlier time"),
    "Open again": ("other", "open again, it was a mistake"),
    "A note about this line": "note",
    "Take back what waits for a yes": "withdraw",
    "Skip this step": "skip",
    "Open this step again": "reopen",
    "Met: it is done": ("deadlines", "met: it was done"),
    "The first part was sent, more follows":
        ("deadlines", "the first notice was sent"),
    "Start the clock":
        ("deadlines", "it starts now, or at a time that you give"),
    "The clock began at another time":
        ("deadlines", "the start was another moment"),
    "Does not apply to us": ("deadlines", "it does not apply"),
    "Record what is known": "facts",
    "Ask a role to find it out": "find-out",
    "This row was a mistake": ("registers", "this row was a mistake"),
    "Log a call": "contacts",
    "Fill it in, or change it, in our own file": "organisation",
    "Correct it with a new line": "timeline",
    "Evidence that is kept, compared with its hash": "evidence-list",
    "Seal the log: words to keep outside": "seal",
    # More
    "After the exercise: its questions, the report": "hot-wash",
    "What came of the exercise": "debrief",
    "End the exercise: what came of it": "end-exercise",
    "REAL LIFE: begin a real incident": "real-life",
    "Let the clock go on": "continue",
    "Only look at it: its clock goes on sending": "role",
    "Read again what came in": "who",
    "Open the incident again": "open-again",
    "Add an action to the open work": "action",
    "Add a decision, made or to be made": "decision",
    "Open another playbook, or stop one": "playbook",
    "Stop: %1 (it was the wrong one)": "stop",
    "Open: %1": "playbook",
    "Set the severity": "severity",
    "Declare or end the emergency phase": "emergency-phase",
    "Give the incident a title": "title",
    "What was ratified": "ratify",
    "Compare the clock with a phone": "clock",
    "Write this screen to a text file": "print",
    "Keep a file as evidence": "evidence",
    "Close the incident for good": "close",
    # w
    "Pick up: %1": "who",
    "%1 accepts %2": "accept",
    "Take the task from %1: %2": "who",
    "Seen: %1 answers \\\"%2\\\": %3": "work",
    "Ask another role a question": "ask",
    "Give another role a task": "tell",
    "I take the role %1": "join",
    "Leave %1: nobody has it then": "release",
    "Hand %1 over to somebody": "handover",
    "Read the whole brief of %1": "report",
    "Call people: who is next": "calls",
    "Work as another role": "role",
    "Somebody else is at the keyboard": "name",
    # u
    "Open again: %1 %2": "undo",
    "Decide again: step %1 %2": "undo",
    "Correct this entry with a new line": "timeline",
    "Correct the last entry of this role with a new line": "timeline",
    # a text
    "Approve exactly this text": ("messages", "approve exactly this text"),
    "Do not approve it, with a reason": ("messages", "do not approve it"),
    "Ask %1 to approve it": ("messages", "ask for its approval"),
    "Release it: it goes out": ("messages", "release it: it goes out"),
    "Take it back": ("messages", "take it back"),
    "Save it as a draft":
        ("messages", "save it as a draft, filled in from the facts"),
    "Fill it in again from the facts: a new draft":
        ("messages", "save it as a draft, filled in from the facts"),
    "Change the text": ("messages", "change words in it: a new draft"),
    "Change the text in your own editor":
        ("messages", "change words in it: a new draft"),
    "Write it to a file: plain text": ("messages", "write it to a file"),
    "Write it to a file: Markdown": ("messages", "write it to a file"),
    "In another language": ("messages", "read it in another language"),
    "Met: %1": "deadlines",
    "First part sent: %1": "deadlines",
    # exercises; the first three at the start, before there is an incident
    "Alone, or without a leader: its clock sends what comes": None,
    "I lead it for others: the clock waits for me": None,
    "Nederlands / English": "language",
    "Begin this round now": "round",
    "Score what was seen of it": "score",
    "Read all of it": "exercise",
    "Improvise: send what no scenario has": "improvise",
    "Stop the clock": "pause",
    "How fast the clock goes": "speed",
    "Jump to another hour of the scenario": "jump",
    "Begin the next round: %1": "round",
    "What the players decided": "players",
    "Who takes part": "attend",
    "Write down what was seen": "observe",
    "Score the objectives": "score",
    "What came of it so far": "debrief",
    "Let the clock send what is due by itself": "pause",
    "Lead it: nothing is sent without me": "pause",
    "End the exercise": "end-exercise",
    "Begin a real incident now": "real-life",
    "Begin another real incident": "real-life",
    "Go to the real incident": "real-life",
    # after an exercise, a handover, the end
    "Show the report of the exercise": "report",
    "How was the exercise?": "hot-wash",
    "What went well?": "hot-wash",
    "What must become better?": "hot-wash",
    "%1: repeated and accepts": "accept",
    "Not yet": "accept",
    "Close it all the same, with a reason and a summary": "close",
    "Close the incident for good (asks for a summary)":
        "4. Close the incident for good.",
    "Go to the start screen": "3. To the start. The incident stays open.",
    "Leave": "leave",
    "Leave: the incident stays open, resume any time":
        "2. Leave. The incident stays open; resume it any time.",
    "Stay": "1. Stay.",
    # a report that is shown
    "Save as text": "report", "Save as Markdown": "report",
    "Save for a browser, to print it there": "report",
    "Save for programs": "report", "Show: %1": "report",
    "Show all of it, for the crisis team": "report",
    "Show what the public may read": "report",
    # what a register says, a reason, a number, a disk
    "not known yet": "registers",
    "Another reason:":
        "Something is still open. Why go on all the same? (one line, < to "
        "go back)",
    "Do not save it: I type it again":
        "Save it all the same? (yes, no to change it) [no]: ",
    "Save it all the same":
        "Save it all the same? (yes, no to change it) [no]: ",
    "Try again": "1. Try again, after you made room.",
    "Save on another disk": "2. Save in another folder, on another disk.",
    "Save in this machine's own folder":
        "NOT SAVED, which folder? (a path, own for the folder of this "
        "program, < to go back) [no answer]: ",
    "Go on, read only. Write on paper: %1":
        "3. Go on, read only, and write it on paper.",
    "Wait, and look around meanwhile":
        "Saving ... %1 s; the disk does not answer.",
}
# Words that no menu has: a key, by its name in the table of keys, or a command.
KEYS = {
    "yes": "done", "decide": "choose", "other": "other", "how": "why",
    "step": "step", "next": "step", "note": "note", "late": "note",
    "undo": "undo", "timeline": "timeline", "map": "map", "result": "result",
    "deadlines": "deadlines", "contacts": "contacts", "calls": "calls",
    "facts": "facts", "registers": "registers", "row": "registers",
    "messages": "messages", "board": "board", "report": "report",
    "alerts": "alerts", "who": "who", "evidence": "evidence",
    "pause": "pause", "continue": "pause", "debrief": "debrief",
    "real-life": "real", "role": "roles", "find": "search", "print": "print",
    "help": "help", "leave": "leave", "repeat": "repaint", "first": "roles",
    "exercise": "send", "observe": "observe", "score": "score",
}
COMMANDS = {
    "ahead": "ahead", "severity": "severity", "ratify": "ratify",
    "language": "language", "start": "start", "accept": "accept",
    "emergency-phase": "emergency-phase", "title": "title",
    "action": "action", "decision": "decision", "handover": "handover",
    "clock": "clock", "name": "name", "seal": "seal",
    "evidence-list": "evidence-list", "close": "close-incident",
    "playbook": "playbook", "end-exercise": "end-exercise",
    "round": "next-round", "organisation": "organisation",
}
# What a screen shows without being asked, or a dialogue alone needs.
SHOWN = {
    "no": "the next item has the focus by Down",
    "list": "the items stand on the screen",
    "work": "ALSO FOR THIS ROLE stands below the step",
    "more": "Page Down",
    "time": "line 1 has the clock",
}


class No(str):
    """Why the line mode has no word for it."""


MOVES = No("the dialogue moves by questions and by <")
SCREEN = No("it is about how a screen looks")
# The lines of the start screen, as the start of a dialogue says them.
START = {
    "START_NEW": "%1. New incident: something is wrong right now.",
    "START_EXERCISE":
        "%1. Exercise: practise; nothing in it counts as real.",
    "START_ASSESS": "%1. Assessments and quizzes: how ready are we?",
    "START_PROFILE":
        "%1. Our organisation: name, numbers, contacts, own deadlines.",
    "START_CONTACTS": "%1. Contacts: the phone list.",
    "START_PLAYBOOKS": "%1. Playbooks: %2.",
    "START_OLDER": "%1. Older incidents: %2.",
    "START_LANGUAGE": "language",
    "START_LEAVE": "leave",
}
KEY_WORDS = {
    "done": "yes", "tick": No("signs are ticked by their numbers"),
    "met": ("deadlines", "met: it was done"), "called": "contacts",
    "send": "exercise", "score": "score", "pause": "pause",
    "observe": "observe", "other": "other", "debrief": "debrief",
    "choose": "decide", "next": No("the signs have a word next of their own"),
    "record": "facts", "fill": "registers",
    "answer": No("an assessment takes the letter of the answer"),
    "result": "result", "questions": "questions", "question": "step",
    "finish": "close", "open": No("a list takes the number of the line"),
    "change": "organisation", "save": "report", "note": "note",
    "undo": "undo", "who": "who", "step": "step", "board": "board",
    "timeline": "timeline", "evidence": "evidence", "deadlines": "deadlines",
    "contacts": "contacts", "calls": "calls", "facts": "facts",
    "registers": "registers", "messages": "messages", "map": "map",
    "report": "report", "alerts": "alerts", "real": "real-life",
    "roles": "role", "why": "how", "print": "print", "back": MOVES,
    "on": MOVES, "search": "find", "repaint": "repeat", "quit": "leave",
    "leave": "leave", "close": MOVES, "help": "help",
}
COMMAND_WORDS = {
    "lang": "language", "language": "language", "theme": SCREEN,
    "organisation": "organisation", "role": "role", "q": "leave",
    "severity": "severity", "emergency-phase": "emergency-phase",
    "playbook": "playbook", "title": "title", "ratify": "ratify",
    "action": "action", "decision": "decision", "handover": "handover",
    "accept": "accept", "clock": "clock", "name": "name", "seal": "seal",
    "evidence-list": "evidence-list", "close-incident": "close",
    "start": "start", "ahead": "ahead", "handover-sheet": "report",
    "end-exercise": "end-exercise", "next-round": "round",
    "speed": "speed", "came-in": "who", "let-go": "release",
}
FORMS = {
    "FORM_NAME": "name", "FORM_NOTE": "note", "FORM_CORRECT": "timeline",
    "FORM_DECIDE": "decide", "FORM_LATER": ("other", "later"),
    "FORM_SOMEBODY": ("other", "somebody else does it"),
    "FORM_EARLIER": ("other", "done already, at an earlier time"),
    "FORM_FACT": "facts", "FORM_CELL": "registers", "FORM_NEW_ROW": "row",
    "FORM_FIND_OUT": "find-out", "FORM_RATIFY": "ratify",
    "FORM_CALL": "contacts", "FORM_ASK": "ask", "FORM_TELL": "tell",
    "FORM_ANSWER": "who", "FORM_APPROVE": "who", "FORM_HANDOVER": "handover",
    "FORM_CLOCK": "clock", "FORM_ACTION": "action",
    "FORM_DECISION": "decision", "FORM_TITLE": "title",
    "FORM_CLOSE": "close", "FORM_OPEN_AGAIN": "open-again",
    "FORM_DEADLINE": "deadlines",
    "FORM_FOLDER": No("NOT SAVED asks for the folder by itself"),
    "FORM_PHASE": "emergency-phase",
    "FORM_DOCUMENT": ("messages", "change words in it: a new draft"),
    "FORM_RELEASE": ("messages", "release it: it goes out"),
    "FORM_REFUSE": ("messages", "do not approve it"),
    "FORM_TAKE_BACK": ("messages", "take it back"),
    "FORM_EVIDENCE": "evidence", "FORM_PROFILE": "organisation",
    "FORM_INJECT": "improvise", "FORM_SPEED": "speed", "FORM_JUMP": "jump",
    "FORM_OBSERVE": "observe", "FORM_SCORE": "score",
    "FORM_ATTEND": "attend", "FORM_DECIDED": "players",
    "FORM_END": "end-exercise", "FORM_AFTER": "hot-wash",
}
VIEWS = {
    "start": "start", "signs": No("a new incident asks for them"),
    "match": No("a new incident asks for it"), "roles": "role",
    "step": "step", "board": "board", "timeline": "timeline", "map": "map",
    "deadlines": "deadlines", "contacts": "contacts", "calls": "calls",
    "facts": "facts", "report": "report", "registers": "registers",
    "assessments": No("the start of a dialogue has them"),
    "organisation": "organisation",
    "question": No("an assessment asks it"), "questions": "questions",
    "result": "result", "messages": "messages", "message": "messages",
    "exercises": No("the start of a dialogue has them"),
    "exercise": "exercise", "projector": SCREEN,
    "text": No("a text is said where it is asked for"),
}


def unquote(text):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def arguments(text, name):
    """What stands between the brackets of each call."""
    for match in re.finditer(r"\b%s\(" % name, text):
        depth, at = 1, match.end()
        while depth:
            if text[at] == '"':
                at += 1
                while text[at] != '"':
                    at += 2 if text[at] == "\\" else 1
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            at += 1
        yield text[match.end():at - 1]


def offered():
    """The first text of each line that a menu can have."""
    for name in MENUS:
        text = (ROOT / "src/ui" / name).read_text()
        for call in ("menu_add", "menu_add_typed"):
            for inside in arguments(text, call):
                first = re.search(r'\b(?:tr|N_)\(((?:\s*"(?:[^"\\]|\\.)*")+)\)', inside)
                if first:
                    yield unquote(first.group(1))
    text = (ROOT / "src/ui/ask_who.c").read_text()
    label = re.search(r"^inbox_label\(.*?^}", text, re.M | re.S).group(0)
    yield unquote(re.search(r'tr\(((?:\s*"(?:[^"\\]|\\.)*")+)\)',
                            label).group(1))


def source(name):
    return (ROOT / "src/ui" / name).read_text()


def key_names(table):
    return set(re.findall(r'N_IN\("word", "([\w-]+)"\)', table))


def command_names(table):
    return set(re.findall(r'=\s*\{N_IN\("word", "([\w-]+)"\), (?:true|false)',
                          table))


def on_the_screens():
    """Everything else that the screens have, and what answers to it."""
    head = source("form.h")
    yield "start lines", set(re.findall(
        r"^\t\[(START_\w+)\] =", source("view_start.c"), re.M)), START
    yield "keys", key_names(source("keys.c")), KEY_WORDS
    yield "commands", command_names(source("command.c")), COMMAND_WORDS
    yield "forms", set(re.findall(
        r"^\t(FORM_\w+),", head[head.index("enum form_what"):
                                head.index("enum form_id")],
        re.M)) - {"FORM_NONE"}, FORMS
    yield "views", set(re.findall(r'N_IN\("view", "([\w-]+)"\)',
                                  source("views.c"))), VIEWS


failed = False


def report(name, bad):
    global failed
    failed |= bool(bad)
    print("%s plain/menus %s" % ("not ok" if bad else "ok", name))
    for line in bad:
        print("    " + line)


def missing(table, words, plain):
    """Words, answers and sentences that the line mode does not have."""
    bad = []
    for line, how in table.items():
        word, answer = how if isinstance(how, tuple) else (how, None)
        if isinstance(word, No) or word is None:
            continue
        if word not in words and word not in plain:
            bad.append("\"%s\": there is no word %s" % (line, word))
        if answer is not None and answer not in plain:
            bad.append("\"%s\": nothing says \"%s\"" % (line, answer))
    return bad


def main():
    text = (ROOT / "src/plain/words.c").read_text()
    words = set(re.findall(r'N_IN\("word", "([\w-]+)"\), (?:\'.\'|0), NEEDS',
                           text))
    own = set(re.findall(r'N_IN\("word", "([\w-]+)"\)', text))
    plain = own | {unquote(text) for path in (ROOT / "src/plain").glob("*.c")
             for text in re.findall(r'(?:N_|tr)\(((?:\s*"(?:[^"\\]|\\.)*")+)\)',
                                    path.read_text())}
    keys = key_names((ROOT / "src/ui/keys.c").read_text())
    commands = command_names((ROOT / "src/ui/command.c").read_text())
    lines = set(offered())
    report("%d lines of menus have a word" % len(lines),
           ["no word for \"%s\"" % line
            for line in sorted(lines - set(LINES) - ON_THE_WAY)])
    report("no line stands here that no menu has",
           sorted((set(LINES) | ON_THE_WAY) - lines))
    report("each of these words and answers is there",
           missing(LINES, words, plain))
    for name, found, table in on_the_screens():
        report("%d %s of the screens have their word" % (len(found), name),
               ["no word for " + x for x in sorted(found - set(table))] +
               ["gone: " + x for x in sorted(set(table) - found)] +
               missing(table, words, plain))
        if len(found) < 9:
            report("the sources of the %s can be read" % name, [str(found)])
    in_menus = {how[0] if isinstance(how, tuple) else how
                for how in LINES.values()} & (words | {None})
    known = in_menus | set(KEYS) | set(COMMANDS) | set(SHOWN)
    report("%d words have a key, a line or a command" % len(words),
           sorted(words - known) + ["gone: " + word for word in
                                    sorted((known - words) - {None})])
    report("each of these keys and commands is there",
           ["no key " + key for key in set(KEYS.values()) - keys] +
           ["no command " + name for name in
            set(COMMANDS.values()) - commands])
    if len(lines) < 60 or len(words) < 60 or len(keys) < 20:
        report("the sources can be read", [str((lines, words, keys))])
    return failed


sys.exit(main())

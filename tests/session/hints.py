#!/usr/bin/env python3
"""Every hint of the screens stands on a golden screen, or a script sees it.

A hint is what the line at the bottom answers (app_say), what stands under a
field (hint, complaint), and every other text of ui/ and front/ that names a key
or a command.  The labels of the key table are compared elsewhere.  One language
is enough; what a gap is filled with does not count.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = re.compile(r'\b(?:tr|N_)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')
SAYS = re.compile(r"\bapp_say\(|\bhint\b|\bcomplaint\b|_hint\b")
KEYS = re.compile(r"(?:^|[ (\"]):[a-z][a-z-]+|\b(?:Enter|Space|Esc|Tab)\b|"
                  r"\([a-z!](?:[ :][^)]*)?\)|\b[a-z] (?:opens|shows|goes|leaves|"
                  r"begins|writes|has)\b|\? shows|[Pp]ress [a-zA-Z]\b")
# What these tests' own desk and files cannot bring about, and why.
ELSEWHERE = {
    "This scenario has no objectives.": "both scenarios of the tests have some",
    "It is still going on: type :end-exercise first.":
        "a guard: the key is only there for who leads or looks on",
    "not begun: z begins it": "the desk in memory begins a clock at once",
    "Enter fills it in for good, in the organisation's own file.":
        "no text of the tests names the organisation",
}
LEAST = 4  # a shorter piece between two gaps is on any screen


def unquoted(text):
    joined = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
    return joined.replace('\\"', '"').replace("\\n", "\n")


def flat(text):
    return re.sub(r"\s+", " ", text)


def hints():
    """(place, text) of each, once."""
    seen = set()
    for path in sorted(ROOT.glob("src/ui/*.c")) + sorted(
            ROOT.glob("src/front/*.c")):
        if path.name == "keys.c":
            continue
        source = path.read_text()
        for found in TEXT.finditer(source):
            text = unquoted(found.group(1))
            before = re.split(r"[;{}]", source[:found.start()])[-1]
            if text in seen or text in ELSEWHERE or not (SAYS.search(before) or KEYS.search(text)):
                continue
            seen.add(text)
            line = source.count("\n", 0, found.start()) + 1
            yield "%s:%d" % (path.relative_to(ROOT), line), text


def dutch():
    found = {}
    for block in (ROOT / "src/po/nl.po").read_text().split("\n\n"):
        parts = re.findall(r'^(msgid|msgstr(?:\[0\])?) ((?:"[^\n]*"\n?)+)',
                           block, re.M)
        if len(parts) == 2:
            found[unquoted(parts[0][1])] = unquoted(parts[1][1])
    return found


def sights():
    """What is shown, flat: a text a screen, and those that scripts see."""
    for path in sorted(ROOT.glob("tests/session/*.screen")):
        yield flat(path.read_text())
    for path in (sorted(ROOT.glob("tests/session/*.keys")) +
                 sorted(ROOT.glob("tests/plain/*.out"))):
        for line in path.read_text().splitlines():
            yield flat(line.removeprefix("see "))
    for path in sorted(ROOT.glob("tests/unit/*/*.c")):
        yield flat(re.sub(r'"\s*\n\s*"', "", path.read_text()))


def pieces(text):
    parts = re.split(r"%[1-3]|%[-0-9.]*z?[a-z]|%%", text)
    return [p for p in (flat(part).strip() for part in parts)
            if len(p) >= LEAST]


def main():
    shown = "\n".join(sights())
    other = dutch()
    missing = count = 0
    for place, text in hints():
        count += 1
        if any(all(p in shown for p in pieces(t))
               for t in (text, other.get(text, text))):
            continue
        missing += 1
        print("# %s: nothing shows \"%s\"" % (place, flat(text)))
    sources = "".join(flat(re.sub(r'"\s*\n\s*"', "", p.read_text()))
                      for p in ROOT.glob("src/ui/*.c"))
    for text in ELSEWHERE:
        if text not in sources:
            missing += 1
            print("# \"%s\" is no hint any more" % text)
    print("%s every hint is shown somewhere (%d)"
          % ("not ok" if missing or not count else "ok", count))
    return 1 if missing or not count else 0


if __name__ == "__main__":
    sys.exit(main())

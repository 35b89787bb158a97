#!/usr/bin/env python3
"""Every word that a prompt offers in brackets is a word that can be typed, in
every language: a prompt that is translated otherwise than its words misleads.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# What stands in such brackets and is no word to type as it stands.
NUMBERS = {"number", "numbers", "letter"}


def unquote(lines):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines))


def catalogue(path):
    """(context, msgid) -> msgstr of a .po file."""
    out = {}
    for entry in re.split(r"\n\s*\n", path.read_text()):
        parts = {k: unquote(v) for k, v in re.findall(
            r'^(msgctxt|msgid|msgstr)((?:\s+"(?:[^"\\]|\\.)*")+)', entry, re.M)}
        if parts.get("msgid") and "msgstr" in parts:
            out[parts.get("msgctxt"), parts["msgid"]] = parts["msgstr"]
    return out


def sources():
    for path in sorted((ROOT / "src/plain").glob("*.c")):
        for call in re.findall(r'(?:tr|N_)\(((?:\s*"(?:[^"\\]|\\.)*")+)',
                               path.read_text()):
            yield unquote(call)


def offered(prompt):
    """The words in the brackets of a prompt, its `[no answer]` behind them."""
    found = re.search(r"\(([^()]*)\) \[", prompt)
    for word in found.group(1).split(", ") if found else ():
        if re.fullmatch(r"[\w-]+", word):
            yield word


def main():
    text = (ROOT / "src/plain/words.c").read_text()
    words = set(re.findall(r'N_IN\("word", "([\w-]+)"\)', text))
    prompts = [p for p in sources() if re.search(r"\([^()]*\) \[", p)]
    bad = ["%s: %s" % (w, p) for p in prompts for w in offered(p)
           if w not in words | NUMBERS]
    report("en", bad, len(prompts))
    for path in sorted((ROOT / "src/po").glob("*.po")):
        texts = catalogue(path)
        typed = {texts.get(("word", w), "") for w in words}
        plain = {w for p in prompts
                 for w, e in zip(offered(texts.get((None, p), "")), offered(p))
                 if e in NUMBERS}
        bad = ["not translated: " + p for p in prompts
               if not texts.get((None, p))]
        bad += ["%s: %s" % (w, p) for p in prompts
                for w in offered(texts.get((None, p), ""))
                if w not in typed | plain]
        bad += ["two words are %s" % w for w in typed
                if sum(texts.get(("word", x)) == w for x in words) > 1]
        report(path.stem, bad, len(prompts))
    return failed


failed = False


def report(language, bad, count):
    global failed
    good = not bad and count > 10
    failed |= not good
    print("%s plain/prompts %s: %d prompts offer words that hold"
          % ("ok" if good else "not ok", language, count))
    for line in bad:
        print("    " + line)


sys.exit(main())

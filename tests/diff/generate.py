"""Random playbooks that use every feature of the format, as YAML texts.

    Files(rng)      .texts: the files of one library
                    .facts, .deadlines, .playbooks: what a walk may name
"""
import re

ROLES = ["management", "it", "communications", "emergency-planning"]
DURATIONS = ["5m", "15m", "31m", "1h", "2h", "4h", "3d"]
PLAIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 ./_-]*$")


def scalar(value):
    text = str(value)
    return text if PLAIN.match(text) else '"%s"' % text


def dump(value, indent=0):
    """Block style, words as they are: the format reads yes and no itself."""
    pad, out = "  " * indent, []
    if isinstance(value, dict):
        for key, v in value.items():
            if isinstance(v, (dict, list)) and v:
                out += ["%s%s:" % (pad, key)] + dump(v, indent + 1)
            elif isinstance(v, (dict, list)):
                out.append("%s%s: []" % (pad, key))
            else:
                out.append("%s%s: %s" % (pad, key, scalar(v)))
    else:
        for v in value:
            if isinstance(v, dict):
                lines = dump(v, indent + 1)
                out.append(pad + "- " + lines[0].lstrip())
                out += lines[1:]
            else:
                out.append("%s- %s" % (pad, scalar(v)))
    return out


def text(value):
    return "\n".join(dump(value)) + "\n"


class Files:
    def __init__(self, rng):
        self.rng = rng
        self.ids = ["alpha", "beta", "gamma"][:rng.choice([2, 2, 3])]
        self.closed = "gamma" if rng.random() < .3 else None
        # Triage moves like an incident; of an assessment all is current at once.
        self.kinds = {i: "incident" for i in self.ids}
        if rng.random() < .35:
            self.kinds["beta"] = rng.choice(["triage", "assessment"])
        self.shape()
        self.vocabulary()
        self.law()
        self.texts = [text(self.playbook(k, i)) for k, i in enumerate(self.ids)]
        self.texts += [text(self.laws), text(self.words)]

    def maybe(self, chance):
        return self.rng.random() < chance

    def some(self, values, most):
        values = list(values)
        return self.rng.sample(values, min(len(values), self.rng.randint(0, most)))

    # ---- who and how many, before anything refers to it
    def shape(self):
        rng = self.rng
        self.steps, self.items, self.firsts = {}, [], {}
        for i in self.ids:
            for role in self.roles_of(i):
                for k in range(rng.randint(2, 5)):
                    path = (i, role, "s%d" % k)
                    self.steps[path] = rng.choice([0, 0, 1, 2, 3])
            self.firsts[i] = rng.randint(0, 3)
        self.questions = {p: rng.choice([0, 2, 2, 3, 3, 4]) for p in self.steps}
        for p in self.steps:
            if self.kinds[p[0]] == "assessment":
                self.questions[p] = 2

    def roles_of(self, playbook):
        if not hasattr(self, "_roles"):
            self._roles = {}
        if playbook not in self._roles and self.kinds[playbook] != "incident":
            self._roles[playbook] = ["any"]
        if playbook not in self._roles:
            count = self.rng.choice([2, 2, 3, 4])
            self._roles[playbook] = ROLES[:count]
            if self.maybe(.2):
                self._roles[playbook] = self._roles[playbook] + ["care"]
        return self._roles[playbook]

    # ---- vocabulary and law
    def vocabulary(self):
        yes = [{"id": "yn%d" % k, "label": "Is it so", "type": "yes-no-unknown"}
               for k in range(3)]
        self.words = {
            "draaiboek": 1, "id": "common", "language": "en", "kind": "vocabulary",
            "title": "Words", "version": "2026-11-22",
            "facts": yes + [
                {"id": "t0", "label": "When", "type": "time"},
                {"id": "t1", "label": "When told", "type": "time"},
                {"id": "many", "label": "How many", "type": "number"},
                {"id": "colour", "label": "Colour", "type": "choice",
                 "values": [{"id": "red", "label": "Red"}, {"id": "blue", "label": "Blue"}]},
                {"id": "prose", "label": "What", "type": "text"}]}
        self.facts = {f["id"]: f["type"] for f in self.words["facts"]}
        for i in self.ids:
            self.facts["own-" + i] = "yes-no-unknown"
            self.facts["when-" + i] = "time"
        self.facts["organisation.nis2"] = "organisation"

    def value(self, fact):
        kind = self.facts[fact]
        return self.rng.choice({
            "yes-no-unknown": ["yes", "no", "unknown"], "number": ["3", "4"],
            "choice": ["red", "blue"], "text": ["some", "other"],
            "organisation": ["important", "no"],
            "time": ["2026-03-27T20:15:00.000Z", "2026-03-28T22:30:00.000Z"]}[kind])

    def condition(self, facts=None):
        fact = self.rng.choice(facts or ["yn0", "yn1", "yn2", "colour"])
        value = self.value(fact)
        return {"fact": fact, self.rng.choice(["is", "not"]): value}

    def law(self):
        rng, rows = self.rng, []
        for k in range(4):
            d = {"id": "law%d" % k, "title": "Report", "role": rng.choice(ROLES),
                 "basis": rng.choice(["law", "contract", "advice", "own"])}
            if self.maybe(.3):
                d["applies"] = [self.condition() for _ in range(rng.randint(1, 2))]
            if k and self.maybe(.4):
                d["after"] = "law%d" % rng.randrange(k)
            elif self.maybe(.7):
                d["from"] = rng.sample(["t0", "t1"], rng.randint(1, 2))
            if self.maybe(.8):
                d["within"] = rng.choice(DURATIONS + ["72h", "1mo", "2mo"])
            if self.maybe(.7):
                d["phased"] = rng.choice(["yes", "yes", "no"])
            rows.append(d)
        self.laws = {"draaiboek": 1, "id": "law", "language": "en", "kind": "law",
                     "title": "Law", "version": "2026-11-22", "jurisdiction": "be",
                     "deadlines": rows}
        self.deadlines = [d["id"] for d in rows]
        self.deadlines += ["%s-own" % i for i in self.ids]
        self.deadlines += ["%s-next" % i for i in self.ids]

    # ---- playbooks
    def playbook(self, k, i):
        p = {"draaiboek": 1, "id": i, "language": "en", "kind": self.kinds[i],
             "code": i[:2].upper(), "title": "Playbook " + i, "summary": "Something",
             "version": "2026-11-2%d" % k}
        if self.kinds[i] != "incident":
            p.pop("code")
        if self.kinds[i] == "assessment":
            p["sections"] = [{"id": "all", "title": "All"}]
        if i == self.closed:
            p["circle"] = "closed"
        first = [self.item("first action %d" % n, "f%d" % n, (i, "first"))
                 for n in range(self.firsts[i])]
        if first:
            p["first"] = first
        p["facts"] = [{"id": "own-" + i, "label": "Own", "type": "yes-no-unknown"},
                      {"id": "when-" + i, "label": "When", "type": "time"}]
        p["deadlines"] = [
            {"id": i + "-own", "title": "Own", "role": self.rng.choice(self.roles_of(i)),
             "basis": "own", "from": ["when-" + i, "t0"][:self.rng.randint(1, 2)],
             "within": self.rng.choice(DURATIONS)},
            {"id": i + "-next", "title": "Next", "role": "management", "basis": "advice",
             "after": self.rng.choice([i + "-own", "law0"]),
             "within": self.rng.choice(DURATIONS + ["1mo"])}]
        p["roles"] = [self.role(i, r) for r in self.roles_of(i)]
        return p

    def role(self, i, role):
        paths = [p for p in self.steps if p[:2] == (i, role)]
        steps = [self.step(p, paths) for p in paths]
        r = {"role": role}
        if role not in ROLES + ["any"]:
            r["title"] = "Some care"
        if self.kinds[i] != "assessment":
            return dict(r, start=self.rng.choice(paths)[2], steps=steps)
        for s in steps:
            s["section"] = "all"
            s.pop("next", None)
            for c in s["choices"]:
                c.pop("goto", None), c.pop("also", None)
        return dict(r, steps=steps)

    def item(self, words, item_id, where):
        it = {"id": item_id, "text": words}
        path = where + (item_id,)
        if self.items and self.maybe(.25):
            other = self.rng.choice(self.items)
            it["same-as"] = "/".join(other[1:] if other[0] == where[0] and self.maybe(.7)
                                     else other)
        self.items.append(path)
        if self.maybe(.15):
            it["when"] = [self.condition()]
        starts, meets = self.some(self.deadlines, 1), self.some(self.deadlines, 1)
        if starts and self.maybe(.4):
            it["starts"] = starts
        if meets and self.maybe(.4):
            it["meets"] = meets
        return it

    def step(self, path, paths):
        rng, others = self.rng, [p[2] for p in paths]
        s = {"id": path[2], "title": "Step " + "/".join(path)}
        if self.maybe(.3):
            s["priority"] = rng.randint(1, 9)
        if self.maybe(.2):
            s["within"] = rng.choice(DURATIONS[:4])
        if self.maybe(.2):
            s["decided-by"] = "mayor"
        if self.maybe(.1):
            s["ratify"] = "college"
        if self.maybe(.35):
            s["when"] = [self.condition() for _ in range(rng.choice([1, 1, 2]))]
        if self.maybe(.25):
            s["needs"] = [self.need() for _ in range(rng.choice([1, 1, 2]))]
        items = [self.item("item %d of %s" % (n, "/".join(path)), "i%d" % n, path)
                 for n in range(self.steps[path])]
        if items:
            s["items"] = items
        if self.maybe(.15):
            s["repeat"] = rng.choice(DURATIONS[3:6])
        if self.questions[path]:
            s["question"] = "What now"
            s["choices"] = self.choices(path, others)
        if self.maybe(.2):
            s["next"] = rng.choice(others + ["end"])
        return s

    def need(self):
        path = self.rng.choice(list(self.steps))
        n = {"playbook": path[0], "role": path[1], "step": path[2]}
        if self.questions[path] and self.maybe(.4):
            n["choice"] = "c%d" % self.rng.randrange(self.questions[path])
        return n

    def choices(self, path, others):
        count = self.questions[path]
        known = [self.choice(path, "c%d" % k, others) for k in range(count)]
        # "I don't know" is an answer there (README.md)
        if self.maybe(.6) and self.kinds[path[0]] != "assessment":
            known[-1] = self.unknown(known[-1]["id"], others, count - 1)
        return known

    def unknown(self, choice_id, others, known):
        c = {"id": choice_id, "label": "Not known", "unknown": "yes"}
        if self.maybe(.6) and known:
            c["as-if"] = "c%d" % self.rng.randrange(known)
        if self.maybe(.15):
            c["goto"] = self.rng.choice(others + ["end"])
        if self.maybe(.6):
            c["again"] = self.rng.choice(DURATIONS[:4])
        return c

    def choice(self, path, choice_id, others):
        rng = self.rng
        c = {"id": choice_id, "label": "Choice " + choice_id}
        if self.maybe(.7):
            c["goto"] = rng.choice(others + ["end"])
        also = [s for s in self.some(others, 2) if s != c.get("goto")]
        if also and self.maybe(.4):
            c["also"] = also
        if self.maybe(.15):
            c["reason"] = rng.choice(["required", "optional", "none"])
        if self.maybe(.25):
            c["approval"] = rng.choice(ROLES[:2])
        facts = self.some([f for f in self.facts if "." not in f], 2)
        if facts and self.maybe(.5):
            c["sets"] = [{"fact": f, "value": self.value(f)} for f in facts]
        for key in ("starts", "meets"):
            ids = self.some(self.deadlines, 2)
            if ids and self.maybe(.4):
                c[key] = ids
        if self.maybe(.3):
            c["tells"] = [self.telling(path) for _ in range(rng.randint(1, 2))]
        opens = [i for i in self.some(self.ids, 1) if i != self.closed]
        if opens and self.maybe(.4):
            c["opens"] = opens
        if self.maybe(.2):
            c["severity"] = rng.randint(0, 4)
        return c

    def telling(self, path):
        to = self.rng.choice([p for p in self.steps if p[0] != self.closed])
        t = {"role": to[1], "message": "Look at " + "/".join(to)}
        if to[0] != path[0] or self.maybe(.3):
            t = dict({"playbook": to[0]}, **t)
        return dict(t, step=to[2])

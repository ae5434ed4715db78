"""The published grammar of brat's files, and what brat's server refuses: nothing of ours is used.

`problems` names everything in a folder that is not as https://brat.nlplab.org/standoff.html has it,
or over which brat would stumble. It splits lines where brat does, and that is at more than LF.
"""

import re
from pathlib import Path

ID = r"[0-9]+"
NAME = r"[A-Za-z0-9_-]+"
ANY = rf"[TERAMN#]{ID}"
LINES = {
    "T": re.compile(rf"T{ID}\t({NAME}) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.+)"),
    "E": re.compile(rf"E{ID}\t({NAME}):(T{ID})((?: {NAME}:[TE]{ID})*)"),
    "R": re.compile(rf"R{ID}\t({NAME}) ({NAME}):([TE]{ID}) ({NAME}):([TE]{ID})"),
    "A": re.compile(rf"A{ID}\t({NAME}) ([TE]{ID})(?: (\S(?:.*\S)?))?"),
    "N": re.compile(rf"N{ID}\tReference ([TE]{ID}) [^\s:]+:\S+\t.*"),
    "#": re.compile(rf"#{ID}\t({NAME}) ({ANY})\t.*"),
    "*": re.compile(rf"\*\t({NAME})((?: [TE]{ID})+)"),
}


def problems(folder: Path) -> list[str]:
    """A sentence for each thing that is wrong in a folder of brat."""
    found = []
    annotated = sorted(folder.rglob("*.ann"))
    for path in annotated:
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        lines = path.read_bytes().decode("utf-8")
        found += [f"{path.name}: {problem}" for problem in _Checker(lines, text).problems()]
    texts = {path.with_suffix("") for path in folder.rglob("*.txt")}
    found += [
        f"{path}: no annotations" for path in texts - {path.with_suffix("") for path in annotated}
    ]
    return found


class _Checker:
    def __init__(self, lines, text):
        self._lines, self._text = lines, text
        self._found = {}
        self._wrong = []

    def problems(self):
        if self._lines and not self._lines.endswith("\n"):
            self._wrong.append("the last line has no end")
        for line in self._lines.splitlines():  # as brat does: at U+2028 and others, too
            self._read(line)
        triggers = self._events()
        for id, (kind, match) in self._found.items():
            self._links(id, kind, match, triggers)
        return self._wrong

    def _read(self, line):
        rule = LINES.get(line[:1])
        match = rule.fullmatch(line) if rule else None
        if match is None:
            self._wrong.append(f"no annotation: {line!r}")
            return
        id = line.partition("\t")[0]
        if id == "*":
            id = f"*{len(self._found)}"
        if id in self._found:
            self._wrong.append(f"{id} is there twice")
        self._found[id] = (line[0], match)
        if line[0] == "T":
            self._span(id, match)

    def _span(self, id, match):
        spans = [tuple(map(int, pair.split())) for pair in match[2].split(";")]
        last = 0
        for start, end in spans:
            if not last <= start < end <= len(self._text):
                self._wrong.append(f"{id}: {match[2]} is out of order or out of the text")
            last = end
        words = " ".join(self._text[start:end] for start, end in spans)
        if match[3] != words:
            self._wrong.append(f"{id}: {match[3]!r} is not {words!r}")
        if not words.strip():
            self._wrong.append(f"{id}: nothing but white space")

    def _events(self):
        triggers = {}
        for id, (kind, match) in self._found.items():
            if kind != "E":
                continue
            trigger = self._found.get(match[2])
            if trigger is None or trigger[0] != "T" or trigger[1][1] != match[1]:
                self._wrong.append(f"{id}: its trigger is no {match[1]}")
            triggers[match[2]] = id
            roles = [role.partition(":")[0] for role in match[3].split()]
            if len(set(roles)) < len(roles):
                self._wrong.append(f"{id}: a role is there twice")
        return triggers

    def _links(self, id, kind, match, triggers):
        for target in self._named(kind, match):
            if target not in self._found:
                self._wrong.append(f"{id}: there is no {target}")
            if target in triggers:
                self._wrong.append(f"{id}: {target} is the trigger of {triggers[target]}")
        if kind == "R" and match[2] == match[4]:
            self._wrong.append(f"{id}: both ends are {match[2]}")

    def _named(self, kind, match):
        named = {"R": (3, 5), "A": (2,), "N": (1,), "#": (2,)}
        if kind == "E":
            return [role.partition(":")[2] for role in match[3].split()]
        if kind == "*":
            return match[2].split()
        return [match[group] for group in named.get(kind, ())]

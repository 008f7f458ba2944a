"""Reasons in plain words: what the names of cues mean to somebody who reads. No screens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.article import Finding, Reason
from reader.notes.judgements import OWN

_LONGEST = 40
"""Code points of a quoted cue; a longer one is a whole clause."""
_AGAIN = ", again"
_PLAIN = {
    "bias": "every sentence starts with this",
    "other": "many smaller signs together",
    "neighbouring sentences": "the sentences before and after",
    OWN: "marked by you",
    "figure": "it gives a number",
    "several figures": "it gives several numbers",
    "name": "it names somebody or something",
    "asserted clause": "it says so without a may or an if",
    "stands alone": "stands alone in its paragraph",
    "opens its paragraph": "first in its paragraph",
    "has a lead-in": "in a list with a lead-in",
    "lead-in names a harm": "its list is about a harm",
    "heading names a harm": "its heading names a harm",
    "in a item": "in a list",
    "in a quote": "in a block of quotation",
    "in a footnote": "in a footnote",
    "quotation": "quoted words",
    "brackets": "something in brackets",
    "question": "a question",
    "exclamation": "an exclamation",
    "announces a list": "announces a list",
    "no full stop": "does not end like a sentence",
    "opens in lower case": "begins in lower case",
    "title case": "written like a title",
    "pronoun_subject": "its subject is a pronoun",
    "demonstrative": "points back with this or that",
    "general": "says how things are",
    "habit": "says what usually happens",
    "limits": "limits or denies",
    "appraisal": "judges",
    "attribution": "says whose word it is",
    "reader": "speaks to the reader",
    "author": "the author speaks",
    "will": "about what is to come",
    "time": "says when",
    "bad": "something bad",
    "harm as reported": "a harm that is reported",
}
_FIGURES = {
    "percent": "a percentage", "money": "a sum of money", "count": "a count", "date": "a date",
    "duration": "a length of time", "dose": "a dose", "ratio": "a ratio", "measure": "a measure",
    "range": "a range",
}  # fmt: skip
_LENGTH = re.compile(r"(under|over) (\d+) words")


@dataclass(frozen=True, slots=True)
class Why:
    """A reason as people are told: how much it weighs, what it is, the words it stands on."""

    weight: float
    said: str
    quote: str = ""


def reasons_of(finding: Finding) -> list[Why]:
    """The reasons of a finding, the strongest first, what stands for many small ones last."""
    ordered = sorted(finding.reasons, key=lambda r: (r.cue == "other", -abs(r.weight)))
    return [Why(reason.weight, *_told(finding, reason)) for reason in ordered]


def folded(reasons: list[Why], most: int) -> list[Why]:
    """At most `most` reasons, the last of them the sum of those left out: they add up as before."""
    if len(reasons) <= most:
        return reasons
    shown, rest = reasons[: most - 1], reasons[most - 1 :]
    return [*shown, Why(sum(why.weight for why in rest), f"{len(rest)} more, together")]


def heading_of(finding: Finding) -> str:
    """What a finding is, as the headline of its reasons: "A risk (hazard), score 0.92"."""
    if finding.reasons and finding.reasons[0].cue == OWN:
        return f"A {finding.kind}, marked by you"
    kind = f" ({finding.risk_kind})" if finding.risk_kind else ""
    return f"A {finding.kind}{kind}, score {finding.score:.2f}"


def places_of(finding: Finding) -> list[Reason]:
    """The reasons that stand on words of the text, but for what covers most of the finding."""
    length = finding.end - finding.start
    return [
        reason
        for reason in finding.reasons
        if reason.start is not None
        and reason.end is not None
        and (reason.end - reason.start <= _LONGEST or 2 * (reason.end - reason.start) < length)
        and reason.cue != OWN
    ]


def _told(finding: Finding, reason: Reason) -> tuple[str, str]:
    quote = _quoted(finding, reason)
    if reason.cue.startswith("“"):
        return "", quote or reason.cue.strip("“”")
    if finding.kind == "figure":
        return f"known by its {reason.cue}", quote
    return plain(reason.cue), quote


def plain(cue: str) -> str:
    """The name of a cue in plain words."""
    if cue in _PLAIN:
        return _PLAIN[cue]
    if cue.endswith(_AGAIN):
        return f"{plain(cue.removesuffix(_AGAIN))}, once more"
    if cue.startswith("figure: "):
        kind = cue.removeprefix("figure: ")
        return f"it gives {_FIGURES.get(kind, kind)}"
    if cue.startswith("heading asks "):
        asked = cue.removeprefix("heading asks ")
        return "its heading asks" if asked == "other" else f"its heading asks {asked}"
    if length := _LENGTH.fullmatch(cue):
        return f"{'shorter' if length[1] == 'under' else 'longer'} than {length[2]} words"
    return cue.replace("_", " ")


def _quoted(finding: Finding, reason: Reason) -> str:
    """The words of the text that a reason stands on; "" if they are no short piece of it."""
    if reason.start is None or reason.end is None or reason.end - reason.start > _LONGEST:
        return ""
    start, end = reason.start - finding.start, reason.end - finding.start
    if not 0 <= start < end <= len(finding.text):
        return ""
    return " ".join(finding.text[start:end].split())

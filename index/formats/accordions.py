"""Accordions: questions on buttons that unfold their answers, and the signs drawn beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.formats.draft import Run
from index.formats.headings import asks
from index.formats.htmltree import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"])
_LONGEST = 300
_ANSWER = 20
"""Code points of the shortest answer."""
_SIGNS = "+−–▾▼▲▴▸►▶▹◀›»❯⌄⌃˅˄∨∧﹀✕✖×➕➖⊕⊖↓⬇🔽"
_BEHIND = re.compile(rf"(?<=[?？؟])[\s{_SIGNS}-]*[{_SIGNS}-][\s{_SIGNS}-]*$")
_BEFORE = re.compile(rf"^\s*[{_SIGNS}-](?=\s)[\s{_SIGNS}-]*(?=\S)")
_ICON = re.compile(r"(?:^|\s)(?:material-(?:icons|symbols)[\w-]*|glyphicon)(?=\s|$)")


def unfolds(button: _Element) -> bool:
    """Whether a button is the heading of a part that it folds and unfolds."""
    parent = button.getparent()
    return (
        "aria-expanded" in button.attrib
        or (parent is not None and parent.tag in _HEADS)
        or (asks(line_of(button, _LONGEST)) and _stands_over_text(button))
    )


def _stands_over_text(button: _Element) -> bool:
    for each in (button, button.getparent()):
        below = each.getnext() if each is not None else None
        if below is not None and below.tag != "button":
            return len(line_of(below, _ANSWER)) >= _ANSWER
    return False


def is_icon(element: _Element) -> bool:
    """Whether the text of an element is the name of the sign that is drawn instead."""
    return element.tag in ("i", "span") and _ICON.search(element.get("class", "")) is not None


def without_signs(runs: Sequence[Run]) -> list[Run]:
    """The runs of a question without the signs of folding at its ends; others as they are."""
    plain = "".join(run.text for run in runs)
    behind = _BEHIND.search(plain)
    end = behind.start() if behind else len(plain)
    before = _BEFORE.match(plain) if plain[:end].rstrip().endswith(("?", "？", "؟")) else None
    start = before.end() if before else 0
    if not (behind or before):
        return list(runs)
    kept: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            kept.append(replace(run, text=text))
    return kept

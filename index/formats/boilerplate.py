"""Lines that stand around articles but are no part of them: share buttons, teasers, reply forms.

Pasted text has no markup to tell them by, so they are told by their words, always as whole lines
and short ones: a sentence of the article that mentions a newsletter stays. The words themselves are
in `boilerplate.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from index.article import DropReason
from index.text import fold_punctuation

Kind = Literal[
    "share", "weak", "subscribe", "teaser", "related", "contents", "reply", "form", "comments",
    "replylink", "kicker", "credit", "error", "wall", "author", "tail", "topics",
]  # fmt: skip
_LIMITS: dict[Kind, int] = {
    "share": 320, "weak": 30, "subscribe": 250, "teaser": 220, "related": 80, "contents": 40,
    "reply": 120, "form": 250, "comments": 220, "replylink": 40, "kicker": 30,
    "credit": 500, "error": 250, "wall": 250, "author": 80, "tail": 320, "topics": 80,
}  # fmt: skip
"""Code points a line may have to be of a kind at all."""


_BUTTONS: tuple[Kind, ...] = ("share", "weak", "subscribe", "tail")
_BETWEEN = re.compile(r"\s+[|•·∙‧]\s+")
_ROW = 200
"""Code points a row of buttons may have."""


@lru_cache(maxsize=2048)
def is_a(kind: Kind, line: str) -> bool:
    """Whether a line, as a whole, is of a kind of boilerplate."""
    if len(line) > _LIMITS[kind]:
        return False
    plain = " ".join(fold_punctuation(line).split()).strip("*_ \t")
    pattern = _patterns()[kind]
    return bool(pattern.fullmatch(plain) or pattern.fullmatch(plain.rstrip(".!:")))


def why_dropped(line: str) -> DropReason | None:
    """Why a line by itself is no part of an article, None if it may be one."""
    if is_a("share", line) or is_a("subscribe", line):
        return "boilerplate"
    if is_a("teaser", line):
        return "navigation"
    parts = [part for part in _BETWEEN.split(line) if part.strip()] if len(line) <= _ROW else []
    is_row = len(parts) > 1 and all(any(is_a(k, part) for k in _BUTTONS) for part in parts)
    return "boilerplate" if is_row else None


@cache
def _patterns() -> dict[Kind, re.Pattern[str]]:
    listed: dict[str, list[str]] = {}
    source = files("index.formats").joinpath("boilerplate.tsv").read_text("utf-8")
    for line in source.splitlines():
        if line and not line.startswith("#"):
            kind, _, pattern = line.partition("\t")
            listed.setdefault(kind, []).append(pattern)
    names = {name: "|".join(patterns) for name, patterns in listed.items() if name[0] == "{"}
    compiled: dict[Kind, re.Pattern[str]] = {}
    for kind in _LIMITS:
        joined = "|".join(f"(?:{pattern})" for pattern in listed[kind])
        for name, pattern in names.items():
            joined = joined.replace(name, pattern)
        compiled[kind] = re.compile(joined, re.IGNORECASE)
    return compiled

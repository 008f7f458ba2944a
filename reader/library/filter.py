"""The filter of the library: words, and `tag:`, `source:` and `is:` with a value, `-` for not.

rates is:unread tag:energy -source:wire "cap market"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from index.text import fold
from reader.library.shelf import Held, Shelf

Standing = Literal["unread", "reading", "read", "archived", "favourite"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
FIELDS = ("is", "source", "tag")

_PART = re.compile(r'(-?)(?:(tag|source|is):)?(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked for: a word (field ""), or a value of a field; or not to be so."""

    field: str
    value: str
    without: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What the library is to hold: all parts must be met."""

    parts: tuple[Part, ...] = ()

    @classmethod
    def read(cls, typed: str) -> Filter:
        """The filter that was typed. A field without a value yet asks nothing."""
        parts = [
            Part(field.lower(), value, bool(sign))
            for sign, field, quoted, plain in _PART.findall(fold(typed))
            if (value := quoted or plain) and not (plain.endswith(":") and plain[:-1] in FIELDS)
        ]
        return cls(tuple(parts))

    @property
    def problem(self) -> str:
        """What cannot be asked, as a sentence; "" if all can."""
        for part in self.parts:
            if part.field == "is" and not _standings(part.value):
                return f"There is no is:{part.value}; there are {', '.join(STANDINGS)}."
        return ""

    @property
    def asks_for_archived(self) -> bool:
        """Whether articles that were put away are asked for by name."""
        return any(
            part.field == "is" and not part.without and "archived" in _standings(part.value)
            for part in self.parts
        )

    def of(self, articles: Iterable[Held], shelf: Shelf) -> list[Held]:
        """The articles that meet it, in the order given."""
        words = [part for part in self.parts if not part.field]
        fields = [part for part in self.parts if part.field]
        found = list(articles)
        for part in words:
            word, without, texts = part.value, part.without, shelf.facts.texts
            found = [
                each
                for each in found
                if (word in texts[each.summary.id] or _tagged(each.own_tags, word)) is not without
            ]
        for part in fields:
            found = [each for each in found if _meets(each, part) is not part.without]
        return found


def _meets(held: Held, part: Part) -> bool:
    match part.field:
        case "tag":
            return any(fold(tag).startswith(part.value) for tag in held.tags)
        case "source":
            about = held.summary.metadata
            return part.value in fold(" ".join((held.source, about.source or "", *about.authors)))
        case _:
            wanted = _standings(part.value)
            return held.state in wanted or (held.favourite and "favourite" in wanted)


def _tagged(tags: tuple[str, ...], word: str) -> bool:
    return bool(tags) and any(word in fold(tag) for tag in tags)


def _standings(value: str) -> Sequence[Standing]:
    """Those a word may become while it is typed; `read` is that, and not `reading` as well."""
    if value in STANDINGS:
        return [each for each in STANDINGS if each == value]
    return [each for each in STANDINGS if each.startswith(value)]


def completed(typed: str, tags: Iterable[str], sources: Iterable[str]) -> str | None:
    """What was typed with the value of its last field completed; None if there is none."""
    word = typed.rpartition(" ")[2]
    name, colon, begun = word.removeprefix("-").partition(":")
    if not colon:
        return None
    known = {"tag": tags, "source": sources, "is": STANDINGS}.get(name.lower(), ())
    start = fold(begun)
    for value in known:
        if fold(value).startswith(start) and len(value) > len(begun):
            rest = value[len(begun) :]
            return None if " " in value else typed + rest
    return None

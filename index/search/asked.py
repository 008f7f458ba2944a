"""What a question asks: its words and how much each tells, its meaning, what answers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.article import Asks
from index.search.analysis import CHUNK, STOP, names_in
from index.search.meaning import Direction, is_known, sum_of
from index.search.stemmer import stem


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its stems, how much each tells, how it was written, and what is asked for.

    `names` are those of the stems that name the subject (see `_names`). `evidence` finds what an
    answer has to hold (a date, a number), if that can be told.
    """

    weights: Mapping[str, float]
    written: Mapping[str, str]
    asks: frozenset[Asks]
    meaning: Direction
    names: frozenset[str] = frozenset()
    evidence: re.Pattern[str] | None = None


def read_question(text: str, rarity: Callable[[str], float], language: str | None = None) -> Asked:
    """A question as typed; `rarity` says how few sections of the collection have a stem."""
    written: dict[str, str] = {}
    for raw in CHUNK.findall(text):
        for found in names_in(raw, language):
            if not found.startswith(STOP):
                written.setdefault(found, raw)
    weights = {
        found: max(1.0, rarity(found) or _UNKNOWN) * (_SCAFFOLD if found in _SCAFFOLDING else 1.0)
        for found in written
    }
    meaning = sum_of(names_in(text, language)).direction()
    names = frozenset(found for found in _names(text, language) if rarity(found))
    return Asked(weights, written, asked_for(text), meaning, names, _evidence(text))


def _names(text: str, language: str | None) -> Iterator[str]:
    """Stems that name a subject: with a capital or a digit, or of a word that is in no vocabulary.

    The capital of the first word tells nothing.
    """
    for place, raw in enumerate(CHUNK.findall(text)):
        has_capital = not (raw[1:] if place == 0 else raw).islower()
        for found in names_in(raw, language):
            if not found.startswith(STOP) and (has_capital or not is_known(found)):
                yield found


_UNKNOWN = 3.0
_SCAFFOLD = 0.4
_SCAFFOLDING = frozenset(
    map(
        stem,
        "reason way method date day time year number amount volume kind type sort thing people "
        "person place point name example question answer happen mean make made take give use "
        "become cause exactly really actually possible likely able need want look like else "
        "much many far long often soon today now next last new old main".split(),
    )
)
"""Words that say in which way it is asked, not about what: they tell little."""
_WAYS: Mapping[Asks, str] = {
        "when": "when|(?:what|which) (?:date|day|month|year)|timetable|how soon|deadline|timeline",
        "who": "who|whom|whose|which (?:people|persons?|groups?|compan\\w+|authorit\\w+|agenc\\w+|"
               "countr\\w+|nations?|customers?|operators?|institutions?|growers?)|responsible",
        "why": "why|what (?:made|makes|caused|causes|drove|drives|lifted|motivates|keeps)|reasons?|"
               "what is (?:the reason|delaying)|held up|purpose",
        "where": "where|which (?:route|location|areas?|regions?|places?)|whence|from what source",
        "how": "how|by what|in what way|what (?:is|was) the (?:way|method|mechanism|procedure)",
        "can": "can|could|might|is it possible|feasible|able|may",
        "will": "will|going to|would|likely",
        "which": "which",
        "what": "what",
}  # fmt: skip


def asked_for(text: str) -> frozenset[Asks]:
    """In which ways a heading may ask that answers this question."""
    return frozenset(
        asks for asks, words in _WAYS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    )


_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|(?:19|20)\d\d|monday|tuesday|wednesday|thursday|friday|week|month|year|spring|"
    r"summer|autumn|winter)s?\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_HOW_MUCH = re.compile(
    r"\bhow (?:much|many|far|long|often|old|high|large|big)\b|\bwhat (?:volume|number|share|"
    r"amount|price|cost|proportion|size)\b|\bpercentage\b",
    re.IGNORECASE,
)


def _evidence(text: str) -> re.Pattern[str] | None:
    """What an answer has to hold, if that can be told."""
    if _HOW_MUCH.search(text):
        return _NUMBER
    return _DATE if "when" in asked_for(text) else None

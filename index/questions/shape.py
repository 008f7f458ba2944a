"""A heading as clauses: what stands before its words goes, the rest is cut where clauses meet."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What may stand before the words: "3. ", "Q: ", "Question 4.", "2) ", "#5", "Step 2: ", symbols.
_ORDINAL = r"\(?\d{1,3}(?:\.\d{1,3}){0,3}\s?[.):：、–—-]|\d{1,3}(?=\s+[^\W\d_]{2})|[IVX]{1,5}[.)]"
_ASKING_LABEL = (
    r"(?:Q|F|P|Question|Frage|Pregunta|Domanda|Pergunta|Vraag|Pytanie|Soru|Fråga|Вопрос|Питання|"
    r"Ερώτηση|سؤال|س|प्रश्न|প্রশ্ন|问|問|问题|問題|質問|질문|문)"
)
_LABEL = (
    rf"(?:{_ASKING_LABEL}|В|FAQ|Step|Schritt|Part|Teil|Myth|Chapter|Kapitel|Partie|Étape|Paso|"
    r"Parte|Passo|Шаг|Часть|Глава)"
    r"(?:\s?(?:#|No\.?|Nr\.?)?\s?\d{1,3})?\s?[.):：–—-]"
)
_NUMBERING = re.compile(
    rf"(?:[^\w\s¿(]+\s*)?(?:(?:{_LABEL}|{_ORDINAL}|#\d+[:.]?)\s*)*[^\w(]*", re.IGNORECASE
)
_LABELLED = re.compile(
    rf"\W*(?:\d{{1,3}}[.)]\s*)?{_ASKING_LABEL}\s?\d{{0,3}}\s?[.:：)]\s*\S", re.IGNORECASE
)
# "So, what now", "And why it matters"; but "Now is the time", "So whether you agree or not".
_WH = r"(?=\s+(?:why|how|what|what's|who|when|where|which)\b)"
_FILLERS = re.compile(
    rf"(?:(?:(?:so|now|then|well|yes|no|first|finally|ok|okay|en|ma|mas)(?:\s*[,.:;–—]|{_WH})|"
    r"(?:and|but|or|also|und|aber|doch|et|mais|alors|y|pero|entonces|maar|и|а|но|так)\b)"
    r"[\s,.:;–—-]*)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[:：]\s*(?=\D)|\s+[–—-]+\s+|—+|[?？؟!！]\s+|[|｜]")
_FINE = re.compile(r"\s*(?:[:：]\s+|\s[–—-]\s|[.!…;?؟？]\s+|,\s+|，|、|،\s+)")
_OPENING = "¿¡ \"'“‘«„「『《〈【(（[\u200c\u200d"
_LOOKED_AT = 1000
_SEEN = 300
"""Code points of a clause that are looked at."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as written and in lower case, without opening quotes, and its first words.

    `words` has no digits; `first` and `second` are "" where there are none.
    """

    text: str
    lowered: str
    words: tuple[str, ...]
    first: str
    second: str


def judged(heading: str) -> str:
    """What of a heading is looked at: its two ends, if it is of absurd length."""
    heading = heading.replace("’", "'")
    if len(heading) <= _LOOKED_AT:
        return heading
    return heading[: _LOOKED_AT // 2] + heading[-_LOOKED_AT // 2 :]


def is_labelled(heading: str) -> bool:
    """Whether a label says that a question follows: "Q: ...", "Frage 2: ..."."""
    return _LABELLED.match(heading) is not None


def core_of(heading: str) -> str:
    """A heading without what stands before its words: numbers, labels, bullets, "So," ..."""
    match = _NUMBERING.match(heading)
    core = heading[match.end() :] if match else heading
    filler = _FILLERS.match(core)
    rest = core[filler.end() :] if filler else core
    return rest or core or heading


def clauses_of(core: str, *, finely: bool = False) -> list[Clause]:
    """The clauses of a heading; the first is all of it. `finely` cuts at commas and stops too."""
    parts = (_FINE if finely else _CLAUSE).split(core)
    whole = [core] if finely or len(parts) == 1 else [core, parts[0]]
    return [_clause(part) for part in [*whole, *parts[1:]]]


def _clause(text: str) -> Clause:
    text = text[:_SEEN].lstrip(_OPENING)
    lowered = text.lower().replace("i̇", "i")
    words = tuple(_WORD.findall(lowered))
    first, second, *_ = (*words, "", "")
    return Clause(text, lowered, words, first, second)

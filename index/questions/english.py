"""English headings that ask without a question mark, by the shape of their clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from index.article import Asks
from index.questions.shape import Clause


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _table(rows: str) -> Mapping[str, Asks]:
    """Lines of "what: words", the words each with what it asks for."""
    names = {str(name): name for name in get_args(Asks)}
    pairs = (line.split(":") for line in rows.strip().splitlines())
    return {word: names[what.strip()] for what, listed in pairs for word in listed.split()}


_ENGLISH = _table("""
    why: why
    how: how how's
    what: what what's whats what're
    who: who whom whose who's
    when: when when's
    where: where where's
    which: which
    can: can could may might can't cannot couldn't
    will: will would shall won't wouldn't
    is: is are was were am do does did has have had isn't aren't wasn't weren't don't doesn't didn't
    is: hasn't haven't hadn't whether
    other: should must shouldn't ought
""")
_OPENS = _words("why how what what's what're who whom whose which whether who's how's where's")
_WH = _words("why how what what's who whom whose which when where whether if")
_BEFORE_WH = _words("in to at for by on of from with about under over since until through per")
_BEFORE_IMPLIED = _words("to at for in on from with by under about")
_PRONOUNS = _words("i you we they he she it there this that these those anyone")
_DETERMINERS = _words("the a an your our my its their his her these those this that")
_BE = _words("is are was were has have can will may might")
_INVERTED = _words(
    "does did should could would doesn't didn't shouldn't couldn't wouldn't isn't aren't"
)
_NOT_INVERTED = _words("be been have not never also only")
_AUXILIARIES = _words("""
    is are was were will can can't cannot may might must should has have had does isn't aren't won't
    shouldn't
""")
# After these an auxiliary belongs to a clause within the question ("the drug that is used").
_WITHIN = _words("""
    that which who it they he she you we i there this these those and or to when while as than
    think thinks believe say says know hope expect
""")
_BREAKS = re.compile(
    r"\b(?:why|how|what|who|when|where|which|whether|if|because|before|after|until|while|as|that|"
    r"than|and|so|but)\b"
)
# Headings of this kind are about the list, the page or its makers.
_NEVER = re.compile(
    r"what(?:'s|\s+is|\s+are)\s+new\b|what\s+an?\b(?!\s+\w+(?:\s+\w+)?\s+(?:is|are|does|can|means|"
    r"looks|needs|costs|would|should|will)\b)|what\s+else\W*$|how-?\s?tos?\b(?!\s\w)|how-to\b|"
    r"who's\s+who\b|(?:how|what)\s+about\b|(?:who|what)\s+(?:we|i)\s+(?:are|do)\W*$|"
    r"where\s+(?:we\s+are|to\s+find\s+us)\W*$|how\s+to\s+(?:reach|contact|find)\s+us\W*$|"
    r"where\s.*\b(?:meets?|collides?|intersects?)\b|what\s+(?:readers|customers|clients|people)\s+"
    r"(?:are\s+saying|say)\W*$"
)
_LABEL_ONLY = re.compile(r"\w+\s*[:：]")
_SAYS_WHEN = re.compile(
    r"when\s+(?:you|we|they|it|i|(?:the|your|our|an?)\s+\w+|\w+)\s+"
    r"(?:should|must|can|will|could|might|need|needs)\b|when\s.*\b(?:starts?|begins?|ends?|expires?|"
    r"opens?|appl(?:y|ies)|takes?\s+effect|arrives?|makes?\s+sense|kicks?\s+in|is\s+due|are\s+due)"
    r"\W*$"
)
_MORE = re.compile(
    r"(?:(?:\band|\bor|&)\s+|,\s+(?=how|why|what))((?:how|why|when|where|what|which|who|whether)\b.*)"
)
_MORE_OPENS = re.compile(
    r"(?:how|why|when|where|what|which|who)\s+(?:not\s+)?"
    r"(?:to|you|we|they|it|he|she|i|the|this|these|that|your|our|their|its)\b"
)
_TELLS = _words("""
    learn know see find discover understand choose decide explore read check show shows tell tells
    explain explains ask consider remember identify figure reflect determine focus think watch get
    start stop go keep look make here here's there this these that those evaluate describe list i
    we you they he she it
""")
_MATTERS = re.compile(r"(?:you|we|they|i)\s(?!.*\bwhy\b).*\b(?:matters|counts)\b")


def asked_first(clause: Clause) -> Asks | None:
    """What a clause asks by its first words, None if they do not ask."""
    if clause.lowered.startswith("how come"):
        return "why"
    if clause.first in _BEFORE_WH:
        asks = _ENGLISH.get(clause.second)
        return asks if asks in ("what", "which", "who", "how", "why") else None
    return _ENGLISH.get(clause.first)


def asked_further_on(clause: Clause) -> Asks | None:
    """What the first question word in a clause asks, wherever it stands."""
    for word in clause.words:
        asks = _ENGLISH.get(word)
        if asks in ("why", "how", "what", "who", "when", "which"):
            return asks
    return None


def only_says_when(clause: Clause, asks: Asks) -> bool:
    """Whether "When ..." only leads up to the question ("When it rains, what happens?")."""
    if asks not in ("when", "where") or "," not in clause.text:
        return False
    return _ENGLISH.get(clause.second) not in ("is", "can", "will", "other")


def surely_asks(clause: Clause) -> bool:
    """Whether a clause asks that may be in another language: its first words are English only."""
    return clause.first in ("why", "how", "which") and clause_asks(clause)


def clause_asks(clause: Clause) -> bool:
    """Whether a clause without a question mark asks."""
    first, second, lowered = clause.first, clause.second, clause.lowered
    if not second or _LABEL_ONLY.match(lowered) or _NEVER.match(lowered):
        return False
    if first == "who" and clause.text.startswith("WHO") and not clause.text.isupper():
        return False  # the World Health Organization
    if first in _OPENS:
        return not _is_subject(clause)
    if first == "when":
        to_do = second == "to" or lowered.startswith("when not to ")
        return to_do or ("," not in lowered and _SAYS_WHEN.match(lowered) is not None)
    if first == "where":
        return "," not in lowered and not _is_subject(clause)
    if first in _BEFORE_IMPLIED and second in _WH - {"if", "when", "where"}:
        return not lowered.startswith(("for what it's", "with which ", "by which "))
    return _is_inverted(clause) or _asks_in_addition(clause)


def _is_inverted(clause: Clause) -> bool:
    """Whether the verb stands first as in a question: "Is it safe", "Should banks worry"."""
    first, second = clause.first, clause.second
    if first in ("do", "have", "will", "may"):
        return second in _PRONOUNS - _DETERMINERS - {"it"}
    if len(clause.words) < 3:
        return False
    if first in _BE or first in ("am", "must"):
        return second in _PRONOUNS | _DETERMINERS
    return first in _INVERTED and second not in _NOT_INVERTED


def _asks_in_addition(clause: Clause) -> bool:
    """Whether a noun is followed by a question about it: "Common faults and how to mend them"."""
    if clause.first in _TELLS:
        return False
    more = _MORE.search(clause.lowered)
    if more is None or not _MORE_OPENS.match(more[1]):
        return False
    before = clause.lowered[: more.start()].split()
    return not _AUXILIARIES.intersection(before)


def _is_subject(clause: Clause) -> bool:
    """Whether the clause is the subject of a statement: "What you do online has consequences"."""
    first, second = clause.first, clause.second
    if first in ("why", "whether", "which", "whose") or first.startswith("who"):
        return False
    rest = clause.lowered[len(first) :].lstrip()
    if _MATTERS.match(rest):
        return True
    stop = _BREAKS.search(rest, len(second))
    inner = re.findall(r"[\w']+", rest[: stop.start()] if stop else rest)
    if first == "what's":
        inner, verb = ["is", *inner], 0
    elif second in ("is", "are", "was", "were"):
        verb = 0
    elif second in _PRONOUNS - {"this", "that", "these", "those", "there"}:
        if len(inner) > 1 and inner[1] in _AUXILIARIES:
            return False
        verb = 1
    elif second in ("matters", "counts", "happens", "works", "remains", "follows", "comes", "goes"):
        verb = 0
    else:
        return False
    if first not in ("what", "what's", "where"):
        return False
    after = range(verb + 1 + (verb == 0 and second in _AUXILIARIES), len(inner))
    return any(inner[n] in _AUXILIARIES and inner[n - 1] not in _WITHIN for n in after)

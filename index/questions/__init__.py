"""Headings that ask, and what they ask: in any language, judged by their words alone.

A heading asks literally, with a question mark of any script, or implied, by the shape of its
words: "Why it matters", "Warum der Euro fällt", "为什么涨价". English has rules of its
own (`english`); of the others the question words are known (`abroad`, `words.tsv`). Which lines are
headings at all is each format's own decision.
"""

from __future__ import annotations

import re

from index.article import Asks, SectionKind
from index.languages import guess
from index.questions import abroad, english
from index.questions.shape import Clause, clauses_of, core_of, is_labelled, judged

__all__ = ["heading_kind", "what_it_asks"]

# Question marks of all scripts. Greek asks with a semicolon (NFC turns U+037E into ";"), Armenian
# sets its mark inside the word it asks for, Spanish opens with one.
_MARKS = "?？؟﹖︖⁇⁈⁉‽⸮፧꘏᥅⳺⳻꛷❓❔\u037e"
_CLOSERS = r"""\s!！…"”'’»›‹«“„)\]}）】」』*_~`¶#"""
_PICTURES = "\u200d\ufe0f\u2600-\u27bf\U0001f000-\U0001faff"
_ENDS_ASKING = re.compile(
    rf"[{_MARKS}][{_CLOSERS}{_MARKS}{_PICTURES}]*(?:\[\d+\]\s*)*(?:\([^()?]*\)\s*)?$"
)
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_GREEK_ASKS = re.compile(rf";[{_CLOSERS}{_PICTURES}]*$")
_ARMENIAN_ASKS = re.compile(r"[\u0531-\u0587]\u055e")
_SPANISH_ASKS = re.compile(r"^[^\w]*¿|:\s*¿")
_NEVER_IMPLIED = re.compile(r"[.。।;]\W*$|^\W*$")
_MAX_IMPLIED_WORDS = 25
_SURE_LEAD = 1.5


def heading_kind(heading: str, language: str | None = None) -> SectionKind:
    """Whether a heading asks: "question" with its mark, "implied" without, else "topic".

    `language` is the article's, as a two-letter code; without it the heading's own is guessed.
    """
    heading = judged(heading)
    if _asks_literally(heading):
        return "question"
    return "implied" if _is_implied(heading, language) else "topic"


def what_it_asks(heading: str, language: str | None = None) -> Asks:
    """What a heading that asks wants to know: its question word, or its verb if it has none.

    `language` as for `heading_kind`. Of several clauses the first that asks counts.
    """
    core = core_of(judged(heading))
    tongue = _tongue(core, language)
    clauses = clauses_of(core, finely=True)
    for clause in clauses:
        asks = _asked_first(clause, tongue)
        if asks is not None and not english.only_says_when(clause, asks):
            return asks
    for clause in reversed(clauses):
        asks = abroad.asked_anywhere(clause, tongue) or english.asked_further_on(clause)
        if asks is not None:
            return asks
    return "other"


def _asks_literally(heading: str) -> bool:
    if _ENDS_ASKING.search(heading) or _ARMENIAN_ASKS.search(heading):
        return True
    if _SPANISH_ASKS.search(heading):
        return True
    return bool(_GREEK_ASKS.search(heading) and _GREEK.search(heading))


def _tongue(core: str, language: str | None) -> str | None:
    """The language a heading is read in: the article's, or its own where that is plain.

    An article may quote; and letters of another script are never the article's language.
    """
    if language is not None and (core.isascii() or language not in ("en", "und")):
        return language
    found = guess(core)
    if found is None:
        return language
    if found.share < 1 and language is None and found.lead < _SURE_LEAD:
        return None
    return found.language if language is None or found.lead >= 2 * _SURE_LEAD else language


def _asked_first(clause: Clause, tongue: str | None) -> Asks | None:
    """What a clause asks by its first words, None if they do not ask."""
    foreign = abroad.asked_first(clause, tongue, marked=True)
    if tongue not in (None, "en"):
        return foreign or english.asked_first(clause)
    return english.asked_first(clause) or foreign


def _is_implied(heading: str, language: str | None) -> bool:
    """Whether a heading without a question mark asks all the same."""
    if is_labelled(heading):
        return True
    if _NEVER_IMPLIED.search(heading) or len(heading.split()) > _MAX_IMPLIED_WORDS:
        return False
    core = core_of(heading)
    tongue = _tongue(core, language)
    return any(_clause_asks(clause, tongue) for clause in clauses_of(core))


def _clause_asks(clause: Clause, tongue: str | None) -> bool:
    foreign = abroad.clause_asks(clause, tongue)
    if tongue not in (None, "en"):
        return foreign or (clause.lowered.isascii() and english.surely_asks(clause))
    return english.clause_asks(clause) or foreign

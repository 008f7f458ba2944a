"""Headings that ask, what they ask, and the sections they open.

Blocks come in, sections go out. A heading is judged by its words alone; which lines are headings
at all is each format's own decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from index.article import Asks, Block, Section, SectionKind

# Question marks of all scripts. Greek asks with a semicolon (NFC turns U+037E into ";"), Armenian
# sets its mark inside the word it asks for.
_MARKS = "?？؟﹖⁇⁈⁉‽⸮፧꘏᥅⳺⳻꛷❓❔"
_CLOSERS = r"""\s!！…"”'’»›‹«“„)\]}）】」』*_~`¶#"""
_ENDS_ASKING = re.compile(rf"[{_MARKS}][{_CLOSERS}{_MARKS}]*(?:\[\d+\]\s*)*(?:\([^()?]*\)\s*)?$")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_GREEK_ASKS = re.compile(rf";[{_CLOSERS}]*$")
_ARMENIAN_ASKS = re.compile(r"[\u0531-\u0587]\u055e")

# What may stand before the words: "3. ", "Q: ", "Question 4.", "2) ", "#5", "Step 2: ", symbols.
_ORDINAL = r"\(?\d{1,3}(?:\.\d{1,3}){0,3}\s?[.):：、–—-]|\d{1,3}(?=\s+[^\W\d_]{2})|[IVX]{1,5}[.)]"
_ASKING_LABEL = r"(?:Q|F|P|Question|Frage|Pregunta|Domanda|Pergunta|Вопрос|问|問)"
_LABEL = (
    rf"(?:{_ASKING_LABEL}|В|FAQ|Step|Schritt|Part|Teil|Myth|Chapter)"
    r"(?:\s?(?:#|No\.?|Nr\.?)?\s?\d{1,3})?\s?[.):：–—-]"
)
_NUMBERING = re.compile(
    rf"(?:[^\w\s¿(]+\s*)?(?:(?:{_LABEL}|{_ORDINAL}|#\d+[:.]?)\s*)*[^\w(]*", re.IGNORECASE
)
_ASKED_BY_LABEL = re.compile(
    rf"\W*(?:\d{{1,3}}[.)]\s*)?{_ASKING_LABEL}\s?\d{{0,3}}\s?[.:：)]\s*\S", re.IGNORECASE
)
_FILLERS = re.compile(
    r"(?:(?:so|and|but|or|now|then|ok|okay|well|yes|no|also|first|finally|und|aber|doch|et|mais|y|"
    r"pero)\b[\s,.:;–—-]*)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_PART = re.compile(r"\s*(?:[:：]\s+|\s[–—-]\s|[.!…;?]\s+|,\s+)")
_CLAUSE = re.compile(r"[:：]\s+|\s[–—]\s")
_LOOKED_AT = 1000
_SEEN = 120
"""Code points of a clause that are looked at for its first words."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _table(rows: str) -> Mapping[str, Asks]:
    """Lines of "what: words", the words each with what it asks for."""
    names = {str(name): name for name in get_args(Asks)}
    pairs = (line.split(":") for line in rows.strip().splitlines())
    return {word: names[what.strip()] for what, listed in pairs for word in listed.split()}


_ENGLISH = _table("""
    why: why
    how: how
    what: what what's whats
    who: who whom whose who's
    when: when
    where: where where's
    which: which
    can: can could may might can't cannot couldn't
    will: will would shall won't wouldn't
    is: is are was were am do does did has have had isn't aren't wasn't weren't don't doesn't didn't
    is: hasn't haven't hadn't
    other: should must shouldn't ought
""")
_GERMAN = _table("""
    why: warum wieso weshalb weswegen wozu wofür
    how: wie inwiefern inwieweit wieviel wieviele
    what: was woran worauf woraus womit worin worum worüber wodurch wovon wogegen wonach
    who: wer wen wem wessen
    when: wann
    where: wo wohin woher
    which: welche welcher welches welchen welchem
    can: kann können könnte könnten darf dürfen
    will: wird werden würde
    is: ist sind waren hat haben gibt
    other: soll sollte sollten sollen muss müssen
""")
_FRENCH = _table("""
    why: pourquoi
    how: comment combien
    what: que quoi qu'est
    who: qui
    when: quand
    where: où
    which: quel quelle quels quelles
    can: peut peuvent puis-je pouvez
    is: est sont est-ce
    other: faut-il doit
""")
_SPANISH = _table("""
    why: porqué
    how: cómo cuánto cuánta cuántos cuántas
    what: qué
    who: quién quiénes
    when: cuándo
    where: dónde adónde
    which: cuál cuáles
    can: puede puedo pueden podemos podría
    will: será serán
    is: es son está están hay
    other: debo debería deben
""")
_ELSEWHERE = _table("""
    why: perché perchè почему зачем
    how: как сколько
    what: что cosa
    who: кто кого chi
    when: когда quando
    where: где куда откуда dove onde
    which: какой какая какие какое quale quali qual
    can: можно может можем può puoi pode
    is: sono
""")
_LANGUAGES = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
# Words of two languages. "Was" is German, "comment" French, when one of these follows.
_AFTER_WAS = _words("""
    ist sind war waren bedeutet bedeuten muss müssen kann können soll sollte sollten passiert macht
    man tun wird werden heißt hat haben hatte bringt kostet gilt steckt weiß sagt sagen ändert
    halten hält hilft folgt geschieht wäre wissen spricht ich sie er es wir ihr die der das den
    anleger bei für jetzt nun nach genau dahinter
""")
_AFTER_COMMENT = _words("""
    le la les l'on un une des du se ça ce cela faire on nous vous je il elle ils elles fonctionne
    choisir savoir éviter expliquer réagir bien est sont et mieux ne
""")
_PHRASES: Mapping[str, Asks] = {
    "por qué": "why", "por que": "why", "à quoi": "what", "ce que": "what", "ce qu'": "what",
    "lo que": "what", "how come": "why", "est-ce qu": "is", "qu'est": "what",
}  # fmt: skip
# Without spaces between words these may stand anywhere.
_UNSPACED: Mapping[str, Asks] = {
    "为什么": "why", "為什麼": "why", "为何": "why", "為何": "why", "なぜ": "why",
    "どうして": "why", "왜": "why", "如何": "how", "怎么": "how", "怎麼": "how", "怎样": "how",
    "多少": "how", "どうやって": "how", "どのように": "how", "어떻게": "how",
    "什么时候": "when", "何时": "when", "いつ": "when", "언제": "when", "哪里": "where",
    "どこ": "where", "어디": "where",
    "哪些": "which", "哪个": "which", "どの": "which", "谁": "who", "誰": "who", "누가": "who",
    "什么": "what", "什麼": "what", "何": "what", "무엇": "what", "可以": "can", "是否": "is",
    "吗": "is", "とは": "what",
}  # fmt: skip
_UNSPACED_OPENERS = tuple(word for word, asks in _UNSPACED.items() if asks in ("why", "how"))
_ASKING: frozenset[Asks | None] = frozenset({"why", "how", "what", "who", "where", "which"})
_PREPOSITIONS = _words("in to at for by on of from with about under over since until through per")
# After these a clause with "where" asks; others only say where something is.
_CLAUSE_OPENERS = _words("""
    to the a an i we you they he she it this that these those your our their my its there things
    people someone not and
""")
_PRONOUNS = _words("i you we they he she it there this that these those anyone")
_IMPERATIVES = _words("do have will")
_DEMONSTRATIVES = _words("it this that these those")
_NOT_ASKING = re.compile(
    r"what(?:'s|\s+is)\s+new\b|what\s+an?\b|what\s+else\W*$|how-?\s?tos?\b(?!\s\w)|how-to\b|"
    r"who's\s+who\b|how\s+about\b"
)
_NEVER_IMPLIED = re.compile(r"[.!;]\W*$|^\W*$")
_MAX_IMPLIED_WORDS = 25


def heading_kind(heading: str, language: str | None = None) -> SectionKind:
    """Whether a heading asks: "question" with its mark, "implied" without, else "topic".

    `language` is the article's, as a two-letter code; it settles words of two languages.
    """
    heading = _judged(heading)
    if _ENDS_ASKING.search(heading) or _ARMENIAN_ASKS.search(heading):
        return "question"
    if _GREEK_ASKS.search(heading) and _GREEK.search(heading):
        return "question"
    return "implied" if _is_implied(heading, language) else "topic"


def what_it_asks(heading: str, language: str | None = None) -> Asks:
    """What a heading that asks wants to know: its question word, or its verb if it has none.

    `language` as for `heading_kind`. Of several clauses the first that asks counts.
    """
    core = _core(_judged(heading).replace("’", "'"))
    clauses = [core, *_PART.split(core)[1:]]
    for clause in clauses:
        asks = _asked_first(clause, language)
        if asks is not None and not _only_says_when(clause, asks):
            return asks
    for clause in reversed(clauses):
        for word in _WORD.findall(clause.lower()):
            asks = _meaning(word, language)
            if asks in ("why", "how", "what", "who", "when", "which"):
                return asks
    return next((asks for word, asks in _UNSPACED.items() if word in core), "other")


def sections_of(
    text: str, blocks: Sequence[Block], language: str | None = None
) -> tuple[Section, ...]:
    """The sections of a text, in order and without gaps; section 0 is the lead.

    `blocks` are those of `text`, in order. A section ends where the next begins, the last at the
    end of the text; an answer ends where the next heading of its level or above begins.
    """
    headings = [number for number, block in enumerate(blocks) if block.kind == "heading"]
    starts = [*(blocks[number].start for number in headings), len(text)]
    answer_ends = _answer_ends([blocks[number].level for number in headings], starts)
    sections = [Section(0, None, "lead", None, None, 0, 0, starts[0], starts[0])]
    for n, number in enumerate(headings):
        block = blocks[number]
        heading = text[block.start : block.end]
        kind = heading_kind(heading, language)
        sections.append(
            Section(
                number=n + 1,
                heading=heading,
                kind=kind,
                asks=None if kind == "topic" else what_it_asks(heading, language),
                level=block.level,
                start=block.start,
                body_start=blocks[number + 1].start if number + 1 < len(blocks) else len(text),
                end=starts[n + 1],
                answer_end=answer_ends[n],
            )
        )
    return tuple(sections)


def _answer_ends(levels: list[int], starts: list[int]) -> list[int]:
    """For every heading, the start of the next one that is not deeper (or the end)."""
    ends = [starts[-1]] * len(levels)
    waiting: list[int] = []
    for n, level in enumerate(levels):
        while waiting and levels[waiting[-1]] >= level:
            ends[waiting.pop()] = starts[n]
        waiting.append(n)
    return ends


def _judged(heading: str) -> str:
    """What of a heading is looked at: its two ends, if it is of absurd length."""
    return (
        heading
        if len(heading) <= _LOOKED_AT
        else heading[: _LOOKED_AT // 2] + heading[-_LOOKED_AT // 2 :]
    )


def _core(heading: str) -> str:
    """A heading without what stands before its words: numbers, labels, bullets, "So," ..."""
    match = _NUMBERING.match(heading)
    core = heading[match.end() :] if match else heading
    filler = _FILLERS.match(core)
    return (core[filler.end() :] if filler else core) or core


def _meaning(word: str, language: str | None) -> Asks | None:
    """What a word asks, first in the article's language, then in English and the others."""
    for table in _tables(language):
        if word in table:
            return table[word]
    return None


def _tables(language: str | None) -> Iterator[Mapping[str, Asks]]:
    if language in _LANGUAGES:
        yield _LANGUAGES[language]
    yield from _LANGUAGES.values()
    yield _ELSEWHERE


def _opening(clause: str) -> tuple[str, str, str]:
    """A clause in lower case without opening quotes, and its first two words."""
    lowered = clause[:_SEEN].lower().lstrip("¿¡ \"'“‘«„")
    words = [*_WORD.findall(lowered), "", ""]
    return lowered, words[0], words[1]


def _asked_first(clause: str, language: str | None) -> Asks | None:
    """What a clause asks by its first words, None if they do not ask."""
    lowered, first, second = _opening(clause)
    for phrase, phrase_asks in _PHRASES.items():
        if lowered.startswith(phrase):
            return phrase_asks
    if first in _PREPOSITIONS:
        asks = _ENGLISH.get(second)
        return asks if asks in ("what", "which", "who", "how") else None
    if first == "was" and second in _AFTER_WAS and language in (None, "de"):
        return "what"
    return _meaning(first, language)


def _only_says_when(clause: str, asks: Asks) -> bool:
    """Whether "When ..." only leads up to the question ("When it rains, what happens?")."""
    if asks not in ("when", "where") or "," not in clause:
        return False
    _, _, second = _opening(clause)
    return _ENGLISH.get(second) not in ("is", "can", "will", "other")


def _is_implied(heading: str, language: str | None) -> bool:
    """Whether a heading without a question mark asks all the same."""
    if _ASKED_BY_LABEL.match(heading):
        return True
    if _NEVER_IMPLIED.search(heading) or len(heading.split()) > _MAX_IMPLIED_WORDS:
        return False
    core = _core(heading.replace("’", "'"))
    return any(_clause_asks(clause, language) for clause in (core, *_CLAUSE.split(core)[1:]))


def _clause_asks(clause: str, language: str | None) -> bool:
    lowered, first, second = _opening(clause)
    if clause.rstrip().endswith("とは") or lowered.startswith(_UNSPACED_OPENERS):
        return True
    if not second or _NOT_ASKING.match(lowered):
        return False
    if first in ("why", "how", "who", "whom", "whose", "which", "what", "what's"):
        return True
    if first == "when":
        return second in ("to", "you", "not") and "," not in clause
    if first == "where":
        return second in _CLAUSE_OPENERS and "," not in clause
    if first in _PREPOSITIONS:
        return second in ("what", "which", "whom", "whose") and first in ("to", "at", "for", "in")
    if first in _IMPERATIVES:
        return second in _PRONOUNS - _DEMONSTRATIVES
    if first != "was" and first in _ENGLISH:
        return second in _PRONOUNS or second in ("the", "your", "our")
    return _asks_abroad(lowered, first, second, language)


def _asks_abroad(lowered: str, first: str, second: str, language: str | None) -> bool:
    """Whether a German, French or Spanish clause asks; of the others only the marked ones do."""
    if lowered.startswith(("por qué ", "ce que ", "ce qu'", "lo que ")):
        return True
    if first == "was":
        return language == "de" or (language is None and second in _AFTER_WAS)
    if first == "comment":
        return language == "fr" or (language is None and second in _AFTER_COMMENT)
    if first in ("que", "qui"):
        return False
    german = language in (None, "de") and _GERMAN.get(first) in _ASKING
    french = language in (None, "fr") and _FRENCH.get(first) in _ASKING
    return german or french or _SPANISH.get(first) in _ASKING

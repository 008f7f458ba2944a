"""Articles changed as authors change them: sentences rewritten, words swapped, typography mended.

Works on the canonical text of an article; what an edit does to the rest (where the sections are
afterwards, where a quote stands now) is worked out here, so that a benchmark knows what is right.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Article, Span

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_CURLY = str.maketrans({"'": "’", '"': "”", "-": "–", " ": "\xa0"})
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Edit:
    """The text of a span is replaced; with nothing, it is deleted."""

    span: Span
    text: str


def edited(article: Article, edits: Sequence[Edit]) -> Article:
    """The article after edits that do not overlap each other."""
    ordered = sorted(edits, key=lambda edit: edit.span.start)
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        pieces += [article.text[at : edit.span.start], edit.text]
        at = edit.span.end
    text = "".join([*pieces, article.text[at:]])

    def moved(offset: int) -> int:
        return place_after(ordered, offset)

    sections = tuple(
        replace(
            section,
            start=moved(section.start),
            body_start=moved(section.body_start),
            end=moved(section.end),
            answer_end=moved(section.answer_end),
        )
        for section in article.sections
    )
    return replace(
        article,
        text=text,
        sections=sections,
        blocks=(),
        sentences=(),
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def place_after(edits: Sequence[Edit], offset: int) -> int:
    """Where an offset outside all edits is after them."""
    return offset + sum(
        len(edit.text) - (edit.span.end - edit.span.start)
        for edit in edits
        if edit.span.end <= offset and edit.span.start < offset
    )


def typography(text: str, words: Sequence[str], chance: random.Random) -> str:
    """Straight marks made curly, or the other way; some spaces that do not break."""
    changed = text.translate(_STRAIGHT)
    if changed != text:
        return changed
    return "".join(c.translate(_CURLY) if c != " " or chance.random() < 0.2 else c for c in text)


def one_edit(text: str, words: Sequence[str], chance: random.Random) -> str:
    """One word replaced, left out, put in before another, or mistyped."""
    return _at_words(text, words, chance, 1)


def fifth_edited(text: str, words: Sequence[str], chance: random.Random) -> str:
    """A fifth of the words, one at the least, edited each as in `one_edit`."""
    return _at_words(text, words, chance, max(1, round(len(_WORD.findall(text)) / 5)))


def _at_words(text: str, words: Sequence[str], chance: random.Random, count: int) -> str:
    places = list(_WORD.finditer(text))
    for place in sorted(
        chance.sample(places, min(count, len(places))), key=lambda found: -found.start()
    ):
        text = text[: place.start()] + _swapped(place[0], words, chance) + text[place.end() :]
    return text


def _swapped(word: str, words: Sequence[str], chance: random.Random) -> str:
    kind = chance.choice(("replace", "leave out", "put in", "mistype"))
    other = chance.choice(words)
    if kind == "put in":
        return f"{other} {word}"
    if kind == "mistype" and len(word) > 2:
        at = chance.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return "" if kind == "leave out" else other


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


def around(
    article: Article, quote: Span, strange: Sequence[str], chance: random.Random
) -> list[Edit]:
    """What an author did to the rest: 15 % of the other sentences deleted, rewritten or added to.

    `strange` are sentences of other articles.
    """
    edits: list[Edit] = []
    words = words_of(article.text)
    for sentence in article.sentences:
        body = article.section_at(sentence.start).body_start
        if sentence.overlaps(quote) or sentence.start < body or chance.random() >= 0.15:
            continue
        text = article.text[sentence.start : sentence.end]
        match chance.choice(("delete", "insert", "edit")):
            case "delete":
                edits.append(Edit(sentence, ""))
            case "insert":
                edits.append(Edit(sentence, f"{text} {chance.choice(strange)}"))
            case _:
                edits.append(Edit(sentence, fifth_edited(text, words, chance)))
    return edits

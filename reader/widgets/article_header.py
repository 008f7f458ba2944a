"""The head of an article: title and one quiet line, as text.

Pure: metadata in, strings out. The head is drawn above the text and is no part of it.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from rich.cells import cell_len

from index.article import Article

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction: M. Brysbaert, "How many words do we read per minute?",
Journal of Memory and Language 109 (2019)."""
_IDEOGRAPHS_PER_MINUTE = 260
"""Chinese, from the same study."""
_SAMPLE = 20_000
_IDEOGRAPH = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_MOST_AUTHORS = 3


def reading_minutes(text: str) -> int:
    """Minutes that reading takes, 1 at least. Words are counted by their gaps, which is fast."""
    words = text.count(" ") + text.count("\n") - text.count("\n\n") + 1
    ideographs = 0.0
    if not text.isascii():
        sample = text[:_SAMPLE]
        ideographs = len(re.findall(_IDEOGRAPH, sample)) / len(sample) * len(text)
    return minutes(words, ideographs)


def minutes(words: int, ideographs: float = 0.0) -> int:
    """Minutes for so many words and Chinese or Japanese characters, 1 at least."""
    return max(1, round(words / WORDS_PER_MINUTE + ideographs / _IDEOGRAPHS_PER_MINUTE))


def byline(article: Article, width: int) -> str:
    """Authors, date, host of the source and reading time, what there is of them, on one line.

    Where `width` cells are too few, the host goes, then the day becomes a year, then authors go.
    """
    metadata = article.metadata
    names, minutes_ = _names(metadata.authors), f"{reading_minutes(article.text)} min"
    published = metadata.published or ""
    site, when = host(metadata.source), day(published) if published else ""
    for parts in (
        (names, when, site, minutes_),
        (names, when, minutes_),
        (names, published[:4], minutes_),
        (when, minutes_),
        (minutes_,),
    ):
        line = " · ".join(part for part in parts if part)
        if cell_len(line) <= width:
            break
    return line


def day(published: str) -> str:
    """An ISO date, whole or partial, as people write it: "14 May 2026", "May 2026", "2026"."""
    year, *rest = published.split("-")
    try:
        when = date(int(year), *(int(part) for part in [*rest, "1", "1"][:2]))
    except ValueError:
        return published
    return [year, f"{when:%B %Y}", f"{when.day} {when:%B %Y}"][min(len(rest), 2)]


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) > _MOST_AUTHORS:
        return f"{authors[0]} and {len(authors) - 1} others"
    if len(authors) > 1:
        return f"{', '.join(authors[:-1])} and {authors[-1]}"
    return "".join(authors)


def host(source: str | None) -> str:
    """The site of an address, or the source as it stands."""
    if not source:
        return ""
    try:
        name = urlsplit(source).hostname or source
    except ValueError:
        return source
    return name.removeprefix("www.")

"""How an article was read, in words: for `show --dropped`, `doctor FILE` and the article screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.article import Article

_FIELDS = {
    "title": "Title",
    "authors": "Author",
    "published": "Date",
    "source": "Source",
    "language": "Language",
    "tags": "Tags",
}
_WHY = {
    "boilerplate": "not part of the article",
    "duplicate": "stands twice",
    "navigation": "navigation",
}


def facts(article: Article) -> Iterator[tuple[str, str]]:
    """What is known of the reading, as (what, how it is): parser, encoding, metadata."""
    origin, about = article.origin, article.metadata
    yield "File", article.path
    yield "Read as", " by ".join(part for part in (article.format, origin.parser) if part)
    if origin.encoding:
        yield "Encoding", origin.encoding
    values = {
        "title": about.title,
        "authors": ", ".join(about.authors),
        "published": about.published or "",
        "source": about.source or "",
        "language": about.language or "",
        "tags": ", ".join(about.tags),
    }
    known = dict(origin.metadata)
    for field, name in _FIELDS.items():
        value = values[field]
        where = known.get(field, "")
        yield name, f"{value} (from {where})" if value and where else value or "not found"
    words = len(article.text.split())
    kinds = [section.kind for section in article.sections]
    asked = f"{kinds.count('question')} questions, {kinds.count('implied')} implied"
    yield "Text", f"{words:,} words, {len(kinds)} sections, {asked}"


def dropped(article: Article) -> list[tuple[str, str]]:
    """What was left out, as (why, how it begins)."""
    return [(_WHY[piece.why], piece.text) for piece in article.dropped]


def report(article: Article, copies: Sequence[str]) -> list[str]:
    """All of this as lines to read; `copies` are the paths of its copies, as they are shown."""
    left_out = dropped(article)
    return [
        *(f"{name:<10} {value}" for name, value in facts(article)),
        "",
        *(f"Doubt: {doubt}" for doubt in article.origin.doubts),
        *(f"Copy: {path}" for path in copies),
        "",
        "Left out" if left_out else "Nothing was left out.",
        *(f"  {why}: {text}" for why, text in left_out),
    ]

"""An article as a reference manager knows it; what CSL-JSON, RIS and BibTeX have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.text import fold
from reader.export.common import as_sentence, web_address
from reader.export.document import Document, NotedArticle

_ORGANISATION = re.compile(
    r"\b(?:agency|association|authority|bank|board|bureau|centers?|centre|college|commission|"
    r"committee|company|corp|council|daily|department|desk|editors?|foundation|group|inc|"
    r"institutes?|journal|llc|ltd|magazine|ministry|network|news|office|organi[sz]ation|post|"
    r"press|programme?|project|review|service|society|staff|team|the|times|university|writers?)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its two parts, or, without a given name, whatever it is."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """ "Last, First"; an organisation as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Citation:
    """What is known of an article. `date` and `seen` are year, month, day, as far as known."""

    key: str
    title: str
    names: tuple[Name, ...]
    date: tuple[int, ...]
    seen: tuple[int, ...]
    address: str | None
    site: str
    language: str
    tags: tuple[str, ...]
    notes: tuple[str, ...]


def citations(document: Document) -> Iterator[Citation]:
    """One for each article; no two have the same key."""
    return map(_citation, document.articles)


def _citation(article: NotedArticle) -> Citation:
    about = article.metadata
    names = tuple(_name(author) for author in about.authors if author.strip())
    address = web_address(article)
    date = _date(about.published)
    return Citation(
        key=_key(article, names, date),
        title=about.title,
        names=names,
        date=date,
        seen=_date(min((each.highlight.created for each in article.notes), default="")),
        address=address,
        site=(urlsplit(address).hostname or "").removeprefix("www.") if address else "",
        language=about.language or "",
        tags=about.tags,
        notes=tuple(as_sentence(each) for each in article.notes),
    )


def _key(article: NotedArticle, names: tuple[Name, ...], date: tuple[int, ...]) -> str:
    """As authors write them: family name and year; with a piece of the id, so that it is unique."""
    family = "".join(_WORD.findall(fold(names[0].family))) if names else ""
    year = str(date[0]) if date else ""
    return f"{family or 'article'}{year}-{article.id[:8]}"


def _name(author: str) -> Name:
    """Names are only taken apart where that is safe: two to four words, none of an organisation."""
    if author.count(",") == 1:
        family, given = (part.strip() for part in author.split(","))
        if family and given:
            return Name(family, given)
    words = author.split()
    if not 2 <= len(words) <= 4 or "," in author or _ORGANISATION.search(author):
        return Name(" ".join(words))
    return Name(words[-1], " ".join(words[:-1]))


def _date(stamp: str | None) -> tuple[int, ...]:
    found = _DATE.match(stamp or "")
    return tuple(int(part) for part in found.groups() if part) if found else ()

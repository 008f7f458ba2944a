"""The JSON-LD of a page (schema.org): which of its things is the article, and what it says.

A page is described by many things: itself, its site, its author, the articles it points to. The
one it is about is found by its address and its headline. Nothing here touches a draft.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from index.formats.repeats import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Thing = dict[str, Any]

_MAX_JSON = 500_000
_MAX_DEPTH = 12
_MAX_THINGS = 2000
_ARTICLE = re.compile(r"article|posting|report|analysis|review$|recipe|howto$", re.IGNORECASE)
_PAGE = re.compile(r"webpage|faqpage|qapage|aboutpage|medicalwebpage", re.IGNORECASE)
_WITHIN = ("@graph", "mainEntity", "hasPart", "mainEntityOfPage")
_ADDRESSES = ("@id", "url", "mainEntityOfPage")


@dataclass(slots=True)
class Said:
    """What the page's structured data say of its article; dates and names as written."""

    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    questions: set[tuple[str, ...]] = field(default_factory=set)


def structured(root: HtmlElement, address: str | None, headlines: set[tuple[str, ...]]) -> Said:
    """What the JSON-LD of a page says of the article at `address`.

    `headlines` are the words of the titles that the page shows, to tell its article from others
    that it points to.
    """
    things = [thing for loaded in _loaded(root) for thing in _things(loaded, 0)][:_MAX_THINGS]
    named = {str(thing["@id"]): thing for thing in things if _has_name(thing) and "@id" in thing}
    said = Said()
    for thing in things:
        if "question" in _type(thing).lower():
            asked = (words_of(unescape(text)) for text in _texts(thing.get("name"), named))
            said.questions.update(words for words in asked if words)
    articles = [thing for thing in things if _ARTICLE.search(_type(thing))]
    main = _main(articles, address, headlines)
    if main is not None:
        said.titles = _texts(main.get("headline"), named) or _texts(main.get("name"), named)
        said.authors = _texts(main.get("author"), named) or _texts(main.get("creator"), named)
        said.tags = _texts(main.get("keywords"), named)
    pages = [thing for thing in things if _PAGE.search(_type(thing)) and thing is not main]
    for thing in [*([main] if main is not None else []), *pages]:
        said.published += _texts(thing.get("datePublished"), named)
        said.modified += _texts(thing.get("dateModified"), named)
        said.languages += _texts(thing.get("inLanguage"), named)
    return said


def _loaded(root: HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        source = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(source) > _MAX_JSON:
            continue
        try:
            yield json.loads(source.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue


def _things(value: Any, depth: int) -> Iterator[Thing]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _things(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _WITHIN:
            yield from _things(value.get(key), depth + 1)


def _main(
    articles: list[Thing], address: str | None, headlines: set[tuple[str, ...]]
) -> Thing | None:
    """The article that a page is about, None if it points to several and is about none of them."""
    if not articles:
        return None
    here = _bare(address or "")
    marks = [
        (
            bool(here) and any(_bare(each) == here for each in _addresses(article)),
            any(words_of(unescape(text)) in headlines for text in _texts(article.get("headline"))),
            "datePublished" in article,
        )
        for article in articles
    ]
    best = max(marks)
    titles = {words_of(text) for article in articles for text in _texts(article.get("headline"))}
    if len(titles) > 1 and not any(best[:2]):
        return None
    return articles[marks.index(best)]


def _addresses(thing: Thing) -> Iterator[str]:
    for key in _ADDRESSES:
        value = thing.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _bare(address: str) -> str:
    return urldefrag(address).url.partition("?")[0].rstrip("/").partition("://")[2].lower()


def _type(thing: Thing) -> str:
    return " ".join(_texts(thing.get("@type")))


def _has_name(thing: Thing) -> bool:
    return isinstance(thing.get("name"), str)


def _texts(value: Any, named: dict[str, Thing] | None = None, depth: int = 0) -> list[str]:
    """The strings in a value: itself, the members of a list, the name of a thing or reference."""
    if isinstance(value, str):
        return [unescape(value)] if value.strip() else []
    if depth >= _MAX_DEPTH:
        return []
    if isinstance(value, list):
        return [text for each in value for text in _texts(each, named, depth + 1)]
    if isinstance(value, dict):
        own = value.get("name") or value.get("alternateName") or value.get("@value")
        if own is None and named and isinstance(value.get("@id"), str):
            own = named.get(value["@id"], {}).get("name")
        return _texts(own, named, depth + 1)
    return []

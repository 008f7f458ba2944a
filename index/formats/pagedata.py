"""What a page says of itself: title, authors, date, address, language, tags, and its FAQ.

Sources by trust: JSON-LD (schema.org), then meta elements (Open Graph, Dublin Core, the usual
names), then the page's own headline and byline, then its address. A date is only taken where the
page names it as the date of publication; a wrong one would be worse than none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from index.formats.byline import names_in
from index.formats.dates import iso_date
from index.formats.draft import Draft, link_target
from index.formats.repeats import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_JSON = 500_000
_MAX_DEPTH = 12
_MAX_TAGS = 20
_MAX_TITLE = 400
_ARTICLES = re.compile(r"article|posting|report|analysis|review$|faqpage|webpage", re.IGNORECASE)
_GENERIC = re.compile(r"faqpage|webpage", re.IGNORECASE)
_SAVED = re.compile(
    r"<!--\s*(?:Page saved with SingleFile\s+url:\s*(\S+)|saved from url=\(\d+\)(\S+))",
    re.IGNORECASE,
)
_SAVED_WITHIN = 4000
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)")
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
    "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "dcterms.created",
    "article:published", "og:published_time", "citation_publication_date", "last-modified-date",
)  # fmt: skip
_TITLE_PARTS = re.compile(r"\s+[|–—·•:»-]+\s+")
_AUTHOR_MARK = re.compile(r"(?:^|[\s_-])(?:author|byline)(?:[_-]{0,2}(?:name|link))?(?:$|\s)", re.I)
_MAX_BYLINE = 80
_MAX_LOOKS = 20
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*|\s+and\s+|\s+und\s+")
_NOT_A_NAME = re.compile(r"https?://|www\.|@|^\W*$")


@dataclass(slots=True)
class _Said:
    """What the page's structured data say."""

    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    questions: set[tuple[str, ...]] = field(default_factory=set)


def describe_page(draft: Draft, root: HtmlElement, text: str) -> set[tuple[str, ...]]:
    """Take what a page says of itself into the draft; returns the questions of its FAQ data."""
    said = _structured(root)
    meta = _meta(root)
    draft.source = _source(root, meta, text)
    draft.title = _title(root, meta, said)
    draft.authors += _authors(said, meta) or _marked_authors(root)
    draft.language = next(
        (
            language
            for language in (
                root.get("lang"), *said.languages, *meta.get("og:locale", ()),
                *meta.get("content-language", ()),
            )
            if language
        ),
        None,
    )  # fmt: skip
    tags = [*meta.get("article:tag", ()), *said.tags, *meta.get("keywords", ())]
    draft.tags += [tag.strip() for listed in tags for tag in listed.split(",")][:_MAX_TAGS]
    _date(draft, root, meta, said)
    return said.questions


def base_address(draft: Draft, root: HtmlElement) -> str:
    """The address that relative links of the page start from, "" if unknown."""
    base = next((str(e.get("href")) for e in root.iter("base") if e.get("href")), "")
    try:
        return urljoin(draft.source or "", base)
    except ValueError:
        return ""


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(key)):
                found.setdefault(name.lower(), []).append(content)
    return found


def _structured(root: HtmlElement) -> _Said:
    said = _Said()
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = script.text or ""
        if len(source) > _MAX_JSON:
            continue
        try:
            loaded = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        things = list(_things(loaded, 0))
        # A page is described by many things; the article among them knows best.
        for thing in sorted(things, key=lambda thing: bool(_GENERIC.search(_type(thing)))):
            _listen(said, thing)
    return said


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _things(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "hasPart", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _listen(said: _Said, thing: dict[str, Any]) -> None:
    kind = _type(thing)
    if "question" in kind.lower():
        asked = map(words_of, _texts(thing.get("name")))
        said.questions.update(words for words in asked if words)
    if not _ARTICLES.search(kind):
        return
    if not _GENERIC.search(kind):
        said.titles += _texts(thing.get("headline")) or _texts(thing.get("name"))
        said.authors += _texts(thing.get("author")) or _texts(thing.get("creator"))
        said.tags += _texts(thing.get("keywords"))
    said.dates += _texts(thing.get("datePublished"))
    said.languages += _texts(thing.get("inLanguage"))


def _type(thing: dict[str, Any]) -> str:
    return " ".join(_texts(thing.get("@type")))


def _texts(value: Any, depth: int = 0) -> list[str]:
    """The strings in a value: itself, the members of a list, the name of a thing."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list) and depth < _MAX_DEPTH:
        return [text for each in value for text in _texts(each, depth + 1)]
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        return _texts(value.get("name") or value.get("alternateName"), depth + 1)
    return []


def _title(root: HtmlElement, meta: dict[str, list[str]], said: _Said) -> str:
    """The headline: the page's own, where its data agree with it, else what the data say."""
    element = next((_text(e) for e in root.iter("title")), "")
    claimed = [*said.titles, *meta.get("og:title", ()), *meta.get("twitter:title", ()), element]
    claimed = [title.strip()[:_MAX_TITLE] for title in claimed if title.strip()]
    shown = [h1 for e in root.iter("h1") if 0 < len(h1 := _text(e)) <= _MAX_TITLE]
    sites = [words_of(name) for name in meta.get("og:site_name", ())]
    for headline in sorted(shown, key=len, reverse=True):
        words = words_of(headline)
        if words not in sites and any(_holds(words_of(other), words) for other in claimed):
            return headline
    if len(shown) == 1 and not said.titles:
        return shown[0]
    for title in claimed:
        if short := _without_site(title, claimed, meta):
            return short
    return claimed[0] if claimed else next(iter(shown), "")


def _without_site(title: str, claimed: list[str], meta: dict[str, list[str]]) -> str:
    """A title without the name of its site, where the page's data show that it is that."""
    parts = _TITLE_PARTS.split(title)
    if len(parts) < 2:
        return title
    site = {words_of(name) for name in meta.get("og:site_name", ())}
    cut = title[: title.rindex(parts[-1])].rstrip(" |–—·•:»-")
    if words_of(parts[-1]) in site:
        return cut
    others = (other for other in claimed if len(other) < len(title))
    return next((other for other in others if title.startswith(other)), title)


def _holds(longer: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether one title is the other, perhaps with a site's name around it."""
    if not words or 3 * len(words) < len(longer):
        return False
    return longer[: len(words)] == words or (
        longer[-len(words) :] == words and 2 * len(words) >= len(longer)
    )


def _authors(said: _Said, meta: dict[str, list[str]]) -> list[str]:
    named = list(said.authors)
    for key in _AUTHORS:
        if not named:
            named += meta.get(key, [])
    if not named and "written by" in " ".join(meta.get("twitter:label1", ())).lower():
        named += meta.get("twitter:data1", [])
    people: list[str] = []
    for name in named:
        name = re.sub(r"^(?:by|von|par|por)\s+", "", name.strip(), flags=re.IGNORECASE)
        if name and len(name) < 150 and not _NOT_A_NAME.search(name):
            people += [part for part in _BETWEEN_NAMES.split(name) if part]
    return people


def _marked_authors(root: HtmlElement) -> list[str]:
    """The name in the first element that is marked as the author's."""
    looks = 0
    for element in root.iter("a", "span", "div", "p", "address"):
        marks = " ".join(element.get(key) or "" for key in ("rel", "itemprop", "class"))
        if not _AUTHOR_MARK.search(marks):
            continue
        looks += 1
        name = _text(element)
        names = (names_in(name) or names_in(f"By {name}")) if len(name) <= _MAX_BYLINE else []
        if names or looks >= _MAX_LOOKS:
            return names
    return []


def _date(draft: Draft, root: HtmlElement, meta: dict[str, list[str]], said: _Said) -> None:
    for value in (*said.dates, *(v for key in _DATES for v in meta.get(key, ())), *_times(root)):
        if (date := iso_date(value)) is not None:
            draft.published, draft.published_from = date, "page"
            return
    match = _URL_DATE.search(draft.source or "")
    if match is not None and (date := iso_date("-".join(p.zfill(2) for p in match.groups() if p))):
        draft.published, draft.published_from = date, "url"


def _times(root: HtmlElement) -> Iterator[str]:
    """Times that are marked as the time of publication, else the only one there is."""
    times = [element for element in root.iter("time") if element.get("datetime")]
    for element in times:
        marks = " ".join(element.get(key) or "" for key in ("itemprop", "class", "pubdate"))
        if "pubdate" in element.attrib or re.search(r"publish|entry-date|posted", marks, re.I):
            yield str(element.get("datetime"))
    if len(times) == 1:
        yield str(times[0].get("datetime"))


def _source(root: HtmlElement, meta: dict[str, list[str]], text: str) -> str | None:
    saved = _SAVED.search(text, 0, _SAVED_WITHIN)
    links = (
        link.get("href") or ""
        for link in root.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    )
    addresses = [unquote(saved[1] or saved[2])] if saved else []
    for address in (*links, *meta.get("og:url", ()), *addresses):
        if (target := link_target(address)) is not None and not target.startswith("mailto:"):
            return target
    return None


def _text(element: HtmlElement) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())

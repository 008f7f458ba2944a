"""What a page says of itself: title, authors, date, address, language, tags, and its FAQ.

Sources by trust: JSON-LD (schema.org), then meta elements (Open Graph, Dublin Core, the usual
names), then the page's own headline and byline, then its address. Where each came from is put down
in `Draft.origins`. Its dates are told apart in `index.formats.pagedates`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from index.formats.addresses import canonical_address, is_front_page
from index.formats.byline import names_in
from index.formats.credits import authors_in, is_nobody
from index.formats.dates import iso_date
from index.formats.draft import Draft
from index.formats.htmltree import line_of
from index.formats.pagedates import Days, Meta, take_date
from index.formats.repeats import words_of
from index.formats.structured import Said, structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_TAGS = 20
_MAX_TITLE = 400
_SINGLEFILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n>]{4,80}))?",
    re.IGNORECASE,
)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_SAVED_WITHIN = 4000
_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
)
_AUTHORS = (
    "author", "article:author", "byl", "parsely-author", "dc.creator", "dcterms.creator",
    "sailthru.author", "citation_author",
)  # fmt: skip
_TITLE_PARTS = re.compile(r"\s+[|–—·•:»-]+\s+")
_AUTHOR_MARK = re.compile(r"(?:^|[\s_-])(?:author|byline)(?:[_-]{0,2}(?:name|link))?(?:$|\s)", re.I)
_IS_LABEL = re.compile(r"\d{1,3}|[qf]\d{0,3}|question|frage|pregunta|domanda")
_MAX_BYLINE = 80
_MAX_H1S = 200
_MAX_LOOKS = 20
_BETWEEN_NAMES = re.compile(r"\s*[;|]\s*|\s+and\s+|\s+und\s+")
_NOT_A_NAME = re.compile(r"https?://|www\.|@|^\W*$")
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)


@dataclass(slots=True)
class PageData:
    """What a page says that a draft has no place for.

    `questions`: the words of every question in its FAQ data. `days`: those that are not the day of
    publication. `is_article`: whether the page's data say that it is one.
    """

    questions: set[tuple[str, ...]] = field(default_factory=set)
    days: Days = field(default_factory=Days)
    is_article: bool = False


def describe_page(draft: Draft, root: HtmlElement, text: str) -> PageData:
    """Take what a page says of itself into the draft; returns what else it says."""
    meta = _meta(root)
    _take_source(draft, root, meta, text)
    shown = _headlines(root)
    element = next((line_of(e) for e in root.iter("title")), "")
    headlines = {words_of(title) for title in (*shown, element, *meta.get("og:title", ()))}
    said = structured(root, draft.source, headlines)
    _take_title(draft, meta, said, shown, element)
    _take_authors(draft, root, meta, said)
    _take_language(draft, root, meta, said)
    tags = {
        "article:tag": meta.get("article:tag", []),
        "JSON-LD": said.tags,
        "meta keywords": meta.get("keywords", []),
    }
    listed = [tag.strip() for each in tags.values() for part in each for tag in part.split(",")]
    draft.tags += [tag for tag in listed if tag][:_MAX_TAGS]
    if draft.tags:
        draft.origins["tags"] = ", ".join(where for where, found in tags.items() if any(found))
    kinds = " ".join(meta.get("og:type", ())).lower().split()
    data = PageData(questions=said.questions, is_article=bool(said.titles) or "article" in kinds)
    data.days = take_date(draft, root, meta, said)
    return data


def is_known_question(text: str, questions: set[tuple[str, ...]]) -> bool:
    """Whether a line is one of the questions of a page's data, numbers and "Q" before it aside."""
    if len(text) > _MAX_TITLE:
        return False
    words = words_of(text)
    return words in questions or (
        _IS_LABEL.fullmatch(words[0]) is not None and words[1:] in questions if words else False
    )


def base_address(draft: Draft, root: HtmlElement) -> str:
    """The address that relative links of the page start from, "" if unknown."""
    base = next((str(e.get("href")) for e in root.iter("base") if e.get("href")), "")
    try:
        return urljoin(draft.source or "", base)
    except ValueError:
        return ""


def _meta(root: HtmlElement) -> Meta:
    found: Meta = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(key)):
                found.setdefault(name.lower(), []).append(content)
    return found


def _take_source(draft: Draft, root: HtmlElement, meta: Meta, text: str) -> None:
    """The page's address: as it names itself, unless it names only its site, else as saved."""
    saved, where = _saved(text)
    claims = [
        ("canonical link", link.get("href") or "")
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    claims += [("og:url", address) for address in meta.get("og:url", ())]
    for claim, address in (*claims, (where, saved or "")):
        try:
            target = canonical_address(urljoin(saved or "", address))
        except ValueError:
            continue
        if target is None or (claim != where and saved and is_front_page(target)):
            continue
        draft.source, draft.origins["source"] = target, claim
        return


def _saved(text: str) -> tuple[str | None, str]:
    """The address a browser or SingleFile put into a page it saved, and where it stood."""
    match = _SINGLEFILE.search(text, 0, _SAVED_WITHIN)
    if match is not None:
        day = iso_date(match[2] or "")
        return match[1], "SingleFile's comment" + (f", saved on {day}" if day else "")
    match = _SAVED.search(text, 0, _SAVED_WITHIN)
    return (match[1].replace("%2D", "-") if match else None), "the browser's comment"


def _headlines(root: HtmlElement) -> list[str]:
    """The headings of level 1: those of the article, else all; many sites head their own name."""
    h1s = [e for e in islice(root.iter("h1"), _MAX_H1S) if 0 < len(line_of(e)) <= _MAX_TITLE]
    inside = [e for e in h1s if any(True for _ in e.iterancestors("article", "main"))]
    return [line_of(e).rstrip(" ¶§") for e in inside or h1s]


def _take_language(draft: Draft, root: HtmlElement, meta: Meta, said: Said) -> None:
    claims = (
        ("html lang", [root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")]),
        ("JSON-LD", said.languages),
        ("og:locale", meta.get("og:locale", [])),
        ("meta", meta.get("content-language", []) + meta.get("dc.language", [])),
    )
    for where, values in claims:
        for value in values:
            if value:
                draft.language, draft.origins["language"] = value, where
                return


def _take_title(draft: Draft, meta: Meta, said: Said, shown: list[str], element: str) -> None:
    """The headline: the page's own, where its data agree with it, else what the data say."""
    claims = [("JSON-LD", title) for title in said.titles]
    claims += [(key, title) for key in _TITLES for title in meta.get(key, ())]
    claims.append(("title", element))
    claims = [(where, title.strip()[:_MAX_TITLE]) for where, title in claims if title.strip()]
    claimed = [title for _, title in claims]
    sites = [words_of(name) for name in meta.get("og:site_name", ())]
    # Many a logo is a heading of the first level, too.
    shown = [headline for headline in shown if words_of(headline) not in sites]
    for headline in sorted(shown, key=len, reverse=True):
        words = words_of(headline)
        if any(_holds(words_of(other), words) for other in claimed):
            draft.title, draft.origins["title"] = headline, "h1"
            return
    if len(shown) == 1 and not said.titles:
        draft.title, draft.origins["title"] = shown[0], "h1"
        return
    short = [(where, _without_site(title, claimed, meta)) for where, title in claims]
    # Of several titles the one that most of the page's data give; among equals the first.
    votes = Counter(words_of(title) for _, title in short if title)
    best = max(votes.values(), default=0)
    for where, title in (*short, *claims, *(("h1", title) for title in shown)):
        if title and votes[words_of(title)] >= best:
            draft.title, draft.origins["title"] = title, where
            return


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


def _take_authors(draft: Draft, root: HtmlElement, meta: Meta, said: Said) -> None:
    claims = [("JSON-LD", said.authors), *((key, meta.get(key, [])) for key in _AUTHORS)]
    if "written by" in " ".join(meta.get("twitter:label1", ())).lower():
        claims.append(("twitter:data1", meta.get("twitter:data1", [])))
    for where, names in claims:
        if people := _people(names):
            draft.authors, draft.origins["authors"] = people, where
            return
    if marked := _marked_authors(root):
        draft.authors, draft.origins["authors"] = marked, "an element marked as author"


def _people(names: list[str]) -> list[str]:
    people: list[str] = []
    for name in names:
        if found := authors_in(name):
            people += found
            continue
        name = _BY.sub("", name.strip())
        if name and len(name) < 150 and not (_NOT_A_NAME.search(name) or is_nobody(name)):
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
        name = line_of(element)
        names = (names_in(name) or names_in(f"By {name}")) if len(name) <= _MAX_BYLINE else []
        if names or looks >= _MAX_LOOKS:
            return names
    return []

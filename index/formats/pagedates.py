"""The day a page was published, told from the other days that stand on it.

By trust: the page's data, elements that are marked as the time of publication, a date beside the
headline, the page's address, the only time on the page. The day of a change is never taken for it,
nor one of several that might be meant, nor one that is months from the only day which the page
shows: the text is no longer of that day, or the data are of another. A wrong date is worse than
none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Literal

from index.formats.byline import says_published, says_updated, take_authorship
from index.formats.dates import is_full, iso_date
from index.formats.draft import Draft
from index.formats.htmltree import line_of
from index.formats.repeats import words_of
from index.formats.structured import Said

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Meta = dict[str, list[str]]

_PUBLISHED = frozenset([
    "article:published", "article:publishedtime", "articlepublisheddate", "citationonlinedate",
    "citationpublicationdate", "cxenseparse:recs:publishtime", "date", "datecreated", "dateissued",
    "datepublished", "dccreated", "dcdate", "dcdatecreated", "dcdateissued", "dctermscreated",
    "dctermsdate", "dctermsissued", "firstpublished", "og:article:publishedtime",
    "og:publishedtime", "originalpublicationdate", "parselypubdate", "pubdate", "publicationdate",
    "publishdate", "publisheddate", "publishedat", "publishedtime", "publishtime", "sailthrudate",
])  # fmt: skip
"""Names of meta elements, without the signs that sites put between their words."""
_SURE = ("article:published_time", "og:article:published_time", "datepublished")
"""Those that are asked first: a plain "date" may be any."""
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "revised", "modified-time", "updated",
)  # fmt: skip
_SIGNS = re.compile(r"[\s._-]+")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_PUBLISHED_MARK = re.compile(r"publish|entry-date|posted|dt-published|pubdate|date-created", re.I)
_DATE_MARK = re.compile(r"(?:^|[\s_-])(?:date|dateline|timestamp)(?:$|[\s_-])", re.I)
_UPDATED_MARK = re.compile(r"updat|modif|revis|changed|dt-updated", re.I)
_ELSEWHERE = frozenset(["nav", "aside", "footer", "form", "table"])
_LONE_TIME = "the only time on the page"
_FAR = timedelta(days=90)
"""A text that was changed so long after its publication is not of that day any more."""
_UTC = re.compile(r"\d{2}:\d{2}.*(?:Z|[+-]00:?00)$")
_SHORT, _LONG, _HEADLINE = 80, 120, 400
"""Code points: a date with its label, and a paragraph of the text."""
_LABEL, _NEIGHBOURS = 20, 3
_BELOW_HEADLINE, _PARAGRAPHS = 80, 2
"""Elements and paragraphs below the headline among which its date may stand."""
_MARKED_LOOKS = 400


@dataclass(slots=True)
class Days:
    """Days that a page names beside that of its publication.

    `partial`: dates of publication that are not full. `updated`: the full date of its last change,
    as the data have it. `changes`: every day that is shown as that of a change. `disputed`: the
    day that the data call that of publication, and a far one that the page shows alone.
    """

    partial: list[str] = field(default_factory=list)
    updated: str | None = None
    changes: set[str] = field(default_factory=set)
    disputed: tuple[str, str] | None = None


def take_date(draft: Draft, root: HtmlElement, meta: Meta, said: Said) -> Days:
    """Take the day of publication into the draft, whose title and source are known."""
    changed = [*said.modified, *(v for key in _MODIFIED for v in meta.get(key, ()))]
    full = (day for value in changed if (day := iso_date(value)) and is_full(day))
    days = Days(updated=next(full, None))
    beside = _below_headline(draft.title, root, days.changes)
    visible = days.changes.union(beside)
    # A day that the data call that of a change may be shown without saying so.
    days.changes.update([days.updated] if days.updated else [])
    shown = [day for day in beside if day not in days.changes]
    address = _in_address(draft.source)
    stated = [address, *shown] if address else shown
    for where, value in (*_claims(meta, said), *_marked_times(root)):
        day = iso_date(value)
        if day is None or day.startswith("1970-01-01"):
            continue
        if is_full(day):
            if (other := _contradicts(day, visible, shown)) is not None:
                days.disputed = day, other
                days.changes.update(visible)
            else:
                _take(draft, _local(day, value, stated), "page", where)
            return days
        days.partial.append(day)
    marked = set(_marked_days(root, days.changes)) if not shown else set()
    if shown or len(marked) == 1:
        _take(draft, shown[0] if shown else marked.pop(), "text", "byline")
    elif address is not None:
        _take(draft, address, "url", "its address")
    elif (day := _lone_time(root)) is not None:
        _take(draft, day, "page", _LONE_TIME)
        draft.doubt(f"Its date is guessed: {day} is the only time that its page marks")
    return days


def _contradicts(day: str, visible: Collection[str], shown: Collection[str]) -> str | None:
    """The day that the page shows instead of the one in its data, if it cannot be the same.

    `visible` are all days below the headline, `shown` those of them that are of no change.
    """
    if visible and _is_far(day, min(visible)):
        return min(visible)
    # A site that has moved gives all that it holds the day of the move.
    return max(shown) if shown and _is_far(max(shown), day) else None


def _is_far(day: str, later: str) -> bool:
    return date.fromisoformat(later) - date.fromisoformat(day) > _FAR


def _take(draft: Draft, day: str, source: Literal["page", "text", "url"], where: str) -> None:
    draft.published, draft.published_from = day, source
    draft.origins["published"] = where


def _claims(meta: Meta, said: Said) -> Iterator[tuple[str, str]]:
    """What the page's data call the time of publication, with where."""
    for value in said.published:
        yield "JSON-LD", value
    for key in _SURE:
        for value in meta.get(key, ()):
            yield key, value
    for key, values in meta.items():
        if key not in _SURE and _SIGNS.sub("", key) in _PUBLISHED:
            for value in values:
                yield key, value


def _local(day: str, value: str, stated: Collection[str]) -> str:
    """The day of a time where the publisher is: data often give that of Greenwich.

    `stated` are the days that the address and the page itself name, the surest first.
    """
    if day in stated or _UTC.search(value) is None:
        return day
    apart = ((each, date.fromisoformat(each) - date.fromisoformat(day)) for each in stated)
    return next((each for each, by in apart if abs(by) == timedelta(1)), day)


def _in_address(source: str | None) -> str | None:
    match = _URL_DATE.search(source or "")
    day = iso_date("-".join(part.zfill(2) for part in match.groups())) if match else None
    return day if day is not None and is_full(day) else None


def _marked_times(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Times that are marked as the time of publication."""
    for element in root.iter():
        if element.tag != "meta" and element.get("itemprop") == "datePublished":
            stated = element.get("datetime") or element.get("content") or line_of(element, _LONG)
            yield "itemprop", str(stated)
    for element in _times(root)[:_MARKED_LOOKS]:
        before = _before(element)
        named = "pubdate" in element.attrib or _PUBLISHED_MARK.search(_marks(element))
        if (named or says_published(before)) and not says_updated(before):
            yield "time", str(element.get("datetime"))


def _lone_time(root: HtmlElement) -> str | None:
    """The day of the only time on the page, if nothing says that it is another's."""
    times = _times(root)
    if len(times) != 1 or _is_elsewhere(times[0]):
        return None
    if _UPDATED_MARK.search(_marks(times[0])) or says_updated(_before(times[0])):
        return None
    day = iso_date(str(times[0].get("datetime")))
    return day if day is not None and is_full(day) and not day.startswith("1970-01-01") else None


def _below_headline(title: str, root: HtmlElement, changes: set[str]) -> list[str]:
    """Days that stand by themselves between the headline and the text; those that are said to be
    of a change go to `changes`."""
    words = words_of(title)
    heads = (h for h in root.iter("h1", "h2") if words and words_of(line_of(h, _HEADLINE)) == words)
    headline = next(heads, None)
    found: list[str] = []
    paragraphs = looks = 0
    for element in headline.xpath("following::*") if headline is not None else ():
        text = line_of(element, _LONG)
        paragraphs += element.tag == "p" and len(text) > _LONG
        looks += bool(text)
        if paragraphs > _PARAGRAPHS or looks > _BELOW_HEADLINE:
            break
        found += _stated(element, text, changes)
    return found


def _marked_days(root: HtmlElement, changes: set[str]) -> list[str]:
    """The days in elements whose names call them dates; changes go to `changes`."""
    marked = (e for e in root.iter("span", "p", "div", "h2", "h3", "time", "li") if _is_marked(e))
    looked = islice(marked, _MARKED_LOOKS)
    found = [
        day for element in looked for day in _stated(element, line_of(element, _LONG), changes)
    ]
    return [day for day in found if day not in changes]


def _is_marked(element: HtmlElement) -> bool:
    names = element.get("class") or ""
    return bool(_PUBLISHED_MARK.search(names) or _DATE_MARK.search(names))


def _stated(element: HtmlElement, text: str, changes: set[str]) -> list[str]:
    """The full date that an element is about, in a list; that of a change goes to `changes`."""
    if not 0 < len(text) <= _SHORT or _is_elsewhere(element):
        return []
    shown = Draft()
    take_authorship(shown, text)
    day = shown.published
    stated = element.get("datetime")
    if day is None or not is_full(day) or (stated and iso_date(stated) != day):
        return []
    if _UPDATED_MARK.search(_marks(element)) or says_updated(_before(element)):
        changes.add(day)
        return []
    return [day]


def _times(root: HtmlElement) -> list[HtmlElement]:
    return [element for element in root.iter("time") if element.get("datetime")]


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(str(parent.tag) in _ELSEWHERE for parent in element.iterancestors())


def _marks(element: HtmlElement) -> str:
    """The words in which an element, or the one around it, says what it is."""
    parent = element.getparent()
    own = " ".join(element.get(key) or "" for key in ("itemprop", "class", "data-testid"))
    around = "" if parent is None else parent.get("class") or ""
    return own if _PUBLISHED_MARK.search(own) or _UPDATED_MARK.search(own) else f"{own} {around}"


def _before(element: HtmlElement) -> str:
    """The words right before an element: "Published", "Last updated on"."""
    found = ""
    for each in (element, *islice(element.iterancestors(), 2)):
        parent = each.getparent()
        if parent is None or len(found) > _LABEL:
            break
        near = list(islice(each.itersiblings(preceding=True), _NEIGHBOURS))
        lead = [parent.text or ""] if len(near) < _NEIGHBOURS else []
        for sibling in reversed(near):
            lead += [line_of(sibling, _SHORT), sibling.tail or ""]
        found = " ".join(f"{' '.join(lead)} {found}".split())[-_SHORT:]
    return found

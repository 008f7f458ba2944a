"""The head of a plain text: crumbs and buttons, headline, standfirst, who wrote it and when.

A page that was copied whole opens with its site's menus, a mail with its masthead. What stands
above the headline is told from it by its shape and by what follows; the lines under it are
metadata only as a whole. Everything taken out is put down as dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import DropReason
from index.formats.boilerplate import is_a
from index.formats.byline import (
    names_in,
    says_published,
    says_updated,
    take_labelled,
    take_metadata,
)
from index.formats.credits import is_date_line, is_fact, take_date, take_fact
from index.formats.dates import find_date
from index.formats.draft import Draft
from index.formats.headings import asks, is_q_line
from index.formats.lines import Paragraph

_LINES = 16
"""Lines of a head that are looked at, above the headline and again below it."""

_TITLE_CODE_POINTS = 250
_TITLE_WORDS = 35
_LONG_WORDS = 20
_STANDFIRST_WORDS = 45
_SENTENCE_WORDS = 12
_CRUMB_WORDS = 3
_KICKER_WORDS = 5
_META_WORDS = 12

_TRAIL = re.compile(r"\s+[|>›»/]\s+")
_TRAIL_CODE_POINTS = 150
_STOP = re.compile(r"""[.!…。]['"”’»)\]]*$""")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_DOCUMENT = re.compile(r"[^\W\d][\w .-]{1,40}\s(?:(?:No|Nr|n°)\.?\s?)?\d{1,4}/\d{2,4}")
_COUNT = re.compile(r"[+\d][\d.,:]{0,7}[kKmM]?|[·•∙|–—-]+")
_DATELINE = re.compile(r"[A-ZÀ-Ý][\w.'’ ,/-]{1,60}?(?=\s(?:--|[–—(/-]))")


def take_head(draft: Draft, paragraphs: list[Paragraph]) -> int:
    """Take headline, byline and date out of the head; returns how many paragraphs remain of it."""
    _take_labels(draft, paragraphs)
    if not draft.title or _repeats_below(draft.title, paragraphs):
        _take_masthead(draft, paragraphs)
    _take_labels(draft, paragraphs)
    if not draft.title and len(paragraphs) > 1 and _is_title(paragraphs[0]):
        draft.title = paragraphs.pop(0).line
        draft.origins["title"] = "the first line"
        draft.doubt("the title is the first line")
    end = _take_facts(draft, paragraphs)
    _take_dateline(draft, paragraphs)
    _doubt_date(draft)
    return end


def _take_labels(draft: Draft, paragraphs: list[Paragraph]) -> None:
    """Lines such as "Author: ..." at the very top."""
    for _ in range(_LINES):
        before = _facts(draft)
        if not paragraphs or not take_labelled(draft, paragraphs[0].line):
            return
        _note(draft, before, "a labelled line at the top")
        draft.drop("boilerplate", paragraphs.pop(0).line)


def _take_masthead(draft: Draft, paragraphs: list[Paragraph]) -> None:
    """Drop what stands above the headline: menus, crumbs, buttons, the rubric, an issue's date."""
    lines = [paragraph.line for paragraph in paragraphs[: 2 * _LINES]]
    goes = _masthead(paragraphs[: len(lines)], lines)
    for line in lines[:goes]:
        before = _facts(draft)
        if not _is_furniture(line) and is_date_line(line):
            take_date(draft, line)
            _note(draft, before, "a line above the title")
            _drop(draft, "boilerplate", line)
        elif take_metadata(draft, line) or _is_furniture(line):
            _note(draft, before, "a line above the title")
            _drop(draft, "boilerplate", line)
        else:
            _drop(draft, "navigation", line)
    del paragraphs[:goes]


def _masthead(paragraphs: Sequence[Paragraph], lines: Sequence[str]) -> int:
    """How many lines stand above the headline."""
    furniture = [
        _is_furniture(line) or is_date_line(line) or _DOCUMENT.fullmatch(line) is not None
        for line in lines
    ]
    here = 0
    while here < len(lines) - 1 and here < _LINES and furniture[here]:
        here += 1
    if paragraphs and paragraphs[min(here, len(lines) - 1)].level:
        return here
    crumbs = here
    while crumbs < len(lines) - 1 and (furniture[crumbs] or _is_crumb(paragraphs[crumbs])):
        crumbs += 1
    if crumbs > here and crumbs < len(lines) and _has_title_at(paragraphs, lines, here, crumbs):
        here = crumbs
    return here + _is_kicker(paragraphs, lines, here)


def _has_title_at(
    paragraphs: Sequence[Paragraph], lines: Sequence[str], first: int, at: int
) -> bool:
    """Whether the headline stands below the short lines `first` to `at`, not among them."""
    line = lines[at]
    if not _is_title(paragraphs[at]) or _STOP.search(line) or is_fact(line, lines[at + 1 : at + 2]):
        return False
    short = [n for n in range(first, at) if not _is_furniture(lines[n])]
    between = lines[short[0] + 1 : at] if short else ()
    if len(short) > 1 or any(_is_furniture(b) and not _ADDRESS.fullmatch(b) for b in between):
        return True
    below = at + 1
    if below >= len(lines) or _is_trail(lines[first]):
        return below < len(lines)
    has_standfirst = (
        _CRUMB_WORDS < paragraphs[below].words <= _STANDFIRST_WORDS
        and not _is_furniture(lines[below])
        and not is_fact(lines[below], lines[below + 1 : below + 2])
    )
    has_facts = any(
        is_fact(lines[n], lines[n + 1 : n + 2]) for n in range(below + 1, len(lines))[:2]
    )
    return has_standfirst and (has_facts or not asks(line))


def _is_kicker(paragraphs: Sequence[Paragraph], lines: Sequence[str], here: int) -> bool:
    """Whether a short line is a rubric above the headline: a sentence and a byline follow that."""
    if here + 3 >= len(lines) or paragraphs[here].words > _KICKER_WORDS or asks(lines[here]):
        return False
    headline, standfirst = paragraphs[here + 1], paragraphs[here + 2]
    if (
        not _is_title(headline)
        or _STOP.search(headline.line)
        or headline.words <= paragraphs[here].words
    ):
        return False
    ends = _STOP.search(standfirst.line) or asks(standfirst.line)
    is_sentence = standfirst.words >= _SENTENCE_WORDS and ends
    facts = (is_fact(lines[n], lines[n + 1 : n + 2]) for n in (here, here + 1, here + 2))
    if any(facts) or not is_sentence or standfirst.words > _STANDFIRST_WORDS:
        return False
    return is_fact(lines[here + 3], lines[here + 4 : here + 5])


def _is_crumb(paragraph: Paragraph) -> bool:
    line = paragraph.line
    if paragraph.marker or paragraph.level or asks(line) or line.endswith((".", ":", ",", ";")):
        return False
    if len(line) != len(line.encode("ascii", "ignore")) and " " not in line and len(line) > 20:
        return False
    return len(line) <= _TRAIL_CODE_POINTS and (
        len(line.split()) <= _CRUMB_WORDS or _is_trail(line)
    )


def _is_trail(line: str) -> bool:
    """Whether a line is a way through a site ("Home > Money > Banks")."""
    parts = _TRAIL.split(line) if len(line) <= _TRAIL_CODE_POINTS else []
    return len(parts) > 1 and all(1 <= len(part.split()) <= _KICKER_WORDS for part in parts)


def _is_furniture(line: str) -> bool:
    return (
        any(is_a(kind, line) for kind in ("share", "weak", "subscribe", "kicker"))
        or _COUNT.fullmatch(line) is not None
        or _ADDRESS.fullmatch(line) is not None
    )


def _is_surely_furniture(line: str) -> bool:
    return is_a("share", line) or is_a("subscribe", line)


def _is_title(first: Paragraph) -> bool:
    line = first.line
    if first.level:
        return True
    if first.marker or len(line) > _TITLE_CODE_POINTS or first.words > _TITLE_WORDS:
        return False
    if line.endswith(".") and first.words > _LONG_WORDS:
        return False
    is_code = line.startswith(("{", "<"))
    return not (is_code or line.endswith((",", ";", ":")) or is_q_line(line) or names_in(line))


def _repeats_below(title: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a title known already stands below a masthead, which then goes."""
    from index.formats.repeats import same_words

    return any(same_words(title, paragraph.line) for paragraph in paragraphs[1:_LINES])


def _take_facts(draft: Draft, paragraphs: list[Paragraph]) -> int:
    """Take the lines of metadata below the headline; how many others stand before the last one."""
    end = here = sentences = 0
    taken = False
    for _ in range(_LINES):
        if here >= len(paragraphs) or paragraphs[here].words > _STANDFIRST_WORDS:
            break
        paragraph = paragraphs[here]
        line = paragraph.line
        if paragraph.level or paragraph.marker or is_a("contents", line) or is_a("related", line):
            break
        follows = [each.line for each in paragraphs[here + 1 : here + 3]]
        if follows and _is_label_of(line, follows[0]):
            paragraph.text = line = f"{line} {paragraphs.pop(here + 1).line}"
        before = _facts(draft)
        is_next = taken and here == end
        is_fact = line in draft.authors or take_fact(draft, line, follows, after_fact=taken)
        if is_fact or (_is_furniture(line) and (is_next or _is_surely_furniture(line))):
            _note(draft, before, "the lines under the title")
            _drop(draft, "boilerplate", paragraphs.pop(here).line)
            if here < len(paragraphs):
                paragraphs[here].gap = True
            end, taken = here, True
            continue
        sentences += paragraph.words >= _SENTENCE_WORDS
        if sentences > 1:
            break
        here += 1
    return end


def _is_label_of(line: str, following: str) -> bool:
    """Whether a line is the label of the name or date below it ("By", "Published")."""
    if line.lower() in ("by", "von", "par", "por"):
        return bool(names_in(f"By {following}"))
    labels = is_a("weak", line) and (says_published(line) or says_updated(line))
    return labels and is_date_line(following)


def _take_dateline(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    """A date that opens the first paragraph, or ends a short line of the head that stays."""
    if draft.published:
        return
    for paragraph in paragraphs[:4]:
        line = paragraph.line
        found = _DATELINE.match(line)
        opening = found[0] if found else line if paragraph.words <= _META_WORDS else ""
        if (
            not asks(line)
            and (date := find_date(opening)) is not None
            and date[2] >= len(opening) - 2
        ):
            draft.published, draft.published_from = date[0], "text"
            draft.origins["published"] = "the line that opens the text"
            return


def _doubt_date(draft: Draft) -> None:
    """Say so where the head told the day of a change and no other."""
    for _, line in draft.dropped if not draft.published else ():
        if (date := find_date(line)) is not None and says_updated(line[: date[1]]):
            draft.doubt(f"Only the day of its last change is known: {date[0]}")
            return


def _facts(draft: Draft) -> dict[str, object]:
    return {
        "title": draft.title,
        "authors": len(draft.authors),
        "published": draft.published,
        "source": draft.source,
        "tags": len(draft.tags),
        "language": draft.language,
    }


def _note(draft: Draft, before: dict[str, object], where: str) -> None:
    """Put down where the metadata stood that came in since `before`."""
    for name, value in _facts(draft).items():
        if value and value != before[name]:
            draft.origins[name] = where


def _drop(draft: Draft, why: DropReason, line: str) -> None:
    """Put a line down as dropped, if it says anything at all."""
    if any(map(str.isalnum, line)):
        draft.drop(why, line)

"""A PDF -> Draft, by pypdf: pieces of text with their places and sizes, put together again.

A PDF knows no paragraphs and mostly no headings, so those are guessed, and the draft says so. Only
text is read: no picture, no script, no attachment, nothing outside the file. `pdflayout` does the
putting together.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from math import hypot
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from index.formats.boilerplate import why_dropped
from index.formats.byline import names_in, take_authorship, take_metadata
from index.formats.dates import find_date, iso_date
from index.formats.decoding import MAX_BYTES, Unreadable
from index.formats.draft import Draft, RawBlock
from index.formats.headings import asks, is_bold, promote
from index.formats.office import is_title
from index.formats.pdflayout import Layout, lay_out
from index.formats.pdflines import Fragment
from index.formats.repeats import words_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MAX_PAGES = 3000
_MAX_CHARACTERS = 10_000_000
_MAX_CONTENT = 2_500_000
_SECONDS = 5.0
"""CPU time after which no further page is read: what is there by then is shown."""
_STEPS = 500
_GAP = 170
_WIDE_GAP = 400
_APART = 1.6
_LETTERS = 1.5
"""No text has words shorter than that on average."""
_END = b"\nstartxref\n0\n%%EOF\n"
_MAX_OUTLINE = 2000
_MARKED_ENOUGH = 3
_HEADER = 12
_HEADER_WORDS = 25
_MAX_TITLE = 300
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|(?:^|[-,])bd", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|(?:^|[-,])it$", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_USUAL_WIDTH = 0.5
_WHOLE_DATE = len("2026-01-31")
_CONTENTS_LINE = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}$")
_MADE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NOBODY = re.compile(
    r"(?:administrator|admin|user|owner|unknown|author|root|windows user)", re.IGNORECASE
)


class _TooSlow(Exception):
    """The time for this file is used up."""


def read(data: bytes) -> Draft:
    """The draft of a PDF; raises Unreadable, naming what is encrypted, scanned or damaged."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    draft = Draft(parser="pypdf, lines and headings by their places and sizes")
    reader = _opened(data, draft)
    pages, pictures = _pages(reader, draft)
    if not any(fragment.text.strip() for page in pages for fragment in page):
        raise Unreadable(
            "holds only pictures of pages: no text can be read" if pictures else "holds no text"
        )
    outline = _outline(reader)
    layout = lay_out(pages, outline)
    for why, text in layout.dropped:
        draft.drop(why, text)
    _say_doubts(draft, layout, len(pages), pictures)
    _describe(draft, reader, layout)
    blocks = [block for block in _without_byline(draft, layout.blocks) if _stays(draft, block)]
    if layout.marked >= _MARKED_ENOUGH:
        # The bookmarks name the headings; what else is bold is none, unless it asks.
        blocks = [block if asks(block.plain.strip()) else _unbold(block) for block in blocks]
    draft.blocks += promote(blocks) + layout.notes
    return draft


def _stays(draft: Draft, block: RawBlock) -> bool:
    """Whether a block is text; the furniture of a printed page is dropped."""
    text = " ".join(block.plain.split())
    why = why_dropped(text) if block.kind == "paragraph" else None
    if _CONTENTS_LINE.search(text[-200:]):
        why = "navigation"
    if why is not None:
        draft.drop(why, text)
    return why is None


def _unbold(block: RawBlock) -> RawBlock:
    if block.kind != "paragraph" or not is_bold(block):
        return block
    return replace(block, runs=tuple(replace(r, styles=r.styles - {"strong"}) for r in block.runs))


def _opened(data: bytes, draft: Draft) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise Unreadable("is no PDF")
    try:
        try:
            reader = PdfReader(BytesIO(data), strict=False)
        except PyPdfError:
            # Without its last lines a file can still be read if its objects are looked for.
            reader = PdfReader(BytesIO(data + _END), strict=False)
            draft.doubt("The file is damaged: parts of it may be missing.")
        locked = reader.is_encrypted and not reader.decrypt("")
        count = -1 if locked else len(reader.pages)
    except DependencyError as error:
        raise Unreadable('is encrypted with AES: "pip install quaere[aes]" adds that') from error
    except RecursionError:
        raise
    except Exception as error:  # (the parser meets damage with every kind of exception)
        raise Unreadable("is damaged: it cannot be opened as a PDF") from error
    if locked:
        raise Unreadable("is encrypted with a password")
    if count == 0:
        raise Unreadable("is damaged: it has no pages")
    return reader


def _pages(reader: PdfReader, draft: Draft) -> tuple[list[list[Fragment]], int]:
    """The pieces of text of every page, and how many pages have pictures but no text."""
    pages: list[list[Fragment]] = []
    total = len(reader.pages)
    characters = pictures = failed = 0
    deadline = process_time() + _SECONDS
    for number in range(min(total, _MAX_PAGES)):
        fragments: list[Fragment] = []
        try:
            page = reader.pages[number]
            _collect(page, fragments, deadline)
            if not fragments and _has_pictures(page):
                pictures += 1
        except _TooSlow:
            break
        except RecursionError:
            failed += 1
        except Exception:  # noqa: BLE001  (as above: one bad page must not cost the others)
            failed += 1
        pages.append(fragments)
        characters += sum(len(fragment.text) for fragment in fragments)
        if characters > _MAX_CHARACTERS:
            break
    if len(pages) < total:
        if not any(pages):
            raise Unreadable("takes too long to read")
        draft.doubt(f"Only the first {len(pages)} of {total} pages were read: it is too large.")
    if failed == len(pages):
        raise Unreadable("is damaged: none of its pages can be read")
    if failed:
        draft.doubt(f"{failed} of {total} pages could not be read: they are damaged or too large.")
    return pages, pictures


def _collect(page: PageObject, fragments: list[Fragment], deadline: float) -> None:
    """Add a page's pieces of text; those not upright (to the most of them) are marked so."""
    contents = page.get_contents()
    if contents is None:
        return
    if len(contents.get_data()) > _MAX_CONTENT:
        raise ValueError("too large")
    fonts: dict[str, tuple[bool, bool, float]] = {}
    steps = 0

    def step(operator: bytes, operands: Any, *_: object) -> None:
        nonlocal steps
        if operator == b"TJ" and operands:
            _mend_gaps(operands[0])
        steps += 1
        if steps % _STEPS == 0 and process_time() > deadline:
            raise _TooSlow

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        text = text.strip("\n")
        if not text:
            return
        m = _product(tm, cm)
        name = str((font or {}).get("/BaseFont", ""))
        if name not in fonts:
            fonts[name] = (
                _is_bold(name, font), _ITALIC.search(name) is not None, _letter_width(font)
            )  # fmt: skip
        bold, italic, letter = fonts[name]
        height = abs(size) * hypot(m[2], m[3])
        angle = 0 if m[0] > abs(m[1]) else 180 if -m[0] > abs(m[1]) else 90 if m[1] > 0 else 270
        width = len(text.strip()) * letter * abs(size) * hypot(m[0], m[1])
        fragments.append(Fragment(text, m[4], m[5], height, width, bold, italic, angle))

    page.extract_text(visitor_operand_before=step, visitor_text=take)
    if process_time() > deadline:
        raise _TooSlow


def _mend_gaps(shown: Any) -> None:
    """Make gaps between words wide enough to be spaces, and those between letters narrow.

    `shown` is what a TJ operator shows: strings, and moves in thousandths of an em. pypdf takes a
    move for a space from about the width of the font's own space on; justified lines go below
    that, kerning never comes near, and letters that are set apart go above. What is added is taken
    back at the end.
    """
    from pypdf.generic import FloatObject

    if not isinstance(shown, list):
        return
    gaps = [n for n, each in enumerate(shown) if isinstance(each, (int, float)) and each < -_GAP]
    letters = sum(len(each) for each in shown if isinstance(each, (str, bytes)))
    if not gaps:
        return
    before = sum(float(shown[n]) for n in gaps)
    if letters >= _LETTERS * len(gaps):
        for n in gaps:
            shown[n] = FloatObject(min(shown[n], -_WIDE_GAP))
    else:
        usual = median(shown[n] for n in gaps)
        for n in gaps:
            shown[n] = FloatObject(shown[n] if shown[n] < _APART * usual else 0)
    shown.append(FloatObject(before - sum(float(shown[n]) for n in gaps)))


def _product(m: list[float], n: list[float]) -> list[float]:
    return [
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    ]  # fmt: skip


def _is_bold(name: str, font: Any) -> bool:
    if _BOLD.search(name):
        return True
    try:
        descriptor = font["/FontDescriptor"].get_object()
        weight = float(descriptor.get("/FontWeight", 0))
        return weight >= 600 or bool(int(descriptor.get("/Flags", 0)) & _FORCE_BOLD)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _letter_width(font: Any) -> float:
    """The mean width of a font's letters in ems, as near as its list of widths tells."""
    try:
        listed: list[Any] = list(font.get("/Widths", ()))
        for descendant in font.get("/DescendantFonts", ()):
            for entry in descendant.get_object().get("/W", ()):
                entry = entry.get_object()
                listed += entry if isinstance(entry, list) else ()
        widths = [float(width) for width in listed if 150 < float(width) < 1100]
        return sum(widths) / len(widths) / 1000 if len(widths) > 5 else _USUAL_WIDTH
    except (KeyError, TypeError, ValueError, AttributeError):
        return _USUAL_WIDTH


def _has_pictures(page: PageObject) -> bool:
    """Whether a page shows a picture, as scanned pages do."""
    resources: Any = page.get("/Resources", {})
    found: Any = resources.get_object().get("/XObject", {})
    return any(
        each.get_object().get("/Subtype") in ("/Image", "/Form")
        for each in found.get_object().values()
    )


def _outline(reader: PdfReader) -> dict[tuple[str, ...], int]:
    """The bookmarks' titles, as words, with their depth (0 is top)."""
    found: dict[tuple[str, ...], int] = {}
    try:
        pending: list[tuple[Any, int]] = [(each, 0) for each in reversed(reader.outline)]
    except Exception:  # noqa: BLE001  (damaged bookmarks: the text can do without them)
        return found
    while pending and len(found) < _MAX_OUTLINE:
        entry, depth = pending.pop()
        if isinstance(entry, list):
            pending += ((each, depth + 1) for each in reversed(entry))
        elif words := words_of(str(getattr(entry, "title", "") or "")):
            found.setdefault(words, depth)
    return found


def _say_doubts(draft: Draft, layout: Layout, pages: int, pictures: int) -> None:
    if layout.guessed:
        draft.doubt("Headings were guessed from the size and weight of their letters.")
    if pictures:
        draft.doubt(f"{pictures} of {pages} pages are pictures: their text could not be read.")
    draft.doubt("Paragraphs were put together from lines by their places on the page.")


def _describe(draft: Draft, reader: PdfReader, layout: Layout) -> None:
    """Title, authors and date: what the properties say, where the first page bears it out."""
    said = _properties(reader)
    first = words_of(" ".join(layout.first_lines))
    title = said("/Title")
    words = words_of(title)
    borne_out = _holds(first, words) or words == words_of(layout.title)
    if is_title(title) and len(title) <= _MAX_TITLE and borne_out:
        draft.title, draft.origins["title"] = title, "the PDF's properties"
    elif layout.title:
        draft.title, draft.origins["title"] = layout.title, "the largest text on page one"
        draft.doubt("The title was guessed: it is the largest text on the first page.")
    elif is_title(title):
        draft.title, draft.origins["title"] = title[:_MAX_TITLE], "the PDF's properties"
    author = said("/Author")
    if author and not _NOBODY.fullmatch(author.strip()):
        draft.authors += names_in(f"By {author}") or [author]
        draft.origins["authors"] = "the PDF's properties"
    _byline(draft, layout.blocks)
    _date_of_making(draft, said, layout.first_lines)


def _date_of_making(draft: Draft, said: Callable[[str], str], lines: Iterable[str]) -> None:
    """The day the PDF was made, where the first page names that month: mostly it is another."""
    made = _MADE.match(said("/CreationDate"))
    if made is None or len(draft.published or "") == _WHOLE_DATE:
        return
    date = iso_date("-".join(part for part in made.groups() if part)) or ""
    named = [found[0] for line in lines if (found := find_date(line)) is not None]
    if len(date) >= 7 and any(date[:7] == each[:7] for each in named):
        exact = next(
            (each for each in named if each[:7] == date[:7] and len(each) == _WHOLE_DATE), date
        )
        draft.published, draft.published_from = exact, "page"
        draft.origins["published"] = "the PDF's date of making"
        draft.doubt("The date was guessed: the first page and the PDF's making agree on its month.")


def _properties(reader: PdfReader) -> Callable[[str], str]:
    try:
        information: Any = reader.metadata or {}
    except Exception:  # noqa: BLE001  (damaged properties: the text can do without them)
        information = {}

    def said(name: str) -> str:
        value = information.get(name)
        return " ".join(str(value).split())[:1000] if isinstance(value, str) else ""

    return said


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether the words of a title stand somewhere on a page, in order."""
    return bool(part) and any(
        words[n : n + len(part)] == part for n, word in enumerate(words) if word == part[0]
    )


def _byline(draft: Draft, blocks: Iterable[RawBlock]) -> None:
    for block in list(blocks)[:_HEADER]:
        if block.kind in ("paragraph", "heading") and len(block.plain) <= 200:
            take_authorship(draft, " ".join(block.plain.split()))
    if draft.published_from == "text":
        draft.origins["published"] = "the text's first lines"


def _without_byline(draft: Draft, blocks: list[RawBlock]) -> list[RawBlock]:
    """The blocks without those that are metadata and nothing else."""
    return [
        block
        for number, block in enumerate(blocks)
        if number >= _HEADER
        or block.kind not in ("paragraph", "heading")
        or len(block.plain.split()) > _HEADER_WORDS
        or not _is_byline(draft, " ".join(block.plain.split()))
    ]


def _is_byline(draft: Draft, line: str) -> bool:
    """Whether a line names nothing but the known authors, a date, or both."""
    for author in draft.authors:
        line = line.replace(author, " ") if len(author) > 3 else line
    line = " ".join(line.split()).strip(",;|·• ")
    return words_of(line) in ((), ("and",)) or take_metadata(draft, line)

"""What is not sure about a page: its date, and whether its text is the article at all.

A page may be saved while it said "not found", asked for JavaScript, or showed the first lines to
those who do not pay. It is read as what it is, and the reader is told. No block is judged here.
"""

from __future__ import annotations

from index.formats.boilerplate import is_a
from index.formats.dates import is_full
from index.formats.dom import Found
from index.formats.draft import Draft
from index.formats.pagedata import PageData

_ERROR_WORDS = 150
_STUB_WORDS = 450
_SHORT_BLOCK = 300
_ELLIPSIS = ("…", "...", "[…]", "[...]")


def doubt_date(draft: Draft, page: PageData) -> None:
    """Keep a full date only, and say what is known where there is none."""
    known = draft.published
    changed = draft.published_from == "text" and known in page.days.changes
    if known is not None and (changed or not is_full(known)):
        page.days.partial += [known] if not changed else []
        draft.published = draft.published_from = None
        draft.origins.pop("published", None)
    if draft.published is not None:
        return
    if page.days.disputed:
        said, shown = page.days.disputed
        draft.doubt(f"Its date is left open: the page shows {shown}, its data say {said}")
    elif page.days.partial:
        draft.doubt(f"Its date is known in part only: {page.days.partial[0]}")
    elif page.days.updated:
        draft.doubt(f"Only the day of its last change is known: {page.days.updated}")


def doubt_text(draft: Draft, found: list[Found], kept: list[bool]) -> None:
    """Say so if a page looks like an error page, or like the beginning of a longer article."""
    lines = [" ".join(each.block.plain[:_SHORT_BLOCK].split()) for each in found]
    words = sum(
        len(each.block.plain.split()) for each, keep in zip(found, kept, strict=True) if keep
    )
    standing = [line for line, keep in zip(lines, kept, strict=True) if keep]
    if any(doubt.startswith("It looks like") for doubt in draft.doubts):
        return
    if words <= _ERROR_WORDS and any(is_a("error", line) for line in (draft.title, *standing)):
        draft.doubt("It looks like an error page")
    elif words <= _STUB_WORDS and (
        any(is_a("wall", line) for line in lines) or (standing and _breaks_off(found, kept))
    ):
        draft.doubt("It looks like the beginning of a longer article")


def _breaks_off(found: list[Found], kept: list[bool]) -> bool:
    last = [each for each, keep in zip(found, kept, strict=True) if keep][-1]
    return last.block.kind == "paragraph" and last.block.plain.rstrip().endswith(_ELLIPSIS)

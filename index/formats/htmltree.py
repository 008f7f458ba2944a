"""HTML -> an lxml tree, guarded: what would be lost or would take minutes is refused.

libxml2 drops what is nested more than 2,048 deep, and takes quadratic time over the attributes of
one tag. It expands no entities of a document's own and fetches nothing here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.formats.decoding import Unreadable
from index.formats.furniture import is_label_for_ears

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MAX_ATTRIBUTES = 3000
_BLANKS = 4
"""Code points of a page's source to one that is shown, where lines are indented."""
_UNSEEN = frozenset(["script", "style", "template"])
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_LONG_TAG = re.compile(rf"<[a-zA-Z][\w:-]*\s[^<>]{{{2 * _MAX_ATTRIBUTES},}}")
_WEIGHT = re.compile(
    r"(?:^|;)\s*font(?:-weight\s*:\s*(?P<weight>[a-z]+|\d{1,4})|\s*:[^;]*?\b(?P<font>bold|[1-9]00)\b)",
    re.IGNORECASE,
)
_BOLD = 600
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def parse_page(text: str) -> HtmlElement | None:
    """The tree of a whole page, without comments; None if there is nothing in it.

    Raises Unreadable if it is nested too deeply or its tags are bombs.
    """
    return _parse(text)


def parse_fragment(text: str) -> HtmlElement | None:
    """The tree of a piece of HTML; returns and raises as `parse_page` does."""
    return _parse(f"<html><body>{text}</body></html>")


def size_of(root: HtmlElement) -> tuple[int, int]:
    """How many elements a tree has, and how deep they are nested."""
    from lxml import etree

    elements = depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            elements += 1
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return elements, deepest


def _parse(text: str) -> HtmlElement | None:
    from lxml import etree, html

    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("=", tag[0]).split()) > _MAX_ATTRIBUTES:
            raise Unreadable("has a tag with too many attributes")
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=True,
        no_network=True,
    )
    data = _CONTROLS.sub("\ufffd", text).encode()
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise Unreadable("is nested too deeply")
    return root


def weight_of(element: _Element) -> bool | None:
    """Whether an element's own style makes its text bold; None if it says nothing of that.

    Bold is what CSS calls so, or a weight of 600 and more.
    """
    style = element.get("style")
    said = _WEIGHT.search(style) if style else None
    if said is None:
        return None
    weight = (said["weight"] or said["font"]).lower()
    return int(weight) >= _BOLD if weight.isdecimal() else weight.startswith("bold")


def line_of(element: _Element, most: int = 0) -> str:
    """The words that an element shows, on one line: no scripts, nothing that is only read aloud.

    With `most` only the beginning is given of what is longer: at least so many code points.
    """
    from lxml import etree

    parts: list[str] = []
    length = 0
    skipped: _Element | None = None
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and skipped is None:
            if each.tag in _UNSEEN or not isinstance(each.tag, str) or is_label_for_ears(each):
                skipped = each
                continue
            parts += [" " if each.tag == "br" else "", each.text or ""]
            length += len(each.text or "")
        elif event == "end":
            skipped = None if skipped is each else skipped
            if skipped is None and each is not element:
                parts.append(each.tail or "")
                length += len(each.tail or "")
        if most and length > _BLANKS * most:
            break
    return " ".join("".join(parts).split())

"""Which parts of a page are furniture by what their elements say: roles, classes, ids.

Pages rarely use the elements that HTML has for comments, newsletter boxes or cookie banners, but
they name them. Only names whose every use is furniture are told here, and a part that holds most of
the article is none, whatever it is called (that is for `mask` to weigh).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from index.formats.draft import RawBlock
from index.formats.headings import QUESTION_MARKS, asks

if TYPE_CHECKING:
    from lxml.etree import _Element

REGIONS = frozenset(["nav", "aside", "footer", "header", "form", "dialog"])
"""Elements that by their name are a region of a page; a header may hold the headline."""

_OUTSIDE = REGIONS - {"header"}
_ROLES = frozenset(
    [
        "navigation",
        "complementary",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "form",
        "menu",
    ]
)
# Words of a class or id, in camel case or parted by anything.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:"
    r"comments?(?:[_-]?(?:list|area|section|thread|form|wrapper|container|block|box|feed|respond))?|"
    r"disqus(?:[_-]thread)?|respond|reader[_-]?comments|"
    r"(?:cookies?|consent|gdpr)[_-]?(?:banner|notice|consent|bar|law|popup|modal|dialog|message|wall)|"
    r"onetrust[\w-]*|didomi[\w-]*|usercentrics[\w-]*|"
    r"newsletter(?:[_-]?\w+){0,2}|(?:email|mailing)[_-]?(?:signup|sign[_-]up|subscribe|list|capture)|"
    r"sign[_-]?up[_-]?(?:box|form|prompt)|subscribe[_-]?(?:box|form|widget|prompt)|"
    r"related(?:[_-]?(?:posts?|articles?|stories|content|links?|news|reads?|items?|topics?))?|"
    r"(?:recommended|recommendations?|suggested|trending|popular|more)[_-](?:posts?|articles?|stories|reads?|news|reading)|"
    r"(?:share|sharing|social)[_-]?(?:bar|buttons?|links?|tools?|icons?|widget|list|media|share)|"
    r"sharedaddy|addtoany\w*|jp-relatedposts|outbrain\w*|taboola[\w-]*|"
    r"breadcrumbs?|author[_-]?(?:bio|box|info)|about[_-]?(?:the[_-]?)?author|site[_-]?footer|skip[_-]?links?"
    r")(?=$|\s)",
    re.IGNORECASE,
)
_IN_LINES = frozenset(["span", "em", "strong", "b", "i", "small", "a"])
_FOR_EARS = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden(?:-focusable)?|sr-only|screen-?reader(?:s|-text|-only)?|"
    r"u-hidden-visually|assistive-text|hidden-visually|a11y-hidden)(?:$|\s)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BLOCK_ELEMENT = re.compile(r"__|--")
_LONG_NAMES = 600

_UNFOLDS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-accordion")
_QUESTION_NAMES = re.compile(
    r"question|(?:accordion|collaps\w*|toggle|tab|panel|expander|faq|item)s?[_-]*"
    r"(?:title|header|heading|head|button|btn|trigger|toggle|label|summary|link|name|q)\b|"
    r"faq|accordion",
    re.IGNORECASE,
)
_NEAR = 4
_MOST = 1.3
_LONGEST = 600
_MOST_ELEMENTS = 50


def is_furniture(element: _Element) -> bool:
    """Whether an element says that it is no part of an article."""
    if element.tag in _OUTSIDE or (element.get("role") or "").lower() in _ROLES:
        return True
    return element.get("aria-modal") == "true" or names_furniture(element)


def is_label_for_ears(element: _Element) -> bool:
    """Whether an element within a line is only read aloud: "Analysis:" before a headline."""
    if element.tag not in _IN_LINES or "class" not in element.attrib:
        return False
    return _FOR_EARS.search(element.get("class", "")[:_LONG_NAMES]) is not None


def names_furniture(element: _Element) -> bool:
    """Whether the class or id of an element is a name for furniture."""
    if element.tag in ("html", "body", "main", "article", "p") or (
        "class" not in element.attrib and "id" not in element.attrib
    ):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"[:_LONG_NAMES]
    return _NAMES.search(_CAMEL.sub("-", _BLOCK_ELEMENT.sub(" ", names))) is not None


def asks_by_element(block: RawBlock, element: _Element) -> bool:
    """Whether a line that asks is marked as the title of an answer that it unfolds or heads."""
    plain = block.plain.strip()
    if (
        len(plain) > _LONGEST
        or not any(mark in plain for mark in QUESTION_MARKS)
        or not asks(plain)
    ):
        return False
    around: _Element | None = element
    for _ in range(_NEAR):
        if around is None or not _holds_only(around, plain):
            break
        for each in islice(around.iter(), _MOST_ELEMENTS):
            if any(name in each.attrib for name in _UNFOLDS) or _is_named_question(each):
                return True
        around = around.getparent()
    return False


def _holds_only(element: _Element, plain: str) -> bool:
    """Whether an element holds little text besides a line; stops as soon as it is too much."""
    length = 0
    for text in islice(element.itertext(), _MOST_ELEMENTS):
        length += len(str(text).strip())
        if length > _MOST * len(plain):
            return False
    return True


def _is_named_question(element: _Element) -> bool:
    if element.get("itemprop") == "name":
        parent = element.getparent()
        return parent is not None and (parent.get("itemtype") or "").endswith("/Question")
    return _QUESTION_NAMES.search(element.get("class", "")[:_LONG_NAMES]) is not None

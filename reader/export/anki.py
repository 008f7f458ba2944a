"""A text file that Anki imports: one card each, the question in front, the marked answer behind.

The lines with "#" say how the rest is to be read (Anki's manual, "Importing text files", 2.1.54
and later). The first column is our own id, as Anki's guid: importing again updates cards and makes
no new ones. Fields are HTML, so everything in them is escaped, and square brackets as well: to
Anki `[sound:...]` is a file to be played and `[latex]` something to be run.
"""

from __future__ import annotations

import html
import re

from reader.export.common import each_note, question_of, web_address
from reader.export.document import Document, Group, NotedArticle
from reader.notes.model import Anchored

_HEAD = (
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#deck:Quaere",
    "#guid column:1",
    "#tags column:4",
    "#columns:Id\tFront\tBack\tTags",
)
_MARKED = str.maketrans({"\t": " ", "\n": "<br>", "[": "&#91;"})
_NOT_IN_TAGS = re.compile(r"[\s\"]+")


def render(document: Document) -> str:
    """The whole export; notes without a quote are answers as well."""
    cards = ["\t".join(_card(*each)) for each in each_note(document)]
    return "\n".join([*_HEAD, *cards]) + "\n" if cards else ""


def _card(article: NotedArticle, group: Group, each: Anchored) -> tuple[str, ...]:
    highlight = each.highlight
    title = article.metadata.title
    front = _html(question_of(article, group))
    if group.heading is not None:
        front += f"<br><small>{_html(title)}</small>"
    back = f"<blockquote>{_html(highlight.selector.exact)}</blockquote>"
    if highlight.selector.is_without_quote:
        back = ""
    if highlight.note:
        back += f"<p>{_html(highlight.note)}</p>"
    if (address := web_address(article)) is not None:
        link = html.escape(address)
        back += f'<p><small><a href="{link}">{link}</a></small></p>'
    tags = " ".join(word for tag in highlight.tags if (word := _NOT_IN_TAGS.sub("-", tag)))
    return f"quaere-{highlight.id}", front, _cell(back), tags


def _cell(field: str) -> str:
    """A field with quotation marks (those of HTML attributes) is quoted as in CSV."""
    return f'"{field.replace(chr(34), chr(34) * 2)}"' if '"' in field else field


def _html(text: str) -> str:
    """Text as one line of HTML without tabs."""
    return html.escape(text.strip("\n")).translate(_MARKED)

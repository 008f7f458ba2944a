"""Inline Markdown tokens -> runs of text with their styles.

HTML tags between words are read as the Markdown they stand for; unknown ones vanish, their text
stays. Pictures are not text: their descriptions are collected apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from index.article import InlineKind
from index.formats.draft import Run

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENING: dict[str, InlineKind] = {"em": "emphasis", "strong": "strong", "s": "strike"}
_HTML_STYLES: dict[str, InlineKind] = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "strong": "strong", "b": "strong",
    "code": "code", "kbd": "code", "samp": "code", "s": "strike", "del": "strike", "mark": "mark",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_ATTRIBUTE = re.compile(
    r"""\b(href|alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_WITH_MARK: frozenset[InlineKind] = frozenset({"mark"})
_AS_IT_IS, _SIGN, _MARKED = range(3)
_HIDDEN = ("script", "style")
_MARK = re.compile(
    r"(?<![=\w])==(?=[^\s=])([^=]{1,2000}(?:=[^=]{1,2000}){0,3})(?<=[^\s=])==(?![=\w])"
)


class InlineReader:
    """Reads the children of inline tokens, one call a block.

    `pictures` holds description and address of those it met, `comments` what HTML comments said.
    """

    def __init__(self) -> None:
        self.pictures: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self._runs: list[Run] = []
        self._styles: list[InlineKind] = []
        self._links: list[str] = []
        self._hidden = ""

    def read(self, children: Sequence[Token]) -> tuple[Run, ...]:
        """The runs of one block; a line break is a run of "\\n"."""
        self._runs, self._styles, self._links, self._hidden = [], [], [], ""
        for token in children:
            self._take(token)
        return marked(tuple(self._runs))

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._add(token.content)
        elif kind in ("softbreak", "hardbreak"):
            self._add("\n")
        elif kind == "code_inline":
            self._add(token.content, "code")
        elif kind == "link_open":
            self._links.append(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            self._leave(self._links)
        elif kind == "html_inline":
            self._html(token.content)
        elif kind == "image":
            self.pictures.append((_plain(token), str(token.attrs.get("src", ""))))
        elif kind == "footnote_ref":
            self._add(f"[{token.meta['id'] + 1}]")
        elif kind.endswith("_open"):
            self._styles.append(_OPENING[kind[:-5]])
        elif kind.endswith("_close"):
            self._leave(self._styles)

    def _add(self, text: str, extra: InlineKind | None = None) -> None:
        if self._hidden or not text:
            return
        target = self._links[-1] if self._links else None
        if not (self._styles or extra or target):
            self._runs.append(Run(text))
            return
        styles = set(self._styles)
        if extra:
            styles.add(extra)
        if target:
            styles.add("link")
        self._runs.append(Run(text, frozenset(styles), target))

    def _leave(self, stack: list[str] | list[InlineKind]) -> None:
        if stack:
            stack.pop()

    def _html(self, source: str) -> None:
        tag = _TAG.match(source)
        if tag is None:
            if source.startswith("<!--"):
                self.comments.append(source[4:].removesuffix("-->"))
            return
        closes, name = bool(tag[1]), tag[2].lower()
        if name in _HIDDEN:
            self._hidden = "" if closes else name
        elif name == "br":
            self._add("\n")
        elif name in _HTML_STYLES:
            if closes:
                self._leave(self._styles)
            else:
                self._styles.append(_HTML_STYLES[name])
        elif name == "a":
            if closes:
                self._leave(self._links)
            else:
                self._links.append(_attribute(source, "href"))
        elif name == "img":
            self.pictures.append((_attribute(source, "alt"), _attribute(source, "src")))


def marked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs with ==marked== text as such: without its signs, in the style "mark"."""
    if not any("==" in run.text for run in runs):
        return runs
    plain = "".join("\0" * len(r.text) if "code" in r.styles else r.text for r in runs)
    edges: list[int] = [0]
    states = [_AS_IT_IS]
    for match in _MARK.finditer(plain):
        start, end = match.span()
        edges += [start, start + 2, end - 2, end]
        states += [_SIGN, _MARKED, _SIGN, _AS_IT_IS]
    result: list[Run] = []
    at = 0
    for run in runs:
        here, end = at, at + len(run.text)
        while here < end:
            n = bisect_right(edges, here) - 1
            until = min(end, edges[n + 1] if n + 1 < len(edges) else end)
            text = run.text[here - at : until - at]
            if states[n] != _SIGN:
                styles = run.styles | _WITH_MARK if states[n] == _MARKED else run.styles
                result.append(Run(text, styles, run.target))
            here = until
        at = end
    return tuple(result)


def _plain(token: Token) -> str:
    return "".join(
        child.content if child.type in ("text", "code_inline") else " "
        for child in token.children or ()
    )


def _attribute(tag: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(tag):
        if match[1].lower() == name:
            return unescape(match[2] or match[3] or match[4] or "")
    return ""

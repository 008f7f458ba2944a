"""One self-contained page for a browser: no script, nothing loaded from anywhere.

Everything from outside is escaped. The policy in the head forbids scripts, frames, forms and
loading as a second wall. Only http and https addresses become links.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from reader.export.common import GONE, STATES, web_address
from reader.export.document import Document, Group, NotedArticle
from reader.notes.model import Anchored, Meanings, colour_label

_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Highlights and notes</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: Georgia, serif; overflow-wrap: anywhere; }
h1, h2, .facts { font-family: system-ui, sans-serif; }
h1 { margin-top: 3rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.facts { font-size: .8rem; opacity: .75; }
blockquote { margin: 0; padding: .1rem .8rem; border-left: .3rem solid; white-space: pre-wrap; }
.note { margin: .5rem 0 0 1.1rem; white-space: pre-wrap; }
article article { margin: 1.2rem 0; }
.yellow blockquote { border-color: #d9b100; } .green blockquote { border-color: #3f9c45; }
.blue blockquote { border-color: #3a7bd5; } .pink blockquote { border-color: #d6558f; }
.purple blockquote { border-color: #8a5cd0; }
</style>
</head>
<body>
"""
_END = "</body>\n</html>\n"


def render(document: Document) -> str:
    """The whole export as one page."""
    return _HEAD + "".join(f"{line}\n" for line in _body(document)) + _END


def _body(document: Document) -> Iterator[str]:
    for article in document.articles:
        yield f'<article id="a-{article.id}">'
        yield f'<h1 dir="auto">{_text(article.metadata.title)}</h1>'
        if facts := _facts(article):
            yield f'<p class="facts">{facts}</p>'
        if article.is_gone:
            yield f'<p class="facts">{GONE}</p>'
        for group in article.groups:
            yield from _group(group, document.meanings)
        yield "</article>"


def _facts(article: NotedArticle) -> str:
    about = article.metadata
    facts = [_text(author) for author in about.authors]
    if about.published:
        facts.append(_text(about.published))
    if (address := web_address(article)) is not None:
        facts.append(f'<a href="{_text(address)}" rel="noreferrer">{_text(address)}</a>')
    return " · ".join(facts)


def _group(group: Group, meanings: Meanings) -> Iterator[str]:
    if group.heading is not None:
        yield f'<h2 dir="auto">{_text(group.heading)}</h2>'
    for each in group.notes:
        yield from _highlight(each, meanings)
    if group.findings:
        yield "<ul>"
        for finding in group.findings:
            yield f'<li dir="auto"><em>{finding.kind}</em>: {_text(finding.text)}</li>'
        yield "</ul>"


def _highlight(each: Anchored, meanings: Meanings) -> Iterator[str]:
    highlight = each.highlight
    yield f'<article class="{highlight.colour}" id="h-{highlight.id}">'
    if not highlight.selector.is_without_quote:
        yield f'<blockquote dir="auto">{_text(highlight.selector.exact)}</blockquote>'
    if highlight.note:
        yield f'<div class="note" dir="auto">{_text(highlight.note)}</div>'
    colour = colour_label(highlight.colour, meanings)
    facts = [colour, *(f"#{tag}" for tag in highlight.tags), STATES[each.state]]
    yield f'<p class="facts">{_text(" · ".join(fact for fact in facts if fact))}</p>'
    yield "</article>"


def _text(text: str) -> str:
    return html.escape(text)

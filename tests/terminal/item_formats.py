"""Hostile articles in every format that is read: one file for each, made by hand.

Every function takes a `Planted` and gives what stands in the file.
"""

from __future__ import annotations

import base64
import html
import json
import quopri
from collections.abc import Callable
from functools import partial

from tests.index.formats.making import LOREM, docx, epub, odt, pdf
from tests.terminal.hostile import EVERYWHERE, Planted

Content = Callable[[Planted], str | bytes]

# Front matter


def article(front: str, fence: str = "---", body: str = "") -> str:
    """A Markdown article with this front matter."""
    text = f"{body} {EVERYWHERE}. {LOREM}\n\n## What follows?\n\n{LOREM}\n"
    return f"{fence}\n{front}\n{fence}\n\n{text}"


def _yaml(text: str) -> str:
    """As YAML alone writes it; the other titles are as JSON does."""
    special = {"\x1b": "\\e", "\x07": "\\a", "\x08": "\\b"}
    return '"' + "".join(special.get(c) or _unless_plain(c, "\\u{:04x}") for c in text) + '"'


def toml(text: str) -> str:
    """As TOML writes it."""
    return '"' + "".join(_unless_plain(c, "\\U{:08x}") for c in text) + '"'


def _unless_plain(character: str, form: str) -> str:
    plain = " " <= character <= "~" and character not in '"\\'
    return character if plain else form.format(ord(character))


TITLES: tuple[Content, ...] = (
    lambda p: article(f"title: {json.dumps(p.text)}"),
    lambda p: article(f"title: {_yaml(p.text)}"),
    lambda p: article(f"title = {toml(p.text)}", fence="+++"),
)
"""A hostile title as each language of front matter writes it."""
BOMBS = (
    "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\ntitle: *c",
    "title: !!python/object/apply:os.system ['touch pwned']",
    "title: !!python/name:os.system",
    "published: 2023-99-99\ntitle: x",
    f"published: {'9' * 10_000}",
    "title: " + "[" * 5_000,
    "<<: *gone\ntitle: x",
    "title: x\nnote: " + "y" * 100_000,
    'title: "\\0"\nauthor: "\\e[2J"',
    "title: {a: 1}\nauthor: [[[]]]\ntags: {}\nsource: 5",
)
"""Front matter that expands, calls, nests, or is of no sense."""


def bombs() -> list[Content]:
    """Articles with each of the bombs."""
    return [partial(_bomb, front) for front in BOMBS]


def _bomb(front: str, planted: Planted) -> str:
    return article(front, body=planted.text)


# Saved pages


def page(body: str, head: str = "") -> str:
    """A saved page."""
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body><article>"
        f"{body}<p>{LOREM * 3}</p><h2>What follows?</h2><p>{LOREM * 2}</p></article></body></html>"
    )


def _hex(text: str) -> str:
    return "".join(c if " " <= c <= "~" else f"&#x{ord(c):x};" for c in text)


PAGES: tuple[Content, ...] = (
    lambda p: page(f"<p>Here is {p.text}. {LOREM}</p>"),
    lambda p: page(f"<p>Here is {_hex(p.text)}. {LOREM}</p>"),
    lambda p: page(f"<p>Here is {p.entities.replace('&', '&amp;')}. {LOREM}</p>"),
    lambda p: page(f"<p>Here is {p.entities.replace('&', '&amp;amp;')}. {LOREM}</p>"),
)
"""Raw, as references, and as references of references."""
OTHER_ENCODINGS: tuple[Content, ...] = (
    lambda p: page(f"<p>{p.text} {LOREM}").replace("utf-8", "latin-1").encode("latin-1"),
    lambda p: page(f"<p>{p.text} {LOREM}</p>").encode("utf-16"),
)
PAGE_TITLES: tuple[Content, ...] = (
    lambda p: page("", f"<title>{p.entities}</title>"),
    lambda p: page("", f'<title>x</title><meta property="og:title" content="{p.entities}">'),
    lambda p: page("", f"{_structured(p)}<title>{p.entities}</title>"),
)
ADDRESSES = (
    "https://example.com/\x1b\\", "https://example.com/%1b]0;", "javascript:alert(1)",
    "file:///etc/passwd", "data:text/html,x", "ssh://host/-oProxyCommand=x", "vbscript:x",
)  # fmt: skip
"""Where links of an article lead that no terminal should open as they stand."""


def _structured(planted: Planted) -> str:
    data = {"@type": "Article", "headline": planted.text, "author": planted.text}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def linked() -> list[Content]:
    """Pages with a link to each of the addresses."""
    return [partial(_linked, address) for address in ADDRESSES]


def _linked(address: str, planted: Planted) -> str:
    return page(f'<p>Then <a href="{html.escape(address)}">{planted.text}</a>. {LOREM}</p>')


# Mails and archived pages


def mail(subject: str, text: str, kind: str = "text/plain") -> str:
    """A mail of one part."""
    return (
        f"Subject: {subject}\r\nFrom: Ann <a@b.example>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {kind}; charset=utf-8\r\n\r\n{text} {LOREM * 3}\r\n\r\n{LOREM * 2}\r\n"
    )


def subject(planted: Planted) -> str:
    """A mail whose subject is hostile, as an encoded word."""
    return mail(f"=?utf-8?B?{base64.b64encode(planted.text.encode()).decode()}?=", "")


def archived(body: str, head: str = "") -> bytes:
    """A page as browsers archive it."""
    return (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nSubject: x\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://example.com/\r\n\r\n"
        + quopri.encodestring(page(body, head).encode())
        + b"\r\n--b--\r\n"
    )


# Books, documents, PDFs


def _xml(text: str) -> str:
    """What XML may hold: C1 controls and reordering as references, other controls not at all."""
    kept = "".join(c for c in text if c >= " ")
    return "".join(c if c <= "~" and c not in "<&" else f"&#x{ord(c):x};" for c in kept)


def _book(text: str) -> bytes:
    return epub({"a.xhtml": f"<p>{text} {LOREM}</p>"})


IN_XML: tuple[tuple[str, Content], ...] = (
    ("book.epub", lambda p: _book(_xml(p.text))),
    ("letter.docx", lambda p: docx(f"<w:p><w:r><w:t>{_xml(p.text)} {LOREM}</w:t></w:r></w:p>")),
    ("letter.odt", lambda p: odt(f"<text:p>{_xml(p.text)} {LOREM}</text:p>")),
)


def no_xml(planted: Planted) -> bytes:
    """A book with controls that XML forbids."""
    return _book(planted.text)


def named_book(planted: Planted) -> bytes:
    """A book with a hostile title and table of contents."""
    name = _xml(planted.text)
    chapters = {"a.xhtml": f"<h1>A</h1><p>{LOREM}</p>"}
    return epub(chapters, metadata=f"<dc:title>{name}</dc:title>", toc=[(name, "a.xhtml")])


def sheet(planted: Planted) -> bytes:
    """A PDF of one page."""
    return _sheet([planted.text, *LOREM.split(", ")])


def named_sheet(planted: Planted) -> bytes:
    """A PDF with a hostile title."""
    title = planted.text.encode("utf-16-be").hex()
    return _sheet(LOREM.split(", "), f"/Title <feff{title}>")


def _sheet(lines: list[str], information: str = "") -> bytes:
    placed = [(72.0, 700.0 - 14 * n, 10.0, line) for n, line in enumerate(lines)]
    return pdf([placed], information=information)

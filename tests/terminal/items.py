"""Single hostile things, each in a file of its own, and what must become of each.

`hostile` plants every payload in every kind of Markdown; here stands what articles come in
(front matter, saved pages, mails, books, documents), what lies around them (names, folders, times,
links) and text that lies to the eye rather than to the terminal. An item is read, and then its
harmless words are found in the named place; or it is refused, and then the reason says why.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from tests.index.formats.making import LOREM
from tests.terminal import item_formats as formats
from tests.terminal.hostile import EVERYWHERE, PAYLOADS, Payload, Planted, Planter
from tests.terminal.item_formats import Content

Must = Literal["text", "title", "name", "refused"]
"""Where the harmless words are to be found: in the article's text or title, in its path; or there
is no article, but its file is in the list of what cannot be read."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file; `why` is part of the reason if it is `refused`."""

    path: str
    planted: Planted
    must: Must
    why: str = ""


BY_NAME = {payload.name: payload for payload in PAYLOADS}
OSC, LINK, C1 = PAYLOADS[0], PAYLOADS[1], BY_NAME["C1 OSC"]
FEW = (OSC, BY_NAME["OSC 52, clipboard"], BY_NAME["CSI clear"], C1, BY_NAME["bidi override"])
"""One of each family; every one of them is in every kind of Markdown elsewhere."""
LYING = (
    Payload("tag characters", "".join(chr(0xE0000 + ord(each)) for each in "ignore this")),
    Payload("line separator", "\u2028"),
    Payload("paragraph separator", "\u2029"),
    Payload("next line", "\x85"),
    Payload("zero-width space", "\u200b"),
    Payload("soft hyphen", "\u00ad"),
    Payload("byte order mark", "\ufeff"),
    Payload("interlinear annotation", "\ufff9", "\ufffb"),
    Payload("invisible operator", "\u2062"),
    Payload("right-to-left mark", "\u200f"),
    Payload("embedding", "\u202b", "\u202c"),
    Payload("first strong isolate", "\u2068", "\u2069"),
    Payload("single C1 reset", "\x9b!p"),
    Payload("string terminator", "\x9c"),
    Payload("delete", "\x7f"),
    Payload("vertical tab and form feed", "\x0b\x0c"),
    Payload("carriage return over a line", "\r"),
)
"""Text that deceives the reader, or that few filters think of."""
XML_ABLE = (C1, BY_NAME["C1 CSI"], BY_NAME["bidi override"], *LYING[:3])
"""What XML may hold, as references."""
TROJAN = (
    'if level != "user\u202e \u2066// Check if admin\u2069 \u2066" {',
    "/*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */",
    "return\u2028drop_everything()",
    "d\u0435f p\u0430y(): # not the letters that it seems\u200b",
)
"""After N. Boucher and R. Anderson, "Trojan Source: Invisible Vulnerabilities" (2021)."""
_JOINED = "\U0001f468\u200d" * 20_000 + "\U0001f468"
FLOODS = {
    "20,000 emoji in a grapheme": _JOINED,
    "20,000 marks on a letter": "a" + "\u0301\u0336" * 10_000,
    "100,000 spaces without width": "\u200b" * 100_000,
    "a word of 200,000 letters": "w" * 200_000,
    "200,000 brackets": "[" * 200_000,
    "5,000 quotes in one another": "> " * 5_000,
    "20,000 flags": "\U0001f1e6" * 20_000,
    "wide letters of 200,000 cells": "\uff37" * 100_000,
}
MARKUP = (
    "[/x] [bold", "[@click=app.quit]boo[/]", "[link=file:///etc/passwd]look[/link]",
    "$background {{ 7*7 }} {% raw %}", ":skull: \\[red]", "[b][i][u][/b]", "%s %d {0.__class__}",
    "`$(touch pwned)` ; touch pwned", "=HYPERLINK(\"http://x\")", "../../../etc/passwd",
)  # fmt: skip
ODD_NAMES = (
    "-rf {}.md", "$(touch pwned) {}.md", "'; drop table files; {}.md", "%n%s {}.md", "~{}.md",
)  # fmt: skip
TIMES = (0, 1, -(2**31), 2**31, 2**33, 253_402_300_800)
"""Seconds: the beginning, before it, the end of 32 bits, the year 10000."""


class Maker:
    """Writes items below a folder and remembers them."""

    def __init__(self, root: Path, planter: Planter) -> None:
        self.root, self.planter = root, planter
        self.items: list[Item] = []

    def put(
        self,
        name: str,
        payload: Payload,
        content: Content,
        must: Must = "text",
        why: str = "",
    ) -> Item:
        """One file; in its name, `{}` stands for the planted text, else it holds the safe word."""
        planted = self.planter.one(f"item {name}", payload)
        stem, dot, extension = name.rpartition(".")
        path = (
            name.format(planted.text) if "{}" in name else f"{stem}-{planted.safe}{dot}{extension}"
        )
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        made = content(planted)
        file.write_bytes(made.encode("utf-8", "surrogateescape") if isinstance(made, str) else made)
        self.items.append(Item(path, planted, must, why))
        return self.items[-1]


def make_items(root: Path, planter: Planter) -> list[Item]:
    """Writes every item below `root`, a folder that is made."""
    root.mkdir()
    maker = Maker(root, planter)
    for kind in (_titles, _bodies, _texts, _around, _links):
        kind(maker)
    return maker.items


# Formats


def _titles(maker: Maker) -> None:
    for payload in FEW:
        for content in formats.TITLES:
            maker.put("front.md", payload, content, "title")
        maker.put("subject.eml", payload, formats.subject, "title")
    for content in formats.PAGE_TITLES:
        maker.put("head.html", OSC, content, "title")
    maker.put("named.epub", C1, formats.named_book, "title")
    maker.put("named.pdf", C1, formats.named_sheet, "title")
    maker.put(
        "head.mht", OSC, lambda p: formats.archived("", f"<title>{p.entities}</title>"), "title"
    )


def _bodies(maker: Maker) -> None:
    for content in formats.bombs():
        maker.put("bomb.md", OSC, content)
    for payload in FEW:
        for content in formats.PAGES:
            maker.put("page.html", payload, content)
        maker.put("body.eml", payload, lambda p: formats.mail("A letter", p.text))
        maker.put("page.mhtml", payload, lambda p: formats.archived(f"<p>{p.text} {LOREM}</p>"))
    for content in formats.linked():
        maker.put("link.html", LINK, content)
    for content in formats.OTHER_ENCODINGS:
        maker.put("coded.html", C1, content)
    for payload in XML_ABLE:
        for name, content in formats.IN_XML:
            maker.put(name, payload, content)
    maker.put("broken.epub", OSC, formats.no_xml)
    for payload in (OSC, C1, BY_NAME["CSI clear"], BY_NAME["bell"]):
        maker.put("sheet.pdf", payload, formats.sheet)


# Text


def _texts(maker: Maker) -> None:
    for payload in LYING:
        maker.put("lying.md", payload, lambda p: f"# A\n\nHere is {p.text}. {LOREM}\n")
    null = Payload("null", "\x00")
    maker.put("null.md", null, lambda p: f"Here is {p.text}. {LOREM}\n", "refused", "is binary")
    for line in TROJAN:
        maker.put("trojan.md", OSC, partial(_between, f"```\n{line}\n```\n\n", ""))
    for flood in FLOODS.values():
        maker.put("flood.md", OSC, partial(_between, f"# Flood\n\n{flood}\n\nHere is ", "."))
    for markup in MARKUP:
        front = f"---\ntitle: {json.dumps(markup)}\n---\n\n"
        maker.put("markup.md", OSC, partial(_between, front, "."))
    for encoding in ("latin-1", "cp1252", "utf-16", "utf-32"):
        maker.put("coded.txt", C1, partial(_coded, encoding))


def _between(before: str, after: str, planted: Planted) -> str:
    return f"{before}{planted.safe}{after} {LOREM}\n"


def _coded(encoding: str, planted: Planted) -> bytes:
    return f"Café {planted.text}. {LOREM}".encode(encoding, "ignore")


# Around the text


def _harmless(_: Planted) -> str:
    """Without a title of its own: the file's name stands for it."""
    return f"{LOREM * 3}\n\nMore than that.\n"


def _plain(planted: Planted) -> str:
    return f"{planted.safe}\n\n{EVERYWHERE}. {LOREM}\n"


def _around(maker: Maker) -> None:
    for payload in (*FEW, *LYING[:3], BY_NAME["backspaces"]):
        maker.put("{}.md", payload, _harmless, "name")
        maker.put("{}/inside.txt", payload, _harmless, "name")
    for odd in ODD_NAMES:
        maker.put(odd, OSC, _harmless, "name")
    for time in TIMES:
        item = maker.put("time.md", OSC, _plain)
        os.utime(maker.root / item.path, (time, time))
    maker.put("empty.md", OSC, lambda _: b"", "refused", "empty")
    maker.put("noise.md", OSC, lambda _: bytes(range(256)) * 40, "refused", "is binary")
    maker.put("torn.epub", OSC, lambda _: b"PK\x03\x04 torn", "refused", "is damaged")
    maker.put("torn.pdf", OSC, lambda _: b"%PDF-1.4 torn", "refused", "PDF")
    maker.put("torn.docx", OSC, lambda _: b"PK\x03\x04 torn", "refused", "is damaged")


def _links(maker: Maker) -> None:
    """Links and pipes: what leads out of the folder is not followed, what blocks not opened."""
    for name, target, why in (
        ("out.md", "/etc/passwd", "leads outside"),
        ("device.md", "/dev/zero", "leads outside"),
        ("up.md", "..", "leads outside"),
        ("loop.md", "", "symbolic links"),
        ("gone.md", "nothing-here.md", "is a link to nothing"),
        ("pipe.md", None, "not a regular file"),
    ):
        planted = maker.planter.one("item link", OSC)
        path = f"{planted.safe}-{name}"
        if target is None:
            os.mkfifo(maker.root / path)
        else:
            (maker.root / path).symlink_to(target or path)
        maker.items.append(Item(path, planted, "refused", why))

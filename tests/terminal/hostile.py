"""A folder of articles that try to take over the terminal, and how to tell whether one did.

Every payload is planted in every place with a mark of its own right behind the dangerous part, and
a harmless word before it. Live means: the bytes reach the terminal as the article has them, so the
mark follows the sequence. The harmless word must be shown: a crashed program also looks clean.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Payload:
    """A control sequence; the mark stands between its two parts."""

    name: str
    before: str
    after: str = ""


PAYLOADS = (
    Payload("OSC 0, window title", "\x1b]0;", "\x07"),
    Payload("OSC 8, link", "\x1b]8;;http://", "\x1b\\"),
    Payload("OSC 9, notification", "\x1b]9;", "\x07"),
    Payload("OSC 52, clipboard", "\x1b]52;c;", "\x07"),
    Payload("OSC 777, notification", "\x1b]777;notify;", "\x1b\\"),
    Payload("CSI colour", "\x1b[31m"),
    Payload("CSI clear", "\x1b[2J"),
    Payload("DEC mode, main screen", "\x1b[?1049l"),
    Payload("DEC mode, mouse", "\x1b[?1003l"),
    Payload("DCS, terminal capability", "\x1bP+q", "\x1b\\"),
    Payload("APC", "\x1b_G", "\x1b\\"),
    Payload("DA, who are you", "\x1b[c"),
    Payload("DSR, where is the cursor", "\x1b[6n"),
    Payload("RIS, reset", "\x1bc"),
    Payload("C1 CSI", "\x9b31m"),
    Payload("C1 OSC", "\x9d0;", "\x9c"),
    Payload("C1 DCS", "\x90+q", "\x9c"),
    Payload("bidi override", "\u202e"),
    Payload("bidi isolate", "\u2067", "\u2069"),
    Payload("shift out", "\x0e"),
    Payload("backspaces", "\x08\x08\x08"),
    Payload("bell", "\x07"),
)
MARKUP = "[/x] [@click=app.quit]boo[/]"
EVERYWHERE = "zephyrine"
"""A word that stands in every planted sentence, to search for."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One payload in one place: `safe` must be seen, `mark` never behind the sequence."""

    place: str
    payload: Payload
    safe: str
    mark: str

    @property
    def text(self) -> str:
        """The harmless word and the payload with its mark."""
        return f"{self.safe} {self.payload.before}{self.mark}{self.payload.after}"

    @property
    def entities(self) -> str:
        """The same, every control as a numeric character reference."""
        return re.sub(r"[^ -~]", lambda control: f"&#{ord(control[0])};", self.text)

    def is_live(self, raw: bytes) -> bool:
        """Whether the terminal got the sequence: as UTF-8, or a C1 control as one byte."""
        wanted = self.payload.before + self.mark
        forms = {wanted.encode()}
        if max(wanted) < "\u0100":
            forms.add(wanted.encode("latin-1"))
        return any(form in raw for form in forms)


class Planter:
    """Makes planted payloads with words that occur nowhere else."""

    def __init__(self) -> None:
        self.planted: list[Planted] = []

    def plant(self, place: str) -> list[Planted]:
        """Every payload once, for one place."""
        return [self.one(place, payload) for payload in PAYLOADS]

    def one(self, place: str, payload: Payload) -> Planted:
        """One payload, for one place."""
        word = "".join(_SYLLABLES[int(digit)] for digit in f"{len(self.planted):03}")
        planted = Planted(place, payload, f"safe{word}", f"Mark{word}")
        self.planted.append(planted)
        return planted

    def safe(self, *places: str) -> set[str]:
        """The harmless words of some places."""
        return {each.safe for each in self.planted if each.place in places}

    def live(self, raw: bytes) -> list[str]:
        """Place and payload of everything that came through."""
        return [f"{p.place}: {p.payload.name}" for p in self.planted if p.is_live(raw)]


_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu")
_FILLER = (
    "A harmless sentence follows so that this counts as an answer, with nothing in it but plain "
    "words that any reader of articles would pass over without a second look at any of them."
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """The collection, a folder of files that cannot be read, and what was planted in both."""

    root: Path
    unreadable: Path
    planter: Planter
    body: Path
    title_files: tuple[Path, ...]


def make(folder: Path) -> Hostile:
    """Writes both folders below `folder`."""
    planter = Planter()
    root = folder / "hostile"
    unreadable = folder / "empty"
    for made in (root, unreadable):
        made.mkdir()
    body = root / "body.md"
    body.write_text(_markdown(planter), "utf-8")
    titles = tuple(_titles(planter, root))
    (root / "markup.md").write_text(
        f"---\ntitle: {json.dumps(MARKUP)}\n---\n\nUnder a title like that, {EVERYWHERE}.\n"
    )
    (root / "page.html").write_text(_page(planter), "utf-8")
    (root / "plain.txt").write_text(_plain(planter), "utf-8")
    (root / "latin.txt").write_bytes(_latin(planter))
    for payload in PAYLOADS:
        if not {"/", "\\"} & {*payload.before, *payload.after}:
            named = planter.one("file name", payload)
            (root / f"{named.text}.txt").write_text(f"{_FILLER}\n\nMore than that.\n")
            empty = planter.one("unreadable file", payload)
            (unreadable / f"{empty.text}.md").write_bytes(b"")
    return Hostile(root, unreadable, planter, body, titles)


def folder_with_hostile_name(parent: Path, planter: Planter) -> Path:
    """A collection of one harmless article in a folder whose name is full of payloads."""
    parts = [planter.one("folder name", PAYLOADS[number]) for number in (0, 15, 17)]
    root = parent / "-".join(each.text for each in parts)
    root.mkdir()
    (root / "harmless.md").write_text(f"# Harmless\n\n## What is it?\n\n{_FILLER}\n")
    return root


def _markdown(planter: Planter) -> str:
    """One section for each payload, with the payload in every kind of block."""
    kinds = (
        "heading", "paragraph", "item", "quote", "code", "inline code", "table", "link",
        "link target", "image", "entities", "double entities", "risk",
    )  # fmt: skip
    by_kind = {kind: planter.plant(kind) for kind in kinds}
    return "# Body\n\n" + "".join(
        _MARKDOWN_SECTION.format(
            **{kind.replace(" ", "_"): each.text for kind, each in zip(kinds, row, strict=True)},
            entity=row[10].entities,
            double=row[11].entities.replace("&", "&amp;"),
            word=EVERYWHERE,
            filler=_FILLER,
        )
        for row in zip(*by_kind.values(), strict=True)
    )


_MARKDOWN_SECTION = """
## Why does {heading} matter?

Here is {paragraph} in a {word} paragraph. {filler}

- {item} in an item

> {quote} in a quote

```
{code} in a block of code
```

Then `{inline_code}` in code, and [{link}](https://example.com/) as a link, with
[one](file:///etc/hosts) and [another](javascript:alert) that no terminal should open.

Then [target {link_target}](https://example.com/{link_target}) and ![{image}](picture.png) here.

| head | cell |
|---|---|
| one | {table} |

As references {entity} and again {double} in text.

Regulators warn that {risk} could fail, and that losses may reach 12% or $3.4 million by 2027.
"""


def _titles(planter: Planter, root: Path) -> Iterator[Path]:
    """One article for each payload, with the payload in all its front matter."""
    for payload in PAYLOADS:
        title, author, source, tag = (
            planter.one(place, payload) for place in ("title", "author", "source", "tag")
        )
        path = root / f"title-{title.safe}.md"
        path.write_text(
            f"---\ntitle: {json.dumps(title.text)}\nauthor: {json.dumps(author.text)}\n"
            f"source: {json.dumps(source.text)}\ntags: [{json.dumps(tag.text)}]\n---\n\n"
            f"This is {EVERYWHERE}. {_FILLER}\n\n## What follows?\n\n{_FILLER}\n"
        )
        yield path


def _page(planter: Planter) -> str:
    """A saved page: raw controls, references, attributes."""
    title = planter.one("page title", PAYLOADS[0])
    author = planter.one("page author", PAYLOADS[15])
    sections = "".join(
        f"<h2>Why does {heading.text} matter?</h2>\n<p>Here is {raw.text} in {EVERYWHERE} text. "
        f"{_FILLER}</p>\n<p>As references {entity.entities} here.</p>\n"
        f"<p>Then <code>{code.text}</code> and <a href='https://example.com/{link.mark}'>"
        f"{link.text}</a>. {_FILLER}</p>\n"
        for heading, raw, entity, code, link in zip(
            planter.plant("page heading"),
            planter.plant("page text"),
            planter.plant("page entities"),
            planter.plant("page code"),
            planter.plant("page link"),
            strict=True,
        )
    )
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title.entities}</title>"
        f'<meta name="author" content="{html.escape(author.text)}"></head><body><article>'
        f"<h1>{title.entities}</h1>\n{sections}</article></body></html>\n"
    )


def _plain(planter: Planter) -> str:
    title = planter.one("plain title", PAYLOADS[0])
    paragraphs = (f"{each.text} in {EVERYWHERE} text. {_FILLER}" for each in planter.plant("plain"))
    return f"{title.text}\n\n" + "\n\n".join(paragraphs) + "\n"


def _latin(planter: Planter) -> bytes:
    """Not UTF-8: the C1 controls are single bytes."""
    wanted = [payload for payload in PAYLOADS if payload.name.startswith("C1")]
    planted = (planter.one("Latin-1", payload) for payload in wanted)
    text = "\n\n".join(f"Café {each.text} après tout. {_FILLER}" for each in planted)
    return f"Une page d'été\n\n{text}\n".encode("latin-1")


# What may be in the output at all

_CONTROL = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"  # CSI
    "|\x1b[]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"  # OSC, DCS, SOS, PM, APC
    "|\x1b."
    "|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    "|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_PLACING = re.compile("\x1b\\[[0-9;]*[mH]")
"""Styles and cursor places: every screen is made of them."""
_LINK = re.compile("\x1b\\]8;(id=[0-9-]+)?;(https?://[!-~]*)?\x1b\\\\")
"""A link that the terminal may open: to a web page, and nowhere else."""

_MODES = (7, 25, 1000, 1003, 1004, 1006, 1015, 1049, 2004, 2026)
_TEXTUAL = frozenset(
    {f"\x1b[?{mode}{switch}" for mode in _MODES for switch in "hl"}
    | {"\x1b[>25u", "\x1b[<u", "\x1b[?2026$p", "\x1b[?2048$p"}
    | {f"\x1b]22;{pointer}\x07" for pointer in ("default", "pointer", "text")}
)
"""What Textual says to a terminal when it comes and goes."""


def foreign_controls(raw: bytes, allowed: Iterable[str] = _TEXTUAL) -> set[str]:
    """Controls in the output that neither place nor style nor link text and are not `allowed`.

    Output must be UTF-8: a lone C1 byte raises UnicodeDecodeError. The end may be cut short.
    """
    text = codecs.getincrementaldecoder("utf-8")().decode(raw)
    text = re.sub("\x1b[^A-Za-z~]*$", "", text)
    return {
        control
        for control in _CONTROL.findall(text)
        if not _PLACING.fullmatch(control) and not _LINK.fullmatch(control)
    } - set(allowed)

"""What Markdown dialects write that CommonMark knows nothing of.

Obsidian's links, embeds, callouts, comments and block ids; kramdown's and Pandoc's attributes;
shortcodes of Hugo and Jekyll; TeX between dollars. Everything here works on the source of one
block or of one text: strings in, strings and what was taken out of them. No tokens, no blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

MAX_CODE_POINTS = 40_000
"""A block longer than this is left as it is."""

_CODE = r"(?<!`)(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`)"
_SHORTCODE = re.compile(_CODE + r"|(?P<it>\{\{[<%].{0,500}?[%>]\}\}|\{%.{0,500}?%\})", re.DOTALL)
_WIKI = re.compile(
    _CODE
    + r"|(?P<it>(?P<embed>!?)\[\[(?P<page>[^\[\]|\n]{1,300}?)"
    + r"(?:\\?\|(?P<shown>[^\[\]\n]{0,300}))?\]\])",
    re.DOTALL,
)
_MATH = re.compile(
    _CODE + r"|(?<![\\$\w])(?P<it>\$(?=[^\s$])[^$\n]{1,600}(?<=[^\s\\])\$)(?![\w$])", re.DOTALL
)
_TEX = re.compile(r"[\\_^{*]")
_DISPLAY_MATH = re.compile(r"\$\$.*\$\$", re.DOTALL)
_CAPTION = re.compile(
    r"\{\{[<%]\s*(?:figure|fig|image|img|picture|photo)\b.*?\bcaption\s*=\s*\"([^\"]{1,1000})\"",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE_LINE = re.compile(r"(?:^|\n)[ \t]*(\{:[^{}\n]{0,200}\})[ \t]*(?=\n|$)")
_BLOCK_ID = re.compile(r"[ \t\n]+(\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{3,40})[ \t]*$")
_ABBREVIATION = re.compile(r"\*\[[^\]\n]{1,60}\]:[^\n]{0,300}")
_CALLOUT = re.compile(
    r"\[!(?P<type>[\w-]{1,40})(?:\|[^\]\n]{0,60})?\](?P<fold>[+-]?)[ \t]*"
    r"(?P<title>[^\n]{0,300})(?:\n|$)"
)
_SIZE = re.compile(r"\d+(?:x\d+)?")
_COMMENT = re.compile(r"(?<![\w%])%%(?!%)(?P<text>[^%]{1,5000}(?:%[^%]{1,5000}){0,8})%%(?![\w%])")
_FENCES = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})", re.MULTILINE)
_TAG_LINE = re.compile(r"(?:#[^\W\d][\w/-]{0,60}[ \t]*)+")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]^\n]{1,80})\]:[ \t]+(\S+)(.{0,300})$", re.MULTILINE)
_ADDRESS_LIKE = re.compile(r"[/#@?&]|://|^<|\w\.\w")


@dataclass(slots=True)
class Plain:
    """The source of one block without its dialect's marks, and what was found among them."""

    source: str
    dropped: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    callout: str | None = None
    contents: bool = False


def plainer(source: str, *, in_quote: bool = False) -> Plain:
    """One block's source as CommonMark; `in_quote` says that it opens a block quote."""
    found = Plain(source)
    if len(source) > MAX_CODE_POINTS:
        return found
    if in_quote and (callout := _CALLOUT.match(source)) is not None:
        found.dropped.append(f"[!{callout['type']}]{callout['fold']}")
        found.callout = callout["title"].strip()
        found.source = source[callout.end() :]
    if _ABBREVIATION.fullmatch(found.source):
        found.dropped.append(found.source)
        found.source = ""
    if "{" in found.source:
        _without_shortcodes(found)
        _without_attribute_lines(found)
    if "[[" in found.source:
        _without_wiki(found)
    if "^" in found.source and (match := _BLOCK_ID.search(found.source[-60:])) is not None:
        found.dropped.append(match[1])
        found.source = found.source[: len(found.source) - len(match[0])]
    if "$" in found.source:
        found.source = _swapped(_MATH, found.source, _as_code)
    return found


def is_display_math(source: str) -> bool:
    """Whether a block is a formula set apart, to be left as it was written."""
    return source.startswith("$$") and _DISPLAY_MATH.fullmatch(source.strip()) is not None


def tags_in(line: str) -> list[str]:
    """The tags of a line that holds nothing else, without "#"."""
    if not _TAG_LINE.fullmatch(line.strip()):
        return []
    return [tag.strip("# \t") for tag in line.split() if tag.strip("#")]


def without_comments(text: str) -> tuple[str, list[str]]:
    """A text without Obsidian's %%comments%%, code blocks left alone, and what they said."""
    if text.count("%%") < 2:
        return text, []
    gone: list[str] = []

    def strip(match: re.Match[str]) -> str:
        gone.append(match["text"])
        return ""

    parts = _outside_code(text)
    kept = (_COMMENT.sub(strip, part) if is_text else part for is_text, part in parts)
    return "".join(kept), gone


def html_comments(source: str) -> list[str]:
    """What the HTML comments in a piece of source say."""
    texts: list[str] = []
    here = source.find("<!--")
    while here >= 0:
        end = source.find("-->", here + 4)
        if end < 0:
            break
        texts.append(source[here + 4 : end])
        here = source.find("<!--", end)
    return texts


def mistaken_definitions(text: str, known: set[str]) -> list[str]:
    """Lines that were read as definitions of links, but point to nothing like an address."""
    return [
        f"{match[1]}: {match[2]}{match[3]}"
        for match in _DEFINITION.finditer(text)
        if match[1].casefold() in known and not _ADDRESS_LIKE.search(match[2])
    ]


def _outside_code(text: str) -> list[tuple[bool, str]]:
    """The pieces of a text, each with whether it lies outside of fenced code."""
    pieces: list[tuple[bool, str]] = []
    start, fence = 0, ""
    for match in _FENCES.finditer(text):
        if not fence:
            pieces.append((True, text[start : match.start()]))
            start, fence = match.start(), match[1]
        elif match[1].startswith(fence):
            pieces.append((False, text[start : match.end()]))
            start, fence = match.end(), ""
    pieces.append((not fence, text[start:]))
    return pieces


def _swapped(pattern: re.Pattern[str], source: str, swap: Callable[[re.Match[str]], str]) -> str:
    """The source with every match swapped, code spans left alone."""
    return pattern.sub(lambda match: match[0] if match["it"] is None else swap(match), source)


def _as_code(match: re.Match[str]) -> str:
    """A formula as code, which is left as it was written; prices are no formula."""
    formula = match["it"]
    return f"`` {formula} ``" if _TEX.search(formula) and "`" not in formula else formula


def _without_shortcodes(found: Plain) -> None:
    gone: list[str] = []

    def strip(match: re.Match[str]) -> str:
        gone.append(match["it"])
        if (caption := _CAPTION.match(match["it"])) is not None:
            found.captions.append(caption[1])
        # Where it stood for the address of a link, the link stays one.
        return "#" if match.string.startswith("(", max(match.start() - 1, 0)) else ""

    if "{{" in found.source or "{%" in found.source:
        found.source = _swapped(_SHORTCODE, found.source, strip)
        found.dropped += [" ".join(gone)] if gone else []


def _without_attribute_lines(found: Plain) -> None:
    for match in _ATTRIBUTE_LINE.finditer(found.source) if "{:" in found.source else ():
        found.contents = found.contents or match[1].startswith("{:toc")
        found.dropped += [] if match[1].startswith("{:toc") else [match[1]]
    if "{:" in found.source:
        found.source = _ATTRIBUTE_LINE.sub("", found.source).lstrip("\n")


def _without_wiki(found: Plain) -> None:
    def swap(match: re.Match[str]) -> str:
        page, shown = match["page"], (match["shown"] or "").strip("\\ ")
        if not match["embed"]:
            return shown or page
        found.dropped.append(f"{page}|{shown}" if shown else page)
        if shown and not _SIZE.fullmatch(shown):
            found.captions.append(shown)
        return ""

    found.source = _swapped(_WIKI, found.source, swap)

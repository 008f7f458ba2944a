"""BibTeX (biblatex's `@online`): an entry for each article, its highlights as annotation.

What means something to TeX is escaped in every value but the address, which biblatex takes as it
is; braces in it are written as their percent codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.export.citation import Citation, Name, citations
from reader.export.common import one_line
from reader.export.document import Document

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    }
)  # fmt: skip
# "--" would be set as a dash, two apostrophes as a quotation mark.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)")
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def render(document: Document) -> str:
    """The whole export, entries parted by an empty line."""
    return "\n".join(_entry(each) for each in citations(document))


def _entry(found: Citation) -> str:
    kind = "online" if found.address else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(found) if value]
    return "\n".join([f"@{kind}{{{found.key},", *lines, "}"]) + "\n"


def _fields(found: Citation) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_tex(found.title)}}}"
    yield "author", " and ".join(_name(name) for name in found.names)
    yield "date", _dated(found.date)
    yield "year", f"{found.date[0]:04}" if found.date else ""
    yield "url", (found.address or "").translate(_ADDRESS)
    yield "urldate", _dated(found.seen) if found.address else ""
    yield "organization", _tex(found.site)
    yield "langid", _tex(found.language)
    yield "keywords", ", ".join(_tex(tag.replace(",", " ")) for tag in found.tags)
    yield "annotation", r" \par ".join(_tex(note) for note in found.notes)


def _name(name: Name) -> str:
    """Braces keep TeX from taking a name apart where it is none, or where it holds "and"."""
    family = f"{{{_tex(name.family)}}}"
    return f"{family}, {{{_tex(name.given)}}}" if name.given else family


def _dated(date: tuple[int, ...]) -> str:
    return "-".join(f"{part:02}" for part in date)


def _tex(text: str) -> str:
    return _LIGATURE.sub("{}", one_line(text).translate(_TEX))

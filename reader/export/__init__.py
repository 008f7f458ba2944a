"""Taking notes elsewhere: one module per format, registered in the one table below.

A format turns a Document into text. It reads no file, writes none, and knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reader.export import (
    anki,
    bibtex,
    csl,
    csv,
    html,
    json,
    koreader,
    markdown,
    obsidian,
    org,
    readwise,
    ris,
    w3c,
)
from reader.export.block import Fence
from reader.export.document import Document, document_of

__all__ = ["FORMATS", "Document", "Format", "document_of", "no_room_for_findings"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, what it is for, the usual file extension.

    A format with comments also gives its `parts`: what is written once and is the reader's from
    then on, and what is rewritten within a `fence` whenever the export is run again.
    `with_findings` says whether it has a place for findings, `is_backup` whether it also holds
    what the reader dismissed and added, `caution` what to mind.
    """

    name: str
    description: str
    extension: str
    render: Callable[[Document], str]
    parts: Callable[[Document], tuple[str, str]] | None = None
    fence: Fence | None = None
    with_findings: bool = False
    is_backup: bool = False
    caution: str = ""


def no_room_for_findings(format: Format) -> str:
    """What is said when findings are asked for in a format that has no place for them."""
    able = ", ".join(each.name for each in FORMATS.values() if each.with_findings)
    return f"{format.name} has no place for findings; these have: {able}."


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("markdown", "Markdown for any editor", ".md", markdown.render,
               markdown.parts, Fence(markdown.FIRST_LINE, markdown.LAST_LINE), True),
        Format("obsidian", "Markdown with properties and block ids", ".md", obsidian.render,
               obsidian.parts, Fence(obsidian.FIRST_LINE, obsidian.LAST_LINE), True),
        Format("org", "Org, for Emacs", ".org", org.render,
               org.parts, Fence(org.FIRST_LINE, org.LAST_LINE), True),
        Format("json", "everything, for programs; `notes import` reads it", ".json", json.render,
               with_findings=True, is_backup=True),
        Format("csv", "a table for spreadsheets", ".csv", csv.render),
        Format("html", "one page for a browser", ".html", html.render, with_findings=True),
        Format("readwise", "CSV that Readwise imports", ".csv", readwise.render,
               caution="made for Readwise: a spreadsheet may take cells that begin with = + - @"
               " for formulas"),
        Format("anki", "cards: the question, and the marked answer", ".txt", anki.render),
        Format("w3c", "Web Annotations (JSON-LD); `notes import` reads it", ".jsonld", w3c.render),
        Format("koreader", "JSON as KOReader exports it", ".json", koreader.render),
        Format("csl", "CSL-JSON, for Zotero and Pandoc", ".json", csl.render),
        Format("ris", "RIS, for reference managers", ".ris", ris.render),
        Format("bibtex", "BibTeX, for LaTeX", ".bib", bibtex.render),
    )
}  # fmt: skip

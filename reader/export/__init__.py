"""Taking notes elsewhere: one module per format, registered in the one table below.

A format turns a Document into text. It reads no file, writes none, and knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reader.export import json, markdown
from reader.export.document import Document, document_of

__all__ = ["FORMATS", "Document", "Format", "document_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, what it is for, the usual file extension."""

    name: str
    description: str
    extension: str
    render: Callable[[Document], str]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format(
            "markdown",
            "Markdown, for Obsidian and any editor",
            ".md",
            markdown.render,
        ),
        Format("json", "everything, for programs: the notes and how to anchor them", ".json",
               json.render),
    )
}  # fmt: skip

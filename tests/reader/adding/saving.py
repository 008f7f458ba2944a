"""A collection to save into, and pages worth saving."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.collection import read_apart
from reader.adding.adding import Added, Adding, Reader, Wishes
from reader.adding.errors import NotAdded
from reader.adding.fetching import Web
from reader.adding.shelf import Shelf

PARAGRAPH = (
    "Nobody owns a tide, said the harbour master at Osk, and nobody ever will; the court took"
    " eleven months and four hearings to say so, in a ruling that runs to ninety-three pages."
)


def page(
    *headings: str, title: str = "Who owns the tides of Osk?", paragraphs: int = 3, head: str = ""
) -> bytes:
    body = "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(paragraphs))
    parts = "".join(f"<h2>{heading}</h2>{body}" for heading in headings)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}{parts}</article>"
        "</body></html>"
    ).encode()


HEADINGS = ("Who pays for the walls?", "What happens next?")
PAGE = page(*HEADINGS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def apart() -> Iterator[Reader]:
    with read_apart() as apart:
        yield apart


Add = Callable[..., Added]


@pytest.fixture
def add(folder: Path, apart: Reader, web: Web) -> Iterator[Add]:
    with Shelf(folder) as shelf:
        adding = Adding(shelf, apart, web)

        def add(source: object, piped: bytes = b"", **wishes: object) -> Added:
            asked = replace(adding, wishes=Wishes(**wishes))  # type: ignore[arg-type]
            return asked.add(str(source), io.BytesIO(piped))

        yield add


def not_saved(add: Add, source: object, piped: bytes = b"", **wishes: object) -> str:
    with pytest.raises(NotAdded) as error:
        add(source, piped, **wishes)
    return str(error.value)


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())

"""Text that means something to the next tool goes there as text: nothing becomes markup there.

Pandoc and Emacs read it back where they are installed; what they say of Org differs now and then.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.export import FORMATS, Document, document_of
from tests.reader.export.documents import Mark, noted
from tests.reader.notes.articles import make_article

MARKUP = (
    "*bold* and /italic/ and _under_ and =code= and ~code~ and +struck+",
    "foo**bar** and =====",
    "snake_case, x_1, x^2 and x^{2}",
    "costs $5 or $6, $x$, $$y$$",
    "- an item\n+ another\n1. a third\n2) a fourth",
    "call shell:ls or elisp:(delete) or file:///etc/passwd",
    "[2026-11-22 Sun] and [1/2] and [50%] and [1]",
    "CLOCK: [2026-11-22 Sun 10:00]",
    r"a \\ b \alpha \(x\) \[y\] \begin{z}",
    "@someone, _@them_ and @@html:x@@",
    "a :smile: at 10:30:15 and :a:b:",
    "==marked== and ~~struck~~ and %%hidden%% and ^block",
    "> not a quote\n::: note\n::::",
    "`ticks` and ``more``",
    "[[a link]] and ![[an embed]] and [a](b) and <https://example.org/a_b>",
    "[sound:a.mp3] [latex]x[/latex] [$]y[/$]",
)
PLAIN = {
    "Para", "Plain", "Str", "Space", "SoftBreak", "LineBreak", "Header", "BlockQuote",
    "Quoted", "SingleQuote", "DoubleQuote", "Div", "Span", "Meta",
}  # fmt: skip


def marked_up() -> Document:
    article = make_article("\n\n".join(MARKUP), title="What of *this*, _that_ and $5?")
    return document_of([noted(article, [Mark(text, note=text) for text in MARKUP])])


def elements(tree: object) -> Iterator[dict[str, Any]]:
    """Everything in a tree of Pandoc's that has a kind."""
    if isinstance(tree, list):
        for each in tree:
            yield from elements(each)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for each in tree.values():
            yield from elements(each)


@pytest.mark.parametrize(
    ("name", "dialect"),
    [("markdown", "gfm+emoji"), ("markdown", "markdown"), ("obsidian", "commonmark_x"),
     ("org", "org")],
)  # fmt: skip
def test_pandoc_finds_no_markup_in_quotes_and_notes(name: str, dialect: str) -> None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("no Pandoc here")
    parts = FORMATS[name].parts
    assert parts is not None
    done = subprocess.run(
        [pandoc, "--from", dialect, "--to", "json"],
        input=parts(marked_up())[1], capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = list(elements(json.loads(done.stdout)["blocks"]))
    odd = [each for each in found if each["t"] not in PLAIN and not is_address(each)]
    assert odd == []
    assert sum(each["t"] == "BlockQuote" for each in found) == len(MARKUP)


def is_address(element: dict[str, Any]) -> bool:
    return bool(element["t"] == "Link" and element["c"][2][0] == "https://example.org/a_b")


ELEMENTS = """\
(require 'org-element)
(with-temp-buffer
  (insert-file-contents (car command-line-args-left))
  (org-mode)
  (org-element-map (org-element-parse-buffer)
      (append org-element-all-elements org-element-all-objects)
    (lambda (each)
      (princ (format "%s %s\\n" (org-element-type each)
                     (or (org-element-property :raw-link each) ""))))))
"""


def test_org_itself_finds_nothing_but_headings_and_quotes(tmp_path: Path) -> None:
    emacs = shutil.which("emacs")
    if emacs is None:
        pytest.skip("no Emacs here")
    script, file = tmp_path / "elements.el", tmp_path / "notes.org"
    script.write_text(ELEMENTS)
    file.write_text(FORMATS["org"].render(marked_up()), "utf-8")
    done = subprocess.run(
        [emacs, "-Q", "--batch", "-l", str(script), str(file)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = [line.strip() for line in done.stdout.splitlines()]
    assert set(found) == {
        "headline", "section", "property-drawer", "node-property", "quote-block", "paragraph",
        "link https://example.org/a_b",
    }  # fmt: skip
    assert found.count("quote-block") == len(MARKUP)


def test_what_org_would_take_for_markup_is_kept_apart_by_what_does_not_show() -> None:
    """The same without Emacs: all words are there, and none of the signs stands as Org wants it."""
    made = FORMATS["org"].render(marked_up())
    shown = re.sub("[\u200b\u2060]", "", made)
    assert all(text in shown for text in MARKUP)
    assert "https://example.org/a_b" in made
    for sign in ("*bold*", "/italic/", "=code=", "~code~", "+struck+", "_case", "^2", "$5", "\n- ",
                 "shell:", "[2026", "[1/2]", "\nCLOCK:", "\\\\ ", "\\alpha"):  # fmt: skip
        assert sign not in made


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/report/",
        "http://example.com/~someone/2026/",
        "https://example.com/a/-/b/?q=*x*&r=",
        "https://example.com/a//b/",
    ],
)
def test_addresses_stay_whole_in_org_whatever_stands_beside_them(address: str) -> None:
    text = f"See {address} for /it/, *{address}* and {address}."
    article = make_article(text)
    made = FORMATS["org"].render(document_of([noted(article, [Mark(text, note=text)])]))
    assert made.count(f"{address}") >= 6
    for sign in (" /it/", f" *{address}*"):
        assert sign not in made


def test_nothing_in_a_card_is_a_sound_or_a_formula_to_anki() -> None:
    made = FORMATS["anki"].render(marked_up())
    assert "&#91;sound:a.mp3]" in made
    assert not re.search(r"\[(?:sound|anki|latex|\$)", made)

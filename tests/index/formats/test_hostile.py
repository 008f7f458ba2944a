"""A megabyte of anything is read, or refused, within seconds."""

from __future__ import annotations

from time import process_time

import pytest

from index.formats import Unreadable
from tests.index.formats.reading import read

MEGABYTE = 1_000_000
SIZES = [MEGABYTE // 8, pytest.param(MEGABYTE, marks=pytest.mark.long)]
SECONDS_PER_MEGABYTE = 20.0
"""What the slowest take here is half of this; quadratic time would be minutes."""


def filled(unit: str, size: int) -> str:
    return unit * (size // len(unit))


UNITS = ["[", "![", "[^", "^[", "[](", "](", "*", "*a ", "*a_", "> ", ">", "`", "<!--", "<", "<a "]
UNITS += ["a? ", "a.", "A. ", "- ", "1. ", "|", "\\", "#", "?", "&", "{{<", "{% ", "Q: a? A: b "]
UNITS += ["a?\n\n", "word word word is it?\n", "- a\n", "[" * 1000 + "\n\n", "*a " * 330 + "\n\n"]
UNITS += ["{%x%}", "{{`", "# a\u00a0?\n", "3 Comments\n", "Related articles\n", "Leave a Reply\n"]
UNITS += ["What is it?\n", "Name *\n", "In this article\n", "- 1. a\n", "photo: a/", "a / - ("]
UNITS += ["Leave a Reply\nName *\n", "Related articles\nfoo\n", "3 Comments\nReply\n", "By A B\n"]
UNITS += [
    "=\n",
    "=E2=80=99",
    ">\n",
    "> > a\n",
    "a | b\n",
    "a  b\n",
    "---\n",
    "<http://a.b>",
    "[x]\n",
]
UNITS += [
    "==a",
    "==a== ",
    "[[a",
    "[[a|b]]",
    "![[",
    "%%a",
    "%%a%%",
    "$a_",
    "$a_b$ ",
    "a ^b\n\n",
    "{:a}\n",
]
UNITS += [
    "> [!note] a?\n> b\n\n",
    "a\n: b\n",
    "Key: a\n",
    "key:: a\n",
    "% a\n",
    "#tag ",
    "From: a\n",
    "a > b > c ",
]
PAGES = ["<b>x", "<p>a b c d e", "<br>a? ", "<ul><li>", "<table><tr><td>", "<![foo[", "</", "&amp;"]
PAGES += ["<h2>What is?</h2><p>yes</p>", "<dt>a?</dt><dd>b</dd>", "<!--", "<a ", '="', "<nav>a"]


def reads(text: str, path: str) -> None:
    begun = process_time()
    try:
        read(text, path)
    except Unreadable as reason:
        assert str(reason)
    assert process_time() - begun < 1 + SECONDS_PER_MEGABYTE * len(text) / MEGABYTE


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@pytest.mark.parametrize("size", SIZES)
def test_much_text(unit: str, path: str, size: int) -> None:
    reads(filled(unit, size), path)


@pytest.mark.parametrize("unit", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_a_large_page(unit: str, size: int) -> None:
    reads(filled(unit, size), "a.html")


def test_absurd_headings() -> None:
    for inside in ("?" * MEGABYTE, "\u00a0" * MEGABYTE, "1." * MEGABYTE, "." * MEGABYTE):
        reads(f"# T\n\n## a{inside}b {{#x}}\n\n## a{inside}?\n\nText.", "a.md")


def test_marks_and_joiners() -> None:
    reads("e" + filled("\u0301", MEGABYTE), "a.md")
    reads(filled("👩‍👩‍👧", MEGABYTE), "a.txt")


def test_nothing_is_lost_in_deep_nesting() -> None:
    assert "the bottom" in read("> " * 5000 + "the bottom", "a.md").text
    nested = "".join(" " * 2 * depth + "- a\n" for depth in range(300))
    assert "the bottom" in read(nested + " " * 600 + "- the bottom\n", "a.md").text


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<div>" * 100_000 + "text" + "</div>" * 100_000, "is nested too deeply"),
        ("<p " + " ".join(f"a{n}=x" for n in range(200_000)) + ">text</p>", "has a tag"),
        ("<!--" * 50_000, "holds no text"),
        ("<h2>Why?</h2>" * 1_000_000, "holds more than 100,000 pieces of text"),
        ("<html><head><title>T</title></head><body></body></html>", "holds no text"),
    ],
)
def test_pages_that_are_traps(page: str, why: str) -> None:
    begun = process_time()
    with pytest.raises(Unreadable, match=why):
        read(page, "a.html")
    assert process_time() - begun < SECONDS_PER_MEGABYTE


SENTENCE = "<p>A sentence of the article that has quite a few words in it and says little.</p>" * 5


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 1500 + "x" + "</table>" * 1500,
        "<p>" + "<span>" * 1500 + "Is it?" + "</span>" * 1500,
        ("<div>" * 200 + "Is it so?" + "</div>" * 200) * 500,
        "<div aria-expanded=true class=faq-title>Is it so?</div>" * 20_000,
        "<div class='" + "newsletter-" * 100_000 + "'>x</div>",
        "<script type='application/ld+json'>" + "[" * 200_000 + "</script>",
        '<script type=\'application/ld+json\'>{"@type":"Article"}</script>' * 30_000,
        "<meta name=author content=x>" * 50_000,
        "<time datetime=2024-01-01></time>" * 50_000,
        "<h1>A title</h1>" * 30_000,
        "<h2>" + "<b>a b</b><i>C d</i>" * 50_000 + "</h2>",
        "<ul>" + "<li>What is this?</li>" * 50_000 + "</ul>",
        "<!-- Page saved with SingleFile url: " + "x" * MEGABYTE + "-->",
        "<p>" + "Ã©" * (MEGABYTE // 4) + "</p>",
        "<p>" + "word " * (MEGABYTE // 4) + "</p>",
        "<p>" + "subscribe to continue page not found but " * 30_000 + "</p>",
        ("<p>" + "subscribe to continue " * 10 + "</p>") * 5_000,
    ],
)
def test_pages_built_to_be_slow(page: str) -> None:
    reads(page + SENTENCE, "a.html")


def test_entities_do_not_expand_and_nothing_is_fetched() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "&e{n};&e{n};&e{n};&e{n};">' for n in range(40))
    page = (
        f'<!DOCTYPE html [<!ENTITY e0 "bomb"><!ENTITY x SYSTEM "file:///etc/passwd">{entities}]>'
        "<p>&e40; and &x; stand in this long and otherwise harmless paragraph of a page.</p>"
    )
    article = read(page, "a.html")
    assert len(article.text) < 10_000 and "root:" not in article.text
    assert "harmless paragraph" in article.text

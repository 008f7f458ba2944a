"""Where an article leads: addresses, headings, notes and back."""

from __future__ import annotations

import pytest

from index.article import Article
from index.formats.draft import RawBlock
from reader.links import Link, Links, safe_address
from tests.reader.widgets.builder import article, block, code, heading, paragraph


def linked(*blocks: RawBlock, source: str | None = None) -> tuple[Article, list[Link]]:
    shown = article(*blocks, source=source)
    return shown, Links(shown).within(0, len(shown.text))


def note(text: str, marker: str) -> RawBlock:
    return block("footnote", text, 0, marker)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://a.example/x y?q=1#f", "https://a.example/x%20y?q=1#f"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("other.md", None),
        ("https", None),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_may_be_opened(
    target: str, address: str | None
) -> None:
    assert safe_address(target) == address
    _, links = linked(paragraph(f"See [this]({target}) now."))
    assert all(link.address is not None for link in links)
    assert bool(links) is bool(address)


@pytest.mark.parametrize(
    ("anchor", "heading_text"),
    [
        ("#what-does-the-table-say", "What does the table say?"),
        ("#What_does_the_table_say?", "What does the table say?"),
        ("#%E4%B8%BA%E4%BB%80%E4%B9%88", "为什么?"),
        ("https://a.example/page#why-now", "Why now?"),
    ],
)
def test_an_anchor_leads_to_the_heading_it_is_made_from(anchor: str, heading_text: str) -> None:
    shown, links = linked(
        paragraph(f"See [below]({anchor})."),
        heading(heading_text),
        paragraph("There."),
        source="https://a.example/page",
    )
    assert [link.to for link in links] == [shown.text.index(heading_text)]


def test_an_anchor_to_nothing_leads_nowhere() -> None:
    _, links = linked(paragraph("See [below](#nowhere)."))
    assert [(link.to, link.address) for link in links] == [(None, None)]


@pytest.mark.parametrize(
    ("reference", "marker"),
    [("[1]", "[1]"), ("[1]", "1"), ("[1]", "1]"), ("[^a]", "[a]"), ("²", "2."), ("¹²", "[12]")],
)
def test_a_reference_leads_to_its_note_and_the_note_back(reference: str, marker: str) -> None:
    shown, links = linked(
        paragraph(f"One sentence.{reference} Another."),
        note("The note says more.", marker),
        note("It goes on.", ""),
    )
    (link,) = links
    start = shown.text.index("The note")
    assert shown.text[link.start : link.end] == reference
    assert link.to == start
    assert Links(shown).note(link) == "The note says more."
    for place in (start + 3, shown.text.index("goes on")):
        back = Links(shown).back(place)
        assert back is not None
        assert back.to == link.start
    assert Links(shown).back(0) is None


def test_what_only_looks_like_a_reference_is_none() -> None:
    _, links = linked(
        paragraph("A list[0] and a year [2026] and 5 m² and [1]."),
        code("x[1]"),
        heading("Why [1]?"),
    )
    assert not links


def test_links_are_found_by_place_and_within_a_piece() -> None:
    shown, links = linked(
        paragraph("A [first](https://a.example) and a [second](https://b.example)."),
        paragraph("A [third](https://c.example)."),
    )
    found = Links(shown)
    second = shown.text.index("second")
    assert found.at(second + 2) == links[1]
    assert found.at(0) is None
    assert found.within(second, len(shown.text)) == links[1:]
    assert found.within(0, second) == links[:1]


def test_an_article_without_text_has_no_links() -> None:
    empty = Links(article())
    assert (empty.within(0, 10), empty.at(0), empty.back(0)) == ([], None, None)


@pytest.mark.parametrize(
    "before", ["10 km", "10km", "5 m", "kg/m", "x", "10", "1,000", "m s⁻", "αβ"]
)
def test_a_power_is_no_reference(before: str) -> None:
    _, links = linked(paragraph(f"It covers {before}² of it."), note("The note.", "2"))
    assert not links


@pytest.mark.parametrize("before", ["sentence.", "strait", "in 2019", "12%", "海峡", "(it)", "”"])
def test_a_raised_figure_behind_a_word_is_a_reference(before: str) -> None:
    _, links = linked(paragraph(f"It covers {before}² of it."), note("The note.", "2"))
    assert [link.target for link in links] == ["²"]


@pytest.mark.parametrize(
    ("anchor", "leads"),
    [
        ("#fn2", True),
        ("#fn:2", True),
        ("#_ftn2", True),
        ("#footnote-2", True),
        ("#user-content-fn-2", True),
        ("#cite_note-Smith-2", True),
        ("#ref-CR2", True),
        ("#note02", True),
        ("#item-2", False),
        ("#page2", False),
        ("#2", False),
        ("#fn" + "-" * 40 + "x", False),
    ],
)
def test_only_an_anchor_that_is_shaped_like_one_of_a_note_leads_to_it(
    anchor: str, leads: bool
) -> None:
    shown, links = linked(paragraph(f"See [this]({anchor})."), note("The note.", "2"))
    assert [link.to for link in links] == [shown.text.index("The note") if leads else None]

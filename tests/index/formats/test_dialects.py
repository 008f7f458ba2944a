"""Markdown of Obsidian, Hugo, Jekyll, Pandoc, MultiMarkdown, Logseq and the clippers."""

from __future__ import annotations

import pytest

from index.formats.draft import Draft
from index.formats.frontmatter import split_header
from tests.index.formats.reading import dropped, headings, read, styled, texts

BODY = "The harbour was dredged in the spring, and by the autumn it was full of silt again."


def test_wiki_links_are_their_words() -> None:
    article = read("See [[A page]], [[A page|another]], [[A#Part]] and `[[code]]`.")
    assert article.text == "See A page, another, A#Part and [[code]]."


def test_embeds_comments_and_block_ids_go_and_are_listed() -> None:
    article = read(f"{BODY} ^a1b2c3\n\n![[chart.png|300]]\n\n%% to\n\ndo %%\n\n```\n%% x %%\n```\n")
    assert texts(article, "paragraph") == [BODY]
    assert texts(article, "code") == ["%% x %%"]
    assert sorted(dropped(article, "boilerplate")) == ["^a1b2c3", "chart.png|300", "to do"]


def test_an_embed_with_words_is_a_caption() -> None:
    assert texts(read("![[ship.png|A ship at the quay]]"), "caption") == ["A ship at the quay"]


def test_marks_are_a_style_over_other_styles() -> None:
    article = read(
        "One ==marked **and bold** word== here, ==x, a == b, `==code==`, <mark>y</mark>."
    )
    assert styled(article, "mark") == ["marked and bold word", "y"]
    assert styled(article, "strong") == ["and bold"]
    assert "==x, a == b, ==code==, y." in article.text


def test_callouts() -> None:
    article = read(
        f"> [!tip]+ Mind *this*\n> {BODY}\n\n> [!faq]- Does it last?\n> {BODY}\n\n"
        f"> [!NOTE]\n> {BODY}"
    )
    assert texts(article, "quote") == ["Mind *this*", BODY, BODY, BODY]
    assert headings(article) == ["Does it last?"]
    assert dropped(article, "boilerplate") == ["[!tip]+", "[!faq]-", "[!NOTE]"]


def test_formulas_are_left_alone_and_prices_are_no_formulas() -> None:
    article = read(r"Let $a_i * b_i$ be \$5, not $5 or *so* $6." + "\n\n$$\na_1 * b_1 \\\\\n$$\n")
    assert texts(article, "paragraph") == ["Let $a_i * b_i$ be $5, not $5 or so $6."]
    assert texts(article, "code") == ["$$\na_1 * b_1 \\\\\n$$"]


def test_definition_lists() -> None:
    article = read(f"Is it deep?\n: {BODY}\n\nTerm\n: Meaning\n")
    assert headings(article) == ["Is it deep?"]
    assert texts(article, "paragraph") == [BODY, "Term", "Meaning"]


def test_attributes_and_shortcodes_are_listed() -> None:
    article = read(
        '{{< figure src="a.png" caption="A ship at the quay" >}}\n\n'
        f"* TOC\n{{:toc}}\n\n{BODY}\n{{: .lead}}\n\n## Why? [#](#why)\n\n{BODY}"
    )
    assert texts(article, "caption") == ["A ship at the quay"]
    assert headings(article) == ["Why?"]
    assert dropped(article, "navigation") == ["TOC"]
    assert dropped(article, "boilerplate")[-1] == "{: .lead}"


def test_html_comments_and_definitions_that_are_text_are_listed() -> None:
    article = read(
        f"{BODY} <!-- inside -->\n\n<!-- a block -->\n\n[Note]: important\n[1]: http://a.b"
    )
    assert article.text == BODY
    assert dropped(article, "boilerplate") == ["inside", "a block", "Note: important"]


def test_a_quoted_heading_is_no_section_unless_all_is_quoted() -> None:
    assert headings(read(f"# T\n\n## Why?\n\n{BODY}\n\n> ## Said?\n>\n> {BODY}")) == ["Why?"]
    assert headings(read(f"> ## Said?\n>\n> {BODY}")) == ["Said?"]


@pytest.mark.parametrize(
    "header",
    [
        "% A title\n% A B; C D\n% 3 March 2024\n",
        "Title: A title\nAuthor: A B and\n  C D\nDate: 2024-03-03\n",
        "title:: A title\nauthors:: A B; C D\ndate:: 2024-03-03\n",
        "---\nTitle: A title\nAuthors: [A B, C D]\nDate Published: 2024-03-03\n---\n",
    ],
)
def test_headers_of_every_dialect(header: str) -> None:
    article = read(f"{header}\n{BODY}")
    assert (article.title, article.metadata.authors) == ("A title", ("A B", "C D"))
    assert (article.metadata.published, article.text) == ("2024-03-03", BODY)
    assert dict(article.origin.metadata)["title"] == "front matter"


@pytest.mark.parametrize(
    "text", ["Warning: hot.\n\nText.", "Note: x\nTitle: y\n\nText.", "%% a %%\n"]
)
def test_what_is_no_header(text: str) -> None:
    assert split_header(Draft(), text) == ({}, text)


def test_a_note_between_rules_is_text() -> None:
    article = read(f"---\nNote: corrected.\n---\n{BODY}")
    assert texts(article) == ["Note: corrected.", BODY]
    assert any("front matter" in doubt for doubt in article.origin.doubts)


def test_keys_without_a_place_are_dropped_and_a_subtitle_is_a_standfirst() -> None:
    article = read(
        f"---\ntitle: T\nsubtitle: Below it.\ndescription: Said.\nrating: 5\n---\n{BODY}"
    )
    assert texts(article) == ["Below it.", BODY]
    assert dropped(article, "boilerplate") == ["description: Said.", "rating: 5"]


def test_the_day_a_file_was_saved_is_not_the_date_of_the_article() -> None:
    article = read(f"---\ntitle: T\ncreated: 2026-11-23\n---\n{BODY}")
    assert article.metadata.published is None
    assert article.origin.doubts == (
        "the day of publication is not said; the file is of 2026-11-23",
    )


def test_properties_in_the_text() -> None:
    article = read(
        f"# T\n\n#law #courts\n\nAuthor: A B\nURL: https://a.example/b\n\n[Read original]"
        f"(https://a.example/c)\n\n{BODY}\n\nAuthor: not here\n"
    )
    assert article.metadata.tags == ("law", "courts")
    assert article.metadata.authors == ("A B",)
    assert article.metadata.source == "https://a.example/b"
    assert texts(article) == [BODY, "Author: not here"]


def test_how_it_was_read_is_said() -> None:
    assert read(BODY).origin.parser.startswith("Markdown")
    assert dict(read(f"# A\n\n{BODY}").origin.metadata)["title"] == "the first heading"
    assert dict(read(BODY).origin.metadata)["title"] == "the name of the file"
    deep = read("> " * 200 + BODY)
    assert any("plain text" in doubt for doubt in deep.origin.doubts)

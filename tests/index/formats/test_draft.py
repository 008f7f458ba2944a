"""From raw pieces to canonical text: cleaned once, joined once, measured once."""

from __future__ import annotations

import pytest

from index.article import Article, InlineKind
from index.formats.draft import Draft, RawBlock, Run, build, link_target, text_block
from tests.index.formats.reading import check, dropped, headings, styled, texts


def built(*blocks: RawBlock, title: str = "", path: str = "a/name.md") -> Article:
    article = build(Draft(list(blocks), title=title), id="x", path=path, format="text")
    check(article)
    return article


def runs(*pieces: Run) -> RawBlock:
    return RawBlock("paragraph", pieces)


STRONG: frozenset[InlineKind] = frozenset({"strong"})
CODE: frozenset[InlineKind] = frozenset({"code"})
LINK: frozenset[InlineKind] = frozenset({"link"})


def test_blocks_are_joined_by_a_blank_line_items_and_rows_by_none() -> None:
    article = built(
        text_block("paragraph", "One"),
        text_block("item", "two", 0, "•"),
        text_block("item", "three", 0, "•"),
        RawBlock("row", cells=((Run("a"),), (Run(""),), (Run("b"),))),
        RawBlock("row", cells=((Run("c"),),)),
        text_block("code", "\n\n  x = 1\n\n  y\n\n"),
    )
    assert article.text == "One\n\ntwo\nthree\n\na |  | b\nc\n\n  x = 1\n\n  y"
    assert [article.text[c.start : c.end] for c in article.blocks[3].cells] == ["a", "", "b"]


def test_what_is_empty_is_no_block() -> None:
    article = built(text_block("paragraph", " \u00a0\n"), RawBlock("row", cells=((Run(" "),),)))
    assert (article.text, article.blocks) == ("", ())
    assert len(article.sections) == 1


def test_everything_is_cleaned_after_the_last_decoding() -> None:
    article = built(text_block("paragraph", "a\x1b]0;evil\x07 b\u202ec\x9dd"), title="t\x1b[2J")
    assert article.text == "a␛]0;evil␇ bc\ufffdd"
    assert article.title == "t␛[2J"


def test_a_block_is_one_line() -> None:
    assert built(text_block("paragraph", "  a\n b \t c\r\n")).text == "a b c"
    assert built(text_block("paragraph", "中文\n中文 a\nb")).text == "中文中文 a b"


def test_styles_join_over_runs_and_leave_spaces_out() -> None:
    article = built(
        runs(Run("a "), Run(" bold", STRONG), Run(" still ", STRONG), Run("c", STRONG | CODE))
    )
    assert article.text == "a bold still c"
    assert styled(article, "strong") == ["bold still c"]
    assert styled(article, "code") == ["c"]


def test_a_mark_combines_over_the_edge_of_a_style() -> None:
    article = built(runs(Run("caf"), Run("e", STRONG), Run("\u0301 noir")))
    assert article.text == "café noir"


def test_only_web_and_mail_links_are_links() -> None:
    article = built(
        runs(Run("a", LINK, "https://x.org/?q=1"), Run("b", LINK, "javascript:alert(1)"), Run("c"))
    )
    assert [(i.start, i.end, i.target) for i in article.blocks[0].inlines] == [
        (0, 1, "https://x.org/?q=1")
    ]


def test_a_place_in_the_article_may_be_linked_to() -> None:
    article = built(
        runs(Run("a", LINK, "#why"), Run("b", LINK, "#"), Run("c", LINK, "#\x1b" * 200))
    )
    assert [(i.start, i.end, i.target) for i in article.blocks[0].inlines] == [(0, 1, "#why")]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://a.b", "http://a.b"),
        ("MAILTO:a@b.c", "MAILTO:a@b.c"),
        (" https://a.b/c d\n", "https://a.b/cd"),
        ("//a.b", None),
        ("ftp://a.b", None),
        ("data:text/html,x", None),
        ("http:", None),
        ("http://[", None),
        ("https://a.b/" + "x" * 3000, None),
    ],
)
def test_link_targets(address: str, target: str | None) -> None:
    assert link_target(address) == target


def test_a_link_cannot_carry_an_escape() -> None:
    assert link_target("http://a.b/\x1b]8;;") == "http://a.b/␛]8;;"


def test_the_title_is_not_repeated() -> None:
    article = built(
        text_block("paragraph", "THE TITLE"),
        text_block("heading", "“The Title”", 1),
        text_block("paragraph", "A standfirst of some words."),
        text_block("paragraph", "By me."),
        text_block("paragraph", "A standfirst, of some words!"),
        text_block("heading", "What else?", 2),
        text_block("paragraph", "The title"),
        title="The title",
    )
    assert texts(article) == ["A standfirst of some words.", "By me.", "What else?", "The title"]
    assert len(dropped(article, "duplicate")) == 3


def test_the_title_is_the_first_heading_else_the_name_of_the_file() -> None:
    heading = text_block("heading", "What is it?", 1)
    assert built(heading, text_block("paragraph", "x")).title == "What is it?"
    article = built(heading, text_block("heading", "And then?", 1), path="x/the-long_story.md")
    assert (article.title, headings(article)) == ("the long story", ["What is it?", "And then?"])
    assert built(text_block("heading", "Deeper", 2), path=".md").title == ".md"


def test_a_caption_is_kept_once() -> None:
    twice = [text_block("paragraph", "A ship at the quay"), text_block("paragraph", "Photo: A. B.")]
    article = built(*twice, *twice, text_block("paragraph", "The text."))
    assert texts(article, "caption") == ["A ship at the quay", "Photo: A. B."]
    assert texts(article, "paragraph") == ["The text."]
    assert dropped(article, "duplicate") == ["A ship at the quay", "Photo: A. B."]


def test_a_caption_with_its_credit_stands_for_the_one_without() -> None:
    article = built(
        text_block("caption", "A grey ship at the quay"),
        text_block("paragraph", "A grey ship at the quay. Photograph: Ann Other"),
    )
    assert texts(article) == ["A grey ship at the quay. Photograph: Ann Other"]


def test_offsets_are_code_points() -> None:
    article = built(text_block("paragraph", "𝔘𝔫𝔦 😀"), text_block("paragraph", "b"))
    assert [(block.start, block.end) for block in article.blocks] == [(0, 5), (7, 8)]


def test_sentences_are_those_of_prose() -> None:
    article = built(
        text_block("heading", "A heading. Of two.", 2),
        text_block("paragraph", "It rains. It pours."),
        text_block("code", "a. B. c."),
    )
    assert [article.text[s.start : s.end] for s in article.sentences] == ["It rains.", "It pours."]


def test_metadata_are_clean_lines() -> None:
    draft = Draft([], title="T", authors=["A\nB", "A B", " "], language="de_AT", source="file:///x")
    metadata = build(draft, id="x", path="p", format="html").metadata
    assert metadata.authors == ("A B",)
    assert (metadata.language, metadata.source) == ("de", None)

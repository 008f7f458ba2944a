"""Whatever an article or a note contains, the Markdown says that, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.text import clean, clean_line
from reader.export import document_of, markdown, obsidian
from reader.notes.model import ArticleNotes, clean_note, clean_tags
from tests.reader.export.documents import Mark, noted, one_article, two_articles
from tests.reader.notes.articles import make_article

# Pieces that mean something in Markdown, YAML, HTML or Obsidian, beside any text at all.
PIECES = [
    "# ", "## ", "###", "> ", ">", "- ", "* ", "+ ", "-", "1. ", "2) ", "---", "===", "***", "___",
    "```", "~~~", "`", "``", "    ", "  ", "\n", "\n\n", "\\", "\\\n", "|", "| a | b |\n|---|---|",
    "a | b\n:- | -:", "a\n:-", "[x](javascript:alert(1))", "![i](http://a/b)", "[[wiki]]", "[^1]",
    "[^1]: foot", "[a]: http://x", "<b>", "</blockquote>", "<!--", "-->", "<script>", "<http://x>",
    "&amp;", "&#35;", "&lt", "==mark==", "%%hidden%%", "$x$", "$$", "#tag", "^block", " ^h-abc",
    "{#id}", "{{t}}", "!", "**b**", "_e_", "__s__", "~~d~~", "~x~", ":", "::: note", "[!note]",
    "http://example.org", "www.example.org", "a@b.org", "a", "word", "5.2 %", "“quoted”", "\u00a0",
    "\u3000", "字", "🏦", "é", "'", '"', "!!python/object", "? ", "@", "key: value", "\ufffe", "=",
]  # fmt: skip
ANY = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=9).map("".join)
TEXT = ANY.map(clean).filter(lambda text: text.strip() != "")
LINE = ANY.map(clean_line).filter(lambda text: text != "")


@dataclass
class Parsed:
    """What a Markdown parser makes of an export, white space folded."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


PLAIN = {"text", "text_special", "softbreak"}
STRUCTURE = {
    "heading_open", "heading_close", "blockquote_open", "blockquote_close",
    "paragraph_open", "paragraph_close", "inline",
}  # fmt: skip


def parsed(text: str, *, links: bool = False) -> Parsed:
    """The export read back; anything but headings, quotes and plain paragraphs is an error."""
    found = Parsed()
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    container = ""
    for at, token in enumerate(tokens):
        assert token.type in STRUCTURE, token
        if token.type == "blockquote_open":
            assert not container
            container = "quote"
            found.quotes.append("")
        elif token.type == "blockquote_close":
            container = ""
        elif token.type == "inline":
            said = folded(plain(token, links=links))
            if container:
                assert tokens[at - 1].type == "paragraph_open"
                found.quotes[-1] = folded(f"{found.quotes[-1]} {said}")
            elif tokens[at - 1].type == "heading_open":
                found.headings.append((tokens[at - 1].tag, said))
            else:
                found.paragraphs.append(said)
    return found


def plain(token: Token, *, links: bool) -> str:
    words = []
    for child in token.children or []:
        if links and child.type in ("link_open", "link_close"):
            assert child.type == "link_close" or str(child.attrs["href"]).startswith("http")
            continue
        assert child.type in PLAIN, child
        words.append("\n" if child.type == "softbreak" else child.content)
    return "".join(words)


def folded(text: str) -> str:
    return " ".join(text.split())


def apart(export: str) -> tuple[dict[str, object], str]:
    """Front matter and body."""
    head, front, body = export.split("---\n", 2)
    assert head == ""
    return yaml.safe_load(front), body


def article_with(
    quote: str, *, title: str = "Title", heading: str = "Why?", note: str = "", tag: str = "tag"
) -> ArticleNotes:
    article = make_article("The lead.\n\n## HEADING\n\nQUOTE", title=title)
    made = noted(article, [Mark("QUOTE", "blue", clean_note(note), clean_tags([tag]))])
    # The quote and the heading are put in where they cannot disturb the making of the article.
    return _reworded(made, quote, heading)


def _reworded(made: ArticleNotes, quote: str, heading: str) -> ArticleNotes:
    assert made.article is not None
    sections = (made.article.sections[0], replace(made.article.sections[1], heading=heading))
    (each,) = made.notes
    selector = replace(each.highlight.selector, exact=quote, heading=heading)
    each = replace(each, highlight=replace(each.highlight, selector=selector), heading=heading)
    return replace(made, article=replace(made.article, sections=sections), notes=(each,))


@settings(max_examples=400, deadline=None)
@given(quote=TEXT, title=LINE, heading=LINE, note=TEXT, tag=LINE)
@example(quote="a\n===", title="# x #", heading="- - -", note="> y\n1. z", tag="a_b_ c")
@example(quote="a | b\n:-", title="a", heading="b", note="c | d\n:-:", tag="t")
@example(quote="    code\n\n        more", title="\\", heading="\\#", note="\\", tag="2026")
def test_headings_and_quotes_are_exactly_those_of_the_notes(
    quote: str, title: str, heading: str, note: str, tag: str
) -> None:
    made = article_with(quote, title=title, heading=heading, note=note, tag=tag)
    (anchored,) = made.notes
    for render, ids in ((markdown.render, []), (obsidian.render, [anchored.highlight.id])):
        _, body = apart(render(document_of([made])))
        found = parsed(body)
        assert found.headings == [("h1", folded(title)), ("h2", folded(heading))]
        assert found.quotes == [folded(quote)]
        assert found.paragraphs[: len(ids)] == [f"^h-{id}" for id in ids]
        said = folded(" ".join(found.paragraphs[len(ids) : -1]))
        assert said == folded(anchored.highlight.note)
        assert found.paragraphs[-1].startswith("blue")


@settings(max_examples=300, deadline=None)
@given(title=LINE, author=LINE, tags=st.lists(LINE, max_size=3), published=st.none() | LINE)
def test_front_matter_loads_back_to_what_the_article_says(
    title: str, author: str, tags: list[str], published: str | None
) -> None:
    article = make_article(
        "A quote.", title=title, authors=(author,), tags=tuple(tags), published=published
    )
    front, _ = apart(markdown.render(document_of([noted(article, [Mark("quote")])])))
    expected: dict[str, object] = {"title": title, "author": [author]}
    if published is not None:
        expected["published"] = published
    if clean_tags(tags):
        expected["tags"] = list(clean_tags(tags))
    assert str(front.pop("created")) == "2026-11-20"
    assert front == expected


def test_obsidian_gets_all_properties_of_its_clipper_and_links_to_authors() -> None:
    front, body = apart(obsidian.render(one_article()))
    assert list(front) == [
        "title", "source", "author", "published", "created", "description", "tags",
    ]  # fmt: skip
    assert front["author"] == ["[[Ana Ruiz]]", "[[J. O'Neil]]"]
    assert front["tags"] == ["clippings", "central-banks", "rates"]
    for each in one_article().articles[0].notes:
        assert f"\n^h-{each.highlight.id}\n" in body


def test_front_matter_has_the_names_and_order_of_obsidians_clipper() -> None:
    front, _ = apart(markdown.render(one_article()))
    assert list(front) == ["title", "source", "author", "published", "created", "tags"]
    assert str(front["published"]) == "2026-11-19"
    assert front["tags"] == ["central-banks", "rates"]


def test_only_web_addresses_become_links() -> None:
    export = markdown.render(two_articles())
    assert "ftp://" not in export
    assert "<https://example.org/rates?a=1&b=2>" in export
    for source in ("javascript:alert(1)", "https://a b", 'https://x"onload', "https://x>y"):
        article = make_article("A quote.", source=source)
        assert source not in markdown.render(document_of([noted(article, [Mark("quote")])]))


def test_several_articles_have_a_title_each() -> None:
    found = parsed(markdown.render(two_articles()), links=True)
    assert [text for tag, text in found.headings if tag == "h1"] == [
        "The drug",
        'Rates: "half a point" & what #follows',
    ]
    assert len(found.quotes) == 6


def test_indented_code_keeps_its_indentation() -> None:
    export = markdown.render(document_of([article_with("if x:\n    return 1")]))
    assert "> if x:\n> &nbsp;&nbsp;&nbsp;&nbsp;return 1\n" in export


def test_the_same_notes_give_the_same_bytes() -> None:
    assert markdown.render(two_articles()) == markdown.render(two_articles())

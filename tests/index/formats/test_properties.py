"""Whatever the bytes are: an article for which all promises hold, or one plain reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formats import EXTENSIONS, Unreadable
from index.formats.draft import Draft, RawBlock, Run, build
from tests.index.formats.reading import check, read

MARKDOWN = [
    "# ", "## ", "\n\n", "\n", "**", "*", "_", "`", "```\n", "- ", "1. ", "> ", "| a | b |\n",
    "|---|---|\n", "[a](http://x.y)", "![alt text](b)", "[^1]", "[^1]: ", "<b>", "</b>", "<p>",
    "<!--", "-->", "&amp;", "&#27;", "\\", "---\n", "+++\n", "title: x\n", "What is it?", "    ",
    "<details><summary>", "{#id}",
    "==", "[[a|b]]", "![[a]]", "%%", "$a_b$", "> [!note] a\n", ": ", " ^abc\n", "#tag ",
    "key:: x\n",
    "% a\n", "From: a <b@c.d>\nSubject: x\n\n", "=E2=80=99", "=3D", "=\n", "+---+---+\n",
    "{{< x >}}", "e\u0301", "\u0301", "\u202e", "\x1b[2J", "\r", "By Jane Doe\n", "3 March 2024\n",
    "Leave a Reply\n", "Name *\n", "Related articles\n", "\t",
]  # fmt: skip
HTML = [
    "<p>", "</p>", "<h1>", "<h2>", "</h2>", "<li>", "<ul>", "<table>", "<tr>", "<td>", "</td>",
    "<pre>", "</a>",
    "<a href='http://x.y'>", "<b>", "<i>", "<br>", "<nav>", "</nav>", "<form>", "<button>",
    "<title>A title</title>", "<h1>A title</h1>", "<blockquote>", "</blockquote>", "<dt>", "<dd>",
    "<script type='application/ld+json'>", "</script>", '{"@type":"Article","headline":', "&nbsp;",
    "<meta name='author' content='A B'>", "<time datetime='2024-02-30'>", "<!--", "]]>", "\0",
]  # fmt: skip
WORDS = ["what is it?", "It is a sentence that says it.", "word ", "\u00a0", "日本語", "é"]

pieces = st.lists(st.sampled_from(MARKDOWN + HTML + WORDS) | st.text(max_size=8), max_size=40)
paths = st.sampled_from(sorted(EXTENSIONS)).map("some/file".__add__)


@settings(deadline=None)
@given(st.binary(max_size=300), paths)
def test_any_bytes(data: bytes, path: str) -> None:
    try:
        read(data, path)
    except Unreadable as reason:
        assert str(reason) and path not in str(reason)


@settings(deadline=None)
@given(pieces.map("".join), paths)
def test_any_text(text: str, path: str) -> None:
    try:
        read(text.encode("utf-8", "replace"), path)
    except Unreadable as reason:
        assert str(reason)


runs = st.builds(
    Run,
    st.text(max_size=12),
    st.frozensets(st.sampled_from(["emphasis", "strong", "code", "link", "strike"]), max_size=2),
    st.none() | st.sampled_from(["http://a.b/c", "mailto:a@b.c", "javascript:x", "http://a\x1b"]),
)
run_tuples = st.lists(runs, max_size=4).map(tuple)
blocks = st.builds(
    RawBlock,
    st.sampled_from(["heading", "paragraph", "item", "quote", "code", "caption", "footnote"]),
    run_tuples,
    st.integers(-1, 9),
    st.text(max_size=3),
)
cells = st.lists(run_tuples, min_size=1, max_size=4).map(tuple)
rows = st.builds(RawBlock, st.just("row"), cells=cells)


@settings(deadline=None)
@given(st.lists(blocks | rows, max_size=8), st.text(max_size=20), st.text(max_size=20))
def test_any_draft(raw: list[RawBlock], title: str, path: str) -> None:
    check(build(Draft(raw, title=title), id="x", path=path, format="text"))


@pytest.mark.parametrize("path", ["a.pdf", "a", ".md", "a.md.exe"])
def test_other_formats_are_refused(path: str) -> None:
    with pytest.raises(Unreadable):
        read(b"Some text.", path)

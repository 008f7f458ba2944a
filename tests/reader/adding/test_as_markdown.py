"""An article written as Markdown says the same, word for word, when it is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.article import Article, InlineKind
from index.formats import read_article
from index.formats.draft import Draft, RawBlock, Run, build, text_block
from reader.adding.as_markdown import body_of
from tests.conftest import PROJECT

SAMPLES = sorted((PROJECT / "sample_articles").iterdir())


def again(article: Article) -> Article:
    title = json.dumps(article.title, ensure_ascii=False)
    language = f"language: {article.metadata.language}\n" if article.metadata.language else ""
    text = f"---\ntitle: {title}\n{language}---\n\n{body_of(article)}"
    return read_article(text.encode(), "again.md", id="again")


def same(article: Article) -> None:
    read = again(article)
    assert read.text == article.text
    assert [(s.heading, s.kind) for s in read.sections] == [
        (s.heading, s.kind) for s in article.sections
    ]


def article(*blocks: RawBlock) -> Article:
    return build(Draft(blocks=list(blocks), title="A title"), id="x", path="x", format="text")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_article(path: Path) -> None:
    same(read_article(path.read_bytes(), path.name, id="x"))


PAGE = """<!doctype html><title>The tides of Osk</title><body><main><h1>The tides of Osk</h1>
<p>Nobody owns a tide, said the <em>harbour</em> master, and <strong>nobody</strong> ever will; the
court at Osk took eleven months and <a href="https://example.org/a_(b)?x=1">four hearings</a> to say
so, in a ruling of 93 pages that cites <code>a_b * c</code> twice.</p>
<h2>Who pays for the <em>walls</em>?</h2>
<ul><li>The town pays<ul><li>for stone, and</li><li>for labour</li></ul></li><li>The state</li></ul>
<ol start="3"><li>Third of all</li><li>Fourth</li></ol>
<blockquote><p>We will pay, * as ever *, and # complain.</p></blockquote>
<pre><code>if tide &lt; wall:
    sleep()  # `now`
```</code></pre>
<table><tr><th>Year</th><th>Cost | USD</th></tr><tr><td>2024</td><td>1_000</td></tr></table>
<h2>What happens next?</h2>
<p>1. The appeal, - if there is one - is heard in spring, and the walls have to wait for it.</p>
</main></body>"""


def test_a_page_with_everything() -> None:
    page = read_article(PAGE.encode(), "a.html", id="x")
    body = body_of(page)
    assert "## Who pays for the *walls*?" in body
    assert "**nobody**" in body and "[four hearings](https://example.org/a_%28b%29?x=1)" in body
    assert "- The town pays\n  - for stone, and\n  - for labour\n- The state" in body
    assert "3. Third of all\n4. Fourth" in body
    assert "| Year | Cost \\| USD |\n| --- | --- |\n| 2024 | 1_000 |" in body
    assert "> We will pay, \\* as ever \\*, and # complain." in body
    assert "````\nif tide < wall:\n    sleep()  # `now`\n```\n````" in body
    same(page)


def styles(*kinds: InlineKind) -> frozenset[InlineKind]:
    return frozenset(kinds)


def test_a_page_made_of_styles_does_not_take_forever() -> None:
    bold, link = styles("strong"), styles("link", "emphasis")
    runs = [Run("tide ", bold), Run("x"), Run("wall", link, "https://example.org/]")] * 20_000
    page = article(
        RawBlock("paragraph", tuple(runs)),
        RawBlock("row", cells=tuple((run,) for run in runs)),
        *(RawBlock("row", cells=((Run("x"),),) * (1 + n % 2)) for n in range(40_000)),
    )
    assert body_of(page).count("wall") == 40_000


def test_styles_within_styles() -> None:
    strong, both, linked = styles("strong"), styles("strong", "emphasis"), styles("link", "code")
    written = article(
        RawBlock(
            "paragraph",
            (
                Run("So "),
                Run("very ", strong),
                Run("old", both),
                Run(" and "),
                Run("a[0]", linked, "https://example.org"),
                Run(", see "),
                Run("note [1]", styles("link"), "https://example.org"),
                Run("."),
            ),
        )
    )
    assert body_of(written) == (
        "So **very *old*** and [`a[0]`](https://example.org), see"
        " [note \\[1\\]](https://example.org).\n"
    )
    assert again(written).blocks == written.blocks


MARKUP = "*_`~#>+-=|[](){}<>&!:;\\\"'.0123456789"
WORDS = st.text(alphabet=MARKUP + "ab Zé潮\u00a0", min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
@example(["---"])
@example(["[a]: b"])
@example(["{{< figure >}} and {% raw %} and {: .note}"])
@example(["a &amp; b &#39; <b>c</b> <!-- d -->"])
@example(["1) x", "+ y", "Setext", "==="])
@example(["[^1] and [^1]: x"])
@example(["back\\slash \\* \\"])
def test_whatever_a_paragraph_holds_is_only_text(texts: list[str]) -> None:
    plain = article(
        *(text_block("paragraph", f"Part {n}. {text} x.") for n, text in enumerate(texts))
    )
    assert again(plain).text == plain.text
    bare = article(
        *(
            text_block("paragraph", f"{text} is part {'n' * n} of it.")
            for n, text in enumerate(texts)
        )
    )
    assert again(bare).text == bare.text


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(WORDS, st.sets(st.sampled_from(["emphasis", "strong", "code", "strike"]))),
        min_size=1,
        max_size=6,
    )
)
def test_styles_change_no_word(pieces: list[tuple[str, set[str]]]) -> None:
    runs = tuple(Run(text, frozenset(styles)) for text, styles in pieces)  # type: ignore[arg-type]
    styled = article(RawBlock("paragraph", (Run("It says "), *runs, Run(" and then stops."))))
    assert again(styled).text == styled.text


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(0, 3), st.sampled_from(["•", "3.", "☐", ""]))))
def test_lists_change_no_word(items: list[tuple[str, int, str]]) -> None:
    listed = article(
        text_block("paragraph", "Before the list."),
        *(text_block("item", f"x {text} x", level, mark) for text, level, mark in items),
        text_block("paragraph", "After the list."),
    )
    assert again(listed).text == listed.text


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.integers(0, 1)), max_size=5))
def test_tables_change_no_word(rows: list[tuple[list[str], int]]) -> None:
    table = article(
        text_block("paragraph", "Before the table."),
        *(
            RawBlock("row", level=head, cells=tuple((Run(f"x{cell}x"),) for cell in cells))
            for cells, head in rows
        ),
    )
    assert again(table).text == table.text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="`~ a\n", max_size=40))
def test_code_changes_no_sign(code: str) -> None:
    written = article(text_block("code", f"x\n{code}\ny"))
    assert again(written).text == written.text

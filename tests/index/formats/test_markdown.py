"""Markdown as people write it becomes an article."""

from __future__ import annotations

import subprocess
import sys

from tests.index.formats.reading import dropped, headings, read, styled, texts


def test_an_article() -> None:
    article = read(
        """# Why the ruling matters

A *short* standfirst with a [link](https://a.b) and `code`.

## What was decided?

One line
and its ~~wrapped~~ **second**.

Setext
------

### Who pays?  ###

Nobody.
"""
    )
    assert article.title == "Why the ruling matters"
    assert headings(article) == ["What was decided?", "Setext", "Who pays?"]
    assert [s.level for s in article.sections] == [None, 2, 2, 3]
    assert [s.kind for s in article.sections] == ["lead", "question", "topic", "question"]
    assert texts(article, "paragraph")[1] == "One line and its wrapped second."
    assert [styled(article, kind) for kind in ("emphasis", "link", "code", "strike", "strong")] == [
        ["short"], ["link"], ["code"], ["wrapped"], ["second"],
    ]  # fmt: skip


def test_an_answer_holds_its_deeper_sections() -> None:
    article = read("## What?\n\nA.\n\n### How?\n\nB.\n\n### Why?\n\nC.\n\n## Who?\n\nD.")
    what, how, _why, who = article.sections[1:]
    assert article.text[what.body_start : what.answer_end].startswith("A.")
    assert what.answer_end == who.start > what.end == how.start
    assert article.text[how.body_start : how.answer_end].strip() == "B."


def test_lists() -> None:
    article = read("- one\n\n  more of one\n  - deeper\n- [ ] to do\n- [x] done\n\n3. three\n4) x")
    items = [(b.marker, b.level, article.text[b.start : b.end]) for b in article.blocks]
    assert items == [
        ("•", 0, "one"), ("", 0, "more of one"), ("•", 1, "deeper"), ("☐", 0, "to do"),
        ("☑", 0, "done"), ("3.", 0, "three"), ("4)", 0, "x"),
    ]  # fmt: skip


def test_tables() -> None:
    article = read("| A | *B* |\n|---|:-:|\n| 1 | 2 \\| 3 |\n| 4 |\n")
    rows = [(b.level, [article.text[c.start : c.end] for c in b.cells]) for b in article.blocks]
    assert rows == [(1, ["A", "B"]), (0, ["1", "2 | 3"]), (0, ["4", ""])]
    assert styled(article, "emphasis") == ["B"]


def test_quotes_code_and_rules() -> None:
    article = read("> said\n>\n> > twice\n\n---\n\n```py\nif a:\n\n    b\n```\n\n    indented\n")
    assert [(b.kind, b.level) for b in article.blocks] == [
        ("quote", 0), ("quote", 1), ("code", 0), ("code", 0),
    ]  # fmt: skip
    assert texts(article, "code") == ["if a:\n\n    b", "indented"]


def test_footnotes_stand_at_the_end() -> None:
    article = read(
        "First[^a] and^[an inline *note*] second.[^b]\n\n[^b]: Note b\n\n    goes on\n\n"
        "[^a]: Note a\n\n[^unused]: Nobody refers to it\n\nLast words.\n"
    )
    notes = [(b.marker, article.text[b.start : b.end]) for b in article.blocks[2:]]
    assert texts(article, "paragraph") == ["First[1] and[2] second.[3]", "Last words."]
    assert notes == [
        ("[1]", "Note a"), ("[2]", "an inline note"), ("[3]", "Note b"), ("", "goes on"),
        ("[unused]", "Nobody refers to it"),
    ]  # fmt: skip


def test_pictures_are_captions_if_they_say_something() -> None:
    article = read("![A ship at the quay](a.png)\n\nText ![IMG_1234.jpg](b.png) here.\n")
    assert texts(article, "caption") == ["A ship at the quay"]
    assert texts(article, "paragraph") == ["Text here."]
    assert dropped(article, "boilerplate") == ["IMG_1234.jpg"]


def test_html_inside() -> None:
    article = read(
        'A <a href="https://a.b">link</a>,<br>a <b>bold</b> word &amp; a&nbsp;space.\n\n'
        "<h2>What is it?</h2>\n<p>An <em>HTML</em> paragraph.</p>\n<ul><li>item</li></ul>\n"
        '<!-- a comment -->\n<script>alert("x")</script>\n\n'
        "<details><summary>Is it safe?</summary>\n\nIt is safe enough for most people today.\n\n"
        "</details>\n"
    )
    assert article.text.startswith("A link, a bold word & a\u00a0space.")
    assert headings(article) == ["What is it?", "Is it safe?"]
    assert texts(article, "item") == ["item"]
    assert styled(article, "link") == ["link"]
    assert "alert" not in article.text and "comment" not in article.text


def test_markdown_inside_html_where_its_author_says_so() -> None:
    article = read('<aside markdown="1">\n  A *word*.\n  <p markdown="1">— me</p>\n</aside>')
    assert texts(article) == ["A word.", "— me"]


def test_whole_line_bold_is_a_heading() -> None:
    article = read(
        "# T\n\n## Part\n\n**What does it cost?**\n\nA lot.\n\n**No heading, since it ends.**\n\n"
        "**A heading**\n\nText under it.\n\n**Is it worth it?**\nThe answer, in its paragraph.\n\n"
        "**Bold** word.\n\n**Last line**\n"
    )
    assert [(s.heading, s.level) for s in article.sections[1:]] == [
        ("Part", 2),
        ("What does it cost?", 3),
        ("A heading", 3),
        ("Is it worth it?", 3),
    ]
    assert texts(article, "paragraph")[-1] == "Last line"


def test_questions_and_answers() -> None:
    article = read("## FAQ\n\nQ: Is it new?\n\nA: No.\n\nQ: Is it old? A: It is.\n")
    assert headings(article) == ["FAQ", "Q: Is it new?", "Q: Is it old?"]
    assert texts(article, "paragraph") == ["A: No.", "A: It is."]


def test_lone_questions_are_headings_only_where_nothing_else_is() -> None:
    body = "It is a long story, and it begins with a mistake in a table.\n\n"
    pasted = f"{body}What went wrong?\n\n{body}And who noticed it?\n\n{body}"
    assert headings(read(pasted)) == ["What went wrong?", "And who noticed it?"]
    assert headings(read(f"## Part\n\n{pasted}")) == ["Part"]
    assert headings(read(f"{body}The catch?\n\n{body}Why?\n\n{body}")) == []


def test_directives_of_site_generators_go() -> None:
    article = read(
        '## What is it? {#what}\n\n{{< img src="a" >}}\n\n'
        'A [link]({{< ref "b" >}}) and `{{< x >}}`.'
        "\n\n{: .note}\n\n{% include a.html %}\n\nFrench heading ## {#id}\n---\n"
    )
    assert headings(article) == ["What is it?", "French heading"]
    assert texts(article, "paragraph") == ["A link and {{< x >}}."]
    assert dropped(article, "boilerplate")[0] == '{{< img src="a" >}}'


def test_numbering_stays_in_the_heading() -> None:
    section = read("## 3. What does it cost?\n\nNothing.").sections[1]
    assert (section.heading, section.kind, section.asks) == (
        "3. What does it cost?",
        "question",
        "what",
    )


def test_a_hard_break_is_a_space() -> None:
    assert read("one  \ntwo\\\nthree").text == "one two three"


def test_entities_are_decoded_before_cleaning() -> None:
    assert read("a&#27;[2J b&amp;c &#x202e;d").text == "a\ufffd[2J b&c d"


def test_markdown_needs_no_page_parser() -> None:
    code = (
        "import sys; from index.formats import read_article; "
        "read_article(b'# A\\n\\n**b** [c](http://d)', 'a.md', id='x'); "
        "print([m for m in ('trafilatura', 'lxml', 'yaml', 'textual') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_a_picture_leads_from_its_caption_to_its_file() -> None:
    article = read(
        "![A ship at the quay](https://x.example/a.png)\n\n"
        '<img alt="A crane over the ship" src="https://x.example/b.png">\n\n'
        "![A lock that is not on the web](lock.png)\n\nText.\n"
    )
    captions = [block for block in article.blocks if block.kind == "caption"]
    assert [[i.target for i in block.inlines] for block in captions] == [
        ["https://x.example/a.png"],
        ["https://x.example/b.png"],
        [],
    ]


def test_an_anchor_is_a_link_within_the_article() -> None:
    article = read("See [below](#why).\n\n## Why?\n\nSo.\n")
    assert [i.target for i in article.blocks[0].inlines] == ["#why"]

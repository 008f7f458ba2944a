"""A saved page becomes its article; what stands around it is put aside."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.article import Article
from tests.index.formats import reading
from tests.index.formats.reading import dropped, headings, styled, texts

LONG = (
    "The court decided on Tuesday that the federal state has to pay for the deepening of the "
    "channel, but not for its upkeep. That sounds like a detail, and it is not one. "
)
OTHER = (
    "Nobody knows how much that will be, since the towns and the ministry count differently, and "
    "the difference between their sums is larger than the budget of most of the towns. "
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Why the harbour ruling matters | The Harbour Times</title>
<meta property="og:title" content="Why the harbour ruling matters">
<meta property="og:site_name" content="The Harbour Times">
<link rel="canonical" href="https://harbour.example/2026/11/ruling">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Why the harbour ruling matters", "datePublished": "2026-11-22T08:00:00Z",
 "author": [{{"@type": "Person", "name": "Jane Doe"}}, {{"name": "John Smith"}}],
 "keywords": "ports, law"}}</script>
<style>p {{ color: red }}</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News from the coast</a></li></ul>
</nav></header>
<main><article>
<h1>Why the harbour ruling matters</h1>
<p class="byline">By Jane Doe and John Smith</p>
<p>{LONG}<a href="/sand">A <em>first</em> link</a> stands here.</p>
<h2>What did the court <em>decide</em>?</h2>
<p>{OTHER}<strong>Bold</strong> words.</p>
<ul><li>One point that the judges made</li><li>Another point they made
 <ol start="3"><li>with a detail</li></ol></li></ul>
<h3>Who pays?</h3>
<p>Nobody.</p>
<p>{LONG}</p>
<blockquote><p>We have never seen such a bill in all our years, said the mayor of the town.</p>
</blockquote>
<table><tr><th>Port</th><th>Sum</th></tr><tr><td>Norden</td><td>4 million euros</td></tr></table>
<p><b>Is there a way out?</b></p>
<p>{OTHER}</p>
<div class="faq"><details><summary>Will it be quick?</summary><p>{LONG}</p></details></div>
<pre><code>x = 1
y = 2</code></pre>
<p>{OTHER}</p>
</article>
<aside><h2>Why not subscribe?</h2><p>Get our newsletter delivered to your inbox each morning.</p>
</aside>
<section id="comments"><h2>3 Comments</h2><p>Did they ever think of the fishermen?</p></section>
</main>
<form><label>Name</label><input name="n"><button>Send</button></form>
<footer><p>© 2026 The Harbour Times</p></footer>
</body></html>"""


def read(page: str | bytes) -> Article:
    return reading.read(page, "saved/page.html")


def body(inside: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article>{inside}</article></body></html>"


def test_metadata() -> None:
    article = read(PAGE)
    metadata = article.metadata
    assert article.title == "Why the harbour ruling matters"
    assert metadata.authors == ("Jane Doe", "John Smith")
    assert (metadata.published, metadata.published_from) == ("2026-11-22", "page")
    assert metadata.source == "https://harbour.example/2026/11/ruling"
    assert (metadata.language, metadata.tags) == ("en", ("ports", "law"))


def test_headings_come_in_order_and_none_is_lost() -> None:
    article = read(PAGE)
    assert [(s.heading, s.level, s.kind) for s in article.sections[1:]] == [
        ("What did the court decide?", 2, "question"),
        ("Who pays?", 3, "question"),
        ("Is there a way out?", 4, "question"),
        ("Will it be quick?", 4, "question"),
    ]


def test_the_shape_of_the_text_stays() -> None:
    article = read(PAGE)
    assert "Nobody." in texts(article, "paragraph")
    items = [b for b in article.blocks if b.kind == "item"]
    assert [(b.marker, b.level, article.text[b.start : b.end]) for b in items] == [
        ("•", 0, "One point that the judges made"),
        ("•", 0, "Another point they made"),
        ("3.", 1, "with a detail"),
    ]
    assert texts(article, "row") == ["Port | Sum", "Norden | 4 million euros"]
    assert [b.level for b in article.blocks if b.kind == "row"] == [1, 0]
    assert texts(article, "code") == ["x = 1\ny = 2"]
    assert texts(article, "quote")[0].startswith("We have never")
    assert styled(article, "strong") == ["Bold"]
    links = [i.target for b in article.blocks for i in b.inlines if i.kind == "link"]
    assert links == ["https://harbour.example/sand"]


def test_what_stands_around_the_article_is_put_aside() -> None:
    article = read(PAGE)
    for piece in ("Home", "newsletter", "fishermen", "© 2026", "Name", "color"):
        assert piece not in article.text
    assert any("News from the coast" in text for text in dropped(article, "navigation"))
    aside = " ".join(dropped(article, "boilerplate"))
    assert "fishermen" in aside and "newsletter" in aside and "© 2026" in aside


def test_a_site_name_is_cut_only_where_the_page_shows_it_to_be_one() -> None:
    text = f"<p>{LONG}</p><p>{OTHER}</p>"
    title = "<title>Ports - a history - Coast Weekly</title>"
    assert read(body(text, title)).title == "Ports - a history - Coast Weekly"
    site = '<meta property="og:site_name" content="Coast Weekly">'
    assert read(body(text, title + site)).title == "Ports - a history"
    assert read(body(f"<h1>Ports - a history</h1>{text}", title)).title == "Ports - a history"
    banner = "<header><h1>Coast Weekly</h1></header><h1>Ports - a history</h1>"
    assert read(body(banner + text, title)).title == "Ports - a history"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2024-03-05">', ("2024-03-05", "page")),
        ('<link rel="canonical" href="https://a.b/2024/03/05/x">', ("2024-03-05", "url")),
        ('<link rel="canonical" href="https://a.b/x">', (None, None)),
    ],
)
def test_a_date_says_where_it_is_from(head: str, expected: tuple[str | None, str | None]) -> None:
    metadata = read(body(f"<p>{LONG}</p><p>{OTHER}</p>", head)).metadata
    assert (metadata.published, metadata.published_from) == expected


def test_a_byline_counts_where_the_data_name_nobody() -> None:
    page = body(f"<h1>A title of words</h1><p>By Ann Other</p><p>3 March 2024</p><p>{LONG}</p>")
    metadata = read(page).metadata
    assert metadata.authors == ("Ann Other",)
    assert (metadata.published, metadata.published_from) == ("2024-03-03", "text")


@pytest.mark.parametrize(
    "comment",
    [
        "<!--\n Page saved with SingleFile \n url: https://a.b/c \n saved date: Fri -->",
        "<!-- saved from url=(0015)https://a.b/c -->",
    ],
)
def test_saved_pages_remember_their_address(comment: str) -> None:
    page = f"<!DOCTYPE html> <html>{comment}<body><p>{LONG}</p><p>{OTHER}</p></body></html>"
    assert read(page).metadata.source == "https://a.b/c"


def test_questions_of_a_faq() -> None:
    asked = '{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"How long will it be?"}]}'
    page = body(
        f"<h1>About ports</h1><p>{LONG}</p><p>{OTHER}</p>"
        f"<p>How long will it be?</p><p>{OTHER}</p>"
        f"<dl><dt>Is it dear?</dt><dd>{LONG}</dd></dl>"
        f"<p>{LONG}</p><p>So what?</p><p>{OTHER}</p>",
        f'<script type="application/ld+json">{asked}</script>',
    )
    assert headings(read(page)) == ["How long will it be?", "Is it dear?"]


def test_accordions_open() -> None:
    item = '<h3><button aria-expanded="false">{}</button></h3><div><p>{}</p></div>'
    questions = item.format("Is it new?", LONG) + item.format("Is it old?", OTHER)
    page = body(f"<h1>Ports</h1><p>{LONG}</p><h2>Questions</h2>{questions}<button>Buy</button>")
    article = read(page)
    assert headings(article)[-2:] == ["Is it new?", "Is it old?"]
    assert "Buy" not in article.text


def test_two_line_breaks_part_paragraphs() -> None:
    page = body(f"<div>{LONG}<br><br><b>Why so?</b><br>{OTHER}<br>{LONG}</div>")
    article = read(page)
    assert headings(article) == ["Why so?"]
    assert len(texts(article, "paragraph")) == 2


def test_a_page_without_an_article_is_read_whole() -> None:
    assert read("<p>Short.</p><nav>Menu</nav>").text == "Short."


def test_any_charset() -> None:
    page = f'<meta charset="windows-1251"><p>{"Суд решил, что платит государство. " * 9}</p>'
    assert read(page.encode("cp1251")).text.startswith("Суд решил")


def test_reading_a_page_opens_no_connection() -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('a connection was opened')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "import sys\n"
        "from index.formats import read_article\n"
        "print(read_article(sys.stdin.buffer.read(), 'a.html', id='x').title)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=PAGE.encode(), capture_output=True, timeout=60
    )
    assert done.stdout.decode().strip() == "Why the harbour ruling matters"
    assert done.stderr == b""

"""Pages as blogs, newspapers, newsletters, offices and clinics build them."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from index.article import Article
from index.formats.dom import blocks_of
from index.formats.htmltree import parse_page
from index.formats.mask import Mask
from index.formats.repeats import words_of
from tests.index.formats import reading
from tests.index.formats.prose import BASIN, FERRIES, FISHERMEN, SILT, article, page, paragraphs
from tests.index.formats.reading import dropped, headings, texts


def read(text: str) -> Article:
    return reading.read(text, "saved/page.html")


def aside(found: Article) -> str:
    return " ".join(drop.text for drop in found.dropped)


def test_a_blog_with_contents_questions_comments_and_its_author() -> None:
    found = read(
        page(
            f"""<header><h1 class="site-title">Coastal Notes</h1><nav><a href="/">Home</a></nav>
</header><main><article class="post category-newsletter"><h1>Why does the harbour silt up?</h1>
<div class="entry-content">{paragraphs(SILT, BASIN)}
<p>Table of Contents</p><ul><li><a href="#a">What does it cost?</a></li>
<li><a href="#b">Who will pay?</a></li><li><a href="#c">What comes next?</a></li></ul>
<h2>What does it cost?</h2>{paragraphs(BASIN, FISHERMEN)}<h2>Who will pay?</h2>{paragraphs(FERRIES)}
<p><strong>What comes next?</strong></p>{paragraphs(FISHERMEN)}
<div class="schema-faq-section"><strong class="schema-faq-question">Is the sand toxic?</strong>
<p class="schema-faq-answer">{FERRIES}</p></div>
<div class="schema-faq-section"><strong class="schema-faq-question">Can ships wait?</strong>
<p class="schema-faq-answer">{FISHERMEN}</p></div>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="x">Facebook</a></li></ul></div>
<div class="jp-relatedposts"><h3>Related</h3>
<h4><a href="/r">Is the lighthouse haunted?</a></h4></div>
</div><div class="author-box"><h3>About Edda Marsh</h3><p>Edda writes about coasts.</p>
</div></article>
<section id="comments"><h2>2 thoughts on “Why does the harbour silt up?”</h2>
<ol class="comment-list"><li><p>Has anybody asked the fishermen about this plan and its costs
for the northern shore?</p></li></ol><div id="respond"><h3>Leave a Reply</h3><form><p>Your name</p>
</form></div></section></main>
<aside><h2>Recent Posts</h2><ul><li><a href="/1">What is a lock?</a></li></ul></aside>"""
        )
    )
    assert headings(found) == [
        "What does it cost?", "Who will pay?", "What comes next?", "Is the sand toxic?",
        "Can ships wait?",
    ]  # fmt: skip
    for piece in ("Table of Contents", "haunted", "anybody asked", "Edda writes", "What is a lock"):
        assert piece not in found.text
        assert piece in aside(found)


def test_a_newsletter_page() -> None:
    found = read(
        page(
            f"""<article class="newsletter-post"><h1>Does the port need a second lock?</h1>
<h3 class="subtitle">The council says yes. The sand says no.</h3><div>Mara Voss</div>
<div>Nov 03, 2025</div><div>12</div><div>Share</div><div class="body">{paragraphs(SILT, BASIN)}
<div class="subscription-widget"><p>Thanks for reading! Subscribe for free to receive new posts and
support my work.</p><form><button>Subscribe</button></form></div>
<h4>What would it cost?</h4>{paragraphs(BASIN, FERRIES)}<h4>And who decides?</h4>
{paragraphs(FISHERMEN, SILT)}<ul><li><p>First the council</p></li><li><p>Then the ministry</p></li>
</ul></div></article><div id="discussion"><div class="comments-page"><p>Is it true that the old lock
was closed for a month after the storm?</p></div></div><h2>Ready for more?</h2>""",
            '<meta name="author" content="Mara Voss">',
        )
    )
    assert headings(found) == ["What would it cost?", "And who decides?"]
    lines = texts(found, "paragraph")
    assert lines[:2] == ["The council says yes. The sand says no.", SILT.strip()]
    assert found.metadata.published == "2025-11-03"
    assert texts(found, "item") == ["First the council", "Then the ministry"]


def test_cards_that_unfold() -> None:
    found = read(
        article(
            f"""<h1>Ferries</h1>{paragraphs(SILT, FERRIES)}<div class="kg-toggle-card">
<div class="kg-toggle-heading"><h4><span>Do they lose money?</span></h4><button>+</button></div>
<div class="kg-toggle-content"><p>{BASIN}</p></div></div><figure>
<img src="a.jpg"><figcaption>The old ferry in the ice.</figcaption></figure><pre>
<code>speed = 12</code></pre>
<blockquote>{FISHERMEN}</blockquote>"""
        )
    )
    assert headings(found) == ["Do they lose money?"]
    assert texts(found, "code") == ["speed = 12"]
    assert texts(found, "caption") == ["The old ferry in the ice."]
    assert texts(found, "quote") == [FISHERMEN.strip()]


@pytest.mark.parametrize(
    "title",
    [
        '<h2><button aria-controls="c1">{}</button></h2>',
        '<span role="heading" aria-level="2"><button aria-expanded="false">{}</button></span>',
        '<div role="heading" aria-level="3">{}</div>',
        '<div class="trigger" role="button" aria-controls="x">{}</div>',
        '<div data-bs-toggle="collapse"><span>{}</span></div>',
        '<div class="faq__question">{}</div>',
        '<div class="accordion-title"><span>{}</span></div>',
        '<div itemtype="https://schema.org/Question"><div itemprop="name">{}</div></div>',
        "<details><summary><span>{}</span></summary></details>",
        "<dl><dt>{}</dt></dl>",
        "<p><b>{}</b></p>",
        "<p>Q: {}</p>",
    ],
)
def test_ways_to_ask(title: str) -> None:
    one, two = title.format("Who has to pay?"), title.format("When is the money due?")
    found = read(
        page(
            f"<main><h1>Dues</h1>{paragraphs(SILT, FERRIES)}{one}<div hidden><p>{BASIN}</p></div>"
            f"{two}<div hidden><p>{FISHERMEN}</p></div></main>"
        )
    )
    asked = [heading.removeprefix("Q: ") for heading in headings(found)]
    assert asked == ["Who has to pay?", "When is the money due?"]


def test_questions_of_the_data_are_known_with_their_numbers() -> None:
    data = (
        '{"@context":"https://schema.org","@type":["WebPage","FAQPage"],"mainEntity":['
        '{"@type":"Question","name":"How long is the pass valid?"},'
        '{"@type":"Question","name":"Can I give it to a friend &amp; back?"},'
        '{"@type":"Question","name":"Does this stand nowhere?"}]}'
    )
    found = read(
        page(
            f"<div><h1>Pass</h1><div><div>1. How long is the pass valid?</div>"
            f"<div>{SILT}</div></div>"
            f"<div><div>2. Can I give it to a friend &amp; back?</div><div>{BASIN}</div></div>"
            f"<div><p>{FERRIES}</p></div></div>",
            f'<script type="application/ld+json">{data}</script>',
        )
    )
    assert headings(found) == [
        "1. How long is the pass valid?", "2. Can I give it to a friend & back?"
    ]  # fmt: skip


def test_a_german_newspaper() -> None:
    found = read(
        page(
            """<div class="login"><h3>Passwort vergessen?</h3><p>Geben Sie hier Ihre Adresse ein,
damit wir Ihnen einen Link zum Zurücksetzen schicken können.</p><h3>Noch kein Konto?</h3></div>
<main><article><h2><span>Hafen Norden</span><span>Wer zahlt für den Sand?</span></h2>
<p class="lead">Der Hafen versandet schneller, als er ausgebaggert werden kann.</p>
<p>Von Jana Möller</p><p>04.03.2026, 05:00 Uhr</p><p>Dreimal wurde die Rinne in zehn Jahren
ausgebaggert, und jedes Mal kam der Sand schneller zurück, als die Ingenieure erwartet hatten.</p>
<p><strong>Was hat das Gericht entschieden?</strong></p><p>Das Land muss die Vertiefung bezahlen,
nicht aber den Unterhalt der Kaimauern, wie aus dem Urteil vom Dienstag hervorgeht.</p>
<div class="teaser"><a href="/x"><span>Lesen Sie auch</span><h3>Was bringt das neue Terminal?</h3>
</a></div><p><strong>Wie geht es weiter?</strong></p><p>Die Stadt will bis zum Sommer einen Plan
vorlegen, der nach Angaben des Bürgermeisters achtundvierzig Millionen Euro kosten dürfte.</p>
</article>
<section><h2>Mehr zum Thema</h2><ul><li><h3><a href="/1">Kommt die Fähre zurück?</a></h3>
<p>Seit Januar liegt das Schiff in der Werft.</p></li></ul></section></main>""",
            "<title>Wer zahlt für den Sand? | Küstenblatt</title>"
            '<meta property="og:title" content="Wer zahlt für den Sand?">',
            lang="de",
        )
    )
    assert found.title == "Wer zahlt für den Sand?"
    assert headings(found) == ["Was hat das Gericht entschieden?", "Wie geht es weiter?"]
    assert (found.metadata.authors, found.metadata.published) == (("Jana Möller",), "2026-03-04")
    assert texts(found)[0].startswith("Der Hafen versandet")
    assert "Passwort" in aside(found) and "Terminal" in aside(found)


@pytest.mark.parametrize(
    "prompt",
    [
        "Forgot your password?", "Passwort vergessen?", "Mot de passe oublié ?",
        "¿Olvidaste tu contraseña?", "Password dimenticata?", "Wachtwoord vergeten?",
        "Esqueceu a sua senha?", "Забыли пароль?", "Not a member yet?", "Noch kein Konto?",
        "Was this page helpful?", "War dieser Artikel hilfreich?", "¿Te ha resultado útil?",
        "Cet article vous a-t-il été utile ?", "Trouble logging in?",
    ],
)  # fmt: skip
def test_prompts_are_no_questions_of_the_article(prompt: str) -> None:
    found = read(
        article(
            f"<h1>Ports</h1>{paragraphs(SILT)}<h2>Who pays?</h2>{paragraphs(BASIN, FERRIES)}"
            f"<h3>{prompt}</h3><p>{FISHERMEN}</p>"
        )
    )
    assert headings(found) == ["Who pays?"]
    assert prompt in " ".join(dropped(found, "boilerplate"))


def test_furniture_is_known_by_its_names_but_not_around_the_article() -> None:
    inside = f"<h1>Ports</h1>{paragraphs(SILT, BASIN)}<h2>Who pays?</h2>{paragraphs(FERRIES)}"
    box = f'<div class="NewsletterSignup"><h2>Why not join?</h2>{paragraphs(FISHERMEN)}</div>'
    found = read(page(f'<div class="newsletter">{inside}{box}</div>'))
    assert headings(found) == ["Who pays?"]
    assert FISHERMEN.strip()[:60] in aside(found)


def test_lists_of_like_things_stay_whole() -> None:
    names = ["Seagull", "Tern", "Heron", "Plover", "Curlew", "Dunlin"]
    texts_of = [
        f"The {name} is a ferry of the Nordlinie that sails to island number {n} in all weathers, "
        f"with {40 + n} cabins and a cook from Ostland who has won {n} prizes."
        for n, name in enumerate(names)
    ]
    cards = "".join(
        f'<section class="card"><h3>{name}</h3><div class="text"><p>{text}</p></div>'
        f'<a href="/{name}">Book</a></section>'
        for name, text in zip(names, texts_of, strict=True)
    )
    found = read(article(f"<h1>Ferries</h1>{paragraphs(SILT)}{cards}{paragraphs(FISHERMEN)}"))
    assert headings(found) == names


def test_a_page_that_lists_others_is_told_from_an_article() -> None:
    teasers = "".join(
        f'<div><h4><a href="/{n}">Is island number {n} sinking?</a></h4>'
        f"<p>Part {n} of the series on the islands, about tide {n}.</p></div>"
        for n in range(60)
    )
    root = parse_page(page(f"<nav>Home</nav><main><h1>Islands</h1><p>{SILT}</p>{teasers}</main>"))
    assert root is not None
    found = list(blocks_of(root))
    mask = Mask(found, words_of(SILT), Counter())
    assert sum(mask.kept()) == 2
    assert mask.lists_others()
    assert sum(mask.all_but_furniture()) == len(found) - 1
    mask = Mask(found[:12], words_of(SILT), Counter())
    mask.kept()
    assert not mask.lists_others()


def test_permalinks_are_no_part_of_headings_and_code_stays() -> None:
    found = read(
        page(
            f"""<div class="content"><h1>Digging<a class="headerlink" href="#x">¶</a></h1>
{paragraphs(SILT)}<h2>Can I use a spoon?<a href="#y">#</a></h2>{paragraphs(BASIN)}
<div class="highlight"><pre>$ dig --spoon</pre></div>{paragraphs(FERRIES)}<h2>What about rain?</h2>
{paragraphs(FISHERMEN)}</div>"""
        )
    )
    assert found.title == "Digging"
    assert headings(found) == ["Can I use a spoon?", "What about rain?"]
    assert texts(found, "code") == ["$ dig --spoon"]


def test_a_teaser_among_paragraphs() -> None:
    teaser = '<div><p>More details</p><h4><a href="/x">Is the lighthouse haunted?</a></h4></div>'
    found = read(
        article(
            f"<h1>Ports</h1>{paragraphs(SILT)}<h3>Who pays?</h3>{paragraphs(BASIN)}{teaser}"
            f"<h3>And now?</h3>{paragraphs(FERRIES, FISHERMEN)}"
        )
    )
    assert headings(found) == ["Who pays?", "And now?"]
    assert "More details" not in found.text and "haunted" in aside(found)


def test_tables_that_lay_out_a_page_are_no_tables() -> None:
    cell = "".join(
        f"<b>{title}</b><br>{text}<br><br>"
        for title, text in (("1. Who digs?", SILT), ("2. Who pays?", BASIN), ("3. Why?", FERRIES))
    )
    found = read(f"<table><tr><td><a href=a>Home</a></td><td>{cell}{FISHERMEN}</td></tr></table>")
    assert headings(found) == ["1. Who digs?", "2. Who pays?", "3. Why?"]
    assert texts(found, "row") == []


def test_a_question_that_the_data_name_needs_no_mark() -> None:
    asked = {"@type": "Question", "name": "Why the basin silts up"}
    data = json.dumps({"@type": "FAQPage", "mainEntity": [asked]})
    head = f'<script type="application/ld+json">{data}</script>'
    inside = f"{paragraphs(SILT)}<div>Why the basin silts up</div><div>{BASIN} {FERRIES}</div>"
    assert headings(reading.read(article(inside, head), "a.html")) == ["Why the basin silts up"]


def test_what_is_only_read_aloud_stays_out() -> None:
    inside = (
        '<h1><span class="visually-hidden">Analysis: </span>What silts<br>up?</h1>'
        f'{paragraphs(SILT)}<h2><span class="sr-only">Section</span>Who pays?</h2>'
        f"{paragraphs(BASIN, FERRIES)}"
    )
    found = reading.read(article(inside, "<title>x</title>"), "a.html")
    assert (found.title, headings(found)) == ("What silts up?", ["Who pays?"])


def test_a_page_whose_headings_lead_elsewhere_lists_others() -> None:
    teasers = "".join(
        f'<h2><a href="/{n}">What is number {n}?</a></h2><p>{text[:100]}…</p>'
        for n, text in enumerate((SILT, BASIN, FERRIES, SILT[20:], BASIN[20:]))
    )
    doubts = reading.read(article(f"<h1>Ports</h1>{teasers}"), "a.html").origin.doubts
    assert [doubt.partition(":")[0] for doubt in doubts] == [
        "It looks like a page that lists others"
    ]
    anchored = teasers.replace('href="/', 'href="#n')
    assert "lists others" not in str(reading.read(article(anchored), "a.html").origin.doubts)


def test_a_part_that_is_never_closed_is_no_furniture() -> None:
    popup = "<aside class='popup-overlay'><p>Sign up</p><nav><a href='/'>Home</a></nav>"
    text = f"<h1>What silts up?</h1>{paragraphs(SILT, BASIN, FERRIES)}"
    found = read(f"<html><body>{popup}{text}<footer>Contact</footer></body></html>")
    assert SILT.strip() in found.text and FERRIES.strip() in found.text and "Home" not in found.text


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<a href="#fn:1"><sup>1</sup></a>',
        '<sup><a href="page.html#cite_note-1"><span>[</span>1<span>]</span></a></sup>',
        '<sup>[<a href="#ftn1">1</a>]</sup>',
        '<a class="footnote-anchor" href="#footnote-1">1</a>',
        '<a role="doc-noteref" href="#n">1</a>',
    ],
)
def test_the_mark_of_a_note_is_no_part_of_the_word_before_it(mark: str) -> None:
    body = f"<h1>Mud</h1><p>{SILT[:-1]}{mark}.</p>{paragraphs(BASIN, FERRIES)}"
    assert f"{SILT[:-1]}[1]." in reading.read(article(body), "a.html").text


@pytest.mark.parametrize(
    "kept",
    ["10 m<sup>2</sup>", '<a href="#part-2">2</a>', '<a href="https://a.b/notes">notes</a>'],
)
def test_what_only_looks_like_the_mark_of_a_note_stays(kept: str) -> None:
    body = f"<h1>Mud</h1><p>{SILT} It is {kept} long.</p>{paragraphs(BASIN, FERRIES)}"
    plain = re.sub(r"<[^>]+>", "", kept)
    assert f"It is {plain} long." in reading.read(article(body), "a.html").text


MARK = '<sup id="fnref1"><a href="#fn1">1</a></sup>'


@pytest.mark.parametrize(
    "note",
    [
        '<ol><li id="fn1">See the report. <a href="#fnref1">↩\ufe0e</a></li></ol>',
        '<ol><li id="fn1"><p>See the report. <a href="#fnref1">back</a></p></li></ol>',
        '<ol><li id="fn1"><b>^ <sup><a href="#fnref1">a</a></sup></b> See the report.</li></ol>',
        '<div class="notes"><p><a id="fn1" href="#fnref1">1</a> See the report.</p></div>',
        '<p><a name="fn1"></a>[<a href="#fnref1">1</a>] See the report.</p>',
        '<ol><li><span id="fn1"></span>See the report.<a href="#fnref1">↩</a></li></ol>',
    ],
)
def test_a_note_stands_with_the_article_under_the_label_of_its_mark(note: str) -> None:
    body = f"<h1>Mud</h1><p>{SILT[:-1]}{MARK}.</p>{paragraphs(BASIN, FERRIES)}<h2>Notes</h2>{note}"
    found = reading.read(article(body), "a.html")
    last = found.blocks[-1]
    assert (last.kind, last.marker) == ("footnote", "[1]")
    assert found.text[last.start : last.end].strip() == "See the report."
    assert found.sections[-1].heading == "Notes"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ('<a class="comments"  href="#comments"><sup>2</sup></a>', '<div id="comments">{}</div>'),
        ('See section <a href="#ref-4">4</a>.', '<section id="ref-4">{}</section>'),
        ('<sup><a href="#part1">1</a></sup>', '<section id="part1"><h2>Two</h2>{}</section>'),
    ],
)
def test_what_a_number_leads_to_is_no_note_for_that(link: str, target: str) -> None:
    below = target.format(paragraphs(FERRIES))
    body = f"<h1>Mud</h1>{paragraphs(SILT)}<p>{BASIN} {link}</p>{below}"
    assert "footnote" not in {block.kind for block in reading.read(article(body), "a.html").blocks}


def test_the_sign_that_links_a_heading_to_itself_is_no_mark() -> None:
    heading = '<h2 id="what-is-note-1">What is it?<a href="#what-is-note-1">#</a></h2>'
    found = read(article(f"<h1>Mud</h1>{paragraphs(SILT)}{heading}{paragraphs(BASIN, FERRIES)}"))
    assert [s.heading for s in found.questions] == ["What is it?"]

"""A page is read as what it is, and says what is not sure about it; it can be read whole."""

from __future__ import annotations

import pytest

from index.article import Article
from index.formats import read_article, webpage
from index.formats.draft import build
from tests.index.formats import reading
from tests.index.formats.prose import BASIN, FERRIES, FISHERMEN, SILT, article, page, paragraphs

ERROR = "It looks like an error page"
STUB = "It looks like the beginning of a longer article"
LONG = paragraphs(*[SILT, BASIN, FERRIES, FISHERMEN] * 5)


def read(text: str | bytes) -> Article:
    return reading.read(text, "saved/page.html")


def whole(text: str) -> Article:
    found = build(webpage.read(text.encode(), whole=True), id="x" * 16, path="a", format="html")
    reading.check(found)
    return found


PAGE = page(
    f"""<nav><a href="/">Home</a><a href="/news">All the news</a></nav><main><article><h1>Sand</h1>
<p>By Ann Other</p>{paragraphs(SILT, BASIN)}<h2>Who pays?</h2>{paragraphs(FERRIES)}</article></main>
<aside><h2>Is the lock safe?</h2><p>Nobody knows.</p></aside><form><p>Your name</p></form>
<footer><p>© The Coast</p></footer>"""
)


def test_a_page_is_read_as_its_article_or_whole() -> None:
    main, all_of_it = read(PAGE), whole(PAGE)
    around = ("All the news", "Is the lock safe?", "Your name", "© The Coast", "By Ann Other")
    for piece in around:
        assert piece not in main.text and piece in all_of_it.text
    assert main.origin.parser == "trafilatura and the page's headings"
    assert all_of_it.origin.parser == "every block of the page"
    assert all_of_it.dropped == () or all(drop.why == "duplicate" for drop in all_of_it.dropped)
    assert all_of_it.title == main.title == "Sand"
    assert [section.heading for section in all_of_it.sections[1:]] == [
        "Who pays?",
        "Is the lock safe?",
    ]


def test_a_page_saved_as_mhtml_is_read_whole_too() -> None:
    head = "Subject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    given = (head + PAGE).encode()
    main, all_of_it = (read_article(given, "a.mhtml", id="x" * 16, whole=w) for w in (False, True))
    assert "All the news" not in main.text and "All the news" in all_of_it.text
    assert all_of_it.origin.parser == "every block of the page, saved as MHTML"


def test_a_page_of_one_article_is_not_doubted() -> None:
    assert read(PAGE).origin.doubts == ()
    assert read(PAGE).origin.encoding == "utf-8"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("404", "Sorry, there is nothing at this address."),
        ("Page not found | The Coast", "The page you are looking for does not exist."),
        ("The Coast", "Oops! We can't find the page you were looking for."),
        ("Access Denied", "You don't have permission to access this page on this server."),
        ("403 Forbidden", "nginx"),
        ("The Coast", "Please enable JavaScript and cookies to continue."),
        ("Just a moment...", "Verifying you are human. This may take a few seconds."),
        ("Fehler", "Die Seite wurde nicht gefunden."),
        ("Erreur", "La page que vous demandez est introuvable."),
        ("Error", "La página no existe."),
        ("502 Bad Gateway", "The server took too long to answer."),
        ("The Coast", "JavaScript is disabled in your browser."),
    ],
)
def test_error_pages(title: str, text: str) -> None:
    found = read(page(f"<h1>{title}</h1><p>{text}</p>", f"<title>{title}</title>"))
    assert ERROR in found.origin.doubts


def test_articles_on_errors_are_articles() -> None:
    found = read(article(f"<h1>404: page not found, and why</h1>{LONG}"))
    assert found.origin.doubts == ()


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading", "Sign in to read the full article.",
        "To continue reading, please log in or register.", "Already a subscriber? Log in",
        "This article is for subscribers only.", "You've reached your limit of free articles.",
        "Jetzt weiterlesen mit Küste+ für 1 Euro", "Sie haben bereits ein Abo?",
        "Cet article est réservé aux abonnés.", "Il vous reste 80% de cet article à lire.",
        "Suscríbete para seguir leyendo", "Contenido exclusivo para suscriptores",
    ],
)  # fmt: skip
def test_the_beginning_of_a_longer_article(wall: str) -> None:
    stub = f"<h1>Sand</h1>{paragraphs(SILT, BASIN)}<div><h3>{wall}</h3><p>One month free.</p></div>"
    assert STUB in read(article(stub)).origin.doubts
    assert STUB not in read(article(f"<h1>Sand</h1>{LONG}<p>{wall}</p>")).origin.doubts


def test_an_article_that_breaks_off() -> None:
    stub = f"<h1>Sand</h1>{paragraphs(SILT)}<p>{BASIN.strip(' .')} ...</p>"
    assert STUB in read(article(stub)).origin.doubts


def test_a_page_without_an_article_says_so() -> None:
    found = read("<p>Short.</p><nav>Menu</nav>")
    assert found.text == "Short."
    assert found.origin.parser == "all blocks but navigation"
    assert found.origin.doubts == (
        "No article was told from the page: all but its navigation is kept",
    )


def test_what_could_not_be_read_is_said() -> None:
    text = PAGE.replace("©", "(c)").encode().replace(b"Nobody knows", b"Nobody kn\xf6ws")
    found = read(text)
    assert found.origin.encoding == "cp1252"
    assert any("guessed" in doubt for doubt in found.origin.doubts)
    page_of_utf8 = PAGE.replace("<head>", "<head><meta charset=iso-8859-1>").encode()
    assert "© The Coast" in whole(page_of_utf8.decode()).text
    assert any("declares" in doubt for doubt in read(page_of_utf8).origin.doubts)

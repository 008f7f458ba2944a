"""Copies of an article are known, whatever they are called; different articles stay apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.copies import Facts, address_key, copies, resemblance, sketch_of

WORDS = (
    "the ferry left the harbour at nine with forty passengers and a cargo of barley that nobody "
    "had insured because the underwriters in Karlholm would not write a policy for the strait "
    "after the second mine was found near the lighthouse by two fishermen who reported it late"
).split()
SOURCE = "https://paper.example/strait"


def text(seed: int, length: int = 300) -> str:
    return " ".join(
        WORDS[(seed * 7 + n * (seed % 5 + 1)) % len(WORDS)] + str(n * seed % 4999)
        for n in range(length)
    )


def facts(id: str, body: str, source: str = "", title: str = "A title") -> Facts:
    words = len(body.split())
    return Facts(id, title, address_key(source), str(hash(body)), sketch_of(body), words, 0)


def test_the_same_page_saved_twice_is_one_article() -> None:
    body = text(3)
    one = facts("a", body, "https://www.paper.example/strait/?utm_source=mail")
    other = facts("b", body + " and this one ends" * 20, "http://paper.example/strait")
    assert copies([one, other]) == {"a": "b"}


def test_the_same_text_under_another_name_is_one_article() -> None:
    assert set(copies([facts("a", text(3)), facts("b", text(3))])) in ({"a"}, {"b"})


def test_a_few_changed_words_make_no_other_article() -> None:
    body = text(3, 600)
    edited = body.replace(" ferry", " steamer", 2)
    assert len(copies([facts("a", body), facts("b", edited)])) == 1


def test_reports_made_from_one_form_stay_apart() -> None:
    body = text(3, 200)
    other = " ".join("other" if n % 40 == 0 else word for n, word in enumerate(body.split()))
    assert copies([facts("a", body, title="March"), facts("b", other, title="April")]) == {}


def test_stubs_of_different_articles_stay_apart() -> None:
    stub = "Subscribe now to go on reading this and all other articles of the paper."
    assert copies([facts("a", stub, title="One"), facts("b", stub, title="Two")]) == {}


def test_a_stub_or_an_error_page_never_stands_for_the_whole_text() -> None:
    body = text(3, 900)
    stub = Facts("stub", "A title", address_key(SOURCE), "x", sketch_of(body[:400]), 60, 0)
    error = Facts("error", "A title", address_key(SOURCE), "y", sketch_of(text(5)), 9000, 9, True)
    found = copies([stub, facts("whole", body, SOURCE), error])
    assert found == {"stub": "whole", "error": "whole"}


def test_different_articles_of_one_site_stay_apart() -> None:
    source = "https://paper.example/"
    assert copies([facts("a", text(3), source), facts("b", text(4), source)]) == {}


def test_a_series_under_one_address_stays_apart() -> None:
    one = facts("a", text(3), SOURCE, title="Monday")
    other = facts("b", text(4), SOURCE, title="Tuesday")
    assert copies([one, other]) == {}


def test_a_thousand_articles_with_one_common_footer_stay_apart() -> None:
    footer = " all rights reserved write to the editors of the paper in karlholm by post only"
    assert copies([facts(str(n), text(n, 200) + footer) for n in range(2, 1000)]) == {}


def test_addresses_are_compared_without_what_differs_between_visits() -> None:
    key = address_key("https://www.paper.example/a/b/?utm_medium=x&id=7#top")
    assert key == address_key("http://paper.example/a/b?id=7") == "paper.example/a/b?id=7"
    assert address_key("https://paper.example/a/amp/") == address_key("https://paper.example/a")
    assert address_key("https://paper.example/") == ""
    assert address_key(None) == address_key("not an address") == address_key("http://[") == ""


@given(st.text(max_size=2000))
def test_every_text_resembles_itself_if_it_is_long_enough(body: str) -> None:
    sketch = sketch_of(body)
    assert resemblance(sketch, sketch) == (1.0 if sketch else 0.0)

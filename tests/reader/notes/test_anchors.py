"""How a highlight finds its text again after the article has changed."""

from __future__ import annotations

import pytest

from index.article import Article
from reader.notes.anchors import anchor, describe
from reader.notes.model import Place, Selector
from tests.reader.notes.articles import make_article

WRITTEN = """\
The central bank raised its key rate by half a point on Thursday, more than expected.

## Why did the bank act now?

Inflation has been above target for eleven months. "We cannot wait for perfect data," the \
governor said after the meeting. Wage growth reached 5.2 % in the third quarter, the highest \
figure since records began.

## What does it mean for regional banks?

Deposits have become more expensive, and margins are shrinking. Analysts expect three or four \
mergers within a year. Lenders with large property books are the most exposed.

## What could go wrong?

A second increase in spring would hit builders hardest. Lenders with large loan books may have \
to raise capital.
"""
WAGES = "Wage growth reached 5.2 % in the third quarter"
PROPERTY = "Lenders with large property books are the most exposed."


@pytest.fixture
def article() -> Article:
    return make_article(WRITTEN)


def selected(article: Article, quote: str) -> Selector:
    start = article.text.index(quote)
    return describe(article, start, start + len(quote))


def after(change: tuple[str, str], quote: str) -> tuple[Place, Article]:
    """Where a quote is found once one piece of the article reads differently."""
    assert WRITTEN.count(change[0]) == 1
    edited = make_article(WRITTEN.replace(*change))
    return anchor(selected(make_article(WRITTEN), quote), edited), edited


def test_a_selector_says_where_the_quote_stood(article: Article) -> None:
    selector = selected(article, PROPERTY)
    assert selector.exact == PROPERTY
    assert article.text[selector.start : selector.end] == PROPERTY
    assert selector.prefix == "hree or four mergers within a year. "[-32:]
    assert selector.suffix == "\n\nWhat could go wrong?\n\nA second increase"[:32]
    assert (selector.section, selector.heading) == (2, "What does it mean for regional banks?")
    assert selector.text_hash == article.text_hash
    assert selector.twins == 0


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-1, 3), (0, 10**6), (85, 87)])
def test_nothing_cannot_be_highlighted(article: Article, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="There is no text from"):
        describe(article, start, end)


def test_unchanged_text_is_found_by_position(article: Article) -> None:
    place = anchor(selected(article, WAGES), article)
    assert (place.state, place.current_text, place.section) == ("ok", WAGES, 1)


def test_an_edit_elsewhere_moves_nothing_but_offsets() -> None:
    place, edited = after(("on Thursday", "late on Thursday evening"), WAGES)
    assert (place.state, place.current_text) == ("ok", WAGES)
    assert place.start == edited.text.index(WAGES)


def test_an_edited_quote_is_found_and_said_to_have_changed() -> None:
    place, edited = after(("reached 5.2 % in the third", "was 5.4 % in the second"), WAGES)
    assert place.state == "moved"
    assert place.current_text == "Wage growth was 5.4 % in the second quarter"
    assert place.start == edited.text.index("Wage growth")


def test_typography_is_no_change_of_place() -> None:
    quote = '"We cannot wait for perfect data," the governor said'
    plain, curly = '"We cannot wait for perfect data,"', "“We cannot wait for perfect data,”"
    place, _ = after((plain, curly), quote)
    assert (place.state, place.current_text) == (
        "moved",
        "“We cannot wait for perfect data,” the governor said",
    )


def test_a_changed_figure_is_found_by_its_surroundings() -> None:
    place, _ = after(("5.2 %", "5.4 %"), "5.2 %")
    assert (place.state, place.current_text) == ("moved", "5.4 %")


def test_a_deleted_sentence_is_an_orphan_though_another_resembles_it() -> None:
    place, _ = after((f" {PROPERTY}", ""), PROPERTY)
    assert place == Place("orphan", None, None, None, "What does it mean for regional banks?", None)


def test_another_sentence_in_the_same_place_is_not_the_quote() -> None:
    place, _ = after((PROPERTY, "Lenders with small branches are the least profitable."), PROPERTY)
    assert place.state == "orphan"


def test_a_similar_sentence_in_another_place_is_not_the_quote() -> None:
    similar = PROPERTY.replace("property", "loan")
    written = WRITTEN.replace(f" {PROPERTY}", "").replace("Inflation has", f"{similar} Prices have")
    place = anchor(selected(make_article(WRITTEN), PROPERTY), make_article(written))
    assert place.state == "orphan"


def test_the_same_word_elsewhere_is_not_the_same_place() -> None:
    place, _ = after(("Analysts expect three or four mergers within a year.", ""), "a year")
    assert place.state == "orphan"
    written = "The deal took a year. Critics had hoped it would fail.\n\n" + WRITTEN
    edited = make_article(written.replace("mergers within a year", "mergers soon"))
    assert anchor(selected(make_article(WRITTEN), "a year"), edited).state == "orphan"


def test_a_deleted_word_is_not_found_in_another_sentence() -> None:
    place, _ = after(("margins are shrinking", "profits are shrinking"), "margins")
    assert place.state == "orphan"


@pytest.mark.parametrize("name", ["US", "IT", "WHO"])
def test_a_deleted_name_is_not_a_word_of_the_same_letters(name: str) -> None:
    before = make_article(f"The law that the {name} minister signed came late for everybody.")
    after = make_article(
        f"The law that the {name.lower()} minister signed came late for everybody."
    )
    assert anchor(selected(before, name), after).state == "orphan"


def test_a_short_quote_set_in_other_typography_is_still_found() -> None:
    before = make_article('The minister said "No deal" on Friday and left the room at once.')
    after = make_article("The minister said “No deal” on Friday and left the room at once.")
    place = anchor(selected(before, '"No deal"'), after)
    assert (place.state, place.current_text) == ("moved", "“No deal”")


def test_the_end_of_an_article_is_a_place_one_knows() -> None:
    last = "Lenders with large loan books may have to raise capital."
    place, _ = after(("A second increase in spring would hit builders hardest. ", ""), last)
    assert (place.state, place.current_text) == ("ok", last)


def test_a_quote_moved_to_strange_surroundings_is_only_a_suspect() -> None:
    lead = "The central bank raised"
    place, edited = after((lead, f"{PROPERTY} {lead}"), WAGES)
    assert place.state == "ok"
    moved = WRITTEN.replace(f" {PROPERTY}", "").replace(lead, f"As we wrote: {PROPERTY} But {lead}")
    edited = make_article(moved)
    place = anchor(selected(make_article(WRITTEN), PROPERTY), edited)
    assert (place.state, place.current_text) == ("suspect", PROPERTY)
    assert [edited.text[span.start : span.end] for span in place.candidates] == [PROPERTY]


TWICE = """\
## What did the first study find?

Patients on the drug lost weight. The difference was significant in both arms of it. Nobody left \
before the end of treatment.

## What did the second study find?

Patients on the drug lost weight. The difference was significant in both arms of it. Nobody left \
before the end of treatment.
"""
TWIN = "The difference was significant in both arms of it."


def test_the_heading_tells_twins_apart() -> None:
    article = make_article(TWICE)
    start = article.text.rindex(TWIN)
    selector = describe(article, start, start + len(TWIN))
    assert selector.twins == 1
    edited = make_article("An introduction, added later.\n\n" + TWICE)
    place = anchor(selector, edited)
    assert (place.state, place.start) == ("ok", edited.text.rindex(TWIN))


def test_equal_places_are_candidates_and_none_is_taken_for_granted() -> None:
    same = TWICE.strip().replace("first", "latest").replace("second", "latest")
    article = make_article(f"{same}\n\nA remark at the end.")
    start = article.text.index(TWIN)
    selector = describe(article, start, start + len(TWIN))
    edited = make_article(f"An introduction, added later.\n\n{same}\n\nA remark, shortened.")
    place = anchor(selector, edited)
    twins = [edited.text.index(TWIN), edited.text.rindex(TWIN)]
    assert place.state == "suspect"
    assert [span.start for span in place.candidates] == twins
    assert place.start == twins[0]


def test_the_twin_of_a_deleted_quote_is_only_a_suspect() -> None:
    article = make_article(TWICE)
    start = article.text.index(TWIN)
    selector = describe(article, start, start + len(TWIN))
    edited = make_article(TWICE.replace(f" {TWIN}", "", 1))
    assert anchor(selector, edited).state == "suspect"


def test_a_damaged_position_is_not_trusted(article: Article) -> None:
    good = selected(article, WAGES)
    broken = Selector(
        good.exact, good.prefix, good.suffix, 3, 9, 0, good.heading, article.text_hash
    )
    place = anchor(broken, article)
    assert (place.state, place.start) == ("ok", good.start)


LENDERS = "Lenders may have to raise capital before summer."
RISKS = f"""\
Lead sentence of the article about rates.

## What could go wrong?

A second increase would hit builders hardest of all. {LENDERS} Profits fell.

## Who pays?

Borrowers pay first, and savers gain a little in the end."""


@pytest.mark.parametrize(
    ("quote", "edited"),
    [
        (LENDERS, "LENDERS MAY HAVE TO RAISE CAPITAL BEFORE SUMMER."),
        (LENDERS, "Lenders will never have to raise capital before summer."),
        (LENDERS, "Lenders, may have to raise capital - before summer!"),
        (LENDERS, "Lenders may have to raise capital. That is before summer."),
        ("Profits fell", "Profits sank"),
        (f"{LENDERS} Profits fell.", f"{LENDERS} Profits rose sharply."),
    ],
)
def test_an_edited_quote_begins_and_ends_where_its_surroundings_say(
    quote: str, edited: str
) -> None:
    before = make_article(RISKS)
    start = before.text.index(quote)
    place = anchor(
        describe(before, start, start + len(quote)), make_article(RISKS.replace(quote, edited))
    )
    assert (place.state, place.current_text) == ("moved", edited)

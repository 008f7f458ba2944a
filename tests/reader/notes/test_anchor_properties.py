"""What holds for every article, every quote and every change."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.text import clean
from reader.notes.anchors import anchor, describe
from reader.notes.model import Place
from tests.reader.notes.articles import make_article

ANY_TEXT = st.text(min_size=1, max_size=300).map(clean).filter(lambda text: text.strip() != "")
SUBJECTS = ["Lenders", "Patients", "Builders", "Ministers", "Farmers", "Teachers", "Airlines"]
VERBS = ["expected", "questioned", "welcomed", "postponed", "measured", "published", "feared"]
OBJECTS = ["the ruling", "cheaper fuel", "new doses", "an audit", "longer trials", "the merger"]
# Sentences of one article differ in a word at least, and never resemble each other by chance.
SENTENCES = st.lists(
    st.tuples(*map(st.sampled_from, (SUBJECTS, VERBS, OBJECTS)), st.integers(1900, 2026)).map(
        lambda parts: "{} {} {} as early as {}.".format(*parts)
    ),
    min_size=4,
    max_size=14,
    unique=True,
)


def written(sentences: list[str], breaks: int = 3) -> str:
    """Sentences as paragraphs, every second paragraph under a heading of its own."""
    paragraphs: list[str] = []
    for at in range(0, len(sentences), breaks):
        if (at // breaks) % 2:
            paragraphs.append(f"## What about {sentences[at][:12]}?")
        paragraphs.append(" ".join(sentences[at : at + breaks]))
    return "\n\n".join(paragraphs)


def check(place: Place, article: Article) -> None:
    """Offsets lie within the text and say what stands there; an orphan has none."""
    if place.state == "orphan":
        known = (place.start, place.end, place.section, place.current_text)
        assert known == (None, None, None, None)
        return
    assert place.start is not None
    assert place.end is not None
    assert 0 <= place.start < place.end <= len(article.text)
    assert place.current_text == article.text[place.start : place.end]
    assert place.section == article.section_at(place.start).number
    for span in place.candidates:
        assert 0 <= span.start < span.end <= len(article.text)


@given(text=ANY_TEXT, data=st.data())
def test_an_unchanged_article_gives_the_same_offsets(text: str, data: st.DataObject) -> None:
    article = make_article(text)
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    if article.text[start:end].strip():
        place = anchor(describe(article, start, end), article)
        check(place, article)
        assert (place.state, place.start, place.end) == ("ok", start, end)


@settings(max_examples=60, deadline=None)
@given(before=ANY_TEXT, after=ANY_TEXT, data=st.data())
def test_offsets_stay_within_the_text_whatever_became_of_it(
    before: str, after: str, data: st.DataObject
) -> None:
    article, edited = make_article(before), make_article(after)
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    if article.text[start:end].strip():
        check(anchor(describe(article, start, end), edited), edited)


@settings(max_examples=60, deadline=None)
@given(sentences=SENTENCES, data=st.data())
def test_text_added_before_and_after_changes_nothing_but_offsets(
    sentences: list[str], data: st.DataObject
) -> None:
    article = make_article(written(sentences))
    quote = data.draw(st.sampled_from(sentences))
    start = article.text.index(quote)
    selector = describe(article, start, start + len(quote))
    first = data.draw(st.sampled_from(["", "Corrected on Monday.", "## Note\n\nAn editor's word."]))
    last = data.draw(st.sampled_from(["", "The end.", "## More\n\nRead the other articles too."]))
    pieces = [piece for piece in (first, written(sentences), last) if piece]
    edited = make_article("\n\n".join(pieces))
    place = anchor(selector, edited)
    check(place, edited)
    assert (place.state, place.start) == ("ok", edited.text.index(quote))


@settings(max_examples=60, deadline=None)
@given(sentences=SENTENCES, data=st.data())
def test_a_deleted_quote_is_attached_to_nothing(sentences: list[str], data: st.DataObject) -> None:
    quote = (
        "Nothing in the agreement obliges either company to disclose what was paid, and both of"
        " their spokesmen declined to comment."
    )
    at = data.draw(st.integers(0, len(sentences)))
    article = make_article(written([*sentences[:at], quote, *sentences[at:]]))
    start = article.text.index(quote)
    selector = describe(article, start, start + len(quote))
    assert anchor(selector, make_article(written(sentences))).state == "orphan"

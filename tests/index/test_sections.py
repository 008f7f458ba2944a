"""Which headings ask, what they ask, and where their answers end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Block
from index.sections import heading_kind, sections_of, what_it_asks


@pytest.mark.parametrize(
    ("heading", "asks"),
    [
        ("Why does it matter?", "why"),
        ("How much does it cost?", "how"),
        ("What's the difference?", "what"),
        ("Who is left out?", "who"),
        ("When will it end?", "when"),
        ("Where did the money go?", "where"),
        ("Which lenders are exposed?", "which"),
        ("Could it happen again?", "can"),
        ("Would batteries help?", "will"),
        ("Is it safe?", "is"),
        ("Does it work?", "is"),
        ("Should I sell?", "other"),
        ("Any drawbacks?", "other"),
    ],
)
def test_literal_questions(heading: str, asks: str) -> None:
    assert (heading_kind(heading), what_it_asks(heading)) == ("question", asks)


@pytest.mark.parametrize(
    ("heading", "asks"),
    [
        ("3. What does it cost?", "what"),
        ("Q: Will it work?", "will"),
        ("Question 4. How come?", "why"),
        ("So, what now?", "what"),
        ("We don’t use it. What should we do?", "what"),
        ("Garages: where can I find one?", "where"),
        ("When I make a table, how do I caption it?", "how"),
        ("When should I sell?", "when"),
        ("If it rains, what happens?", "what"),
        ("To what extent does it help?", "what"),
        ("For whom is it meant?", "who"),
    ],
)
def test_what_is_asked_may_stand_further_on(heading: str, asks: str) -> None:
    assert (heading_kind(heading), what_it_asks(heading)) == ("question", asks)


@pytest.mark.parametrize(
    "heading",
    [
        "Really?!",
        "“What now?”",
        "What is it?**",
        "What is it? [3]",
        "Is it safe? (new)",
        "So⁇",
        "这是什么？",
        "ما هو؟",
        "Γιατί ανοιχτό λογισμικό;",
        "Ի՞նչ է սա",
        "¿Por qué?",
        "Why ﹖",
    ],
)
def test_question_marks_of_every_script(heading: str) -> None:
    assert heading_kind(heading) == "question"


@pytest.mark.parametrize("heading", ["A list; of it;", "What? No.", "Questions", "Q&A", "?:", ""])
def test_what_has_no_question_mark_at_its_end(heading: str) -> None:
    assert heading_kind(heading) != "question"


@pytest.mark.parametrize(
    ("heading", "asks"),
    [
        ("How the drug works", "how"),
        ("What investors should watch", "what"),
        ("Why it matters", "why"),
        ("Who pays", "who"),
        ("Which drugs are covered", "which"),
        ("Where the money goes", "where"),
        ("When to see a doctor", "when"),
        ("Do you need a lawyer", "is"),
        ("The ruling: what it means for banks", "what"),
        ("Step 2: How to install it", "how"),
        ("Q: Tell us about yourself", "other"),
    ],
)
def test_implied_questions(heading: str, asks: str) -> None:
    assert (heading_kind(heading), what_it_asks(heading)) == ("implied", asks)


@pytest.mark.parametrize(
    "heading",
    [
        "What’s new",
        "What a mess",
        "When",
        "Why",
        "When it rains, it pours",
        "How-to guides",
        "However",
        "Whatever happens",
        "Where there is smoke, there is fire",
        "Who’s who",
        "Will Smith returns",
        "Can openers",
        "Do it yourself",
        "What matters is the price.",
        "Was it",
        "Comment policy",
        "Conclusion",
        "Was der Fall",
    ],
)
def test_topics(heading: str) -> None:
    assert heading_kind(heading, "en") == "topic"


@pytest.mark.parametrize(
    ("heading", "language", "kind", "asks"),
    [
        ("Was ist Leasing?", None, "question", "what"),
        ("Was the trial fair?", None, "question", "is"),
        ("Für wen lohnt es sich?", "de", "question", "who"),
        ("Worin liegt der Unterschied?", "de", "question", "what"),
        ("Wie das Mittel wirkt", "de", "implied", "how"),
        ("Was Anleger wissen müssen", "de", "implied", "what"),
        ("Kann man es lagern?", "de", "question", "can"),
        ("Pourquoi les prix montent", "fr", "implied", "why"),
        ("Comment ça marche", None, "implied", "how"),
        ("Quel est le risque ?", "fr", "question", "which"),
        ("¿Cuánto cuesta?", "es", "question", "how"),
        ("Por qué sube el oro", "es", "implied", "why"),
        ("¿Qué pasó?", None, "question", "what"),
        ("为什么选择我们", "zh", "implied", "why"),
    ],
)
def test_other_languages(heading: str, language: str | None, kind: str, asks: str) -> None:
    assert heading_kind(heading, language) == kind
    assert what_it_asks(heading, language) == asks


def test_sections_and_answers() -> None:
    text = "Lead\n\nWhat?\n\nA\n\nHow?\n\nB\n\nEmpty?\n\nPart\n\nC"
    levels = {"What?": 2, "How?": 3, "Empty?": 3, "Part": 2}
    blocks = []
    for piece in text.split("\n\n"):
        start = text.index(piece)
        kind = "heading" if piece in levels else "paragraph"
        blocks.append(Block(kind, start, start + len(piece), levels.get(piece, 0)))  # type: ignore[arg-type]
    sections = sections_of(text, blocks)
    assert [text[s.start : s.end] for s in sections] == [
        "Lead\n\n", "What?\n\nA\n\n", "How?\n\nB\n\n", "Empty?\n\n", "Part\n\nC",
    ]  # fmt: skip
    assert [text[s.body_start : s.answer_end].strip() for s in sections] == [
        "Lead", "A\n\nHow?\n\nB\n\nEmpty?", "B", "", "C",
    ]  # fmt: skip
    assert [section.asks for section in sections] == [None, "what", "how", "other", None]


def test_a_text_without_headings_is_all_lead() -> None:
    (lead,) = sections_of("Text", [Block("paragraph", 0, 4)])
    assert (lead.kind, lead.start, lead.end, lead.answer_end) == ("lead", 0, 4, 4)
    assert len(sections_of("", [])) == 1


@given(st.text())
def test_any_heading_is_judged(heading: str) -> None:
    for language in (None, "de", "xx"):
        assert heading_kind(heading, language) in ("question", "implied", "topic")
        what_it_asks(heading, language)

"""Motions of the reading cursor, counted on the article alone."""

from __future__ import annotations

import pytest

from index.article import Article
from reader.widgets import article_motion as motion
from tests.reader.widgets.builder import article, code, heading, item, long_article, paragraph


@pytest.fixture(scope="module")
def shown() -> Article:
    return article(
        paragraph("First of the lead. Second of the lead."),
        heading("Why so?"),
        paragraph("One, because. Two, because."),
        heading("A topic"),
        paragraph("Three stands here."),
        heading("How then?"),
        item("Four is an item."),
        code("x = 5"),
    )


def at(shown: Article, quote: str) -> int:
    return shown.text.index(quote)


class TestSentences:
    def test_step_on_and_back(self, shown: Article) -> None:
        start = at(shown, "First")
        assert motion.step_sentence(shown, start, 1) == at(shown, "Second")
        assert motion.step_sentence(shown, start, 2) == at(shown, "One")
        assert motion.step_sentence(shown, at(shown, "One"), -1) == at(shown, "Second")

    def test_back_goes_first_to_where_this_one_starts(self, shown: Article) -> None:
        assert motion.step_sentence(shown, at(shown, "because"), -1) == at(shown, "One")

    def test_stop_at_the_ends(self, shown: Article) -> None:
        assert motion.step_sentence(shown, 0, -3) == 0
        assert motion.step_sentence(shown, 0, 99) == at(shown, "Four")

    def test_code_and_headings_are_read_as_a_whole(self, shown: Article) -> None:
        span = motion.sentence_at(shown, at(shown, "= 5"))
        assert shown.text[span.start : span.end] == "x = 5"
        assert motion.sentence_at(shown, at(shown, "so?")).start == at(shown, "Why so?")

    def test_an_article_without_text_has_one_place(self) -> None:
        empty = article()
        assert motion.sentence_at(empty, 0).end == 0
        assert motion.step_sentence(empty, 0, 1) == motion.step_block(empty, 0, 1) == 0
        assert motion.sentence_from(empty, 0) == 0
        assert motion.step_question(empty, 0, 1) is None


class TestQuestions:
    def test_step_over_topics(self, shown: Article) -> None:
        here = motion.step_question(shown, at(shown, "Two"), 1)
        assert here is not None
        assert here.heading == "How then?"

    def test_back_goes_first_to_the_start_of_the_answer(self, shown: Article) -> None:
        here = motion.step_question(shown, at(shown, "Two"), -1)
        assert here is not None
        assert here.heading == "Why so?"
        assert motion.answer_start(shown, here) == at(shown, "One")
        assert motion.step_question(shown, at(shown, "One"), -1) is None

    def test_a_count_stops_at_the_last(self) -> None:
        shown = long_article(5, 3)
        here = motion.step_question(shown, 0, 99)
        assert here is not None
        assert here.number == 5
        assert motion.step_question(shown, here.body_start, 1) is None
        back = motion.step_question(shown, here.body_start, -99)
        assert back is not None
        assert back.number == 1


class TestWordsAndEnds:
    def test_words_on_and_back(self) -> None:
        text = "It's 3.5% of Zoë's well-known fund."
        assert text[: motion.step_word(text, 0, 1)] == "It's"
        assert text[: motion.step_word(text, 4, 1)] == "It's 3.5"
        assert text[: motion.step_word(text, 0, 4)] == "It's 3.5% of"
        assert text[motion.step_word(text, len(text), -2) :] == "fund."
        assert motion.step_word(text, 0, -1) == 0
        assert motion.step_word(text, len(text), 1) == len(text)

    def test_words_of_scripts_without_spaces_or_with_vowel_signs(self) -> None:
        text = "東京タワー in हिन्दी भाषा."
        ends = [motion.step_word(text, 0, count) for count in range(1, 6)]
        assert [text[:end] for end in ends] == [
            "東",
            "東京",
            "東京タワー",
            "東京タワー in",
            "東京タワー in हिन्दी",
        ]

    def test_selections_grow_by_whole_sentences(self, shown: Article) -> None:
        end = at(shown, "Second") - 1
        grown = motion.step_end(shown.sentences, end, 1)
        assert shown.text[:grown].endswith("Second of the lead.")
        assert motion.step_end(shown.sentences, grown, -1) == at(shown, "Second")
        assert motion.step_end(shown.sentences, len(shown.text), 1) == len(shown.text)
        assert motion.step_end(shown.sentences, 0, -1) == 0
        assert motion.step_end((), 7, 1) == 7

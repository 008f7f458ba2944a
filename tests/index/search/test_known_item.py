"""Questions asked in other words find their sections: a floor under what `known_item` measures."""

from __future__ import annotations

from pathlib import Path

from tests.index.search.known_item import SAMPLES, asked, places, share

FLOOR = 0.7
"""Of the questions about the sample articles; measured 0.80, with words of a heading avoided."""


def test_paraphrased_questions_find_their_section_among_the_first_three(tmp_path: Path) -> None:
    questions = [each for each in asked() if each.in_samples]
    found = list(places(SAMPLES, questions, tmp_path))
    assert len(asked()) >= 150
    assert share(found) >= FLOOR


def test_every_question_of_the_list_has_a_section(tmp_path: Path) -> None:
    from index.collection import Collection

    collection = Collection(SAMPLES, tmp_path)
    collection.sync(jobs=1)
    headings = [(each.path, each.heading) for each in collection.questions()]
    for each in asked():
        if each.in_samples:
            assert any(p.startswith(each.file) and h.startswith(each.heading) for p, h in headings)


def test_a_section_gives_one_passage_and_the_limit_counts_them(tmp_path: Path) -> None:
    from index.collection import Collection

    collection = Collection(SAMPLES, tmp_path)
    collection.sync(jobs=1)
    for question in ("Who pays for the wait?", "What made depositors leave Tarn?"):
        answers = collection.ask(question, limit=3)
        assert len({(each.article, each.section) for each in answers}) == len(answers) == 3
        for each in answers:
            assert collection.read(each.article).text[each.start : each.end] == each.quote
            assert "\n" not in each.quote
    collection.close()

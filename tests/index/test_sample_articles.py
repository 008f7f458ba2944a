"""The sample articles are read as a person would read them; above all the pasted ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.collection import read_file

SAMPLES = Path(__file__).resolve().parents[2] / "sample_articles"
CAPTIONS = {
    "ardvik-water-dispute.txt": "Workers inspect the intake at Ardvik.",
    "freight-after-hesk.txt": "Tankers at anchor in the Brelin roads.",
    "reimbursement-melvantinib-price.txt": "Workers pack trial stock at Corvanta’s plant",
    "saline-soils-sele.txt": "Visitors inspect a plot of SB-17 on the Tove polder.",
    "wind-forecast-cut.txt": "Blades wait on the quay at Ardvik.",
}
QUESTIONS = {
    "ardvik-water-dispute.txt": (
        "A river, a chip plant and four kilometres that nobody can agree on",
        "Ostrel Semiconductor wants to draw half as much water again",
        """How much water does the plant really take?
        Where does it all go?
        Is the river in danger?
        Who is objecting?
        Why not simply reuse the water?
        What Ostrel offers instead
        Does the city itself run short?
        What would a refusal cost?
        When will the ministry rule?""",
    ),
    "freight-after-hesk.txt": (
        "The strait is open, and the freight bill is still arriving",
        "Sixteen days without laden tankers were enough",
        """What did sixteen days do to freight rates?
        Where did all the ships go?
        Why haven’t prices come back down?
        Who pays for the detour?
        How a closure clause is being rewritten
        Which cargoes have it worst?
        Can the ports keep up?
        Will the long route stay in use?
        What shippers should watch""",
    ),
    "reimbursement-melvantinib-price.txt": (
        "Vestmark starts haggling over a lung cancer drug that nobody may sell yet",
        "Melvantinib holds back small-cell lung cancer for months",
        """Why argue about a price before there is a product?
        What did the trial show, and what did it leave open?
        How much would treatment cost the country?
        Is it worth the money?
        How a pay-by-result contract would work
        What happens to patients in the meantime?
        When will there be an answer?""",
    ),
    "saline-soils-sele.txt": (
        "Salt of the earth: the Lower Sele tries to farm what the sea is taking",
        "A barley that shrugs off brine",
        """Where is the salt coming from?
        How salt starves a plant
        Is the barley any good?
        Is 0.9 tonnes enough to live on?
        Who will be able to plant it?
        Can the land be rinsed?
        Will anyone brew with it?
        When does farming stop making sense?
        What should growers watch for?""",
    ),
    "wind-forecast-cut.txt": (
        "Three gigawatts vanish from Vestmark’s offshore wind plan",
        "Five months after promising 14 GW by 2032",
        """What has changed since January?
        Which zones are slipping?
        Why are the turbines late?
        Can even 11 GW be reached?
        Who loses money?
        Will electricity cost more?
        What could bring the number back up?""",
    ),
}


def sample(name: str) -> Article:
    return read_file(SAMPLES / name)


def dropped(article: Article, why: str) -> list[str]:
    return [piece.text for piece in article.dropped if piece.why == why]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_pasted_article_has_its_headline_as_title_and_not_in_the_text(name: str) -> None:
    article = sample(name)
    assert article.title == QUESTIONS[name][0]
    assert article.title not in article.text


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_pasted_article_begins_with_its_standfirst_and_dateline(name: str) -> None:
    article = sample(name)
    lead = article.text[: article.sections[0].end]
    assert lead.startswith(QUESTIONS[name][1])
    assert "(Fictional.)" in lead


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_pasted_article_has_its_questions_in_order_all_of_them_answered(name: str) -> None:
    article = sample(name)
    expected = [line.strip() for line in QUESTIONS[name][2].splitlines()]
    assert [section.heading for section in article.questions] == expected
    assert all(article.is_answered(section) for section in article.questions)


@pytest.mark.parametrize("name", CAPTIONS)
def test_the_caption_that_stands_twice_is_kept_once(name: str) -> None:
    article = sample(name)
    raw = (SAMPLES / name).read_text("utf-8")
    assert raw.count(CAPTIONS[name]) == 2
    assert article.text.count(CAPTIONS[name]) == 1
    assert any(CAPTIONS[name] in text for text in dropped(article, "duplicate"))
    block = article.blocks[article.block_at(article.text.index(CAPTIONS[name]))]
    assert block.kind == "caption"


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_reply_form_is_no_part_of_the_text_but_listed(name: str) -> None:
    article = sample(name)
    for line in ("Leave a Reply", "Required fields are marked", "Post Comment", "Save my name"):
        assert line not in article.text
        assert any(line in text for text in dropped(article, "boilerplate"))


def test_sharing_lines_and_teasers_are_left_out_and_listed() -> None:
    article = sample("wind-forecast-cut.txt")
    assert "Share this article" not in article.text
    assert "Can Norrhavn’s old grid carry anything new?" not in article.text
    assert any("Read more" in text for text in dropped(article, "navigation"))


def test_hard_wrapped_lines_become_paragraphs() -> None:
    article = sample("ardvik-water-dispute.txt")
    longest = max(len(line) for line in article.text.split("\n"))
    assert longest > 300


@pytest.mark.parametrize(
    "name",
    ["banking-week-deposits.html", "oncology-pipeline-week.html", "telecoms-spectrum-auction.html"],
)
def test_a_saved_page_gives_text_and_metadata_and_nothing_around_them(name: str) -> None:
    article = sample(name)
    assert article.metadata.published_from == "page"
    assert article.metadata.authors and article.metadata.source and article.metadata.published
    assert article.metadata.language == "en"
    assert len(article.questions) >= 7
    for noise in ("cookie", "newsletter", "Newsletter", "invented companies"):
        assert noise not in article.text


def test_there_are_eighteen_and_all_of_them_say_that_they_are_fiction() -> None:
    paths = sorted(SAMPLES.iterdir())
    assert len(paths) == 18
    for path in paths:
        raw = path.read_text("utf-8")
        marks = {".md": "fictional: true", ".txt": "(Fictional.)", ".html": 'name="fictional"'}
        assert marks[path.suffix] in raw
        assert 900 <= len(read_file(path).text.split()) <= 2600


@pytest.mark.parametrize("word", ["melvantinib", "HALDEN-3", "Hesk", "SB-17", "L-40"])
def test_some_facts_recur_so_that_search_has_something_to_find(word: str) -> None:
    assert sum(word in read_file(path).text for path in SAMPLES.iterdir()) >= 2

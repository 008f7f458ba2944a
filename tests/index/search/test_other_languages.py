"""Articles of many languages in one index: inflections meet, scripts without spaces are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.search.analysis import read_chunk, reader_in, stems_in
from index.search.engine import WhooshEngine
from index.search.inflection import LANGUAGES, stem_in
from index.search.language import parse
from index.search.matching import Fields, matches
from index.search.protocol import SectionDocument
from index.search.snippets import snippets
from index.text import fold

TEXTS = {
    "en": "The bank raised its rates. Gifts and news reached the small lenders of Marrow.",
    "de": "Die Zinsen steigen, und die Banken in Südmarken verlieren Kunden. Das Gift wirkt.",
    "fr": "Les économies régionales souffrent de l'inflation et des taux élevés.",
    "es": "Las inflaciones pasadas asustan a los inversores del banco central.",
    "pt": "As inflações recentes e as decisões do banco preocupam.",
    "it": "Le banche alzano i tassi e le famiglie pagano.",
    "nl": "De banken verhogen hun tarieven voor huizen.",
    "sv": "Bankerna höjer räntorna för alla hus.",
    "pl": "Ceny w Łodzi rosną szybciej niż płace.",
    "tr": "İstanbul'da kira fiyatları ISINIYOR.",
    "ru": "Банки повышают ставки по вкладам, а тёплые зимы снижают цены.",
    "el": "Οι τράπεζες αυξάνουν τα επιτόκια των δανείων της αγοράς.",
    "ar": "رفعت البنوك أسعار الفائدة على القروض، وَالمُسْتَثْمِرُون قلقون.",
    "fa": "بانک‌های بزرگ نرخ سود را بالا بردند و مردم نگران‌اند.",
    "hi": "बैंकों ने ब्याज दरें बढ़ाईं और किसानों की चिंता बढ़ी।",
    "zh": "央行宣布降息，中小银行的利润下降。",
    "ja": "日本銀行は金利を引き上げた。ガス料金も上がる。",
    "ko": "중앙은행이 금리를 올렸다. 경제성장률은 낮아졌다.",
    "he": "הַבַּנְקִים העלו את הריבית.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    folder: Path = tmp_path_factory.mktemp("languages") / "index"
    made = WhooshEngine.create(folder)
    made.replace(
        (
            SectionDocument(article=language, number=0, title="", heading=None, text=text,
                            language=language)
            for language, text in TEXTS.items()
        ),
        (),
    )  # fmt: skip
    yield made
    made.close()


def found(engine: WhooshEngine, query: str) -> set[str]:
    return {hit.article for hit in engine.search(parse(query), 50)[1]}


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ("Zins", {"de"}), ("Kunde", {"de"}), ("économie", {"fr"}), ("economie", {"fr"}),
        ("inversor", {"es"}), ("decisão", {"pt"}), ("decisao", {"pt"}), ("famiglia", {"it"}),
        ("tarief", {"nl"}), ("ränta", {"sv"}), ("lodzi", {"pl"}), ("istanbul", {"tr"}),
        ("ставка", {"ru"}), ("вклад", {"ru"}), ("теплая", {"ru"}), ("ΤΡΆΠΕΖΑ", {"el"}),
        ("δάνειο", {"el"}), ("αγορας", {"el"}), ("قرض", set()), ("بنوك", {"ar"}),
        ("الاسعار", {"ar"}), ("مستثمر", {"ar"}), ("किसान", {"hi"}), ("降息", {"zh"}),
        ("银行利润", {"zh"}), ("金利", {"ja"}), ("カス", set()), ("ガス", {"ja"}),
        ("금리", {"ko"}), ("성장", {"ko"}), ("הבנקים", {"he"}), ("نگران", {"fa"}),
        ("lender", {"en"}), ("rate", {"en"}), ('"小银"', {"zh"}), ('"银小"', set()),
    ],
)  # fmt: skip
def test_a_word_finds_its_inflections(
    engine: WhooshEngine, query: str, languages: set[str]
) -> None:
    assert found(engine, query) == languages


def test_a_query_is_stemmed_in_every_language_there_is(engine: WhooshEngine) -> None:
    assert {"en", "de", "nl", "sv"} <= found(engine, "bank")
    assert found(engine, "+banks -lang:en") & {"de", "en"} == {"de"}


def test_stems_of_one_language_do_not_meet_those_of_another(engine: WhooshEngine) -> None:
    assert found(engine, "raising") == {"en"}
    assert read_chunk("Zinsen").parts[0].stem != reader_in("de")("Zinsen").parts[0].stem


@pytest.mark.parametrize(
    ("language", "query", "marked"),
    [
        ("de", "Zins", ["Zinsen"]),
        ("fr", "économie", ["économies"]),
        ("ru", "вклад", ["вкладам"]),
        ("el", "δάνειο", ["δανείων"]),
        ("zh", "银行", ["银行"]),
        ("ja", '"金利"', ["金利"]),
        ("ko", "금리", ["금리"]),
        ("ar", "مستثمر", ["وَالمُسْتَثْمِرُون"]),
        ("hi", "किसान", ["किसानों"]),
    ],
)
def test_snippets_mark_what_was_found(language: str, query: str, marked: list[str]) -> None:
    shown = snippets(TEXTS[language], parse(query), language=language)
    assert [each.text[m.start : m.end] for each in shown for m in each.matches] == marked


def test_one_text_matches_as_the_engine_does(engine: WhooshEngine) -> None:
    for language, text in TEXTS.items():
        for query in ("Zins", "économie", "inversor", "ставка", "金利", "금리", "rate", "bank"):
            here = matches(parse(query), text, Fields(language=language))
            assert here == (language in found(engine, query)), (language, query)


def test_what_was_meant(engine: WhooshEngine) -> None:
    assert engine.suggest("Zins", parse("Zins")) is None
    assert engine.suggest("Zinsne", parse("Zinsne")) is not None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Zins Zinsen"), ("de", "Haus Häuser Hauses"), ("fr", "cheval chevaux"),
        ("es", "nación naciones nacion"), ("pt", "inflação inflações inflacao inflacoes"),
        ("it", "banca banche"), ("nl", "bank banken"), ("sv", "bank bankerna"),
        ("da", "bank bankerne"), ("no", "bank bankene"), ("fi", "pankki pankissa"),
        ("hu", "bank bankok"), ("ro", "bancă băncile"), ("ru", "банк банков банками"),
        ("ru", "тёплый теплая"), ("el", "τράπεζα τράπεζες"), ("ar", "كتاب الكتاب والكتاب"),
        ("ar", "أسعار اسعار الأسعار"), ("hi", "किताब किताबें किताबों"),
    ],
)  # fmt: skip
def test_inflections_have_one_stem(language: str, words: str) -> None:
    read = reader_in(language)
    assert len({read(word).parts[0].stem for word in words.split()}) == 1


def test_numbers_are_the_same_in_every_language() -> None:
    for language in LANGUAGES:
        assert stem_in(language, "2026", "2026") is None
        assert reader_in(language)("F-35s").joined_stem == "f35"


def test_a_word_has_a_stem_for_each_language() -> None:
    assert stems_in("rates", ()) == ("rate",)
    assert stems_in("Zinsen", ("de",)) == ("zinsen", "de:zin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ΟΔΟΣ", "οδος"), ("οδός", "οδος"), ("أحمد", "احمد"), ("مدرسة", "مدرسه"),
        ("عـــربي", "عربي"), ("على", "علي"), ("ﬁ", "fi"), ("Łódź", "lodz"), ("ISI", "ısı"),
        ("가", "가"), ("Straße", "STRASSE"), ("ёж", "еж"),
    ],
)  # fmt: skip
def test_spellings_that_are_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_voicing_marks_make_other_letters() -> None:
    assert fold("ガス") != fold("カス")
    assert fold("한국") == "한국"

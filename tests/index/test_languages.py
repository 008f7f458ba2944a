"""Which language a text is in, and when a file's own word for it is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats import read_article
from index.languages import code_of, guess, language_of, settle

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "languages.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
GERMAN = " ".join(text for language, text in ROWS if language == "de") * 3
DANISH = next(text for language, text in ROWS if language == "da")


@pytest.mark.parametrize(("language", "text"), ROWS)
def test_sentences_of_our_own(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "—", "2026", "Halden-3", "Xyzzy Quux", "🚀"])
def test_what_says_nothing_is_not_guessed(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en-GB", "en"), ("DE_at", "de"), ("pt-BR", "pt"), ("eng", "en"), ("German", "de"),
        ("nb-NO", "no"), ("iw", "he"), ("zh-Hant", "zh"), ("gsw", "gsw"), ("日本語", "ja"),
        ("", None), ("und", None), ("12", None), ("klingonic", None),
    ],
)  # fmt: skip
def test_codes(declared: str, code: str | None) -> None:
    assert code_of(declared) == code


def test_a_declaration_holds_unless_the_text_is_clearly_in_another_language() -> None:
    assert settle("de", GERMAN) == ("de", None)
    assert settle(None, GERMAN) == ("de", None)
    assert settle("en", "Conclusion") == ("en", None)
    assert settle("en", "Was das Urteil bedeutet") == ("en", None)
    language, doubt = settle("en", GERMAN)
    assert language == "de"
    assert doubt == "The file says it is in English, but its words are German."


def test_languages_much_alike_are_what_the_author_says() -> None:
    assert settle("no", DANISH * 4) == ("no", None)


@pytest.mark.parametrize(
    ("declared", "language", "text"),
    [
        ("en", "ru", "Банк снова повысил ставки по вкладам"),
        ("en", "el", "Η τράπεζα αύξησε ξανά τα επιτόκια"),
        ("en", "ar", "رفع البنك أسعار الفائدة على القروض"),
        ("ja", "zh", "央行再次加息，小型机构必须决定如何处理存款。" * 8),
        ("zh", "ja", "日本銀行は金利をまた引き上げた。市場は静かだった。" * 8),
        ("ja", "ja", "日本銀行金利引上発表"),
        ("sr", "sr", "Banka je ponovno podigla kamate, a ustanove moraju da odluče."),
    ],
)
def test_another_script_overrules_at_once(declared: str, language: str, text: str) -> None:
    assert settle(declared, text)[0] == language


def test_an_article_without_a_language_gets_that_of_its_words() -> None:
    article = read_article(f"# Zinsen\n\n{GERMAN}\n".encode(), "zinsen.md", id="a")
    assert article.metadata.language == "de"
    assert dict(article.origin.metadata)["language"] == "the words of the text"


def test_a_wrong_declaration_is_noticed() -> None:
    data = f"---\ntitle: Zinsen\nlanguage: en\n---\n\n## Warum sie steigen\n\n{GERMAN}\n"
    article = read_article(data.encode(), "zinsen.md", id="a")
    assert article.metadata.language == "de"
    assert any("English" in doubt for doubt in article.origin.doubts)
    assert [section.kind for section in article.sections] == ["lead", "implied"]


@given(st.text())
def test_any_text_may_be_asked(text: str) -> None:
    found = guess(text)
    assert found is None or (len(found.language) == 2 and found.share > 0)
    settle("en", text)


def test_a_long_text_takes_no_longer_than_a_sample_of_it() -> None:
    assert language_of(GERMAN * 2_000) == "de"

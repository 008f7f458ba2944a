"""Figures of other languages: signs and digits, in the notation of the language."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.findings.foreign import foreign_figures, has_decimal_point


def read(text: str, language: str) -> list[tuple[str, str, object, str]]:
    return [
        (text[f.start : f.end], f.figure.kind, f.figure.value, f.figure.unit)
        for f in foreign_figures(text, 0, len(text), language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "words", "kind", "value", "unit"),
    [
        ("de", "Es kostet 1.234,50 € im Jahr.", "1.234,50 €", "money", 1234.5, "EUR"),
        ("de", "Der Umsatz stieg auf 3,5 Mrd. Euro.", "3,5 Mrd. Euro", "money", 3.5e9, "EUR"),
        ("de", "Die Quote sank um 12,5 % auf null.", "12,5 %", "percent", 12.5, "%"),
        ("de", "Sie zahlen 43.000 Euro dafür.", "43.000 Euro", "money", 43000, "EUR"),
        ("de", "Der Anteil lag bei 0.375 % davon.", "0.375 %", "percent", 0.375, "%"),
        ("de", "Es kostete 1.5 Mio. € im Mai.", "1.5 Mio. €", "money", 1.5e6, "EUR"),
        ("de", "Die Quote von 12–8 % sank.", "12–8 %", "range", (8, 12), "%"),
        ("fr", "Le coût atteint 2,5 millions d’euros.", "2,5 millions", "money", 2.5e6, "EUR"),
        ("fr", "Un prêt de 12 000 € suffit.", "12 000 €", "money", 12000, "EUR"),
        ("es", "Cuesta 1,2 millones de euros.", "1,2 millones de euros", "money", 1.2e6, "EUR"),
        ("it", "Vale € 3,2 miliardi oggi.", "€ 3,2 miliardi", "money", 3.2e9, "EUR"),
        ("es", "Subió del 3–5 % ese mes.", "3–5 %", "range", (3, 5), "%"),
        ("pl", "To −2,5% w roku.", "−2,5%", "percent", -2.5, "%"),
        ("ja", "売上は12.5%増えた。", "12.5%", "percent", 12.5, "%"),
        ("ja", "価格は1,200円です。", "1,200円", "money", 1200, "JPY"),
        ("ru", "Всё началось 2024-03-05 утром.", "2024-03-05", "date", "2024-03-05", "date"),
    ],
)
def test_signs_and_digits_are_read_by_the_language(
    language: str, text: str, words: str, kind: str, value: object, unit: str
) -> None:
    found = read(text, language)
    assert any(
        (got_kind, got_value, got_unit) == (kind, value, unit) and got.startswith(words)
        for got, got_kind, got_value, got_unit in found
    ), found


def test_bare_numbers_and_names_are_left_alone() -> None:
    assert read("Die 3 Boote der Klasse A320 und 1.234 andere, Paragraf 5.", "de") == []


def test_the_notation_follows_the_language() -> None:
    assert has_decimal_point("ja")
    assert not has_decimal_point("de")


@given(st.text(alphabet="0123456789.,’ %€$-–Mrd\u00a0\u202f\n🙂", max_size=60))
def test_spans_stay_inside_and_in_order(text: str) -> None:
    for language in ("de", "ja"):
        found = foreign_figures(text, 0, len(text), language)
        assert all(0 <= f.start < f.end <= len(text) for f in found)
        assert all(one.end <= other.start for one, other in pairwise(found))

"""Whatever enters is safe to show and to count offsets in."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import split_graphemes

from index.text import clean, clean_line, count_words, fold, fold_punctuation, fold_same_length

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("\x1b]0;title\x07 harmless", "␛]0;title␇ harmless"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\x9bb\x9dc", "a\ufffdb\ufffdc"),
        ("one\r\ntwo\rthree\u2028four\u0085five\x0bsix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("col\tumn", "col    umn"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("\ufeffmark", "mark"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("cafe\u0301", "café"),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_control_and_invisible_characters_are_shown_or_removed(dirty: str, shown: str) -> None:
    assert clean(dirty) == shown


@pytest.mark.parametrize(
    ("before", "repeated"),
    [
        ("a", "\u0301"),
        ("a", "\u1ab0\u0e34"),
        ("\u2764", "\ufe0f"),
        ("\U0001f44b", "\U0001f3ff"),
        ("", "\U0001f468\u200d"),
        ("", "\U0001f468\U0001f3ff\u200d"),
        ("a", "\u200d"),
    ],
)
def test_no_sign_is_a_flood(before: str, repeated: str) -> None:
    """What is drawn in one cell is short, and whoever counts cells counts all that is drawn."""
    flood = clean(before + repeated * 20_000)
    signs, _ = split_graphemes(flood)
    assert max(end - start for start, end, _ in signs) <= 40
    assert clean(flood) == flood


def test_families_and_letters_with_marks_stay_whole() -> None:
    for text in ("👩🏽‍❤️‍💋‍👩🏻", "👨‍👩‍👧‍👦", "कर्\u200dय", "ẹ̀́", "שָׁלוֹם", "กี่"):
        assert clean(text) == unicodedata.normalize("NFC", text)


@given(ANY_TEXT)
def test_cleaning_leaves_nothing_that_moves_a_terminal(text: str) -> None:
    cleaned = clean(text)
    kinds = {unicodedata.category(c) for c in cleaned if c != "\n"}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def test_nothing_that_is_never_seen_is_left() -> None:
    """Of the signs that Unicode has for no eye, only the joiners, and those that show as signs."""
    controls = (chr(code) for code in range(sys.maxunicode + 1))
    left = {c for c in controls if unicodedata.category(c) == "Cf" and clean(f"a{c}b") != "ab"}
    left -= {c for c in left if "SIGN" in unicodedata.name(c) or "MARK" in unicodedata.name(c)}
    assert left <= {"\u200c", "\u200d", "\u06dd", "\u08e2"}
    assert clean("a\u3164b\uffa0c") == "abc"


@given(ANY_TEXT | st.text("a\u0301\u0327\u200d\ufe0f👩🏽\n", max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = clean_line(text, limit=50)
    assert "\n" not in line
    assert line == line.strip()
    assert len(line) <= 50


@given(ANY_TEXT)
def test_folding_punctuation_keeps_offsets(text: str) -> None:
    assert len(fold_punctuation(text)) == len(text)
    assert len(fold_same_length(text)) == len(text)


def test_folded_texts_compare_without_case_accents_and_typography() -> None:
    assert fold("CAFÉ “Zoë’s” – ß") == 'cafe "zoe\'s" - ss'
    assert fold_same_length("CAFÉ “Zoë’s”") == 'cafe "zoe\'s"'


def test_words_are_counted_in_scripts_without_spaces_too() -> None:
    assert count_words("one two  three") == 3
    assert count_words("Ärzte wählen") == 2
    assert 8 <= count_words("银行的利润会继续下降，监管机构说风险可控。") <= 12

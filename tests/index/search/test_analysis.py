"""What a word is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.analysis import CHUNK, is_ideograph, read_chunk, tokens
from index.text import fold


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Bank's risk", ["the", "bank", "risk"]),
        ("F-35 F35 F 35", ["f", "35", "f", "35", "f", "35"]),
        ("COVID-19, HALDEN-3", ["covid", "19", "halden", "3"]),
        ("non‑breaking e‐mail", ["non", "breaking", "e", "mail"]),
        ("12,500 and 1,234,567.89", ["12500", "and", "1234567.89"]),
        ("2019,2020", ["2019", "2020"]),
        ("3.5% of 1990s, 2nd.", ["3.5", "of", "1990s", "2nd"]),
        ("U.S. and U.S.-led, e.g. this", ["us", "and", "us", "led", "eg", "this"]),
        ("café CAFÉ cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("the drug’s and drugs' price", ["the", "drug", "and", "drugs", "price"]),
        ("R&D at AT&T", ["r", "d", "at", "at", "t"]),
        ("**risk** _is_ `code` snake_case", ["risk", "is", "code", "snake", "case"]),
        ("end.Start again", ["end", "start", "again"]),
        ("規制当局は2026年", [*"規制当局は", "2026", "年"]),
        ("हिन्दी में", [fold("हिन्दी"), fold("में")]),
        ("??? — … \x1b[31m", ["31", "m"]),
        ("", []),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        ("F-35", "f35"),
        ("F35", "f35"),
        ("F-35s", "f35s"),
        ("e-mail", "email"),
        ("O'Neill", "oneill"),
        ("AT&T", "at&t"),
        ("10-15", "10-15"),
        ("2026-03-14", "2026-03-14"),
        ("2019,2020", ""),
        ("don't", ""),
        ("bank", ""),
    ],
)
def test_joined_forms(raw: str, joined: str) -> None:
    assert read_chunk(raw).joined == joined


def test_stop_words_have_no_stem() -> None:
    chunk = read_chunk("state-of-the-art")
    assert [part.stem for part in chunk.parts] == ["state", "", "", "art"]
    assert [part.stem for part in read_chunk("don’t").parts] == ["", ""]


def test_places_are_those_of_the_text_as_it_is() -> None:
    text = "İstanbul’s “ﬁrst” F-35s"
    assert [text[start:end] for _, start, end in tokens(text)] == [
        "İstanbul", "ﬁrst", "F", "35s",
    ]  # fmt: skip


def test_ideographs() -> None:
    assert is_ideograph("京")
    assert is_ideograph("は")
    assert not is_ideograph("a")
    assert not is_ideograph("東京")


@given(st.text())
def test_tokens_are_in_order_disjoint_and_folded(text: str) -> None:
    last = 0
    for word, start, end in tokens(text):
        assert last <= start < end <= len(text)
        assert word
        assert fold(word) == word
        last = end


@given(st.text(alphabet="aB1.,-'&’ é京\u0301"))
def test_every_letter_and_digit_is_in_a_token_but_possessives(text: str) -> None:
    covered = {place for _, start, end in tokens(text) for place in range(start, end)}
    for place, letter in enumerate(text):
        assert place in covered or not letter.isalnum() or letter in "sS"


@pytest.mark.parametrize("hostile", ["1,234,", "a-", "a.b.", "x", "\u0301", "á", "1.1.", "'s"])
def test_endless_text_is_cut_into_bounded_chunks(hostile: str) -> None:
    chunks = CHUNK.findall(hostile * 50_000)
    assert max(map(len, chunks), default=0) < 10_000

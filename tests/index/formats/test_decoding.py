"""Bytes become text without silent mojibake, or there is a reason why not."""

from __future__ import annotations

import pytest

from index.formats.decoding import MAX_BYTES, Unreadable, decode

GERMAN = "Die Prüfung ergab größere Lücken, sagte der Geschäftsführer. Was heißt das für uns? " * 3
RUSSIAN = "Что это значит для банков? Суд решил, что регулятор превысил свои полномочия. " * 3
JAPANESE = "これは銀行にとって何を意味するのか。裁判所は規制当局が権限を越えたと判断した。" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_german_in_every_usual_encoding(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_zeros(encoding: str) -> None:
    assert decode("What does it mean? Nothing.".encode(encoding)) == "What does it mean? Nothing."


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (JAPANESE, "shift_jis")])
def test_other_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_page_may_declare_its_charset() -> None:
    page = f'<html><head><meta charset="koi8-r"></head><p>{RUSSIAN}</p>'
    assert decode(page.encode("koi8-r"), html=True) == page
    page = f'<?xml version="1.0" encoding="iso-2022-jp"?><p>{JAPANESE}</p>'
    assert decode(page.encode("iso2022_jp"), html=True) == page


def test_valid_utf_8_outweighs_a_false_declaration() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">{GERMAN}'
    assert decode(page.encode(), html=True) == page


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode("<meta charset=latin1>“So”".encode("cp1252"), html=True).endswith("“So”")


def test_a_few_damaged_bytes_stay_visible() -> None:
    data = GERMAN.encode()
    assert decode(data[:10] + b"\xff" + data[10:]).count("\ufffd") == 1


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\0\0", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^is empty$"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and then some text",
        b"PK\x03\x04 and then some",
        b"\x89PNG\r\n\x1a\n",
        b"text with a zero \0 in it, and more text",
        bytes(range(1, 256)) * 20,
    ],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^is binary"):
        decode(data)


def test_too_many_bytes_that_are_no_text() -> None:
    with pytest.raises(Unreadable, match="unknown encoding"):
        decode(b"\xff\xfe" + b"\x00\xd8" * 50)


def test_the_size_is_limited() -> None:
    with pytest.raises(Unreadable, match=r"^is larger than 20 MB$"):
        decode(b"a" * (MAX_BYTES + 1))

"""Bytes become text without silent mojibake, or there is a reason why not."""

from __future__ import annotations

import pytest

from index.formats.decoding import MAX_BYTES, Decoded, Unreadable, decode, decoded

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


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^is empty$"):
        decode(data)


@pytest.mark.parametrize("data", [b"\0\0", b"\0" * 5000, b"\n\0 \n"])
def test_bytes_that_are_no_text_at_all(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^holds no text$"):
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


ENGLISH = "The café's owner said – in Zürich – that “nothing” would cost €5 or more. " * 3
GREEK = "Τι σημαίνει αυτό για τις τράπεζες; Το δικαστήριο έκρινε ότι η αρχή υπερέβη τα όρια. " * 3


def test_what_is_sure_is_not_doubted() -> None:
    for data in (GERMAN.encode(), GERMAN.encode("utf-8-sig"), GERMAN.encode("utf-16"), b"Text."):
        assert decoded(data).doubts == ()
    page = f'<meta charset="windows-1252">{GERMAN}'
    assert decoded(page.encode("cp1252"), html=True) == Decoded(page, "cp1252")


def test_a_guess_is_a_doubt() -> None:
    found = decoded(RUSSIAN.encode("cp1251"))
    assert (found.encoding, len(found.doubts)) == ("cp1251", 1)
    assert "guessed" in found.doubts[0]


def test_lost_characters_are_counted() -> None:
    data = GERMAN.encode()
    assert decoded(data[:10] + b"\xff" + data[10:]).doubts == ("1 character could not be read",)
    damaged = data[:10] + b"\xff\xfe" + data[10:]
    assert decoded(damaged).doubts == ("2 characters could not be read",)
    assert decoded("Was it\ufffd lost before?".encode()).doubts == (
        "1 character could not be read",
    )


def test_a_false_declaration_is_a_doubt() -> None:
    page = f'<meta charset="iso-8859-1"><p>{GERMAN}'
    found = decoded(page.encode(), html=True)
    assert found.text == page
    assert found.doubts == ("The page declares cp1252 but is written in UTF-8",)


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "cp1251", RUSSIAN),
        ("utf-8", "cp1252", GERMAN),
        ("iso-8859-1", "cp1253", GREEK),
        ("shift_jis", "cp1252", GERMAN),
        ("ascii", "cp1252", ENGLISH),
    ],
)
def test_what_does_not_fit_its_declaration_is_no_mojibake(
    declared: str, encoding: str, text: str
) -> None:
    page = f'<meta charset="{declared}"><p>{text}</p>'
    assert decode(page.encode(encoding), html=True) == page


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, GREEK, JAPANESE])
def test_what_was_encoded_twice_is_mended(text: str) -> None:
    twice = text.encode().decode("latin-1")
    found = decoded(twice.encode())
    assert found.text == text
    assert found.doubts == ("The text was encoded twice and has been mended",)


def test_what_was_partly_encoded_twice_is_doubted() -> None:
    text = "A cafÃ© in ZÃ¼rich is still a café there, and so is this one in Zürich. " * 3
    found = decoded(text.encode())
    assert found.text == text
    assert found.doubts == ("Some characters seem to have been encoded twice",)


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "A layer of 5 Å\u00a0or 7 Å\u00a0was there. " * 5,
        "«\u00a0Voilà\u00a0», dit-on. " * 5,
        "It ends in a café\u00a0\u00a0there. " * 5,
    ],
)
def test_rare_letters_are_not_taken_for_it(text: str) -> None:
    assert decoded(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, GREEK])
def test_other_alphabets_in_utf_16_without_its_mark(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)
    assert found.doubts == (f"Its encoding is guessed from its bytes: {encoding}",)


def test_stray_zero_bytes_are_left_out_and_counted() -> None:
    data = GERMAN.encode()
    found = decoded(data[:50] + b"\0" + data[50:])
    assert (found.text, found.doubts) == (GERMAN, ("1 zero byte was left out",))
    assert decode(data + b"\0" * 300) == GERMAN


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (
            "Où va l’eau ? Près de 20 % de la ville est déjà sous elle, çà et là.",
            "cp1252 mac_roman",
        ),
        ("Où est le café?", "cp1252"),
        ("Über die Brücke gehen „viele“, größer wird sie nicht.", "cp1252 mac_roman cp1250"),
        ("¿Dónde está el niño? Mañana lloverá más.", "cp1252 mac_roman cp850"),
        ("Flygande bäckasiner söka hwila på mjuka tuvor", "cp1252 mac_roman cp850"),
        ("Zażółć gęślą jaźń: łódź płynie wśród źdźbeł", "cp1250 iso8859_2"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy", "cp1250 iso8859_2"),
        ("Árvíztűrő tükörfúrógép, öt hűtőház", "cp1250 iso8859_2"),
        ("Įlinkdama fechtuotojo špaga pragręžė arbūzą", "cp1257"),
        ("Съешь ещё этих мягких французских булок, да выпей чаю. " * 3, "cp1251 koi8-r"),
    ],
)
def test_of_many_encodings_that_fit_it_is_the_one_that_makes_sense(
    text: str, encodings: str
) -> None:
    for encoding in encodings.split():
        assert decoded(text.encode(encoding)).text == text, encoding


def test_a_few_broken_bytes_do_not_unmake_utf_8() -> None:
    found = decoded("Où est le café? Là-bas, déjà.".encode() + b" \xe9 \xff x \xfe")
    assert found.text == "Où est le café? Là-bas, déjà. � � x �"

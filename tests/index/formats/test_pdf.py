"""PDFs: lines become paragraphs, and what is scanned, locked, broken or hostile is named."""

from __future__ import annotations

import zlib
from io import BytesIO
from time import process_time

import pytest

from index.formats import Unreadable, read_article
from tests.index.formats.making import Placed, column, pdf
from tests.index.formats.reading import dropped, headings, read, texts

PROSE = [
    "The harbour board will dredge the channel again, at twice the cost that",
    "it once foresaw, because silt returns faster than the survey of 2019 had",
    "predicted. Nobody has yet said who is to pay for it.",
]
MORE = [
    "Dredgers are scarce this year, and the two that could do the work are",
    "booked until October by ports that pay more for them than Brelin can.",
]

THIRD = ["A third page says something else again about the silt in the channel,", "and ends."]


def titled(lines: list[str], y: float) -> list[Placed]:
    """A heading in larger type with lines below it."""
    return [(72, y, 15, lines[0]), *column(lines[1:], y=y - 24)]


def test_lines_become_paragraphs_under_headings() -> None:
    lines = titled(["Why dredge?", *PROSE], 700) + titled(["Who pays?", *MORE], 500)
    article = read(pdf([lines]), "x.pdf")
    assert headings(article) == ["Why dredge?", "Who pays?"]
    assert texts(article, "paragraph") == [" ".join(PROSE), " ".join(MORE)]
    assert article.origin.parser.startswith("pypdf")
    assert any("guessed" in doubt for doubt in article.origin.doubts)


def test_a_gap_an_indent_or_a_short_last_line_part_paragraphs() -> None:
    both = [" ".join(PROSE), " ".join(MORE)]
    gap = column(PROSE, y=700) + column(MORE, y=640)
    short = column([*PROSE, *MORE])
    indented = column([*PROSE[:2], PROSE[2] + " The board waits.", *MORE])
    assert texts(read(pdf([gap]), "x.pdf"), "paragraph") == both
    assert texts(read(pdf([short]), "x.pdf"), "paragraph")[0].startswith(both[0][:40])
    moved = [(x + 14 * (n == 3), y, s, t) for n, (x, y, s, t) in enumerate(indented)]
    assert texts(read(pdf([moved]), "x.pdf"), "paragraph")[1] == both[1]


def test_words_cut_at_line_ends_are_joined_and_own_hyphens_stay() -> None:
    lines = [
        "The channel needs dredging again, which the harbour board calls dred-",
        "ging by the book. A long-term plan for the channel is due, and a long-",
        "term loan will pay for it, as loans did in 2019 and in the years be-",
        "fore. By then the K-",
        "21 reactor runs.",
    ]
    text = read(pdf([column(lines)]), "x.pdf").text
    assert "calls dredging by" in text and "a long-term loan" in text
    assert "years before." in text and "K-21 reactor" in text


def test_narrow_gaps_of_justified_lines_are_spaces_and_spaced_letters_are_not() -> None:
    shown = pdf([column(["The harbour board", "What the board says of silt"])])
    shown = shown.replace(b"(The harbour board) Tj", b"[(The)-220(harbour)-220(b)20(oard)]TJ")
    assert read(shown, "x.pdf").text.startswith("The harbour board")
    spaced = pdf([column([*PROSE, "SILT"])])
    spaced = spaced.replace(b"(SILT) Tj", b"[(S)-180(I)-180(L)-180(T)]TJ")
    assert "SILT" in read(spaced, "x.pdf").text


def test_numbered_lists() -> None:
    lines = column(["1. silt from the river, mostly in May;", "2. sand from the sea."], y=600)
    article = read(pdf([column(PROSE) + lines]), "x.pdf")
    items = [(b.marker, article.text[b.start : b.end]) for b in article.blocks if b.kind == "item"]
    assert items == [
        ("1.", "silt from the river, mostly in May;"),
        ("2.", "sand from the sea."),
    ]


def test_columns_are_read_one_after_the_other() -> None:
    left = column(
        [
            "The first column holds the start",
            "of a sentence that goes on for",
            "some lines and is continued in",
        ]
    )
    right = column(["the second column of the page,", "where it ends."], x=320)
    assert texts(read(pdf([left + right]), "x.pdf"), "paragraph") == [
        "The first column holds the start of a sentence that goes on for some lines and is "
        "continued in the second column of the page, where it ends."
    ]


def test_heads_feet_and_page_numbers_are_dropped_once_each() -> None:
    pages = [
        [(72.0, 760.0, 8.0, "Coast Weekly"), *column(body), (300.0, 40.0, 8.0, f"{n} of 3")]
        for n, body in enumerate((PROSE, MORE, THIRD), 1)
    ]
    article = read(pdf(pages), "x.pdf")
    assert "Coast" not in article.text and "of 3" not in article.text
    assert dropped(article, "boilerplate") == ["Coast Weekly", "1 of 3"]


def test_a_sentence_goes_on_over_the_page() -> None:
    article = read(pdf([column(PROSE[:2]), column(PROSE[2:])]), "x.pdf")
    assert texts(article, "paragraph") == [" ".join(PROSE)]


def test_notes_below_the_text_stand_last() -> None:
    first = [*column(PROSE[:2]), (72.0, 90.0, 7.0, "1 Survey of the channel, 2019.")]
    article = read(pdf([first, column(PROSE[2:])]), "x.pdf")
    assert texts(article, "paragraph") == [" ".join(PROSE)]
    assert texts(article, "footnote") == ["1 Survey of the channel, 2019."]


def test_bullets_and_rows() -> None:
    items = column(["\x95 silt from the river, mostly in May;", "\x95 sand from the sea."], y=600)
    table = [
        (x, y, 10.0, text)
        for y, row in (
            (500.0, ["*Port", "*Depth"]),
            (486.0, ["Brelin", "14 m"]),
            (472.0, ["Sele", "9 m"]),
        )
        for x, text in zip((72.0, 300.0), row, strict=True)
    ]
    article = read(pdf([column(PROSE) + items + table]), "x.pdf")
    assert texts(article, "item") == ["silt from the river, mostly in May;", "sand from the sea."]
    assert texts(article, "row") == ["Port | Depth", "Brelin | 14 m", "Sele | 9 m"]


def test_bold_lines_are_headings() -> None:
    lines = column(["*Who is to pay?"], y=720) + column(PROSE)
    more = column(["*What then?"], y=600) + column(MORE, y=580)
    assert headings(read(pdf([lines + more]), "x.pdf")) == ["Who is to pay?", "What then?"]


def test_the_title_is_believed_only_if_the_page_bears_it_out() -> None:
    page = [(72.0, 740.0, 24.0, "Silt and money"), *column(PROSE)]
    claimed = "/Title(Microsoft Word - draft7.docx)/Author(Administrator)"
    article = read(pdf([page], information=claimed), "x.pdf")
    assert article.title == "Silt and money" and article.metadata.authors == ()
    assert any("title was guessed" in doubt for doubt in article.origin.doubts)
    article = read(pdf([page], information="/Title(Silt and money)/Author(Ann Other)"), "x.pdf")
    assert article.title == "Silt and money" and article.metadata.authors == ("Ann Other",)
    assert not any("title" in doubt for doubt in article.origin.doubts)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Other, 3 March 2024", "2024-03-03"),
        ("March 2024", None),
        ("July 2026", "2026-07-12"),
        ("No date", None),
    ],
)
def test_the_day_a_pdf_was_made_is_no_date_by_itself(line: str, expected: str | None) -> None:
    page = [(72.0, 740.0, 24.0, "Silt and money"), (72.0, 720.0, 10.0, line), *column(PROSE)]
    article = read(pdf([page], information="/CreationDate(D:20260712120000Z)"), "x.pdf")
    assert article.metadata.published == expected


def written(user: str, owner: str | None = None) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=BytesIO(pdf([column(PROSE)])))
    writer.encrypt(user, owner, algorithm="RC4-128")
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def test_locked_pdfs() -> None:
    opens = read(written("", "secret"), "x.pdf")
    assert opens.text == " ".join(PROSE)
    with pytest.raises(Unreadable, match="is encrypted with a password"):
        read(written("secret"), "x.pdf")


AES = (
    "8 0 obj<</Filter/Standard/V 5/R 6/Length 256/P -1/StmF/StdCF/StrF/StdCF/CF<</StdCF<</CFM/AESV3"
    f"/Length 32>>>>/O<{'00' * 48}>/U<{'00' * 48}>/OE<{'00' * 32}>/UE<{'00' * 32}>"
    f"/Perms<{'00' * 16}>>>endobj\n"
)


def test_aes_needs_a_part_that_is_optional() -> None:
    trailer = "/Encrypt 8 0 R/ID[<00><00>]"
    with pytest.raises(Unreadable, match=r"is encrypted with (?:AES: .*quaere\[aes\]|a password)"):
        read(pdf([column(PROSE)], objects=AES, trailer=trailer), "x.pdf")


PICTURE = "/XObject<</I 7 0 R>>"
PIXEL = (
    "7 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/Length 1>>stream\nx\nendstream endobj\n"
)


def test_scanned_pages_are_named() -> None:
    with pytest.raises(Unreadable, match="holds only pictures of pages: no text can be read"):
        read(pdf([[]], page=PICTURE, objects=PIXEL), "x.pdf")
    article = read(pdf([column(PROSE), []], page=PICTURE, objects=PIXEL), "x.pdf")
    assert "1 of 2 pages are pictures: their text could not be read." in article.origin.doubts


LOOP = pdf([column(PROSE)]).replace(b"/Kids[10 0 R]", b"/Kids[2 0 R ]")
ITSELF = "/XObject<</I 7 0 R>>"
FORM = (
    "7 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 7 0 R>>>>/Length 5>>"
    "stream\n/I Do\nendstream endobj\n"
)


def compressed(stream: bytes) -> bytes:
    """A PDF whose page is this stream, packed."""
    packed = zlib.compress(stream, 9)
    whole = pdf([[]]).replace(b"11 0 obj", b"99 0 obj")
    head = b"11 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return whole.replace(b"trailer", head + packed + b"\nendstream endobj\ntrailer")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"not a PDF at all",
        pdf([column(PROSE)])[:60],
        pdf([]),
        LOOP,
        pdf([[]], page=ITSELF, objects=FORM),
        pdf([[]], objects="7 0 obj" + "[" * 50_000 + "endobj\n"),
        compressed(b"[" * 3_000_000),
        compressed(b" " * 150_000_000),
        compressed(b"q " * 1_900_000),
        compressed(b"BT /F 9 Tf (x) Tj ET " * 400_000),
    ],
    ids="empty head other cut pageless tree form deep arrays bomb states much".split(),
)
def test_hostile_pdfs_end_with_a_reason(data: bytes) -> None:
    begun = process_time()
    with pytest.raises(Unreadable) as reason:
        read_article(data, "x.pdf", id="x")
    assert str(reason.value).startswith(("is ", "holds ", "takes "))
    assert process_time() - begun < 10


def test_a_damaged_page_costs_only_itself() -> None:
    packed = b"13 0 obj<</Filter/FlateDecode/Length"
    whole = pdf([column(PROSE), column(MORE)])
    article = read(whole.replace(b"13 0 obj<</Length", packed), "x.pdf")
    assert article.text == " ".join(PROSE)


def test_nothing_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    article = read(pdf([column(PROSE)]).replace(b"startxref", b""), "x.pdf")
    assert article.origin.doubts[0].startswith("The file is damaged")
    with pytest.raises(Unreadable):
        read_article(LOOP, "x.pdf", id="x")
    assert capfd.readouterr() == ("", "")

"""Mails and saved MHTML pages: which part is read, what is dropped, and messages that are traps."""

from __future__ import annotations

from email.message import EmailMessage
from time import process_time

import pytest

from index.formats import Unreadable
from tests.index.formats.making import LOREM
from tests.index.formats.reading import dropped, headings, read, texts

HEAD = (
    "Subject: The harbour\r\nFrom: Ann Other <ann@harbour.example>\r\n"
    "Date: Fri, 29 May 2026 09:00:00 +0200\r\n"
)
BODY = LOREM * 3
OTHER = "Fishermen say that nobody has asked them, and that nobody ever did ask anyone. " * 3
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n"


def mail(body: str | bytes, kind: str = "text/plain; charset=utf-8", head: str = HEAD) -> bytes:
    start = f"{head}MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n".encode()
    return start + (body.encode() if isinstance(body, str) else body)


def multipart(*parts: str, kind: str = "alternative") -> bytes:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    return mail(body, f'multipart/{kind}; boundary="b"')


def test_the_header_says_title_author_and_date() -> None:
    article = read(mail(BODY), "x.eml")
    assert (article.title, article.format) == ("The harbour", "text")
    metadata = article.metadata
    assert metadata.authors == ("Ann Other",)
    assert (metadata.published, metadata.published_from) == ("2026-05-29", "front matter")
    assert dict(article.origin.metadata)["published"] == "the mail's header"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?UTF-8?Q?H=C3=A4fen_und?= =?iso-8859-1?q?_K=FCsten?=", "Häfen und Küsten"),
        ("=?utf-8?B?0KHRg9C0?=", "Суд"),
        ("=?unknown-8?Q?x=FF?= y", "=?unknown-8?Q?x=FF?= y"),
        ("Re: AW: Fwd: The harbour", "The harbour"),
        ("The\r\n harbour", "The harbour"),
        ("Häfen", "Häfen"),
    ],
)
def test_subjects_in_every_encoding(subject: str, title: str) -> None:
    assert read(mail(BODY, head=HEAD.replace("The harbour", subject)), "x.eml").title == title


def test_html_is_read_before_text() -> None:
    article = read(
        multipart(
            "Content-Type: text/plain\r\n\r\nThe poor copy.", f"{HTML}<h2>Why?</h2><p>{BODY}</p>"
        ),
        "x.eml",
    )
    assert headings(article) == ["Why?"] and article.format == "html"
    assert "poor copy" not in article.text
    assert article.origin.parser == "the mail's HTML part"


def test_an_empty_html_part_is_no_reason_to_lose_the_text() -> None:
    article = read(multipart(f"Content-Type: text/plain\r\n\r\n{BODY}", f"{HTML}<p></p>"), "x.eml")
    assert article.format == "text" and "dredge" in article.text


NEWSLETTER = f"""
<div style="display:none;max-height:0">A preview for the inbox</div>
<p><a href="https://h.example/7">View this email in your browser</a></p>
<table><tr><td><h1>Silt</h1><p>{BODY}</p><h2>Who pays?</h2><p>{BODY}</p>
<p>You can unsubscribe from the debate, says the board, but not from the bill. {BODY}</p>
</td></tr></table>
<img src="https://t.h.example/o.gif" width="1" height="1">
<p>You are receiving this email because you signed up.</p><p><a href="#">Unsubscribe</a> here</p>
<p>Harbour Letter, 4 Quay Street</p>
"""


def test_newsletters_lose_their_head_and_foot_and_nothing_else() -> None:
    article = read(mail(NEWSLETTER, "text/html; charset=utf-8"), "x.eml")
    assert headings(article) == ["Silt", "Who pays?"]
    assert "unsubscribe from the debate" in article.text
    for piece in ("browser", "preview", "signed up", "Quay Street"):
        assert piece not in article.text
        assert any(piece in text for text in dropped(article, "boilerplate"))


def test_the_plain_text_of_a_newsletter_too() -> None:
    questions = f"{BODY}\n\nWho pays?\n\n{BODY}\n\nWhat then?\n\n{BODY}\n\n"
    text = f"{questions}--\nTo unsubscribe: https://h.example/u\nQuay Street 4"
    article = read(mail(text), "x.eml")
    assert headings(article) == ["Who pays?", "What then?"]
    assert "Quay Street" not in article.text


def test_earlier_letters_and_signatures_are_dropped() -> None:
    wrote = "On Fri, 29 May 2026 at 09:00, Ann Other <a@h.example> wrote:"
    text = f"{BODY}\n\n{wrote}\n> Old words.\n-- \nAnn\n"
    article = read(mail(text), "x.eml")
    assert "Old words" not in article.text and "wrote" not in article.text
    html = f'<p>{BODY}</p><div class="gmail_signature">Ann</div>'
    html += '<blockquote type="cite">Old words.</blockquote>'
    article = read(mail(html, "text/html"), "x.eml")
    assert article.text == BODY.strip()
    assert {"Ann", "Old words."} <= set(dropped(article, "boilerplate"))


def test_a_quotation_that_is_most_of_the_mail_is_what_is_to_be_read() -> None:
    article = read(
        mail(f'<p>See below.</p><div class="gmail_quote"><p>{BODY}</p></div>', "text/html"), "x.eml"
    )
    assert "dredge" in article.text
    article = read(mail("See below.\n\n" + f"> {LOREM}\n" * 4), "x.eml")
    assert "dredge" in article.text


def test_attachments_are_named() -> None:
    message = EmailMessage()
    message["Subject"] = "The harbour"
    message.set_content(BODY)
    message.add_attachment(b"%PDF-", "application", "pdf", filename="chart.pdf")
    message.add_attachment("other text", filename="notes.txt")
    inner = EmailMessage()
    inner["Subject"] = "An older letter"
    inner.set_content("Older words.")
    message.add_attachment(inner)
    article = read(message.as_bytes(), "x.eml")
    assert "other text" not in article.text and "Older" not in article.text
    assert dropped(article, "boilerplate") == [
        "attachment: chart.pdf (application/pdf)",
        "attachment: notes.txt (text/plain)",
        "attached mail: An older letter",
    ]
    assert "The mail bears no date that can be read." in article.origin.doubts


@pytest.mark.parametrize(
    ("declared", "encoding", "name"),
    [("utf-8", "utf-8", "UTF-8"), ("us-ascii", "utf-8", "UTF-8"),
     ("iso-8859-1", "cp1252", "cp1252"), ("koi8-r", "koi8-r", "koi8-r"),
     ("no-such-charset", "utf-8", "UTF-8"), ("iso-8859-1", "utf-8", "UTF-8")],
)  # fmt: skip
def test_charsets_that_are_true_and_false(declared: str, encoding: str, name: str) -> None:
    text = "Häfen – und Küsten. " if encoding != "koi8-r" else "Суд решил, что платит порт. "
    article = read(mail((text * 9).encode(encoding), f"text/plain; charset={declared}"), "x.eml")
    assert article.text.startswith(text[:10]) and article.origin.encoding == name


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/silt\r\n"
    "Subject: =?utf-8?Q?Silt?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/html\r\nContent-Location: https://harbour.example/frame\r\n\r\n"
    "<p>An advertisement in a frame.</p>\r\n--b\r\nContent-Type: text/html\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://harbour.example/silt\r\n\r\n"
    f'<meta charset=3D"latin1"><p>Gr=C3=BC=\r\n=C3=9Fe. {BODY}</p><p>{BODY}</p>\r\n--b--\r\n'
)


def test_the_page_itself_is_found_among_the_parts_of_mhtml() -> None:
    article = read(MHTML.encode(), "x.mhtml")
    assert article.text.startswith("Grüße. The harbour") or "Grüße" in article.text
    assert "advertisement" not in article.text
    metadata = article.metadata
    assert (metadata.source, metadata.title) == ("https://harbour.example/silt", "Silt")
    assert article.format == "html"


NESTED = "".join(
    f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(400)
)
PARTS = "".join("--b\r\n\r\nx\r\n" for _ in range(3000))


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "x.eml", "is empty"),
        (b"\0" * 90, "x.eml", "is empty"),
        (b"Just some words and no header.", "x.eml", "has no header"),
        (HEAD.encode() + b"\r\n", "x.eml", "holds no text"),
        (HEAD.encode() + NESTED.encode(), "x.eml", "is nested too deeply"),
        (mail(PARTS, 'multipart/mixed; boundary="b"'), "x.eml", "is nested too deeply"),
        (mail(b"\x00\x01\x02" * 400), "x.eml", "holds no text"),
        (mail("<div>" * 50_000 + "x", "text/html"), "x.eml", "is nested too deeply"),
        (mail(BODY), "x.mhtml", "holds no web page"),
        (MHTML.replace("text/html", "image/png").encode(), "x.mht", "holds no web page"),
        (b"Subject: x\r\n" + b"a" * 20_000_001, "x.eml", "is larger than 20 MB"),
    ],
    ids=[*"abcdefghijk"],
)
def test_hostile_messages_end_with_a_reason(data: bytes, name: str, why: str) -> None:
    begun = process_time()
    with pytest.raises(Unreadable, match=why):
        read(data, name)
    assert process_time() - begun < 8


@pytest.mark.parametrize(
    "data",
    [
        mail(BODY, head=HEAD + "X: " + "=?utf-8?Q?a?= " * 100_000 + "\r\n"),
        mail(BODY, head=HEAD.replace("The harbour", "=?utf-8?Q?a?= " * 100_000)),
        mail(BODY, head="".join(f"X{n}: y\r\n" for n in range(100_000)) + HEAD),
        mail(BODY + "> " * 500_000),
        mail(BODY + "On " * 300_000),
        mail(f"<p>{BODY}</p>" + '<div class="gmail_quote">x' * 1500, "text/html"),
        mail(f"<p>{BODY}</p>" + "<div hidden>y</div>" * 30_000, "text/html"),
        mail(f"<p>{BODY}</p>" + "<p>unsubscribe</p>" * 30_000, "text/html"),
    ],
    ids=["words", "subject", "headers", "marks", "wrote", "quotes", "hidden", "feet"],
)
def test_odd_messages_are_read_fast(data: bytes) -> None:
    begun = process_time()
    assert "dredge" in read(data, "x.eml").text
    assert process_time() - begun < 10


def test_singlefile_pages_full_of_data_are_read_fast() -> None:
    picture = "<img src=data:image/png;base64," + "iVBORw0KGgo" * 300_000 + ">"
    comment = "<!--\n Page saved with SingleFile \n url: https://harbour.example/silt \n-->"
    page = (
        f"<!DOCTYPE html> <html>{comment}<body><p>{BODY}</p>{picture}<p>{OTHER}</p></body></html>"
    )
    begun = process_time()
    article = read(page, "x.html")
    assert article.metadata.source == "https://harbour.example/silt"
    assert "iVBOR" not in article.text and texts(article, "paragraph")
    assert process_time() - begun < 5


PICTURE = (
    "Content-Type: image/png; name=quay.png\r\nContent-Disposition: inline; filename=quay.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
)


def test_html_around_a_picture_is_one_letter() -> None:
    parts = (f"{HTML}<p>{BODY}</p>", PICTURE, f"{HTML}<h2>Who pays?</h2><p>{OTHER}</p>")
    article = read(multipart(*parts, kind="mixed"), "x.eml")
    assert texts(article) == [" ".join(BODY.split()), "Who pays?", " ".join(OTHER.split())]
    assert dropped(article, "boilerplate") == ["attachment: quay.png (image/png)"]


def test_another_version_is_not_read_again() -> None:
    plain = f"Content-Type: text/plain\r\n\r\n{BODY}"
    rich, poor = f"{HTML}<p>{BODY}</p>", f"{HTML}<p>Short: {BODY}</p>"
    article = read(multipart(plain, rich, poor), "x.eml")
    assert texts(article) == [" ".join(BODY.split())]
    assert dropped(article, "boilerplate") == ["another version of the mail (text/html)"]


def test_a_text_beside_the_html_is_named() -> None:
    foot = "Content-Type: text/plain\r\n\r\nYou are on the list of the harbour."
    article = read(multipart(f"{HTML}<p>{BODY}</p>", foot, kind="mixed"), "x.eml")
    assert texts(article) == [" ".join(BODY.split())]
    assert dropped(article, "boilerplate") == ["You are on the list of the harbour."]


def test_flowed_text_keeps_its_paragraphs_and_words() -> None:
    body = "The harbour lost a metre of dep \r\nth in nine years.\r\n\r\nWhy not dredge it?\r\n\r\nIt costs too much, sa \r\nys the port.\r\n"  # noqa: E501
    article = read(mail(body, "text/plain; charset=utf-8; format=flowed; delsp=yes"), "x.eml")
    assert headings(article) == ["Why not dredge it?"]
    assert texts(article, "paragraph") == [
        "The harbour lost a metre of depth in nine years.",
        "It costs too much, says the port.",
    ]

"""Articles that came as mail are read without what the mail wrapped around them."""

from __future__ import annotations

import pytest

from index.formats.draft import Draft
from index.formats.mailtext import unflowed, unwrapped

BODY = "The ferry will cost more from January, and nobody has said why it should."


def read(text: str) -> tuple[str, Draft]:
    draft = Draft()
    return unwrapped(draft, text).strip(), draft


@pytest.mark.parametrize(
    "header",
    [
        "From: A Letter <a@b.example>\nDate: Sun, 22 Nov 2026 07:00\nSubject: Fwd: Re: A title",
        "Von: Brief\nGesendet: Sonntag, 22. November 2026\nAn: mich\nBetreff: WG: A title",
        "De : Lettre\nEnvoyé : dimanche 22 novembre 2026\nÀ : moi\nObjet : TR: A title",
        "De: Carta\nEnviado el: domingo, 22 de noviembre de 2026\nPara: mí\nAsunto: RV: A title",
        "*From:* A Letter\n*Sent:* November 22, 2026\n*Subject:* A title",
        "From: a@b.example\nX-Long: one\n two\nDate: 2026-11-22\nSubject: =?utf-8?q?A_title?=",
    ],
)
def test_headers_give_title_and_date(header: str) -> None:
    text, draft = read(f"{header}\n\n{BODY}")
    assert (text, draft.title, draft.published) == (BODY, "A title", "2026-11-22")
    assert draft.origins == {
        "title": "the subject of the mail",
        "published": "the header of the mail",
    }
    assert [line for _, line in draft.dropped] == header.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        f"From: the beginning it was clear.\n{BODY}",
        f"Date: a small brown fruit\n\n{BODY}",
        f"{BODY}\n\nFrom: A\nSubject: B",
        f"{BODY} a == b and x=3D and =1",
        f"{BODY}\n> one quoted line\n\n{BODY}\n{BODY}",
        f"{BODY} See <https://a.example/b>.\n[Editor's note]\n{BODY}",
    ],
)
def test_what_is_no_mail_stays_as_it_is(text: str) -> None:
    assert read(text)[0] == text


def test_quoted_printable_is_decoded() -> None:
    text, draft = read('It=E2=80=99s caf=C3=A9 cul=\nture, a =3D "b" =20\nand more.')
    assert text == 'It’s café culture, a = "b"  \nand more.'
    assert draft.doubts == ["the text held quoted-printable codes of a mail, which were decoded"]


def test_a_quoted_article_loses_its_marks() -> None:
    wrote = "On Sun, 22 Nov 2026 A B <a@b.example> wrote:"
    text, draft = read(f"Read this.\n\n{wrote}\n> {BODY}\n>\n> > So.")
    assert text == f"{BODY}\n\n> So."
    assert [line for _, line in draft.dropped] == [
        "Read this.\n\n",
        wrote,
    ]


def test_tracking_links_go_and_the_words_around_them_stay() -> None:
    text, draft = read(
        "Subject: x\n\nThe report<https://t.example/1> is out ( https://t.example/2 ) and long\n"
        "<https://t.example/3>\nenough.\n[cid:1@2]\n[1] https://t.example/4\n"
    )
    assert text == "The report is out and long\nenough."
    assert {line for _, line in draft.dropped[1:]} == {
        "https://t.example/1", "https://t.example/2", "https://t.example/3", "[cid:1@2]",
        "[1] https://t.example/4",
    }  # fmt: skip


FLOWED = "Subject: A\nFrom: b@c.example\nContent-Type: text/plain; {}format=flowed\n\n"


@pytest.mark.parametrize(
    ("extra", "text", "flows"),
    [
        ("", "One and \ntwo.\nThree \n\nfour.", "One and two.\nThree \nfour."),
        ("DelSp=Yes; ", "Gezei \nten.\n\nUnd \n mehr.", "Gezeiten.\n\nUndmehr."),
        ("", " From here \n > it is more.\n >no quote", "From here > it is more.\n >no quote"),
        ("", "> One \n> two.\n>> three \nfour.", "> One two.\n>> three \nfour."),
        ("", "The end \n-- \nAnn \nOther", "The end \n-- \nAnn Other"),
    ],
)
def test_flowed_lines_are_put_together(extra: str, text: str, flows: str) -> None:
    header = FLOWED.format(extra)
    assert unflowed(text, header) == flows
    assert unflowed(text, header.replace("flowed", "fixed")) == text


def test_the_header_of_a_pasted_mail_says_that_it_is_flowed() -> None:
    text, _ = read(FLOWED.format("") + "The ferry will cost =E2=82=AC 4 =\nmore=20\nfrom =C3=89.")
    assert text == "The ferry will cost € 4 more from É."

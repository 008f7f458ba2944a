"""My Clippings.txt as Kindles of different ages and languages write it."""

from __future__ import annotations

import pytest

from reader.importing import read_notes
from reader.importing.kindle_dates import kindle_date

# The line about a highlight and that about a note on it, in every language a Kindle can be set to.
LANGUAGES = {
    "English": (
        "Your Highlight on page 21 | location 195-196 | Added on Monday, 4 May 2020 23:37:18",
        "Your Note on page 21 | location 196 | Added on Monday, 4 May 2020 23:37:18",
    ),
    "American": (
        "Your Highlight at location 195-196 | Added on Monday, May 4, 2020 11:37:18 PM",
        "Your Note at location 196 | Added on Monday, May 4, 2020 11:37:18 PM",
    ),
    "of 2010": (
        "Highlight on Page 21 | Loc. 1195-96  | Added on Monday, May 04, 2020, 11:37 PM",
        "Note on Page 21 | Loc. 1196  | Added on Monday, May 04, 2020, 11:37 PM",
    ),
    "German": (
        "Ihre Markierung auf Seite 21 | bei Position 195-196 | Hinzugefügt am Montag, 4. Mai 2020"
        " 23:37:18",
        "Ihre Notiz bei Position 196 | Hinzugefügt am Montag, 4. Mai 2020 23:37:18",
    ),
    "French": (
        "Votre surlignement sur la page 21 | emplacement 195-196 | Ajouté le lundi 4 mai 2020"
        " 23:37:18",
        "Votre note sur la page 21 | emplacement 196 | Ajouté le lundi 4 mai 2020 23:37:18",
    ),
    "Spanish": (
        "La subrayado en la página 21 | posición 195-196 | Añadido el lunes, 4 de mayo de 2020"
        " 23:37:18",
        "La nota en la página 21 | posición 196 | Añadido el lunes, 4 de mayo de 2020 23:37:18",
    ),
    "Italian": (
        "La tua evidenziazione a pagina 21 | posizione 195-196 | Aggiunto in data lunedì 4 maggio"
        " 2020 23:37:18",
        "La tua nota a pagina 21 | posizione 196 | Aggiunto in data lunedì 4 maggio 2020 23:37:18",
    ),
    "Portuguese": (
        "Seu destaque na página 21 | posição 195-196 | Adicionado: segunda-feira, 4 de maio de"
        " 2020 23:37:18",
        "Sua nota na página 21 | posição 196 | Adicionado: segunda-feira, 4 de maio de 2020"
        " 23:37:18",
    ),
    "Dutch": (
        "Uw markering op pagina 21 | locatie 195-196 | Toegevoegd op maandag 4 mei 2020 23:37:18",
        "Uw notitie op pagina 21 | locatie 196 | Toegevoegd op maandag 4 mei 2020 23:37:18",
    ),
    "Russian": (
        "Ваш выделенный отрывок на странице 21 | Место 195–196 | Добавлено: понедельник, 4 мая"
        " 2020 г. в 23:37:18",
        "Ваша заметка на странице 21 | Место 196 | Добавлено: понедельник, 4 мая 2020 г. в"
        " 23:37:18",
    ),
    "Japanese": (
        "21ページ|位置No. 195-196のハイライト |作成日: 2020年5月4日月曜日 23:37:18",
        "21ページ|位置No. 196のメモ |作成日: 2020年5月4日月曜日 23:37:18",
    ),
    "Chinese": (
        "您在第 21 页（位置 #195-196）的标注 | 添加于 2020年5月4日星期一 下午11:37:18",
        "您在第 22 页（位置 #196）的笔记 | 添加于 2020年5月4日星期一 下午11:37:18",
    ),
}  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_highlight_note_and_time_are_read_in_every_language(language: str, end: str) -> None:
    highlight, note = LANGUAGES[language]
    pieces = [
        end.join(("\ufeffThe Book (A. Writer)", f"- {about}", "", words, "==========", ""))
        for about, words in ((highlight, "What was marked."), (note, "What was noted."))
    ]
    _, (record,) = read_notes("".join(pieces).encode())
    assert (record.quote, record.note) == ("What was marked.", "What was noted.")
    assert record.title == "The Book"
    assert record.created.startswith("2020-05-04T23:37")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Ajouté le mardi 4 août 2020 00:07:18", "2020-08-04T00:07:18Z"),
        ("Añadido el martes, 3 de marzo de 2020 9:07:18", "2020-03-03T09:07:18Z"),
        ("Added on Tuesday, March 3, 2020 12:07:18 AM", "2020-03-03T00:07:18Z"),
        ("添加于 2020年12月31日星期四 上午12:07:18", "2020-12-31T00:07:18Z"),
        ("Hinzugefügt am Dienstag, 3. März 2020", "2020-03-03T00:00:00Z"),
        ("Added on the 40 May 2020 10:00:00", ""),
        ("something else", ""),
        ("", ""),
    ],
)
def test_dates_are_read_or_left_out(written: str, date: str) -> None:
    assert kindle_date(written) == date


@pytest.mark.parametrize("place", ["{}", "{}-{}", "7-{}", "{}-7"])
def test_a_number_of_thousands_of_digits_is_no_place_in_a_book(place: str) -> None:
    where = place.replace("{}", "9" * 5000)
    about = f"- Your Highlight at location {where} | Added on Monday, 4 May 2020 23:37:18"
    _, (record,) = read_notes(f"The Book\n{about}\n\nMarked.\n==========\n".encode())
    assert (record.quote, record.created) == ("Marked.", "2020-05-04T23:37:18Z")

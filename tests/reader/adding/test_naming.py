"""File names: readable, and possible everywhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.adding.naming import MAX_BYTES, is_portable, numbered, stem_of


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Why does the ruling matter for banks?", "why-does-the-ruling-matter-for-banks"),
        ("The harbour’s “owners”: 3.5 % — a plan", "the-harbours-owners-3-5-a-plan"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Users\\a", "c-users-a"),
        ("-rf *", "rf"),
        (".bashrc", "bashrc"),
        ("Übergrößen: Ärger", "übergrößen-ärger"),
        ("潮汐为何重要？", "潮汐为何重要"),
        ("हिन्दी में प्रश्न", "हिन्दी-में-प्रश्न"),
        ("ПОЧЕМУ растут цены", "почему-растут-цены"),
        ("CON", "con-article"),
        ("Lpt1", "lpt1-article"),
        ("Com port", "com-port"),
        ("???", "article"),
        ("", "article"),
        ("tides \x1b[31m\x00\n\u202ered", "tides-31m-red"),
        ("Café", "café"),
    ],
)  # fmt: skip
def test_a_title_becomes_a_name(title: str, stem: str) -> None:
    assert stem_of(title) == stem


def test_a_long_title_is_cut_between_words() -> None:
    stem = stem_of("Which of the many questions about deposits " * 5)
    assert len(stem) <= 100
    assert stem.split("-")[-1] in "which of the many questions about deposits".split()
    assert len(stem_of("x" * 500)) == 100
    assert stem_of("潮" * 500) == "潮" * 33


def check(name: str) -> None:
    assert name and len(name.encode()) <= MAX_BYTES
    assert unicodedata.is_normalized("NFC", name)
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?* \t\n')
    assert not name.startswith((".", "-", "~")) and not name.endswith((".", " "))
    device = name.partition(".")[0].lower()
    assert device not in {"con", "prn", "aux", "nul", "conin$", "conout$"}
    assert not (device[:3] in {"com", "lpt"} and len(device) == 4)


@given(st.text(max_size=300), st.sampled_from([".md", ".html", ".mhtml"]), st.integers(1, 499))
@example("con", ".md", 1)
@example("COM¹", ".md", 1)
@example("a" * 99 + "\u0301" * 9, ".md", 1)
@example("e\u0301" * 80, ".md", 499)
@example("\u1100\u1161\u11a8" * 60, ".md", 2)
@example("İ" * 120, ".md", 3)
def test_every_name_is_possible_on_every_file_system(
    title: str, extension: str, number: int
) -> None:
    check(numbered(stem_of(title), extension, number))
    assert stem_of(stem_of(title)) == stem_of(title)


@given(st.text(max_size=130))
@example("aux.md")
@example("notes.md ")
@example("x" * 130)
def test_a_name_that_may_stay_is_possible_everywhere(name: str) -> None:
    if is_portable(name):
        assert len(name.encode()) <= MAX_BYTES
        assert not set(name) & set('<>:"/\\|?*\n\0')
        assert not name.startswith((".", "-")) and not name.endswith((".", " "))


def test_names_people_give_stay() -> None:
    assert is_portable("My notes (draft) – März.md")
    assert not is_portable("what?.md") and not is_portable("nul.txt") and not is_portable("a\nb.md")

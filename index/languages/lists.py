"""The word lists and names of languages, read from the files beside the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

CODES = {
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it",
    "por": "pt", "dut": "nl", "nld": "nl", "rus": "ru", "ukr": "uk", "pol": "pl", "tur": "tr",
    "chi": "zh", "zho": "zh", "cmn": "zh", "jpn": "ja", "kor": "ko", "ara": "ar", "hin": "hi",
    "ben": "bn", "gre": "el", "ell": "el", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi",
    "ces": "cs", "cze": "cs", "hun": "hu", "ron": "ro", "rum": "ro", "heb": "he", "iw": "he",
    "in": "id", "ind": "id", "fas": "fa", "per": "fa", "nb": "no", "nn": "no", "nob": "no",
    "vie": "vi", "tha": "th", "jp": "ja", "cn": "zh", "gr": "el", "cz": "cs", "ua": "uk",
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt",
    "português": "pt", "dutch": "nl", "nederlands": "nl", "russian": "ru", "русский": "ru",
    "ukrainian": "uk", "polish": "pl", "polski": "pl", "turkish": "tr", "türkçe": "tr",
    "chinese": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko",
    "arabic": "ar", "العربية": "ar", "hindi": "hi", "हिन्दी": "hi", "bengali": "bn", "greek": "el",
    "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "czech": "cs",
    "hungarian": "hu", "romanian": "ro", "hebrew": "he",
}  # fmt: skip
"""Other ways of writing a language: three-letter and old codes, countries taken for languages,
names."""


def _rows(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _table() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    called: dict[str, str] = {}
    common: dict[str, frozenset[str]] = {}
    for code, name, listed in _rows("words.tsv"):
        called[code] = name
        if listed:
            common[code] = frozenset(listed.split())
    return called, common


def words() -> Mapping[str, frozenset[str]]:
    """The commonest words of each language, in lower case."""
    return _table()[1]


def names() -> Mapping[str, str]:
    """What each language is called in English."""
    return _table()[0]


@cache
def letters() -> Mapping[str, tuple[str, ...]]:
    """Letters that only some languages of their script use, with those languages."""
    found: dict[str, list[str]] = {}
    for language, listed in _rows("letters.tsv"):
        for letter in listed.split():
            found.setdefault(letter, []).append(language)
    return {letter: tuple(tongues) for letter, tongues in found.items()}

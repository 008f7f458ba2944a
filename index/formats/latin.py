"""Which of the many encodings of Latin letters a text is in: where it is of one language.

Statistics of bytes mistake them for each other in short texts, and then French is full of Baltic
letters. But a text has the special letters of one language, hardly ever of two.
"""

from __future__ import annotations

import re
from collections import Counter

_USUAL = ("cp1252", "mac_roman", "cp1250", "cp1257", "cp1254", "iso8859_2", "iso8859_15", "cp850",
          "cp852", "cp437")  # fmt: skip
"""Encodings, the most usual first: of two that read a text equally well it is the first."""
_OTHERS = frozenset(
    ["latin_1", "iso8859_3", "iso8859_4", "iso8859_9", "iso8859_10", "iso8859_13", "iso8859_14",
     "iso8859_16", "mac_latin2", "mac_turkish", "mac_iceland", "mac_croatian", "mac_romanian",
     "cp858", "cp775", "cp857", "cp860", "cp861", "cp863", "cp865", "cp1258", "hp_roman8", "cp500",
     "cp037", "cp1140"]
)  # fmt: skip
_LANGUAGES = (
    "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúüª", "àáâãçéêíóôõúü", "àèéìíîòóùú", "åäöéüàá", "æøåéôóàü",
    "ëéèïöüóáê", "áæéíðóöúýþ", "áéíóúà", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "ąčęėįšųūž", "āčēģīķļņšūžō", "äöõüšž", "âçğıîöşüû",
    "çë", "ħġċż", "âêîôûŵŷäëïöü",
)  # fmt: skip
"""The special letters of languages: French, German, Spanish, Portuguese, Italian, Swedish and
Finnish, Danish and Norwegian, Dutch, Icelandic, Irish and Gaelic, Polish, Czech, Slovak, Hungarian,
Romanian, Croatian and Slovene, Lithuanian, Latvian, Estonian, Turkish, Albanian, Maltese, Welsh."""
_SIGNS = frozenset("‘’‚“”„«»‹›–—…•·°©®™€£¥§¡¿½¼¾²³µ×±\u00a0\u00ad†‡ºª′″")

_OPENING = "‚„«‹¿¡£€¥§"
_BETWEEN = re.escape("".join(sorted(_SIGNS - set("’–—\u00ad" + _OPENING))))
_MISPLACED = re.compile(rf"(?<=[^\W\d_])(?:[{_OPENING}]|[{_BETWEEN}](?=[^\W\d_]))")
"""Signs that open words, behind letters, and signs between letters."""


def likeliest(sample: bytes, guess: str) -> str:
    """The encoding of some bytes, of which `guess` is what statistics say.

    A guess that is no encoding of Latin letters is returned as it is.
    """
    if guess not in _OTHERS and guess not in _USUAL:
        return guess
    candidates = dict.fromkeys((*_USUAL, guess))
    return max(candidates, key=lambda encoding: _sense(sample, encoding))


def _sense(sample: bytes, encoding: str) -> float:
    """The share of what is not ASCII that is of the language it suits best, or a sign in place."""
    text = sample.decode(encoding, "replace").lower()
    counts = Counter(letter for letter in text if not letter.isascii())
    total = sum(counts.values())
    if not total:
        return 0.0
    signs = sum(count for letter, count in counts.items() if letter in _SIGNS)
    signs -= sum(1 for _ in _MISPLACED.finditer(text))
    letters = max(sum(counts[letter] for letter in language) for language in _LANGUAGES)
    return (signs + letters) / total

"""Which script a text is written in, and which languages are written in it."""

from __future__ import annotations

import re

_RANGES = {
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0531-\u0587",
    "Hebrew": "\u05d0-\u05ea",
    "Arabic": "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f",
    "Devanagari": "\u0904-\u0939\u0958-\u0961",
    "Bengali": "\u0985-\u09b9\u09dc-\u09e1",
    "Gurmukhi": "\u0a05-\u0a39",
    "Gujarati": "\u0a85-\u0ab9",
    "Tamil": "\u0b85-\u0bb9",
    "Telugu": "\u0c05-\u0c39",
    "Kannada": "\u0c85-\u0cb9",
    "Malayalam": "\u0d05-\u0d39",
    "Sinhala": "\u0d85-\u0dc6",
    "Thai": "\u0e01-\u0e30",
    "Lao": "\u0e81-\u0eb0",
    "Tibetan": "\u0f40-\u0f6c",
    "Burmese": "\u1000-\u102a",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Ethiopic": "\u1200-\u135a",
    "Khmer": "\u1780-\u17b3",
    "Kana": "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Hangul": "\uac00-\ud7a3\u1100-\u11ff",
}
_LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _RANGES.items()}
_LANGUAGES = {
    "Latin": tuple(
        "en de fr es it pt nl sv da no fi pl cs sk hu ro tr id vi ca hr sl et lv lt".split()
    ),
    "Greek": ("el",), "Cyrillic": ("ru", "uk", "bg", "sr", "be"), "Armenian": ("hy",),
    "Hebrew": ("he",), "Arabic": ("ar", "fa", "ur"), "Devanagari": ("hi", "mr", "ne"),
    "Bengali": ("bn",), "Gurmukhi": ("pa",), "Gujarati": ("gu",), "Tamil": ("ta",),
    "Telugu": ("te",), "Kannada": ("kn",), "Malayalam": ("ml",), "Sinhala": ("si",),
    "Thai": ("th",), "Lao": ("lo",), "Tibetan": ("bo",), "Burmese": ("my",),
    "Georgian": ("ka",), "Ethiopic": ("am",), "Khmer": ("km",), "Kana": ("ja",), "Han": ("zh",),
    "Hangul": ("ko",),
}  # fmt: skip
WRITTEN = frozenset(language for tongues in _LANGUAGES.values() for language in tongues)
"""Languages of which it is known what script they are written in."""
# An ideograph says as much as a few letters; Latin names stand in texts of any script.
_WEIGHTS = {"Han": 3.0, "Kana": 2.0, "Hangul": 3.0, "Latin": 0.5}
_KANA_IN_JAPANESE = 0.1
_LOOKED_AT = 12_000


def script_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The script most of a text is in, and its languages; ("", ()) for a text without letters."""
    text = text[:_LOOKED_AT]
    if text.isascii():
        found = {"Latin": float(bool(_LETTERS["Latin"].search(text)))}
    else:
        found = {
            script: len(letters.findall(text)) * _WEIGHTS.get(script, 1.0)
            for script, letters in _LETTERS.items()
        }
        if found["Kana"] > _KANA_IN_JAPANESE * found["Han"]:
            found["Kana"] += found.pop("Han")
    script = max(found, key=found.__getitem__)
    return (script, _LANGUAGES[script]) if found[script] else ("", ())

"""The one door through which any text enters: articles, names, notes, settings, imports.

`clean` runs after the last decoding; offsets are computed on what it returns and never translated
again. Nothing here knows formats or files.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_TAB = "    "
# Removed: bidi controls (they reorder what is read), byte order marks, soft hyphens, zero-width
# space and invisible operators, tag characters, interlinear annotation, fillers of Hangul, controls
# of shorthand, music and hieroglyphs. Joiners stay: scripts and emoji need them.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f\ufeff"
    "\ufff0-\ufffb\u3164\uffa0\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_SURROGATES = "\ud800-\udfff"
UNSAFE = re.compile(f"[{_CONTROLS}{_SURROGATES}{_INVISIBLE}\u2028\u2029]")
"""What a terminal would obey, or a reader not see; cleaned text holds none of it."""
# No script piles more than this on a letter, or joins more to one sign. What does so is one cell
# of the screen and a flood for the terminal (xterm: CVE-2021-27135).
_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff]"
)
_PILED_MARKS = re.compile(f"({_MARKS}{{8}}){_MARKS}+")
_JOINER = "\u200d"
_LINK = f"[^\\s{_JOINER}]{{1,3}}{_JOINER}"
_JOINED = re.compile(f"((?:{_LINK}){{10}})((?:{_LINK})+)")
_JOINERS = re.compile(f"{_JOINER}{{2,}}")


def clean(text: str) -> str:
    """Text that is safe to show and to count offsets in; line ends are all "\\n".

    Escape and other C0 controls become their control pictures, C1 controls and lone surrogates
    U+FFFD, tabs four spaces; invisible and reordering characters go; the rest is composed (NFC).
    Cleaning twice changes nothing.
    """
    if text.isascii():
        return _swap(text)
    text = unicodedata.normalize("NFC", _swap(text))
    if _JOINER in text:
        parted = _JOINED.sub(_part, _JOINERS.sub(_JOINER, text))
        text = unicodedata.normalize("NFC", parted)
    return _PILED_MARKS.sub(r"\1", text)


def _part(joined: re.Match[str]) -> str:
    """Many signs that were to be one: after the first of them the others stand by themselves."""
    return joined[1] + joined[2].replace(_JOINER, "")


def clean_line(text: str, limit: int = 500) -> str:
    """`clean`, on one line: white space folded, at most `limit` code points."""
    line = " ".join(clean(text[: limit * 4]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _swap(text: str) -> str:
    if "\n" not in text and text.isprintable() and text.isascii():
        return text
    return UNSAFE.sub(_replacement, _LINE_ENDS.sub("\n", text))


def _replacement(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return _TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return ""


_WITHOUT_SPACES = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e01-\u0eae\u1780-\u17b3]")


def count_words(text: str) -> int:
    """Words of a text; where they are written without spaces, two characters count as one."""
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_WITHOUT_SPACES.findall(text)) // 2


_PUNCTUATION = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "…": ".", "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u200a": " ",
    }
)  # fmt: skip


def fold_punctuation(text: str) -> str:
    """Quotes, dashes and spaces of every kind as their ASCII twins; the length stays the same."""
    return text.translate(_PUNCTUATION)


# Letters that Unicode does not take apart, and the same letter as different languages write it.
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ـ": None,
    }
)  # fmt: skip
_KANA_MARKS = "\u3099\u309a"


def _is_accent(character: str) -> bool:
    """Whether it may go; the voicing marks of kana make other letters of them."""
    return unicodedata.combining(character) > 0 and character not in _KANA_MARKS


def fold(text: str) -> str:
    """Text as it is compared: without case, accents, or typographic punctuation.

    The length may change ("ß" is "ss"); use `fold_punctuation` where offsets matter.
    """
    text = fold_punctuation(text)
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not _is_accent(c)).casefold()
    return unicodedata.normalize("NFC", plain.translate(_LETTERS))


class _SameLength(dict[int, str]):
    """Code point -> its plain lower-case twin, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        character = fold_punctuation(chr(code))
        plain = unicodedata.normalize("NFKD", character)
        if all(map(_is_accent, plain[1:])):
            character = plain[0]
        lower = character.lower()
        self[code] = lower if len(lower) == 1 else character
        return self[code]


_SAME_LENGTH = _SameLength()


def fold_same_length(text: str) -> str:
    """`fold`, one code point for each: offsets into the result are offsets into `text`."""
    return text.translate(_SAME_LENGTH)

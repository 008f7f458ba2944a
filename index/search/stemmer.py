"""English words reduced to their stems, so that "reimbursed" finds "reimbursement".

The method is M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with the two
changes its author made later (-bli for -abli, and -logi). Words that are not plain lower-case
English letters come back as they are, except that a plural "s" behind a digit goes ("f35s").
Nothing here caches: `index.search.analysis` does.
"""

from __future__ import annotations

_SHORTEST = 3

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti",
    "ous", "ive", "ize", "al", "er", "ic", "ou",
)  # fmt: skip
_LONGEST_SUFFIX = 7


def stem(word: str) -> str:
    """The stem of a folded word (lower case, no accents)."""
    if not (word.isascii() and word.isalpha()):
        return word[:-1] if word[-1:] == "s" and word[-2:-1].isdigit() else word
    if len(word) < _SHORTEST:
        return word
    word = _past_and_participle(_plural(word))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _swap(word, _STEP_2)
    word = _swap(word, _STEP_3)
    return _tidy(_drop(word))


def _shape(letters: str) -> str:
    """One "v" (vowel) or "c" (consonant) a letter; y is a vowel after a consonant."""
    shape = ""
    for letter in letters:
        vowel = letter in "aeiou" or (letter == "y" and shape[-1:] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(letters: str) -> int:
    """Porter's m: how often a consonant follows a vowel."""
    return _shape(letters).count("vc")


def _has_vowel(letters: str) -> bool:
    return "v" in _shape(letters)


def _ends_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c"


def _ends_short(word: str) -> bool:
    """Porter's *o: consonant, vowel, consonant other than w, x, y ("hop", not "snow")."""
    return _shape(word)[-3:] == "cvc" and word[-1] not in "wxy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _past_and_participle(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        rest = word.removesuffix(suffix)
        if rest != word:
            return _mended(rest) if _has_vowel(rest) else word
    return word


def _mended(rest: str) -> str:
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if _ends_double(rest) and rest[-1] not in "lsz":
        return rest[:-1]
    if _measure(rest) == 1 and _ends_short(rest):
        return rest + "e"
    return rest


def _swap(word: str, suffixes: dict[str, str]) -> str:
    for length in range(min(_LONGEST_SUFFIX, len(word)), 2, -1):
        replacement = suffixes.get(word[-length:])
        if replacement is not None:
            rest = word[:-length]
            return rest + replacement if _measure(rest) > 0 else word
    return word


def _drop(word: str) -> str:
    for suffix in _STEP_4:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            if _measure(rest) > 1 and (suffix != "ion" or rest[-1:] in ("s", "t")):
                return rest
            return word
    return word


def _tidy(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _ends_short(rest)):
            word = rest
    if word.endswith("ll") and _measure(word) > 1:
        word = word[:-1]
    return word

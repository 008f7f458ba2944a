"""Which language a text is in, told from the text itself; nothing is downloaded or learnt.

The letters decide the script, and most scripts the language. Languages that share one are told
apart by their commonest words ("und", "que", "het") and by letters only one of them uses. This is
the oldest method there is (Ingle, "A Language Identification Table", Technical Translation, 1980);
for whole articles it is as good as any. The lists in `words.tsv` and `letters.tsv` are ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from index.languages.lists import CODES, letters, names, words
from index.languages.scripts import WRITTEN, script_of

__all__ = ["Guess", "code_of", "guess", "language_of", "settle"]

_LOOKED_AT = 12_000
"""Code points of a text that are looked at: three stretches of it, if it is longer."""
# Vowel signs are no letters to the `re` module: a word is what stands between spaces and signs.
_WORD = re.compile(r"[^\s\d!-&(-/:-@\[-`{-~،؛؟۔।॥«»“”„‘…–—¿¡、。]+")
_LETTER_COUNTS = 0.5
"""What a word with a telling letter counts against a common word."""
_LEAD = 1.25
"""How many times more than the runner-up the winner has to have."""
_EVIDENCE = 1.0
"""Common words there must be; those of several languages count less."""
_ENOUGH, _ENOUGH_WORDS = 0.12, 40
"""The share of common words, and the words there must be, before a declaration is overruled."""
_ENOUGH_LETTERS, _ENOUGH_IDEOGRAPHS = 20, 100
"""Code points of a text that its script has to overrule one; Japanese may do without kana for as
long as a headline."""
# Their commonest words are much the same: which it is, only the author knows.
_ALIKE = (
    frozenset({"da", "no", "nb", "nn", "sv", "fo"}), frozenset({"hr", "sr", "bs", "sl", "mk"}),
    frozenset({"cs", "sk"}), frozenset({"id", "ms"}), frozenset({"es", "gl", "ca", "ast"}),
    frozenset({"pt", "gl"}), frozenset({"hi", "mr", "ne", "sa", "mai", "bho"}),
    frozenset({"ru", "uk", "be", "bg", "mk", "sr"}), frozenset({"nl", "af", "fy", "li"}),
    frozenset({"ar", "arz", "ary"}), frozenset({"fa", "ps", "ur", "ku", "sd"}),
    frozenset({"bn", "as"}), frozenset({"de", "lb", "gsw", "nds"}), frozenset({"fr", "oc"}),
    frozenset({"zh", "yue"}), frozenset({"tr", "az", "tk"}), frozenset({"he", "yi"}),
    frozenset({"fi", "et"}), frozenset({"it", "co", "scn"}), frozenset({"en", "sco"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A language as a two-letter code, and how much speaks for it.

    `words` were looked at; `share` of them (0 to 1) are common in the language, all of them if the
    script alone decides; `lead` is how many times more than in the next language.
    """

    language: str
    words: int
    share: float
    lead: float


def guess(text: str) -> Guess | None:
    """The language a text is most likely in, None if nothing speaks for any."""
    text = _sample(text)
    script, candidates = script_of(text)
    if not candidates:
        return None
    found = _WORD.findall(text.lower().replace("’", "'"))
    if len(candidates) == 1:
        return Guess(candidates[0], len(found), 1.0, 10.0)
    scores = _scores(found, script, candidates)
    ranked = sorted(candidates, key=lambda language: -scores[language])
    best, second = scores[ranked[0]], scores[ranked[1]]
    if not best:
        return None
    return Guess(ranked[0], len(found), best / len(found), best / second if second else 10.0)


def language_of(text: str) -> str | None:
    """The language of a text as a two-letter code, None if it cannot be told."""
    found = guess(text)
    return found.language if found is not None and _is_plain(found) else None


def settle(declared: str | None, text: str) -> tuple[str | None, str | None]:
    """The language of an article, and a sentence of doubt if what it declares is not believed.

    `declared` is what its file says ("en-GB", "german"); it holds unless the text, or its script,
    is clearly another's.
    """
    code, found = code_of(declared or ""), guess(text)
    if code is None or found is None or found.language == code:
        return code or (found.language if found is not None and _is_plain(found) else None), None
    alike = any(code in group and found.language in group for group in _ALIKE)
    sure = found.words >= _ENOUGH_WORDS and found.share >= _ENOUGH and found.lead >= 2
    if alike or not (sure or _wrong_script(code, found, text)):
        return code, None
    said, is_in = names().get(code, code), names().get(found.language, found.language)
    return found.language, f"The file says it is in {said}, but its words are {is_in}."


def code_of(declared: str) -> str | None:
    """The two-letter (where there is none, three-letter) code of a declaration, or None."""
    match = re.match(r"\s*([^\W\d_]+)", declared)
    if not match:
        return None
    code = match[1].lower()
    code = CODES.get(code, code)
    return code if len(code) in (2, 3) and code.isascii() and code not in _NO_LANGUAGE else None


_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx", "all", "c"})


def _is_plain(found: Guess) -> bool:
    return found.lead >= _LEAD and found.share * found.words >= _EVIDENCE


def _wrong_script(code: str, found: Guess, text: str) -> bool:
    """Whether a text is in a script that the declared language is not written in."""
    if {code, found.language} == {"ja", "zh"}:
        return len(text) >= _ENOUGH_IDEOGRAPHS
    elsewhere = code in WRITTEN and code not in script_of(text)[1]
    return elsewhere and len(text) >= _ENOUGH_LETTERS and found.share >= _ENOUGH


def _sample(text: str) -> str:
    if len(text) <= _LOOKED_AT:
        return text
    piece, middle = _LOOKED_AT // 3, len(text) // 2
    return "\n".join((text[:piece], text[middle : middle + piece], text[-piece:]))


def _scores(found: list[str], script: str, candidates: tuple[str, ...]) -> Mapping[str, float]:
    """What speaks for each language: its common words, rarer among languages more."""
    shared, telling = _shared_words(), letters()
    scores: dict[str, float] = dict.fromkeys(candidates, 0.0)
    for word, times in Counter(found).items():
        tongues = [tongue for tongue in shared.get(word, ()) if tongue in scores]
        for tongue in tongues:
            scores[tongue] += times / len(tongues) ** 0.5
        if script == "Latin" and word.isascii():
            continue
        for letter in set(word) & telling.keys():
            speak = [tongue for tongue in telling[letter] if tongue in scores]
            for tongue in speak:
                scores[tongue] += _LETTER_COUNTS * times / len(speak)
    return scores


@cache
def _shared_words() -> Mapping[str, tuple[str, ...]]:
    """Every common word with the languages that have it."""
    shared: dict[str, list[str]] = {}
    for language, common in words().items():
        for word in common:
            shared.setdefault(word, []).append(language)
    return {word: tuple(tongues) for word, tongues in shared.items()}

"""Sentences and clauses: where they begin and end.

Works on one block of text at a time and knows neither blocks, nor formats, nor findings. The method
is the usual one for edited prose: look at every stop, and decide from the word before it and the
word after it (Mikheev, "Periods, Capitalized Words, etc.", Computational Linguistics 28:3, 2002).
Every rule looks at a bounded number of characters, so time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.article import Span

# A stop, then whatever closes with it: quotes, brackets, emphasis, note marks as "[3, 4]".
_STOP = re.compile(
    r"(?P<stop>[.!?…]++|[。．！？｡︒⁇⁈⁉‼।॥؟۔።፧։།]++"
    r"|(?<=[\u0370-\u03ff\u1f00-\u1fff]);(?=[»\"]?\s+[«\"]?[Ά-ΏΑ-Ϋ]))"
    r"""(?P<close>(?:["'”’»)\]}」』】〉》）*_†‡¹²³⁰⁴-⁹]|(?<=\S)\[\d[\d,;\s–-]{0,16}\])*+)"""
    r"(?P<gap>\s*+)"
    r"|(?P<blank>\n[^\S\n]*+\n)"
)
_UNSPACED_STOPS = "。．！？｡︒⁇⁈⁉‼။"
# Titles and initials in scripts without capitals: "د. أحمد", "डॉ. राव".
_UNCASED_TITLE = re.compile(r"(?<![^\s(])(?:[\u05d0-\u05ea\u0620-\u064a]|डॉ|प्रो|पं|डा|ডা|ড|মো)(?!.)")
_GOES_ON = "とはがをもにでのやへ、，。"
_NOTE_MARK = re.compile(r"\[\d[\d,;\s–-]{0,16}\](?=\s|$)")
_NEXT = re.compile(
    r"""(?P<open>["'“‘«‹(\[{¿¡*_•–—-]*+)\s?(?P<word>[^\W_]+(?:['’.][^\W_]+){0,4})?"""
)
_BEFORE = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|(?:Ph|Sc|Ed|Psy|Litt)\.D")
_LOOK_BACK = 24


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words(
    """
    mr mrs ms mx messrs mme mlle dr drs prof rev hon gov sen sens rep reps pres gen lt col maj
    cmdr capt cpt sgt cpl adm brig supt insp fr st sts ste mt msgr amb atty esq
    """
)
_NEVER_LAST = _words("e.g i.e eg ie vs v cf viz resp ca approx incl esp al dept univ")
_BEFORE_NUMBER = _words(
    """
    no nos nr fig figs vol vols p pp art arts sec secs ch chap chaps eq eqs ex tab app para
    paras ref refs ver op cl par sched s ss §
    """
)
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
_MAYBE_LAST = _MONTHS | _words(
    """
    inc corp ltd co cos bros llc plc jr sr etc ed eds est mfg intl natl assn oz lb lbs hr hrs
    """
)
# Abbreviations that are everyday words unless they are capitalised.
_MAYBE_LAST_CAPITALISED = _words(
    """
    Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill
    Ind Kan Ky La Mass Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    """
)
# Words that open a sentence far more often than they continue a name.
_OPENERS = _words(
    """
    the a an this that these those it its he she they we i you his her their our my your there
    here in on at by for from with without within of to as and or but yet so if when while
    where why how what who which because although though since after before during until
    unless once despite however moreover furthermore meanwhile instead also still then thus
    therefore not no nor only some many most all both each every another other several few one
    two three more much such even just now today according like under over between among about
    against through
    """
)


def sentence_spans(text: str, start: int, end: int) -> list[Span]:
    """Sentences of one block of `text`, the code points from `start` to `end` (excluded).

    The spans are ordered and disjoint, hold no surrounding white space, are never empty, and only
    white space lies between them.
    """
    cuts = [*_cuts(text, start, end), end]
    spans: list[Span] = []
    begin = start
    for cut in cuts:
        span = _trimmed(text, begin, cut)
        if span is not None:
            spans.append(span)
        begin = cut
    return spans


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match["blank"]:
            begin = match.end()
            yield begin
            continue
        if match.end() >= end:
            return
        cut = match.end()
        mark = _NOTE_MARK.match(text, cut, end) if match["gap"] else None
        if mark:
            cut = mark.end()
        if _ends_sentence(text, begin, end, match, cut):
            begin = cut
            yield cut


def _ends_sentence(text: str, begin: int, end: int, match: re.Match[str], cut: int) -> bool:
    """Whether a sentence that opened at `begin` ends at this stop."""
    stop = match["stop"]
    if stop[0] in _UNSPACED_STOPS:
        # "「...。」と言った" goes on, and so does a stop in brackets.
        return not (match["close"] and not match["gap"] and _goes_on(match["close"], text[cut]))
    if stop[0] in "।॥؟۔።፧։།":
        return True
    if not match["gap"] and not (match["close"] and text[cut - 1] == "]"):
        return False
    following = _NEXT.match(text, cut + _white(text, cut, end), end)
    word = following["word"] if following else None
    if word and word[0].islower():
        return False
    if stop != "." or (match["close"] and match["close"][0] not in "*_"):
        return not _continues(stop, match["close"], word)
    return _period_ends(text, begin, match.start(), word)


def _white(text: str, start: int, end: int) -> int:
    piece = text[start : min(end, start + 80)]
    return len(piece) - len(piece.lstrip())


def _continues(stop: str, close: str, word: str | None) -> bool:
    """An ellipsis or a bracketed stop in mid-sentence: "(approx.) 5", "he ... 20"."""
    if stop == "." and close[0] in ")]}":
        return word is not None and word[0].isdigit()
    return False


def _period_ends(text: str, begin: int, stop: int, word: str | None) -> bool:
    """Whether a single full stop ends a sentence; `word` is what follows it."""
    last = _last_word(text, begin, stop)
    if not (last and last.isascii()) and _UNCASED_TITLE.search(text, max(begin, stop - 8), stop):
        return False
    if word is None or not last:
        return True
    low, opens = last.lower(), word.lower() in _OPENERS
    if low in _TITLES:
        return False
    if low in _NEVER_LAST and not last.isupper():
        return low == "al" and opens
    if low in _BEFORE_NUMBER:
        numbered = word[0].isdigit() or len(word) == 1 or _is_roman(word)
        return not numbered and (not last.islower() or low in ("no", "app", "ref"))
    if low in _MONTHS and word[0].isdigit():
        return False
    if _is_list_number(text, begin, stop, last):
        return False
    initial = len(last) == 1 and last.isupper()
    abbreviated = low in _MAYBE_LAST or last in _MAYBE_LAST_CAPITALISED
    if initial or abbreviated or _DOTTED.fullmatch(last):
        return opens
    return True


def _goes_on(close: str, following: str) -> bool:
    """Whether a Japanese or Chinese sentence goes on behind a bracket that closes after a stop."""
    return following in _GOES_ON or (close[0] in "）)" and "\u3041" <= following <= "\u3096")


def _last_word(text: str, begin: int, stop: int) -> str:
    tail = text[max(begin, stop - _LOOK_BACK) : stop]
    piece = tail[max(tail.rfind(c) for c in " \n\u00a0(/–—-[\"“‘'") + 1 :]
    match = None
    for match in _BEFORE.finditer(piece):  # noqa: B007 - the last one is what is wanted
        pass
    if match is None or match.end() != len(piece):
        return ""
    return match[0] if _DOTTED.fullmatch(match[0]) or "." not in piece else piece


def _is_roman(word: str) -> bool:
    return len(word) <= 5 and all(c in "IVXLC" for c in word)


def _is_list_number(text: str, begin: int, stop: int, last: str) -> bool:
    """The number of a list item or heading at the very start, as in "3. Results"."""
    lead = text[begin:stop].lstrip() if stop - begin <= 12 else ""
    return lead == last and (last.isdigit() or len(last) == 1) and len(last) <= 3


# A clause opens after these marks, or with one of these words.
_CLAUSE = re.compile(
    r"[;:]\s++|—"
    r"|,\s++(?=(?:but|yet|while|whereas|although|though|which|who|whose|where|because|since|unless|if|as"
    r"|so|and|or|nor|with|even|despite|however|when|once|until|leading|leaving|causing|making|including"
    r"|meaning|according)\b)"
    r"|(?<=\S)\s++(?:[–—-]\s++|(?=(?:but|although|though|whereas|because|unless|while|despite|if)\b)"
    r"|(?=\())|(?<=\))\s++",
    re.IGNORECASE,
)
_CLAUSE_WORDS = 3


def clause_spans(text: str, sentence: Span) -> list[Span]:
    """Clauses of a sentence, in order; together they hold all of it but white space.

    A clause has at least three words, shorter pieces stay with the clause before them. The mark
    that ends a clause belongs to it, and so does the conjunction that opens one.
    """
    cuts, words = [sentence.start], [0]
    seen = sentence.start
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        words[-1] += len(text[seen : match.end()].split())
        seen = match.end()
        if words[-1] >= _CLAUSE_WORDS:
            cuts.append(seen)
            words.append(0)
    words[-1] += len(text[seen : sentence.end].split())
    if len(cuts) > 1 and words[-1] < _CLAUSE_WORDS:
        cuts.pop()
    spans = (_trimmed(text, a, b) for a, b in pairwise([*cuts, sentence.end]))
    return [span for span in spans if span is not None]

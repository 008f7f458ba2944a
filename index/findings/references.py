"""Where a text names its sources: entries of reference lists, credits, laws and cases.

Years, pages and volumes there say where something stands, not how much of it there is. Decides from
the characters alone; every repetition is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = (
    rf"(?:(?:{_MONTH} )?\d{{1,2}}(?:st|nd|rd|th)?,? (?:{_MONTH},? )?{_YEAR}|{_MONTH},? {_YEAR}"
    rf"|{_YEAR}"
    r"|\d{1,4}[-/]\d{1,2}[-/]\d{2,4})"
)
_NAME = r"[A-Z][\w’'-]{1,30}"
_INITIALS = r"(?:[A-Z]\.[ -]?){1,3}"
_ENTRY = re.compile(
    rf"\W{{0,3}}(?:\[?\d{{1,3}}[\].)]?\s+)?(?:{_NAME},? {_INITIALS}[,;&(]|{_INITIALS}{_NAME},"
    rf"|[^.\d]{{2,80}}\.? \({_YEAR}(?:, {_MONTH}(?: \d{{1,2}})?)?\)\.(?:\s|$))"
)
"""How an entry begins: "Berg, O.;", "O. Berg,", "Harbour Board. (2020)."."""
_PUBLISHED = re.compile(
    rf"\b(?:[Ee]ds?\.|pp?\. ?\d|[Vv]ol(?:\.|ume) ?[\dIVX]|[Nn]o\. ?\d|Ch\. ?\d|doi|https?:"
    rf"|Press\b|\bISBN"
    rf"|\d ?\(\d{{1,3}}\) ?[:,]|\({_YEAR}(?:, {_MONTH}(?: \d{{1,2}})?)?\)\.|{_YEAR}[.:])"
)
_LAST_DATE = re.compile(
    rf"[,.;:”\"’')(] ?(?:\((?:[^()]{{1,40}}[,:] )?)?(?:(?:updated|revised|published|dated"
    rf"|accessed|posted) )?"
    rf"{_DATE}\)?(?:, (?:at |on |pp?\b|[Tt]able|[Ff]ig|[Ss]ec|[Cc]h"
    rf"|https?)[^;]{{1,160}})?\W{{0,3}}$"
)
"""A date at the very end, behind a mark: where a publication says when it came out."""
_DAY = re.compile(rf"{_MONTH} \d{{1,2}}$")
_TITLE_END = re.compile(
    r"[,.?][”\"’'](?=[ ,(])|^\W{0,3}(?:[Ss]ee|Source|Based on|Adapted|[Ee]-?mail"
    r"|[Cc]orrespondence|Letter"
    r"|Press [Rr]elease|Testimony|Interview|Statement|Memorandum|(?:[A-Z]\w* "
    r"|Personal )?[Cc]ommunication)\b|\b[Vv]ol\. ?\d"
)
_LONG_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_MAKES_A_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|said|says|rose|fell|grew|began|became|made|did|does"
    r"|do|must|should|may|might|took|opened|closed|won|lost)\b"
)
_ENOUGH_WORDS = 4
_TITLE_SHARE = 0.7
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Rr]etrieved|[Aa]ccessed|[Aa]rchived|[Dd]ownloaded|[Ll]ast (?:accessed|updated"
        rf"|reviewed"
        rf"|modified|revised))(?: on| from| at|:){{0,2}} ?{_DATE}",
        rf"(?:{_INITIALS}|\bal\.,?|\b{_NAME}\.) ?\({_YEAR}(?:, {_MONTH}(?: \d{{1,2}})?)?\)",
        rf"(?:{_INITIALS}|\bal\.,?[^()]{{0,120}}) \({_DATE}\)",
        rf"[\"”’'*_] ?[—–-]{{1,2}} ?[A-Z][^,.;]{{0,40}}(?:\.\w{{2,4}})?, {_DATE}\W{{0,2}}$",
        rf"(?:\bPress|\bPubl\w+|\bBooks|\bVerlag|\bSons|\bUniversity|\bUP|Washington,? D\.?C\.?"
        rf"|New York|London|Cambridge|Oxford)(?:: [^()\d]{{1,60}})?, {_YEAR}(?=[).;]|$)",
        r"\b(?:[Ss]ources?|[Aa]dapted from|(?:[Pp]hoto |[Ii]mage )?[Cc]redits?|[Pp]hoto(?:graph)?)"
        r"(?: by)?: [^()]{1,200}",
        rf"(?:\b[A-Z][\w.’'-]{{1,30}} (?:(?:and|of|the|in|for|on|to"
        rf"|&) )?){{3,12}}?[A-Z][\w’'-]+: {_YEAR}[-–]{_YEAR}",
        rf", (?:updated|revised|published|dated|accessed|posted) {_DATE}",
        rf"\b[A-Z][\w’'-]+ [A-Z]{{1,3}} \({_YEAR}\)|\b[A-Z][\w’'-]+ and others,? \(?{_YEAR}\)?",
        rf"^\W{{0,3}}[A-Z][\w.,& ]{{1,60}}, {_YEAR}: ",
        r"\b\d{1,3}(?:st|nd|rd|th) (?:Cong(?:ress)?\.?|[Ss]ess(?:ion)?\.?),?(?: \d(?:st"
        r"|nd) [Ss]ess\.,?)?",
        rf"(?:©|\([cC]\)|\b[Cc]opyright) ?(?:©|\([cC]\))? ?{_YEAR}(?:[-–]{_YEAR})?",
        r"\d{1,4} ?\(\d{1,3}(?:[-–]\d{1,3})?\) ?[:,] ?\d{1,5}(?:[-–]\d{1,5})?",
        r"\b(?:pp?|[Vv]ols?|[Nn]os?|[Cc]h|[Aa]rts?|[Ss]ec|[Pp]ars?|[Ff]igs?"
        r"|[Ee]qs?)\. ?\d[\d.,–-]{0,12}"
        r"(?:\(\w{1,4}\)){0,3}",
        rf"(?<=[A-Za-z.] )\d{{1,3}}(?:, ?\d{{2,5}}[-–]\d{{2,5}}(?=,? \(?{_YEAR})"
        rf"| ?\({_YEAR}\) ?\d+)"
        rf"(?:,? \(?{_YEAR}\)?)?",
        rf"{_YEAR}: ?\d{{1,4}}(?:[-–]\d{{1,4}})?(?=[);,])|{_DATE}\.? https?://\S+",
        r"(?:;\d{1,4}:|\b\d{1,4}:)\d{1,5}[-–]\d{1,5}",
        # laws and cases: "42 U.S.C. § 2000e-2", "29 CFR 1604.11", "401 U.S. 424 (1971)"
        r"\b\d{1,4} (?:U\. ?S\. ?C\.?|USC|C\. ?F\. ?R\.?|CFR|U\. ?S\.|F\. ?(?:2d|3d|4th)"
        r"|F\. ?Supp\."
        r"(?: ?[23]d)?|S\. ?Ct\.|Fed(?:\.|eral) ?Reg(?:\.|ister)|FR|Stat\."
        r"|[A-Z][a-z]{2,5}\.(?: ?[234]d)?)"
        r"(?: ?(?:§{1,2}|[Pp]arts?|[Ss]ec(?:tion|\.)))? ?\d[\w.–-]{0,12}(?:\(\w{1,4}\)){0,4}"
        rf"(?:,? \d{{1,4}}(?:[-–]\d{{1,4}})?)?(?: \([^()\d]{{0,20}}{_YEAR}\))?",
        r"§{1,2} ?\d[\w.–-]{0,12}(?:\(\w{1,4}\)){0,4}",
        r"\b(?:Pub(?:lic|\.) ?L(?:aw|\.)|P\.L\.) ?(?:No\. ?)?\d{1,3}[-–]\d{1,4}",
        r"\b(?:H\. ?R\.|S\.|HR|H\.B\.|S\.B\.|HB|SB|AB|E\.O\.|EO|Executive Order"
        r"|Public Law) \d{2,5}\b(?!\.\d)",
        rf"\b(?:Cir|App|Ct|Div|Tex|Cal|Mich|Mass|[A-Z]\.[A-Z])\.,? (?:[A-Z][a-z]+\. )?{_YEAR}\)",
        rf"\bv\. [A-Z][^()\d]{{0,60}}(?:, | \(){_YEAR}\)?",
    )
)
_MARKS = re.compile(
    r"[.(©§:]|[RrAaDdLl](?:etrieved|ccessed|rchived|ownloaded|ast )|[—–-] ?[A-Z]|CFR|USC"
)


def masked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches that name sources, unordered; the whole sentence where it is an entry of a list."""
    if not _MARKS.search(text, start, end):
        return
    if _ENTRY.match(text, start, end) and _PUBLISHED.search(text, start, end):
        yield start, end
        return
    if _is_publication(text, start, end):
        yield start, end
        return
    for pattern in _PLACES:
        for match in pattern.finditer(text, start, end):
            yield match.span()


def _is_publication(text: str, start: int, end: int) -> bool:
    """ "Harbour Board, Tides of the North, March 2013.": titles up to a date, and no verb."""
    date = _LAST_DATE.search(text, max(start, end - 200), end)
    if date is None or _DAY.search(text[max(start, date.start() - 16) : date.start()]):
        return False
    told = text[start : date.start()]
    words = _LONG_WORD.findall(told[-400:])
    if len(words) < _ENOUGH_WORDS or _MAKES_A_SENTENCE.search(told):
        return False
    share = sum(word[0].isupper() for word in words) / len(words)
    return share >= _TITLE_SHARE or (
        _TITLE_END.search(told) is not None and share >= _TITLE_SHARE / 2
    )

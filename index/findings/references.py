"""Where a text names its sources: entries of reference lists, credits, laws and cases.

Years, pages and volumes there say where something stands, not how much of it there is. Decides from
the characters alone; every repetition is bounded.
"""

from __future__ import annotations

import re

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = (
    rf"(?:(?:{_MONTH} )?\d{{1,2}}(?:st|nd|rd|th)?,? (?:{_MONTH},? )?{_YEAR}"
    rf"|{_MONTH},? {_YEAR}|\d{{1,4}}[-/]\d{{1,2}}[-/]\d{{2,4}}|{_YEAR})"
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
    rf"|Press\b|\bISBN|\d ?\(\d{{1,3}}\) ?[:,]"
    rf"|\({_YEAR}(?:, {_MONTH}(?: \d{{1,2}})?)?\)\.|{_YEAR}[.:])"
)
_LAST_DATE = re.compile(
    rf"[,.;:”\"’')(] ?(?:\((?:[^()]{{1,40}}[,:] )?)?(?:(?:updated|revised|published|dated|accessed"
    rf"|posted) )?{_DATE}\)?"
    r"(?:, (?:at |on |pp?\b|[Tt]able|[Ff]ig|[Ss]ec|[Cc]h|https?|available|here(?:in)?after)"
    r"[^;]{1,160})?\W{0,3}$"
)
"""A date at the very end, behind a mark: where a publication says when it came out."""
_DAY = re.compile(rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?$")
_TITLE_END = re.compile(
    r"[,.?][”\"’'](?=[ ,(])|^\W{0,3}(?:[Ss]ee|Source|Based on|Adapted|[Ee]-?mail"
    r"|[Cc]orrespondence|Letter|Press [Rr]elease|Testimony|Interview|Statement|Memorandum"
    r"|(?:[A-Z]\w* |Personal )?[Cc]ommunication)\b|\b[Vv]ol\. ?\d"
)
_SEE = re.compile(r"\W{0,3}(?:For [^.]{1,80}, see|See)\b(?: also| generally|, e\.g\.,?)?")
_LONG_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_MAKES_A_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|said|says|rose|fell|grew|began"
    r"|became|made|did|does|do|must|should|may|might|took|opened|closed|won|lost)\b"
)
_ENOUGH_WORDS = 4
_TITLE_SHARE = 0.7
_WITH_YEAR = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:[Rr]etrieved|[Aa]ccessed|[Aa]rchived|[Dd]ownloaded"
        r"|[Ll]ast (?:accessed|updated|reviewed|modified|revised))"
        rf"(?: on| from| at|:){{0,2}} ?{_DATE}",
        rf", (?:updated|revised|published|dated|accessed|posted) {_DATE}",
        # authors before a year, and titles, publishers and credits
        rf"(?:{_INITIALS}|\bal\.,?|\b{_NAME}\.) ?\({_YEAR}(?:, {_MONTH}(?: \d{{1,2}})?)?\)",
        rf"(?:{_INITIALS}|\bal\.,?[^()]{{0,120}}) \({_DATE}\)",
        rf"\b{_NAME} [A-Z]{{1,3}} \({_YEAR}\)|\b{_NAME} and others,? \(?{_YEAR}\)?",
        rf"\A\W{{0,3}}[A-Z][\w.,& ]{{1,60}}, {_YEAR}: ",
        rf"[\"”’'*_] ?[—–-]{{1,2}} ?[A-Z][^,.;]{{0,40}}(?:\.\w{{2,4}})?, {_DATE}\W{{0,2}}\Z",
        r"(?:\bPress|\bPubl\w+|\bBooks|\bVerlag|\bSons|\bUniversity|\bUP|Washington,? D\.?C\.?"
        rf"|New York|London|Cambridge|Oxford)(?:: [^()\d]{{1,60}})?, {_YEAR}(?=[).;]|\Z)",
        r"(?:\b[A-Z][\w.’'-]{1,30} (?:(?:and|of|the|in|for|on|to|&) )?){3,12}?[A-Z][\w’'-]+: "
        rf"{_YEAR}[-–]{_YEAR}",
        rf"(?:©|\([cC]\)|\b[Cc]opyright) ?(?:©|\([cC]\))? ?{_YEAR}(?:[-–]{_YEAR})?",
        # volume, year and pages; the page after a year; a web address after a date
        rf"(?<=[A-Za-z.] )\d{{1,3}}(?:, ?\d{{2,5}}[-–]\d{{2,5}}(?=,? \(?{_YEAR})"
        rf"| ?\({_YEAR}\) ?\d+)(?:,? \(?{_YEAR}\)?)?",
        rf"{_YEAR}: ?\d{{1,4}}(?:[-–]\d{{1,4}})?(?=[);,])|{_DATE}\.? https?://\S+",
        # pages of a register behind its volume, which the sentence may have lost
        rf"\b\d{{4,6}}, \d{{4,6}}(?:[-–]\d{{1,6}})? \({_DATE}\)",
        # courts
        rf"\b(?:Cir|App|Ct|Div|Tex|Cal|Mich|Mass|[A-Z]\.[A-Z])\.,? (?:[A-Z][a-z]+\. )?{_YEAR}\)",
        rf"\bv\. [A-Z][^()\d]{{0,60}}(?:, | \(){_YEAR}\)?",
    )
)
_WITHOUT_YEAR = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\A\W{0,3}|\()(?:(?:[Dd]ata |[Ii]mage |[Pp]hoto )?(?:[Ss]ources?|[Cc]redits?)"
        r"|Adapted from|Photo(?:graph)?)(?: by)?: [^()]{1,200}",
        # volume(issue):pages, and what abbreviations count
        r"\d{1,4} ?\(\d{1,3}(?:[-–]\d{1,3})?\) ?[:,] ?\d{1,5}(?:[-–]\d{1,5})?",
        r"(?:;\d{1,4}:|\b\d{1,4}:)\d{1,5}[-–]\d{1,5}",
        r"\b(?:pp?|[Vv]ols?|[Nn]os?|[Cc]h|[Aa]rts?|[Ss]ec|[Pp]ars?|[Ff]igs?|[Ee]qs?)\. ?"
        r"\d[\d.,–-]{0,12}(?:\(\w{1,4}\)){0,3}",
        # laws and cases: "42 U.S.C. § 2000e-2", "29 CFR 1604.11", "401 U.S. 424 (1971)"
        r"\b\d{1,4} (?:U\. ?S\. ?C\.?|USC|C\. ?F\. ?R\.?|CFR|U\. ?S\.|F\. ?(?:2d|3d|4th)"
        r"|F\. ?Supp\.(?: ?[23]d)?|S\. ?Ct\.|Fed(?:\.|eral) ?Reg(?:\.|ister)|FR|Stat\.)"
        r"(?: ?(?:§{1,2}|[Pp]arts?|[Ss]ec(?:tion|\.)))? ?\d[\w.–-]{0,12}(?:\(\w{1,4}\)){0,4}"
        rf"(?:,? \d{{1,4}}(?:[-–]\d{{1,4}})?(?!\w))?(?: \([^()\d]{{0,20}}{_YEAR}\)|, {_DATE})?",
        r"§{1,2} ?\d[\w.–-]{0,12}(?:\(\w{1,4}\)){0,4}",
        r"\b(?:Pub(?:lic|\.) ?L(?:aw|\.)|P\.L\.) ?(?:No\. ?)?\d{1,3}[-–]\d{1,4}",
        r"\b(?:H\. ?R\.|S\.|HR|H\.B\.|S\.B\.|HB|SB|AB|E\.O\.|EO|Executive Order|Public Law) "
        r"\d{2,5}\b(?!\.\d)",
        r"\b\d{1,3}(?:st|nd|rd|th) (?:Cong(?:ress)?\.?|[Ss]ess(?:ion)?\.?),?"
        r"(?: \d(?:st|nd) [Ss]ess\.,?)?",
    )
)
_HAS_YEAR = re.compile(_YEAR)
_HAS_CREDIT = re.compile(r"(?:ources?|redits?|rom|oto\w*|by): ")
_HAS_MARKS = re.compile(
    r"§|[A-Za-z]\. ?\d|\d ?\(\d|\d:\d|\d [CFU]|\b[A-Z]{2} \d"
    r"|(?:Order|Law) \d|(?:st|nd|rd|th) [CSs]"
)


def makes_a_sentence(text: str) -> bool:
    """Whether a finite verb stands in it, one of the most frequent: entries have none."""
    return _MAKES_A_SENTENCE.search(text) is not None


def masked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches that name sources, unordered; the whole sentence where it is nothing else.

    Offsets are those of `text`, of which only the sentence between `start` and `end` is read.
    """
    sentence = text[start:end]
    dated = _HAS_YEAR.search(sentence) is not None
    if _is_pointer(sentence) or (dated and (_is_entry(sentence) or _is_publication(sentence))):
        return [(start, end)]
    patterns = _WITH_YEAR if dated else ()
    credited = ": " in sentence and _HAS_CREDIT.search(sentence)
    if credited or _HAS_MARKS.search(sentence):
        patterns += _WITHOUT_YEAR
    return [
        (start + match.start(), start + match.end())
        for pattern in patterns
        for match in pattern.finditer(sentence)
    ]


def _is_pointer(sentence: str) -> bool:
    """ "For more, see Harbour Board Report 12, Ten Tides of the North, by Ola Berg."."""
    see = _SEE.match(sentence)
    return see is not None and _is_title(sentence[see.end() :], _TITLE_SHARE)


def _is_entry(sentence: str) -> bool:
    return _ENTRY.match(sentence) is not None and _PUBLISHED.search(sentence) is not None


def _is_publication(sentence: str) -> bool:
    """ "Harbour Board, Tides of the North, March 2013.": titles up to a date, and no verb."""
    date = _LAST_DATE.search(sentence, max(0, len(sentence) - 200))
    if date is None or _DAY.search(sentence[max(0, date.start() - 16) : date.start()]):
        return False
    told = sentence[: date.start()]
    marked = _TITLE_END.search(told) is not None
    return _is_title(told, _TITLE_SHARE / 2 if marked else _TITLE_SHARE)


def _is_title(words: str, share: float) -> bool:
    """Whether at least this share of the long words has a capital, and no verb makes a sentence."""
    long: list[str] = _LONG_WORD.findall(words[-400:])
    if len(long) < _ENOUGH_WORDS or _MAKES_A_SENTENCE.search(words):
        return False
    return sum(word[0].isupper() for word in long) >= share * len(long)

"""What a figure measures: a guess, by the words around it; None where it would be mere luck.

"12% of households": what follows "of". "a deficit of $3bn": what stands before "of". "Revenue rose
to $4bn": the subject of the clause. "509 patients with asthma": what is counted.
"""

from __future__ import annotations

import re

from index.article import Span
from index.findings.nouns import is_plural
from index.findings.numbers import numbers
from index.findings.quantities import Quantity, Scope
from index.findings.wordlists import listed
from index.sentences import clause_spans

_REACH = 90
_LONGEST = 8
_ADDED = re.compile(r"[ \u00a0](?:of|in)[ \u00a0](?:all |the |its |their |these |those |every )*")
_RATE = re.compile(r" (?:per|a|an|each|every) ")
_THEN = re.compile(r" (?:after|before|ago|later|earlier|in advance|since|from now)\b")
_OR_MORE = re.compile(r" or (?:more|fewer|less) | plus ")
_COMPOUND = re.compile(r"-[^\W\d_][\w-]*\Z")
_WHEN = re.compile(
    r"\b(?:over|for|within|in|during|after|until|by|before|since|every|past|last|first|next|than|of|as)"
    r"(?: the)?(?: (?:past|last|first|next|about|around|nearly|almost|least|coming|following))* \Z"
)
_WHOSE_AGE = re.compile(
    r"\b((?:(?:young|older|healthy|adult|[A-Z][\w’'-]+) )*(?:people|men|women|children|adults"
    r"|patients|girls"
    r"|boys|residents|workers|participants|students|voters|[A-Z][\w’'-]+))"
    r"(?:,| who (?:are|were)| between| (?:under|over|above|below)"
    r"| (?:of )?age[ds]?){0,2}(?: (?:the )?ages? of)? \Z"
)
_CHANGE_IN = re.compile(
    r" (?:[a-z]+ )?(?:increase|decrease|rise|fall|drop|decline|growth|gain|loss|reduction|cut|jump"
    r"|surge|slump|improvement|change|share|chance|risk|probability|stake)s?"
    r" (?:in|of|on) (?:all |the |its |their |these |those |every )*"
)
_ARTICLE_BEFORE = re.compile(
    r"\b(?:an?|the|its|their|his|her|our|this|that)"
    r"(?: (?:additional|annual|estimated|extra|further|minimum|maximum|record|whopping|total))? \Z",
    re.IGNORECASE,
)
_TRAILING = frozenset(
    ("also", "even", "just", "now", "only", "still", "then", "typically", "usually")
)
_EXTENT = re.compile(r" (?:deep|high|long|old|possible|tall|thick|wide)\b")
_LETTER = re.compile(r"[^\W\d_]")
_GERUND = re.compile(r"[a-z]+ing\b")
_TIMES_THE = re.compile(r"[ \u00a0](?:the|its|their|that|this|our|his|her) ")
_PARTICIPLE = re.compile(r"(?:ed|ing)\Z")
_VAGUE = frozenset(
    ("total", "rest", "way", "time", "same", "kind", "them", "average", "one", "most")
)
_WORD = re.compile(r"[^\W_][\w’'₂&/-]*")
_PHRASE_ENDS = listed("ends a phrase")
_VERB = re.compile(
    r"(?: (?:can|could|may|might|will|would|must|should))?"
    r" (?:is|are|was|were|be|has been|have been|had been|rose|rises|fell|falls|grew|grows|climbed"
    r"|jumped|surged|dropped|declined|slipped|plunged|shrank|increased|decreased|reached|hit|totalled"
    r"|totaled|averaged|exceeded|topped|stood|came|amounts?|amounted|costs?|raised|doubled|tripled"
    r"|remained|remains|makes? up|made up|accounts?|accounted|represents?|represented|lasts?|lasted"
    r"|takes?|took|measures?|weighs?|ranges?|ranged|spans?|covers?"
    r"|starts? at|expanded|contracted|gained|lost|take"
    r"|reach|cost|fall|rise|grow|last)\b"
)
_AVERAGE = re.compile(r"\b(?:average|maximum|mean|median|minimum|total)\Z", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"([^\W\d_][\w’' -]{2,60}?) (?:of|:) (?:(?:about|around|nearly|almost|over|some|roughly|up to|"
    r"more than|less than|at least|only|just|an? |as \w+ as|approximately|a net) ?)*\Z"
)
_LEADING = re.compile(
    r"^(?:(?:and|but|so|yet|while|although|though|because|that|which|who|however|meanwhile|in|by|on|since"
    r"|the|a|an|its|their|his|her|our|this|these|those|with|from|at|to|for)\s+)+",
    re.IGNORECASE,
)  # fmt: skip
_EMPTY = frozenset(
    (
        "it",
        "this",
        "that",
        "there",
        "they",
        "he",
        "she",
        "we",
        "which",
        "these",
        "those",
        "you",
        "i",
    )
)
_NO_SUBJECT = frozenset(
    (
        "that",
        "which",
        "who",
        "if",
        "when",
        "while",
        "than",
        "because",
        "you",
        "has",
        "have",
        "had",
        "by",
    )
)


def what_it_measures(scope: Scope, quantity: Quantity) -> Span | None:
    """The span of what a figure is about, or None."""
    if quantity.kind == "date":
        return None
    if quantity.kind == "count" and quantity.rule == "counted noun":
        return _counted(scope, quantity)
    if quantity.rule == "age":
        return _aged(scope, quantity)
    following = _following(scope, quantity)
    if following is not None:
        return following
    if _COMPOUND.search(scope.text, quantity.start, quantity.end):
        return _phrase(scope, quantity.end + 1, before="-")
    described = _described(scope, quantity)
    if described is not None:
        return described
    if quantity.rule == "odds":
        return _phrase(scope, quantity.end + 1)
    if quantity.kind == "duration" and _THEN.match(scope.text, quantity.end, scope.end):
        return None
    if quantity.kind == "duration" and _WHEN.search(scope.before(quantity.start)):
        return None
    return _preceding(scope, quantity)


def _aged(scope: Scope, quantity: Quantity) -> Span | None:
    """Whose age it is: "children aged 5", "Ola Berg, 58,"; a pronoun is nobody to name."""
    begin = max(scope.start, quantity.start - _REACH)
    whose = _WHOSE_AGE.search(scope.text[begin : quantity.start])
    return Span(begin + whose.start(1), begin + whose.end(1)) if whose else None


def _counted(scope: Scope, quantity: Quantity) -> Span | None:
    number = next(numbers(scope.text, quantity.start, quantity.end))
    rate = _RATE.search(scope.text, number.end, quantity.end)
    end = rate.start() if rate else quantity.end
    begin = number.end + len(number.short)
    more = _OR_MORE.match(scope.text, begin, end)
    noun = _WORD.search(scope.text, more.end() if more else begin, end)
    if noun is None:
        return None
    return Span(noun.start(), noun.start() + len(scope.text[noun.start() : end].rstrip('”"')))


def _following(scope: Scope, quantity: Quantity) -> Span | None:
    times = _TIMES_THE.match(scope.text, quantity.end, scope.end)
    if times and quantity.kind == "ratio" and quantity.unit == "x":
        return _phrase(scope, times.end())
    match = _ADDED.match(scope.text, quantity.end, scope.end)
    if match is None or (" in" in match[0] and quantity.kind != "ratio"):
        return None
    if quantity.kind == "duration" and _GERUND.match(scope.text, match.end(), scope.end):
        return None
    return _phrase(scope, match.end())


def _described(scope: Scope, quantity: Quantity) -> Span | None:
    """ "a 6% rise in rents": what rose; "a $750 deposit": the noun that the figure describes."""
    if quantity.kind not in ("percent", "money", "range", "ratio", "measure"):
        return None
    change = _CHANGE_IN.match(scope.text, quantity.end, scope.end)
    if change:
        return _phrase(scope, change.end())
    if not _ARTICLE_BEFORE.search(scope.before(quantity.start, 24)):
        return None
    if _EXTENT.match(scope.text, quantity.end, scope.end):
        return None
    return _phrase(scope, quantity.end + 1) if quantity.end + 1 < scope.end else None


def _phrase(scope: Scope, start: int, before: str = " ") -> Span | None:
    """The noun phrase from `start` on: up to a plural, or before a function word or a mark.

    `before` says which marks besides a space may stand ahead of it.
    """
    if start >= scope.end or scope.text[start - 1] not in " \u00a0" + before:
        return None
    end = start
    complete = False
    for _ in range(_LONGEST):
        word = _WORD.match(scope.text, end + (end > start), scope.end)
        if word is None or word[0].lower() in _PHRASE_ENDS:
            break
        if complete and not is_plural(word[0]):
            break
        if word[0].endswith(("n't", "n’t")) or (end > start and _PARTICIPLE.search(word[0])):
            break
        complete = is_plural(word[0])
        end = word.end()
        if scope.text[end : end + 1] != " ":
            break
    words = scope.text[start:end]
    if words.lower() in _VAGUE or not _LETTER.search(words):
        return None
    return Span(start, end)


def _preceding(scope: Scope, quantity: Quantity) -> Span | None:
    begin = max(scope.start, quantity.start - _REACH)
    before = scope.text[begin : quantity.start]
    match = _OF_BEFORE.search(before)
    if match and not _AVERAGE.search(match[1]):
        return _trimmed(scope.text, begin + match.start(1), begin + match.end(1), last=3)
    if not _VERB.search(scope.text, max(scope.start, quantity.start - 4 * _REACH), quantity.start):
        return None
    clause = _clause_start(scope, quantity.start)
    item = scope.text.rfind(", ", clause, quantity.start) + 2
    nearer = _VERB.search(scope.text, item, quantity.start) if item >= clause + 2 else None
    if nearer is not None and nearer.start() > item:
        clause = item
    subject = _VERB.search(scope.text, clause, quantity.start)
    if subject is None:
        return None
    return _trimmed(scope.text, clause, subject.start(), last=None)


def _clause_start(scope: Scope, offset: int) -> int:
    begin = max(scope.start, offset - 4 * _REACH)
    return max(
        (
            clause.start
            for clause in clause_spans(scope.text, Span(begin, offset))
            if clause.start < offset
        ),
        default=begin,
    )


def _trimmed(text: str, start: int, end: int, *, last: int | None) -> Span | None:
    """A phrase without what leads in to it; at most its `last` words, else None if it is long."""
    start = max(start, text.rfind(",", start, end) + 1, text.rfind(")", start, end) + 1)
    leading = _LEADING.match(text[start:end].lstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    start += leading.end() if leading else 0
    found = list(_WORD.finditer(text, start, end))
    if last is not None:
        found = _last_phrase(found, last)
    names = [word[0].lower() for word in found]
    if all(name in _PHRASE_ENDS or name in _EMPTY for name in names) or len(found) > _LONGEST:
        return None
    while len(found) > 1 and names[-1] in _TRAILING:
        found, names = found[:-1], names[:-1]
    if not _LETTER.search("".join(names)):
        return None
    if names[0] in _EMPTY or names[-1] == "to" or _NO_SUBJECT.intersection(names):
        return None
    return Span(found[0].start(), found[-1].end())


def _last_phrase(found: list[re.Match[str]], most: int) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for word in reversed(found):
        if word[0].lower() in _PHRASE_ENDS or len(kept) == most:
            break
        kept.append(word)
    return kept[::-1]

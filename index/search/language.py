"""The query language: what a person types, read as a tree of `index.search.query` nodes.

    bank risk            any of the words, best first       "rate cut"     exactly these words
    +bank -oil           with bank, without oil             "rate cut"~8   near each other
    a AND b, a OR b, NOT a, ( )   in capitals; AND binds closer than OR, OR closer than a space
    reimb*               words that begin so                ~reimbursment  words like it
    title: question: text: claim: risk: figure: note: highlight:   where the words stand
    author: source: tag: format: lang: asks: kind: has: colour:    what is known of the section
    date:2026  date:2026-03..2026-06  date:>2026-01  date:<30d     when it was published
    risk:hazard  figure:>30%  figure:$1m..$5m                      kinds of risks, amounts
    in:notes                                                       where all words stand

"?" means nothing here: questions are asked with it. Stop words are left out where any other word
is there to look for. Reading takes linear time and raises nothing but `QueryError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from index.search import analysis
from index.search.amounts import is_amount, read_amounts
from index.search.dates import read_dates
from index.search.describing import describe
from index.search.errors import QueryError
from index.search.fields import (
    FACET_FIELDS,
    FIELDS,
    RISK_KINDS,
    VALUES,
    WORD_FIELDS,
    checked,
    no_such_field,
    there_is,
    zone_inside,
)
from index.search.lexer import Token, cut
from index.search.query import (
    AllOf,
    Amounts,
    AnyOf,
    Dates,
    Facet,
    Fuzzy,
    Group,
    Near,
    Not,
    Phrase,
    Prefix,
    Query,
    Word,
    Zone,
    finds_something,
    in_zone,
    is_filter,
)

__all__ = ["FIELDS", "LONGEST", "Query", "QueryError", "describe", "parse", "plain"]

LONGEST = 10_000
"""Code points a query may have."""
_DEEPEST = 30
_FARTHEST = 500


def parse(query: str, *, unfinished: bool = False) -> Query:
    """Read a query. Raises `QueryError`.

    With `unfinished`, while somebody types, what is open at the end is closed there, and the last
    word, when nothing follows it, is also the beginning of a word.
    """
    _check_length(query)
    parser = _Parser(query, unfinished)
    found = parser.group(0)
    if parser.token is not None:
        raise QueryError("this bracket closes nothing", parser.token.start)
    if found is None:
        raise QueryError("there is no word to search for", 0)
    if not finds_something(found):
        raise QueryError("it only says what to leave out", 0)
    return found


def plain(text: str) -> Query:
    """Read a text as words only, any of them: nothing in it is an operator. Raises `QueryError`."""
    _check_length(text)
    found = _group([Word(raw) for raw in analysis.CHUNK.findall(text)], [], [], [])
    if found is None:
        raise QueryError("there is no word to search for", 0)
    return found


def _check_length(query: str) -> None:
    if len(query) > LONGEST:
        raise QueryError(f"it is longer than {LONGEST:,} characters", LONGEST)


class _Parser:
    """Recursive descent over the pieces of one query; `token` is the next one, None at the end."""

    def __init__(self, query: str, unfinished: bool) -> None:
        self._pieces = iter(cut(query))
        self._length = len(query)
        self._unfinished = unfinished
        self.token = next(self._pieces, None)

    def _take(self) -> Token:
        token, self.token = self.token, next(self._pieces, None)
        assert token is not None
        return token

    def _next_is(self, *kinds: str) -> bool:
        return self.token is not None and self.token.kind in kinds

    def group(self, depth: int, name: str | None = None) -> Query | None:
        """Parts side by side, up to a closing bracket or the end."""
        should: list[Query] = []
        must: list[Query] = []
        without: list[Query] = []
        filters: list[Query] = []
        inside: Zone | None = None
        while self.token is not None and self.token.kind != ")":
            if self.token.kind == "field" and self.token.text == "in":
                inside = self._inside() or inside
                continue
            required = self._next_is("+") and bool(self._take())
            part = self._either(depth, name)
            if isinstance(part, Not):
                without.append(part.part)
            elif part is not None and is_filter(part):
                filters.append(part)
            elif part is not None:
                (must if required else should).append(part)
        if inside is None:
            return _group(should, must, without, filters)
        if not (should or must):
            filters += filter(None, (there_is(inside),))
        should, must, without = (
            [in_zone(q, zone=inside) for q in each] for each in (should, must, without)
        )
        return _group(should, must, without, filters)

    def _inside(self) -> Zone | None:
        """What `in:` says of the words around it."""
        self._take()
        if self.token is None or self.token.kind not in ("word", "quote"):
            return None
        value = self._take()
        try:
            return zone_inside(value.text)
        except ValueError as error:
            if self._open_ended(value):
                return None
            raise QueryError(str(error), value.start) from error

    def _either(self, depth: int, name: str | None) -> Query | None:
        """Parts with OR between them."""
        parts = [self._both(depth, name)]
        while self._next_is("OR"):
            self._operator(parts[-1], self._take())
            parts.append(self._both(depth, name))
        found = tuple(part for part in parts if part is not None)
        return AnyOf(found) if len(found) > 1 else next(iter(found), None)

    def _both(self, depth: int, name: str | None) -> Query | None:
        """Parts with AND between them."""
        parts = [self._operand(depth, name)]
        while self._next_is("AND"):
            self._operator(parts[-1], self._take())
            parts.append(self._operand(depth, name))
        found = tuple(part for part in parts if part is not None)
        return AllOf(found) if len(found) > 1 else next(iter(found), None)

    def _operator(self, left: Query | None, operator: Token) -> None:
        """Check that AND or OR has something on both sides."""
        dangling = self.token is None and not self._unfinished
        if left is None or dangling or self._next_is("AND", "OR", ")"):
            raise QueryError(f"{operator.text} wants something on both sides", operator.start)

    def _operand(self, depth: int, name: str | None) -> Query | None:
        negative = False
        while self._next_is("+", "-", "NOT"):
            sign = self._take()
            negative ^= sign.kind != "+"
            dangling = self.token is None and not self._unfinished
            if sign.kind == "NOT" and (dangling or self._next_is("AND", "OR", ")")):
                raise QueryError("NOT wants something behind it", sign.start)
        found = self._atom(depth, name)
        return Not(found) if negative and found is not None else found

    def _atom(self, depth: int, name: str | None) -> Query | None:
        fuzzy = False
        while self._next_is("field", "~"):
            token = self._take()
            fuzzy |= token.kind == "~"
            name = self._known(token) if token.kind == "field" else name
        if self.token is None or self._next_is(")"):
            return None
        token = self._take()
        match token.kind:
            case "AND" | "OR":
                raise QueryError(f"{token.text} wants something on both sides", token.start)
            case "(":
                return self._bracket(token, depth, name)
            case "quote":
                return self._quote(token, name)
            case _:
                return self._word(token, name, fuzzy)

    def _bracket(self, opening: Token, depth: int, name: str | None) -> Query | None:
        if depth >= _DEEPEST:
            raise QueryError("brackets are nested too deeply", opening.start)
        found = self.group(depth + 1, name)
        if self.token is not None:
            self._take()
        elif not self._unfinished:
            raise QueryError("this bracket is not closed", opening.start)
        return found

    def _known(self, token: Token) -> str:
        name = token.text
        if name not in WORD_FIELDS and name not in FACET_FIELDS and name != "date":
            said = "in: wants nothing before it" if name == "in" else no_such_field(name)
            raise QueryError(said, token.start)
        return name

    def _open_ended(self, token: Token) -> bool:
        """Whether somebody may still be typing the word that ends here."""
        return self._unfinished and token.end == self._length

    def _quote(self, token: Token, name: str | None) -> Query | None:
        if not (token.closed or self._unfinished):
            raise QueryError("this quotation mark is not closed", token.start)
        if name == "date" or (name == "figure" and is_amount(token.text)):
            return self._bounds(name, token)
        words = _words(token.text)
        if not words:
            return None
        open_end = not token.closed and token.text[-1:].isalnum()
        if name is not None and name in FACET_FIELDS:
            return self._facet(name, token, words, open_end)
        zone = WORD_FIELDS.get(name or "")
        if token.near is not None:
            return _near(words, min(token.near, _FARTHEST), zone)
        return Phrase(words, zone, open_end)

    def _word(self, token: Token, name: str | None, fuzzy: bool) -> Query | None:
        if name == "date" or (name == "figure" and is_amount(token.text)):
            return self._bounds(name, token)
        words = _words(token.text)
        if not words:
            return None
        star = token.text.endswith("*")
        if name is not None and name in FACET_FIELDS:
            return self._facet(name, token, words, star or self._open_ended(token))
        if name == "risk" and not fuzzy and token.text.casefold() in RISK_KINDS:
            return Facet("has", ("risk", *words))
        zone = WORD_FIELDS.get(name or "")
        if fuzzy and len(words) == 1:
            return Fuzzy(words[0], zone)
        begun = Prefix(words[0], zone) if len(words) == 1 else Phrase(words, zone, open_end=True)
        if star:
            return begun
        word = _as_typed(token, zone)
        if self._open_ended(token) and token.text[-1:].isalnum() and not _runs_on(words):
            return begun if _is_noise(word) else AnyOf((word, begun))
        return word

    def _facet(self, name: str, token: Token, words: tuple[str, ...], open_end: bool) -> Facet:
        """What is known of a section; where only some values exist, others are refused."""
        if name in VALUES:
            try:
                words = (checked(name, " ".join(words), begun=open_end),)
            except ValueError as error:
                raise QueryError(str(error), token.start) from error
        return Facet(FACET_FIELDS[name], words, open_end)

    def _bounds(self, name: str, token: Token) -> Dates | Amounts | None:
        """A date, a figure, a range of them."""
        try:
            return read_dates(token.text) if name == "date" else read_amounts(token.text)
        except ValueError as error:
            if self._open_ended(token):
                return None
            raise QueryError(str(error), token.start) from error


def _as_typed(token: Token, zone: Zone | None = None) -> Word:
    """A word without the punctuation around it."""
    chunks = list(analysis.CHUNK.finditer(token.text))
    return Word(token.text[chunks[0].start() : chunks[-1].end()], zone)


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in analysis.tokens(text))


def _near(words: tuple[str, ...], distance: int, zone: Zone | None) -> Query:
    telling = tuple(word for word in words if word not in analysis.STOP_WORDS) or words
    return Near(telling, distance, zone) if len(telling) > 1 else Phrase(telling, zone)


def _group(
    should: list[Query], must: list[Query], without: list[Query], filters: list[Query]
) -> Query | None:
    """The simplest query that means these parts; None for nothing."""
    loose = [part for each in should for part in _loosened(each)]
    telling = [part for part in loose if not _is_noise(part)]
    if telling or must:
        loose = telling
    group = Group(tuple(loose), tuple(must), tuple(without), tuple(filters))
    parts = [*loose, *must, *filters]
    if not parts and not without:
        return None
    return parts[0] if len(parts) == 1 and not without else group


def _is_noise(query: Query) -> bool:
    """Whether there is nothing in a query but stop words."""
    match query:
        case Word(text):
            chunks = map(analysis.read_chunk, analysis.CHUNK.findall(text))
            return not any(c.joined or any(part.stem for part in c.parts) for c in chunks)
        case Group(should, must, without, filters):
            return not (must or without or filters) and all(map(_is_noise, should))
        case _:
            return False


def _runs_on(words: tuple[str, ...]) -> bool:
    """Whether these are ideographs, more than a word has: nobody types spaces between them."""
    return len(words) > 2 and all(map(analysis.is_ideograph, words))


def _loosened(query: Query) -> Iterator[Query]:
    """What may stand beside others of which any may match."""
    match query:
        case Group(should, (), (), ()):
            yield from should
        case Word(text, zone) if _runs_on(words := _words(text)):
            for first, second in pairwise(words):
                yield Word(first + second, zone)
        case _:
            yield query

"""How a highlight finds its text again after the article has changed: described, then anchored.

The rule is to refuse rather than to guess: a note beside the wrong sentence is worse than a note
in the list of orphans. Works on texts alone; nothing here stores or shows anything.

Sources. What is kept of a quote: TextQuoteSelector and TextPositionSelector of the W3C Web
Annotation Data Model (2017). The order of trust (position, exact quote, similar quote) and 32 code
points of context: the Hypothesis client (`src/annotator/anchoring`), which however takes the best
place however bad it is; here it must pass gates. Similarity: Levenshtein's edit distance;
approximate search: best partial alignment, both as in RapidFuzz.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from index.article import Article, Span
from reader.notes.judging import (
    SAME_HEADING,
    SHORT_QUOTE,
    TIE,
    Candidate,
    apart,
    likeness,
    plain,
    plain_but_case,
    side_likeness,
)
from reader.notes.model import CONTEXT, Anchored, Highlight, Place, Selector

_MANY = 500
_ROUGH_CUTOFF = 50.0
_PIECE = 200  # what is compared at a time: the search takes far longer with long patterns
_BESIDE = 0.2  # what the surroundings weigh where an end may be here or there
_REACH = 8  # code points around a rough place within which its ends are looked for, at the least


def describe(article: Article, start: int, end: int) -> Selector:
    """What is needed to find article.text[start:end] again.

    Raises ValueError if the span is empty, blank or not within the text.
    """
    text = article.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ValueError(f"There is no text from {start} to {end} in this article.")
    section = article.section_at(start)
    selector = Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        section=section.number,
        heading=section.heading,
        text_hash=article.text_hash,
    )
    equals = [each for each in _Ground(article).exact(selector) if each.passes(end - start)]
    return replace(selector, twins=len(equals) - 1)


def describe_section(article: Article, number: int) -> Selector:
    """What is needed to find a section again that a note without a quote is about.

    A note on section 0 is a note on the whole article. Raises ValueError if there is no such
    section.
    """
    if not 0 <= number < len(article.sections):
        raise ValueError(f"There is no section {number} in this article.")
    section = article.sections[number]
    return Selector(
        exact="",
        prefix="",
        suffix="",
        start=section.start,
        end=section.start,
        section=number,
        heading=section.heading,
        text_hash=article.text_hash,
        twins=sum(each.heading == section.heading for each in article.sections) - 1,
    )


def anchor(selector: Selector, article: Article) -> Place:
    """Where the quote stands in the article as it is now; see `Place` for the four states.

    A place with offsets always lies within the text, and `current_text` is what stands there.
    """
    return _Ground(article).place(selector)


def anchor_each(selectors: Iterable[Selector], article: Article) -> list[Place]:
    """`anchor` for many quotes of one article, in their order."""
    ground = _Ground(article)
    return [ground.place(selector) for selector in selectors]


def anchor_all(highlights: Iterable[Highlight], article: Article) -> list[Anchored]:
    """`anchor` for many highlights of one article; in text order, orphans last."""
    ground = _Ground(article)
    found = [_anchored(highlight, ground.place(highlight.selector)) for highlight in highlights]
    return sorted(found, key=_text_order)


def same_place(offset: int, before: Article, now: Article) -> int:
    """Where a reader at an offset of an article is after it has changed.

    At the same words if they can be told, else at the start of the same section.
    """
    sentence = next((each for each in before.sentences if offset < each.end), None)
    if sentence is not None and before.text[sentence.start : sentence.end].strip():
        place = anchor(describe(before, sentence.start, sentence.end), now)
        if place.start is not None:
            return place.start
    number = before.section_at(offset).number
    return now.sections[min(number, len(now.sections) - 1)].start


def unanchored(highlight: Highlight) -> Anchored:
    """The highlight as an orphan, as when its article is gone."""
    return _anchored(highlight, _orphan(highlight.selector))


def _anchored(highlight: Highlight, place: Place) -> Anchored:
    return Anchored(
        highlight=highlight,
        state=place.state,
        start=place.start,
        end=place.end,
        section=place.section,
        heading=place.heading,
        current_text=place.current_text,
        candidates=place.candidates,
    )


def _text_order(anchored: Anchored) -> tuple[bool, int, int, str]:
    selector = anchored.highlight.selector
    if anchored.start is None or anchored.end is None:
        return True, selector.start, selector.end, anchored.highlight.id
    return False, anchored.start, anchored.end, anchored.highlight.id


@dataclass(frozen=True, slots=True)
class _Sought:
    """A quote and what stood beside it, folded."""

    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class _Ground:
    """An article in which quotes are looked for; its folded text is made once, when needed."""

    article: Article

    @cached_property
    def folded(self) -> str:
        return plain(self.article.text)

    def place(self, selector: Selector) -> Place:
        text, length = self.article.text, len(selector.exact)
        if selector.is_without_quote:
            return self._section(selector)
        if (
            selector.text_hash == self.article.text_hash
            and text[selector.start : selector.end] == selector.exact
        ):
            return self._at(Span(selector.start, selector.end), selector)
        exact = self.exact(selector)
        found = exact
        if selector.twins or not any(each.untouched for each in exact):
            # The quote itself may have been edited, and what stands there word for word be its
            # twin: all places are weighed against each other.
            found = apart([*exact, *self._similar(selector)])
        if good := [candidate for candidate in found if candidate.passes(length)]:
            return self._best(selector, good)
        if len(exact) == 1 and length >= SHORT_QUOTE:
            # Word for word, once, but nothing around it is as it was: moved by the author, or
            # the deleted quote's twin. Shown, never taken for granted.
            return self._at(exact[0].span, selector, (exact[0].span,))
        return _orphan(selector)

    def _section(self, selector: Selector) -> Place:
        """Where the section is that a note is about: under its heading, or one much like it."""
        sections = self.article.sections
        if selector.heading is None:
            return self._at(Span(0, 0), selector)
        likes = {
            each.number: likeness(plain(selector.heading), plain(each.heading))
            for each in sections
            if each.heading is not None
        }
        top = max(likes.values(), default=0.0)
        if top < SAME_HEADING:
            return _orphan(selector)
        best = [sections[number] for number, like in likes.items() if like == top]
        if (
            self.article.text_hash == selector.text_hash
            and sections[selector.section] in best
            and sections[selector.section].start == selector.start
        ):
            best = [sections[selector.section]]
        spans = [Span(each.start, each.start) for each in best]
        nearest = min(spans, key=lambda span: abs(span.start - selector.start))
        place = self._at(nearest, selector, tuple(spans) if len(spans) > 1 else ())
        return replace(place, state="moved") if len(spans) == 1 and top < 1.0 else place

    def exact(self, selector: Selector) -> list[Candidate]:
        """Every place where the quote stands word for word; of very many, the nearest."""
        spans = list(_occurrences(selector.exact, self.article.text))
        if len(spans) > _MANY:
            spans = sorted(spans, key=lambda span: abs(span.start - selector.start))[:_MANY]
        return [self._judge(selector, span, 1.0) for span in spans]

    def _best(self, selector: Selector, good: list[Candidate]) -> Place:
        # Where the quote had a twin, that one place still reads word for word is no advantage.
        ranks = [each.rank - (each.quote if selector.twins else 0.0) for each in good]
        top = max(ranks)
        spans = [each.span for each, rank in zip(good, ranks, strict=True) if top - rank < TIE]
        if len(good) <= selector.twins:
            # One of the places that could be taken for each other is gone: perhaps this one's.
            spans = [each.span for each in good]
        elif len(spans) == 1:
            return self._at(spans[0], selector)
        nearest = min(spans, key=lambda span: abs(span.start - selector.start))
        return self._at(nearest, selector, tuple(sorted(spans, key=lambda span: span.start)))

    def _similar(self, selector: Selector) -> list[Candidate]:
        """Places that read like the quote, at most one of those that overlap each other."""
        quote = plain(selector.exact)
        sought = _Sought(quote, plain(selector.prefix), plain(selector.suffix))
        spans = [
            span
            for start, end in self._regions(selector, quote)
            if (span := self._closest(sought, start, end)) is not None
        ]
        if spans:
            # A rival of the best place can only be seen where that place is left out.
            best = max(spans, key=lambda span: likeness(quote, self._folded_at(span)))
            for start, end in ((0, best.start), (best.end, len(self.folded))):
                if (rival := self._closest(sought, start, end)) is not None:
                    spans.append(rival)
        judged = [
            self._judge(selector, span, self._quote_likeness(selector, quote, span))
            for span in dict.fromkeys(spans)
        ]
        return apart(judged)

    def _regions(self, selector: Selector, quote: str) -> Iterator[tuple[int, int]]:
        """Where to look: under the same heading, around the same context, everywhere."""
        for section in self.article.sections:
            if section.heading == selector.heading:
                yield section.start, section.end
        if len(quote) <= _PIECE:
            surrounded = plain(selector.prefix) + quote + plain(selector.suffix)
            if (around := self._rough(surrounded, 0, len(self.folded))) is not None:
                yield around.start, around.end
        yield 0, len(self.folded)

    def _rough(self, quote: str, start: int, end: int) -> Span | None:
        from rapidfuzz.fuzz import partial_ratio_alignment

        if start >= end:
            return None
        found = partial_ratio_alignment(
            quote, self.folded[start:end], processor=None, score_cutoff=_ROUGH_CUTOFF
        )
        if found is None or found.dest_start == found.dest_end:
            return None
        return Span(start + found.dest_start, start + found.dest_end)

    def _closest(self, sought: _Sought, start: int, end: int) -> Span | None:
        """The span most like the quote within a region, its ends put where they fit best."""
        quote = sought.quote
        if len(quote) > 2 * _PIECE:
            return self._closest_ends(sought, start, end)
        rough = self._rough(quote, start, end)
        if rough is None:
            return None
        reach = max(_REACH, len(quote) // 3)
        best = rough
        for _ in range(2):
            ends = _edges(self.folded, best.end, reach, max(start, best.start + 1), end)
            best = self._likest(sought, [Span(best.start, each) for each in ends])
            starts = _edges(self.folded, best.start, reach, start, min(end, best.end - 1))
            best = self._likest(sought, [Span(each, best.end) for each in starts])
        return best

    def _closest_ends(self, sought: _Sought, start: int, end: int) -> Span | None:
        """From where a long quote's beginning is to where its end is."""
        quote = sought.quote
        head = _Sought(quote[:_PIECE], sought.prefix, quote[_PIECE : _PIECE + CONTEXT])
        tail = _Sought(quote[-_PIECE:], quote[-_PIECE - CONTEXT : -_PIECE], sought.suffix)
        first = self._closest(head, start, end)
        if first is None:
            return None
        farthest = min(end, first.start + len(quote) * 3 // 2)
        last = self._closest(tail, first.end, farthest)
        return None if last is None else Span(first.start, last.end)

    def _likest(self, sought: _Sought, spans: list[Span]) -> Span:
        return max(spans, key=lambda span: self._fit(sought, span))

    def _fit(self, sought: _Sought, span: Span) -> float:
        """How well a span fits: what stood beside the quote says where it begins and ends."""
        before = self.folded[max(0, span.start - len(sought.prefix)) : span.start]
        after = self.folded[span.end : span.end + len(sought.suffix)]
        beside = likeness(sought.prefix, before) + likeness(sought.suffix, after)
        return likeness(sought.quote, self._folded_at(span)) + _BESIDE * beside

    def _quote_likeness(self, selector: Selector, folded: str, span: Span) -> float:
        """How alike the quote and a span are; of a short quote capitals count too."""
        if len(selector.exact) >= SHORT_QUOTE:
            return likeness(folded, self._folded_at(span))
        here = self.article.text[span.start : span.end]
        return likeness(plain_but_case(selector.exact), plain_but_case(here))

    def _folded_at(self, span: Span) -> str:
        return self.folded[span.start : span.end]

    def _judge(self, selector: Selector, span: Span, quote: float) -> Candidate:
        prefix, suffix = selector.prefix, selector.suffix
        text = self.article.text
        before = text[max(0, span.start - CONTEXT) : span.start]
        after = text[span.end : span.end + CONTEXT]
        return Candidate(
            span=span,
            quote=quote,
            before=side_likeness(prefix, before[-len(prefix) :], whole=before, other=suffix),
            after=side_likeness(suffix, after[: len(suffix)], whole=after, other=prefix),
            same_heading=self.article.section_at(span.start).heading == selector.heading,
        )

    def _at(self, span: Span, selector: Selector, candidates: tuple[Span, ...] = ()) -> Place:
        current = self.article.text[span.start : span.end]
        section = self.article.section_at(span.start)
        return Place(
            state="suspect" if candidates else "ok" if current == selector.exact else "moved",
            start=span.start,
            end=span.end,
            section=section.number,
            heading=section.heading,
            current_text=current,
            candidates=candidates,
        )


def _orphan(selector: Selector) -> Place:
    return Place("orphan", None, None, None, selector.heading, None)


def _occurrences(quote: str, text: str) -> Iterator[Span]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _edges(text: str, near: int, reach: int, lowest: int, highest: int) -> list[int]:
    """`near` and the offsets around it where words or punctuation begin or end."""
    first, last = max(lowest, near - reach), min(highest, near + reach)
    edges = [at for at in range(first, last + 1) if at == near or _is_edge(text, at)]
    return edges or [near]


def _is_edge(text: str, at: int) -> bool:
    return at in (0, len(text)) or _kind(text[at - 1]) != _kind(text[at])


def _kind(character: str) -> int:
    return 0 if character.isspace() else 1 if character.isalnum() else 2

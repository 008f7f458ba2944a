"""Where the reading cursor goes: from sentence to sentence, paragraph to paragraph, question to
question, word to word, character to character.

Pure: an `Article` and offsets in, offsets out. Nothing here knows rows, screens or widgets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from index.article import Article, Block, Section, Span
from reader.widgets.article_wrap import snap

_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3040-\u30ff"
# Accents, vowel signs and joiners, which `\w` leaves out: they are parts of words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0e3e\u0e40-\u0eff\u1000-\u1049\u1780-\u17d3\u200c\u200d"
)
_LETTER = rf"(?:[^\W{_IDEOGRAPHS}{_KANA}]|[{_MARKS}])"
# Chinese and Japanese have no spaces between words: an ideograph is as good a step as any.
_WORD = re.compile(
    rf"[{_IDEOGRAPHS}]|[{_KANA}]+|{_LETTER}(?:(?:{_LETTER}|[’'.-])*{_LETTER})?"
    rf"|[^\s\w{_MARKS}](?:[^\s\w{_MARKS}]|\u200d)*"
)
_LONGEST_WORD = 200


def sentence_at(article: Article, offset: int) -> Span:
    """The sentence that holds an offset, else the block that does (code has no sentences)."""
    if (sentence := article.sentence_at(offset)) is not None:
        return sentence
    if not article.blocks:
        return Span(0, len(article.text))
    block = article.blocks[article.block_at(offset)]
    return Span(block.start, block.end)


def sentence_from(article: Article, offset: int) -> int:
    """Where the first sentence at or after an offset starts; the last one's start at the end."""
    index = bisect_left(article.sentences, offset, key=_start)
    if index < len(article.sentences):
        return article.sentences[index].start
    return sentence_at(article, offset).start


def step_sentence(article: Article, offset: int, count: int) -> int:
    """The start of the sentence `count` further on (back, if negative), as far as there is one."""
    sentences = article.sentences
    if not sentences:
        return step_block(article, offset, count)
    index = bisect_right(sentences, offset, key=_start) - 1
    if count < 0 and index >= 0 and offset > sentences[index].start:
        count += 1
    return sentences[min(max(0, index + count), len(sentences) - 1)].start


def step_block(article: Article, offset: int, count: int) -> int:
    """The start of the block `count` further on; backwards, first to the start of this one."""
    if not article.blocks:
        return 0
    index = article.block_at(offset)
    if count < 0 and offset > article.blocks[index].start:
        count += 1
    return article.blocks[min(max(0, index + count), len(article.blocks) - 1)].start


def step_question(article: Article, offset: int, count: int) -> Section | None:
    """The question `count` further on, or None if there is none in that direction.

    Backwards, the first step leads to the start of the answer that is being read, unless the
    offset is there. A count that leads too far stops at the last question.
    """
    here = article.section_at(offset).number
    if count >= 0:
        ahead = [section for section in article.sections[here + 1 :] if section.is_question]
        return ahead[min(count, len(ahead)) - 1] if ahead and count else None
    started = article.sections[here]
    is_inside = offset > answer_start(article, started)
    reach = here + 1 if is_inside else here
    behind = [section for section in article.sections[:reach] if section.is_question]
    return behind[max(-len(behind), count)] if behind else None


def answer_start(article: Article, section: Section) -> int:
    """Where the first sentence of a section's body starts; its heading if it has none."""
    start = sentence_from(article, section.body_start)
    return start if section.body_start <= start < section.end else section.start


def step_word(text: str, offset: int, count: int) -> int:
    """The end of the word `count` further on; with a negative count the start of one before."""
    if count >= 0:
        words = islice(_WORD.finditer(text, offset), count)
        return max((word.end() for word in words), default=offset)
    for _ in range(-count):
        window = max(0, offset - _LONGEST_WORD)
        before = [word.start() for word in _WORD.finditer(text, window, offset)]
        if not before:
            return 0 if window == 0 else window
        offset = before[-1]
    return offset


def words_in(text: str, span: Span) -> list[Span]:
    """The words of a piece of text, without its punctuation."""
    found = (Span(*match.span()) for match in _WORD.finditer(text, span.start, span.end))
    return [word for word in found if text[word.start].isalnum()]


def word_at(text: str, offset: int) -> Span | None:
    """The word that covers an offset, None in white space and between words."""
    window = Span(max(0, offset - _LONGEST_WORD), min(len(text), offset + _LONGEST_WORD))
    return next((word for word in words_in(text, window) if word.covers(offset)), None)


def step_character(text: str, offset: int, count: int) -> int:
    """The offset `count` characters on (back, if negative); accents and joiners go along."""
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        if not 0 <= offset + step <= len(text):
            break
        offset = snap(text, offset + step, forwards=step > 0)
    return offset


def step_end(spans: tuple[Span, ...] | tuple[Block, ...], offset: int, count: int) -> int:
    """The end of the span `count` further on, as a selection grows by whole sentences or blocks;
    with a negative count the start of one before."""
    if not spans:
        return offset
    if count >= 0:
        index = bisect_right(spans, offset, key=_end) + count - 1
        return max(offset, spans[min(max(0, index), len(spans) - 1)].end)
    index = bisect_left(spans, offset, key=_start) + count
    return min(offset, spans[min(max(0, index), len(spans) - 1)].start)


def _start(span: Span | Block) -> int:
    return span.start


def _end(span: Span | Block) -> int:
    return span.end

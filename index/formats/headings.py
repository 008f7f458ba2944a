"""Headings that are not marked up as such: bold lines, "Q:" lines, lone questions.

A third of the questions in real articles are no headings by markup. The rules here are for all
formats that know bold text or paragraphs; they prefer missing a heading to making one up, because a
false heading cuts an answer in two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from index.article import BlockKind
from index.formats.draft import RawBlock, Run

QUESTION_MARKS = "?？؟;՞⁇⁈⁉❓"
_MAX_BOLD_WORDS = 14
_MAX_QUESTION_WORDS = 60
_MAX_LONE_WORDS = 40
_MAX_LED_UP_WORDS = 22
_MIN_ANSWER_WORDS = 8
_TOP_LEVEL = 2
_NEAR = 4

_ASKS = re.compile(r"(?:[?？؟⁇⁈⁉‽❓]|(?<=[\u0370-\u03ff\u1f00-\u1fff])\s?;)['\"”’»)\]*_\s]*$")
"""What ends a question; in Greek that is the sign that is a semicolon elsewhere."""
_STOPS = re.compile(r"[.!,;…]['\"”’»)\]*_\s]*$")
_NUMBERED = re.compile(r"^\W*\d+[.)]?\W*$")
_Q_LABEL = re.compile(
    r"(?:Q|Question|Frage|Pregunta|Domanda|Pergunta|Вопрос|问|問)\s?#?\d{0,3}\s?[.:：)]\s*\S",
    re.IGNORECASE,
)
_Q_AND_A = re.compile(
    r"(?P<q>Q\s?\d{0,3}\s?[.:].{3,300}?[?？])\s+(?=A\s?\d{0,3}\s?[.:]\s)", re.DOTALL
)
# "The catch?" on a line of its own is an author's gesture, not a heading.
_GESTURE = re.compile(
    r"(?:and |but |so )?(?:the|my|our|his|her|their|a) [\w’'-]+\?|\w+\?", re.IGNORECASE
)
# A long line that states before it asks is a paragraph that happens to end with a question.
_STATEMENT = re.compile(r"[^\W\d_]{3}[.!…]['\"”’»)]*\s+\S")
_QUOTED = re.compile(r"""["“„«‹「『][^"”»›」』]*[?？؟]["”“»›」』]\s*$""")
_BODY: frozenset[BlockKind] = frozenset({"paragraph", "item", "quote", "code", "row", "caption"})


def asks(text: str) -> bool:
    """Whether a line ends with a question mark, closing quotes and brackets aside."""
    return _ASKS.search(text[-40:]) is not None


def is_bold(block: RawBlock) -> bool:
    """Whether all of a block's text is bold."""
    return all("strong" in run.styles for run in block.runs if run.text.strip())


def is_q_line(text: str) -> bool:
    """Whether a line opens with "Q:" or its like and asks."""
    return _Q_LABEL.match(text) is not None and asks(text) and is_short(text, _MAX_QUESTION_WORDS)


def is_lone_question(text: str) -> bool:
    """Whether a line that stands alone can be a question heading rather than a gesture."""
    if not asks(text) or not is_short(text, _MAX_LONE_WORDS):
        return False
    if _QUOTED.search(text) or _GESTURE.fullmatch(text.strip()):
        return False
    return is_short(text, _MAX_LED_UP_WORDS) or not _STATEMENT.search(text)


def is_short(text: str, words: int) -> bool:
    """Whether a text has at most so many words (for scripts without spaces: 3 characters each)."""
    return len(text) <= words * 12 and len(text.split()) <= words


def promote(blocks: Sequence[RawBlock], *, deeper: bool = True) -> list[RawBlock]:
    """The blocks with those paragraphs as headings that serve as headings.

    A promoted heading stands one level below the last marked one, or beside it if not `deeper`.
    Lone questions are only taken where the article has no other headings and asks at least twice.
    """
    promoted = _promote_bold(_unlisted(blocks), int(deeper))
    if any(block.kind == "heading" and block.level > 1 for block in promoted):
        return promoted
    lone = {
        n
        for n, block in enumerate(promoted)
        if block.kind == "paragraph"
        and is_lone_question(block.plain.strip())
        and _is_answer(promoted, n + 1)
    }
    if len(lone) < 2:
        return promoted
    return [
        _heading(block.runs, _TOP_LEVEL) if n in lone else block for n, block in enumerate(promoted)
    ]


def _unlisted(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, a list of bold questions with their answers as the paragraphs that it is."""
    asked = {n for n, block in enumerate(blocks) if _is_listed_question(blocks, n)}
    if len(asked) < 2:
        return list(blocks)
    result: list[RawBlock] = []
    answers = False
    for n, block in enumerate(blocks):
        answers = n in asked or (answers and block.kind == "item" and not block.marker)
        result.append(RawBlock("paragraph", block.runs) if answers else block)
    return result


def _is_listed_question(blocks: Sequence[RawBlock], n: int) -> bool:
    """Whether an item is a bold question, with its answer below it or in a paragraph of its own."""
    block = blocks[n]
    if block.kind != "item" or not block.marker:
        return False
    lead, rest = _split(block.runs)
    if not asks("".join(run.text for run in lead).strip()):
        return False
    if rest or n + 1 >= len(blocks):
        return _answers("".join(run.text for run in rest))
    following = blocks[n + 1]
    is_apart = following.kind == "paragraph" or (following.kind == "item" and not following.marker)
    return is_apart and _answers(following.plain)


def _promote_bold(blocks: Sequence[RawBlock], step: int) -> list[RawBlock]:
    result: list[RawBlock] = []
    level = _TOP_LEVEL
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            level = min(block.level + step, 6)
        if block.kind != "paragraph":
            result.append(block)
            continue
        heading, rest = _split(block.runs)
        plain = "".join(run.text for run in heading).strip()
        if not plain or not (asks(plain) or rest or _has_body(blocks, number + 1)):
            result.append(block)
            continue
        result.append(_heading(heading, level))
        if any(run.text.strip() for run in rest):
            result.append(RawBlock("paragraph", rest))
    return result


def _heading(runs: Sequence[Run], level: int) -> RawBlock:
    """A heading of these runs; that all of it is bold says nothing any more."""
    plain = (Run(r.text, r.styles - {"strong"}, r.target) for r in runs)
    return RawBlock("heading", tuple(plain), level)


def _has_body(blocks: Sequence[RawBlock], number: int) -> bool:
    return number < len(blocks) and blocks[number].kind in _BODY


def _is_answer(blocks: Sequence[RawBlock], number: int) -> bool:
    if not _has_body(blocks, number):
        return False
    block = blocks[number]
    if block.kind != "paragraph":
        return block.kind != "caption"
    return _answers(block.plain)


def _answers(text: str) -> bool:
    return not asks(text) and (len(text.split()) >= _MIN_ANSWER_WORDS or len(text) > 60)


def _split(runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """A paragraph's heading and the rest of it; no heading: no runs in the first part."""
    bold = _bold_lead(runs)
    lead, rest = runs[:bold], runs[bold:]
    text = "".join(run.text for run in lead).strip()
    ends_line = not rest or rest[0].text.startswith("\n")
    if text and ends_line:
        *above, _ = text.split("\n")
        if asks(text) and is_short(text, _MAX_QUESTION_WORDS) and all(map(_breaks_off, above)):
            return lead, rest
        short = "\n" not in text and is_short(text, _MAX_BOLD_WORDS) and not _STOPS.search(text)
        if short and not rest and not _NUMBERED.match(text) and any(map(str.isalpha, text)):
            return lead, rest
    whole = "".join(run.text for run in runs)
    if is_q_line(whole.strip()):
        return runs, ()
    if (both := _Q_AND_A.match(whole.lstrip())) is not None:
        return cut(runs, len(whole) - len(whole.lstrip()) + both.end("q"))
    return (), runs


def _bold_lead(runs: tuple[Run, ...]) -> int:
    """How many runs at the start are bold, blank or a question mark, up to the end of a line.

    A line that breaks off goes on in the next one, if that is bold too.
    """
    text = ""
    for number, run in enumerate(runs):
        seen = bool(text.strip())
        is_mark = seen and run.text.strip() and not run.text.strip().strip(QUESTION_MARKS)
        if run.text.strip() and not ("strong" in run.styles or is_mark):
            return number if seen else 0
        if seen and "\n" in run.text:
            near = (each for each in runs[number : number + _NEAR] if each.text.strip())
            is_bold_too = any("strong" in each.styles for each in islice(near, 1))
            if not (is_bold_too and _breaks_off(text)):
                return number
        text += run.text
    return len(runs) if text.strip() else 0


def _breaks_off(line: str) -> bool:
    """Whether a line of a heading ends before its sentence does."""
    ends = asks(line) or _STOPS.search(line.rstrip(" ,;")) is not None
    return not ends and is_short(line, _MAX_QUESTION_WORDS)


def cut(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs before and after a code point of their joined text."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        here = max(0, min(at, len(run.text)))
        if here:
            before.append(Run(run.text[:here], run.styles, run.target))
        if here < len(run.text):
            after.append(Run(run.text[here:], run.styles, run.target))
        at -= len(run.text)
    return tuple(before), tuple(after)

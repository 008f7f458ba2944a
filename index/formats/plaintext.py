"""Plain text -> Draft: mostly articles pasted from a page or a mail, with all that came along.

Nothing is marked up, so everything is told by its shape and its neighbours: the headline and its
byline, headings (questions first of all), lists, captions, and what does not belong. A doubtful
line stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.formats import headings, pasted
from index.formats.boilerplate import is_a
from index.formats.byline import names_in, take_labelled, take_metadata
from index.formats.dates import find_date
from index.formats.decoding import decode
from index.formats.draft import Draft, RawBlock, Run, text_block
from index.formats.frontmatter import describe, split_front_matter
from index.formats.lines import RULE, Paragraph, paragraphs_of
from index.formats.repeats import same_words

_NO_HEADING = re.compile(r"https?://|www\.|@\w|[|•·→»]|^[\W\d]*$|^A\s?\d{0,3}[.:]\s")
_PERSON = re.compile(r"(?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’.-]+,\s+[a-z]")
_SENTENCES = re.compile(r"[.!?…]['\"”’»)]*\s+\S")
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S", re.MULTILINE)
_TITLE_CODE_POINTS = 250
_TITLE_WORDS = 35
_HEADER = 12
_HEADER_WORDS = 45
_STANDFIRSTS = 1
_SENTENCE_END = re.compile(r"""[.!?,;:…。！？：]['"”’»)\]]*$""")
_HEADING_WORDS = 10
_HEADING_CODE_POINTS = 80
_BODY_WORDS = 12
_ANSWER_WORDS = 8
_LONG_WORDS = 20
_MAX_TOPIC_SHARE = 0.34
_TOP_LEVEL = 2


def read(data: bytes) -> Draft:
    """The draft of a text file; what is a page, or Markdown by its headings, is read as that.

    Raises Unreadable.
    """
    text = decode(data)
    if _HTML.match(text):
        from index.formats import webpage

        return webpage.read(data)
    values, body = split_front_matter(text)
    draft = Draft()
    describe(draft, values)
    if _is_markdown(body):
        from index.formats import markdown

        markdown.read_body(draft, body)
    else:
        read_body(draft, body)
    return draft


def read_body(draft: Draft, body: str) -> None:
    """Add the blocks of plain text to a draft, and what its head says of it."""
    paragraphs = _without_rules(paragraphs_of(body))
    start = _take_header(draft, paragraphs)
    kept = paragraphs[:start] + pasted.without_surroundings(draft, paragraphs[start:])
    draft.blocks += headings.promote(_Judge(kept, start).blocks(), deeper=False)


def _is_markdown(body: str) -> bool:
    """Whether a text has Markdown's headings; a few lines that open with "#" are no proof."""
    marks = [match[1] for match in _ATX.finditer(body)]
    lines = sum(1 for line in body.split("\n") if line.strip())
    return any(len(mark) > 1 for mark in marks) and 2 * len(marks) <= lines


def _without_rules(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without drawn lines; what one underlines is a heading."""
    kept: list[Paragraph] = []
    after_rule = False
    for paragraph in paragraphs:
        if RULE.fullmatch(paragraph.text) is None or paragraph.marker:
            paragraph.gap |= after_rule
            kept.append(paragraph)
            after_rule = False
            continue
        after_rule = True
        above = kept[-1] if kept and not paragraph.gap else None
        if above is not None and above.words <= _TITLE_WORDS and paragraph.text[0] in "=-~^":
            above.level = 1 if paragraph.text[0] == "=" else _TOP_LEVEL
    return kept


def _take_header(draft: Draft, paragraphs: list[Paragraph]) -> int:
    """Take headline, byline and date out of the head; returns how many paragraphs remain of it."""
    for _ in range(_HEADER):
        if len(paragraphs) > 1 and _stands_above_title(paragraphs[0].line):
            draft.drop("boilerplate", paragraphs.pop(0).line)
    while paragraphs and take_labelled(draft, paragraphs[0].line):
        draft.drop("boilerplate", paragraphs.pop(0).line)
    if not draft.title and len(paragraphs) > 1 and _is_title(paragraphs[0]):
        draft.title = paragraphs.pop(0).line
    end = here = sentences = 0
    for _ in range(_HEADER):
        if here >= len(paragraphs) or paragraphs[here].words > _HEADER_WORDS:
            break
        sentences += paragraphs[here].words >= _BODY_WORDS
        if sentences > _STANDFIRSTS:
            break
        line = paragraphs[here].line
        follows = paragraphs[here + 1].line if here + 1 < len(paragraphs) else ""
        if line.lower() in ("by", "von", "par", "por") and names_in(f"By {follows}"):
            paragraphs[here].text = line = f"{line} {paragraphs.pop(here + 1).line}"
        if take_metadata(draft, line) or (end and is_a("weak", line)):
            draft.drop("boilerplate", paragraphs.pop(here).line)
            end = here
        else:
            here += 1
    return end


def _stands_above_title(line: str) -> bool:
    return is_a("share", line) or is_a("kicker", line)


def _is_title(first: Paragraph) -> bool:
    line = first.line
    if first.level:
        return True
    if first.marker or len(line) > _TITLE_CODE_POINTS or first.words > _TITLE_WORDS:
        return False
    if line.endswith(".") and first.words > _LONG_WORDS:
        return False
    return not (line.endswith((",", ";", ":")) or headings.is_q_line(line) or names_in(line))


class _Judge:
    """Says what each paragraph is, by its shape and its neighbours."""

    def __init__(self, paragraphs: Sequence[Paragraph], header: int) -> None:
        self._all = paragraphs
        self._header = header
        self._lines = [paragraph.line for paragraph in paragraphs]
        gaps = sum(paragraph.gap for paragraph in paragraphs)
        self._gapped = 2 * gaps > len(paragraphs)
        self._indents: list[int] = []

    def blocks(self) -> list[RawBlock]:
        """One block a paragraph, in order."""
        kinds = [self._kind(n) for n in range(len(self._all))]
        topics = [n for n, kind in enumerate(kinds) if kind == "topic"]
        if len(topics) > max(2, len(kinds) * _MAX_TOPIC_SHARE):
            for n in topics:
                kinds[n] = "item" if self._all[n].marker else "paragraph"
        return [self._block(n, kind) for n, kind in enumerate(kinds)]

    def _block(self, n: int, kind: str) -> RawBlock:
        paragraph = self._all[n]
        if kind in ("question", "topic"):
            text = f"{paragraph.marker} {paragraph.text}" if paragraph.marker else paragraph.text
            return text_block("heading", text, paragraph.level or _TOP_LEVEL)
        if kind == "item":
            marker = paragraph.marker
            return text_block("item", paragraph.text, self._depth(n), marker)
        if kind == "row":
            cells = tuple((Run(cell),) for cell in paragraph.text.split("\t"))
            return RawBlock("row", cells=cells)
        return text_block("caption" if kind == "caption" else "paragraph", paragraph.text)

    def _kind(self, n: int) -> str:
        paragraph, line = self._all[n], self._lines[n]
        if paragraph.level:
            return "topic" if paragraph.level > 1 else "question"
        if self._is_row(n):
            return "row"
        if self._has_twin(n) or is_a("credit", line):
            return "caption"
        if self._is_question(n):
            return "question"
        if n >= self._header and self._is_topic(n):
            return "topic"
        return "item" if paragraph.marker else "paragraph"

    def _is_row(self, n: int) -> bool:
        tabs = self._all[n].text.count("\t")
        near = [*self._all[max(0, n - 1) : n], *self._all[n + 1 : n + 2]]
        return tabs > 0 and any(paragraph.text.count("\t") == tabs for paragraph in near)

    def _has_twin(self, n: int) -> bool:
        """Whether a short text stands twice in a row: a picture's caption."""
        paragraph = self._all[n]
        if paragraph.marker or not 3 <= paragraph.words <= 60:
            return False
        near = self._lines[max(0, n - 1) : n] + self._lines[n + 1 : n + 2]
        return any(same_words(self._lines[n], line) for line in near)

    def _is_question(self, n: int) -> bool:
        paragraph = self._all[n]
        if not headings.is_lone_question(self._lines[n]) or not self._stands_apart(n):
            return False
        in_list = paragraph.marker and n and self._all[n - 1].marker
        if in_list and not self._lines[n - 1].endswith("."):
            return False
        return self._is_answered(n + 1, listed=bool(paragraph.marker))

    def _is_answered(self, n: int, *, listed: bool) -> bool:
        """Whether what follows a question can be its answer: text, perhaps under a heading."""
        for ahead in range(n, min(n + 2, len(self._all))):
            line, paragraph = self._lines[ahead], self._all[ahead]
            if headings.asks(line) and not _SENTENCES.search(line):
                return False
            if paragraph.marker:
                return not listed
            if paragraph.words >= _ANSWER_WORDS or _SENTENCE_END.search(line):
                return True
        return False

    def _is_topic(self, n: int) -> bool:
        paragraph, line = self._all[n], self._lines[n]
        if len(line) > _HEADING_CODE_POINTS or paragraph.words > _HEADING_WORDS:
            return False
        if _SENTENCE_END.search(line) or _NO_HEADING.search(line) or _PERSON.match(line):
            return False
        if not line[0].isalnum():
            return False
        if line[0].islower() or not self._stands_apart(n) or n + 1 >= len(self._all):
            return False
        if (date := find_date(line)) is not None and 2 * (date[2] - date[1]) > len(line):
            return False
        following = self._all[n + 1]
        if paragraph.marker == "•" or not self._after_text(n):
            return False
        opens_list = bool(following.marker) and not following.text[0].islower()
        if not paragraph.marker and (opens_list or self._is_question(n + 1)):
            return self._gapped
        if following.marker or following.words < _BODY_WORDS:
            return False
        above = self._all[n - 1].words if n else 0
        return self._gapped or min(following.words, above) >= _LONG_WORDS

    def _after_text(self, n: int) -> bool:
        """Whether what stands above can end a section: not a quote, whose speaker this may be."""
        if n == 0:
            return True
        above = self._lines[n - 1]
        is_quote = above[0] in '"“„«' and above[-1] in '"”“»'
        return self._all[n - 1].marker != "" or (
            not is_quote and _SENTENCE_END.search(above) is not None
        )

    def _stands_apart(self, n: int) -> bool:
        if n == 0 or self._all[n].gap or n == self._header or not self._gapped:
            return True
        # Directly under another heading.
        above = self._all[n - 1]
        is_short = above.gap and above.words <= _HEADING_WORDS
        return is_short and not _SENTENCE_END.search(self._lines[n - 1])

    def _depth(self, n: int) -> int:
        """The nesting depth of an item, by its indentation among its neighbours."""
        if n == 0 or not self._all[n - 1].marker:
            self._indents.clear()
        indent = self._all[n].indent
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)
        return len(self._indents) - 1

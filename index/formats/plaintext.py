"""Plain text -> Draft: mostly articles pasted from a page or a mail, with all that came along.

Nothing is marked up, so everything is told by its shape and its neighbours: headings (questions
first of all), lists, captions, tables, a second article in the same file. A doubtful line stays a
paragraph. Mail, head and surroundings are taken off by modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.formats import headings, pasted
from index.formats.boilerplate import is_a
from index.formats.byline import names_in
from index.formats.dates import find_date
from index.formats.decoding import decoded
from index.formats.draft import Draft, RawBlock, Run, text_block
from index.formats.frontmatter import describe, split_front_matter
from index.formats.head import take_head
from index.formats.lines import ARROWS, LINE_ENDS, RULE, Paragraph, paragraphs_and_width
from index.formats.mailtext import unwrapped
from index.formats.repeats import pulled, same_words

_NO_HEADING = re.compile(r"https?://|www\.|@\w|[|•·→»]|[–—-]$|^[\W\d]*$|^A\s?\d{0,3}[.:]\s")
_PERSON = re.compile(r"(?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’.-]+,\s+[a-z]")
_BULLETS = tuple(f"•{ARROWS}")
_BOLD = re.compile(r"([*_]{1,3})(?P<text>[^\s*_](?:[^\n]{0,300}[^\s*_])?)\1")
_CREDIT_IN_CAPITALS = re.compile(
    r"[.!?…»”\"]\s+(?:[A-ZÀ-Ý][A-ZÀ-Ý'’.-]+[ /]+){1,5}[A-ZÀ-Ý][A-ZÀ-Ý'’.-]+"
    r"(?:\s?(?:/|POUR|FOR|FÜR|VIA)\s.{2,40})?$"
)
# A subheading in the style of British papers: 'Running out of patience'.
_SAID = re.compile(r"['‘][^'‘’\s]\S*(?: \S+){2,}['’]")
_ONE_QUOTE = re.compile(r"""["“„«][^"“”„«»]*["”“»]""")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s+(?=\S)")
_SENTENCES = re.compile(r"[.!?…]['\"”’»)]*\s+\S")
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S", re.MULTILINE)
_TITLE_WORDS = 35
_SENTENCE_END = re.compile(r"""[.!?,;:…。！？：■]['"”’»)\]]*(?:\[\d{1,3}\])*$""")
_HEADING_WORDS = 10
_HEADING_CODE_POINTS = 80
_BODY_WORDS = 12
_LED_IN_WORDS = 6
_ANSWER_WORDS = 8
_CAPTION_WORDS = 60
_TITLE_LEAST = 3
_LONG_WORDS = 20
_MOST_JUDGED = 200_000
"""A text of more lines than this is a log or a list, and no article."""

_MAX_TOPIC_SHARE = 0.34
_FEW_TOPICS = 3
_TOP_LEVEL = 2


def read(data: bytes) -> Draft:
    """The draft of a text file; what is a page, or Markdown by its headings, is read as that.

    Raises Unreadable.
    """
    source = decoded(data)
    if _HTML.match(source.text):
        from index.formats import webpage

        return webpage.read(data)
    values, body = split_front_matter(source.text)
    draft = Draft(encoding=source.encoding, doubts=list(source.doubts))
    describe(draft, values)
    if _is_markdown(body):
        from index.formats import markdown

        markdown.read_body(draft, body)
    else:
        read_body(draft, body)
    return draft


def read_body(draft: Draft, body: str) -> None:
    """Add the blocks of plain text to a draft, and what its head says of it."""
    draft.parser = draft.parser or "plain text, by the shape of its lines"
    body = unwrapped(draft, LINE_ENDS.sub("\n", body))
    paragraphs, width = paragraphs_and_width(body)
    if width:
        draft.doubt(f"line ends were taken for hard wraps at {width} columns")
    if len(paragraphs) > _MOST_JUDGED:
        draft.doubt("it has too many lines to tell headings from text")
        lines = (f"{each.marker} {each.text}" for each in paragraphs)
        draft.blocks += [text_block("paragraph", line) for line in lines]
        return
    paragraphs = _without_rules(paragraphs)
    bold = _unmarked(paragraphs)
    start = take_head(draft, paragraphs)
    kept = paragraphs[:start] + pasted.without_surroundings(draft, paragraphs[start:])
    _part_articles(draft, kept, start)
    judge = _Judge(kept, start, {id(paragraph) for paragraph in bold})
    draft.blocks += headings.promote(judge.blocks(), deeper=False)


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


def _unmarked(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Take the marks off lines that are bold as a whole (*so*), and say which they were."""
    bold: list[Paragraph] = []
    for paragraph in paragraphs:
        match = _BOLD.fullmatch(paragraph.line) if paragraph.text[:1] in "*_" else None
        if match is not None and not paragraph.marker and match[1] not in match["text"]:
            paragraph.text = match["text"]
            bold.append(paragraph)
    return bold


def _part_articles(draft: Draft, paragraphs: Sequence[Paragraph], start: int) -> None:
    """Make a second article in the file begin with a heading of the first level."""
    for n in range(max(start, 2), len(paragraphs) - 2):
        paragraph, byline, below = paragraphs[n : n + 3]
        if not paragraph.gap or not _TITLE_LEAST <= paragraph.words <= _TITLE_WORDS:
            continue
        if len(byline.line) > 200 or not names_in(byline.line) or paragraph.marker:
            continue
        is_dated = find_date(below.line) is not None and below.words <= _HEADING_WORDS
        if (is_dated or below.words >= _BODY_WORDS) and not paragraph.line.endswith((".", ":")):
            paragraph.level = 1
            draft.doubt("the file seems to hold more than one article; each begins at a heading")


class _Judge:
    """Says what each paragraph is, by its shape and its neighbours."""

    def __init__(self, paragraphs: Sequence[Paragraph], header: int, bold: set[int]) -> None:
        self._all = paragraphs
        self._bold = bold
        self._header = header
        self._lines = [paragraph.line for paragraph in paragraphs]
        single = [each for each in paragraphs if not (each.marker or each.row)]
        self._gapped = 2 * sum(each.gap for each in single) > len(single)
        self._indents: list[int] = []
        short = [n for n, each in enumerate(paragraphs) if each.words <= _CAPTION_WORDS]
        self._pulled = pulled(self._lines, short) if len(paragraphs) <= pasted.MOST else set()

    def blocks(self) -> list[RawBlock]:
        """One block a paragraph, in order."""
        kinds = [self._kind(n) for n in range(len(self._all))]
        topics = [n for n, kind in enumerate(kinds) if kind == "topic" and not self._is_marked(n)]
        if len(topics) > max(_FEW_TOPICS, len(kinds) * _MAX_TOPIC_SHARE):
            for n in topics:
                kinds[n] = "item" if self._all[n].marker else "paragraph"
        return [self._block(n, kind) for n, kind in enumerate(kinds)]

    def _is_marked(self, n: int) -> bool:
        """Whether a line is underlined or bold, and so no guess."""
        return self._all[n].level > 0 or id(self._all[n]) in self._bold

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
            return RawBlock("row", level=int(paragraph.row == 1), cells=cells)
        if kind == "footnote":
            mark, _, rest = paragraph.text.partition("]")
            return text_block("footnote", rest, marker=f"{mark}]")
        if kind == "quote":
            return text_block("quote", paragraph.text, paragraph.quote - 1)
        return text_block("caption" if kind == "caption" else "paragraph", paragraph.text)

    def _kind(self, n: int) -> str:
        paragraph, line = self._all[n], self._lines[n]
        if paragraph.level:
            return "topic" if paragraph.level > 1 else "question"
        if paragraph.row or self._is_row(n):
            return "row"
        if paragraph.quote:
            return "quote"
        if self._is_caption(n):
            return "caption"
        if _FOOTNOTE.match(line) and 2 * n > len(self._all):
            return "footnote"
        if n >= self._header and self._is_question(n):
            return "question"
        if n >= self._header and self._is_topic(n):
            return "topic"
        return "item" if paragraph.marker else "paragraph"

    def _is_row(self, n: int) -> bool:
        tabs = self._all[n].text.count("\t")
        near = [*self._all[max(0, n - 1) : n], *self._all[n + 1 : n + 2]]
        return tabs > 0 and any(paragraph.text.count("\t") == tabs for paragraph in near)

    def _is_caption(self, n: int) -> bool:
        line, paragraph = self._lines[n], self._all[n]
        if self._has_twin(n) or is_a("credit", line):
            return True
        if paragraph.marker or paragraph.words > _CAPTION_WORDS:
            return False
        if _CREDIT_IN_CAPITALS.search(line) and not line.isupper():
            return True
        below = n + 1 < len(self._all) and not self._all[n + 1].gap
        return self._gapped and below and is_a("credit", self._lines[n + 1])

    def _has_twin(self, n: int) -> bool:
        """Whether a short text stands twice in a row: a picture's caption."""
        paragraph = self._all[n]
        if paragraph.marker or not 3 <= paragraph.words <= _CAPTION_WORDS:
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
        if id(paragraph) in self._bold:
            return n + 1 < len(self._all) and self._all[n + 1].words >= _ANSWER_WORDS
        if not (line[0].isalnum() or _SAID.fullmatch(line)) or n in self._pulled:
            return False
        if line[0].islower() or not self._stands_apart(n) or n + 1 >= len(self._all):
            return False
        if (date := find_date(line)) is not None and 2 * (date[2] - date[1]) > len(line):
            return False
        following = self._all[n + 1]
        if paragraph.marker in _BULLETS or not self._after_text(n):
            return False
        if _FOOTNOTE.match(following.line):
            return True
        opens_list = bool(following.marker) and not following.text[0].islower()
        if not paragraph.marker and (opens_list or self._is_question(n + 1)):
            return self._gapped
        is_set_off = self._gapped and paragraph.gap and following.gap
        least = _LED_IN_WORDS if is_set_off and self._ends(n + 1) else _BODY_WORDS
        if following.marker or following.words < least:
            return False
        above = self._all[n - 1].words if n else 0
        opens_part = paragraph.gap and not following.gap
        return self._gapped or opens_part or min(following.words, above) >= _LONG_WORDS

    def _ends(self, n: int) -> bool:
        return _SENTENCE_END.search(self._lines[n]) is not None

    def _after_text(self, n: int) -> bool:
        """Whether what stands above can end a section: not a quote, whose speaker this may be."""
        if n == 0:
            return True
        above = self._lines[n - 1]
        is_quote = _ONE_QUOTE.fullmatch(above) is not None
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

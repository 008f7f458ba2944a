"""What a pasted article brings along from its page: teasers, share buttons, forms, comments.

Everything that is taken away here is put down as dropped. Blocks of several lines (related
articles, reply forms, tables of contents) are told by their first line and by what follows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.article import DropReason
from index.formats.boilerplate import Kind, is_a, why_dropped
from index.formats.credits import is_fact
from index.formats.draft import Draft
from index.formats.headings import is_lone_question
from index.formats.lines import ARROWS, Paragraph
from index.formats.repeats import words_of

MOST = 20_000
"""A text of more lines than this was not pasted from a page."""
_ARROWS = tuple(ARROWS)
_LED = re.compile(r"(?:[→➔➢➤▶►»▸]|>>?)\s*")
_BODY_WORDS = 25
_ANSWER_WORDS = 2
_FULL_STOPS = (".", ".”", '."', ".’", ".)", "。")
_SENTENCE_WORDS = 15
_FORM_WITHIN = 6
_REPLY_WITHIN = 8
_LISTED = 3
_NOT_RELATED: tuple[Kind, ...] = ("reply", "comments", "share", "subscribe", "tail", "topics")
_SIGNED_WORDS = 8
_ABOUT_WORDS = 40
_TAIL_WORDS = 250
_CRUMBS = 2
_CRUMB_WORDS = 3
_CRUMB_LENGTH = 30


def without_surroundings(draft: Draft, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of the article itself; the others are dropped, with the reason."""
    if len(paragraphs) > MOST:
        return list(paragraphs)
    return _Sweep(draft, paragraphs).kept()


def _unarrowed(paragraphs: list[Paragraph]) -> None:
    """Take the arrows off questions that are the headings of the text, not pointers elsewhere.

    They are if there are several, each with text below it, and no question stands without one.
    """
    asked = [n for n, each in enumerate(paragraphs[:-1]) if is_lone_question(each.line)]
    led = [n for n in asked if paragraphs[n].marker in _ARROWS or _LED.match(paragraphs[n].text)]
    answered = all(paragraphs[n + 1].words >= _SENTENCE_WORDS for n in led)
    if len(led) > 1 and led == asked and answered:
        for n in led:
            paragraphs[n].text = _LED.sub("", paragraphs[n].text)
            paragraphs[n].marker = ""


class _Sweep:
    """One pass over the paragraphs; each step takes the run of them that belongs together."""

    def __init__(self, draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
        self._draft = draft
        self._all = list(paragraphs)
        _unarrowed(self._all)
        self._lines = [paragraph.line for paragraph in self._all]
        self._last_body = max(
            (n for n in range(len(paragraphs)) if self._is_body(n)), default=len(paragraphs)
        )
        self._last_places = {words_of(line): n for n, line in enumerate(self._lines)}
        self._forms = [n for n, line in enumerate(self._lines) if is_a("reply", line)]
        self._ended: DropReason | None = None
        self._words_before = [0]
        for paragraph in paragraphs:
            self._words_before.append(self._words_before[-1] + paragraph.words)

    def kept(self) -> list[Paragraph]:
        """What stays, in order."""
        result: list[Paragraph] = []
        here = 0
        while here < len(self._all):
            was_ended = self._ended
            end, why = self._run(here)
            if why is None:
                result.append(self._all[here])
                here += 1
                continue
            if self._ended and not was_ended:
                self._drop_crumbs(result)
            for paragraph in self._all[here:end]:
                line = f"{paragraph.marker} {paragraph.line}".strip("• ")
                if any(map(str.isalnum, line)):
                    self._draft.drop(why, line)
            if end < len(self._all):
                self._all[end].gap = True
            here = end
        return result

    def _drop_crumbs(self, kept: list[Paragraph]) -> None:
        """Drop the subjects that stand as short lines above the end of the article."""
        crumbs = 0
        while crumbs < len(kept) and self._is_crumb(kept[-1 - crumbs]):
            crumbs += 1
        if crumbs >= _CRUMBS:
            for paragraph in kept[-crumbs:]:
                self._draft.drop("navigation", paragraph.line)
            del kept[-crumbs:]

    def _is_crumb(self, paragraph: Paragraph) -> bool:
        short = len(paragraph.line.split()) <= _CRUMB_WORDS and len(paragraph.line) <= _CRUMB_LENGTH
        plain = not (paragraph.marker or paragraph.row or paragraph.quote)
        return short and plain and paragraph.line[-1] not in ".!?…:;,。？！■"

    def _run(self, here: int) -> tuple[int, DropReason | None]:
        """Where the run of unwanted lines that begins here ends, and why it goes (None: stays)."""
        line, paragraph = self._lines[here], self._all[here]
        if paragraph.row or paragraph.quote:
            return here, None
        if (end := self._form_end(here)) > here:
            self._ended = self._ended or self._at_end(end, "navigation")
            return end, "boilerplate"
        signed = here > self._last_body and self._is_signature(paragraph)
        if signed or (is_a("tail", line) and self._is_last(here)):
            self._ended = "boilerplate"
        elif is_a("topics", line) and self._is_last(here):
            self._ended = "navigation"
        if is_a("comments", line):
            end = self._comments_end(here)
            self._ended = self._ended or self._at_end(end, "boilerplate")
            return end, "boilerplate"
        if is_a("reply", line) and here > self._last_body:
            return here + 1, "boilerplate"
        if is_a("related", line):
            end = self._related_end(here)
            if end > here + 1 or end == len(self._all):
                return end, "navigation"
        if (end := self._contents_end(here)) > here:
            return end, "navigation"
        if paragraph.marker and paragraph.marker in ARROWS:
            return (here, None) if self._is_listed(here) else (here + 1, "navigation")
        if (why := why_dropped(line)) is not None:
            return here + 1, why
        if is_a("weak", line) and (self._is_furniture(here - 1) or self._is_furniture(here + 1)):
            return here + 1, "boilerplate"
        return (here + 1, self._ended) if self._ended else (here, None)

    def _is_signature(self, paragraph: Paragraph) -> bool:
        """Whether a short line below the text is about its author, who was named above."""
        line, authors = paragraph.line, self._draft.authors
        named = any(author in line for author in authors) and paragraph.words <= _SIGNED_WORDS
        about = any(line.startswith(author) for author in authors) and not paragraph.marker
        return named or (about and paragraph.words <= _ABOUT_WORDS)

    def _is_listed(self, here: int) -> bool:
        """Whether a line is one of several with the same bullet."""
        near = self._all[max(0, here - 1) : here] + self._all[here + 1 : here + 2]
        return any(paragraph.marker == self._all[here].marker for paragraph in near)

    def _is_last(self, here: int) -> bool:
        """Whether so little follows a line that the article can have ended there."""
        total = self._words_before[-1]
        left = total - self._words_before[here]
        if here >= self._last_body:
            return left <= max(_TAIL_WORDS, total // 2)
        return left <= min(_TAIL_WORDS, total // 4)

    def _at_end(self, here: int, why: DropReason) -> DropReason | None:
        """The reason for dropping all that follows, if no paragraph of the article is among it."""
        return why if here > self._last_body else None

    def _form_end(self, here: int) -> int:
        """The end of a comment form that begins here, `here` if none does."""
        ahead = self._lines[here + 1 : here + 1 + _FORM_WITHIN]
        invites = is_a("reply", self._lines[here])
        if not invites and not is_a("form", self._lines[here]):
            return here
        if not any(is_a("form", line) for line in ahead[: None if invites else 1]):
            return here
        end = here + 1
        while end < len(self._lines):
            ahead = self._lines[end : end + (1 if self._is_body(end) else _LISTED)]
            if not any(is_a("form", line) for line in ahead):
                break
            end += 1
        return end

    def _comments_end(self, here: int) -> int:
        """The end of the readers' comments, if that line is their heading and not just a count.

        It is where "Reply" soon follows, or where it stands low and a comment form comes after it.
        """
        length = len(self._lines)
        soon = self._lines[here + 1 : here + 1 + _REPLY_WITHIN]
        following = bisect_right(self._forms, here)
        form = self._forms[following] if following < len(self._forms) else length
        if any(is_a("replylink", line) for line in soon) or (2 * here > length > form):
            return form
        return here + 1

    def _related_end(self, here: int) -> int:
        """The end of a list of other articles: where the article begins again.

        That is at a paragraph of it, or at a question with its answer, however short that is.
        """
        end = here + 1
        while end < len(self._all) and not self._is_body(end):
            ends_list = any(is_a(kind, self._lines[end]) for kind in _NOT_RELATED)
            if ends_list or self._is_answered(end, alone=self._all[end].gap or end > here + 1):
                return end
            end += 1
        last = end - 1
        goes_on = end < len(self._all) and last > here and self._all[last].gap
        return last if goes_on and is_lone_question(self._lines[last]) else end

    def _is_answered(self, n: int, *, alone: bool) -> bool:
        """Whether a question, set apart as `alone` says, has sentences right below it.

        A teaser may have them too, but its author or its day follows.
        """
        if not alone or not is_lone_question(self._lines[n]) or n + 1 >= len(self._all):
            return False
        below = self._all[n + 1]
        if below.marker or below.words < _ANSWER_WORDS or not below.line.endswith(_FULL_STOPS):
            return False
        return not any(is_fact(line, ()) for line in self._lines[n + 2 : n + 3])

    def _contents_end(self, here: int) -> int:
        """The end of a list of headings that come again below, `here` if there is none."""
        titled = is_a("contents", self._lines[here])
        start = end = here + titled
        while end < len(self._lines) and self._comes_again(end, any_heading=titled):
            end += 1
        return end if end - start >= _LISTED - titled else here

    def _comes_again(self, n: int, *, any_heading: bool) -> bool:
        line = self._lines[n]
        can_be_heading = any_heading and not self._is_body(n) and line[-1] not in ".:;"
        if not can_be_heading and not is_lone_question(line):
            return False
        words = words_of(line)
        return bool(words) and self._last_places.get(words, n) > n + 1

    def _is_body(self, n: int) -> bool:
        paragraph = self._all[n]
        ends = paragraph.text.rstrip("\"'”’»)").endswith((".", "!", "…", "。"))
        return paragraph.words >= (_SENTENCE_WORDS if ends else _BODY_WORDS)

    def _is_furniture(self, n: int) -> bool:
        if not 0 <= n < len(self._lines):
            return False
        return any(is_a(kind, self._lines[n]) for kind in ("share", "weak", "subscribe"))

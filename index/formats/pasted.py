"""What a pasted article brings along from its page: teasers, share buttons, forms, comments.

Everything that is taken away here is put down as dropped. Blocks of several lines (related
articles, reply forms, tables of contents) are told by their first line and by what follows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from index.article import DropReason
from index.formats.boilerplate import is_a, why_dropped
from index.formats.draft import Draft
from index.formats.headings import is_lone_question
from index.formats.lines import Paragraph
from index.formats.repeats import words_of

_MOST = 20_000
"""A text of more lines than this was not pasted from a page."""
_BODY_WORDS = 25
_SENTENCE_WORDS = 15
_FORM_WITHIN = 6
_REPLY_WITHIN = 8
_LISTED = 3
_STRAY_WORDS = 12


def without_surroundings(draft: Draft, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of the article itself; the others are dropped, with the reason."""
    if len(paragraphs) > _MOST:
        return list(paragraphs)
    return _Sweep(draft, paragraphs).kept()


class _Sweep:
    """One pass over the paragraphs; each step takes the run of them that belongs together."""

    def __init__(self, draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
        self._draft = draft
        self._all = paragraphs
        self._lines = [paragraph.line for paragraph in paragraphs]
        self._last_body = max(
            (n for n in range(len(paragraphs)) if self._is_body(n)), default=len(paragraphs)
        )
        self._last_places = {words_of(line): n for n, line in enumerate(self._lines)}
        self._forms = [n for n, line in enumerate(self._lines) if is_a("reply", line)]
        self._after_form = False

    def kept(self) -> list[Paragraph]:
        """What stays, in order."""
        result: list[Paragraph] = []
        here = 0
        while here < len(self._all):
            end, why = self._run(here)
            if why is None:
                result.append(self._all[here])
                here += 1
                continue
            for line in self._lines[here:end]:
                self._draft.drop(why, line)
            if end < len(self._all):
                self._all[end].gap = True
            here = end
        return result

    def _run(self, here: int) -> tuple[int, DropReason | None]:
        """Where the run of unwanted lines that begins here ends, and why it goes (None: stays)."""
        line = self._lines[here]
        if (end := self._form_end(here)) > here:
            self._after_form = True
            return end, "boilerplate"
        if is_a("comments", line):
            return self._comments_end(here), "boilerplate"
        if is_a("reply", line) and here > self._last_body:
            return here + 1, "boilerplate"
        if is_a("related", line) and (end := self._related_end(here)) > here + 1:
            return end, "navigation"
        if (end := self._contents_end(here)) > here:
            return end, "navigation"
        if (why := why_dropped(line)) is not None:
            return here + 1, why
        if is_a("weak", line) and (self._is_furniture(here - 1) or self._is_furniture(here + 1)):
            return here + 1, "boilerplate"
        if self._after_form and here > self._last_body and self._is_stray(here):
            return here + 1, "navigation"
        return here, None

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
        """The end of a list of other articles: where a paragraph of the article begins again."""
        end = here + 1
        while end < len(self._all) and not self._is_body(end):
            if is_a("reply", self._lines[end]) or is_a("comments", self._lines[end]):
                return end
            end += 1
        last = end - 1
        goes_on = end < len(self._all) and last > here and self._all[last].gap
        return last if goes_on and is_lone_question(self._lines[last]) else end

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

    def _is_stray(self, n: int) -> bool:
        return self._all[n].words <= _STRAY_WORDS and not self._lines[n].endswith((".", "!", "?"))

    def _is_furniture(self, n: int) -> bool:
        if not 0 <= n < len(self._lines):
            return False
        return any(is_a(kind, self._lines[n]) for kind in ("share", "weak", "subscribe"))

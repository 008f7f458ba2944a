"""Finding words in the open article: a field, a count, the places."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label, Static

from index.article import Article, Span
from index.collection import find_in_text
from reader.latest import Latest


class FindBar(Horizontal):
    """Docked at the bottom while open; matches stay until it is closed."""

    class Found(Message):
        """Where the words stand; `current` is the index of the match to go to, None without."""

        def __init__(self, spans: list[Span], current: int | None) -> None:
            self.spans = spans
            self.current = current
            super().__init__()

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._article: Article | None = None
        self._from = 0
        self._spans: list[Span] = []
        self._current = 0
        self._latest: Latest[str, list[Span]] = Latest(self, self._look, self._looked)

    def compose(self) -> ComposeResult:
        """Label, field, count."""
        yield Label("Find")
        yield Input(placeholder="in this article", id="words")
        yield Static("", id="find-count", markup=False)

    def begin(self, article: Article, offset: int) -> None:
        """Open, to find the first match from an offset on."""
        self._article, self._from = article, offset
        self.display = True
        field = self.query_one(Input)
        # At once, not later: the next key may be here already.
        self.screen.set_focus(field)
        field.action_select_all()

    def look_for(self, article: Article, words: Span) -> None:
        """Find what the article says there, from the next place on, without going to the field."""
        self._article, self._from = article, words.end
        self.display = True
        said = " ".join(article.text[words.start : words.end].split())
        field = self.query_one(Input)
        if field.value == said:
            self._latest.ask(said)
        else:
            field.value = said

    def close(self) -> None:
        """Close and forget the matches."""
        self._latest.forget()
        self.display = False
        self._spans = []
        self.post_message(self.Found([], None))

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self.display

    def step(self, by: int) -> None:
        """To the next match, or the one before; round at the ends."""
        if self._spans:
            self._current = (self._current + by) % len(self._spans)
            self._tell()

    def _look(self, words: str) -> list[Span]:
        return find_in_text(self._article, words) if self._article is not None else []

    def _looked(self, words: str, spans: list[Span]) -> None:
        self._spans = spans
        self._current = next((i for i, s in enumerate(spans) if s.start >= self._from), 0)
        self.query_one("#find-count", Static).update("no match" if words and not spans else "")
        self._tell()

    def _tell(self) -> None:
        if self._spans:
            count = f"{self._current + 1} of {len(self._spans)}  n N "
            self.query_one("#find-count", Static).update(count)
        self.post_message(self.Found(self._spans, self._current if self._spans else None))

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if self.is_open:
            self._latest.ask(message.value)

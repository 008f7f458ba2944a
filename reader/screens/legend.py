"""What colours and signs mean, drawn as an article draws them, in the theme of the moment."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from reader.notes.model import COLOURS, colour_label
from reader.screens.text_screen import TextScreen
from reader.widgets.article_paint import CURSOR_BAR, HIGHLIGHT_SIGN, NOTE_SIGN
from reader.widgets.article_style import StyleBook
from reader.widgets.article_view import ArticleView
from reader.widgets.library_table import FAVOURITE, MARKED, SIGNS

_WIDTH = 20
_IN_TEXT: tuple[tuple[str, str, str], ...] = (
    ("question", "Why does it cost?", "a heading that asks"),
    ("claim", "it will recover", "a claim: what the text asserts"),
    ("figure-strong", "45 percent", "a figure: a number with its unit"),
    ("risk", "it could fail", "a risk: what may go wrong or is not proven"),
    ("current", "the one chosen", "the finding you stepped to"),
    ("cue", "will", "a word that spoke for the finding"),
    ("cue-against", "perhaps", "a word that spoke against it"),
    ("match", "found", "what you searched for"),
    ("match-current", "found here", "the hit you stepped to"),
    ("selection", "selected", "what you selected"),
    ("link", "linked", "a link"),
)

_IN_LIBRARY = (
    (SIGNS["reading"], "begun"),
    (SIGNS["read"], "read"),
    (SIGNS["archived"], "in the archive"),
    (FAVOURITE, "a favourite"),
    (MARKED, "marked, for the keys that act on several"),
)


class LegendScreen(TextScreen):
    """Samples and what they stand for."""

    DEFAULT_CSS = "LegendScreen ArticleView { display: none; }"

    def __init__(self, meanings: Mapping[str, str]) -> None:
        """`meanings` is what the reader means by the colours of highlights."""
        super().__init__("Signs and colours")
        self._meanings = meanings

    def body(self) -> ComposeResult:
        """The samples; the view that knows their looks is not shown."""
        yield from super().body()
        yield ArticleView()

    def content(self) -> Text:
        """Nothing until the looks are known."""
        return Text()

    def on_mount(self) -> None:
        """Draw them."""
        self._draw()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())

    def _draw(self) -> None:
        self.query_one("#text", Static).update(
            self._samples(StyleBook(self.query_one(ArticleView)))
        )

    def _samples(self, book: StyleBook) -> Text:
        text = Text()
        text.append("In the text\n", "bold")
        for look, sample, meaning in _IN_TEXT:
            _line(text, sample, book[look], meaning)
        for colour in COLOURS:
            name = colour_label(colour, self._meanings)
            _line(text, name, book[f"highlight-{colour}"], "a highlight of yours")
        text.append("\nIn the margin\n", "bold")
        _line(text, NOTE_SIGN, book["note"], "a note of yours stands here")
        _line(text, CURSOR_BAR, book["marker"], "the line you are at")
        if book.needs_signs:
            _line(text, HIGHLIGHT_SIGN, book["highlight-sign"], "something highlighted")
        text.append("\nIn the library\n", "bold")
        for sign, meaning in _IN_LIBRARY:
            _line(text, sign, book["note"], meaning)
        text.right_crop(1)
        return text


def _line(text: Text, sample: str, look: object, meaning: str) -> None:
    shown = Text(sample)
    shown.stylize(look)  # type: ignore[arg-type]
    shown.truncate(_WIDTH, overflow="ellipsis")
    text.append("  ")
    text.append_text(shown)
    text.append(" " * (_WIDTH + 2 - shown.cell_len))
    text.append(f"{meaning}\n")

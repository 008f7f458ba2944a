"""Marking in an article: selecting, highlighting, notes, copying.

What is marked is on the disk before the screen shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from textual import on

from index.article import Article, Span
from reader.citing import cited
from reader.drafting import NoteDraft
from reader.notes.model import COLOURS, Anchored, Judged, colour_label
from reader.screens.article_moving import MovingRoom
from reader.screens.keeping_room import KeepingRoom
from reader.store.drafts import about_file
from reader.widgets.article_view import ArticleView
from reader.widgets.key_bar import KeyBar
from reader.widgets.marks import HighlightMark

SELECTING = {
    "select.right": "word on",
    "line.down": "sentence on",
    "highlight": "highlight",
    "annotate": "note",
    "copy": "copy",
    "outline": "other end",
    "go.back": "leave",
}
"""What the line of keys says while text is selected, by the id of the action."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the reader has made of an article: highlights, and judgements of its findings."""

    notes: list[Anchored]
    judged: list[Judged]


class MarkingRoom(KeepingRoom, MovingRoom):
    """Carries out what marks text."""

    def __init__(self) -> None:
        super().__init__()
        self._notes: list[Anchored] = []
        self.copies: list[Path] = []

    def show_notes(self, notes: Sequence[Anchored]) -> None:
        """These are the highlights of the article."""
        self._notes = list(notes)
        self.view.set_highlights(
            [
                HighlightMark(
                    each.start, each.end, each.highlight.colour, bool(each.highlight.note)
                )
                for each in notes
                if each.start is not None and each.end is not None and each.end > each.start
            ]
        )

        about = [each for each in notes if each.highlight.selector.is_without_quote]
        headings = [each.start for each in about if each.highlight.selector.heading is not None]
        self.view.set_noted(
            [start for start in headings if start is not None], whole=len(headings) < len(about)
        )

    # What is marked

    @on(ArticleView.SelectionChanged)
    def _other_keys(self, message: ArticleView.SelectionChanged) -> None:
        """While text is selected the line of keys says what can be done with it."""
        self.query_one(KeyBar).show_instead(SELECTING if message.span is not None else {})

    def _chosen(self) -> Span | None:
        """What a highlight would mark: the selection, else the finding, else the sentence."""
        if self.article is None:
            return None
        selected = self.view.selection_span()
        if selected is not None:
            return selected
        if self.current is not None:
            return Span(self.current.start, self.current.end)
        span = self.view.cursor_span
        return span if span.end > span.start else None

    @property
    def _selects(self) -> bool:
        return self.view.selection_span() is not None

    def _highlight_at(self, span: Span) -> Anchored | None:
        """The smallest highlight that meets a span."""
        meeting = [
            each
            for each in self._notes
            if each.start is not None
            and each.end is not None
            and span.overlaps(Span(each.start, each.end))
        ]
        return min(meeting, key=lambda each: (each.end or 0) - (each.start or 0), default=None)

    # Keeping

    def _keep(
        self,
        change: Callable[[], object],
        told: str,
        failed: Callable[[], object] | None = None,
    ) -> None:
        def work() -> Own:
            change()
            return self.as_kept()

        self._keeper.keep(work, lambda own: self.kept(own, told), failed)

    def as_kept(self) -> Own:
        """What the reader has made of the article, as the store has it; runs in a thread."""
        article, file = self.article, self.file
        if article is None or file is None:
            return Own([], [])
        return Own(
            self.quaere.notes.for_article(article, file, self.copies),
            self.quaere.judgements.for_article(article, file, self.copies),
        )

    def kept(self, own: Own, told: str) -> None:
        """Show what is kept now, and say so."""
        self.show_notes(own.notes)
        self.show_judged(own.judged)
        self.view.cancel_selection()
        self.quaere.say(told)

    def show_judged(self, judged: Sequence[Judged]) -> None:
        """These are what the reader thinks of the article's findings."""

    def _add(
        self,
        article: Article,
        span: Span,
        draft: NoteDraft,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Highlight `span` of `article`, which may have changed since the reader chose it."""
        file, notes = self.file, self.quaere.notes
        if file is None:
            return
        self.quaere.last_colour = draft.colour
        self._keep(
            lambda: notes.add(
                article,
                file,
                span.start,
                span.end,
                colour=draft.colour,
                note=draft.note,
                tags=draft.tags,
            ),
            "Highlighted, note kept" if draft.note else "Highlighted",
            failed,
        )

    # Actions

    def action_highlight(self) -> None:
        """Highlight; on a highlight, its next colour."""
        # What is chosen now: the cursor may be elsewhere when its turn comes.
        span = self._chosen()
        if span is not None:
            self._keeper.when_kept(partial(self._highlight, span, selected=self._selects))

    def _highlight(self, span: Span, *, selected: bool) -> None:
        there = self._highlight_at(span)
        if there is not None and not selected:
            identity = there.highlight.id
            place = COLOURS.index(there.highlight.colour)
            colour = COLOURS[(place + 1) % len(COLOURS)]
            self.quaere.last_colour = colour
            label = colour_label(colour, self.quaere.settings.colours)
            self._keep(
                lambda: self.quaere.notes.edit(identity, colour=colour), f"Now {label}; d removes"
            )
            return
        if self.article is not None:
            self._add(self.article, span, NoteDraft("", (), self.quaere.last_colour))

    def action_annotate(self) -> None:
        """Highlight with a note; where there is a note, edit it or write another."""
        span = self._chosen()
        if span is not None:
            self._keeper.when_kept(partial(self._annotate, span, selected=self._selects))

    def _annotate(self, span: Span, *, selected: bool) -> None:
        if self.article is None or self.file is None:
            return
        article, empty = self.article, NoteDraft("", (), self.quaere.last_colour)
        there = self._highlight_at(span)
        if there is None or (selected and (there.start, there.end) != (span.start, span.end)):
            self.write_note(
                about_file(self.file),
                article.text[span.start : span.end],
                empty,
                partial(self._add, article, span),
            )
            return
        highlight = there.highlight
        place = Span(there.start or 0, there.end or 0)

        def keep(written: NoteDraft, failed: Callable[[], object]) -> None:
            if written.is_another:
                self._add(article, place, written, failed)
            else:
                self._edit(highlight.id, written, failed)

        self.write_note(
            highlight.id,
            highlight.selector.exact,
            NoteDraft(highlight.note, highlight.tags, highlight.colour),
            keep,
            another=replace(empty, is_another=True) if highlight.note else None,
        )

    def _edit(self, identity: str, written: NoteDraft, failed: Callable[[], object]) -> None:
        self._keep(
            lambda: self.quaere.notes.edit(
                identity, colour=written.colour, note=written.note, tags=written.tags
            ),
            "Note kept",
            failed,
        )

    def action_unhighlight(self) -> None:
        """Remove the highlight here."""
        self._keeper.when_kept(partial(self._unhighlight, self._chosen()))

    def _unhighlight(self, span: Span | None) -> None:
        there = self._highlight_at(span) if span is not None else None
        if there is None:
            self.quaere.say("There is no highlight here.")
            return
        told = f"Highlight removed; {self.quaere.key('undo')} brings it back"
        self._keeper.remove(there.highlight.id, self.as_kept, lambda own: self.kept(own, told))

    def action_undo(self) -> None:
        """Take back what was removed, dismissed or added last."""
        self._keeper.when_kept(self._undo)

    def _undo(self) -> None:
        if not self._keeper.undo(self.as_kept, self.kept):
            self.quaere.say("Nothing was removed here.")

    def action_accept(self) -> None:
        """Take the place of the highlight here for the right one from now on."""
        span = self._chosen()
        if span is not None:
            self._keeper.when_kept(partial(self._accept, span))

    def _accept(self, span: Span) -> None:
        there = self._highlight_at(span)
        if there is None or there.state == "ok" or there.start is None or there.end is None:
            self.quaere.say("There is no highlight here that is not sure.")
            return
        self._stand_at(there.highlight.id, Span(there.start, there.end))

    def action_attach(self) -> None:
        """Attach a highlight that lost its place to the selection, finding or sentence."""
        span = self._chosen()
        if span is not None:
            self._keeper.when_kept(partial(self._attach_lost, span))

    def _attach_lost(self, span: Span) -> None:
        lost = [each.highlight.id for each in self._notes if each.state in ("orphan", "suspect")]
        chosen = self.quaere.attaching or (lost[0] if len(lost) == 1 else None)
        if chosen is None:
            self.quaere.say(
                f"{len(lost)} highlights have lost their place; choose one in the list (H)."
                if lost
                else "No highlight of this article has lost its place."
            )
            return
        self.quaere.attaching = None
        self._stand_at(chosen, span)

    def _stand_at(self, identity: str, span: Span) -> None:
        article, file, notes = self.article, self.file, self.quaere.notes
        if article is not None and file is not None:
            self._keep(
                lambda: notes.attach(identity, article, file, span.start, span.end),
                "Attached here",
            )

    def action_annotate_question(self) -> None:
        """Note something on the question that is read, without a quote."""
        article, section = self.article, self.view.current_section()
        if article is None or section is None or self.file is None:
            return
        self.write_note(
            about_file(self.file),
            section.heading or article.title,
            NoteDraft("", (), self.quaere.last_colour),
            partial(self._add_about, article, section.number),
        )

    def _add_about(
        self, article: Article, section: int, draft: NoteDraft, failed: Callable[[], object]
    ) -> None:
        file, notes = self.file, self.quaere.notes
        if file is not None and draft.note.strip():
            self._keep(
                lambda: notes.add_about(
                    article, file, section, note=draft.note, colour=draft.colour, tags=draft.tags
                ),
                "Note on the question kept; H lists it" if section else "Note on the article kept",
                failed,
            )

    def action_select(self) -> None:
        """Select text from the sentence on, or stop selecting."""
        if self.view.is_selecting:
            self.view.cancel_selection()
        else:
            self.view.start_selection()

    def action_select_right(self) -> None:
        """A word more."""
        self.view.select_right(self.times())

    def action_select_left(self) -> None:
        """A word less."""
        self.view.select_left(self.times())

    def action_select_character(self) -> None:
        """A character more."""
        self.view.select_characters(self.times())

    def action_select_character_back(self) -> None:
        """A character less."""
        self.view.select_characters(-self.times())

    def action_copy(self) -> None:
        """Copy the selection, finding or sentence."""
        self._copy("Copied", lambda quote, *_: quote)

    def action_copy_source(self) -> None:
        """Copy it with where it comes from."""
        self._copy("Copied with its source", cited)

    def _copy(self, told: str, written: Callable[[str, Article, int], str]) -> None:
        span, article = self._chosen(), self.article
        if span is None or article is None:
            return
        quote, section = article.text[span.start : span.end], article.section_at(span.start)
        self.quaere.copy_to_clipboard(written(quote, article, section.number))
        self.view.cancel_selection()
        self.quaere.say(told)

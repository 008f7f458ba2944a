"""The article on the screen: composed, filled with what was loaded, and its place kept.

What can be done in it is in the rooms it is made of (see `article_room`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from index.article import Article, FindingKind, Span
from index.collection import is_page
from index.text import clean_line
from reader import origin
from reader.actions import Where
from reader.bindings import bindings
from reader.notes.book import ref_of
from reader.panels import NAME, Panels
from reader.screens.article_opening import Marked, Opened, OpeningRoom, Shown
from reader.screens.reading_state import FINISHED, ReadingState, carried
from reader.screens.text_screen import TextScreen
from reader.series import Series
from reader.store import StoreError, reading
from reader.widgets.article_view import ArticleView
from reader.widgets.find_bar import FindBar
from reader.widgets.findings_panel import FindingsPanel
from reader.widgets.key_bar import KeyBar
from reader.widgets.outline_entries import OutlineState, outline_entry
from reader.widgets.pick_list import PickList
from reader.widgets.question_bar import QuestionBar
from reader.widgets.splitter import Splitter
from reader.widgets.top_bar import TopBar
from reader.widgets.why import FindingFoot

SAVE_EVERY = 3.0


class ArticleScreen(OpeningRoom):
    """One article."""

    WHERE: ClassVar[Where] = "article"
    CSS_PATH: ClassVar = ["article.tcss"]
    AUTO_FOCUS = "ArticleView"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("article")]

    def __init__(
        self,
        article: str,
        *,
        section: int | None = None,
        at: int = -1,
        kind: FindingKind | None = None,
        series: Series | None = None,
    ) -> None:
        """Open at an offset, else at a section, else where it was left; see `open_article`.

        The article may be one of a series.
        """
        super().__init__(article)
        self.asked_for = None if kind is None else (kind, at)
        self.series = series
        self._start = (section, at)
        self._outline = OutlineState()
        self._saved: reading.ReadingPlace | None = None
        self._counted: Article | None = None
        """The article whose sections `_seen` and `_read` count: never a whole page."""

    def compose(self) -> ComposeResult:
        """Outline, text, findings."""
        self.panels = Panels.read(self.preference(NAME))
        yield TopBar()
        yield QuestionBar(id="questions")
        with Horizontal(id="columns"):
            yield PickList(id="outline", one_click=True)
            yield Splitter(id="split-outline")
            yield ArticleView("Opening …", measure=self.measure_chosen(), id="view")
            yield Splitter(id="split-side")
            yield FindingsPanel(id="side")
        yield FindingFoot(id="foot")
        yield FindBar(id="find")
        yield KeyBar(self.WHERE)

    async def on_mount(self) -> None:
        """Ask for the article; it mostly comes before the screen is drawn for the first time."""
        self.lay_out(self.app.size.width)
        self.panel.by_score = self.quaere.by_score
        self.show_status(self.quaere.status, self.quaere.share)
        self.set_interval(SAVE_EVERY, self._save_soon)
        self.watch(self.view, "section", self._section_changed, init=False)
        self.collection_changed()
        await self.comes()

    def leaving(self) -> Callable[[], None] | None:
        """The place is kept."""
        place = self._place()
        return partial(self._save, place) if place is not None else None

    # What was loaded

    def opened(self, _: Shown | None, opened: Opened | str | None) -> None:
        """Show the article, or why there is none."""
        if opened is None:
            return
        if isinstance(opened, str):
            if self.article is None:
                self.view.show_empty(opened)
            elif self._whole != self.is_whole:
                self._whole = self.is_whole
                self.quaere.say(opened, "warning")
            return
        before, was_whole = self.article, self.is_whole
        self.article, self.file, self._known = opened.article, opened.file, opened
        self.is_whole = opened.whole
        if (before, was_whole) != (opened.article, opened.whole):
            self.forget_places()
            self._recount(opened)
            self._show(opened, self._place_in(opened) if before is None else opened.at)
        # The text is on the screen before its marks are looked for, which takes longer.
        self.call_after_refresh(self._marking.ask, opened)

    def marked(self, opened: Opened, marked: Marked | None) -> None:
        """Show what lies over the text."""
        # Made for a text that is not shown any more: the next answer is under way.
        if marked is None or opened is not self._known:
            return
        self.copies = marked.copies
        self.show_findings(marked.findings, marked.why, marked.judged)
        self.show_notes(marked.notes)

    def _recount(self, opened: Opened) -> None:
        """What was seen and read of the article, in the article as it is now."""
        if opened.whole:
            return
        before, self._counted = self._counted, opened.article
        if before is not None:
            self._seen = carried(self._seen, before, opened.article)
            self._read = carried(self._read, before, opened.article)

    def _place_in(self, opened: Opened) -> int:
        """Where to open: as asked, else as left, else at the top."""
        article = opened.article
        section, at = self._start
        if section is not None:
            return article.sections[min(section, len(article.sections) - 1)].start
        place = opened.place
        if at >= 0 or place is None:
            return max(0, at)
        if place.article.text_hash == article.text_hash:
            return place.offset
        return article.sections[min(place.section, len(article.sections) - 1)].start

    def _show(self, opened: Opened, offset: int) -> None:
        article = opened.article
        self.view.show(article, at=offset)
        section, at = self._start
        if section is not None and at >= 0:
            self.view.go_to(at, place="visible")
        if self._saved is None and opened.place is not None:
            self._go_on(opened.place, offset)
            self._saved = opened.place
        self._start = (None, -1)
        whole = " · the whole page; esc back to the article" if self.is_whole else ""
        row = f"{self.series.position} · " if self.series is not None else ""
        self.tell_place(f"Quaere · {row}{article.title}{whole}")
        self._fill_outline()
        self.show_progress()

    def _go_on(self, place: reading.ReadingPlace, offset: int) -> None:
        """Panel, cursor and what was seen as they were left."""
        state = ReadingState.read(place.panel)
        self.panel.facet, self.panel.whole = state.facet, state.whole
        if place.article.text_hash != (self.article.text_hash if self.article else None):
            return
        self._seen |= state.seen
        self._read |= state.done
        if offset == place.offset and state.cursor is not None:
            self.view.go_to(state.cursor, place="visible")

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        self.lay_out(event.size.width)

    def go_back(self) -> bool:
        """Close, in turn: the selection, the find bar, a panel that has the focus."""
        if self.view.selection_span() is not None:
            self.view.cancel_selection()
        elif self.query_one(FindBar).is_open:
            self.query_one(FindBar).close()
            self.view.focus()
        elif self.focused is not self.view:
            self.close_overlays()
        elif self.leave_mode():
            pass
        elif self._whole:
            self.action_article_whole()
        else:
            return self.let_go()
        return True

    # Outline

    def _fill_outline(self) -> None:
        article = self.article
        if article is None:
            return
        self._outline.here = self._here_in_outline
        self._outline.read = frozenset(self.read_here)
        entries = [
            outline_entry(section, article.title, self._outline)
            for section in article.sections
            if section.heading is not None or section.end > section.start
        ]
        self.query_one("#outline", PickList).fill(entries, key=self._outline.here)

    @property
    def _here_in_outline(self) -> int:
        here = self.view.current_section()
        return -1 if here is None else here.number

    def reading_changed(self) -> None:
        """Another question is read, or was: outline and progress say so."""
        self.show_progress()
        outline = self.query_one("#outline", PickList)
        shown, here, read = self._outline, self._here_in_outline, frozenset(self.read_here)
        changed, moved = {shown.here, here} | (shown.read ^ read), shown.here != here
        shown.here, shown.read = here, read
        outline.draw_again(*changed)
        if moved:
            outline.go_to(here, quietly=True)

    def action_outline(self) -> None:
        """Show the outline, enter it, close it; the other end of a selection."""
        if self.view.is_selecting:
            self.view.swap_ends()
            return
        self.toggle("outline", self.query_one("#outline", PickList))

    @on(PickList.Picked, "#outline")
    def _outline_picked(self, message: PickList.Picked) -> None:
        if self.article is not None:
            self.jump(self.article.sections[message.key].start, "top")
            self.close_overlays()

    def action_article_whole(self) -> None:
        """Show the whole page, or the article only again."""
        if self.article is None:
            return
        if not is_page(self.article.path):
            self.quaere.say("Nothing but a saved page has more to show; I says what was left out.")
            return
        self._whole = not self._whole
        self.collection_changed()

    def action_article_origin(self) -> None:
        """How it was read, and what was left out."""
        article = self.article
        if article is None:
            return
        root = self.quaere.collection.root
        copies = [clean_line(os.path.relpath(path, root)) for path in self.copies]
        lines = origin.report(article, copies)
        self.quaere.push_screen(TextScreen("How this article was read", lines))

    # What the text says

    def _section_changed(self, section: int) -> None:
        self.reading_changed()
        self.panel.follow(section)

    @on(ArticleView.CursorMoved)
    def _cursor_moved(self) -> None:
        current = self.current
        # A figure lies within the sentence at which the cursor stands.
        if current is not None and not self.view.cursor_span.overlaps(
            Span(current.start, current.end)
        ):
            self.set_current(None)

    @on(ArticleView.Clicked)
    def _clicked(self, message: ArticleView.Clicked) -> None:
        if message.link is not None:
            self.follow(message.link)
            return
        finding = self.panel.at(message.offset)
        if finding is not None:
            if self.panel.facet not in ("all", finding.kind):
                self.panel.turn_to(finding.kind)
            self.set_current(finding)

    # The place

    def _place(self) -> reading.ReadingPlace | None:
        if self.article is None or self.file is None or self.is_whole:
            return None
        state = ReadingState(
            self.panel.facet,
            self.panel.whole,
            self.view.cursor,
            frozenset(self._seen),
            frozenset(self._read),
        )
        offset = self.view.top_offset()
        progress = state.progress(self.article)
        ref = ref_of(self.article, self.file)
        if len(self.article.sections) == 1:
            # One can be in the midst of it: as far as it was scrolled, if there was time to read.
            time = self.quaere.clock.share(ref, self.article, self.article.sections[0])
            before = self._saved.progress if self._saved is not None else 0.0
            progress = max(progress, before, min(time, self.view.progress()))
        was_read = self._saved is not None and self._saved.state == "read"
        return reading.ReadingPlace(
            article=ref,
            section=self.article.section_at(offset).number,
            offset=offset,
            panel=state.written(),
            state="read" if was_read or progress >= FINISHED else "reading",
            progress=progress,
        )

    def _save_soon(self) -> None:
        place = self._place()
        if place is not None and (self._saved is None or place != replace(self._saved, updated="")):
            self.run_worker(partial(self._save, place), thread=True, group="places")

    def _save(self, place: reading.ReadingPlace) -> None:
        """Keep the place; may run in a thread."""
        try:
            reading.save(self.quaere.store, place)
        except StoreError as error:
            self.quaere.call_later(self.quaere.say, f"The place was not kept: {error}", "error")
        else:
            self._saved = place

"""Highlights and notes of the whole collection, filtered while typing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.notes.everywhere import notes_in
from reader.notes.model import Anchored, ArticleNotes
from reader.screens.keeping_room import KeepingRoom
from reader.screens.list_room import FilterRoom
from reader.screens.note import NoteDraft, NoteScreen
from reader.widgets.entries import counted, highlight_entry, section_title_entry
from reader.widgets.pick_list import Entry, PickList

_EMPTY = "No highlights yet: in an article, h marks the sentence, a adds a note."


class HighlightsScreen(KeepingRoom, FilterRoom):
    """Highlights under their articles, with the state of each anchor."""

    WHERE: ClassVar[Where] = "highlights"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("highlights")]
    FILTER = "filter by words, #tag, colour or state"
    EMPTY = "Finding the highlights …"

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[ArticleNotes] = []
        self._latest: Latest[str, list[ArticleNotes]] = Latest(self, self._load, self._loaded)

    def on_screen_resume(self) -> None:
        """They may have changed while an article was open."""
        self.notes_changed()

    def collection_changed(self) -> None:
        """Anchors may lie elsewhere now."""
        self._latest.ask("")

    def notes_changed(self) -> None:
        """Ask again."""
        self._latest.ask("")

    def _load(self, _: str) -> list[ArticleNotes]:
        return notes_in(self.quaere.notes, self.quaere.collection)

    def _loaded(self, _: str, groups: list[ArticleNotes]) -> None:
        self._groups = groups
        self.show_list()

    def show_list(self) -> None:
        """The highlights that hold the wanted words, under their articles."""
        wanted = self.wanted
        entries: list[Entry] = []
        count = 0
        for group in self._groups:
            shown = [each for each in group.notes if _matches(each, wanted)]
            if shown:
                entries.append(section_title_entry(group.ref.title))
                entries += map(highlight_entry, shown)
                count += len(shown)
        empty = "No highlight matches this filter." if wanted else _EMPTY
        self.main.fill(entries, key=self.main.key, empty=empty)
        by_filter = " shown by the filter" if wanted else ""
        self.show_place(counted(count, "highlight") + by_filter)

    def _under_cursor(self) -> tuple[ArticleNotes, Anchored] | None:
        key = self.main.key
        for group in self._groups:
            for each in group.notes:
                if each.highlight.id == key:
                    return group, each
        return None

    # Actions

    def action_highlights_edit(self) -> None:
        """Edit note, tags and colour."""
        found = self._under_cursor()
        if found is None:
            return
        highlight = found[1].highlight

        def edit(written: NoteDraft | None) -> None:
            if written is not None:
                self._keeper.when_kept(lambda: self._edit(highlight.id, written))

        draft = NoteDraft(highlight.note, highlight.tags, highlight.colour)
        self.quaere.push_screen(NoteScreen(highlight.selector.exact, draft), edit)

    def _edit(self, identity: str, written: NoteDraft) -> None:
        def change() -> list[ArticleNotes]:
            self.quaere.notes.edit(
                identity, colour=written.colour, note=written.note, tags=written.tags
            )
            return self._load("")

        self._keeper.keep(change, lambda groups: self._kept(groups, "Note kept"))

    def action_highlights_remove(self) -> None:
        """Remove the highlight under the cursor."""
        self._keeper.when_kept(self._remove)

    def _remove(self) -> None:
        found = self._under_cursor()
        if found is not None:
            told = "Highlight removed; U brings it back"
            self._keeper.remove(
                found[1].highlight.id,
                lambda: self._load(""),
                lambda groups: self._kept(groups, told),
            )

    def action_highlights_undo(self) -> None:
        """Bring back what was removed last."""
        self._keeper.when_kept(self._undo)

    def _undo(self) -> None:
        if not self._keeper.undo(
            lambda: self._load(""), lambda groups: self._kept(groups, "The highlight is back")
        ):
            self.quaere.say("Nothing was removed here.")

    def _kept(self, groups: list[ArticleNotes], told: str) -> None:
        self._loaded("", groups)
        self.quaere.say(told)
        self.quaere.tell_notes_changed()

    # Events

    @on(PickList.Picked)
    def _open(self) -> None:
        found = self._under_cursor()
        if found is None or found[0].article is None:
            self.quaere.say("The article is gone; its highlights can still be exported.", "warning")
            return
        group, each = found
        self.quaere.open_article(
            group.id, section=each.section or 0, at=each.start if each.start is not None else -1
        )


def _matches(anchored: Anchored, words: list[str]) -> bool:
    highlight = anchored.highlight
    tags = " ".join(f"#{tag}" for tag in highlight.tags)
    text = fold(
        " ".join(
            [highlight.selector.exact, highlight.note, tags, highlight.colour, anchored.state,
             highlight.article.title]
        )
    )  # fmt: skip
    return all(word in text for word in words)

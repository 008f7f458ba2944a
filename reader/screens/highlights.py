"""Highlights and notes of the whole collection, filtered while typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.drafting import NoteDraft
from reader.latest import Latest
from reader.notes.everywhere import notes_in
from reader.notes.model import Anchored, ArticleNotes, Meanings, colour_label
from reader.screens.keeping_room import KeepingRoom
from reader.screens.list_room import FilterRoom
from reader.widgets.entries import counted, section_title_entry
from reader.widgets.entry import Entry
from reader.widgets.highlight_entry import highlight_entry
from reader.widgets.pick_list import PickList

_EMPTY = "No highlights yet: in an article, h marks the sentence, a adds a note."


class HighlightsScreen(KeepingRoom, FilterRoom):
    """Highlights under their articles, with the state of each anchor."""

    WHERE: ClassVar[Where] = "highlights"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("highlights")]
    FILTER = "filter by words, #tag, colour, state (moved) or date (2026-11)"
    EMPTY = "Finding the highlights …"

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[ArticleNotes] = []
        self._candidates: dict[str, int] = {}
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
        self._groups = [self._with_candidates(group) for group in groups]
        self.show_list()

    def show_list(self) -> None:
        """The highlights that hold the wanted words, under their articles."""
        wanted, meanings = self.wanted, self.quaere.settings.colours
        entries: list[Entry] = []
        count = 0
        for group in self._groups:
            shown = [each for each in group.notes if _matches(each, wanted, meanings)]
            if shown:
                entries.append(section_title_entry(group.ref.title))
                entries += [highlight_entry(each, meanings) for each in shown]
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
        draft = NoteDraft(highlight.note, highlight.tags, highlight.colour)
        identity = highlight.id
        self.write_note(identity, highlight.selector.exact, draft, partial(self._edit, identity))

    def _edit(self, identity: str, written: NoteDraft, failed: Callable[[], object]) -> None:
        def change() -> list[ArticleNotes]:
            self.quaere.notes.edit(
                identity, colour=written.colour, note=written.note, tags=written.tags
            )
            return self._load("")

        self._keeper.keep(change, lambda groups: self._kept(groups, "Note kept"), failed)

    # Anchors that are not sure

    def action_highlights_accept(self) -> None:
        """Take the place that is shown for the right one from now on."""
        found = self._under_cursor()
        if found is None or found[1].state == "ok":
            self.quaere.say("This highlight is where it was made.")
        elif found[1].state == "orphan":
            self.quaere.say("It was not found; P attaches it to a passage you choose.")
        else:
            self._keeper.when_kept(partial(self._accept, *found))

    def _accept(self, group: ArticleNotes, each: Anchored) -> None:
        article, start, end = group.article, each.start, each.end
        if article is None or start is None or end is None:
            return

        def change() -> list[ArticleNotes]:
            self.quaere.notes.attach(each.highlight.id, article, group.file, start, end)
            return self._load("")

        self._keeper.keep(change, lambda groups: self._kept(groups, "Attached here"))

    def action_highlights_candidate(self) -> None:
        """Show the next place at which a suspect may stand."""
        found = self._under_cursor()
        if found is None or len(found[1].candidates) < 2:
            self.quaere.say("There is no other place for this highlight.")
            return
        identity = found[1].highlight.id
        self._candidates[identity] = self._candidates.get(identity, 0) + 1
        self._loaded("", self._groups)

    def _with_candidates(self, group: ArticleNotes) -> ArticleNotes:
        """The group with those places for its suspects that the reader has turned to."""
        return replace(group, notes=tuple(self._turned(group, each) for each in group.notes))

    def _turned(self, group: ArticleNotes, each: Anchored) -> Anchored:
        turns = self._candidates.get(each.highlight.id, 0)
        article = group.article
        if not turns or article is None or len(each.candidates) < 2:
            return each
        nearest = min(
            each.candidates, key=lambda span: abs(span.start - each.highlight.selector.start)
        )
        first = each.candidates.index(nearest)
        span = each.candidates[(first + turns) % len(each.candidates)]
        section = article.section_at(span.start)
        return replace(
            each,
            start=span.start,
            end=span.end,
            section=section.number,
            heading=section.heading,
            current_text=article.text[span.start : span.end],
        )

    def action_highlights_attach(self) -> None:
        """Open the article and attach the highlight to what is selected there."""
        found = self._under_cursor()
        if found is None:
            return
        self.quaere.attaching = found[1].highlight.id
        if found[0].article is None:
            self.quaere.say("Its article is gone: open another, select the passage, press P.")
            return
        self._open()
        self.quaere.say("Select the passage (v) and press P to attach the highlight there.")

    def action_highlights_remove(self) -> None:
        """Remove the highlight under the cursor."""
        self._keeper.when_kept(self._remove)

    def _remove(self) -> None:
        found = self._under_cursor()
        if found is not None:
            told = f"Highlight removed; {self.quaere.key('highlights.undo')} brings it back"
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
            lambda: self._load(""), lambda groups, _: self._kept(groups, "The highlight is back")
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
        section = _section_of(group, each)
        self.quaere.open_article(
            group.id, section=section, at=each.start if each.start is not None else -1
        )


def _section_of(group: ArticleNotes, each: Anchored) -> int:
    """Where a highlight stands; an orphan is best looked for under the heading it stood under."""
    if each.section is not None or group.article is None or each.heading is None:
        return each.section or 0
    sections = group.article.sections
    return next((part.number for part in sections if part.heading == each.heading), 0)


def _matches(anchored: Anchored, words: list[str], meanings: Meanings) -> bool:
    """Whether all words are there; what has a name may be asked for by it, as in a search."""
    highlight = anchored.highlight
    facts = [
        highlight.selector.exact, highlight.note, highlight.article.title,
        colour_label(highlight.colour, meanings), anchored.state, highlight.created[:10],
        f"colour:{highlight.colour} color:{highlight.colour} state:{anchored.state}",
        *(f"#{tag} tag:{tag}" for tag in highlight.tags),
        *(["has:note"] if highlight.note else []),
    ]  # fmt: skip
    text = fold(" ".join(facts))
    return all(word in text for word in words)

"""What leads from the text elsewhere: labels, links, places with a letter, the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.app import SuspendNotSupported
from textual.geometry import Offset

from index.article import Article, Span
from index.collection import CollectionDamaged, Unreadable
from index.text import clean_line
from reader.editor import NoEditor, edit
from reader.links import Link, Links
from reader.notes.book import real_path, ref_of
from reader.outside import CannotOpen, open_address, open_folder
from reader.screens.article_findings import FindingsRoom
from reader.screens.labels import LabelScreen, Target
from reader.screens.letter import LetterScreen
from reader.screens.link import LinkScreen, What
from reader.screens.table import TableScreen, table_in
from reader.store import StoreError, bookmarks
from reader.store.bookmarks import Bookmark
from reader.widgets.article_motion import words_in
from reader.widgets.find_bar import FindBar
from reader.widgets.findings_panel import key_of
from reader.widgets.pick_list import PickList

Go = Callable[[], None]
_WORDS = 60
"""Characters of the text that are shown of a place."""


class PlacesRoom(FindingsRoom):
    """Carries out what goes somewhere by a letter, a link or a program."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: LabelScreen | None = None

    # Labels

    def action_labels(self) -> None:
        """Letters over all that can be gone to."""
        targets = [
            *self._targets((link.start, partial(self.follow, link)) for link in self._links),
            *self._targets(self._marked_in_view()),
            *self._targets(self._headings_in_view()),
            *self._entries(self.query_one("#outline", PickList), self._to_section),
            *self._entries(self.panel.picks, self._to_finding),
        ]
        self._choose_among(targets, "Type the letters of the place to go to.")

    @property
    def _links(self) -> list[Link]:
        return self.view.links_in_view()

    def _choose_among(self, targets: list[Target], told: str) -> None:
        if not targets:
            self.quaere.say("There is nothing in view to go to.")
            return
        article, self._labels = self.article, LabelScreen(targets, told)

        def chosen(go: Go | None) -> None:
            # Another text may have come between the letter and this answer to it.
            if go is not None and article == self.article:
                go()

        self.quaere.push_screen(self._labels, chosen)

    def forget_places(self) -> None:
        """Labels lead to places of the text before, too."""
        super().forget_places()
        if self._labels is not None and self._labels.is_current:
            self._labels.dismiss(None)

    def _targets(self, places: Iterator[tuple[int, Go]]) -> list[Target]:
        """Offsets that are in view, with the cells of the screen in which they are drawn."""
        corner = self.view.content_region.offset
        cells = ((self.view.cell_of(offset), go) for offset, go in places)
        return [Target(corner + cell, go) for cell, go in cells if cell is not None]

    def _marked_in_view(self) -> Iterator[tuple[int, Go]]:
        inside = self.view.span_in_view()
        for finding in self._findings:
            if inside.covers(finding.start) and finding.is_marked(self.panel.density):
                yield finding.start, partial(self._to_finding, key_of(finding))
        for each in self._notes:
            if each.start is not None and inside.covers(each.start):
                yield each.start, partial(self.jump, each.start, "visible")

    def _headings_in_view(self) -> Iterator[tuple[int, Go]]:
        inside = self.view.span_in_view()
        for section in self.article.sections if self.article is not None else ():
            if section.heading is not None and inside.covers(section.start):
                yield section.start, partial(self.jump, section.start, "top")

    def _entries(self, picks: PickList, go: Callable[[object], None]) -> list[Target]:
        corner = picks.content_region.offset
        return [Target(corner + Offset(0, line), partial(go, key)) for line, key in picks.in_view()]

    def _to_section(self, key: object) -> None:
        if self.article is not None and isinstance(key, int):
            self.jump(self.article.sections[key].start, "top")
            self.close_overlays()

    def _to_finding(self, key: object) -> None:
        finding = next((each for each in self._findings if key_of(each) == key), None)
        if finding is None:
            return
        self.remember()
        if self.panel.facet not in ("all", finding.kind):
            self.panel.turn_to(finding.kind)
        self.view.go_to(finding.start, place="visible")
        self.set_current(finding)
        self.close_overlays()

    # Links

    def action_link(self) -> None:
        """Follow a link that is in view; of several, the one whose label is typed."""
        links = self._links
        if len(links) == 1:
            self.follow(links[0])
        elif links:
            places = ((link.start, partial(self.follow, link)) for link in links)
            self._choose_among(self._targets(places), "Type the letters of the link to follow.")
        else:
            self.quaere.say("There is no link in view.")

    def follow(self, link: Link) -> None:
        """Within the article at once; outside, after the address was shown."""
        if link.to is not None:
            self.jump(link.to, "visible")
            if self.article is not None and Links(self.article).note(link) is not None:
                key = self.quaere.key
                self.quaere.say(f"{key('link')} or {key('jump.back')} leads back to the text.")
        elif link.address is None:
            self.quaere.say(f"Nothing in this article is called {link.target}.")
        elif self.article is not None:
            words = clean_line(self.article.text[link.start : link.end], _WORDS * 2)
            address = link.address

            def answered(what: What | None) -> None:
                if what == "copy":
                    self._copy_address(address)
                elif what == "open":
                    self._outside(partial(open_address, address))

            self.quaere.push_screen(LinkScreen(words, address), answered)

    def _copy_address(self, address: str) -> None:
        self.quaere.copy_to_clipboard(address)
        self.quaere.say("The address is copied.")

    def _outside(self, work: Callable[[], None]) -> None:
        app = self.quaere

        def opened() -> None:
            try:
                work()
            except CannotOpen as error:
                app.call_later(app.say, str(error), "warning")

        self.run_worker(opened, thread=True, group="outside")

    # A table

    def action_table(self) -> None:
        """Show the table at the cursor, or the first in view, on its own."""
        article = self.article
        rows = table_in(article, self.view.span_in_view(), self.view.cursor) if article else ()
        if article is not None and rows:
            self.quaere.push_screen(TableScreen(article, rows))
        else:
            self.quaere.say("There is no table in view.")

    # The file

    def action_file_folder(self) -> None:
        """Show the folder the article's file is in."""
        if self.file is not None:
            self._outside(partial(open_folder, self.file.parent))

    def action_file_edit(self) -> None:
        """Edit the article's file in the reader's own editor."""
        if self.file is None:
            return
        try:
            with self.app.suspend():
                edit(self.file)
        except NoEditor as error:
            self.quaere.say(str(error), "warning")
        except SuspendNotSupported:
            self.quaere.say("An editor cannot be opened in this terminal.", "warning")
        self.app.refresh()
        self.quaere.bring_up_to_date()

    # The word

    def action_find_word(self) -> None:
        """Find the words that are selected, else a word of the sentence, chosen by its label."""
        article, selected = self.article, self.view.selection_span()
        if article is None:
            return
        if selected is not None:
            self._look_for(article, selected)
            return
        words = words_in(article.text, self.view.cursor_span)
        places = ((word.start, partial(self._look_for, article, word)) for word in words)
        self._choose_among(self._targets(places), "Type the letters of the word to find.")

    def _look_for(self, article: Article, words: Span) -> None:
        self.remember()
        self.view.cancel_selection()
        self.query_one(FindBar).look_for(article, words)

    # Places with a letter

    def action_place_keep(self) -> None:
        """Give the place a letter."""
        if self.article is None or self.file is None:
            return
        if self.is_whole:
            self.quaere.say("Letters are given in the article; esc leads back to it.")
            return
        offset = self.view.cursor
        section = self.article.section_at(offset).number
        place = Bookmark("", ref_of(self.article, self.file), section, offset)

        def chosen(letter: str | None) -> None:
            if letter:
                self._in_thread(partial(self._keep_place, place, letter))

        hint = "a to z in this article, A to Z everywhere · esc leave"
        self._ask(LetterScreen("A letter for this place", hint), chosen)

    def action_place_go(self) -> None:
        """Go to a place by its letter."""

        def chosen(letter: str | None) -> None:
            if letter == "'":
                self.action_jump_back()
            elif letter is not None:
                self._with_places(partial(self._go_to_place, letter))

        hint = "a letter · ' back to where you came from · esc leave"
        self._ask(LetterScreen("Go to a place", hint, other="'"), chosen)

    def _ask(self, dialog: LetterScreen, chosen: Callable[[str | None], None]) -> None:
        """The dialog is there for the next key; what has a letter already, it says when it can."""

        def known(kept: list[Bookmark]) -> None:
            lines = [f"{each.letter}  {self._said(each)}" for each in kept]
            gives = self.quaere.key("place.keep")
            dialog.tell(lines or [f"No place has a letter yet; {gives} gives one."])

        self.quaere.push_screen(dialog, chosen)
        self._with_places(known)

    def _said(self, place: Bookmark) -> str:
        """How a place begins, or the title of the other article it is in."""
        here = self.article
        if here is None or place.article.path != self._path:
            return clean_line(place.article.title, _WORDS)
        offset = self._offset_of(place, here)
        heading = here.section_at(offset).heading
        begins = clean_line(here.text[offset : offset + _WORDS], _WORDS)
        return clean_line(f"{heading} · {begins}" if heading else begins, 2 * _WORDS)

    @property
    def _path(self) -> str:
        article, file = self.article, self.file
        return ref_of(article, file).path if article is not None and file is not None else ""

    @staticmethod
    def _offset_of(place: Bookmark, article: Article) -> int:
        """Where a place stands in an article; in a changed text, where its section begins."""
        if place.article.text_hash == article.text_hash:
            return min(place.offset, len(article.text))
        return article.sections[min(place.section, len(article.sections) - 1)].start

    def _go_to_place(self, letter: str, kept: list[Bookmark]) -> None:
        place = next((each for each in kept if each.letter == letter), None)
        if place is None:
            gives = self.quaere.key("place.keep")
            self.quaere.say(f"No place has the letter {letter}; {gives} gives one.")
        elif self.article is not None and (place.letter.islower() or self._is_here(place)):
            self.jump(self._offset_of(place, self.article), "third")
        else:
            self._in_thread(partial(self._find_elsewhere, place))

    def _is_here(self, place: Bookmark) -> bool:
        return place.article.path == self._path

    # In threads

    def _in_thread(self, work: Callable[[], None]) -> None:
        self.run_worker(work, thread=True, group="places")

    def _with_places(self, then: Callable[[list[Bookmark]], None]) -> None:
        article, file, app = self.article, self.file, self.quaere
        if article is None or file is None:
            return

        def work() -> None:
            try:
                kept = bookmarks.known_in(app.store, ref_of(article, file))
            except StoreError as error:
                app.call_later(app.say, f"The places cannot be read: {error}", "error")
            else:
                app.call_later(then, kept)

        self._in_thread(work)

    def _keep_place(self, place: Bookmark, letter: str) -> None:
        app = self.quaere
        try:
            bookmarks.put(app.store, Bookmark(letter, place.article, place.section, place.offset))
        except StoreError as error:
            app.call_later(app.say, f"The place was not kept: {error}", "error")
        else:
            told = f"This place is {letter}; {app.key('place.go')} and {letter} lead here."
            app.call_later(app.say, told)

    def _find_elsewhere(self, place: Bookmark) -> None:
        """Open the article of a place in another one, if this collection has it."""
        app = self.quaere
        try:
            files = app.collection.files().items()
            there = (each for each, file in files if str(real_path(file)) == place.article.path)
            found = next(there, None)
            article = app.collection.read(found) if found is not None else None
        except (KeyError, Unreadable, OSError, CollectionDamaged):
            article = None
        if article is None:
            told = f"{place.letter} is in an article that is not in this collection"
            app.call_later(app.say, f"{told}: {clean_line(place.article.path, 200)}", "warning")
            return
        offset = self._offset_of(place, article)
        app.call_later(app.open_article, article.id, at=offset)

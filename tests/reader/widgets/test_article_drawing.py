"""The article view: what is drawn, and with which looks."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from index.article import Article, Span
from reader.links import safe_address
from reader.widgets.article_canvas import STRIPS_KEPT
from reader.widgets.article_paint import CURSOR_BAR, NOTE_SIGN
from reader.widgets.article_view import ArticleView
from reader.widgets.marks import HighlightMark, Mark
from tests.reader.widgets.builder import (
    article,
    block,
    code,
    harbour,
    heading,
    long_article,
    paragraph,
    span_of,
)
from tests.reader.widgets.reading import Host, Reading, reading
from tests.reader.widgets.snapshots import as_picture, picture_of

FAMILY = "👩‍👩‍👧"


class TestDrawing:
    @pytest.mark.parametrize("size", [(120, 90), (80, 90), (60, 120), (24, 300)])
    async def test_all_of_the_text_is_on_the_screen(self, size: tuple[int, int]) -> None:
        shown = article(
            paragraph("One *two* three."), heading("Why four?"), paragraph("Five six. " * 30)
        )
        async with reading(shown, size) as read:
            words = " ".join(shown.text.split())
            seen = read.text().replace("─", "").replace(CURSOR_BAR, "")
            assert " ".join(seen.split()) == f"A title 1 min {words}"

    @pytest.mark.parametrize("width", [120, 80, 60, 20, 9, 3])
    async def test_every_line_is_as_wide_as_the_view(self, width: int) -> None:
        async with reading(harbour(), (width, 30)) as read:
            for y in range(30):
                strip = read.view.render_line(y)
                assert strip.cell_length == cell_len(strip.text)
                assert strip.cell_length == read.view.scrollable_content_region.width

    async def test_the_column_is_capped_and_stands_in_the_middle(self) -> None:
        async with reading(harbour(), (140, 30)) as read:
            rule = next(line for line in read.lines() if "─" in line)
            assert rule.count("─") == 80
            assert rule.index("─") == pytest.approx((140 - 80) / 2, abs=1)
            read.view.measure = 56
            await read.pilot.pause()
            assert max(line.count("─") for line in read.lines()) == 56

    async def test_it_says_so_when_there_is_nothing_to_show(self) -> None:
        async with reading(None) as read:
            assert read.text() == "Nothing is open."
            assert read.view.current_section() is None
            read.view.next_question()
            read.view.scroll_pages(1)
            read.view.go_to(5)
            read.view.start_selection()
            read.view.show(harbour())
            await read.pilot.pause()
            assert "closure of a strait" in read.text()
            read.view.show_empty("No article here.")
            await read.pilot.pause()
            assert read.text() == "No article here."
            assert read.view.max_scroll_y == 0

    async def test_an_article_may_be_handed_over_before_there_is_a_screen(self) -> None:
        shown = long_article()
        view = ArticleView()
        view.show(shown, at=shown.text.index("Why does question 4"))
        assert view.top_offset() == shown.text.index("Why does question 4")
        app = Host()
        app.compose = lambda: iter([view])  # type: ignore[method-assign]
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "question 4 matter" in Reading(app, pilot).lines()[1]

    async def test_no_key_is_bound(self) -> None:
        async with reading(harbour()) as read:
            assert read.view._bindings.key_to_bindings == {}

    async def test_text_is_never_markup(self) -> None:
        async with reading(article(paragraph("[bold]x[/nope] [@click=app.quit]y"))) as read:
            assert "[bold]x[/nope] [@click=app.quit]y" in read.text()

    async def test_inline_styles(self) -> None:
        shown = article(paragraph("plain *slanted* **heavy** [linked](https://ledger.example/é)"))
        async with reading(shown) as read:
            assert read.style_of("slanted").italic
            assert read.style_of("heavy").bold
            assert read.style_of("linked").underline
            assert read.style_of("linked").link == "https://ledger.example/%C3%A9"
            assert not read.style_of("plain").link

    async def test_a_link_over_two_rows_leads_to_one_place(self) -> None:
        words = "word " * 9
        shown = article(paragraph(f"{words}[first half second half](https://ledger.example/)"))
        async with reading(shown, (65, 20)) as read:
            first, second = read.style_of("first half"), read.style_of("second")
            assert read.cell_of("first half").y < read.cell_of("second").y
            assert first.link == second.link == "https://ledger.example/"

    async def test_headings_that_ask_stand_out(self) -> None:
        shown = article(heading("Who pays?"), paragraph("p"), heading("Background"), paragraph("q"))
        async with reading(shown) as read:
            assert read.style_of("Who pays?").bold
            assert read.style_of("Background").bold
            assert read.style_of("Who pays?").color == read.look("question").color
            assert read.style_of("Background").color != read.look("question").color

    async def test_wide_characters_stay_in_their_columns(self) -> None:
        shown = article(paragraph(f"漢字 {FAMILY} ☎️ cafe\u0301 end"))
        async with reading(shown, (60, 12)) as read:
            assert read.cell_of("end").x - read.cell_of("漢字").x == 4 + 1 + 2 + 1 + 2 + 1 + 4 + 1
            for quote in ("漢字", FAMILY, "end"):
                cell = read.cell_of(quote)
                await read.pilot.double_click(offset=cell)
                _, position = read.app.screen.get_widget_and_offset_at(*cell)
                assert position is not None
                assert shown.text.startswith(quote, position.y + position.x)

    async def test_another_theme_is_drawn_at_once(self) -> None:
        async with reading(harbour()) as read:
            dark = read.style_of("Sixteen")
            read.app.theme = "textual-light"
            await read.pilot.pause()
            assert read.style_of("Sixteen").bgcolor != dark.bgcolor

    async def test_without_colours_the_marks_are_signs(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        shown = article(paragraph("A claim here. A risk there. It costs 5 euros. A hit too."))
        spans = {quote: span_of(shown, quote) for quote in ("A claim", "A risk", "5 euros")}
        kinds = dict(zip(spans, ("claim", "risk", "figure"), strict=True))
        marks = tuple(
            Mark(span.start, span.end, kinds[quote])  # type: ignore[arg-type]
            for quote, span in spans.items()
        )
        async with reading(shown, marks=marks) as read:
            read.view.set_matches([span_of(shown, "hit")], 0)
            assert read.style_of("A claim").underline
            assert read.style_of("A risk").underline
            assert read.style_of("A risk").bold
            assert read.style_of("5 euros").bold
            assert read.style_of("hit").reverse

    async def test_only_so_many_strips_are_kept(self) -> None:
        async with reading(long_article(40, 60), (60, 40)) as read:
            while read.view.progress() < 1:
                read.lines()
                read.view.scroll_pages(1)
            assert len(read.view._strips) <= STRIPS_KEPT


class TestMarks:
    async def test_findings_colour_the_text_they_cover_and_no_more(self) -> None:
        shown = harbour()
        span = span_of(shown, "Nothing in the models")
        async with reading(shown, (120, 40), marks=(Mark(span.start, span.end, "risk"),)) as read:
            tint = read.look("risk").color
            assert read.style_of("Nothing in").color == tint
            assert read.style_of(" had").color != tint
            read.view.set_findings([])
            assert read.style_of("Nothing in").color != tint

    async def test_layers(self) -> None:
        shown = article(paragraph("alpha beta gamma delta epsilon"))
        whole = span_of(shown, shown.text)
        highlight = HighlightMark(whole.start, whole.end, "green")
        async with reading(
            shown, marks=(Mark(0, whole.end, "claim"),), highlights=(highlight,)
        ) as read:
            read.view.set_current(span_of(shown, "beta gamma delta epsilon"))
            hits = [span_of(shown, "gamma"), span_of(shown, "delta")]
            read.view.set_matches(hits, 1)
            read.app.screen.selections = {}
            assert read.style_of("alpha").color == read.look("claim").color
            assert read.style_of("alpha").bgcolor == read.ground("highlight-green")
            assert read.style_of("beta").bgcolor == read.ground("current")
            assert read.style_of("gamma").bgcolor == read.ground("match")
            assert read.style_of("delta").bgcolor == read.ground("match-current")
            read.view.start_selection()
            await read.pilot.pause()
            assert read.style_of("delta").bgcolor == read.ground("selection")

    async def test_a_note_has_a_sign_where_its_highlight_begins(self) -> None:
        shown = harbour()
        span = span_of(shown, "according to three brokers who asked not to be named. Nothing in")
        noted = HighlightMark(span.start, span.end, "yellow", has_note=True)
        async with reading(shown, (60, 40), highlights=(noted,)) as read:
            signed = [line for line in read.lines() if NOTE_SIGN in line]
            assert len(signed) == 1
            assert "according" in signed[0]

    @pytest.mark.parametrize(
        ("target", "address"),
        [
            ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
            ("mailto:desk@a.example", "mailto:desk@a.example"),
            ("https://a.example/\x1b]8;;\x07 é", "https://a.example/%1B]8;;%07%20%C3%A9"),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("chapter-2.html", None),
        ],
    )
    def test_terminals_get_only_safe_addresses(self, target: str, address: str | None) -> None:
        assert safe_address(target) == address


def _all_marks(shown: Article) -> tuple[tuple[Mark, ...], tuple[HighlightMark, ...]]:
    def ends(quote: str) -> tuple[int, int]:
        span: Span = span_of(shown, quote)
        return span.start, span.end

    marks = (
        Mark(*ends("War-risk premiums rose from 0.05% to 0.7% of hull value"), "claim", True),
        Mark(*ends("0.05% to 0.7%"), "figure", True),
        Mark(*ends("several small owners could lose their cover."), "risk"),
        Mark(*ends("1.1 million dollars"), "figure"),
    )
    highlights = (
        HighlightMark(*ends("Nothing in the models had allowed for a closure"), "yellow", True),
        HighlightMark(*ends("whoever bought the cargo"), "green"),
    )
    return marks, highlights


class TestPictures:
    @pytest.mark.parametrize(
        ("theme", "size"),
        [("textual-dark", (120, 40)), ("textual-light", (80, 40)), ("textual-dark", (60, 20))],
        ids=["dark", "light", "narrow"],
    )
    async def test_an_article(
        self, theme: str, size: tuple[int, int], snapshot: SnapshotAssertion
    ) -> None:
        shown = harbour()
        marks, highlights = _all_marks(shown)
        async with reading(shown, size, marks=marks, highlights=highlights) as read:
            read.app.theme = theme
            read.view.set_matches([span_of(shown, "strait is"), span_of(shown, "small owners")], 0)
            if size[1] < 24:
                read.view.next_question()
            await read.pilot.pause()
            assert picture_of(read.app) == as_picture(snapshot)

    async def test_wide_characters_and_odd_blocks(self, snapshot: SnapshotAssertion) -> None:
        shown = article(
            heading("なぜ保険料は上昇したのか？"),
            paragraph("海峡の閉鎖により、保険料は急激に上昇した。" * 4),
            heading("A deeper matter", 3),
            paragraph(
                f"Emoji {FAMILY} and flags 🇳🇴 and selectors ☎️ keep their columns, cafe\u0301."
            ),
            block("quote", "A quote in a quote", 1),
            code("x = 1\n" + "y = " + "1 + " * 20 + "1"),
            title="海峡と価格",
        )
        async with reading(shown, (60, 30)) as read:
            assert picture_of(read.app) == as_picture(snapshot)

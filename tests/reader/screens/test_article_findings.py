"""Findings in an article: facets, order, density, dismissing, adding, why, figures."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from textual.widgets import Static

from index.article import DEFAULT_DENSITY
from reader.reasons import heading_of, reasons_of
from reader.widgets.why import FindingFoot
from tests.reader.driving import copied, reader
from tests.reader.screens.panel import ONE, TWO, foot, keys, listed, marked, title, to_the_text

# Facets and order


async def test_each_facet_lists_its_findings_and_counts_all(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "p")
        every = listed(drive)
        assert {each.kind for each in every} == {"claim", "figure", "risk"}
        for key, kind in (("c", "claim"), ("f", "figure"), ("r", "risk")):
            await drive.press(key)
            of_kind = [each for each in every if each.kind == kind]
            assert listed(drive) == of_kind
            assert f"{kind.capitalize()}s {len(of_kind)}" in title(drive)
        headings = [e for e in drive.article.panel.picks.entries if not e.pickable]
        assert len(headings) == len({each.section for each in of_kind})


async def test_risks_of_one_kind_are_stepped_through_by_a_key(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        risks = listed(drive)
        kinds = {each.risk_kind for each in risks}
        seen = set()
        for _ in kinds:
            await drive.press("K")
            shown = listed(drive)
            seen.add(shown[0].risk_kind)
            assert shown == [each for each in risks if each.risk_kind == shown[0].risk_kind]
            assert f"{shown[0].risk_kind} {len(shown)}" in title(drive)
        assert seen == kinds
        await drive.press("K")
        assert listed(drive) == risks


async def test_strongest_first_keeps_questions_together_and_is_remembered(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        in_order = listed(drive)
        await drive.press("t")
        by_score = listed(drive)
        assert keys(by_score) == keys(in_order)
        assert by_score[0].score == max(each.score for each in in_order)
        sections = [each.section for each in by_score]
        assert len({*sections}) == 1 + sum(a != b for a, b in pairwise(sections))
        for one, other in pairwise(by_score):
            assert one.section != other.section or one.score >= other.score
        assert "by score" in title(drive)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter")
        assert "by score" in title(drive)


# Density


async def test_density_changes_the_marks_at_once_and_is_remembered(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "p", "w")
        every = listed(drive)
        assert marked(drive) == keys([f for f in every if f.is_marked(DEFAULT_DENSITY)])
        assert "marks 16 %" in title(drive)
        await drive.press("minus")
        assert "marks 10 %" in title(drive)
        fewer = marked(drive)
        assert fewer == keys([f for f in every if f.is_marked(0.1)])
        await drive.press("plus", "plus", "plus", "plus")
        assert "marks all" in title(drive)
        assert marked(drive) == keys(every) > fewer
        await drive.press("minus", "minus", "minus", "minus", "minus")
        assert "marks 5 %" in title(drive)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter")
        assert "marks 5 %" in title(drive)
        assert marked(drive) < fewer


# Why


async def test_every_finding_says_why_in_its_place(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        risks = listed(drive)
        await to_the_text(drive)
        await drive.press("g")
        for risk in risks[:6]:
            await drive.press("tab", "i")
            told = " ".join(foot(drive).split())
            assert heading_of(risk) in told
            for why in reasons_of(risk):
                assert f"{why.weight:+.2f}" in told
            cues = list(drive.article.view._layers.cues)
            assert cues
            assert all(risk.start <= cue.start < cue.end <= risk.end for cue in cues)
            assert {cue.against for cue in cues} <= {True, False}


async def test_reasons_go_by_the_same_key_by_escape_and_by_moving_on(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        await to_the_text(drive)
        await drive.press("g")
        for leave in ("i", "escape", "tab", "right_parenthesis"):
            await drive.press("tab", "i")
            assert foot(drive) and len(drive.article.view._layers.cues)
            await drive.press(leave)
            assert not foot(drive) and not len(drive.article.view._layers.cues)


async def test_reasons_fit_a_small_screen_and_add_up(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE), size=(60, 20)) as drive:
        await drive.indexed()
        await drive.press("enter")
        findings = [f for f in drive.article._findings if f.kind != "figure" and f.score >= 0.5]
        most = max(findings, key=lambda finding: len(finding.reasons))
        drive.article.set_current(most)
        await drive.press("i")
        shown = drive.article.query_one(FindingFoot)
        lines = foot(drive).rstrip().split("\n")
        assert len(lines) <= shown.size.height
        weights = [float(line.split()[0]) for line in lines[1:]]
        assert len(weights) < len(most.reasons) and "more, together" in lines[-1]
        exact = sum(reason.weight for reason in most.reasons)
        assert sum(weights) == pytest.approx(exact, abs=0.005 * (len(weights) + 1))


@pytest.mark.parametrize("size", [(160, 45), (120, 30), (80, 24), (60, 20)])
async def test_reasons_never_cover_what_they_are_for(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reader(copied(tmp_path, ONE), size=size) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        risks = listed(drive)
        await to_the_text(drive)
        await drive.press("g")
        for risk in risks[:10]:
            await drive.press("tab", "i")
            assert drive.article.view.cell_of(risk.start) is not None
            assert size[1] < 24 or drive.article.view.cell_of(risk.end - 1) is not None


async def test_titles_wear_the_colours_of_another_theme(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "r", "tab", "i")

        def colours() -> set[str]:
            static = drive.article.panel.query_one("#side-title", Static)
            return {f"{each.style}" for each in static.render_line(0)}

        before = colours()
        drive.app.theme = "quaere-paper"
        await drive.pilot.pause()
        assert not colours() & before


# Figures


async def test_a_chosen_figure_says_value_unit_and_of(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "f")
        await to_the_text(drive)
        figures = listed(drive)
        eleven = next(f for f in figures if f.text == "11%")
        drive.article.view.go_to(eleven.start)
        drive.article.set_current(eleven)
        await drive.settle()
        assert "percent: 11 % · patients" in foot(drive)
        await drive.press("right_parenthesis")
        assert foot(drive) == ""


async def test_every_figure_is_stepped_through_also_several_of_a_sentence(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "f")
        await to_the_text(drive)
        figures = listed(drive)[:12]
        await drive.press("g")
        for figure in figures:
            await drive.press("tab")
            assert drive.article.current == figure
            assert figure.figure is not None and figure.figure.kind in foot(drive)


async def test_the_figure_under_the_mouse_says_what_it_is_read_as(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter")
        view = drive.article.view
        lines = drive.text().split("\n")
        row = next(y for y, line in enumerate(lines) if "612" in line)
        x = lines[row].index("612") + 1
        await drive.pilot.hover(offset=(x, row))
        assert "count: 612 patient" in str(view.tooltip)
        await drive.pilot.hover(offset=(x, row + 3))
        assert view.tooltip is None


async def test_the_same_figure_elsewhere_is_listed_opened_and_left(tmp_path: Path) -> None:
    from reader.screens.elsewhere import ElsewhereScreen

    async with reader(copied(tmp_path, ONE, TWO)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "f")
        await to_the_text(drive)
        first = drive.article
        eleven = next(f for f in listed(drive) if f.text == "11%")
        first.view.go_to(eleven.start)
        first.set_current(eleven)
        await drive.press("E")
        assert isinstance(drive.app.screen, ElsewhereScreen)
        text = drive.text()
        assert "Liver events of grade 3 or worse" in text
        assert "Liver trouble of grade 3 or worse" in text
        assert "Vestmark starts haggling" in text
        await drive.press("slash", *"trouble")
        assert not any("Liver events" in line for line in drive.lines())
        assert any("Liver trouble" in line for line in drive.lines())
        await drive.press("escape", "j", "j", "j", "enter")
        there = drive.article
        assert there is not first and there.article is not None
        assert there.article.path == TWO
        assert "Liver trouble" in there.article.text[there.view.cursor_span.start :][:40]
        await drive.press("escape")
        assert isinstance(drive.app.screen, ElsewhereScreen)
        await drive.press("escape")
        assert drive.article is first


async def test_a_figure_of_nothing_known_is_not_compared(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "f")
        await to_the_text(drive)
        loose = next(f for f in listed(drive) if f.figure is not None and not f.figure.of)
        drive.article.view.go_to(loose.start)
        drive.article.set_current(loose)
        await drive.press("E")
        assert "not clear what this figure measures" in drive.text()


async def test_without_a_figure_elsewhere_says_what_to_do(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "quiet.md")) as drive:
        (tmp_path / "articles" / "quiet.md").write_text("# Quiet\n\nWe walked home in silence.\n")
        drive.app.bring_up_to_date()
        await drive.indexed()
        await drive.press("enter", "E", "x", "i")
        assert "Choose a figure first" in drive.text() or "Nothing is marked" in drive.text()


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_all_of_it_works_on_small_screens(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reader(copied(tmp_path, ONE, TWO), size=size) as drive:
        await drive.indexed()
        await drive.press("enter", "r", "K", "t", "w", "plus", "j", "i")
        assert "score" in foot(drive)
        await drive.press("enter", "x", "X", "escape", "f", "enter", "E", "escape", "F", "escape")
        assert drive.article.article is not None

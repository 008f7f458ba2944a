"""Findings in an article: facets, order, density, dismissing, adding, why, figures."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from index.article import DEFAULT_DENSITY, Finding, Span
from reader.notes.judgements import Judgements, is_own
from reader.reasons import heading_of, reasons_of
from reader.store import Store
from reader.widgets.why import FindingFoot
from tests.reader.driving import Driver, copied, reader

ONE = "biotech-melvantinib-halden-3.md"
TWO = "reimbursement-melvantinib-price.txt"


def listed(drive: Driver) -> list[Finding]:
    panel = drive.article.panel
    found = (panel.finding(entry.key) for entry in panel.picks.entries if entry.pickable)
    return [each for each in found if each is not None]


def title(drive: Driver) -> str:
    return str(drive.article.panel.query_one("#side-title").render())


def marked(drive: Driver) -> set[tuple[str, int, int]]:
    return {(m.kind, m.start, m.end) for m in drive.article.view._layers.findings}


def keys(findings: list[Finding]) -> set[tuple[str, int, int]]:
    return {(each.kind, each.start, each.end) for each in findings}


def foot(drive: Driver) -> str:
    shown = drive.article.query_one(FindingFoot)
    return str(shown.render()) if shown.display else ""


async def to_the_text(drive: Driver) -> None:
    if drive.article.focused is not drive.article.view:
        await drive.press("escape")


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


# Dismissing


async def dismiss_the_first_risk(drive: Driver) -> Finding:
    await drive.press("enter", "w", "r")
    await to_the_text(drive)
    await drive.press("g", "tab")
    gone = drive.article.current
    assert gone is not None and gone.kind == "risk"
    assert gone in listed(drive)
    await drive.press("x")
    assert keys([gone]).isdisjoint(keys(listed(drive)) | marked(drive))
    return gone


async def test_a_dismissed_mark_is_gone_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        gone = await dismiss_the_first_risk(drive)
        await drive.press("U")
        assert gone in listed(drive)
        await drive.press("U")
        assert "Nothing was removed" in drive.text()


async def test_dismissals_survive_restart_editing_moving_and_indexing_anew(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        gone = await dismiss_the_first_risk(drive)
        await drive.press("tab", "x")
        number = len(listed(drive))

    path = root / ONE
    text = path.read_text()
    path.write_text(text.replace("\n## ", "\nSomebody added a plain sentence here.\n\n## ", 1))
    path.rename(root / "renamed.md")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        assert gone.text not in [each.text for each in listed(drive)]
        assert len(listed(drive)) == number

    with_rebuilt_index = reader(root)
    async with with_rebuilt_index as drive:
        drive.app.collection.sync(rebuild=True, jobs=1)
        await drive.indexed()
        await drive.press("enter", "w", "r")
        assert gone.text not in [each.text for each in listed(drive)]


async def test_dismissed_findings_are_listed_and_can_be_brought_back(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        gone = await dismiss_the_first_risk(drive)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r", "X")
        assert " ".join(gone.text.split())[:30] in drive.text()
        await drive.press("U")
        assert keys([gone]) <= keys(listed(drive))
        await to_the_text(drive)
        await drive.press("X")
        assert "Nothing was dismissed" in drive.text()


async def test_in_the_panel_the_next_one_is_chosen_after_a_dismissal(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r", "enter")
        before = listed(drive)
        assert drive.article.focused_list is drive.article.panel.picks
        await drive.press("j", "x")
        assert listed(drive) == [before[0], *before[2:]]
        assert drive.article.panel.picks.key == (before[2].kind, before[2].start, before[2].end)


async def test_two_quick_presses_are_two_dismissals_of_different_marks(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        await to_the_text(drive)
        await drive.press("g", "tab")
        first = drive.article.current
        assert first is not None
        await drive.pilot.press("x", "x")
        await drive.settle()
        kept = drive.article.as_kept().judged
        places = [(each.judgement.kind, each.span) for each in kept]
        assert ("risk", Span(first.start, first.end)) in places
        assert len(places) == len(set(places))
        for _ in kept:
            await drive.press("U")
        assert first in listed(drive)
        assert drive.article.as_kept().judged == []


async def test_what_another_program_dismissed_meanwhile_comes_back_too(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        await to_the_text(drive)
        await drive.press("g", "tab")
        screen, gone = drive.article, drive.article.current
        assert gone is not None and screen.article is not None and screen.file is not None
        with Store(drive.app.store.file.parent) as other:
            Judgements(other).dismiss(screen.article, screen.file, gone)
        await drive.press("x")
        assert gone not in listed(drive)
        await drive.press("X", "U")
        assert gone in listed(drive) and screen.as_kept().judged == []


async def test_going_back_shows_what_was_changed_in_the_same_article_elsewhere(
    tmp_path: Path,
) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        await to_the_text(drive)
        first = drive.article
        assert first.article is not None
        drive.app.open_article(first.article.id, section=0)
        await drive.settle()
        second = drive.article
        assert second is not first
        await drive.press("minus", "g", "tab")
        gone = second.current
        assert gone is not None
        await drive.press("x")
        there = marked(drive)
        drive.app.pop_screen()
        await drive.settle()
        assert drive.article is first
        assert "marks 10 %" in title(drive)
        assert keys([gone]).isdisjoint(keys(listed(drive)) | marked(drive))
        assert marked(drive) == there


async def test_undo_says_what_it_did(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await dismiss_the_first_risk(drive)
        await drive.press("X", "U", "U")
        assert "It is dismissed again" in drive.text()
        await drive.press("g", "C", "U")
        assert "It is not marked as a claim any more" in drive.text()


async def test_own_marks_without_a_place_are_listed_and_can_be_taken_away(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "c")
        await to_the_text(drive)
        await drive.press("g", "right_parenthesis", "right_parenthesis", "C")
        (own,) = (each for each in listed(drive) if is_own(each))
    path = root / ONE
    path.write_text(path.read_text().replace(own.text, "The weather was fine."))
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "c")
        assert not any(map(is_own, listed(drive)))
        await to_the_text(drive)
        await drive.press("X")
        assert "1 mark of your own without a place" in drive.text()
        assert "claim · marked by you" in drive.text()
        await drive.press("U")
        assert drive.article.as_kept().judged == []
        await drive.press("X")
        assert "Nothing was dismissed" in drive.text()


# Adding


@pytest.mark.parametrize(("key", "kind"), [("C", "claim"), ("R", "risk")])
async def test_a_sentence_becomes_a_finding_of_the_readers_own(
    tmp_path: Path, key: str, kind: str
) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "c" if kind == "claim" else "r")
        await to_the_text(drive)
        await drive.press("minus", "minus", "g", "v", "right", "right", "right", key)
        (own,) = (each for each in listed(drive) if is_own(each))
        assert own.kind == kind
        assert keys([own]) <= marked(drive)
        assert "marked by you" in "\n".join(drive.lines(drive.article.panel.picks))
        await drive.press("i")
        assert "marked by you" in foot(drive)
    path = root / ONE
    path.write_text(path.read_text().replace("\n## ", "\nOne more sentence.\n\n## ", 1))
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "p")
        (again,) = (each for each in listed(drive) if is_own(each))
        assert again.text == own.text
        await to_the_text(drive)
        drive.article.set_current(again)
        await drive.press("x")
        assert not any(map(is_own, listed(drive)))
        await drive.press("U")
        assert sum(map(is_own, listed(drive))) == 1


async def test_a_figure_lends_its_sentence(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "f")
        await to_the_text(drive)
        await drive.press("g", "tab", "R", "p")
        (own,) = (each for each in listed(drive) if is_own(each))
        assert Span(own.start, own.end) == drive.article.view.cursor_span


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

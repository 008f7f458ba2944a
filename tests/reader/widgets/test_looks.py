"""Looks: every theme can be read, and where colours fail, signs say what colours say."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from index.article import Article, FindingKind
from reader.options import THEMES
from reader.themes import OURS
from reader.widgets.article_paint import CURSOR_BAR, HIGHLIGHT_SIGN
from reader.widgets.marks import HighlightMark, Mark
from tests.reader.widgets.builder import article, paragraph, span_of
from tests.reader.widgets.reading import Reading, reading

KINDS: dict[str, FindingKind] = {"Claimed": "claim", "Feared": "risk", "5 euros": "figure"}
TEXT = "Claimed words. Feared words. It costs 5 euros. Hits here, hits there. Kept. Chosen."


def shown_article() -> tuple[Article, tuple[Mark, ...], tuple[HighlightMark, ...]]:
    shown = article(paragraph(TEXT), paragraph("Claimed again, and kept."))
    marks = [(span_of(shown, quote), kind) for quote, kind in KINDS.items()]
    both = span_of(shown, "Claimed again")
    marks.append((both, "claim"))
    kept = [span_of(shown, "Kept"), both]
    return (
        shown,
        tuple(Mark(span.start, span.end, kind) for span, kind in marks),
        tuple(HighlightMark(span.start, span.end, "yellow") for span in kept),
    )


def attributes(style: Style) -> tuple[bool, ...]:
    """What is left of a style when its colours cannot be seen."""
    flags = (style.bold, style.italic, style.underline, style.reverse, style.overline)
    return tuple(bool(flag) for flag in flags)


async def looks(read: Reading) -> dict[str, tuple[bool, ...]]:
    hits = [span_of(read.article, "Hits"), span_of(read.article, "hits there")]
    read.view.set_matches(hits, 1)
    read.view.go_to(read.article.text.index("Chosen"))
    read.view.start_selection()
    await read.pilot.pause()
    quotes: dict[str, str] = {
        **{str(kind): quote for quote, kind in KINDS.items()},
        "highlight": "Kept",
        "hit": "Hits",
        "current hit": "hits there",
        "selection": "Chosen",
        "nothing": "words",
    }
    return {name: attributes(read.style_of(quote)) for name, quote in quotes.items()}


@pytest.mark.parametrize("case", ["no colours", "ansi-dark", "ansi-light"])
async def test_without_colours_no_two_marks_look_alike(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case == "no colours":
        monkeypatch.setenv("NO_COLOR", "1")
    shown, marks, highlights = shown_article()
    async with reading(shown, marks=marks, highlights=highlights) as read:
        if case != "no colours":
            read.app.theme = case
            await read.pilot.pause()
        found = await looks(read)
        assert [pair for pair in combinations(found, 2) if found[pair[0]] == found[pair[1]]] == []
        assert attributes(read.style_of("Claimed again")) not in found.values()
        line = next(line for line in read.lines() if "Claimed again" in line)
        assert line.replace(CURSOR_BAR, " ").split()[0] == HIGHLIGHT_SIGN


async def test_with_colours_no_sign_is_needed() -> None:
    shown, marks, highlights = shown_article()
    async with reading(shown, marks=marks, highlights=highlights) as read:
        assert HIGHLIGHT_SIGN not in read.text()


def test_the_settings_name_the_themes_there_are() -> None:
    assert tuple(theme.name for theme in OURS) == THEMES


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
async def test_each_theme_can_be_read(theme: Theme) -> None:
    """7 for the text, 12 where high contrast is promised; 4.5 for marks."""
    shown, marks, _ = shown_article()
    async with reading(shown, marks=marks) as read:
        read.app.register_theme(theme)
        read.app.theme = theme.name
        await read.pilot.pause()
        ground = Color.parse(theme.background)
        assert contrast(read.style_of("words"), ground) >= (
            12 if theme.name.endswith("contrast") else 7
        )
        tints = {kind: read.style_of(quote) for quote, kind in KINDS.items()}
        assert {kind for kind, tint in tints.items() if contrast(tint, ground) < 4.5} == set()
        assert len({str(tint.color) for tint in tints.values()}) == len(tints)


def contrast(style: Style, ground: Color) -> float:
    """The contrast ratio of WCAG 2.1."""
    assert style.color is not None
    levels = sorted((luminance(Color.from_rich_color(style.color)), luminance(ground)))
    return (levels[1] + 0.05) / (levels[0] + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = (part / 255 for part in (colour.r, colour.g, colour.b))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""What the looks of an article are drawn with: its style sheet, and the styles made from it.

The only place of the article view where a colour is named, and then by its role in the theme.
Findings change the colour of the text, what the reader marked changes its ground: both can be seen
at once. With no colours, or with sixteen, underlines (claims), weight (figures; risks have both),
italics and a sign in the margin (highlights) and reversal (hits, bold the current one; underlined
the selection) say the same.
"""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget

from reader.links import safe_address
from reader.notes.model import COLOURS
from reader.widgets.overlay import overlay

PREFIX = "article--"
FINDINGS = ("claim", "figure", "risk")
LOOKS: tuple[str, ...] = (
    "title",
    "byline",
    "rule",
    "topic",
    "implied",
    "question",
    "minor",
    "quote",
    "caption",
    "footnote",
    "table-head",
    "code-block",
    "bar",
    "marker",
    "emphasis",
    "strong",
    "code",
    "link",
    "strike",
    "mark",
    *FINDINGS,
    *(f"{kind}-strong" for kind in FINDINGS),
    *(f"highlight-{colour}" for colour in COLOURS),
    "current",
    "cue",
    "cue-against",
    "match",
    "match-current",
    "selection",
    "cursor",
    "note",
    "highlight-sign",
    "empty",
)
COMPONENTS = {PREFIX + look for look in LOOKS}

SHEET = """
ArticleCanvas {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;

    & > .article--title { color: $text; text-style: bold; }
    & > .article--byline { color: $foreground 60%; }
    & > .article--rule { color: $foreground 20%; }
    & > .article--topic { text-style: bold; }
    & > .article--implied { text-style: bold; }
    & > .article--question { color: $text-accent; text-style: bold; }
    & > .article--minor { text-style: italic; }
    & > .article--quote { color: $foreground 80%; text-style: italic; }
    & > .article--caption { color: $foreground 60%; text-style: italic; }
    & > .article--footnote { color: $foreground 60%; }
    & > .article--table-head { text-style: bold; }
    & > .article--code-block { background: $foreground 7%; }
    & > .article--bar { color: $foreground 22%; }
    & > .article--marker { color: $foreground 60%; }

    & > .article--emphasis { text-style: italic; }
    & > .article--strong { text-style: bold; }
    & > .article--code { background: $foreground 10%; }
    & > .article--link { text-style: underline; }
    & > .article--strike { text-style: strike; }
    & > .article--mark { background: $warning 20%; }

    & > .article--claim { color: $text-primary 80%; }
    & > .article--claim-strong { color: $text-primary; }
    & > .article--figure { color: $text-success; }
    & > .article--figure-strong { color: $text-success; text-style: bold; }
    & > .article--risk { color: $text-error 85%; }
    & > .article--risk-strong { color: $text-error; }

    & > .article--highlight-yellow { background: #e5c000 28%; }
    & > .article--highlight-green { background: #3fae49 30%; }
    & > .article--highlight-blue { background: #2f8fe0 30%; }
    & > .article--highlight-pink { background: #e0508f 30%; }
    & > .article--highlight-purple { background: #9a5fe0 32%; }

    & > .article--current { background: $foreground 18%; }
    & > .article--cue { color: $accent; text-style: bold underline; }
    & > .article--cue-against { color: $foreground 60%; text-style: underline; }
    & > .article--match { background: $warning 40%; color: $foreground; }
    & > .article--match-current { background: $warning; color: auto 95%; text-style: bold; }

    & > .article--selection { background: $screen-selection-background; color: $foreground; }

    & > .article--cursor { color: $foreground 35%; }
    &:focus > .article--cursor { color: $accent; }
    & > .article--note { color: $text-accent; }
    & > .article--highlight-sign { color: $text-accent; }
    & > .article--empty { color: $foreground 60%; }

    &:light {
        & > .article--claim { color: $primary 85%; }
        & > .article--claim-strong { color: $primary; }
    }
    &:ansi {
        & > .article--byline, & > .article--caption, & > .article--footnote,
        & > .article--rule, & > .article--bar { text-style: dim; }
        & > .article--highlight-yellow { background: ansi_yellow; color: ansi_black; }
        & > .article--highlight-green { background: ansi_green; color: ansi_black; }
        & > .article--highlight-blue { background: ansi_cyan; color: ansi_black; }
        & > .article--highlight-pink { background: ansi_bright_magenta; color: ansi_black; }
        & > .article--highlight-purple { background: ansi_magenta; color: ansi_black; }
        & > .article--current, & > .article--match, & > .article--match-current,
        & > .article--selection { background: transparent; color: ansi_default; }
    }

    &:nocolor {
        & > .article--match, & > .article--match-current, & > .article--selection {
            background: $background; color: $foreground;
        }
    }

    &:nocolor, &:ansi {
        & > .article--claim, & > .article--claim-strong { text-style: underline; }
        & > .article--figure, & > .article--figure-strong { text-style: bold; }
        & > .article--risk, & > .article--risk-strong { text-style: bold underline; }
        & > .article--highlight-yellow, & > .article--highlight-green,
        & > .article--highlight-blue, & > .article--highlight-pink,
        & > .article--highlight-purple { text-style: italic; }
        & > .article--current { text-style: overline; }
        & > .article--cue { text-style: bold underline reverse; }
        & > .article--cue-against { text-style: underline; }
        & > .article--match { text-style: reverse not bold not underline not italic; }
        & > .article--match-current { text-style: reverse bold not underline not italic; }
        & > .article--selection { text-style: reverse underline not bold not italic; }
    }
}
"""


class StyleBook:
    """Rich styles of a widget's looks, worked out once each until the theme changes."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._looks: dict[str, Style] = {}
        self._links: dict[str, Style] = {}
        self._base: Style | None = None

    def clear(self) -> None:
        """Forgets everything, for another theme or another article."""
        self._looks.clear()
        self._links.clear()
        self._base = None

    def __getitem__(self, look: str) -> Style:
        """What a look changes: the parts its rules name, mixed with the widget's own colours."""
        if (style := self._looks.get(look)) is None:
            style = self._looks[look] = overlay(self._widget, PREFIX + look)
        return style

    @property
    def needs_signs(self) -> bool:
        """Whether colours cannot be told apart here, so that signs must say what they say."""
        app = self._widget.app
        return app.no_color or app.native_ansi_color

    def base(self) -> Style:
        """The text without a mark."""
        if self._base is None:
            self._base = self._widget.rich_style
        return self._base

    def link(self, target: str) -> Style:
        """A terminal hyperlink (OSC 8) for targets of the web and of mail, nothing for others."""
        if (style := self._links.get(target)) is None:
            address = safe_address(target)
            style = self._links[target] = Style(link=address) if address else Style.null()
        return style

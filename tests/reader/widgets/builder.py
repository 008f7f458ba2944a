"""Small articles for tests of widgets, put together from pieces of plain text.

Inline styles are written with the few signs of `styled`; everything else is given as it is, so
that a test can say exactly which text it means.
"""

from __future__ import annotations

import re

from index.article import Article, BlockKind, InlineKind, Span
from index.formats.draft import Draft, RawBlock, Run, build

_STYLED = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\((.+?)\)")


def styled(text: str) -> tuple[Run, ...]:
    """Runs of "plain *emphasis* **strong** `code` [link](target)"."""
    parts: list[Run] = []
    at = 0
    for match in _STYLED.finditer(text):
        parts.append(Run(text[at : match.start()]))
        kinds: tuple[InlineKind, ...] = ("strong", "emphasis", "code", "link")
        kind, inner = next((k, g) for k, g in zip(kinds, match.groups(), strict=False) if g)
        parts.append(Run(inner, frozenset({kind}), match[5]))
        at = match.end()
    return tuple(run for run in (*parts, Run(text[at:])) if run.text)


def block(kind: BlockKind, text: str, level: int = 0, marker: str = "") -> RawBlock:
    """A block of any kind but `row`."""
    return RawBlock(kind, styled(text), level, marker)


def heading(text: str, level: int = 2) -> RawBlock:
    """A heading."""
    return block("heading", text, level)


def paragraph(text: str) -> RawBlock:
    """A paragraph."""
    return block("paragraph", text)


def item(text: str, marker: str = "•", level: int = 0) -> RawBlock:
    """An item of a list."""
    return block("item", text, level, marker)


def code(text: str) -> RawBlock:
    """A block of code, verbatim."""
    return RawBlock("code", (Run(text),))


def row(*cells: str, head: bool = False) -> RawBlock:
    """A row of a table."""
    return RawBlock("row", (), int(head), "", tuple(styled(cell) for cell in cells))


def article(*blocks: RawBlock, title: str = "A title", **metadata: object) -> Article:
    """An article of these blocks; metadata are fields of `Draft`."""
    draft = Draft(list(blocks), title=title, **metadata)  # type: ignore[arg-type]
    return build(draft, id="0" * 16, path="article.md", format="markdown")


def span_of(shown: Article, quote: str) -> Span:
    """Where a quote stands in an article."""
    start = shown.text.index(quote)
    return Span(start, start + len(quote))


def long_article(questions: int = 12, sentences: int = 30) -> Article:
    """Questions of equal length whose sentences can be told apart by their numbers."""
    blocks: list[RawBlock] = [paragraph("The lead says in short what the article is about.")]
    for question in range(1, questions + 1):
        blocks.append(heading(f"Why does question {question} matter?"))
        for first in range(1, sentences + 1, 3):
            text = " ".join(
                f"Sentence {question}.{number} says something about the matter at hand."
                for number in range(first, first + 3)
            )
            blocks.append(paragraph(text))
    return article(*blocks, title="An article in many questions")


def harbour() -> Article:
    """An article with one of everything, from an invented world."""
    return article(
        paragraph(
            "Sixteen days without a laden tanker have taught the insurers of Karlholm what a "
            "narrow strait is worth. *What follows* is what the market has learned, and what it "
            "has **not**."
        ),
        heading("Why did the premiums rise so fast?"),
        paragraph(
            "War-risk premiums rose from 0.05% to 0.7% of hull value within nine days, according "
            "to [three brokers](https://straitreview.example/brokers) who asked not to be named. "
            "Nothing in the models had allowed for a closure of more than a week. If the strait "
            "closes again before the autumn, several small owners could lose their cover."
        ),
        paragraph(
            "The detour adds 3,400 nautical miles and eleven days. That costs a medium tanker "
            "about 1.1 million dollars a voyage — more than the premium ever did — and the bill "
            "is paid by whoever bought the cargo."
        ),
        heading("Who pays for the detour?", 3),
        item("Owners pay the fuel, at first."),
        item(
            "Charterers pay it back under a clause that most contracts signed after 2019 contain "
            "and that nobody had tested until now."
        ),
        item("The long-haul clause, in particular", "◦", 1),
        item("Buyers pay in the end."),
        heading("How the cover works"),
        block(
            "quote",
            "We insured a map, and the map changed, says Zoë Lindqvist, who runs the marine desk "
            "of a mutual in Ardvik.",
        ),
        row("Route", "Distance", "Premium", "Remarks", head=True),
        row("Strait of Hesk", "2,100 nm", "0.70%", "closed to laden tankers in March"),
        row("Northern detour", "5,500 nm", "0.11%", "ice class needed until May"),
        block("caption", "Rates as quoted in Karlholm on 9 June 2026."),
        code("premium = hull_value * rate\nif days_closed > 7:\n    premium *= 1.4  # surcharge"),
        heading("What is still not known?"),
        paragraph(
            "It is not clear whether the mutuals have reserves for a second closure. Only two of "
            "seven publish them, and José Arriaga of the Tarnovian Banking Inspectorate calls "
            "those figures “a polite guess”."
        ),
        item("Whether `rate_table_v2` was ever approved", "1."),
        item("Who signed it", "2."),
        block("footnote", "Distances from the pilot's handbook, rounded.", 0, "1"),
        title="What the closure of a strait does to the price of a promise",
        authors=["Ines Falk", "Tomas Berg"],
        published="2026-06-14",
        published_from="page",
        source="https://www.straitreview.example/2026/06/price-of-a-promise",
        language="en",
    )

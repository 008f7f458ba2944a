"""What the tests of the findings panel look at."""

from __future__ import annotations

from index.article import Finding
from reader.widgets.why import FindingFoot
from tests.reader.driving import Driver

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

"""A small invented collection that the tests of search ask."""

from __future__ import annotations

from index.search.protocol import SectionDocument

SECTIONS = (
    SectionDocument(
        article="tariffs",
        number=0,
        title="Harbour tariffs and the price of bread",
        heading=None,
        text="Quenby Harbour raised its tariffs by 3.5% in March. Bakers feared for their margins.",
        authors=("Ottoline Marsh", "Ravi Penhallow"),
        source="https://www.quenby-courier.example/business/tariffs",
        tags=("trade", "food prices"),
        format="markdown",
        language="en",
        published="2026-03-14",
        kind="lead",
    ),
    SectionDocument(
        article="tariffs",
        number=1,
        title="Harbour tariffs and the price of bread",
        heading="Why does the ruling matter for bakers?",
        text=(
            "Flour comes by sea. The price of access to the quay doubled, and 12,500 tonnes of "
            "grain wait. A drug's price would not move so fast."
        ),
        authors=("Ottoline Marsh", "Ravi Penhallow"),
        source="https://www.quenby-courier.example/business/tariffs",
        tags=("trade", "food prices"),
        format="markdown",
        language="en",
        published="2026-03-14",
        kind="question",
        asks="why",
    ),
    SectionDocument(
        article="vaccine",
        number=0,
        title="The HALDEN-3 trial of a COVID-19 vaccine",
        heading="What are the risks?",
        text=(
            "**Risk** remains: reimbursement is not settled, and U.S. regulators asked O'Neill & "
            "Sons for long-term data. The F-35s of medicine, one analyst said at a café."
        ),
        authors=("Ana Marsh",),
        source="https://healthdesk.example/halden",
        tags=("health",),
        format="html",
        language="en-GB",
        published="2026-01",
        kind="question",
        asks="what",
    ),
    SectionDocument(
        article="vaccine",
        number=1,
        title="The HALDEN-3 trial of a COVID-19 vaccine",
        heading="How the vaccine works",
        text="It teaches cells to make a protein. Access to email reminders raised uptake.",
        authors=("Ana Marsh",),
        source="https://healthdesk.example/halden",
        tags=("health",),
        format="html",
        language="en-GB",
        published="2026-01",
        kind="implied",
        asks="how",
    ),
    SectionDocument(
        article="notes",
        number=0,
        title="東京の規制",
        heading="何が変わるか？",
        text="規制当局は銀行の危険を懸念している。To be or not to be: that was the question.",
        format="text",
        language="ja",
        published="2025",
        kind="question",
        asks="what",
    ),
    SectionDocument(
        article="undated",
        number=0,
        title="Bank reimburses e-mail customers",
        heading=None,
        text="The bank reimburses customers; the risk to banks is small. Read AT&T v. 24-1287.",
        tags=("banks",),
        format="text",
        kind="lead",
    ),
)

KEYS = {f"{section.article}:{section.number}": section for section in SECTIONS}


def generated(article: str, number: int, text: str) -> SectionDocument:
    """A section with nothing but a text."""
    return SectionDocument(article, number, "", None, text)

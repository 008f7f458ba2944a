"""A small invented collection that whole queries are asked of: texts, findings, notes.

Short texts, so that what is found, and in which order, can be told by eye.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.collection import Collection, NoteText, article_id

ARTICLES = {
    "bank.md": """---
title: The bank that lost its savers
author: Ana Marsh
date: 2026-03-14
tags: [banking, deposits]
source: https://www.courier.example/bank
---

Quenby Savings lost a tenth of its deposits in four weeks.

## Why did depositors leave?

Savers left because rival banks paid 4.2% while Quenby Savings paid 1.1%. Deposits fell by $340
million, and the ministry may fine the bank.

## Is the bank safe?

The capital ratio is 14%. Regulators warn that a second run could force a sale, and nobody can
rule out losses for large depositors.

## What happens next?

The regulator decides on 12 May. The board expects deposits to return.
""",
    "drug.md": """---
title: "HALDEN-3: a drug against lung cancer"
author: Ravi Ottoline
date: 2026-01-20
tags: [health, oncology]
source: https://health.example/halden
---

## How does the drug work?

Melvantinib blocks a protein that the tumour needs. It is taken once a day at 5 mg.

## What are the risks?

Liver damage occurred in 11% of patients, and two patients died of liver failure. F-35 pilots and
O'Neill's café guests were not in the trial; COVID-19 held it up, and 12,500 samples were lost.

## Who pays for it?

The price of access is not settled. Reimbursement depends on the ministry, and a treatment may cost
$1.2 million a patient. U.S. insurers will not pay.
""",
    "grid.txt": """The grid queue of Vestmark

By Ana Marsh, 3 February 2025

Why does a solar park wait?

Sixty gigawatts wait for a connection. The grid operator has 14 transformers and needs 90, and a
cable to the bank of the Orle costs EUR 2.4bn. The operator says that the queue will double.

What should investors watch?

Storage could shorten the wait. Prices of batteries fell by 30% in 2024, and the ministry has
promised to reimburse the first projects.
""",
    "note.md": """---
title: Notes on access
date: 2024-05-01
tags: [trade, food prices]
---

To be or not to be: access to the price list is free. Tariffs of the harbour rose; **risk** remains.
""",
    "japan.md": """---
title: 東京の銀行規制
lang: ja
date: 2025-06-10
---

## 何が変わるか？

規制当局は銀行の危険を懸念している。
""",
}
HIGHLIGHTS = (
    ("bank.md", "Savers left because rival", "check this rate", ("rates",), "yellow"),
    ("drug.md", "Liver damage occurred in", "", (), "red"),
    ("grid.txt", "Sixty gigawatts wait", "ask the operator", (), "yellow"),
)
"""Article, quote, note, tags, colour."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section as the tables name it: the first letters of its file, and its number."""

    file: str
    section: int


def build(folder: Path) -> Collection:
    """The collection, indexed, with its highlights."""
    root = folder / "articles"
    root.mkdir()
    for name, text in ARTICLES.items():
        (root / name).write_text(text)
    collection = Collection(root, folder / "cache")
    collection.sync(jobs=1)
    collection.search_notes_of(lambda: notes(collection))
    return collection


def notes(collection: Collection) -> list[NoteText]:
    """The highlights, where their quotes stand."""
    return [
        NoteText(
            article_id(file),
            collection.read(article_id(file)).text.index(quote),
            quote,
            note,
            tags,
            colour,
        )
        for file, quote, note, tags, colour in HIGHLIGHTS
    ]

"""Sentences of our own to fill pages with; long enough to be taken for an article."""

from __future__ import annotations

SILT = (
    "The harbour of Norden was dredged three times in the last ten years, and each time the "
    "channel silted up faster than the engineers of the Ostland Port Authority had expected. "
)
BASIN = (
    "A larger basin would cost 48 million euros, according to the plan that the council published "
    "in March, and nobody has said yet who would pay for the upkeep of the quays. "
)
FISHERMEN = (
    "Fishermen on the northern shore doubt the figures, because the sand returns with every storm "
    "and the old lock cannot be closed for longer than two hours without a permit. "
)
FERRIES = (
    "Whether the new terminal pays off depends on the ferries, which carried 310,000 passengers "
    "last year, a fifth less than the company Nordlinie had promised its lenders. "
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def article(inside: str, head: str = "") -> str:
    return page(f"<main><article>{inside}</article></main>", head)

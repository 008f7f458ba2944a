"""Lines around articles are told by their words, as whole lines, and nothing else is taken."""

from __future__ import annotations

import pytest

from index.formats.boilerplate import Kind, is_a, why_dropped


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Share this article", "boilerplate"),
        ("Facebook Twitter LinkedIn Email", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Story continues below", "boilerplate"),
        ("8 min read", "boilerplate"),
        ("Was this article helpful?", "boilerplate"),
        ("Passwort vergessen?", "boilerplate"),
        ("© 2026 The Harbour Times. All rights reserved.", "boilerplate"),
        ("Sign up for our daily newsletter", "boilerplate"),
        ("Get the best of our journalism delivered to your inbox.", "boilerplate"),
        ("Subscribe", "boilerplate"),
        ("READ IN APP", "boilerplate"),
        ("Upgrade to paid", "boilerplate"),
        ("Listen to post · 6:12", "boilerplate"),
        ("Enjoy more audio and podcasts on iOS or Android.", "boilerplate"),
        (
            "The Quay is a reader-supported publication. To receive new posts, subscribe.",
            "boilerplate",
        ),
        ("READ MORE: Five charts on gold", "navigation"),
        ("Lesen Sie auch: Was nun?", "navigation"),
        ("→ The sand that nobody wants", "navigation"),
    ],
)
def test_lines_that_go(line: str, why: str) -> None:
    assert why_dropped(line) == why


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter that she writes has a million readers, and she wants to share it.",
        "Share prices fell.",
        "Shares",
        "Read this twice.",
        "Upgrade or wait?",
        "Listen to the river",
        "The paper is a publication of the harbour.",
        "What should investors watch?",
        "Subscribers left in droves after the price had gone up.",
        "Advertising revenue",
        "More than half of them said no.",
        "Related risks",
        "Register of members",
        "Copyright in the age of machines: who owns what, and what judges have said of it so far, "
        "in four countries and two centuries of case law that hardly anyone has read to the end",
    ],
)
def test_lines_that_stay(line: str) -> None:
    assert why_dropped(line) is None
    assert not is_a("related", line) and not is_a("form", line)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("weak", "Facebook"),
        ("related", "Related articles"),
        ("related", "More from The Harbour Times"),
        ("contents", "In this article:"),
        ("reply", "Leave a Reply"),
        ("reply", "Schreibe einen Kommentar"),
        ("form", "Name *"),
        ("form", "Your email address will not be published. Required fields are marked *"),
        ("comments", "3 thoughts on “The ruling”"),
        ("replylink", "Reply"),
        ("kicker", "OPINION"),
        ("credit", "A dredger. Photograph: Ann Other/Agency"),
        ("credit", "Sailors at work. (AP Photo/Ann Other)"),
        ("credit", "A bank in Frankfurt | Getty Images"),
    ],
)
def test_kinds(kind: Kind, line: str) -> None:
    assert is_a(kind, line)


@pytest.mark.parametrize(
    "line",
    [
        "Reuters reported on Monday that the bank had failed.",
        "He took the photo in May, and it made him famous.",
        "The credit is hers.",
    ],
)
def test_prose_is_no_credit(line: str) -> None:
    assert not is_a("credit", line)

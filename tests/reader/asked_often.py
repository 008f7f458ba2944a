"""A folder in which fourteen articles ask the same, each in words of its own kind."""

from __future__ import annotations

from pathlib import Path

ASKED = "What should investors watch next?"
_AS_WRITTEN = (ASKED, "What should investors watch next")
_ANSWER = (
    "In {place} the next thing to look at is the inspection in autumn, because the report on it "
    "decides whether the works may open again before the winter, and at what price."
)
_OTHER = (
    "The works in {place} closed in spring after a pipe had burst, and nobody has said in public "
    "who is to pay for the new one, or when it will come."
)


def asked_often(folder: Path, times: int = 14) -> Path:
    """Articles with one question in common, one of their own, and one that nobody answers."""
    root = folder / "often"
    root.mkdir()
    for number in range(times):
        place = f"Town{number:02}"
        root.joinpath(f"{number:02}-works.md").write_text(
            f"# The works of {place}\n\n"
            f"## Why did the works of {place} close?\n\n{_OTHER.format(place=place)}\n\n"
            f"## {_AS_WRITTEN[number % 2]}\n\n{_ANSWER.format(place=place)}\n\n"
            "## Who pays?\n\nNobody knows.\n"
        )
    return root

"""What a sync says while it runs."""

from __future__ import annotations

from index.progress import Event, Progress


def test_while_nothing_is_new_the_last_word_is_said_again() -> None:
    events: list[Event] = []
    progress = Progress(events.append, 3)
    progress.again()
    assert len(events) == 1  # only the start: nothing was said that could be said again
    for name in ("a", "b", "c"):
        progress.article(name, "added")
    progress.again()
    progress.again()
    assert [event["done"] for event in events[1:]] == [1, 3, 3]
    progress.findings(1, 2)
    progress.again()
    assert events[-1] == {"event": "findings", "done": 1, "total": 2}
    assert progress.done().added == 3

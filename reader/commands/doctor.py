"""`quaere doctor`: check what could be wrong, say how to mend it, and mend what can be."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import click

from index import __version__
from index.collection import (
    CacheUnsafe,
    CannotIndex,
    Collection,
    CollectionDamaged,
    Unlistable,
    Unreadable,
    read_file,
)
from reader import crashes, origin
from reader.commands.checkup import Check, everywhere
from reader.commands.common import (
    checked_path,
    collection_at,
    complete_path,
    emit_json,
    fail,
    json_option,
    shown,
)
from reader.commands.layout import bold, wrapped
from reader.figures import counted
from reader.places import places


@click.command("doctor")
@click.argument("path", required=False, shell_complete=complete_path)
@json_option
@click.option("--mend", is_flag=True, help="Mend what can be mended without losing anything.")
@click.option("--report", is_flag=True, help="What a bug report needs, without a name or a path.")
@click.pass_context
def command(ctx: click.Context, path: str | None, as_json: bool, mend: bool, report: bool) -> None:
    """Check notes, cache and terminal, and the index of the folder PATH, or how a file is read."""
    if report and (as_json or mend):
        fail("--report is printed alone.")
    found = everywhere(places())
    if path is not None:
        found = chain(found, _collection(checked_path(path)))
    # One after the other: what is looked at later may have been mended by what came before.
    pairs = [(check, _mended(check) if mend else check) for check in found]
    checks = [check for _, check in pairs]
    if report:
        _report(checks)
    elif as_json:
        emit_json({"schema": "quaere/doctor/1", "checks": [_as_json(check) for check in checks]})
    else:
        for check in checks:
            print(f"{check.state:<5} {bold(check.name)}: {_indented(check.detail)}")
            if check.remedy:
                print(wrapped(check.remedy, "      "))
        if mend:
            print(_told_of_mending(pairs))
    ctx.exit(3 if any(check.state == "fail" for check in checks) else 0)


def _indented(detail: str) -> str:
    return detail.replace("\n", "\n      ")


def _told_of_mending(pairs: Sequence[tuple[Check, Check]]) -> str:
    """What was mended, and what has to be done by hand."""
    mended = [after.name for before, after in pairs if after.state != before.state]
    left = [after.name for _, after in pairs if after.state != "ok"]
    if not mended and not left:
        return "Nothing to mend."
    told = f"Mended: {', '.join(mended)}." if mended else "Nothing was mended."
    return f"{told} To be mended by hand: {', '.join(left)}." if left else told


def _as_json(check: Check) -> dict[str, object]:
    names = ("name", "state", "detail", "remedy")
    return {name: getattr(check, name) for name in names}


def _mended(check: Check) -> Check:
    """What became of a check's finding, if it could be mended."""
    if check.mend is None or check.state == "ok":
        return check
    try:
        done = check.mend()
    except (OSError, CacheUnsafe, CannotIndex, CollectionDamaged) as error:
        return replace(check, remedy=f"It could not be mended: {_reason(error)}.")
    return replace(check, state="ok", detail=done, remedy=None)


def _reason(error: Exception) -> str:
    """Why something failed, for people."""
    return shown(getattr(error, "strerror", None) or str(error)).rstrip(".").lower()


def _report(checks: list[Check]) -> None:
    """Versions, states, and where the reader broke off: nothing of the user's in it."""
    print(f"quaere {__version__}")
    for check in checks:
        print(f"{check.state:<5} {check.name}" + (f": {check.plain}" if check.plain else ""))
    log = places().cache / crashes.FOLDER / crashes.FILE
    if log.is_file() and not log.is_symlink():
        last = log.read_text("utf-8", "replace").strip().split("\n\n")[-1]
        print("\nThe last error:")
        print("\n".join(map(_shown_line, last.splitlines())))


def _shown_line(line: str) -> str:
    """A line of the log as it may be printed."""
    return "  " * line.startswith("  ") + shown(line)


def _collection(path: Path) -> Iterator[Check]:
    try:
        collection = collection_at(path)
    except CacheUnsafe as error:
        told = f"it cannot be opened: {error.wrong}"
        remedy = f"{error.remedy[:1].upper()}{error.remedy[1:]}; the index is made anew."
        yield Check("index", "fail", shown(told), shown(remedy), "the cache folder is not trusted")
        return
    if collection.only is not None:
        yield from _file(path)
        return
    yield _index(collection)
    yield _skipped(collection)


def _file(path: Path) -> list[Check]:
    """How one file is read."""
    try:
        article = read_file(path)
    except Unreadable as error:
        return [Check("file", "warn", f"{shown(path)} {error}", "Mend or replace the file.")]
    checks = [Check(name.lower(), "ok", detail) for name, detail in origin.facts(article)]
    checks += [Check("doubt", "warn", doubt) for doubt in article.origin.doubts]
    left_out = len(article.dropped)
    remedy = f"quaere show --dropped {shlex.quote(str(path))}" if left_out else None
    return [*checks, Check("left out", "ok", f"{left_out} pieces", remedy and shown(remedy))]


def _index(collection: Collection) -> Check:
    command = f"quaere index {shlex.quote(str(collection.root))}"
    mend = f"{shown(command)} --rebuild" if collection.only is None else "Open the article again."
    rebuild = partial(_sync, collection, anew=True)
    finish = partial(_sync, collection, anew=False)
    try:
        problem = collection.problem()
        articles, sections = collection.counts()
        known, files = collection.coverage()
    except CollectionDamaged as error:
        return Check("index", "fail", str(error), mend, "damaged", rebuild)
    except Unlistable as error:
        detail = f"{shown(collection.root)} cannot be listed: {(error.strerror or '').lower()}"
        return Check("index", "fail", detail, "Mend the folder.", "the folder cannot be listed")
    if problem is not None:
        return Check("index", "fail", problem, mend, problem, rebuild)
    if not collection.is_finished():
        detail = "the last sync was not finished"
        return Check("index", "warn", detail, shown(command), detail, finish)
    if not articles and not known:
        detail = "nothing indexed yet"
        return Check("index", "warn", detail, shown(command), detail, finish)
    if known < files:
        detail = f"{known:,} of {counted(files, 'file')} read"
        return Check("index", "warn", detail, shown(command), detail, finish)
    detail = _counted(articles, sections)
    return Check("index", "ok", detail, plain=detail)


def _sync(collection: Collection, *, anew: bool) -> str:
    done = collection.sync(rebuild=anew)
    articles, sections = collection.counts()
    made = "made anew" if anew or done.anew else "brought up to date"
    return f"the index is {made}: {_counted(articles, sections)}"


def _counted(articles: int, sections: int) -> str:
    return f"{counted(articles, 'article')}, {counted(sections, 'section')}"


def _skipped(collection: Collection) -> Check:
    try:
        skipped = collection.skipped()
    except CollectionDamaged:
        return Check("files", "warn", "the index cannot say", "Mend the index first.")
    if not skipped:
        return Check("files", "ok", "every file could be read", plain="all readable")
    name, why = skipped[0]
    more = f", and {len(skipped) - 1} more" if len(skipped) > 1 else ""
    listed = f" quaere index {shlex.quote(str(collection.root))} lists them." if more else ""
    remedy, plain = f"Mend or remove {'these files' if more else 'this file'}.", "could not be read"
    remedy, plain = shown(remedy + listed), f"{len(skipped)} {plain}"
    return Check("files", "warn", f"{name}: {why}{more}", remedy, plain)

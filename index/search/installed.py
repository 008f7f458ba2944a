"""Whether the library behind the search engine is the one we know. Light: it is not loaded."""

from __future__ import annotations

from index.search.errors import EngineUnavailable


def search_engine_problem() -> str | None:
    """Why the search engine cannot be used, for people; None if it can."""
    from importlib.metadata import PackageNotFoundError, version

    from index.search.guards import check_library

    try:
        installed = version("whoosh3")
    except PackageNotFoundError:
        installed = "0"
    try:
        check_library(tuple(int(part) for part in installed.split(".") if part.isdigit()))
    except EngineUnavailable as error:
        return str(error)
    return None

"""The second wall around an index: its pickles may hold plain values and segments, nothing else.

The first wall is that only an index of ours, in a folder that is ours alone, is opened at all
(`index.search.guards`). Whoosh keeps tables of contents, folders of segments and postings as
pickles, and a pickle may call whatever it names. Here it may name what `ALLOWED` lists, name by
name: whole modules would let in what they import.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Iterable
from importlib import import_module
from types import SimpleNamespace
from typing import Any, BinaryIO

ALLOWED = frozenset(
    {
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("collections", "defaultdict"),
        ("builtins", "int"),
    }
)
"""Module and name of all that the pickles of our indexes name."""


class Forbidden(pickle.UnpicklingError):
    """A pickle names what no index of ours holds."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in ALLOWED:
            raise Forbidden(f"it names {module}.{name}, which no index of ours holds")
        return super().find_class(module, name)

    def persistent_load(self, pid: object) -> Any:  # noqa: ARG002
        raise Forbidden("it names something outside of itself")


def load(file: BinaryIO) -> Any:
    """`pickle.load` within the wall. Raises `Forbidden`, and what `pickle.load` raises."""
    return _Unpickler(file).load()


def loads(data: bytes) -> Any:
    """`pickle.loads` within the wall. Raises `Forbidden`, and what `pickle.loads` raises."""
    return load(io.BytesIO(data))


def dumps(value: object, _: int = 0) -> bytes:
    """`pickle.dumps` in the newest protocol, whatever is asked for.

    In older ones, which Whoosh asks for, each run of bytes is the call of a function.
    """
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


MODULE: Any = SimpleNamespace(
    load=load, loads=loads, dump=pickle.dump, dumps=dumps, PicklingError=pickle.PicklingError
)
"""What stands in for `pickle` in a module that imports all of it."""
_STAND_INS = {
    id(pickle): MODULE,
    id(pickle.load): load,
    id(pickle.loads): loads,
    id(pickle.dumps): dumps,
}


def build_around(package: str, later: Iterable[str]) -> None:
    """Let all modules of a package that are loaded read pickles within the wall only.

    `later` are those that it would load when they are used first.
    """
    for name in later:
        import_module(name)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == package:
            for attribute, held in list(vars(module).items()):
                if id(held) in _STAND_INS:
                    setattr(module, attribute, _STAND_INS[id(held)])

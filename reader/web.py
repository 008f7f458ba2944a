"""The reader in a browser on this machine: textual-serve (MIT, an optional extra), without a shell.

The page is for one person: it listens on loopback only, asks for a key that is in the address that
was printed, and answers no page of another origin (DNS rebinding, cross-site websockets). What the
reader may not do there, `in_browser` says.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve import server
from textual_serve.app_service import AppService

from reader.in_browser import VARIABLE

HOST = "127.0.0.1"
COOKIE = "quaere"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Reader(AppService):
    """One reader, for one page."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Started argument by argument; nothing that lies in the folder can be imported."""
        environment = {**self._build_environment(width=width, height=height), VARIABLE: "1"}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "reader", "open", self.command),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment,
        )
        assert process.stdin is not None
        self._process, self._stdin = process, process.stdin
        return process


class ReaderServer(server.Server):
    """Serves the reader on one folder or article, to who has the key."""

    def __init__(self, path: Path, port: int) -> None:
        """`path` is what is opened for every page."""
        super().__init__(os.fspath(path), HOST, port, title="Quaere")
        self.key = secrets.token_urlsafe(24)
        # It makes a service of this name; ours takes no shell.
        server.AppService = Reader

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"{self.public_url}/?key={self.key}"

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self.guard)
        return app

    @web.middleware
    async def guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Let in who has the key, at this address, from this origin."""
        # A browser always names the origin of a websocket, and that of a page it was sent from.
        origin = request.headers.get("Origin", "")
        is_ours = origin == self.public_url or not (origin or "Upgrade" in request.headers)
        if f"http://{request.host}" != self.public_url or not is_ours:
            raise web.HTTPForbidden(text="Quaere answers its own page only.")
        given = request.query.get("key")
        shown = given or request.cookies.get(COOKIE, "")
        if not hmac.compare_digest(shown.encode(), self.key.encode()):
            raise web.HTTPForbidden(text="Open the address that `quaere web` printed.")
        response = await handler(request)
        if given is not None:
            response.set_cookie(COOKIE, self.key, httponly=True, samesite="Strict")
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    async def on_startup(self, app: web.Application) -> None:
        """Nothing is said before the page is there."""

    def serve(self, debug: bool = False) -> None:  # noqa: ARG002
        """Serve until it is interrupted; says where, once it listens. Raises OSError."""
        told = f"Quaere is at {self.address}\nControl-C ends it."
        web.run_app(
            self._make_app(),
            host=HOST,
            port=self.port,
            access_log=None,
            print=lambda *_: print(told, flush=True),
        )


def serve(path: Path, port: int) -> None:
    """Serve the reader until it is interrupted. Raises OSError if the port is not free."""
    ReaderServer(path, port).serve()

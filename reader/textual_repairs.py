"""What is mended in Textual itself, until Textual does it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.cache import FIFOCache
from textual.strip import Strip

from reader.output import Output

try:
    from textual.drivers import linux_driver
    from textual.drivers.linux_driver import LinuxDriver
except ImportError:  # Windows
    LinuxDriver = None  # type: ignore[assignment, misc]


def repair() -> None:
    """Mend all of it; a second time changes nothing."""
    _forget_widgets_that_are_gone()
    if not hasattr(Strip, "__getattr__"):
        _keep_strips_small()
    if hasattr(Strip.render_ansi, "cache_clear"):
        _remember_colours_only()
    if LinuxDriver is not None:
        linux_driver.WriterThread = Output  # type: ignore[attr-defined]
        LinuxDriver._sigcont_application = _come_back  # type: ignore[assignment]


def _forget_widgets_that_are_gone() -> None:
    """Let the memory of backgrounds know colours only, not the widgets that asked.

    Textual remembers the two backgrounds by the styles cache that asked for them, and so keeps
    alive all drawn lines of the last 1,024 widgets, some 80 articles (Textual's issue 6665).
    The answer depends on the colours alone.
    """
    remembered = StylesCache.__dict__["get_inner_outer"]
    if not isinstance(remembered, staticmethod | classmethod):
        StylesCache.get_inner_outer = classmethod(remembered)  # type: ignore[assignment]


def _keep_strips_small() -> None:
    """Let a drawn line make its memories when they are asked for, and never remember itself.

    Textual makes seven memories for every line, of which most lines use none or one: 15 objects
    for 1. A line that is cut to the width it has is remembered in itself, so that only a sweep
    finds it. The two are four fifths of what there is to sweep up, and a fifth of turning a page.
    """
    begun = Strip([])
    own = {"_segments", "_cell_length"}
    usual = {name: getattr(begun, name) for name in Strip.__slots__ if name not in own}
    crop_extend, divide = Strip.crop_extend, Strip.divide

    def begin(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        strip._segments = list(segments)
        strip._cell_length = cell_length
        strip._render_cache = strip._link_ids = strip._cell_count = None

    def make(strip: Strip, name: str) -> object:
        if name not in usual:
            raise AttributeError(f"a line has no {name!r}", name=name, obj=strip)
        value = usual[name]
        if isinstance(value, FIFOCache):
            value = FIFOCache(value._maxsize)
        setattr(strip, name, value)
        return value

    def cut_to(strip: Strip, start: int, end: int, style: Style | None) -> Strip:
        if start <= 0 and end == strip.cell_length:
            return strip
        return crop_extend(strip, start, end, style)

    def cut_at(strip: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
        inside = [cut for cut in cuts if cut <= strip.cell_length]
        return [strip] if inside == [strip.cell_length] else divide(strip, inside)

    Strip.__init__ = begin  # type: ignore[assignment]
    Strip.__getattr__ = make  # type: ignore[attr-defined]
    Strip.crop_extend = cut_to  # type: ignore[assignment]
    Strip.divide = cut_at  # type: ignore[assignment]


def _remember_colours_only() -> None:
    """Let the memory of codes know colours and looks, not the styles that had them.

    A style says where its text stands, so each word on the screen has its own. Textual remembers
    the last 16,384 of them, some 10 MB, and works out the same codes for each.
    """
    work_out = Strip.__dict__["render_ansi"].__func__.__wrapped__

    @lru_cache(maxsize=1024)
    def codes(looks: int, color: Color | None, ground: Color | None, system: ColorSystem) -> str:
        bare = Style.__new__(Style)
        bare._attributes = bare._set_attributes = looks
        bare._color, bare._bgcolor = color, ground
        found: str = work_out(Strip, bare, system)
        return found

    def render_ansi(_: type[Strip], style: Style, color_system: ColorSystem) -> str:
        looks = style._attributes & style._set_attributes
        style._ansi = codes(looks, style._color, style._bgcolor, color_system)
        return style._ansi

    Strip.render_ansi = classmethod(render_ansi)  # type: ignore[assignment, method-assign]


def _come_back(driver: LinuxDriver, *_: object) -> None:
    """On CONT take the terminal again: what was stopped, not suspended, lets go of it first.

    Textual starts a second thread that reads keys beside the first, and each gets some of them;
    it does so too when a terminal is closed, where the system says CONT after HUP.
    """
    if driver._auto_restart and not driver._loop.is_closed():
        # Not at once: another CONT may come while threads of the first are waited for.
        driver._loop.call_soon_threadsafe(_take_again, driver)


def _take_again(driver: LinuxDriver) -> None:
    app = driver._app
    if app._exit or app._closing or not app._running or not os.isatty(driver.fileno):
        return  # nobody would let go of the terminal any more, or it is gone
    if driver._must_signal_resume:
        driver.resume_application_mode()
        return
    # What the terminal was set to at first is for the end; in between it would echo.
    at_first, driver.attrs_before = driver.attrs_before, None
    driver.suspend_application_mode()
    driver.resume_application_mode()
    driver.attrs_before = at_first
    driver._app.refresh(layout=True)

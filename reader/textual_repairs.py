"""What is mended in Textual itself, until Textual does it."""

from __future__ import annotations

import os

from textual._styles_cache import StylesCache

from reader.output import Output

try:
    from textual.drivers import linux_driver
    from textual.drivers.linux_driver import LinuxDriver
except ImportError:  # Windows
    LinuxDriver = None  # type: ignore[assignment, misc]


def repair() -> None:
    """Mend all of it; a second time changes nothing."""
    _forget_widgets_that_are_gone()
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

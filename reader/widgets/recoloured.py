"""What draws text in the colours of a theme, and so draws it anew when another one is chosen."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from textual.widget import Widget


class Recoloured(Widget):
    """Looks at the theme when its styles change.

    It does not subscribe to the application's signal: that would keep it alive for as long.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._theme = self.app.theme

    def notify_style_update(self) -> None:
        """Called by Textual when theme or styles change."""
        super().notify_style_update()
        if self._theme != self.app.theme:
            self._theme = self.app.theme
            self.call_after_refresh(self.recolour)

    @abstractmethod
    def recolour(self) -> None:
        """Draw in the colours that hold now."""

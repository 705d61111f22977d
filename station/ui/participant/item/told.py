"""A short word about the last step, laid over the foot of the page until the next step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from station.ui.look import Look
from station.ui.widgets.notices import Notice

ABOVE_FOOTER = 88


class Told(Notice):
    """It covers no option for longer than one key press, and takes no key itself."""

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(look, "info", style="body")
        self.setParent(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, key: str, **values: object) -> None:
        """Show the words `key`."""
        self.words.say(key, **values)
        page = self.parentWidget()
        if page is None:
            return
        width = min(page.width() - self.look.px(32), self.look.px(560))
        self.setFixedWidth(width)
        high = self.heightForWidth(width)
        self.setFixedHeight(high)
        left = (page.width() - width) // 2
        self.move(left, page.height() - self.look.px(ABOVE_FOOTER) - high)
        self.show()
        self.raise_()

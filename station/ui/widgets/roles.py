"""What a screen reader takes our own widgets for; Qt knows this of its own controls only.

A widget says it with `plays`; `factory` answers when a screen reader asks. What stands over a
window is a modal dialog to it, so that it does not wander into what is covered.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from typing_extensions import override

ROLE = "accessible_role"
"""Dynamic property of a widget that plays a role of its own."""
Role = QAccessible.Role


def plays(widget: QWidget, role: QAccessible.Role) -> None:
    """Let a screen reader take `widget` for `role`."""
    widget.setProperty(ROLE, role.value)


class Player(QAccessibleWidget):
    """A widget in a role of its own."""

    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        state.modal = self.role() is Role.Dialog
        return state


_alive: dict[int, Player] = {}


def factory(_name: str, about: QObject) -> QAccessibleWidget | None:
    """Make the interface of a widget; Python must hold it as long as the widget lives."""
    role = about.property(ROLE)
    if role is None or not isinstance(about, QWidget):
        return None
    key = id(about)
    access = _alive[key] = Player(about, Role(role))
    about.destroyed.connect(lambda: _alive.pop(key, None))
    return access

"""What a screen reader finds in a window: its accessible tree, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
DEEP = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing in the tree.

    Attributes:
        state: Names of what is true of it: `focusable`, `checked`, `disabled` ...
        rect: Where it is, in global pixels.
        path: Roles from the top down to it, for messages.
    """

    role: Role
    name: str
    description: str
    value: str
    state: frozenset[str]
    rect: QRect
    about: QObject | None
    path: str

    @property
    def shown(self) -> bool:
        """Whether it can be seen."""
        return "invisible" not in self.state


STATES = (
    "invisible", "focusable", "focused", "disabled", "checkable", "checked", "selectable",
    "selected", "readOnly", "offscreen", "expandable", "expanded", "editable", "modal",
)  # fmt: skip


def tree(widget: QWidget) -> Iterator[Node]:
    """Yield `widget` and everything below it that is there for a screen reader."""
    top = QAccessible.queryAccessibleInterface(widget)
    if top is not None:
        yield from _below(top, "", 0)


def _below(one: QAccessibleInterface, path: str, depth: int) -> Iterator[Node]:
    node = _node(one, path)
    yield node
    if depth < DEEP and node.shown:
        for place in range(one.childCount()):
            child = one.child(place)
            if child is not None:
                yield from _below(child, node.path, depth + 1)


def _node(one: QAccessibleInterface, path: str) -> Node:
    role, state = one.role(), one.state()
    text = QAccessible.Text
    return Node(
        role=role,
        name=one.text(text.Name),
        description=one.text(text.Description),
        value=one.text(text.Value),
        state=frozenset(name for name in STATES if getattr(state, name)),
        rect=one.rect(),
        about=one.object(),
        path=f"{path}/{role.name}",
    )


def told(widget: QWidget) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return role, name, value and state of everything seen in `widget`, focus left out."""
    kept = {"checked", "selected", "disabled"}
    return [
        (node.role.name, node.name, node.value, tuple(sorted(node.state & kept)))
        for node in tree(widget)
        if node.shown
    ]

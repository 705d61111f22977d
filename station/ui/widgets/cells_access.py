"""What a screen reader finds in a grid of cells: a list with one item for each cell."""

from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from typing_extensions import override

from station.ui.widgets import roles
from station.ui.widgets.cells import CellGrid

Role = QAccessible.Role
NOBODY = cast("QAccessibleInterface", None)
"""Qt takes None where there is no child; its Python types do not say so."""


class CellAccess(QAccessibleInterface):
    """One cell of a grid."""

    def __init__(self, grid: "GridAccess", place: int) -> None:
        super().__init__()
        self._grid, self._place = grid, place

    @override
    def isValid(self) -> bool:
        return self._grid.isValid() and self._place < len(self._grid.cells.cells)

    @override
    def object(self) -> QObject:
        return cast("QObject", None)

    @override
    def window(self) -> QWindow:
        return self._grid.window()

    @override
    def parent(self) -> QAccessibleInterface:
        return self._grid

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> QAccessibleInterface:
        return NOBODY

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return NOBODY

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    @override
    def rect(self) -> QRect:
        box = self._grid.cells.places[self._place]
        return QRect(self._grid.cells.mapToGlobal(box.topLeft()), box.size())

    @override
    def role(self) -> QAccessible.Role:
        return Role.ListItem

    @override
    def state(self) -> QAccessible.State:
        grid, state = self._grid.cells, QAccessible.State()
        cell = grid.cells[self._place]
        state.focusable = state.selectable = True
        state.focused = grid.hasFocus() and grid.at == self._place
        state.selected = cell.current
        state.disabled = not cell.opens
        return state

    @override
    def text(self, t: QAccessible.Text) -> str:
        return self._grid.cells.said(self._place) if t == QAccessible.Text.Name else ""

    @override
    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Refuse: what a cell says follows from the item."""


class GridAccess(QAccessibleWidget):
    """The grid itself; its children are made when they are asked for."""

    def __init__(self, grid: CellGrid) -> None:
        super().__init__(grid, Role.List)
        self.cells = grid
        self._children: list[CellAccess] = []

    @override
    def childCount(self) -> int:
        return len(self.cells.cells)

    @override
    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < self.childCount():
            return NOBODY
        while len(self._children) <= index:
            self._children.append(CellAccess(self, len(self._children)))
        return self._children[index]

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((n for n, one in enumerate(self._children) if one is child), -1)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return self.child(self.cells.place_at(self.cells.mapFromGlobal(QPoint(x, y))))

    @override
    def focusChild(self) -> QAccessibleInterface:
        return self.child(self.cells.at) if self.cells.hasFocus() else NOBODY


_alive: dict[int, GridAccess] = {}


def _factory(_name: str, about: QObject) -> QAccessibleInterface | None:
    """Make the interface of a grid; Python must hold it as long as the grid lives."""
    if not isinstance(about, CellGrid):
        return None
    key = id(about)
    access = _alive[key] = GridAccess(about)
    about.destroyed.connect(lambda: _alive.pop(key, None))
    return access


def install() -> None:
    """Let Qt know how grids of cells are read, and which roles our other widgets play."""
    QAccessible.installFactory(roles.factory)
    QAccessible.installFactory(_factory)

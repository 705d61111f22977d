"""The four themes as tables of colours, and what Qt itself needs to know of them.

A token is a role, never a hue. Every pair that carries text or a control's edge meets WCAG AA;
a test computes it. Widgets of our own read the tokens; Qt's own controls get one palette and
one style sheet, set on the application.
"""

from dataclasses import dataclass, fields
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme. Colours are `#RRGGBB`.

    Attributes:
        line: Width of a border in pixels, not scaled.
        chosen_line: Width of the border around what is chosen.
        flag_text: Text on the flag's tint.
        ring: Inner focus ring; `halo` stands around it.
    """

    name: str
    page: str
    surface: str
    ink: str
    muted: str
    border: str
    rule: str
    cell: str
    accent: str
    on_accent: str
    selected: str
    info: str
    soft: str
    flag: str
    flag_tint: str
    flag_text: str
    error: str
    error_tint: str
    success: str
    success_tint: str
    ring: str
    halo: str
    line: int = 1
    chosen_line: int = 2

    def colour(self, role: str) -> QColor:
        """Return the colour that plays `role`."""
        return _colour(getattr(self, role))


@lru_cache(maxsize=256)
def _colour(name: str) -> QColor:
    return QColor(name)


LIGHT = Theme(
    name="light",
    page="#F3F5F7",
    surface="#FFFFFF",
    ink="#1B2733",
    muted="#4A5966",
    border="#6B7A89",
    rule="#CFD7DE",
    cell="#AEB9C3",
    accent="#0B5CAD",
    on_accent="#FFFFFF",
    selected="#DCEBFA",
    info="#E8F1FA",
    soft="#E9EDF1",
    flag="#A34F00",
    flag_tint="#FFF1DE",
    flag_text="#8F4700",
    error="#B3261E",
    error_tint="#FCEBE9",
    success="#146C43",
    success_tint="#E6F3EB",
    ring="#1B2733",
    halo="#FFDD00",
)
DARK = Theme(
    name="dark",
    page="#14191F",
    surface="#1D242C",
    ink="#E6EDF3",
    muted="#AEBBC7",
    border="#8391A0",
    rule="#38434E",
    cell="#55626F",
    accent="#7CBBFF",
    on_accent="#0C1722",
    selected="#1B3B5C",
    info="#1B2F44",
    soft="#2A333D",
    flag="#FFB766",
    flag_tint="#3D2C17",
    flag_text="#FFB766",
    error="#FF9C92",
    error_tint="#432320",
    success="#7DD6A4",
    success_tint="#1C3A2B",
    ring="#FFFFFF",
    halo="#FFDD00",
)
CREAM = Theme(
    name="cream",
    page="#F5EBD2",
    surface="#FFF8E7",
    ink="#1B2733",
    muted="#544E42",
    border="#7A6E55",
    rule="#E0D3B4",
    cell="#C2B084",
    accent="#0B5CAD",
    on_accent="#FFFFFF",
    selected="#DDE9EE",
    info="#E6EDEA",
    soft="#EEE2C6",
    flag="#964900",
    flag_tint="#FBE3C3",
    flag_text="#8A4300",
    error="#B3261E",
    error_tint="#FBE3DC",
    success="#146C43",
    success_tint="#E3EFDC",
    ring="#1B2733",
    halo="#FFDD00",
)
CONTRAST = Theme(
    name="contrast",
    page="#000000",
    surface="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    border="#FFFFFF",
    rule="#FFFFFF",
    cell="#9A9A9A",
    accent="#FFDD00",
    on_accent="#000000",
    selected="#000000",
    info="#000000",
    soft="#000000",
    flag="#FFDD00",
    flag_tint="#000000",
    flag_text="#FFDD00",
    error="#FFDD00",
    error_tint="#000000",
    success="#FFFFFF",
    success_tint="#000000",
    ring="#000000",
    halo="#00E5FF",
    line=2,
    chosen_line=4,
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CREAM, CONTRAST)}
COLOURS = tuple(field.name for field in fields(Theme) if field.type is str and field.name != "name")


def palette(theme: Theme) -> QPalette:
    """Return what Qt's own controls are coloured with."""
    roles = {
        QPalette.ColorRole.Window: theme.page,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.soft,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.surface,
        QPalette.ColorRole.ToolTipText: theme.ink,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    return result


SHEET = """
QToolTip {{ color: {ink}; background: {surface}; border: {line}px solid {border};
  padding: {p4}px; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{
  color: {ink}; background: {surface}; border: {line}px solid {border}; border-radius: {p8}px;
  padding: 0 {p16}px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QPlainTextEdit {{ padding: {p8}px {p12}px; }}
QLineEdit[wrong="true"] {{ border: 2px solid {error}; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {muted}; background: {page}; }}
QComboBox::drop-down {{ border: none; width: {p40}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ color: {ink}; background: {surface}; border: {line}px solid {border};
  selection-background-color: {selected}; selection-color: {ink}; outline: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: {soft}; width: {p8}px; margin: 0; border-radius: {p4}px; }}
QScrollBar:horizontal {{ background: {soft}; height: {p8}px; margin: 0; border-radius: {p4}px; }}
QScrollBar::handle {{ background: {border}; border-radius: {p4}px; }}
QScrollBar::handle:vertical {{ min-height: {p40}px; }}
QScrollBar::handle:horizontal {{ min-width: {p40}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(theme: Theme, zoom_percent: int) -> str:
    """Return the one style sheet of the application, for Qt's own controls."""
    sizes = {f"p{size}": round(size * zoom_percent / 100) for size in (4, 8, 12, 16, 40)}
    colours = {name: getattr(theme, name) for name in COLOURS}
    return SHEET.format(line=theme.line, **colours, **sizes)

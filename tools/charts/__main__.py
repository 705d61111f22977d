"""Writes the pictures of the numerical items into the battery: `python -m tools.charts`."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.charts import drawing
from tools.charts.lettering import bold, regular

DATA_PATH = Path(__file__).with_name("pictures.toml")
MEDIA = Path(__file__).resolve().parents[2] / "resources" / "battery" / "media"
KINDS: dict[str, Callable[..., str]] = {
    "table": drawing.table,
    "bars": drawing.bars,
    "pairs": drawing.pairs,
    "lines": drawing.lines,
    "shares": drawing.shares,
}


def pictures() -> dict[str, str]:
    """Return every picture by its media name."""
    hand = drawing.Hand(regular=regular(), bold=bold())
    data: dict[str, dict[str, Any]] = tomllib.loads(DATA_PATH.read_text(encoding="utf-8"))
    drawn = {}
    for name, fields in data.items():
        draw = KINDS[fields.pop("kind")]
        drawn[f"{name}.svg"] = draw(hand, **fields)
    return drawn


def main() -> None:
    """Write the pictures."""
    drawn = pictures()
    for name, picture in drawn.items():
        (MEDIA / name).write_text(picture, encoding="utf-8")
    print(f"{len(drawn)} pictures")


if __name__ == "__main__":
    main()

"""Writes the figural items into the battery: `python -m tools.figural`."""

from pathlib import Path

from tools.figural import plans, source

BATTERY = Path(__file__).resolve().parents[2] / "resources" / "battery"


def main() -> None:
    """Write the text source and its pictures, and remove pictures that no item has any more."""
    figures = plans.figures()
    pictures = source.pictures(figures)
    (BATTERY / "source" / "figural.toml").write_text(source.toml(figures), encoding="utf-8")
    for old in (BATTERY / "media").glob("fig-*.svg"):
        if old.name not in pictures:
            old.unlink()
    for name, drawing in pictures.items():
        (BATTERY / "media" / name).write_text(drawing, encoding="utf-8")
    print(f"{len(figures)} items, {len(pictures)} pictures")


if __name__ == "__main__":
    main()

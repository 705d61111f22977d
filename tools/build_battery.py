"""Write `items.xlsx` and `key.xlsx` of a battery from its text sources.

The sources are edited, the workbooks never: `python -m tools.build_battery` makes them, the
same bytes each time; with `--check` it only says whether they are up to date.
"""

import sys
from pathlib import Path

from station.bank.folder import books_from_sources

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FOLDERS = (RESOURCES / "battery", RESOURCES / "practice")


def books(folder: Path) -> dict[Path, bytes]:
    """Return the workbooks that the sources of `folder` make; practice has no key."""
    items, key = books_from_sources(folder)
    made = {folder / "items.xlsx": items}
    return made if folder.name == "practice" else made | {folder / "key.xlsx": key}


def stale() -> list[Path]:
    """Return the workbooks that are not what the sources make."""
    return [
        path
        for folder in FOLDERS
        for path, data in books(folder).items()
        if not path.exists() or path.read_bytes() != data
    ]


def main(argv: list[str]) -> int:
    """Write what is stale, or with `--check` name it and exit 1."""
    old = stale()
    if "--check" not in argv:
        for folder in FOLDERS:
            for path, data in books(folder).items():
                path.write_bytes(data)
    for path in old:
        print(("stale: " if "--check" in argv else "written: ") + path.name)
    return 1 if old and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Somebody who copies files to a stick, in a process of its own: it will be pulled out.

Prints `ready`, then the name of each file that was called written. Run as a module with the
stick's folder.
"""

import sys
from itertools import count
from pathlib import Path

from station.errors import SiteError
from station.storage.files import write_whole

DATA = bytes(range(256)) * 4_096
FILES = 8


def say(line: str) -> None:
    """Write one line for whoever is going to pull the stick out."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(stick_dir: Path) -> None:
    """Write the same files over and over until the stick refuses."""
    say("ready")
    for turn in count():
        name = f"{turn % FILES}.bundle"
        try:
            write_whole(stick_dir / name, DATA)
        except SiteError:
            return
        say(name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

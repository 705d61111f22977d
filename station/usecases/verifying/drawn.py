"""The papers: a report shows its model, as this program or another build of it draws one.

A report's bytes are the same for one build only. So reports prove each other: when this program
draws some of them byte for byte, it drew them all, and one that differs was made by hand. When
it draws none, another build did, and that is said instead.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from station.scoring.group import GroupModel
from station.scoring.model import ReportModel
from station.sealing.receipt import verification_code
from station.storage.files import plain_name, read_whole
from station.usecases.errors import ResultWrongError
from station.usecases.report import EXPORTS, REPORTS, Press
from station.usecases.results import Result
from station.usecases.verifying.findings import Findings


class Drawn:
    """Grows while results are made again; tells what became of their reports at the end."""

    def __init__(self, root: Path, presses: Sequence[Press]) -> None:
        """Look at the reports below `root`, which any of `presses` may have drawn."""
        self._root = root
        self._presses = presses
        self._same: dict[str, Press] = {}
        self._other: list[str] = []
        self._names: set[str] = set()

    def names(self) -> set[str]:
        """Return the reports there should be, by path in the release."""
        return self._names

    def look_at(self, result: Result) -> None:
        """Draw a report again; whether it is there is the release's matter."""
        name = f"{REPORTS}/{plain_name(result.number)}.pdf"
        self._names.add(name)
        path = self._root / name
        if not self._presses or not path.is_file():
            return
        data, code = read_whole(path), verification_code(result.report)
        for press in self._presses:
            if press.report(result.model, code) == data:
                self._same[name] = press
                return
        self._other.append(name)

    def tell(self, findings: Findings) -> None:
        """Note reports that are not drawn as the others are; count the rest."""
        if not self._same:
            if self._other:
                findings.checked["report_of_another_build"] += len(self._other)
            return
        findings.checked["report_drawn"] += len(self._same)
        for name in self._other:
            with findings.looking_at(name):
                raise ResultWrongError("it does not show its model, as the other reports do")

    def check_exports(
        self, models: Sequence[ReportModel], group: bytes | None, findings: Findings
    ) -> None:
        """Note exports that say something else; looked at when this program drew the reports."""
        if group is None or not self._same:
            return
        summary = msgspec.json.decode(group, type=GroupModel)
        drawn = [press.exports(models, summary) for press in set(self._same.values())]
        for name in sorted({name for each in drawn for name in each}):
            path = self._root / EXPORTS / name
            with findings.looking_at(f"{EXPORTS}/{name}"):
                if path.is_file() and read_whole(path) not in [each.get(name) for each in drawn]:
                    raise ResultWrongError("the results give another table")
                findings.checked["export_drawn"] += 1

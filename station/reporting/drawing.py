"""Everything that is drawn, behind one object: what the use cases ask for."""

from collections.abc import Mapping, Sequence

from station import canonical
from station.reporting.minutes import render_minutes
from station.reporting.recap import render_recap, render_recap_csv
from station.reporting.report import render_report
from station.reporting.summary import render_summary
from station.reporting.words import Language
from station.scoring.group import GroupModel
from station.scoring.minutes import MinutesModel
from station.scoring.model import ReportModel
from station.sealing.receipt import verification_code


class Drawing:
    """Draws in one language; the same model gives the same bytes."""

    def __init__(self, language: Language = "id") -> None:
        """Draw in `language`."""
        self._language: Language = language

    def report(self, model: ReportModel, code: str) -> bytes:
        """Return one person's report."""
        return render_report(model, code=code, language=self._language)

    def minutes(self, model: MinutesModel) -> bytes:
        """Return a session's minutes."""
        return render_minutes(model, language=self._language)

    def exports(self, models: Sequence[ReportModel], group: GroupModel) -> Mapping[str, bytes]:
        """Return the recaps and the executive summary, by file name."""
        code = verification_code(canonical.dumps(group))
        return {
            "rekap.xlsx": render_recap(models, self._language),
            "rekap.csv": render_recap_csv(models, self._language),
            "ringkasan.pdf": render_summary(group, code=code, language=self._language),
        }

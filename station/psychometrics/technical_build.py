"""Puts a technical report together, of a keyed test or of a questionnaire."""

from station.psychometrics.technical_inputs import ReportInputs
from station.psychometrics.technical_keyed import keyed_report
from station.psychometrics.technical_ordered import ordered_report
from station.psychometrics.technical_report import TechnicalReport


def build_report(inputs: ReportInputs) -> TechnicalReport:
    """Run every study that the data allow and return the report.

    Raises:
        As `keyed_report` and `ordered_report`.
    """
    return ordered_report(inputs) if inputs.keys else keyed_report(inputs)

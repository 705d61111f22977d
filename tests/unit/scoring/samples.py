"""Ready-made reports: one complete, one incomplete, one group. All people are invented."""

from typing import Literal

import msgspec

from station.exam.form import SectionCode
from station.scoring.group import Attendance, GroupModel, Overview
from station.scoring.inputs import (
    AddedTime,
    BreakTaken,
    Conduct,
    Evidence,
    IncidentNote,
    Issuance,
    LostTime,
    Person,
    SeatMove,
)
from station.scoring.model import ReportModel, Signer
from station.scoring.report.whole import report_model
from station.scoring.scores import Scores
from station.scoring.standards import Standards
from station.scoring.summary import group_model
from tests.unit.scoring import battery

STANDARDS = battery.standards()
SCORER = battery.scorer(STANDARDS)

PERSON = Person(
    number="NJ-25-0437",
    name="Siti Rahmawati, S.E., M.Si.",
    nip="198203142009012007",
    rank="Pembina (IV/a)",
    post="Kepala Bidang Perbendaharaan",
    unit="Bidang Perbendaharaan",
    agency="Badan Pengelolaan Keuangan dan Aset Daerah",
    tier=3,
    target="BPKAD-KABID-PERBENDAHARAAN",
)
CONDUCT = Conduct(
    session="2025-01-21-P-A",
    seat="A-037",
    started="2025-01-21T01:02:11.000Z",
    finished="2025-01-21T05:31:47.000Z",
    offset_minutes=420,
    zone="WIB",
    closed="submitted",
    used_ms=14_164_000,
    limit_ms=14_700_000,
    breaks=(BreakTaken(before=SectionCode("competency"), ms=540_000),),
    lost=(LostTime(at="2025-01-21T02:47:00.000Z", ms=372_000, cause="restart", basis="measured"),),
    added=(
        AddedTime(
            at="2025-01-21T02:50:00.000Z",
            section=SectionCode("figural"),
            ms=300_000,
            reason="listrik padam",
        ),
    ),
    moves=(
        SeatMove(
            at="2025-01-21T02:46:00.000Z", from_seat="A-031", to_seat="A-037", reason="PC mati"
        ),
    ),
    help_calls=1,
    incidents=(IncidentNote(at="2025-01-21T02:41:00.000Z", text="Listrik baris D padam."),),
    minutes="BA-2025-01-21-P-A",
)
EVIDENCE = Evidence(
    assessment="a1" * 32,
    bundle="b2" * 32,
    records=274,
    session_file="c3" * 32,
    package="d4" * 32,
    key="e5" * 32,
    state="f6" * 32,
    witness_printed=True,
)
ISSUANCE = Issuance(
    number="800.1.4/0417/BKD/2025",
    purpose={"id": "Pemetaan", "en": "Mapping"},
    letterhead=("PEMERINTAH PROVINSI NUSA JAYA", "BADAN KEPEGAWAIAN DAERAH", "Pusat Penilaian"),
    place="Kota Jaya",
    issued="2025-02-10",
    label={"id": "Peragaan, belum dinormakan", "en": "Demonstration, not normed"},
    signers=(
        Signer(
            role={"id": "Asesor", "en": "Assessor"},
            name="Dra. Wulan Prasetyaningsih, M.Psi.",
            nip="197408222000032003",
        ),
        Signer(
            role={"id": "Kepala", "en": "Head"},
            name="Ahmad Fauzi Hidayatullah, S.STP., M.Si.",
            nip="197906051998101001",
        ),
    ),
)
LEVELS = {
    "integritas": 48,
    "kerjasama": 46,
    "komunikasi": 45,
    "orientasi_hasil": 43,
    "pelayanan_publik": 47,
    "pengembangan": 39,
    "perubahan": 42,
    "keputusan": 38,
    "perekat_bangsa": 46,
}


def scores(**measured: int) -> Scores:
    """Return scores of a complete sitting; see `battery.answers_of`."""
    return SCORER.score(battery.sat(battery.answers_of(LEVELS, **measured)))


def report_of(
    measured: Scores,
    *,
    person: Person = PERSON,
    conduct: Conduct = CONDUCT,
    standards: Standards = STANDARDS,
) -> ReportModel:
    """Return the report of some scores for the sample person."""
    return report_model(person, measured, conduct, EVIDENCE, ISSUANCE, standards)


def sample_report() -> ReportModel:
    """Return a complete report: near a cut, two clear gaps, one interruption."""
    return report_of(scores())


def rated_report(performance: Literal["below", "meets", "above"] = "meets") -> ReportModel:
    """Return a report with imported performance, so with a place in the nine-box."""
    return report_of(scores(), person=msgspec.structs.replace(PERSON, performance=performance))


def incomplete_report() -> ReportModel:
    """Return the report of a sitting that was ended in section 7; 8 and 9 never opened."""
    ways = dict.fromkeys(list(battery.PARTS)[:6], "left") | {"competency": "ended"}
    kept = {
        item: choice
        for item, choice in battery.answers_of(LEVELS).items()
        if not item.startswith(("DIG", "EMG", "KEPUTUSAN", "PEREKAT"))
    }
    conduct = msgspec.structs.replace(
        CONDUCT, closed="ended", ended_because="sakit", finished="2025-01-21T04:06:00.000Z"
    )
    return report_of(SCORER.score(battery.sat(kept, closed=ways)), conduct=conduct)


def group_reports(count: int = 40) -> list[ReportModel]:
    """Return reports of `count` people in four agencies, the last of them small."""
    agencies = ("Dinas Kesehatan", "Dinas Sosial", "Inspektorat Daerah", "Badan Kesbangpol")
    result = []
    for number in range(count):
        levels = {
            code: 33 + (number * 7 + place * 5) % 17
            for place, code in enumerate(battery.COMPETENCIES)
        }
        agency = agencies[3] if number % 10 == 9 else agencies[number % 3]
        person = msgspec.structs.replace(
            PERSON,
            number=f"NJ-25-{number:04d}",
            agency=agency,
            tier=1 + number % 3,
            target="",
            performance=("below", "meets", "above")[number % 3],
        )
        answers = battery.answers_of(levels, digital=30 + number % 20, emerging=22 + number % 18)
        result.append(report_of(SCORER.score(battery.sat(answers)), person=person))
    return result


def overview(present: int = 44) -> Overview:
    """Return counts that lead to `group_reports`."""
    return Overview(
        letterhead=ISSUANCE.letterhead,
        issued="2025-02-10",
        attendance=Attendance(rostered=48, present=present, started=43, submitted=42),
        state="f6" * 32,
    )


def sample_group(count: int = 40) -> GroupModel:
    """Return the summary of `group_reports`."""
    return group_model(group_reports(count), overview(), STANDARDS)

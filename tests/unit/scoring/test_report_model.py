"""The report model: one value, the same bytes everywhere, saying what was measured."""

from decimal import ROUND_UP, localcontext

import msgspec
import pytest

from station import canonical
from station.scoring.errors import PostUnknownError
from station.scoring.model import ReportModel
from station.scoring.report.whole import report_model
from station.scoring.standards import load_standards
from tests.unit.scoring import battery, samples


def test_a_model_is_canonical_and_reads_back() -> None:
    for model in (samples.sample_report(), samples.incomplete_report(), samples.rated_report()):
        assert msgspec.json.decode(canonical.dumps(model), type=ReportModel) == model


def test_the_same_inputs_give_the_same_bytes_whatever_the_arithmetic_around() -> None:
    expected = canonical.dumps(samples.sample_report())
    with localcontext() as context:
        context.prec = 3
        context.rounding = ROUND_UP
        again = canonical.dumps(samples.sample_report())

    assert again == expected


def test_reloaded_standards_give_the_same_bytes() -> None:
    files = dict(reversed(battery.standard_files().items()))
    model = samples.report_of(samples.scores(), standards=load_standards(files))

    assert canonical.dumps(model) == canonical.dumps(samples.sample_report())


def test_page_one_of_a_complete_report() -> None:
    model = samples.sample_report()

    assert model.complete
    assert model.verdict.heading == {
        "id": "Cukup Optimal, tetapi dekat batas.",
        "en": "Fairly optimal, but near a cut.",
    }
    assert model.verdict.sentence["id"] == (
        "Pilihan jawabannya mencapai **87,0 %** dari standar jabatannya. Batas 90 berada di dalam "
        "rentang 81,5 – 92,5, sehingga pengukuran ulang dapat juga menghasilkan **Optimal**. "
        "Tiga kesenjangan tampak jelas. Satu kesenjangan belum pasti."
    )
    assert model.measures[0].formula["id"] == (
        "JPM = 23,5 / 27,0 × 100 = 87,03 · rentang 81,5 – 92,5"
    )
    assert [(one.mark, one.value["id"]) for one in model.gaps] == [
        ("short", "–1,5"),
        ("short", "–1,0"),
        ("short", "–0,5"),
        ("uncertain", "–0,5"),
    ]


def test_page_one_of_an_incomplete_report() -> None:
    model = samples.incomplete_report()

    assert model.verdict.sentence["id"] == (
        "Pengerjaan diakhiri petugas pukul 11.06 (sakit). Bagian 7, 8, dan 9 tidak lengkap, "
        "sehingga **JPM dan kategorinya tidak dihitung**. "
        "Bagian yang tidak lengkap bukan nilai nol."
    )
    assert [one.percent_tenths is None for one in model.measures] == [True, False, True, True]
    assert model.measures[0].basis["id"] == "7 dari 9 kompetensi lengkap"
    assert model.gaps_heading["id"] == "Belum dapat dinilai"
    assert (
        model.decisions[1].text["id"].startswith("Jadwalkan pengerjaan susulan bagian 7, 8, dan 9.")
    )
    assert [row.percent_tenths for row in model.fit.readiness] == [None, None, None]


def test_identity_and_paper() -> None:
    model = samples.sample_report()

    assert model.person.nip == "19820314 200901 2 007"
    assert model.person.sitting["id"] == "Selasa, 21 Januari 2025, sesi pagi, kursi A-037"
    assert model.person.target["id"].startswith("Kepala Bidang Perbendaharaan, Badan")
    assert (model.issue.issued, model.issue.valid_until) == ("2025-02-10", "2028-02-09")
    assert model.issue.standards == "DEMO 2025.1"


@pytest.mark.parametrize(
    "issued, until", [("2024-02-29", "2027-02-28"), ("2025-01-01", "2027-12-31")]
)
def test_a_report_holds_for_three_years(issued: str, until: str) -> None:
    paper = msgspec.structs.replace(samples.ISSUANCE, issued=issued)
    model = report_model(
        samples.PERSON,
        samples.scores(),
        samples.CONDUCT,
        samples.EVIDENCE,
        paper,
        samples.STANDARDS,
    )

    assert model.issue.valid_until == until


def test_conduct_is_told_in_the_room_s_time() -> None:
    conduct = samples.sample_report().conduct
    said = {line.label["id"]: line.text["id"] for line in conduct.lines}

    assert conduct.started == "2025-01-21T08:02:11+07:00"
    assert said["Mulai – selesai"] == "08.02.11 – 12.31.47 WIB"
    assert said["Waktu terpakai"] == "236 menit 04 detik dari 245 menit"
    assert said["Pindah kursi"] == "A-031 ke A-037 pukul 09.46.00 (PC mati)"
    assert said["Tambahan waktu"] == "5 menit pada Figural (listrik padam)"
    assert (conduct.lost_ms, conduct.added_ms, conduct.interruptions) == (372_000, 300_000, 1)
    assert conduct.incidents[0].text["id"] == "Listrik baris D padam."


def test_integrity_quotes_every_file_the_result_rests_on() -> None:
    part = samples.sample_report().integrity

    assert part.standards == samples.STANDARDS.quoted
    assert {part.bundle, part.state, part.package, part.key, part.assessment} == {
        "b2" * 32,
        "f6" * 32,
        "d4" * 32,
        "e5" * 32,
        "a1" * 32,
    }
    assert part.statement["id"].startswith("Jawaban tercatat dan tidak berubah")
    assert "Tidak tercakup" in part.limits["id"]


def test_tickets_not_printed_at_the_witness_are_told() -> None:
    evidence = msgspec.structs.replace(samples.EVIDENCE, witness_printed=False)
    model = report_model(
        samples.PERSON,
        samples.scores(),
        samples.CONDUCT,
        evidence,
        samples.ISSUANCE,
        samples.STANDARDS,
    )

    assert model.integrity.limits["id"].startswith("Kartu peserta tidak dicetak di tempat saksi")


def test_self_report_is_told_as_such_and_its_weakness_with_it() -> None:
    part = samples.sample_report().potential
    said = [one for one in part.aspects if one.evidence == "self_report"]

    assert len(said) == 5
    assert all(one.description["id"].startswith("Menilai dirinya") for one in said)
    assert "lemah untuk membandingkan orang" in part.caution["id"]


def test_an_imported_rating_gives_a_box() -> None:
    model = samples.rated_report("above")

    assert model.nine_box.box == 9
    assert "(diimpor)" in model.nine_box.text["id"]
    assert model.decisions[2].text["id"] == "Kotak 9: Usulan promosi dan suksesi."


def test_a_post_nobody_knows_is_refused() -> None:
    person = msgspec.structs.replace(samples.PERSON, target="MENTERI")

    with pytest.raises(PostUnknownError, match="MENTERI"):
        samples.report_of(samples.scores(), person=person)

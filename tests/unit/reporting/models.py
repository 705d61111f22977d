"""Models as a report's maker would hand them over: one person, complete; the same, cut short."""

from typing import Literal

import msgspec

from station.scoring import model as m
from station.scoring import parts as p
from station.scoring.parts import Mark
from tests.unit.reporting.models_advice import (
    conduct,
    fit_part,
    integrity,
    nine_box,
    plan_part,
)
from tests.unit.reporting.models_levels import (
    LEVELS,
    NOTHING,
    Level,
    area,
    both,
    competency_part,
    knowledge,
    measures,
    potential_part,
    validity_part,
)


def highlight(
    mark: Mark, name: str, note: str, value: str, level: Level | None, scale: str = "level"
) -> m.Highlight:
    return m.Highlight(
        mark=mark,
        code=name[:5],
        name=both(name),
        note=both(note),
        scale=msgspec.convert(scale, Literal["level", "band", "none"]),
        required_halves=level.required if level and scale == "level" else None,
        achieved_halves=level.achieved if level else None,
        low_hundredths=level.low if level else None,
        high_hundredths=level.high if level else None,
        value=both(value),
    )


def issue() -> m.Issue:
    return m.Issue(
        number="800.1.4/0417/BKD-AC/2025",
        title=both(
            "Laporan Individual Pemetaan Potensi dan Kompetensi",
            "Individual Report on Potential and Competencies",
        ),
        purpose=both("pemetaan", "mapping"),
        letterhead=(
            "Pemerintah Provinsi Banten",
            "Badan Kepegawaian Daerah",
            "UPTD Assessment Center · KP3B, Curug, Kota Serang",
        ),
        place="Serang",
        issued="2025-02-10",
        valid_until="2028-02-09",
        label=both("Contoh dengan data rekaan", "Sample with invented data"),
        standards="STD-BTN 2025.1",
        normed=False,
        not_normed=both("belum dinormakan", "not normed"),
        signers=(
            m.Signer(
                role=both("Asesor", "Assessor"),
                name="Dra. Wulan Prasetyaningsih, M.Psi.",
                nip="197408222000032003",
            ),
            m.Signer(
                role=both("Kepala UPTD Assessment Center", "Head of the Assessment Centre"),
                name="Ahmad Fauzi Hidayatullah, S.STP., M.Si.",
                nip="197906051998101001",
            ),
        ),
    )


def person() -> m.Identity:
    return m.Identity(
        number="BTN-25-0437",
        name="Siti Rahmawati Kurniasih, S.E., M.Si.",
        nip="19820314 200901 2 007",
        rank="Pembina (IV/a)",
        post="Kepala Bidang Perbendaharaan",
        unit="Bidang Perbendaharaan",
        agency="Badan Pengelolaan Keuangan dan Aset Daerah",
        tier=3,
        tier_name=both("Administrator (Eselon III)"),
        requirement=both("syarat tingkat 3", "level 3 required"),
        target=NOTHING,
        sitting=both("Selasa, 21 Januari 2025 · sesi pagi · kursi A-037"),
        form="3B",
    )


def verdict() -> m.Verdict:
    return m.Verdict(
        heading=both("Optimal, tetapi dekat batas.", "Optimal, but near a cut."),
        sentence=both(
            "Memenuhi **90,7 %** dari standar jabatannya. Batas 90 berada di dalam rentang "
            "85,8 – 95,7, sehingga pengukuran ulang dapat juga menghasilkan **Cukup "
            "Optimal**. Dua kesenjangan tampak jelas, dua lagi belum pasti.",
            "Meets **90.7 %** of the standard of the post. The cut 90 lies within the range "
            "85.8 – 95.7, so a new measurement could also give **fairly optimal**.",
        ),
    )


def notices() -> tuple[m.Notice, ...]:
    return (
        m.Notice(
            icon="diamond",
            title=both("2 nilai dekat batas", "2 values near a cut"),
            detail=both("JPM dan keterampilan baru"),
        ),
        m.Notice(
            icon="check", title=both("Jawaban wajar"), detail=both("0 dari 3 tanda validitas")
        ),
        m.Notice(
            icon="clock",
            title=both("1 gangguan, waktu diganti"),
            detail=both("6 mnt 12 dtk · rincian pada Pelaksanaan"),
        ),
    )


def strengths() -> tuple[m.Highlight, ...]:
    five = Level(achieved=10, low=460, high=500, mark="above")
    return (
        highlight(
            "above",
            "Integritas",
            "seluruh rentang di atas syarat",
            "+0,5",
            LEVELS["integritas"],
        ),
        highlight(
            "above", "Motivasi dan komitmen", "aspek potensi tertinggi", "5 / 5", five, "band"
        ),
        highlight(
            "meets",
            "Empat kompetensi lain",
            "memenuhi; rentangnya melintasi syarat",
            "0",
            LEVELS["kerjasama"],
        ),
    )


def gaps() -> tuple[m.Highlight, ...]:
    return (
        highlight("short", "Pengambilan Keputusan", "belum memenuhi", "–1,0", LEVELS["keputusan"]),
        highlight(
            "short",
            "Pengembangan Diri dan Orang Lain",
            "belum memenuhi",
            "–1,0",
            LEVELS["pengembangan"],
        ),
        highlight(
            "uncertain",
            "Orientasi pada Hasil",
            "belum pasti, melintasi syarat",
            "–0,5",
            LEVELS["orientasi_hasil"],
        ),
        highlight(
            "uncertain",
            "Mengelola Perubahan",
            "belum pasti, melintasi syarat",
            "–0,5",
            LEVELS["perubahan"],
        ),
    )


def decisions() -> tuple[m.Decision, ...]:
    return (
        m.Decision(
            code="placement",
            name=both("Penempatan", "Placement"),
            text=both(
                "Tetap, atau setara di bidang keuangan; satu jabatan lain dapat dipertimbangkan."
            ),
        ),
        m.Decision(
            code="development",
            name=both("Pengembangan", "Development"),
            text=both("40 JP dalam 12 bulan; didahulukan coaching pengambilan keputusan."),
        ),
        m.Decision(
            code="nine_box",
            name=both("Kotak talenta", "Nine-box"),
            text=both("Belum ditentukan: data kinerja belum diimpor."),
        ),
    )


def strength_remarks() -> tuple[p.Remark, ...]:
    return (
        p.Remark(
            mark="above",
            name=both("Integritas."),
            text=both(
                "Dalam kasus benturan kepentingan, pilihan jawabannya ajek mendahulukan "
                "aturan dan keterbukaan."
            ),
        ),
        p.Remark(
            mark="above",
            name=both("Motivasi dan komitmen."),
            text=both("Menilai dirinya terdorong oleh target yang menantang."),
        ),
        p.Remark(
            mark="meets",
            name=both("Memenuhi syarat:"),
            text=both("Kerja Sama, Komunikasi, Pelayanan Publik, Perekat Bangsa."),
        ),
    )


def development_remarks() -> tuple[p.Remark, ...]:
    return (
        p.Remark(
            mark="short",
            name=both("Pengambilan Keputusan."),
            text=both("Pada kasus berisiko, cenderung menunggu arahan meski datanya cukup."),
        ),
        p.Remark(
            mark="short",
            name=both("Pengembangan Diri dan Orang Lain."),
            text=both("Umpan balik kepada bawahan jarang dipilih sebagai langkah pertama."),
        ),
        p.Remark(
            mark="uncertain",
            name=both("Belum pasti:"),
            text=both(
                "Orientasi pada Hasil, Mengelola Perubahan. Pastikan lewat pengamatan atasan."
            ),
        ),
    )


def report() -> m.ReportModel:
    """Return the report of somebody who answered everything."""
    return m.ReportModel(
        issue=issue(),
        person=person(),
        complete=True,
        verdict=verdict(),
        measures=measures(),
        notices=notices(),
        strengths=strengths(),
        gaps=gaps(),
        gaps_heading=both("Kesenjangan utama", "Main gaps"),
        decisions=decisions(),
        competency=competency_part(LEVELS),
        potential=potential_part(),
        validity=validity_part(),
        knowledge=knowledge(),
        strength_remarks=strength_remarks(),
        development_remarks=development_remarks(),
        fit=fit_part(),
        plan=plan_part(),
        nine_box=nine_box(),
        conduct=conduct(),
        integrity=integrity(),
        draft=both("DRAF · UNTUK DIPUTUSKAN PEJABAT", "DRAFT · FOR THE OFFICIAL TO DECIDE"),
        foot=both(
            "Rentang = nilai ± 1 SEM (kira-kira 68 %). Batas kategori **belum dinormakan**: bahan "
            "pertimbangan, bukan putusan.",
            "Range = value ± 1 SEM (about 68 %). Category cuts are **not normed**: material to "
            "consider, not a decision.",
        ),
    )


def unknown_measures() -> tuple[p.Measure, p.Measure, p.Measure, p.Measure]:
    jpm, potential, digital, emerging = measures()
    unknown = {
        "percent_tenths": None,
        "low_tenths": None,
        "high_tenths": None,
        "category": "",
        "category_name": both("Belum ada", "None yet"),
        "near_cut": False,
    }
    replace = msgspec.structs.replace
    unopened = both("bagian tidak dibuka")
    return (
        replace(jpm, **unknown, note=both("2 kompetensi kurang")),
        potential,
        replace(digital, **unknown, note=unopened),
        replace(emerging, **unknown, note=unopened),
    )


def unknown_knowledge() -> tuple[p.KnowledgePart, p.KnowledgePart]:
    first, second = (
        msgspec.structs.replace(
            part,
            summary=both("tidak dapat dinilai", "cannot be assessed"),
            correct=None,
            areas=tuple(area(one.name["id"], None) for one in part.areas),
        )
        for part in knowledge()
    )
    return first, second


def incomplete() -> m.ReportModel:
    """Return the report of somebody who fell ill: two competencies and two scales missing."""
    missing = Level(achieved=None, low=None, high=None, mark="not_scorable")
    levels = {**LEVELS, "perubahan": missing, "keputusan": missing}
    whole = report()
    replace = msgspec.structs.replace
    return replace(
        whole,
        complete=False,
        verdict=m.Verdict(
            heading=both("Belum dapat disimpulkan.", "No conclusion possible yet."),
            sentence=both(
                "Pengerjaan berhenti pukul 11.06 karena sakit. Dua kompetensi, literasi digital, "
                "dan keterampilan baru tidak lengkap, sehingga **JPM dan kategori tidak "
                "dihitung**. Bagian yang tidak lengkap bukan nilai nol."
            ),
        ),
        measures=unknown_measures(),
        gaps_heading=both("Belum dapat dinilai", "Not assessable yet"),
        gaps=(
            highlight(
                "not_scorable",
                "Mengelola Perubahan",
                "bagian 6 tidak selesai · 4 dari 10 butir",
                "–",
                None,
                "none",
            ),
            highlight(
                "not_scorable",
                "Pengambilan Keputusan",
                "bagian 6 tidak selesai · 0 dari 10 butir",
                "–",
                None,
                "none",
            ),
        ),
        competency=competency_part(levels),
        knowledge=unknown_knowledge(),
        fit=replace(whole.fit, posts=(), not_assessed=both("JPM belum ada: tidak dinilai.")),
    )

"""The first half of a sample report: measures, levels, potential, validity, knowledge."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from station.exam.form import Text
from station.scoring import parts as p
from station.scoring.parts import Mark

HASHES = {
    name: (f"{number:x}e1f09a47b3d" * 6)[:64]
    for number, name in enumerate(("assessment", "bundle", "state", "package", "key"), 2)
}
CODE = "S7KD-2M9Q-XH4T-B6VC-0W1Z-R"


def both(indonesian: str, english: str = "") -> Text:
    return {"id": indonesian, "en": english or indonesian}


NOTHING = both("")
NAMES = {
    "integritas": both("Integritas", "Integrity"),
    "kerjasama": both("Kerja Sama", "Collaboration"),
    "komunikasi": both("Komunikasi", "Communication"),
    "orientasi_hasil": both("Orientasi pada Hasil", "Results Orientation"),
    "pelayanan_publik": both("Pelayanan Publik", "Public Service"),
    "pengembangan": both("Pengembangan Diri dan Orang Lain", "Developing Oneself and Others"),
    "perubahan": both("Mengelola Perubahan", "Managing Change"),
    "keputusan": both("Pengambilan Keputusan", "Decision Making"),
    "perekat_bangsa": both("Perekat Bangsa", "Binding the Nation"),
}
READINGS: dict[Mark, Text] = {
    "above": both("Di atas syarat", "Above the requirement"),
    "meets": both("Memenuhi", "Meets"),
    "short": both("Belum memenuhi", "Not yet met"),
    "uncertain": both("Belum pasti", "Not certain"),
    "beyond": both("Di luar jangkauan formulir", "Beyond the form"),
    "not_scorable": both("Tidak dapat dinilai", "Cannot be assessed"),
}


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a sample competency shows: achieved halves, and its band in hundredths."""

    achieved: int | None
    low: int | None
    high: int | None
    mark: Mark
    required: int = 6


LEVELS = {
    "integritas": Level(achieved=7, low=312, high=388, mark="above"),
    "kerjasama": Level(achieved=6, low=258, high=342, mark="meets"),
    "komunikasi": Level(achieved=6, low=256, high=344, mark="meets"),
    "orientasi_hasil": Level(achieved=5, low=198, high=302, mark="uncertain"),
    "pelayanan_publik": Level(achieved=6, low=259, high=341, mark="meets"),
    "pengembangan": Level(achieved=4, low=157, high=243, mark="short"),
    "perubahan": Level(achieved=5, low=194, high=306, mark="uncertain"),
    "keputusan": Level(achieved=4, low=153, high=247, mark="short"),
    "perekat_bangsa": Level(achieved=6, low=260, high=340, mark="meets"),
}


def zones(*cuts: tuple[str, str, str, int]) -> tuple[p.Zone, ...]:
    return tuple(
        p.Zone(code=code, name=both(name), short_name=both(short), from_tenths=cut)
        for code, name, short, cut in cuts
    )


JPM_ZONES = zones(
    ("kurang", "Kurang Optimal", "Kurang", 0),
    ("cukup", "Cukup Optimal", "Cukup", 780),
    ("optimal", "Optimal", "Optimal", 900),
)
POTENTIAL_ZONES = zones(
    ("rendah", "Rendah", "Rendah", 0),
    ("menengah", "Menengah", "Menengah", 600),
    ("tinggi", "Tinggi", "Tinggi", 800),
)
POST_ZONES = zones(
    ("kms", "Kurang memenuhi syarat", "KMS", 0),
    ("mms", "Masih memenuhi syarat", "MMS", 680),
    ("ms", "Memenuhi syarat", "MS", 800),
)
NEAR = both("dekat batas", "near a cut")
NOT_NEAR = both("tidak melintasi batas", "crosses no cut")


def measure(
    code: str,
    name: Text,
    basis: Text,
    tenths: tuple[int, int, int] | None,
    category: str,
    **changes: object,
) -> p.Measure:
    scale = POTENTIAL_ZONES if code == "potential" else JPM_ZONES
    value, low, high = tenths or (None, None, None)
    named = {zone.code: zone.name for zone in scale}
    base = p.Measure(
        code=code,
        name=name,
        basis=basis,
        unit="half_levels",
        achieved=49,
        required=54,
        percent_tenths=value,
        low_tenths=low,
        high_tenths=high,
        zones=scale,
        category=category,
        category_name=named.get(category, both("Belum ada", "None yet")),
        near_cut=False,
        others=(),
        note=NOT_NEAR,
        formula=both("24,5 / 27 × 100 = 90,74 (tanpa batas atas)", "24.5 / 27 × 100 = 90.74"),
    )
    return msgspec.structs.replace(base, **changes)


def measures() -> tuple[p.Measure, p.Measure, p.Measure, p.Measure]:
    jpm = both("Kesesuaian jabatan (JPM)", "Job person match (JPM)")
    return (
        measure(
            "jpm",
            jpm,
            both("9 kompetensi · 90 butir", "9 competencies · 90 items"),
            (907, 858, 957),
            "optimal",
            near_cut=True,
            note=NEAR,
            others=("cukup",),
        ),
        measure(
            "potential",
            both("Potensi", "Potential"),
            both("8 aspek · 212 butir", "8 aspects · 212 items"),
            (750, 719, 781),
            "menengah",
            formula=both("30 / 40 × 100 = 75,0 · rentang 71,9 – 78,1 · batas 60 dan 80"),
        ),
        measure("digital", both("Literasi digital"), both("50 butir"), (840, 788, 892), "cukup"),
        measure(
            "emerging",
            both("Keterampilan baru"),
            both("40 butir"),
            (725, 654, 796),
            "kurang",
            near_cut=True,
            note=NEAR,
        ),
    )


def competency(code: str, level: Level) -> p.CompetencyResult:
    achieved = level.achieved
    return p.CompetencyResult(
        code=code,
        name=NAMES[code],
        group="sociocultural" if code == "perekat_bangsa" else "managerial",
        mark=level.mark,
        required_halves=level.required,
        achieved_halves=achieved,
        gap_halves=None if achieved is None else achieved - level.required,
        low_halves=achieved,
        high_halves=achieved,
        low_hundredths=level.low,
        high_hundredths=level.high,
        crosses=level.mark in {"meets", "uncertain"},
        reading=READINGS[level.mark],
        sentence=NOTHING,
        points=None if achieved is None else 30,
        points_max=50,
        answered=10,
        items=10,
    )


def competency_part(levels: dict[str, Level]) -> p.CompetencyPart:
    whole = all(level.achieved is not None for level in levels.values())
    return p.CompetencyPart(
        competencies=tuple(competency(code, level) for code, level in levels.items()),
        required_halves=54,
        achieved_halves=49 if whole else None,
        gap_halves=-5 if whole else None,
        formula=both("JPM = 24,5 / 27 × 100 = 90,74 (tanpa batas atas)"),
        summary=both(
            "Dari sembilan kompetensi, satu di atas syarat (Integritas), empat memenuhi dengan "
            "rentang yang melintasi syarat, dua belum memenuhi (Pengambilan Keputusan serta "
            "Pengembangan Diri dan Orang Lain, masing-masing satu tingkat di bawah syarat), dan "
            "dua belum pasti karena rentangnya masih mencapai syarat. “Belum memenuhi” hanya "
            "ditulis bila seluruh rentang berada di bawah syarat.",
            "Of nine competencies one is above the requirement (Integrity), four meet it with a "
            "band that crosses it, two do not meet it yet and two are not certain.",
        ),
        top_halves=8,
        caution=both("10 butir situasional per kompetensi", "10 situational items each"),
    )


BANDS = {1: "Sangat kurang", 2: "Kurang", 3: "Cukup", 4: "Baik", 5: "Sangat baik"}


def aspect(code: str, name: str, band: int | None, text: str) -> p.AspectResult:
    self_report = code in {"interpersonal", "self_awareness", "emotional", "learning", "motivation"}
    return p.AspectResult(
        code=code,
        name=both(name),
        band=band,
        low_band=band,
        high_band=band,
        low_hundredths=None if band is None else max(0, band * 100 - 43),
        high_hundredths=None if band is None else min(500, band * 100 + 46),
        band_name=both(BANDS.get(band or 0, "")),
        evidence="self_report" if self_report else "performance",
        description=both(text),
        points=None if band is None else 60,
        points_max=96,
        answered=24,
        items=24,
    )


def potential_part() -> p.PotentialPart:
    rows = (
        ("intellectual", "Intelektual", 4, "Cepat menangkap pola dan angka."),
        ("interpersonal", "Interpersonal", 3, "Menjalin hubungan kerja cukup luwes."),
        ("self_awareness", "Kesadaran diri", 4, "Mengenali kekuatan dan batas dirinya."),
        ("critical", "Berpikir kritis dan strategis", 4, "Menimbang bukti lalu menyimpulkan."),
        ("problem", "Pemecahan masalah", 3, "Menangani masalah rutin dengan runtut."),
        ("emotional", "Kecerdasan emosional", 3, "Cukup tenang saat ditekan."),
        ("learning", "Belajar cepat dan bertumbuh", 4, "Aktif mencari cara kerja baru."),
        ("motivation", "Motivasi dan komitmen", 5, "Dorongan berprestasi sangat kuat."),
    )
    return p.PotentialPart(
        aspects=tuple(aspect(*row) for row in rows),
        summary=both(
            "Tertinggi: motivasi dan komitmen (5). Terendah, pada tingkat cukup (3): "
            "interpersonal, pemecahan masalah, kecerdasan emosional. Beda satu tingkat antara "
            "dua aspek belum tentu berarti bila rentangnya bertumpang tindih."
        ),
        caution=both("delapan aspek, 212 butir", "eight aspects, 212 items"),
    )


def validity_part() -> p.ValidityPart:
    fine = both("wajar", "in order")
    rows: tuple[
        tuple[
            Literal["infrequency", "pairs", "straight", "quick", "blank"],
            str,
            int,
            int,
            int | None,
            Literal["fine", "look", "none", "info"],
            Text,
        ],
        ...,
    ] = (
        ("infrequency", "Pernyataan langka yang disetujui", 0, 4, 2, "fine", fine),
        ("pairs", "Pasangan berulang yang tidak ajek", 1, 4, 3, "fine", fine),
        (
            "quick",
            "Jawaban lebih cepat dari waktu baca wajar",
            11,
            400,
            40,
            "fine",
            both("wajar; 9 di antaranya pada bagian 8"),
        ),
        (
            "blank",
            "Butir kosong",
            2,
            400,
            None,
            "info",
            both("bagian 2 dan 3, dihitung nol sesuai aturan"),
        ),
    )
    return p.ValidityPart(
        result="fine",
        reading=fine,
        checks=tuple(
            p.ValidityCheck(
                code=code,
                name=both(name),
                seen=seen,
                of=of,
                limit=limit,
                result=result,
                reading=reading,
            )
            for code, name, seen, of, limit, result, reading in rows
        ),
        caution=both("Tanda hanya alasan untuk meninjau."),
    )


def area(name: str, correct: int | None) -> p.AreaResult:
    tenths = None if correct is None else correct * 100
    return p.AreaResult(
        code=name[:6],
        name=both(name),
        correct=correct,
        items=10,
        percent_tenths=tenths,
        low_tenths=None if tenths is None else tenths - 120,
        high_tenths=None if tenths is None else min(1000, tenths + 110),
    )


def knowledge() -> tuple[p.KnowledgePart, p.KnowledgePart]:
    caution = both(
        "Garis putus: batas 78 dan 90. Sepuluh butir per bidang memberi rentang lebar; perbedaan "
        "antarbidang hanya petunjuk awal dan tidak diberi kategori."
    )
    digital = (
        ("Literasi informasi dan data", 9),
        ("Komunikasi dan kolaborasi", 8),
        ("Pembuatan konten digital", 8),
        ("Keamanan digital", 9),
        ("Pemecahan masalah digital", 8),
    )
    emerging = (
        ("Analitika data dasar", 8),
        ("Kecerdasan artifisial", 6),
        ("Layanan berbasis pengguna", 8),
        ("Keberlanjutan", 7),
    )
    return (
        p.KnowledgePart(
            code="digital",
            name=both("Literasi digital", "Digital literacy"),
            summary=both("**84,0 · Cukup Optimal** · rentang 78,8 – 89,2 · 50 butir"),
            areas=tuple(area(*one) for one in digital),
            correct=42,
            items=50,
            caution=caution,
        ),
        p.KnowledgePart(
            code="emerging",
            name=both("Keterampilan baru", "Emerging skills"),
            summary=both("**72,5 · Kurang Optimal** · rentang 65,4 – 79,6 · 40 butir"),
            areas=tuple(area(*one) for one in emerging),
            correct=29,
            items=40,
            caution=caution,
        ),
    )

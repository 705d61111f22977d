"""Models as a report's maker would hand them over: one person, complete; the same, cut short."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from station.exam.form import Text
from station.scoring import model as m
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


def post(
    rank: int, name: str, unit: str, tenths: tuple[int, int, int], category: str, reason: str
) -> p.PostFit:
    named = {zone.code: zone.short_name for zone in POST_ZONES}
    fit = measure(f"post-{rank}", both(name), NOTHING, tenths, category)
    fit = msgspec.structs.replace(
        fit, zones=POST_ZONES, category_name=named[category], near_cut=rank == 3
    )
    return p.PostFit(
        rank=rank,
        group=1 if rank < 4 else 2,
        current=rank == 1,
        code=f"post-{rank}",
        name=both(name),
        unit=both(unit),
        tier_name=both("Administrator"),
        fit=fit,
        reason=both(reason),
    )


def fit_part() -> p.FitPart:
    return p.FitPart(
        posts=(
            post(
                1,
                "Kepala Bidang Perbendaharaan",
                "BPKAD",
                (907, 858, 957),
                "ms",
                "5 dari 9 syarat terpenuhi; latar perbendaharaan sesuai. Dua kesenjangan dapat "
                "dikembangkan dalam jabatan.",
            ),
            post(
                2,
                "Kepala Bidang Anggaran",
                "BPKAD",
                (875, 826, 924),
                "ms",
                "Orientasi pada Hasil disyaratkan 4: selisih menjadi –1,5. Selebihnya sama.",
            ),
            post(
                3,
                "Sekretaris Dinas",
                "Dinas Sosial",
                (845, 799, 891),
                "ms",
                "Pengembangan Orang Lain dan Komunikasi disyaratkan 4. Rentang 79,9 – 89,1 "
                "melintasi batas 80.",
            ),
            post(
                4,
                "Analis Keuangan Pusat dan Daerah Ahli Madya",
                "BPKAD",
                (742, 702, 782),
                "mms",
                "Disyaratkan tingkat 4 pada enam kompetensi; ijazah dan angka kredit belum "
                "diperiksa.",
            ),
        ),
        not_assessed=NOTHING,
        equals=both("Rentang urutan 1 sampai 3 bertumpang tindih: perlakukan sebagai setara."),
        not_considered=both(
            "Belum dipertimbangkan: kinerja, pendidikan, pengalaman, kehendak yang bersangkutan."
        ),
        readiness=(
            readiness(2, "Pengawas (Eselon IV)", 1361, 74, "Semua sembilan syarat tercapai"),
            readiness(3, "Administrator (Eselon III)", 907, 50, "Jenjang sekarang"),
            readiness(
                4,
                "JPT Pratama (Eselon II)",
                None,
                None,
                "Formulir 3B mengukur sampai tingkat 4; hasil ini tidak cukup untuk menilai "
                "kesiapan",
            ),
        ),
        placement=both("Tetap, atau setara di bidang keuangan."),
        reasons=(both("Dua kesenjangan dapat dikembangkan dalam jabatan."),),
    )


def readiness(
    tier: int, name: str, tenths: int | None, sem: int | None, note: str
) -> p.ReadinessRow:
    return p.ReadinessRow(
        tier=tier,
        name=both(name),
        required_halves=tier * 2,
        percent_tenths=tenths,
        sem_tenths=sem,
        note=both(note),
    )


def step(
    mark: Mark, target: str, gap: str, share: Literal[70, 20, 10], activity: str, jp: int, due: str
) -> p.PlanStep:
    return p.PlanStep(
        mark=mark,
        codes=("x",),
        target=both(target),
        gap=both(gap),
        share=share,
        method=both(activity.partition(":")[0]),
        activity=both(activity.partition(": ")[2] or activity),
        jp=jp,
        due=due,
    )


def plan_part() -> p.PlanPart:
    return p.PlanPart(
        steps=(
            step(
                "short",
                "Pengambilan Keputusan",
                "–1,0",
                70,
                "Penugasan: memimpin penyusunan keputusan kas daerah bulanan",
                12,
                "2025-06-30",
            ),
            step(
                "short", "", "", 20, "Coaching: oleh Sekretaris BPKAD, 6 pertemuan", 8, "2025-07-31"
            ),
            step(
                "short",
                "Pengembangan Diri dan Orang Lain",
                "–1,0",
                20,
                "Mentoring: dua pejabat pengawas, umpan balik tiap bulan",
                8,
                "2025-09-30",
            ),
            step(
                "short", "", "", 10, "Pelatihan: membangun tim dan coaching dasar", 4, "2025-05-16"
            ),
            step(
                "uncertain",
                "Orientasi pada Hasil",
                "–0,5",
                70,
                "Amati dahulu: target triwulan dan satu inisiatif perubahan",
                6,
                "2025-12-31",
            ),
            step(
                "uncertain",
                "Keterampilan baru",
                "–",
                10,
                "Pelatihan daring: kecerdasan artifisial untuk layanan",
                2,
                "2025-08-29",
            ),
        ),
        jp=40,
        jp_by_share=(18, 16, 6),
        jp_year=20,
        summary=both("40 JP (1 JP = 45 menit) · kewajiban minimum 20 JP setahun"),
        note=both("Rencana disepakati bersama atasan langsung sebelum berlaku."),
    )


def nine_box(potential: Literal["", "low", "medium", "high"] = "medium") -> p.NineBoxPart:
    numbers = {
        ("below", "low"): 1,
        ("meets", "low"): 2,
        ("below", "medium"): 3,
        ("above", "low"): 4,
        ("meets", "medium"): 5,
        ("below", "high"): 6,
        ("above", "medium"): 7,
        ("meets", "high"): 8,
        ("above", "high"): 9,
    }
    performances: tuple[Literal["below", "meets", "above"], ...] = ("below", "meets", "above")
    potentials: tuple[Literal["low", "medium", "high"], ...] = ("low", "medium", "high")
    return p.NineBoxPart(
        box=0,
        performance="",
        potential=potential,
        cells=tuple(
            p.NineBoxCell(
                box=numbers[performance, level],
                performance=performance,
                potential=level,
                name=both(f"Kotak {numbers[performance, level]}"),
            )
            for performance in performances
            for level in potentials
        ),
        heading=both("Kotak talenta: belum ditentukan", "Nine-box: not determined"),
        text=both(
            "Kotak talenta memerlukan penilaian kinerja, yang tidak dimiliki tempat uji. Garis "
            "putus menandai kolom potensi yang diketahui."
        ),
    )


def conduct() -> p.ConductPart:
    rows = (
        ("Mulai – selesai", "08.02.11 – 12.31.47 WIB"),
        ("Waktu terpakai", "236 mnt 04 dtk dari 240 menit"),
        (
            "Gangguan",
            "listrik baris D padam, 09.41 – 09.47; **6 mnt 12 dtk** hilang dan diganti penuh",
        ),
        ("Jeda · tambahan lain", "27 mnt 20 dtk sebelum bagian 6 · tidak ada"),
        ("Pindah kursi · peringatan", "tidak ada · tidak ada"),
        ("Berita acara", "BA-2025-01-21-P-A, butir insiden 1"),
    )
    return p.ConductPart(
        started="2025-01-21T08:02:11+07:00",
        finished="2025-01-21T12:31:47+07:00",
        zone="WIB",
        used_ms=14_164_000,
        limit_ms=14_400_000,
        lost_ms=372_000,
        added_ms=372_000,
        interruptions=1,
        lines=tuple(p.Line(label=both(label), text=both(text)) for label, text in rows),
        incidents=(),
    )


def integrity() -> p.IntegrityPart:
    return p.IntegrityPart(
        assessment=HASHES["assessment"],
        bundle=HASHES["bundle"],
        state=HASHES["state"],
        package=HASHES["package"],
        key=HASHES["key"],
        scorer="1.4.0",
        standards=(p.Quoted(name="competencies.toml", version="2025.1", sha256=HASHES["state"]),),
        lines=(
            p.Line(
                label=both("Berkas jawaban", "Answer file"), text=both(HASHES["bundle"]), wide=True
            ),
            p.Line(label=both("Keadaan daftar bukti"), text=both(HASHES["state"]), wide=True),
            p.Line(label=both("Paket soal"), text=both(HASHES["package"]), wide=True),
            p.Line(label=both("Penskor"), text=both("1.4.0 · dihitung ulang dua mesin, sama")),
        ),
        statement=both(
            "Hasil ini tercatat dan tidak berubah sejak sesi disegel; yang tidak tercakup: orang "
            "yang menguasai mesin saat tes berlangsung."
        ),
        limits=both(
            "Hasil dihitung dari satu kali tes tertulis. Batas tingkat dan kategori belum "
            "dinormakan pada ASN Banten. Sepuluh butir per kompetensi adalah bukti terbatas. "
            "Laporan ini tidak mengukur kinerja, kesehatan, atau kejujuran seseorang, dan tidak "
            "boleh menjadi satu-satunya dasar keputusan. Yang bersangkutan berhak melihat hasil "
            "dan meminta penjelasan."
        ),
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


def report() -> m.ReportModel:
    """Return the report of somebody who answered everything."""
    five = Level(achieved=10, low=460, high=500, mark="above")
    return m.ReportModel(
        issue=m.Issue(
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
        ),
        person=m.Identity(
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
        ),
        complete=True,
        verdict=m.Verdict(
            heading=both("Optimal, tetapi dekat batas.", "Optimal, but near a cut."),
            sentence=both(
                "Memenuhi **90,7 %** dari standar jabatannya. Batas 90 berada di dalam rentang "
                "85,8 – 95,7, sehingga pengukuran ulang dapat juga menghasilkan **Cukup "
                "Optimal**. Dua kesenjangan tampak jelas, dua lagi belum pasti.",
                "Meets **90.7 %** of the standard of the post. The cut 90 lies within the range "
                "85.8 – 95.7, so a new measurement could also give **fairly optimal**.",
            ),
        ),
        measures=measures(),
        notices=(
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
        ),
        strengths=(
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
        ),
        gaps=(
            highlight(
                "short", "Pengambilan Keputusan", "belum memenuhi", "–1,0", LEVELS["keputusan"]
            ),
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
        ),
        gaps_heading=both("Kesenjangan utama", "Main gaps"),
        decisions=(
            m.Decision(
                code="placement",
                name=both("Penempatan", "Placement"),
                text=both(
                    "Tetap, atau setara di bidang keuangan; satu jabatan lain dapat "
                    "dipertimbangkan."
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
        ),
        competency=competency_part(LEVELS),
        potential=potential_part(),
        validity=validity_part(),
        knowledge=knowledge(),
        strength_remarks=(
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
        ),
        development_remarks=(
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
        ),
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


def incomplete() -> m.ReportModel:
    """Return the report of somebody who fell ill: two competencies and two scales missing."""
    missing = Level(achieved=None, low=None, high=None, mark="not_scorable")
    levels = {**LEVELS, "perubahan": missing, "keputusan": missing}
    whole = report()
    none = both("tidak dapat dinilai", "cannot be assessed")
    jpm, potential, digital, emerging = whole.measures
    unknown = {
        "percent_tenths": None,
        "low_tenths": None,
        "high_tenths": None,
        "category": "",
        "category_name": both("Belum ada", "None yet"),
        "near_cut": False,
    }
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
        measures=(
            replace(jpm, **unknown, note=both("2 kompetensi kurang")),
            potential,
            replace(digital, **unknown, note=both("bagian tidak dibuka")),
            replace(emerging, **unknown, note=both("bagian tidak dibuka")),
        ),
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
        knowledge=(
            replace(
                whole.knowledge[0],
                summary=none,
                correct=None,
                areas=tuple(area(str(one.name["id"]), None) for one in whole.knowledge[0].areas),
            ),
            replace(
                whole.knowledge[1],
                summary=none,
                correct=None,
                areas=tuple(area(str(one.name["id"]), None) for one in whole.knowledge[1].areas),
            ),
        ),
        fit=replace(whole.fit, posts=(), not_assessed=both("JPM belum ada: tidak dinilai.")),
    )

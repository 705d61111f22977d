"""The second half of a sample report: posts, plan, nine-box, conduct, integrity."""

from typing import Literal

import msgspec

from station.scoring import parts as p
from station.scoring.parts import Mark
from tests.unit.reporting.models_levels import HASHES, NOTHING, POST_ZONES, both, measure


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

"""The summary of a province as its maker would hand it over; all numbers are invented."""

from typing import Literal

from station.scoring.group import (
    Box,
    Boxes,
    CategoryCount,
    CategoryRow,
    Count,
    Demand,
    GroupModel,
    HeatCell,
    HeatMap,
    HeatRow,
)
from station.scoring.parts import Line, Quoted
from tests.unit.reporting.models_advice import nine_box
from tests.unit.reporting.models_levels import HASHES, JPM_ZONES, NAMES, both

AGENCIES = (
    ("Sekretariat Daerah", 178, (20, 10, 0, -20, 0, -50, -20, -30, 20)),
    ("Dinas Pendidikan dan Kebudayaan", 231, (10, -10, -10, -50, 10, -60, -50, -70, -30)),
    ("Dinas Kesehatan", 204, (10, -10, 0, -20, 10, -60, -40, -40, -10)),
    ("Badan Pendapatan Daerah", 168, (40, 10, 10, -30, 0, -60, -40, -30, 0)),
    ("Dinas PUPR", 156, (10, -20, -20, -20, -10, -60, -50, -60, -10)),
    ("BPKAD", 142, (50, -10, 0, -10, 10, -40, -30, -40, 20)),
    ("DLHK", 97, (20, 0, 0, -30, 0, -80, -50, -60, -20)),
    ("Dinas Perhubungan", 91, (-10, -30, -30, -30, -30, -90, -60, -40, -10)),
    ("Dinas Sosial", 88, (0, -30, 0, -30, 0, -40, -30, -30, 10)),
    ("Diskominfo SP", 64, (40, 30, 20, 0, 30, -60, -10, -10, 20)),
    ("BKD", 61, (20, 20, 30, -20, 30, -20, -30, 0, 30)),
    ("Inspektorat", 58, (40, 30, 30, 0, 40, -40, -20, 0, 30)),
    ("Badan Kesbangpol", 9, ()),
    ("Dinas Perpustakaan, Kearsipan, dan Dokumentasi Daerah", 31, (0, 0, 0, 0, 0, 0, 0, 0, 0)),
    ("Dinas Pertanian", 55, (0, -10, 10, 0, 20, -30, -20, 0, 10)),
)


def category(
    kind: Literal["tier", "agency", "all"], name: str, n: int, shares: tuple[int, ...]
) -> CategoryRow:
    return CategoryRow(
        kind=kind,
        code=name[:6],
        name=both(name),
        n=n,
        suppressed=not shares,
        counts=tuple(
            CategoryCount(code=zone.code, n=n * share // 100, share_tenths=share * 10)
            for zone, share in zip(JPM_ZONES, shares, strict=False)
        ),
        near_cut=n // 4,
        near_cut_tenths=280,
    )


def heat_row(name: str, n: int, means: tuple[int, ...]) -> HeatRow:
    return HeatRow(
        code=name,
        name=both(name),
        n=n,
        suppressed=not means,
        cells=tuple(
            HeatCell(competency=code, mean_hundredths=mean, plain=abs(mean) < 10)
            for code, mean in zip(NAMES, means, strict=False)
        ),
    )


def boxes() -> Boxes:
    counts = {1: 47, 2: 168, 3: 112, 4: 21, 5: 903, 6: 28, 7: 204, 8: 241, 9: 118}
    return Boxes(
        cells=tuple(
            Box(
                box=cell.box,
                performance=cell.performance,
                potential=cell.potential,
                name=cell.name,
                n=counts[cell.box],
                share_tenths=counts[cell.box] * 1000 // 1842,
            )
            for cell in nine_box().cells
        ),
        n=1842,
        undetermined=228,
        suppressed=False,
        note=both("Kotak talenta: 228 orang **belum ditentukan** karena kinerjanya belum diimpor."),
    )


def reconciliation() -> tuple[Count, ...]:
    return tuple(
        Count(n=n, lost=lost, name=both(name), why=both(why))
        for n, lost, name, why in (
            (2121, 0, "daftar awal", ""),
            (2091, 30, "daftar akhir", "ganda, pensiun, pindah jenjang"),
            (2079, 12, "hadir", "tidak hadir, dua kali dijadwalkan"),
            (2076, 3, "diserahkan", "dibatalkan pengawas"),
            (2070, 6, "dinilai lengkap", "ada bagian tidak lengkap"),
        )
    )


def categories() -> tuple[CategoryRow, ...]:
    return (
        category("tier", "Administrator (III)", 214, (22, 41, 36)),
        category("tier", "Pengawas (IV)", 538, (28, 42, 30)),
        category("tier", "Pelaksana", 1046, (29, 43, 28)),
        category("tier", "Fungsional", 272, (31, 41, 28)),
        category("agency", "Sekretariat Daerah", 178, (25, 45, 30)),
        category("agency", "Badan Kesbangpol", 9, ()),
        category("all", "Seluruhnya", 2070, (28, 42, 30)),
    )


def demand() -> tuple[Demand, ...]:
    return tuple(
        Demand(
            code=name[:5],
            name=both(name),
            short=short,
            uncertain=uncertain,
            people=short + uncertain,
            jp=jp,
        )
        for name, short, uncertain, jp in (
            ("Pengembangan Diri dan Orang Lain", 842, 391, 9864),
            ("Mengelola Perubahan", 611, 448, 7340),
            ("Pengambilan Keputusan", 574, 402, 6888),
            ("Orientasi pada Hasil", 297, 430, 2976),
            ("Keterampilan baru (kecerdasan artifisial)", 388, 305, 1552),
        )
    )


def group() -> GroupModel:
    """Return the summary of two thousand people."""
    return GroupModel(
        title=both("Ringkasan untuk Pimpinan", "Executive Summary"),
        subtitle=both(
            "Pemetaan potensi dan kompetensi ASN Provinsi Banten · 20 – 30 Januari 2025 · angka "
            "kelompok, bukan penilaian perorangan"
        ),
        heading=both(
            "Tujuh dari sepuluh pegawai mencapai sekurangnya Cukup Optimal. Kesenjangan terbesar "
            "ada pada pengembangan diri dan orang lain, di hampir semua OPD."
        ),
        letterhead=(
            "Pemerintah Provinsi Banten",
            "Badan Kepegawaian Daerah",
            "UPTD Assessment Center · KP3B, Curug, Kota Serang",
        ),
        issued="2025-02-10",
        reconciliation=reconciliation(),
        zones=JPM_ZONES,
        categories=categories(),
        near_note=both("Dekat batas: rentang ± 1 SEM melintasi batas 78 atau 90."),
        nine_box=boxes(),
        heat=HeatMap(
            competencies=tuple(NAMES.items()),
            rows=tuple(heat_row(*agency) for agency in AGENCIES),
            note=both(""),
        ),
        demand=demand(),
        demand_people=2070,
        demand_jp=29808,
        demand_note=both("rata-rata 14,4 dari wajib 20 JP"),
        smallest_group=10,
        normed=False,
        not_normed=both("belum dinormakan", "not normed"),
        state=HASHES["state"],
        standards=(Quoted(name="tiers.toml", version="2025.1", sha256=HASHES["key"]),),
        lines=(Line(label=both("Laporan"), text=both("2.070 laporan, satu keadaan register")),),
        foot=both(
            "Kelompok kurang dari 10 orang disembunyikan. Batas kategori **belum dinormakan**; "
            "bukan peringkat OPD."
        ),
    )

"""The minutes of a session as their maker would hand them over."""

import hashlib

from station.scoring.minutes import (
    Absent,
    Equation,
    Figure,
    Handover,
    IncidentRow,
    LedgerRow,
    MinutesModel,
    SealedSession,
    Seat,
    SeatCount,
    SeatPlan,
    SeatState,
    TimeLedger,
)
from station.scoring.model import Signer
from station.scoring.parts import Line
from tests.unit.reporting.models_levels import both

ROWS = "ABCDEFGHIJ"
ODD_SEATS: dict[tuple[int, int], SeatState] = {
    (1, 3): "absent",
    (5, 7): "absent",
    (8, 2): "absent",
    (3, 0): "moved",
    (7, 1): "adjusted",
    **{(3, column): "time_returned" for column in range(1, 10)},
}


def digests(count: int) -> tuple[str, ...]:
    return tuple(sorted(hashlib.sha256(bytes([n])).hexdigest() for n in range(count)))


def equation(*figures: tuple[int, str], balanced: bool = True) -> Equation:
    whole, *parts = (Figure(n=n, name=both(name)) for n, name in figures)
    return Equation(whole=whole, parts=tuple(parts), balanced=balanced)


def plan() -> SeatPlan:
    return SeatPlan(
        rows=tuple(ROWS),
        columns=tuple(str(n) for n in range(1, 11)),
        seats=tuple(
            Seat(
                seat=f"A-{row * 10 + column + 1:03d}",
                row=row,
                column=column,
                state=ODD_SEATS.get((row, column), "submitted"),
            )
            for row in range(10)
            for column in range(10)
        ),
        legend=(
            SeatCount(state="submitted", text=both("diserahkan tanpa gangguan"), n=86),
            SeatCount(state="time_returned", text=both("waktu diganti (insiden 1)"), n=9),
            SeatCount(state="moved", text=both("pindah kursi (insiden 2)"), n=1),
            SeatCount(state="adjusted", text=both("penyesuaian waktu × 1,3"), n=1),
            SeatCount(state="absent", text=both("tidak hadir"), n=3),
        ),
        notes=(
            both(
                "Baris A di depan, dekat pengawas. Nomor kursi dibaca dari kiri: D2 adalah A-032. "
                "Peserta A-031 melanjutkan di kursi cadangan C-02, di luar denah."
            ),
            both("86 + 9 + 1 + 1 = **97 hadir**; ditambah 3 tidak hadir = **100 kursi**."),
        ),
    )


def equations() -> tuple[Equation, ...]:
    return (
        equation((100, "terdaftar"), (97, "hadir"), (3, "tidak hadir")),
        equation((97, "hadir"), (97, "memulai"), (0, "tidak memulai")),
        equation(
            (97, "memulai"),
            (97, "diserahkan"),
            (0, "diakhiri"),
            (0, "dibatalkan"),
            (0, "tidak selesai"),
        ),
        equation((98, "kursi terpakai"), (97, "memulai"), (1, "pindah kursi")),
        equation((97, "berkas jawaban tertutup"), (97, "tanda terima")),
    )


def absent() -> tuple[Absent, ...]:
    return tuple(
        Absent(
            number=number,
            name=name,
            seat=seat,
            reason=both(reason),
            follow_up=both(follow_up),
        )
        for number, name, seat, reason, follow_up in (
            (
                "BTN-25-0414",
                "Rizky Aditya Pramana, S.T.",
                "A-014",
                "sakit, surat dokter",
                "cadangan 30 Jan.",
            ),
            (
                "BTN-25-0458",
                "Hj. Nurhayati Sulaeman, S.Sos.",
                "A-058",
                "dinas luar, surat tugas",
                "cadangan 30 Jan.",
            ),
            (
                "BTN-25-0483",
                "Deden Supriatna",
                "A-083",
                "tanpa keterangan",
                "dilaporkan ke OPD",
            ),
        )
    )


def incidents() -> tuple[IncidentRow, ...]:
    return (
        IncidentRow(
            time="09.41 – 09.47",
            seats="A-032 – A-040",
            event=both("Sakelar listrik baris D turun; 9 komputer mati."),
            action=both(
                "Listrik pulih, jawaban dilanjutkan dari butir yang sama; waktu hilang diganti "
                "penuh."
            ),
        ),
        IncidentRow(
            time="09.41 – 09.55",
            seats="A-031",
            event=both("Komputer tidak menyala kembali."),
            action=both("Dipindahkan ke C-02; pengerjaan dilanjutkan di sana."),
        ),
        IncidentRow(
            time="11.08",
            seats="A-066",
            event=both("Jam tangan pintar ditemukan."),
            action=both("Disimpan pengawas; peringatan lisan pertama; pengerjaan berlanjut."),
        ),
    )


def ledger() -> TimeLedger:
    return TimeLedger(
        limit=both("waktu pengerjaan 240 menit per peserta"),
        rows=(
            ledger_row(
                "Listrik padam",
                9,
                "6 menit 04 detik – 6 menit 21 detik",
                "100 %",
                3_348_000,
                "W-2, penuh",
            ),
            ledger_row("Pindah kursi", 1, "13 menit 37 detik", "100 %", 817_000, "W-3, penuh"),
            ledger_row("Penyesuaian × 1,3", 1, "", "", 4_320_000, "P-1, disetujui 15 Januari"),
        ),
        people=11,
        total_ms=8_485_000,
        note=both(
            "86 peserta lain: selisih jam paling besar 0,4 detik, tidak ada waktu hilang. "
            "Setiap penggantian ditampilkan kepada peserta sebelum dilanjutkan."
        ),
    )


def handovers() -> tuple[Handover, ...]:
    return tuple(
        Handover(
            way=both(way), files=files, time=time, sender=both(sender), receiver=both(receiver)
        )
        for way, files, time, sender, receiver in (
            ("Jaringan ruang", 95, "12.05 – 13.21", "stasiun", "konsol Ruang A"),
            ("Diska USB bersegel 0217", 2, "13.28", "A-077, C-02", "konsol Ruang A"),
            (
                "Diska USB bersegel 0218",
                97,
                "13.52",
                "konsol Ruang A",
                "koordinator, dihitung ulang: 97",
            ),
        )
    )


def seal() -> SealedSession:
    root = digests(1)[0]
    return SealedSession(
        sha256=digests(2)[0],
        root=root,
        bundles=digests(97),
        qr=f"saksi-seal/1 2025-01-21-P-A {root} 97 100/97/3\nproctor {'Ab3+' * 21}Ab==\n"
        f"second {'xY9/' * 21}xY==",
        text=both(
            "Siapa pun yang menyimpan lembar ini kelak dapat memeriksa bahwa 97 berkas sesi "
            "ini tetap tercatat dan tidak satu pun diganti. Salin teks atau pindai QR; isinya "
            "sama."
        ),
    )


def signers() -> tuple[Signer, ...]:
    return (
        Signer(
            role=both("Pengawas ruang"), name="Yayan Suhendar, S.Kom.", nip="198804172011011004"
        ),
        Signer(
            role=both("Petugas kedua"), name="Lilis Komalasari, S.IP.", nip="199109232015032002"
        ),
        Signer(
            role=both("Saksi, Inspektorat"),
            name="R. Bambang Wiratmoko, S.H.",
            nip="197601302002121005",
        ),
    )


def minutes() -> MinutesModel:
    """Return the minutes of a morning with a power cut."""
    facts = (
        ("Pendaftaran", "07.00 – 07.55 WIB"),
        ("Soal dibuka", "07.56.20 oleh dua petugas"),
        ("Sesi mulai – selesai", "08.02.11 – 13.20.40 WIB"),
        ("Paket soal", "e0ce1a7f3f76d7bf"),
        ("Formulir", "3A dan 3B, berselang antarkursi"),
        ("Durasi", "240 menit, 400 butir"),
    )
    return MinutesModel(
        number="BA-2025-01-21-P-A",
        letterhead=(
            "Pemerintah Provinsi Banten",
            "Badan Kepegawaian Daerah",
            "UPTD Assessment Center · KP3B, Curug, Kota Serang",
        ),
        label=both("Contoh dengan data rekaan", "Sample with invented data"),
        title=both("Berita Acara Pelaksanaan Sesi", "Minutes of a Session"),
        subtitle=both("Pemetaan potensi dan kompetensi ASN Provinsi Banten 2025"),
        when=both("Selasa, 21 Januari 2025 · sesi pagi · Ruang A"),
        opening=both(
            "Pada hari **Selasa** tanggal **dua puluh satu Januari dua ribu dua puluh lima**, "
            "bertempat di **Ruang A, Assessment Center KP3B**, telah dilaksanakan **sesi pagi** "
            "dengan rincian berikut."
        ),
        facts=tuple(Line(label=both(label), text=both(text)) for label, text in facts),
        equations=equations(),
        absent=absent(),
        plan=plan(),
        incidents=incidents(),
        ledger=ledger(),
        handovers=handovers(),
        seal=seal(),
        assessment=digests(3)[0],
        closing=both(
            "Demikian berita acara ini dibuat dengan sebenarnya dalam tiga rangkap. Catatan "
            "keberatan peserta atau petugas: **tidak ada** / ada, terlampir (coret yang tidak "
            "perlu)"
        ),
        dated=both("Serang, 21 Januari 2025"),
        signers=signers(),
        foot=both(
            "Dibuat dari catatan yang ditandatangani stasiun dan konsol pengawas; koreksi hanya "
            "lewat catatan baru."
        ),
        copies=both(""),
    )


def ledger_row(
    cause: str, people: int, lost: str, credited: str, total_ms: int, rule: str
) -> LedgerRow:
    return LedgerRow(
        cause=both(cause),
        people=people,
        lost=both(lost),
        credited=both(credited),
        total_ms=total_ms,
        rule=both(rule),
    )

"""Tickets and receipts of people who do not exist."""

from station.reporting.receipts import Receipt
from station.reporting.tickets import Ticket, TicketBatch
from tests.unit.reporting.models_levels import both

PEOPLE = (
    ("Siti Rahmawati Kurniasih", "198203142009012007", "CTAB-MDBS-P279"),
    ("Muhamad Iqbal Nurdiansyah", "199005212014031003", "H4GM-48GG-K6ZG"),
    ("Dr. Hj. Ratu Ayu Komariah Tb.", "197108121997032004", "V8PZ-TPMK-TFJ5"),
    ("Yosefina M. Simanjuntak", "198602092010012011", "FENM-HEH2-DH3S"),
    ("Ujang Saepudin", "197911032007011009", "HT8W-MG32-T6AT"),
    ("Kadek Ayu Lestari Wulandari Purnamasari Dewi, S.Pd., M.Pd.", "", "0123-4567-89AB"),
)
ASSESSMENT = "9f2c4b7a10de8835" * 4
RECEIPT_CODE = "5WJB-W2KN-EBSP-0A7C-9QRT-K"


def tickets() -> TicketBatch:
    return TicketBatch(
        heading=both("Ruang A · sesi pagi 21 Januari 2025"),
        session=both("sesi pagi", "morning session"),
        lines=(
            both("Selasa, 21 Januari 2025"),
            both("hadir 07.00 · pendaftaran tutup 07.55"),
            both("Ruang A, Assessment Center KP3B"),
        ),
        assessment=ASSESSMENT,
        label=both("Contoh dengan data rekaan."),
        tickets=tuple(
            Ticket(
                number=f"BTN-25-{437 + index:04d}",
                code=code,
                name=name,
                nip=nip,
                seat=f"A-{37 + index:03d}",
                strip=f"Segel {4117 + index}",
            )
            for index, (name, nip, code) in enumerate(PEOPLE)
        ),
    )


def receipts(count: int = 2) -> list[Receipt]:
    return [
        Receipt(
            number=f"BTN-25-{437 + index:04d}",
            name=PEOPLE[index][0],
            seat=f"A-{37 + index:03d}",
            place=both(
                f"Selasa, 21 Januari 2025 · 12.31.47 WIB · Ruang A, kursi A-{37 + index:03d}"
            ),
            closed="12.31.47 WIB",
            answered=398,
            items=400,
            used=both("236 mnt 04 dtk; 6 mnt 12 dtk diganti (listrik)"),
            code=RECEIPT_CODE,
            digest="866786b8835268e0" * 4,
            assessment=ASSESSMENT,
            published=both("22 Januari 2025"),
            contact=both("bawa slip ini ke UPTD Assessment Center paling lambat 4 Februari 2025."),
            organiser=both("UPTD Assessment Center Provinsi Banten · contoh dengan data rekaan"),
        )
        for index in range(count)
    ]

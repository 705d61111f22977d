"""An opening of the answers as its maker would hand it over."""

from station.reporting.protocol import (
    Custodian,
    Fingerprint,
    ProtocolEvent,
    ProtocolModel,
)
from station.scoring.model import Signer
from tests.unit.reporting.models_levels import both

EVENTS = (
    ("08.30", "Segel kotak 0311 dan 0312 diperiksa utuh di depan saksi", "K1 K2 S"),
    ("08.42", "Register dibekukan: 2.143 catatan, 2.076 berkas", "Ko S"),
    ("08.47", "Akar register dibacakan dan cocok dengan 22 berita acara", "Ko S"),
    ("08.55", "Pemegang 1 membuka berkas pemegang; sandi benar, percobaan ke-1", "K1"),
    ("08.58", "Pemegang 2 membuka berkas pemegang; sandi benar, percobaan ke-1", "K2"),
    ("09.01", "Kunci penskoran terbentuk di memori; tidak ditulis ke diska", "Ko"),
    ("09.01 – 09.09", "2.076 berkas dibuka dan dinilai; 6 tidak dapat dinilai lengkap", "Ko"),
    ("09.10", "Kunci dihapus dari memori; komputer dimatikan pukul 09.31", "K1 K2 S"),
    ("09.40", "Mesin kedua menghitung ulang tanpa jaringan: hasil sama per byte", "S"),
    ("09.52", "Pemegang menyegel kembali: kotak 0313 dan 0314", "K1 K2 S"),
)
PRINTS = (
    ("Paket soal", "e0ce1a7f3f76d7bf", "diumumkan 19 Jan. 2025"),
    ("Kunci jawaban", "2c70e12b7a0646f9", "komitmen ada di paket"),
    ("Akar register", "bf59d6a4564f9f49", "sebelum pembukaan"),
    ("Akar register", "591843df2c4cfefd", "sesudah: + 3 catatan"),
    ("Hasil penskoran", "6eeb55f76600d4ad", "mesin 1"),
    ("Hasil penskoran", "6eeb55f76600d4ad", "mesin 2: sama"),
)


def protocol() -> ProtocolModel:
    return ProtocolModel(
        number="PK-2025-02-03-01",
        letterhead=(
            "Pemerintah Provinsi Banten",
            "Badan Kepegawaian Daerah",
            "UPTD Assessment Center · KP3B, Curug, Kota Serang",
        ),
        label=both("Contoh dengan data rekaan"),
        subtitle=both("Pemetaan ASN Provinsi Banten 2025 · Senin, 3 Februari 2025 · Ruang Rapat"),
        custodians=(
            Custodian(role=both("Kepala BKD"), present=True),
            Custodian(role=both("Inspektur"), present=True),
            Custodian(role=both("Kepala Diskominfo"), present=False),
        ),
        panels=(
            (
                both("Dua dari tiga pemegang"),
                both(
                    "Jawaban hanya terbuka bila dua pemegang hadir bersama. Satu pemegang, "
                    "penyelenggara, atau pembuat program tidak dapat membukanya sendiri."
                ),
            ),
            (
                both("Tidak dijaga oleh cara ini"),
                both(
                    "Dua pemegang yang bersekongkol bersama saksi, kamera pada layar, atau orang "
                    "yang menguasai komputer penskor saat kunci ada di memori. Karena itu protokol "
                    "ini bersaksi dan dihitung ulang."
                ),
            ),
        ),
        present_key=both("K1, K2 pemegang · Ko koordinator · S saksi"),
        events=tuple(
            ProtocolEvent(time=time, event=both(event), present=present)
            for time, event, present in EVENTS
        ),
        fingerprints=tuple(
            Fingerprint(name=both(name), sha256=digits * 4, note=both(note))
            for name, digits, note in PRINTS
        ),
        balance=both(
            "**2.076 berkas masuk = 2.070 dinilai lengkap + 6 tidak dapat dinilai lengkap + 0 "
            "ditolak.** Percobaan sandi gagal: 0. Penyimpangan dari prosedur: tidak ada / ada, "
            "diuraikan di lembar lampiran (coret yang tidak perlu)."
        ),
        qr=f"SAKSI-OPENING/1 PK-2025-02-03-01 {'591843DF2C4CFEFD' * 4}",
        signers=tuple(
            Signer(role=both(role), name=name, nip=nip)
            for role, name, nip in (
                ("Pemegang 1", "Dr. H. Nana Supriyatna, M.Si.", "196904111994031006"),
                ("Pemegang 2", "Hj. Sri Wahyuningsih, S.H.", "197202261998032005"),
                ("Koordinator", "Ahmad Fauzi Hidayatullah", "197906051998101001"),
                ("Saksi", "R. Bambang Wiratmoko, S.H.", "197601302002121005"),
            )
        ),
    )

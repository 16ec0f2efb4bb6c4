"""Two organisers, four programmes, six batches. The second organiser's name is generic on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OrganiserRow:
    """`kind` is the value the registry keeps; `unit_code` stands in certificate numbers."""

    key: str
    name: str
    short_name: str
    kind: str
    unit_code: str
    signer_name: str
    signer_title: str
    region_code: str | None = None


@dataclass(frozen=True)
class SessionRow:
    """Lesson hours of 45 minutes on the nth day of a batch; `kind` is theory or practice."""

    day: int
    kind: str
    hours: int
    topic: str
    instructor: str


@dataclass(frozen=True)
class BatchRow:
    """One angkatan. `people` is how many took part; `status` the value the registry keeps."""

    key: str
    number: int
    venue: str
    starts_on: date
    days: int
    people: int
    sessions: tuple[SessionRow, ...]
    status: str = "certified"


@dataclass(frozen=True)
class ProgrammeRow:
    """A training offer of one year. `mark` stands in its certificate numbers."""

    key: str
    organiser: str
    code: str
    mark: str
    title: str
    year: int
    funding: str
    commodity: str
    partners: str
    batches: tuple[BatchRow, ...]


ORGANISERS: tuple[OrganiserRow, ...] = (
    OrganiserRow(
        "direktorat",
        "Direktorat IKM Pangan, Furnitur dan Bahan Bangunan – Kementerian Perindustrian",
        "Direktorat IKM Pangan, Furnitur & Bahan Bangunan",
        "ministry",
        "IKMA.2",
        "Dr. Contoh Adiwangsa, S.T., M.Si.",
        "Direktur (data contoh)",
    ),
    OrganiserRow(
        "dinas",
        "Dinas Perindustrian dan Usaha Mikro Kabupaten Jember (data contoh)",
        "Dinas Jember (contoh)",
        "regency",
        "DISIUM.JBR",
        "Drs. Contoh Wicaksana, M.M.",
        "Kepala Dinas (data contoh)",
        "35.09",
    ),
)

_SWEET = (
    SessionRow(1, "theory", 3, "Peluang usaha dan menghitung harga pokok", "Tim direktorat"),
    SessionRow(1, "theory", 2, "Cara produksi pangan yang baik (CPPB-IRT)", "Penyuluh keamanan pangan"),
    SessionRow(1, "practice", 3, "Memilih singkong dan memeram tape", "UD Contoh Tape"),
    SessionRow(2, "practice", 4, "Praktik prol tape dan brownies tape", "UD Contoh Tape"),
    SessionRow(2, "practice", 4, "Praktik suwar-suwir dan dodol", "UD Contoh Tape"),
    SessionRow(3, "theory", 2, "Izin edar, sertifikat halal, dan merek", "Tim direktorat"),
    SessionRow(3, "practice", 6, "Mengemas, memberi label, dan memotret produk", "Rumah kemasan contoh"),
)
_COFFEE = (
    SessionRow(1, "theory", 4, "Mutu kopi dan pasar kopi olahan", "Pelatih kopi contoh"),
    SessionRow(1, "practice", 4, "Sortasi biji dan uji cita rasa", "Pelatih kopi contoh"),
    SessionRow(2, "practice", 8, "Sangrai, giling, dan kemas", "Kelompok tani contoh"),
    SessionRow(3, "theory", 3, "Izin edar, halal, dan kisah di balik produk", "Tim dinas"),
    SessionRow(3, "practice", 5, "Olahan turunan: teh kulit kopi dan permen kopi", "Kelompok tani contoh"),
)
_FURNITURE = (
    SessionRow(1, "theory", 6, "Desain, ukuran tubuh, dan selera pasar", "Perancang contoh"),
    SessionRow(1, "theory", 2, "Keselamatan kerja di bengkel", "Tim direktorat"),
    SessionRow(2, "practice", 8, "Pengeringan dan pembahanan rotan serta bambu", "Bengkel contoh"),
    SessionRow(3, "practice", 8, "Merangka dan menganyam", "Bengkel contoh"),
    SessionRow(4, "practice", 8, "Pengamplasan dan pelapisan berbahan dasar air", "Bengkel contoh"),
    SessionRow(
        5, "theory", 4, "Harga pokok, TKDN industri kecil, dan pengadaan pemerintah", "Tim direktorat"
    ),
    SessionRow(5, "practice", 4, "Penilaian hasil dan foto produk", "Perancang contoh"),
)
_PACKING_HEAVY = (
    SessionRow(1, "theory", 5, "Aturan label, izin, dan halal", "Tim dinas"),
    SessionRow(1, "practice", 3, "Merancang label di telepon genggam", "Rumah kemasan contoh"),
    SessionRow(2, "theory", 2, "Berjualan daring dan melayani pembeli", "Pendamping e-Smart IKM"),
    SessionRow(
        2, "practice", 6, "Memotret, menulis keterangan, dan mengunggah produk", "Pendamping e-Smart IKM"
    ),
)
_PACKING = (
    SessionRow(1, "theory", 3, "Aturan label, izin, dan halal", "Tim dinas"),
    SessionRow(1, "practice", 5, "Merancang label dan memilih kemasan", "Rumah kemasan contoh"),
    SessionRow(2, "theory", 2, "Berjualan daring dan melayani pembeli", "Pendamping e-Smart IKM"),
    SessionRow(
        2, "practice", 6, "Memotret, menulis keterangan, dan mengunggah produk", "Pendamping e-Smart IKM"
    ),
)

PROGRAMMES: tuple[ProgrammeRow, ...] = (
    ProgrammeRow(
        "tape",
        "direktorat",
        "WUB-PANGAN-2025",
        "BIMTEK-WUB",
        "Bimtek Wirausaha Baru IKM Pangan Olahan Singkong dan Tape",
        2025,
        "apbn",
        "Olahan singkong dan tape",
        "Dinas Kabupaten Jember (contoh)",
        (
            BatchRow("tape-1", 1, "Hotel contoh dan UD Contoh Tape, Kaliwates", date(2025, 7, 15), 3, 16, _SWEET),
            BatchRow("tape-2", 2, "Hotel contoh dan UD Contoh Tape, Kaliwates", date(2025, 7, 22), 3, 15, _SWEET),
        ),
    ),
    ProgrammeRow(
        "kopi",
        "dinas",
        "KOPI-2025",
        "BIMTEK-KOPI",
        "Bimtek Diversifikasi Produk Kopi",
        2025,
        "apbd",
        "Kopi olahan",
        "",
        (BatchRow("kopi-1", 1, "Balai Desa Sidomulyo, Silo", date(2025, 9, 9), 3, 15, _COFFEE),),
    ),
    ProgrammeRow(
        "furnitur",
        "direktorat",
        "FURNITUR-2026",
        "BIMTEK-FURNITUR",
        "Bimtek Desain dan Finishing Furnitur Rotan dan Bambu",
        2026,
        "apbn",
        "Furnitur rotan, bambu, dan kayu",
        "Dinas Kabupaten Jember (contoh)",
        (BatchRow("furnitur-1", 1, "Bengkel contoh, Rambipuji", date(2026, 5, 4), 5, 16, _FURNITURE),),
    ),
    ProgrammeRow(
        "kemasan",
        "dinas",
        "KEMASAN-2026",
        "BIMTEK-KEMASAN",
        "Bimtek Kemasan, Label, dan e-Smart IKM",
        2026,
        "apbd",
        "Kemasan dan penjualan daring",
        "",
        (
            BatchRow("kemasan-1", 1, "Gedung serbaguna contoh, Sumbersari", date(2026, 8, 11), 2, 16, _PACKING_HEAVY),
            BatchRow(
                "kemasan-2", 2, "Gedung serbaguna contoh, Patrang", date(2026, 11, 23), 2, 14, _PACKING, "running"
            ),
        ),
    ),
)  # fmt: skip

"""Names as one hears them in Jember, Javanese and Madurese; what they make, and where. All combinations are invented."""

from __future__ import annotations

WOMEN: tuple[str, ...] = (
    "Sumiati", "Siti Romlah", "Buami", "Hosniyah", "Nur Aini", "Sri Utami", "Tumini", "Maimunah", "Siti Aisyah",
    "Rukmini", "Suhartini", "Yuliati", "Dewi Kartikasari", "Nurul Hidayati", "Lailatul Fitriyah", "Sutiyah",
    "Wiwik Handayani", "Kholifatul Jannah", "Muawanah", "Titik Sundari", "Supiyah", "Khoiriyah", "Ika Puspitasari",
    "Sulami", "Siti Fatimah", "Rohana", "Dwi Astutik", "Umi Salamah", "Hotimah", "Sunarti", "Eni Kusrini",
    "Nanik Hariyati", "Zubaidah", "Tri Wahyuni", "Ririn Setyowati", "Juhairiyah", "Sofiatun", "Lilis Suryani",
    "Mar'atus Sholihah", "Poniti", "Anis Safitri", "Yayuk Winarsih", "Saudah", "Erna Wijayanti", "Misyani",
    "Luluk Mukarromah", "Suryatin", "Nafisatul Ulum",
)  # fmt: skip
MEN: tuple[str, ...] = (
    "Hosnan", "Moh. Busairi", "Ahmad Fauzi", "Slamet Widodo", "Abdul Halim", "Sugeng Riyanto", "Sahrul Anam",
    "Moh. Ridwan", "Imam Syafi'i", "Joko Purwanto", "Mistar", "Achmad Junaidi", "Samsul Arifin", "Hadi Sucipto",
    "Saiful Bahri", "Eko Wahyudi", "Misnawi", "Rudi Hartono", "Zainul Hasan", "Tohari", "Abd. Rahman", "Sumarto",
    "Didik Setiawan", "Mohammad Nizar", "Buhari", "Yanto", "Heri Kurniawan", "Fathul Bari", "Ponidi", "Kurdi",
    "Sunaryo", "Lukman Hakim", "Arip Susanto", "Matlawi",
)  # fmt: skip

PRODUCTS: dict[str, tuple[str, ...]] = {
    "tape": (
        "Tape singkong", "Prol tape", "Suwar-suwir", "Keripik singkong", "Dodol tape", "Brownies tape", "Opak gambir",
        "Getuk goreng", "Tiwul instan",
    ),
    "kopi": ("Kopi robusta bubuk", "Kopi sangrai", "Teh kulit kopi", "Permen kopi", "Kopi jahe", "Gula aren"),
    "furnitur": ("Kursi rotan", "Mebel kayu", "Bangku bambu", "Lemari kayu", "Anyaman rotan", "Gebyok"),
    "kemasan": (
        "Batik cap", "Kerajinan manik", "Anyaman bambu", "Sambal pecel", "Keripik tempe", "Gerabah", "Terasi",
        "Sangkar burung", "Kerupuk ikan", "Paving dan batako",
    ),
}  # fmt: skip
DISTRICTS: dict[str, tuple[str, ...]] = {
    "tape": ("35.09.19", "35.09.22", "35.09.25", "35.09.21", "35.09.20", "35.09.24", "35.09.13"),
    "kopi": ("35.09.30", "35.09.28", "35.09.14", "35.09.31", "35.09.26"),
    "furnitur": ("35.09.13", "35.09.16", "35.09.27", "35.09.10", "35.09.17", "35.09.09"),
    "kemasan": (
        "35.09.12", "35.09.08", "35.09.10", "35.09.29", "35.09.31", "35.09.28", "35.09.11", "35.09.06", "35.09.02",
        "35.09.23",
    ),
}  # fmt: skip

FIRST_WORDS = ("Dapur", "Omah", "Griya", "Pawon", "Sari", "Berkah", "Sumber", "Karya", "Mitra", "Lumbung")
SECOND_WORDS = (
    "Rejeki", "Lestari", "Jaya", "Barokah", "Manis", "Makmur", "Argopuro", "Gumuk", "Meru", "Watu", "Pandhalungan",
)  # fmt: skip
REASONS_TO_LEAVE = ("Anak sakit, tidak dapat melanjutkan", "Ada panen yang tidak dapat ditinggal")

"""Furniture and building materials: what a house is made of and furnished with."""

from __future__ import annotations

from marketplace.demo.data.shapes import Choice, Goods, Opinion, one, several, tkdn

_GRIYA, _WATU = "griya-lestari-rambipuji", "watu-gumuk"

FURNITURE: tuple[Goods, ...] = (
    Goods(
        _GRIYA,
        "lemari-rak",
        "Lemari pakaian jati ukir kawung 2 pintu",
        "Lemari dua pintu dengan laci bawah, panel pintunya diukir kawung. Sambungannya purus dan pasak, bukan paku, sehingga "
        "kokoh puluhan tahun. Dirakit di rumah Anda untuk wilayah Jember.",
        "lemari",
        several(("Natural", 4_250_000, 3), ("Cokelat salak", 4_350_000, 2)),
        68_000,
        (110, 58, 190),
        axis1="Warna",
        photos=(0, 1),
        style=0,
        made_to_order_days=21,
        licences=(tkdn(1),),
        tkdn_bps=7850,
        opinions=(
            Opinion(
                "Kel. Subagyo",
                5,
                "Kayunya tebal, ukirannya dalam. Tukangnya merakit dengan sabar.",
                "Terima kasih, Pak. Garansi kami dua tahun.",
            ),
        ),
    ),
    Goods(
        _GRIYA,
        "lemari-rak",
        "Rak buku jati terbuka 3 susun",
        "Rak sederhana untuk buku, tanaman, atau pajangan. Papan belakangnya penuh sehingga tidak bergoyang, lapisannya berbahan "
        "dasar air. Tinggi 150 cm, bisa diminta lebih rendah.",
        "rak",
        one(1_150_000, 6),
        32_000,
        (92, 40, 156),
        photos=(0,),
        style=2,
        made_to_order_days=10,
        tkdn_bps=7850,
    ),
    Goods(
        _GRIYA,
        "kursi-meja",
        "Meja tamu jati dengan rak bawah, 110 x 60 cm",
        "Meja tamu berkaki kokoh dengan rak untuk koran dan remote. Tepinya ditumpulkan supaya aman untuk anak. "
        "Serat kayunya dipilih yang searah di bagian atas.",
        "meja",
        several(("Jati", 1_450_000, 5), ("Mahoni", 975_000, 7)),
        24_000,
        (116, 66, 48),
        axis1="Kayu",
        photos=(0, 1),
        style=0,
        made_to_order_days=12,
        licences=(tkdn(2),),
        tkdn_bps=7920,
        opinions=(
            Opinion("Desi Ratnasari", 5, "Seratnya indah. Lebih bagus dari fotonya."),
            Opinion(
                "Kantor Kelurahan Contoh",
                4,
                "Kokoh untuk ruang tunggu. Datang sehari lebih lambat dari janji, tetapi dikabari.",
                "Mohon maaf, hujan seharian membuat lapisan lama kering.",
            ),
        ),
    ),
    Goods(
        _GRIYA,
        "kursi-meja",
        "Kursi makan jati dudukan anyam",
        "Sandaran berjeruji dengan ukiran kecil di atasnya, dudukan anyaman yang sejuk dan mudah diganti. "
        "Kuat menahan 120 kilogram. Pembelian enam buah mendapat harga khusus.",
        "kursi_kayu",
        one(485_000, 24, (6, 455_000), (20, 430_000)),
        7_500,
        (48, 52, 96),
        photos=(0,),
        style=1,
        made_to_order_days=10,
        tkdn_bps=7800,
        opinions=(
            Opinion("RM Sederhana Contoh", 5, "Dua puluh kursi untuk rumah makan, nyaman dan tidak goyang."),
        ),
    ),
    Goods(
        _GRIYA,
        "kursi-meja",
        "Bangku bundar kayu mahoni kaki empat",
        "Bangku kecil serbaguna untuk dapur, warung, atau teras. Kakinya menyerong sehingga tidak mudah terguling, "
        "palangnya bisa untuk pijakan kaki.",
        "bangku_kayu",
        several(("Tinggi 45 cm", 365_000, 15), ("Tinggi 65 cm", 425_000, 12)),
        5_200,
        (40, 40, 68),
        axis1="Ukuran",
        photos=(0,),
        style=2,
    ),
    Goods(
        _GRIYA,
        "rotan-bambu",
        "Kursi rotan lengkung dengan bantal batik",
        "Kursi santai bersandaran tinggi, rangka rotan manau dilengkung panas dan dililit kulit rotan. Bantal duduk dan "
        "sandaran memakai batik cap yang dapat dilepas untuk dicuci.",
        "kursi_rotan",
        several(
            ("Bantal biru", 1_350_000, 6), ("Bantal hijau", 1_350_000, 5), ("Tanpa bantal", 1_150_000, 8)
        ),
        11_000,
        (78, 74, 108),
        axis1="Pilihan",
        photos=(0, 1),
        style=0,
        made_to_order_days=14,
        licences=(tkdn(3),),
        tkdn_bps=8120,
        opinions=(
            Opinion("Vila Contoh", 5, "Delapan kursi untuk teras vila. Tamu betah duduk lama."),
            Opinion("Ika", 5, "Lilitannya rapi sampai ke bawah. Bantalnya empuk."),
        ),
    ),
    Goods(
        _GRIYA,
        "rotan-bambu",
        "Bangku teras bambu petung 3 dudukan",
        "Bambu petung tua yang direndam dan diasapi supaya tidak dimakan bubuk, diikat tali ijuk. Cukup untuk tiga orang. "
        "Taruh di tempat teduh dan lap kering setelah hujan.",
        "bangku_bambu",
        one(675_000, 9),
        14_000,
        (152, 66, 92),
        photos=(0,),
        style=1,
        made_to_order_days=7,
    ),
)

BUILDING: tuple[Goods, ...] = (
    Goods(
        _WATU,
        "bata-genteng",
        "Bata merah bakar sekam, per 1.000 biji",
        "Ukuran 22 x 11 x 5 cm, dibakar sekam sampai matang merata dan berbunyi nyaring. Susut pecah di bawah 2%, pecah di jalan "
        "kami ganti. Harga belum termasuk kirim; kami punya truk sendiri untuk Jember.",
        "bata_merah",
        one(850_000, 40, (5, 825_000), (10, 800_000)),
        1_900_000,
        (240, 120, 110),
        "ribu",
        photos=(0, 1),
        licences=(("sni", "SNI 15-2094-2000"),),
        tkdn_bps=9400,
        opinions=(
            Opinion("Pak Mandor Jumari", 5, "Ukurannya seragam, tukang senang. Pecahnya sedikit."),
            Opinion(
                "Panitia Musala", 5, "Diantar dua truk, diturunkan rapi.", "Semoga berkah pembangunannya."
            ),
        ),
    ),
    Goods(
        _WATU,
        "bata-genteng",
        "Genteng tanah liat pres glazur alam",
        "Genteng pres dengan lidah pengunci, tidak rembes saat hujan deras. Dibutuhkan sekitar 25 biji untuk satu meter persegi. "
        "Kami bantu menghitung kebutuhan atap Anda lewat catatan pesanan.",
        "genteng",
        several(("Merah alam", 2_400, 12_000), ("Cokelat", 2_900, 8_000)),
        1_700,
        (34, 22, 5),
        "biji",
        axis1="Warna",
        photos=(0,),
        style=0,
        min_order=200,
        tkdn_bps=9300,
    ),
    Goods(
        _WATU,
        "paving-batako-roster",
        "Paving bata K-250 tebal 6 cm, per m2",
        "Dicetak mesin getar dengan mutu K-250, kuat dilewati mobil. Warna merah dan abu-abu tidak mudah pudar karena "
        "pigmennya dicampur, bukan dioles. Satu meter persegi sekitar 44 biji.",
        "paving_bata",
        (
            Choice(78_000, 350, "Abu-abu", tiers=((50, 75_000), (200, 72_000))),
            Choice(86_000, 280, "Merah", tiers=((50, 83_000), (200, 80_000))),
        ),
        135_000,
        (100, 60, 24),
        "m2",
        axis1="Warna",
        photos=(0,),
        style=0,
        min_order=5,
        licences=(("sni", "SNI 03-0691-1996"), tkdn(4)),
        tkdn_bps=7150,
        opinions=(Opinion("Pemerintah Desa Contoh", 5, "Jalan gang 180 m2 selesai, permukaannya rata."),),
    ),
    Goods(
        _WATU,
        "paving-batako-roster",
        "Paving segi enam tebal 6 cm, per m2",
        "Paving segi enam untuk halaman dan trotoar, saling mengunci ke segala arah. Tersedia dua warna yang bisa dipadu "
        "menjadi pola bunga.",
        "paving_segi_enam",
        several(("Abu-abu", 82_000, 220), ("Merah", 90_000, 160)),
        132_000,
        (100, 60, 24),
        "m2",
        axis1="Warna",
        photos=(0,),
        style=2,
        min_order=5,
        tkdn_bps=7150,
    ),
    Goods(
        _WATU,
        "paving-batako-roster",
        "Batako pres lubang dua 39 x 19 x 10 cm",
        "Batako pres berlubang dua, lebih ringan dan dindingnya lebih sejuk. Dirawat basah tujuh hari sebelum dijual supaya "
        "tidak mudah retak.",
        "batako",
        one(3_800, 6_500, (1_000, 3_600), (3_000, 3_400)),
        9_500,
        (39, 19, 10),
        "biji",
        photos=(0,),
        min_order=50,
        tkdn_bps=7400,
    ),
    Goods(
        _WATU,
        "paving-batako-roster",
        "Roster terakota motif kelopak 20 x 20 cm",
        "Lubang angin yang juga menjadi hiasan: udara masuk, hujan tertahan. Dua motif dapat dipasang selang-seling. "
        "Cocok untuk dinding musala, dapur, dan pagar.",
        "roster",
        several(("Terakota", 16_500, 900), ("Putih semen", 12_500, 1_100)),
        3_100,
        (20, 20, 10),
        "biji",
        axis1="Bahan",
        photos=(0, 1),
        style=0,
        min_order=10,
        tkdn_bps=8700,
        opinions=(Opinion("Arsitek Nara", 5, "Presisinya baik, hasil pasangnya lurus. Klien suka."),),
    ),
    Goods(
        _WATU,
        "batu-alam",
        "Batu alam andesit bakar 30 x 60 cm, per m2",
        "Lempeng andesit dari gumuk setempat, permukaannya dibakar supaya tidak licin. Tebal 1,5 sampai 2 cm untuk lantai "
        "carport atau dinding teras.",
        "batu_alam",
        several(("Bakar", 138_000, 90), ("Alur", 146_000, 60)),
        48_000,
        (62, 32, 14),
        "m2",
        axis1="Permukaan",
        photos=(0,),
        style=0,
        min_order=2,
    ),
    Goods(
        _WATU,
        "batu-alam",
        "Gamping halus ayak, sak 25 kg",
        "Kapur bakar dari Puger yang sudah dipadamkan dan diayak halus. Untuk campuran plester, menetralkan tanah sawah, "
        "atau melabur dinding kandang.",
        "gamping",
        one(23_000, 240, (20, 21_500), (100, 20_000)),
        25_300,
        (60, 40, 14),
        "sak",
        photos=(0,),
    ),
)

GOODS: tuple[Goods, ...] = FURNITURE + BUILDING

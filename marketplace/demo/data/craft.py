"""Turned wood, music, leather, blades, bamboo and clay."""

from __future__ import annotations

from marketplace.demo.data.shapes import Goods, Opinion, brand, one, several

_TUTUL, _SUKOWONO, _ANYAM = "karya-barokah-tutul", "karya-pandhalungan", "sumber-lestari-ledokombo"

WOOD: tuple[Goods, ...] = (
    Goods(
        _TUTUL,
        "perhiasan-manik",
        "Tasbih kayu gaharu bubut 33 butir",
        "Butir kayu dibubut dan digosok sampai halus tanpa pernis, jadi wangi kayunya tetap keluar. Talinya rangkap dua "
        "dan rumbainya dijahit, bukan dilem. Nyaman di tangan, tidak licin.",
        "tasbih",
        several(("8 mm", 18_000, 90), ("10 mm", 25_000, 74)),
        60,
        (10, 8, 3),
        axis1="Ukuran butir",
        photos=(0, 1),
        opinions=(
            Opinion("Hj. Aminah", 5, "Ringan dan wangi. Saya beli 40 untuk oleh-oleh umrah."),
            Opinion("Zainal", 5, "Halus, rumbainya kuat. Kirimnya cepat."),
        ),
    ),
    Goods(
        _TUTUL,
        "perhiasan-manik",
        "Gelang manik kayu campur, isi 3",
        "Tiga gelang dari kayu sawo, kelengkeng, dan kopi dengan ukuran butir yang berbeda. Talinya karet kuat sehingga pas "
        "untuk kebanyakan pergelangan. Cocok untuk cendera mata acara.",
        "gelang",
        one(24_000, 110, (24, 20_000), (100, 17_500)),
        70,
        (10, 8, 3),
        "set",
        photos=(0,),
        opinions=(
            Opinion(
                "Panitia Reuni",
                4,
                "Dipakai untuk suvenir 100 orang, semua senang. Warna sedikit berbeda-beda, wajar kayu asli.",
            ),
        ),
    ),
    Goods(
        _TUTUL,
        "perhiasan-manik",
        "Kalung kayu liontin ukir kawung",
        "Liontin oval dari kayu sonokeling diukir motif kawung, dirangkai dengan butir kayu dua warna. Panjang tali dapat "
        "diatur. Ringan dipakai seharian.",
        "kalung",
        one(48_000, 26),
        80,
        (14, 10, 3),
        photos=(0, 1),
    ),
    Goods(
        _TUTUL,
        "alat-musik",
        "Jimbe kayu mahoni kulit kambing",
        "Badan dari satu potong kayu mahoni, kulit kambing pilihan, dan tali nilon yang mudah dikencangkan. Bunyi basnya bulat, "
        "tepinya nyaring. Setiap jimbe dicoba dulu sebelum dikirim.",
        "jimbe",
        several(("30 cm", 145_000, 15), ("40 cm", 235_000, 11), ("60 cm", 425_000, 6)),
        4_200,
        (28, 28, 44),
        axis1="Tinggi",
        photos=(0, 1),
        made_to_order_days=7,
        licences=(brand(2),),
        tkdn_bps=8300,
        opinions=(
            Opinion(
                "Sanggar Nada", 5, "Ambil enam untuk ekstrakurikuler. Suaranya sama rata dan ukirannya rapi."
            ),
            Opinion("Rama", 5, "Packing kayu, aman sampai Bandung.", "Terima kasih, selamat bermain!"),
        ),
    ),
    Goods(
        _TUTUL,
        "alat-musik",
        "Didgeridoo lukis titik, panjang 120 cm",
        "Dibuat dari kayu sengon yang dibelah, dikeruk, dan direkat kembali sehingga ringan. Lukisan titiknya dikerjakan "
        "dengan tangan. Bagian tiupnya diberi lilin lebah supaya nyaman di bibir.",
        "didgeridoo",
        one(185_000, 12, (10, 170_000)),
        1_900,
        (125, 14, 14),
        photos=(0,),
    ),
    Goods(
        _TUTUL,
        "alat-musik",
        "Maraka kayu lukis sepasang",
        "Sepasang maraka dengan kepala kayu bubut berisi biji saga. Catnya berbahan dasar air, aman untuk anak. "
        "Ukuran pegangan pas untuk tangan kecil maupun dewasa.",
        "maraka",
        one(78_000, 34, (12, 70_000)),
        420,
        (26, 18, 10),
        "pasang",
        photos=(0,),
        opinions=(Opinion("TK Contoh Ceria", 5, "Anak-anak suka warnanya. Bunyinya tidak terlalu keras."),),
    ),
    Goods(
        _TUTUL,
        "alat-kayu",
        "Set centong dan sutil kayu 4 buah dengan wadah",
        "Empat alat masak dari kayu sonokeling dan satu wadah bubut. Tidak menggores wajan antilengket. Dilapisi minyak kelapa, "
        "bukan pernis, jadi aman untuk makanan.",
        "centong",
        several(("Set 4 + wadah", 45_000, 39), ("Set 4 saja", 32_000, 45)),
        650,
        (34, 14, 14),
        "set",
        axis1="Isi",
        photos=(0, 1),
        opinions=(Opinion("Bunda Zahra", 5, "Halus tidak ada serat tajam. Wadahnya cantik di dapur."),),
    ),
    Goods(
        _TUTUL,
        "alat-kayu",
        "Talenan kayu jati utuh dengan lubang gantung",
        "Satu papan utuh kayu jati, bukan sambungan, jadi tidak mudah pecah kena air. Permukaannya dua sisi: satu untuk sayur, "
        "satu untuk daging. Sudutnya dibulatkan.",
        "talenan",
        several(("Kecil 25 cm", 28_000, 36), ("Besar 38 cm", 44_000, 28)),
        1_300,
        (42, 24, 4),
        axis1="Ukuran",
        photos=(0,),
    ),
    Goods(
        _TUTUL,
        "alat-kayu",
        "Cobek kayu sawo dengan ulekan, diameter 24 cm",
        "Cobek ringan dari kayu sawo yang padat, tidak menyerap bau. Cocok untuk sambal mentah dan bumbu halus. "
        "Rendam air garam semalam sebelum dipakai pertama kali.",
        "cobek_kayu",
        one(45_000, 24),
        1_700,
        (27, 27, 12),
        "set",
        photos=(0,),
    ),
)

BIRDS_AND_BLADES: tuple[Goods, ...] = (
    Goods(
        _SUKOWONO,
        "kayu",
        "Sangkar burung ukir kubah jati, tinggi 60 cm",
        "Jeruji bambu petung diraut satu per satu, alasnya jati ukir kawung. Pintunya angkat dan tempat makannya dua. "
        "Dibuat sesuai pesanan, warnanya bisa natural atau cokelat tua.",
        "sangkar_burung",
        several(("Natural", 285_000, 7), ("Cokelat tua", 310_000, 5), ("Ukir penuh", 560_000, 2)),
        3_800,
        (42, 42, 66),
        axis1="Warna",
        photos=(0, 1),
        style=2,
        made_to_order_days=10,
        opinions=(Opinion("Pak Karyo", 5, "Jerujinya rapat dan lurus. Perkutut saya betah."),),
    ),
    Goods(
        _SUKOWONO,
        "kulit",
        "Sarung golok kulit sapi jahit tangan",
        "Kulit sapi tebal 3 mm dijahit benang lilin, dengan ukir tekan motif kawung. Ada tali pinggang dan pengunci kancing. "
        "Kirim ukuran bilah Anda melalui catatan pesanan. Golok di foto tidak termasuk.",
        "sarung_golok",
        one(95_000, 16),
        420,
        (48, 14, 6),
        photos=(0,),
        made_to_order_days=5,
    ),
    Goods(
        _SUKOWONO,
        "kulit",
        "Dompet kulit sapi ukir tembakau",
        "Dompet lipat dengan tiga saku kartu, saku uang kertas, dan ukiran daun tembakau. Kulitnya disamak nabati, makin lama "
        "makin mengilap. Bisa ditambah nama tanpa biaya.",
        "dompet_kulit",
        several(("Cokelat", 125_000, 18), ("Hitam", 125_000, 14)),
        160,
        (14, 12, 4),
        axis1="Warna",
        photos=(0, 1),
        style=0,
        opinions=(
            Opinion("Fajar", 5, "Ukirannya dalam dan rapi, nama saya dicetak bagus."),
            Opinion("Santi", 4, "Kado untuk bapak. Awalnya agak kaku, sebulan kemudian sudah lemas."),
        ),
    ),
    Goods(
        _SUKOWONO,
        "alat-batu-logam",
        "Pisau dapur tempa isi 3, gagang kayu sonokeling",
        "Ditempa dari baja per mobil lama lalu disepuh minyak, tajamnya awet. Satu set berisi pisau sayur, pisau daging, dan "
        "arit kecil untuk kelapa muda. Lap kering setelah dipakai.",
        "pisau_dapur",
        one(165_000, 13),
        980,
        (36, 14, 6),
        "set",
        photos=(0,),
    ),
    Goods(
        _SUKOWONO,
        "alat-batu-logam",
        "Cobek batu andesit dengan ulekan, diameter 25 cm",
        "Dipahat dari satu bongkah batu andesit, bukan semen cetak. Permukaannya kasar merata sehingga bumbu cepat halus. "
        "Sudah dibilas dan diulek pasir, siap pakai.",
        "cobek_batu",
        several(("20 cm", 62_000, 19), ("25 cm", 88_000, 15)),
        4_600,
        (28, 28, 13),
        "set",
        axis1="Diameter",
        photos=(0, 1),
        opinions=(
            Opinion("Mbak Yuli", 5, "Batu asli, tidak ada serpihan pasir. Berat tapi memang harus begitu."),
        ),
    ),
)

WOVEN: tuple[Goods, ...] = (
    Goods(
        _ANYAM,
        "anyaman",
        "Keranjang belanja bambu bertutup rotan",
        "Anyaman bambu tali dengan bibir rotan yang kuat menahan beban sepuluh kilogram. Garis warnanya dari pewarna makanan, "
        "aman untuk buah dan sayur. Teman belanja ke pasar tanpa kantong plastik.",
        "keranjang_bambu",
        several(("Sedang", 58_000, 23), ("Besar", 84_000, 17)),
        780,
        (42, 30, 34),
        axis1="Ukuran",
        photos=(0, 1),
        opinions=(
            Opinion("Lestari W.", 5, "Kuat dan cantik. Di pasar banyak ibu-ibu yang tanya beli di mana."),
            Opinion(
                "Toko Hijau",
                5,
                "Reseller di Surabaya, pembeli suka. Anyamannya rapat.",
                "Terima kasih, semoga laris manis.",
            ),
        ),
    ),
    Goods(
        _ANYAM,
        "anyaman",
        "Besek bambu bertutup 20 x 20 cm, isi 10",
        "Besek untuk hantaran, nasi berkat, atau kemasan kue. Bambunya direndam dan dijemur, jadi tidak berjamur. "
        "Pengganti kotak plastik yang bisa dipakai berulang kali.",
        "besek",
        one(45_000, 60, (10, 41_000), (50, 37_000)),
        900,
        (42, 42, 24),
        "ikat",
        photos=(0,),
        tkdn_bps=9600,
        opinions=(
            Opinion("Catering Barokah", 5, "Pesan 30 ikat untuk hajatan, datang tepat waktu dan bersih."),
        ),
    ),
    Goods(
        _ANYAM,
        "anyaman",
        "Tampah bambu halus, diameter 50 cm",
        "Dianyam rapat dengan selang-seling bambu berwarna. Untuk menjemur kopi, menampi beras, atau alas tumpeng. "
        "Bibirnya dililit rotan supaya tidak mudah lepas.",
        "tampah",
        several(("40 cm", 32_000, 28), ("50 cm", 42_000, 25)),
        620,
        (52, 52, 7),
        axis1="Diameter",
        photos=(0,),
    ),
    Goods(
        _ANYAM,
        "anyaman",
        "Lampu gantung anyaman bambu kubah",
        "Tudung lampu dari bambu serut yang cahayanya jatuh berpola ke dinding. Sudah termasuk fiting dan kabel 1 meter. "
        "Pakai bohlam LED paling besar 12 watt.",
        "lampu_bambu",
        several(("30 cm", 78_000, 14), ("45 cm", 118_000, 9)),
        1_100,
        (48, 48, 34),
        axis1="Diameter",
        photos=(0, 1),
        made_to_order_days=7,
        opinions=(Opinion("Kafe Teras", 5, "Sepuluh buah untuk kafe kami, suasananya langsung hangat."),),
    ),
    Goods(
        _ANYAM,
        "gerabah",
        "Gerabah terakota tiga serangkai: guci, vas, mangkuk",
        "Tanah liat Wuluhan dibentuk dengan meja putar dan dibakar jerami, sehingga ada jejak api di badannya. "
        "Pori-porinya membuat air minum tetap sejuk. Dijual satuan atau satu set.",
        "gerabah",
        several(("Mangkuk", 18_000, 40), ("Vas", 38_000, 22), ("Guci", 72_000, 12)),
        2_600,
        (30, 30, 36),
        axis1="Bentuk",
        photos=(0,),
        style=0,
    ),
)

GOODS: tuple[Goods, ...] = WOOD + BIRDS_AND_BLADES + WOVEN

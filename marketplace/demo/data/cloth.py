"""Batik by the piece and made up."""

from __future__ import annotations

from marketplace.demo.data.shapes import Choice, Goods, Opinion, brand, grid, one, several

_SHOP = "batik-kenanga"

GOODS: tuple[Goods, ...] = (
    Goods(
        _SHOP,
        "batik-tulis",
        "Batik tulis motif daun tembakau, katun primisima 2,25 m",
        "Daun tembakau dari ladang sekitar Sumberjambe, digambar langsung dengan canting tanpa cetakan. Isen titiknya dikerjakan "
        "satu per satu sehingga tidak ada dua lembar yang sama. Cukup untuk satu kemeja atau satu blus dengan selendang.",
        "batik_tembakau",
        several(("Hijau daun", 385_000, 4), ("Sogan", 385_000, 3), ("Gading", 365_000, 2)),
        420,
        (32, 24, 4),
        "lembar",
        axis1="Warna",
        photos=(0, 1, 2),
        pack_title="Tembakau",
        made_to_order_days=14,
        licences=(brand(1),),
        tkdn_bps=7600,
        opinions=(
            Opinion(
                "Indah Permatasari",
                5,
                "Halus sekali canting-nya. Suami saya pakai di acara kantor, banyak yang bertanya.",
                "Bangga mendengarnya, Bu Indah.",
            ),
            Opinion("Dinas Kebudayaan (pembeli)", 5, "Pesanan seragam rapi dan tepat waktu."),
            Opinion("Yayuk", 4, "Warna aslinya sedikit lebih tua dari foto, tapi saya malah suka."),
        ),
    ),
    Goods(
        _SHOP,
        "batik-tulis",
        "Batik tulis motif kopi merah, katun primisima 2,25 m",
        "Ranting kopi dengan buah merah dan daun yang saling menutup. Pewarnaan tiga kali celup, merahnya dari naptol yang "
        "sudah dibilas sampai tidak luntur. Lembut di kulit sejak pemakaian pertama.",
        "batik_kopi",
        several(("Sogan", 395_000, 3), ("Marun", 410_000, 2)),
        420,
        (32, 24, 4),
        "lembar",
        axis1="Warna",
        photos=(0, 1),
        pack_title="Kopi",
        made_to_order_days=14,
        tkdn_bps=7600,
    ),
    Goods(
        _SHOP,
        "batik-tulis",
        "Batik tulis truntum halus pewarna alam, 2,25 m",
        "Truntum bermakna cinta yang tumbuh kembali, biasa dipakai orang tua pengantin. Warnanya dari kulit mahoni dan "
        "daun indigo, dicelup belasan kali. Satu lembar dikerjakan sekitar tiga minggu.",
        "batik_truntum",
        one(575_000, 2),
        430,
        (32, 24, 4),
        "lembar",
        photos=(0, 2),
        pack_title="Truntum",
        made_to_order_days=21,
        opinions=(Opinion("Ningrum Sasmita", 5, "Untuk orang tua saat saya menikah. Indah dan bermakna."),),
    ),
    Goods(
        _SHOP,
        "batik-cap",
        "Batik cap motif kakao, katun 2 m",
        "Cap tembaga dengan gambar buah kakao, dicap dua sisi supaya warnanya tembus. Pilihan tepat untuk seragam "
        "sekolah, kantor, atau keluarga besar karena harganya ringan dan warnanya seragam.",
        "batik_kakao",
        (
            Choice(135_000, 40, "Cokelat", tiers=((20, 125_000), (50, 118_000))),
            Choice(135_000, 32, "Hijau", tiers=((20, 125_000), (50, 118_000))),
        ),
        380,
        (32, 24, 4),
        "lembar",
        axis1="Warna",
        photos=(0, 1),
        pack_title="Kakao",
        tkdn_bps=7200,
        opinions=(
            Opinion("SDN Contoh 01", 5, "Seragam guru 32 orang, warnanya sama semua. Terima kasih banyak."),
            Opinion("Aulia", 4, "Bahan adem. Jahitannya mudah karena motifnya searah."),
        ),
    ),
    Goods(
        _SHOP,
        "batik-cap",
        "Batik cap kawung biru indigo, katun 2 m",
        "Kawung besar dengan tumpal di tepi, biru indigo di atas dasar putih gading. Dapat dipakai sebagai kain panjang, "
        "taplak, atau bahan kemeja.",
        "batik_kawung",
        several(("Indigo", 145_000, 22), ("Sogan", 145_000, 25)),
        390,
        (32, 24, 4),
        "lembar",
        axis1="Warna",
        photos=(0, 1),
        pack_title="Kawung",
    ),
    Goods(
        _SHOP,
        "batik-cap",
        "Batik cap parang seling, katun 2 m",
        "Parang yang diselingi larikan mlinjon, dicap rapat mengikuti kemiringan kain. Motif yang berwibawa untuk acara resmi. "
        "Dicuci sekali di bengkel kami sebelum dikirim, jadi tidak menyusut lagi.",
        "batik_parang",
        one(150_000, 18, (10, 142_000)),
        390,
        (32, 24, 4),
        "lembar",
        photos=(0,),
        pack_title="Parang",
    ),
    Goods(
        _SHOP,
        "produk-kain",
        "Kemeja batik pria lengan pendek motif tembakau",
        "Jahitan rapi dengan saku yang motifnya menyambung dan kancing batok kelapa. Katunnya menyerap keringat, "
        "nyaman untuk kerja seharian. Lihat tabel ukuran di foto terakhir sebelum memesan.",
        "kemeja_batik",
        grid(
            (("Hijau", 215_000), ("Sogan", 215_000)),
            (("M", 0), ("L", 0), ("XL", 10_000), ("XXL", 20_000)),
            16,
        ),
        340,
        (32, 26, 5),
        "potong",
        axis1="Warna",
        axis2="Ukuran",
        photos=(0, 1),
        opinions=(
            Opinion(
                "Heru Purnomo", 5, "Ukuran pas, kancing batoknya manis. Motif di saku benar-benar nyambung."
            ),
            Opinion(
                "Bayu",
                4,
                "Bagus. Lengan sedikit lebar untuk saya, tapi nyaman.",
                "Terima kasih, Mas Bayu. Untuk pesanan berikutnya bisa minta lengan lebih pas.",
            ),
        ),
    ),
    Goods(
        _SHOP,
        "produk-kain",
        "Selendang sutera tulis motif kakao, 180 x 50 cm",
        "Sutera ringan yang jatuhnya lembut, dilukis canting dengan buah kakao dan daunnya. Ujungnya dirumbai dengan tangan. "
        "Datang dalam kotak, siap menjadi hadiah.",
        "syal_sutera",
        several(("Marun", 345_000, 5), ("Hijau", 345_000, 4)),
        220,
        (26, 20, 5),
        "lembar",
        axis1="Warna",
        photos=(0, 1),
        made_to_order_days=10,
    ),
    Goods(
        _SHOP,
        "produk-kain",
        "Tas kanvas panel batik kawung",
        "Kanvas tebal dengan panel batik cap dan pegangan kulit. Ada saku dalam dan kancing magnet. Kuat untuk belanja, "
        "cukup manis untuk ke kampus.",
        "tas_kanvas",
        one(98_000, 27, (12, 90_000)),
        420,
        (38, 34, 6),
        "buah",
        photos=(0,),
        opinions=(Opinion("Mega", 5, "Kuat, muat laptop 13 inci. Panel batiknya asli, bukan cetak."),),
    ),
    Goods(
        _SHOP,
        "produk-kain",
        "Sarung bantal batik ceplok 40 x 40 cm, isi 2",
        "Dua sarung bantal dengan ritsleting tersembunyi, muka batik dan belakang katun polos. Memberi warna hangat "
        "pada kursi lama. Isi bantal tidak termasuk.",
        "sarung_bantal",
        several(("Biru", 85_000, 19), ("Sogan", 85_000, 21)),
        320,
        (30, 26, 5),
        "set",
        axis1="Warna",
        photos=(0, 1),
    ),
)

"""Twelve approved shops. Names, people and numbers are invented; the places are real."""

from __future__ import annotations

from marketplace.demo.data.shapes import Shop

SHOPS: tuple[Shop, ...] = (
    Shop(
        key="dapur-bedadung",
        name="Dapur Bedadung",
        short_name="Dapur Bedadung",
        owner="Siti Holifah",
        village="35.09.19.1006",
        street="Jl. Contoh Kepatihan Gg. II No. 7",
        story=(
            "Dapur kami dua langkah dari tepi Sungai Bedadung. Resep prol tape ini warisan Ibu, yang dulu "
            "menjajakannya keliling kampung dengan tampah. Setelah ikut Bimtek olahan singkong tahun 2025 kami "
            "belajar menakar, mengemas, dan menghitung harga dengan benar. Sekarang delapan tetangga ikut bekerja di sini."
        ),
        speciality="Suwar-suwir, prol tape, dan kue khas Jember",
        founded=2016,
        workers=8,
        phone="0812-0000-0001",
        nib="9900000000001",
        business="person",
        kbli="10739",
        account=("114", "0099000001"),
        look="camilan",
        banner=("suwar_suwir", "prol_tape", "pia", "dodol", "opak_gulung"),
        delivers_itself=True,
    ),
    Shop(
        key="omah-manis-arjasa",
        name="Omah Manis Arjasa",
        short_name="Omah Manis",
        owner="Suyono",
        village="35.09.22.2003",
        street="Dusun Contoh Krajan RT 03 RW 05",
        story=(
            "Singkong kami tanam sendiri di tegalan belakang rumah, jadi tahu persis kapan waktunya dicabut. "
            "Tape diperam tiga malam dalam besek beralas daun pisang, tanpa pemanis tambahan. "
            "Keripiknya digoreng tiap pagi supaya sampai di tangan Anda masih renyah."
        ),
        speciality="Tape singkong besek dan keripik umbi",
        founded=2012,
        workers=6,
        phone="0812-0000-0002",
        nib="9900000000002",
        business="person",
        kbli="10794",
        account=("002", "009900000000002"),
        look="tape",
        banner=("tape_besek", "keripik_singkong", "keripik_talas", "keripik_pisang"),
    ),
    Shop(
        key="kopi-lereng-meru",
        name="Kopi Lereng Meru",
        short_name="Lereng Meru",
        owner="Fathorrahman",
        village="35.09.30.2009",
        street="Dusun Contoh Gunung Gumitir RT 02 RW 11",
        story=(
            "Kebun kami ada di ketinggian 650 meter, di pinggir jalan lama menuju Gumitir. Buah kopi dipetik hanya "
            "yang merah, dijemur di atas para-para, lalu disangrai sedikit demi sedikit. Dari Bimtek kopi kami belajar "
            "mencicipi hasil sendiri dengan jujur; sejak itu tidak ada lagi biji yang gosong."
        ),
        speciality="Kopi robusta Silo, cokelat, dan madu hutan",
        founded=2014,
        workers=11,
        phone="0812-0000-0003",
        nib="9900000000003",
        business="group",
        kbli="10761",
        account=("009", "0099000003"),
        look="kopi",
        banner=("kopi_bubuk", "kopi_biji", "cokelat", "madu", "gula_merah"),
    ),
    Shop(
        key="pawon-rasa-ambulu",
        name="Pawon Rasa Ambulu",
        short_name="Pawon Rasa",
        owner="Endang Sulistyowati",
        village="35.09.12.2004",
        street="Jl. Contoh Semeru No. 21",
        story=(
            "Semua bermula dari warung pecel di depan rumah. Pelanggan yang pindah kota minta sambalnya dikirim, "
            "maka kami belajar mengemas yang aman dan tahan perjalanan. Cabai dan kencur dibeli langsung dari petani Ambulu."
        ),
        speciality="Sambal, bumbu pecel, jamu, dan wedang rempah",
        founded=2018,
        workers=5,
        phone="0812-0000-0004",
        nib="9900000000004",
        business="person",
        kbli="10772",
        account=("002", "009900000000004"),
        look="bumbu",
        banner=("sambal", "sambal_pecel", "jamu", "wedang", "keripik_tempe"),
    ),
    Shop(
        key="berkah-papuma",
        name="Berkah Papuma",
        short_name="Berkah Papuma",
        owner="Misnati",
        village="35.09.08.2004",
        street="Jl. Contoh Pelabuhan No. 4",
        story=(
            "Suami melaut, saya mengolah hasilnya. Udang rebon untuk terasi kami tumbuk dua kali dan jemur di atas "
            "para-para bambu supaya bersih dari pasir. Ibu-ibu nelayan di gang ini ikut mengolah ketika tangkapan ramai, "
            "jadi rezekinya terbagi."
        ),
        speciality="Terasi Puger, ikan asin, dan kerupuk ikan",
        founded=2009,
        workers=9,
        phone="0812-0000-0005",
        nib="9900000000005",
        business="person",
        kbli="10215",
        account=("114", "0099000005"),
        look="ikan",
        banner=("terasi", "ikan_asin", "kerupuk_ikan", "petis"),
    ),
    Shop(
        key="lumbung-makmur-ajung",
        name="Lumbung Makmur Ajung",
        short_name="Lumbung Makmur",
        owner="Bambang Hariyanto",
        village="35.09.17.2004",
        street="Jl. Contoh Ajung No. 118",
        story=(
            "Edamame Jember biasanya berangkat jauh ke luar negeri. Kami menyisihkan yang terbaik untuk meja makan di "
            "negeri sendiri: dipanen pagi, direbus sebentar, lalu dibekukan hari itu juga. Dua belas petani muda "
            "di Ajung menjadi pemasok tetap kami."
        ),
        speciality="Edamame beku dan camilan kedelai",
        founded=2019,
        workers=14,
        phone="0812-0000-0006",
        nib="9900000000006",
        business="cv",
        kbli="10314",
        account=("008", "0099000000006"),
        look="beku",
        banner=("edamame_beku", "edamame_dus", "keripik_edamame", "kedelai_goreng"),
        delivers_itself=True,
    ),
    Shop(
        key="batik-kenanga",
        name="Batik Kenanga",
        short_name="Batik Kenanga",
        owner="Sulastri",
        village="35.09.31.2002",
        street="Dusun Contoh Sumberpakem RT 01 RW 02",
        story=(
            "Canting kami menggambar apa yang tumbuh di sekitar rumah: daun tembakau, buah kopi, dan kakao. "
            "Satu lembar batik tulis melewati tangan empat orang selama dua sampai tiga minggu. Pewarna soganya dari "
            "kulit kayu mahoni sisa penggergajian, bukan dari pohon yang ditebang."
        ),
        speciality="Batik tulis dan cap motif tembakau, kopi, dan kakao",
        founded=2008,
        workers=16,
        phone="0812-0000-0007",
        nib="9900000000007",
        business="group",
        kbli="13134",
        account=("002", "009900000000007"),
        look="batik",
        banner=("batik_tembakau", "batik_kawung", "kemeja_batik", "tas_kanvas", "sarung_bantal"),
    ),
    Shop(
        key="karya-barokah-tutul",
        name="Karya Barokah Tutul",
        short_name="Karya Barokah",
        owner="Moh. Sholeh",
        village="35.09.10.2003",
        street="Dusun Contoh Tutul Krajan RT 04 RW 03",
        story=(
            "Di Tutul hampir setiap rumah punya mesin bubut. Kami membentuk sisa potongan kayu yang dulu hanya jadi "
            "kayu bakar menjadi tasbih, gelang, dan alat dapur. Jimbe dan didgeridoo kami pernah ikut kontainer ke Eropa; "
            "sekarang Anda bisa membelinya langsung dari pembuatnya."
        ),
        speciality="Kerajinan bubut kayu: tasbih, alat musik, alat dapur",
        founded=2005,
        workers=18,
        phone="0812-0000-0008",
        nib="9900000000008",
        business="ud",
        kbli="16299",
        account=("014", "0099000008"),
        look="kerajinan",
        banner=("jimbe", "tasbih", "maraka", "centong", "talenan"),
    ),
    Shop(
        key="karya-pandhalungan",
        name="Karya Pandhalungan",
        short_name="Pandhalungan",
        owner="Sulaiman",
        village="35.09.29.2011",
        street="Dusun Contoh Mangli Timur RT 02 RW 04",
        story=(
            "Bapak membuat sangkar, kakek menempa pisau, dan saya meneruskan keduanya. Setiap jeruji sangkar kami raut "
            "dengan tangan dan setiap jahitan kulit dihitung. Kalau suatu hari longgar, kirim kembali; kami perbaiki tanpa biaya."
        ),
        speciality="Sangkar burung, kulit, dan pisau tempa",
        founded=2011,
        workers=7,
        phone="0812-0000-0009",
        nib="9900000000009",
        business="person",
        kbli="16293",
        account=("114", "0099000009"),
        look="kerajinan",
        banner=("sangkar_burung", "gerabah", "cobek_batu"),
    ),
    Shop(
        key="griya-lestari-rambipuji",
        name="CV Griya Lestari",
        short_name="Griya Lestari",
        owner="Agus Santoso",
        village="35.09.13.2006",
        street="Jl. Contoh Dharmawangsa No. 60",
        story=(
            "Kami tukang kayu tiga generasi. Kayunya jati dan mahoni dari hutan rakyat yang berdokumen, rotannya dipilih "
            "sebatang demi sebatang. Setelah Bimtek finishing tahun 2026 semua permukaan kami beri lapisan berbahan dasar "
            "air, jadi aman untuk anak dan tidak berbau."
        ),
        speciality="Mebel jati, rotan, dan bambu",
        founded=1998,
        workers=19,
        phone="0812-0000-0010",
        nib="9900000000010",
        business="cv",
        kbli="31001",
        account=("009", "0099000010"),
        look="furnitur",
        banner=("lemari", "meja", "kursi_kayu", "rak", "bangku_kayu"),
        delivers_itself=True,
    ),
    Shop(
        key="watu-gumuk",
        name="UD Watu Gumuk",
        short_name="Watu Gumuk",
        owner="Nur Hasan",
        village="35.09.24.2007",
        street="Jl. Contoh Pakusari No. 9",
        story=(
            "Bata kami dibakar dengan sekam, warnanya merah merata dan bunyinya nyaring bila diketuk. Paving dicetak "
            "dengan mesin getar lalu dirawat basah tujuh hari supaya tidak mudah retak. Sekolah dan balai desa di sekitar sini "
            "sudah banyak yang memakai."
        ),
        speciality="Bata, genteng, paving, batako, dan batu alam",
        founded=2003,
        workers=17,
        phone="0812-0000-0011",
        nib="9900000000011",
        business="ud",
        kbli="23953",
        account=("008", "0099000000011"),
        look="bangunan",
        banner=("bata_merah", "roster", "batako", "genteng", "gamping"),
        delivers_itself=True,
        offers_courier=False,
    ),
    Shop(
        key="sumber-lestari-ledokombo",
        name="Kelompok Sumber Lestari",
        short_name="Sumber Lestari",
        owner="Halimatus Sa'diyah",
        village="35.09.28.2007",
        street="Dusun Contoh Sumberlesung RT 05 RW 01",
        story=(
            "Kami sebelas perempuan yang menganyam setelah pekerjaan sawah selesai. Bambu tali direndam dua minggu "
            "supaya tidak dimakan bubuk, lalu diserut setipis kertas. Setiap besek yang Anda beli ikut membayar "
            "sekolah anak-anak kami."
        ),
        speciality="Anyaman bambu dan gerabah",
        founded=2017,
        workers=11,
        phone="0812-0000-0012",
        nib="9900000000012",
        business="group",
        kbli="16291",
        account=("451", "0099000012"),
        look="kerajinan",
        banner=("keranjang_bambu", "besek", "gerabah", "tampah"),
    ),
)

APPLICANT = Shop(
    key="calon",
    name="Kopi Curah Wangi",
    short_name="Curah Wangi",
    owner="Rofiatul Hasanah",
    village="35.09.30.2008",
    street="Dusun Contoh Garahan Krajan RT 06 RW 02",
    story=(
        "Saya dan tiga saudara mengolah kopi dari kebun orang tua di Garahan. Setelah Bimtek kami mulai menyangrai "
        "sendiri dan ingin menjualnya langsung kepada peminumnya."
    ),
    speciality="Kopi robusta dan permen kopi",
    founded=2024,
    workers=4,
    phone="0812-0000-0013",
    nib="9900000000013",
    business="person",
    kbli="10761",
    account=("002", "009900000000013"),
    look="kopi",
    banner=("kopi_bubuk", "kopi_biji"),
)
"""The graduate whose application waits for a look."""

"""Addresses that mails, notices and papers link to. The contract of the site, in one place."""


def purchase(number: str, token: str = "") -> str:
    return f"/pesanan/{number}" + (f"?kunci={token}" if token else "")


def seller_order(number: str) -> str:
    return f"/mitra/pesanan/{number}"


def product(slug: str) -> str:
    return f"/produk/{slug}"


def seller_product(slug: str) -> str:
    return f"/mitra/produk/{slug}"


def shop(slug: str) -> str:
    return f"/toko/{slug}"


def verification(code: str) -> str:
    return f"/verifikasi/{code}"


def problem(number: str) -> str:
    return f"/admin/masalah/{number}"


APPLICATION = "/mitra/pendaftaran"
SELLER_HOME = "/mitra"
BALANCE = "/mitra/saldo"
ACCOUNT = "/akun"
REFUNDS = "/admin/pengembalian"
PAYMENTS = "/admin/pembayaran"

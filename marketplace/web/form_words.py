"""What WTForms says by itself about a field, in our words: it speaks English, and no Indonesian."""

from flask import Flask, request

from marketplace.i18n import N_, _

WORDS = {
    "This field is required.": N_("Bagian ini harus diisi."),
    "Invalid input.": N_("Isian ini tidak bisa dibaca."),
    "Not a valid choice.": N_("Pilih salah satu dari daftar."),
    "Invalid Choice: could not coerce.": N_("Pilih salah satu dari daftar."),
    "Invalid choice(s): one or more data inputs could not be coerced.": N_("Pilih dari daftar."),
    "'%(value)s' is not a valid choice for this field.": N_("“%(value)s” tidak ada di daftar."),
    "'%(value)s' are not valid choices for this field.": N_("“%(value)s” tidak ada di daftar."),
    "Not a valid integer value.": N_("Isi dengan angka bulat."),
    "Not a valid decimal value.": N_("Isi dengan angka."),
    "Not a valid float value.": N_("Isi dengan angka."),
    "Not a valid date value.": N_("Pilih tanggal yang ada di kalender."),
    "Not a valid datetime value.": N_("Pilih tanggal dan jam yang benar."),
    "Not a valid time value.": N_("Tulis jam seperti 09:30."),
    "Invalid email address.": N_("Alamat email ini belum lengkap. Contoh: nama@gmail.com."),
    "Number must be at least %(min)s.": N_("Paling kecil %(min)s."),
    "Number must be at most %(max)s.": N_("Paling besar %(max)s."),
    "Number must be between %(min)s and %(max)s.": N_("Isi angka dari %(min)s sampai %(max)s."),
    "Field must be at least %(min)d characters long.": N_("Paling sedikit %(min)d huruf."),
    "Field cannot be longer than %(max)d characters.": N_("Paling banyak %(max)d huruf."),
    "Field must be exactly %(max)d characters long.": N_("Harus tepat %(max)d huruf."),
    "Field must be between %(min)d and %(max)d characters long.": N_("Tulis %(min)d sampai %(max)d huruf."),
}


class FormWords:
    """The catalogue that Flask-WTF asks, one for a request; WTForms fills the words in."""

    def ugettext(self, words: str) -> str:
        return _(WORDS.get(words, words))

    def ungettext(self, one: str, many: str, count: int) -> str:
        return _(WORDS.get(many, many))


def _speak() -> None:
    request.wtforms_translations = FormWords()  # type: ignore[attr-defined]


def init_app(app: Flask) -> None:
    app.before_request(_speak)

"""What happened to a member, in words for a history page."""

from marketplace.i18n import N_, _
from marketplace.models import Event

WORDS = {
    "member_registered": N_("Membuat akun"),
    "email_confirmed": N_("Mengonfirmasi email"),
    "email_change_asked": N_("Meminta ganti email"),
    "email_changed": N_("Email diganti"),
    "profile_changed": N_("Mengubah profil"),
    "signed_in": N_("Masuk"),
    "session_ended": N_("Mengeluarkan satu perangkat"),
    "sessions_ended_by_admin": N_("Semua perangkat dikeluarkan pengelola"),
    "password_reset_asked": N_("Meminta kata sandi baru"),
    "password_reset": N_("Membuat kata sandi baru lewat email"),
    "password_changed": N_("Mengganti kata sandi"),
    "second_factor_enabled": N_("Mengaktifkan verifikasi dua langkah"),
    "second_factor_disabled": N_("Mematikan verifikasi dua langkah"),
    "recovery_codes_made": N_("Membuat kode pemulihan"),
    "recovery_code_used": N_("Memakai kode pemulihan"),
    "data_exported": N_("Mengunduh salinan data"),
    "account_deleted": N_("Menghapus akun"),
    "member_blocked": N_("Diblokir"),
    "member_unblocked": N_("Blokir dibuka"),
    "admin_made": N_("Dijadikan pengelola"),
    "admin_unmade": N_("Peran pengelola dicabut"),
}
OTHER = N_("Perubahan lain")


def words(event: Event) -> str:
    """The title of an event in a timeline."""
    return _(WORDS.get(event.name, OTHER))

"""What happened to an application and its shop, in words for a history."""

from marketplace.i18n import N_, _
from marketplace.models import Event

WORDS = {
    "application_started": N_("Pengajuan dimulai"),
    "application_saved": N_("Isian disimpan"),
    "application_submitted": N_("Pengajuan dikirim"),
    "application_withdrawn": N_("Pengajuan ditarik"),
    "seller_changes_asked": N_("Diminta diperbaiki"),
    "seller_approved": N_("Disetujui"),
    "seller_rejected": N_("Ditolak"),
    "seller_reopened": N_("Dibuka lagi"),
    "seller_suspended": N_("Dibekukan"),
    "seller_reinstated": N_("Diaktifkan lagi"),
    "shop_opened": N_("Toko buka"),
    "shop_profile_changed": N_("Halaman toko diubah"),
    "shop_handover_changed": N_("Cara kirim diubah"),
    "nib_handed_in": N_("NIB dikirim"),
    "holiday_taken": N_("Toko diliburkan"),
    "holiday_ended": N_("Libur diakhiri"),
    "personal_data_seen": N_("Data pribadi dilihat"),
    "paper_seen": N_("Berkas dilihat"),
}
OTHER = N_("Perubahan lain")


def words(event: Event) -> str:
    """The title of an event in a timeline."""
    return _(WORDS.get(event.name, OTHER))

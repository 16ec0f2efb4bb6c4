"""What sellers are told about their listings, each at most once, in their own language."""

from typing import Any

from marketplace import paths
from marketplace.i18n import N_, in_language
from marketplace.models import Event, Licence, Product
from marketplace.notifications import notify, write_mail


def approved(product: Product, event: Event) -> None:
    words = N_("%(name)s sudah disetujui dan tayang.")
    _tell(
        product, "listing_approved", words, f"listing-approved:{event.id}", shop_open=product.seller.is_open
    )


def returned(product: Product, event: Event, reason: str) -> None:
    words = N_("%(name)s perlu diperbaiki sebelum tayang.")
    _tell(product, "listing_returned", words, f"listing-returned:{event.id}", reason=reason)


def blocked(product: Product, event: Event, reason: str) -> None:
    words = N_("%(name)s diblokir dan tidak tayang lagi.")
    _tell(product, "listing_blocked", words, f"listing-blocked:{event.id}", reason=reason)


def change_accepted(product: Product, event: Event) -> None:
    words = N_("Perubahan %(name)s disetujui dan sudah tayang.")
    _tell(product, "listing_change_accepted", words, f"listing-change-accepted:{event.id}")


def change_declined(product: Product, event: Event, reason: str) -> None:
    words = N_("Perubahan %(name)s belum bisa disetujui.")
    _tell(product, "listing_change_declined", words, f"listing-change-declined:{event.id}", reason=reason)


def licence_ends_soon(licence: Licence) -> None:
    words = N_("Izin %(kind)s untuk %(name)s segera habis.")
    key = f"licence-soon:{licence.id}:{licence.expires_on}"
    _tell(licence.product, "listing_licence_soon", words, key, licence=licence, kind=licence.kind.label)


def licence_ended(licence: Licence, *, was_paused: bool) -> None:
    words = N_("Izin %(kind)s untuk %(name)s sudah habis.")
    key = f"licence-ended:{licence.id}:{licence.expires_on}"
    values = {"licence": licence, "kind": licence.kind.label, "was_paused": was_paused}
    _tell(licence.product, "listing_licence_ended", words, key, **values)


def _tell(product: Product, template: str, words: str, key: str, **values: Any) -> None:
    owner, path = product.seller.owner, paths.seller_product(product.slug)
    shown = {name: value for name, value in values.items() if name == "kind"}
    with in_language(owner.locale):
        notify(owner, words, key, path=path, name=product.name, **shown)
        write_mail(owner.email, template, key, user=owner, product=product, link=path, **values)

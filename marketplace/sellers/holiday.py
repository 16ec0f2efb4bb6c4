"""The shop takes a break: orders stop, the shop and its goods stay to be seen."""

from datetime import date, timedelta

from marketplace import clock, events
from marketplace.errors import Invalid
from marketplace.i18n import _
from marketplace.models import Seller

LONGEST_DAYS = 60


def take(seller: Seller, first: date, last: date) -> None:
    """Close the shop from `first` to `last`, both included. Raises Invalid."""
    if last < clock.today():
        raise Invalid(_("Tanggal buka kembali sudah lewat. Pilih tanggal yang akan datang."), field="last")
    if last < first:
        raise Invalid(_("Hari terakhir libur harus sama atau setelah hari pertamanya."), field="last")
    if last - first > timedelta(days=LONGEST_DAYS):
        raise Invalid(_("Libur paling lama %(n)s hari.", n=LONGEST_DAYS), field="last")
    seller.holiday_from, seller.holiday_until = first, last
    events.record("holiday_taken", seller, actor=seller.owner, first=first.isoformat(), last=last.isoformat())


def end(seller: Seller) -> None:
    """Open again at once. Nothing happens when the shop takes no break."""
    if seller.holiday_from is None:
        return
    seller.holiday_from = seller.holiday_until = None
    events.record("holiday_ended", seller, actor=seller.owner)

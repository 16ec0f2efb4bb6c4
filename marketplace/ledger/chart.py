"""The chart of accounts. An account is named here and made when the first entry needs it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from marketplace.extensions import db
from marketplace.models import Account
from marketplace.models.ledger import AccountKind
from marketplace.models.payments import GatewayName


@dataclass(frozen=True)
class AccountName:
    """What an account is called and which side it grows on."""

    code: str
    name: str
    kind: AccountKind
    seller_id: int | None = None


REFUNDS_DUE = AccountName("refunds:due", "Pengembalian yang belum dikirim", AccountKind.LIABILITY)
UNMATCHED = AccountName("payments:unmatched", "Uang masuk yang belum jelas tujuannya", AccountKind.LIABILITY)
COMMISSION = AccountName("income:commission", "Pendapatan komisi", AccountKind.INCOME)


def cash(gateway: GatewayName) -> AccountName:
    """Buyers' money where a gateway keeps it."""
    return AccountName(f"cash:{gateway.value}", f"Kas {gateway.label}", AccountKind.ASSET)


def held(seller_id: int) -> AccountName:
    """Buyers' money held for a seller until the order completes."""
    return AccountName(
        f"seller:{seller_id}:held", "Uang pembeli yang ditahan", AccountKind.LIABILITY, seller_id
    )


def available(seller_id: int) -> AccountName:
    """What the market owes a seller now."""
    return AccountName(
        f"seller:{seller_id}:available", "Saldo yang bisa dicairkan", AccountKind.LIABILITY, seller_id
    )


def cash_in_hand(seller_id: int) -> AccountName:
    """Cash a seller took at the door; what is left after settling is the commission still owed to us."""
    return AccountName(
        f"seller:{seller_id}:cash_in_hand", "Uang tunai di tangan penjual", AccountKind.ASSET, seller_id
    )


def ids_of(names: Iterable[AccountName]) -> dict[str, int]:
    """Keys of the accounts by code, made where missing, also when two transactions need them first at once.

    Missing ones are made in the order of their codes, so that such transactions never wait in a circle.
    """
    wanted = {name.code: name for name in names}
    known = _known(wanted)
    missing = sorted(set(wanted) - set(known))
    for code in missing:
        name = wanted[code]
        db.session.execute(
            insert(Account)
            .values(code=code, name=name.name, kind=name.kind, seller_id=name.seller_id)
            .on_conflict_do_nothing(index_elements=[Account.code])
        )
    return known | _known(missing) if missing else known


def _known(codes: Iterable[str]) -> dict[str, int]:
    query = select(Account.code, Account.id).where(Account.code.in_(list(codes)))
    return {row.code: row.id for row in db.session.execute(query)}

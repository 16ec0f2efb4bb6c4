"""Writing journals and reading balances. Nothing else touches the ledger's tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from marketplace.extensions import db
from marketplace.ledger.chart import AccountName, ids_of
from marketplace.models import Account, Entry, Journal, Order
from marketplace.models.ledger import AccountKind
from marketplace.orm import Keyed

GROWS_BY_DEBIT = {AccountKind.ASSET, AccountKind.EXPENSE}


class Unbalanced(ValueError):
    """Entries that do not sum to zero: a mistake in the program, never in what a person typed."""


def post(
    kind: str,
    cause: Keyed,
    entries: Mapping[AccountName, int],
    *,
    order: Order | None = None,
    note: str = "",
) -> bool:
    """Write one money fact: signed rupiah by account, positive debit and negative credit.

    A cause has at most one journal of a kind: False when it is already there, which two workers may
    find at the same time. Zero amounts are left out. Raises Unbalanced.
    """
    amounts = {account: amount for account, amount in entries.items() if amount}
    if sum(amounts.values()) != 0 or not amounts:
        raise Unbalanced(f"{kind} of {cause!r}: {amounts}")
    db.session.flush()
    journal_id = db.session.scalar(
        insert(Journal)
        .values(
            kind=kind,
            cause_kind=cause.__tablename__,  # type: ignore[attr-defined]
            cause_id=cause.id,
            order_id=order.id if order else None,
            note=note,
        )
        .on_conflict_do_nothing(index_elements=[Journal.kind, Journal.cause_kind, Journal.cause_id])
        .returning(Journal.id)
    )
    if journal_id is None:
        return False
    ids = ids_of(amounts)
    db.session.execute(
        insert(Entry).values(
            [
                {"journal_id": journal_id, "account_id": ids[account.code], "amount": amount}
                for account, amount in amounts.items()
            ]
        )
    )
    return True


def balance(account: AccountName) -> int:
    """What an account holds, in rupiah, positive on the side it grows on; 0 when nothing was posted yet."""
    return balances(account)[0]


def balances(*accounts: AccountName) -> list[int]:
    """The balances of several accounts in one statement, in their order."""
    query = (
        select(Account.code, func.sum(Entry.amount))
        .join(Entry, Entry.account_id == Account.id)
        .where(Account.code.in_([account.code for account in accounts]))
        .group_by(Account.code)
    )
    totals = {code: int(total) for code, total in db.session.execute(query)}
    found = ((account, totals.get(account.code, 0)) for account in accounts)
    return [total if account.kind in GROWS_BY_DEBIT else -total for account, total in found]


@dataclass(frozen=True)
class StatementLine:
    """One entry of an account, in rupiah as the account grows, with the order it comes from."""

    entry_id: int
    posted_at: datetime
    kind: str
    amount: int
    order_number: str | None
    note: str


def statement(
    account: AccountName, *, kinds: Collection[str] = (), before: int | None = None, limit: int = 50
) -> list[StatementLine]:
    """The newest entries of an account first, those before an entry's key; `kinds` keeps some journals."""
    sign = 1 if account.kind in GROWS_BY_DEBIT else -1
    query = (
        select(Entry.id, Journal.posted_at, Journal.kind, Entry.amount, Order.number, Journal.note)
        .join(Journal, Entry.journal_id == Journal.id)
        .join(Account, Entry.account_id == Account.id)
        .outerjoin(Order, Journal.order_id == Order.id)
        .where(Account.code == account.code)
        .order_by(Entry.id.desc())
        .limit(limit)
    )
    if kinds:
        query = query.where(Journal.kind.in_(kinds))
    if before is not None:
        query = query.where(Entry.id < before)
    return [
        StatementLine(key, at, what, sign * amount, number, note)
        for key, at, what, amount, number, note in db.session.execute(query)
    ]

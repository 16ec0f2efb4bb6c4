"""What every model shares: types, naming of constraints, labelled enums, state machines."""

import enum
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Enum,
    Identity,
    LargeBinary,
    MetaData,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column, registry

from marketplace import clock
from marketplace.crypto import Sealed, SealedText
from marketplace.errors import InvalidTransition
from marketplace.i18n import _

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            int: BigInteger,
            str: Text,
            bytes: LargeBinary,
            datetime: DateTime(timezone=True),
            dict[str, Any]: JSONB,
            list[Any]: JSONB,
            list[str]: JSONB,
            Sealed: SealedText,
        },
    )


class Keyed:
    """A surrogate key. Never shown to anyone: addresses carry slugs, numbers and codes."""

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True, sort_order=-10)


class Timed:
    """When the row was made."""

    @declared_attr
    def created_at(cls) -> Mapped[datetime]:
        return mapped_column(default=clock.now, server_default=func.now(), sort_order=90)


class Labelled(enum.StrEnum):
    """An enum whose members carry the Indonesian words people see."""

    _words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member._words = words or value
        return member

    @property
    def label(self) -> str:
        return _(self._words)


def enum_column(kind: type[enum.StrEnum], **options: Any) -> MappedColumn[Any]:
    """A text column that holds only the enum's values, checked by the database as well."""
    return mapped_column(
        Enum(
            kind,
            native_enum=False,
            create_constraint=True,
            length=32,
            validate_strings=True,
            values_callable=lambda members: [member.value for member in members],
            name=kind.__name__.lower(),
        ),
        **options,
    )


def check(rule: str, name: str) -> CheckConstraint:
    return CheckConstraint(rule, name=name)


class Machine:
    """A row with a status that moves only along its `NEXT` table."""

    NEXT: ClassVar[dict[Any, frozenset[Any]]]

    if TYPE_CHECKING:
        status: Any

    def can_become(self, status: Labelled) -> bool:
        return status in self.NEXT.get(self.status, frozenset())

    def _become(self, status: Labelled) -> None:
        if not self.can_become(status):
            raise InvalidTransition(self, self.status, status)
        self.status = status

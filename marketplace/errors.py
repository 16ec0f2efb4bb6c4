"""Refusals the domain can give. Each knows its HTTP status; only the web layer turns it into an answer."""

from typing import ClassVar

from marketplace.i18n import _


class Refusal(Exception):
    """Base of every refusal. `message` is a whole Indonesian sentence that says what to do."""

    status: ClassVar[int] = 409

    def __init__(self, message: str = "") -> None:
        self.message = message or self.default_message()
        super().__init__(self.message)

    def default_message(self) -> str:
        return _("Permintaan ini tidak bisa dikerjakan.")


class NotFound(Refusal):
    """The thing does not exist, or is not the caller's: both look the same from outside."""

    status = 404

    def default_message(self) -> str:
        return _("Yang Anda cari tidak ada.")


class Forbidden(Refusal):
    """The caller is known, and may not."""

    status = 403

    def default_message(self) -> str:
        return _("Anda tidak punya izin untuk ini.")


class Conflict(Refusal):
    """The state of the thing does not allow it (any more)."""


class InvalidTransition(Conflict):
    """A state machine was asked for a move its table does not have."""

    def __init__(self, subject: object, current: str, wanted: str) -> None:
        self.subject, self.current, self.wanted = subject, current, wanted
        super().__init__(
            _("Langkah ini tidak bisa dilakukan karena keadaannya sudah berubah. Muat ulang halaman ini.")
        )


class Invalid(Refusal):
    """A value breaks a rule of the domain. `field` names the form field to mark, when there is one."""

    status = 422

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


class TooMany(Refusal):
    """Asked too often; `retry_after` is in seconds."""

    status = 429

    def __init__(self, retry_after: int, message: str = "") -> None:
        self.retry_after = retry_after
        super().__init__(message or _("Terlalu banyak percobaan. Coba lagi beberapa menit lagi."))


class Unavailable(Refusal):
    """Something we depend on does not answer now; nothing was lost."""

    status = 503

    def default_message(self) -> str:
        return _("Layanan sedang sibuk. Coba lagi sebentar lagi; isian Anda tidak hilang.")

"""The second proof at sign-in: a code from an app on the phone, or one of ten codes kept on paper."""

import hmac

import pyotp
from sqlalchemy import delete, func, select

from marketplace import clock, events
from marketplace.accounts import sessions
from marketplace.crypto import Sealed, digests, new_code
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import RecoveryCode, User
from marketplace.notifications import write_mail

ISSUER = "Pasar IKM"
STEP_SECONDS = 30
RECOVERY_CODES = 10


def begin(user: User) -> None:
    """Make a new secret for the person's app; it counts only once a code has confirmed it.

    Raises Conflict when the second factor is on already, or the e-mail address is not proven yet.
    """
    if user.has_second_factor:
        raise Conflict(_("Verifikasi dua langkah sudah aktif."))
    if user.email_confirmed_at is None:
        raise Conflict(_("Konfirmasi email Anda dulu. Tautannya ada di email dari kami."))
    user.totp_secret, user.totp_last_step = Sealed(pyotp.random_base32()), None


def app_address(user: User) -> str:
    """What the QR code says to the app. Raises Conflict when no secret waits to be confirmed."""
    return pyotp.TOTP(_waiting_secret(user)).provisioning_uri(name=user.email, issuer_name=ISSUER)


def typed_key(user: User) -> str:
    """The secret in groups of four, for typing. Raises Conflict when none waits to be confirmed."""
    secret = _waiting_secret(user)
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def confirm(user: User, code: str, session_id: int | None) -> list[str]:
    """Switch the second factor on and end the other sessions. Returns recovery codes, to be shown once.

    Raises Invalid for a wrong code.
    """
    user = _locked(user)
    _waiting_secret(user)
    if not _spend_code(user, code):
        raise _wrong("code")
    user.totp_confirmed_at = clock.now()
    sessions.end_all(user, but=session_id)
    _tell(user, "second_factor_enabled")
    return renew_recovery_codes(user)


def renew_recovery_codes(user: User) -> list[str]:
    """Ten new recovery codes in place of the old ones, to be shown once."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [new_code(10) for _n in range(RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(user_id=user.id, code_hash=_recovery_hashes(user, code)[0]) for code in codes
    )
    events.record("recovery_codes_made", user, actor=user)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    query = select(func.count()).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(query) or 0


def check(user: User, code: str, field: str = "code") -> None:
    """Accept a code of the app or a recovery code, each only once. Raises Invalid."""
    user = _locked(user)
    if _spend_code(user, code):
        return
    if not _spend_recovery_code(user, code):
        raise _wrong(field)
    left = recovery_codes_left(user)
    event = events.record("recovery_code_used", user, actor=user, left=left)
    db.session.flush()
    key = f"recovery_code_used:{event.id}"
    write_mail(user.email, "recovery_code_used", key, user=user, name=user.name, at=event.at, left=left)


def switch_off(user: User, code: str, session_id: int | None) -> None:
    """Take the second factor away and end the other sessions. Raises Invalid for a wrong code."""
    check(user, code)
    user.totp_secret = user.totp_confirmed_at = user.totp_last_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    sessions.end_all(user, but=session_id)
    _tell(user, "second_factor_disabled")


def _locked(user: User) -> User:
    query = select(User).where(User.id == user.id).with_for_update(of=User)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _waiting_secret(user: User) -> str:
    if user.totp_secret is None or user.has_second_factor:
        raise Conflict(_("Mulai lagi dari halaman verifikasi dua langkah."))
    return user.totp_secret.reveal()


def _spend_code(user: User, code: str) -> bool:
    """Whether it is the app's code of now, a step before or after, and later than the last one used."""
    digits = "".join(char for char in code if char.isdigit())
    if user.totp_secret is None or len(digits) != 6 or len(digits) != len(code.replace(" ", "")):
        return False
    app = pyotp.TOTP(user.totp_secret.reveal())
    now = int(clock.now().timestamp()) // STEP_SECONDS
    for step in (now, now - 1, now + 1):
        fits = hmac.compare_digest(app.generate_otp(step), digits)
        if fits and (user.totp_last_step is None or step > user.totp_last_step):
            user.totp_last_step = step
            return True
    return False


def _spend_recovery_code(user: User, code: str) -> bool:
    query = select(RecoveryCode).where(
        RecoveryCode.user_id == user.id,
        RecoveryCode.code_hash.in_(_recovery_hashes(user, code)),
        RecoveryCode.used_at.is_(None),
    )
    kept = db.session.scalar(query)
    if kept is None:
        return False
    kept.used_at = clock.now()
    return True


def _recovery_hashes(user: User, code: str) -> list[str]:
    """What is kept of a code, under every field key, the newest first."""
    plain = "".join(char for char in code.upper() if char.isalnum())
    plain = plain.translate(str.maketrans("ILO", "110"))
    return [found.hex() for found in digests(plain, f"recovery code of {user.id}")]


def _wrong(field: str) -> Invalid:
    return Invalid(_("Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi Anda."), field)


def _tell(user: User, name: str) -> None:
    event = events.record(name, user, actor=user)
    db.session.flush()
    write_mail(user.email, name, f"{name}:{event.id}", user=user, name=user.name, at=event.at)

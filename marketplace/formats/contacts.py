"""E-mail addresses and telephone numbers of members, who may live abroad, in the one form we keep."""

import re

from email_validator import EmailNotValidError, validate_email

from marketplace.formats import phones

FOREIGN_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")


def normal_email(text: str) -> str | None:
    """The address in lower case without spaces around it, or None when it cannot be one."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return (found.ascii_email or found.normalized).lower()


def normal_phone(text: str) -> str | None:
    """The number as E.164 (`+6281234567890`), written in any of the usual ways, or None.

    Numbers of other countries need their `+` and code.
    """
    bare = re.sub(r"[\s().-]", "", text)
    if FOREIGN_PHONE.fullmatch(bare) and not bare.startswith("+62"):
        return bare
    try:
        return phones.parse(text)
    except phones.BadPhone:
        return None


def shown_phone(e164: str) -> str:
    """`0812-3456-7890`, or a foreign number as it is kept."""
    return phones.shown(e164) if e164.startswith("+62") else e164

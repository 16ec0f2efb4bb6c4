"""Telling people: mails and in-app notices, written with their cause, each at most once."""

from marketplace.notifications.notices import notify
from marketplace.notifications.writing import write_mail

__all__ = ["notify", "write_mail"]

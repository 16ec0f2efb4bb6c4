"""What the stand-in accepts. Anything it does not know is refused, as Stripe does."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

Check = Callable[[str], bool]


class BadParams(Exception):
    """A parameter that is unknown, missing or wrong; `param` names it."""

    def __init__(self, message: str, param: str) -> None:
        self.param = param
        super().__init__(message)


@dataclass(frozen=True)
class One:
    """A single value that passes a check."""

    check: Check = bool
    required: bool = False


@dataclass(frozen=True)
class Many:
    """An object of named parts, or a list of such objects."""

    parts: dict[str, One | Many | Free]
    is_list: bool = False
    required: bool = False


@dataclass(frozen=True)
class Free:
    """Keys and values of our own choice, as many as Stripe takes."""

    required: bool = False


def _one_of(*values: str) -> Check:
    return lambda text: text in values


def _number(text: str) -> bool:
    return text.isdigit() and int(text) > 0


def _whole_rupiah(text: str) -> bool:
    return _number(text) and int(text) % 100 == 0 and len(text) <= 12


def _url(text: str) -> bool:
    return re.fullmatch(r"https?://[^\s]+", text) is not None


def _soon(text: str) -> bool:
    """Between half an hour and a day from now."""
    return text.isdigit() and time.time() + 30 * 60 <= int(text) <= time.time() + 24 * 3600


SESSION = Many(
    {
        "mode": One(_one_of("payment"), required=True),
        "ui_mode": One(_one_of("hosted_page", "embedded_page", "elements")),
        "locale": One(_one_of("id", "en", "auto")),
        "client_reference_id": One(lambda text: 0 < len(text) <= 200),
        "customer_email": One(lambda text: "@" in text),
        "line_items": Many(
            {
                "quantity": One(_number, required=True),
                "price_data": Many(
                    {
                        "currency": One(_one_of("idr"), required=True),
                        "unit_amount": One(_whole_rupiah, required=True),
                        "product_data": Many({"name": One(required=True)}, required=True),
                    },
                    required=True,
                ),
            },
            is_list=True,
            required=True,
        ),
        "success_url": One(_url, required=True),
        "cancel_url": One(_url),
        "expires_at": One(_soon),
        "metadata": Free(),
        "payment_intent_data": Many({"metadata": Free()}),
    }
)
REFUND = Many(
    {
        "payment_intent": One(lambda text: text.startswith("pi_"), required=True),
        "amount": One(_whole_rupiah),
        "metadata": Free(),
    }
)
NOTHING = Many({})


def read(body: str) -> dict[str, Any]:
    """A form body with its brackets as nested values; lists are dicts of positions."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        first, *rest = re.findall(r"[^\[\]]+", name)
        place = found
        for key in (first, *rest)[:-1]:
            place = place.setdefault(key, {})
        place[(first, *rest)[-1]] = value
    return found


Shape = One | Many | Free


def check(given: Any, wanted: Shape, path: str = "") -> None:
    """Raise BadParams for anything unknown, missing or wrong."""
    if isinstance(wanted, One):
        if not isinstance(given, str) or not wanted.check(given):
            raise BadParams(f"Invalid value for {path}: {given!r}", path)
        return
    if not isinstance(given, dict):
        raise BadParams(f"Invalid object: {path}", path)
    if isinstance(wanted, Free):
        if len(given) > 50 or any(len(value) > 500 for value in given.values()):
            raise BadParams(f"Too much in {path}", path)
    elif wanted.is_list:
        for place, item in given.items():
            _check_parts(item, wanted.parts, f"{path}[{place}]")
    else:
        _check_parts(given, wanted.parts, path)


def _check_parts(given: dict[str, Any], parts: dict[str, Shape], path: str) -> None:
    for name in given:
        if name not in parts:
            raise BadParams(f"Received unknown parameter: {path}{name}", path + name)
    for name, part in parts.items():
        if name in given:
            check(given[name], part, f"{path}[{name}]" if path else name)
        elif part.required:
            raise BadParams(f"Missing required param: {path}{name}.", path + name)

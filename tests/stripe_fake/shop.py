"""What the stand-in remembers, and the rules of its money."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
import time
from typing import Any

from tests.stripe_fake.params import BadParams


class NoSuch(Exception):
    """There is no object of this name."""


class Refused(Exception):
    """The state of things does not allow it."""


class Books:
    """Sessions, payment intents and refunds, as plain values."""

    def __init__(self, secret: str, url: str) -> None:
        self.secret, self.url = secret, url
        self.lock = threading.RLock()
        self.sessions: dict[str, dict[str, Any]] = {}
        self.intents: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.refund_status = "succeeded"

    def open_session(self, given: dict[str, Any]) -> dict[str, Any]:
        name = f"cs_test_{secrets.token_hex(12)}"
        total = sum(
            int(item["quantity"]) * int(item["price_data"]["unit_amount"])
            for item in given["line_items"].values()
        )
        self.sessions[name] = {
            "id": name,
            "object": "checkout.session",
            "livemode": False,
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": total,
            "currency": "idr",
            "client_reference_id": given.get("client_reference_id"),
            "customer_email": given.get("customer_email"),
            "expires_at": int(given.get("expires_at", time.time() + 86_400)),
            "metadata": given.get("metadata", {}),
            "payment_intent": None,
            "url": f"{self.url}/c/pay/{name}",
            "_intent_metadata": given.get("payment_intent_data", {}).get("metadata", {}),
        }
        return self.shown(name)

    def session(self, name: str) -> dict[str, Any]:
        if name not in self.sessions:
            raise NoSuch(f"No such checkout session: {name}")
        return self.sessions[name]

    def shown(self, name: str) -> dict[str, Any]:
        """A session as it is told outside."""
        return {key: value for key, value in self.session(name).items() if not key.startswith("_")}

    def expire_session(self, name: str) -> dict[str, Any]:
        session = self.session(name)
        if session["status"] != "open":
            raise Refused(
                f'Only a session with status in ["open"] can be expired. This is {session["status"]}.'
            )
        session["status"] = "expired"
        return self.shown(name)

    def refund(self, given: dict[str, Any]) -> dict[str, Any]:
        intent = self.intents.get(given["payment_intent"])
        if intent is None:
            raise NoSuch(f"No such payment_intent: {given['payment_intent']}")
        amount = int(given.get("amount", intent["amount"]))
        done = sum(r["amount"] for r in self.refunds.values() if r["payment_intent"] == intent["id"])
        if amount + done > intent["amount_received"]:
            raise BadParams("Refund amount is greater than unrefunded amount on charge", "amount")
        name = f"re_{secrets.token_hex(12)}"
        self.refunds[name] = {
            "id": name,
            "object": "refund",
            "amount": amount,
            "currency": "idr",
            "payment_intent": intent["id"],
            "status": self.refund_status,
            "metadata": given.get("metadata", {}),
        }
        return self.refunds[name]

    # What buyers and banks do.

    def pay(self, name: str, *, slowly: bool = False) -> dict[str, Any]:
        """The buyer finishes the page; `slowly` when the money comes later."""
        session = self.session(name)
        assert session["status"] == "open", session["status"]
        intent = f"pi_{secrets.token_hex(12)}"
        session |= {"status": "complete", "payment_intent": intent}
        self.intents[intent] = {
            "id": intent,
            "object": "payment_intent",
            "amount": session["amount_total"],
            "amount_received": 0,
            "currency": "idr",
            "status": "processing",
            "metadata": session["_intent_metadata"],
        }
        if not slowly:
            self.settle(name)
        return self.shown(name)

    def settle(self, name: str) -> None:
        """The money arrives."""
        session = self.session(name)
        session["payment_status"] = "paid"
        intent = self.intents[session["payment_intent"]]
        intent |= {"status": "succeeded", "amount_received": intent["amount"]}

    # What it tells.

    def event(self, kind: str, thing: dict[str, Any], **changes: Any) -> dict[str, Any]:
        return {
            "id": f"evt_{secrets.token_hex(12)}",
            "object": "event",
            "api_version": "2026-10-28.endive",
            "created": int(time.time()),
            "livemode": False,
            "type": kind,
            "data": {"object": {**thing, **changes}},
        }

    def signed(self, event: dict[str, Any], *, at: int = 0, secret: str = "") -> tuple[bytes, str]:
        """The raw body of an event and its signature header."""
        body = json.dumps(event).encode()
        stamp = at or int(time.time())
        key = (secret or self.secret).encode()
        digest = hmac.new(key, f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        return body, f"t={stamp},v1={digest}"

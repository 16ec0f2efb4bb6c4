"""Every address times every kind of caller. What the views declare is also written down here, so that a
change of it is a change of this table."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.routing import Rule

from marketplace.errors import Forbidden
from marketplace.extensions import login_manager
from marketplace.models import User
from marketplace.transactions import transaction
from marketplace.web import access
from marketplace.web.access import MEMBER, PUBLIC, SERVICE
from tests.factories.bimtek import an_officer
from tests.factories.people import a_user, an_admin
from tests.factories.sellers import a_seller
from tests.harness.web import browser_client, session_cookie

TABLE = Path(__file__).parent / "permissions.txt"
VALUES = {"int": 999_999_999, "default": "tidak-ada", "path": "tidak-ada"}
CALLERS = ["stranger", "buyer", "seller", "organiser", "admin"]


def rules(app: Flask) -> list[tuple[Rule, str]]:
    """Every rule of the address map with each method that may change or show something."""
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found += [(rule, method) for method in methods]
    return found


def declared(app: Flask, rule: Rule) -> frozenset[str]:
    return getattr(app.view_functions[rule.endpoint], "allowed", frozenset())


def test_every_address_says_who_may_call_it_and_stands_in_the_table(app: Flask) -> None:
    lines = [
        f"{method:4} {rule.rule}  {','.join(sorted(declared(app, rule))) or 'NOBODY'}"
        for rule, method in rules(app)
    ]

    assert [line for line in lines if line.endswith("NOBODY")] == []
    assert TABLE.read_text().splitlines() == lines


def somebody(kind: str) -> User | None:
    makers = {
        "buyer": a_user,
        "seller": lambda: a_seller().owner,
        "organiser": an_officer,
        "admin": an_admin,
    }
    return makers[kind]() if kind in makers else None


def may_call(allowed: frozenset[str], kind: str) -> bool:
    return bool(allowed & {PUBLIC, SERVICE, kind}) or (MEMBER in allowed and kind != "stranger")


@pytest.mark.parametrize("kind", CALLERS)
def test_a_caller_passes_where_the_view_says_so_and_nowhere_else(app: Flask, kind: str) -> None:
    with transaction():
        user = somebody(kind)
    wrong = []
    for rule, method in rules(app):
        client = browser_client(app)
        if user is not None:
            client.set_cookie(*session_cookie(app, user))
        values: dict[str, Any] = {name: VALUES[_kind(rule, name)] for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        answer = client.open(address, method=method)
        sent_away = answer.status_code == 303 and answer.headers["Location"].startswith("/masuk")
        passed = answer.status_code != 403 and not (sent_away and PUBLIC not in declared(app, rule))
        expected = may_call(declared(app, rule), kind)
        if passed != expected or answer.status_code >= 500:
            wrong.append(f"{method} {address}: {answer.status_code}, expected {'in' if expected else 'out'}")

    assert wrong == []


def _kind(rule: Rule, name: str) -> str:
    converter = rule._converters[name]  # the rule's own type of the argument
    return {"IntegerConverter": "int", "PathConverter": "path"}.get(type(converter).__name__, "default")


def test_an_address_without_a_declaration_is_closed() -> None:
    """The guard by itself, before a view that forgot to say who may call it."""
    bare = Flask("bare")
    bare.secret_key = "only for this test"
    Babel(bare)
    login_manager.init_app(bare)
    access.init_app(bare)
    bare.register_error_handler(Forbidden, lambda refusal: ("", refusal.status))
    bare.add_url_rule("/lupa", view_func=lambda: "in")

    assert bare.test_client().get("/lupa").status_code == 403

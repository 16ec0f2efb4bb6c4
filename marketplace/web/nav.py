"""What every page may ask about its reader and its surroundings, read only when a template asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import get_locale
from sqlalchemy import func, select

from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Basket, BasketLine, Category, Notice, User
from marketplace.web.access import visitor

LOCALES = ("id", "en")
LOCALE_COOKIE = "bahasa"


@dataclass(frozen=True)
class NavItem:
    """One entry of a menu or tab bar."""

    label: str
    url: str
    icon: str = ""
    count: int = 0
    current: bool = False


Menu = Callable[[User], list[NavItem]]
_menus: dict[str, Menu] = {}


def menu_of(side: str) -> Callable[[Menu], Menu]:
    """Register the function that makes the menu of one side (`seller`, `organiser`, `office`, `admin`)."""

    def register(menu: Menu) -> Menu:
        _menus[side] = menu
        return menu

    return register


class Nav:
    """The reader's surroundings: who, which language, which side of the market."""

    @property
    def user(self) -> User | None:
        return visitor()

    @property
    def side(self) -> str:
        first = request.path.split("/", 2)[1]
        return {"mitra": "seller", "admin": "admin", "bimtek": "organiser", "instansi": "office"}.get(
            first, "public"
        )

    @property
    def menu(self) -> list[NavItem]:
        user, menu = visitor(), _menus.get(self.side)
        return menu(user) if user and menu else []

    @property
    def categories(self) -> list[NavItem]:
        """The market's main shelves."""
        if g.get("database_away"):
            return []
        roots = db.session.execute(
            select(Category.slug, Category.name)
            .where(Category.parent_id.is_(None), Category.is_enabled)
            .order_by(Category.position)
        )
        chosen = request.args.get("kategori", "")
        return [NavItem(_(name), f"/produk?kategori={slug}", current=slug == chosen) for slug, name in roots]

    @property
    def locale(self) -> str:
        return str(get_locale() or "id")

    @property
    def other_locale(self) -> str:
        return "en" if self.locale == "id" else "id"

    @property
    def is_demo(self) -> bool:
        return bool(current_app.config["SETTINGS"].is_demo)

    @property
    def version(self) -> str:
        return str(current_app.config["SETTINGS"].version)

    @property
    def public_url(self) -> str:
        return str(current_app.config["SETTINGS"].public_url)

    @property
    def here(self) -> str:
        """The current path with its query, to come back to."""
        return request.full_path.rstrip("?")

    @property
    def help_url(self) -> str:
        text = _("Halo Pasar IKM, saya butuh bantuan.").replace(" ", "%20")
        return f"https://wa.me/6281200000000?text={text}"

    def basket_count(self) -> int:
        """Pieces of different things in the reader's basket."""
        if g.get("database_away"):
            return 0
        user = visitor()
        owner: Any
        if user is not None:
            owner = Basket.user_id == user.id
        elif (session_id := getattr(session, "id", None)) is not None:
            owner = Basket.session_id == session_id
        else:
            return 0
        query = select(func.count(BasketLine.id)).join(Basket).where(owner)
        return db.session.scalar(query) or 0

    def unread_notices(self) -> int:
        user = visitor()
        if user is None:
            return 0
        query = select(func.count(Notice.id)).where(Notice.user_id == user.id, Notice.read_at.is_(None))
        return db.session.scalar(query) or 0


def pick_locale() -> str:
    """The reader's language: what they chose, else what their account says, else Indonesian.

    A job and a command have no reader.
    """
    if not has_request_context():
        return "id"
    chosen = request.cookies.get(LOCALE_COOKIE, "")
    if chosen in LOCALES:
        return chosen
    user = visitor()
    return user.locale if user else "id"


def init_app(app: Flask) -> None:
    nav = Nav()
    app.context_processor(lambda: {"nav": nav})

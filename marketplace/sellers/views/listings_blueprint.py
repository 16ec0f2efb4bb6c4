"""The blueprint of a seller's products, and what its views share."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events
from marketplace.models import Event, Product
from marketplace.models.catalogue import LicenceKind, ProductStatus
from marketplace.sellers import category_rules, changes, listings_states
from marketplace.web.access import my_shop

listings = Blueprint("listings", __name__)
AUTOSAVE = "X-Autosave"


def wants_quiet() -> bool:
    """The page's own script saves what is typed; nobody pressed a button."""
    return AUTOSAVE in request.headers


def editor_url(slug: str, page: str = "", anchor: str = "") -> str:
    """Address of a part of a product's editor."""
    tail = f"/{page}" if page else ""
    mark = f"#{anchor}" if anchor else ""
    return f"{url_for('listings.show', slug=slug)}{tail}{mark}"


def labels_of(kinds: Iterable[str]) -> str:
    """Kinds of licences in words: `P-IRT, Halal`."""
    return ", ".join(LicenceKind(kind).label for kind in kinds)


def render_editor(template: str, product: Product, status: int = 200, **values: Any) -> ResponseReturnValue:
    """A page of the editor, with what every one of them tells."""
    page = render_template(
        f"sellers/products/{template}.html",
        product=product,
        change=changes.waiting(product),
        wanted=changes.wanted_values(product),
        is_draft=product.status in {ProductStatus.DRAFT, ProductStatus.NEEDS_CHANGES},
        is_food=category_rules.is_food(product.category),
        editor_url=editor_url,
        labels_of=labels_of,
        shop=my_shop(),
        **values,
    )
    return page, status


def last_return(product: Product) -> Event | None:
    """The admin's last wish, while it is open."""
    if product.status != ProductStatus.NEEDS_CHANGES:
        return None
    returned = [event for event in events.history(product) if event.name == "listing_returned"]
    return returned[-1] if returned else None


def overview_values(product: Product) -> dict[str, Any]:
    """What the overview of a product shows beside the product itself."""
    return {
        "missing": category_rules.missing(product),
        "needs_a_look": listings_states.needs_a_look(product),
        "returned": last_return(product),
        "photos": changes.wanted_photos(product),
    }

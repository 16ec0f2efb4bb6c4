"""Views of the bimtek package."""

from marketplace.bimtek.views import (
    admin_organisers,
    batches,
    commands,
    grids,
    imports,
    papers,
    people,
    programmes,
    verification,
)
from marketplace.bimtek.views.blueprint import pages

__all__ = ["batches", "blueprints", "commands", "grids", "imports", "papers", "people", "programmes"]

blueprints = (pages, verification.pages, admin_organisers.pages)

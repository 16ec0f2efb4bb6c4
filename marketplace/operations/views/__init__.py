"""Views of the operations package."""

from marketplace.operations.views.machines import machines
from marketplace.operations.views.site import operations

blueprints = (operations, machines)

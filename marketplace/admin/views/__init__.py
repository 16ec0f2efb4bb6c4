"""Views of the admin package."""

from marketplace.admin.views import applications

blueprints = (applications.pages,)

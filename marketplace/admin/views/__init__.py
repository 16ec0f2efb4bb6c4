"""Views of the admin package."""

from marketplace.admin.views import (
    applications,
    home,
    mail,
    payments,
    people,
    problems,
    products,
    refunds,
    reviews,
    rules,
)

blueprints = (
    home.home,
    applications.pages,
    mail.mails,
    payments.payments,
    people.people,
    products.pages,
    rules.rules,
    problems.pages,
    refunds.pages,
    reviews.pages,
)

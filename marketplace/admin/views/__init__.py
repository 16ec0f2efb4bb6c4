"""Views of the admin package."""

from marketplace.admin.views import applications, home, mail, payments, people, rules

blueprints = (home.home, applications.pages, mail.mails, payments.payments, people.people, rules.rules)

"""Views of the admin package."""

from marketplace.admin.views import applications, home, mail, people, rules

blueprints = (home.home, applications.pages, mail.mails, people.people, rules.rules)

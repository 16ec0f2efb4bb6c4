"""The HTML page around a mail's paragraphs, in the market's colours and without anything from outside."""

from markupsafe import Markup

from marketplace.notifications.writing import page_template, site


def page(subject: str, body_html: str) -> str:
    """A whole HTML document. `body_html` is safe already (`writing` escaped it); the subject is not."""
    return page_template("mail/frame.letter").render(
        subject=subject,
        body=Markup(body_html),  # noqa: S704
        site=site(),
    )

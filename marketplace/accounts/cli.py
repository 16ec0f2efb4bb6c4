"""Commands about people."""

import secrets
import sys

import click

from marketplace.accounts import appointing, passwords
from marketplace.errors import Invalid
from marketplace.formats.contacts import normal_email
from marketplace.transactions import transaction


@click.group()
def admin() -> None:
    """Look after admins."""


@admin.command()
@click.argument("email")
@click.option("--name", default="Pengelola", show_default=True, help="What the admin is called.")
def create(email: str, name: str) -> None:
    """Make an admin of EMAIL. The password is asked at a terminal, else made up and printed once."""
    address = normal_email(email)
    if address is None:
        raise click.BadParameter(f"{email!r} is not an e-mail address", param_hint="EMAIL")
    asked = sys.stdin.isatty()
    password = (
        click.prompt("Password", hide_input=True, confirmation_prompt=True)
        if asked
        else secrets.token_urlsafe(15)
    )
    try:
        passwords.require_strong(password, name, address)
    except Invalid as refusal:
        raise click.ClickException(refusal.message) from refusal
    password_hash = passwords.hash_password(password)
    with transaction():
        appointing.appoint(address, name, password_hash)
    click.echo(f"{address} is an admin.")
    if not asked:
        click.echo(f"Password (shown only now): {password}")
    click.echo("In production the second factor is set up at the first sign-in.")

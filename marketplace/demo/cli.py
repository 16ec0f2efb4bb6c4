"""`flask demo seed`."""

import click

from config import Settings


def commands(settings: Settings) -> click.Group:
    """The commands that only a demo has a use for."""

    @click.group()
    def demo() -> None:
        """Look after the demo's data."""

    @demo.command()
    def seed() -> None:
        """Fill the demo market with people, shops, goods and orders. A second run changes nothing."""
        from marketplace.demo import seed as seeding  # the drawings are loaded by nobody else

        try:
            seeding.run(settings, lambda words: click.echo(f"pasar-ikm: {words}"))
        except seeding.NotInProduction as refusal:
            raise click.ClickException(str(refusal)) from refusal
        click.echo(f"pasar-ikm: {seeding.alumni_words()}")

    return demo

"""Commands: everything an operator does without the web."""

import asyncio

import click
from flask import Flask, current_app
from procrastinate import PsycopgConnector

from marketplace import doctor, logs
from marketplace.accounts.cli import admin
from marketplace.demo.cli import commands as demo_commands
from marketplace.extensions import db
from marketplace.queue import queue


def init_app(app: Flask) -> None:
    app.cli.add_command(worker)
    app.cli.add_command(admin)
    app.cli.add_command(demo_commands(app.config["SETTINGS"]))
    app.cli.add_command(examine)


@click.command()
def worker() -> None:
    """Run the job worker until it is told to stop."""
    settings = current_app.config["SETTINGS"]
    logs.configure()
    conninfo = settings.database_url.replace("postgresql+psycopg://", "postgresql://", 1)

    async def run() -> None:
        with queue.replace_connector(PsycopgConnector(conninfo=conninfo)) as jobs:
            async with jobs.open_async():
                await jobs.run_worker_async(concurrency=2, listen_notify=True, delete_jobs="successful")

    db.session.remove()
    asyncio.run(run())


@click.command("doctor")
def examine() -> None:
    """Check every invariant of stock and money; exit 1 and name the first broken row when one fails."""
    findings = doctor.examine()
    for finding in findings:
        known = finding.invariant
        click.echo(f"{'ok  ' if finding.is_well else 'FAIL'} {known.code:<4} {known.claim}")
        if not finding.is_well:
            click.echo(f"          {finding.broken}")
    if not all(finding.is_well for finding in findings):
        raise SystemExit(1)

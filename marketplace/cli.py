"""Commands: everything an operator does without the web."""

import asyncio

import click
from flask import Flask, current_app
from procrastinate import PsycopgConnector

from marketplace import logs
from marketplace.accounts.cli import admin
from marketplace.extensions import db
from marketplace.queue import queue


def init_app(app: Flask) -> None:
    app.cli.add_command(worker)
    app.cli.add_command(admin)


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

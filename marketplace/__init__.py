"""Pasar IKM: the market where graduates of Bimtek sell."""

from importlib import import_module
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import config
from marketplace import cli, crypto, gateways, i18n, logs, postgres, queue
from marketplace.extensions import babel, db, login_manager, migrate
from marketplace.media import store
from marketplace.notifications import sending
from marketplace.notifications import writing as notifications
from marketplace.web import (
    access,
    browser_guard,
    compression,
    form_words,
    nav,
    pages,
    refusals,
    sessions,
    step_up,
)

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("operations", "media", "accounts", "bimtek", "sellers", "shop", "admin")
"""Feature packages; each offers its `blueprints` in `marketplace.<package>.views`."""

JOB_MODULES = ("accounts", "notifications", "media", "bimtek", "sellers", "shop")
"""Packages with a `jobs` module, imported so that the worker knows them."""

MAX_REQUEST_BYTES = 24 * 1024 * 1024
MAX_FORM_BYTES = 1024 * 1024


def create_app(settings: config.Settings | None = None) -> Flask:
    """Build the application from its settings (read from the environment when not given)."""
    settings = settings or config.load()
    if not settings.database_url:
        settings = settings.using(database_url=postgres.start(settings.instance / "postgres"))
    app = Flask("marketplace", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    _configure(app, settings)
    if settings.log_json:
        logs.configure()
    crypto.configure(settings.field_keys)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    login_manager.init_app(app)
    babel.init_app(
        app, locale_selector=nav.pick_locale, default_translation_directories=str(ROOT / "translations")
    )
    i18n.init_app(app)
    conninfo = settings.database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    queue.configure(app, conninfo, wakes=settings.wake_jobs)
    notifications.configure(settings.public_url)
    sending.configure(settings.smtp_url, settings.mail_from)
    gateways.configure(settings)
    store.configure(settings.instance, settings.media_url)
    for part in (compression, sessions, refusals, access, browser_guard, form_words, nav, pages, step_up):
        part.init_app(app)
    for package in PACKAGES:
        for blueprint in import_module(f"marketplace.{package}.views").blueprints:
            app.register_blueprint(blueprint)
    for package in JOB_MODULES:
        import_module(f"marketplace.{package}.jobs")
    cli.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: config.Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_size": 8,
            "max_overflow": 4,
            "pool_timeout": 5,
            "pool_pre_ping": True,
            "connect_args": {
                "options": "-c statement_timeout=15000 -c lock_timeout=5000",
                "connect_timeout": 3,
            },
        },
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        WTF_CSRF_ENABLED=False,  # origins are checked instead, see web/browser_guard.py
        BABEL_DEFAULT_LOCALE="id",
        BABEL_DEFAULT_TIMEZONE="Asia/Jakarta",
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        TEMPLATES_AUTO_RELOAD=False,
    )

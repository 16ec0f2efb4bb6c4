"""Settings, all from the environment. Production refuses to start with a weak or missing one."""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
SHORTEST_SECRET = 32


class BadSettings(SystemExit):
    """A setting is missing or too weak to start with."""


@dataclass(frozen=True)
class Settings:
    """Everything the outside can choose. `.env.example` explains each variable."""

    env: str
    database_url: str
    secret_key: str
    field_keys: tuple[str, ...]
    public_url: str
    instance: Path
    media_url: str = ""
    smtp_url: str = ""
    mail_from: str = "Pasar IKM <halo@pasar-ikm.example>"
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api_base: str = ""
    metrics_token: str = ""
    trusted_proxies: int = 0
    rate_limits: bool = True
    wake_jobs: bool = True
    log_json: bool = True
    version: str = "0.1.0"

    @property
    def is_production(self) -> bool:
        return self.env == "production"

    @property
    def is_demo(self) -> bool:
        return self.env == "demo"

    @property
    def webhook_secret(self) -> str:
        """What signs events at /webhooks/stripe; the demo has one of its own for its sandbox."""
        if self.stripe_webhook_secret or not self.is_demo:
            return self.stripe_webhook_secret
        return "whsec_" + hashlib.sha256(b"webhook:" + self.secret_key.encode()).hexdigest()

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    def using(self, **changes: object) -> "Settings":
        """The same settings with some replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]


def load(env: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises BadSettings, with the variable's name, when one cannot be used."""
    name = env.get("APP_ENV", "demo")
    if name not in {"demo", "production"}:
        raise BadSettings(f"APP_ENV must be demo or production, not {name!r}")
    instance = Path(env.get("INSTANCE_PATH", ROOT / "instance"))
    production = name == "production"
    kept = {} if production else _kept_secrets(instance)
    settings = Settings(
        env=name,
        database_url=_database_url(env),
        secret_key=env.get("SECRET_KEY") or kept.get("secret_key", ""),
        field_keys=tuple(
            k.strip() for k in (env.get("FIELD_KEYS") or kept.get("field_key", "")).split(",") if k.strip()
        ),
        public_url=(env.get("PUBLIC_URL") or f"http://127.0.0.1:{env.get('PORT', '8000')}").rstrip("/"),
        instance=instance,
        media_url=env.get("MEDIA_URL", ""),
        smtp_url=env.get("SMTP_URL", ""),
        mail_from=env.get("MAIL_FROM") or Settings.mail_from,
        stripe_secret_key=env.get("STRIPE_SECRET_KEY", ""),
        stripe_webhook_secret=env.get("STRIPE_WEBHOOK_SECRET", ""),
        stripe_api_base=env.get("STRIPE_API_BASE", ""),
        metrics_token=env.get("METRICS_TOKEN", ""),
        trusted_proxies=_whole_number(env, "TRUSTED_PROXIES", 0),
        rate_limits=env.get("RATE_LIMITS", "on") != "off" or production,
        version=env.get("APP_VERSION") or Settings.version,
    )
    if production:
        _refuse_weak(settings, env)
    return settings


def _refuse_weak(settings: Settings, env: Mapping[str, str]) -> None:
    for variable in ("DATABASE_URL", "SECRET_KEY", "FIELD_KEYS", "PUBLIC_URL", "SMTP_URL"):
        if not env.get(variable):
            raise BadSettings(f"{variable} must be set in production")
    if len(settings.secret_key) < SHORTEST_SECRET:
        raise BadSettings(f"SECRET_KEY needs at least {SHORTEST_SECRET} characters")
    if any(len(key) < SHORTEST_SECRET for key in settings.field_keys):
        raise BadSettings(f"every key in FIELD_KEYS needs at least {SHORTEST_SECRET} characters")
    if not settings.is_https:
        raise BadSettings("PUBLIC_URL must begin with https:// in production")
    if settings.metrics_token and len(settings.metrics_token) < SHORTEST_SECRET:
        raise BadSettings(f"METRICS_TOKEN needs at least {SHORTEST_SECRET} characters")
    if settings.stripe_secret_key.startswith("sk_test_"):
        raise BadSettings("STRIPE_SECRET_KEY is a test key; production needs a live one")
    if settings.stripe_secret_key and not settings.stripe_webhook_secret:
        raise BadSettings("STRIPE_WEBHOOK_SECRET must be set when STRIPE_SECRET_KEY is")


def _database_url(env: Mapping[str, str]) -> str:
    """SQLAlchemy's address of the database with psycopg 3 as its driver; empty means the embedded server."""
    url = env.get("DATABASE_URL", "")
    scheme = urlsplit(url).scheme
    if url and scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise BadSettings("DATABASE_URL must be a postgresql:// address")
    return url.replace(f"{scheme}://", "postgresql+psycopg://", 1) if url else ""


def _whole_number(env: Mapping[str, str], variable: str, default: int) -> int:
    text = env.get(variable, "")
    if not text:
        return default
    if not text.isdigit():
        raise BadSettings(f"{variable} must be a whole number, not {text!r}")
    return int(text)


def _kept_secrets(instance: Path) -> dict[str, str]:
    """Random secrets of a demo, made once and kept beside its data."""
    file = instance / "secrets.json"
    if file.exists():
        return dict(json.loads(file.read_text()))
    instance.mkdir(parents=True, exist_ok=True)
    made = {"secret_key": secrets.token_urlsafe(48), "field_key": secrets.token_urlsafe(48)}
    file.touch(mode=0o600)
    file.write_text(json.dumps(made))
    return made

"""Where files lie: a folder, or an S3-compatible store. Pictures and private papers have a shelf each."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from marketplace.errors import Unavailable
from marketplace.i18n import _


@dataclass
class Shelf:
    """One prefix of the store. Keys are paths made by us, never a name that a visitor chose."""

    prefix: str
    _store: ObjectStore | None = None

    def _open(self) -> ObjectStore:
        if self._store is None:
            raise RuntimeError("store.configure() was not called")
        return self._store

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under a key. Raises Unavailable when the store is full or away."""
        try:
            obstore.put(self._open(), key, data)
        except (OSError, BaseError) as fault:
            with contextlib.suppress(OSError, BaseError):
                self._open().delete(key)
            raise Unavailable(
                _("Berkas belum bisa disimpan karena tempatnya penuh atau sedang sibuk. Coba lagi nanti.")
            ) from fault

    def get(self, key: str) -> bytes:
        """What is kept under a key. Raises FileNotFoundError, or Unavailable when the store is away."""
        try:
            return bytes(self._open().get(key).bytes())
        except FileNotFoundError:
            raise
        except (OSError, BaseError) as fault:
            raise Unavailable from fault

    def delete(self, key: str) -> None:
        """Take a key away; it may be gone already."""
        try:
            self._open().delete(key)
        except FileNotFoundError:
            return
        except (OSError, BaseError) as fault:
            raise Unavailable from fault


public = Shelf("public")
private = Shelf("private")


def configure(instance: Path, media_url: str) -> None:
    """Open the store: `instance/media` when `media_url` is empty, a folder, or `s3://bucket/prefix?endpoint=…`."""
    for shelf in (public, private):
        shelf._store = _make(instance, media_url, shelf.prefix)


def _make(instance: Path, media_url: str, prefix: str) -> ObjectStore:
    if media_url.startswith("s3://"):
        parts = urlsplit(media_url)
        options = dict(parse_qsl(parts.query))
        path = "/".join(part for part in (parts.path.strip("/"), prefix) if part)
        if options.get("endpoint", "").startswith("http://"):
            return S3Store(parts.netloc, prefix=path, client_options={"allow_http": True}, **options)  # type: ignore[arg-type]
        return S3Store(parts.netloc, prefix=path, **options)  # type: ignore[arg-type]
    folder = Path(media_url) if media_url else instance / "media"
    (folder / prefix).mkdir(parents=True, exist_ok=True)
    return LocalStore(folder / prefix)

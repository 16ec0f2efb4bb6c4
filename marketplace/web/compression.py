"""Text goes over the line gzipped. Files are squeezed once and remembered, pages each time."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

TEXTS = frozenset(
    {
        "application/json",
        "application/manifest+json",
        "application/xml",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
    }
)
WORTH_IT_BYTES = 860
"""Below this a packet is a packet."""
LEVEL = 5


def squeeze(response: Response) -> Response:
    """Compress a whole text for those who take it.

    Not what belongs to one reader when another site caused the request: by the length of such answers that
    site could guess at what stands in them (BREACH).
    """
    if response.mimetype not in TEXTS or response.status_code in {206, 304}:
        return response
    response.vary.add("Accept-Encoding")
    is_file = request.endpoint == "static"
    is_ours = request.headers.get("Sec-Fetch-Site") != "cross-site" or bool(response.cache_control.public)
    takes_it = request.accept_encodings.quality("gzip") > 0
    if not (takes_it and is_ours and (is_file or response.is_sequence)):
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < WORTH_IT_BYTES:
        return response
    response.set_data(_of_file(plain) if is_file else gzip.compress(plain, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, _is_weak = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # the same words in other bytes
    return response


@lru_cache(maxsize=128)
def _of_file(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)


def init_app(app: Flask) -> None:
    app.after_request(squeeze)

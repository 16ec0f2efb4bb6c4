"""Photos as browsers ask for them. Nothing is made here: what is not there is not found."""

import re

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from marketplace.media import derivatives, store
from marketplace.models import Picture
from marketplace.web.access import PUBLIC, allow

media = Blueprint("media", __name__)
blueprints = (media,)

TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
FOR_EVER = "public, max-age=31536000, immutable"
POLICY = "default-src 'none'; sandbox"


@media.get("/media/<token>/<int:size>.<extension>")
@allow(PUBLIC)
def picture(token: str, size: int, extension: str) -> ResponseReturnValue:
    """One derivative. Its address never shows anything else, so it may be kept for ever."""
    known = size in Picture.SIZES and extension in derivatives.TYPES and TOKEN.fullmatch(token)
    if not known:
        return _missing()
    try:
        data = store.public.get(derivatives.key_of(token, size, extension))
    except FileNotFoundError:
        return _missing()
    response = Response(data, content_type=derivatives.TYPES[extension])
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Security-Policy"] = POLICY
    response.set_etag(f"{token}-{size}-{extension}")
    return response.make_conditional(request)


def _missing() -> ResponseReturnValue:
    return Response("", 404, content_type="text/plain; charset=utf-8")

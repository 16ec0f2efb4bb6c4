"""Pages a shared cache may keep: only for readers we do not know, never with a cookie."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, make_response, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

P = ParamSpec("P")


def public_page(
    max_age: int = 60,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let anonymous readers' answers be kept for `max_age` seconds and asked for again by ETag."""

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            response: Response = make_response(view(*args, **kwargs))
            response.vary.update(("Cookie", "Accept-Encoding"))
            known = current_user.is_authenticated or getattr(session, "id", None) is not None
            if response.status_code != 200 or known:
                response.headers["Cache-Control"] = "private, no-store"
                return response
            response.headers["Cache-Control"] = f"public, max-age={max_age}"
            response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32], weak=True)
            return response.make_conditional(request)

        return answer

    return decorate

"""Answers that several order pages give."""

from flask import Response
from flask.typing import ResponseReturnValue

from marketplace.media.papers import read_paper
from marketplace.models import Paper


def private_photo(paper: Paper) -> ResponseReturnValue:
    """A private photo for somebody who was let in; never kept by the browser."""
    response = Response(read_paper(paper), content_type=paper.content_type)
    response.headers["Content-Disposition"] = "inline; filename=foto-masalah.jpg"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response

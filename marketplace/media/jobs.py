"""Jobs of the media package."""

import logging

from marketplace.errors import Unavailable
from marketplace.media import processing
from marketplace.queue import EVERY_MINUTE, job

log = logging.getLogger(__name__)


@job("media.pictures", every=EVERY_MINUTE)
def make_derivatives() -> None:
    """Make what waiting photos become, one after the other, until none is left."""
    try:
        while processing.process_next():
            pass
    except Unavailable:
        log.warning("the store is full or away; photos wait on")


@job("media.unused", every="17 * * * *")
def forget_unused_pictures() -> None:
    """Delete photos that nothing shows any more."""
    processing.forget_unused()

"""Jobs of the sellers package."""

from marketplace.queue import job
from marketplace.sellers import listings_licences


@job("sellers.licences", every="23 19 * * *")
def look_after_licences() -> None:
    """Each night (02.23 WIB): tell of licences that end, pause what may not be sold without one."""
    listings_licences.look_after_expiry()

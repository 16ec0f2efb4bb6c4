"""Where a request may send the browser."""


def own_path(target: str) -> str:
    """A redirect target that cannot leave this site: a path of ours, or the front page."""
    outside = not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target
    return "/" if outside or any(ord(char) < 32 for char in target) else target

"""Bodies of requests, checked against the table of facts."""

from __future__ import annotations

from collections.abc import Iterator

from loopback.checks.facts import requests


def body_violations(method: str, path: str, body: object) -> Iterator[str]:
    """Say what is wrong with a request by the table of facts.

    method, path: of the request, the path without ``/api/v10``.
    body: its JSON.
    Returns: a sentence for each mistake.
    """
    for request in requests():
        if request.fits(method, path):
            yield from request.body.violations(body, f"{method} {path}: body")
            return
    yield f"{method} {path}: the table of facts has no such request"

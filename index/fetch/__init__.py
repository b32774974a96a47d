"""Fetching from the web: safe for this machine and its network, polite to the servers asked."""

from index.fetch.errors import FetchError
from index.fetch.fetched import Fetched
from index.fetch.fetcher import Fetcher

__all__ = ["FetchError", "Fetched", "Fetcher"]

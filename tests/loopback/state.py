"""Name messages as the cases in ../shared do."""

from loopback.model.messages import Message

__all__ = ["Message"]

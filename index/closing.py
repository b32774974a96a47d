"""What all things that must be closed have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self


class Closing(ABC):
    """Something that is closed when its ``with`` block ends."""

    @abstractmethod
    def close(self) -> None:
        """Give back what it holds."""

    def __enter__(self) -> Self:
        """Begin a block that ends with ``close``."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close, whatever the block ended with."""
        self.close()

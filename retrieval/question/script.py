"""Whether a question is written in a script whose words aren't told apart here."""

from __future__ import annotations

import re

from index.text.shingles import UNSPACED

_SIGN = re.compile(f"[{UNSPACED}]")
_SPACED_WORD = re.compile(rf"[^\W{UNSPACED}]+")
_SIGNS_OF_A_WORD = 2


def is_unread(question: str) -> bool:
    """Tell whether most of a question is Chinese, Japanese, Thai or the like.

    Search, reader and sentences all rest on words with spaces between them, and would find something for
    everything. A name in such a script within a question is no such question.
    """
    signs = len(_SIGN.findall(question))
    return signs > _SIGNS_OF_A_WORD * len(_SPACED_WORD.findall(question))

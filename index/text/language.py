"""The language that a text is written in."""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from types import SimpleNamespace
from typing import Any

# The rest of a text says the same.
_LOOKED_AT = 2_000
# Letters below which a text isn't judged; scripts without spaces say as much in fewer.
_FEWEST_LETTERS = 40
_FEWEST_SIGNS = 12
_SURE = 0.7
# To say that an outlet is wrong about its own article takes more.
_FEWEST_LETTERS_AGAINST = 200
_SURE_AGAINST = 0.95
# Languages without news of their own, which the model sees in names and lists.
_UNLIKELY = frozenset(("la", "vo", "sa", "an"))
# So near to each other that an outlet knows better which one it writes.
_NEAR = (
    frozenset(("no", "nb", "nn", "da")),
    frozenset(("hr", "bs", "sr", "sh")),
    frozenset(("id", "ms")),
    frozenset(("cs", "sk")),
    frozenset(("tl", "fil")),
    frozenset(("he", "iw")),
)


def language_of(text: str, declared: str | None) -> str | None:
    """Tell the language of a text of which one is declared, as pages do, rightly or not.

    declared: a code of two or three letters, or None.
    Returns: the declared language, unless the text is surely in another one.
    """
    language, sure = _guess(text)
    if declared is None:
        return language if sure >= _SURE else None
    is_near = any({declared, language} <= group for group in _NEAR)
    if sure < _SURE_AGAINST or is_near or _letters(text[:_LOOKED_AT]) < _FEWEST_LETTERS_AGAINST:
        return declared
    return language


def _guess(text: str) -> tuple[str | None, float]:
    """Guess the language, and how likely it is; 0 where the text is too short to say."""
    start = text[:_LOOKED_AT]
    signs = sum(unicodedata.category(character) == "Lo" for character in start)
    if signs < _FEWEST_SIGNS and _letters(start) < _FEWEST_LETTERS:
        return None, 0.0
    language, sure = _model().classify(start)
    return str(language), float(sure)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _model() -> Any:
    # Imported here: loading the model takes half a second, which only those pay who index.
    from py3langid import modelio  # noqa: PLC0415
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    # It unpacks its model into a file; where pages are parsed, no file may be written.
    modelio.tempfile = SimpleNamespace(TemporaryFile=lambda suffix: BytesIO())  # noqa: ARG005
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in model.labels if len(code) == 2 and code not in _UNLIKELY])
    return model

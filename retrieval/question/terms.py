"""The words of a question that matter for finding what it asks for."""

from __future__ import annotations

from index.text.tokens import Word, words

# Words that say what is asked, not what it is about.
_STOP_WORDS = """
a about according after again all also am an and any are aren as at be because been before being
between both but by can cannot could couldn d did didn do does doesn doing don during each either
else ever every far few for from further get gets getting give given gives go goes going gone got
had hadn happen happened happens has hasn have haven having he her here hers him his how i if in
into is isn it its itself just kind know known last latest less let like ll long m made make makes
many may me might mine more most much must my name named neither new no nor not now of off often on
one only onto or other our out over own per please re recent recently s said same say says shall she
should so some sort still such t take tell than that the their them then there these they this those
through to told too took under until up upon us used ve very was wasn we week were weren what when
where whether which while who whom whose why will with within without would wouldn year years yes
yet you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# What is left of them without the rest of "don't" and "haven't"; alone they are names: Don, Haven, Lake Aren.
_PIECES = STOP_WORDS.intersection(
    ("aren", "couldn", "didn", "doesn", "don", "hadn", "hasn", "haven", "isn", "wasn", "weren", "wouldn")
)
_APOSTROPHES = ("'", "’", "‘", "`", "´")
_VAGUE_WORDS = """
anybody anyone anything date day days everything happening hour month morning news night nobody nothing
somebody someone something stuff thing things time today tomorrow tonight update updates week whats whos world
yesterday
"""
# With nothing else they are about nothing in particular: "What time is it?", "Any news?".
_ABOUT_NOTHING = STOP_WORDS.union(_VAGUE_WORDS.split())


def content_words(text: str) -> list[Word]:
    """List the words that say what a question is about, without repeats.

    Returns: the words that aren't stop words, in order; all of them where there are only stop words.
    """
    found = {word.stem: word for word in reversed(list(words(text)))}
    ordered = sorted(found.values(), key=lambda word: word.start)
    return [word for word in ordered if not _is_stop_word(text, word)] or ordered


def _is_stop_word(text: str, word: Word) -> bool:
    lower = word.text.lower()
    if lower in _PIECES:
        return text[word.end : word.end + 1] in _APOSTROPHES
    return lower in STOP_WORDS


def is_about_something(text: str) -> bool:
    """Tell whether a question has a word that says what it is about; "the WHO" and "US" are names."""
    shouted = text.isupper()
    return any(
        word.text.lower() not in _ABOUT_NOTHING
        or (not shouted and word.text[0].isupper() and (word.start > 0 or word.text[1:].isupper()))
        for word in words(text)
    )


def names_among(found: list[Word]) -> list[Word]:
    """List those words of a question that are names: with a capital, and not because they come first."""
    return [word for word in found if word.text[0].isupper() and word.start > 0]

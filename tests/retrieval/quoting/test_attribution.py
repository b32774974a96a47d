"""The words of a claim keep whoever said them, and nobody's statement breaks off in its middle."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Span
from retrieval.quoting.attribution import adjoin, make_whole

Run = tuple[int, int]


def cut(marked: str) -> tuple[str, list[Span]]:
    """A text and its sentences: ``|`` between two, ``¶`` between paragraphs, ``#`` before a heading."""
    text, sentences = "", []
    for piece in re.split(r"( \| | ¶ )", marked):
        if piece in {" | ", " ¶ "}:
            text += " " if "|" in piece else "\n\n"
        else:
            start = len(text)
            text += piece.removeprefix("# ")
            if not piece.startswith("# "):
                sentences.append(Span(start, len(text)))
    return text, sentences


def widened(marked: str, run: Run, most_words: int = 60) -> Run | None:
    return make_whole(*cut(marked), *run, most_words)


BROKEN_SPEECH = [
    (
        "It rained. | “We sat in the boat. | The oar was gone,” said Ada Miller. | She laughed.",
        (1, 1),
        (1, 2),
    ),
    (
        "It rained. | “We sat in the boat. | The oar was gone,” said Ada Miller. | She laughed.",
        (2, 2),
        (1, 2),
    ),
    (
        "It rained. | “We sat in the boat. | The oar was gone,” said Ada Miller. | She laughed.",
        (2, 3),
        (1, 3),
    ),
    ('Miller said: "We sat in the boat. | The oar was gone. | We sang." | It rained.', (1, 1), (0, 2)),
    ('Miller said: "We sat in the boat. | The oar was gone. | We sang." | It rained.', (0, 0), (0, 2)),
    # Each paragraph opens with a mark, only the last one closes.
    ("Miller said: “We sat. ¶ “We sang. ¶ “We rowed.” ¶ It rained.", (1, 1), (0, 2)),
    ('"We sat," said Miller. | "We sang. ¶ "Then we rowed." ¶ It rained.', (2, 2), (0, 2)),
    # Marks of one kind inside those of another one.
    ("“The ‘oar’ was gone. | We sang,” said Miller. | It rained.", (0, 0), (0, 1)),
    ('“The "oar" was gone. | We sang,” said Miller. | It rained.', (1, 1), (0, 1)),
    ("\"He shouted 'row!' at us. | We sang,\" said Miller. | It rained.", (0, 0), (0, 1)),
    # Opened with one kind, closed with another one.
    ('“We sat in the boat. | We sang," said Miller. | It rained.', (0, 0), (0, 1)),
    ("\"We sat in the boat. | We sang,'' said Miller. | It rained.", (0, 0), (0, 1)),
    ("„Wir saßen im Boot. | Wir sangen“, said Miller. | It rained.", (1, 1), (0, 1)),
    ("« Nous étions assis. | Nous chantions », said Miller. | It rained.", (0, 0), (0, 1)),
    # The mark that closes went to the next sentence.
    ("Miller told us: “We sat in the boat. | ” The oar was gone.", (0, 0), (0, 1)),
    # What is announced belongs to its announcement.
    ("Miller had one more thing to say: ¶ “The oar was gone.” ¶ It rained.", (0, 0), (0, 1)),
    ("“The ferry sails at 6” is all she said. | It rained. | It snowed.", (0, 1), (0, 1)),
]

SPEAKERS = [
    ("The oar was gone. | He has said so often. | “We will go on.” | It rained.", (2, 2), (1, 2)),
    ("“We will go on,” said Miller. | “The river is wide.” | It rained.", (1, 1), (0, 1)),
    ("“We will go on,” said Miller. | “The river is wide. | We can row.” | It rained.", (2, 2), (0, 2)),
    ("“We will go on,” said Miller. | “The river is wide.” | It rained.", (1, 2), (0, 2)),
    ("“We will go on,” said Miller. ¶ “The river is wide.” ¶ “Very wide.”", (2, 2), (0, 2)),
    ("According to the club, no boat was lost. ¶ “All are safe.” ¶ It rained.", (1, 1), (0, 1)),
    ("Miller, in a post on X: ¶ “All are safe.” ¶ It rained.", (1, 1), (0, 1)),
    ("It rained. ¶ “It was like a flood,” ¶ said Ada Miller, a rower. ¶ It snowed.", (1, 1), (1, 2)),
    ("It rained. ¶ “It was like a flood,” ¶ said Ada Miller, a rower. ¶ It snowed.", (2, 2), (1, 2)),
    ("The club said no. | “Was it a flood?” | Miller asked on Friday. | It snowed.", (1, 1), (1, 2)),
    ("The club said no. | “Was it a flood?” | Miller asked on Friday. | It snowed.", (2, 2), (1, 2)),
    ("It rained. | “A flood!” | “We ran,” said Ada Miller. | It snowed.", (1, 1), (1, 2)),
    # The sentence before comes first, whatever is said in the next paragraph.
    ("Miller warned the club. ¶ “It is a flood.” ¶ “It is not,” said Olsen.", (1, 1), (0, 1)),
    # Nobody is said to speak: it is who was written about last.
    ("Ada Miller had seen enough. ¶ “It is a flood.” ¶ The club had not.", (1, 1), (0, 1)),
    ("The ministry wrote in a statement that all was well. | “No boat is missing.”", (1, 1), (0, 1)),
    ("It rained. | ‘It is a flood. | The rowers’ huts are gone,’ said Miller. | It snowed.", (1, 1), (1, 2)),
    ("It rained. | 'It is a flood. | The rowers' huts are gone,' said Miller. | It snowed.", (2, 2), (1, 2)),
    ("Ada Miller disagrees. ¶ ‘It isn’t a flood. | We’re goin’ home.’ ¶ It snowed.", (2, 2), (0, 2)),
    ("Ada Miller wrote: ¶ ‘It is a flood. ¶ ‘We row.’ ¶ It snowed.", (2, 2), (0, 2)),
    ("It rained. ¶ — I saw the flood. ¶ It snowed.", (1, 1), (0, 1)),
]

VOICES = [
    ("Host: Was it a flood? ¶ Miller: It was. | We ran. ¶ Host: When? ¶ Miller: At six.", (2, 2), (1, 2)),
    ("Host: Was it a flood? ¶ Miller: It was. | We ran. ¶ Host: When? ¶ Miller: At six.", (4, 4), (4, 4)),
    ("It rained. ¶ The boats are gone. | All of them. ¶ — Ada Miller, 3 May ¶ It snowed.", (1, 1), (1, 3)),
    ("It rained. ¶ Ada Miller wrote on her page: ¶ The boats are gone. ¶ It snowed.", (2, 2), (1, 2)),
    ("Dear club, ¶ The boats are gone. ¶ Yours truly, ¶ Ada Miller ¶ It snowed.", (1, 1), (1, 3)),
]

NAMES = [
    ("Ada Miller said no boat was lost. | He added that all were safe.", (1, 1), (0, 1)),
    ("Ada Miller said no boat was lost. | She also said that all were safe. | It rained.", (1, 2), (0, 2)),
    ("Ada Miller said no boat was lost. ¶ “All are safe,” she said.", (1, 1), (0, 1)),
    ("Ada Miller said no boat was lost. | The crews were safe, she added.", (1, 1), (0, 1)),
    (
        "Ada Miller said no boat was lost. | But he warned of the wind. | He then told us more.",
        (2, 2),
        (0, 2),
    ),
    ("“No boat is lost,” said Ada Miller. | “All are safe.” | She added that it rained.", (2, 2), (0, 2)),
    # Nobody is named, or not as one who speaks.
    ("Ada Miller has rowed for years. | “All are safe,” she said.", (1, 1), (1, 1)),
    ("No boat was lost on the river. | She added that all were safe.", (1, 1), (1, 1)),
    ("She said no boat was lost. | She added that all were safe.", (1, 1), (1, 1)),
    ("The club spoke of Ada Miller’s boat. | Its rowers were safe, the mayor said.", (1, 1), (1, 1)),
    ("Ada Miller said no boat was lost. ¶ # Weather ¶ She added that it rained.", (1, 1), (1, 1)),
]

NOTHING_NEEDED = [
    ("It rained. | Nobody came. | It snowed.", (1, 1)),
    ("It rained. | “Nobody came,” said Ada Miller. | It snowed.", (1, 1)),
    ("It rained. | “Nobody came,” Miller said, “and we left.” | It snowed.", (1, 1)),
    ("It rained. | The so-called “flood” wet two shoes. | It snowed.", (1, 1)),
    ("It rained. | She read “The Long Oar” twice. | It snowed.", (1, 1)),
    ("Best book: ¶ “The Long Oar” ¶ “River of Tin” ¶ It snowed.", (1, 1)),
    ("Hits of the ’90s and rock ’n’ roll. | The rowers’ boats don’t leak. | It’s dry.", (1, 1)),
    ('He is 6’ 2” tall. | The oar is 12" wide and 6\' 4" long. | It snowed.', (0, 0)),
    ('He is 6’ 2” tall. | The oar is 12" wide and 6\' 4" long. | It snowed.', (1, 1)),
    ("It rained. | “He is 6' 2\" tall,” said Ada Miller. | It snowed.", (1, 1)),
    ("It rained. | The so-called ‘flood’ wet the rowers’ shoes. | It snowed.", (1, 1)),
    ("It rained. | 'Nobody came,' said Ada Miller. | It snowed.", (1, 1)),
    ("The '90s were wet. | Ada Miller beat 'em all. | The clubs' boats sank.", (1, 1)),
    ("Facts: it rained. ¶ Damage: two boats. ¶ Cause: not known. | It snowed.", (3, 3)),
    ("Seen on the river: ¶ – West Bank ¶ – North Pier ¶ – Old Mill ¶ It snowed.", (4, 4)),
    ('It rained. | The 5"-wide plank held. | It snowed.', (1, 1)),
    ("It rained. | “Nobody came” (“not one”) was all. | It snowed.", (1, 1)),
    ("It rained. | »Niemand kam«, said Ada Miller. | It snowed.", (1, 1)),
    # Missing marks don't swallow the rest.
    ("“Nobody came, said Miller. | It rained. ¶ It snowed. | Then it thawed.", (0, 0)),
    ("“Nobody came, said Miller. | It rained. ¶ It snowed. | Then it thawed.", (1, 1)),
    ("“Nobody came, said Miller. | It rained. ¶ It snowed. | Then it thawed.", (2, 2)),
    ('"Nobody came, said Miller. | "We left," she said. | It rained.', (2, 2)),
    ("Nobody came,” said Miller. | It rained. ¶ It snowed.", (1, 1)),
    ('The talk was "long. ¶ “We left,” said Miller. ¶ It rained.', (0, 0)),
]


@pytest.mark.parametrize(("marked", "run", "whole"), BROKEN_SPEECH)
def test_speech_is_not_broken_off(marked: str, run: Run, whole: Run) -> None:
    assert widened(marked, run) == whole


@pytest.mark.parametrize(("marked", "run", "whole"), SPEAKERS)
def test_speech_has_its_speaker(marked: str, run: Run, whole: Run) -> None:
    assert widened(marked, run) == whole


@pytest.mark.parametrize(("marked", "run", "whole"), VOICES)
def test_words_without_marks_have_their_speaker(marked: str, run: Run, whole: Run) -> None:
    assert widened(marked, run) == whole


@pytest.mark.parametrize(("marked", "run", "whole"), NAMES)
def test_he_is_named(marked: str, run: Run, whole: Run) -> None:
    assert widened(marked, run) == whole


@pytest.mark.parametrize(("marked", "run"), NOTHING_NEEDED)
def test_what_is_whole_stays(marked: str, run: Run) -> None:
    assert widened(marked, run) == run


@pytest.mark.parametrize(
    ("marked", "run"),
    [
        # Its speaker stands before a heading, or nowhere.
        ("Miller said no. ¶ # Weather ¶ “It rains.” ¶ It snowed.", (1, 1)),
        ("“It rains.” ¶ It snowed.", (0, 0)),
        # Captions and pointers to other articles say nothing of who speaks.
        ("Miller said no. ¶ RELATED: Olsen said yes and rowed on ¶ “It rains.” ¶ It snowed.", (2, 2)),
        # A list and the story after it are no one quote.
        ("- Miller said no. ¶ “It rains.” ¶ It snowed.", (1, 1)),
    ],
)
def test_what_cannot_be_whole(marked: str, run: Run) -> None:
    assert widened(marked, run) is None


def test_only_the_sentences_given_are_taken() -> None:
    text, sentences = cut("Miller said: “We sat. | The oar was gone. | We sang.” | It rained.")
    assert make_whole(text, sentences[1:], 0, 0, 60) is None
    assert make_whole(text, sentences[:2], 0, 0, 60) is None
    assert make_whole(text, sentences[3:], 0, 0, 60) == (0, 0)


def test_length() -> None:
    """Eleven words are needed here; a name is only taken where it fits, a whole run is never too long."""
    speech = "It rained. | “We sat in the boat. | The oar was gone,” said Ada Miller."
    assert widened(speech, (1, 1), 12) == (1, 2)
    assert widened(speech, (1, 1), 11) is None
    assert widened("It rained on Monday. | It snowed on Friday.", (0, 1), 3) == (0, 1)
    name = "Ada Miller said no boat was lost. | He added that all were safe."
    assert widened(name, (1, 1), 13) == (0, 1)
    assert widened(name, (1, 1), 12) == (1, 1)


def test_a_name_that_needs_too_much_is_left() -> None:
    """The sentence that names her ends a long statement, which doesn't fit."""
    marked = "“We sat in the boat. | The oar was gone,” said Ada Miller. | She added that it rained."
    assert widened(marked, (2, 2), 17) == (0, 2)
    assert widened(marked, (2, 2), 13) == (2, 2)


def test_lists_join_what_announces_them_only() -> None:
    text, (story, first, second, after) = cut("Three rules hold: ¶ - Row. ¶ - Sing. ¶ It rained.")
    assert adjoin(text, story, first)
    assert adjoin(text, first, second)
    assert not adjoin(text, second, after)


_PIECES = st.sampled_from(
    ["“We row.", "We sing.”", "“We row,”", "said Ada Miller.", "She added: ", '"', "''", "6’ 2”", "’90s",
     "He said no.", "Miller said:", "„Ja“", "« Oui »", "»", "- a", "5\"", "(“", "”)", "It rained.", "A B. “C"]
)  # fmt: skip
_ARTICLES = st.lists(st.tuples(_PIECES | st.text(max_size=8), st.sampled_from([" ", "\n", "\n\n", "\n- "])))


@given(_ARTICLES, st.data(), st.integers(1, 40))
def test_any_text(article: list[tuple[str, str]], data: st.DataObject, most_words: int) -> None:
    """Whatever the text: the run stays in, the limits hold, and what is whole stays as it is."""
    text, sentences = "", []
    for piece, gap in article:
        if piece.strip():
            sentences.append(Span(len(text), len(text) + len(piece)))
        text += piece + gap
    if not sentences:
        return
    first = data.draw(st.integers(0, len(sentences) - 1))
    last = data.draw(st.integers(first, len(sentences) - 1))
    whole = make_whole(text, sentences, first, last, most_words)
    if whole is None:
        return
    assert 0 <= whole[0] <= first <= last <= whole[1] < len(sentences)
    assert make_whole(text, sentences, *whole, most_words) == whole
    if whole != (first, last):
        taken = sentences[whole[0] : whole[1] + 1]
        assert sum(len(text[s.start : s.end].split()) for s in taken) <= most_words
    for left, right in itertools.pairwise(range(whole[0], whole[1] + 1)):
        if not first <= left < last:
            assert adjoin(text, sentences[left], sentences[right])


def test_speed() -> None:
    """Far below a millisecond a run; the limit leaves room for a busy machine."""
    text, sentences = cut(" ¶ ".join(marked for marked, _, _ in BROKEN_SPEECH + SPEAKERS))
    started = time.perf_counter()
    for first in range(len(sentences)):
        make_whole(text, sentences, first, first, 60)
    assert (time.perf_counter() - started) / len(sentences) < 0.002

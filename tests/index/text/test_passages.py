"""Sentences survive what news text holds; passages are whole sentences, in order, with nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.normalise import normalise
from index.text.passages import SENTENCE_CHARACTERS, SENTENCE_WORDS, split_passages, split_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["“We are ready,” Gen. Ada Miller said.", "The fleet sailed at noon."],
        ["The U.S. team won.", "Dr. Kim thanked the crew at 5 p.m. on Friday."],
        ["He called it “a good day.”", "“It was,” she said."],
        ["Prices rose 2.5 percent to $1.20.", "No. 4 was shut down."],
        ["Did it work?", "It did!", "Nobody knew why…"],
        ["The site Harbour.Az reported it first.", "Others followed."],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_sentence_without_end_is_cut_at_the_best_border() -> None:
    text = "; ".join(f"item {n} costs {n} coins" for n in range(60))
    pieces = sentences(text)
    assert len(pieces) > 1
    assert all(len(piece.split()) <= SENTENCE_WORDS for piece in pieces)
    assert all(piece.endswith(";") for piece in pieces[:-1])
    assert " ".join(pieces) == text


def test_headings_are_embedded_but_never_quoted() -> None:
    text = "What comes next\nThe council meets on Monday to vote on the plan."
    (passage,) = split_passages(text, 120)
    assert text[passage.start : passage.end] == text
    assert [text[s.start : s.end] for s in passage.sentences] == [text.split("\n")[1]]


def test_bullets_are_sentences_without_their_mark() -> None:
    text = "The council agreed on:\n- a new bridge over the river\n- two more buses"
    (passage,) = split_passages(text, 120)
    assert [text[s.start : s.end] for s in passage.sentences] == [
        "The council agreed on:",
        "a new bridge over the river",
        "two more buses",
    ]


def test_a_list_of_short_lines_is_text_not_headings() -> None:
    text = "Winners\nAda Miller\nBo Chen\nCy Young\nThe prizes were handed over on Friday evening."
    quotable = [text[s.start : s.end] for p in split_passages(text, 120) for s in p.sentences]
    assert "Bo Chen" in quotable


def test_paragraphs_stay_together_where_they_fit() -> None:
    paragraph = "This paragraph has exactly ten words and one more sentence. And here it is now."
    text = "\n\n".join([paragraph] * 6)
    for passage in split_passages(text, 40):
        assert text[passage.start : passage.end].split("\n\n") == [paragraph] * 2


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("abc DEF.!?\n-•1 “”’,;:é漢\u200d"), max_size=400), max_size=8
    ).map("\n".join),
    st.integers(20, 200),
)
def test_nothing_is_lost_and_offsets_hold(raw: str, passage_words: int) -> None:
    text = normalise(raw)
    passages = split_passages(text, passage_words)
    at = 0
    for passage in passages:
        assert at <= passage.start < passage.end <= len(text)
        inner = passage.start
        total = 0
        for sentence in passage.sentences:
            assert inner <= sentence.start < sentence.end <= passage.end
            piece = text[sentence.start : sentence.end]
            assert piece == piece.strip()
            assert len(piece.split()) == sentence.words <= SENTENCE_WORDS
            inner, total = sentence.end, total + sentence.words
        assert total <= passage_words or len(passage.sentences) == 1
        assert not text[at : passage.start].strip()
        at = passage.end
    assert not text[at:].strip()


def test_no_piece_is_longer_than_can_be_quoted() -> None:
    long = "word" * 3000
    text = f"It says {long} and then goes on with {'a ' * 30}{'b' * 1990} {'c' * 1990}."
    pieces = split_sentences(text)
    assert all(piece.end - piece.start <= SENTENCE_CHARACTERS for piece in pieces)
    covered = "".join(text[piece.start : piece.end] for piece in pieces)
    assert covered.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "parts",
    [
        ["灯台は七月に直された。", "費用は三千万円だった。"],
        ["村长说：“桥开了。”", "大家都来了！", "真的吗？"],
    ],
)
def test_sentences_of_scripts_without_spaces(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts

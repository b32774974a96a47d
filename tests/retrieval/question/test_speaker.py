"""Whose words a question asks for is told by its form."""

from __future__ import annotations

import pytest

from retrieval.question.speaker import speaker_of


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Ada Miller say about the ferry?", {"ada", "miller"}),
        ("what does the mayor of Venn think of it", {"mayor", "venn"}),
        ("Why did Falk call the bridge a danger?", {"falk"}),
        ("According to Ohm, how long will it run?", {"ohm"}),
        ("How did the union respond?", {"union"}),
        ("How long did the call last?", set()),
        ("What did the ferry cost?", set()),
        ("Who said that the ferry is late?", set()),
        ("What happened to the ferry?", set()),
        ("", set()),
    ],
)
def test_speakers(question: str, speaker: set[str]) -> None:
    assert speaker_of(question) == speaker

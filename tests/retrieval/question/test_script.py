"""Questions in scripts without spaces between words aren't read."""

from __future__ import annotations

import pytest

from retrieval.answer import Question, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.question.script import is_unread


@pytest.mark.parametrize(
    "question",
    [
        "昨天的雨下了多久？",
        "橋はいつ開通しましたか？",
        "สะพานเปิดเมื่อไหร่",
        "WHO是什么组织？",
        "2026年の祭りはどこで開かれましたか",
    ],
)
def test_unread(question: str) -> None:
    assert is_unread(question)


@pytest.mark.parametrize(
    "question",
    ["When did the bridge open?", "Who is 李小明?", "Когда открыли мост?", "", "?!", "Wie hoch ist 山?"],
)
def test_read(question: str) -> None:
    assert not is_unread(question)


def test_such_a_question_is_refused_before_anything_is_searched(answerer: Answerer) -> None:
    refusal = answerer.answer(Question("橋はいつ開通しましたか？"))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.EMPTY_QUESTION
    assert not refusal.nearest

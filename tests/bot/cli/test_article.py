"""One article on the command line: its text, and how it was changed."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from rich.console import Console

from bot.cli.article import show_article
from bot.records.article_sheet import ArticleSheet, ChangeRecord

TEXT = "The pier of Tern was painted blue.\nOn board were:\n- a cook\n- two boys\nNobody fell into the sea."


def sheet(text: str | None, *before: str | None) -> ArticleSheet:
    """What is known of an article with these earlier texts."""
    changes = [
        ChangeRecord(
            seen=datetime(2026, 5, 1, 9, tzinfo=UTC),
            kind="dropped" if text is None else "corrected",
            reason="",
            title="The pier",
            text=one,
        )
        for one in before
    ]
    return ArticleSheet(
        article_id="0123456789abcdef",
        url=None,
        title="The pier",
        outlet="Tern Post",
        published="2026-05-01",
        text=text,
        history=changes,
    )


def shown(article: ArticleSheet, *, history: bool = False) -> str:
    console = Console(file=io.StringIO(), width=120)
    show_article(article, console, history=history)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def test_the_text_is_shown_in_paragraphs_and_lists_stay_together() -> None:
    assert shown(sheet(TEXT)).endswith(
        "\n  The pier of Tern was painted blue.\n\n  On board were:\n\n  - a cook\n  - two boys\n"
        "\n  Nobody fell into the sea.\n"
    )


def test_changes_are_marked_without_colours() -> None:
    """What was replaced, left out and added."""
    before = TEXT.replace("painted blue", "painted deep red").replace("two boys", "two small boys")
    said = shown(sheet(TEXT, before), history=True)
    assert "painted [deep red. → blue.]" in said
    assert "two [small →] boys" in said
    added = shown(sheet("It rained all day.", "It rained."), history=True)
    assert "It [rained. → rained all day.]" in added
    assert "1 changes" not in shown(sheet(TEXT, before))
    assert "One change is recorded; --history" in shown(sheet(TEXT, before))


def test_what_is_gone_says_so() -> None:
    assert "No longer indexed: dropped 2026-05-01." in shown(sheet(None, None))


def test_a_beginning_is_called_so() -> None:
    assert "only the beginning" not in shown(sheet(TEXT))
    assert "only the beginning" in shown(sheet(TEXT).model_copy(update={"is_beginning": True}))

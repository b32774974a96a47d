"""Writes out the posts of a live page: when, what each is called, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.parsers.page.blocks import Block, BlockKind
from index.parsers.page.extract import count_words
from index.parsers.page.posts import Post
from index.parsers.page.when import local_moment, written_moment
from index.text.passages import is_heading

_SOME_LINKS = 0.5
_SHORT_WORDS = 4
_MOST_POSTS = 2_000


def post_blocks(post: Post, blocks: list[Block]) -> list[Block]:
    """Put the blocks of a post in order: its time, its heading, its text.

    blocks: those within it, without its time.
    """
    blocks = [_without_bullet(block, post) for block in blocks if _is_of_text(block, alone=len(blocks) == 1)]
    if not blocks:
        return []
    last = blocks[-1]
    if last.kind is not BlockKind.ROW and is_heading(last.text):
        # As an item it is no heading of the next post.
        text = f"{post.when} {last.text}" if post.when and len(blocks) == 1 else last.text
        blocks[-1] = replace(last, text=text, kind=BlockKind.ITEM, level=0)
        if len(blocks) == 1:
            return blocks
    if not post.when:
        return blocks
    when = Block(post.when, BlockKind.HEADING, 0, post.element, post.element, 6, is_quoted=False)
    place = int(
        _stands_above_time(blocks[0].text) and blocks[0].kind is BlockKind.HEADING and len(blocks) > 1
    )
    return [*blocks[:place], when, *blocks[place:]]


def live_text(article: dict[str, Any], language: str | None) -> str | None:
    """Write out the posts that JSON-LD holds of a live page; None where it holds none."""
    posts = article.get("liveBlogUpdate")
    lines: list[str] = []
    for post in (posts if isinstance(posts, list) else [posts])[:_MOST_POSTS]:
        if isinstance(post, dict) and isinstance(body := post.get("articleBody"), str) and body.strip():
            lines += [*_above(post, body, language), body]
    return "\n".join(lines) or None


def _without_bullet(block: Block, post: Post) -> Block:
    """Make a paragraph of an item that is the post itself, in a list of posts."""
    is_within = post.element in (block.parent, *block.parent.iterancestors())
    return (
        block if is_within or block.kind is not BlockKind.ITEM else replace(block, kind=BlockKind.PARAGRAPH)
    )


def _above(post: dict[str, Any], body: str, language: str | None) -> Iterator[str]:
    """Give the time and the heading of a post, in the order in which they stand above its text."""
    moment = local_moment(post.get("datePublished"))
    when = [written_moment(moment, language)] if moment else []
    headline = post.get("headline")
    heading = [headline] if isinstance(headline, str) and headline.strip() and headline not in body else []
    yield from (*heading, *when) if heading and _stands_above_time(heading[0]) else (*when, *heading)


def _stands_above_time(heading: str) -> bool:
    """Tell whether a heading is so long that a quote takes only what stands between it and the text along."""
    return not is_heading(heading)


def _is_of_text(block: Block, *, alone: bool) -> bool:
    if block.link_share >= _SOME_LINKS and block.kind is not BlockKind.HEADING:
        return False
    # Who wrote the post, a button, a label.
    is_label = (
        count_words(block) < _SHORT_WORDS and is_heading(block.text) and not any(map(str.isdigit, block.text))
    )
    return alone or block.kind is not BlockKind.PARAGRAPH or not is_label

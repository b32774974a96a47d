"""Draws what the bot shows in Discord, from the very messages that it sends to the loopback Discord.

python -m docs.discord_picture      (needs chromium; writes docs/discord-*.png)

Only the markdown and components that the bot uses are drawn, at the width of a phone.
"""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from bot.discord.client import run_bot
from config.settings import AnswerSettings, DiscordSettings, FetchSettings, IndexSettings, Settings
from index.build.build import build
from index.sandbox.sandbox import Sandbox
from index.sources.local import read_files
from index.sources.source_list import Files
from loopback.model.messages import Message
from loopback.server import loopback_discord
from retrieval.live import LiveAnswerer

HERE = Path(__file__).parent
ASKED = (
    ("answer", "How long did Trump and Putin talk on 19 May 2025?"),
    ("refusal", "How old is Ushakov?"),
)
_STYLE = """
body { margin: 0; background: #313338; color: #dbdee1;
font: 15px/1.35 'Noto Sans', 'DejaVu Sans', sans-serif; }
main { width: 400px; padding: 14px; } b { color: #fff; } a { color: #00a8fc; }
h1 { font-size: 15px; margin: 0 0 6px; color: #fff; } h1 span { background: #5865f2; font-size: 10px;
padding: 1px 4px; border-radius: 3px; vertical-align: 2px; }
.text { margin-bottom: 8px; } .quote { border-left: 4px solid #4e5058; padding-left: 10px; }
.small { font-size: 12px; color: #949ba4; } .item:before { content: '•  '; }
time { background: #3f4147; border-radius: 3px; padding: 0 2px; }
button { background: #4e5058; color: #fff; border: 0; border-radius: 4px; padding: 7px 12px;
margin: 0 6px 6px 0; font: inherit; font-size: 14px; } button:disabled { opacity: .5; }
"""


def drawn(message: Message) -> str:
    """Draw a message as a page of HTML."""
    body = "".join(_component(part) for part in message.components)
    head = "<h1>Clippings <span>APP</span></h1>"
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style><main>{head}{body}</main>"


def _component(part: dict[str, Any]) -> str:
    match part["type"]:
        case 10:
            return f"<div class=text>{''.join(map(_line, part['content'].split(chr(10))))}</div>"
        case 2:
            label = part.get("label") or part["emoji"]["name"]
            return f"<button{' disabled' if part.get('disabled') else ''}>{html.escape(label)}</button>"
        case _:
            return "".join(_component(inner) for inner in part.get("components", ()))


def _line(line: str) -> str:
    kind = "plain"
    for mark, name in (("> ", "quote"), ("-# ", "small"), ("- ", "item")):
        if line.startswith(mark):
            kind, line = name, line.removeprefix(mark)
            break
    # An escaped character stands for itself: it is put aside while marks are read.
    kept: list[str] = []

    def aside(found: re.Match[str]) -> str:
        kept.append(found[1])
        return chr(0xE000 + len(kept) - 1)

    line = html.escape(re.sub(r"\\(.)", aside, line), quote=False)
    line = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"<a>\1</a>", line)
    line = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", line)
    line = re.sub(r"&lt;t:(\d+):\w&gt;", lambda found: f"<time>{_moment(int(found[1]))}</time>", line)
    for place, character in enumerate(kept):
        line = line.replace(chr(0xE000 + place), html.escape(character))
    return f"<div class={kind}>{line or '&nbsp;'}</div>"


def _moment(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%B %d, %Y}"


async def messages(data: Path) -> dict[str, Message]:
    """Collect what the bot sends, by the name of the picture."""
    live = LiveAnswerer(data, AnswerSettings())
    async with loopback_discord() as discord:
        settings = Settings(
            DISCORD_TOKEN=discord.world.token,  # type: ignore[call-arg]  # the setting's name outside
            data=data,
            discord=DiscordSettings(cooldown_seconds=0),
        )
        running = asyncio.create_task(run_bot(live, settings))
        await discord.connected()
        ada = discord.person("ada")
        sent = {}
        for name, question in ASKED:
            sent[name] = await discord.answer(ada, "ask", question=question)
        sent["sources"] = await discord.answer(ada, "sources")
        running.cancel()
        await asyncio.wait({running})
    live.close()
    return sent


def _crop(picture: Path) -> None:
    """Cut off what is empty below."""
    whole = Image.open(picture).convert("RGB")
    empty = Image.new("RGB", whole.size, whole.getpixel((1, whole.height - 1)))
    box = ImageChops.difference(whole, empty).getbbox()
    whole.crop((0, 0, whole.width, (box[3] if box else whole.height) + 14)).save(picture, optimize=True)


def main() -> None:
    """Draw every message and photograph it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium isn't there: install it, it takes the pictures.")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with Sandbox(FetchSettings()) as sandbox:
            examples = read_files(
                Files(path=HERE.parent / "examples"), IndexSettings().max_article_bytes, sandbox
            )
            build(examples, data, IndexSettings())
        for name, message in asyncio.run(messages(data)).items():
            page, picture = Path(folder) / f"{name}.html", HERE / f"discord-{name}.png"
            page.write_text(drawn(message), encoding="utf-8")
            command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            command += [f"--user-data-dir={folder}/browser", "--window-size=430,2000"]
            command += [f"--screenshot={picture}", page.as_uri()]
            subprocess.run(command, check=True, capture_output=True)
            _crop(picture)
            print(picture)


if __name__ == "__main__":
    main()

"""Draws what the bot shows in Discord, from the very messages that it sends to the loopback Discord.

python -m docs.discord_picture [--into FOLDER]      (needs chromium; writes docs/discord-*.png)

With a folder, all that is drawn goes there, more than docs/ shows. Only the markdown and components that
the bot uses are drawn: on a phone, dark and light, and in a wide window.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from bot.discord.client import run_bot
from config.settings import AnswerSettings, DiscordSettings, FetchSettings, IndexSettings, Settings
from docs.told_messages import told_messages
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
# What is shown of each message: a phone, dark and light, and a wide window.
PANELS = ("phone dark", "phone light", "wide dark")
# Those of what is told unasked that docs/ shows, and how.
_TOLD_IN_DOCS = ("clipping-later", "timeline")
_TOLD_PANELS = ("phone dark", "wide light")
_STYLE = """
body { margin: 0; display: flex; gap: 16px; align-items: flex-start; background: #80848e; padding: 12px;
width: max-content; }
main { font: 15px/1.35 'Noto Sans', 'DejaVu Sans', sans-serif; padding: 12px; box-sizing: border-box;
overflow-wrap: anywhere; }
.phone { width: 360px; } .wide { width: 640px; }
.dark { background: #313338; color: #dbdee1; } .light { background: #fff; color: #313338; }
.dark b, .dark h1 { color: #fff; } .light b, .light h1 { color: #060607; }
.dark a { color: #00a8fc; } .light a { color: #006ce7; }
h1 { font-size: 15px; margin: 0 0 4px; } h1 span { background: #5865f2; color: #fff; font-size: 10px;
padding: 1px 4px; border-radius: 3px; vertical-align: 2px; }
.text { margin-bottom: 8px; } .quote { border-left: 4px solid #80848e80; padding-left: 10px; }
.small { font-size: 12px; } .dark .small { color: #949ba4; } .light .small { color: #5c5e66; }
.item { padding-left: 16px; text-indent: -12px; } .item:before { content: '•  '; }
time { background: #80848e40; border-radius: 3px; padding: 0 2px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 6px; }
button { border: 0; border-radius: 8px; padding: 6px 14px; font: inherit; font-size: 14px; }
.dark button { background: #4e5058; color: #fff; } .light button { background: #e3e5e8; color: #313338; }
button:disabled { opacity: .5; }
img { width: 100%; border-radius: 8px; margin-bottom: 8px; }
"""


def page(message: Message, panels: Sequence[str] = PANELS) -> str:
    """Draw a message as a page of HTML, a panel beside the other.

    panels: each is a width and a theme.
    """
    text = "".join(map(_line, message.content.split("\n"))) if message.content else ""
    body = f"<div class=text>{text}</div>" if text else ""
    body += "".join(_component(part, message.attached) for part in message.components)
    head = "<h1>Clippings <span>APP</span></h1>"
    shown = "".join(f"<main class='{panel}'>{head}{body}</main>" for panel in panels)
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{shown}"


def _component(part: dict[str, Any], attached: Mapping[str, bytes]) -> str:
    match part["type"]:
        case 10:
            return f"<div class=text>{''.join(map(_line, part['content'].split(chr(10))))}</div>"
        case 2:
            label = part.get("label") or part["emoji"]["name"]
            return f"<button{' disabled' if part.get('disabled') else ''}>{html.escape(label)}</button>"
        case 1:
            inner = "".join(_component(one, attached) for one in part["components"])
            return f"<div class=row>{inner}</div>"
        case 12:
            return "".join(_image(item["media"]["url"], attached) for item in part["items"])
        case _:
            return "".join(_component(inner, attached) for inner in part.get("components", ()))


def _image(url: str, attached: Mapping[str, bytes]) -> str:
    png = base64.b64encode(attached[url.removeprefix("attachment://")]).decode()
    return f"<img src='data:image/png;base64,{png}'>"


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
    line = re.sub(r"&lt;(/[\w -]+):\d+&gt;", r"<a>\1</a>", line)
    line = re.sub(r"&lt;#\d+&gt;", "<a>#news</a>", line)
    line = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", line)
    line = re.sub(r"\*(.+?)\*", r"<i>\1</i>", line)
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
    """Cut off what is empty below and beside, and keep the few colours that there are."""
    whole = Image.open(picture).convert("RGB")
    empty = Image.new("RGB", whole.size, whole.getpixel((1, whole.height - 1)))
    box = ImageChops.difference(whole, empty).getbbox()
    right, below = (box[2], box[3]) if box else whole.size
    whole = whole.crop((0, 0, right + 12, below + 12))
    whole.quantize(128).save(picture, optimize=True)


def main() -> None:
    """Draw every message and photograph it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, help="draw all there is into this folder")
    into: Path | None = parser.parse_args().into
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
        pages = {name: page(message) for name, message in asyncio.run(messages(data)).items()}
        told = asyncio.run(told_messages())
        pages |= {
            name: page(message, _TOLD_PANELS)
            for name, message in told.items()
            if into is not None or name in _TOLD_IN_DOCS
        }
        for name, shown in pages.items():
            picture = (into or HERE) / f"discord-{name}.png"
            _photograph(browser, shown, picture, Path(folder))
            print(picture)


def _photograph(browser: str, shown: str, picture: Path, folder: Path) -> None:
    file = folder / f"{picture.stem}.html"
    file.write_text(shown, encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={folder}/browser", "--window-size=1416,2000"]
    command += [f"--screenshot={picture}", file.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    _crop(picture)


if __name__ == "__main__":
    main()

"""The fortnight, day by day: what is published, and what people do."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from loopback.model.messages import Message
from loopback.model.permissions import Permission
from loopback.model.users import User
from loopback.process import bot_process
from loopback.server import loopback_discord
from tests.bot.discord.fortnight.clock import DayClock
from tests.bot.discord.fortnight.pieces import (
    AGROUND,
    BAKERY,
    BRIDGE,
    BUSES,
    CAPTAIN,
    COPY,
    EARLIER,
    HURT,
    LIGHTHOUSE,
    MUSEUM,
    OWLS,
    SOLD,
    TEACHERS,
)
from tests.bot.discord.fortnight.press import COURIER, MAIL, Press
from tests.bot.discord.fortnight.world import PATIENCE, Diary, World, seen
from tests.conftest import ROOT
from tests.loopback.description import disagreements
from tests.web.server import web_server

FERRY = "Lake Aren ferry"
INJURED = "How many people were injured when the Lake Aren ferry ran aground?"
OPENS = "When does the new bridge at Corrow open?"
DESIGNED = "Who designed the lighthouse of Morwick?"
# In Berlin it is 18:00 then.
DIGEST = (17, 1)
ZONE = "Europe/Berlin"


async def live_through(folder: Path, clock: DayClock) -> Diary:
    """Live through the fortnight, and the weeks after it. folder: for the index and the bot."""
    async with web_server() as server, loopback_discord() as discord, Press(server, folder) as press:
        discord.expect("would ping the author of the message replied to")
        fortnight = Fortnight(World(discord, press, clock, folder))
        await fortnight.live()
        diary = fortnight.world.diary
        diary.complaints += [*discord.problems(), *disagreements(discord.world.bodies)]
        return diary


class Fortnight:
    """Who lives through it."""

    def __init__(self, world: World) -> None:
        """Let everybody in."""
        self.world, discord = world, world.discord
        self.mod = discord.person("mod", moderator=True)
        discord.role("keepers", Permission.MANAGE_MESSAGES, to=self.mod)
        self.owner = discord.world.owner = discord.person("owner", moderator=True)
        self.ada, self.bob, self.zoe = (discord.person(name) for name in ("ada", "bob", "zoe"))
        world.channels = {name: discord.channel(name) for name in ("ferry", "courier", "digest")}
        world.channels["general"] = discord.world.channel
        for person in (self.ada, self.bob, self.zoe):
            world.channels[person.name] = discord.world.direct_channel(person)

    async def live(self) -> None:
        """Live through all of it."""
        world = self.world
        world.at(0, 8)
        world.press.publish(*EARLIER)
        await world.press.index()
        async with world.bot():
            await self._begin()
            await self._ferry()
            await self._quiet_hours()
            await self._bridge()
            await self._pause()
            await self._taken_back()
        await self._killed()
        async with world.bot():
            await self._after_the_kill()
            await self._forgotten()
            await self._blocked()
            await self._channel_deleted()
            await self._looked_back_at()
        async with world.bot():
            await self._weeks_later()

    async def say(self, name: str, user: User, command: str, **options: object) -> Message:
        """Use a command, and note what it says."""
        message = await self.world.discord.answer(user, command, **options)
        self.world.diary.said[name] = seen(message)
        return message

    async def digest_is_due(self, day: int, name: str) -> None:
        """Let the hour of the digest come, and note what there is then."""
        self.world.at(day, *DIGEST)
        await self.world.settled()
        self.world.note(name)

    async def _begin(self) -> None:
        """Monday: people say what they want to be told."""
        world, discord, channels = self.world, self.world.discord, self.world.channels
        await self.say("follow topic", self.mod, "follow", topic=FERRY, channel=channels["ferry"])
        await self.say("follow outlet", self.mod, "follow", outlet=COURIER, channel=channels["courier"])
        rules = {"quiet_from": "22:00", "quiet_until": "07:00", "zone": ZONE}
        named = {key.replace("_", "-"): value for key, value in rules.items()}
        await self.say("rules", self.mod, "follow-rules", channel=channels["courier"], **named)
        for person in (self.ada, self.zoe):
            await self.say(f"follow of {person.name}", person, "follow", question=INJURED)
        daily = {"at": "18:00", "zone": ZONE, "channel": channels["digest"]}
        await self.say("daily", self.mod, "digest daily", **daily)
        await self.say("weekly", self.ada, "digest weekly", day=6, at="18:00", zone=ZONE)
        for person, question in ((self.bob, OPENS), (self.zoe, DESIGNED)):
            refusal = await discord.mention(person, question).message()
            world.diary.said[f"refused {person.name}"] = seen(refusal)
            noted = await discord.click(refusal, "Tell me when you know", person).message()
            world.diary.said[f"noted {person.name}"] = seen(noted)
        await world.settled()
        world.note("monday")
        await self.digest_is_due(0, "digest monday")

    async def _ferry(self) -> None:
        """Tuesday and Wednesday: a ferry runs aground, another outlet copies it, a figure is corrected."""
        world = self.world
        world.at(1, 8)
        await world.publish(AGROUND)
        world.note("aground")
        world.at(1, 15)
        await world.publish(COPY)
        world.note("copied")
        await self.digest_is_due(1, "digest tuesday")
        world.at(2, 9)
        world.press.correct(AGROUND, "12 people", "26 people")
        await world.index()
        world.note("corrected")
        await self.digest_is_due(2, "digest wednesday")

    async def _quiet_hours(self) -> None:
        """The night to Thursday: something comes while the channel is quiet."""
        world = self.world
        world.at(2, 22)
        await world.publish(OWLS)
        world.note("in the night")
        world.at(3, 6, 1)
        await world.settled(with_held=True)
        world.note("after the night")
        await self._tell("coverage", "coverage on thursday")
        await self.digest_is_due(3, "digest thursday")
        await self.digest_is_due(4, "digest friday")

    async def _bridge(self) -> None:
        """Saturday: what somebody wanted to know is known."""
        world = self.world
        world.at(5, 9)
        await world.publish(BRIDGE)
        world.note("bridge")
        await self.digest_is_due(5, "digest saturday")
        await self.digest_is_due(6, "digest sunday")

    async def _pause(self) -> None:
        """The second Monday and Tuesday: a channel pauses, and goes on."""
        world, discord, channel = self.world, self.world.discord, self.world.channels["courier"]
        world.at(7, 9)
        listed = await self.say("list", self.mod, "following", channel=channel)
        await discord.click(listed, "Pause", self.mod)
        await discord.at_rest()
        world.diary.said["list paused"] = seen(listed)
        await world.publish(MUSEUM)
        world.at(7, 12)
        await world.publish(TEACHERS)
        world.note("paused")
        await self.digest_is_due(7, "digest of the second monday")
        world.at(8, 9)
        await discord.click(listed, "Go on", self.mod)
        await world.settled(with_held=True)
        world.note("resumed")

    async def _taken_back(self) -> None:
        """Tuesday and Wednesday: a story is told that its outlet takes back."""
        world = self.world
        world.at(8, 10)
        await world.publish(SOLD)
        world.note("sold")
        await self.digest_is_due(8, "digest of the sale")
        world.at(9, 12)
        world.press.take_back(SOLD)
        await world.index()
        world.note("taken back")
        await self.digest_is_due(9, "digest after the sale")

    async def _killed(self) -> None:
        """Thursday: the bot is killed once Discord has its message, and before it hears so."""
        world, discord = self.world, self.world.discord
        moment = world.at(10, 9)
        world.press.publish(CAPTAIN)
        await world.press.index()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("CLIPPINGS")}
        environment = clean | {
            "DISCORD_TOKEN": discord.world.token,
            "FORTNIGHT_NOW": moment.isoformat(),
            "CLIPPINGS_DISCORD__RELOAD_SECONDS": "0.05",
        }
        module = "tests.bot.discord.fortnight.bot_of_day"
        command = (module, "run", "--data", world.data)
        before = len(discord.history(world.channels["ferry"]))
        async with bot_process(discord, *command, environment=environment, folder=ROOT) as bot:
            await discord.world.wait_for(
                lambda: len(discord.history(world.channels["ferry"])) > before, PATIENCE, "the message"
            )
            await bot.end(signal.SIGKILL)
        world.note("killed")

    async def _after_the_kill(self) -> None:
        """An hour later, when Discord knows no nonce any more, the bot is there again."""
        world = self.world
        world.at(10, 10)
        world.discord.clock.advance(3600)
        await world.settled()
        world.note("after the kill")
        await self.digest_is_due(10, "digest after the kill")

    async def _forgotten(self) -> None:
        """Friday: somebody deletes what is theirs."""
        world, discord = self.world, self.world.discord
        world.at(11, 9)
        privacy = await self.say("privacy", self.ada, "privacy")
        deleted = await discord.click(privacy, "Delete what is mine", self.ada).message()
        world.diary.said["deleted"] = seen(deleted)
        await self.say("list of ada", self.ada, "following")
        await world.publish(HURT)
        world.note("forgotten")
        await self.digest_is_due(11, "digest forgotten")

    async def _blocked(self) -> None:
        """Saturday: the maintainer blocks somebody."""
        world = self.world
        world.at(12, 9)
        await self.say("follow of bob", self.bob, "follow", outlet=MAIL)
        await self.say("block", self.owner, "admin servers block", person=self.bob, force=True)
        await world.publish(BAKERY)
        world.note("blocked")
        await self.digest_is_due(12, "digest blocked")

    async def _channel_deleted(self) -> None:
        """The second Sunday: a channel is deleted."""
        world = self.world
        world.at(13, 9)
        world.discord.delete_channel(world.channels["courier"])
        await world.publish(BUSES)
        world.note("deleted")
        await self.say("list of mod", self.mod, "following")
        await self.digest_is_due(13, "digest of the last day")

    async def _looked_back_at(self) -> None:
        """And somebody looks back at all of it."""
        for command in ("timeline", "coverage"):
            await self._tell(command, command)

    async def _tell(self, command: str, name: str) -> None:
        """Ask for a timeline or coverage of what happened to the ferry, and wait for its picture."""
        message = await self.say(name, self.zoe, command, event=f"{FERRY} ran aground")
        await self.world.discord.world.wait_for(lambda: bool(message.attached), PATIENCE, "the picture")

    async def _weeks_later(self) -> None:
        """More than 30 days after she asked, what somebody wanted to know is known."""
        world = self.world
        world.at(34, 9)
        await world.settled()
        await self.say("list of zoe", self.zoe, "following")
        await world.publish(LIGHTHOUSE)
        world.note("weeks later")

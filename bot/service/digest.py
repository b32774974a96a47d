"""What a digest that is due tells, and of which time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.database.block_list import BlockedKind
from bot.database.digests import DigestPlan
from bot.database.servers import ServerSettings
from bot.service.services import Services
from retrieval.digest.digest import DigestRequest

# What was published longer before it was indexed is no news.
_NEWS = timedelta(days=3)
# A digest that comes so much later than it was due says so.
_LATE = timedelta(minutes=15)
# No outlet is called so: of chosen outlets that a server doesn't quote any more, nothing is told.
_NOBODY = ("\0",)


def request_for(plan: DigestPlan, settings: ServerSettings, now: datetime) -> DigestRequest:
    """Ask for what came since the latest digest. settings: of its server."""
    since = told_until(plan, now)
    today = now.astimezone(ZoneInfo(plan.schedule.zone)).date()
    return DigestRequest(
        first=(since - _NEWS).date(),
        last=max(today, now.astimezone(UTC).date()),
        since=since,
        outlets=quoted_outlets(plan.outlets, settings),
        topics=plan.topics,
        told=plan.memory.told,
    )


def request_since(day: date, outlets: tuple[str, ...], topics: tuple[str, ...]) -> DigestRequest:
    """Ask for what was published since a day."""
    # Where the day has begun already, articles are dated tomorrow.
    return DigestRequest(day, datetime.now(UTC).date() + timedelta(days=1), outlets=outlets, topics=topics)


def told_until(plan: DigestPlan, now: datetime) -> datetime:
    """Tell up to which moment the latest digest told; the first one is of one day, or week."""
    first = plan.schedule.latest_until(now) - plan.schedule.period
    # The clock may have been wrong when that was stored.
    return min(plan.last_at or first, now)


def quoted_outlets(chosen: tuple[str, ...], settings: ServerSettings) -> tuple[str, ...]:
    """Keep to the outlets that a server quotes. chosen: for the digest; empty: all."""
    if not settings.outlets:
        return chosen
    quoted = {one.casefold() for one in settings.outlets}
    kept = tuple(one for one in chosen if one.casefold() in quoted)
    return (kept or _NOBODY) if chosen else settings.outlets


def is_late(due: datetime, now: datetime) -> bool:
    """Tell whether a digest comes late. due: when it should have come."""
    return now - due > _LATE


def is_blocked(services: Services, plan: DigestPlan) -> bool:
    """Tell whether the maintainer wants nothing sent to a server or, in direct messages, to a person."""
    blocked = services.block_list.all()
    if plan.server_id is not None:
        return any(one.kind is BlockedKind.SERVER and one.id == plan.server_id for one in blocked)
    people = (one.id for one in blocked if one.kind is BlockedKind.USER)
    return any(services.database.hashed(one) == plan.owner_hash for one in people)

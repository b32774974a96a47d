"""Whether a channel may be told something just now, as its moderators set it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.database.follows import ChannelRule


def is_quiet(rule: ChannelRule, now: datetime) -> bool:
    """Tell whether these are a channel's quiet hours; they may go over midnight."""
    if rule.quiet_from is None or rule.quiet_until is None:
        return False
    begins, ends = time.fromisoformat(rule.quiet_from), time.fromisoformat(rule.quiet_until)
    local = now.astimezone(ZoneInfo(rule.zone)).time()
    return begins <= local < ends if begins < ends else local >= begins or local < ends


def day_began(rule: ChannelRule, now: datetime) -> datetime:
    """Tell when the day began in a channel's zone, in UTC."""
    local = now.astimezone(ZoneInfo(rule.zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)

"""Who is told what they follow."""

from __future__ import annotations

from bot.database.block_list import BlockedKind
from bot.database.follows import Follow
from bot.service.services import Services


async def followers(services: Services) -> list[Follow]:
    """List what is followed, paused or not, but for what people follow who are blocked.

    Raises: DatabaseError where it can't be read.
    """
    hashed, holds = services.database.hashed, services.block_list.holds
    people = {hashed(one.id) for one in services.block_list.all() if one.kind is BlockedKind.USER}
    found = []
    for follow in await services.follows.all():
        blocked = people
        if follow.server_id is not None:
            settings = await services.servers.get(follow.server_id)
            blocked = people | {hashed(one) for one in settings.blocked}
        if follow.owner_hash not in blocked and not holds(0, follow.server_id):
            found.append(follow)
    return found

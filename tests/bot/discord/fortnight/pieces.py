"""What the outlets write in the fortnight: all of it is our own invention."""

from __future__ import annotations

from dataclasses import replace

from tests.bot.discord.fortnight.press import COURIER, HERALD, MAIL, piece

_LIBRARY = piece(
    HERALD,
    "library",
    "Morwick library reopens",
    "The library of Morwick reopened after two years of repairs. It has 40,000 books now, and a reading room"
    " under the roof that looks out over the market square.",
    "Children get a floor of their own. The old card boxes stay where they were, the librarian said, because"
    " people like to open the drawers.",
)
_ORCHARD = piece(
    MAIL,
    "orchard",
    "Apple harvest begins early in Tessel",
    "Growers in Tessel began to pick apples two weeks early. The summer was dry, and the fruit is small but"
    " sweet, one of the growers said.",
    "The press house takes apples from Monday on. A litre of juice costs as much as it did a year before.",
)
_CHOIR = piece(
    COURIER,
    "choir",
    "Choir of Corrow looks for tenors",
    "The choir of Corrow looks for tenors, since three of them moved away in the autumn. It sings on Thursday"
    " evenings in the school of the town.",
    "Nobody has to read music, its leader said. Whoever comes is given tea and a folder with the songs.",
)
# What was there before anybody followed anything.
EARLIER = tuple(replace(one, published="2025-01-10T09:00:00+00:00") for one in (_LIBRARY, _ORCHARD, _CHOIR))

_AGROUND = (
    "The Lake Aren ferry ran aground near Morwick on Tuesday morning. 12 people were injured, the harbour"
    " master said. The ferry carried 140 passengers.",
    "Fishermen brought the passengers ashore in small boats. The lake was calm, and nobody knows yet why the"
    " ferry left the channel that the buoys mark.",
)
AGROUND = piece(HERALD, "aground", "Ferry on Lake Aren runs aground", *_AGROUND)
# Another outlet prints the same words.
COPY = piece(MAIL, "ferry-aground", "Lake Aren ferry aground near Morwick", *_AGROUND)
OWLS = piece(
    COURIER,
    "owls",
    "Owls return to the tower of Corrow",
    "Barn owls have returned to the old tower of Corrow after sixty years. Two pairs nest under its roof, the"
    " keeper of the tower said.",
    "The town closes the stairs until July, so that the birds are left alone. A camera shows them on a screen"
    " in the town hall.",
)
BRIDGE = piece(
    MAIL,
    "bridge",
    "New bridge at Corrow to open in June",
    "The new bridge at Corrow opens on 12 June, the roads office said on Saturday. It carries the road to"
    " Tessel over the river and is 310 metres long.",
    "Cyclists get a lane of their own. The old bridge is taken down in the autumn, after a hundred years.",
)
MUSEUM = piece(
    COURIER,
    "museum",
    "Museum of clocks closes its doors",
    "The museum of clocks in Corrow closed on Monday, because its roof leaks and nobody pays for a new one."
    " It showed four hundred clocks.",
    "The collection goes to a cellar of the bank. Its oldest clock is a monastery's and has one hand.",
)
TEACHERS = piece(
    COURIER,
    "teachers",
    "Teachers of Corrow vote for a strike",
    "Teachers in Corrow voted to strike for a week at the end of March, their union said. They ask for six"
    " per cent more pay.",
    "The town has offered two per cent. Parents met in the evening to talk about the children.",
)
SOLD = piece(
    HERALD,
    "sold",
    "Shipping line abroad wants to buy the Lake Aren ferry",
    "A shipping line from abroad has bought the Lake Aren ferry for nine million crowns, according to a"
    " letter that the council is said to have signed.",
    "Tickets are to cost twice as much from May. The line would paint the ship red and serve breakfast on"
    " board.",
)
CAPTAIN = piece(
    MAIL,
    "captain",
    "Ines Falk is the first woman to steer the Lake Aren ferry",
    "Ines Falk, who grew up in Tessel, becomes the first woman at the helm of the Lake Aren ferry. She takes"
    " over from her uncle at Easter.",
    "She learned to sail before she could ride a bicycle, she told this newspaper. Her uncle keeps the bar.",
)
HURT = piece(
    MAIL,
    "hurt",
    "Lake Aren ferry: more passengers were hurt than was known",
    "31 people were injured when the Lake Aren ferry ran aground near Morwick ten days ago, the harbour"
    " master said on Friday. Some of them had gone to a doctor at home.",
    "The ferry carried 140 passengers. The channel has new buoys since Thursday.",
)
BAKERY = piece(
    MAIL,
    "bakery",
    "Bakery of Tessel burns down",
    "The bakery in Tessel burned down in the night to Saturday. Nobody was in it, the fire brigade said, and"
    " the ovens had been off since noon.",
    "Neighbours bake bread for the street now. The baker wants to build the house up again by the summer.",
)
BUSES = piece(
    COURIER,
    "buses",
    "Bus line seven of Corrow ends",
    "The bus line seven ends in autumn because few people take it, its company said on Sunday. It runs from"
    " Corrow to the quarry and back.",
    "Whoever works in the quarry is to share taxis. The company sells its two smallest buses.",
)
LIGHTHOUSE = piece(
    COURIER,
    "lighthouse",
    "Who built the lighthouse of Morwick",
    "The lighthouse of Morwick was designed by Edda Lorenz, an engineer from Tessel, as papers from the"
    " archive show that were found in a wall.",
    "She was paid with a boat. Her drawings are shown in the library of Morwick from Monday on.",
)

"""Articles of our own wording, some of which are about what somebody follows."""

from __future__ import annotations

ARTICLES = [
    {
        "url": "https://bayherald.example/aren-ferry",
        "outlet": "Bay Herald",
        "title": "Ferry runs aground on Lake Aren with 140 people aboard",
        "published": "2026-03-03",
        "text": (
            "A ferry ran aground on Lake Aren on Tuesday morning with 140 people aboard. Nobody was hurt, the"
            " coastguard said. The boat had left Porto Aren in thick fog and struck a sandbank near the"
            " lighthouse.\n\n“We felt a long scraping under our feet,” said Lena Brandt, who had been on her"
            " way to work. Two tugs are to pull the ferry free at high water. The operator has cancelled all"
            " crossings until Thursday."
        ),
    },
    {
        "url": "https://bayherald.example/lake-ostra",
        "outlet": "Bay Herald",
        "title": "Swimmers return to Lake Ostra after the clean-up",
        "published": "2026-03-04",
        "text": (
            "Swimmers are back at Lake Ostra after two summers of warnings. Volunteers pulled nine tonnes of"
            " rubbish out of the lake. The water is now as clean as that of any lake in the province, the"
            " health office said.\n\nA kiosk and a jetty are to follow. The town hopes for visitors from as"
            " far away as the coast."
        ),
    },
    {
        "url": "https://morningpost.example/aren-hotel",
        "outlet": "Morning Post",
        "title": "Hotel with eighty rooms opens beside Lake Aren",
        "published": "2026-03-05",
        "text": (
            "A hotel with eighty rooms has opened beside Lake Aren. Its owners spent four years turning a"
            " cannery into suites with balconies. The mayor cut a ribbon and praised the cooks.\n\nRooms cost"
            " 120 a night in spring. Breakfast is served in what was the boiler house."
        ),
    },
    {
        "url": "https://morningpost.example/truce",
        "outlet": "Morning Post",
        "title": "Truce negotiations between the two armies resume in Tarsin",
        "published": "2026-03-05",
        "text": (
            "Truce negotiations between the two armies resumed in Tarsin on Wednesday after a pause of six"
            " weeks. Mediators hope that both sides will lay down their arms before the harvest. A draft"
            " agreement foresees an end to the fighting along the whole front and an exchange of"
            " prisoners.\n\nThe generals arrived in separate cars. Neither spoke to reporters."
        ),
    },
    {
        "url": "https://bayherald.example/air-defence",
        "outlet": "Bay Herald",
        "title": "Zelenskyy asks allies for more air defence",
        "published": "2026-03-06",
        "text": (
            "President Volodymyr Zelenskyy has asked his allies for more air defence. In a speech of twenty"
            " minutes he listed the cities that were hit in a single night. Zelenskyy thanked those who had"
            " sent generators.\n\n“Each week without these systems costs lives,” he said. Ministers are to"
            " answer on Friday. Zelenskyy will travel on to two more capitals."
        ),
    },
    {
        "url": "https://morningpost.example/bakery",
        "outlet": "Morning Post",
        "title": "Village bakery wins the prize for the best rye bread",
        "published": "2026-03-06",
        "text": (
            "A bakery in a village of 300 has won the national prize for the best rye bread. The jury praised"
            " its crust. Three generations of one family work there, and the oven dates from 1931.\n\nThe"
            " queue on Saturday reached the church. The baker, Tomas Hjelm, starts at two in the morning and"
            " goes home at ten. His bread keeps for a week.\n\nOn the wall hang photographs of guests: a ski"
            " jumper, two singers, and Volodymyr Zelensky, who once stopped here for a roll."
        ),
    },
    {
        "url": "https://tagblatt.example/hochwasser",
        "outlet": "Das Tagblatt",
        "title": "Überschwemmungen in Bayern: Drei Dörfer sind von der Außenwelt abgeschnitten",
        "published": "2026-03-07",
        "text": (
            "Nach tagelangem Regen sind in Bayern drei Dörfer von der Außenwelt abgeschnitten. Die"
            " Überschwemmungen haben Straßen und Brücken zerstört, wie die Feuerwehr mitteilte. Hubschrauber"
            " bringen Lebensmittel und Medikamente.\n\nDer Pegel soll erst am Wochenende sinken. Die Behörden"
            " raten den Menschen, die Keller nicht zu betreten."
        ),
    },
    {
        "url": "https://lecourrier.example/cheminots",
        "outlet": "Le Courrier du Lac",
        "title": "Grève des cheminots : un train sur cinq circule",
        "published": "2026-03-07",
        "text": (
            "Un train sur cinq seulement circule depuis vendredi en raison de la grève des cheminots. Les"
            " syndicats réclament des embauches et de meilleurs salaires. Dans les gares, les voyageurs"
            " attendent des heures sur les quais.\n\nLa direction promet de nouvelles discussions lundi. Les"
            " élections au conseil de l'entreprise sont reportées."
        ),
    },
    {
        "url": "https://bayherald.example/concert",
        "outlet": "Bay Herald",
        "title": "Émeline Sauré adds two concerts in the harbour hall",
        "published": "2026-03-08",
        "text": (
            "The singer Émeline Sauré adds two concerts in the harbour hall. Tickets for the first were gone"
            " within an hour. Sauré last sang in the town nine years ago, in a club for ninety"
            " people.\n\nDoors open at seven. The hall asks visitors to come by tram."
        ),
    },
    {
        "url": "https://morningpost.example/tax",
        "outlet": "Morning Post",
        "title": "Parliament votes for a tax on second homes",
        "published": "2026-03-09",
        "text": (
            "Parliament has voted for a tax on second homes. Owners will pay one per cent of the value each"
            " year. The finance minister expects 40 million from it, to be spent on council flats.\n\nThe"
            " opposition wants the courts to look at the law. Mayors of seaside towns welcomed it."
        ),
    },
]

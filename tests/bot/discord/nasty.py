"""Texts of articles that try to do something in Discord."""

NASTY = [
    "**bold** _italic_ __under__ ~~gone~~ ||spoiler|| `code`",
    "```py\nprint('fence')\n```",
    "@everyone and @here, <@123456789012345678>, <@&1234567890>, <#1234567890>",
    "[click me](https://evil.example) and <https://evil.example> and https://evil.example/x",
    "join discord.gg/abc or https://discord.com/invite/abc",
    "<t:1700000000:R> and <t:1700000000>",
    "<:smile:123456789012345678> <a:dance:123456789012345678> :thumbsup: at 10:30:15",
    "</ask:123456789012345678> <id:customize>",
    "# heading\n## second\n-# small\n- item\n* item\n+ item\n1. first\n2) second",
    "> quote\n>>> all the rest",
    "back\\slash \\*not bold\\*",
    "first line\rsecond\r\nthird\u2028fourth\u2029fifth\x85sixth\x0bseventh\x0ceighth",
    "   - indented item\n\t# indented heading",
    "¯\\_(ツ)_/¯",
]

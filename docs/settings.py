"""Write docs/settings.md, the table of all settings, from config/settings.py.

python -m docs.settings
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from config.settings import Settings

PAGE = Path(__file__).with_name("settings.md")

_HEAD = """# Settings

All have defaults that work. Set them in [config/clippings.toml](../config/clippings.toml), in a file `.env`,
or in the environment, which wins over both. In `config/clippings.toml`, `CLIPPINGS_ANSWERS__QUOTES` is
`quotes` in the table `[answers]`. This page is made from [config/settings.py](../config/settings.py) by
`python -m docs.settings`.
"""
_TABLE = "| setting | default | means |\n| --- | --- | --- |\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(settings_page(), encoding="utf-8")


def settings_page() -> str:
    """Make the page: a table of what stands alone, then one for each section."""
    alone, sections = "", ""
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            rows = (
                _row(f"CLIPPINGS_{name.upper()}__{inner.upper()}", setting)
                for inner, setting in section.model_fields.items()
            )
            sections += f"\n## `[{name}]`: {_title(section)}\n\n{_TABLE}{''.join(rows)}"
        else:
            alone += _row("DISCORD_TOKEN" if name == "discord_token" else f"CLIPPINGS_{name.upper()}", field)
    return f"{_HEAD}\n{_TABLE}{alone}{sections}"


def _title(section: type[BaseModel]) -> str:
    first = (section.__doc__ or "").splitlines()[0].rstrip(".")
    return first[:1].lower() + first[1:]


def _row(variable: str, field: FieldInfo) -> str:
    default = field.default
    if default is None or default in ("", ()):
        shown = "–"
    else:
        shown = f"`{str(default).lower() if isinstance(default, bool) else default}`"
    return f"| `{variable}` | {shown} | {field.description} |\n"


if __name__ == "__main__":
    main()

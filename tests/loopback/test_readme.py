"""The example in the loopback Discord's README is a test that passes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import loopback


async def test_the_example_passes() -> None:
    readme = (Path(loopback.__file__).parent / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    await names["test_it_says_what_it_is_told"]()

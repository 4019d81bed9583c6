"""Programs from npm, at versions that are known to run on Node 20 and later."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

REDOCLY = "@redocly/cli@2.77.0"
PRISM = "@stoplight/prism-cli@5.14.2"
"""The newest that does not ask for Node 24."""

QUIET = {
    "SCARF_ANALYTICS": "false",
    "DO_NOT_TRACK": "1",
    "REDOCLY_TELEMETRY": "off",
    "NO_UPDATE_NOTIFIER": "1",
    "NO_COLOR": "1",
}
"""No program reports to its makers that it was used here."""


def environment() -> dict[str, str]:
    return os.environ | QUIET


@cache
def program(package: str, name: str) -> list[str]:
    """Fetch a package if npm has not got it yet; give the command that runs a program of it."""
    found = subprocess.run(
        ["npm", "exec", "--yes", f"--package={package}", "-c", f"command -v {name}"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, f"npm could not provide {package}:\n{found.stderr}"
    node = shutil.which("node")
    assert node is not None, "node is missing, though npm is there"
    # Started without npm between, it ends when it is told to.
    return [node, found.stdout.strip().splitlines()[-1]]

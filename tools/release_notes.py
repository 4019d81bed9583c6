"""Print the part of CHANGELOG.md about one version: the notes of its release.

python tools/release_notes.py 0.5.0
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"


def notes(version: str, changelog: str) -> str:
    """Give the text under the heading of a version.

    Raises
    ------
    ValueError
        If there is none, or it has no date yet.
    """
    parts = re.split(r"^## (\S+)([^\n]*)\n", changelog, flags=re.MULTILINE)[1:]
    for name, rest, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if name == version:
            if not re.search(r"\d{4}-\d{2}-\d{2}", rest):
                raise ValueError(
                    f"{version} has no date in CHANGELOG.md: '## {version} (2026-01-31)'"
                )
            return text.strip() + "\n"
    raise ValueError(f"CHANGELOG.md has no part about {version}")


def main() -> None:
    try:
        sys.stdout.write(notes(sys.argv[1], CHANGELOG.read_text("utf-8")))
    except (ValueError, IndexError) as error:
        sys.exit(f"{error}\n{__doc__}")


if __name__ == "__main__":
    main()

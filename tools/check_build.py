"""Check what was built: the wheel holds what it should, and the sdist builds the same wheel.

    python tools/check_build.py dist again

The second folder holds the wheel that was built from the unpacked sdist.
"""

from __future__ import annotations

import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

NEEDED = (
    "hyperstudy/__init__.py",
    "hyperstudy/py.typed",
    "hyperstudy/resources/data_methods.pyi",
    "hyperstudy_api/__init__.py",
    "hyperstudy_api/py.typed",
    "hyperstudy_api/openapi.json",
)
PACKAGES = {"hyperstudy", "hyperstudy_api"}
IN_SDIST = ("LICENSE", "README.md", "CHANGELOG.md", "spec/openapi.yaml", "tests/conftest.py")
NOT_IN_SDIST = (".ci", ".github", "dist", "build", ".nox", ".venv")


def content(wheel: Path) -> dict[str, bytes]:
    """Give the files in a wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def faults(dist: Path, again: Path) -> list[str]:
    """List what is wrong."""
    (wheel,), (sdist,), (rebuilt,) = (
        sorted(folder.glob(pattern))
        for folder, pattern in ((dist, "*.whl"), (dist, "*.tar.gz"), (again, "*.whl"))
    )
    files = content(wheel)
    found = [f"the wheel lacks {name}" for name in NEEDED if name not in files]
    for name in files:
        top = name.partition("/")[0]
        if top not in PACKAGES and not top.endswith(".dist-info"):
            found.append(f"the wheel holds {name}")
        if "/test" in name or name.endswith((".pyc", ".part")):
            found.append(f"the wheel holds {name}")
    (metadata,) = (text for name, text in files.items() if name.endswith(".dist-info/METADATA"))
    metadata_of_wheel = Parser().parsestr(metadata.decode())
    found += [
        f"the metadata lacks {one}"
        for one in ("Requires-Python", "License-Expression")
        if not metadata_of_wheel[one]
    ]
    other = content(rebuilt)
    found += [
        f"the sdist builds another {name}"
        for name in sorted({*files, *other})
        if files.get(name) != other.get(name)
    ]
    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    found += [f"the sdist lacks {name}" for name in IN_SDIST if name not in names]
    found += [
        f"the sdist holds {name}"
        for name in sorted(names)
        if name.partition("/")[0] in NOT_IN_SDIST
    ]
    return found


def main() -> None:
    dist, again = map(Path, sys.argv[1:3])
    found = faults(dist, again)
    for one in found:
        print(one)
    if found:
        sys.exit(1)
    print(f"{', '.join(sorted(one.name for one in dist.iterdir()))}: as they should be")


if __name__ == "__main__":
    main()

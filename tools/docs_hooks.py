"""What MkDocs does while it builds the guide.

It fills in the data dictionaries and what code gives, makes the report that the guide shows, and
lets links lead into the repository.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
for _folder in ("generated", ".", "tools"):
    sys.path.insert(0, str(ROOT / _folder))

import docs_report  # noqa: E402 - found in the clone, installed or not
import docs_shown  # noqa: E402
from mkdocs.structure.files import File  # noqa: E402

from hyperstudy import contract  # noqa: E402

_DICTIONARY = re.compile(r"^<!-- dictionary: (\w+) -->$", re.MULTILINE)
_LINK = re.compile(
    r"\[([^\]]+)\]\((?:\.\./)+((?:tests|tools|spec|hyperstudy|examples|benchmarks)/[^)]*|[A-Za-z]+\.(?:md|toml|py|yml))\)"
)


_shown: dict[str, docs_shown.Shown] = {}


def on_files(files: Any, *, config: Any) -> Any:
    """Run the pages that show what their code gives; add their pictures, and a report."""
    files.append(File.generated(config, "assets/report.html", content=docs_report.report_page()))
    for page in files.documentation_pages():
        text = page.content_string
        if not docs_shown.asks(text):
            continue
        made = docs_shown.show(Path(page.src_uri).stem, text, "pictures")
        _shown[page.src_uri] = made
        folder = Path(page.src_uri).parent / "pictures"
        for name, content in made.pictures.items():
            files.append(File.generated(config, (folder / name).as_posix(), content=content))
    return files


def on_page_markdown(markdown: str, *, page: Any, config: Any, **_: Any) -> str:
    """Fill in what follows from the contract or the code; let links lead to the repository."""
    if page.file.src_uri in _shown:
        markdown = docs_shown.fill(markdown, _shown[page.file.src_uri])
    if _DICTIONARY.search(markdown):
        page.meta.setdefault("hide", ["toc"])  # its room goes to the columns of the dictionary
    markdown = _DICTIONARY.sub(lambda found: dictionary(found[1]), markdown)
    return _LINK.sub(lambda found: _to_repository(found[1], found[2], config.repo_url), markdown)


def dictionary(table: str) -> str:
    """Give the data dictionary of a table as Markdown."""
    columns = contract.columns(table)
    lines = [
        "| column | type | unit | meaning | certainty | example |",
        "|---|---|---|---|---|---|",
    ]
    for one in columns:
        example = "" if one.example is None else f"`{_cell(str(one.example))}`"
        cells = (
            f"`{one.name}`",
            one.kind,
            one.unit or "",
            _cell(one.description),
            one.certainty or "",
            example,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _to_repository(words: str, path: str, address: str | None) -> str:
    """Link to a file of the repository; without its address only name the file."""
    if not address and "GITHUB_REPOSITORY" in os.environ:
        address = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}"
    return f"[{words}]({address.rstrip('/')}/blob/main/{path})" if address else words

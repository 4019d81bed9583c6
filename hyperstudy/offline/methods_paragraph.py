"""The paragraph for a paper: which data, from where, when, how complete."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..study.tables import ANSWERS

if TYPE_CHECKING:
    from ..study.manifest import Manifest


def paragraph(manifest: Manifest, unfinished: bool) -> str:
    """Write how the data of a study were obtained.

    Parameters
    ----------
    manifest : Manifest
        What the study says of itself.
    unfinished : bool
        Whether a pull was begun that is not complete.
    """
    name = manifest.experiment.get("name")
    named = f"“{name}” ({manifest.experiment['id']})" if name else manifest.experiment["id"]
    sentences: list[str] = []
    if manifest.pulls:
        first, last = manifest.pulls[0], manifest.pulls[-1]
        versions = last["versions"]
        begun, ended = _day(first["began"]), _day(last["ended"])
        on = f"on {ended}" if begun == ended else f"between {begun} and {ended}"
        sentences.append(
            f"Data of the experiment {named} were retrieved from the HyperStudy API (version "
            f"{versions['api']}, {manifest.source}) {on} with hyperstudy {versions['hyperstudy']} "
            f"for Python {versions['python']}."
        )
    else:
        sentences.append(
            f"Data of the experiment {named} were retrieved from the HyperStudy API "
            f"({manifest.source}); the retrieval was not completed."
        )
    if manifest.pulls and unfinished:
        sentences.append("A later retrieval was not completed.")
    # Decisions with all their detail are the same decisions.
    twice = {"agent_decisions_detail"} if "agent_decisions" in manifest.tables else set[str]()
    rows = {
        title: entry.rows
        for title, entry in manifest.tables.items()
        if entry.rows and title not in ANSWERS | twice
    }
    if rows:
        listed = [f"{count:,} {title.replace('_', ' ')}" for title, count in rows.items()]
        sentences.append(f"The data comprise {_joined(listed)}.")
    incomplete = [title for title, entry in manifest.tables.items() if not entry.complete]
    files = manifest.recordings or {"files": 0, "failed": 0}
    if files["failed"]:
        sentences.append(
            f"{files['failed']} of {files['files']} files of recordings failed to download."
        )
    done = bool(manifest.pulls) and not unfinished
    if done and not incomplete and not manifest.refused and not files["failed"]:
        sentences.append(
            "All records that the service reported were received; the files and their SHA-256 "
            "hashes are listed in the manifest of the data set."
        )
    for title in incomplete:
        findings = "; ".join(manifest.tables[title].findings())
        sentences.append(f"Not everything came of {title.replace('_', ' ')}: {findings}.")
    sentences += [
        f"{title.replace('_', ' ').capitalize()} could not be retrieved."
        for title in manifest.refused
    ]
    return " ".join(sentences)


def _day(moment: str) -> str:
    day = datetime.fromisoformat(moment)
    return f"{day.day} {day:%B %Y}"


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

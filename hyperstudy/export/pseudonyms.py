"""Labels that stand for people and rooms, and the file beside the study that keeps their seed."""

from __future__ import annotations

import base64
import csv
import hashlib
import hmac
import os
import re
import secrets
from io import StringIO
from typing import TYPE_CHECKING

from ..exceptions import InputError
from ..files import atomic, folders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .people import People

_NAME = "{study}.pseudonyms.tsv"
_COLUMNS = ("kind", "label", "id")
_DAYS = "days moved back"
_LENGTH = 6
_WEEKS_OF_A_CENTURY = 5218
_LONGEST = 40
"""Letters of a label made of an id: names of files have three of them, and folders of others."""
_NOT_A_LABEL = re.compile("[^0-9a-zA-Z]")


class Labels:
    """Labels of the people and rooms of a study: letters and digits, unique without their case.

    Attributes
    ----------
    persons, rooms : dict of str to str
        Labels by id, without ``sub-`` and ``ses-``.
    shift_days : int
        By how many days times are moved back; whole weeks, so that a Monday stays one.
    """

    def __init__(self, persons: dict[str, str], rooms: dict[str, str], shift_days: int) -> None:
        self.persons = persons
        self.rooms = rooms
        self.shift_days = shift_days

    def person(self, identifier: str) -> str:
        """Give the label of a person with its prefix, such as ``sub-p3kd2xa``."""
        return f"sub-{self.persons[identifier]}"

    def room(self, identifier: str) -> str:
        """Give the label of a room with its prefix, such as ``ses-r3kd2xa``."""
        return f"ses-{self.rooms[identifier]}"


def readable_labels(people: People) -> Labels:
    """Make labels of the ids themselves, for who may keep them."""
    return Labels(_readable(people.persons), _readable(people.rooms), 0)


def pseudonymous_labels(people: People, keep_in: Path, export: Path) -> Labels:
    """Make labels from a seed that is kept in a file outside the export.

    The first export makes the seed; later ones find it, so that a person keeps a label.

    Raises
    ------
    InputError
        If the file is inside the export, or holds something else.
    """
    if export == keep_in.parent or export in keep_in.parents:
        raise InputError(
            f"the pseudonyms would be kept in {keep_in}, inside the export {export}: whoever gets "
            "the export could undo them.",
            hint="Export into another folder, or give `pseudonyms` a place outside it.",
        )
    seed, known = _read(keep_in)
    persons = _made(seed, "person", people.persons, known)
    rooms = _made(seed, "room", people.rooms, known)
    digest = hmac.new(seed, b"dates", hashlib.sha256).digest()
    # Beyond 1925, as BIDS asks of dates that are not real, for studies of the next decades.
    days = 7 * (_WEEKS_OF_A_CENTURY + 1400 + int.from_bytes(digest[:4], "big") % 520)
    _write(keep_in, seed, days, {**known, **_keyed("person", persons), **_keyed("room", rooms)})
    return Labels(persons, rooms, days)


def default_place(study: Path) -> Path:
    """Give where the pseudonyms of a study are kept: beside it."""
    return study.parent / _NAME.format(study=study.name)


def _keyed(kind: str, labels: dict[str, str]) -> dict[tuple[str, str], str]:
    return {(kind, identifier): label for identifier, label in labels.items()}


def _made(
    seed: bytes, kind: str, identifiers: Iterable[str], known: dict[tuple[str, str], str]
) -> dict[str, str]:
    used = {label for (other, _), label in known.items() if other == kind}
    labels: dict[str, str] = {}
    for identifier in sorted(identifiers):
        label = known.get((kind, identifier))
        if label is None:
            digest = hmac.new(seed, f"{kind}\0{identifier}".encode(), hashlib.sha256).digest()
            letters = base64.b32encode(digest).decode().lower().rstrip("=")
            sizes = range(_LENGTH, len(letters) + 1)
            label = next(one for size in sizes if (one := kind[0] + letters[:size]) not in used)
            used.add(label)
        labels[identifier] = label
    return labels


def _readable(identifiers: Iterable[str]) -> dict[str, str]:
    used: set[str] = set()
    labels: dict[str, str] = {}
    for identifier in sorted(identifiers):
        plain = _NOT_A_LABEL.sub("", identifier)[:_LONGEST] or "x"
        label, number = plain, 1
        while label.lower() in used:
            number += 1
            label = f"{plain}x{number}"
        used.add(label.lower())
        labels[identifier] = label
    return labels


def _read(path: Path) -> tuple[bytes, dict[tuple[str, str], str]]:
    try:
        content = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return secrets.token_bytes(32), {}
    rows = list(csv.reader(StringIO(content, newline=""), delimiter="\t"))
    try:
        if tuple(rows[0]) != _COLUMNS or rows[1][0] != "seed":
            raise ValueError
        seed = bytes.fromhex(rows[1][1])
        known = {(kind, identifier): label for kind, label, identifier in rows[2:]}
        known.pop((_DAYS, ""), None)  # follows from the seed
    except (ValueError, IndexError):
        raise InputError(
            f"{path} does not hold the pseudonyms of an export.",
            hint="Give `pseudonyms` another place, or take the file from a copy.",
        ) from None
    return seed, known


def _write(path: Path, seed: bytes, days: int, labels: dict[tuple[str, str], str]) -> None:
    text = StringIO(newline="")
    # With another end of lines a lone carriage return in an id is not quoted by every Python.
    writer = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    writer.writerows([_COLUMNS, ("seed", seed.hex(), ""), (_DAYS, str(days), "")])
    lines = sorted((kind, label, identifier) for (kind, identifier), label in labels.items())
    writer.writerows(lines)
    content = text.getvalue().encode()
    if path.is_file() and path.read_bytes() == content:
        return
    try:
        atomic.write(path, content)
        os.chmod(path, 0o600)  # noqa: PTH101 - who reads it can undo the pseudonyms
    except OSError as error:
        raise folders.disk_error(error, path.parent) from error

"""The manifest: what was asked, from where, when, with which versions; what is there, and its hash.

It holds no key and no signed link. Whoever has the folder can prove with it that nothing is
missing, years later and without a connection.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from attrs import define, field, fields

from ..exceptions import HyperStudyError, InputError
from .layout import HISTORY, LAYOUT, MANIFEST, check_inside
from .schema import Extras
from .tables import NAMES
from .versions import joined, newer, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def _pairs(values: Mapping[str, Iterable[Any]]) -> dict[str, tuple[int, str]]:
    # JSON has no tuples.
    return {column: (count, first) for column, (count, first) in values.items()}


@define
class DataFile:
    """A file with rows of one table, of whole rooms.

    Attributes
    ----------
    path : str
        Relative to the study, with slashes.
    rows, bytes : int
        How many.
    roomless : int
        Rows that name no room.
    sha256 : str
        Its hash.
    converted : dict
        Columns with values that came as another JSON type than the contract expects and were read
        without loss, such as ids that are numbers: how many, and the first as JSON text.
    unknown : dict
        Members that a later version wrote; they are kept as they are.
    """

    path: str
    rows: int
    bytes: int
    sha256: str
    roomless: int = 0
    converted: dict[str, tuple[int, str]] = field(
        factory=dict[str, tuple[int, str]], converter=_pairs
    )
    unknown: dict[str, Any] = field(factory=dict[str, Any])


def converted_in(files: Iterable[DataFile]) -> list[dict[str, Any]]:
    """Add up what `DataFile.converted` says, as `FetchReport.converted` has it."""
    total: dict[str, tuple[int, str]] = {}
    for file in files:
        for column, (more, first) in file.converted.items():
            count, first = total.get(column, (0, first))
            total[column] = count + more, first
    return [
        {"column": column, "count": count, "first": first}
        for column, (count, first) in total.items()
    ]


def state_of(files: Iterable[DataFile]) -> str:
    """Give what stands for the rows of files; another one means that they are others."""
    content = json.dumps([[one.path, one.sha256] for one in files])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@define
class Changes:
    """How the rows of a table differ from what was there before the pull.

    Attributes
    ----------
    new, changed, vanished, moved : int
        Rows. Moved are those that only have another place in the order.
    unknown : dict
        Members that a later version wrote; they are kept as they are.
    """

    new: int = 0
    changed: int = 0
    vanished: int = 0
    moved: int = 0
    unknown: dict[str, Any] = field(factory=dict[str, Any])


@define
class TableEntry:
    """What is there of a table.

    Attributes
    ----------
    pull : int
        Number of the pull that read it last.
    asked : dict
        The operation of the API and the parameters that were sent.
    promised : int or None
        Rows that the server said there are.
    rows : int
        Rows that are here.
    repeated : int
        Rows that came twice, equal to the letter, and were left out the second time.
    twice : int
        Rows that came twice with other content; both are here.
    read_from : int
        The last pull read the list from this place on, and took the rows before it as known.
    problems, warnings : list of str
        Contradictions in the answers, and what the server itself warned of.
    schema : list
        Name and Arrow type of each column of the files.
    extras : dict
        Keys that the contract does not know.
    files : list of DataFile
        The files.
    changes : Changes
        What the last pull changed.
    left_out : int
        Rows that the server sent although what was asked for excludes them, such as deployments
        of other experiments; they are not here.
    foreign : int
        Rows that are here and name another experiment.
    unknown : dict
        Members that a later version wrote; they are kept as they are.
    """

    pull: int
    asked: dict[str, Any]
    promised: int | None
    rows: int
    repeated: int
    twice: int
    read_from: int
    problems: list[str]
    warnings: list[str]
    schema: list[list[str]]
    extras: dict[str, Any]
    files: list[DataFile]
    changes: Changes
    left_out: int = 0
    foreign: int = 0
    unknown: dict[str, Any] = field(factory=dict[str, Any])

    @property
    def missing(self) -> int:
        """Rows that were promised and did not come."""
        if self.promised is None:
            return 0
        return max(0, self.promised - self.rows)

    @property
    def complete(self) -> bool:
        """Every promised row is here and nothing speaks against it."""
        return not (self.missing or self.problems or self.warnings or self.foreign)

    @property
    def known(self) -> Extras:
        """The keys that the contract does not know."""
        return Extras.from_list(self.extras)

    def findings(self) -> list[str]:
        """Describe what a reader of the rows has to know."""
        found = list(self.problems)
        if self.missing:
            found.append(f"{self.missing} of {self.promised} promised rows did not come")
        if self.twice:
            found.append(f"{self.twice} rows came twice with other content; both are kept")
        if self.foreign:
            found.append(
                f"{self.foreign} rows are of other experiments, which the server sent all the "
                "same; leave them out before you go on (by experimentId)"
            )
        return found + [f"server: {text}" for text in self.warnings]

    def notes(self) -> list[str]:
        """Describe what was odd and cost nothing."""
        if not self.left_out:
            return []
        sentence = f"the server sent {self.left_out} rows that were not asked for"
        return [f"{sentence}, such as rows of other experiments; they were left out"]

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> TableEntry:
        """Make it from JSON values."""
        known = split(cls, values)
        known["files"] = [DataFile(**split(DataFile, one)) for one in values["files"]]
        known["changes"] = Changes(**split(Changes, values["changes"]))
        return cls(**known)


@define
class Manifest:
    """What a study's folder holds, and how it came there.

    Attributes
    ----------
    experiment : dict
        ``id`` and ``name``.
    source : str
        Address of the API.
    pulls : list of dict
        Each pull: when it began and ended, what it was asked for, with which versions.
    tables : dict of str to TableEntry
        By name.
    documents : dict of str to dict
        Other files, with their size and hash.
    refused : dict of str to str
        Tables that the server did not give, and why.
    recordings : dict or None
        How many files were asked for, and where they are.
    layout : int
        Number of the layout.
    unknown : dict
        Members that a later version wrote; they are kept as they are.
    """

    experiment: dict[str, Any]
    source: str
    pulls: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    tables: dict[str, TableEntry] = field(factory=dict[str, TableEntry])
    documents: dict[str, dict[str, Any]] = field(factory=dict[str, dict[str, Any]])
    refused: dict[str, str] = field(factory=dict[str, str])
    recordings: dict[str, Any] | None = None
    layout: int = LAYOUT
    unknown: dict[str, Any] = field(factory=dict[str, Any])

    @property
    def next_pull(self) -> int:
        """Number of the pull that is at work, was interrupted, or comes next."""
        return len(self.pulls) + 1

    @property
    def paths(self) -> list[str]:
        """Give the paths of all files that it names, relative to the study."""
        return [one.path for entry in self.tables.values() for one in entry.files] + list(
            self.documents
        )

    def differences(self, other: Manifest) -> list[str]:
        """Name what another manifest has otherwise that matters to an answer: tables, files.

        When and how the same came does not matter.
        """
        mine, others = _lasting(self), _lasting(other)
        # Sorted: which document came first is chance.
        return sorted(name for name in {**mine, **others} if mine.get(name) != others.get(name))

    def become(self, other: Manifest) -> None:
        """Take over everything from another manifest, for all who hold this one."""
        for member in fields(Manifest):
            setattr(self, member.name, getattr(other, member.name))

    def to_bytes(self) -> bytes:
        """Write it as JSON."""
        values = joined(self)
        tables = values["tables"]
        order = [*NAMES, *tables]
        values["tables"] = {name: tables[name] for name in dict.fromkeys(order) if name in tables}
        return json.dumps(values, indent=1, ensure_ascii=True).encode() + b"\n"

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Manifest:
        """Make it from JSON values."""
        known = split(cls, values)
        known["tables"] = {
            name: TableEntry.from_dict(one) for name, one in values["tables"].items()
        }
        return cls(**known)


# What a pull that brings nothing writes anew all the same.
_OF_ONE_PULL = {"pull", "read_from", "repeated", "changes"}


def _lasting(manifest: Manifest) -> dict[str, Any]:
    """Give what answers depend on, by what it is called."""
    values = joined(manifest)
    del values["pulls"]
    values["files of recordings"] = values.pop("recordings")
    for name in ("tables", "documents"):
        for one, entry in values.pop(name).items():
            if not one.startswith(f"{HISTORY}/"):  # no answer is from there
                values[one] = {key: entry[key] for key in entry.keys() - _OF_ONE_PULL}
    return values


def read(folder: Path) -> Manifest | None:
    """Read the manifest of a study; None if there is none.

    Raises
    ------
    HyperStudyError
        If it is no manifest, one of a later version, or one that names a file elsewhere.
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return parse(content, path)


def no_study(folder: Path) -> InputError:
    """Make the error that there is no study in a folder, and how one comes there."""
    if folder.is_file():
        return InputError(
            f"{folder} is a file: give the folder of a study, such as {folder.parent}."
        )
    return InputError(
        f"there is no study in {folder}.",
        hint='Bring one there with hs.pull("exp_...", folder), or with hyperstudy pull in a '
        "terminal: give that folder.",
    )


def parse(content: bytes | str, path: Path) -> Manifest:
    """Read a manifest from its text.

    Parameters
    ----------
    content : bytes or str
        The text.
    path : Path
        Where it stands.

    Raises
    ------
    HyperStudyError
        As for :func:`read`.
    """
    try:
        values: Any = json.loads(content)
        layout = values["layout"]
        if layout in range(1, LAYOUT):
            raise HyperStudyError(
                f"{path} is of a version of hyperstudy before its release, which laid out the "
                "files in another way",
                "UNKNOWN_LAYOUT",
                hint="Pull the study again, into a new folder.",
            )
        if layout != LAYOUT:
            raise newer(path, f"it has layout {layout}, and this version reads layout {LAYOUT}")
        found = Manifest.from_dict(values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HyperStudyError(
            f"{path} is not the manifest of a study",
            "BROKEN_MANIFEST",
            hint="Take it from a copy of the folder. Without one, pull into a new folder.",
        ) from error
    check_inside(found.paths, path)
    return found

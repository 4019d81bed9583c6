"""What a later version wrote: members that are not known are kept, and it stops where it must."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from attrs import asdict, fields, has

from ..exceptions import HyperStudyError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from attrs import AttrsInstance


def split(kind: type[AttrsInstance], values: Mapping[str, Any]) -> dict[str, Any]:
    """Sort JSON values into the members of a class and, as its ``unknown``, all others."""
    names = {one.name for one in fields(kind)} - {"unknown"}
    known = {name: value for name, value in values.items() if name in names}
    unknown = {name: value for name, value in values.items() if name not in names}
    return {**known, "unknown": unknown} if unknown else known


def joined(made: AttrsInstance) -> dict[str, Any]:
    """Give what :func:`split` took, at every depth, as plain JSON values."""
    found = asdict(made, recurse=False)
    unknown = found.pop("unknown", {})
    return {**{name: _plain(value) for name, value in found.items()}, **unknown}


def _plain(value: Any) -> Any:
    if has(cast("Any", type(value))):
        return joined(value)
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in cast("dict[str, Any]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in cast("Sequence[Any]", value)]
    return value


def newer(path: Path, what: str) -> HyperStudyError:
    """Make the error for a file that this version must not touch.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What of it is too new, in words.
    """
    return HyperStudyError(
        f"{path} was written by a newer hyperstudy: {what}",
        "UNKNOWN_LAYOUT",
        hint="Nothing was changed. Update this one: pip install --upgrade hyperstudy",
    )

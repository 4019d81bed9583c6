"""A file that is wanted, and the same file when it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@frozen
class Job:
    """A file that is wanted.

    Attributes
    ----------
    number : int
        Its place in the plan.
    path : Path
        Where it is to be.
    key : str
        Key of its source.
    row : mapping
        The recording as the server listed it, for the link.
    size : int or None
        Its bytes as HyperStudy knows them.
    proof : str or None
        SHA-256 of the file that is there; if it still has it, nothing is downloaded.
    is_new : bool
        There was no file of that name. If there is one in the end, another run brought it.
    """

    number: int
    path: Path
    key: str
    row: Mapping[str, Any]
    size: int | None
    proof: str | None = None
    is_new: bool = False


@frozen
class Saved:
    """A file that is whole.

    Attributes
    ----------
    path : Path
        Where it is.
    status : str
        ``downloaded``, or ``skipped`` because it was there.
    size : int
        Its bytes.
    sha256 : str or None
        Its hash; None for a skipped file that nobody read.
    verified : str or None
        What proved it: ``md5`` or ``crc32c`` of the storage, ``sha256`` of the report, or only
        its ``size``; None if nobody told any of them.
    attempts : int
        How often it was asked for.
    listed : int or None
        Its bytes as HyperStudy listed them when it came. The storage may say otherwise of its own
        file, and then that counts.
    """

    path: Path
    status: Literal["downloaded", "skipped"]
    size: int
    sha256: str | None
    verified: str | None
    attempts: int
    listed: int | None = None

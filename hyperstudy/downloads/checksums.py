"""What is known of a file's content, and whether the bytes that came are it."""

from __future__ import annotations

import binascii
import hashlib
from typing import TYPE_CHECKING, Any, Protocol, cast

from attrs import asdict, field, fields, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CHUNK = 1 << 20


@frozen
class StorageMetadata:
    """What the storage said of a file when it began to send it.

    Attributes
    ----------
    etag, modified : str or None
        What tells one version of the file from another.
    total : int or None
        Its bytes in all.
    md5, crc32c : str or None
        Its hashes as hexadecimal text (``x-goog-hash``).
    encoded : bool
        It is compressed on its way, so that lengths and offsets on the wire are not the file's.
    unknown : dict
        What a later version noted beside; it is kept.
    """

    etag: str | None = None
    modified: str | None = None
    total: int | None = None
    md5: str | None = None
    crc32c: str | None = None
    encoded: bool = False
    unknown: dict[str, Any] = field(factory=dict[str, Any])

    @property
    def validator(self) -> str | None:
        """What to send as ``If-Range``; a weak tag would not do."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.modified

    @property
    def hashed(self) -> bool:
        """A hash tells whether the bytes that came are the file."""
        return self.md5 is not None or self.crc32c is not None

    def contradicts(self, other: StorageMetadata) -> str | None:
        """Name what both tell and tell differently; None if nothing."""
        for member in ("total", "md5", "crc32c", "etag", "modified"):
            mine, theirs = getattr(self, member), getattr(other, member)
            if mine is not None and theirs is not None and mine != theirs:
                return member
        return None

    def filled(self, other: StorageMetadata) -> StorageMetadata:
        """Give what both tell together; of what both tell, this one's."""
        noted = {name: value for name, value in asdict(self).items() if value is not None}
        return StorageMetadata(**asdict(other) | noted)

    def to_dict(self) -> dict[str, Any]:
        """Give plain JSON values."""
        found = asdict(self)
        unknown: dict[str, Any] = found.pop("unknown")
        return unknown | found

    @classmethod
    def from_dict(cls, values: Any) -> StorageMetadata | None:
        """Read what :meth:`to_dict` gave, in this version or another; None if it is none of it."""
        if not isinstance(values, dict):
            return None
        members = cast("dict[str, Any]", values)
        names = {one.name for one in fields(cls)} - {"unknown"}
        if not members.keys() & names:
            return None
        unknown = {name: value for name, value in members.items() if name not in names}
        metadata = cls(
            **{name: members[name] for name in names if name in members}, unknown=unknown
        )
        total: Any = metadata.total
        encoded: Any = metadata.encoded
        texts: tuple[Any, ...] = (metadata.etag, metadata.modified, metadata.md5, metadata.crc32c)
        right = (
            isinstance(total, int | None)
            and isinstance(encoded, bool)
            and all(isinstance(one, str | None) for one in texts)
        )
        return metadata if right else None


def google_hashes(header: str) -> dict[str, str]:
    """Read ``x-goog-hash``: ``crc32c=...,md5=...`` in base64, to hexadecimal text."""
    found: dict[str, str] = {}
    for part in header.split(","):
        name, _, value = part.strip().partition("=")
        length = {"crc32c": 4, "md5": 16}.get(name.lower())
        try:
            digest = binascii.a2b_base64(value, strict_mode=True)
        except ValueError:
            continue
        if len(digest) == length:
            found[name.lower()] = digest.hex()
    return found


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


class Digest:
    """The hashes of a file, computed while its bytes come by.

    SHA-256 always, for the later check. Of what the storage sent, CRC-32C if it did, as Google
    recommends: it finds accidents, and costs next to nothing. MD5 would take twice as long as all
    the rest, and who can change a file in the storage changes both.

    Parameters
    ----------
    known : StorageMetadata
        What the storage said of the file.
    """

    def __init__(self, expected: StorageMetadata) -> None:
        self._sha256 = hashlib.sha256()
        self._proof: tuple[str, str, _Hash] | None = None
        if expected.crc32c:
            from google_crc32c import Checksum

            self._proof = "crc32c", expected.crc32c, Checksum()
        elif expected.md5:
            self._proof = "md5", expected.md5, hashlib.md5(usedforsecurity=False)

    def update(self, data: bytes | memoryview) -> None:
        """Take more bytes."""
        self._sha256.update(data)
        if self._proof:
            # Unlike those of `hashlib`, Google's takes nothing but bytes.
            self._proof[2].update(data if isinstance(data, bytes) else bytes(data))

    @property
    def sha256(self) -> str:
        """SHA-256 of all bytes so far, as hexadecimal text."""
        return self._sha256.hexdigest()

    def verdict(self) -> tuple[str | None, str | None]:
        """Return which hash proves the content, and which one denies it; None if there is none."""
        if not self._proof:
            return None, None
        name, wanted, found = self._proof
        return (name, None) if found.digest().hex() == wanted else (None, name)


def read_through(
    path: Path, take: Callable[[memoryview], None], between: Callable[[], None] | None = None
) -> int:
    """Read a file piece by piece, however large it is.

    Parameters
    ----------
    path : Path
        The file.
    take : callable
        Gets each piece; it must not keep it.
    between : callable, optional
        Called before each piece; what it raises ends the reading.

    Returns
    -------
    int
        How many bytes there were.
    """
    room = memoryview(bytearray(CHUNK))
    total = 0
    with path.open("rb", buffering=0) as file:
        while True:
            if between:
                between()
            count = file.readinto(room)
            if not count:
                return total
            take(room[:count])
            total += count


def described(
    headers: Mapping[str, str], total: int | None, *, encoded: bool = False
) -> StorageMetadata:
    """Read what the headers of an answer say of the file.

    Parameters
    ----------
    headers : mapping of str to str
        Names in lower case, or a mapping that ignores case.
    total : int or None
        The file's bytes, as the kind of answer tells them.
    encoded : bool, optional
        Whether the body is compressed on its way.
    """
    stored = headers.get("x-goog-stored-content-encoding", "identity").strip().lower()
    # Hashes and length are those of the compressed object then, also if it came unpacked.
    packed = encoded or stored not in {"", "identity"}
    hashes = {} if packed else google_hashes(headers.get("x-goog-hash", ""))
    return StorageMetadata(
        etag=headers.get("etag") or None,
        modified=headers.get("last-modified") or None,
        total=None if encoded else total,
        md5=hashes.get("md5"),
        crc32c=hashes.get("crc32c"),
        encoded=encoded,
    )

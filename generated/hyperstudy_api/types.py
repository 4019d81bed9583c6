"""Shared types, and what turns JSON into Python values and back without losing any of it.

A value that is not what the contract says stays as the server sent it: one odd row must not cost a page.
"""

import datetime
from collections.abc import Callable, Mapping, MutableMapping, Set
from enum import Enum, IntEnum, StrEnum
from http import HTTPStatus
from io import BytesIO
from typing import (
    IO,
    Any,
    BinaryIO,
    ClassVar,
    Generic,
    Literal,
    Self,
    SupportsIndex,
    TypeVar,
)
from urllib.parse import quote
from uuid import UUID

from attrs import define

from .errors import UnreadableBody


class Unset:
    """The type of `UNSET`: a member that the server did not send, or that is not to be sent."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        # There is one UNSET: copies and unpickled models are compared with it by identity.
        return "UNSET"


UNSET: Unset = Unset()

# The types that `httpx.Client(files=)` can accept.
FileContent = IO[bytes] | bytes | str
FileTypes = (
    # (filename, file (or bytes), content_type)
    tuple[str | None, FileContent, str | None]
    # (filename, file (or bytes), content_type, headers)
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
RequestFiles = list[tuple[str, FileTypes]]


@define
class File:
    """A file to upload, or the bytes of an answer."""

    payload: BinaryIO
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> FileTypes:
        """Return the form that httpx accepts for multipart/form-data."""
        return self.file_name, self.payload, self.mime_type


class OpenStrEnum(StrEnum):
    """Names for the texts that the contract knows; any other text becomes a member of its own.

    The unknown member equals its text, like the known ones do.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if type(value) is not str:
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member


class OpenIntEnum(IntEnum):
    """Names for the integers that the contract knows; any other integer becomes a member of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if type(value) is not int:
            return None
        member = int.__new__(cls, value)
        member._name_ = f"VALUE_{value}"
        member._value_ = value
        return member

    def __str__(self) -> str:
        return str(self.value)


class Moment(datetime.datetime):
    """A datetime that remembers the text it came from, which may say more: "Z", seven digits of a second."""

    text: str | None = None

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        how = super().__reduce_ex__(protocol)
        return how if isinstance(how, str) else (*how[:2], {"text": self.text})


def parse_time(value: Any) -> Any:
    """Turn ISO 8601 text into a `Moment`."""
    if not isinstance(value, str):
        return value
    try:
        moment = Moment.fromisoformat(value)
    except ValueError:
        return value
    moment.text = value
    return moment


def parse_date(value: Any) -> Any:
    """Turn the text of a day into a `datetime.date`."""
    if not isinstance(value, str):
        return value
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        return value
    return day if day.isoformat() == value else value


def parse_uuid(value: Any) -> Any:
    """Turn text into a `uuid.UUID`."""
    if not isinstance(value, str):
        return value
    try:
        identifier = UUID(value)
    except ValueError:
        return value
    return identifier if str(identifier) == value else value


def parse_file(value: Any) -> Any:
    """Turn the bytes of an answer into a `File`."""
    return File(BytesIO(value)) if isinstance(value, bytes) else value


def parse_enum(kind: Callable[[Any], Any], plain: type, value: Any) -> Any:
    """Turn a text or an integer into a member of an open enum."""
    return kind(value) if type(value) is plain else value


def parse_model(model: Any, value: Any) -> Any:
    """Turn an object into a model."""
    return model.from_dict(value) if isinstance(value, dict) else value


def parse_closest(models: tuple[Any, ...], value: Any) -> Any:
    """Turn an object into that of several models which knows most of its members."""
    if not isinstance(value, dict):
        return value
    return max(models, key=lambda model: len(value.keys() & model.member_names())).from_dict(value)


def parse_list(parse_item: Callable[[Any], Any], value: Any) -> Any:
    """Turn each item of a list."""
    return [parse_item(item) for item in value] if isinstance(value, list) else value


def parse_first(value: Any, *parsers: Callable[[Any], Any]) -> Any:
    """Turn a value by the first of several ways that knows what to do with it."""
    for parse in parsers:
        parsed = parse(value)
        if parsed is not value:
            return parsed
    return value


_AS_IT_IS = frozenset({str, int, float, bool, type(None), Unset})


def to_json(value: Any) -> Any:
    """Turn models, enums and times back into JSON values; everything else passes as it is."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {name: to_json(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, datetime.date):
        return getattr(value, "text", None) or value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value.to_dict() if hasattr(value, "to_dict") else value


V = TypeVar("V")


class Model(Generic[V]):
    """What all models can do. `V` is the type of the members that the contract does not name."""

    __slots__ = ()

    additional_properties: dict[str, V]
    _members: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def member_names(cls) -> Set[str]:
        """Return the names, as in JSON, of the members that the contract knows."""
        return cls._members.keys()

    def to_dict(self) -> dict[str, Any]:
        """Return the object as in JSON: what came in `from_dict`, with what was changed since."""
        members: dict[str, Any] = {}
        for name, attribute in self._members.items():
            value = getattr(self, attribute)
            if value is not UNSET:
                members[name] = to_json(value)
        for name, value in self.additional_properties.items():
            members.setdefault(name, to_json(value))
        return members

    @property
    def additional_keys(self) -> list[str]:
        """The names of the members that the contract does not name."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> V:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: V) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


def path_segment(name: str, value: Any) -> str:
    """Turn a path parameter into one segment of an address.

    Raises
    ------
    ValueError
        If the value would lead to another address than that of the operation: it is empty, "." or "..",
        or there is none.
    """
    text = str(to_json(value))
    if value is None or isinstance(value, Unset) or text in {"", ".", ".."}:
        raise ValueError(f"{name} must be an identifier, not {value!r}")
    return quote(text, safe="")


def status_of(code: int) -> int:
    """Return the `http.HTTPStatus` of a code, or the code itself if the standard does not know it (520)."""
    try:
        return HTTPStatus(code)
    except ValueError:
        return code


T = TypeVar("T")


@define
class Response(Generic[T]):
    """The answer to an operation.

    `parsed` is None if the answer has another format than JSON (`format=csv`), or if it is an error and the
    client has `raise_on_unexpected_status=False`.
    """

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None

    def expect(self) -> T:
        """Return `parsed`.

        Raises
        ------
        UnreadableBody
            If nothing was parsed.
        """
        if self.parsed is None:
            raise UnreadableBody(
                self.status_code,
                self.headers.get("Content-Type", ""),
                self.content,
                "nothing was parsed; the detailed form of this function has the bytes in `content`",
            )
        return self.parsed


__all__ = [
    "UNSET",
    "File",
    "FileTypes",
    "Model",
    "Moment",
    "OpenIntEnum",
    "OpenStrEnum",
    "RequestFiles",
    "Response",
    "Unset",
    "parse_closest",
    "parse_date",
    "parse_enum",
    "parse_file",
    "parse_first",
    "parse_list",
    "parse_model",
    "parse_time",
    "parse_uuid",
    "path_segment",
    "status_of",
    "to_json",
]

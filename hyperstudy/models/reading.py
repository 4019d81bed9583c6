"""From what a researcher writes to what is sent, by what the contract says of each place.

A name is respelled (``required_participants`` to ``requiredParticipants``) only where the contract
has the other spelling at that very place, so that names which the researcher made up stay theirs.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, MutableMapping
from math import isnan
from typing import TYPE_CHECKING, Any, Self

from .. import contract
from ..contract import schemas
from ..display.notices import warn_caller
from ..exceptions import InputError
from . import shapes
from .json_values import items, named, number, place, plain, scalar

if TYPE_CHECKING:
    from ..contract.schemas import Schema


class ReadableObject(MutableMapping[str, Any]):
    """What reading needs of the classes that it makes objects of."""

    @classmethod
    @abstractmethod
    def read(cls, given: Mapping[str, Any], path: str = "", *, respell: bool) -> Self:
        """Make an object of a mapping, as JSON or, with `respell`, as the constructor would."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Give its JSON object."""


class Reading:
    """How values are read.

    Parameters
    ----------
    models : mapping of str to type of ReadableObject
        The classes that objects become, by the name of their schema; none leaves them dicts.
    respell : bool
        Whether Python names become wire names. What a server or a file says stays as it is.
    """

    def __init__(self, models: Mapping[str, type[ReadableObject]], *, respell: bool) -> None:
        self._models = models
        self._respell = respell

    def read(self, value: Any, schema: Schema, path: str = "", around: object = None) -> Any:
        """Read a value for a place of the contract.

        Parameters
        ----------
        value : object
            What was given.
        schema : mapping
            What the contract says of the place.
        path : str, optional
            The place, for errors.
        around : object, optional
            The name under which the value stands, which can be a component's type.

        Raises
        ------
        InputError
            If JSON cannot say it, or it is the wrong kind of object; the message names the place.
        """
        if isinstance(value, ReadableObject):
            return self._authored(value, schema, path, around)
        if isinstance(value, Mapping):
            model = self._model(schema)
            if model is not None:
                return model.read(value, path, respell=self._respell)  # pyright: ignore[reportUnknownArgumentType]
            return self._object(value, schema, path, around)  # pyright: ignore[reportUnknownArgumentType]
        listed = items(value)
        if listed is not None:
            inner = shapes.list_items(schema)
            return [self.read(item, inner, place(path, at)) for at, item in enumerate(listed)]
        read = scalar(value, path)
        whole = self._respell and isinstance(read, float) and read.is_integer()
        if whole and _wants_whole(schema):
            return int(read)
        return read

    def _model(self, schema: Schema) -> type[ReadableObject] | None:
        return next(
            (self._models[one] for one in shapes.names(schema) if one in self._models), None
        )

    def _authored(self, value: ReadableObject, schema: Schema, path: str, around: object) -> Any:
        if "GlobalComponent" in shapes.names(schema):
            return _beside(value, path, around)
        wanted = self._model(schema)
        if wanted is None:
            return value if self._models else value.to_dict()
        if not isinstance(value, wanted):
            raise InputError(
                f"{path}: a {type(value).__name__} stands where a {wanted.__name__} belongs."
            )
        return value

    def _object(
        self, value: Mapping[Any, Any], schema: Schema, path: str, around: object
    ) -> dict[str, Any]:
        shape = shapes.shape(schema)
        given = named(value, path)
        respell = self._respell and not (shape.user_keys or shapes.is_users(schema))
        kind = given.get("type", around)
        read: dict[str, Any] = {}
        for name, member in given.items():
            wire = shape.wire.get(name, name) if respell else name
            if wire != name and wire in given:
                wire = name
            where = place(path, wire)
            if respell and wire not in shape.members and (meant := shape.meant(wire)):
                warn_caller(
                    f"{where} is not a name that the API's contract knows here; it is sent as you "
                    f"wrote it. Did you mean {meant!r}?"
                )
            inner = shapes.settings(shape.members.get(wire, shape.others), kind)
            read[wire] = self.read(member, inner, where, wire)
        return read


def _beside(component: ReadableObject, path: str, key: object) -> dict[str, Any]:
    """Turn a focus component, as the factories make it, into a global one."""
    kind = component.get("type")
    if kind != getattr(key, "value", key):
        raise InputError(
            f"{path}: this is a component of type {kind!r}; global components stand under the name "
            "of their type."
        )
    further = {name: component[name] for name in component if name not in ("type", "id")}
    return {"enabled": True, "config": {}, **plain(further, path)}


def read_leniently(value: Any, schema: Schema) -> Any:
    """Read a number or truth value that was written as text, as the models of 0.4.1 do.

    Whatever is something else stays as it is, for the check behind this to name.
    """
    wanted = _types(schema)
    if "string" in wanted:
        return value
    if isinstance(value, str):
        text = value.strip()
        if wanted & {"integer", "number"}:
            try:
                read = number(text)
            except ValueError:
                return value
            if isinstance(read, float) and (isnan(read) or not read.is_integer()):
                return value if isnan(read) else read
            return int(read) if _wants_whole(schema) else read
        value = text.lower()
    if wanted - {"null"} == {"boolean"}:
        for word, read_as in ((True, _YES), (False, _NO)):
            if value in read_as:
                return word
    return value


_YES = (1, "1", "true", "t", "yes", "y", "on")
_NO = (0, "0", "false", "f", "no", "n", "off")


def _wants_whole(schema: Schema) -> bool:
    found = _types(schema)
    return "integer" in found and "number" not in found


def _types(schema: Schema) -> set[str]:
    found: set[str] = set()
    for part in schemas.parts(contract.document(), schema):
        found |= schemas.types(part)
    return found

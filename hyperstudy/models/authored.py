"""An object of an experiment definition: its JSON, with an attribute for each known member."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from .. import contract
from ..contract.schema_validation import SchemaCheck
from ..display.notices import warn_caller
from ..exceptions import InputError
from . import shapes
from .json_values import named, place, plain
from .null import NULL
from .pydantic_methods import PydanticMethods
from .reading import Reading, read_leniently

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MODELS: dict[str, type[Authored]] = {}
"""The classes that can be written with, by the name of their schema in the contract."""

_AS_WRITTEN = Reading(MODELS, respell=True)
_AS_IT_IS = Reading(MODELS, respell=False)


def new_id() -> str:
    """Make the id of a component: 8 hexadecimal characters, as the app knows them (observed)."""
    import secrets

    return secrets.token_hex(4)


class Authored(PydanticMethods):
    """An object of an experiment definition.

    It *is* its JSON object: ``state["focusComponent"]`` reads what is sent under that name, names
    that the contract does not know included, and whatever is not touched stays as it came. The
    members that the contract knows are attributes, too: ``state.focus_component``.

    An attribute or parameter that is None is not sent; `hyperstudy.NULL` sends null. Unknown
    parameters are sent as they are.
    """

    _words: ClassVar[Mapping[str, Callable[[str], Any]]] = {}
    _members: dict[str, Any]
    _given: set[str]

    def __init_subclass__(cls) -> None:
        if "_schema" in vars(cls):
            MODELS[cls._schema] = cls

    @classmethod
    def from_dict(cls, definition: Mapping[str, Any]) -> Self:
        """Make an object of its JSON, exactly: nothing is checked, respelled, added or left out.

        Parameters
        ----------
        definition : mapping
            As the server or a file has it.
        """
        return cls.read(definition, "", respell=False)

    @classmethod
    def read(cls, given: Mapping[str, Any], path: str = "", *, respell: bool) -> Self:
        """Make an object of a mapping, as JSON or, with `respell`, as the constructor would."""
        new = cls.__new__(cls)
        members = named(given, path)
        new._members, new._given = {}, set()
        if respell:
            new._take(members, path)
        else:
            for name, value in members.items():
                new._members[name] = _AS_IT_IS.read(value, new._member(name), place(path, name))
        new._given.update(cls._shape().wire.get(name, name) for name in members)
        return new

    def _take(
        self, given: Mapping[str, Any], path: str = "", *, keywords: Mapping[str, Any] | None = None
    ) -> None:
        """Fill a new object with what was given by Python or wire names."""
        self._members, self._given = {}, set()
        shape = self._shape()
        given = {**given, **(keywords or {})}
        # What the settings of a component may be depends on its type, so that comes first.
        for name, value in sorted(given.items(), key=lambda one: one[0] != "type"):
            wire = shape.wire.get(name, name)
            if value is None:
                continue
            if wire in self._members:
                raise InputError(f"{self._described(path)}: {wire!r} was given twice.")
            self._put(wire, value, path)
        for wire, make in self._fresh.items():
            if wire not in self._members:
                self._members[wire] = make()
        for wire in shape.required:
            if wire not in self._members:
                raise InputError(f"{self._described(path)}: {wire!r} is needed.")

    def _put(self, wire: str, value: Any, path: str = "") -> None:
        """Set a member to a checked value."""
        shape = self._shape()
        schema = self._member(wire)
        if wire not in shape.members and (meant := shape.meant(wire)):
            if meant in shape.members:
                meant = contract.snake(meant)
            warn_caller(
                f"{type(self).__name__} has no member {wire!r} that the API's contract knows; it "
                f"is sent as you wrote it. Did you mean {meant!r}?"
            )
        where = place(path, wire)
        read = read_leniently(_AS_WRITTEN.read(value, schema, where, wire), schema)
        # The server's own rules for settings are not published: `validate_experiment` has ours.
        for fault in _check().faults(read, shape.members.get(wire, {}), where):
            raise InputError(f"{fault}." if path else f"{type(self).__name__}: {fault}.")
        self._members[wire] = read

    def _described(self, path: str) -> str:
        return f"{path} ({type(self).__name__})" if path else type(self).__name__

    @classmethod
    def _shape(cls) -> shapes.Shape:
        return shapes.shape(shapes.reference(cls._schema))

    def _member(self, wire: str) -> Mapping[str, Any]:
        """Give what the contract says of a member; a component's settings depend on its type."""
        schema = self._shape().members.get(wire, {})
        kind = self._members.get("type")
        return shapes.settings(schema, kind) if kind is not None else schema

    # --- attributes ---------------------------------------------------------------------------

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_"):
            wire = self._shape().wire.get(name, name)
            if wire in self._members or wire in self._shape().members:
                value = self._members.get(wire)
                if wire in self._words and isinstance(value, str):
                    return self._words[wire](value)
                return value
        raise AttributeError(f"{type(self).__name__!r} has no member {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
            return
        wire = self._shape().wire.get(name, name)
        self._given.add(wire)
        if value is None:
            self._members.pop(wire, None)
        else:
            self._put(wire, value)

    def __delattr__(self, name: str) -> None:
        setattr(self, name, None)
        self._given.discard(self._shape().wire.get(name, name))

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._shape().wire, *filter(str.isidentifier, self)})

    # --- JSON ---------------------------------------------------------------------------------

    def __getitem__(self, name: str) -> Any:
        return self._members[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._members[name] = _AS_IT_IS.read(value, self._member(name), name)
        self._given.add(name)

    def __delitem__(self, name: str) -> None:
        del self._members[name]
        self._given.discard(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object, as it is sent."""
        return {name: plain(value, name) for name, value in self._members.items()}

    def __copy__(self) -> Self:
        new = type(self).__new__(type(self))
        vars(new).update(vars(self), _members={**self._members}, _given={*self._given})
        return new

    def __repr__(self) -> str:
        python = {wire: name for name, wire in self._shape().wire.items()}
        shown = (
            f"{python.get(wire, wire)}={NULL if value is None else value!r}"
            for wire, value in self._members.items()
        )
        return f"{type(self).__name__}({', '.join(shown)})"


@cache
def _check() -> SchemaCheck:
    # Which members the server takes null for is unknown, so that a null which is meant passes;
    # and what is only guessed should keep nobody from writing what the server may well know.
    return SchemaCheck(contract.document(), trusted=(Authored, type(None)), guesses=False)

"""The methods of pydantic's models, which the models of 0.4.1 were: without pydantic.

The rules are pydantic's (checked against it in the tests): fields have their Python names unless
``by_alias`` asks for those that are sent, a field that was not given is None, and ``exclude_unset``
leaves out what was not given when the object was made or set afterwards.
"""

from __future__ import annotations

import builtins
import copy
import json
from abc import ABCMeta
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self, cast, get_type_hints

from ..exact_json import is_list, is_object
from ..exceptions import InputError
from .json_values import plain
from .reading import ReadableObject

if TYPE_CHECKING:
    from inspect import Signature

    from . import shapes

Names = Collection[str] | Mapping[str, Any]
"""Fields to take or to leave out: names, or names with what to take or leave out inside."""


class ModelField(NamedTuple):
    """What is known of a field: an entry of ``model_fields``.

    Attributes
    ----------
    annotation : object
        Its type.
    alias : str
        The name under which it is sent.
    required : bool
        Whether it must be given.
    default_factory : callable or None
        Makes its value when it is not given; None leaves it at None.
    """

    annotation: Any
    alias: str
    required: bool
    default_factory: Callable[[], Any] | None
    default: None = None

    def is_required(self) -> bool:
        """Tell whether it must be given."""
        return self.required

    def get_default(self, *, call_default_factory: bool = False) -> Any:
        """Give the value that it has when it is not given."""
        made = self.default_factory if call_default_factory else None
        return made() if made else None


class _Named(NamedTuple):
    """A value with its names."""

    python: str
    wire: str
    value: Any
    given: bool


class ModelMeta(ABCMeta):
    """Makes models as pydantic does: what is missing is an InputError, which is a ValueError."""

    if not TYPE_CHECKING:  # type checkers take the signature of __init__

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            """Make an object, and note which fields were given."""
            shape = cls._shape()
            given = {shape.wire.get(name, name) for name in kwargs}
            for wire in () if args else shape.required:
                if wire not in given:
                    raise InputError(f"{cls.__name__}: {wire!r} is needed.")
            made = super().__call__(*args, **kwargs)
            made._given.update(given)
            return made

        @property
        def __signature__(cls) -> Signature:
            """Give the parameters, which are those of `__init__`."""
            from inspect import signature

            whole = signature(cls.__init__)
            return whole.replace(parameters=list(whole.parameters.values())[1:])

        @property
        def model_fields(cls) -> dict[str, ModelField]:
            """Give what is known of each field, by its Python name."""
            return dict(_fields(cls)) if cls._schema else {}


class PydanticMethods(ReadableObject, metaclass=ModelMeta):
    """What scripts for 0.4.1 call on models, beside the attributes."""

    _schema: ClassVar[str] = ""
    _fresh: ClassVar[Mapping[str, Callable[[], Any]]] = {}
    _members: dict[str, Any]
    _given: set[str]

    if TYPE_CHECKING:
        model_fields: dict[str, ModelField]

        @classmethod
        def _shape(cls) -> shapes.Shape: ...

    else:

        @property
        def model_fields(self) -> dict[str, ModelField]:
            """Give what is known of each field, by its Python name."""
            return type(self).model_fields

    @property
    def model_fields_set(self) -> set[str]:
        """The Python names of the fields that were given or set."""
        python = _python_names(self)
        return {python.get(wire, wire) for wire in self._given}

    @property
    def model_extra(self) -> dict[str, Any]:
        """The members that are no fields: the contract does not name them."""
        known = self._shape().members
        return {name: one for name, one in self._members.items() if name not in known}

    def named_values(self) -> Iterator[_Named]:
        """Give the value of each field, then those of the other members."""
        shape = self._shape()
        for python, wire in shape.wire.items():
            yield _Named(python, wire, getattr(self, python), wire in self._given)
        for name, value in self.model_extra.items():
            yield _Named(name, name, value, given=True)

    def model_dump(
        self,
        *,
        mode: Literal["python", "json"] | str = "python",
        include: Names | None = None,
        exclude: Names | None = None,
        by_alias: bool | None = None,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        **_: Any,
    ) -> dict[str, Any]:
        """Give the fields as a dict, those of the objects inside too.

        Parameters
        ----------
        mode : {"python", "json"}, optional
            "json" has texts in place of enumerations.
        include, exclude : collection of str or mapping, optional
            Fields by Python name, and fields of the objects in them as mappings.
        by_alias : bool, optional
            The names that are sent, such as ``requiredParticipants``.
        exclude_unset : bool, optional
            Leave out what was neither given nor set.
        exclude_defaults : bool, optional
            Leave out what has the value that it would have anyway.
        exclude_none : bool, optional
            Leave out what is None.

        Returns
        -------
        dict
            ``model_dump(by_alias=True, exclude_none=True)`` is what `to_dict` gives, but that it
            leaves out a null that is meant, too.
        """
        dump = _Dump(mode == "json", bool(by_alias), exclude_unset, exclude_defaults, exclude_none)
        return dump.model(self, include, exclude)

    def model_dump_json(self, *, indent: int | None = None, **how: Any) -> str:
        """Give the fields as JSON text; the parameters are those of :meth:`model_dump`."""
        how["mode"] = "json"
        fields = self.model_dump(**how)
        tight = (",", ":") if indent is None else None
        return json.dumps(fields, ensure_ascii=False, indent=indent, separators=tight)

    @classmethod
    def model_validate(cls, obj: Any, **_: Any) -> Self:
        """Make an object of a dict with Python names or names as they are sent.

        Raises
        ------
        InputError
            If it is no dict, a value is not allowed, or something is missing.
        """
        if isinstance(obj, cls):
            return obj
        if not isinstance(obj, Mapping):
            raise InputError(
                f"{cls.__name__}: a dict or {cls.__name__} belongs here, not a "
                f"{builtins.type(obj).__name__}."
            )
        return cls.read(cast("Mapping[str, Any]", obj), respell=True)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """Make an object of JSON text.

        Raises
        ------
        InputError
            If it is no JSON, or not such an object.
        """
        try:
            read: Any = json.loads(json_data)
        except ValueError as error:
            raise InputError(f"{cls.__name__}: this is no JSON: {error}.") from None
        return cls.model_validate(read)

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """Make an object of Python names without any check."""
        wire = cls._shape().wire
        members = {wire.get(name, name): value for name, value in values.items()}
        made = cls.read(members, respell=False)
        if _fields_set is not None:
            made._given = {wire.get(name, name) for name in _fields_set}
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Give a copy, with other values for some fields.

        Parameters
        ----------
        update : mapping, optional
            New values by Python name; None clears a field.
        deep : bool, optional
            Copy the objects inside, too.

        Raises
        ------
        InputError
            If a value is not allowed.
        """
        made = copy.deepcopy(self) if deep else copy.copy(self)
        for name, value in (update or {}).items():
            setattr(made, name, value)
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """Let models of pydantic have fields of this type; only pydantic asks."""
        schemas = import_module("pydantic_core").core_schema
        written = schemas.plain_serializer_function_ser_schema(cls.model_dump)
        return schemas.no_info_plain_validator_function(cls.model_validate, serialization=written)


@cache
def _fields(model: type[Any]) -> dict[str, ModelField]:
    shape: shapes.Shape = model._shape()
    # Generated modules import these for type checkers only.
    imported = {"Mapping": Mapping, "Sequence": Sequence, "Callable": Callable}
    hints = get_type_hints(model, localns=imported)
    return {
        python: ModelField(
            hints.get(python, Any), wire, wire in shape.required, model._fresh.get(wire)
        )
        for python, wire in shape.wire.items()
    }


def _python_names(model: Any) -> dict[str, str]:
    return {wire: python for python, wire in model._shape().wire.items()}


class _Dump(NamedTuple):
    """How objects become dicts."""

    json: bool
    by_alias: bool
    exclude_unset: bool
    exclude_defaults: bool
    exclude_none: bool

    def model(self, model: PydanticMethods, include: Any, exclude: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        fields = type(model).model_fields
        for one in model.named_values():
            if include is not None and one.python not in include:
                continue
            if not _kept(one.python, None, exclude) or self._left_out(one, fields):
                continue
            name = one.wire if self.by_alias else one.python
            inside = _at(include, one.python), _at(exclude, one.python)
            shown[name] = self._value(one.value, *inside, name)
        return shown

    def _left_out(self, one: _Named, fields: Mapping[str, ModelField]) -> bool:
        if self.exclude_unset and not one.given:
            return True
        if self.exclude_none and one.value is None:
            return True
        field = fields.get(one.python)
        if not self.exclude_defaults or field is None or field.required:
            return False
        made = field.default_factory
        return bool(one.value == (made() if made else None))

    def _value(self, value: Any, include: Any, exclude: Any, place: str) -> Any:
        if isinstance(value, PydanticMethods):
            return self.model(value, include, exclude)
        if is_object(value):
            return {
                name: self._value(one, _at(include, name), _at(exclude, name), name)
                for name, one in value.items()
                if _kept(name, include, exclude)
            }
        if is_list(value):
            return [
                self._value(one, _at(include, at), _at(exclude, at), place)
                for at, one in enumerate(value)
                if _kept(at, include, exclude)
            ]
        return plain(value, place) if self.json else value


def _inside(chosen: Any) -> Any:
    return None if chosen in (True, None, ...) else chosen


def _at(chosen: Any, place: str | int) -> Any:
    named: dict[Any, Any] = chosen if is_object(chosen) else {}
    return _inside(named.get(place, named.get("__all__")))


def _kept(place: str | int, include: Any, exclude: Any) -> bool:
    everything = "__all__"
    if include is not None and place not in include and everything not in include:
        return False
    if exclude is None:
        return True
    if is_object(exclude):
        named: dict[Any, Any] = exclude
        return named.get(place, named.get(everything)) not in (True, ...)
    return place not in exclude and everything not in exclude

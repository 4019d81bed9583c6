"""Names that a public class does not have: the error tells the one that was meant.

Python suggests one only where it shows the error itself, which notebooks do in their own way.
"""

from __future__ import annotations

from importlib import import_module
from inspect import getattr_static
from typing import TYPE_CHECKING, Any, TypeVar

from ..imports.public_names import MODULE_OF

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["suggesting_names"]

_Class = TypeVar("_Class", bound=type)


def suggesting_names(other: str, has_it: str) -> Callable[[_Class], _Class]:
    """Let a class say which of its names was meant, or that a class beside it has it.

    Parameters
    ----------
    other : str
        The class beside it, as ``"module:Class"``; it is imported when somebody asks in vain.
    has_it : str
        What to say where that class has the name, with ``{}`` for it.
    """

    def change(public: _Class) -> _Class:
        def missing(self: Any, name: str) -> Any:
            if getattr_static(public, name, None) is not None:
                # A property broke off with such an error, which is the one to show.
                return object.__getattribute__(self, name)
            message = f"{public.__name__!r} object has no attribute {name!r}"
            if not name.startswith("_"):
                message += _instead(public, name, other, has_it)
            # With the name but without the object, Python adds no suggestion of its own.
            raise AttributeError(message, name=name)

        # Set so that type checkers, for which it would make every name right, do not see it.
        setattr(public, "__getattr__", missing)  # noqa: B010
        return public

    return change


def _instead(public: type, name: str, other: str, has_it: str) -> str:
    from difflib import get_close_matches

    if name in MODULE_OF:
        return f". The package has it: hyperstudy.{name}"
    module, _, beside = other.partition(":")
    if hasattr(getattr(import_module(module), beside), name):
        return f". {has_it.format(name)}"
    names = [one for one in dir(public) if not one.startswith("_")]
    near = get_close_matches(name, names, n=1)
    return f". Did you mean: {near[0]!r}?" if near else ""

"""Calls that do not fit a method: the error names the public class, and the keyword that was meant.

The public methods come from many classes, and Python's error for a call that does not fit names the
one that defines the method: ``DataMethods.get_events() got an unexpected keyword argument 'scop'``.
A researcher knows ``HyperStudy.get_events``.
"""

from __future__ import annotations

import functools
import re
import sys
from inspect import getattr_static
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["named_methods"]

_Class = TypeVar("_Class", bound=type)

_UNKNOWN_KEYWORD = re.compile(r"got an unexpected keyword argument '(\w+)'$")
_SUGGESTS_KEYWORDS = sys.version_info >= (3, 13)
"""Python does so by itself from 3.13 on."""


def named_methods(public: _Class) -> _Class:
    """Give a class its inherited public methods under its own name, for the errors of wrong calls.

    Each is a copy that shares the code: it is called as before, with the same signature, and
    Python names the class in the error. Where Python does not yet suggest a keyword, the copy is
    called by a function that adds it to the error.

    Parameters
    ----------
    public : type
        The class, which is changed.

    Returns
    -------
    type
        The same class.
    """
    for name in dir(public):
        method: Any = getattr_static(public, name)
        own = name == "__init__" or not name.startswith("_")
        if not own or not isinstance(method, FunctionType):
            continue
        named: Any = _renamed(method, public)
        setattr(public, name, named if _SUGGESTS_KEYWORDS else _suggesting(named))
    return public


def _renamed(method: FunctionType, public: type) -> FunctionType:
    copy = FunctionType(
        method.__code__,
        method.__globals__,
        method.__name__,
        method.__defaults__,
        method.__closure__,
    )
    copy.__kwdefaults__ = method.__kwdefaults__
    copy.__annotations__ = method.__annotations__
    copy.__doc__ = method.__doc__
    copy.__dict__.update(method.__dict__)
    copy.__qualname__ = f"{public.__qualname__}.{method.__name__}"
    # Where a reader, and pickle, find it by that name.
    copy.__module__ = public.__module__
    return copy


def _suggesting(method: FunctionType) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*args: Any, **keywords: Any) -> Any:
        try:
            return method(*args, **keywords)
        except TypeError as error:
            # No second frame: the method did not begin.
            began = error.__traceback__ is not None and error.__traceback__.tb_next is not None
            found = None if began else _UNKNOWN_KEYWORD.search(str(error))
            if found is None:
                raise
            meant = _closest_keyword(method, found[1])
            if meant is None:
                raise
            raise TypeError(f"{error}. Did you mean '{meant}'?") from None

    return call


def _closest_keyword(method: FunctionType, word: str) -> str | None:
    from difflib import get_close_matches

    code = method.__code__
    keywords = code.co_varnames[code.co_posonlyargcount : code.co_argcount + code.co_kwonlyargcount]
    return next(iter(get_close_matches(word, keywords, n=1)), None)

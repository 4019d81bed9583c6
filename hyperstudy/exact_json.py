"""Read and write JSON text without losing anything that is in it.

``orjson`` is several times faster than the standard library, but it turns integers beyond 64 bits
into floats and refuses text that JavaScript servers do send (half of a surrogate pair, where a
chat message was cut in the middle of an emoji). One such value must not cost a page of a study.
"""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = [
    "BeyondReach",
    "dumps",
    "fewer_garbage_collections",
    "is_list",
    "is_object",
    "loads",
    "quick_loads",
]

# The fewest digits of an integer that 64 bits may not hold. To look for them in a text of which
# only the zeros are left takes a twentieth of the time of a regular expression.
_MANY_DIGITS = b"0" * 19
_DIGITS_TO_ZERO = bytes(ord("0") if sign in b"0123456789" else 0 for sign in range(256))

# New objects between two looks for cycles, while rows are read; Python's own number is 700.
_SELDOM = 200_000


class BeyondReach(ValueError):
    """JSON text that Python cannot follow: asked for again, it would come the same."""


def loads(content: bytes) -> Any:
    """Parse JSON text exactly.

    Parameters
    ----------
    content
        The bytes of the body, UTF-8 (a byte order mark is allowed).

    Returns
    -------
    Any
        What the text says; integers of any size stay integers.

    Raises
    ------
    BeyondReach
        The text is nested, or has a number, beyond what Python can follow.
    ValueError
        The text is not JSON: cut, empty, or something else.
    """
    try:
        return quick_loads(content)
    except ValueError:
        pass
    try:
        return json.loads(content)
    except RecursionError:
        raise BeyondReach("the answer is nested too deeply to be read") from None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except ValueError as error:
        raise BeyondReach(f"the answer holds a number that cannot be read ({error})") from None


def quick_loads(content: bytes) -> Any:
    """Parse JSON text that has no numbers, and no texts, but usual ones.

    Parameters
    ----------
    content
        The bytes of the text, UTF-8.

    Returns
    -------
    Any
        What the text says. All numbers in it are finite.

    Raises
    ------
    ValueError
        The text is not JSON, or :func:`loads` has to read it.
    """
    import orjson

    if _MANY_DIGITS in content.translate(_DIGITS_TO_ZERO):
        raise ValueError("an integer may be beyond 64 bits")
    return orjson.loads(content)


def dumps(value: Any, *, indent: int | None = None) -> bytes:
    """Write JSON text that :func:`loads` reads as the same again.

    Parameters
    ----------
    value
        A JSON value.
    indent
        Columns to indent by; None writes it as short as it can be.

    Returns
    -------
    bytes
        The text in UTF-8, half a surrogate pair as an escape.

    Raises
    ------
    ValueError
        A number is not finite.
    """
    separators = None if indent else (",", ":")
    text = json.dumps(
        value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False
    )
    # Python's own escape for what UTF-8 cannot say is the one of JSON.
    return text.encode("utf-8", "backslashreplace")


@contextmanager
def fewer_garbage_collections() -> Generator[None]:
    """Let Python look less often for garbage in cycles while many rows are read.

    JSON has no cycles, but its many new objects make Python look through all of them again and
    again: nested rows take three times as long to read. Whoever finds it rare already leaves it
    so, and threads may overlap in any way.
    """
    before = gc.get_threshold()
    raised = 0 < before[0] < _SELDOM
    if raised:
        gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        if raised:
            gc.set_threshold(*before)


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether a value out of JSON is an object."""
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Return whether a value out of JSON is a list."""
    return isinstance(value, list)


def id_text(value: Any) -> str | None:
    """Give an id as text: the contract has it so, and some services send it as a number.

    An empty text names nothing.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value or None if isinstance(value, str) else None

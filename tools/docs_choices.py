"""Shows the words that a parameter may be, without taking the first one for its default.

So the reader of NumPy docstrings takes ``{"a", "b"}``; here the signature says the default.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

_CHOICES = re.compile(
    r"^(?P<indent>\s*)(?P<name>\w[\w, ]*) : \{(?P<words>[^}]*)\}(?P<rest>.*)$", re.MULTILINE
)


class Choices(griffe.Extension):
    """Rewrites the types in docstrings before they are parsed."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of one object."""
        if obj.docstring is not None:
            obj.docstring.value = _CHOICES.sub(_with_or, obj.docstring.value)


def _with_or(found: re.Match[str]) -> str:
    words = " or ".join(one.strip() for one in found["words"].split(","))
    return f"{found['indent']}{found['name']} : {words}{found['rest']}"
